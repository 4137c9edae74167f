"""The two buttons at the foot of a dialog."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox


def dialog_buttons(accept: str) -> QDialogButtonBox:
    """A button in the dialog's own words, and 取消."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText(accept)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
    for button in buttons.buttons():
        button.setIcon(QIcon())  # words alone: the style's own pictures are of another hand
    return buttons
