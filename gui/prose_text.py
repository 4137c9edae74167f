"""Prose on the screen: what the clerk sees has the quoted values in place, what the file holds has the live fields.

In the editor's text a live field is a stretch of characters, its present value, which carries the field as a property. A field is
always whole: this module lays text out, reads it back exactly, and says which raw characters stand where.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from model.cells import CellRef
from model.findings import Span

if TYPE_CHECKING:
    from model.book import Book

SOFT_BREAK = "\u2028"
"""How a line break inside a quoted value stands in the editor: a field never spreads over two of Qt's paragraphs."""
INDENTED_BREAK = f"{SOFT_BREAK}\u3000\u3000"
"""The same where paragraphs are indented: what begins there is a paragraph on paper."""

_SOURCE, _SHOWN, _NUMBER = (QTextFormat.Property.UserProperty + number for number in (1, 2, 3))
_numbers = count(1)


@dataclass(frozen=True)
class Piece:
    """Words of the clerk, or a live field (``source`` is how it is written in the file) with its present value."""

    text: str
    source: str = ""

    @property
    def raw(self) -> str:
        """What the file holds."""
        return self.source or self.text


Line = tuple[Piece, ...]
"""One paragraph."""


@dataclass(frozen=True)
class Chip:
    """A live field as it stands in the editor, from one of Qt's positions to another."""

    start: int
    end: int
    text: str
    shown: str
    source: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the value is missing and nothing was typed to it."""
        return self.text == self.shown


@dataclass(frozen=True)
class _Run:
    """A stretch of the raw text and where it stands in the editor."""

    raw: Span
    shown: Span
    text: str
    """The clerk's own words; empty for a field, which is one thing."""


@dataclass(frozen=True)
class Reading:
    """An editor's text as the file would hold it (paragraphs without blank lines and outer blanks), and as it would be printed."""

    raw: str
    text: str
    runs: tuple[_Run, ...]

    def to_editor(self, span: Span) -> Span:
        """Qt's positions for a stretch of the raw text; a part of a field stands for the whole field."""
        start = min(max(span[0], 0), len(self.raw))
        return self._position(start, after=False), self._position(max(start, span[1]), after=True)

    def to_raw(self, position: int) -> int:
        """The place in the raw text of one of Qt's positions; within a field, the field's end."""
        for run in self.runs:
            if position <= run.shown[1]:
                if position <= run.shown[0]:
                    return run.raw[0]
                return run.raw[0] + _characters(run.text, position - run.shown[0]) if run.text else run.raw[1]
        return len(self.raw)

    def _position(self, place: int, *, after: bool) -> int:
        index = (bisect_left if after else bisect_right)(self._ends, place)
        last = self.runs[index - 1].shown[1] if index else 0
        if index == len(self.runs):
            return last
        run = self.runs[index]
        if place <= run.raw[0]:
            return run.shown[0] if place == run.raw[0] else last
        if run.text:
            return run.shown[0] + utf16(run.text[: place - run.raw[0]])
        return run.shown[1] if after else run.shown[0]

    @cached_property
    def _ends(self) -> list[int]:
        return [run.raw[1] for run in self.runs]


def utf16(text: str) -> int:
    """Qt counts UTF-16 units, Python characters: rare name characters take two units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def with_line_breaks(text: str) -> str:
    """Text of the editor with the breaks within its fields as those of any other text."""
    return text.replace(INDENTED_BREAK, "\n").replace(SOFT_BREAK, "\n")


def lines_of(book: Book, raw: str, place: CellRef, *, as_paper: bool = False) -> list[Line]:
    """The paragraphs of a raw text, each in its pieces; an empty text is one empty paragraph. ``as_paper``: with indents."""
    from model.livefields import render  # not needed for the start page, and leads to the whole packet

    within = INDENTED_BREAK if as_paper else SOFT_BREAK
    lines: list[list[Piece]] = [[]]
    for segment in (rendering := render(book, raw, place)).segments:
        words = rendering.text[slice(*segment.rendered)]
        if segment.field is not None:
            lines[-1].append(Piece(words.replace("\n", within), raw[slice(*segment.raw)]))
            continue
        first, *more = words.split("\n")
        lines[-1] += [Piece(first)] if first else []
        lines += [[Piece(line)] if line else [] for line in more]
    return [tuple(line) for line in lines]


def show_lines(document: QTextDocument, lines: Sequence[Line]) -> int | None:
    """Make the document's text these paragraphs, touching only what differs; the end of the change, None when nothing was new."""
    blocks = list(blocks_of(document))
    old = [_line_in(block) for block in blocks]
    if old == list(lines):
        return None
    head, tail = _same_ends(old, lines)
    last = blocks[len(old) - tail - 1]
    cursor = cursor_over(document, (blocks[head].position(), last.position() + last.length() - 1))
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    new = lines[head : len(lines) - tail]
    for number, line in enumerate(new):
        if number:
            cursor.insertBlock(cursor.blockFormat(), QTextCharFormat())
        insert_pieces(cursor, line)
    cursor.endEditBlock()
    before, after = (_shown_text(some) for some in (old[head : len(old) - tail], new))
    return cursor.position() - utf16(after[len(after) - _common_end(before, after) :])


