"""The document's named styles, and which of them each block takes in each kind of section.

What is the same in every writer (faces, sizes, line pitches) comes from `export.typesizes`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from export.blocks import Face, Heading, Paragraph, SectionKind, paragraphs_of
from export.sense import kept_lines, title_breaks
from export.textwidth import ems
from export.typesizes import (
    COVER_FIELD_LEADING,
    EDITABLE_CELL_LEADING,
    HEADING_FACES,
    PAGE_NUMBER_PT,
    TRACKING_PT,
    TYPE_SETS,
    Type,
)
from export.word.ooxml import SENSE_BREAK

_TRACKING_PT = math.floor(TRACKING_PT * 20) / 20
"""In twentieths of a point, as Word counts, and rather closer: otherwise the 28th character does not fit."""
_BODY_INDENT = 2
_TITLE_SPARE_EMS = 0.5
"""Left free in a title's line: the reader's font may be a little wider than estimated."""


@dataclass(frozen=True, slots=True)
class Look:
    """A named paragraph style. `line_pt` is exact, so rows and pages are alike in every program and font."""

    style: str
    name: str
    face: Face
    size_pt: float
    line_pt: float
    align: str = "both"
    first_line_ems: float = 0.0
    after_pt: float = 0.0
    outline: int | None = None
    keep_next: bool = False
    tracking_pt: float = 0.0
    base: str = "Normal"


class _Looks(NamedTuple):
    """The styles of one kind of section."""

    title: Look
    body: Look
    note: Look
    caption: Look


def _look(style: str, name: str, type_: Type, align: str = "both", **more: Any) -> Look:
    return Look(style, name, type_.face, type_.size_pt, type_.line_pt, align, **more)


def _title(style: str, name: str, kind: SectionKind, **more: Any) -> Look:
    types = TYPE_SETS[kind]
    return _look(
        style, name, types.title, "center", after_pt=types.title_gap_pt, outline=0, keep_next=True, **more
    )


def _body(style: str, name: str, kind: SectionKind) -> Look:
    return _look(style, name, TYPE_SETS[kind].body, first_line_ems=_BODY_INDENT)


def _note(style: str, name: str, kind: SectionKind) -> Look:
    return _look(style, name, TYPE_SETS[kind].note, first_line_ems=_BODY_INDENT)


def _caption(style: str, name: str, kind: SectionKind, **more: Any) -> Look:
    return _look(style, name, TYPE_SETS[kind].caption, "center", outline=1, keep_next=True, **more)


_OFFICIAL = TYPE_SETS["official"].body
NORMAL = replace(_look("Normal", "Normal", _OFFICIAL), base="")
_TITLE = _title("Title", "Title", "official")
_BODY = replace(_body("BodyText", "Body Text", "official"), tracking_pt=_TRACKING_PT)
_NOTE = _note("Note", "说明", "official")
_CAPTION = _caption("Caption", "caption", "official")

HEADINGS = tuple(
    replace(
        _BODY,
        style=f"Heading{level}",
        name=f"heading {level}",
        face=HEADING_FACES.get(level, _OFFICIAL.face),
        outline=level - 1,
        keep_next=True,
    )
    for level in range(1, 5)
)

_FORM_TITLE = _title("FormTitle", "表单标题", "form", base="Title")
_FORM_BODY = _body("FormBody", "表单正文", "form")
_FORM_NOTE = _note("FormNote", "表单说明", "form")
_FORM_CAPTION = _caption("FormCaption", "表单表名", "form", base="Caption")
_COVER_TITLE = _title("CoverTitle", "封面标题", "cover", base="Title")
_COVER_BODY = _body("CoverBody", "封面正文", "cover")
_COVER_NOTE = _note("CoverNote", "封面说明", "cover")
_COVER_CAPTION = _caption("CoverCaption", "封面表名", "cover", base="Caption")

TABLE_TEXT = Look("TableText", "表格文字", Face.SONGTI, 10.5, 10.5 * EDITABLE_CELL_LEADING)
COVER_FIELD = Look(
    "CoverField",
    "封面栏目",
    _OFFICIAL.face,
    _OFFICIAL.size_pt,
    _OFFICIAL.size_pt * COVER_FIELD_LEADING,
    "center",
)
PAGE_NUMBER = Look("Footer", "footer", Face.SONGTI, PAGE_NUMBER_PT, 18, "left")
GAP = Look("Gap", "间隔", Face.SONGTI, 1, 1)

STYLES: tuple[Look, ...] = (
    NORMAL,
    _TITLE,
    *HEADINGS,
    _BODY,
    _NOTE,
    _CAPTION,
    _FORM_TITLE,
    _FORM_BODY,
    _FORM_NOTE,
    _FORM_CAPTION,
    _COVER_TITLE,
    _COVER_BODY,
    _COVER_NOTE,
    _COVER_CAPTION,
    TABLE_TEXT,
    COVER_FIELD,
    PAGE_NUMBER,
    GAP,
)
"""Every style of the document; one stands after the style that it is based on."""

OFF_GRID = frozenset({_TITLE.style, TABLE_TEXT.style, COVER_FIELD.style, PAGE_NUMBER.style, GAP.style})
"""Styles that do not snap to the line grid of official prose: LibreOffice would give a title two lines of it."""

_LOOKS: dict[SectionKind, _Looks] = {
    "official": _Looks(_TITLE, _BODY, _NOTE, _CAPTION),
    "annex": _Looks(_TITLE, _BODY, _FORM_NOTE, _FORM_CAPTION),
    "form": _Looks(_FORM_TITLE, _FORM_BODY, _FORM_NOTE, _FORM_CAPTION),
    "cover": _Looks(_COVER_TITLE, _COVER_BODY, _COVER_NOTE, _COVER_CAPTION),
}


def title_text(look: Look, block: Heading, width_pt: float) -> str:
    """A title with its lines broken by sense, as on paper: the author's own lines, and more where one is too long."""
    room = width_pt - _TITLE_SPARE_EMS * look.size_pt
    parts = kept_lines(paragraphs_of(block.text), block.names)
    return "\n".join(SENSE_BREAK.join(_by_sense(part, look.size_pt, room, block.names)) for part in parts)


