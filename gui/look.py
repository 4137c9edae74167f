"""The program's one look: a light and a dark palette, and the small style sheet that is made from either.

Colours come from the palette and distances from the font, so both follow light and dark and the size of type. Boxes
with arrows keep Fusion's own shapes: the palette alone makes them calm, and a sheet would take their arrows away.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFontMetricsF, QPalette

from gui.icons import FOLDER
from gui.palette import (
    accent,
    blend,
    field_edge,
    hairline_color,
    hover_tint,
    label_ground,
    link_color,
    list_selection,
    secondary_text,
    space,
)

_LIGHT = {
    "Window": "#f3f5f8",
    "WindowText": "#1f2733",
    "Base": "#ffffff",
    "AlternateBase": "#f7f9fb",
    "Text": "#1f2733",
    "Button": "#eef2f7",
    "ButtonText": "#1f2733",
    "ToolTipBase": "#ffffff",
    "ToolTipText": "#1f2733",
    "PlaceholderText": "#667080",
    "Highlight": "#2568b0",
    "HighlightedText": "#ffffff",
    "Link": "#1f5fa5",
    "LinkVisited": "#6b4aa0",
    "BrightText": "#ffffff",
}
_DARK = {
    "Window": "#24272c",
    "WindowText": "#e4e7eb",
    "Base": "#1b1d21",
    "AlternateBase": "#202328",
    "Text": "#e4e7eb",
    "Button": "#2e3238",
    "ButtonText": "#e4e7eb",
    "ToolTipBase": "#2e3238",
    "ToolTipText": "#e4e7eb",
    "PlaceholderText": "#9aa2ad",
    "Highlight": "#3876b8",
    "HighlightedText": "#ffffff",
    "Link": "#8ab4f8",
    "LinkVisited": "#c58af9",
    "BrightText": "#ff8a80",
}
_LIGHT_DISABLED, _DARK_DISABLED = "#8b94a1", "#767e89"
_TEXTS = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)


def light_palette() -> QPalette:
    """White paper on a cool, very light ground."""
    return _palette(_LIGHT, _LIGHT_DISABLED)


def dark_palette() -> QPalette:
    """Quiet dark greys for every role that the style paints with."""
    return _palette(_DARK, _DARK_DISABLED)


def _palette(colors: dict[str, str], disabled: str) -> QPalette:
    palette = QPalette(QColor(colors["Button"]), QColor(colors["Window"]))
    for name, color in colors.items():
        palette.setColor(QPalette.ColorRole[name], QColor(color))
    for role in _TEXTS:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(disabled))
    return palette


def style_sheet(palette: QPalette, metrics: QFontMetricsF) -> str:
    """The shapes that a palette cannot say: hairlines instead of bevels, one radius, one scale of distances."""
    window, base = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Base)
    text = palette.color(QPalette.ColorRole.Text)
    words = {
        "window": window.name(),
        "base": base.name(),
        "text": text.name(),
        "quiet": secondary_text(palette).name(),
        "off": palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name(),
        "header": label_ground(palette).name(),
        "line": hairline_color(palette).name(),
        "field": field_edge(palette).name(),
        "edge": blend(window, text, 0.28).name(),
        "hover": hover_tint(palette).name(),
        "down": blend(window, palette.color(QPalette.ColorRole.Highlight), 0.24).name(),
        "chosen": list_selection(palette).name(),
        "accent": accent(palette).name(),
        "link": link_color(palette).name(),
        "strong": palette.color(QPalette.ColorRole.Highlight).name(),
        "on_strong": palette.color(QPalette.ColorRole.HighlightedText).name(),
        "grip": blend(window, text, 0.22).name(),
        "held": blend(window, text, 0.40).name(),
        "icon": space(metrics, 4.4),
        "tick": space(metrics, 3),
        "half": space(metrics, 0.5),
        "one": space(metrics, 1),
        "two": space(metrics, 2),
        "three": space(metrics, 3),
        "five": space(metrics, 5),
        "bar": space(metrics, 2.6),
        "radius": space(metrics, 0.9),
        "up_arrow": (FOLDER / "step-up.svg").as_posix(),
        "down_arrow": (FOLDER / "step-down.svg").as_posix(),
    }
    return _SHEET % words


_SHEET = """
QToolBar { background: %(window)s; border: none; border-bottom: 1px solid %(line)s;
    padding: 1px; spacing: %(half)spx; }
