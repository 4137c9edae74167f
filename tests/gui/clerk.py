"""A clerk without a mouse: every step is a key pressed in whatever widget has the keys; the packet is only looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from gui.editors import ChoiceEditor
from gui.form_view import FormTable
from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog
from model.cells import CellRef, Value
from model.engine import same_value
from tests.gui.keyboard import ALT, CONTROL, NONE, SHIFT, Key, answer_with, focus, press, type_text
from tests.gui.places import place

PHRASE = 8
"""So many characters at most does an input method give at once."""
_MOST_STEPS = 400


class Clerk:
    """Goes from place to place by Tab, arrows and Ctrl+PgDn, and types."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    # -- where the keys are --------------------------------------------------------------------------------------

    @property
    def place(self) -> CellRef | None:
        """The cell that the next key would go to."""
        return place()

    def repeat(self, key: Key, done: Callable[[], bool]) -> None:
        """Press a key until something is so."""
        for _ in range(_MOST_STEPS):
            if done():
                return
            press(key)
        raise AssertionError(f"{key} does not lead there; the keys go to {focus()}")

    def tab_until(self, done: Callable[[], bool]) -> None:
        """Tab until something is so."""
        self.repeat(Key.Key_Tab, done)

    def turn_to(self, title: str) -> None:
        """Ctrl+PgDn until the page has that title."""
        tabs = self.window.page.tabs
        for _ in range(tabs.count()):
            if tabs.tabText(tabs.currentIndex()) == title:
                return
            press(Key.Key_PageDown, modifiers=CONTROL)
        raise AssertionError(f"no page {title}")

    def go_to(self, ref: CellRef) -> None:
        """To a cell of the page in view: Tab to its form, then in a table by arrows."""
        for _ in range(_MOST_STEPS):
            widget = focus()
            if self.place == ref:
                return
            if isinstance(widget, FormTable) and widget.form.code == ref.sheet:
                self._go_by_arrows(widget, ref)
                return
            self._on_from(widget)
        raise AssertionError(f"Tab does not lead to {ref}")

    @staticmethod
    def _on_from(widget: QWidget) -> None:
        # Out of a table with Shift+Tab is out at its first cell: Ctrl+End and Tab is quicker.
        if isinstance(widget, FormTable):
            press(Key.Key_End, modifiers=CONTROL)
        press(Key.Key_Tab)

    def press_button(self, words: str, sheet: str) -> None:
        """Tab to a button of a form's caption, then the space bar."""
        section = self.window.page.current.sections[sheet]
        for _ in range(_MOST_STEPS):
            widget = focus()
            if isinstance(widget, QToolButton) and widget.text() == words and section.isAncestorOf(widget):
                press(Key.Key_Space)
                return
            self._on_from(widget)
        raise AssertionError(f"Tab does not lead to {words}")

    # -- beginning -----------------------------------------------------------------------------------------------

    def begin(
        self,
        path: Path,
        department: str,
        year: int,
        *,
        profile: str = "",
        previous: Path | None = None,
        units: int | None = None,
    ) -> None:
        """新建: Ctrl+N, the answers field by field, Enter; the path of the file, Enter."""
        press(Key.Key_N, modifiers=CONTROL)
        self.answer(department, year, profile=profile, previous=previous, units=units)
        answer_with(path)
        press(Key.Key_Return)

    def answer(
        self,
        department: str,
        year: int,
        *,
        profile: str = "",
        previous: Path | None = None,
        units: int | None = None,
    ) -> None:
        """The dialog of 新建 filled in; last year's file is picked by its button 选择…."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewPacketDialog)
        if previous is not None:
            self.tab_until(lambda: getattr(focus(), "text", str)() == "选择…")
            answer_with(previous)
            press(Key.Key_Space)
        self.tab_until(lambda: focus() is dialog.year)
        press(Key.Key_A, modifiers=CONTROL)
        type_text(str(year))
        self.tab_until(lambda: focus() is dialog.department)
        press(Key.Key_A, modifiers=CONTROL)
        type_text(department)
        if profile:
            self.tab_until(lambda: focus() is dialog.profile)
            press(Key.Key_Home)
            self.repeat(Key.Key_Down, lambda: dialog.profile.currentText() == profile)
        if units is not None:
            self.tab_until(lambda: focus() is dialog.units)
            press(Key.Key_A, modifiers=CONTROL)
            type_text(str(units))

    # -- typing --------------------------------------------------------------------------------------------------

    def fill(self, ref: CellRef, value: Value) -> None:
        """Make a cell hold the value, by keys, if it does not hold it yet."""
        if not same_value(self.window.document.book.value(ref), value):
            self._type_over(ref, value)

    def state(self, ref: CellRef, value: Value) -> None:
        """Make the file hold the value, by keys, even where a formula shows the same."""
        if not same_value(self.window.document.book.stated(ref), value):
            self._type_over(ref, value)

    def _type_over(self, ref: CellRef, value: Value) -> None:
        book = self.window.document.book
        self.go_to(ref)
        widget = focus()
        if isinstance(widget, FormTable):
            self._fill_cell(widget, ref, str(value))
        else:
            self._fill_field(ref, str(value))
        assert same_value(book.stated(ref), value), (ref, value, book.stated(ref))

    def _fill_cell(self, table: FormTable, ref: CellRef, text: str) -> None:
        index = table.currentIndex()
        if table.form_model.is_locked(index.row(), index.column()):
            press(Key.Key_F2, modifiers=SHIFT)
            press(Key.Key_A, modifiers=CONTROL)
        self.write(text, newline=ALT)
        press(Key.Key_Return)

    def _fill_field(self, ref: CellRef, text: str) -> None:
        if getattr(focus(), "isReadOnly", lambda: False)():
            press(Key.Key_F2, modifiers=SHIFT)
        if isinstance(focus(), ChoiceEditor):
            self._choose(text)
        else:
            press(Key.Key_A, modifiers=CONTROL)
            self.write(text)
            press(Key.Key_Tab)
            press(Key.Key_Backtab, modifiers=SHIFT)

    def _choose(self, word: str) -> None:
        press(Key.Key_Home)
        for _ in range(20):
            if focus().currentText() == word:
                press(Key.Key_Return)
                return
            press(Key.Key_Down)
        raise AssertionError(f"{word} is not on the list")

    @staticmethod
    def write(text: str, newline: Qt.KeyboardModifier = NONE) -> None:
        """Every character is typed, words as an input method gives them."""
        for number, line in enumerate(text.split("\n")):
            if number:
                press(Key.Key_Return, modifiers=newline)
            type_text(line, PHRASE)

    @staticmethod
    def _go_by_arrows(table: FormTable, ref: CellRef) -> None:
        target, columns = table.form_model.index_of(ref), table.shown_columns()
        assert target.isValid(), ref
        row = table.form_model.merged.rows(target.row(), target.column()).start
        merged = len(table.form_model.merged.rows(target.row(), target.column())) > 1
        for _ in range(_MOST_STEPS):
            here = table.currentIndex()
            if here.row() == row and here.column() == target.column():
                return
            # A merged heading is entered from the side, and left to the side: up and down pass over it as a whole.
            if here.row() != row and (merged or here.column() == target.column()):
                press(Key.Key_Down if here.row() < row else Key.Key_Up)
            else:
                right = columns.index(here.column()) < columns.index(target.column())
                press(Key.Key_Right if right else Key.Key_Left)
        raise AssertionError(f"arrows do not lead to {ref}")
