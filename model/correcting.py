"""Correcting a finding whose correction is certain: one edit, at every place where the same words stand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.edits import Edit, set_cells
from model.fieldsyntax import parse_fields
from model.findings import Finding, Span

if TYPE_CHECKING:
    from model.book import Book


def correction_places(book: Book, finding: Finding) -> list[tuple[CellRef, Span]]:
    """Where the correction goes: its own place, and the same characters at the finding's further places.

    Nowhere when there is no certain correction, or when the figure is a live field: then the table is wrong, not the text.
    """
    fix = finding.fix
    if fix is None or _quotes(book, fix.ref, fix.span):
        return []
    places = [(fix.ref, fix.span)]
    if finding.span is None or fix.ref != finding.place:
        return places
    wrong = book.text(fix.ref)[slice(*fix.span)]
    offset = fix.span[0] - finding.span[0]
    for ref, (start, _) in finding.further:
        span = (start + offset, start + offset + len(wrong))
        if book.text(ref)[slice(*span)] == wrong and not _quotes(book, ref, span):
            places.append((ref, span))
    return list(dict.fromkeys(places))


def correct(book: Book, finding: Finding) -> Edit | None:
    """The edit that corrects the finding; None where nothing certain can be done."""
    places, fix = correction_places(book, finding), finding.fix
    if not places or fix is None:
        return None
    spans: dict[CellRef, list[Span]] = defaultdict(list)
    for ref, span in places:
        spans[ref].append(span)
    texts = []
    for ref, found in spans.items():
        text = book.text(ref)
        for start, end in sorted(found, reverse=True):
            text = text[:start] + fix.text + text[end:]
        texts.append((ref, text))
    return set_cells(f"改为“{fix.text}”", texts)


def _quotes(book: Book, ref: CellRef, span: Span) -> bool:
    """Whether the span touches a live field."""
    return any(field.span[0] < span[1] and span[0] < field.span[1] for field in parse_fields(book.text(ref)))
