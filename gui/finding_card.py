"""One finding beside the text: level, what is wrong, the way to correct or to answer it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.answer_strip import AnswerEdit
from gui.document import Document
from gui.labels import bold_label, gap, quiet_label, tint
from gui.marks import FindingMark
from gui.palette import blend, grid_color, link_color
from gui.prose_menu import fix_words
from gui.severity_look import Level, level_color
from gui.silencing import SILENCE_TIP, silence_words, standing_words
from model.findings import SILENCED, Finding, Severity

_FEW_LINES = 2
_SHORT = 24


class ClampedLabel(QWidget):
    """Words over a few lines, the last one cut with …; all of them when opened."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._lines = _FEW_LINES
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """All the words."""
        return self._text

    def show_text(self, text: str, *, whole: bool) -> None:
        """Show other words, or more of the same."""
        self._text, self._lines = text, 1000 if whole else _FEW_LINES
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines that are shown."""
        return round(len(self._laid_out(width)) * QFontMetricsF(self.font()).lineSpacing() + 0.5)

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, self.heightForWidth(max(self.width(), 1)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line by line."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = QFontMetricsF(self.font())
        for number, line in enumerate(self._laid_out(self.width())):
            painter.drawText(QPointF(0, number * metrics.lineSpacing() + metrics.ascent()), line)
        painter.end()

    def _laid_out(self, width: int) -> list[str]:
        layout = QTextLayout(self._text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start, length = line.textStart(), line.textLength()
            if len(lines) + 1 == self._lines and start + length < len(self._text):
                rest = self._text[start:]
                lines.append(QFontMetricsF(self.font()).elidedText(rest, Qt.TextElideMode.ElideRight, width))
                break
            lines.append(self._text[start : start + length])
        layout.endLayout()
        return lines or [""]


class FindingCard(QFrame):
    """Stays the same widget while its finding stays, so that an answer that is being typed is not lost."""

    chosen = Signal()
    fix_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.finding: Finding | None = None
        self._current = False
        self._answer = ""
        self._shown: tuple[object, ...] | None = None
        self._picture = FindingMark(self)
        self._level = bold_label()
        self._code = quiet_label("")
        self._code.setWordWrap(False)
        self.words = ClampedLabel()
        self._answered = quiet_label("")
        self.fix_button = QPushButton()
        self.fix_button.setAutoDefault(False)
        self.answer_button = QToolButton()
        self.answer_button.setAutoRaise(True)
        self.silence_button = QToolButton()
        self.silence_button.setAutoRaise(True)
        self.silence_button.setToolTip(SILENCE_TIP)
        self.edit = AnswerEdit()
        self._lay_out()
        self.fix_button.clicked.connect(self.fix_wanted)
        self.answer_button.clicked.connect(self.open_answer)
        self.silence_button.clicked.connect(self._toggle_silence)
        self.edit.editingFinished.connect(self.commit)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to in the card, in turn, as far as it is shown."""
        return (self.edit, self.fix_button, self.answer_button, self.silence_button)

    def show_finding(self, finding: Finding, answer: str, *, current: bool) -> None:
        """Show a finding; the current one with all its words. One that reads as before is only noted: most do after every edit."""
        self.finding, self._answer, self._current = finding, answer, current
        shown = self._what_is_shown()
        if shown == self._shown:
            return
        self._shown = shown
        faint = bool(answer) and not current
        self._picture.show_findings(() if answer else (finding,), in_yuan=self._document.in_yuan)
        silenced = answer == SILENCED
        self._level.setText(standing_words(Level.of(finding.severity, answer), answer))
        self._code.setText(finding.code)
        message = self._message()
        self.words.show_text(message if current else _in_short(finding) or message, whole=current)
        self.words.setEnabled(not faint)
        self._answered.setText(f"审核说明：{answer}")
        self._answered.setVisible(bool(answer) and not silenced and self.edit.isHidden())
        self.fix_button.setText(fix_words(self._document, finding) if not answer else "")
        self.fix_button.setToolTip("改正，可以撤销（Ctrl+.）")
        self.fix_button.setVisible(bool(self.fix_button.text()))
        may = self._document.can_be_explained(finding) and not self._document.read_only
        self.answer_button.setText("修改审核说明" if answer and not silenced else "填写审核说明")
        self.answer_button.setVisible(may and self.edit.isHidden() and (current or not answer))
        quiet = may and self._document.can_be_silenced(finding) and (silenced or (current and not answer))
        self.silence_button.setText(silence_words(self._document, finding))
        self.silence_button.setVisible(quiet and self.edit.isHidden())
        self.setAccessibleName(f"{finding.severity.title} {finding.code}：{message}")
        self._take_colors()

    def _what_is_shown(self) -> tuple[object, ...]:
        """All that the look of the card depends on."""
        finding = self.finding
        assert finding is not None
        return (
            (finding.code, finding.severity, self._message(), finding.stated, finding.expected),
            fix_words(self._document, finding),
            (self._answer, self._current, self.edit.isHidden(), self._document.read_only),
            QGuiApplication.palette().cacheKey(),
        )

    def _message(self) -> str:
        finding = self.finding
        assert finding is not None
        return finding.message.removeprefix(f"{self._document.book.name(finding.place)}：")

    def open_answer(self) -> None:
        """Let the clerk answer here."""
        self._shown = None
        self.edit.setText("" if self._answer == SILENCED else self._answer)
        self.edit.setModified(False)
        self.edit.show()
        self.answer_button.hide()
        self.silence_button.hide()
        self._answered.hide()
        self.updateGeometry()
        self.chosen.emit()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Keep the answer that was typed."""
        if self.edit.isHidden():
            return
        self.edit.hide()
        if self.finding is not None and self.edit.isModified() and self._document.is_open:
            self.edit.setModified(False)
            self._document.explain(self.finding, self.edit.text())
        elif self.finding is not None:
            self.show_finding(self.finding, self._answer, current=self._current)
        self.chosen.emit()

    def _toggle_silence(self) -> None:
        if self.finding is not None:
            self._document.toggle_silence(self.finding)

    def height_at(self, width: int) -> int:
        """How high the card is at a width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Anywhere on the card leads to the words."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sheet with the level's colour at its left edge; the current one is framed in it."""
        if self.finding is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        base = palette.color(QPalette.ColorRole.Base)
        color = grid_color(palette) if self._answer else level_color(Level.of(self.finding.severity))
        radius = gap(self, 0.6)
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color if self._current else grid_color(palette), 1.0))
        painter.setBrush(blend(base, color, 0.06) if self._current else base)
        painter.drawRoundedRect(sheet, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.setClipRect(QRectF(0, 0, gap(self, 0.7), self.height()))
        painter.drawRoundedRect(sheet, radius, radius)
        painter.end()

    def _lay_out(self) -> None:
        step = gap(self, 1)
        head = QHBoxLayout()
        head.setSpacing(step)
        for widget in (self._picture, self._level, self._code):
            head.addWidget(widget)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(step)
        foot.addWidget(self.fix_button)
        foot.addWidget(self.answer_button)
        foot.addWidget(self.silence_button)
        foot.addStretch(1)
        self.edit.setPlaceholderText("写明原因，按 Enter 保存")
        self.edit.setAccessibleName("审核说明")
        self.edit.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * step, step, step, step)
        column.setSpacing(gap(self, 0.6))
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self._answered)
        column.addWidget(self.edit)
        column.addLayout(foot)

    def _take_colors(self) -> None:
        if self.finding is not None:
            tint(
                self._level, level_color(Level.UNCHECKED if self._answer else Level.of(self.finding.severity))
            )
        for button in (self.answer_button, self.silence_button):
            tint(button, link_color(self.palette()), QPalette.ColorRole.ButtonText)


def _in_short(finding: Finding) -> str:
    """What stands there and what should, where both are figures; the sentence itself is shown when the card is chosen."""
    if not finding.stated or not finding.expected or len(finding.stated + finding.expected) > _SHORT:
        return ""
    word = "可能应为" if finding.severity is Severity.ADVISORY else "应为"
    return f"文中 {finding.stated}，{word} {finding.expected}"
