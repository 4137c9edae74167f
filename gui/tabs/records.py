"""审核说明: what was answered to findings."""

from __future__ import annotations

from gui.tabs.base import FormsTab

_NO_ANSWERS = (
    "还没有审核说明；在“审核结果”中选中一条提示，在列表下方写明原因，或者选“本句不再提示”，就会列在这里。"
)


class RecordsTab(FormsTab):
    """One line for each answer."""

    title = "审核说明"
    sheets = ("explanations",)
    hints = {"explanations": (_NO_ANSWERS, "")}  # noqa: RUF012 - declared ClassVar in the base

    def fill(self) -> None:
        """Without the mark by which the program tells several findings of one cell apart."""
        table = self.add_form("explanations").table
        table.table_layout.show_columns([table.form_model.codes.index("variant")], False)
