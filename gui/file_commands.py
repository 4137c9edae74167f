"""What the 文件 menu does with files: new, open, import, copy. Each ends in one sentence in the message bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.beside import NOTHING_CHANGED, BesideCommands
from gui.extract_commands import CARRY_ALL_THE_SAME
from gui.file_dialogs import PACKET_FILTER, file_to_open, file_to_write, packet_folder
from gui.file_jobs import (
    Heading,
    Made,
    ReadIn,
    is_sample,
    make_packet,
    make_sample,
    open_packet,
    read_heading,
    read_in,
    sample_path,
)
from gui.file_names import safe_name
from gui.message_bar import Offer, Tone
from gui.output_commands import file_offers
from gui.recent_facts import recent_of
from gui.window_place import open_in_place

if TYPE_CHECKING:
    from gui.new_packet import NewPacket
    from model.project import Project

SOURCE_FILTER = "可导入的文件 (*.docx *.xlsx *.txt);;所有文件 (*)"
SUFFIX = ".jxzp"
SAMPLE_NOTICE = "这是样例，放在临时文件夹中，可以随意改动；需要留下的，请用“文件 › 另存副本”。"


class FileCommands(BesideCommands):
    """Asks for paths and calls the document. The ``…_path``/``…_to`` halves do the work without asking."""

    wanted = Signal(str)
    """A command of the window that a message offers."""
    texts_wanted = Signal(object)
    """The path of last year's file: its chapters, too, are wanted."""
    carrying_wanted = Signal(object)
    """The path of a file that is not last year's, from which the clerk wants to extract all the same."""
    may_leave: Callable[[Callable[[], object], str], bool]
    """Whether the packet in the window may make room for another; if not, the clerk is told, and may have it done all the same."""

    # -- new and open --------------------------------------------------------------------------------------------

    def new(self, source: Path | None = None, suggestion: NewPacket | None = None) -> None:
        """新建…; then, where there is a ``source``, its import."""
        from gui.new_packet import NewPacketDialog

        dialog = NewPacketDialog(self._settings.folder, self._window, suggestion, self._settings.recent)
        dialog.chosen.connect(lambda choice: self._ask_where(choice, source))
        open_in_place(dialog, self._settings, "new")

    def _ask_where(self, choice: NewPacket, source: Path | None) -> None:
        name = safe_name(f"{choice.department}{choice.year}年度绩效自评", SUFFIX)
        path = self._ask_save("新建文件存放在", name)
        if path is None:
            self.new(source, choice)  # back to the answers, which are not lost
        else:
            self.create_at(path, choice, source)

    def create_at(self, path: Path, choice: NewPacket, source: Path | None = None) -> None:
        """Make the new packet's file, and then read in the ``source``.

        That is where its history begins: the first thing that can be undone is the clerk's own.
        """
        if not self.may_leave(lambda: self.create_at(path, choice, source), "新建"):
            return

        def show(made: Made) -> None:
            self._document.attach(made.project)
            if made.refused:
                all_the_same: Offer = (CARRY_ALL_THE_SAME, lambda: self.carrying_wanted.emit(choice.previous))
                self._messages.tell(made.refused + made.whose, offers=[all_the_same])
            if made.carried is not None:
                offers: list[Offer] = [("取上年文字…", lambda: self.texts_wanted.emit(choice.previous))]
                self._messages.tell(
                    f"已从上年文件提取 {made.carried} 处内容（封面代码、年初数、指标名称等）。{made.whose}",
                    Tone.WARNING if made.whose else Tone.DONE,
                    offers if made.more_texts else (),
                    stay=bool(made.whose),
                )
            self.remember()
            if source is not None:
                self.import_path(source)

        self._beside.run(
            f"正在新建“{path.name}”",
            partial(make_packet, path, choice),
            show,
            called_off=f"已取消新建，没有“{path.name}”这个文件。",
        )

    def open(self) -> None:
        """打开…"""
        path = self._ask_open("打开", PACKET_FILTER)
        if path is not None:
            self.open_path(path)

    def open_again(self) -> None:
        """Try once more to open the file with the right to change it."""
        self.open_path(self._document.path)

    def open_path(self, path: Path, *, read_only: bool = False) -> None:
        """Open a packet and put it on the list; the one that is open already just stays: it would meet its own lock."""
        if self._is_open_already(path) and not read_only:
            self._messages.tell(f"“{path.name}”已经打开，就是现在这份。", Tone.INFO)
            return
        if not self.may_leave(lambda: self.open_path(path, read_only=read_only), "打开其他文件"):
            return

        def show(project: Project) -> None:
            self._document.attach(project)
            self.remember()

        self._beside.run(
            f"正在打开“{path.name}”",
            lambda work: open_packet(path, read_only, work),
            show,
            called_off=f"已取消打开“{path.name}”。",
        )

    def _is_open_already(self, path: Path) -> bool:
        """Whether this very file is open with the right to change it."""
        document = self._document
        return (
            document.is_open and not document.project.read_only and path.resolve() == document.path.resolve()
        )

    def open_at_once(self, path: Path) -> bool:
        """The same where nothing may happen meanwhile: the window is not there yet, or its own file cannot be written."""
        opened = self._document.open(path)
        if opened:
            self.remember()
        return opened

    def sample(self) -> None:
        """打开样例: a fresh copy each time, in a temporary folder."""
        if not self.may_leave(self.sample, "打开样例"):
            return

        def show(made: Made) -> None:
            self._document.attach(made.project)
            self._messages.tell(SAMPLE_NOTICE, Tone.INFO)

        self._beside.run(
            "正在打开样例", partial(make_sample, sample_path()), show, called_off="已取消打开样例。"
        )

    def remember(self) -> None:
        """Keep the open packet at the top of the list of recent files."""
        if not self._document.is_open or is_sample(self._document.path):
            return
        path = self._document.path.absolute()
        self._settings.remember(recent_of(self._document))
        self._settings.folder = path.parent

    # -- import --------------------------------------------------------------------------------------------------

    def import_(self) -> None:
        """导入…; where nothing is open, into a new packet."""
        path = self._ask_open("导入", SOURCE_FILTER)
        if path is not None and self._document.is_open:
            self.import_path(path)
        elif path is not None:
            self.import_as_new(path)

    def import_as_new(self, path: Path) -> None:
        """Ask for the new packet's file, with year and department as the source has them."""

        def ask(heading: Heading) -> None:
            from gui.new_packet import NewPacket
            from model.profile import DEFAULT_PROFILE

            self.new(path, NewPacket(heading.year, heading.department, DEFAULT_PROFILE, None))

        self._beside.run(
            f"正在读取“{path.name}”", partial(read_heading, path), ask, called_off=NOTHING_CHANGED
        )

    def import_path(self, path: Path) -> None:
        """Read a source and show what it would bring."""

        def show(read: ReadIn) -> None:
            from gui.dialogs import ImportDialog

            dialog = ImportDialog(read.report, self._window)
            dialog.accepted.connect(lambda: self._take_over(path, read))
            open_in_place(dialog, self._settings, "import")

        self._beside.run_for_packet(f"正在读取“{path.name}”", partial(read_in, path), show)

    def _take_over(self, path: Path, read: ReadIn) -> None:
        if self._document.apply(read.intake.edit) is not None:
            self._messages.tell(
                f"已从“{path.name}”导入 {read.report.changes} 处内容；不合适的，可以按 Ctrl+Z 整体撤销。",
                Tone.DONE,
            )
            self.wanted.emit("list_room")

    # -- copies --------------------------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """另存副本…"""
        name = f"{self._document.path.stem} 副本{SUFFIX}"
        path = self._ask_save("另存副本", name)
        if path is not None:
            self.save_copy_to(path)

    def save_copy_to(self, path: Path) -> None:
        """Write a copy; the window stays with its own file and offers to change over.

        Where the file itself could not be written, all there is stands in the copy alone: work goes on there, unless some text that was
        refused would go with the page.
        """
        state, original = self._document.save_state, self._document.path.name
        if not self._document.save_copy(path):
            return
        folder = file_offers(path, self._messages)[1:]
        goes_on_there = state is not None and not state.saved and not self._document.untaken.refs
        if goes_on_there and self.open_at_once(path):
            self._messages.tell(
                f"已另存到“{path.name}”，现在打开的就是这个副本；“{original}”停在上次保存成功的内容。",
                Tone.DONE,
                folder,
            )
        else:
            offers: list[Offer] = [("打开副本", lambda: self.wanted.emit(f"open_path:{path}")), *folder]
            self._messages.tell(f"已另存到“{path.name}”；现在打开的仍是原来的文件。", Tone.DONE, offers)

    # -- asking --------------------------------------------------------------------------------------------------

    def _ask_open(self, title: str, kinds: str) -> Path | None:
        return file_to_open(self._window, title, self._settings.folder, kinds, packet_folder(self._document))

    def _ask_save(self, title: str, name: str) -> Path | None:
        suggestion, packet = self._settings.folder / name, packet_folder(self._document)
        path = file_to_write(self._window, title, suggestion, PACKET_FILTER, SUFFIX, packet)
        if path is not None:
            self._settings.folder = path.parent
        return path
