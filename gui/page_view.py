"""The pages of the preview one below the other, drawn only where they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gui.page_layout import PERCENTS, Fit, PageLayout, Place, Zoom, next_percent
from gui.palette import blend, space
from gui.pdf_pages import POINTS_PER_INCH
from gui.preview_pages import PageKey

_PAPER = QColor("white")
_PENDING = QColor("#8a8f94")
_LINES_PER_STEP = 3
_NOWHERE = QRectF()


class PageView(QAbstractScrollArea):
    """Scrolls by wheel and keys, zooms by Ctrl and wheel, and stays where it is when the pages are made anew."""

    view_changed = Signal()
    """Other pages show, or in another size: other pictures are needed."""
    page_changed = Signal(int)
    """Another page takes most of the window; its place in paper order, -1 for none."""
    zoom_changed = Signal(object)
    """A Zoom."""

    def __init__(self, picture: Callable[[PageKey], QImage | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("预览")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # fitting the width never flutters
        self._picture = picture
        self._pages: dict[PageKey, QSizeF] = {}
        self._keys: list[PageKey] = []
        self._zoom: Zoom = Fit.WIDTH
        self._page = -1
        self._still = False
        self._framed: tuple[PageKey, QRectF] | None = None
        self._layout = self._make_layout()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)

    # -- pages ---------------------------------------------------------------------------------------------------

    def show_pages(self, pages: dict[PageKey, QSizeF]) -> None:
        """Show these; what stands at the upper edge stays there."""
        if list(pages.items()) == list(self._pages.items()):
            return
        with self._staying(pages):
            self._pages, self._keys = dict(pages), list(pages)

    @property
    def current(self) -> int:
        """The place in paper order of the page that takes most of the window; -1 for none."""
        return self._page

    @property
    def current_key(self) -> PageKey | None:
        """The page that takes most of the window."""
        return self._keys[self._page] if 0 <= self._page < len(self._keys) else None

    def show_page(self, page: int) -> None:
        """Scroll to the beginning of a page."""
        self.verticalScrollBar().setValue(self._layout.page_top(page))

    def visible_pages(self) -> list[PageKey]:
        """The pages that show, the one in view first."""
        shown = self._layout.visible(self._top, self.viewport().height())
        return [self._keys[page] for page in sorted(shown, key=lambda page: page != self._page)]

    def neighbours(self) -> list[PageKey]:
        """The pages just below and above, that will show next."""
        shown = self._layout.visible(self._top, self.viewport().height())
        return [self._keys[page] for page in (shown.stop, shown.start - 1) if 0 <= page < len(self._keys)]

    def pixel_width(self, page: PageKey) -> int:
        """How wide a page's picture has to be, in the screen's own pixels."""
        rect = self._layout.rects[self._keys.index(page)]
        return max(1, round(rect.width() * self.devicePixelRatioF()))

    # -- spots on pages ------------------------------------------------------------------------------------------

    def spot_at(self, point: QPoint) -> tuple[PageKey, QPointF] | None:
        """The page under a point of the viewport, and the place on it, in points from its upper left corner."""
        on_ground = point + self._offset
        for page in self._layout.visible(self._top, self.viewport().height()):
            rect = self._layout.rects[page]
            if rect.contains(on_ground):
                return self._keys[page], QPointF(on_ground - rect.topLeft()) / self._layout.scales[page]
        return None

    def on_screen(self, key: PageKey, place: QRectF) -> QRect:
        """Where a rectangle of a page, in points, is in the viewport now."""
        page = self._keys.index(key)
        scale, corner = self._layout.scales[page], self._layout.rects[page].topLeft() - self._offset
        return (
            QRectF(place.topLeft() * scale, place.size() * scale).translated(QPointF(corner)).toAlignedRect()
        )

    def top_in_view(self, key: PageKey) -> float:
        """From where on a page shows, in points; 0 from its beginning."""
        page = self._keys.index(key)
        return max(0.0, (self._top - self._layout.rects[page].top()) / self._layout.scales[page])

    def frame(self, key: PageKey | None, place: QRectF = _NOWHERE) -> None:
        """Draw a frame around a rectangle of a page, in place of the one before; None for none."""
        framed = (key, place) if key is not None else None
        if framed != self._framed:
            self._framed = framed
            self.viewport().update()

    # -- zoom ----------------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> Zoom:
        """Following the window, or percent."""
        return self._zoom

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the pages in another size; what stands at the upper edge stays there."""
        if zoom == self._zoom:
            return
        with self._staying(self._pages):
            self._zoom = zoom
        self.zoom_changed.emit(zoom)

    def zoom_by(self, step: int) -> None:
        """One step larger (1) or smaller (-1)."""
        self.set_zoom(next_percent(self.percent, step))

    @property
    def percent(self) -> float:
        """The size of the page in view, in percent of the size on paper."""
        if not self._layout.scales:
            return float(self._zoom) if isinstance(self._zoom, int) else float(PERCENTS[0])
        scale = self._layout.scales[max(0, self._page)]
        return scale * POINTS_PER_INCH / self.logicalDpiX() * 100

    # -- inside --------------------------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    @property
    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self._top)

    def _make_layout(self) -> PageLayout:
        gap = space(QFontMetricsF(self.fontMetrics()), 3)
        return PageLayout(
            list(self._pages.values()), self._zoom, self.viewport().size(), self.logicalDpiX(), gap
        )

    @contextmanager
    def _staying(self, pages: dict[PageKey, QSizeF]) -> Iterator[None]:
        """Whatever changes inside, the same page stays at the upper edge, at the same height in it."""
        place = self._layout.place_at(self._top)
        key = self._keys[place.page] if place.page < len(self._keys) else None
        yield
        self._layout = self._make_layout()
        page = _nearest(list(pages), key)
        self._still = True
        self._set_scroll_bars()
        self.verticalScrollBar().setValue(
            0 if page is None else self._layout.top_of(Place(page, place.share))
        )
        self._still = False
        self._on_scrolled()

    def _set_scroll_bars(self) -> None:
        line = _LINES_PER_STEP * self.fontMetrics().height()
        for bar, total, window in (
            (self.verticalScrollBar(), self._layout.total.height(), self.viewport().height()),
            (self.horizontalScrollBar(), self._layout.total.width(), self.viewport().width()),
        ):
            bar.setRange(0, max(0, total - window))
            bar.setPageStep(window)
            bar.setSingleStep(line)

    def _on_scrolled(self) -> None:
        if self._still:
            return
        page = self._layout.page_in_view(self._top, self.viewport().height())
        if page != self._page:
            self._page = page
            self.setAccessibleDescription(f"第 {page + 1} 页，共 {len(self._keys)} 页")
            self.page_changed.emit(page)
        self.viewport().update()
        self.view_changed.emit()

    def _draw_page(self, painter: QPainter, page: int, rect: QRect) -> None:
        shadow = blend(self._ground(), QColor("black"), 0.35)
        painter.fillRect(rect.adjusted(-1, -1, 1, 2), shadow)
        picture = self._picture(self._keys[page])
        if picture is None:
            painter.fillRect(rect, _PAPER)
            painter.setPen(_PENDING)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "正在显示…")
            return
        painter.drawImage(self._on_pixels(rect, picture), picture)

    def _on_pixels(self, rect: QRect, picture: QImage) -> QRectF:
        """Where the picture goes so that its pixels are the screen's own; an outdated one is stretched meanwhile."""
        ratio = self.devicePixelRatioF()
        if picture.width() != max(1, round(rect.width() * ratio)):
            return QRectF(rect)
        left, top = round(rect.left() * ratio) / ratio, round(rect.top() * ratio) / ratio
        return QRectF(left, top, picture.width() / ratio, picture.height() / ratio)

    def _frame_width(self) -> int:
        return max(1, space(QFontMetricsF(self.fontMetrics()), 0.4))

    def _ground(self) -> QColor:
        palette = self.palette()
        window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        return blend(window, text, 0.12) if window.lightnessF() > text.lightnessF() else window

    # -- Qt's calls ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages that show."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._layout.visible(self._top, self.viewport().height()):
            self._draw_page(painter, page, self._layout.rects[page].translated(-self._offset))
        if self._framed is not None and self._framed[0] in self._pages:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), self._frame_width()))
            painter.drawRect(self.on_screen(*self._framed))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A zoom that follows the window follows it."""
        super().resizeEvent(event)
        with self._staying(self._pages):
            pass

    def event(self, event: QEvent) -> bool:
        """Distances follow the size of type; sharpness follows the screen that the window is moved to."""
        done = super().event(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange)
        if event.type() in kinds and hasattr(self, "_layout"):
            with self._staying(self._pages):
                pass
        return bool(done)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End reach the first and the last page; left and right turn pages where nothing lies beside."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self.horizontalScrollBar().maximum():
            self.show_page(max(0, self._page + (1 if event.key() == Qt.Key.Key_Right else -1)))
        else:
            super().keyPressEvent(event)


def _nearest(pages: list[PageKey], wanted: PageKey | None) -> int | None:
    """The place of a page; where it is gone, of the last one before it in its part; None where that is gone too."""
    if wanted is None:
        return None
    same = [place for place, key in enumerate(pages) if key.part == wanted.part and key.index <= wanted.index]
    return same[-1] if same else None
