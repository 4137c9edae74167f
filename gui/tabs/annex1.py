"""附件1: 部门整体支出绩效评价基础数据表, and last year's figures that its first column repeats."""

from __future__ import annotations

from collections.abc import Iterator

from gui.tabs.base import FormsTab
from model.edits import Changes
from model.forms.annex1 import BASE_BUILDING, BASE_EXTRA

_COMPLETED = BASE_EXTRA.ref("completed")
_FUNDS = "专项在这里和“支出明细”中是同一张名单：改名、增加、删除，两处同时变；决算数随“支出明细”的金额。"
_LAST_YEAR = (
    "用“文件 › 提取封面代码和年初数”从上年文件取得，一般不手工填写；“经费控制情况”的上年决算数取自这里。"
)


class Annex1Tab(FormsTab):
    """Staff, controlled outlays, buildings, what stands below the table; then last year's figures."""

    title = "附件1"
    sheets = ("base_staff", "base_funds", "base_building", "base_extra", "last_year")
    hints = {"base_funds": ("", _FUNDS), "last_year": ("", _LAST_YEAR)}  # noqa: RUF012 - declared ClassVar in the base

    def fill(self) -> Iterator[None]:
        """In the order of the paper."""
        for sheet in ("base_staff", "base_funds", "base_building"):
            self.add_form(sheet)
            yield
        yield from self.add_fields(
            "base_extra", ((("completed",), ("thrift",)), (("fill_date",), ("phone",)))
        )
        self.add_form("last_year")
        yield
        self.document.changed.connect(self._on_changed)
        self.document.opened.connect(self._show_completed)
        self._show_completed()

    def _on_changed(self, changes: Changes) -> None:
        if _COMPLETED in changes.cells:
            self._show_completed()

    def _show_completed(self) -> None:
        """The year in the heading of the buildings is the report's, or the one that the clerk gave."""
        if self.document.is_open:
            book = self.document.book
            given = book.text(_COMPLETED).strip().removesuffix("年")
            heading = BASE_BUILDING.title.replace("{year}", given or str(book.year))
            self.sections["base_building"].title.setText(heading)
