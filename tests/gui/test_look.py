"""The look: words can be read on every ground, in light and dark, and nothing depends on the system's colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from gui.app import follow_system
from gui.appearance import apply_font_percent, apply_scheme
from gui.icons import FOLDER
from gui.labels import quiet_label
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
)
from gui.settings import Settings
from gui.severity_look import severity_color
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


def test_quiet_words_follow_a_change_between_light_and_dark(qapp: QApplication) -> None:
    label = quiet_label("填报、审核、打印都在本机完成。")
    label.show()
    for scheme in ("dark", "light", "dark"):
        apply_scheme(scheme)
        qapp.processEvents()
        assert label.palette().color(label.foregroundRole()) == secondary_text(qapp.palette())
    label.close()
    label.deleteLater()


@pytest.mark.parametrize("arrow", ["up_arrow", "down_arrow"])
def test_the_arrows_of_spin_boxes_and_lists_are_there_and_can_be_seen_on_both_grounds(arrow: str) -> None:
    picture = FOLDER / f"step-{arrow.removesuffix('_arrow')}.svg"
    (color,) = re.findall(r'stroke="(#[0-9a-f]{6})"', picture.read_text(encoding="utf-8"))
    for palette in (light_palette(), dark_palette()):
        assert picture.as_posix() in style_sheet(palette, QFontMetricsF(QApplication.font()))
        assert contrast(QColor(color), palette.color(QPalette.ColorRole.Base)) >= VISIBLE
