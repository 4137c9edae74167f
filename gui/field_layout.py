"""How the parts of a labelled field stand: editor, mark and way to another value in a line, reason and help below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from gui.palette import space
from model.formdef import Kind

if TYPE_CHECKING:
    from gui.field import Field

_FIGURE_WIDTH = "0" * 18
_LINE_WORDS = 44


def lay_out(field: Field, kind: Kind) -> None:
    """Lay the field's widgets out; figures and choices keep a fixed width, words a largest one."""
    metrics = QFontMetricsF(field.font())
    for widget in (field.editor, field.shown):
        if kind.is_number or kind is Kind.CHOICE:
            widget.setFixedWidth(round(metrics.horizontalAdvance(_FIGURE_WIDTH)))
        elif kind in (Kind.TEXT, Kind.DATE):
            widget.setMaximumWidth(round(metrics.horizontalAdvance("汉" * _LINE_WORDS)))
    line = QHBoxLayout()
    line.setSpacing(space(metrics, 1))
    line.addWidget(field.editor, 1)
    line.addWidget(field.shown, 1)
    line.addWidget(field.mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(field.override, 0, Qt.AlignmentFlag.AlignTop)
    if kind is not Kind.PROSE:
        line.addStretch(0 if kind in (Kind.TEXT, Kind.DATE) else 1)
    field.mark.setFixedHeight(field.shown.sizeHint().height())
    column = QVBoxLayout(field)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space(metrics, 0.6))
    column.addLayout(line)
    column.addWidget(field.reason)
    if field.quotes is None:
        column.addWidget(field.help)
    else:
        foot = QHBoxLayout()
        foot.addWidget(field.help, 1)
        foot.addStretch(0)
        foot.addWidget(field.quotes.button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
