"""From raw report text to paragraphs and tables, with absolute character positions.

Published reports come as clean paragraphs, as lines broken by a PDF reader, with blanks between
number and unit, in full-width or in ASCII punctuation.  A ``Paragraph`` holds the same words in one
canonical form (no blanks, Chinese punctuation, ASCII digits) together with the position of every
character in the source, so claims are read from the canonical text and shown in the original.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}
_PUNCTUATION = {
    "（": "（", "(": "（", ")": "）", ":": "：", ";": "；", "％": "%", "﹪": "%", "．": ".", "﹒": ".",
    "－": "-", "−": "-", "–": "-", "!": "！", "?": "？", "\u3000": " ", "\xa0": " ", "＋": "+", "＝": "=",
    "㎡": "㎡", "｡": "。",
}  # fmt: skip
_CANONICAL = {**_FULL_WIDTH, **{ord(key): value for key, value in _PUNCTUATION.items()}}
_PLAIN_COMMA = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")
_WIDE_SEPARATOR = re.compile(
    r"(?<=\d)，(?=\d{3}(?:[.,，]\d{2,3}|)(?:，\d{3}){0,4}(?:\.\d{1,6})?(?:万元|亿元|元))"
)
_LINE = re.compile(r"([^\n\r]*)(?:\r\n|\n|\r|\Z)")
_TERMINAL = "。！？；：…”）"
_SENTENCE_PUNCTUATION = re.compile(r"[。；！？]")

_BEGUN = re.compile(r"\d(?:%|[万亿]?元)?[，；、]|[万亿]?元 ?[，；、]")
"""(三)卫生健康支出 43897.73 元，占支出总预: figures and a comma make a sentence, not a title."""

_LONGEST_PARAGRAPH = 4000
"""What stands in one paragraph is compared with one another; the bound keeps the audit linear."""

_HAN = "一二三四五六七八九十百"
_NUMBERINGS = (
    ("part", re.compile(rf"第([{_HAN}]+)部分")),
    ("han", re.compile(rf"([{_HAN}]{{1,3}})、")),
    ("han_bracket", re.compile(rf"（([{_HAN}]{{1,3}})）")),
    (
        "dotted",
        re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d%万亿元个家件人项])(?!\s+(?:[万亿]?元|%))[、.]?"),
    ),
    ("digit", re.compile(r"(\d{1,2})(?:、|\.(?!\d))")),
    ("digit_bracket", re.compile(r"（(\d{1,2})）")),
    ("circled", re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])")),
)
LEVELS = tuple(name for name, _ in _NUMBERINGS)
_HAN_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True)
class Numbering:
    """The 序号 a paragraph opens with: 一、（一）1、2.1 （1）①."""

    style: str
    values: tuple[int, ...]
    end: int


@dataclass(frozen=True)
class Paragraph:
    """One paragraph in canonical form; ``offsets[i]`` is where character ``i`` stands in the source."""

    text: str
    offsets: Sequence[int]
    numbering: Numbering | None = None
    index: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source behind the canonical range."""
        return self.offsets[start], self.offsets[end - 1] + 1

    @cached_property
    def sentence_ends(self) -> tuple[int, ...]:
        """Positions just behind each sentence."""
        ends = [match.end() for match in re.finditer(r"[。！？]+", self.text)]
        if not ends or ends[-1] < len(self.text):
            ends.append(len(self.text))
        return tuple(ends)


