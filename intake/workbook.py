"""The parts of an .xlsx package around its sheets: their names and order, the shared texts, the number formats."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Any

from intake.archive import Archive
from intake.number_format import GENERAL
from intake.xmltree import attribute, child, children, local_name, parse_xml

MAIN_PART = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CHINESE_DATES = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 31, 51, 53, 54, 58), 'yyyy"年"m"月"d"日"'),
    30: "yyyy/m/d",
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
}
"""Formats that a Chinese Excel has built in, and names only by number."""


@dataclass(frozen=True)
class SheetPart:
    """A worksheet: its name on the tab, its part in the archive, and whether it is hidden."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Workbook:
    """What the sheets refer to. ``formats`` has one number format for each cell style."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    formats: tuple[str, ...]
    from_1904: bool

    def format_of(self, style: int) -> str:
        """The number format of a cell style; General for one that does not exist."""
        return self.formats[style] if 0 <= style < len(self.formats) else GENERAL


def read_workbook(archive: Archive) -> Workbook:
    """The workbook's table of contents."""
    root = parse_xml(archive.read(MAIN_PART))
    targets = _targets(archive)
    sheets = [
        SheetPart(
            attribute(sheet, "name") or "",
            targets.get(attribute(sheet, "id") or "", ""),
            attribute(sheet, "state") in {"hidden", "veryHidden"},
        )
        for sheet in _listed(root, "sheets")
    ]
    properties = child(root, "workbookPr")
    return Workbook(
        tuple(sheet for sheet in sheets if sheet.part in archive.names),
        _shared_texts(archive),
        _formats(archive),
        properties is not None and attribute(properties, "date1904") in {"1", "true"},
    )


def _targets(archive: Archive) -> dict[str, str]:
    """The worksheets' parts by relation id; chart sheets and macro sheets are none."""
    part = "xl/_rels/workbook.xml.rels"
    if part not in archive.names:
        return {}
    return {
        str(relation.get("Id")): _in_package(str(relation.get("Target", "")))
        for relation in children(parse_xml(archive.read(part)))
        if str(relation.get("Type", "")).endswith("/worksheet")
    }


def _in_package(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _shared_texts(archive: Archive) -> tuple[str, ...]:
    part = next((name for name in archive.names if name.lower() == "xl/sharedstrings.xml"), None)
    if part is None:
        return ()
    root = parse_xml(archive.read(part))
    return tuple(rich_text(item) for item in children(root) if local_name(item) == "si")


def rich_text(element: Any) -> str:
    """The words of a text that may be in several fonts; the reading aids of East Asian text are none of it."""
    parts: list[str] = []
    for part in children(element):
        if local_name(part) == "t":
            parts.append(part.text or "")
        elif local_name(part) == "r":
            parts.append(rich_text(part))
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written _x000D_; halves of one character come together again."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _formats(archive: Archive) -> tuple[str, ...]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    if "xl/styles.xml" not in archive.names:
        return ()
    root = parse_xml(archive.read("xl/styles.xml"))
    named: dict[str, str] = {str(number): code for number, code in (BUILTIN_FORMATS | _CHINESE_DATES).items()}
    for item in _listed(root, "numFmts"):
        named[attribute(item, "numFmtId") or ""] = attribute(item, "formatCode") or GENERAL
    return tuple(
        named.get(attribute(style, "numFmtId") or "0", GENERAL) for style in _listed(root, "cellXfs")
    )


def _listed(root: Any, name: str) -> list[Any]:
    parent = child(root, name)
    return list(children(parent)) if parent is not None else []