def insert_pieces(cursor: QTextCursor, line: Iterable[Piece]) -> None:
    """Put words and fields at a cursor."""
    for piece in line:
        look = QTextCharFormat()
        if piece.source:
            look.setProperty(_SOURCE, piece.source)
            look.setProperty(_SHOWN, piece.text)
            look.setProperty(_NUMBER, next(_numbers))
        cursor.insertText(piece.text, look)


def read_text(document: QTextDocument, selection: Span | None = None) -> Reading:
    """The text as the file would hold it; of a selection, its fields whole."""
    raw: list[str] = []
    shown: list[str] = []
    runs: list[_Run] = []
    length = 0
    for block in blocks_of(document, selection):
        pieces = _tidy(_pieces(block, selection)) if selection or _has_fields(block) else _plain(block)
        if not pieces:
            continue
        if raw:
            raw.append("\n")
            shown.append("\n")
            length += 1
        for start, end, piece in pieces:
            runs.append(
                _Run((length, length + len(piece.raw)), (start, end), "" if piece.source else piece.text)
            )
            raw.append(piece.raw)
            shown.append(with_line_breaks(piece.text))
            length += len(piece.raw)
    return Reading("".join(raw), "".join(shown), tuple(runs))


def raw_text(document: QTextDocument) -> str:
    """The text as it stands, blanks and empty paragraphs included, with its fields as the file writes them."""
    return "\n".join("".join(piece.raw for piece in _line_in(block)) for block in blocks_of(document))


def blocks_of(document: QTextDocument, span: Span | None = None) -> Iterator[QTextBlock]:
    """The document's paragraphs, or those that a span touches."""
    block = document.begin() if span is None else document.findBlock(span[0])
    while block.isValid() and (span is None or block.position() <= span[1]):
        yield block
        block = block.next()


def chips_in(block: QTextBlock) -> Iterator[Chip]:
    """The fields of a paragraph, whole or not."""
    if not _has_fields(block):
        return
    found: Chip | None = None
    number = None
    for start, text, look in _fragments(block):
        source = look.stringProperty(_SOURCE)
        if not source:
            continue
        end = start + utf16(text)
        if found is not None and look.intProperty(_NUMBER) == number and found.end == start:
            found = Chip(found.start, end, found.text + text, found.shown, source)
            continue
        if found is not None:
            yield found
        found, number = (
            Chip(start, end, text, look.stringProperty(_SHOWN), source),
            look.intProperty(_NUMBER),
        )
    if found is not None:
        yield found


def chip_around(document: QTextDocument, position: int, *, edges: bool = False) -> Chip | None:
    """The field that a position lies within (``edges``: or at the edge of)."""
    for chip in chips_in(document.findBlock(position)):
        if chip.start < position < chip.end or (edges and chip.start <= position <= chip.end):
            return chip
    return None


def is_field(look: QTextCharFormat) -> bool:
    """Whether characters of this format belong to a field."""
    return look.hasProperty(_SOURCE)


def mend(document: QTextDocument, typed: Span) -> None:
    """After typing: what was typed belongs to no field, and a field of which a part was deleted goes whole."""
    for block in list(blocks_of(document, typed)):
        for chip in list(chips_in(block)):
            start, end = max(chip.start, typed[0]), min(chip.end, typed[1])
            if not chip.is_whole and start < end:
                with _same_step(cursor_over(document, (start, end))) as cursor:
                    cursor.setCharFormat(QTextCharFormat())
        for chip in reversed(list(chips_in(block))):
            if not chip.is_whole:
                with _same_step(cursor_over(document, (chip.start, chip.end))) as cursor:
                    cursor.removeSelectedText()


