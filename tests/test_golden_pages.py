"""Every page of the packet as it looked when it was last approved: an unwanted change anywhere on paper is seen.

The pages are drawn with the embedded faces alone, so every machine draws the same. After a wanted change run
``JXZP_UPDATE_GOLDEN=1 python -m pytest tests/test_golden_pages.py``, look at the new pages, and commit them.
"""

from __future__ import annotations

import io
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from export.blocks import Block, Section
from export.packet import PARTS, bound
from export.pdf.writer import FontOptions, render_pdf
from model.book import Book
from model.cells import CellRef
from model.edits import set_cells
from tests.sample import sample_book

GOLDEN = Path(__file__).resolve().parent / "golden"
UPDATE = "JXZP_UPDATE_GOLDEN"
DPI = 48
GREYS = 8
NOTICEABLE = 48
"""A difference of grey (of 255) that neither the few greys of the kept pages nor another rasteriser explains."""
TOLERATED = 2
"""So many noticeable pixels a page may have; the smallest change of one digit has more."""
SET_LIMIT = 700_000


def blocks_of(book: Book, part: str) -> list[Block]:
    """The part's blocks with a foot of our own: the true one changes with every rule that is added."""
    return [
        replace(block, foot="校验码 0123-4567-89AB", code="0123-4567-89AB")
        if isinstance(block, Section)
        else block
        for block in bound(PARTS[part](book))
    ]


def pages_of(book: Book, part: str) -> list[Image.Image]:
    data, _ = render_pdf(blocks_of(book, part), fonts=FontOptions(prefer_system=False), invariant=True)
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def kept(part: str) -> list[Path]:
    return sorted(GOLDEN.glob(f"{part}-*.png"))


def as_png(page: Image.Image) -> bytes:
    """A page in few greys, small enough to be kept with the sources."""
    small = Image.frombytes(
        "P", page.size, page.point(lambda grey: round(grey * (GREYS - 1) / 255)).tobytes()
    )
    small.putpalette([grey for level in range(GREYS) for grey in [round(level * 255 / (GREYS - 1))] * 3])
    target = io.BytesIO()
    small.save(target, "PNG", optimize=True, bits=4)
    return target.getvalue()


def noticeable(page: Image.Image, golden: Path) -> int:
    """How many pixels differ noticeably from the kept page."""
    with Image.open(golden) as image:
        before = image.convert("L")
    if before.size != page.size:
        return page.width * page.height
    return sum(ImageChops.difference(page, before).histogram()[NOTICEABLE:])


@pytest.mark.parametrize("part", PARTS)
def test_every_page_looks_as_it_was_approved(part):
    pages = pages_of(sample_book(), part)
    names = [GOLDEN / f"{part}-{number:02}.png" for number in range(1, len(pages) + 1)]
    if os.environ.get(UPDATE):
        GOLDEN.mkdir(exist_ok=True)
        for old in kept(part):
            old.unlink()
        for page, name in zip(pages, names, strict=True):
            name.write_bytes(as_png(page))
    assert kept(part) == names, f"pages were added or lost; {UPDATE}=1 keeps the new ones"
    changed = {
        name.name: count
        for page, name in zip(pages, names, strict=True)
        if (count := noticeable(page, name)) > TOLERATED
    }
    assert changed == {}, f"{UPDATE}=1 keeps the new look, once it has been looked at"


@pytest.mark.parametrize(
    ("part", "place", "digits", "others"),
    [
        ("form", CellRef("income", "bureau", "fund"), "2617.17", "2617.11"),
        ("form", CellRef("overview", "phone", "value"), "8520526", "8520528"),
        ("form", CellRef("result", "score", "value"), "97", "91"),
        ("annex2", CellRef("funding", "basic", "amount"), "548.83", "548.88"),
        ("report", CellRef("chapters", "c3", "text"), "2617.17", "2611.17"),
        ("notice", CellRef("notice", "issue_date", "value"), "7月24日", "7月21日"),
    ],
)
def test_a_change_of_one_digit_is_seen(part, place, digits, others):
    book = sample_book()
    before = book.value(place)
    assert digits in str(before)
    after = str(before).replace(digits, others)
    book.apply(set_cells("改", [(place, after if isinstance(before, str) else Decimal(after))]))
    counts = [noticeable(page, golden) for page, golden in zip(pages_of(book, part), kept(part), strict=True)]
    assert max(counts) > TOLERATED


def test_the_pages_do_not_depend_on_what_was_printed_before():
    before = [page.tobytes() for page in pages_of(sample_book(), "annex1")]
    other = sample_book()
    other.apply(set_cells("改", [(CellRef("chapters", "c1", "text"), "鑫淼垚犇骉羴猋龘")]))
    pages_of(other, "report")
    assert [page.tobytes() for page in pages_of(sample_book(), "annex1")] == before


def test_the_kept_pages_are_small_and_all_belong_to_a_part():
    files = list(GOLDEN.iterdir())
    assert {file for part in PARTS for file in kept(part)} == set(files)
    assert sum(file.stat().st_size for file in files) < SET_LIMIT
