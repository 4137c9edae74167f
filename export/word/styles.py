"""Writes the styles and settings of the document: Word's own styles restyled, nothing of a template left over."""

from __future__ import annotations

from docx.document import Document
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from export.blocks import Face
from export.word.fonts import FONT_NAMES, OTHER_NAMES
from export.word.looks import GAP, HEADINGS, NORMAL, OFF_GRID, STYLES, Look
from export.word.ooxml import (
    ParagraphLook,
    RunLook,
    element,
    fonts_element,
    no_cell_margins,
    paragraph_properties,
    run_properties,
)

_BODY_STYLE = "BodyText"
_CUSTOM_FROM = "\u3400"
"""Styles with a Chinese name are ours, the others Word's own."""
_UNWANTED = ("customXml", "stylesWithEffects", "thumbnail", "numbering", "webSettings")
_COMPATIBILITY = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "useFELayout",
)
"""What Word sets by itself in a document begun in Chinese."""
_WORD_URI = "http://schemas.microsoft.com/office/word"


def install(document: Document) -> None:
    """Give a new document our styles, fonts and settings."""
    _drop_leftovers(document)
    _set_styles(document.styles.element)
    _set_settings(document.settings.element)
    _set_font_table(document)


def _drop_leftovers(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_UNWANTED)]:
            del relations[key]


def _set_styles(root: BaseOxmlElement) -> None:
    for child in list(root):
        if child.tag in (qn("w:style"), qn("w:docDefaults")):
            root.remove(child)
    root.insert(0, _defaults())
    root.extend(
        (
            _bare_style("character", "DefaultParagraphFont", "Default Paragraph Font"),
            _bare_style("table", "TableNormal", "Normal Table"),
            *(_style(look) for look in STYLES),
        )
    )


def _defaults() -> BaseOxmlElement:
    run = element(
        "rPr",
        fonts_element(NORMAL.face),
        element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", element("pPr")))


def _bare_style(kind: str, code: str, name: str) -> BaseOxmlElement:
    made = element("style", element("name", val=name), element("uiPriority", val=99), type=kind, styleId=code)
    made.set(qn("w:default"), "1")
    if kind == "table":
        made.append(element("tblPr", element("tblInd", w=0, type="dxa"), no_cell_margins()))
    return made


def _style(look: Look) -> BaseOxmlElement:
    following = _BODY_STYLE if look in HEADINGS or look.style == "Title" else None
    return element(
        "style",
        element("name", val=look.name),
        element("basedOn", val=look.base) if look.base else None,
        element("next", val=following) if following else None,
        element("qFormat") if look is not GAP else None,
        _style_paragraph(look),
        run_properties(RunLook(look.face, look.size_pt, tracking_pt=look.tracking_pt)),
        type="paragraph",
        styleId=look.style,
        default=1 if look is NORMAL else None,
        customStyle=1 if look.name >= _CUSTOM_FROM else None,
    )


def _style_paragraph(look: Look) -> BaseOxmlElement:
    """The style's paragraph properties: blanks are never put between Chinese and digits, as on paper.

    ``overflowPunct`` is what Word assumes anyway. LibreOffice reads it the other way round; without it, marks hang in
    its margin and some of them are lost.
    """
    properties = paragraph_properties(
        ParagraphLook(
            align=look.align,
            line_pt=look.line_pt,
            before_pt=0,
            after_pt=look.after_pt,
            first_line_ems=look.first_line_ems,
            em_pt=look.size_pt,
            keep_next=look.keep_next,
            outline=look.outline,
        )
    )
    spacing = properties.find(qn("w:spacing"))
    if spacing is not None:
        spacing.addprevious(element("overflowPunct"))
        for name in ("autoSpaceDE", "autoSpaceDN"):
            spacing.addprevious(element(name, val=0))
        if look.style in OFF_GRID:
            spacing.addprevious(element("snapToGrid", val=0))
    return properties


def _set_settings(root: BaseOxmlElement) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(
        (
            element("zoom", percent=100),
            element("defaultTabStop", val=420),
            element("evenAndOddHeaders"),
            element("characterSpacingControl", val="compressPunctuation"),
            element(
                "compat",
                *(element(name) for name in _COMPATIBILITY),
                element("compatSetting", name="compatibilityMode", uri=_WORD_URI, val=15),
            ),
            element("themeFontLang", val="en-US", eastAsia="zh-CN"),
            element("decimalSymbol", val="."),
            element("listSeparator", val=","),
        )
    )


def _set_font_table(document: Document) -> None:
    table = element("fonts")
    for face in Face:
        font = element("font", element("altName", val=OTHER_NAMES[face]), name=FONT_NAMES[face])
        font.extend((element("charset", val="86"), element("family", val="auto")))
        table.append(font)
    data: bytes = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
    for relation in document.part.rels.values():
        part = relation.target_part
        if relation.reltype.endswith("/fontTable") and isinstance(part, Part):
            part._blob = data
