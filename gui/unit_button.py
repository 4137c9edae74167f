"""单位：万元 ▾ above a table: the unit of the figures, and the choice to read and type them in the other one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui.labels import tint
from gui.menu_words import UNIT_KEYS, UNIT_WORDS
from gui.palette import secondary_text
from model.moneyunits import KEPT, YUAN


class UnitButton(QToolButton):
    """Leaves the keys where they are: who works by keyboard has a shortcut."""

    wanted = Signal(str)
    """The unit chosen, by its word."""

    def __init__(self, parent: QWidget, *, in_yuan: bool) -> None:
        super().__init__(parent)
        self._unit = (YUAN if in_yuan else KEPT).value
        self.setText(f"单位：{self._unit} ▾")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"金额单位：{self._unit}")
        self.setToolTip(f"各表的数按{KEPT.value}或{YUAN.value}显示和填写（{UNIT_KEYS}）")
        if in_yuan:  # another unit than the paper's must not be overlooked
            font = QFont(self.font())
            font.setBold(True)
            self.setFont(font)
        self.clicked.connect(self._offer)
        self.refresh_colors()

    def refresh_colors(self) -> None:
        """As quiet as the words beside it, unless the unit is not the paper's."""
        if self._unit == KEPT.value:
            tint(self, secondary_text(QGuiApplication.palette()))

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for unit, words in UNIT_WORDS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(unit == self._unit)
            action.triggered.connect(lambda _checked=False, unit=unit: self._choose(unit))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, unit: str) -> None:
        if unit != self._unit:
            # Later, when the menu has given the keys back: the choice makes the page anew, this button included.
            QTimer.singleShot(0, self, lambda: self.wanted.emit(unit))
