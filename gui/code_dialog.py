"""核对校验码: type the code from the paper, read whether the paper is the packet as it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.dialog_buttons import close_button
from gui.document import Document
from gui.help_topics import CODE, set_topic
from gui.icons import icon
from gui.labels import field_label, gap, quiet_label
from gui.severity_look import Level, level_color, passed_color

LETTERS = 12
_EXAMPLE = "7K3M-QX2P-9RTA"
_WAITING = "校验码印在每页页脚，共 12 位；输入时大小写、横线都可以不管。"


class CodeDialog(QDialog):
    """Stays beside the work; the verdict follows the typing, and edits made meanwhile."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("核对校验码")
        set_topic(self, CODE)
        self._document = document
        self.edit = QLineEdit()
        self.edit.setAccessibleName("纸面上的校验码")
        self.edit.setPlaceholderText(_EXAMPLE)
        self.edit.setClearButtonEnabled(True)
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        font.setPointSizeF(self.font().pointSizeF() * 1.4)
        self.edit.setFont(font)
        self._picture = QLabel()
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setAccessibleName("核对结果")
        self._lay_out()
        self.edit.textChanged.connect(self._judge)
        document.changed.connect(self._judge)
        self._judge()

    def _lay_out(self) -> None:
        margin = gap(self, 4)
        line = QHBoxLayout()
        line.addWidget(self._picture)
        line.addWidget(self.verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(margin // 2)
        column.addWidget(field_label("纸面上的校验码(&C)", self.edit))
        column.addWidget(self.edit)
        column.addLayout(line)
        column.addStretch(1)
        column.addWidget(quiet_label("校验码按各部分现在的内容算出：内容改过一处，码就不同。"))
        column.addWidget(close_button(self))
        self.setMinimumWidth(30 * self.fontMetrics().horizontalAdvance("字"))

    def _judge(self) -> None:
        from export.paper_check import PaperState, check_paper

        code = self.edit.text().strip()
        typed = sum(character.isalnum() for character in code)
        if typed == 0:
            self._show("info", None, _WAITING)
        elif typed < LETTERS:
            self._show("info", None, f"还差 {LETTERS - typed} 位。")
        elif self._document.is_open:
            check = check_paper(self._document.book, code)
            picture, color = {
                PaperState.AGREES: ("passed", passed_color()),
                PaperState.DIFFERS: ("mandatory", level_color(Level.MANDATORY)),
                PaperState.MISCOPIED: ("advisory", level_color(Level.ADVISORY)),
            }[check.state]
            self._show(picture, color, check.sentence)

    def _show(self, picture: str, color: QColor | None, sentence: str) -> None:
        size = self.fontMetrics().height()
        shade = color or self.palette().color(QPalette.ColorRole.WindowText)
        self._picture.setPixmap(icon(picture, shade).pixmap(size, size))
        self.verdict.setText(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """The mark follows a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "verdict"):
            self._judge()
