"""Size of type and light or dark, for the whole program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.look import dark_palette, light_palette, style_sheet

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_BASE = "base_point_size"


def apply_scheme(scheme: str) -> None:
    """``system``, ``light`` or ``dark``: the program's own colours for either, also where the platform has only one."""
    wanted = _SCHEMES[scheme]
    hints = QApplication.styleHints()
    hints.setColorScheme(wanted)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    asked = hints.colorScheme() if wanted is Qt.ColorScheme.Unknown else wanted
    app.setPalette(dark_palette() if asked is Qt.ColorScheme.Dark else light_palette())
    _dress(app)


def _dress(app: QApplication) -> None:
    """Shapes and distances for the palette and the size of type as they are now."""
    # Without it a sheet takes palettes away that widgets have set for themselves: quiet words, links, tints.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    # Taken off first: over another sheet Qt dresses each widget once more for every widget that it stands in.
    app.setStyleSheet("")
    app.setStyleSheet(style_sheet(app.palette(), QFontMetricsF(app.font())))


def apply_font_percent(percent: int) -> None:
    """Size of type in percent of the size that the system gave at the start."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    base = app.property(_BASE)
    if base is None:
        base = app.font().pointSizeF()
        app.setProperty(_BASE, base)
    font = QFont(app.font())
    font.setPointSizeF(float(base) * percent / 100)
    app.setFont(font)
    _dress(app)
