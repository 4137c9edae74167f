"""Puts right what openpyxl writes: figures pass through a float of 16 digits there, and formulas have no result.

A formula without a result looks empty in every viewer that does not calculate, and to programs that read the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from lxml import etree

from export.excel.values import ExactCells

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def with_exact_values(workbook: bytes, sheets: Sequence[ExactCells]) -> bytes:
    """The workbook with exact figures and formula results; `sheets` in the order of its sheets."""
    parts = {f"xl/worksheets/sheet{number}.xml": exact for number, exact in enumerate(sheets, 1)}
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            data = source.read(info)
            exact = parts.get(info.filename)
            target.writestr(info, data if exact is None else _corrected(data, exact))
    return written.getvalue()


def _corrected(data: bytes, exact: ExactCells) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    for row in root.iter(f"{_MAIN}row"):
        row.attrib.pop("customHeight", None)  # our heights are estimates: a row may grow with its text
    for cell in root.iter(f"{_MAIN}c"):
        address = cell.get("r")
        if address in exact.figures:
            cell.find(f"{_MAIN}v").text = exact.figures[address]
        elif address in exact.results:
            _set_result(cell, exact.results[address])
    corrected: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return corrected


def _set_result(cell: etree._Element, result: Decimal | str) -> None:
    value = cell.find(f"{_MAIN}v")
    if value is None:
        value = etree.SubElement(cell, f"{_MAIN}v")
    if isinstance(result, Decimal):
        value.text = f"{result:f}"
    else:
        cell.set("t", "str")
        value.text = result
