"""选用共性指标: the list of common indicators to tick, with how each is worked out and scored."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.dialog_buttons import dialog_buttons
from gui.help_topics import INDICATORS, set_topic
from gui.labels import gap, quiet_label
from model.book import Book
from model.common_indicators import CommonIndicator, library
from model.common_rows import used_common

_LETTERS, _LINES, _WORDS_LINES = 40, 24, 4
_ROLE = Qt.ItemDataRole.UserRole
_TICKED = Qt.CheckState.Checked


class CommonPicker(QDialog):
    """Space ticks, Enter adds rows for what is ticked; what the table has already cannot be ticked again."""

    picked = Signal(object)
    """A tuple of the names of the chosen indicators."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("选用共性指标")
        set_topic(self, INDICATORS)
        self.list = QListWidget()
        self.list.setAccessibleName("共性指标")
        self._fill(book)
        self.words = quiet_label("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setMinimumHeight(_WORDS_LINES * self.fontMetrics().lineSpacing())
        self.buttons = dialog_buttons("加入指标表")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margin = gap(self, 4)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(gap(self, 2))
        column.addWidget(
            quiet_label("勾选后在指标表中各增加一行；指标值和完成值由表中数据自动取得，可以另填。")
        )
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        column.addWidget(self.buttons)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(_LETTERS * letter, _LINES * self.fontMetrics().lineSpacing())
        self.list.currentItemChanged.connect(self._explain)
        self.list.itemChanged.connect(self._count)
        self.finished.connect(self.deleteLater)
        self.list.setCurrentRow(0)
        self._count()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names that are ticked and not in the table yet."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(one.data(_ROLE).name for one in items if _is_open(one) and one.checkState() is _TICKED)

    def accept(self) -> None:
        """Hand over what is ticked."""
        chosen = self.chosen
        super().accept()
        self.picked.emit(chosen)

    def _fill(self, book: Book) -> None:
        used = used_common(book)
        for one in library(book.profile.carryover_rate_base):
            item = QListWidgetItem(f"{one.name}（已在表中）" if one.name in used else one.name)
            item.setData(_ROLE, one)
            item.setCheckState(_TICKED if one.name in used else Qt.CheckState.Unchecked)
            if one.name in used:
                item.setFlags(item.flags() & ~(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable))
            self.list.addItem(item)

    def _explain(self, item: QListWidgetItem | None) -> None:
        one: CommonIndicator | None = item.data(_ROLE) if item else None
        lines = (("公式", one.formula), ("评分", one.standard), ("口径", one.scope)) if one else ()
        self.words.setText("\n".join(f"{title}：{words}" for title, words in lines if words))

    def _count(self) -> None:
        add = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        add.setEnabled(bool(self.chosen))
        add.setText(f"加入指标表（{len(self.chosen)} 项）" if self.chosen else "加入指标表")


def _is_open(item: QListWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
