"""评价报告: the eleven chapters at the left, the text in the middle, what was found in it at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from gui.chapter_editor import ChapterEditor
from gui.chapter_list import ChapterList
from gui.document import Document
from gui.field_picker import pick_field
from gui.flash import Flash
from gui.icons import icon
from gui.labels import ElidingLabel, bold_label, field_label, gap, quiet_label
from gui.prose_look import as_paragraph
from gui.prose_margins import ProseMargins
from gui.tabs.base import PacketTab
from model.cells import CellRef
from model.drafting import draft, draft_empty_chapters, not_there_yet
from model.findings import Span
from model.forms.prose import CHAPTERS
from model.textlength import length_of, length_words


class ChaptersTab(PacketTab):
    """Each chapter is one prose cell."""

    title = "评价报告"
    sheets = ("chapters",)

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(document, parent)
        self.list = ChapterList(document)
        self.editor = ChapterEditor(document)
        self.margins = ProseMargins(document, self.editor)
        self.editor.setPlaceholderText(as_paragraph("在这里写本章，或者用右上方的按钮。"))
        self._heading = ElidingLabel()
        self._heading.setFont(bold_label().font())
        self._heading.setBuddy(self.editor)
        self._length: QLabel = quiet_label("")
        self._length.setWordWrap(False)
        self._buttons: dict[str, QToolButton] = {}
        self._lay_out()
        self._connect()
        self._on_opened()

    # -- what the window asks ------------------------------------------------------------------------------------

    def goto(self, ref: CellRef, span: Span | None = None) -> None:
        """Show a chapter and select the stretch that is meant."""
        self.list.setCurrentRow(self.list.row_ids.index(ref.row))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if span is not None:
            self.editor.select(span)
        Flash.over(self.editor.viewport(), self._target())

    def commit(self) -> None:
        """Take over what is being typed right now."""
        for card in self.margins.cards.cards:
            card.commit()
        self.editor.commit()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        for name, button in self._buttons.items():
            button.setIcon(icon(name))
        self.editor.refresh_colors()
        self.margins.refresh_colors()
        self.list.viewport().update()

    # -- commands ------------------------------------------------------------------------------------------------

    def pick_field(self) -> None:
        """插入数据…: choose what to quote."""
        self.editor.commit()
        pick_field(self.document, self, self.editor.ref, self._insert_field)

    def draft_chapter(self) -> None:
        """起草本章数据段落: below the caret, or into the empty chapter."""
        ref = self.editor.ref
        if ref is None or self.document.read_only:
            return
        self.editor.commit()
        text = draft(self.document.book, ref.row)
        if not text:
            self.message.emit("表中还没有能写进本章的数据，请先填表，或者直接写。")
            return
        text = not_there_yet(text, self.document.book.text(ref))
        if not text:
            self.message.emit("表中的数据段落本章都已经有了，没有再加。")
            return
        self.editor.insert_paragraphs(text, f"起草{self._heading.text()}")
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft_all(self) -> None:
        """起草全部空白章节: what is written stays as it is."""
        if self.document.read_only:
            return
        self.editor.commit()
        edit = draft_empty_chapters(self.document.book)
        if not edit.changes:
            self.message.emit("没有可以起草的空白章节：已写的章节不会改动，其余各章表中没有数据。")
            return
        self.document.apply(edit)
        self.message.emit(f"已按表中数据起草 {len(edit.changes)} 章，可以撤销。")

    # -- making --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        page = QWidget()
        margin = gap(self, 4)
        right = QVBoxLayout()
        right.setSpacing(gap(self, 1.5))
        right.addLayout(self._tools())
        right.addWidget(self.editor, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(margin)
        left = QVBoxLayout()
        left.setSpacing(gap(self, 1.5))
        caption = field_label("各章(&N)", self.list)
        caption.setMinimumHeight(
            self._buttons["draft"].sizeHint().height()
        )  # list and sheet begin at one height
        left.addWidget(caption)
        left.addWidget(self.list, 1)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.setWidget(page)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(gap(self, 1))
        row.addWidget(self._heading)
        row.addSpacing(gap(self, 2))
        row.addWidget(self._length)
        row.addStretch(1)
        row.addWidget(
            self._button(
                "import",
                "取上年文字…",
                "把上年评价报告的文字取来改，已写的章节不勾选就不改动",
                lambda: self.wanted.emit("last_year_texts"),
            )
        )
        row.addWidget(
            self._button("quote", "插入数据…", "引用表中的数，表改了文中跟着改（Ctrl+J）", self.pick_field)
        )
        drafting = self._button(
            "draft", "起草本章数据段落", "按表中数据写出本章的数据段落，可以再改", self.draft_chapter
        )
        menu = QMenu(drafting)
        menu.addAction("起草本章数据段落").triggered.connect(self.draft_chapter)
        menu.addAction("起草全部空白章节").triggered.connect(self.draft_all)
        drafting.setMenu(menu)
        drafting.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        row.addWidget(drafting)
        return row

    def _button(self, picture: str, words: str, hint: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(hint)
        button.setIcon(icon(picture))
        size = button.fontMetrics().height()
        button.setIconSize(QSize(size, size))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(act)
        self._buttons[picture] = button
        return button

    def _connect(self) -> None:
        self.editor.message.connect(self.message)
        self.editor.jump.connect(self.jump)
        self.editor.field_wanted.connect(self.pick_field)
        self.editor.edited.connect(self._show_length)
        self.editor.marks_changed.connect(self._show_length)
        self.list.currentRowChanged.connect(self._show_chapter)
        shortcut = QShortcut(QKeySequence("Ctrl+J"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.pick_field)
        self.document.opened.connect(self._on_opened)

    # -- following -----------------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        if self.document.is_open:
            self.list.setCurrentRow(0)
            self._show_chapter(0)
            for name in self._buttons:
                self._buttons[name].setEnabled(not self.document.read_only)

    def _show_chapter(self, number: int) -> None:
        if 0 <= number < self.list.count():
            title = self.list.item(number).text()
            self._heading.setText(title)
            self.editor.show_cell(CHAPTERS.ref(self.list.row_ids[number], "text"), title)

    def _show_length(self) -> None:
        self._length.setText(length_words(length_of(self.editor.document().toRawText())))

    def _insert_field(self, ref: CellRef) -> None:
        self.editor.insert_field(ref)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _target(self) -> QRect:
        """The lines of the selected stretch, else the whole text."""
        whole, cursor = self.editor.viewport().rect(), self.editor.textCursor()
        if not cursor.hasSelection():
            return whole
        ends = [QTextCursor(cursor), QTextCursor(cursor)]
        ends[0].setPosition(cursor.selectionStart())
        ends[1].setPosition(cursor.selectionEnd())
        first, last = (self.editor.cursorRect(end) for end in ends)
        return QRect(0, first.top(), whole.width(), last.bottom() - first.top()).intersected(whole)
