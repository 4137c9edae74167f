"""The sample packet as a Word document, built the way Word and WPS save such forms: merged cells, torn runs, content controls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from model.forms import FORMS
from tests.packet_2022 import EVALUATORS, FINANCE, SCORES

WIDTH = 24


@dataclass(frozen=True)
class Cell:
    """A cell of a form: text, columns, and its part in a vertical merge (restart, continue)."""

    text: str = ""
    span: int = 1
    down: str = ""


@dataclass(frozen=True)
class Style:
    """How the file was made and filled in."""

    wps: bool = False
    """Horizontal merges as hMerge, rows and cells in content controls."""
    torn_runs: bool = False
    """Every paragraph in runs of two characters, with a deletion and an insertion in between."""
    shuffled: bool = False
    """Finance columns in another order, with a column more than the form has."""
    empty_paragraphs: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    """Labels that this bureau writes otherwise."""
    cover_table: bool = False
    separate_tables: bool = False


def build_packet(path: Path, values: dict[str, str], style: Style = Style()) -> Path:
    """Write the packet whose texts are ``values`` (by cell address) as a .docx file."""
    builder = Builder(docx.Document(), values, style)
    builder.notice()
    builder.cover()
    builder.form()
    builder.report()
    builder.document.save(str(path))
    return path


class Builder:
    def __init__(self, document: Document, values: dict[str, str], style: Style) -> None:
        self.document, self._values, self._style = document, values, style
        self._table: Any = None

    def _value(self, address: str) -> str:
        return self._values.get(address, "")

    # -- paragraphs --------------------------------------------------------------------------------------------------

    def lines(self, text: str) -> None:
        for line in text.split("\n"):
            self._fill(self.document.add_paragraph()._p, line)
            if self._style.empty_paragraphs:
                self.document.add_paragraph()

    def notice(self) -> None:
        self.lines(self._value("notice/title/value"))
        self.lines(self._value("notice/addressee/value") + "：")
        self.lines(self._value("notice/body/value"))
        self.lines("吉首市科工信局部门整体支出绩效评价工作\n领导小组名单")
        self.lines(self._value("notice/members/value").replace("陶毅", "陶  毅"))
        self.lines(self._value("notice/issuer/value"))
        self.lines(self._value("notice/issue_date/value"))

    def cover(self) -> None:
        self.lines(self._value("cover/title/value"))
        fields = [
            (row.title, self._value(f"cover/{row.code}/value"))
            for row in FORMS["cover"].rows
            if row.code != "title"
        ]
        if self._style.cover_table:
            self.open()
            for label, value in fields:
                self.row(Cell(self._label(label), 8), Cell(value, 16))
        else:
            for label, value in fields:
                self.lines(f"{self._label(label)}：{value}")

    def report(self) -> None:
        self.lines("部门整体支出绩效评价报告")
        for row in FORMS["chapters"].rows:
            self.lines(row.title)
            text = self._value(f"chapters/{row.code}/text")
            if row.code == "c7":
                head, tail = text.split("\n备注：")
                self.lines(head)
                self._scores()
                text = "备注：" + tail
            self.lines(text)

    # -- tables ------------------------------------------------------------------------------------------------------

    def form(self) -> None:
        self.open()
        self._title("一、部门（单位）基本概况")
        for left, right in (("contact", "phone"), ("staffing", "staff")):
            self.row(*(cell for code in (left, right) for cell in self._pair(code, 6)))
        for code in ("duties", "work", "achievements"):
            self.row(*self._pair(code, 6, WIDTH - 6))
        self._title("二、部门（单位）收支情况")
        self._finance()
        self._title("三、部门（单位）整体支出绩效自评情况")
        self._goals()
        self._indicators()
        note = self._value("result/note/value")
        score = f"评分：{self._value('result/score/value')}\t等级：{self._value('result/grade/value')}\n备注：{note}"
        self.row(Cell("绩效自评综合得分及评价等次", 6), Cell(score, 18))
        self._title("四、评价人员")
        self.row(*(Cell(text, 6) for text in ("姓  名", "职务/职称", "单  位", "签  字")))
        for name, post, unit in EVALUATORS:
            spread = f"{name[0]}  {name[1]}" if len(name) == 2 else name
            self.row(Cell(spread, 6), Cell(post, 6), Cell(unit, 6), Cell("", 6))
        for box in (
            "评价组组长签署意见：\n评价组组长（签字）：\n     年   月   日",
            "部门（单位）意见：\n部门（单位）（盖章）：\n年 月 日",
        ):
            self.row(Cell(box, WIDTH))

    def _title(self, text: str) -> None:
        if self._style.separate_tables:
            self.lines(text)
            self.open()
        else:
            self.row(Cell(text, WIDTH))

    def _pair(self, code: str, label: int, value: int = 6) -> list[Cell]:
        title = FORMS["overview"].fixed_row(code).title
        return [Cell(self._label(title), label), Cell(self._value(f"overview/{code}/value"), value)]

    def _label(self, text: str) -> str:
        return self._style.labels.get(text, text)

    def _finance(self) -> None:
        self._title("年度收入情况（万元）")
        self._finance_table(
            "income", {"": ["total"], "其中：": ["carryover", "public", "fund", "nontax", "other"]}
        )
        self._title("部门（单位）年度支出和结余情况（万元）")
        self._spending_table()
        self._finance_table("sangong", {"": ["total"], "其中：": FINANCE["sangong"][0][1:]})
        self._finance_table("assets", {"": ["total"], "其中：": FINANCE["assets"][0][1:]})

    def _finance_table(self, form: str, groups: dict[str, Sequence[str]]) -> None:
        """机构名称, the total over two rows, 其中 over the others; shuffled: the group first, reversed, and a spare column last."""
        shuffled = self._style.shuffled
        parts = list(groups["其中："])
        columns = [*reversed(parts), "total", ""] if shuffled else ["total", *parts]
        width = 3
        name = WIDTH - width * len(columns)
        group = Cell("其中：", width * len(parts))
        total = Cell(self._title_of(form, "total"), width, "restart")
        spare = [Cell("备用", width, "restart")] if shuffled else []
        top = [group, total, *spare] if shuffled else [total, group]
        self.row(Cell("机构名称", name, "restart"), *top)
        below = [
            Cell("", width, "continue") if code in {"total", ""} else Cell(self._title_of(form, code), width)
            for code in columns
        ]
        self.row(Cell("", name, "continue"), *below)
        self._bodies(form, columns, [name] + [width] * len(columns))

    def _spending_table(self) -> None:
        columns = FINANCE["spending"][0]
        title = {code: self._title_of("spending", code) for code in columns}
        self.row(
            Cell("机构名称", 3, "restart"),
            Cell(title["total"], 3, "restart"),
            Cell("其中：", 12),
            Cell("结余", 6),
        )
        self.row(
            Cell("", 3, "continue"), Cell("", 3, "continue"), Cell(title["basic"], 3, "restart"), Cell("其中：", 6),
            Cell(title["project"], 3, "restart"), Cell(title["balance"], 3, "restart"),
            Cell(title["cumulative"], 3, "restart"),
        )  # fmt: skip
        self.row(
            *(Cell("", 3, "continue") for _ in range(3)), Cell(title["personnel"], 3), Cell(title["public"], 3),
            *(Cell("", 3, "continue") for _ in range(3)),
        )  # fmt: skip
        self._bodies("spending", columns, [3] * 8)

    def _title_of(self, form: str, column: str) -> str:
        return self._label(FORMS[form].column(column).title)

    def _bodies(self, form: str, columns: Sequence[str], widths: Sequence[int]) -> None:
        rows = (
            ("summary", "局机关及二级机构汇总"),
            ("bureau", "1、局机关"),
            ("u1", "2、二级机构1"),
            ("u2", "3、二级机构2"),
        )
        for row, label in rows:
            figures = [self._value(f"{form}/{row}/{column}") for column in columns]
            self.row(*(Cell(text, width) for text, width in zip([label, *figures], widths, strict=True)))

    def _goals(self) -> None:
        label = "整体支出绩效定性目标及实施计划完成情况"
        self.row(Cell(label, 4, "restart"), Cell("预期目标", 10), Cell("实际完成", 10))
        self.row(
            Cell("", 4, "continue"),
            Cell(self._value("goals/expected/value"), 10),
            Cell(self._value("goals/actual/value"), 10),
        )

    def _indicators(self) -> None:
        label = "整体支出\n绩效定量目标及实施计划完成情况"
        self.row(
            Cell(label, 2, "restart"),
            Cell("评价内容", 10),
            Cell("", 4),
            Cell("绩效目标", 4),
            Cell("完成情况", 4),
        )
        above: dict[str, str] = {}
        for number in range(1, 14):
            texts = {
                code: self._value(f"indicators/i{number}/{code}")
                for code in ("level1", "level2", "name", "target", "actual")
            }
            levels = []
            for code in ("level1", "level2"):
                same = above.get(code) == texts[code]
                levels.append(Cell("" if same else texts[code], 4, "continue" if same else "restart"))
            above = texts
            self.row(
                Cell("", 2, "continue"),
                *levels,
                Cell(texts["name"], 6),
                Cell(texts["target"], 4),
                Cell(texts["actual"], 4),
            )

    def _scores(self) -> None:
        self.open()
        self.row(*(Cell(text, 6) for text in ("一级指标", "指标分值", "自评得分", "得分率")))
        for row in FORMS["scores"].rows:
            weight, score, rate = SCORES[row.code]
            self.row(*(Cell(text, 6) for text in (row.title, weight, score, rate + "%")))

    # -- XML ---------------------------------------------------------------------------------------------------------

    def open(self) -> None:
        self._table = self.document.add_table(0, WIDTH)._tbl

    def row(self, *cells: Cell) -> None:
        assert sum(cell.span for cell in cells) == WIDTH
        row = OxmlElement("w:tr")
        for cell in cells:
            for element in self._cell(cell):
                row.append(_in_control(element) if self._style.wps else element)
        self._table.append(_in_control(row) if self._style.wps else row)

    def _cell(self, cell: Cell) -> list[Any]:
        element = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        element.append(properties)
        paragraphs = cell.text.split("\n")
        if self._style.empty_paragraphs and cell.text and not cell.down:
            paragraphs = ["", *(line for text in paragraphs for line in (text, ""))]
        for text in paragraphs:
            paragraph = OxmlElement("w:p")
            element.append(paragraph)
            self._fill(paragraph, text)
        rest: list[Any] = []
        if cell.span > 1 and self._style.wps:
            properties.append(_mark("w:hMerge", "restart"))
            rest = [_empty_rest() for _ in range(cell.span - 1)]
        elif cell.span > 1:
            properties.append(_mark("w:gridSpan", str(cell.span)))
        if cell.down:
            for part in (properties, *(follower[0] for follower in rest)):
                part.append(
                    _mark("w:vMerge", "restart") if cell.down == "restart" else OxmlElement("w:vMerge")
                )
        return [element, *rest]

    def _fill(self, paragraph: Any, text: str) -> None:
        if not text:
            return
        pieces = (
            [text[start : start + 2] for start in range(0, len(text), 2)] if self._style.torn_runs else [text]
        )
        for number, piece in enumerate(pieces):
            run = _run(piece)
            if self._style.torn_runs and number == 1:
                paragraph.append(_wrapped("w:del", _run("旧稿999", deleted=True)))
                run = _wrapped("w:ins", run)
            paragraph.append(run)


def _run(text: str, deleted: bool = False) -> Any:
    run = OxmlElement("w:r")
    for number, part in enumerate(text.split("\t")):
        if number:
            run.append(OxmlElement("w:tab"))
        words = OxmlElement("w:delText" if deleted else "w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = part
        run.append(words)
    return run


def _wrapped(name: str, run: Any) -> Any:
    wrapper = OxmlElement(name)
    wrapper.append(run)
    return wrapper


def _in_control(element: Any) -> Any:
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(OxmlElement("w:sdtPr"))
    control.append(content)
    content.append(element)
    return control


def _mark(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _empty_rest() -> Any:
    """What WPS leaves of a cell that was merged into the one to its left."""
    cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    properties.append(_mark("w:hMerge", "continue"))
    cell.append(properties)
    cell.append(OxmlElement("w:p"))
    return cell


def build_body(path: Path, elements: Iterable[Any]) -> Path:
    """A .docx file whose body holds these elements only."""
    document = docx.Document()
    for element in elements:
        document.element.body.insert(len(document.element.body) - 1, element)
    document.save(str(path))
    return path
