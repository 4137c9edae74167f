"""First steps: at most four short notes that point at the real window; work goes on beneath them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.labels import bold_label
from gui.palette import accent, space
from gui.settings import Settings

_LETTERS = 24
AGAIN = "以后可在“帮助 › 新手提示”中再看"


@dataclass(frozen=True)
class Step:
    """One note: heading, words, and where it points, in coordinates of the window; None while that is not in view."""

    title: str
    words: str
    place: Callable[[], QRect | None]


class TourBubble(QWidget):
    """A note with a pointer. It never takes the focus by itself; its buttons can be reached with Tab."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("新手提示")
        self._target = QRect()
        self._below = True
        self.heading = bold_label()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.count = QLabel()
        self.skip = QPushButton("跳过")
        self.skip.setToolTip(f"{AGAIN}（Esc）")
        self.next = QPushButton("下一步")
        for label in (self.heading, self.words, self.count):
            label.setForegroundRole(QPalette.ColorRole.Text)
        for button in (self.skip, self.next):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
        self._lay_out()

    def point_at(self, target: QRect) -> None:
        """Stand below the target, or above where there is more room, with the pointer at its middle."""
        self._target = target
        metrics = QFontMetricsF(self.font())
        width = min(
            round(metrics.horizontalAdvance("字" * _LETTERS)) + 8 * self._tip, self.parentWidget().width()
        )
        self.setFixedWidth(width)
        height = self.layout().heightForWidth(width)
        room = self.parentWidget().rect()
        self._below = target.bottom() + height <= room.bottom()
        top = target.bottom() if self._below else target.top() - height
        left = max(0, min(target.center().x() - width // 3, room.width() - width))
        self.setGeometry(left, max(0, min(top, room.height() - height)), width, height)
        self._set_margins()
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded sheet with a pointer, in the colours of paper."""
        tip = self._tip
        body = QRectF(self.rect()).adjusted(1, tip if self._below else 1, -1, -1 if self._below else -tip)
        path = QPainterPath()
        path.addRoundedRect(body, tip / 2, tip / 2)
        x = max(2.0 * tip, min(self._target.center().x() - self.x(), self.width() - 2.0 * tip))
        edge, point = (
            (body.top(), body.top() - tip + 1) if self._below else (body.bottom(), body.bottom() + tip - 1)
        )
        pointer = QPainterPath(QPointF(x - tip, edge))
        pointer.lineTo(x, point)
        pointer.lineTo(x + tip, edge)
        pointer.closeSubpath()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent(self.palette()), 1.5))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawPath(path.united(pointer))
        painter.end()

    @property
    def _tip(self) -> int:
        return space(QFontMetricsF(self.font()), 2)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.count)
        buttons.addStretch(1)
        for button in (self.skip, self.next):
            buttons.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(self._tip)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.words)
        self._column.addLayout(buttons)
        self._set_margins()

    def _set_margins(self) -> None:
        side, tip = 2 * self._tip, self._tip
        self._column.setContentsMargins(
            side, side + (tip if self._below else 0), side, side - tip // 2 + (0 if self._below else tip)
        )


class Tour(QObject):
    """Goes through the steps once: seen to the end, skipped or left for work, they come again only when asked for."""

    going_on = Signal()
    """The clerk asks for the next note: what may lie over its place has been read."""

    def __init__(self, window: QWidget, settings: Settings, steps: Sequence[Step]) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._steps = tuple(steps)
        self._at = -1
        self.bubble: TourBubble | None = None

    @property
    def is_running(self) -> bool:
        """Whether a note is on the screen."""
        return self.bubble is not None

    def start(self) -> None:
        """From the first step whose place is in view."""
        self.stop()
        self.bubble = TourBubble(self._window)
        self.bubble.next.clicked.connect(self.going_on)
        self.bubble.next.clicked.connect(self.next)
        self.bubble.skip.clicked.connect(self.stop)
        self._window.installEventFilter(self)
        # Wherever the cursor is: a note in the way is what Esc is meant for.
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.bubble)
        away.setContext(Qt.ShortcutContext.WindowShortcut)
        away.activated.connect(self.stop)
        self.next()

    def next(self) -> None:
        """The next step that has something to point at; after the last, done for good."""
        while self.bubble is not None:
            self._at += 1
            if self._at >= len(self._steps):
                self.stop()
            elif self._point():
                return

    def stop(self) -> None:
        """Take the note away, for good; asked for again, the steps begin anew."""
        self._window.removeEventFilter(self)
        if self.bubble is not None:
            self._settings.tour_done = True
            self.bubble.hide()
            self.bubble.deleteLater()
        self.bubble, self._at = None, -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The note follows the window's size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.bubble is not None:
            self._point()
        return bool(super().eventFilter(watched, event))

    def _point(self) -> bool:
        step = self._steps[self._at]
        place = step.place()
        if place is None or self.bubble is None:
            return False
        self.bubble.heading.setText(step.title)
        self.bubble.words.setText(step.words)
        self.bubble.count.setText(f"{self._at + 1}/{len(self._steps)}")
        last = self._at == len(self._steps) - 1
        self.bubble.next.setText("知道了" if last else "下一步")
        self.bubble.point_at(place)
        return True


def place_in(window: QWidget, widget: QWidget | None) -> QRect | None:
    """Where a widget stands in the window; None when it is not to be seen."""
    if widget is None or not widget.isVisible():
        return None
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
