"""图表, drawn: bars with their figures beside them, from palette and font alone, so crisp on any screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette

from gui.palette import blend, contrast, secondary_text, series_colors
from model.amounts import format_amount
from model.moneyunits import MoneyStyle
from model.pictures import Comparison, Scores, Structure

Picture = Structure | Scores | Comparison
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Look:
    """Colours and font of one drawing, and how it writes money: with separators on the screen, without on paper."""

    palette: QPalette
    font: QFont
    money: MoneyStyle

    @property
    def text(self) -> QColor:
        """Words."""
        return self.palette.color(QPalette.ColorRole.Text)

    @property
    def quiet(self) -> QColor:
        """Quiet words."""
        return secondary_text(self.palette)

    @property
    def track(self) -> QColor:
        """What a bar could reach at most."""
        return blend(self.palette.color(QPalette.ColorRole.Base), self.text, 0.14)

    @property
    def series(self) -> tuple[QColor, ...]:
        """The parts of a whole."""
        return series_colors(self.palette)


class ChartPainter:
    """Draws one picture after the other onto a painter (or only measures, without one)."""

    def __init__(self, look: Look, painter: QPainter | None, device: object = None) -> None:
        self._look = look
        self._painter = painter
        self._metrics = QFontMetricsF(look.font, device) if device is not None else QFontMetricsF(look.font)
        self._line = self._metrics.height()

    def draw(self, picture: Picture, left: float, top: float, width: float) -> float:
        """Draw at that place; returns the height used."""
        y = top + self._heading(picture, left, top, width)
        if picture.lacking:
            y += self._lacking(picture.lacking, left, y, width)
        elif isinstance(picture, Structure):
            y += self._structure(picture, left, y, width)
        elif isinstance(picture, Scores):
            y += self._scores(picture, left, y, width)
        else:
            y += self._comparison(picture, left, y, width)
        return y - top

    # -- the parts of a picture ----------------------------------------------------------------------------------

    def _heading(self, picture: Picture, left: float, top: float, width: float) -> float:
        box = QRectF(left, top, width, self._line)
        self._words(box, picture.title, self._look.text, bold=True)
        self._words(box, _total_words(picture, self._look.money), self._look.text, _RIGHT)
        return self._line * 1.6

    def _lacking(self, words: str, left: float, top: float, width: float) -> float:
        """An empty frame that says what is missing."""
        height = self._line * 3
        box = QRectF(left, top, width, height)
        if self._painter is not None:
            self._painter.fillRect(
                box, blend(self._look.track, self._look.palette.color(QPalette.ColorRole.Base), 0.5)
            )
        inner = box.adjusted(self._line, 0, -self._line, 0)
        self._words(inner, words, self._look.quiet, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        return height

    def _structure(self, picture: Structure, left: float, top: float, width: float) -> float:
        """One bar in parts; below it each part with its figure and share."""
        height, gap = self._line * 1.7, max(1.0, self._line / 10)
        whole, x = sum(part.amount for part in picture.parts), left
        room = width - gap * (len(picture.parts) - 1)
        for part, color in zip(picture.parts, self._look.series, strict=False):
            length = room * float(part.amount / whole)
            self._bar(QRectF(x, top, length, height), color, f"{part.share}%")
            x += length + gap
        y = top + height + self._line * 0.6
        rows = [(part.name, self._look.money.amount(part.amount), f"{part.share}%") for part in picture.parts]
        for (name, amount, share), color in zip(rows, self._look.series, strict=False):
            self._row(left, y, width, color, (name, amount, share))
            y += self._line * 1.35
        if note := picture.note(self._look.money):
            self._words(QRectF(left, y, width, self._line), note, self._look.quiet)
            y += self._line * 1.35
        return y - top

    def _row(self, left: float, top: float, width: float, color: QColor, cells: Sequence[str]) -> None:
        swatch = self._line * 0.7
        self._bar(QRectF(left, top + (self._line - swatch) / 2, swatch, swatch), color)
        name, amount, share = cells
        box = QRectF(left + self._line * 1.2, top, width - self._line * 1.2, self._line)
        self._words(box, name, self._look.text)
        self._words(box.adjusted(0, 0, -self._line * 4, 0), amount, self._look.text, _RIGHT)
        self._words(box, share, self._look.quiet, _RIGHT)

    def _scores(self, picture: Scores, left: float, top: float, width: float) -> float:
        """A bar each: as long as its 分值, filled as far as its 得分."""
        label, figures = self._line * 4.5, self._line * 9
        room = max(width - label - figures, self._line)
        most, y, height = max(one.weight for one in picture.scores), top, self._line * 1.1
        for one in picture.scores:
            self._words(QRectF(left, y, label, height), one.name, self._look.text)
            full = room * float(one.weight / most)
            filled = full * min(1.0, max(0.0, float(one.score / one.weight)))
            self._bar(QRectF(left + label, y, full, height), self._look.track)
            self._bar(QRectF(left + label, y, filled, height), self._look.series[0])
            box = QRectF(left, y, width, height)
            self._words(box, f"{one.rate}%", self._look.quiet, _RIGHT)
            words = f"{format_amount(one.score)} / {format_amount(one.weight)}"
            self._words(box.adjusted(0, 0, -self._line * 4, 0), words, self._look.text, _RIGHT)
            y += self._line * 1.75
        return y - top

    def _comparison(self, picture: Comparison, left: float, top: float, width: float) -> float:
        """Two bars each, last year's grey and this year's coloured, on a scale of their own."""
        label, figures = self._line * 5.5, self._line * 9
        room, bar, y = max(width - label - figures, self._line), self._line * 0.95, top
        colors = (blend(self._look.track, self._look.text, 0.25), self._look.series[0])
        for pair in picture.pairs:
            self._words(QRectF(left, y, label, bar * 2.1), pair.name, self._look.text)
            most = max(pair.before, pair.now, Decimal("0.01"))
            for place, (amount, color, year) in enumerate(
                zip((pair.before, pair.now), colors, picture.years, strict=True)
            ):
                row = QRectF(left, y + place * bar * 1.1, width, bar)
                length = room * max(0.0, float(amount / most))
                self._bar(QRectF(left + label, row.top(), length, bar), color)
                self._words(
                    row.adjusted(0, 0, -self._line * 4.5, 0),
                    self._look.money.amount(amount),
                    self._look.text,
                    _RIGHT,
                )
                self._words(row, year, self._look.quiet, _RIGHT)
            y += bar * 2.3
            self._words(
                QRectF(left + label, y, room, self._line), change_words(pair.change), self._look.quiet
            )
            y += self._line * 1.5
        note = "每组两条按组内较大的数画，各组之间不比长短。"
        self._words(QRectF(left, y, width, self._line), note, self._look.quiet)
        return y + self._line * 1.35 - top

    # -- drawing -------------------------------------------------------------------------------------------------

    def _bar(self, box: QRectF, color: QColor, words: str = "") -> None:
        if self._painter is None:
            return
        self._painter.fillRect(box, color)
        if words and self._metrics.horizontalAdvance(words) + self._line / 2 < box.width():
            white, black = QColor("white"), QColor("black")
            shown = white if contrast(white, color) >= contrast(black, color) else black
            self._words(box, words, shown, Qt.AlignmentFlag.AlignCenter)

    def _words(
        self,
        box: QRectF,
        words: str,
        color: QColor,
        side: Qt.AlignmentFlag | int = _LEFT,
        *,
        bold: bool = False,
    ) -> None:
        if self._painter is None:
            return
        font = QFont(self._look.font)
        font.setBold(bold)
        self._painter.setFont(font)
        self._painter.setPen(color)
        self._painter.drawText(box, int(side), words)


def change_words(change: Decimal | None) -> str:
    """增长 3.2%, 下降 97.2%, 持平; a base of zero gives no percentage."""
    if change is None:
        return "上年为 0，不计算增减率"
    if change == 0:
        return "与上年持平"
    return f"比上年{'增长' if change > 0 else '下降'} {abs(change)}%"


def _total_words(picture: Picture, money: MoneyStyle) -> str:
    if isinstance(picture, Scores):
        return f"总分 {format_amount(picture.total)} 分" if picture.total is not None else ""
    if isinstance(picture, Structure) and picture.total is not None:
        return f"合计 {money.amount(picture.total)} {picture.unit}"
    return f"单位：{picture.unit}"


def draw_all(
    pictures: Sequence[Picture], look: Look, painter: QPainter | None, width: float, device: object = None
) -> float:
    """All pictures, in two columns where there is room for two; returns the height used."""
    chart = ChartPainter(look, painter, device)
    line = (
        QFontMetricsF(look.font, device).height() if device is not None else QFontMetricsF(look.font).height()
    )
    columns = 2 if width >= line * 48 else 1
    gap = line * 3
    each = (width - gap * (columns - 1)) / columns
    y = 0.0
    for start in range(0, len(pictures), columns):
        row = pictures[start : start + columns]
        heights = [chart.draw(one, place * (each + gap), y, each) for place, one in enumerate(row)]
        y += max(heights) + line * 1.8
    return max(0.0, y - line * 1.8)
