"""The parts of the packet in paper order: their codes, and their names as menus and messages say them."""

from __future__ import annotations

WHOLE = "all"
"""Every part that says anything."""
PART_TITLES = {
    "notice": "通知",
    "form": "自评报告表",
    "annex1": "附件1 基础数据表",
    "annex2": "附件2 自评表",
    "report": "附件3 评价报告",
}


def part_title(part: str) -> str:
    """The part's name; 材料 for the whole packet."""
    return PART_TITLES.get(part, "材料")
