"""附件2: 部门整体支出绩效自评表; its goals, indicators and scores are those of 绩效指标."""

from __future__ import annotations

from gui.tabs.base import FormsTab


class Annex2Tab(FormsTab):
    """Budget and execution, where the money came from and went."""

    title = "附件2"
    sheets = ("execution", "funding", "self_extra")

    def fill(self) -> None:
        """In the order of the paper."""
        for sheet in self.sheets[:-1]:
            self.add_form(sheet)
        self.add_fields("self_extra", ((("fill_date",), ("phone",)),))
