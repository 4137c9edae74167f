"""支出明细: the tables behind the report's chapters on spending."""

from __future__ import annotations

from gui.tabs.base import FormsTab


class DetailsTab(FormsTab):
    """Budgets, economic items, special funds and their uses."""

    title = "支出明细"
    sheets = ("budgets", "subjects", "specials", "uses")
