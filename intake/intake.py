"""The door of this package: a file in, one undoable edit out, with everything that was read and everything that was not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from intake.document import SourceDocument, Span, is_ink
from intake.ledger import Ledger
from intake.plan import plan, removed_rows
from intake.problems import IntakeProblem, UnreadableSource
from intake.reader import Reading, read_document
from intake.sources import open_source
from model.book import Book
from model.cells import CellRef, Value
from model.edits import Edit
from model.forms import FORMS
from model.formula import figure
from model.longwork import UNWATCHED, Work

__all__ = ["Intake", "IntakeProblem", "ReadItem", "UnreadItem", "UnreadableSource", "fit", "read_source"]

_NO_PLACE = "程序的表格里没有与这段文字对应的栏目"


@dataclass(frozen=True)
class ReadItem:
    """One value and the words that gave it."""

    ref: CellRef
    quote: str
    span: Span


@dataclass(frozen=True)
class UnreadItem:
    """A stretch of visible text that no cell holds, and why."""

    quote: str
    span: Span
    why: str


@dataclass(frozen=True)
class Intake:
    """What a source gives to an open packet. Nothing is changed until ``edit`` is applied.

    ``values`` has every value read, ``edit`` only what differs from the packet; ``sources`` and ``segments`` say where
    in ``document.text`` a value stands (as one range, and piece by piece); ``labels`` are the form's own words.
    Together, read items, labels and unread items cover all visible text of the source.
    """

    edit: Edit
    problems: tuple[IntakeProblem, ...]
    read: tuple[ReadItem, ...]
    unread: tuple[UnreadItem, ...]
    sources: Mapping[CellRef, Span]
    document: SourceDocument
    values: Mapping[CellRef, Value] = field(default_factory=dict)
    segments: Mapping[CellRef, tuple[Span, ...]] = field(default_factory=dict)
    labels: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """A sentence for every row of the packet that goes, because the source's table does not have it."""
    found_year: int | None = None
    found_department: str | None = None

    def locate(self, ref: CellRef, start: int, end: int) -> Span | None:
        """Where the characters ``start`` to ``end`` of a text cell's value stand in the source.

        Tidying a text only drops blanks, so the visible characters of value and source pair off one by one.
        """
        value, segments = self.values.get(ref), self.segments.get(ref, ())
        if not isinstance(value, str):
            return self.sources.get(ref)
        before = sum(map(is_ink, value[:start]))
        wanted = sum(map(is_ink, value[start:end]))
        places = [
            place
            for span in segments
            for place in range(span.start, span.end)
            if is_ink(self.document.text[place])
        ]
        if not wanted or before + wanted > len(places):
            return None
        return Span(places[before], places[before + wanted - 1] + 1)


def read_source(path: Path, book: Book, work: Work = UNWATCHED) -> Intake:
    """Read a .txt, .docx or .xlsx file for an open packet; raises UnreadableSource when it cannot be taken in."""
    document = open_source(path, work)
    reading = read_document(document, book.year if book.cells else None, book.year, work)
    if reading.empty:
        raise UnreadableSource(
            f"“{path.name}”里没有认出绩效自评材料的表格、封面或章节，请确认选的是部门整体支出绩效自评材料。"
        )
    return fit(reading, book, f"导入 {path.name}")


def fit(reading: Reading, book: Book, label: str) -> Intake:
    """What a reading gives to this packet."""
    ledger = reading.ledger
    edit, cells, values, disagreeing = plan(ledger, book, label)
    segments = {cells[ref]: found.segments for ref, found in ledger.found.items()}
    sources = {ref: Span(spans[0].start, spans[-1].end) for ref, spans in segments.items()}
    differences = [
        _difference(book, ref, values[ref], other, value, sources[ref])
        for ref, (other, value) in disagreeing.items()
    ]
    return Intake(
        edit=edit,
        problems=(*ledger.document.problems, *ledger.problems, *differences),
        read=tuple(
            ReadItem(ref, ledger.text(span), span) for ref, spans in segments.items() for span in spans
        ),
        unread=_unread(ledger),
        sources=sources,
        document=ledger.document,
        values=values,
        segments=segments,
        labels=tuple(ledger.labels),
        notes=(*ledger.document.notes, *dict.fromkeys(ledger.notes)),
        removed=tuple(removed_rows(ledger, book)),
        found_year=reading.year,
        found_department=reading.department,
    )


def _difference(
    book: Book, ref: CellRef, said: Value, other: CellRef, value: Value, span: Span
) -> IntakeProblem:
    """Both say what should be typed once, and not the same: neither is dropped, the clerk must look."""
    place = _name(book, ref)
    message = (
        f"“{place}”是{figure(said)}，它取自“{_name(book, other)}”，那里是{figure(value)}，"
        "两处不同，都照原样保留，请核对。"
    )
    return IntakeProblem(place, figure(said), message, span)


def _name(book: Book, ref: CellRef) -> str:
    """The cell's name, also for a row that the packet does not have yet."""
    form = FORMS[ref.sheet]
    known = form.fixed_row(ref.row) is not None or ref.row in book.added_rows(form)
    return (
        book.name(ref)
        if known
        else f"{form.short or form.title} › {form.for_year(book.year).column(ref.column).title}"
    )


def _unread(ledger: Ledger) -> tuple[UnreadItem, ...]:
    reasons = sorted(ledger.reasons)
    starts = [part.start for part, _ in reasons]

    def why(span: Span) -> str:
        last = bisect_left(starts, span.end) - 1
        return reasons[last][1] if last >= 0 and reasons[last][0].end > span.start else _NO_PLACE

    return tuple(UnreadItem(ledger.text(span), span, why(span)) for span in ledger.unaccounted())
