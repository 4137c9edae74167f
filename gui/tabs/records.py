"""审核说明: what was answered to findings."""

from __future__ import annotations

from collections.abc import Iterator

from gui.rows_button import RowsButton
from gui.tabs.base import FormsTab

_NO_ANSWERS = (
    "还没有审核说明；在“审核结果”中选中一条提示，在列表下方写明原因，或者选“本句不再提示”，就会列在这里。"
)


class RecordsTab(FormsTab):
    """One line for each answer."""

    title = "审核说明"
    sheets = ("explanations",)
    hints = {"explanations": (_NO_ANSWERS, "")}  # noqa: RUF012 - declared ClassVar in the base

    def fill(self) -> Iterator[None]:
        """Without the mark by which the program tells several findings of one cell apart."""
        yield from ()
        section = self.add_form("explanations")
        table = section.table
        table.table_layout.show_columns([table.form_model.codes.index("variant")], False)
        self.take_back = RowsButton("撤回所选", "undo", takes="撤回", then="，原来的提示重新列出")
        self.take_back.follow(table)
        section.add_tool(self.take_back)
        self.document.changed.connect(self._show_tool)
        self._show_tool()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        super().refresh_colors()
        self.take_back.refresh_colors()

    def _show_tool(self) -> None:
        self.take_back.setVisible(bool(self.sections["explanations"].table.form_model.row_ids))
