"""Making WordprocessingML elements: names, units, paragraphs and runs.

The order of children matters to Word, so paragraph and run properties are only ever made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import Face
from export.word.fonts import FONT_NAMES

JOINT_PT = 0.05
"""The least height that can be written: two tables so far apart look like one."""
SENSE_BREAK = "\u2028"
"""A line's end that typesetting chose, no more a part of the text than any other line's end on paper."""
_CONTROL_ELEMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "\t": ("tab", {}),
    "\n": ("br", {}),
    # Word shows it as any line break; read back, it tells itself apart from one that was typed.
    SENSE_BREAK: ("br", {"clear": "all"}),
}
_CONTROLS = re.compile(f"([{''.join(_CONTROL_ELEMENTS)}])")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def twips(mm: float) -> int:
    """Millimetres in Word's unit, a twentieth of a point."""
    return round(mm * 1440 / 25.4)


def points(pt: float) -> int:
    """Points in twentieths."""
    return round(pt * 20)


def element(tag: str, *children: BaseOxmlElement | None, **attributes: str | float | None) -> BaseOxmlElement:
    """An element of the main namespace: ``element("spacing", line=579)``; what is None is left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


@dataclass(frozen=True, slots=True)
class RunLook:
    """The type of a run; `size_pt` None leaves the size to the paragraph's style.

    With `figures_alike` figures are marked as Chinese text: LibreOffice takes those of a missing 宋体 from another
    Chinese face then, not from a wide sans serif; but it cuts them in two at a line's end, so only short texts are.
    """

    face: Face
    size_pt: float | None = None
    bold: bool = False
    tracking_pt: float = 0.0
    figures_alike: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph sets by itself; None leaves it to the style. Lengths are points, indents ems where so named."""

    style: str = ""
    align: str | None = None
    line_pt: float | None = None
    before_pt: float | None = None
    after_pt: float | None = None
    first_line_ems: float | None = None
    left_pt: float | None = None
    right_pt: float | None = None
    em_pt: float = 16
    keep_next: bool = False
    page_break_before: bool = False
    free_breaks: bool = False
    """No 避头尾: for labels that are set one character a line."""
    right_tab_pt: float | None = None
    outline: int | None = None


def fonts_element(face: Face) -> BaseOxmlElement:
    """The typeface for every script; without `eastAsia` Word would ignore it for Chinese."""
    name = FONT_NAMES[face]
    return element("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def run_properties(look: RunLook) -> BaseOxmlElement:
    """The properties of a run."""
    size = None if look.size_pt is None else round(look.size_pt * 2)
    return element(
        "rPr",
        fonts_element(look.face),
        element("b") if look.bold else None,
        element("spacing", val=points(look.tracking_pt)) if look.tracking_pt else None,
        element("sz", val=size) if size else None,
        element("szCs", val=size) if size else None,
        element("lang", val="zh-CN") if look.figures_alike else None,
    )


def run(text: str, look: RunLook) -> BaseOxmlElement:
    """A run of plain text; tabs and newlines within it become Word's tabs and line breaks."""
    made = element("r", run_properties(look))
    for part in _CONTROLS.split(text):
        if part in _CONTROL_ELEMENTS:
            tag, attributes = _CONTROL_ELEMENTS[part]
            made.append(element(tag, **attributes))
        elif part:
            words = element("t")
            words.text = part
            words.set(_XML_SPACE, "preserve")
            made.append(words)
    return made


def field(instruction: str, shown: str, look: RunLook) -> list[BaseOxmlElement]:
    """A field that Word works out, such as PAGE."""

    def part(child: BaseOxmlElement) -> BaseOxmlElement:
        return element("r", run_properties(look), child)

    code = element("instrText")
    code.text = f" {instruction} "
    code.set(_XML_SPACE, "preserve")
    return [
        part(element("fldChar", fldCharType="begin")),
        part(code),
        part(element("fldChar", fldCharType="separate")),
        run(shown, look),
        part(element("fldChar", fldCharType="end")),
    ]


def paragraph_properties(look: ParagraphLook) -> BaseOxmlElement:
    """The properties of a paragraph, in the order that the schema wants."""
    return element(
        "pPr",
        element("pStyle", val=look.style) if look.style else None,
        element("keepNext") if look.keep_next else None,
        element("pageBreakBefore") if look.page_break_before else None,
        _tabs(look),
        element("kinsoku", val=0) if look.free_breaks else None,
        _spacing(look),
        _indents(look),
        element("jc", val=look.align) if look.align else None,
        element("outlineLvl", val=look.outline) if look.outline is not None else None,
    )


def _tabs(look: ParagraphLook) -> BaseOxmlElement | None:
    if look.right_tab_pt is None:
        return None
    return element("tabs", element("tab", val="right", pos=points(look.right_tab_pt)))


def _spacing(look: ParagraphLook) -> BaseOxmlElement | None:
    if look.line_pt is None and look.before_pt is None and look.after_pt is None:
        return None
    return element(
        "spacing",
        before=_maybe(look.before_pt),
        after=_maybe(look.after_pt),
        line=_maybe(look.line_pt),
        lineRule="exact" if look.line_pt is not None else None,
    )


def _indents(look: ParagraphLook) -> BaseOxmlElement | None:
    if look.first_line_ems is None and look.left_pt is None and look.right_pt is None:
        return None
    first = look.first_line_ems
    return element(
        "ind",
        left=_maybe(look.left_pt),
        right=_maybe(look.right_pt),
        firstLineChars=None if first is None else round(first * 100),
        firstLine=None if first is None else points(first * look.em_pt),
    )


def _maybe(pt: float | None) -> int | None:
    return None if pt is None else points(pt)


def paragraph(look: ParagraphLook, runs: Iterable[BaseOxmlElement] = ()) -> BaseOxmlElement:
    """A paragraph of runs."""
    return element("p", paragraph_properties(look), *runs)


def gap(height_pt: float, *, page_break_before: bool = False, keep_next: bool = False) -> BaseOxmlElement:
    """An empty paragraph of exact height: what Word needs between two tables and after the last."""
    look = ParagraphLook(
        "Gap", line_pt=max(height_pt, JOINT_PT), page_break_before=page_break_before, keep_next=keep_next
    )
    return paragraph(look)


def no_cell_margins() -> BaseOxmlElement:
    """Cells without padding; left unsaid, LibreOffice pads them."""
    sides = ("top", "left", "bottom", "right")
    return element("tblCellMar", *(element(side, w=0, type="dxa") for side in sides))
