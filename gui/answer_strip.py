"""审核说明: the line below the findings list in which a 提示 is answered."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from gui.document import Document
from gui.labels import field_label, gap
from gui.silencing import SILENCE_TIP, silence_words
from model.findings import Finding


class AnswerEdit(QLineEdit):
    """Undo belongs to the packet when nothing is being typed."""

    def event(self, event: QEvent) -> bool:
        """Let the window have Ctrl+Z while the line is as it was."""
        undo = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        if undo and event.type() == QEvent.Type.ShortcutOverride and not self.isModified():
            event.ignore()
            return False
        return bool(super().event(event))


class AnswerStrip(QWidget):
    """Shown while the chosen finding can be answered; the answer is kept on Enter or when the line is left."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._finding: Finding | None = None
        self.edit = AnswerEdit()
        self.edit.setPlaceholderText("数字无误的，在这里写明原因，按 Enter 保存；说明随材料存档")
        self.edit.setAccessibleName("审核说明")
        self.edit.editingFinished.connect(self.commit)
        self.silence = QToolButton()
        self.silence.setToolTip(SILENCE_TIP)
        self.silence.clicked.connect(self._toggle_silence)
        keeping = self.silence.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)  # the line is as high with it as without: nothing above moves
        self.silence.setSizePolicy(keeping)
        row = QHBoxLayout(self)
        step = gap(self, 1)
        row.setContentsMargins(2 * step, 0, 2 * step, 0)
        row.addWidget(field_label("审核说明", self.edit))
        row.addWidget(self.edit, 1)
        row.addWidget(self.silence)
        self.hide()

    def show_finding(self, finding: Finding | None) -> None:
        """Show the answer of another finding; hidden for one that needs none."""
        if finding is not None and not self._document.can_be_explained(finding):
            finding = None
        if (
            finding is None
            or self._finding is None
            or finding.key != self._finding.key
            or not self.edit.isModified()
        ):
            text = self._document.explanation(finding) if finding else ""
            if text != self.edit.text():
                self.edit.setText(text)
            self.edit.setModified(False)
        self._finding = finding
        self.edit.setReadOnly(self._document.is_open and self._document.read_only)
        self._show_silence(finding)
        self.setVisible(finding is not None)

    def _show_silence(self, finding: Finding | None) -> None:
        may = finding is not None and self._document.can_be_silenced(finding)
        if finding is not None and may:
            self.silence.setText(silence_words(self._document, finding))
            may = not self._document.read_only and not self._document.explanation(finding)
        self.silence.setVisible(may)

    def _toggle_silence(self) -> None:
        if self._finding is not None and self._document.is_open:
            self._document.toggle_silence(self._finding)

    def commit(self) -> None:
        """Keep what was typed."""
        if self._finding is not None and self.edit.isModified() and self._document.is_open:
            self.edit.setModified(False)
            self._document.explain(self._finding, self.edit.text())
