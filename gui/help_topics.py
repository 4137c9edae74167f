"""Where in the guide F1 leads: from each page of the packet, and from each window beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TITLE = "使用说明"
FIRST = "一、第一次填报"
LAST_YEAR = "二、从上年带过来"
IMPORT = "三、导入"
TABLES = "四、填表"
SEARCH = "查找和替换"
INDICATORS = "五、绩效指标和得分"
AUDIT = "六、审核"
REPORT = "七、评价报告"
PAPER = "八、预览、打印、盖章"
CODE = "九、校验码"
VERSIONS = "十、版本和定稿"
CHARTS = "十二、图表和填报进度"
PROBLEMS = "十三、问题和办法"

TOPICS: Mapping[str, str] = {
    "notice": REPORT,
    "chapters": REPORT,
    "goals": INDICATORS,
    "indicators": INDICATORS,
    "scores": INDICATORS,
    "result": INDICATORS,
    "explanations": AUDIT,
    "last_year": LAST_YEAR,
}
"""Heading of the guide by form; every other form is a table or a list of fields."""

_PROPERTY = "help_topic"


def topic_of(sheet: str | None) -> str:
    """The heading for a form; None for the start page."""
    return FIRST if sheet is None else TOPICS.get(sheet, TABLES)


def set_topic(window: QWidget, heading: str) -> None:
    """Say what a window beside the packet is about."""
    window.setProperty(_PROPERTY, heading)


def topic_of_window(window: QWidget) -> str | None:
    """What the window is about, or the one that it belongs to; None where neither says so."""
    asked: QWidget | None = window
    while asked is not None:
        heading = asked.property(_PROPERTY)
        if heading:
            return str(heading)
        asked = asked.parentWidget()
    return None
