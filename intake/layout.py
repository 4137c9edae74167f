"""Which part of the packet each line outside tables belongs to, told by headings and labels, never by its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from intake.annex_labels import FIELD, is_annex_line
from intake.document import Paragraph, SourceDocument, Span, Table, ink_runs
from intake.labels import (
    COVER_LABELS,
    annex_of,
    is_annex_title,
    is_cover_field,
    is_project_title,
    is_report_title,
    split_chapter,
)
from intake.normalise import label_key

DATE_LINE = re.compile(
    r"\s*[0-9〇○零一二三四五六七八九十]{4}\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日\s*"
)
_LINE = re.compile(r"[^\n\v\f\r\x85\u2028\u2029]+")
_SENTENCE_END = tuple("。；;，,：:！!？?、")
_LABELLED = re.compile(r"[:：]")
"""A line such as 组长：… is an entry of the list above the cover."""
_MAX_TITLE_LINES = 5
_MAX_NOTICE_TITLE_LINES = 3
_MAX_TITLE_LENGTH = 40
_MOST_BELOW_TITLE = 3
"""Lines between an annex's title and its table: the year, the department, the unit of money."""


@dataclass(frozen=True)
class Line:
    """One printed paragraph outside tables, trimmed of the blanks around it."""

    text: str
    span: Span
    numbered: bool


@dataclass
class Layout:
    """The lines of each part; ``annex`` has those of 附件1 and 附件2, ``between`` holds those that belong to none."""

    notice: list[Line] = field(default_factory=list)
    cover_title: list[Line] = field(default_factory=list)
    cover_fields: list[Line] = field(default_factory=list)
    report: list[Line] = field(default_factory=list)
    annex: list[Line] = field(default_factory=list)
    annex_titles: set[Span] = field(default_factory=set)
    of_whole: bool = False
    """Whether the document has a 自评表 of the whole department: those of single projects are not for the packet then."""
    between: list[Line] = field(default_factory=list)


def lay_out(document: SourceDocument) -> Layout:
    """Share the document's lines out among its parts."""
    pieces = list(_pieces(document))
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    first_chapter = next((index for index, line in enumerate(lines) if split_chapter(line.text)), len(lines))
    layout = Layout()
    layout.annex_titles = _annex_titles(pieces)
    layout.of_whole = _is_of_whole(pieces, layout.annex_titles)
    annexes = _in_annexes(pieces, layout.annex_titles)
    fields = [
        index
        for index, line in enumerate(lines[:first_chapter])
        if is_cover_field(line.text) and not (line.span in annexes and FIELD.match(line.text))
    ]
    title = _title_above(lines, min([*fields[:1], *_before_cover_table(pieces)], default=0))
    notice_title = _notice_title(lines)
    part = layout.between
    index = 0
    for piece in pieces:
        if isinstance(piece, Table):
            if _own_title(piece):
                part = layout.annex
            elif part is not layout.report and part is not layout.annex:
                part = layout.between
            continue
        if index in title:
            part = layout.between
            layout.cover_title.append(piece)
        elif index in fields:
            part = layout.between
            layout.cover_fields.append(piece)
        else:
            part = _part_of(piece, part, layout, index in notice_title)
            part.append(piece)
        index += 1
    return layout


def _part_of(line: Line, part: list[Line], layout: Layout, opens_notice: bool) -> list[Line]:
    """The part that the line belongs to, when the one before it belonged to ``part``."""
    if split_chapter(line.text) is not None or is_report_title(line.text):
        return layout.report
    if line.span in layout.annex_titles:
        return layout.annex
    if part is not layout.notice and not layout.notice and not layout.report and opens_notice:
        return layout.notice
    return part


