"""选用共性指标: rows of the indicator table for the chosen common indicators."""

from __future__ import annotations

from collections.abc import Collection

from model.book import Book
from model.common_indicators import CommonIndicator, find_common, library
from model.edits import Change, Edit, InsertRow, SetCell
from model.forms.indicators import INDICATORS
from model.scoreformulas import BENEFIT, INPUT, OUTPUT, SATISFACTION, category_of

_GROUP = "indicators"
_ORDER = (INPUT, OUTPUT, BENEFIT, SATISFACTION)
_Levels = tuple[str, str]
"""The words of the first and the second level."""


def used_common(book: Book) -> frozenset[str]:
    """The names of the common indicators that the table has rows for, by choice or by name."""
    rows = (
        find_common(_text(book, row, "common"), _text(book, row, "name"), book.profile.carryover_rate_base)
        for row in book.group(_GROUP)
    )
    return frozenset(one.name for one in rows if one is not None)


def common_rows_edit(book: Book, names: Collection[str]) -> Edit | None:
    """Rows for these common indicators, each behind the rows of its own kind; None where all have a row already.

    Names, targets and actual values are not written: the choice fills them from the tables (G52).
    """
    levels = [(_text(book, row, "level1"), _text(book, row, "level2")) for row in book.group(_GROUP)]
    known = [
        *levels,
        *((group.level1, level2) for group in book.profile.indicator_groups for level2 in group.level2),
    ]
    missing = set(names) - used_common(book)
    fresh = book.new_row_ids(_GROUP)
    rows: list[str] = []
    changes: list[Change] = []
    for one in library(book.profile.carryover_rate_base):
        if one.name not in missing:
            continue
        row = next(fresh)
        own = _levels_of(one, known)
        place = _place(own, levels)
        rows.append(row)
        levels.insert(place, own)
        changes.append(InsertRow(_GROUP, row, place))
        cells = {"level1": own[0], "level2": own[1], "common": one.name}
        changes.extend(SetCell(INDICATORS.ref(row, column), value) for column, value in cells.items())
    return Edit(f"选用共性指标 {len(rows)} 项", tuple(changes)) if rows else None


def _text(book: Book, row: str, column: str) -> str:
    return book.text(INDICATORS.ref(row, column)).strip()


def _levels_of(one: CommonIndicator, known: Collection[_Levels]) -> _Levels:
    """In the words of the table, else of the profile, where they mean the same: equal headings are one cell on paper."""
    same = [levels for levels in known if category_of(*levels) == category_of(one.level1, one.level2)]
    stem = one.level2.removesuffix("指标")
    closest = next((levels for levels in same if stem in levels[1]), None)
    return closest or (same[0][0] if same else one.level1, one.level2)


def _place(own: _Levels, levels: list[_Levels]) -> int:
    """Behind the last row under the same headings, else behind the last of its kind or of one that comes before it."""
    alike = [place for place, other in enumerate(levels, 1) if other == own]
    before = [place for place, other in enumerate(levels, 1) if _rank(other) <= _rank(own)]
    return max(alike or before, default=0)


def _rank(levels: _Levels) -> int:
    category = category_of(*levels)
    return _ORDER.index(category) if category in _ORDER else len(_ORDER)
