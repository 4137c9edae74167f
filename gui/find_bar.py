"""The line in which words are looked for in all forms (Ctrl+F): Enter or F3 leads from one place to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from gui.icons import icon
from gui.labels import field_label, gap, quiet_label
from gui.search import Hit

_LINE_LETTERS = 24


class FindLine(QLineEdit):
    """Enter goes on, Shift+Enter goes back, Esc ends."""

    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The three keys; all others type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Asks ``search`` for the places of the words, and for each place in turn to be shown."""

    found = Signal(object)
    """A Hit to show; the line keeps the keys when they were in it."""
    closed = Signal(object)
    """The Hit shown last, or None: the keys go back to the page."""

    def __init__(self, search: Callable[[str], list[Hit]], first_of: Callable[[list[Hit]], int]) -> None:
        super().__init__()
        self._search = search
        self._first_of = first_of
        self._shown: Hit | None = None
        self.line = FindLine()
        self.line.setPlaceholderText("栏目名称、文字或数字")
        self.line.setAccessibleName("查找")
        self.line.setFixedWidth(_LINE_LETTERS * self.fontMetrics().horizontalAdvance("字"))
        self.count = quiet_label("")
        self.count.setWordWrap(False)
        self._buttons = {
            "previous": self._button("上一处（Shift+F3）", lambda: self.step(-1)),
            "next": self._button("下一处（F3）", lambda: self.step(1)),
            "close": self._button("关闭查找（Esc）", self.leave),
        }
        self._lay_out()
        self.refresh_colors()
        self.line.textChanged.connect(self._on_typed)
        self.line.stepped.connect(self._step_from_line)
        self.line.left.connect(self.leave)
        self.hide()

    def begin(self) -> None:
        """Ctrl+F: show the line with its words selected, to be typed over."""
        self._shown = None
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self._tell(self._search(self.line.text()))

    def step(self, by: int) -> None:
        """To the next place (1) or the one before (−1), around the ends; the packet is searched as it is now."""
        if self.isHidden():
            self.begin()
        hits = self._search(self.line.text())
        if hits:
            self._shown = hits[self._next_in(hits, by)]
            self.found.emit(self._shown)
        self._tell(hits)

    def leave(self) -> None:
        """Esc: the line goes, the keys go to the place found last."""
        self.hide()
        self.closed.emit(self._shown)
        self._shown = None

    def refresh_colors(self) -> None:
        """Draw the buttons anew after a change between light and dark."""
        for picture, button in self._buttons.items():
            button.setIcon(icon(picture))

    # -- inside --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        step = gap(self, 1)
        row.setContentsMargins(4 * step, step, 2 * step, step)
        row.setSpacing(step)
        widgets: list[QWidget] = [
            field_label("查找", self.line),
            self.line,
            self._buttons["previous"],
            self._buttons["next"],
            self.count,
        ]
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._buttons["close"])

    @staticmethod
    def _button(words: str, pressed: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(pressed)
        return button

    def _next_in(self, hits: list[Hit], by: int) -> int:
        if self._shown in hits:
            return (hits.index(self._shown) + by) % len(hits)
        first = self._first_of(hits)
        return first if by > 0 else (first - 1) % len(hits)

    def _step_from_line(self, by: int) -> None:
        """The line keeps the keys, so that Enter can be pressed again."""
        self.step(by)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, words: str) -> None:
        self._shown = None
        self._tell(self._search(words))

    def _tell(self, hits: list[Hit]) -> None:
        if not self.line.text().strip():
            words = ""
        elif not hits:
            words = "没有找到"
        elif self._shown in hits:
            words = f"第 {hits.index(self._shown) + 1} 处，共 {len(hits)} 处"
        else:
            words = f"共 {len(hits)} 处，按 Enter 转到"
        self.count.setText(words)
