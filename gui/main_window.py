"""The main window: puts the parts together and passes their signals on; the work is done in the parts."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from gui import habits, panes, window_parts
from gui.actions import Actions
from gui.assistance import Assistance
from gui.background import Background
from gui.changed_look import change_font, change_scheme, change_unit, remake_page
from gui.column_widths import ColumnWidths
from gui.command_routes import START_ACTIONS, call
from gui.compact_bars import fit_bars
from gui.document import Document
from gui.dropped_files import DropZone
from gui.icons import app_icon
from gui.message_bar import MessageBar, Tone
from gui.page_room import leave_half_to_page, state_to_keep
from gui.paper_windows import PaperWindows
from gui.screen_room import available
from gui.settings import FONT_PERCENTS, SCHEMES, Settings
from gui.start_page import StartPage
from gui.status import StatusBar
from gui.unsaved_message import UnsavedMessage
from gui.window_place import WindowPlace
from gui.window_words import fill_recent, window_title
from gui.work_message import WorkMessage

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.packet_page import PacketPage
    from model.cells import CellRef
    from model.edits import Changes
    from model.findings import Span


class MainWindow(QMainWindow):
    """Start page or packet in the middle, findings below, status at the bottom.

    What the start page does not show is made, and its module loaded, when it is first asked for.
    """

    files = cached_property(window_parts.files)
    output = cached_property(window_parts.output)
    versions = cached_property(window_parts.versions)
    extracts = cached_property(window_parts.extracts)
    texts = cached_property(window_parts.texts)
    dock = cached_property(window_parts.dock)
    refused = cached_property(window_parts.refused)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.document = Document(self)
        self.document.widths = ColumnWidths(settings)
        self.messages = MessageBar()
        self.background: Background = Background(self)
        self.work = WorkMessage(self.background, self.messages, self)
        self.papers = PaperWindows(self.document, settings, self)
        self.assistance = Assistance(self.document, settings, self)
        self.page: PacketPage | None = None
        self.start_is_old = False
        """Its distances are taken from the font when it is made; there is another font now."""
        self.unsaved = UnsavedMessage(self.document, self.messages, partial(call, self, "save_copy"), self)
        self.commands = Actions(self, self._call)
        self.commands.build_menus(self.assistance.toggle)
        self.commands.build_toolbar()
        self.start = self._make_start()
        self.status = StatusBar(self.document, self)
        self.setStatusBar(self.status)
        self._lay_out()
        self._message_place = window_parts.message_place(self)
        self._connect()
        self._restore()
        self.bring_page()

    # -- making --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowIcon(app_icon())
        self.setAnimated(False)
        DropZone(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        middle = QWidget()
        column = self.middle = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)

    def _make_start(self) -> StartPage:
        start = StartPage([self.commands[name] for name in START_ACTIONS])
        start.open_recent.connect(lambda path: self._call(f"open_path:{path}"))
        start.forget_recent.connect(self._forget)
        start.show_recent(self.settings.recent)
        return start

    def _connect(self) -> None:
        document = self.document
        document.closing.connect(self.take_page_away)
        document.opened.connect(self._go_on)
        document.opened.connect(self.bring_page)
        document.changed.connect(self._on_changed)
        document.problem.connect(self.messages.tell)
        document.partly_done.connect(self.messages.tell_shortfall)
        document.read_as.connect(self.status.show_hint)
        self.status.overflowed.connect(self.messages.tell_in_passing)
        document.window_made.connect(lambda made, name: WindowPlace(made, self.settings, name))
        document.backup_offered.connect(self._offer_backup)
        document.standing_changed.connect(self._on_standing_changed)
        self.status.verdict_clicked.connect(self.show_findings)
        self.status.unsaved_clicked.connect(self._on_unsaved_clicked)
        self.papers.goto.connect(self.goto)
        self.papers.called_off.connect(self.messages.tell)
        self.assistance.goto.connect(self.goto)
        self.assistance.progress_changed.connect(self.status.show_progress)
        self.status.progress_clicked.connect(self.assistance.progress)
        self.commands.recent_menu.aboutToShow.connect(
            lambda: fill_recent(self.commands.recent_menu, self.settings, self._call)
        )

    def _restore(self) -> None:
        geometry, state = self.settings.window()
        if not self.restoreGeometry(geometry):
            self.resize(available(self).size() * 0.9)  # as an office form needs
        self.restoreState(state)
        self.commands.tick(self.commands.fonts, str(self.settings.font_percent))
        self.commands.tick(self.commands.schemes, self.settings.scheme)
        habits.recall(self)

    # -- commands ------------------------------------------------------------------------------------------------

    def _call(self, name: str) -> None:
        call(self, name)

    def commit(self) -> None:
        """Take over what is being typed right now."""
        if self.page is not None:
            self.page.commit()

    def undo(self) -> None:
        """Take the last edit back; typing that is no edit yet is one first."""
        self._take_step(undone=True)

    def redo(self) -> None:
        """Make the edit last undone again."""
        self._take_step(undone=False)

    def _take_step(self, *, undone: bool) -> None:
        from gui.changed_place import take_step  # leads to the packet

        self.commit()
        take_step(self, undone=undone)

    def goto(self, ref: CellRef, span: Span | None = None, then: Callable[[], None] = lambda: None) -> None:
        """Show a cell; ``then`` is done when it is shown."""
        self.assistance.end_tour()
        if self.page is not None:
            self.page.goto(ref, span, then)

    def next_finding(self) -> None:
        """F8."""
        self.commit()
        self.dock.next()

    def previous_finding(self) -> None:
        """Shift+F8."""
        self.commit()
        self.dock.previous()

    def answer_finding(self) -> None:
        """F7: write why a 提示 may stand."""
        self.commit()
        self.show_findings()
        sentence = self.dock.begin_answer()
        if sentence:
            self.status.show_hint(sentence)

    def audit(self) -> None:
        """F9: everything is always judged, so this takes over what is being typed and shows the result."""
        self.commit()
        self.document.settle()
        self.dock.refresh()
        self.show_findings()

    def show_findings(self) -> None:
        """Bring the findings list into view, with room for some lines."""
        self.dock.open()
        panes.give_list_room(self)

    def save(self) -> None:
        """Ctrl+S, as the hand is used to it: what is being typed is taken over, all else is in the file already."""
        if self.refused.holds(verb="保存"):
            return
        state = self.document.save_state
        if state is None or state.saved:
            self.status.show_hint("已保存。每一处改动都随时存入文件，不用另外保存。")
        else:
            self.document.retry_saving()

    def close_packet(self) -> None:
        """Back to the start page."""
        self.commit()
        if self.unsaved.may_leave(self.close_packet):
            self.files.remember()
            self.document.close()

    def set_font_percent(self, percent: int) -> None:
        """Size of type, now and from now on."""
        self.settings.font_percent = percent if percent in FONT_PERCENTS else 100
        self.commit()
        change_font(self, self.settings.font_percent)

    def set_in_yuan(self, chosen: bool) -> None:
        """Read and type the tables in 元 or in 万元, now and from now on."""
        self.settings.in_yuan = chosen
        self.commands.show_unit(in_yuan=chosen)
        self.commit()
        change_unit(self, chosen)

    def set_scheme(self, scheme: str) -> None:
        """Light, dark or as the system, now and from now on."""
        self.settings.scheme = scheme if scheme in SCHEMES else "system"
        change_scheme(self, self.settings.scheme)

    def _remake_start(self) -> None:
        old, self.start = self.start, self._make_start()
        self.stack.insertWidget(0, self.start)
        self.stack.removeWidget(old)
        old.deleteLater()
        self.start_is_old = False

    def take_page_away(self) -> None:
        """The page goes while its packet is still there: a field that loses the cursor takes over its text."""
        if self.page is None:
            return
        self.page.leave()
        self.stack.setCurrentWidget(self.start)
        self.stack.removeWidget(self.page)
        self.page.deleteLater()
        self.page = None
        self.document.untaken.clear()

    def bring_page(self, at: int = 0) -> None:
        """Show the packet that is open, from the tab at this place; without one, the start page."""
        is_open = self.document.is_open
        if is_open:
            from gui.packet_page import PacketPage

            self.page = PacketPage(self.document, self.stack, at)
            self.page.message.connect(self.status.show_hint)
            self.page.done.connect(lambda sentence: self.messages.tell(sentence, Tone.DONE))
            self.page.turned.connect(self._go_on)
            self.page.turned.connect(self.refused.tell_elsewhere)
            self.page.wanted.connect(self._call)
            self.page.selection_summary.connect(self.status.show_selection)
            self.stack.addWidget(self.page)
            self.stack.setCurrentWidget(self.page)
            self.assistance.make_strip(self.middle)
            self._message_place.watch()
            if not self.isVisible():
                self.page.finish()  # nobody waits for a key yet, and the window comes with its page
            self.page.enter()
            self.commands["toggle"].setChecked(not self.dock.isHidden())
            if not self.dock.was_placed:
                leave_half_to_page(self)
        else:
            if self.start_is_old:
                self._remake_start()
            self.start.show_recent(self.settings.recent)
            self.stack.setCurrentWidget(self.start)
            self.start.enter()
        self._show_title()
        self._allow()

    # -- following -----------------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if not changes.nothing:
            self._go_on()
        self._show_title()
        self._allow()

    def _go_on(self) -> None:
        """Another edit, page or file: what was told of the one before is no news any more."""
        self.messages.work_goes_on()
        self.status.forget_hint()

    def _on_standing_changed(self) -> None:
        """定稿, or not any more: every field is made anew, with or without the right to be typed into."""
        remake_page(self)
        self.status.refresh_standing()
        self.files.remember()

    def _show_title(self) -> None:
        self.setWindowTitle(window_title(self.document))

    def _allow(self) -> None:
        is_open = self.document.is_open
        undo, redo = self.document.undo_label, self.document.redo_label
        self.commands.name_undo(undo, redo)
        change = is_open and not self.document.read_only
        final = is_open and self.document.is_final and not self.document.project.read_only
        self.commands.allow(open=is_open, change=change, undo=bool(undo), redo=bool(redo), final=final)

    def _on_unsaved_clicked(self) -> None:
        state = self.document.save_state
        if state is not None and not state.saved:
            self.document.retry_saving()
        else:
            self.refused.holds()

    def _offer_backup(self, sentence: str, backup: Path) -> None:
        self.messages.tell(
            sentence, offers=[("打开备份", lambda: self.files.open_path(backup, read_only=True))]
        )

    def _forget(self, path: str) -> None:
        self.settings.forget(path)
        self.start.show_recent(self.settings.recent)

    # -- Qt's calls ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height has room for other bars."""
        super().resizeEvent(event)
        fit_bars(self)

    def changeEvent(self, event: QEvent) -> None:
        """Icons and marks follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "status"):
            self.commands.refresh_icons()
            self.start.refresh_icons()
            self.messages.refresh_colors()
            self.status.refresh_colors()
            self.assistance.refresh_colors()
            if self.page is not None:
                self.dock.refresh_colors()
                self.page.refresh_colors()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is in the file already; where writing failed, ask first, without a box."""
        leave = self.close
        if self.refused.holds(leave, "退出") or not self.unsaved.may_leave(leave) or self.work.holds(leave):
            event.ignore()
            return
        self.files.remember()
        self.settings.remember_window(self.saveGeometry(), state_to_keep(self))
        self.papers.close_all()
        self.assistance.close_all()
        self.take_page_away()
        self.document.silence()
        self.document.close(silently=True)
        super().closeEvent(event)
