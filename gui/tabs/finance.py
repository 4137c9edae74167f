"""收支情况: part 二, four tables over the same units."""

from __future__ import annotations

from gui.tabs.base import FormsTab

_NO_UNITS = "没有二级机构时，只填“局机关”一行；独立核算的二级机构点“增加”，四张表会同时多出一行。"
_UNITS = "名称只在这里填写一次，四张表的行名随之改变；删除时，四张表中的数字一并删除。"


class FinanceTab(FormsTab):
    """The list of secondary units (二级机构), which are rows of all four tables, above the tables."""

    title = "收支情况"
    sheets = ("units", "income", "spending", "sangong", "assets")
    hints = {"units": (_NO_UNITS, _UNITS)}  # noqa: RUF012 - declared ClassVar in the base
