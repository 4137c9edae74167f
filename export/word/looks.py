"""The document's named styles, and which of them each block takes in each kind of section.

Sizes and line pitches are those of GB/T 9704 for official prose, smaller for forms, larger for covers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from export.blocks import Face, Heading, Paragraph, SectionKind
from export.textwidth import balanced_width, estimated_lines

LINE_PITCH_PT = 28.95
"""22 lines in 225 mm."""
_TRACKING_PT = -0.25
"""28 characters of 16 points in 156 mm."""
BODY_PT = 16
_BODY_INDENT = 2
_BALANCE_SPARE_EMS = 1.0


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
    side_pt: float = 0.0
    """Indent at both sides."""
    tracking_pt: float = 0.0
    base: str = "Normal"


_FANGSONG, _SONGTI, _HEITI = Face.FANGSONG, Face.SONGTI, Face.HEITI
_PITCH = LINE_PITCH_PT

NORMAL = Look("Normal", "Normal", _FANGSONG, BODY_PT, _PITCH, base="")

_TITLE = Look("Title", "Title", Face.TITLE, 22, _PITCH, "center", after_pt=_PITCH, outline=0, keep_next=True)
_BODY = Look(
    "BodyText",
    "Body Text",
    _FANGSONG,
    BODY_PT,
    _PITCH,
    first_line_ems=_BODY_INDENT,
    tracking_pt=_TRACKING_PT,
)
_NOTE = Look("Note", "说明", _FANGSONG, 14, _PITCH, first_line_ems=_BODY_INDENT)
_CAPTION = Look("Caption", "caption", _HEITI, 14, _PITCH, "center", outline=1, keep_next=True)

HEADINGS = tuple(
    Look(
        f"Heading{level}",
        f"heading {level}",
        face,
        BODY_PT,
        _PITCH,
        first_line_ems=_BODY_INDENT,
        outline=level - 1,
        keep_next=True,
        tracking_pt=_TRACKING_PT,
    )
    for level, face in enumerate((_HEITI, Face.KAITI, _FANGSONG, _FANGSONG), 1)
)

_FORM_TITLE = replace(
    _TITLE, style="FormTitle", name="表单标题", size_pt=18, line_pt=28, after_pt=11.2, base="Title"
)
_FORM_BODY = replace(
    _BODY, style="FormBody", name="表单正文", face=_SONGTI, size_pt=12, line_pt=20, tracking_pt=0
)
_FORM_NOTE = replace(_NOTE, style="FormNote", name="表单说明", face=_SONGTI, size_pt=9, line_pt=14)
_FORM_CAPTION = replace(
    _CAPTION, style="FormCaption", name="表单表名", size_pt=12, line_pt=22, base="Caption"
)
_COVER_TITLE = replace(
    _TITLE, style="CoverTitle", name="封面标题", size_pt=30, line_pt=46, after_pt=18.4, base="Title"
)
_COVER_BODY = replace(_BODY, style="CoverBody", name="封面正文", line_pt=30, tracking_pt=0)
_COVER_NOTE = replace(_NOTE, style="CoverNote", name="封面说明", line_pt=24)

TABLE_TEXT = Look("TableText", "表格文字", _SONGTI, 10.5, 14.7)
COVER_FIELD = Look("CoverField", "封面栏目", _FANGSONG, BODY_PT, 21.6, "center")
PAGE_NUMBER = Look("Footer", "footer", _SONGTI, 14, 18, "left")
GAP = Look("Gap", "间隔", _SONGTI, 1, 1)

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
    TABLE_TEXT,
    COVER_FIELD,
    PAGE_NUMBER,
    GAP,
)
"""Every style of the document; one stands after the style that it is based on."""

OFF_GRID = frozenset({_TITLE.style, TABLE_TEXT.style, COVER_FIELD.style, PAGE_NUMBER.style, GAP.style})
"""Styles that do not snap to the line grid of official prose: LibreOffice would give a title two lines of it."""

_BODIES: dict[SectionKind, Look] = {"official": _BODY, "form": _FORM_BODY, "cover": _COVER_BODY}
_TITLES: dict[SectionKind, Look] = {"official": _TITLE, "form": _FORM_TITLE, "cover": _COVER_TITLE}
_NOTES: dict[SectionKind, Look] = {"official": _NOTE, "form": _FORM_NOTE, "cover": _COVER_NOTE}
_CAPTIONS: dict[SectionKind, Look] = {
    "official": _CAPTION,
    "form": _FORM_CAPTION,
    "cover": replace(_CAPTION, line_pt=24),
}


def balanced(look: Look, text: str, width_pt: float) -> Look:
    """The look of a centred title whose lines are about equally long, not one full and one nearly empty."""
    room = width_pt / look.size_pt
    spare = room - balanced_width(text, room) - _BALANCE_SPARE_EMS
    several = estimated_lines(text, room) > len(text.splitlines())
    return replace(look, side_pt=spare * look.size_pt / 2) if several and spare > 0 else look


def body_look(kind: SectionKind) -> Look:
    """The prose of a section."""
    return _BODIES[kind]


def caption_look(kind: SectionKind) -> Look:
    """The caption of a table."""
    return _CAPTIONS[kind]


def heading_look(kind: SectionKind, block: Heading) -> Look:
    """A heading's style: within forms and covers it is as large as their prose."""
    if block.level == 0:
        return _TITLES[kind]
    body = _BODIES[kind]
    look = replace(HEADINGS[block.level - 1], size_pt=body.size_pt, line_pt=body.line_pt)
    return replace(look, face=body.face) if block.level > 2 else look


def prose_look(kind: SectionKind, block: Paragraph) -> Look:
    """A paragraph's style with what the paragraph overrides."""
    look = {"note": _NOTES[kind], "caption": _CAPTIONS[kind]}.get(block.style, _BODIES[kind])
    if block.size_pt is not None and block.size_pt != look.size_pt:
        line = look.line_pt if block.size_pt <= look.size_pt else look.line_pt * block.size_pt / look.size_pt
        look = replace(look, size_pt=block.size_pt, line_pt=line)
    indent = block.indent_chars if block.style in ("body", "note") else 0.0
    align = {"center": "center", "caption": "center", "right": "right"}.get(block.style, "both")
    return replace(look, face=block.face or look.face, first_line_ems=indent, align=align)
