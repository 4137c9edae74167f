"""Size of type and light or dark, for the whole program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_BASE = "base_point_size"


def apply_scheme(scheme: str) -> None:
    """``system``, ``light`` or ``dark``. Where the platform cannot change over, the program brings the colours itself."""
    wanted = _SCHEMES[scheme]
    hints = QApplication.styleHints()
    hints.setColorScheme(wanted)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    if wanted is Qt.ColorScheme.Dark and hints.colorScheme() is not wanted:
        app.setPalette(dark_palette())
    else:
        app.setPalette(app.style().standardPalette())


def dark_palette() -> QPalette:
    """Quiet dark greys for every role that Fusion paints with."""
    role = QPalette.ColorRole
    palette = QPalette(QColor("#383c41"), QColor("#2a2d31"))
    for name, color in (
        (role.Base, "#191b1d"),
        (role.AlternateBase, "#202225"),
        (role.Text, "#e6e8ea"),
        (role.WindowText, "#e6e8ea"),
        (role.ButtonText, "#e6e8ea"),
        (role.ToolTipBase, "#34373c"),
        (role.ToolTipText, "#e6e8ea"),
        (role.PlaceholderText, "#9aa0a6"),
        (role.Highlight, "#3d7fc4"),
        (role.HighlightedText, "#ffffff"),
        (role.Link, "#8ab4f8"),
        (role.LinkVisited, "#c58af9"),
        (role.BrightText, "#ff8a80"),
    ):
        palette.setColor(name, QColor(color))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor("#7d8288"))
    return palette


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
