"""Live fields: prose quotes a cell instead of repeating its figure, so that text and tables cannot disagree.

Only prose cells have live fields; names, targets and other one-line texts are what they say. Spans of findings count characters of
the raw text, which is what the file holds and the clerk edits; ``Rendering`` leads from one text to the other.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.fieldchoices import field_choices
from model.fieldsyntax import (
    Field,
    fields_in,
    insert_field,
    parse_fields,
    remove_field,
    whole_fields,
    written,
)
from model.fieldwords import source_of, with_sign
from model.findings import Span
from model.formdef import Kind
from model.forms import FORMS

if TYPE_CHECKING:
    from model.book import Book

__all__ = [
    "CIRCULAR",
    "DELETED",
    "EMPTY",
    "Field",
    "FieldProblem",
    "Rendering",
    "Segment",
    "field_choices",
    "fields_in",
    "insert_field",
    "is_live",
    "parse_fields",
    "remove_field",
    "render",
    "whole_fields",
    "written",
]

EMPTY = "〔未填〕"
DELETED = "〔此处引用的栏目已删除〕"
CIRCULAR = "〔此处循环引用〕"
_DEEPEST = 4
"""Prose may quote prose that quotes prose; deeper than this is a circle or might as well be one."""
_MESSAGES = {
    EMPTY: "这里引用的栏目还没有填写，请先填写该栏目，或者删去这处引用。",
    DELETED: "这里引用的栏目已经删除，请删去这处引用，或者改为引用其他栏目。",
    CIRCULAR: "这里引用的文字又引用了本段，请删去这处引用。",
}


@dataclass(frozen=True)
class Segment:
    """A stretch of the raw text and what it became: a field, or the clerk's own words, which stay as they are."""

    raw: Span
    rendered: Span
    field: Field | None = None


@dataclass(frozen=True)
class FieldProblem:
    """A field that has nothing to show. ``span`` counts in the raw text; ``mark`` stands in the rendered one."""

    span: Span
    ref: CellRef
    mark: str

    @property
    def message(self) -> str:
        """What is wrong and what to do."""
        return _MESSAGES[self.mark]


@dataclass(frozen=True)
class Rendering:
    """A text with the current values in place, and the way between the two texts."""

    text: str
    segments: tuple[Segment, ...]
    problems: tuple[FieldProblem, ...] = ()

    def to_raw(self, span: Span) -> Span:
        """The raw text behind a stretch of the rendered one; a part of a field's value stands for the whole field."""
        return _mapped(span, [(segment.rendered, segment.raw, segment.field) for segment in self.segments])

    def to_rendered(self, span: Span) -> Span:
        """What a stretch of the raw text became; a part of a field stands for the whole field."""
        return _mapped(span, [(segment.raw, segment.rendered, segment.field) for segment in self.segments])

    def quotes(self, span: Span) -> bool:
        """Whether a stretch of the rendered text shows some field's value, which is put right in its cell and not here."""
        return any(
            one.field is not None and one.rendered[0] < span[1] and span[0] < one.rendered[1]
            for one in self.segments
        )


def is_live(ref: CellRef) -> bool:
    """Whether live fields count in this cell: in prose that is no name."""
    form = FORMS.get(ref.sheet)
    if form is None:
        return False
    try:
        return form.kind_of(ref.row, ref.column) is Kind.PROSE and not form.column(ref.column).literal
    except KeyError:
        return False


def render(book: Book, raw: str, place: CellRef | None = None) -> Rendering:
    """The text as it is printed. ``place`` is the cell that it stands in, which it must not quote itself."""
    return _render(book, raw, () if place is None else (place,))


def _render(book: Book, raw: str, within: tuple[CellRef, ...]) -> Rendering:
    segments: list[Segment] = []
    problems: list[FieldProblem] = []
    pieces: list[str] = []
    length = 0

    def add(raw_span: Span, text: str, field: Field | None) -> None:
        nonlocal length
        if text:
            segments.append(Segment(raw_span, (length, length + len(text)), field))
            pieces.append(text)
            length += len(text)

    done = 0
    for field in parse_fields(raw):
        start, end = field.span
        add((done, start), raw[done:start], None)
        shown = _shown(book, field, within)
        if shown in _MESSAGES:
            problems.append(FieldProblem(field.span, field.ref, shown))
        add(field.span, shown if _stands_alone(raw, field.span) else shown.replace("\n", ""), field)
        done = end
    add((done, len(raw)), raw[done:], None)
    return Rendering("".join(pieces), tuple(segments), tuple(problems))


def _shown(book: Book, field: Field, within: tuple[CellRef, ...]) -> str:
    source = source_of(book, field)
    if source is None:
        return DELETED
    if not field.word and is_live(field.ref):
        if field.ref in within or len(within) >= _DEEPEST:
            return CIRCULAR
        text = _render(book, book.text(field.ref), (*within, field.ref)).text
    else:
        text = with_sign(field, source.evaluate(book.value))
    return text if text.strip() else EMPTY


def _stands_alone(raw: str, span: Span) -> bool:
    """Whether the field is a paragraph by itself: then it may bring several; within a sentence it stays on the line."""
    before, after = raw[: span[0]][-1:], raw[span[1] :][:1]
    return before in ("", "\n") and after in ("", "\n")


_Way = list[tuple[Span, Span, Field | None]]


def _mapped(span: Span, way: _Way) -> Span:
    if not way:
        return (0, 0)
    starts = [source[0] for source, _, _ in way]
    limit = way[-1][0][1]
    start, end = min(max(span[0], 0), limit), min(max(span[1], 0), limit)
    last = _behind(end, way, starts)
    return (last, last) if start >= end else (_before(start, way, starts), last)


def _before(position: int, way: _Way, starts: list[int]) -> int:
    """Where the character at the position begins on the other side."""
    source, target, field = way[bisect_right(starts, position) - 1]
    return target[0] if field else target[0] + position - source[0]


def _behind(position: int, way: _Way, starts: list[int]) -> int:
    """Where the character before the position ends on the other side."""
    if position == 0:
        return 0
    source, target, field = way[bisect_right(starts, position - 1) - 1]
    return target[1] if field else target[0] + position - source[0]
