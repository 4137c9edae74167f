"""The 校验码 of a packet that is 定稿: in words, to be copied, and as a line of a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from export.parts import part_title

if TYPE_CHECKING:
    from model.book import Book
    from model.finalising import FinalMark

Codes = tuple[tuple[str, str], ...]
"""The names of the parts that are printed, each with its code."""
_GAP, _BLANK, _GLUE = "\N{IDEOGRAPHIC SPACE}", "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
"""Lines may end between two parts, nowhere else."""


def final_codes(book: Book, mark: FinalMark | None) -> Codes:
    """The codes as they stand on paper; none while the packet is not 定稿, and none for parts that are not printed."""
    if mark is None:
        return ()
    from export.packet import printed_parts

    return tuple((part_title(part), mark.codes[part]) for part in printed_parts(book) if part in mark.codes)


def codes_words(codes: Codes) -> str:
    """On one line, however it wraps: a part and its code stay together."""
    return _GAP.join(_GLUE.join(f"{title} {code}".replace(" ", _BLANK)) for title, code in codes)


def copy_codes(codes: Codes) -> None:
    """To the clipboard, a line for each part."""
    QGuiApplication.clipboard().setText("\n".join(f"{title}　{code}" for title, code in codes))


class CodeLine(QWidget):
    """Words, the codes after them, and 复制; away while there are none."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._codes: Codes = ()
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = QPushButton("复制校验码")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: copy_codes(self._codes))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_codes(self, codes: Codes) -> None:
        """These, from now on."""
        self._codes = codes
        self.label.setText(f"{self._words}　{codes_words(codes)}")
        self.setVisible(bool(codes))
