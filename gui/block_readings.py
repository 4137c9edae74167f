"""How the texts of a pasted block were read: what stands in the table in another way than on the clipboard is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, cast

from gui.figure_looks import DASHES, Look, visible
from gui.form_model import FormModel
from gui.header_view import LABEL
from gui.money_view import show_in
from model.amounts import AmountUnit
from model.book import Book
from model.cells import CellRef, Value
from model.edits import SetCell
from model.moneyunits import is_money


class _Example(NamedTuple):
    text: str
    ref: CellRef
    value: Value


_FAR_LARGER = 1000


def far_larger(book: Book, changes: Iterable[SetCell]) -> str:
    """What to ask where every figure is a thousand times what stood in its cell, and no unit was named; else empty."""
    compared = 0
    for change in changes:
        before = book.stated(change.ref) if isinstance(change.value, Decimal) and change.value else None
        if not isinstance(before, Decimal) or not before or not is_money(change.ref):
            continue
        if abs(cast(Decimal, change.value)) < _FAR_LARGER * abs(before):
            return ""
        compared += 1
    return f"这些数都在原来的 {_FAR_LARGER} 倍以上，请核对是不是以元为单位" if compared > 1 else ""


class Readings:
    """Reads cell by cell, with the units that the headings name by column, and keeps an example of each way of reading."""

    def __init__(self, model: FormModel, headings: int, named: Mapping[int, AmountUnit]) -> None:
        self._model, self._headings, self._named = model, headings, named
        self._count = dict.fromkeys(Look, 0)
        self._examples: dict[Look, _Example] = {}
        self._converted: dict[int, _Example] = {}

    def read(self, row_id: str, column: int, text: str, *, is_taken: bool = True) -> Value:
        """What the text means there; raises RefusedTextError. ``is_taken``: it goes in, so how it was read is told."""
        code = self._model.codes[column]
        if code == LABEL:
            return self._model.cells.read_name(text)
        ref, named = self._model.form.ref(row_id, code), self._named.get(column)
        is_zero = text.strip() in DASHES and self._model.form.kind_of(row_id, code).is_number
        value, look, converted = self._model.cells.reading(ref, "0" if is_zero else text, named)
        look = Look.DASH if is_zero else look
        if is_taken and look is not None:
            self._count[look] += 1
            self._examples.setdefault(look, _Example(text, ref, value))
        if is_taken and converted:
            self._converted.setdefault(column, _Example(text, ref, value))
        return value

    @property
    def are_literal(self) -> bool:
        """Whether no row was left out and no figure converted."""
        return not self._headings and not self._converted and not self._count[Look.UNIT]

    def words(self) -> list[str]:
        """What to tell, a clause each."""
        clauses = [self._left_out(), self._by_headings(), "、".join(self._by_looks())]
        return [clause for clause in clauses if clause]

    def _left_out(self) -> str:
        rows = "首行" if self._headings == 1 else f"前 {self._headings} 行"
        return f"{rows}是表头，没有粘贴" if self._headings else ""

    def _by_headings(self) -> str:
        if not self._converted:
            return ""
        units = dict.fromkeys(self._named[column].value for column in self._converted)
        example = next(iter(self._converted.values()))
        said = "”“".join(units)
        return f"{len(self._converted)} 栏按表头写的“{said}”换算（如 {visible(example.text)}→{self._shown(example)}）"

    def _by_looks(self) -> Iterator[str]:
        lead = "其中 "
        for look, example in self._examples.items():
            told = f"（如“{visible(example.text)}”→{self._shown(example)}）"
            yield f"{lead}{self._count[look]} 格{look.value}{told}"
            lead = ""

    def _shown(self, example: _Example) -> str:
        document = self._model.document
        return show_in(chosen=document.in_yuan)(document.book, example.ref, example.value)
