"""A printed page measured from the PDF itself: where each glyph and each rule really stands. Points, from the top left."""

from __future__ import annotations

import ctypes
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
_ACTUAL_TEXT = re.compile(rb"/Span <</ActualText <[0-9A-F]*>>> BDC")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as drawn: its origin on the baseline, its size, and the box of its ink."""

    character: str
    x: float
    baseline: float
    size: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, or any other drawn path, by its bounds."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_upright(self) -> bool:
        return self.bottom - self.top > self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.character for glyph in self.glyphs)


def measure(data: bytes) -> list[Page]:
    """Every page of a PDF; the text stated for copying (ActualText) is taken out, so that only drawn glyphs count."""
    document = pypdfium2.PdfDocument(_as_drawn(data))
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _as_drawn(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(_ACTUAL_TEXT.sub(b"/Span BMC", page.Contents.read_bytes()))
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    glyphs = []
    for index in range(text.count_chars()):
        character = _character(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or not character.strip():
            continue
        left, bottom, right, top = text.get_charbox(index)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text, index)
        glyphs.append(
            Glyph(character, x.value, height - y.value, size, left, height - top, right, height - bottom)
        )
    rules = []
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        rules.append(Rule(left, height - top, right, height - bottom))
    return Page(width, height, tuple(glyphs), tuple(rules))


def _character(text: pypdfium2.PdfTextPage, index: int) -> str:
    """The character at a place; a rare one comes as two units, of which the second counts as nothing."""
    unit = pdfium.FPDFText_GetUnicode(text, index)
    if 0xDC00 <= unit < 0xE000:
        return ""
    if 0xD800 <= unit < 0xDC00:
        pair = (unit, pdfium.FPDFText_GetUnicode(text, index + 1))
        return b"".join(half.to_bytes(2, "big") for half in pair).decode("utf-16-be")
    return chr(unit)


def lines_of(page: Page) -> list[list[Glyph]]:
    """The lines of text: glyphs on one baseline, parted where an upright rule stands between them."""
    by_baseline: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        by_baseline[round(glyph.baseline, 1)].append(glyph)
    upright = [rule for rule in page.rules if rule.is_upright]
    found = []
    for baseline in sorted(by_baseline):
        row = sorted(by_baseline[baseline], key=lambda glyph: glyph.x)
        walls = sorted(rule.left for rule in upright if rule.top <= baseline <= rule.bottom)
        line = [row[0]]
        for before, after in pairwise(row):
            if any(before.x < wall < after.x for wall in walls):
                found.append(line)
                line = []
            line.append(after)
        found.append(line)
    return found


def overlapping(page: Page, allowed: float = 0.3) -> Iterator[tuple[Glyph, Glyph]]:
    """Pairs of glyphs whose ink lies over each other by more than `allowed` points both ways."""
    glyphs = sorted(page.glyphs, key=lambda glyph: glyph.left)
    for index, one in enumerate(glyphs):
        for other in glyphs[index + 1 :]:
            if other.left >= one.right - allowed:
                break
            if min(one.bottom, other.bottom) - max(one.top, other.top) > allowed:
                yield one, other


def struck_through(page: Page, allowed: float = 0.3) -> Iterator[tuple[Glyph, Rule]]:
    """Glyphs that a rule runs through."""
    upright = [rule for rule in page.rules if rule.is_upright]
    level = [rule for rule in page.rules if not rule.is_upright]
    for glyph in page.glyphs:
        for rule in upright:
            x = (rule.left + rule.right) / 2
            inside = glyph.left + allowed < x < glyph.right - allowed
            if inside and rule.top < glyph.bottom - allowed and rule.bottom > glyph.top + allowed:
                yield glyph, rule
        for rule in level:
            y = (rule.top + rule.bottom) / 2
            inside = glyph.top + allowed < y < glyph.bottom - allowed
            if inside and rule.left < glyph.right - allowed and rule.right > glyph.left + allowed:
                yield glyph, rule


def faults(page: Page) -> list[str]:
    """What no printed page may have: ink over ink, ink over rules, ink outside the paper."""
    found = [f"{one.character} over {other.character}" for one, other in overlapping(page)]
    found += [f"rule through {glyph.character}" for glyph, _ in struck_through(page)]
    found += [
        f"{glyph.character} outside the paper"
        for glyph in page.glyphs
        if glyph.left < 0 or glyph.top < 0 or glyph.right > page.width or glyph.bottom > page.height
    ]
    return found
