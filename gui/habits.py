"""What the hand of a clerk is used to: the unit of money and where Enter leads. Kept in the settings, ticked in the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def recall(window: MainWindow) -> None:
    """As it was chosen before."""
    window.document.in_yuan = window.settings.in_yuan
    window.commands.show_unit(in_yuan=window.settings.in_yuan)
    _obey_enter(window)


def choose_unit(window: MainWindow, unit: str) -> None:
    """Read and type the tables in 元 or in 万元, now and from now on."""
    from model.amounts import AmountUnit  # the start page loads nothing of the model

    window.set_in_yuan(unit == AmountUnit.YUAN.value)


def choose_enter(window: MainWindow, way: str) -> None:
    """Enter leads ``down`` or ``right``, now and from now on."""
    window.settings.enter_right = way == "right"
    _obey_enter(window)


def _obey_enter(window: MainWindow) -> None:
    window.document.enter_right = window.settings.enter_right
    window.commands.show_enter(right=window.settings.enter_right)
