"""这个数从哪来、哪里用到它: a list at the cell, with the formula in words and figures, that leads to every cell named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget, QWidgetAction

from gui.cell_words import formula_lines
from gui.labels import gap
from gui.money_view import show_in
from gui.provenance import listed_value, sources, uses
from model.book import Book
from model.cells import CellRef

_MOST = 24
"""Entries that a menu shows at once; a longer list says how many more there are."""
_LINE_WORDS = 40
Jump = Callable[[CellRef], object]


class Trace(Enum):
    """Which way to follow a value; the value is the menu's words."""

    SOURCES = "这个数从哪来"
    USES = "哪里用到它"

    @property
    def keys(self) -> str:
        """Excel's keys for the same."""
        return "Ctrl+[" if self is Trace.SOURCES else "Ctrl+]"


def reason_for_none(book: Book, ref: CellRef, trace: Trace) -> str:
    """Why there is nothing to show; empty when there is something."""
    if trace is Trace.SOURCES:
        return "" if book.formula(ref) is not None else "这一格是直接填写的，没有取自别处。"
    return "" if uses(book, ref) else "没有其他格用到这一格。"


def trace_menu(
    parent: QWidget, book: Book, ref: CellRef, trace: Trace, jump: Jump, *, in_yuan: bool = False
) -> QMenu:
    """The list for one cell; it deletes itself when closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if trace is Trace.SOURCES:
        cells, lines = sources(book, ref), [book.name(ref), *formula_lines(book, ref, in_yuan=in_yuan)]
    else:
        cells, lines = uses(book, ref), [f"“{book.name(ref)}”用在下列 {len(uses(book, ref))} 处："]
    _add_words(menu, lines)
    for cell in cells[:_MOST]:
        action = menu.addAction(
            f"{book.name(cell)}　{listed_value(book, cell, show_in(chosen=in_yuan))}".replace("&", "&&")
        )
        action.triggered.connect(lambda _checked=False, cell=cell: jump(cell))
    if len(cells) > _MOST:
        menu.addAction(f"……另有 {len(cells) - _MOST} 格").setEnabled(False)
    elif not cells:
        menu.addAction("目前没有可取的数").setEnabled(False)
    return menu


def show_trace(
    parent: QWidget,
    place: QPoint,
    book: Book,
    ref: CellRef,
    trace: Trace,
    jump: Jump,
    *,
    in_yuan: bool = False,
) -> str:
    """Open the list below ``place`` of the parent; where there is nothing to show, the sentence that says so."""
    reason = reason_for_none(book, ref, trace)
    if not reason:
        menu = trace_menu(parent, book, ref, trace, jump, in_yuan=in_yuan)
        menu.popup(parent.mapToGlobal(place))
        menu.setActiveAction(next(action for action in menu.actions() if action.text()))
    return reason


def _add_words(menu: QMenu, lines: Sequence[str]) -> None:
    label = QLabel("\n".join(lines))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    step = gap(menu, 1)
    label.setContentsMargins(2 * step, step, 2 * step, step)
    metrics = label.fontMetrics()
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 5 * step
    label.setFixedWidth(min(wide, _LINE_WORDS * metrics.horizontalAdvance("汉")))
    action = QWidgetAction(menu)
    action.setDefaultWidget(label)
    menu.addAction(action)
    menu.addSeparator()
