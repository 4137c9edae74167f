"""Prose on the clipboard: plain for other programs, with its fields for this one."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

OWN_TEXT = "application/x-performance-report-prose"
"""A copied stretch with its fields, for pasting within the program; every other program gets the values as plain text."""


def leave_plain_text() -> None:
    """What was copied from prose stays when the program ends, as text that is Qt's own: some platforms keep the clipboard until Python has
    gone, and an object of Python's in it would then end the process with a crash.
    """
    clipboard = QApplication.clipboard()
    copied: QMimeData | None = clipboard.mimeData()
    if copied is not None and copied.hasFormat(OWN_TEXT):
        clipboard.setText(clipboard.text())
