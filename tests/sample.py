"""The real packet of 2022, read once for all tests that need it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from intake.intake import Intake, read_source
from model.book import Book
from model.profile import load_profile

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "jishou-2022.txt"
YEAR = 2022


@cache
def sample_intake() -> Intake:
    """What the text reader makes of the packet; frozen, so it can be shared."""
    return read_source(SAMPLE, Book(load_profile(), YEAR))


def sample_book() -> Book:
    """A fresh book that holds the packet as it was published."""
    book = Book(load_profile(), YEAR)
    book.apply(sample_intake().edit)
    return book
