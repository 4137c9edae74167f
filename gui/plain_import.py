"""Spares the program PySide6's look into the source of every module that it imports.

PySide6 reads each of them whole, in search of its own name, for the sake of ``from __feature__ import``, which nothing here uses. With
SQLAlchemy that took 0.15 s, and the standard library kept all those lines: 19 MiB.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  (sets its import in place of the former one)


def import_without_reading() -> None:
    """Go back to the import that PySide6 found; nothing to do where it left it alone."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
