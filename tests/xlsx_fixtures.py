"""Workbooks as clerks make them by hand, and workbooks of raw XML for what openpyxl would not write."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from intake.document import Paragraph, SourceDocument, SourceRow
from tests.packet_2022 import EVALUATORS, INDICATORS, SCORES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def handmade(path: Path) -> Path:
    """A bureau's own workbook: titles, units in 元 and 万元, merged headings, blank rows, numbers as text, remarks."""
    workbook = Workbook()
    _cover(workbook.active)
    _income(workbook.create_sheet("收入"))
    _spending(workbook.create_sheet("支出"))
    _indicators(workbook.create_sheet("指标"))
    _people(workbook.create_sheet("评价人员"))
    _scores(workbook.create_sheet("得分"))
    workbook.save(path)
    return path


def _put(sheet: Worksheet, row: int, values: Iterable[object], column: int = 1) -> None:
    for offset, value in enumerate(values):
        if value is not None:
            sheet.cell(row, column + offset).value = value  # type: ignore[assignment]


def _cover(sheet: Worksheet) -> None:
    sheet.title = "封面"
    _put(sheet, 2, ["吉首市科工信局2022年度部门整体支出"])
    _put(sheet, 3, ["绩效自评报告"])
    sheet.merge_cells("A2:D2")
    sheet.merge_cells("A3:D3")
    _put(sheet, 6, ["部门（单位）名称（盖章）", "吉首市科工信局"])
    _put(sheet, 7, ["预算编码", 4001])
    sheet["B7"].number_format = "000000"
    _put(sheet, 8, ["报告时间", _day(2023, 7, 1)])
    sheet["B8"].number_format = 'yyyy"年"m"月"'
    _put(sheet, 11, ["一、部门（单位）基本概况"])
    sheet.merge_cells("A11:D11")
    _put(sheet, 12, ["联系人", "陶毅", "联系电话", 8520526])
    _put(sheet, 13, ["人员编制", 26, "实有人数", "22"])
    _put(sheet, 14, ["职能职责概述", "负责全市工业和信息化的日常运行调节。\n承办市人民政府交办的其他事项。"])
    sheet.merge_cells("B14:D14")


def _income(sheet: Worksheet) -> None:
    _put(sheet, 1, ["吉首市科工信局2022年度收入情况表"])
    sheet.merge_cells("A1:G1")
    _put(sheet, 2, ["编制单位：吉首市科工信局", None, None, None, None, "金额单位：元"])
    _put(sheet, 4, ["机构名称", "收入合计", "其中："])
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("C4:G4")
    _put(
        sheet,
        5,
        ["上年结转", "公共财政拨款", "政府性基金预算拨款", "纳入专户管理的非税收入拨款", "其他收入"],
        column=3,
    )
    _put(sheet, 6, ["局机关及二级机构汇总", 53948600, 460800, 25779900, 26171700, None, 1536300])
    _put(sheet, 8, ["1、局机关", "53,948,600.00", "460800", 25779900.0, 26171700, None, "１５３６３００"])
    _put(sheet, 9, ["2、科技创新服务中心"])
    _put(sheet, 11, ["注：本表根据2022年度部门决算填列。"])
    _put(sheet, 12, ["填报人：李芳", None, None, "填报日期：2023年7月20日"])


def _spending(sheet: Worksheet) -> None:
    _put(sheet, 1, ["部门（单位）年度支出和结余情况（万元）"])
    sheet.merge_cells("A1:H1")
    _put(sheet, 2, ["机构名称", "支出合计", "其中：", None, None, None, "结余"])
    _put(sheet, 3, ["基本支出", "其中：", None, "项目支出", "当年结余", "累计结余"], column=3)
    _put(sheet, 4, ["人员支出", "公用支出"], column=4)
    for merged in ("A2:A4", "B2:B4", "C2:F2", "G2:H2", "C3:C4", "D3:E3", "F3:F4", "G3:G4", "H3:H4"):
        sheet.merge_cells(merged)
    _put(sheet, 5, ["1、局机关", 5394.86, 548.8299999999999, 453.94, 94.89, 4846.03, 0.1 + 0.2, "—"])
    for cell in sheet[5][1:]:
        cell.number_format = "0.00"
    _put(sheet, 6, ["三公经费支出一览"])
    _put(
        sheet,
        7,
        [
            "单位名称",
            "三公经费合计",
            "公务接待费",
            "公务用车运行维护费",
            "公务用车购置费",
            "因公出国（境）费",
        ],
    )
    _put(sheet, 8, ["机关本级", 0, 0.29, 0, 0, 0])


