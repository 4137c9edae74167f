"""Which part of the window does what a menu entry says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gui import habits, panes

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.packet_page import PacketPage

START_ACTIONS = ("new", "open", "import_", "sample")
_WINDOW: dict[str, Callable[[MainWindow], object]] = {
    "undo": lambda window: window.undo(),
    "redo": lambda window: window.redo(),
    "audit": lambda window: window.audit(),
    "next": lambda window: window.next_finding(),
    "previous": lambda window: window.previous_finding(),
    "answer": lambda window: window.answer_finding(),
    "other_pane": panes.go_on,
    "list_higher": panes.make_list_higher,
    "list_lower": panes.make_list_lower,
    "list_room": panes.give_list_room,
    "save": lambda window: window.save(),
    "other_unit": lambda window: window.set_in_yuan(not window.document.in_yuan),
    "close": lambda window: window.close_packet(),
    "quit": lambda window: window.close(),
}
_PAGE: dict[str, Callable[[PacketPage], object]] = {
    "find": lambda page: page.find_bar.begin(),
    "replace": lambda page: page.find_bar.begin_replacing(),
    "find_next": lambda page: page.find_bar.step(1),
    "find_previous": lambda page: page.find_bar.step(-1),
    "next_page": lambda page: page.step(1),
    "previous_page": lambda page: page.step(-1),
}
_CHOICES: dict[str, Callable[[MainWindow, str], object]] = {
    "font": lambda window, value: window.set_font_percent(int(value)),
    "scheme": lambda window, value: window.set_scheme(value),
    "money": habits.choose_unit,
    "enter": habits.choose_enter,
    "open_path": lambda window, value: window.files.open_path(Path(value)),
}
"""Commands that carry a value with them."""
_OWNED = {
    "files": ("new", "open", "open_again", "sample", "import_", "save_copy"),
    "output": ("export", "export_docx", "export_xlsx", "export_audit", "export_audit_xlsx", "print"),
    "papers": ("preview", "check_code"),
    "extracts": ("extract_detail", "extract_last_year", "draft_notice"),
    "texts": ("last_year_texts",),
    "dock": ("reverse_order", "toggle"),
    "assistance": ("help", "about", "progress", "charts", "explain", "start_tour"),
    "versions": ("versions", "history", "backup_folder", "finalise", "reopen", "copy_codes"),
}
"""Part of the window → the commands that are its methods."""
_OWNER = {name: part for part, names in _OWNED.items() for name in names}
_WITH_VALUE = {
    "export_part": ("output", "export"),
    "print_part": ("output", "print"),
    "order": ("dock", "order_by"),
}
_NEEDS_ALL_TAKEN = {
    *_OWNED["output"],
    "export_part",
    "print_part",
    *START_ACTIONS,
    "open_path",
    "font",
    "money",
    "other_unit",
    "finalise",
    "close",
}
"""Commands that put the packet on paper, away, or on pages made anew: never while something typed is not in it."""
_VERBS = {
    **dict.fromkeys((*_OWNED["output"], "export_part"), "导出"),
    "print": "打印",
    "print_part": "打印",
    "new": "新建",
    "open": "打开",
    "open_path": "打开",
    "sample": "打开样例",
    "import_": "导入",
    "finalise": "定稿",
    "close": "关闭",
}
"""What such a command is called where it has to wait; any other is 继续."""


def call(window: MainWindow, name: str) -> None:
    """Do what the menu entry of that name says; ``kind:value`` names carry their value with them."""
    kind, _, value = name.partition(":")
    if kind in _NEEDS_ALL_TAKEN and window.refused.holds(
        lambda: call(window, name), _VERBS.get(kind, "继续")
    ):
        return
    if kind in _CHOICES:
        _CHOICES[kind](window, value)
    elif kind in _WITH_VALUE:
        _leave_to(window, *_WITH_VALUE[kind], value)
    elif name in _OWNER:
        _leave_to(window, _OWNER[name], name)
    elif name in _WINDOW:
        _WINDOW[name](window)
    elif name in _PAGE and window.page is not None:
        window.commit()
        _PAGE[name](window.page)
    else:
        from gui.edit_commands import perform

        perform(name)


def _leave_to(window: MainWindow, part: str, name: str, *values: str) -> None:
    """A part of the window does it, with all that was typed."""
    window.commit()
    getattr(getattr(window, part), name)(*values)
