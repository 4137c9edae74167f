"""评价人员: part 四, the people who sign, and the three opinions."""

from __future__ import annotations

from gui.tabs.base import FormsTab


class EvaluatorsTab(FormsTab):
    """The evaluators' table above the opinion boxes."""

    title = "评价人员"
    sheets = ("evaluators", "opinions")
