"""Excel files (.xlsx): every visible sheet's rows, as the page shows them, written out as one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from intake.archive import Archive, open_archive
from intake.document import (
    OPENED,
    Block,
    Paragraph,
    SourceCell,
    SourceDocument,
    SourceRow,
    Span,
    Table,
    demand_reasonable_size,
    has_ink,
)
from intake.form_sheets import is_findings_sheet, is_form_sheet, own_columns
from intake.normalise import one_line
from intake.problems import IntakeProblem, UnreadableSource
from intake.sheet_cells import ERROR_VALUE, UNCALCULATED, UNCLEAR_FORMAT, Cell, column_letters, read_cells
from intake.sheet_grid import GridRow, is_line, is_remark, lay_out_sheet
from intake.workbook import MAIN_PART, SheetPart, Workbook, read_workbook
from intake.xmltree import local_name, parse_xml
from model.longwork import UNWATCHED, Work

_MOST_SHEETS = 60
_MOST_NAMED = 8
_LONGEST_QUOTE = 30
_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")
_REMEDIES = {
    UNCALCULATED: "公式未计算，请在 WPS 中打开保存一次，再重新导入。",
    ERROR_VALUE: "公式出错（如 #REF!、#DIV/0!），没有读入，请在表中改正后重新导入。",
    UNCLEAR_FORMAT: "数字格式会改变位数（如以万显示），看不准应为多少，没有读入，请把格式改为常规后重新导入。",
}


def read_excel(path: Path, work: Work = UNWATCHED) -> SourceDocument:
    """Read an .xlsx file; raises UnreadableSource when it is none."""
    with open_archive(path) as archive:
        if MAIN_PART not in archive.names:
            raise UnreadableSource(f"“{path.name}”不是 .xlsx 表格，请用 WPS 或 Excel 另存为 .xlsx 后再导入。")
        workbook = read_workbook(archive)
        if not any(not sheet.hidden for sheet in workbook.sheets):
            raise UnreadableSource(f"“{path.name}”里没有可见的工作表，请用 WPS 打开检查后再导入。")
        if len(workbook.sheets) > _MOST_SHEETS:
            raise UnreadableSource(
                f"“{path.name}”里的工作表超过 {_MOST_SHEETS} 张，不像是一份自评材料，请确认选对了文件。"
            )
        return _Writer(path.name, archive, workbook).document(work)


@dataclass
class _Left:
    """What was left out of one sheet."""

    hidden: list[Cell] = field(default_factory=list)
    covered: list[Cell] = field(default_factory=list)
    rounded: list[Cell] = field(default_factory=list)


class _Writer:
    """Writes the sheets out: one line a paragraph, a TAB before each cell, a blank line after each row."""

    def __init__(self, name: str, archive: Archive, workbook: Workbook) -> None:
        self._name = name
        self._archive = archive
        self._workbook = workbook
        self._text: list[str] = []
        self._length = self._rows = self._cells = 0
        self._blocks: list[Block] = []
        self._sheets: list[int] = []
        self._notes: list[str] = []
        self._problems: list[IntakeProblem] = []
        self._faults: dict[Span, str] = {}
        self._calculated: set[Span] = set()

    def document(self, work: Work) -> SourceDocument:
        """All sheets as one document."""
        for sheet in work.through(self._workbook.sheets, OPENED, lambda one: f"工作表“{one.title}”"):
            if sheet.hidden:
                self._notes.append(f"工作表“{sheet.title}”是隐藏的，没有读入，需要时请取消隐藏后重新导入。")
            else:
                self._sheet(sheet)
        self._note_boxes()
        return SourceDocument(
            "".join(self._text),
            tuple(self._blocks),
            tuple(self._problems),
            tuple(self._notes),
            tuple(self._sheets),
            self._faults,
            frozenset(self._calculated),
        )

    def _sheet(self, sheet: SheetPart) -> None:
        data = self._archive.read(sheet.part)
        cells = read_cells(data, self._workbook, self._name)
        if is_form_sheet(cells):
            cells = read_cells(data, self._workbook, self._name, as_stored=True)
            cells.hidden_columns -= own_columns(cells)
        elif is_findings_sheet(cells):
            self._notes.append(f"工作表“{sheet.title}”是程序的审核结果，没有读入，导入后会重新审核。")
            return
        grid = lay_out_sheet(cells, self._name)
        self._rows += len(grid.rows)
        self._cells += sum(len(row.cells) for row in grid.rows)
        demand_reasonable_size(self._name, self._rows, self._cells)
        self._sheets.append(len(self._blocks))
        faulty: dict[str, list[tuple[Cell, Span]]] = {}
        self._blocks_of(grid.rows, form=is_form_sheet(cells), faulty=faulty)
        rounded = [
            place.cell
            for row in grid.rows
            for place in row.inked
            if place.cell is not None and place.cell.rounded
        ]
        self._note_left(sheet.title, _Left(grid.hidden, grid.covered, rounded))
        for fault, found in faulty.items():
            self._problem(sheet.title, fault, found)

    def _blocks_of(
        self, rows: Sequence[GridRow], form: bool, faulty: dict[str, list[tuple[Cell, Span]]]
    ) -> None:
        table: list[SourceRow] = []
        below_table = False
        for index, row in enumerate(rows):
            below_table = below_table or bool(table)
            aside = not form and below_table and is_remark(row)
            if aside or (not form and is_line(rows, index, in_table=bool(table))):
                self._end_table(table)
                for place in row.inked:
                    if place.cell is not None:
                        span = self._written(place.cell, faulty)
                        self._write("\n")
                        self._blocks.append(Paragraph(place.cell.text, span, aside=aside))
                continue
            cells: list[SourceCell] = []
            for place in row.cells:
                self._write("\t")
                span = self._written(place.cell, faulty)
                self._write("\n")
                text = place.cell.text if place.cell is not None else ""
                cells.append(
                    SourceCell(text, span, place.column, place.col_span, 0 if place.continues else 1)
                )
            self._write("\n")
            table.append(SourceRow(tuple(cells), gridded=True))
        self._end_table(table)

    def _end_table(self, rows: list[SourceRow]) -> None:
        if rows:
            self._blocks.append(Table(tuple(rows)))
            rows.clear()

    def _written(self, cell: Cell | None, faulty: dict[str, list[tuple[Cell, Span]]]) -> Span:
        span = self._write(cell.text if cell is not None else "")
        if cell is not None and cell.fault:
            self._faults[span] = f"{cell.fault}，没有读入"
            faulty.setdefault(cell.fault, []).append((cell, span))
        elif cell is not None and cell.calculated:
            self._calculated.add(span)
        return span

    def _write(self, text: str) -> Span:
        start = self._length
        self._text.append(text)
        self._length += len(text)
        demand_reasonable_size(self._name, characters=self._length)
        return Span(start, self._length)

    def _note_boxes(self) -> None:
        """Text boxes lie over the cells and belong to none."""
        for part in sorted(name for name in self._archive.names if _DRAWING.fullmatch(name)):
            root = parse_xml(self._archive.read(part))
            said = "".join(text.text or "" for text in root.iter() if local_name(text) == "t")
            if has_ink(said):
                self._notes.append(
                    f"表格上的文本框里的文字（“{one_line(said)[:_LONGEST_QUOTE]}”）没有读入，需要时请在程序中补上。"
                )

    def _problem(self, title: str, fault: str, found: Sequence[tuple[Cell, Span]]) -> None:
        places = _named([cell for cell, _ in found])
        first, span = found[0]
        message = f"工作表“{title}”的 {places} {_REMEDIES[fault]}"
        self._problems.append(IntakeProblem(f"{title} › {first.address}", first.text, message, span))

    def _note_left(self, title: str, left: _Left) -> None:
        if left.hidden:
            rows = sorted({cell.row for cell in left.hidden})
            self._notes.append(
                f"工作表“{title}”有隐藏的行或列（{_named(left.hidden)}），页面上看不见，没有读入，需要时请取消隐藏后重新导入。"
                if len(rows) > 1
                else f"工作表“{title}”的 {_named(left.hidden)} 是隐藏的，没有读入，需要时请取消隐藏后重新导入。"
            )
        if left.covered:
            self._notes.append(
                f"工作表“{title}”的 {_named(left.covered)} 被合并单元格遮住，页面上看不见，没有读入。"
            )
        if left.rounded:
            self._notes.append(
                f"工作表“{title}”的 {_named(left.rounded)} 存有比显示更多的小数，已按显示的数读入，请核对合计。"
            )


def _named(cells: Sequence[Cell]) -> str:
    """B5、C5 等 12 格."""
    shown = "、".join(f"{column_letters(cell.column)}{cell.row}" for cell in cells[:_MOST_NAMED])
    return f"{shown} 等 {len(cells)} 格" if len(cells) > _MOST_NAMED else shown
