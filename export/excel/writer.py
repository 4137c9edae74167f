"""The Excel writer: the packet's forms in, a workbook with live formulas out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from export.atomic import write_atomically
from export.excel.exact import with_exact_values
from export.excel.findings_sheet import write_findings
from export.excel.plan import FINDINGS_TITLE, WorkbookPlan
from export.excel.sheets import SheetWriter
from export.excel.values import ExactCells
from export.plaintext import refuse_unwritable
from model.book import Book
from model.cells import CellRef
from model.longwork import UNWATCHED, Work

_FILLED, _SAVED = 0.5, 0.85
"""Shares of the work that are done when the sheets are filled, and when they are a file."""


@dataclass(frozen=True, slots=True)
class XlsxReport:
    """What was made: the sheets, how many live formulas, and the totals that stand as stated beside their formula."""

    sheets: tuple[str, ...]
    formulas: int
    stated_differently: tuple[CellRef, ...]


def render_xlsx(
    book: Book, *, title: str = "", author: str = "", work: Work = UNWATCHED
) -> tuple[bytes, XlsxReport]:
    """The workbook as bytes; raises ExportError for a text that Excel cannot hold."""
    workbook = _empty_workbook(title, author)
    workbook.calculation = CalcProperties(fullCalcOnLoad=True)
    plan = WorkbookPlan(book)
    writer = SheetWriter(book, plan)
    sheets = work.through(tuple(plan.sheets.values()), _FILLED, lambda one: f"“{one.title}”")
    exact = [writer.write(workbook.create_sheet(one.title), one, work) for one in sheets]
    write_findings(workbook.create_sheet(FINDINGS_TITLE), book, plan.location)
    exact.append(ExactCells())
    report = XlsxReport(tuple(workbook.sheetnames), writer.formulas, tuple(writer.stated))
    data = _as_bytes(workbook)
    work.at(_SAVED)
    return with_exact_values(data, exact), report


def write_audit_xlsx(
    book: Book, target: Path, *, title: str = "", author: str = "", work: Work = UNWATCHED
) -> None:
    """Write the findings alone, with their answers; ExportError says in Chinese why it could not be."""
    workbook = _empty_workbook(title, author)
    write_findings(workbook.create_sheet(FINDINGS_TITLE), book, lambda _place: "")
    work.at(_FILLED)
    write_atomically(target, _as_bytes(workbook), work)


def _empty_workbook(title: str, author: str) -> Workbook:
    for text in (title, author):
        refuse_unwritable(text, "文档属性")
    workbook = Workbook()
    workbook.remove(workbook.active)
    properties = workbook.properties
    properties.title, properties.creator, properties.lastModifiedBy = title, author, None
    return workbook


def _as_bytes(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def write_xlsx(
    book: Book, target: Path, *, title: str = "", author: str = "", work: Work = UNWATCHED
) -> XlsxReport:
    """Write the workbook to `target`, whole or not at all; ExportError says in Chinese why it could not be."""
    data, report = render_xlsx(book, title=title, author=author, work=work)
    write_atomically(target, data, work)
    return report
