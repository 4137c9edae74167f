"""The lines in which words are looked for in all forms (Ctrl+F), and others put in their place (Ctrl+H)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from gui.find_line import FindLine
from gui.help_topics import SEARCH, set_topic
from gui.icons import icon
from gui.labels import field_label, gap, quiet_label
from gui.later import Later
from gui.replacer import Replacer, Search
from model.sought import Hit

_LINE_LETTERS = 24


class FindBar(QFrame):
    """Asks ``search`` for the places of the words, and for each place in turn to be shown."""

    found = Signal(object)
    """A Hit to show; the line keeps the keys when they were in it."""
    closed = Signal(object)
    """The Hit shown last, or None: the keys go to the page."""
    message = Signal(str)
    """What was replaced here, or why nothing was."""
    done = Signal(str)
    """What was replaced everywhere."""

    def __init__(self, search: Search, first_of: Callable[[list[Hit]], int], replacer: Replacer) -> None:
        super().__init__()
        self._search = search
        self._first_of = first_of
        self._replacer = replacer
        self._shown: Hit | None = None
        self._came_from: QWidget | None = None
        """What had the keys before the bar."""
        self._recount = Later(self._count_again, self)
        self.line = self._line("查找", "栏目名称、文字或数字")
        self.by = self._line("替换为", "留空就是删去")
        self.count = self._words()
        self.closed_words = self._words()
        self._buttons = {
            "previous": self._button("上一处（Shift+F3）", lambda: self.step(-1)),
            "next": self._button("下一处（F3）", lambda: self.step(1)),
            "close": self._button("关闭查找（Esc）", self.leave),
        }
        self.one = self._push("替换", "替换这一处，转到下一处（在“替换为”中按 Enter）", self.replace)
        self.all = self._push("全部替换", "替换全部表格和文字中的每一处，一次撤销", self.replace_all)
        self._second: list[QWidget] = []
        self._lay_out()
        self._set_tab_order()
        self.refresh_colors()
        set_topic(self, SEARCH)
        self.line.textChanged.connect(self._on_typed)
        self.line.stepped.connect(lambda by: self._step_from(self.line, by))
        self.by.stepped.connect(lambda by: self.replace() if by > 0 else self._step_from(self.by, by))
        for line in (self.line, self.by):
            line.left.connect(self.leave)
        self._show_second(shown=False)
        self.hide()

    def begin(self) -> None:
        """Ctrl+F: show the line with its words selected, to be typed over."""
        self._shown = None
        self._show_second(shown=self._is_replacing)
        self.show()
        self._enter(self.line)
        self._tell(self._search(self.line.text()))

    def begin_replacing(self, words: str = "", by: str = "") -> None:
        """Ctrl+H: the line for the other words too, with ``words`` where they are known already.

        It has the keys where it is known what to look for.
        """
        if words:
            self.line.setText(words)
            self.by.setText(by)
        known = bool(words) or (self.isVisible() and bool(self.line.text().strip()))
        shown = self._shown
        self._show_second(shown=True)
        self.show()
        self._enter(self.by if known and not self._replacer.why_closed else self.line)
        hits = self._search(self.line.text())
        self._shown = shown if shown in hits else None
        self._tell(hits)

    def step(self, by: int) -> None:
        """To the next place (1) or the one before (−1), around the ends; the packet is searched as it is now."""
        if self.isHidden():
            self.begin()
        hits = self._search(self.line.text())
        if hits:
            self._show(hits[self._next_in(hits, by)])
        self._tell(hits)

    def replace(self) -> None:
        """Replace the place shown and go on to the next; with none shown yet, only go to the first."""
        words, hits = self.line.text(), self._search(self.line.text())
        if not hits or self._replacer.why_closed:
            self._tell(hits)
            return
        with_keys = QApplication.focusWidget()
        if self._shown in hits:
            step = self._replacer.one(hits, hits.index(self._shown), words, self.by.text())
        else:
            step = self._replacer.first(hits, self._first_of(hits))
        self._end_step(step.place, step.sentence, with_keys)

    def replace_all(self) -> None:
        """Replace every place that is the clerk's own text: one edit."""
        if self._replacer.why_closed or not self.line.text().strip():
            return
        with_keys = QApplication.focusWidget()
        done, sentence = self._replacer.all(self.line.text(), self.by.text())
        self._end_step(None, "" if done else sentence, with_keys)
        if done:
            self.done.emit(sentence)

    def leave(self) -> None:
        """Esc: the lines go, the keys go to the place found last, else back to where they were."""
        self.hide()
        self._show_second(shown=False)
        shown, self._shown = self._shown, None
        came_from, self._came_from = self._came_from, None
        if shown is None and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.closed.emit(shown)

    def follow(self) -> None:
        """The packet has changed: count anew, when nothing else is to be done."""
        if self.isVisible():
            self._recount.ask()

    def refresh_colors(self) -> None:
        """Draw the buttons anew after a change between light and dark."""
        for picture, button in self._buttons.items():
            button.setIcon(icon(picture))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On a button: Enter presses it, Esc ends."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    # -- making --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid, step = QGridLayout(self), gap(self, 1)
        grid.setContentsMargins(4 * step, step, 2 * step, step)
        grid.setVerticalSpacing(step)
        grid.setHorizontalSpacing(2 * step)
        by_label = field_label("替换为", self.by)
        grid.setColumnMinimumWidth(0, by_label.sizeHint().width())  # the first line stays where it is
        first = [field_label("查找", self.line), self.line, self._buttons["previous"], self._buttons["next"]]
        self._second = [by_label, self.by, self.one, self.all, self.closed_words]
        for number, widgets in enumerate(([*first, self.count], self._second)):
            grid.addWidget(widgets[0], number, 0)
            grid.addWidget(widgets[1], number, 1)
            rest = QHBoxLayout()
            rest.setSpacing(step)
            for widget in widgets[2:]:
                rest.addWidget(widget)
            rest.addStretch(1)
            grid.addLayout(rest, number, 2)
        grid.addWidget(self._buttons["close"], 0, 3)
        grid.setColumnStretch(2, 1)

    def _set_tab_order(self) -> None:
        previous, following, close = self._buttons.values()
        order = (self.line, self.by, self.one, self.all, previous, following, close)
        for here, after in pairwise(order):
            QWidget.setTabOrder(here, after)

    def _line(self, name: str, holds: str) -> FindLine:
        line = FindLine()
        line.setPlaceholderText(holds)
        line.setAccessibleName(name)
        line.setFixedWidth(_LINE_LETTERS * self.fontMetrics().horizontalAdvance("字"))
        return line

    @staticmethod
    def _words() -> QLabel:
        label = quiet_label("")
        label.setWordWrap(False)
        return label

    @staticmethod
    def _button(words: str, pressed: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(pressed)
        return button

    @staticmethod
    def _push(words: str, hint: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(hint)
        button.setAccessibleDescription(hint)
        button.clicked.connect(pressed)
        return button

    # -- inside --------------------------------------------------------------------------------------------------

    @property
    def _is_replacing(self) -> bool:
        return not self.by.isHidden()

    def _show_second(self, *, shown: bool) -> None:
        """The line of 替换; where nothing may be changed it says why."""
        why = self._replacer.why_closed
        self.closed_words.setText(why)
        for widget in self._second:
            widget.setVisible(shown)
            widget.setEnabled(not why or widget is self.closed_words)

    def _next_in(self, hits: list[Hit], by: int) -> int:
        if self._shown in hits:
            return (hits.index(self._shown) + by) % len(hits)
        first = self._first_of(hits)
        return first if by > 0 else (first - 1) % len(hits)

    def _step_from(self, line: FindLine, by: int) -> None:
        """The line keeps the keys, so that Enter can be pressed again."""
        self.step(by)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, words: str) -> None:
        self._shown = None
        self._tell(self._search(words))

    def _count_again(self) -> None:
        self._tell(self._search(self.line.text()))

    def _enter(self, line: FindLine) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._came_from = focused
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    def _show(self, place: Hit) -> None:
        self._shown = place
        self.found.emit(place)

    def _end_step(self, place: Hit | None, sentence: str, with_keys: QWidget | None) -> None:
        """Show what comes next and tell what was done; the keys stay in the bar, and Ctrl+Z is the packet's."""
        self._shown = None
        if place is not None:
            self._show(place)
        self._count_again()
        for line in (self.line, self.by):
            line.forget_typing()
        if with_keys is not None and self.isAncestorOf(with_keys):
            with_keys.setFocus(Qt.FocusReason.OtherFocusReason)
        if sentence:
            self.message.emit(sentence)

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
