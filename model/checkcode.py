"""校验码: a short code printed on paper that says exactly which data the paper was printed from.

The code is not a secret and no signature: it tells an honest clerk whether the sheet in hand is the file as it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.forms import FORMS

if TYPE_CHECKING:
    from model.book import Book

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 O 1 I L: they are misread from paper. 31 letters, a prime, so that the check letter catches any single slip or swap."""
_BODY = 11
_GROUP = 4

PART_SHEETS: dict[str, tuple[str, ...]] = {
    "notice": ("notice",),
    "form": (
        "cover", "overview", "units", "income", "spending", "sangong", "assets", "goals", "indicators", "result",
        "evaluators", "opinions",
    ),
    "annex1": ("cover", "overview", "sangong", "specials", "base_staff", "base_funds", "base_building", "base_extra"),
    "annex2": ("cover", "execution", "funding", "goals", "indicators", "scores", "self_extra"),
    "report": ("cover", "chapters", "scores"),
}  # fmt: skip
"""Which forms each printed part draws from."""


def check_code(book: Book, part: str) -> str:
    """The code of one part, like 7K3M-QX2P-9RTA: year, part and every shown value, computed ones included."""
    digest = hashlib.sha256()
    for piece in _content(book, part):
        digest.update(piece.encode("utf-8"))
        digest.update(b"\x00")
    number = int.from_bytes(digest.digest(), "big")
    letters = ""
    for _ in range(_BODY):
        number, rest = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[rest]
    letters += _check_letter(letters)
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def normalised(code: str) -> str | None:
    """The code as typed from paper, in its standard form; None when a letter was misread (the check letter says so)."""
    letters = "".join(character for character in code.upper() if character.isalnum())
    if len(letters) != _BODY + 1 or any(letter not in _ALPHABET for letter in letters):
        return None
    if _check_letter(letters[:-1]) != letters[-1]:
        return None
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def part_of_code(book: Book, code: str) -> str | None:
    """The part whose present data has this code; None when the packet has changed since, or is another one."""
    wanted = normalised(code)
    return next((part for part in PART_SHEETS if check_code(book, part) == wanted), None)


def _content(book: Book, part: str) -> Iterable[str]:
    yield f"{book.year}"
    yield part
    for sheet in PART_SHEETS[part]:
        form = FORMS[sheet]
        for row in book.rows(form):
            for column in form.columns:
                yield _canonical(book, form.ref(row, column.code))


def _canonical(book: Book, ref: CellRef) -> str:
    value = book.value(ref)
    if value is None:
        return ""
    return f"n{value:f}" if isinstance(value, Decimal) else f"t{book.prose(ref)}"


def _check_letter(letters: str) -> str:
    total = sum(weight * _ALPHABET.index(letter) for weight, letter in enumerate(letters, 2))
    return _ALPHABET[total % len(_ALPHABET)]
