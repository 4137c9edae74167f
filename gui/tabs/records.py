"""审核说明: what was answered to findings."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from gui.icons import icon
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
        self.take_back = QToolButton()
        self.take_back.setText("撤回所选")
        self.take_back.setToolTip(
            "删去所选的审核说明或“本句不再提示”，原来的提示重新列出；可以撤销（Ctrl+-）"
        )
        self.take_back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.take_back.clicked.connect(section.remove_rows)
        section.add_tool(self.take_back)
        table.current_ref_changed.connect(self._allow)
        self.document.changed.connect(self._allow)
        self._allow()
        self.refresh_colors()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        super().refresh_colors()
        self.take_back.setIcon(icon("undo"))

    def _allow(self) -> None:
        table = self.sections["explanations"].table
        self.take_back.setVisible(bool(table.form_model.row_ids))
        chosen = table.currentIndex().isValid() and not self.document.read_only
        self.take_back.setEnabled(chosen)
