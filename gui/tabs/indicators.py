"""绩效指标: part 三, goals, indicators, score table, score and grade."""

from __future__ import annotations

from gui.tabs.base import FormsTab


class IndicatorsTab(FormsTab):
    """Qualitative goals, quantitative indicators, scores by first-level indicator, result."""

    title = "绩效指标"
    sheets = ("goals", "indicators", "scores", "result")

    def fill(self) -> None:
        """In the order of the work: what was meant, what was reached, what it scores, what that makes."""
        for sheet in ("goals", "indicators", "scores"):
            self.add_form(sheet)
        self.add_fields("result", ((("score",), ("grade",)), (("note",),)))
