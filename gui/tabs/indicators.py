"""绩效指标: part 三, goals, indicators, score table, score and grade."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QToolButton

from gui.common_picker import CommonPicker
from gui.score_line import ScoreLine
from gui.tabs.base import FormsTab
from model.cells import CellRef
from model.common_rows import common_rows_edit
from model.edits import SetCell
from model.findings import Span
from model.forms.indicators import INDICATORS

SCORING_COLUMNS = ("nature", "level", "deviation", "reason", "common")
"""Columns that are there for scoring and shown on demand; the paper's columns and the scores are always shown."""
_NO_ROWS = "还没有内容，点“共性指标…”选用各部门都要评的指标，点“增加”添加本部门的指标。"
_HINT = "“共性指标”一栏选用后，指标名称、指标值和完成值由表中数据自动取得；已经填写的内容保留。"


class IndicatorsTab(FormsTab):
    """Goals, indicators, scores by first-level indicator, result; how the current score came about stands at the foot."""

    title = "绩效指标"
    sheets = ("goals", "indicators", "scores", "result")
    hints = {"indicators": (_NO_ROWS, "")}  # noqa: RUF012 - declared ClassVar in the base

    def fill(self) -> Iterator[None]:
        """In the order of the work: what was meant, what was reached, what it scores, what that makes."""
        for sheet in ("goals", "indicators", "scores"):
            self.add_form(sheet)
            yield
        yield from self.add_fields("result", ((("score",), ("grade",)), (("note",),)))
        self._table = self.sections["indicators"].table
        self.more = QCheckBox("评分列")
        self.more.setToolTip("显示或收起性质、完成档次、偏差率、偏差原因和共性指标")
        self.more.toggled.connect(self._show_scoring)
        self.sections["indicators"].add_tool(self.more)
        self.common = QToolButton()
        self.common.setText("共性指标…")
        self.common.setToolTip("从常用的控制率、执行率等指标中选用，数由各表自动取得")
        self.common.clicked.connect(self._pick_common)
        self.sections["indicators"].add_tool(self.common)
        self.document.opened.connect(self._enable_tools)
        self._enable_tools()
        self.line = ScoreLine(self.document, self._table, self)
        self.line.size_wanted.connect(self._place_line)
        self.document.changed.connect(self._count_hidden)
        self.document.opened.connect(self._count_hidden)
        self._show_scoring(False)

    def goto(self, ref: CellRef, span: Span | None = None) -> None:
        """A column that is not shown comes with the others of its kind."""
        if ref.sheet == INDICATORS.code and ref.column in SCORING_COLUMNS:
            self.more.setChecked(True)
        super().goto(ref, span)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line at the foot, once there is one, keeps its place."""
        super().resizeEvent(event)
        if hasattr(self, "line"):
            self._place_line()

    def _enable_tools(self) -> None:
        self.common.setEnabled(self.document.is_open and not self.document.read_only)

    def _pick_common(self) -> None:
        picker = CommonPicker(self.document.book, self)
        picker.picked.connect(self._add_common)
        self.document.window_made.emit(picker, "common")
        picker.open()

    def _add_common(self, names: tuple[str, ...]) -> None:
        edit = common_rows_edit(self.document.book, names)
        if edit is not None and self.document.apply(edit) is not None:
            first = next(change.ref for change in edit.changes if isinstance(change, SetCell))
            self.goto(INDICATORS.ref(first.row, "name"))
            self.message.emit(f"已加入 {len(names)} 项共性指标；数由各表自动取得，请填写分值。")

    def _show_scoring(self, shown: bool) -> None:
        codes = self._table.form_model.codes
        self._table.table_layout.show_columns([codes.index(code) for code in SCORING_COLUMNS], shown)
        self.sections["indicators"].show_hint(_HINT if shown else "")
        self._count_hidden()

    def _count_hidden(self, *_: object) -> None:
        """What the checks found in columns that are not shown must not go unseen."""
        places = [finding.place for finding in self.document.findings]
        found = sum(place.sheet == INDICATORS.code and place.column in SCORING_COLUMNS for place in places)
        self.more.setText(
            f"评分列（{found} 条审核结果）" if found and not self.more.isChecked() else "评分列"
        )

    def _place_line(self) -> None:
        """Below the page, so that it is in view whatever row of a long table has the cursor."""
        width = self.viewport().width()
        height = self.line.heightForWidth(width) if not self.line.isHidden() else 0
        if self.viewportMargins().bottom() != height:
            self.setViewportMargins(0, 0, 0, height)
        below = self.viewport().geometry()
        self.line.setGeometry(below.left(), below.bottom() + 1, width, height)
