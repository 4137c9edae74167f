"""What the start page will tell of the open packet, read while it is open: the cards themselves open no file."""

from __future__ import annotations

from gui.document import Document
from gui.settings import Recent
from gui.severity_look import Level
from gui.verdict import state_words, verdict_of
from model.amounts import format_amount
from model.cells import CellRef

_SCORE = CellRef("result", "score", "value")
_GRADE = CellRef("result", "grade", "value")


def recent_of(document: Document) -> Recent:
    """The open packet as an entry of the list; counts only where everything has been judged."""
    from model.progress import (
        lacking_scores,
        progress,
    )  # not needed for the start page, and leads to the whole packet

    book, path, verdict = document.book, document.path.absolute(), verdict_of(document)
    score = None if lacking_scores(book) else book.number(_SCORE)
    try:
        changed_at = path.stat().st_mtime
    except OSError:
        changed_at = 0.0
    return Recent(
        str(path),
        book.year,
        document.department,
        "" if verdict.running else state_words(document),
        final=document.is_final,
        mandatory=None if verdict.running else verdict.counts[Level.MANDATORY],
        advisory=None if verdict.running else verdict.counts[Level.ADVISORY],
        unfilled=sum(len(part.missing) for part in progress(book)),
        score="" if score is None else format_amount(score),
        grade=book.text(_GRADE) if score is not None else "",
        changed_at=changed_at,
    )
