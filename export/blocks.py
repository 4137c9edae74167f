"""What a finished document consists of, before it is paper: blocks that the PDF, Word and Excel writers draw.

A block says what a thing is (title, chapter heading, table row, opinion box with room for a seal), not how a
particular file format draws it. The module knows nothing of the report's model and imports no document library.
Text is plain: no markup is ever interpreted. Lengths are millimetres, type sizes are points.
A `source` says where a text comes from in the words of whoever made the block; the PDF writer tells where on which page it
printed it, and changes nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

Source: TypeAlias = object | None


class Face(StrEnum):
    """The five faces of official documents, by their trade names."""

    TITLE = "小标宋"
    FANGSONG = "仿宋"
    KAITI = "楷体"
    HEITI = "黑体"
    SONGTI = "宋体"


@dataclass(frozen=True, slots=True)
class Margins:
    """Page margins in millimetres as seen on the upright page; the defaults are those of GB/T 9704."""

    top: float = 37
    right: float = 26
    bottom: float = 35
    left: float = 28


SectionKind: TypeAlias = Literal["official", "annex", "form", "cover"]
PageNumberStyle: TypeAlias = Literal["dash", "plain"]


@dataclass(frozen=True, slots=True)
class Section:
    """Starts a new page with its own paper, margins and page numbers.

    `official` sets prose on the 22 × 28 grid of GB/T 9704; `annex` begins like it and goes on with a table, off the
    grid; `form` sets prose smaller and `cover` larger, both off the grid.
    `page_number` is "dash" for "— 1 —", "plain" for "1", None for no number; `page_start` restarts the count.
    One that begins on a `right_hand` page, an odd one, may leave a blank page before it, which counts but bears no number.
    A landscape page is the upright page turned: its margins and its page number turn with it.
    """

    paper: Literal["A4", "A3"] = "A4"
    landscape: bool = False
    margins_mm: Margins = Margins()
    page_number: PageNumberStyle | None = "dash"
    page_start: int | None = None
    kind: SectionKind = "official"
    right_hand: bool = False
    foot: str = ""
    """A small line at the foot of every page: the 校验码, or 草稿."""
    code: str = ""
    """What the small QR code at the foot of the section's last page says; none when empty."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a new page."""


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty height; dropped at the top of a page that a full page before it has caused."""

    mm: float


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 0 title (2号小标宋, centred), 1 一、(黑体), 2 （一）(楷体), 3 "1." and 4 "(1)" (仿宋).

    The author's line breaks in a title are kept, unless one parts a word or one of the `names`, which stay whole.
    A heading is never left alone at the foot of a page.
    """

    text: str
    level: Literal[0, 1, 2, 3, 4] = 1
    bookmark: bool = True
    names: tuple[str, ...] = ()
    source: Source = None


