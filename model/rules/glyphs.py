"""Every character of the packet can be printed (G70): a name with a rare character must not come out as 〓."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.audit import Check, Rule, only_at_first
from model.cells import CellRef
from model.checkcode import PART_SHEETS
from model.findings import Finding, Severity
from model.formdef import Kind
from model.forms import FORMS
from model.layout import Layout
from model.printable import named, without_type

if TYPE_CHECKING:
    from model.book import Book

_CODE = "G70"
_SHEETS = tuple(dict.fromkeys(sheet for sheets in PART_SHEETS.values() for sheet in sheets))


def _checks(layout: Layout) -> Iterator[Check]:
    """One for each cell of words; slow, for fonts may have to be read."""
    for sheet in _SHEETS:
        for of_row in layout.each(_row_checks, layout.rows(FORMS[sheet]), sheet):
            yield from of_row


def _row_checks(row: str, sheet: str) -> tuple[Check, ...]:
    form = FORMS[sheet]
    columns = (column.code for column in form.columns)
    words = (code for code in columns if form.kind_of(row, code) in (Kind.TEXT, Kind.DATE, Kind.PROSE))
    return tuple(_check(form.ref(row, code)) for code in words)


def _check(place: CellRef) -> Check:
    def judge(book: Book) -> tuple[Finding, ...]:
        return tuple(_finding(book, place, *found) for found in without_type(book.text(place)))

    return Check(_CODE, place, frozenset((place,)), judge, lasts=only_at_first)


def _finding(book: Book, place: CellRef, begin: int, character: str) -> Finding:
    return Finding(
        _CODE,
        Severity.ADVISORY,
        place,
        f"{book.name(place)}：字体中没有{named(character)}，印出来会是“〓”，"
        "请改用通用写法，或安装有这个字的字体。",
        stated=character,
        refs=frozenset((place,)),
        variant=f"U+{ord(character):04X}",
        span=(begin, begin + 1),
        quote=character,
    )


RULES = (Rule(_CODE, "打印缺字", "填写的每个字，打印所用的字体中都有", _checks),)
