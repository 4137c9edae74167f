"""The strip above the preview: draft or 校验码, the faces that will be used, characters that no font has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.icons import icon
from gui.labels import gap, quiet_label
from gui.paper_facts import FootState
from gui.severity_look import Level, level_color, passed_color


class PaperStrip(QFrame):
    """Three lines, or four: those on characters and on empty parts only where there are some."""

    goto_missing = Signal()
    """The clerk wants to see the first cell with a character that no font has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._foot: FootState | None = None
        self.state = QLabel()
        self.state.setAccessibleName("草稿或校验码")
        self.state.setWordWrap(True)  # what it tells does not widen the window
        self._picture = QLabel()
        self.faces = quiet_label("")
        self.faces.setAccessibleName("所用字体")
        self.left_out = quiet_label("")
        self.left_out.setAccessibleName("没有印出的部分")
        self.left_out.setWordWrap(True)
        self.missing = QLabel()
        self.missing.setWordWrap(True)
        self._warning = QLabel()
        self._goto = QPushButton("转到该栏")
        self._goto.setAutoDefault(False)
        self._goto.clicked.connect(self.goto_missing)
        for label in (self.state, self.faces, self.left_out, self.missing):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self._colour()

    def _lay_out(self) -> None:
        step = gap(self, 1)
        self._missing_line = QWidget()
        line = QHBoxLayout(self._missing_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._warning)
        line.addWidget(self.missing, 1)
        line.addWidget(self._goto)
        self._missing_line.hide()
        first = QHBoxLayout()
        first.addWidget(self._picture)
        first.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * step, 2 * step, 3 * step, 2 * step)
        column.setSpacing(step)
        column.addLayout(first)
        column.addWidget(self._missing_line)
        column.addWidget(self.left_out)
        column.addWidget(self.faces)

    def show_foot(self, foot: FootState | None) -> None:
        """What the part in view has in its foot."""
        self._foot = foot
        self.state.setText(foot.sentence if foot else "正在排版…")
        self._colour()

    def show_faces(self, sentences: Sequence[str]) -> None:
        """Which fonts draw the faces."""
        self.faces.setText("字体　" + "；".join(sentences) if sentences else "")
        self.faces.setVisible(bool(sentences))

    def show_left_out(self, sentence: str) -> None:
        """Which empty parts are not printed; empty for none."""
        self.left_out.setText(sentence)
        self.left_out.setVisible(bool(sentence))

    def show_missing(self, sentence: str) -> None:
        """Which characters no font has; empty for none."""
        self.missing.setText(sentence)
        self._missing_line.setVisible(bool(sentence))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_goto"):
            self._colour()

    def _colour(self) -> None:
        size = self.fontMetrics().height()
        if self._foot is None:
            name, color = "info", self.palette().color(QPalette.ColorRole.WindowText)
        elif self._foot.is_draft:
            name, color = "advisory", level_color(Level.ADVISORY)
        else:
            name, color = "passed", passed_color()
        self._picture.setPixmap(icon(name, color).pixmap(size, size))
        self._warning.setPixmap(icon("mandatory", level_color(Level.MANDATORY)).pixmap(size, size))
