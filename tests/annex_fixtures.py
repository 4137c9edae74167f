"""附件1 and 附件2 as other bureaus send them round: four layouts, each as a Word file, a workbook and a published text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from openpyxl import Workbook

from tests.docx_fixtures import WIDTH, Builder, Cell, Style

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Annex:
    """One annex: the lines above its table, the table's rows (each ``WIDTH`` columns wide), the lines below."""

    above: tuple[str, ...]
    rows: tuple[Row, ...]
    below: tuple[str, ...] = ()


def _row(*cells: tuple[str, int] | tuple[str, int, str]) -> Row:
    row = tuple(Cell(*cell) for cell in cells)
    assert sum(cell.span for cell in row) == WIDTH, row
    return row


def _figures(label: str, *figures: str) -> Row:
    return _row((label, 9), *((figure, 5) for figure in figures))


def hunan_2021() -> tuple[Annex, ...]:
    """The edition of 2021: 专项 a row each, buildings completed the year before; a row missing, one more than the form has."""
    base = (
        _row(("财政供养人员\n情况（人）", 9, "restart"), ("编制数", 5), ("2021年实际\n在职人数", 5), ("控制率", 5)),
        _row(("", 9, "continue"), ("８７", 5), ("73", 5), ("83.91%", 5)),
        _figures("经费控制情况（万元）", "2020年决算数", "2021年预算数", "2021年决算数"),
        _figures("三公经费", "25.10", "２４．５０", "20.30"),
        _figures("1、公务用车购置和维护经费", "15", "14", "12"),
        _figures("其中：公车购置", "0", "0", "0"),
        _figures("公车运行维护", "15", "14", "12"),
        _figures("2、出国经费", "", "", ""),
        _figures("3、公务接待", "10.10", "10.5", "8.30"),
        _figures("项目支出：", "1,200.00", "1,300.00", "1,251.50"),
        _figures("1、业务工作经费", "", "300", "301.5"),
        _figures("2、运行维护经费", "", "100", "100"),
        _figures("3、省级专项资金（一个专项一行）", "", "900", "850"),
        _figures("（1）高标准农田建设", "", "500", "480"),
        _figures("（2）农业产业化补助", "", "400", "370"),
        _figures("……", "", "", ""),
        _figures("公用经费", "95.2", "98.00", "97.88"),
        _figures("其中：办公费", "10", "9", "8.5"),
        _figures("水费、电费、差旅费", "12", "12", "11"),
        _figures("会议费、培训费", "5", "5", "4.8"),
        _figures("其中：公务用车保有量（辆）", "3", "3", "3"),
        _figures("政府采购金额", "30", "35", "33.40"),
        _figures("部门基本支出预算调整", "—", "12", "12"),
        _row(("楼堂馆所控制情况\n（2020年完工项目）", 6, "restart"),
             *((title, 3) for title in ("批复规模（㎡）", "实际规模（㎡）", "规模控制率", "预算投资（万元）", "实际投资（万元）", "投资概算控制率"))),
        _row(("", 6, "continue"), ("1200", 3), ("1180", 3), ("98.33%", 3), ("300", 3), ("290", 3), ("96.67%", 3)),
        _row(("厉行节约保障措施", 9), ("一是严格公务接待审批。\n二是压减会议、培训。", 15)),
    )  # fmt: skip
    note = "说明：“项目支出”需要填报基本支出以外的所有项目支出情况，“公用经费”填报基本支出中的一般商品和服务支出。"
    signed = "填表人（签字）：李芳　填报日期：2022年4月20日　联系电话：0731-8888　单位负责人（签字）：王强"
    return (Annex(("附件1", "部门整体支出绩效评价基础数据表"), base, (note, signed)), _evaluation_2021())


