"""The look: words can be read on every ground, in light and dark, and nothing depends on the system's colours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from gui.app import follow_system
from gui.appearance import apply_font_percent, apply_scheme
from gui.look import dark_palette, light_palette, style_sheet
from gui.palette import (
    accent,
    computed_tint,
    contrast,
    field_edge,
    hover_tint,
    label_ground,
    link_color,
    list_selection,
    passed_color,
    secondary_text,
    selection_tint,
    severity_color,
)
from gui.settings import Settings
from model.findings import Severity

PALETTES = pytest.mark.parametrize("palette", [light_palette(), dark_palette()], ids=["light", "dark"])
ROLE = QPalette.ColorRole
READABLE, VISIBLE = 4.5, 3.0


@pytest.fixture(autouse=True)
def _back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    apply_scheme("light")
    apply_font_percent(100)


@PALETTES
def test_words_can_be_read_on_every_ground(qapp: QApplication, palette: QPalette):
    text = palette.color(ROLE.Text)
    base, window = palette.color(ROLE.Base), palette.color(ROLE.Window)
    grounds = {
        "paper": base,
        "window": window,
        "stripe": palette.color(ROLE.AlternateBase),
        "header": label_ground(palette),
        "computed": computed_tint(palette),
        "selected": selection_tint(base, palette),
        "selected computed": selection_tint(computed_tint(palette), palette),
        "chosen line": list_selection(palette),
        "hover": hover_tint(palette),
        "tooltip": palette.color(ROLE.ToolTipBase),
    }
    assert {
        name: contrast(text, ground) for name, ground in grounds.items() if contrast(text, ground) < 7
    } == {}


@PALETTES
def test_quiet_and_coloured_words_can_be_read(qapp: QApplication, palette: QPalette):
    base, window = palette.color(ROLE.Base), palette.color(ROLE.Window)
    on_paper = [palette.color(ROLE.PlaceholderText), secondary_text(palette), palette.color(ROLE.Link)]
    for color in on_paper:
        assert contrast(color, base) >= READABLE, color.name()
    everywhere = [secondary_text(palette), passed_color(palette)]
    everywhere += [severity_color(one, palette) for one in (Severity.MANDATORY, Severity.ADVISORY)]
    for color, ground in product(everywhere, (window, list_selection(palette))):
        assert contrast(color, ground) >= READABLE, (color.name(), ground.name())
    assert contrast(link_color(palette), window) >= READABLE
    strong = palette.color(ROLE.Highlight)
    assert contrast(palette.color(ROLE.HighlightedText), strong) >= READABLE
    assert contrast(accent(palette), base) >= VISIBLE
    assert contrast(field_edge(palette), base) >= VISIBLE


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_widgets_own_colour_survives_the_style_sheet(qapp: QApplication, scheme: str):
    apply_scheme(scheme)
    label = QLabel("字")
    own = label.palette()
    own.setColor(ROLE.WindowText, secondary_text(qapp.palette()))
    label.setPalette(own)
    label.show()
    QApplication.processEvents()
    assert label.palette().color(ROLE.WindowText) == secondary_text(qapp.palette())
    label.close()


def test_distances_grow_with_the_type(qapp: QApplication):
    palette, font = light_palette(), qapp.font()
    sheets = []
    for percent in (100, 175):
        font.setPointSizeF(9 * percent / 100)
        sheets.append(style_sheet(palette, QFontMetricsF(font)))
    assert sheets[0] != sheets[1]
    assert all("%" not in sheet for sheet in sheets)


def test_the_window_changes_over_with_the_system_only_where_that_was_chosen(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = Settings.in_file(tmp_path / "settings.ini")
    applied: list[str] = []
    monkeypatch.setattr("gui.app.apply_scheme", applied.append)
    follow_system(settings)
    changed = qapp.styleHints().colorSchemeChanged
    changed.emit(Qt.ColorScheme.Dark)
    assert applied == ["system"]
    settings.scheme = "dark"
    changed.emit(Qt.ColorScheme.Light)
    assert applied == ["system"]