@dataclass(frozen=True)
class Cell:
    """One table cell; the text is stripped, the span is the source's."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Table:
    """Consecutive rows of cells standing inside report text."""

    rows: tuple[tuple[Cell, ...], ...]
    after_paragraph: int = 0
    """How many paragraphs stand before the table."""


@dataclass
class Document:
    """What a text consists of."""

    source: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def moved(paragraph: Paragraph, origin: int, first: int) -> Paragraph:
    """The paragraph of a part of a text as a paragraph of the text: ``first`` of them stand before the part."""
    offsets = paragraph.offsets
    there = (
        range(offsets.start + origin, offsets.stop + origin)
        if isinstance(offsets, range)
        else [offset + origin for offset in offsets]
    )
    return Paragraph(paragraph.text, there, paragraph.numbering, paragraph.index + first)


def moved_table(table: Table, origin: int, first: int) -> Table:
    """The table of a part of a text as a table of the text."""
    rows = tuple(
        tuple(Cell(cell.text, cell.start + origin, cell.end + origin) for cell in row) for row in table.rows
    )
    return Table(rows, table.after_paragraph + first)


def han_number(text: str) -> int:
    """二十一 → 21; only what numbering and small counts need."""
    if "百" in text:
        hundreds, _, rest = text.partition("百")
        return _HAN_DIGITS.get(hundreds, 1) * 100 + (han_number(rest.lstrip("零")) if rest else 0)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)
    return _HAN_DIGITS.get(text, 0)


def canonical(text: str) -> str:
    """Same length, canonical digits and punctuation."""
    wide = _WIDE_SEPARATOR.sub(",", text.translate(_CANONICAL))
    return _PLAIN_COMMA.sub("，", wide)


def read_document(source: str) -> Document:
    """Split a text into paragraphs of prose and tables, in order."""
    document = Document(source)
    normal = canonical(source)
    block: list[tuple[int, int]] = []
    rows: list[list[Cell]] = []
    cells_open = False
    for match in _LINE.finditer(normal):
        line = match.group(1)
        if not line.strip():
            cells_open = False
            continue
        cells = _cells(line, match.start())
        if cells is None:
            _flush_table(document, rows)
            rows, cells_open = [], False
            _add_line(document, normal, block, match.span(1))
            continue
        _flush_block(document, normal, block)
        if cells_open and len(cells) == 1:
            rows[-1].extend(cells)
        else:
            rows.append(cells)
        cells_open = len(cells) == 1
    _flush_block(document, normal, block)
    _flush_table(document, rows)
    return document


def _cells(line: str, offset: int) -> list[Cell] | None:
    """The cells of a table line, or None for prose.

    Two published styles: cells separated by tabs (or bars) in one line, and one cell per line with
    a leading tab.  A cell which holds sentences is prose standing in a form, and is read as such.
    """
    if "\t" not in line and line.count("|") < 2:
        return _spaced_cells(line, offset)
    filled = sum(bool(piece.strip()) for piece in line.split("\t"))
    if line[0] != "|" and "\t" in line and (line[0] != "\t" or filled > 2):
        return _row_cells(line, offset)
    pieces = [piece for piece in re.finditer(r"[^\t|]+", line) if piece.group().strip(" -")]
    if any(_SENTENCE_PUNCTUATION.search(piece.group()) for piece in pieces):
        return None
    if len(pieces) == 1 and not line.startswith("\t"):
        return None
    return [_cell(piece, offset) for piece in pieces] or [Cell("", offset, offset)]


def _row_cells(line: str, offset: int) -> list[Cell] | None:
    """A whole row in one line, empty cells included: their columns must not move."""
    pieces = list(re.finditer(r"[^\t]*(?:\t|$)", line))[: line.count("\t") + 1]
    if any(_SENTENCE_PUNCTUATION.search(piece.group()) for piece in pieces):
        return None
    return [_cell(piece, offset) for piece in pieces]


_SPACED = re.compile(r"\S+(?: \S+)*")
_SPACED_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?%?")


def _spaced_cells(line: str, offset: int) -> list[Cell] | None:
    """Columns set apart by wide blanks: at least three cells, two of them figures, or a header of short words."""
    if "  " not in line.strip():
        return None
    pieces = list(_SPACED.finditer(line))
    texts = [piece.group() for piece in pieces]
    if len(pieces) < 3 or any(_SENTENCE_PUNCTUATION.search(text) or "，" in text for text in texts):
        return None
    figures = sum(_SPACED_FIGURE.fullmatch(text) is not None for text in texts)
    header = figures == 0 and read_numbering(texts[0]) is None and all(len(text) <= 12 for text in texts)
    return [_cell(piece, offset) for piece in pieces] if figures >= 2 or header else None


def _cell(piece: re.Match[str], offset: int) -> Cell:
    raw = piece.group()
    start = offset + piece.start() + len(raw) - len(raw.lstrip())
    return Cell(raw.strip(), start, start + len(raw.strip()))


def _add_line(document: Document, normal: str, block: list[tuple[int, int]], line: tuple[int, int]) -> None:
    if block and not _continues(normal, block[-1], line):
        _flush_block(document, normal, block)
    block.append(line)


def _continues(normal: str, previous: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether a line is the soft-wrapped rest of the previous one (PDF text, typed line breaks)."""
    before = normal[previous[0] : previous[1]].strip()
    after = normal[line[0] : line[1]].strip()
    if before[-1] in _TERMINAL or read_numbering(after) is not None:
        return False
    if before[-1] in "，、":
        return True
    titled = read_numbering(before) is not None and len(before) < 30
    return len(before) >= 20 and not (titled and not _BEGUN.search(before))


def _flush_block(document: Document, normal: str, block: list[tuple[int, int]]) -> None:
    if not block:
        return
    start, end = block[0][0], block[-1][1]
    block.clear()
    text, offsets = _compact(normal, start, end)
    position = 0
    while position < len(text):
        stop = _cut(text, position)
        piece = text[position:stop]
        numbering = read_numbering(piece)
        document.paragraphs.append(
            Paragraph(piece, offsets[position:stop], numbering, len(document.paragraphs))
        )
        position = stop


def _cut(text: str, start: int) -> int:
    """Where a paragraph of bearable length ends: a text without line breaks is cut at its sentences."""
    if len(text) - start <= _LONGEST_PARAGRAPH:
        return len(text)
    limit = start + _LONGEST_PARAGRAPH
    for mark in ("。", "；", "，", "、"):
        found = text.rfind(mark, start + _LONGEST_PARAGRAPH // 2, limit)
        if found > 0:
            return found + 1
    return limit


def _flush_table(document: Document, rows: list[list[Cell]]) -> None:
    if rows:
        document.tables.append(Table(tuple(tuple(row) for row in rows), len(document.paragraphs)))


def _compact(normal: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """Drop blanks; one blank stays between two Latin letters or digits, which it separates."""
    raw = normal[start:end]
    if not any(character.isspace() for character in raw):
        return raw, range(start, end)
    kept: list[str] = []
    offsets: list[int] = []
    gap = False
    for position, character in enumerate(raw, start):
        if character.isspace():
            gap = True
            continue
        if gap and kept and _is_latin(kept[-1]) and _is_latin(character):
            kept.append(" ")
            offsets.append(position - 1)
        gap = False
        kept.append(character)
        offsets.append(position)
    return "".join(kept), offsets


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def read_numbering(text: str) -> Numbering | None:
    """The 序号 at the beginning of a text."""
    for style, pattern in _NUMBERINGS:
        match = pattern.match(text)
        if match is not None:
            return Numbering(style, _numbering_values(style, match.group(1)), match.end())
    return None


def _numbering_values(style: str, body: str) -> tuple[int, ...]:
    if style in {"part", "han", "han_bracket"}:
        return (han_number(body),)
    if style == "circled":
        return (ord(body) - ord("①") + 1,)
    return tuple(int(part) for part in body.split("."))
