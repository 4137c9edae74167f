"""The commands of a table, with their keys: copy, paste, clear, fill, rows, stating a figure against its formula."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.block_edits import BlockEdit, clear, fill_down, fill_with, paste
from gui.clipboard import format_block, parse_block
from gui.provenance_menu import Trace
from gui.row_actions import delete_edit, insert_edit, move_edit

if TYPE_CHECKING:
    from gui.form_view import FormTable


class TableActions(QObject):
    """Owns the actions and does what they say. Every one is a single Edit, so a single undo; none asks back."""

    def __init__(self, table: FormTable) -> None:
        super().__init__(table)
        self._table = table
        self.cut = self._action("剪切", "Ctrl+X", self._cut)
        self.copy = self._action("复制", "Ctrl+C", self._copy)
        self.paste = self._action("粘贴", "Ctrl+V", self._paste)
        self.clear = self._action("清除内容", "Del", self._clear)
        self.clear.setShortcuts([QKeySequence("Del"), QKeySequence("Backspace")])
        self.fill = self._action("向下填充", "Ctrl+D", self._fill)
        self.state = self._action("填列与公式不同的数…", "Shift+F2", table.state_current)
        self.unstate = self._action("恢复按公式计算", "", self._clear)
        self.insert = self._action("在下方增加一行", "Ctrl++", self._insert)
        self.insert.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.delete = self._action("删除所选行", "Ctrl+-", self._delete)
        self.up = self._action("上移一行", "Ctrl+Shift+Up", lambda: self._move(-1))
        self.down = self._action("下移一行", "Ctrl+Shift+Down", lambda: self._move(1))
        self.sources, self.uses = (
            self._action(f"{trace.value}…", trace.keys, partial(table.trace, trace)) for trace in Trace
        )
        self.fit = self._action("自动列宽", "Alt+W", lambda: table.table_layout.fit_columns(self._columns()))
        self.widen = self._action("加宽", "Alt+Right", lambda: table.table_layout.widen(self._columns(), 1))
        self.narrow = self._action("变窄", "Alt+Left", lambda: table.table_layout.widen(self._columns(), -1))
        self.reset = self._action("恢复本表列宽", "Alt+Shift+W", self._reset)
        self.update_enabled()

    def menu(self) -> QMenu:
        """The context menu for the current cell; it deletes itself when closed."""
        self.update_enabled()
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.cut, self.copy, self.paste, self.clear, self.fill])
        if self.state.isEnabled() or self.unstate.isEnabled():
            menu.addSeparator()
            menu.addActions([action for action in (self.state, self.unstate) if action.isEnabled()])
        menu.addSeparator()
        menu.addActions([self.sources, self.uses])
        if self._table.form.template is not None:
            menu.addSeparator()
            menu.addActions([self.insert, self.delete, self.up, self.down])
        menu.addSeparator()
        menu.addMenu("列宽").addActions([self.fit, self.widen, self.narrow, self.reset])
        return menu

    def update_enabled(self) -> None:
        """Offer only what is possible at the current cell."""
        table, model = self._table, self._table.form_model
        index = table.currentIndex()
        writable = model.document.is_open and not model.document.read_only
        row, column = index.row(), index.column()
        ref = model.ref_at(row, column)
        stated = ref is not None and model.state(row, column).stated
        self.state.setEnabled(writable and model.cells.is_bound(ref) and not stated)
        self.unstate.setEnabled(writable and stated)
        added = index.isValid() and model.added_position(row) is not None
        for action in (self.delete, self.up, self.down):
            action.setEnabled(writable and added)
        self.insert.setEnabled(writable and table.form.template is not None)
        for action in (self.cut, self.paste, self.clear, self.fill):
            action.setEnabled(writable and index.isValid())
        self.copy.setEnabled(index.isValid())
        for action in (self.sources, self.uses):
            action.setEnabled(ref is not None)

    # -- inside --------------------------------------------------------------------------------------------------

    def _action(self, text: str, key: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self._table)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: slot())
        self._table.addAction(action)
        return action

    def _reset(self) -> None:
        self._table.table_layout.reset_columns()

    def _columns(self) -> list[int]:
        """The columns of the selection."""
        return self._table.selected_block()[1]

    def _do(self, block: BlockEdit) -> bool:
        done = not block.edit.changes or self._table.form_model.document.apply(block.edit) is not None
        if done:
            document = self._table.form_model.document
            (self._table.message if block.complete else document.partly_done).emit(block.message)
        return done

    def _copy(self) -> None:
        rows, columns, picked = self._table.selected_block()
        model = self._table.form_model
        lines = [
            [model.texts.copied(row, column) if (row, column) in picked else "" for column in columns]
            for row in rows
        ]
        if lines:
            QGuiApplication.clipboard().setText(format_block(lines))
            self._table.message.emit(f"已复制 {len(picked)} 格。")

    def _cut(self) -> None:
        self._copy()
        self._clear()

    def _clear(self) -> None:
        table = self._table
        places = table.selected_block()[2]
        gave_up = [table.form_model.give_up_refused(table.form_model.index(*place)) for place in places]
        block = clear(table.form_model, sorted(places))
        if block.edit.changes or not any(gave_up):
            self._do(block)

    def _paste(self) -> None:
        table, model = self._table, self._table.form_model
        cells = parse_block(QGuiApplication.clipboard().text())
        rows, columns, picked = table.selected_block()
        if not cells or not rows:
            table.message.emit("剪贴板里没有可以粘贴的文字。")
            return
        if len(cells) == 1 and len(cells[0]) == 1:
            self._do(fill_with(model, sorted(picked), cells[0][0]))
            return
        across = [column for column in table.shown_columns() if column >= columns[0]]
        block = paste(model, rows[0], across, cells)
        if self._do(block):
            table.select_block(rows[0], len(block.rows), across[: max(map(len, cells))])

    def _fill(self) -> None:
        rows, columns, _ = self._table.selected_block()
        if not rows:
            return
        source, below = (rows[0], rows[1:]) if len(rows) > 1 else (rows[0] - 1, rows)
        if source < 0:
            self._table.message.emit("第一行上面没有可以填充的内容。")
            return
        self._do(fill_down(self._table.form_model, source, below, columns))

    def _insert(self) -> None:
        table, model = self._table, self._table.form_model
        index = table.currentIndex()
        edit, new = insert_edit(model, index.row() if index.isValid() else None, index.column())
        if model.document.apply(edit) is not None:
            table.select_row_id(new)
            table.message.emit("已增加一行。")

    def _delete(self) -> None:
        table, model = self._table, self._table.form_model
        rows, column = table.selected_block()[0], table.currentIndex().column()
        edit = delete_edit(model, rows)
        if not rows:
            table.message.emit("请先选中要删除的行。")
        elif edit is None:
            table.message.emit("所选行是表中固定的行，不能删除。")
        elif model.document.apply(edit) is not None:
            self._stay_at(rows[0], column)
            table.message.emit(f"已{edit.label.replace('行 ', '')}；需要恢复的，请按 Ctrl+Z 撤销。")

    def _stay_at(self, row: int, column: int) -> None:
        """Where rows went, the cursor stands in its column on the row that came up, else on the last.

        Under a heading that the row shares with those above it stands in the row itself: what is deleted next is that row.
        """
        table, model = self._table, self._table.form_model
        row = min(row, len(model.row_ids) - 1)
        if row < 0:
            return
        if model.merged.rows(row, column).start == row:
            table.go(row, column)
        else:
            table.select_row_id(model.row_ids[row])

    def _move(self, step: int) -> None:
        model = self._table.form_model
        edit = move_edit(model, self._table.selected_block()[0], step)
        if edit is None:
            self._table.message.emit("这一行不能再移动。")
        elif model.document.apply(edit) is not None:
            self._table.follow_cursor()
