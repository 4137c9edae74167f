"""What helps the clerk along: 填报提示, 填报进度, 图表, the guide, the first steps, 关于. Made when first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.document import Document
from gui.help_key import HelpKey
from gui.help_topics import topic_of, topic_of_window
from gui.settings import Settings
from gui.window_place import WindowPlace, open_in_place

if TYPE_CHECKING:
    from gui.chart_window import ChartWindow
    from gui.guidance_strip import GuidanceStrip
    from gui.help_window import HelpWindow
    from gui.main_window import MainWindow
    from gui.tour import Tour
    from model.cells import CellRef
    from model.progress import PartProgress

_SETTLE_MS = 150
"""How long the packet rests before progress is counted anew."""


class Assistance(QObject):
    """The window's helper; ``goto`` asks for a cell to be shown, ``progress_changed`` tells words for the status bar."""

    goto = Signal(object)
    progress_changed = Signal(str)

    def __init__(self, document: Document, settings: Settings, window: MainWindow) -> None:
        super().__init__(window)
        self._document = document
        self._settings = settings
        self._window = window
        self.strip: GuidanceStrip | None = None
        self.tour: Tour | None = None
        self._help: HelpWindow | None = None
        self._charts: ChartWindow | None = None
        self._parts: tuple[PartProgress, ...] = ()
        self._offered = False
        self.toggle = QAction("填报提示", window)
        self.toggle.setCheckable(True)
        self.toggle.setChecked(settings.guidance_shown)
        self.toggle.setShortcut("Ctrl+F1")
        self.toggle.setToolTip("显示或收起页面下方的填报提示（Ctrl+F1）")
        self.toggle.toggled.connect(self._show_guidance)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._count)
        HelpKey(self._help_beside, window)
        document.changed.connect(self._settle.start)
        document.opened.connect(self._on_opened)

    # -- 填报提示 ------------------------------------------------------------------------------------------------

    def make_strip(self, column: QVBoxLayout) -> None:
        """Put 填报提示 below the page in this column; it is there from the first packet on, shown or not."""
        from gui.guidance_strip import GuidanceStrip

        if self.strip is None:
            self.strip = GuidanceStrip(self._document, self._window)
            self.strip.hide_wanted.connect(lambda: self.toggle.setChecked(False))
            column.insertWidget(1, self.strip)
        self._place_strip()

    def _show_guidance(self, shown: bool) -> None:
        self._settings.guidance_shown = shown
        self._place_strip()

    def explain(self) -> None:
        """Shift+F1: all the words on the cell under the cursor."""
        if self.strip is not None:
            self.toggle.setChecked(True)
            self.strip.show_all()

    @property
    def cell(self) -> CellRef | None:
        """The cell under the cursor; None where there is none, or another page came into view since."""
        return self.strip.ref if self.strip is not None else None

    def _place_strip(self) -> None:
        if self.strip is not None:
            self.strip.setVisible(self._document.is_open and self.toggle.isChecked())

    # -- 填报进度 ------------------------------------------------------------------------------------------------

    def progress(self) -> None:
        """Open the list of what is missing."""
        from gui.packet_page import TABS
        from gui.progress_popup import ProgressPopup

        if not self._document.is_open:
            return
        self._count()
        popup = ProgressPopup([(tab.title, tab.sheets) for tab in TABS], self._parts, self._window)
        popup.jump.connect(self.goto)
        popup.open_above(self._window.status.progress)

    def _count(self) -> None:
        if not self._document.is_open:
            self.progress_changed.emit("")
            return
        from gui.progress_popup import progress_words
        from model.progress import progress

        self._parts = progress(self._document.book)
        self.progress_changed.emit(progress_words(self._parts))

    # -- windows -------------------------------------------------------------------------------------------------

    def help(self) -> None:
        """F1: the guide, at the part that belongs to the cell under the cursor, or to what has the keys otherwise."""
        focused = QApplication.focusWidget()
        own = topic_of_window(focused) if focused is not None else None
        self._show_guide(own or topic_of(self._sheet()))

    def _help_beside(self, front: QWidget) -> None:
        """F1 in another window: the part that it is about."""
        if front.windowType() == Qt.WindowType.Popup:
            front.close()
        self._show_guide(topic_of_window(front) or topic_of(self._sheet()))

    def _show_guide(self, heading: str) -> None:
        from gui.help_window import HelpWindow

        if self._help is None:
            self._help = HelpWindow(parent=self._window)
            WindowPlace(self._help, self._settings, "help")
        self._help.stand_before(QApplication.activeModalWidget())
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()
        self._help.go(heading)

    def _sheet(self) -> str | None:
        if not self._document.is_open or self._window.page is None:
            return None
        ref = self.cell
        sheets = self._window.page.sheets
        return ref.sheet if ref is not None and ref.sheet in sheets else sheets[0]

    @property
    def chart_window(self) -> ChartWindow | None:
        """图表, once it was opened."""
        return self._charts

    @property
    def help_window(self) -> HelpWindow | None:
        """The guide, once it was opened."""
        return self._help

    def charts(self) -> None:
        """图表."""
        from gui.chart_window import ChartWindow

        if self._charts is None:
            self._charts = ChartWindow(self._document, self._settings, self._window)
            WindowPlace(self._charts, self._settings, "charts")
        self._charts.refresh()
        self._charts.show()
        self._charts.raise_()
        self._charts.activateWindow()

    def about(self) -> None:
        """关于."""
        from gui.about import AboutDialog

        open_in_place(AboutDialog(self._window), self._settings, "about")

    # -- first steps ---------------------------------------------------------------------------------------------

    def offer_tour(self) -> None:
        """Show the first steps with the first packet that is opened, once and for all."""
        if self._settings.tour_done:
            return
        if self._document.is_open:
            self._start_offered()
        self._document.opened.connect(self._start_offered)

    def _start_offered(self) -> None:
        if self._document.is_open and not self._offered and not self._settings.tour_done:
            self._offered = True
            QTimer.singleShot(0, self, self.start_tour)

    def start_tour(self) -> None:
        """新手提示, now."""
        from gui.tour import Tour
        from gui.tour_steps import steps_of

        if self._document.is_open:
            if self.tour is None:
                self.tour = Tour(self._window, self._settings, steps_of(self._window))
                self.tour.going_on.connect(self._window.messages.give_way)
            self.tour.start()

    def end_tour(self) -> None:
        """The notes are in the way now."""
        if self.tour is not None:
            self.tour.stop()

    # -- following -----------------------------------------------------------------------------------------------

    def close_all(self) -> None:
        """The window is closing."""
        self.end_tour()
        for window in (self._help, self._charts):
            if window is not None:
                window.close()
        if self.strip is not None:
            self.strip.detach()
        self._settle.stop()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        if self.strip is not None:
            self.strip.refresh_colors()

    def _on_opened(self) -> None:
        self.end_tour()
        self._place_strip()
        self._count()

    def show_cell(self, ref: CellRef) -> None:
        """Words on a cell that was gone to without the keyboard."""
        if self.strip is not None:
            self.strip.show_cell(ref)