QMenuBar QToolBar { border: none; }
QToolBar::separator { background: %(line)s; width: 1px; margin: %(one)spx %(one)spx; }

QToolButton, QPushButton, QTreeView, QListView { icon-size: %(icon)spx; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: %(radius)spx;
    padding: %(half)spx %(one)spx; }
QToolButton:hover { background: %(hover)s; }
QToolButton:pressed, QToolButton:open { background: %(down)s; }
QToolButton:checked { background: %(chosen)s; border-color: %(line)s; }
QToolButton:focus { border-color: %(accent)s; }
QToolButton:disabled { color: %(off)s; }
QToolButton[autoRaise="false"] { background: %(base)s; border-color: %(edge)s; }
QToolButton[autoRaise="false"]:hover { background: %(hover)s; }
QToolButton[autoRaise="false"]:focus { border-color: %(accent)s; }
QToolButton[autoRaise="false"]:disabled { background: %(window)s; border-color: %(line)s; }
QToolButton[popupMode="1"] { padding-right: %(five)spx; }
QToolButton::menu-button { border: none; border-left: 1px solid %(line)s; width: %(three)spx; }

QPushButton { background: %(base)s; color: %(text)s; border: 1px solid %(edge)s; border-radius: %(radius)spx;
    padding: %(one)spx %(three)spx; min-width: %(five)spx; }
