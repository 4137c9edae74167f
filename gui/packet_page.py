"""The open packet: banner, tabs with their badges, and the way to any cell."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QTabWidget, QVBoxLayout, QWidget

from gui.badge import Badge
from gui.document import Document
from gui.message_bar import MessageBar, Tone
from gui.tabs.annex1 import Annex1Tab
from gui.tabs.annex2 import Annex2Tab
from gui.tabs.base import PacketTab
from gui.tabs.chapters import ChaptersTab
from gui.tabs.details import DetailsTab
from gui.tabs.evaluators import EvaluatorsTab
from gui.tabs.finance import FinanceTab
from gui.tabs.indicators import IndicatorsTab
from gui.tabs.notice import NoticeTab
from gui.tabs.overview import OverviewTab
from gui.tabs.records import RecordsTab
from model.cells import CellRef
from model.findings import Severity, Span

TABS: tuple[type[PacketTab], ...] = (
    OverviewTab,
    FinanceTab,
    IndicatorsTab,
    EvaluatorsTab,
    NoticeTab,
    ChaptersTab,
    Annex1Tab,
    Annex2Tab,
    DetailsTab,
    RecordsTab,
)


class PacketPage(QWidget):
    """A page is made when it is first looked at, so that opening a packet costs one page, not all."""

    message = Signal(str)
    selection_summary = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._made: dict[int, PacketTab] = {}
        self._badges: list[Badge] = []
        self._holders: list[QVBoxLayout] = []
        self.banner = MessageBar(closable=False)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.tabs, 1)
        for index, tab in enumerate(TABS):
            self._add_holder(index, tab)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        document.changed.connect(self._show_badges)
        self._make(0)
        self._show_badges()
        self._show_banner()

    @property
    def current(self) -> PacketTab:
        """The page in view."""
        return self._make(self.tabs.currentIndex())

    def page_of(self, sheet: str) -> PacketTab:
        """The page that shows a form, made if need be."""
        return self._make(self._index_of(sheet))

    def badge_of(self, sheet: str) -> Badge:
        """The badge on the page of a form."""
        return self._badges[self._index_of(sheet)]

    def goto(self, ref: CellRef, span: Span | None = None) -> None:
        """Show a cell, put the cursor there and let it flash."""
        self.tabs.setCurrentIndex(self._index_of(ref.sheet))
        self.current.goto(ref, span)

    def commit(self) -> None:
        """Take over what is being typed right now."""
        for page in self._made.values():
            page.commit()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self.banner.refresh_colors()
        for badge in self._badges:
            badge.update()
        for page in self._made.values():
            page.refresh_colors()

    # -- inside --------------------------------------------------------------------------------------------------

    def _add_holder(self, index: int, tab: type[PacketTab]) -> None:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        self._holders.append(layout)
        self.tabs.addTab(holder, tab.title)
        badge = Badge()
        self._badges.append(badge)
        self.tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)

    def _index_of(self, sheet: str) -> int:
        return next(index for index, tab in enumerate(TABS) if sheet in tab.sheets)

    def _make(self, index: int) -> PacketTab:
        if index not in self._made:
            page = TABS[index](self._document)
            page.message.connect(self.message)
            page.selection_summary.connect(self.selection_summary)
            self._holders[index].addWidget(page)
            page.show()  # at once, not with the next events: keys go only to what is visible
            self._made[index] = page
        return self._made[index]

    def _on_tab_changed(self, index: int) -> None:
        self._make(index)
        self.selection_summary.emit("")

    def _show_badges(self) -> None:
        for index, (tab, badge) in enumerate(zip(TABS, self._badges, strict=True)):
            mandatory, advisory = (
                self._document.finding_count(tab.sheets, severity)
                for severity in (Severity.MANDATORY, Severity.ADVISORY)
            )
            if badge.show_counts(mandatory, advisory):
                # Put in once more, the tab makes room for its new width; Qt hides what was there before, so show it.
                self.tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)
                badge.show()

    def _show_banner(self) -> None:
        if self._document.notice:
            tone = Tone.LOCKED if self._document.read_only else Tone.INFO
            self.banner.tell(self._document.notice, tone, stay=True)
        elif self._document.read_only:
            self.banner.tell("本文件以只读方式打开，可以查看、审核、导出，不能修改。", Tone.LOCKED, stay=True)
