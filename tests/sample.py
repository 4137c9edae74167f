"""The real packet of 2022, read once for all tests that need it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from intake.intake import Intake, read_source
from model.book import Book
from model.cells import CellRef, Value
from model.edits import Edit, set_cells
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


SLIPS = (
    ("1..95万元", "1.95万元"),
    ("实际政府采购数3.05元", "实际政府采购数3.05万元"),
    ("完成年度任务48亿的91.5%", "完成年度任务48亿的191.46%"),
    ("福利费12.34万元，其他商品和服务支出1.40万元", "福利费12.34万元，其他商品和服务支出1.21万元"),
    ("其他工资福利支出2.39万元", "其他工资福利支出2.544万元"),
    ("2022年年末实有人数26人，2022年在职人员编制数22人", "2022年年末实有人数22人，2022年在职人员编制数26人"),
)
"""What a clerk corrects in the published prose: the figure as it should read."""


def corrections(book: Book) -> Edit:
    """What a clerk does to the published packet so that nothing mandatory is left."""
    values: list[tuple[CellRef, Value]] = [
        (CellRef("sangong", row, "total"), Decimal("0.29")) for row in ("summary", "bureau")
    ]
    values += [(CellRef("notice", "general", "value"), Decimal("2577.98"))]
    values += [(CellRef("notice", "total", "value"), Decimal("5195.15"))]
    values += [(one.place, "受疫情影响，已列入下年整改计划。") for one in book.findings if one.code == "G21"]
    values += [(ref, _corrected(words)) for ref, words in book.cells.items() if isinstance(words, str)]
    return set_cells("改正", values)


def _corrected(words: str) -> str:
    for wrong, right in SLIPS:
        words = words.replace(wrong, right)
    return words