QPushButton:hover { background: %(hover)s; }
QPushButton:pressed { background: %(down)s; }
QPushButton:focus { border-color: %(accent)s; }
QPushButton:default { background: %(strong)s; color: %(on_strong)s; border-color: %(strong)s; }
QPushButton:default:hover { border-color: %(text)s; }
QPushButton:disabled { background: %(window)s; color: %(off)s; border-color: %(line)s; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
LinkButton, LinkButton:default { background: transparent; color: %(text)s; border-color: transparent; padding: 0; }
LinkButton:hover { background: %(hover)s; }
LinkButton:focus { background: %(base)s; border-color: %(accent)s; }

QMenuBar { background: %(window)s; }
QMenuBar::item { background: transparent; padding: %(half)spx %(two)spx; border-radius: %(radius)spx; }
QMenuBar::item:selected { background: %(hover)s; }
QMenuBar::item:pressed { background: %(down)s; }
QMenu { background: %(base)s; color: %(text)s; border: 1px solid %(edge)s; padding: %(one)spx; }
QMenu::item { padding: %(one)spx %(five)spx %(one)spx %(two)spx; border-radius: %(radius)spx; }
QMenu::item:selected { background: %(chosen)s; color: %(text)s; }
QMenu::item:disabled { color: %(off)s; background: transparent; }
QMenu::icon { padding-left: %(two)spx; }
QMenu::separator { height: 1px; background: %(line)s; margin: %(one)spx %(two)spx; }

QLineEdit[frame="true"], Field QTextEdit { background: palette(base); border: 1px solid %(field)s;
    border-radius: %(radius)spx; padding: %(half)spx; selection-background-color: %(strong)s;
    selection-color: %(on_strong)s; }
QLineEdit[frame="true"]:focus, Field QTextEdit:focus { border-color: %(accent)s; }
QLineEdit[frame="true"]:disabled { background: %(window)s; color: %(off)s; border-color: %(line)s; }

Field QLineEdit[locked="true"], Field QTextEdit[locked="true"] { background: %(header)s; }

QAbstractSpinBox[frame="true"], QComboBox[frame="true"] { background: palette(base); border: 1px solid %(field)s;
    border-radius: %(radius)spx; padding: %(half)spx %(five)spx %(half)spx %(one)spx; selection-background-color: %(strong)s;
    selection-color: %(on_strong)s; }
QAbstractSpinBox[frame="true"]:focus, QComboBox[frame="true"]:focus { border-color: %(accent)s; }
QAbstractSpinBox[frame="true"]::up-button, QAbstractSpinBox[frame="true"]::down-button { border: none; width: %(five)spx;
    subcontrol-origin: border; subcontrol-position: top right; }
QAbstractSpinBox[frame="true"]::down-button { subcontrol-position: bottom right; }
QComboBox[frame="true"]::drop-down { border: none; width: %(five)spx; subcontrol-origin: border;
    subcontrol-position: center right; }
QAbstractSpinBox[frame="true"]::up-arrow { image: url(%(up_arrow)s); width: %(two)spx; height: %(two)spx; }
QAbstractSpinBox[frame="true"]::down-arrow { image: url(%(down_arrow)s); width: %(two)spx; height: %(two)spx; }
QComboBox[frame="true"]::down-arrow { image: url(%(down_arrow)s); width: %(three)spx; height: %(three)spx; }
QComboBox QLineEdit { background: transparent; border: none; padding: 0; }

QCheckBox::indicator, QListView::indicator, QTreeView::indicator { width: %(tick)spx; height: %(tick)spx; }
QCheckBox::indicator:unchecked, QListView::indicator:unchecked, QTreeView::indicator:unchecked {
    background: %(base)s; border: 1px solid %(field)s; border-radius: %(half)spx; }
QCheckBox::indicator:unchecked:hover { border-color: %(accent)s; }

QTabBar { qproperty-drawBase: 0; }
QTabWidget::pane { border: none; border-top: 1px solid %(line)s; }
QTabBar { background: %(window)s; }
QTabBar::tab { background: transparent; color: %(quiet)s; border: none; border-bottom: 2px solid transparent;
    padding: %(one)spx %(two)spx; margin: 0; }
QTabBar::tab:hover { color: %(text)s; background: %(hover)s; }
QTabBar::tab:selected { color: %(link)s; border-bottom-color: %(accent)s; }
QTabBar::tab:selected:focus { background: %(chosen)s; }
QTabBar::scroller { width: %(five)spx; }
QTabBar QToolButton { background: %(window)s; border: none; border-left: 1px solid %(line)s; border-radius: 0;
    padding: 0; }
QTabBar QToolButton:hover { background: %(hover)s; }
QToolBarExtension { background: %(hover)s; border: none; padding: 0; }

QTreeView, QListView { selection-background-color: %(chosen)s; selection-color: %(text)s; }
CardList { border: 1px solid %(edge)s; selection-background-color: %(strong)s; selection-color: %(on_strong)s; }
QTreeView QHeaderView::section { background: %(window)s; color: %(quiet)s; border: none;
    border-bottom: 1px solid %(line)s; padding: %(half)spx %(one)spx; }
QTableCornerButton::section { background: %(header)s; border: none; }

QStatusBar { background: %(window)s; border-top: 1px solid %(line)s; }
QStatusBar::item { border: none; }
QMainWindow::separator { background: %(line)s; height: 1px; width: 1px; }
QMainWindow::separator:hover { background: %(accent)s; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: %(hover)s; }
QToolTip { background: %(base)s; color: %(text)s; border: 1px solid %(edge)s; padding: %(half)spx; }

QProgressBar { background: %(line)s; border: none; border-radius: %(half)spx; min-height: %(one)spx; max-height: %(one)spx; }
QProgressBar::chunk { background: %(accent)s; border-radius: %(half)spx; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: %(bar)spx; }
QScrollBar:horizontal { height: %(bar)spx; }
QScrollBar::handle { background: %(grip)s; border-radius: %(half)spx; margin: %(half)spx; }
QScrollBar::handle:vertical { min-height: %(five)spx; }
QScrollBar::handle:horizontal { min-width: %(five)spx; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: %(held)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
