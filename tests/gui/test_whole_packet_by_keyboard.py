"""The whole published packet of 2022, entered from nothing with the keyboard alone, is the packet that the import reads.

Every character is typed, the eleven chapters too; words come by the phrase, as an input method gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from gui.main_window import MainWindow
from gui.packet_page import TABS
from model.book import Book
from model.cells import CellRef
from model.forms import FORMS, GROUPS
from model.project import Project
from tests.gui.clerk import Clerk
from tests.gui.keyboard import CONTROL, Key, focus, press, when_asked
from tests.gui.windows import shown_window
from tests.sample import sample_book

HEADINGS = ("level1", "level2")
"""Columns of the indicators whose equal neighbours are one cell."""


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        window.settings.folder = tmp_path
        yield window


def test_the_packet_typed_by_keys_is_the_packet_imported(window: MainWindow) -> None:
    published = sample_book()
    clerk = Clerk(window)
    begin(clerk, window)
    for tab in TABS:
        clerk.turn_to(tab.title)
        for sheet in tab.sheets:
            if sheet == "chapters":
                type_chapters(clerk, published)
            else:
                type_form(clerk, published, sheet)
    for tab in TABS:
        clerk.turn_to(tab.title)
        state_what_is_printed(clerk, published, tab.sheets)
    path = window.document.path
    press(Key.Key_W, modifiers=CONTROL)
    with Project.open(path, read_only=True) as project:
        assert shown(project.book) == shown(published)
        assert stored(project.book) == stored(published)
        assert rows(project.book) == rows(published)
        assert findings(project.book) == findings(published)


# -- typing ----------------------------------------------------------------------------------------------------------


def begin(clerk: Clerk, window: MainWindow) -> None:
    """新建: the year, the department, Enter; and Enter once more for the place that is proposed."""
    press(Key.Key_N, modifiers=CONTROL)
    clerk.answer("吉首市科工信局", 2022)
    when_asked(QFileDialog, lambda _dialog: press(Key.Key_Return))
    press(Key.Key_Return)  # comes back when the dialog that asks for the place is closed
    assert window.document.is_open
    assert window.document.book.year == 2022


def type_form(clerk: Clerk, published: Book, sheet: str) -> None:
    """Add the rows of a list that is begun on this form, then type what no formula fills."""
    form = FORMS[sheet]
    if form.template is not None and not form.row_ids(()):
        add_rows(clerk, published, sheet)
    for ref in published.refs(form):
        value = published.value(ref)
        mine = translated(ref, published, clerk.window.document.book)
        if value is not None and not is_bound(clerk, mine):
            clerk.fill(mine, value)


def add_rows(clerk: Clerk, published: Book, sheet: str) -> None:
    """The first row by the button, each further one by Ctrl++; on a merged heading, that begins another heading."""
    form = FORMS[sheet]
    group = form.template.group
    rows = published.group(group)
    book = clerk.window.document.book
    for number, row in enumerate(rows):
        if not number:
            clerk.press_button("增加", sheet)
        else:
            other = next(
                (
                    code
                    for code in HEADINGS
                    if sheet == "indicators" and differs(published, rows, number, code)
                ),
                "",
            )
            if other:
                clerk.go_to(form.ref(book.group(group)[-1], other))
            press(Key.Key_Plus, modifiers=CONTROL)
        assert len(book.group(group)) == number + 1
        new = book.group(group)[-1]
        for column in form.columns:
            value = published.value(form.ref(row, column.code))
            if value is not None:
                clerk.fill(form.ref(new, column.code), value)


def differs(book: Book, rows: tuple[str, ...], number: int, column: str) -> bool:
    """Whether the row's heading is another than that of the row above."""
    here, above = (book.value(CellRef("indicators", rows[at], column)) for at in (number, number - 1))
    return here != above


def type_chapters(clerk: Clerk, published: Book) -> None:
    """Down the list of chapters, Tab into the text, type, Shift+Tab back to the list."""
    page = clerk.window.page.current
    for ref in published.refs(FORMS["chapters"]):
        clerk.tab_until(lambda: focus() is page.list)
        press(Key.Key_Home)
        clerk.repeat(Key.Key_Down, lambda ref=ref: page.editor.ref == ref)
        value = published.value(ref)
        if value is not None:
            clerk.tab_until(lambda: focus() is page.editor)
            clerk.write(str(value))


def state_what_is_printed(clerk: Clerk, published: Book, sheets: tuple[str, ...]) -> None:
    """Totals that the paper prints are stated as printed (Shift+F2), those that agree with their parts too."""
    for sheet in sheets:
        for ref in published.refs(FORMS[sheet]):
            if published.stated(ref) is not None:
                clerk.state(translated(ref, published, clerk.window.document.book), published.value(ref))


def is_bound(clerk: Clerk, ref: CellRef) -> bool:
    from gui.form_cells import FormCells

    return FormCells(clerk.window.document, FORMS[ref.sheet]).is_bound(ref)


# -- comparing -------------------------------------------------------------------------------------------------------


def translated(ref: CellRef, book: Book, other: Book) -> CellRef:
    """The cell at the same place of another book, whose added rows have ids of their own."""
    for group in GROUPS:
        rows = book.group(group)
        if ref.row in rows:
            return ref._replace(row=other.group(group)[rows.index(ref.row)])
    return ref


def numbered(ref: CellRef, book: Book) -> CellRef:
    """The cell with the number of its row in place of the row's id."""
    for group in GROUPS:
        rows = book.group(group)
        if ref.row in rows:
            return ref._replace(row=f"{group}{rows.index(ref.row) + 1}")
    return ref


def shown(book: Book) -> dict[CellRef, str]:
    """Every value of every form, with its digits as they stand."""
    values = {numbered(ref, book): book.value(ref) for form in FORMS.values() for ref in book.refs(form)}
    return {ref: str(value) for ref, value in values.items() if value is not None}


def stored(book: Book) -> dict[CellRef, str]:
    """Every cell of the file, with its digits as they were typed."""
    return {numbered(ref, book): str(value) for ref, value in book.cells.items() if value is not None}


def rows(book: Book) -> dict[str, int]:
    """How many rows every list has."""
    return {group: len(book.group(group)) for group in GROUPS}


def findings(book: Book) -> set[tuple[str, CellRef, str]]:
    """What the checks say."""
    return {(one.code, numbered(one.place, book), one.message) for one in book.findings}
