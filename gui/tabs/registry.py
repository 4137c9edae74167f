"""The pages in the form's order. Their modules are imported when a page is first looked at: a packet opens on one page."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.tabs.base import PacketTab


@dataclass(frozen=True)
class TabEntry:
    """A page before it is made: what stands on its tab, which forms it shows, and where its class is."""

    module: str
    name: str
    title: str
    sheets: tuple[str, ...]
    short: str = ""
    """What stands on the tab where all titles together have no room; empty where the title is short itself."""

    def load(self) -> type[PacketTab]:
        """The page's class, which says the same title and sheets."""
        page: type[PacketTab] = getattr(import_module(f"gui.tabs.{self.module}"), self.name)
        return page


TABS = (
    TabEntry("overview", "OverviewTab", "封面与基本概况", ("cover", "overview"), "概况"),
    TabEntry(
        "finance", "FinanceTab", "收支情况", ("units", "income", "spending", "sangong", "assets"), "收支"
    ),
    TabEntry("indicators", "IndicatorsTab", "绩效指标", ("goals", "indicators", "scores", "result"), "指标"),
    TabEntry("evaluators", "EvaluatorsTab", "评价人员", ("evaluators", "opinions"), "人员"),
    TabEntry("notice", "NoticeTab", "通知", ("notice",)),
    TabEntry("chapters", "ChaptersTab", "评价报告", ("chapters",), "报告"),
    TabEntry(
        "annex1",
        "Annex1Tab",
        "附件1",
        ("base_staff", "base_funds", "base_building", "base_extra", "last_year"),
    ),
    TabEntry("annex2", "Annex2Tab", "附件2", ("execution", "funding", "self_extra")),
    TabEntry("details", "DetailsTab", "支出明细", ("budgets", "subjects", "specials", "uses"), "明细"),
    TabEntry("records", "RecordsTab", "审核说明", ("explanations",), "说明"),
)
