"""附件1: 部门整体支出绩效评价基础数据表."""

from __future__ import annotations

from gui.tabs.base import FormsTab


class Annex1Tab(FormsTab):
    """Staff, controlled outlays, buildings, and what stands below the table."""

    title = "附件1"
    sheets = ("base_staff", "base_funds", "base_building", "base_extra")

    def fill(self) -> None:
        """In the order of the paper."""
        for sheet in self.sheets[:-1]:
            self.add_form(sheet)
        self.add_fields("base_extra", ((("completed",), ("thrift",)), (("fill_date",), ("phone",))))
