"""One sentence in the window instead of a box in its middle: typing goes on while it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from gui.focusing import holds_keys
from gui.icons import icon
from gui.palette import blend
from gui.severity_look import Level, is_dark, level_color, passed_color

Offer = tuple[str, Callable[[], object]]
"""A button of a message: its words and what it does."""

_READING_TIME_MS = 10_000


class Tone(Enum):
    """What kind of sentence it is; the value is its icon."""

    INFO = "info"
    DONE = "passed"
    WARNING = "advisory"
    LOCKED = "lock"


class MessageBar(QFrame):
    """Shows the latest sentence; a plain one goes away by itself, one with offers stays until it is answered."""

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setAccessibleName("消息")
        self._tone = Tone.INFO
        self._passing = False
        self._picture = QLabel()
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setToolTip("关闭这条消息")
        self._close.setAccessibleName("关闭这条消息")
        self._close.clicked.connect(self.clear)
        self._close.setVisible(closable)
        self._closable = closable
        self._buttons: list[QPushButton] = []
        self._came_from: QWidget | None = None
        """What had the keys before they came here."""
        self._row = QHBoxLayout(self)
        space = self.fontMetrics().height() // 3
        self._row.setContentsMargins(2 * space, 0, space, 0)
        self._row.addWidget(self._picture)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty when the bar is hidden."""
        return self._label.text() if not self.isHidden() else ""

    @property
    def offers(self) -> tuple[QPushButton, ...]:
        """The buttons of the sentence shown."""
        return tuple(self._buttons)

    def tell(
        self, sentence: str, tone: Tone = Tone.WARNING, offers: Sequence[Offer] = (), *, stay: bool = False
    ) -> None:
        """Show a sentence in place of the one before."""
        self._give_back()
        self._drop_buttons()
        self._tone, self._passing = tone, tone is Tone.DONE
        self._label.setText(sentence)
        for words, action in offers:
            self._add_button(words, action)
        self._colour()
        self.show()
        if offers or stay:
            self._timer.stop()
        else:
            self._timer.start(_READING_TIME_MS)

    def tell_in_passing(self, sentence: str) -> None:
        """Show a sentence on what the clerk is just doing; an empty one takes away what was said in passing before."""
        self.work_goes_on()
        if sentence:
            self.tell(sentence)
            self._passing = True

    def enter(self) -> None:
        """Give the keys to the first offer, until one is taken or Esc gives them back."""
        self._came_from = QApplication.focusWidget()
        for button in self._buttons[:1]:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _give_back(self) -> None:
        """To where they came from, if they are here at all."""
        came_from, self._came_from = self._came_from, None
        if holds_keys(self) and came_from is not None and isValid(came_from):
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the offer that has the keys, Esc goes back to the work."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape and self._came_from is not None:
            self._give_back()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Take the sentence away."""
        self._give_back()
        self._timer.stop()
        self._drop_buttons()
        self._passing = False
        self._label.clear()
        self.hide()

    def give_way(self) -> None:
        """The line below is wanted: a sentence that asks for no answer goes."""
        if not self._buttons:
            self.clear()

    def work_goes_on(self) -> None:
        """Something else is done or looked at now: what was told as done, or in passing, is no news any more."""
        if self._passing:
            self.clear()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self._colour()

    def _add_button(self, words: str, action: Callable[[], object]) -> None:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setToolTip("用键盘：按 F6 转到这里，按 Enter 选用")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes with the click; the keys stay where they are

        def act() -> None:
            if self._closable:
                self.clear()
            action()

        button.clicked.connect(act)
        self._row.insertWidget(self._row.indexOf(self._close), button)
        self._buttons.append(button)

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []

    def _colour(self) -> None:
        strong = {
            Tone.INFO: self.palette().color(QPalette.ColorRole.Highlight),
            Tone.DONE: passed_color(),
            Tone.WARNING: level_color(Level.ADVISORY),
            Tone.LOCKED: level_color(Level.ADVISORY),
        }[self._tone]
        ground = QPalette()
        ground.setColor(
            QPalette.ColorRole.Window,
            blend(ground.color(QPalette.ColorRole.Base), strong, 0.28 if is_dark() else 0.14),
        )
        ground.setColor(QPalette.ColorRole.WindowText, ground.color(QPalette.ColorRole.Text))
        self.setPalette(ground)
        size = self.fontMetrics().height()
        self._picture.setPixmap(icon(self._tone.value, strong).pixmap(size, size))
        self._close.setIcon(icon("close"))
