"""The status bar: verdict, the packet's main figures, what is selected, and whether everything is saved."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QStatusBar, QToolButton, QWidget

from gui.document import Document
from gui.icons import icon
from gui.labels import ElidingLabel, tint
from gui.severity_look import Level, level_color, passed_color

if TYPE_CHECKING:
    from gui.verdict import Verdict
    from model.project import SaveState

_READING_TIME_MS = 8_000


class StatusBar(QStatusBar):
    """Reads the document by itself; the selection's summary and the verdict are told to it."""

    verdict_clicked = Signal()
    unsaved_clicked = Signal()
    progress_clicked = Signal()
    overflowed = Signal(str)
    """A hint that would be cut here; empty when there is room for the one that is shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._saved_at: datetime | None = None
        self._state: SaveState | None = None
        self.setSizeGripEnabled(False)
        self.verdict = self._button("审核结论，点击打开审核结果", self.verdict_clicked)
        self.figures = ElidingLabel()
        self.selection = ElidingLabel()
        self.selection.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.timeout.connect(self._show_summary)
        self._summary = ""
        self.saved = self._button("保存状态", self.unsaved_clicked)
        self.addWidget(self.verdict)
        self.addWidget(self.figures)
        self.addPermanentWidget(self.selection, 1)
        self.progress = self._button("填报进度，点击看还缺什么（Ctrl+G）", self.progress_clicked)
        self.progress.hide()
        self.addPermanentWidget(self.progress)
        self.addPermanentWidget(self.saved)
        document.opened.connect(self._on_opened)
        document.changed.connect(self.refresh_figures)
        document.unit_changed.connect(self.refresh_figures)
        document.save_state_changed.connect(self.show_save_state)
        document.untaken.changed.connect(self._on_untaken)
        self.show_verdict(None)
        self._on_opened()

    def _button(self, name: str, clicked: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(clicked)
        return button

    # -- showing -------------------------------------------------------------------------------------------------

    def show_selection(self, summary: str) -> None:
        """Show what the selected cells add up to; a hint that is still being read stays."""
        self._summary = summary
        if not self._fade.isActive():
            self.selection.setText(summary)

    def show_hint(self, sentence: str) -> None:
        """Show for a moment what a table has to say: copied, pasted, not to be typed into."""
        if not self.selection.has_room_for(sentence):
            self.forget_hint()
            self.overflowed.emit(sentence)
            return
        self.overflowed.emit("")
        self.show_step(sentence)

    def show_step(self, sentence: str) -> None:
        """Say what a step did, until the next one or for as long as it takes to read it; a long name is shortened."""
        self.selection.setText(sentence)
        self._fade.start(_READING_TIME_MS)

    def forget_hint(self) -> None:
        """The clerk has gone on: what was said of the last thing done is no news any more."""
        self._fade.stop()
        self._show_summary()

    def _show_summary(self) -> None:
        self.selection.setText(self._summary)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show the verdict; None when nothing is open."""
        self.verdict.setVisible(verdict is not None)
        if verdict is None:
            return
        self.verdict.setText(verdict.text)
        if verdict.worst is not None:
            self.verdict.setIcon(icon(verdict.worst.icon, level_color(verdict.worst)))
        elif verdict.is_clean:
            self.verdict.setIcon(icon("passed", passed_color()))
        else:
            self.verdict.setIcon(icon(Level.UNCHECKED.icon, level_color(Level.UNCHECKED)))

    def show_progress(self, words: str) -> None:
        """已填 102/159; empty when nothing is open."""
        self.progress.setText(words)
        self.progress.setVisible(bool(words))

    def show_save_state(self, state: SaveState) -> None:
        """已保存 10:32, or what is not in the file and why: it could not be written, or not be taken."""
        self._state = state
        if state.saved:
            self._saved_at = datetime.now().astimezone()
        self._show_saved()

    def refresh_standing(self) -> None:
        """The packet is 定稿, or not any more."""
        self._show_saved()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        if self._state is not None:
            self._show_saved()

    def _on_opened(self) -> None:
        self._fade.stop()
        self.show_selection("")
        self.saved.setVisible(self._document.is_open)
        self.refresh_figures()

    def _on_untaken(self) -> None:
        """Another text was refused, which is told next, or one corrected: what was told before is over."""
        self.forget_hint()
        self._show_saved()

    def _show_saved(self) -> None:
        state = self._state
        if state is None:
            return
        if self._document.is_open and self._document.is_final:
            self._mark("已定稿", "lock", None)
        elif self._document.is_open and self._document.read_only:
            self._mark("只读", "lock", None)
        elif state.saved and (waiting := len(self._document.untaken.refs)):
            self._mark(f"有 {waiting} 处未录入", "mandatory", Level.MANDATORY)
            self.saved.setToolTip("填写的内容有误，没有存入文件，其余的都已保存。点击转到该处。")
        elif state.saved:
            time = self._saved_at.strftime("%H:%M") if self._saved_at else ""
            self._mark(f"已保存 {time}".rstrip(), "passed", None)
        else:
            self._mark(f"未保存：{state.pending} 处改动", "mandatory", Level.MANDATORY)
            self.saved.setToolTip(f"{state.message}点击重试。")

    def _mark(self, text: str, picture: str, level: Level | None) -> None:
        color = (
            level_color(level) if level else QGuiApplication.palette().color(QPalette.ColorRole.WindowText)
        )
        tint(self.saved, color, QPalette.ColorRole.ButtonText)
        self.saved.setText(text)
        self.saved.setToolTip("保存状态")
        self.saved.setIcon(icon(picture, color))

    def refresh_figures(self) -> None:
        """The packet's main figures, in the unit of the view."""
        if not self._document.is_open:
            self.figures.clear()
            return
        from gui.main_figures import main_figures  # leads to the whole packet

        self.figures.setText(main_figures(self._document))
