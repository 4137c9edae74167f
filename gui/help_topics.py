"""Where in the guide F1 leads from each page of the packet."""

from __future__ import annotations

from collections.abc import Mapping

FIRST = "一、第一次填报"
TABLES = "四、填表"
INDICATORS = "五、绩效指标和得分"
AUDIT = "六、审核"
REPORT = "七、评价报告"

TOPICS: Mapping[str, str] = {
    "notice": REPORT,
    "chapters": REPORT,
    "goals": INDICATORS,
    "indicators": INDICATORS,
    "scores": INDICATORS,
    "result": INDICATORS,
    "explanations": AUDIT,
    "last_year": "二、从上年带过来",
}
"""Heading of the guide by form; every other form is a table or a list of fields."""


def topic_of(sheet: str | None) -> str:
    """The heading for a form; None for the start page."""
    return FIRST if sheet is None else TOPICS.get(sheet, TABLES)
