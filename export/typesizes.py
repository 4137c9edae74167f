"""Which face, size and line pitch each kind of text has: one table for every writer that sets pages.

GB/T 9704 for official prose, smaller for forms, larger for covers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from export.blocks import Face, SectionKind

LINE_PITCH_PT = 28.95
"""22 lines in 225 mm; 29 pt would leave room for 21 only."""
_CHARACTERS = 28
PAGE_NUMBER_PT = 14.0
SMALLEST_PT = 7.5
"""六号: nothing on paper is smaller. A cell whose text does not fit its width in it gets higher instead."""
FOOT_PT = 8.0
"""The small line at a page's foot: 校验码 or 草稿."""
CELL_LEADING, EDITABLE_CELL_LEADING = 1.4, 1.3
STACK_LEADING = 1.18
COVER_FIELD_LEADING = 1.35
SIGNATURE_LEADING = 1.6
"""The line pitches, in ems, of table cells (closer where the reader's faces may be wider than ours, so that pages end
where ours do), of vertical labels in them, of the cover's fields and of opinion boxes."""
LETTER_BLANK_LINES = 2
SEAL_RISE_LINES = 0.25
"""Empty lines above a letter's signature, and how far the seal's centre is above the middle of signature and date: the
two stand a little below it, and its upper edge comes within a line of the text (GB/T 9704)."""
_TYPE_AREA_PT = 156 * 72 / 25.4
NO_3_PT = 16.0
TRACKING_PT = _TYPE_AREA_PT / _CHARACTERS - NO_3_PT
"""28 characters of 16 pt are wider than 156 mm: they stand this much apart, which is a little closer."""


@dataclass(frozen=True, slots=True)
class Type:
    """A face in a size, on lines of a pitch."""

    face: Face
    size_pt: float
    line_pt: float


@dataclass(frozen=True, slots=True)
class TypeSet:
    """The types of one kind of section.

    `title_gap_pt` is what stays empty below a title, however many lines it has; `grid_pt` is the line grid that
    prose keeps to, 0 for none.
    """

    body: Type
    title: Type
    note: Type
    caption: Type
    title_gap_pt: float
    grid_pt: float = 0.0
    tracking_pt: float = 0.0

    def title_height(self, lines_pt: float) -> float:
        """The height of a title block with the gap below it; on the grid, whole lines."""
        height = lines_pt + self.title_gap_pt
        if not self.grid_pt:
            return height
        return math.ceil(height / self.grid_pt - 0.01) * self.grid_pt


_OFFICIAL_TITLE = Type(Face.TITLE, 22, LINE_PITCH_PT)
"""2号, a line of the grid for each line of the title, and one left empty below."""
_OFFICIAL_BODY = Type(Face.FANGSONG, NO_3_PT, LINE_PITCH_PT)
_TABLE_NOTE = Type(Face.SONGTI, 9, 14)
_TABLE_CAPTION = Type(Face.HEITI, 12, 22)

TYPE_SETS: dict[SectionKind, TypeSet] = {
    "official": TypeSet(
        body=_OFFICIAL_BODY,
        title=_OFFICIAL_TITLE,
        note=Type(Face.FANGSONG, 14, LINE_PITCH_PT),
        caption=Type(Face.HEITI, 14, LINE_PITCH_PT),
        title_gap_pt=LINE_PITCH_PT,
        grid_pt=LINE_PITCH_PT,
        tracking_pt=TRACKING_PT,
    ),
    "annex": TypeSet(
        body=_OFFICIAL_BODY,
        title=_OFFICIAL_TITLE,
        note=_TABLE_NOTE,
        caption=_TABLE_CAPTION,
        title_gap_pt=LINE_PITCH_PT,
    ),
    "form": TypeSet(
        body=Type(Face.SONGTI, 12, 20),
        title=Type(Face.TITLE, 18, 28),
        note=_TABLE_NOTE,
        caption=_TABLE_CAPTION,
        title_gap_pt=11.2,
    ),
    "cover": TypeSet(
        body=Type(Face.FANGSONG, NO_3_PT, 30),
        title=Type(Face.TITLE, 30, 46),
        note=Type(Face.FANGSONG, 14, 24),
        caption=Type(Face.HEITI, 14, 24),
        title_gap_pt=18.4,
    ),
}

HEADING_FACES: dict[int, Face] = {1: Face.HEITI, 2: Face.KAITI}
"""一、in 黑体, （一）in 楷体; the lower levels are set as the text is."""
