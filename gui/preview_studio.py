"""The preview's workshop: one worker at a time typesets parts and draws pages, always what is needed most.

Nothing queues up: when a piece of work is done, the most needed one is chosen as things stand then. So an edit made
meanwhile, or scrolling on, never waits for pages that nobody looks at any more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage

from export.parts import WHOLE, part_title
from gui.background import Background, Job
from gui.picture_cache import Picture, PictureCache
from gui.preview_pages import Booklet, PageKey, TypesetPart, typeset

if TYPE_CHECKING:
    from export.pdf.canvas import PrintedPlace
    from export.pdf.writer import PdfReport
    from export.service import PdfJob
    from model.book import Book
    from model.longwork import Work

_CACHE_BYTES = 96 * 1024 * 1024


class Use(Enum):
    """What a page's picture is for."""

    PAGE = "page"
    THUMBNAIL = "thumbnail"


class PictureKey(NamedTuple):
    """A page's picture."""

    page: PageKey
    use: Use


@dataclass(frozen=True)
class Wanted:
    """A picture that is needed, in device pixels."""

    key: PictureKey
    width: int


class Studio(QObject):
    """Typesets and draws beside the window; everything it tells, it tells on the main thread."""

    pages_changed = Signal()
    """A part has new pages: their number and sizes may be others."""
    picture_ready = Signal(object)
    """A PictureKey: this picture is there, or new."""
    idle = Signal()
    """Everything wanted is there."""
    problem = Signal(str)
    """A part could not be typeset: one sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._booklet = Booklet()
        self._pictures: PictureCache[PictureKey] = PictureCache(_CACHE_BYTES)
        self._worker = Background(self)
        self._refused: dict[str, PdfJob] = {}
        self._wanted: Callable[[], list[Wanted]] = list
        self._first_part: Callable[[], str | None] = lambda: None

    def ask(self, wanted: Callable[[], list[Wanted]], first_part: Callable[[], str | None]) -> None:
        """Whom to ask which pictures are needed, most needed first, and which part is being looked at."""
        self._wanted, self._first_part = wanted, first_part

    # -- what is shown -------------------------------------------------------------------------------------------

    @property
    def is_ready(self) -> bool:
        """Whether what typesets is loaded."""
        return "export.service" in sys.modules

    def make_ready(self, done: Callable[[], object]) -> None:
        """Load it beside the window: that takes a fifth of a second, the first time."""

        def load(_work: Work) -> None:
            import_module("export.service")

        def failed(error: Exception) -> None:
            raise error

        self._worker.run(Job("", load, lambda _nothing: done(), failed, ""))

    def show_book(self, book: Book, part: str) -> None:
        """Show the part, or all, as the book stands now. The book is read here and now, on the main thread."""
        from export.packet import printed_parts
        from export.service import pdf_job

        jobs = {one: pdf_job(book, one) for one in printed_parts(book, part)}
        self._booklet.want(jobs, volume=part == WHOLE)
        self.pages_changed.emit()
        self.go_on()

    @property
    def pages(self) -> dict[PageKey, QSizeF]:
        """Every page in paper order with its size in points."""
        return self._booklet.pages()

    @property
    def reports(self) -> list[PdfReport]:
        """What typesetting told about the shown parts."""
        return self._booklet.reports()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being done any more."""
        return not self._worker.is_busy

    @property
    def knows_all_pages(self) -> bool:
        """Whether ``pages`` are all there will be: no part is still to be typeset."""
        return not self._stale()

    def job(self, part: str) -> PdfJob:
        """What the part's pages are made from."""
        return self._booklet.job(part)

    def picture(self, page: PageKey, use: Use) -> QImage | None:
        """The page's picture, perhaps an outdated one; None while there is none."""
        picture = self._pictures.get(PictureKey(page, use))
        return picture.image if picture else None

    def text(self, page: PageKey) -> str:
        """The words of a page as they stand on it."""
        made = self._booklet.typeset_part(page.part)
        return made.pages.text(page.index) if made and page.index < len(made.pages) else ""

    def places(self, page: PageKey) -> list[PrintedPlace]:
        """What of the packet stands where on a page."""
        made = self._booklet.typeset_part(page.part)
        return [place for place in made.report.places if place.page == page.index + 1] if made else []

    def rest(self) -> None:
        """Call off the work at hand and give back what can be drawn again."""
        self._worker.end()
        self._pictures.clear()

    def close(self) -> None:
        """Let go of everything."""
        self.rest()
        self._booklet.close()

    # -- working -------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Do what is needed most, unless something is being done: then when that is done."""
        if self._worker.is_busy:
            return
        stale = self._stale()
        looked_at = self._first_part()
        wanted = self._missing_pictures()
        if looked_at in stale:
            self._typeset(str(looked_at))
        elif wanted and (not stale or wanted[0].key.use is Use.PAGE):
            self._draw(wanted[0])
        elif stale:
            self._typeset(stale[0])
        else:
            self.idle.emit()

    def _missing_pictures(self) -> list[Wanted]:
        missing = []
        for one in self._wanted():
            made = self._booklet.typeset_part(one.key.page.part)
            # Who asks may not yet know that the part has become shorter.
            if made is None or one.key.page.index >= len(made.pages):
                continue
            if not self._pictures.is_fresh(one.key, one.width, made.mark):
                missing.append(one)
        return missing

    def _typeset(self, part: str) -> None:
        job = self._booklet.job(part)

        def failed(error: Exception) -> None:
            from export.errors import ExportError

            self._refused[part] = job
            words = str(error) if isinstance(error, ExportError) else "程序内部出错，请联系维护人员。"
            self.problem.emit(f"“{part_title(part)}”没有排成，仍显示改动前的样子：{words}")
            self.pages_changed.emit()
            self.go_on()
            if not isinstance(error, ExportError):
                raise error

        self._worker.run(Job("", lambda work: typeset(part, job, work), self._take_part, failed, ""))

    def _stale(self) -> list[str]:
        return [part for part in self._booklet.stale() if not self._is_refused(part)]

    def _is_refused(self, part: str) -> bool:
        return part in self._refused and self._refused[part] == self._booklet.job(part)

    def _take_part(self, made: TypesetPart) -> None:
        self._booklet.put(made)
        self.pages_changed.emit()
        self.go_on()

    def _draw(self, wanted: Wanted) -> None:
        page = wanted.key.page
        made = self._booklet.typeset_part(page.part)
        if made is None:
            return

        def done(image: QImage) -> None:
            needed = {one.key for one in self._wanted()}
            self._pictures.put(wanted.key, Picture(image, made.mark), needed)
            self.picture_ready.emit(wanted.key)
            self.go_on()

        def failed(error: Exception) -> None:
            raise error

        self._worker.run(
            Job("", lambda _: made.pages.image_of_width(page.index, wanted.width), done, failed, "")
        )
