"""审核说明 in the program's own workbook: what it finds again in hidden columns, beside the words for the clerk."""

from __future__ import annotations

from intake.document import SourceCell
from intake.ledger import Found, Ledger
from intake.normalise import one_line
from model.cells import CellRef
from model.explaining import legible
from model.forms import FORMS
from model.forms.explanations import PARTED

NO_PLACE = "“{place}”没有读入：“{text}”不是程序能认出的位置；审核说明请在程序的“审核结果”中填写。"
_CHANGED = "“{place}”由程序认定，在表中改动的没有读入；要对另一处作说明，请在程序的“审核结果”中填写。"


def is_address(text: str) -> bool:
    """Whether a text names a cell as the program writes it."""
    try:
        ref = CellRef.parse(text.strip())
    except ValueError:
        return False
    form = FORMS.get(ref.sheet)
    return form is not None and any(column.code == ref.column for column in form.columns)


def take_hidden(
    ledger: Ledger, ref: CellRef, hidden: SourceCell, shown: SourceCell | None, place: str
) -> None:
    """Store what the hidden column keeps; words beside it that are no longer its own are told as left."""
    kept, words = hidden.text, legible(hidden.text)
    if ref.column == "place":
        kept, _, words = hidden.text.partition(PARTED)
        if not is_address(kept):
            ledger.refuse(place, hidden.span, NO_PLACE.format(place=place, text=one_line(hidden.text)))
            return
    ledger.found[ref] = Found(kept, (hidden.span.part(0, len(kept)),))
    ledger.labels.append(hidden.span.part(len(kept), len(hidden.text)))
    if shown is None or shown.blank:
        return
    if one_line(shown.text) == one_line(words):
        ledger.label(shown)
    else:
        ledger.refuse(place, shown.span, _CHANGED.format(place=place))
