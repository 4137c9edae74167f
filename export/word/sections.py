"""Paper, margins, line grid and page numbers of a section."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import Face, PageNumberStyle, Section
from export.typesizes import FOOT_PT, LINE_PITCH_PT
from export.word.looks import PAGE_NUMBER
from export.word.ooxml import (
    ParagraphLook,
    RunLook,
    element,
    field,
    gap,
    no_cell_margins,
    paragraph,
    points,
    run,
    twips,
)

_PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
_DASH_MM = 3.5
"""How far the number's dashes are below the top of its line."""
_NUMBER_GAP_MM = 7.0 - _DASH_MM
"""From the type area to the number's line: the dashes are 7 mm below it."""
_NUMBER_LINE_MM = PAGE_NUMBER.line_pt * 25.4 / 72
_MM = 72 / 25.4
_SMALLEST_FOOTER_MM = 5.0


@dataclass(frozen=True, slots=True)
class PageArea:
    """A section's page and type area (版心) in millimetres, as it lies before the reader."""

    page_width: float
    page_height: float
    top: float
    right: float
    bottom: float
    left: float

    @classmethod
    def of(cls, section: Section) -> PageArea:
        """A landscape page is the upright page turned to the right; its margins turn with it."""
        width, height = _PAPERS[section.paper]
        m = section.margins_mm
        if section.landscape:
            return cls(height, width, top=m.left, right=m.top, bottom=m.right, left=m.bottom)
        return cls(width, height, m.top, m.right, m.bottom, m.left)

    @property
    def width(self) -> float:
        """The width of the type area."""
        return self.page_width - self.left - self.right

    @property
    def height(self) -> float:
        """The height of the type area."""
        return self.page_height - self.top - self.bottom


class SectionSettings:
    """Makes the section properties of a document and the footers that they share."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._footers: dict[tuple[object, ...], str] = {}

    def properties(self, section: Section) -> BaseOxmlElement:
        """The properties which end a section."""
        area = PageArea.of(section)
        start = section.page_start
        return element(
            "sectPr",
            *self._footer_references(section, area),
            element("type", val="oddPage" if section.right_hand else "nextPage"),
            element(
                "pgSz",
                w=twips(area.page_width),
                h=twips(area.page_height),
                orient="landscape" if section.landscape else None,
            ),
            element(
                "pgMar",
                top=twips(area.top),
                right=twips(area.right),
                bottom=twips(area.bottom),
                left=twips(area.left),
                header=twips(min(15.0, area.top)),
                footer=twips(self._footer_distance(section, area)),
                gutter=0,
            ),
            element("pgNumType", start=start) if start is not None else None,
            _grid(section),
        )

    @staticmethod
    def _footer_distance(section: Section, area: PageArea) -> float:
        """From the paper's edge, so that the number stands 7 mm below the type area."""
        if section.landscape:
            return min(_SMALLEST_FOOTER_MM, area.bottom)
        return max(area.bottom - _NUMBER_GAP_MM - _NUMBER_LINE_MM, _SMALLEST_FOOTER_MM)

    def _footer_references(self, section: Section, area: PageArea) -> list[BaseOxmlElement]:
        references = []
        for kind in ("even", "default"):
            made = element("footerReference", type=kind)
            made.set(
                "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
                self._footer(section, area, odd=kind == "default"),
            )
            references.append(made)
        return references

    def _footer(self, section: Section, area: PageArea, *, odd: bool) -> str:
        shown = section.page_number is not None or bool(section.foot)
        key = (section.page_number, section.foot, section.landscape, area if shown else None, odd and shown)
        if key not in self._footers:
            part, relation = self._document.part.add_footer_part()  # type: ignore[no-untyped-call]
            root = part.element
            for child in list(root):
                root.remove(child)
            root.extend(_footer_content(section, area, odd=odd))
            self._footers[key] = relation
        return self._footers[key]


def _footer_content(section: Section, area: PageArea, *, odd: bool) -> list[BaseOxmlElement]:
    if section.page_number is None and not section.foot:
        return [paragraph(ParagraphLook(PAGE_NUMBER.style))]
    width_mm = area.height if section.landscape else area.width
    line = _footer_line(section, width_mm * _MM, odd=odd)
    return [_turned(line, area), gap(1)] if section.landscape else [line]


def _footer_line(section: Section, width_pt: float, *, odd: bool) -> BaseOxmlElement:
    """— 1 —: odd pages right, even pages left, one character in (GB/T 9704); the foot line on the other side."""
    inset = PAGE_NUMBER.size_pt
    number = _number(section.page_number)
    foot = [run(section.foot, RunLook(Face.SONGTI, FOOT_PT))] if section.foot else []
    look = ParagraphLook(
        PAGE_NUMBER.style,
        left_pt=None if odd else inset,
        right_tab_pt=width_pt - inset if odd else width_pt,
    )
    tab = run("\t", RunLook(Face.SONGTI))
    return paragraph(look, [*foot, tab, *number] if odd else [*number, tab, *foot])


def _number(style: PageNumberStyle | None) -> list[BaseOxmlElement]:
    type_ = RunLook(Face.SONGTI)
    if style is None:
        return []
    runs = field("PAGE", "1", type_)
    return runs if style == "plain" else [run("— ", type_), *runs, run(" —", type_)]


def _turned(number: BaseOxmlElement, area: PageArea) -> BaseOxmlElement:
    """The number on a landscape page: at the side, where it stands when the page is held upright."""
    width = twips(_NUMBER_LINE_MM)
    position = element(
        "tblpPr",
        horzAnchor="page",
        vertAnchor="page",
        tblpX=twips(max(area.left - _NUMBER_GAP_MM - _NUMBER_LINE_MM, 0.0)),
        tblpY=twips(area.top),
    )
    table = element(
        "tbl",
        element(
            "tblPr",
            position,
            element("tblW", w=width, type="dxa"),
            element("tblLayout", type="fixed"),
            no_cell_margins(),
        ),
        element("tblGrid", element("gridCol", w=width)),
    )
    cell = element(
        "tc",
        element(
            "tcPr",
            element("tcW", w=width, type="dxa"),
            element("textDirection", val="tbRl"),
            element("vAlign", val="center"),
        ),
        number,
    )
    height = element("trHeight", val=twips(area.height), hRule="exact")
    table.append(element("tr", element("trPr", height), cell))
    return table


def _grid(section: Section) -> BaseOxmlElement | None:
    """The line grid of GB/T 9704, 28.95 points a line.

    The 28 characters across are set by the styles' tracking: LibreOffice gives a character that is wider than its
    cell of a character grid two cells.
    """
    if section.kind != "official":
        return None
    return element("docGrid", type="lines", linePitch=points(LINE_PITCH_PT))
