"""How prose looks on the screen: the paper's first-line indent, air between lines, headings that stand out, tinted live fields."""

from __future__ import annotations

import re

from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPalette,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextDocument,
)

from gui.palette import amber, blend, link_color
from gui.prose_text import chips_in
from model.livefields import CIRCULAR, DELETED, EMPTY

_LINE_HEIGHT = 155.0
_LARGER = 1.08
_INDENT = "\u3000\u3000"
_HEADINGS = tuple(
    re.compile(start)
    for start in (
        r"[一二三四五六七八九十]{1,3}、",
        r"[（(][一二三四五六七八九十]{1,3}[）)]",
        r"\d{1,2}[.．、]\s*\D",
        r"(?:\d{1,2}(?:\.\d{1,2}){1,2}\s*[^\s\d.%％万亿元个]|[（(]\d{1,2}[）)])",
    )
)
_HEADING_LENGTH = 30
_LONG = 40
"""A quoted paragraph reads as a paragraph: only a shorter value stands out in colour."""
_SENTENCE_ENDS = tuple("。；！？：，、")


def heading_level(line: str) -> int:
    """1 to 4 for 一、 （一） 1. 1.1 as the paper tells them: by their number and by being short; 0 for a paragraph."""
    words = line.strip()
    if len(words) > _HEADING_LENGTH or words.endswith(_SENTENCE_ENDS):
        return 0
    return next((level for level, start in enumerate(_HEADINGS, 1) if start.match(words)), 0)


def paragraph_format(font: QFont) -> QTextBlockFormat:
    """Two characters of indent, lines one and a half high, a little air below."""
    metrics = QFontMetricsF(font)
    look = QTextBlockFormat()
    look.setTextIndent(metrics.horizontalAdvance(_INDENT))
    look.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    look.setBottomMargin(metrics.height() * 0.3)
    return look


def as_paragraph(words: str) -> str:
    """What stands in an empty text as it would be typed there: Qt gives it no indent, and the caret stood within it."""
    return f"{_INDENT}{words}"


class ProseHighlighter(QSyntaxHighlighter):
    """Headings, where there are any, and fields; nothing of it is in the text itself."""

    def __init__(self, document: QTextDocument, *, headings: bool) -> None:
        super().__init__(document)
        self._headings = headings
        self._take_colors()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self._take_colors()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """One paragraph."""
        level = heading_level(text) if self._headings else 0
        if level:
            self.setFormat(0, len(text), self._heading(level))
        block = self.currentBlock()
        for chip in chips_in(block):
            look = self._heading(level) if level else QTextCharFormat()
            missing = chip.text in (EMPTY, DELETED, CIRCULAR)
            long = len(chip.text) > _LONG
            look.setBackground(self._missing if missing else self._paragraph if long else self._chip)
            if not long:
                look.setForeground(self._missing_words if missing else self._chip_words)
            self.setFormat(chip.start - block.position(), chip.end - chip.start, look)

    def _heading(self, level: int) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold if level < 4 else QFont.Weight.DemiBold)
        if level < 3:
            font = self.document().defaultFont()
            look.setFontPointSize(font.pointSizeF() * (_LARGER if level == 2 else _LARGER**2))
        return look

    def _take_colors(self) -> None:
        palette = QGuiApplication.palette()
        base = palette.color(QPalette.ColorRole.Base)
        self._chip = QBrush(blend(base, palette.color(QPalette.ColorRole.Highlight), 0.14))
        self._paragraph = QBrush(blend(base, palette.color(QPalette.ColorRole.Highlight), 0.07))
        self._chip_words = QBrush(link_color(palette))
        asking = amber(palette)
        self._missing, self._missing_words = QBrush(blend(base, asking, 0.14)), QBrush(asking)