def _notice_title(lines: Sequence[Line]) -> set[int]:
    """The lines with which a notice may begin: 关于…的通知, where the title fills several lines the one with 关于."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if is_notice_title(line.text):
            above = range(index, max(-1, index - _MAX_NOTICE_TITLE_LINES), -1)
            whole = (place for place in above if "关于" in lines[place].text)
            begin = next(whole, index)
            is_title = all(_may_be_title(lines[place]) for place in range(begin, index))
            found.add(begin if is_title else index)
    return found


def _annex_titles(pieces: Sequence[Line | Table]) -> set[Span]:
    """The titles of annexes: those above a table, not the entries of a list of annexes."""
    found: set[Span] = set()
    for index, piece in enumerate(pieces):
        if isinstance(piece, Line) and is_annex_title(piece.text):
            below = pieces[index + 1 : index + 2 + _MOST_BELOW_TITLE]
            table = next((place for place, one in enumerate(below) if isinstance(one, Table)), None)
            between = [one for one in below[:table] if isinstance(one, Line)]
            if table is not None and all(_may_stand_below_title(line.text) for line in between):
                found.add(piece.span)
    return found


def _may_stand_below_title(line: str) -> bool:
    return len(line) <= _MAX_TITLE_LENGTH * 2 and not (
        is_annex_title(line) or is_date_line(line) or line.endswith(("。", "；"))
    )


def _is_of_whole(pieces: Sequence[Line | Table], titles: set[Span]) -> bool:
    """Whether one of the annexes is the 自评表 of the whole department."""
    named = [piece.text for piece in pieces if isinstance(piece, Line) and piece.span in titles]
    named += [_own_title(piece) for piece in pieces if isinstance(piece, Table)]
    return any(annex_of(title) == "self_extra" and not is_project_title(title) for title in named)


def _in_annexes(pieces: Sequence[Line | Table], titles: set[Span]) -> set[Span]:
    """The lines from an annex's title on to where the notice, the report or the cover proper begins."""
    found: set[Span] = set()
    inside = False
    for piece in pieces:
        if isinstance(piece, Table):
            inside = inside or bool(_own_title(piece))
            continue
        inside = piece.span in titles or (inside and not _opens_part(piece.text))
        if inside:
            found.add(piece.span)
    return found


def _own_title(table: Table) -> str:
    """The annex's title in the table's own first row; empty where none stands there."""
    first = table.rows[0].inked if table.rows else ()
    return first[0].text if len(first) == 1 and is_annex_title(first[0].text) else ""


def _opens_part(line: str) -> bool:
    """Whether a line can only stand where the notice, the report or the cover begins."""
    begins = split_chapter(line) is not None or is_report_title(line) or is_notice_title(line)
    return begins or (is_cover_field(line) and FIELD.match(line) is None)


def is_notice_title(line: str) -> bool:
    """Whether a line is the title of a notice (or its last line): 关于…的通知."""
    return len(line) <= 80 and label_key(line).endswith("通知")


def ends_sentence(line: str) -> bool:
    """Whether a line closes with punctuation, as running text does and titles do not."""
    return line.rstrip().endswith(_SENTENCE_END)


def is_date_line(line: str) -> bool:
    """Whether a line holds a full date and nothing else."""
    return DATE_LINE.fullmatch(unicodedata.normalize("NFKC", line)) is not None


def _title_above(lines: Sequence[Line], field_index: int) -> range:
    """The indices of the short lines right above the cover's first field."""
    start = field_index
    if any(is_annex_title(line.text) for line in lines[max(0, field_index - _MAX_TITLE_LINES) : field_index]):
        return range(field_index, field_index)
    while start > 0 and field_index - start < _MAX_TITLE_LINES and _may_be_title(lines[start - 1]):
        start -= 1
    return range(start, field_index)


def _may_be_title(line: Line) -> bool:
    if ends_sentence(line.text) or is_date_line(line.text) or is_annex_line(line.text):
        return False
    return len(line.text) <= _MAX_TITLE_LENGTH and not _LABELLED.search(line.text)


def _before_cover_table(pieces: Sequence[Line | Table]) -> list[int]:
    """How many lines stand before the first table that holds fields of the cover; nothing where there is none."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, Table) and _holds_cover_fields(piece):
            return [sum(isinstance(above, Line) for above in pieces[:index])]
    return []


def _holds_cover_fields(table: Table) -> bool:
    return any(label_key(cell.text) in COVER_LABELS for row in table.rows for cell in row.cells[:1])


def _pieces(document: SourceDocument) -> Iterator[Line | Table]:
    """The lines in order, and the tables between them."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield block
        elif not block.aside:
            yield from _lines(block)


def _lines(paragraph: Paragraph) -> Iterator[Line]:
    for found in _LINE.finditer(paragraph.text):
        runs = list(ink_runs(found[0]))
        if runs:
            start, end = found.start() + runs[0].start, found.start() + runs[-1].end
            yield Line(paragraph.text[start:end], paragraph.span.part(start, end), paragraph.numbered)