def _indicators(sheet: Worksheet) -> None:
    _put(sheet, 1, ["评价内容", None, None, "绩效目标", "完成情况"])
    sheet.merge_cells("A1:C1")
    for row, indicator in enumerate(INDICATORS, 2):
        _put(sheet, row, indicator)
    for column in (1, 2):
        start = 2
        for row in range(3, len(INDICATORS) + 3):
            if sheet.cell(row, column).value != sheet.cell(start, column).value:
                if row - 1 > start:
                    sheet.merge_cells(
                        start_row=start, end_row=row - 1, start_column=column, end_column=column
                    )
                start = row
    sheet["D9"], sheet["E9"] = 1, 0.98
    sheet["D9"].number_format, sheet["E9"].number_format = "0%", "0%"


def _people(sheet: Worksheet) -> None:
    _put(sheet, 1, ["四、评价人员"])
    _put(sheet, 2, ["姓  名", "职务/职称", "单    位", "签字"])
    for row, person in enumerate(EVALUATORS, 3):
        _put(sheet, row, person)


def _scores(sheet: Worksheet) -> None:
    _put(sheet, 3, ["一级指标", "指标分值", "自评得分", "得分率"], column=2)
    labels = {"input": "投入", "output": "产出", "benefit": "效益", "satisfaction": "满意度", "total": "合计"}
    for row, (code, (weight, score, rate)) in enumerate(SCORES.items(), 4):
        _put(sheet, row, [labels[code], int(weight), int(score), int(rate) / 100], column=2)
        sheet.cell(row, 5).number_format = "0%"


def _day(year: int, month: int, day: int) -> Any:
    import datetime

    return datetime.date(year, month, day)


def one_sheet(path: Path, rows: Sequence[Sequence[object]], formats: Mapping[str, str] | None = None) -> Path:
    """A workbook of one sheet with these rows, and number formats by address."""
    workbook = Workbook()
    for number, row in enumerate(rows, 1):
        _put(workbook.active, number, row)
    for address, number_format in (formats or {}).items():
        workbook.active[address].number_format = number_format
    workbook.save(path)
    return path


def raw_workbook(path: Path, sheet: str, strings: str = "", styles: Sequence[str] = ()) -> Path:
    """A workbook whose one sheet has this XML within its root; ``styles`` are the number formats of cell styles 1, 2 …"""
    formats = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for number, code in enumerate(styles)
    )
    cell_formats = "".join(f'<xf numFmtId="{200 + number}"/>' for number in range(len(styles)))
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="表1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{cell_formats}</cellXfs></styleSheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def text_cell(address: str, text: str) -> str:
    """A cell with its text in place."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def on_one_sheet(path: Path, document: SourceDocument) -> Path:
    """A whole packet copied to one sheet as it stands: paragraphs in column A, tables with their merges, no blank rows."""
    workbook = Workbook()
    sheet = workbook.active
    row = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            row += 1
            sheet.cell(row, 1).value = block.text
            continue
        for source in block.rows:
            row += 1
            _copy_row(sheet, row, source)
    workbook.save(path)
    return path


def _copy_row(sheet: Worksheet, row: int, source: SourceRow) -> None:
    for cell in source.cells:
        top, left, right = row, cell.column + 1, cell.end
        above = next(
            (
                merged
                for merged in sheet.merged_cells.ranges
                if merged.bounds[::2] == (left, right) and merged.max_row == row - 1
            ),
            None,
        )
        if cell.row_span == 0 and above is not None:
            top = above.min_row
            sheet.unmerge_cells(above.coord)
        elif cell.row_span == 0:
            top = row - 1
        elif cell.text:
            sheet.cell(row, left).value = cell.text
        if (top, left) != (row, right):
            sheet.merge_cells(start_row=top, end_row=row, start_column=left, end_column=right)
