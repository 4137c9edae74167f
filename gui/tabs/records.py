"""审核说明与上年数: what was answered to findings, and what last year's file said."""

from __future__ import annotations

from gui.tabs.base import FormsTab

_NO_ANSWERS = "还没有审核说明；在“审核结果”中选中一条提示，在列表下方写明原因，就会列在这里。"


class RecordsTab(FormsTab):
    """Answers first: they are read more often than last year's figures."""

    title = "审核说明与上年数"
    sheets = ("explanations", "last_year")
    hints = {"explanations": (_NO_ANSWERS, "")}  # noqa: RUF012 - declared ClassVar in the base