def _by_sense(text: str, size_pt: float, room_pt: float, names: tuple[str, ...]) -> list[str]:
    ends = title_breaks(text, [ems(character) * size_pt for character in text], room_pt, names)
    return [text[start:end].strip() for start, end in ends] if ends else [text]


def body_look(kind: SectionKind) -> Look:
    """The prose of a section."""
    return _LOOKS[kind].body


def caption_look(kind: SectionKind) -> Look:
    """The caption of a table."""
    return _LOOKS[kind].caption


def heading_look(kind: SectionKind, block: Heading) -> Look:
    """A heading's style: within forms and covers it is as large as their prose."""
    if block.level == 0:
        return _LOOKS[kind].title
    body = _LOOKS[kind].body
    look = replace(HEADINGS[block.level - 1], size_pt=body.size_pt, line_pt=body.line_pt)
    return replace(look, face=body.face) if block.level > 2 else look


def prose_look(kind: SectionKind, block: Paragraph) -> Look:
    """A paragraph's style with what the paragraph overrides."""
    look = {"note": _LOOKS[kind].note, "caption": _LOOKS[kind].caption}.get(block.style, _LOOKS[kind].body)
    if block.size_pt is not None and block.size_pt != look.size_pt:
        line = look.line_pt if block.size_pt <= look.size_pt else look.line_pt * block.size_pt / look.size_pt
        look = replace(look, size_pt=block.size_pt, line_pt=line)
    indent = block.indent_chars if block.style in ("body", "note") else 0.0
    align = {"center": "center", "caption": "center", "right": "right"}.get(block.style, "both")
    return replace(look, face=block.face or look.face, first_line_ems=indent, align=align)
