"""A row of figures below its headings, taken into one row of a form."""

from __future__ import annotations

from collections.abc import Mapping

from intake.document import SourceCell, SourceRow
from intake.grid import cell_under
from intake.ledger import Ledger
from model.amounts import AmountUnit
from model.formdef import FormDef
from model.moneywords import money_unit


def take_row(
    ledger: Ledger,
    form: FormDef,
    row: str,
    columns: Mapping[str, SourceCell],
    source: SourceRow,
    name: str,
    unit: AmountUnit = AmountUnit.TEN_THOUSAND_YUAN,
) -> None:
    """Read the cell under each heading of ``columns``; ``name`` is the row's for messages, ``unit`` that of its money.

    A heading that announces a unit of its own is believed; what the form counts in another unit (㎡) is no money.
    """
    for code, heading in columns.items():
        ref, column = form.ref(row, code), form.column(code)
        ledger.covered.add(ref)
        cell = cell_under(heading, source)
        if cell is not None and not cell.blank:
            place = " › ".join(filter(None, (form.short or form.title, name, column.title)))
            own = money_unit(heading.text) or unit
            ledger.take(ref, cell, place, AmountUnit.TEN_THOUSAND_YUAN if column.unit else own)


def leave_row(ledger: Ledger, row: SourceRow, why: str) -> None:
    """Nothing of this row is read, for this reason."""
    for cell in row.inked:
        ledger.leave(cell.span, why)
