"""The buttons at the foot of a dialog."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox


def dialog_buttons(accept: str) -> QDialogButtonBox:
    """A button in the dialog's own words, and 取消."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText(accept)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
    for button in buttons.buttons():
        button.setIcon(QIcon())  # words alone: the style's own pictures are of another hand
    return buttons


def close_button(dialog: QDialog) -> QDialogButtonBox:
    """The one button of a dialog that only shows something."""
    buttons = QDialogButtonBox()
    close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
    close.setAutoDefault(False)
    buttons.rejected.connect(dialog.reject)
    return buttons
