"""The eleven chapters of 附件3: each heading opens one, whatever stands between two headings is its text."""

from __future__ import annotations

import re
import unicodedata

from intake.document import Span
from intake.labels import is_annex_mark, is_report_title, split_chapter
from intake.layout import Line
from intake.ledger import Ledger, field_place
from intake.normalise import label_key
from model.forms import FORMS

_FORM = FORMS["chapters"]
_DATE = re.compile(r"\s*20\d{2}\s*年\s*\d{1,2}\s*月\s*(?:\d{1,2}\s*日\s*)?")
_BUREAUS = tuple("局委办厅部院校所站队会处府社馆团署心室")
_LONGEST_NAME = 30
_NAMES = (FORMS["cover"].ref("unit_name"), FORMS["notice"].ref("issuer"))


def read_chapters(lines: list[Line], ledger: Ledger) -> None:
    """Read the chapters' text, paragraph by paragraph; tables among them are read as tables."""
    lines = lines[: len(lines) - _read_closing(lines, ledger)]
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


def _read_closing(lines: list[Line], ledger: Ledger) -> int:
    """How many lines at the end are the bureau's name and the date with which a report closes; they are no chapter's text."""
    date = lines[-1] if lines and _DATE.fullmatch(unicodedata.normalize("NFKC", lines[-1].text)) else None
    name = lines[-2] if date is not None and len(lines) > 1 else lines[-1] if lines else None
    known = {label_key(str(ledger.found[ref].value)) for ref in _NAMES if ref in ledger.found}
    if name is None or not (label_key(name.text) in known or (date is not None and _is_bureau(name.text))):
        return 0
    if label_key(name.text) in known:
        ledger.labels.append(name.span)
    else:
        _take("unit_name", name, ledger)
    if date is None:
        return 1
    _take("report_date", date, ledger)
    return 2


def _is_bureau(line: str) -> bool:
    return len(line) <= _LONGEST_NAME and line.endswith(_BUREAUS)


def _take(row: str, line: Line, ledger: Ledger) -> None:
    """The cover's word counts; only where it has none, the report's is taken for it."""
    ref = FORMS["cover"].ref(row)
    found = ledger.found.get(ref)
    if found is None:
        ledger.take_text(ref, (line.span,), field_place(ref))
    elif label_key(str(found.value)) == label_key(line.text):
        ledger.labels.append(line.span)
    else:
        ledger.leave(line.span, "报告的落款与封面写的不同，以封面为准")
