"""Where the pages lie in the preview: one below the other, each in its own size. Pure geometry, in logical pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QSize, QSizeF

from gui.pdf_pages import POINTS_PER_INCH


class Fit(Enum):
    """A zoom that follows the window; the value is its name."""

    WIDTH = "适合宽度"
    PAGE = "整页"


Zoom = Fit | int
"""Following the window, or a number of percent: 100 is the size on paper."""

PERCENTS = (50, 75, 100, 125, 150, 200)
_SMALLEST = 0.05


@dataclass(frozen=True)
class Place:
    """What stands at the upper edge: a page, and how far down in it, as a share of its height."""

    page: int
    share: float


class PageLayout:
    """The rectangles of all pages for one width of the window."""

    def __init__(
        self, sizes: Sequence[QSizeF], zoom: Zoom, window: QSize, dots_per_inch: float, gap: int
    ) -> None:
        self._gap = gap
        room = QSize(max(1, window.width() - 2 * gap), max(1, window.height() - 2 * gap))
        self.scales = [_scale(size, zoom, room, dots_per_inch) for size in sizes]
        pages = [
            QSize(round(size.width() * scale), round(size.height() * scale))
            for size, scale in zip(sizes, self.scales, strict=True)
        ]
        widest = max((page.width() for page in pages), default=0)
        self.total = QSize(widest + 2 * gap, gap + sum(page.height() + gap for page in pages))
        middle = max(self.total.width(), window.width()) // 2
        self.rects: list[QRect] = []
        top = gap
        for page in pages:
            self.rects.append(QRect(middle - page.width() // 2, top, page.width(), page.height()))
            top += page.height() + gap
        self._tops = [rect.top() for rect in self.rects]

    def visible(self, top: int, height: int) -> range:
        """The pages that show between two heights."""
        first = max(0, bisect_right(self._tops, top) - 1)
        if first < len(self.rects) and self.rects[first].bottom() < top:
            first += 1
        return range(first, bisect_right(self._tops, top + height))

    def page_in_view(self, top: int, height: int) -> int:
        """The page that takes most of the window; -1 where there is none."""
        window = QRect(0, top, 1, height)

        def share(page: int) -> int:
            rect = self.rects[page]
            return QRect(0, rect.top(), 1, rect.height()).intersected(window).height()

        return max(self.visible(top, height), key=share, default=-1)

    def place_at(self, top: int) -> Place:
        """What stands at that height."""
        page = max(0, bisect_right(self._tops, top) - 1)
        if page >= len(self.rects):
            return Place(0, 0)
        rect = self.rects[page]
        return Place(page, (top - rect.top()) / rect.height())

    def top_of(self, place: Place) -> int:
        """The height at which the place is; the beginning where there is no such page."""
        if place.page >= len(self.rects):
            return 0
        rect = self.rects[place.page]
        return rect.top() + round(place.share * rect.height())

    def page_top(self, page: int) -> int:
        """The height to scroll to so that the page begins at the upper edge, its gap above it."""
        return max(0, self.rects[page].top() - self._gap) if page < len(self.rects) else 0


def next_percent(present: float, step: int) -> int:
    """The zoom one step larger (1) or smaller (-1) than the present one, in percent."""
    if step > 0:
        return next((percent for percent in PERCENTS if percent > present + 0.5), PERCENTS[-1])
    return next((percent for percent in reversed(PERCENTS) if percent < present - 0.5), PERCENTS[0])


def _scale(size: QSizeF, zoom: Zoom, room: QSize, dots_per_inch: float) -> float:
    across, down = room.width() / size.width(), room.height() / size.height()
    if zoom is Fit.WIDTH:
        return max(_SMALLEST, across)
    if zoom is Fit.PAGE:
        return max(_SMALLEST, min(across, down))
    return int(zoom) / 100 * dots_per_inch / POINTS_PER_INCH
