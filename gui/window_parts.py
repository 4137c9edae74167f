"""The parts of the window. Those that the start page does not need are loaded, made and connected when they are first asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from gui.command_routes import call
from gui.message_place import MessagePlace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gui.extract_commands import ExtractCommands
    from gui.file_commands import FileCommands
    from gui.findings_dock import FindingsDock
    from gui.main_window import MainWindow
    from gui.output_commands import OutputCommands
    from gui.refused_message import RefusedMessage
    from gui.text_commands import TextCommands
    from gui.version_commands import VersionCommands


def message_place(window: MainWindow) -> MessagePlace:
    """Messages stand over 填报提示 and the title of 审核结果; never over the status bar, where the verdict is, while a packet is open."""
    room = QWidget()
    window.middle.addWidget(room)

    def lines() -> tuple[QWidget | None, ...]:
        if window.page is None:
            return (window.status,)
        return (window.assistance.strip, window.dock.titleBarWidget())

    def kept() -> QWidget | None:
        return window.status if window.page is not None else None

    return MessagePlace(window.messages, window, lines, kept, room)


def files(window: MainWindow) -> FileCommands:
    """新建, 打开, 导入, 另存副本."""
    from gui.file_commands import FileCommands

    made = FileCommands(window.document, window.settings, window.messages, window.background, window)
    made.may_leave = partial(_may_leave, window)
    made.wanted.connect(lambda name: call(window, name))
    made.texts_wanted.connect(partial(_offer_texts, window))
    made.carrying_wanted.connect(partial(_carry_all_the_same, window))
    return made


def _may_leave(window: MainWindow, leave: Callable[[], object], doing: str) -> bool:
    """Whether the packet may go: neither refused text nor what is not in the file would be lost unasked, whoever opens another."""
    return not window.refused.holds(leave, doing) and window.unsaved.may_leave(leave, doing)


def output(window: MainWindow) -> OutputCommands:
    """导出 and 打印."""
    from gui.output_commands import OutputCommands

    made = OutputCommands(window.document, window.settings, window.messages, window.background, window)
    made.goto.connect(window.goto)
    return made


def versions(window: MainWindow) -> VersionCommands:
    """版本, 操作记录, 定稿."""
    from gui.version_commands import VersionCommands

    made = VersionCommands(window.document, window.settings, window.messages, window)
    made.goto.connect(window.goto)
    made.findings_wanted.connect(window.show_findings)
    made.progress_wanted.connect(window.assistance.progress)
    return made


def extracts(window: MainWindow) -> ExtractCommands:
    """提取 and 起草."""
    from gui.extract_commands import ExtractCommands

    made = ExtractCommands(window.document, window.settings, window.messages, window.background, window)
    made.goto.connect(window.goto)
    return made


def texts(window: MainWindow) -> TextCommands:
    """取上年文字."""
    from gui.text_commands import TextCommands

    made = TextCommands(window.document, window.settings, window.messages, window.background, window)
    made.goto.connect(window.goto)
    made.replacing_wanted.connect(partial(_begin_replacing, window))
    return made


def dock(window: MainWindow) -> FindingsDock:
    """审核结果: comes with the first packet, where and as high as it was when the program was closed."""
    from gui.findings_dock import FindingsDock

    made = FindingsDock(window.document, window.settings, window)
    made.was_placed = window.restoreDockWidget(made)  # asked after adding, it is always true
    if not made.was_placed:
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, made)
    made.jump.connect(window.goto)
    made.room_wanted.connect(window.show_findings)
    made.told.connect(window.status.show_hint)
    made.verdict_changed.connect(window.status.show_verdict)
    made.toggleViewAction().toggled.connect(window.commands["toggle"].setChecked)
    made.order_changed.connect(window.commands.show_order)
    made.tell_order()
    made.view.menu_wanted.connect(partial(_show_list_menu, window))
    made.follow_packet()
    return made


def _show_list_menu(window: MainWindow, place: QPoint) -> None:
    """What can be done with the line of 审核结果 that has the cursor, and with the list."""
    view = window.dock.view
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if view.current is not None:
        menu.addAction("转到此处\tEnter").triggered.connect(lambda: view.chosen.emit(view.current))
        menu.addAction(window.commands["answer"])
        menu.addSeparator()
    menu.addMenu(window.commands.submenus["order"])
    menu.popup(place)


def refused(window: MainWindow) -> RefusedMessage:
    """What was typed and not taken, where it is in the way."""
    from gui.refused_message import RefusedMessage

    return RefusedMessage(window)


def _begin_replacing(window: MainWindow, words: str, by: str) -> None:
    if window.page is not None:
        window.page.find_bar.begin_replacing(words, by)


def _offer_texts(window: MainWindow, path: Path) -> None:
    window.texts.offer_from(path)


def _carry_all_the_same(window: MainWindow, path: Path) -> None:
    window.extracts.carry_from(path, all_the_same=True)
