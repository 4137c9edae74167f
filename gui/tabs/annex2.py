"""附件2: 部门整体支出绩效自评表; its goals, indicators and scores are those of 绩效指标."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.follower import FollowingLabel
from gui.labels import bold_label, gap
from gui.tabs.base import FormsTab
from model.book import Book
from model.cells import CellRef
from model.forms.indicators import INDICATORS, RESULT
from model.formula import figure

_FIRST_GOAL = CellRef("goals", "expected", "value")


class Annex2Tab(FormsTab):
    """Budget and execution, where the money came from and went; then what is taken from 绩效指标."""

    title = "附件2"
    sheets = ("execution", "funding", "self_extra")

    def fill(self) -> Iterator[None]:
        """In the order of the paper."""
        for sheet in ("execution", "funding"):
            self.add_form(sheet)
            yield
        self.add_widget(self._elsewhere())
        yield from self.add_fields("self_extra", ((("fill_date",), ("phone",)),))

    def _elsewhere(self) -> QWidget:
        """What the paper shows here and the clerk fills in there."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(self, 1.5))
        line = QHBoxLayout()
        line.addWidget(bold_label("年度总体目标、绩效指标和总分"))
        line.addStretch(1)
        self.way = QPushButton("转到“绩效指标”")
        self.way.clicked.connect(lambda: self.jump.emit(_FIRST_GOAL))
        line.addWidget(self.way)
        column.addLayout(line)
        self.taken = FollowingLabel(self.document, taken_over)
        column.addWidget(self.taken)
        return part


def taken_over(book: Book) -> str:
    """What the printed annex takes from the page 绩效指标, with its figures."""
    rows = book.group("indicators")
    weights = [weight for row in rows if (weight := book.number(INDICATORS.ref(row, "weight"))) is not None]
    score, grade = book.number(RESULT.ref("score")), book.text(RESULT.ref("grade"))
    parts = [
        "预期目标和实际完成情况",
        f"三级指标 {len(rows)} 项" + (f"（分值合计 {figure(sum(weights, Decimal(0)))}）" if weights else ""),
        f"总分 {figure(score)} 分{f'（{grade}）' if grade else ''}"
        if score is not None
        else "总分（还没有填）",
    ]
    return f"不用在这里填写：打印附件2时，{'、'.join(parts)}都取自“绩效指标”页。"
