"""What a cell of a table tells beyond its text."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import Qt

from model.findings import Severity
from model.formdef import Kind


class Role(IntEnum):
    """What a cell tells beyond Qt's own roles."""

    COMPUTED = Qt.ItemDataRole.UserRole + 1
    """bool: shows what its formula gives."""
    STATED = Qt.ItemDataRole.UserRole + 2
    """bool: has a formula and states a value of its own (按批复数填列)."""
    SEVERITY = Qt.ItemDataRole.UserRole + 3
    """Severity of the worst finding, or None."""
    LOCKED = Qt.ItemDataRole.UserRole + 4
    """bool: not to be typed into."""
    REFUSAL = Qt.ItemDataRole.UserRole + 5
    """str: why the text that stands here was not taken; empty when all is well."""


class CellState(NamedTuple):
    """Everything that painting a cell needs, asked for once."""

    text: str
    kind: Kind | None
    """None for a row's label."""
    computed: bool
    stated: bool
    severity: Severity | None
    locked: bool
    refusal: str
