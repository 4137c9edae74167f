"""Dates as the packet writes them: 2023年7月24日."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")


def parse_date(text: str) -> date | None:
    """The first full date in the text; None when there is none or it does not exist (2月30日)."""
    found = _DATE.search(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
