"""Text on the screen ↔ value in the book, by the kind of the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.amounts import AmountError, fold_width, format_amount, parse_amount, parse_percent
from model.book import Book
from model.cells import CellRef, Value
from model.dates import date_fault
from model.formdef import Kind
from model.forms import FORMS
from model.formula import Grade
from model.naming import row_choice_label

_HALVES = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


class RefusedTextError(ValueError):
    """Typed text that the cell cannot take; ``str`` of it is one Chinese sentence."""


def read_value(kind: Kind, text: str, choices: Sequence[str] = ()) -> Value:
    """What the typed text means in a cell of this kind; None when it is blank. Raises RefusedTextError."""
    if kind.is_number:
        return _read_figure(kind, text)
    if _HALVES.search(text):
        raise RefusedTextError("文字中有无法保存的残缺字符，请删去后重新输入。")
    lines = [_clean_line(line) for line in text.replace("\r\n", "\n").replace("\u2029", "\n").splitlines()]
    lines = [line for line in lines if line]
    if kind is Kind.PROSE:
        return "\n".join(lines) or None
    line = " ".join(lines)
    if kind is Kind.CHOICE and line and choices and line not in choices:
        raise RefusedTextError(f"“{line}”不在可选项中，请从{'、'.join(choices)}中选一项。")
    if kind is Kind.DATE and (fault := date_fault(line)):
        raise RefusedTextError(f"“{line}”：{fault}，请改正日期。")
    return line or None


def typed_text(value: Value) -> str:
    """The value as its editor shows it."""
    return value or "" if value is None or isinstance(value, str) else format_amount(value)


def choices_of(book: Book, ref: CellRef) -> tuple[str, ...]:
    """The words that a choice cell offers; grades come from the profile by way of their formula."""
    form = FORMS[ref.sheet]
    fixed = form.fixed_row(ref.row)
    formula = book.formula(ref)
    if isinstance(formula, Grade):
        return tuple(name for name, _ in formula.bands)
    return (fixed.choices if fixed is not None else ()) or form.column(ref.column).choices


def row_titles(book: Book, group: str) -> dict[str, str]:
    """What stands for each row of a group in a cell that chooses one: id → 2、稳岗补贴."""
    return {row: row_choice_label(book, group, row) for row in book.group(group)}


def read_row(titles: dict[str, str], text: str) -> Value:
    """The id of the row that the text names, by number and name or by a name that only one row has."""
    line = _clean_line(text)
    if not line or line in titles:
        return line or None
    found = [row for row, title in titles.items() if line in (title, title.partition("、")[2])]
    if len(found) != 1:
        raise RefusedTextError(f"“{line}”不是上表中的一行，请从列表中选择。")
    return found[0]


def _read_figure(kind: Kind, text: str) -> Value:
    try:
        value = parse_percent(text) if kind is Kind.PERCENT else parse_amount(text)
    except AmountError as error:
        raise RefusedTextError(str(error)) from error
    if kind is Kind.COUNT and value is not None and value != value.to_integral_value():
        raise RefusedTextError(f"“{fold_width(text).strip()}”不是整数，这里请填写整数。")
    return value


def _clean_line(line: str) -> str:
    """Without control characters, and without blanks at the ends (the paper indents by itself)."""
    return _CONTROL.sub("", line.replace("\t", " ")).strip()
