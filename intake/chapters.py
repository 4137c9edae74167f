"""The eleven chapters of 附件3: each heading opens one, whatever stands between two headings is its text."""

from __future__ import annotations

from intake.document import Span
from intake.labels import is_annex_mark, is_report_title, split_chapter
from intake.layout import Line
from intake.ledger import Ledger, field_place
from model.forms import FORMS

_FORM = FORMS["chapters"]


def read_chapters(lines: list[Line], ledger: Ledger) -> None:
    """Read the chapters' text, paragraph by paragraph; tables among them are read as tables."""
    texts: dict[str, list[Span]] = {}
    code = ""
    for line in lines:
        opened = split_chapter(line.text)
        if opened is not None and not texts.get(opened[0]):
            code, begin = opened
            texts[code] = [line.span.part(begin, len(line.text))] if begin < len(line.text) else []
            ledger.labels.append(line.span.part(0, begin))
        elif code:
            texts[code].append(line.span)
        elif is_report_title(line.text) or is_annex_mark(line.text):
            ledger.labels.append(line.span)
    for chapter, spans in texts.items():
        ref = _FORM.ref(chapter, "text")
        if spans:
            ledger.take_text(ref, spans, field_place(ref))