def cursor_over(document: QTextDocument, span: Span) -> QTextCursor:
    """A cursor that has Qt's positions from … to … selected."""
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(min(span[0], last))
    cursor.setPosition(min(span[1], last), QTextCursor.MoveMode.KeepAnchor)
    return cursor


# -- inside ----------------------------------------------------------------------------------------------------------


@contextmanager
def _same_step(cursor: QTextCursor) -> Iterator[QTextCursor]:
    """What is done to the text is taken back together with what was typed, where the editor keeps an undo of its own."""
    cursor.joinPreviousEditBlock()
    yield cursor
    cursor.endEditBlock()


def _fragments(block: QTextBlock) -> Iterator[tuple[int, str, QTextCharFormat]]:
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        if fragment.isValid():
            yield fragment.position(), fragment.text(), fragment.charFormat()
        part += 1


def _pieces(block: QTextBlock, selection: Span | None = None) -> Iterator[tuple[int, int, Piece]]:
    """Words and fields of a paragraph with their positions; what is outside the selection is left out, fields are whole."""
    first, last = selection or (0, block.position() + block.length())
    done, text = block.position(), block.text()
    own = _Slicer(text, done)
    for chip in chips_in(block):
        if done < chip.start:
            yield from _cut(done, chip.start, first, last, own)
        if chip.end > first and chip.start < last:
            yield chip.start, chip.end, Piece(chip.shown, chip.source)
        done = chip.end
    end = block.position() + block.length() - 1
    if done < end:
        yield from _cut(done, end, first, last, own)


class _Slicer:
    """Cuts a paragraph's text by Qt's positions."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._plain = utf16(text) == len(text)

    def cut(self, start: int, end: int) -> str:
        """The characters between two positions."""
        first, last = start - self._start, end - self._start
        if self._plain:
            return self._text[first:last]
        return self._text[_characters(self._text, first) : _characters(self._text, last)]


def _cut(start: int, end: int, first: int, last: int, own: _Slicer) -> Iterator[tuple[int, int, Piece]]:
    start, end = max(start, first), min(end, last)
    if start < end:
        yield start, end, Piece(own.cut(start, end))


def _line_in(block: QTextBlock) -> Line:
    return tuple(piece for _, _, piece in _pieces(block))


def _has_fields(block: QTextBlock) -> bool:
    return any(part.format.hasProperty(_SOURCE) for part in block.textFormats())


def _plain(block: QTextBlock) -> list[tuple[int, int, Piece]]:
    """What ``_tidy`` makes of a paragraph without fields."""
    text = block.text()
    words = text.strip()
    start = block.position() + utf16(text[: len(text) - len(text.lstrip())])
    return [(start, start + utf16(words), Piece(words))] if words else []


def _tidy(pieces: Iterable[tuple[int, int, Piece]]) -> list[tuple[int, int, Piece]]:
    """Without blanks at the ends of the paragraph, which the paper's own indent takes the place of."""
    kept = list(pieces)
    while kept and not kept[0][2].source:
        _, end, piece = kept[0]
        text = piece.text.lstrip()
        if text:
            kept[0] = (end - utf16(text), end, Piece(text))
            break
        del kept[0]
    while kept and not kept[-1][2].source:
        start, _, piece = kept[-1]
        text = piece.text.rstrip()
        if text:
            kept[-1] = (start, start + utf16(text), Piece(text))
            break
        del kept[-1]
    return kept


def _characters(text: str, units: int) -> int:
    """How many characters the first ``units`` UTF-16 units are."""
    done = 0
    for number, character in enumerate(text):
        if done >= units:
            return number
        done += 2 if character > "\uffff" else 1
    return len(text)


def _same_ends(old: Sequence[Line], new: Sequence[Line]) -> tuple[int, int]:
    """How many paragraphs at the head and at the tail are the same; at least one of each side is left to replace."""
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    head = min(head, most - 1)
    most -= head + 1
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return head, tail


def _shown_text(lines: Iterable[Line]) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def _common_end(one: str, other: str) -> int:
    most = min(len(one), len(other))
    start = next((i for i in range(most) if one[i] != other[i]), most)
    return next((i for i in range(most - start) if one[-1 - i] != other[-1 - i]), most - start)
