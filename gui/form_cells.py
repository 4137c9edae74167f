"""What the cells of one form hold, offer and take: read from the open packet, shared by tables and fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from gui.cell_text import choices_of, read_row, read_value, row_titles, typed_text
from gui.cell_words import finding_lines, formula_lines
from gui.document import Document
from gui.figure_looks import Look, Reading, look_of
from gui.money_view import read_money, show_in, style_for
from gui.proposals import Proposals
from model.amounts import AmountUnit, decimal_places
from model.cells import CellRef, Value
from model.engine import same_value
from model.explaining import GROUP, legible
from model.formdef import ADDED, FormDef, Kind
from model.formula import Same, SumWhere
from model.moneyunits import IN_YUAN, KEPT, YUAN, MoneyStyle, can_be_yuan, is_amount, money_in, yuan

_NUMBERED = re.compile(r"^\s*[0-9０-９]+\s*[、.．]\s*")


class FormCells:
    """Answers for cells of ``form`` that exist or, when a list grows, will exist."""

    def __init__(self, document: Document, form: FormDef) -> None:
        self._document = document
        self._form = form
        self._proposals = Proposals(form.code)

    def is_bound(self, ref: CellRef | None) -> bool:
        """Whether an official formula fills the cell, even if another value is stated.

        Proposals do not bind, nor does a link to what is not filled in: a total is typed where its items are not listed.
        """
        if ref is None or ref.sheet != self._form.code:
            return False
        book = self._document.book
        formula = book.formula(ref)
        if formula is None or self._proposals.holds(book, ref):
            return False
        is_link = isinstance(formula, Same | SumWhere) or not formula.precedents
        return not is_link or book.computed(ref) is not None

    def names_a_cell(self, ref: CellRef) -> bool:
        """Whether the cell says which other cell something is about: not for the clerk to type."""
        return ref.sheet == self._form.code and self._form.kind_of(ref.row, ref.column) is Kind.CELL

    def shows_computed(self, ref: CellRef) -> bool:
        """Whether what stands in the cell comes from a formula, official or proposed."""
        book = self._document.book
        if book.stated(ref) is not None or book.formula(ref) is None:
            return False
        return book.computed(ref) is not None or self.is_bound(ref)

    def states_otherwise(self, ref: CellRef) -> bool:
        """Whether a value is stated where an official formula binds, or against what a formula proposes or items add up to."""
        book = self._document.book
        stated, computed = book.stated(ref), book.computed(ref)
        if stated is None:
            return False
        if isinstance(book.formula(ref), SumWhere):
            return computed is not None and stated != computed
        return self.is_bound(ref) or (computed is not None and not same_value(stated, computed))

    def shown(self, ref: CellRef) -> str:
        """The text that the cell shows."""
        book = self._document.book
        if self._form.kind_of(ref.row, ref.column) is Kind.PROSE:
            return book.prose(ref)
        if ref.sheet == GROUP and ref.column == "sentence":
            return legible(book.text(ref))
        return show_in(chosen=self._document.in_yuan)(book, ref, book.value(ref))

    def copied(self, ref: CellRef) -> str:
        """The same for other programs: a figure without separators, which not all of them read."""
        value = self._document.book.value(ref)
        if isinstance(value, Decimal) and is_amount(ref):
            return replace(self._style(ref), grouped=False).tell(ref, value)
        return self.shown(ref)

    def typed(self, ref: CellRef) -> str:
        """The text that its editor begins with."""
        if self._form.kind_of(ref.row, ref.column) is Kind.ROW:
            return self.shown(ref)
        value = self.seen(ref, self._document.book.value(ref))
        return typed_text(value)

    def seen(self, ref: CellRef, value: Value) -> Value:
        """The value in the unit in which the clerk reads the cell."""
        if isinstance(value, Decimal) and self._in_yuan(ref):
            return yuan(value)
        return value

    def decimals(self, row: str, column: str) -> int:
        """How many decimals of its figure the clerk sees; 0 where there is no figure."""
        ref = self._form.ref(row, column)
        value = self._document.book.number(ref)
        if value is None:
            return 0
        return decimal_places(money_in(value, self._style(ref).unit) if is_amount(ref) else value)

    def widest(self, rows: Iterable[str], column: str) -> str:
        """As many digits as the longest figure of the column has, before the point."""
        numbers = [number for row in rows if (number := self._number(row, column)) is not None]
        if not numbers:
            return ""
        ref = self._form.ref(ADDED, column)
        largest = self._style(ref).amount(max(map(abs, numbers)))
        return f"{'-' if min(numbers) < 0 else ''}{largest.partition('.')[0]}"

    def _number(self, row: str, column: str) -> Decimal | None:
        return self._document.book.number(self._form.ref(row, column))

    def explained(self, ref: CellRef) -> list[str]:
        """What the checks found there, and what the formula says."""
        document = self._document
        found = finding_lines(document.findings_at(ref), in_yuan=document.in_yuan)
        return found + formula_lines(document.book, ref, in_yuan=document.in_yuan)

    def choices(self, ref: CellRef) -> tuple[str, ...]:
        """The words that it offers."""
        titles = self._row_titles(ref.column)
        return tuple(titles.values()) if titles else choices_of(self._document.book, ref)

    def read(self, ref: CellRef, text: str) -> Value:
        """What text means there; raises RefusedTextError."""
        return self.reading(ref, text).value

    def reading(self, ref: CellRef, text: str, named: AmountUnit | None = None) -> Reading:
        """The same, with what to tell of it. ``named`` is the unit that a heading gives to money without one of its own."""
        kind = self._form.kind_of(ref.row, ref.column)
        if kind is Kind.ROW:
            return Reading(read_row(self._row_titles(ref.column), text))
        if kind is Kind.CHOICE:
            return Reading(read_value(kind, text, choices_of(self._document.book, ref)))
        if not kind.is_number:
            return Reading(read_value(kind, text))
        shown = self.unit_of(kind, ref.column)
        if shown is None:
            value = read_value(kind, text)
            return Reading(value, look_of(text, value))
        stands = partial(self._document.book.number, ref)
        value, own = read_money(text, named or shown, stands, unit_is_named=named is not None)
        converted = named is not None and own is None and named is not shown and bool(value)
        return Reading(value, look_of(text, value, moved=own is not None and own is not shown), converted)

    def tell_reading(self, ref: CellRef, text: str) -> None:
        """Say how a figure was read that was typed in another way than it stands now."""
        value, look, _ = self.reading(ref, text)
        if look is not None:
            shown = show_in(chosen=self._document.in_yuan)(self._document.book, ref, value)
            unit = self.unit_of(self._form.kind_of(ref.row, ref.column), ref.column)
            named = f" {unit.value}" if look is Look.UNIT and unit is not None else ""
            self._document.read_as.emit(f"已填 {shown}{named}（{look.words(text)}）。")

    def unit_of(self, kind: Kind, column: str) -> AmountUnit | None:
        """The unit in which the clerk reads figures of that kind in the column; None where they are no money."""
        if kind is not Kind.AMOUNT or self._form.column(column).unit:
            return None
        return YUAN if self._document.in_yuan and self._form.code in IN_YUAN else KEPT

    @staticmethod
    def read_name(text: str) -> Value:
        """The name that a row's label was given; its number, which counts by itself, is left out."""
        return read_value(Kind.TEXT, _NUMBERED.sub("", text))

    def _style(self, ref: CellRef) -> MoneyStyle:
        return style_for(ref, chosen=self._document.in_yuan)

    def _in_yuan(self, ref: CellRef) -> bool:
        return self._document.in_yuan and can_be_yuan(ref)

    def _row_titles(self, column: str) -> dict[str, str]:
        group = self._form.column(column).group
        return row_titles(self._document.book, group) if group else {}
