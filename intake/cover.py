"""The cover: its title lines and its labelled fields."""

from __future__ import annotations

from intake.document import Span
from intake.fields import take_field
from intake.labels import COVER_LABELS, split_label
from intake.layout import Layout
from intake.ledger import Ledger, field_place
from model.forms import FORMS


def read_cover(layout: Layout, ledger: Ledger) -> None:
    """Read the cover's lines."""
    if layout.cover_title:
        ref = FORMS["cover"].ref("title")
        ledger.take_text(ref, [line.span for line in layout.cover_title], field_place(ref))
    for line in layout.cover_fields:
        split = split_label(line.text)
        if split is None:
            continue
        key, begin = split
        ledger.labels.append(line.span.part(0, begin))
        value: Span = line.span.part(begin, len(line.text))
        take_field(ledger, COVER_LABELS[key], value)