def _evaluation_2021() -> Annex:
    sides = ("年初预算数", 3), ("全年预算数", 3), ("全年执行数", 3), ("分值", 2), ("执行率", 3), ("得分", 2)
    rows = (
        _row(("县级预算部门（单位）名称", 8), ("某县农业农村局", 16)),
        _row(("年度预算申请（万元）", 4, "restart"), ("", 4), *sides),
        _row(("", 4, "continue"), ("年度资金总额", 4), ("2,100", 3), ("2300.55", 3), ("2251.50", 3), ("10", 2), ("97.87%", 3), ("9.79", 2)),
        _row(("", 4, "continue"), ("按收入性质分：2251.50", 10), ("按支出性质分：2251.50", 10)),
        _row(("", 4, "continue"), ("其中：一般公共预算：2001.50", 10), ("其中：基本支出：1000", 10)),
        _row(("", 4, "continue"), ("政府性基金拨款：250", 10), ("项目支出：1251.50", 10)),
        _row(("", 4, "continue"), ("纳入专户管理的非税收入拨款：", 10), ("", 10)),
        _row(("", 4, "continue"), ("其他资金：", 10), ("", 10)),
        _row(("年度总体目标", 4, "restart"), ("预期目标", 10), ("实际完成情况", 10)),
        _row(("", 4, "continue"), ("目标1：建成高标准农田2万亩。\n目标2：培育龙头企业5家。", 10), ("建成高标准农田2万亩，\n培育龙头企业4家。", 10)),
        *_indicators((
            ("产出指标（50分）", "数量指标", "高标准农田建设面积", "≥2万亩", "2万亩", "25", "25", ""),
            ("", "", "培育龙头企业", "5家", "4家", "25", "20", "一家企业未通过验收，明年完成。"),
            ("效益指标（30分）", "社会效益指标", "带动农户增收", "≥1000户", "1100户", "30", "30", ""),
            ("", "", "……", "", "", "", "", ""),
            ("满意度指标（10分）", "服务对象满意度指标", "农户满意度", "≥90%", "92%", "10", "10", ""),
        )),
        _row(("总分", 19), ("100", 1), ("94.79", 1), ("", 3)),
    )  # fmt: skip
    signed = "填表人：李芳　填报日期：2022年4月21日　联系电话：0731-8888　单位负责人签字："
    return Annex(("附件2", "部门整体支出绩效自评表", "（2021年度）"), rows, (signed,))


_HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)


def _indicators(rows: Sequence[Sequence[str]], headings: Sequence[str] = _HEADINGS) -> Iterator[Row]:
    widths = (2, 3, 5, 3, 4, 1, 1, 3)
    side = "绩效指标"
    yield _row((side, 2, "restart"), *((title, width) for title, width in zip(headings, widths, strict=True)))
    for row in rows:
        merged = [
            (text, width, "restart" if text else "continue")
            for text, width in zip(row[:2], widths, strict=False)
        ]
        yield _row(("", 2, "continue"), *merged, *zip(row[2:], widths[2:], strict=True))


def hunan_2018() -> tuple[Annex, ...]:
    """The edition of 2018: other row names, no buildings and no 专项, in 元, the department above the table; 附件1 only."""
    rows = (
        _figures("财政供养人员情况", "编制数", "2017年实际在职人数", "控制率"),
        _figures("", "34人", "34人", "100.00％"),
        _figures("经费控制情况", "2016年决算数", "2017年预算数", "2017年决算数"),
        _figures("“三公”经费", "251,000", "245000", "203000"),
        _figures("1、公务用车购置和维护经费", "150000", "140000", "120000"),
        _figures("其中：公车购置", "0", "0", "0"),
        _figures("公车运行维护", "150000", "140000", "120000"),
        _figures("2、出国经费", "0", "0", "0"),
        _figures("3、公务接待", "101000", "105000", "83000"),
        _figures("项目支出：", "", "", ""),
        _figures("1、业务工作专项", "500000", "600000", "580000"),
        _figures("2、运行维护专项", "100000", "100000", "100000"),
        _figures("公用经费", "952000", "980000", "978800"),
        _figures("其中：办公经费", "100000", "90000", "85000"),
        _figures("水费、电费、差旅费", "120000", "120000", "110000"),
        _figures("会议费、培训费", "50000", "50000", "48000"),
        _figures("政府采购金额", "300000", "350000", "334000"),
        _figures("部门整体支出预算调整", "", "120000", "120000"),
        _row(("厉行节约保障措施", 9), ("严格执行中央八项规定。", 15)),
    )
    above = ("附件3：", "2017年度部门整体支出绩效评价基础数据表", "填报单位：某县司法局　　　　单位：元")
    return (Annex(above, rows, ("填表人：", "填报日期：2018年5月8日", "联系电话：5551234")),)


