"""The account that the readers keep of a source: what was stored from where, what is a label, what stays unread."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from intake.document import SourceCell, SourceDocument, Span, ink_runs
from intake.figures import read_value
from intake.normalise import hidden_characters, one_line, without_padding
from intake.problems import IntakeProblem
from intake.wrapping import join_torn, may_be_torn
from model.amounts import AmountError, AmountUnit
from model.cells import CellRef, Value
from model.formdef import Kind
from model.forms import FORMS

_FRESH = "#"


@dataclass(frozen=True)
class Found:
    """A value and the parts of the source that say it, in order."""

    value: Value
    segments: tuple[Span, ...]
    calculated: bool = False
    """Whether a formula of the source's own gave the value."""


@dataclass(frozen=True)
class FoundRow:
    """A row of a group as the source has it. ``row`` is provisional until the rows are fitted to the open packet's."""

    row: str
    name: str


@dataclass
class Ledger:
    """Collects while the readers go through one document; it is read once they are done."""

    document: SourceDocument
    found: dict[CellRef, Found] = field(default_factory=dict)
    rows: dict[str, list[FoundRow]] = field(default_factory=dict)
    covered: set[CellRef] = field(default_factory=set)
    """Cells of tables that the source has, blank ones included: such a table replaces the open packet's."""
    refused: set[CellRef] = field(default_factory=set)
    """Cells whose text could not be read: what the open packet has there stays."""
    labels: list[Span] = field(default_factory=list)
    reasons: list[tuple[Span, str]] = field(default_factory=list)
    problems: list[IntakeProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(
        self, ref: CellRef, cell: SourceCell, place: str, unit: AmountUnit = AmountUnit.TEN_THOUSAND_YUAN
    ) -> None:
        """Read a table cell into the packet's cell."""
        self.take_text(ref, (cell.span,), place, unit)

    def take_text(
        self,
        ref: CellRef,
        segments: Iterable[Span],
        place: str,
        unit: AmountUnit = AmountUnit.TEN_THOUSAND_YUAN,
        padded: bool = False,
    ) -> None:
        """Read parts of the source, as paragraphs, into a cell; ``padded`` closes up names set apart to fill a column."""
        spans = tuple(segments)
        fault = next((self.document.faults[span] for span in spans if span in self.document.faults), None)
        if fault is not None:
            self.refused.add(ref)
            self.leave(spans[0], fault)
            return
        kind = kind_of(ref)
        text = "\n".join(self.text(span) for span in spans)
        try:
            value = read_value(text, kind, unit)
        except AmountError as error:
            self.refused.add(ref)
            self.refuse(place, spans[0], f"“{place}”没有读入：{error}")
            return
        self._name_hidden(text, place, spans)
        if padded and isinstance(value, str):
            value = self._unpadded(value)
        if self.document.hard_wrapped and may_be_torn(ref) and isinstance(value, str):
            value = self._joined(value, place)
        if value is None:
            self.labels.extend(spans)
            return
        self._store(ref, Found(value, spans, self.document.calculated.issuperset(spans)), place)

    def extend_text(self, ref: CellRef, segments: Iterable[Span], place: str) -> None:
        """Read further paragraphs into a prose cell that may already have some (a cell cut by a page break)."""
        before = self.found.pop(ref, None)
        self.take_text(ref, (*(before.segments if before else ()), *segments), place)

    def _store(self, ref: CellRef, new: Found, place: str) -> None:
        old = self.found.setdefault(ref, new)
        if old is new:
            return
        if _says_the_same(old.value, new.value):
            self.labels.extend(new.segments)
        else:
            message = f"“{place}”在文件里出现两次而内容不同，已采用前一处，请核对这一处。"
            self.refuse(place, Span(new.segments[0].start, new.segments[-1].end), message)

    def _unpadded(self, value: str) -> str:
        closed = without_padding(value).replace("\u3000", " ")
        if closed != value:
            self.notes.append(f"“{one_line(value)}”中为排版加的空格已去掉，存为“{one_line(closed)}”。")
        return closed

    def _joined(self, value: str, place: str) -> str:
        lines = value.split("\n")
        whole = join_torn(lines)
        if len(whole) < len(lines):
            torn = len(lines) - len(whole)
            self.notes.append(f"“{place}”中有 {torn} 处在句子中间换行，已接成一段，请核对分段。")
        return "\n".join(whole)

    def _name_hidden(self, text: str, place: str, spans: tuple[Span, ...]) -> None:
        for code in hidden_characters(text):
            message = f"“{place}”里有看不见的控制字符 {code}，已去掉，请核对这一处。"
            self.problems.append(IntakeProblem(place, one_line(text), message, spans[0]))

    def text(self, span: Span) -> str:
        """The source's words at that range."""
        return self.document.text[span.start : span.end]

    def label(self, *cells: SourceCell) -> None:
        """These cells hold words of the form itself."""
        self.labels.extend(cell.span for cell in cells)

    def leave(self, span: Span, why: str) -> None:
        """This part is not read, for this reason."""
        self.reasons.append((span, why))

    def refuse(self, place: str, span: Span, message: str) -> None:
        """This part should have been read and could not be: the clerk must look."""
        self.problems.append(IntakeProblem(place, one_line(self.text(span)), message, span))
        self.leave(span, message)

    def group_row(self, group: str, name: str, occurrence: int = 0) -> str:
        """The provisional id of the row of that name; added when it is new. A name used twice makes two rows."""
        rows = self.rows.setdefault(group, [])
        same = [row for row in rows if row.name == name]
        return same[occurrence].row if len(same) > occurrence else self.new_row(group, name)

    def new_row(self, group: str, name: str, after: str | None = None) -> str:
        """The provisional id of one more row, the last or the one ``after`` another."""
        rows = self.rows.setdefault(group, [])
        row = f"{_FRESH}{len(rows)}"
        place = next((index + 1 for index, one in enumerate(rows) if one.row == after), len(rows))
        rows.insert(place, FoundRow(row, name))
        return row

    def unaccounted(self) -> Iterator[Span]:
        """The stretches of visible text, within one line, that are neither stored nor a label."""
        known = bytearray(len(self.document.text))
        for span in (*self.labels, *(span for found in self.found.values() for span in found.segments)):
            known[span.start : span.end] = b"\1" * (span.end - span.start)
        run: Span | None = None
        for ink in ink_runs(self.document.text):
            for span in _unknown(ink, known):
                if run is not None and self.text(Span(run.end, span.start)).strip(" \u3000\u00a0") == "":
                    run = Span(run.start, span.end)
                    continue
                if run is not None:
                    yield run
                run = span
        if run is not None:
            yield run


def _says_the_same(one: Value, other: Value) -> bool:
    """Whether a figure or a text repeats another one, however wide its characters and whatever its blanks and zeros."""
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    return one == other


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def field_place(ref: CellRef) -> str:
    """The name of a field of a field form, for a message: 封面 › 预算编码."""
    form = FORMS[ref.sheet]
    fixed = form.fixed_row(ref.row)
    return f"{form.title} › {fixed.title if fixed else ref.row}".replace("\n", "")


def kind_of(ref: CellRef) -> Kind:
    """What the packet's cell may hold."""
    return FORMS[ref.sheet].kind_of(ref.row, ref.column)


def _unknown(ink: Span, known: bytearray) -> Iterator[Span]:
    start: int | None = None
    for index in range(ink.start, ink.end):
        if not known[index]:
            start = index if start is None else start
        elif start is not None:
            yield Span(start, index)
            start = None
    if start is not None:
        yield Span(start, ink.end)