ParagraphStyle: TypeAlias = Literal["body", "left", "center", "right", "note", "caption"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose; a text with newlines is several paragraphs, empty ones are dropped.

    Only "body" and "note" indent their first line. `face` and `size_pt` override what the section would choose.
    The first `lead_chars` characters are a heading which the text runs on from, in `lead_face`: （一）…。
    """

    text: str
    style: ParagraphStyle = "body"
    indent_chars: float = 2
    face: Face | None = None
    size_pt: float | None = None
    keep_with_next: bool = False
    lead_chars: int = 0
    lead_face: Face = Face.KAITI
    source: Source = None


CellAlign: TypeAlias = Literal["left", "center", "right", "decimal"]
CellVAlign: TypeAlias = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True)
class Borders:
    """Which edges of a cell are ruled."""

    top: bool = True
    right: bool = True
    bottom: bool = True
    left: bool = True


NO_BORDERS = Borders(top=False, right=False, bottom=False, left=False)


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """An opinion box: heading, the opinion, then who signs, who seals, and the date; it never splits.

    `heading` "部门（单位）意见：", `text` the opinion if it is known, `signer` "负责人（签字）：", `sealer`
    "部门（单位）（盖章）：", `date` the place for the date. With `seal`, a circle of `seal_mm` over the place for
    seal and date holds no other text. No seal is ever drawn. Used in a `GridCell` it is a row of the form; alone
    it is a bordered box of full width, joined to a grid just above it if `attached`.
    """

    heading: str
    text: str = ""
    signer: str = ""
    sealer: str = ""
    date: str = "年　　　月　　　日"
    seal: bool = False
    seal_mm: float = 42
    min_height_mm: float = 32
    attached: bool = True
    face: Face = Face.SONGTI
    size_pt: float = 10.5

    def texts(self) -> tuple[str, ...]:
        """Every text of the box in reading order."""
        return tuple(text for text in (self.heading, self.text, self.signer, self.sealer, self.date) if text)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a ruled table; newlines in `text` separate paragraphs.

    `vertical` stacks the characters (the narrow labels at the left of a form). `repeat` says whether the text
    stands again on each page which the cell reaches; None means: labels do (vertical or spanning rows), values
    do not. `padding_mm` is empty at the sides, `upright_padding_mm` above and below. `size_pt` shrinks by itself where a figure would otherwise have to be cut in two.
    """

    text: str = ""
    col_span: int = 1
    row_span: int = 1
    align: CellAlign = "left"
    valign: CellVAlign = "middle"
    vertical: bool = False
    bold: bool = False
    face: Face = Face.SONGTI
    size_pt: float = 10.5
    indent_first_line: float = 0
    padding_mm: float = 1.2
    upright_padding_mm: float = 0.84
    borders: Borders = Borders()
    repeat: bool | None = None
    signature: SignatureBlock | None = None
    source: Source = None

    @property
    def repeats(self) -> bool:
        """Whether the text is shown again on a page that the cell continues on."""
        return (self.vertical or self.row_span > 1) if self.repeat is None else self.repeat


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; cells covered by a span from the left or from above are left out, as in HTML.

    Where what follows the table begins on a new page anyway, the row may become `stretch_mm` higher, so that the table
    fills its page; rows of one table share the room in proportion to it.
    """

    cells: tuple[GridCell, ...]
    min_height_mm: float = 7
    keep_together: bool = False
    keep_with_next: bool = False
    stretch_mm: float = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table that flows over pages; `header_rows` stand again on each of them.

    `column_widths` are proportions of the full width (`width_mm`, or else the width of the type area), so
    millimetres will do as well. `caption` stands above the table and in the bookmarks; `bookmark` only in the
    bookmarks. `attached` joins the table to the grid just above it. With `keep_with_next` what follows (the note and
    the line to sign) is never alone on a page: the last row goes along, unless it is one that is cut.
    """

    column_widths: tuple[float, ...]
    rows: tuple[GridRow, ...]
    header_rows: int = 0
    caption: str = ""
    bookmark: str = ""
    bookmark_level: int = 2
    attached: bool = False
    width_mm: float | None = None
    keep_with_next: bool = False

    @property
    def header_stands_alone(self) -> bool:
        """Whether no cell reaches from the header into the rows below it."""
        header = enumerate(self.rows[: self.header_rows])
        return all(number + cell.row_span <= self.header_rows for number, row in header for cell in row.cells)


@dataclass(frozen=True, slots=True)
class CoverField:
    """One line of the cover: label, and value on a ruled line."""

    label: str
    value: str = ""
    source: Source = None


@dataclass(frozen=True, slots=True)
class CoverFields:
    """The lines of the cover in two aligned columns; labels are spread to one width, as typists do."""

    fields: tuple[CoverField, ...]
    face: Face = Face.FANGSONG
    size_pt: float = 16
    line_mm: float = 14


@dataclass(frozen=True, slots=True)
class LetterClosing:
    """署名 and 成文日期 at the end of a letter (GB/T 9704).

    With a seal the date stands four characters in from the right and the signature is centred over it, with the
    seal's room kept free; without, the signature stands two characters in and the date two further than it.
    """

    signatures: tuple[str, ...]
    date: str
    seal: bool = True
    seal_mm: float = 42
    source: Source = None


Block: TypeAlias = (
    Section
    | PageBreak
    | Spacer
    | Heading
    | Paragraph
    | Grid
    | SignatureBlock
    | CoverFields
    | CoverField
    | LetterClosing
)


def paragraphs_of(text: str) -> list[str]:
    """Split a text at its newlines, without the empty lines and without typed indents and trailing blanks."""
    return [line for part in text.splitlines() if (line := part.strip())]


def cell_texts(cell: GridCell) -> tuple[str, ...]:
    """Every text a cell shows, in reading order."""
    return (cell.text, *(cell.signature.texts() if cell.signature else ()))


def block_texts(block: Block) -> Iterator[str]:
    """Every text that a block shows, in reading order; empty texts are left out."""
    match block:
        case Heading() | Paragraph():
            found: Iterable[str] = (block.text,)
        case Grid():
            cells = (text for row in block.rows for cell in row.cells for text in cell_texts(cell))
            found = (block.caption, *cells)
        case SignatureBlock():
            found = block.texts()
        case CoverFields():
            found = (text for line in block.fields for text in (line.label, line.value))
        case CoverField():
            found = (block.label, block.value)
        case LetterClosing():
            found = (*block.signatures, block.date)
        case _:
            found = ()
    yield from (text for text in found if text)


def all_texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Every text of a document in reading order."""
    for block in blocks:
        yield from block_texts(block)
