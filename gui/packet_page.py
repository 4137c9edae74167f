"""The open packet: banner, tabs with their badges, and the way to any cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QVBoxLayout, QWidget

from gui.badge import Badge
from gui.document import Document
from gui.final_codes import codes_words, final_codes
from gui.find_bar import FindBar
from gui.focusing import enter
from gui.message_bar import MessageBar, Offer, Tone
from gui.page_place import PagePlace
from gui.piecemeal import Piecemeal
from gui.replacer import Replacer
from gui.search import find
from gui.tabs.registry import TABS, TabEntry
from model.cells import CellRef
from model.findings import Severity, Span
from model.sought import Hit

if TYPE_CHECKING:
    from gui.tabs.base import PacketTab

FINAL_BANNER = "已定稿，不能修改；需要修改的，请先取消定稿，定稿时的内容会留作一个版本。\n校验码　"
READ_ONLY_BANNER = "本文件以只读方式打开，可以查看、审核、导出，不能修改；需要修改的，请另存副本。"


class PacketPage(QWidget):
    """A page is made when it is first looked at, so that opening a packet costs one page, not all; ``at``: the first.

    It is made in pieces between which the window goes on, and shown when it is whole. Keys that come before belong to it:
    then it is finished at once.
    """

    message = Signal(str)
    done = Signal(str)
    """What was done to many places at once."""
    selection_summary = Signal(str)
    turned = Signal()
    """Another page came into view."""
    wanted = Signal(str)
    """The name of a menu command that the banner or a page offers."""

    def __init__(self, document: Document, parent: QWidget, at: int = 0) -> None:
        super().__init__(parent)
        self._document = document
        self._made: dict[int, PacketTab] = {}
        self._making: dict[int, Piecemeal] = {}
        self._once_whole: Callable[[], None] | None = None
        """What is to be done with the page in view when it is whole."""
        self._badges: list[Badge] = []
        self._short = False
        self._places: list[PagePlace] = []
        self.banner = MessageBar(closable=False)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.tabs, 1)
        for index, tab in enumerate(TABS):
            self._add_place(index, tab)
        self.tabs.setCurrentIndex(at)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        document.changed.connect(self._show_badges)
        self._begin(at)
        self._show_badges()
        self._show_banner()

    @cached_property
    def find_bar(self) -> FindBar:
        """查找 and 替换, below the tabs, from the first time that they are asked for."""
        bar = FindBar(self._search, self._first_from_here, Replacer(self._document, self._search))
        self._column.addWidget(bar)
        bar.found.connect(self._show_hit)
        bar.closed.connect(self._on_find_closed)
        bar.message.connect(self.message)
        bar.done.connect(self.done)
        self._document.changed.connect(bar.follow)
        return bar

    @property
    def current(self) -> PacketTab:
        """The page in view, whole: what is still being made of it is made now."""
        return self._make(self.tabs.currentIndex())

    @property
    def sheets(self) -> tuple[str, ...]:
        """The forms on the page in view."""
        return TABS[self.tabs.currentIndex()].sheets

    def page_of(self, sheet: str) -> PacketTab:
        """The page that shows a form, made if need be."""
        return self._make(self._index_of(sheet))

    def badge_of(self, sheet: str) -> Badge:
        """The badge on the page of a form."""
        return self._badges[self._index_of(sheet)]

    def goto(self, ref: CellRef, span: Span | None = None, then: Callable[[], None] = lambda: None) -> None:
        """Show a cell, put the cursor there and let it flash, once its page is whole; then do what is to follow."""

        def show() -> None:
            self.current.goto(ref, span)
            then()

        self.tabs.setCurrentIndex(self._index_of(ref.sheet))
        self._when_whole(show)

    def enter(self) -> None:
        """Give the keys to the page in view, once it is whole."""
        self._when_whole(lambda: enter(self.current))

    @property
    def is_whole(self) -> bool:
        """Whether the page in view is there; it may still be in the making."""
        return self.tabs.currentIndex() not in self._making

    def finish(self) -> None:
        """Make now what is still to be made of the page in view."""
        self._make(self.tabs.currentIndex())

    def leave(self) -> None:
        """The packet goes: what is typed is taken over, what is still to be made is not wanted any more."""
        self.commit()
        for work in self._making.values():
            work.stop()

    def step(self, by: int) -> None:
        """To the next page (1) or the one before (−1), around the ends."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self.enter()

    def commit(self) -> None:
        """Take over what is being typed right now."""
        for page in self._made.values():
            page.commit()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self.banner.refresh_colors()
        if "find_bar" in self.__dict__:
            self.find_bar.refresh_colors()
        for badge in self._badges:
            badge.update()
        for index, page in self._made.items():
            if index in self._making:
                self._making[index].done.connect(page.refresh_colors)
            else:
                page.refresh_colors()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other badges and titles."""
        super().resizeEvent(event)
        self._fit_tabs()

    # -- inside --------------------------------------------------------------------------------------------------

    def _add_place(self, index: int, tab: TabEntry) -> None:
        place = PagePlace()
        place.key_came.connect(self.finish)
        self._places.append(place)
        self.tabs.addTab(place, tab.title)
        self.tabs.tabBar().setAccessibleTabName(index, tab.title)
        badge = Badge()
        self._badges.append(badge)
        self.tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)

    def _index_of(self, sheet: str) -> int:
        return next(index for index, tab in enumerate(TABS) if sheet in tab.sheets)

    def _make(self, index: int) -> PacketTab:
        self._begin(index)
        if index in self._making:
            self._making[index].finish()
        return self._made[index]

    def _begin(self, index: int) -> None:
        if index in self._made or index in self._making:
            return
        work = self._making[index] = Piecemeal(self, together_ms=0)
        work.done.connect(lambda: self._on_whole(index))
        work.begin(self._pieces(index))

    def _pieces(self, index: int) -> Iterator[None]:
        kind = TABS[index].load()
        yield
        # In its place from the beginning: Qt dresses what is moved into another widget anew, with all that is in it.
        place = self._places[index]
        page = self._made[index] = kind(self._document, place)
        page.hide()
        place.lay_in(page)
        page.message.connect(self.message)
        page.jump.connect(self.goto)
        page.wanted.connect(self.wanted)
        page.selection_summary.connect(self.selection_summary)
        yield
        for _ in page.pieces():
            yield
        page.setUpdatesEnabled(False)
        page.show()
        yield
        for _ in page.unveil():
            yield
        page.setUpdatesEnabled(True)

    def _on_whole(self, index: int) -> None:
        self._making.pop(index).deleteLater()
        if index != self.tabs.currentIndex() or self._once_whole is None:
            return
        waiting, self._once_whole = self._once_whole, None
        keys_are = self.window().focusWidget()
        waiting()
        if keys_are is not None and keys_are is not self._places[index]:
            keys_are.setFocus()  # the clerk, or the list that led here, has put them elsewhere meanwhile

    def _when_whole(self, do: Callable[[], None]) -> None:
        """Do it with the page in view, now or when it is whole; keys that come before finish it."""
        index = self.tabs.currentIndex()
        if index in self._making:
            self._once_whole = do
            self._places[index].setFocus()
        else:
            do()

    def _on_tab_changed(self, index: int) -> None:
        self._once_whole = None
        self._begin(index)
        self.turned.emit()
        self.selection_summary.emit("")

    def _search(self, words: str) -> list[Hit]:
        return find(self._document, words, tuple(sheet for tab in TABS for sheet in tab.sheets))

    def _first_from_here(self, hits: list[Hit]) -> int:
        """The first place on the page in view or after it."""
        here = self.tabs.currentIndex()
        return next((at for at, hit in enumerate(hits) if self._index_of(hit.ref.sheet) >= here), 0)

    def _show_hit(self, hit: Hit) -> None:
        self.goto(hit.ref, hit.span)

    def _on_find_closed(self, hit: Hit | None) -> None:
        if hit is None:
            self.enter()
        else:
            self._show_hit(hit)

    def _show_badges(self) -> None:
        for tab, badge in zip(TABS, self._badges, strict=True):
            badge.show_counts(
                *(
                    self._document.finding_count(tab.sheets, severity)
                    for severity in (Severity.MANDATORY, Severity.ADVISORY)
                )
            )

    def _fit_tabs(self) -> None:
        """Both counts where all tabs have room for them, else the graver one, and then short titles; never by what the counts are."""
        bar = self.tabs.tabBar()
        spared = sum(self._width_of(tab.title) - self._width_of(tab.short or tab.title) for tab in TABS)
        titles = bar.sizeHint().width() - sum(badge.width() for badge in self._badges)
        titles += spared if self._short else 0
        two, one = (sum(badge.width_for(pills) for badge in self._badges) for pills in (2, 1))
        alone = titles + two > self.width()
        self._show_titles(short=titles + one > self.width())
        for index, badge in enumerate(self._badges):
            if badge.show_alone(alone):
                # Put in once more, the tab takes its new width; Qt hides what was there before, so show it.
                bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)
                badge.show()

    def _width_of(self, title: str) -> int:
        return self.tabs.tabBar().fontMetrics().horizontalAdvance(title)

    def _show_titles(self, *, short: bool) -> None:
        """Short titles still tell the whole one to the pointer and to a screen reader."""
        if short == self._short:
            return
        self._short = short
        for index, tab in enumerate(TABS):
            self.tabs.setTabText(index, tab.short if short and tab.short else tab.title)
            self.tabs.setTabToolTip(index, tab.title if short else "")

    def _show_banner(self) -> None:
        """Why nothing can be changed and what to do; or what the clerk should know of how the file was opened."""
        document, notice = self._document, self._document.notice
        if document.project.read_only:
            offers = [self._offer("重新打开", "open_again"), self._offer("另存副本…", "save_copy")]
            self.banner.tell(notice or READ_ONLY_BANNER, Tone.LOCKED, offers)
        elif document.is_final:
            codes = final_codes(document.book, document.project.final)
            offers = [self._offer("复制校验码", "copy_codes"), self._offer("取消定稿", "reopen")]
            self.banner.tell(FINAL_BANNER + codes_words(codes), Tone.LOCKED, offers)
        elif notice:
            self.banner.tell(notice, Tone.INFO, stay=True)

    def _offer(self, words: str, command: str) -> Offer:
        return words, lambda: self.wanted.emit(command)
