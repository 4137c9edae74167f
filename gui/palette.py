"""Colours and distances that follow the system: every colour comes from the QPalette, every length from the font."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QFontMetricsF, QPalette

_READABLE = 4.5  # WCAG contrast of small text
_VISIBLE = 3.0  # WCAG contrast of marks and frames
_PALETTES = 32


def _once_a_palette(work_out: Callable[[QPalette], QColor]) -> Callable[[QPalette], QColor]:
    """Worked out once for each palette: cells ask for the same few colours again and again while they are painted."""
    known: dict[int, QColor] = {}

    def color(palette: QPalette) -> QColor:
        key = palette.cacheKey()
        if key not in known:
            if len(known) >= _PALETTES:
                known.clear()
            known[key] = work_out(palette)
        return QColor(known[key])

    color.__doc__ = work_out.__doc__
    return color


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """``one`` with ``share`` (0 to 1) of ``other`` mixed in."""
    mixed = (a + (b - a) * share for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return QColor.fromRgbF(*mixed)


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG contrast ratio, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_dark(palette: QPalette) -> bool:
    """Whether words are lighter than the paper."""
    return (
        palette.color(QPalette.ColorRole.Base).lightnessF()
        < palette.color(QPalette.ColorRole.Text).lightnessF()
    )


@_once_a_palette
def red(palette: QPalette) -> QColor:
    """What must be corrected, readable on the grounds of this palette."""
    return _readable_anywhere(QColor.fromHslF(2 / 360, 0.85, 0.5), palette)


@_once_a_palette
def amber(palette: QPalette) -> QColor:
    """What should be looked at, readable on the grounds of this palette."""
    return _readable_anywhere(QColor.fromHslF(34 / 360, 0.85, 0.5), palette)


@_once_a_palette
def passed_color(palette: QPalette) -> QColor:
    """Green, readable on the grounds of this palette."""
    return _readable_anywhere(QColor.fromHslF(145 / 360, 0.55, 0.45), palette)


def refused_color(palette: QPalette) -> QColor:
    """The frame around text that cannot be taken."""
    return red(palette)


@_once_a_palette
def stated_color(palette: QPalette) -> QColor:
    """The corner of a figure that is stated against its formula."""
    return _readable(QColor.fromHslF(280 / 360, 0.55, 0.5), palette.color(QPalette.ColorRole.Base), _VISIBLE)


@_once_a_palette
def accent(palette: QPalette) -> QColor:
    """The frame of the current cell."""
    base = palette.color(QPalette.ColorRole.Base)
    return _readable(palette.color(QPalette.ColorRole.Highlight), base, _VISIBLE)


@_once_a_palette
def computed_tint(palette: QPalette) -> QColor:
    """The ground of cells that a formula fills."""
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    grey = blend(base, text, 0.05 if not is_dark(palette) else 0.08)
    return blend(grey, palette.color(QPalette.ColorRole.Highlight), 0.08)


def label_ground(palette: QPalette) -> QColor:
    """The ground of header and row-label cells."""
    return palette.color(QPalette.ColorRole.Button)


def selection_tint(ground: QColor, palette: QPalette, *, faint: bool = False) -> QColor:
    """The ground of a selected cell: light enough that words, tints and marks stay. ``faint``: over many rows, or without the keys."""
    return blend(ground, palette.color(QPalette.ColorRole.Highlight), 0.10 if faint else 0.24)


def list_selection(palette: QPalette) -> QColor:
    """The ground of the chosen line of a list: marks and coloured words stay readable on it."""
    return blend(palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Highlight), 0.16)


def hover_tint(palette: QPalette) -> QColor:
    """What lies under the pointer."""
    return blend(palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Highlight), 0.10)


def hairline_color(palette: QPalette) -> QColor:
    """What parts the window's areas, quieter than a table's grid."""
    return blend(palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Text), 0.14)


def field_edge(palette: QPalette) -> QColor:
    """The frame of a field: what can be typed into must stand out from the paper, in the dark too."""
    base = palette.color(QPalette.ColorRole.Base)
    return _readable(blend(base, palette.color(QPalette.ColorRole.Text), 0.45), base, _VISIBLE)


@_once_a_palette
def grid_color(palette: QPalette) -> QColor:
    """The hairlines of tables."""
    return blend(palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text), 0.20)


@_once_a_palette
def secondary_text(palette: QPalette) -> QColor:
    """Help lines and other quiet words, still readable."""
    text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    return _readable_anywhere(blend(text, base, 0.4), palette)


@_once_a_palette
def link_color(palette: QPalette) -> QColor:
    """Words that can be clicked, on the window's ground."""
    window = palette.color(QPalette.ColorRole.Window)
    return _readable(palette.color(QPalette.ColorRole.Highlight), window, _READABLE)


def series_colors(palette: QPalette) -> tuple[QColor, ...]:
    """Five colours for the parts of a picture, that stand out from the paper and, by their order, from each other."""
    base = palette.color(QPalette.ColorRole.Base)
    hues = ((207, 0.62), (28, 0.70), (172, 0.50), (265, 0.38), (340, 0.45))
    return tuple(
        _readable(QColor.fromHslF(hue / 360, strength, 0.5), base, _VISIBLE) for hue, strength in hues
    )


def space(metrics: QFontMetricsF, quarters: float) -> int:
    """A distance in quarters of the line height."""
    return max(1, round(metrics.height() * quarters / 4))


def row_height(metrics: QFontMetricsF) -> int:
    """A one-line table row: the line and its breathing space."""
    return round(metrics.height()) + 2 * space(metrics, 1.2)


def _readable_anywhere(color: QColor, palette: QPalette) -> QColor:
    """The colour as words need it on paper, on the window's ground and on the chosen line of a list."""
    for ground in (
        palette.color(QPalette.ColorRole.Base),
        palette.color(QPalette.ColorRole.Window),
        list_selection(palette),
    ):
        color = _readable(color, ground, _READABLE)
    return color


def _readable(color: QColor, ground: QColor, ratio: float) -> QColor:
    """The colour made darker (or, on a dark ground, lighter) until it stands out by ``ratio``."""
    step = -0.02 if ground.lightnessF() > 0.5 else 0.02
    hue, saturation, lightness = color.hslHueF(), color.hslSaturationF(), color.lightnessF()
    while contrast(color, ground) < ratio and 0 < lightness + step < 1:
        lightness += step
        color = QColor.fromHslF(max(hue, 0), saturation, lightness)
    return color


def _rgb(color: QColor) -> tuple[float, float, float]:
    return (color.redF(), color.greenF(), color.blueF())


def _luminance(color: QColor) -> float:
    parts = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(color))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
