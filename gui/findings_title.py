"""The line above the findings list: name, verdict, what 未核 means, a filter for each level, and the button that puts the list away."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.icons import icon
from gui.labels import ElidingLabel, bold_label, gap, tint
from gui.severity_look import Level, level_color, passed_color
from gui.verdict import Verdict


class FindingsTitle(QWidget):
    """All in one line, to leave the height to the list."""

    filtered = Signal(object, bool)
    """A Level, and whether its lines are to be listed."""

    def __init__(self, levels: Collection[Level], close: Callable[[], object]) -> None:
        super().__init__()
        self.verdict = ElidingLabel()  # in large type the filters leave it less than all its words
        self.verdict.setFont(bold_label().font())
        self.meaning = ElidingLabel()
        self.buttons = {level: self._make_button(level, level in levels) for level in Level}
        self.close_button = QToolButton()
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip("收起审核结果（Ctrl+F8；点状态栏的结论再打开）")
        self.close_button.setAccessibleName("收起审核结果")
        self.close_button.clicked.connect(close)
        self._row = QHBoxLayout(self)
        for widget in (bold_label("审核结果"), self.verdict):
            self._row.addWidget(widget)
        self._row.addWidget(self.meaning, 1)
        for button in (*self.buttons.values(), self.close_button):
            self._row.addWidget(button)
        self._space()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """The verdict and how many lines each level has; None while nothing is open."""
        if verdict is None:
            self.verdict.clear()
            return
        self.verdict.setText(verdict.text)
        color = level_color(verdict.worst) if verdict.worst else passed_color() if verdict.is_clean else None
        if color is not None:
            tint(self.verdict, color)
        else:
            self.verdict.setPalette(QPalette())
        for level, button in self.buttons.items():
            button.setText(f"{level.value} {verdict.counts[level]}")
            button.setIcon(icon(level.icon, level_color(level)))
        self.close_button.setIcon(icon("close"))

    def show_meaning(self, *, listed: bool) -> None:
        """What 未核 means, while such lines are in the list: no other level's word leaves open what is to be done."""
        level = Level.UNCHECKED
        self.meaning.setText(f"{level.value}：{level.meaning}。" if listed else "")
        tint(self.meaning, level_color(level))

    def changeEvent(self, event: QEvent) -> None:
        """Another size of type has other gaps."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_row"):
            self._space()

    def _space(self) -> None:
        step = gap(self, 1)
        self._row.setContentsMargins(2 * step, 0, step, 0)
        self._row.setSpacing(step)
        for label in (self.verdict, self.meaning):
            label.setContentsMargins(2 * step, 0, 0, 0)

    def _make_button(self, level: Level, shown: bool) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setChecked(shown)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(f"{level.meaning}。点击显示或隐藏")
        button.toggled.connect(lambda now: self.filtered.emit(level, now))
        return button
