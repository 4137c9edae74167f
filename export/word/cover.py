"""The lines of the cover: labels spread to one width, values on ruled lines; a table without borders."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import CoverFields
from export.textwidth import ems, estimated_lines
from export.typesizes import COVER_FIELD_LEADING
from export.word.looks import COVER_FIELD
from export.word.ooxml import ParagraphLook, RunLook, element, no_cell_margins, paragraph, points, run, twips

_BLOCK_SHARE = 0.94
_WIDEST_LABEL = 0.55
_SPARE_PT = 2.0
_RULE_EIGHTHS = 4
_MM = 72 / 25.4


def cover_table(block: CoverFields, width_mm: float) -> BaseOxmlElement:
    """The fields in a type area of this width."""
    label_pt, value_pt = _columns(block, width_mm)
    widths = [points(label_pt), points(value_pt)]
    made = element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            element("tblLayout", type="fixed"),
            no_cell_margins(),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )
    for field in block.fields:
        label, value = field.label.strip(), " ".join(field.value.split())
        size_pt = min(block.size_pt, (label_pt - _SPARE_PT) / max(ems(label), 1.0))
        height = element("trHeight", val=twips(block.line_mm), hRule="atLeast")
        row = element("tr", element("trPr", element("cantSplit"), height))
        row.append(_cell(widths[0], _line(block, label, "distribute", size_pt), ruled=False))
        row.append(_cell(widths[1], _line(block, value, "center", block.size_pt), ruled=True))
        made.append(row)
    return made


def cover_height_pt(block: CoverFields, width_mm: float) -> float:
    """About how high the lines will be."""
    _, value_pt = _columns(block, width_mm)
    lines = (max(estimated_lines(field.value, value_pt / block.size_pt), 1) for field in block.fields)
    return sum(max(block.line_mm * _MM, count * block.size_pt * COVER_FIELD_LEADING) for count in lines)


def _columns(block: CoverFields, width_mm: float) -> tuple[float, float]:
    total = width_mm * _MM * _BLOCK_SHARE
    widest = max((ems(field.label.strip()) for field in block.fields), default=0.0)
    label = min(widest * block.size_pt + _SPARE_PT, total * _WIDEST_LABEL)
    return label, total - label


def _line(block: CoverFields, text: str, align: str, size_pt: float) -> BaseOxmlElement:
    look = ParagraphLook(
        COVER_FIELD.style,
        align=align,
        line_pt=None if block.size_pt == COVER_FIELD.size_pt else block.size_pt * COVER_FIELD_LEADING,
    )
    size = None if size_pt == COVER_FIELD.size_pt else int(2 * size_pt) / 2
    return paragraph(look, [run(text, RunLook(block.face, size))] if text else ())


def _cell(width: int, content: BaseOxmlElement, *, ruled: bool) -> BaseOxmlElement:
    rule = element("bottom", val="single", sz=_RULE_EIGHTHS, space=0, color="auto")
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("tcBorders", rule) if ruled else None,
        element("vAlign", val="bottom"),
    )
    return element("tc", properties, content)