def ministry() -> tuple[Annex, ...]:
    """The ministry's 项目支出绩效自评表: columns marked A and B, the money by source, 附件2 only."""
    figures = (
        ("", 3),
        ("年初\n预算数", 3),
        ("全年预算数\n（A）", 4),
        ("全年执行数(B)", 4),
        ("分值", 2),
        ("执行率（B/A）", 3),
        ("得分", 2),
    )
    marked = (*_HEADINGS[:3], "年度指标值(A)", "实际完成值(B)", *_HEADINGS[5:])
    rows = (
        _row(("项目名称", 6), ("乡村振兴项目", 18)),
        _row(("主管部门", 6), ("某县农业农村局", 6), ("实施单位", 6), ("某县农业农村局", 6)),
        _row(("项目资金（万元）", 3, "restart"), *figures),
        _row(("", 3, "continue"), ("年度资金总额：", 3), ("100.00", 3), ("120.00", 4), ("118.80", 4), ("10", 2), ("99%", 3), ("9.9", 2)),
        _row(("", 3, "continue"), ("其中：本年财政拨款", 3), ("100", 3), ("100", 4), ("98.8", 4), ("－", 2), ("98.8%", 3), ("－", 2)),
        _row(("", 3, "continue"), ("上年结转资金", 3), ("0", 3), ("20", 4), ("20", 4), ("－", 2), ("", 3), ("－", 2)),
        _row(("", 3, "continue"), ("其他资金", 3), ("0", 3), ("0", 4), ("0", 4), ("－", 2), ("", 3), ("－", 2)),
        _row(("年度总体目标", 3, "restart"), ("预期目标", 10), ("实际完成情况", 11)),
        _row(("", 3, "continue"), ("完成道路硬化10公里。", 10), ("完成道路硬化10公里。", 11)),
        *_indicators((
            ("产出指标", "数量指标", "道路硬化里程", "10公里", "10公里", "30", "30", ""),
            ("", "时效指标", "按期完工率", "100%", "95%", "20", "19", "雨季影响，已加快。"),
            ("效益指标", "经济效益指标", "带动就业", "≥50人", "60人", "30", "30", "合作社扩大用工。"),
            ("满意度指标", "服务对象满意度", "群众满意度", "≥95%", "96%", "10", "10", ""),
        ), marked),
        _row(("总分", 19), ("100", 1), ("98.9", 1), ("", 3)),
    )  # fmt: skip
    return (Annex(("项目支出绩效自评表", "（2022年度）"), rows),)


