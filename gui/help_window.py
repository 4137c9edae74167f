"""使用说明: the guide in a window of its own, with contents, search, and the way back."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.help_topics import TITLE, set_topic
from gui.icons import icon
from gui.labels import field_label, gap
from gui.splitter import Splitter

GUIDE = Path(__file__).resolve().parent.parent / "resources" / "help" / "guide.md"
_PLACE = Qt.ItemDataRole.UserRole
_CONTENTS_LEVEL = 2
_SETTLE_MS = 80


def slug(heading: str) -> str:
    """A heading's anchor, as GitHub makes it: 四、填表 → 四填表."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


class GuideBrowser(QTextBrowser):
    """Shows the guide; pictures are made to fit the width."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.reload)
        self._anchor: int | None = None
        self._laid_out_for = 0
        # Always there: while the text is laid out anew it is short, and a bar that goes and comes is another width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled)
        self.setOpenLinks(False)
        self.setAccessibleName("使用说明")
        self.setMarkdown(path.read_text(encoding="utf-8"))
        self.document().setDocumentMargin(2 * self.fontMetrics().height())

    def headings(self) -> list[tuple[int, str, int]]:
        """Level, words and position of every heading."""
        found = []
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                found.append((level, block.text(), block.position()))
            block = block.next()
        return found

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the guide's folder, not wider than the text."""
        place = name.toString() if isinstance(name, QUrl) else name
        if kind != QTextDocument.ResourceType.ImageResource.value or ".." in place:
            return super().loadResource(kind, QUrl(place))
        picture = QImage(str(self._path.parent / place))
        room = self._room()
        if picture.isNull() or picture.width() <= room:
            return picture
        scale = self.devicePixelRatioF()
        smaller = picture.scaledToWidth(
            min(picture.width(), round(room * scale)), Qt.TransformationMode.SmoothTransformation
        )
        smaller.setDevicePixelRatio(smaller.width() / room)
        return smaller

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: pictures are taken from the disk anew when the text is next laid out."""
        super().resizeEvent(event)
        if self._room() != self._laid_out_for:
            self._settle.start()

    def reload(self) -> None:
        """Lay the pictures out for the present width, with the same words at the top; what was found stays selected."""
        self._laid_out_for = self._room()
        cursor = self.textCursor()
        start, end = cursor.anchor(), cursor.position()
        first = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        top = first if self._anchor is None else self._anchor
        text = self.document()
        text.clear()
        self.setMarkdown(self._path.read_text(encoding="utf-8"))
        text.setDocumentMargin(2 * self.fontMetrics().height())
        if self._anchor is not None:
            self.show_position(top)
        else:
            self._bring_up(top)
        if start != end:
            self._select(start, end)

    def find_words(self, words: str) -> bool:
        """Select the next place with the words, from the top again after the last; False where there is none."""
        here = self.textCursor()
        if not self.find(words):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            if not self.find(words):
                self.setTextCursor(here)
                return False
        self._anchor = None
        return True

    def show_position(self, position: int) -> None:
        """Bring a place of the text to the top of the window; it stays there until the reader scrolls."""
        self._anchor = position
        self._bring_up(position)

    def _bring_up(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        top = bar.value() + self.cursorRect(cursor).top() - self.fontMetrics().height()
        # The first heading has a line above it: cut in half it would look broken.
        bar.setValue(top if top > self.viewport().height() // 4 else 0)

    def _select(self, start: int, end: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _on_scrolled(self) -> None:
        self._anchor = None

    def _room(self) -> int:
        return max(200, self.viewport().width() - 5 * self.fontMetrics().height())


class HelpWindow(QDialog):
    """Beside the work. F1 elsewhere brings it to the front at the place that belongs to the work."""

    def __init__(self, path: Path = GUIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        set_topic(self, TITLE)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.page = GuideBrowser(path)
        self.page.anchorClicked.connect(self._on_link)
        self.contents = QListWidget()
        self.contents.setAccessibleName("目录")
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找，按 Enter 找下一处")
        self.search.setAccessibleName("在使用说明中查找")
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self.find_next)
        self.found = QLabel()
        self._past: list[str] = []
        self._future: list[str] = []
        self._here = ""
        self.back_button = self._button("返回", "back", "返回刚才看的一节（Alt+←）", self.back)
        self.forward_button = self._button("前进", "forward", "前进到返回之前的一节（Alt+→）", self.forward)
        for keys, act in (
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("Ctrl+F", self._to_search),
            ("F3", self.find_next),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self._lay_out()
        self._fill_contents()
        self._show_buttons()

    # -- standing ------------------------------------------------------------------------------------------------

    def stand_before(self, dialog: QWidget | None) -> None:
        """Before this dialog for as long as it holds up the other windows; without one, before the main window."""
        self.winId()  # a window of the system's, which alone can stand before another
        front = dialog if dialog is not None else self.parentWidget()
        if front is None or front is self or self.windowHandle().transientParent() == front.windowHandle():
            return
        self.hide()  # the system takes it over with the next showing
        self.windowHandle().setTransientParent(front.windowHandle())
        if isinstance(dialog, QDialog):
            dialog.finished.connect(self._stand_back)

    def _stand_back(self) -> None:
        """The dialog goes, the guide stays."""
        shown = self.isVisible()
        self.stand_before(None)
        self.setVisible(shown)

    # -- going ---------------------------------------------------------------------------------------------------

    @property
    def here(self) -> str:
        """The heading that was gone to last."""
        return self._here

    def go(self, heading: str) -> bool:
        """Show the part under a heading; False when the guide has none like it."""
        if not self._show(heading):
            return False
        if self._here and self._here != heading:
            self._past.append(self._here)
            self._future.clear()
        self._here = heading
        self._show_buttons()
        return True

    def back(self) -> None:
        """The part shown before."""
        self._step(self._past, self._future)

    def forward(self) -> None:
        """The part that was left by going back."""
        self._step(self._future, self._past)

    def find_next(self) -> None:
        """The next place with the words, from the top again after the last."""
        words = self.search.text().strip()
        if not words:
            return
        self.found.setText("" if self.page.find_words(words) else "没有找到，请换几个字再找。")

    # -- inside --------------------------------------------------------------------------------------------------

    def _step(self, source: list[str], other: list[str]) -> None:
        if source and self._show(source[-1]):
            other.append(self._here)
            self._here = source.pop()
            self._show_buttons()

    def _show(self, heading: str) -> bool:
        wanted = slug(heading)
        place = next((at for _, words, at in self.page.headings() if slug(words) == wanted), None)
        if place is None:
            return False
        self.page.show_position(place)
        for row in range(self.contents.count()):
            if slug(self.contents.item(row).text()) == wanted:
                self.contents.blockSignals(True)
                self.contents.setCurrentRow(row)
                self.contents.blockSignals(False)
        return True

    def _on_link(self, link: QUrl) -> None:
        """Links within the guide; the program opens nothing outside."""
        wanted = slug(QUrl.fromPercentEncoding(link.fragment().encode()))
        heading = next((words for _, words, _ in self.page.headings() if slug(words) == wanted), None)
        if heading is not None:
            self.go(heading)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.go(item.text())

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _fill_contents(self) -> None:
        self.contents.blockSignals(True)
        for level, words, _ in self.page.headings():
            if level <= _CONTENTS_LEVEL:
                QListWidgetItem(words, self.contents)
        self.contents.blockSignals(False)

    def _show_buttons(self) -> None:
        self.back_button.setEnabled(bool(self._past))
        self.forward_button.setEnabled(bool(self._future))

    def _button(self, words: str, picture: str, hint: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setIcon(icon(picture))
        button.setToolTip(hint)
        button.setAccessibleName(words)
        button.setAutoRaise(True)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        step = gap(self, 2)
        line = QHBoxLayout()
        line.setSpacing(step)
        for button in (self.back_button, self.forward_button):
            line.addWidget(button)
        line.addWidget(field_label("查找(&S)", self.search))
        line.addWidget(self.search)
        line.addWidget(self.found, 1)
        split = Splitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.contents)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(step, step, step, step)
        column.addLayout(line)
        column.addWidget(split, 1)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.search.setFixedWidth(18 * letter)
        split.setSizes([14 * letter, 56 * letter])
        self.resize(76 * letter, 46 * letter)
