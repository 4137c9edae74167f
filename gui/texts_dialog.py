"""取上年文字: the chapters of last year's report to tick; what is written here already is ticked by the clerk alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.dialog_buttons import dialog_buttons
from gui.help_topics import LAST_YEAR, set_topic
from gui.labels import bold_label, field_label, gap, quiet_label
from gui.screen_room import room_for
from intake.last_year_texts import ChapterText
from model.textlength import length_words

_LETTERS, _LENGTH_LETTERS, _WORDS_LINES = 44, 7, 3
_BEGINNING = 110
_ROLE = Qt.ItemDataRole.UserRole
_TICKED = Qt.CheckState.Checked
_TAKE = "取用"
_NOTE = "文中引用表中数据的，取来就是本年的数；其余照上年原样，请逐句改到本年。本年已写的章没有勾选，勾选的由上年文字代替。"


class TextsDialog(QDialog):
    """Space ticks, Enter takes what is ticked; 换一个文件… asks for another file."""

    picked = Signal(object)
    """A tuple of the rows of the chapters chosen."""
    other_wanted = Signal()

    def __init__(self, source: str, chapters: tuple[ChapterText, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("取上年文字")
        set_topic(self, LAST_YEAR)
        self.list = self._make_list()
        self._fill(chapters)
        self.words = quiet_label("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setMinimumHeight(_WORDS_LINES * self.fontMetrics().lineSpacing())
        self.buttons = dialog_buttons(_TAKE)
        other = self.buttons.addButton("换一个文件…", QDialogButtonBox.ButtonRole.ActionRole)
        other.setAutoDefault(False)
        other.clicked.connect(self._ask_other)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(source)
        self.list.currentItemChanged.connect(self._show_beginning)
        self.list.itemChanged.connect(self._count)
        self.finished.connect(self.deleteLater)
        self.list.setCurrentItem(self.list.topLevelItem(0))
        self._count()
        self.list.setFocus()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The rows of the chapters that are ticked."""
        items = (self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount()))
        return tuple(one.data(0, _ROLE).row for one in items if one.checkState(0) is _TICKED)

    def accept(self) -> None:
        """Hand over what is ticked."""
        chosen = self.chosen
        if chosen:
            super().accept()
            self.picked.emit(chosen)

    def _ask_other(self) -> None:
        self.reject()
        self.other_wanted.emit()

    def _make_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels(["章", "上年", "本年"])
        tree.setAccessibleName("取哪几章")
        tree.header().setAccessibleName("取哪几章的栏目")
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            tree.header().resizeSection(column, _LENGTH_LETTERS * self.fontMetrics().horizontalAdvance("字"))
            tree.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        return tree

    def _lay_out(self, source: str) -> None:
        column = QVBoxLayout(self)
        margin = gap(self, 4)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(gap(self, 2))
        where = bold_label(source)
        where.setWordWrap(True)
        column.addWidget(where)
        column.addWidget(quiet_label(_NOTE))
        column.addWidget(field_label("取哪几章(&N)", self.list))
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_LETTERS * self.fontMetrics().horizontalAdvance("字"))
        self._make_room(column)

    def _make_room(self, column: QVBoxLayout) -> None:
        """All chapters in view, as far as the screen allows.

        Wrapped notes ask for their height only once they are shown: without this the list would lie over them.
        """
        rows = self.list.sizeHintForRow(0) * self.list.topLevelItemCount()
        whole = rows + self.list.header().sizeHint().height() + 2 * self.list.frameWidth()
        room = room_for(self).height()
        self.list.setMinimumHeight(whole)
        lacking = max(column.totalHeightForWidth(self.minimumWidth()) - room, 0)
        self.list.setMinimumHeight(whole - lacking)
        self.setMinimumHeight(column.totalHeightForWidth(self.minimumWidth()))

    def _fill(self, chapters: tuple[ChapterText, ...]) -> None:
        for one in chapters:
            item = QTreeWidgetItem(self.list, [one.title, length_words(one.there), length_words(one.here)])
            item.setData(0, _ROLE, one)
            for column in (1, 2):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setCheckState(0, _TICKED if one.there and not one.here else Qt.CheckState.Unchecked)
            if not one.there:
                item.setDisabled(True)

    def _show_beginning(self, item: QTreeWidgetItem | None) -> None:
        one: ChapterText | None = item.data(0, _ROLE) if item else None
        words = one.text.replace("\n", "　") if one else ""
        self.words.setText(words if len(words) <= _BEGINNING else f"{words[:_BEGINNING]}…")

    def _count(self) -> None:
        take = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        take.setEnabled(bool(self.chosen))
        take.setText(f"{_TAKE}（{len(self.chosen)} 章）" if self.chosen else _TAKE)
