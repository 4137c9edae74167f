"""打印预览: the very pages that come out of the printer, beside the work; they follow every edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from export.origin import Origin
from export.parts import WHOLE
from gui.background import Background
from gui.document import Document
from gui.help_topics import PAPER, set_topic
from gui.icons import app_icon
from gui.message_bar import MessageBar, Tone
from gui.message_place import MessagePlace
from gui.output_commands import OutputCommands
from gui.page_links import PageLinks
from gui.page_view import PageView
from gui.paper_facts import face_sentences, first_use, foot_state, missing_characters, missing_sentence
from gui.paper_strip import PaperStrip
from gui.preview_bar import PreviewBar
from gui.preview_pages import PageKey
from gui.preview_studio import PictureKey, Studio, Use, Wanted
from gui.printed_places import span_of, still_there
from gui.screen_room import room_for
from gui.settings import Settings
from gui.splitter import Splitter
from gui.thumbnails import Thumbnails
from gui.work_message import WorkMessage

if TYPE_CHECKING:
    from export.pdf.canvas import PrintedPlace

_SETTLING_MS = 60
"""The first edit shows at once; edits that follow each other closely are waited for."""


class PreviewWindow(QWidget):
    """A window of its own that stays open while the clerk goes on working in the main one."""

    goto = Signal(object, object)
    """A CellRef, and a Span of its text or None: the clerk wants to see this cell."""

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__()
        self._document = document
        self._part = WHOLE
        self.setWindowIcon(app_icon())
        set_topic(self, PAPER)
        self.messages = MessageBar()
        self.background = Background(self)
        self.work = WorkMessage(self.background, self.messages, self)
        self.output = OutputCommands(document, settings, self.messages, self.background, self)
        self.studio = Studio(self)
        self.bar = PreviewBar()
        self.strip = PaperStrip()
        self.view = PageView(lambda page: self.studio.picture(page, Use.PAGE))
        self.links = PageLinks(self.view, self.studio.places, self._name_of)
        self.thumbnails = Thumbnails(lambda page: self.studio.picture(page, Use.THUMBNAIL))
        self.studio.ask(self._wanted, self._part_in_view)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._since_refresh = QElapsedTimer()
        self._lay_out()
        MessagePlace(self.messages, self, tuple)
        self._connect()

    # -- making --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = Splitter()
        middle.addWidget(self.thumbnails)
        middle.addWidget(self.view)
        middle.setStretchFactor(1, 1)
        middle.setChildrenCollapsible(True)
        middle.setCollapsible(1, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.strip):
            column.addWidget(widget)
        column.addWidget(middle, 1)
        room = room_for(self)
        width = max(min(room.width() * 8 // 10, room.height() * 14 // 10), self.bar.sizeHint().width())
        self.resize(width, room.height() * 96 // 100)
        self.view.setFocus()

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._settling.timeout.connect(self.refresh)
        self.studio.pages_changed.connect(self._show_pages)
        self.studio.picture_ready.connect(self._on_picture)
        self.studio.problem.connect(self.messages.tell)
        self.view.view_changed.connect(self.studio.go_on)
        self.view.page_changed.connect(self._on_page)
        self.view.zoom_changed.connect(self.bar.show_zoom)
        self.thumbnails.view_changed.connect(self.studio.go_on)
        self.thumbnails.chosen.connect(self.view.show_page)
        self.bar.part_chosen.connect(self.show_part)
        self.bar.page_chosen.connect(self.view.show_page)
        self.bar.zoom_chosen.connect(self.view.set_zoom)
        self.bar.zoom_stepped.connect(self.view.zoom_by)
        self.bar.export_wanted.connect(lambda: self.output.export(self._part))
        self.bar.print_wanted.connect(lambda: self.output.print(self._part, self.view.current + 1))
        self.strip.goto_missing.connect(self._goto_missing)
        self.output.goto.connect(lambda ref: self.goto.emit(ref, None))
        self.links.chosen.connect(self._goto_source)
        for keys, act in (
            ("Esc", self._leave),
            ("Ctrl+W", self.close),
            ("Ctrl+C", self.copy_text),
            ("F6", self.messages.enter),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def part(self) -> str:
        """The part shown, or all."""
        return self._part

    def show_part(self, part: str) -> None:
        """Show another part, or all."""
        self._part = part
        self.bar.show_part(part)
        self.refresh()

    def refresh(self) -> None:
        """Show the packet as it stands now; pages that are the same stay."""
        self._settling.stop()
        self._since_refresh.start()
        if not self.isVisible() or not self._document.is_open:
            return
        if not self.studio.is_ready:
            self.studio.make_ready(self.refresh)
            return
        from export.packet import left_out

        book = self._document.book
        self.setWindowTitle(
            f"打印预览 — {self._document.department or self._document.path.stem} {book.year}年度"
        )
        self.studio.show_book(book, self._part)
        self.strip.show_left_out(left_out(book, self._part))

    def _leave(self) -> None:
        """Esc: call off what is being done here, else close."""
        if not self.work.call_off():
            self.close()

    def copy_text(self) -> None:
        """Ctrl+C: the words of the page in view."""
        key = self.view.current_key
        if key is not None:
            QGuiApplication.clipboard().setText(self.studio.text(key))
            self.messages.tell(f"已复制第 {self.view.current + 1} 页的文字。", Tone.DONE)

    # -- following -----------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if self.isVisible():
            calm = self._since_refresh.hasExpired(_SETTLING_MS)
            self._settling.start(0 if calm else _SETTLING_MS)

    def _show_pages(self) -> None:
        pages = self.studio.pages
        self.thumbnails.show_pages(pages)
        self.view.show_pages(pages)
        self.links.let_go()
        self._on_page(self.view.current)
        reports = self.studio.reports
        self.strip.show_faces(face_sentences(reports[0]) if reports else ())
        missing = missing_characters(reports)
        self.strip.show_missing(missing_sentence(missing) if missing else "")

    def _on_page(self, page: int) -> None:
        self.bar.show_page(page, len(self.studio.pages), final=self.studio.knows_all_pages)
        self.thumbnails.follow(page)
        part = self._part_in_view()
        self.strip.show_foot(foot_state(part, self.studio.job(part)) if part else None)

    def _on_picture(self, key: PictureKey) -> None:
        (self.view if key.use is Use.PAGE else self.thumbnails).viewport().update()

    def _part_in_view(self) -> str | None:
        key = self.view.current_key
        return key.part if key else None

    def _wanted(self) -> list[Wanted]:
        """What shows first, then what may show next."""
        if not self.isVisible() or self.isMinimized():
            return []

        def pages(keys: list[PageKey]) -> list[Wanted]:
            return [Wanted(PictureKey(key, Use.PAGE), self.view.pixel_width(key)) for key in keys]

        thumbnails = [
            Wanted(PictureKey(key, Use.THUMBNAIL), self.thumbnails.pixel_width(key))
            for key in self.thumbnails.visible_pages()
        ]
        return [*pages(self.view.visible_pages()), *thumbnails, *pages(self.view.neighbours())]

    def _goto_missing(self) -> None:
        place = first_use(self._document.book, missing_characters(self.studio.reports))
        if place is not None:
            self.goto.emit(place, None)

    def _name_of(self, place: PrintedPlace) -> str:
        """The name of the cell that is printed there; empty where the packet has it no more."""
        book, source = self._document.book, place.source
        return book.name(source.ref) if isinstance(source, Origin) and still_there(book, source.ref) else ""

    def _goto_source(self, source: Origin) -> None:
        self.goto.emit(source.ref, span_of(self._document.book, source))

    # -- Qt's calls ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The packet may have changed while the window was away."""
        super().showEvent(event)
        self._settling.start(0)

    def changeEvent(self, event: QEvent) -> None:
        """Marks follow a change between light and dark; a window brought back needs its pictures."""
        super().changeEvent(event)
        if not hasattr(self, "studio"):
            return
        if event.type() == QEvent.Type.PaletteChange:
            self.messages.refresh_colors()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.studio.go_on()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing works on behind a window that is gone; part, zoom and place are kept for the next time."""
        if self.work.holds(self.close):
            event.ignore()
            return
        self._settling.stop()
        self.studio.rest()
        self.messages.clear()
        super().closeEvent(event)

    def finish(self) -> str:
        """Close for good: the packet goes. Returns a sentence on an export that was called off."""
        called_off = self.background.end()
        self.close()
        self.studio.close()
        self.deleteLater()
        return called_off
