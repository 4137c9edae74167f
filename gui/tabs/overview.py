"""封面与基本概况: the cover and part 一."""

from __future__ import annotations

from collections.abc import Iterator

from gui.tabs.base import FormsTab

_COVER = (
    (("title",),),
    (("unit_name",), ("budget_code",)),
    (("method",), ("agency",)),
    (("report_date",), ()),
)
_OVERVIEW = (
    (("contact",), ("phone",)),
    (("staffing",), ("staff",)),
    (("duties", "work", "achievements"),),
)


class OverviewTab(FormsTab):
    """The cover's fields above the fields of part 一, side by side where the paper has them side by side."""

    title = "封面与基本概况"
    sheets = ("cover", "overview")

    def fill(self) -> Iterator[None]:
        """Cover, then part 一."""
        yield from self.add_fields("cover", _COVER)
        yield from self.add_fields("overview", _OVERVIEW)
