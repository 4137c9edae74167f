"""A telephone number can be dialled (G71): a letter that slipped in among its digits is asked about.

Nothing else of a number is surely wrong: short ones, several in one field, extensions and words beside them are all in use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Finding, Outcome, Severity
from model.forms.annex1 import BASE_EXTRA
from model.forms.annex2 import SELF_EXTRA
from model.forms.overview import OVERVIEW
from model.layout import Layout
from model.rules.building import check

if TYPE_CHECKING:
    from model.book import Book

_CODE = "G71"
_PLACES = tuple(form.ref("phone") for form in (OVERVIEW, BASE_EXTRA, SELF_EXTRA))
_SLIP = re.compile(
    r"(?<=\d)(?!x\s*\d)(?P<behind>[a-z])(?![a-z])|(?<![a-z])(?P<before>[oil])(?=\d)", re.IGNORECASE
)
"""8520526s, 852O526, O731; no slip: 8520526x12 and ext.12, which are extensions, and words as in Tel0731."""


def _checks(_: Layout) -> Iterator[Check]:
    for place in _PLACES:
        yield _one_phone(place)


def _one_phone(place: CellRef) -> Check:
    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        text = book.stated(place)
        if not isinstance(text, str):
            return ()  # empty, or taken from another form and judged there
        slip = _SLIP.search(unicodedata.normalize("NFKC", text))
        if slip is None:
            return PASSED
        message = f"{book.name(place)}：“{text}”的数字中夹有字母“{slip.group()}”，请核对号码。"
        return Finding(_CODE, Severity.ADVISORY, place, message, stated=text, refs=one.reads)

    one = check(_CODE, place, (), judge)
    return one


RULES = (Rule(_CODE, "联系电话", "联系电话的数字中不夹字母；分机号写在号码之后，用“-”“转”隔开", _checks),)