def provincial() -> tuple[Annex, ...]:
    """附件2 with amounts in cells of their own, a column 上年结转, indicators in another order of columns, money in 元."""
    heads = (
        ("年初预算", 3),
        ("上年结转", 3),
        ("全年预算数", 3),
        ("全年执行数", 3),
        ("权重", 2),
        ("执行率", 2),
        ("得分", 2),
    )
    names = (
        "一级指标",
        "二级指标",
        "三级指标",
        "分值",
        "年度指标值",
        "实际完成值",
        "得分",
        "偏差原因分析及改进措施",
    )
    widths = (3, 3, 5, 2, 3, 3, 2, 3)
    body = (
        ("产出指标", "数量指标", "培训人次", "50", "500人次", "520人次", "50", ""),
        ("效益指标", "社会效益指标", "案件调解成功率", "30", "98%", "97.5%", "29.85", "个别案件复杂。"),
        ("满意度指标", "满意度指标", "群众满意度", "10", "95%", "96%", "10", ""),
    )
    rows = (
        _row(("省级预算部门名称", 6), ("某县司法局", 18)),
        _row(("年度预算申请（元）", 3, "restart"), ("", 3), *heads),
        _row(("", 3, "continue"), ("年度资金总额", 3), ("10000000", 3), ("500000", 3), ("11,500,000.00", 3), ("11500000", 3), ("10", 2), ("100%", 2), ("10", 2)),
        _row(("", 3, "continue"), ("按收入性质分", 9), ("", 3), ("按支出性质分", 6), ("", 3)),
        _row(("", 3, "continue"), ("一般公共预算", 9), ("11000000", 3), ("基本支出", 6), ("9000000", 3)),
        _row(("", 3, "continue"), ("政府性基金拨款", 9), ("", 3), ("项目支出", 6), ("2500000", 3)),
        _row(("", 3, "continue"), ("其他资金", 9), ("500000", 3), ("", 6), ("", 3)),
        _row(*zip(names, widths, strict=True)),
        *(_row(*zip(row, widths, strict=True)) for row in body),
        _row(("合计", 3), ("", 3), ("", 5), ("100", 2), ("", 3), ("", 3), ("99.85", 2), ("", 3)),
    )  # fmt: skip
    return (Annex(("部门整体支出绩效自评表", "2022年度"), rows, ("填报人：钱多　　填报时间：2023年3月1日",)),)


def write_word(path: Path, annexes: Sequence[Annex], style: Style = Style()) -> Path:
    """As a Word file, the annexes one after the other."""
    builder = Builder(docx.Document(), {}, style)
    add_word(builder, annexes)
    builder.document.save(str(path))
    return path


def add_word(builder: Builder, annexes: Sequence[Annex]) -> None:
    """The annexes at the end of a document."""
    for annex in annexes:
        for line in annex.above:
            builder.lines(line)
        builder.open()
        for row in annex.rows:
            builder.row(*row)
        for line in annex.below:
            builder.lines(line)


def write_sheets(path: Path, annexes: Sequence[Annex]) -> Path:
    """As a workbook, a sheet each, with the merges that Excel would have."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for annex in annexes:
        sheet = workbook.create_sheet()
        first = len(annex.above) + 1
        for number, line in enumerate(annex.above, 1):
            sheet.cell(number, 1, line)
        for index, row in enumerate(annex.rows):
            for column, cell in _placed(row):
                if cell.down != "continue":
                    sheet.cell(first + index, column, cell.text or None)
                    bottom = _bottom(annex.rows, index, column)
                    if bottom > index or cell.span > 1:
                        sheet.merge_cells(None, first + index, column, first + bottom, column + cell.span - 1)
        for number, line in enumerate(annex.below, first + len(annex.rows)):
            sheet.cell(number, 1, line)
    workbook.save(path)
    return path


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    column = 1
    for cell in row:
        yield column, cell
        column += cell.span


def _bottom(rows: Sequence[Row], index: int, column: int) -> int:
    """The last row of the vertical merge that begins there."""
    while index + 1 < len(rows) and any(
        at == column and cell.down == "continue" for at, cell in _placed(rows[index + 1])
    ):
        index += 1
    return index


def write_text(path: Path, annexes: Sequence[Annex]) -> Path:
    """As published: every cell a line that begins with a TAB, a blank line after each row, merges lost."""
    text = ""
    for annex in annexes:
        text += "\n".join(annex.above) + "\n\n"
        for row in annex.rows:
            text += "".join(f"\t{cell.text}\n" for cell in row) + "\n"
        text += "\n" + "\n".join(annex.below) + "\n\n"
    path.write_text(text, encoding="utf-8")
    return path
