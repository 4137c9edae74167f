"""The notice on a fault of the program itself: what is safe, where the note on it is. It stands before the window that the clerk is in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.help_topics import PROBLEMS, set_topic
from gui.icons import icon
from gui.labels import bold_label, gap
from gui.message_bar import MessageBar, Offer, Tone
from gui.severity_look import Level, level_color

OPEN_FOLDER, COPY, CLOSE = "打开记录所在文件夹", "复制出错信息", "关闭"
WHERE = "出错记录（不含填报内容）在下面的文件中，请发给维护人员："
COPIED = "已复制出错信息（不含填报内容），可以粘贴到发给维护人员的消息里。"
_BREAK_HERE = "\u200b"
_LETTERS = 40


class CrashNotice(QDialog):
    """A small dialog that holds nothing up: the program goes on behind it, and no key that was meant for it does anything here."""

    def __init__(self, log_file: Path, report: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._report = report
        self._home: QWidget | None = None
        self.setWindowTitle("程序内部出错")
        set_topic(self, PROBLEMS)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.heading = bold_label()
        self.words = QLabel()
        self.path = QLabel(_breakable(log_file))
        for label in (self.heading, self.words, self.path):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.answer = MessageBar()
        """What came of a button."""
        self._buttons = QDialogButtonBox()
        self._lay_out()
        self._colour()
        # It has the keys itself: a space of what was just being typed presses no button, Tab leads to them, Esc closes.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def say(self, heading: str, words: str, offers: Sequence[Offer] = ()) -> None:
        """Show these words, or bring them up to date; ``offers`` come before what the notice offers by itself."""
        self.heading.setText(heading)
        self.words.setText(words)
        own: list[Offer] = [(OPEN_FOLDER, self._open_folder), (COPY, self._copy), (CLOSE, self.close)]
        wanted = [*offers, *own]
        if [button.text() for button in self._buttons.buttons()] != [label for label, _ in wanted]:
            self._buttons.clear()
            for label, act in wanted:
                button = self._buttons.addButton(label, QDialogButtonBox.ButtonRole.ActionRole)
                button.setAutoDefault(False)  # Enter was meant for the work behind
                button.clicked.connect(act)
        self._fit()

    def show_over(self, window: QWidget, home: QWidget) -> None:
        """Before a window; when that goes, before ``home``."""
        self._home = home
        if self.parentWidget() is not window:
            self._move_to(window)
        if not self.isVisible():
            self._fit()
            self.show()
            self.raise_()
            self.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window that it stands before goes: it does not go with it."""
        goes = event.type() == QEvent.Type.Hide and not event.spontaneous()
        if goes and watched is self.parentWidget() and self._home is not None and self._home.isVisible():
            stood = not self.isHidden()
            self._move_to(self._home)
            self.setVisible(stood)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "answer"):
            self._colour()
            self.answer.refresh_colors()

    def _move_to(self, window: QWidget) -> None:
        if self.parentWidget() is not None:
            self.parentWidget().removeEventFilter(self)
        self.setParent(window, self.windowFlags())
        window.installEventFilter(self)

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(gap(self, 2))
        for label in (self.heading, self.words, QLabel(WHERE), self.path):
            label.setWordWrap(True)
            text.addWidget(label)
        text.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(gap(self, 4))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        column = QVBoxLayout(self)
        margin = gap(self, 4)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(margin)
        column.addLayout(row)
        column.addWidget(self.answer)
        column.addWidget(self._buttons)
        self.setMinimumWidth(_LETTERS * self.fontMetrics().horizontalAdvance("字"))

    def _fit(self) -> None:
        """As high as the words need."""
        self.ensurePolished()
        self.resize(self.minimumWidth(), self.layout().totalHeightForWidth(self.minimumWidth()))

    def _colour(self) -> None:
        size = 2 * self.fontMetrics().height()
        self._picture.setPixmap(icon("advisory", level_color(Level.ADVISORY)).pixmap(size, size))

    def _open_folder(self) -> None:
        from gui.output_commands import open_outside

        open_outside(self._log_file.parent, self.answer)
        self._fit()

    def _copy(self) -> None:
        from gui.about import version_lines

        lines = (*version_lines(), f"出错记录　{self._log_file}", self._report())
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.answer.tell(COPIED, Tone.DONE)
        self._fit()


def window_in_front(home: QWidget) -> QWidget:
    """The window that the clerk is in, be it a dialog; else ``home``."""
    window = QApplication.activeWindow() or QApplication.activeModalWidget()
    while window is not None and window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
        parent = window.parentWidget()
        window = parent.window() if parent is not None else None
    return window or home


def _breakable(path: Path) -> str:
    """A path that may go on in another line after each folder; it is there to be read, the buttons copy and open it."""
    text = str(path)
    for separator in "/\\":
        text = text.replace(separator, separator + _BREAK_HERE)
    return text
