"""通知: the notice that opens the packet."""

from __future__ import annotations

from collections.abc import Iterator

from gui.tabs.base import FormsTab

_NOTICE = (
    (("title",),),
    (("addressee",), ("issuer",)),
    (("issue_date",), ("deadline",)),
    (("total",), ("general",)),
    (("basic",), ("project",)),
    (("fund",), ("capital",)),
    (("social",), ()),
    (("body", "members"),),
)


class NoticeTab(FormsTab):
    """Head, figures in two columns, then the text."""

    title = "通知"
    sheets = ("notice",)

    def fill(self) -> Iterator[None]:
        """One form, line by line."""
        yield from self.add_fields("notice", _NOTICE)
