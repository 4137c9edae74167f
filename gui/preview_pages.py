"""The pages that the preview shows: part after part, each typeset anew only when something in it has changed.

The parts one after another are page for page what the whole packet's PDF is: every part begins on a new page, and its
page numbers go on from the parts before it. So one edit costs the typesetting of the parts that it shows in, the part in
view first; the later ones only follow if a page more or less changes their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF

from gui.pdf_pages import PdfPages

if TYPE_CHECKING:
    from export.pdf.writer import PdfReport
    from export.service import PdfJob
    from model.longwork import Work


@dataclass(frozen=True, slots=True)
class PageKey:
    """A page by its part and its place in it, from 0."""

    part: str
    index: int


@dataclass(frozen=True)
class TypesetPart:
    """One part's finished PDF, open for looking at, and what it was made from."""

    part: str
    job: PdfJob
    pages: PdfPages
    report: PdfReport
    mark: object = field(default_factory=object)
    """Tells this edition of the part from earlier ones."""


def typeset(part: str, job: PdfJob, work: Work) -> TypesetPart:
    """Make the part's PDF; for the worker thread."""
    data, report = job.render(work)
    return TypesetPart(part, job, PdfPages(data), report)


class Booklet:
    """What there is to see: the old pages stay until the new ones are typeset."""

    def __init__(self) -> None:
        self._wanted: dict[str, PdfJob] = {}
        self._typeset: dict[str, TypesetPart] = {}
        self._is_volume = False
        self.parts: tuple[str, ...] = ()

    def want(self, jobs: dict[str, PdfJob], *, volume: bool) -> None:
        """Show these parts, as the packet stands now; as a volume they are numbered through."""
        self._wanted = self._wanted | jobs
        self._is_volume = volume
        self.parts = tuple(jobs)

    def stale(self) -> list[str]:
        """The shown parts whose pages are not those of the packet as it stands."""
        return [part for part in self.parts if not self._is_current(part)]

    def job(self, part: str) -> PdfJob:
        """What the part is to be made from."""
        job = self._wanted[part]
        if not self._is_volume:
            return job
        from export.packet import bound

        before = takewhile(lambda earlier: earlier != part, self.parts)
        pages = sum(len(self._typeset[one].pages) for one in before if one in self._typeset)
        return replace(job, blocks=tuple(bound(job.blocks, pages)))

    def put(self, made: TypesetPart) -> None:
        """Show a part's new pages."""
        old = self._typeset.get(made.part)
        self._typeset[made.part] = made
        if old is not None:
            old.pages.close()

    def typeset_part(self, part: str) -> TypesetPart | None:
        """The part's pages, old or new; None before they are made for the first time."""
        return self._typeset.get(part)

    def pages(self) -> dict[PageKey, QSizeF]:
        """Every page in paper order with its size in points."""
        return {
            PageKey(part, index): size
            for part in self.parts
            if part in self._typeset
            for index, size in enumerate(self._typeset[part].pages.sizes)
        }

    def reports(self) -> list[PdfReport]:
        """What typesetting told about the shown parts."""
        return [self._typeset[part].report for part in self.parts if part in self._typeset]

    def close(self) -> None:
        """Let go of all documents."""
        for made in self._typeset.values():
            made.pages.close()
        self._typeset.clear()
        self._wanted.clear()
        self.parts = ()

    def _is_current(self, part: str) -> bool:
        made = self._typeset.get(part)
        return made is not None and made.job == self.job(part)
