"""The PDF writer: blocks in, a finished file out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from export.atomic import write_atomically
from export.blocks import Block, Face, Section, all_texts
from export.pdf.archival import archival
from export.pdf.canvas import PrintedPlace, Sheet
from export.pdf.fonts import FontBook
from export.pdf.pages import Flow, SealArea
from model.longwork import UNWATCHED, Work

_FONTS, _TYPESET = 0.1, 0.9
"""Shares of the work that are done when its fonts are there, and its pages."""


@dataclass(frozen=True, slots=True)
class FontOptions:
    """Where faces come from: the machine's official faces first, or the embedded defaults alone."""

    prefer_system: bool = True
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What was made: pages, the font that drew each face, characters no font has, the places for seals, the
    faces which this machine lacks, and where the texts stand that have a source.
    """

    pages: int
    faces: dict[Face, str]
    missing_glyphs: tuple[str, ...]
    seals: tuple[SealArea, ...]
    stand_ins: frozenset[Face] = frozenset()
    places: tuple[PrintedPlace, ...] = ()


def render_pdf(
    blocks: Sequence[Block],
    *,
    title: str = "",
    author: str = "",
    subject: str = "",
    fonts: FontOptions = FontOptions(),
    invariant: bool = False,
    work: Work = UNWATCHED,
) -> tuple[bytes, PdfReport]:
    """The document as bytes; with `invariant` the same blocks always give the same bytes."""
    book = FontBook(
        {character for text in (*all_texts(blocks), *_feet(blocks)) for character in text},
        prefer_system=fonts.prefer_system,
        cache=fonts.cache,
    )
    work.at(_FONTS)
    sheet = Sheet(book, invariant=invariant)
    sheet.describe(title=title, author=author, subject=subject)
    flow = Flow(book, sheet, work)
    flow.run(blocks, _TYPESET)
    data = archival(sheet.finish())
    report = PdfReport(
        sheet.pages, book.faces, book.missing, tuple(flow.seals), book.stand_ins, tuple(sheet.places)
    )
    return data, report


def _feet(blocks: Sequence[Block]) -> list[str]:
    return [block.foot for block in blocks if isinstance(block, Section)]


def write_pdf(
    blocks: Sequence[Block],
    target: Path,
    *,
    title: str = "",
    author: str = "",
    subject: str = "",
    fonts: FontOptions = FontOptions(),
    invariant: bool = False,
) -> PdfReport:
    """Write the document to `target`, whole or not at all; ExportError says in Chinese why it could not be."""
    data, report = render_pdf(
        blocks, title=title, author=author, subject=subject, fonts=fonts, invariant=invariant
    )
    write_atomically(target, data)
    return report
