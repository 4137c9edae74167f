"""What the 文件 menu does with files: new, open, import, copy. Each ends in one sentence in the message bar."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from gui.document import Document
from gui.file_names import safe_name
from gui.message_bar import MessageBar, Offer, Tone
from gui.output_commands import file_offers
from gui.recent_facts import recent_of
from gui.settings import Settings
from gui.window_place import WindowPlace
from model.problems import FileProblem

if TYPE_CHECKING:
    from gui.new_packet import NewPacket
    from intake.intake import Intake

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "jishou-2022.txt"
SAMPLE_YEAR = 2022
PACKET_FILTER = "绩效自评文件 (*.jxzp)"
SOURCE_FILTER = "可导入的文件 (*.docx *.xlsx *.txt);;所有文件 (*)"
SUFFIX = ".jxzp"
SAMPLE_NOTICE = "这是样例，放在临时文件夹中，可以随意改动；需要留下的，请用“文件 › 另存副本”。"


class FileCommands(QObject):
    """Asks for paths and calls the document. The ``…_path``/``…_to`` halves do the work without asking."""

    wanted = Signal(str)
    """A command of the window that a message offers."""

    def __init__(
        self,
        document: Document,
        settings: Settings,
        messages: MessageBar,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._document = document
        self._settings = settings
        self._messages = messages

    # -- new and open --------------------------------------------------------------------------------------------

    def new(self, source: Path | None = None, suggestion: NewPacket | None = None) -> None:
        """新建…; then, where there is a ``source``, its import."""
        from gui.new_packet import NewPacketDialog

        dialog = NewPacketDialog(self._settings.folder, self._window, suggestion, self._settings.recent)
        dialog.chosen.connect(lambda choice: self._ask_where(choice, source))
        self._show(dialog, "new")

    def _ask_where(self, choice: NewPacket, source: Path | None) -> None:
        name = safe_name(f"{choice.department}{choice.year}年度绩效自评", SUFFIX)
        path = self._ask_save("新建文件存放在", name, PACKET_FILTER, SUFFIX)
        if path is None:
            self.new(source, choice)  # back to the answers, which are not lost
        elif self.create_at(path, choice) and source is not None:
            self.import_path(source)

    def create_at(self, path: Path, choice: NewPacket) -> bool:
        """Make the new packet's file: what the forms say by themselves, what last year's file gives, rows for 二级机构.

        That is where its history begins: the first thing that can be undone is the clerk's own.
        """
        from gui.extract_commands import read_only_book
        from intake.carry_forward import carry_forward
        from model.profile import ProfileError, load_profile
        from model.starting import starting_book, units_edit

        try:
            book = starting_book(load_profile(choice.profile), choice.year, choice.department)
            last = read_only_book(choice.previous) if choice.previous else None
        except (ProfileError, FileProblem) as problem:
            self._messages.tell(str(problem))
            return False
        carried = book.apply(carry_forward(last, book)) if last is not None else None
        more_units = units_edit(book, choice.units)
        if more_units is not None:
            book.apply(more_units)
        if not self._document.create(path, book):
            return False
        if carried is not None:
            count = len(carried.effective.changes)
            self._messages.tell(
                f"已从上年文件提取 {count} 处内容（封面代码、年初数、指标名称等）。", Tone.DONE
            )
        self.remember()
        return True

    def open(self) -> None:
        """打开…"""
        name, _ = QFileDialog.getOpenFileName(self._window, "打开", str(self._settings.folder), PACKET_FILTER)
        if name:
            self.open_path(Path(name))

    def open_again(self) -> None:
        """Try once more to open the file with the right to change it."""
        self.open_path(self._document.path)

    def open_path(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a packet and put it on the list."""
        opened = self._document.open(path, read_only=read_only)
        if opened:
            self.remember()
        return opened

    def sample(self) -> None:
        """打开样例: a fresh copy each time, in a temporary folder."""
        from intake.intake import read_source
        from model.starting import bare_book

        folder = Path(tempfile.mkdtemp(prefix="jxzp-sample-"))
        path = folder / f"样例 吉首市科工信局{SAMPLE_YEAR}年度{SUFFIX}"
        book = bare_book(SAMPLE_YEAR)
        book.apply(read_source(SAMPLE, book).edit)
        if self._document.create(path, book):
            self._messages.tell(SAMPLE_NOTICE, Tone.INFO)

    def remember(self) -> None:
        """Keep the open packet at the top of the list of recent files."""
        if not self._document.is_open or self._document.path.parent.name.startswith("jxzp-sample-"):
            return
        path = self._document.path.absolute()
        self._settings.remember(recent_of(self._document))
        self._settings.folder = path.parent

    # -- import --------------------------------------------------------------------------------------------------

    def import_(self) -> None:
        """导入…; where nothing is open, into a new packet."""
        name, _ = QFileDialog.getOpenFileName(self._window, "导入", str(self._settings.folder), SOURCE_FILTER)
        if name and self._document.is_open:
            self.import_path(Path(name))
        elif name:
            self.import_as_new(Path(name))

    def import_as_new(self, path: Path) -> None:
        """Ask for the new packet's file, with year and department as the source has them."""
        from gui.new_packet import NewPacket
        from intake.intake import read_source
        from intake.problems import UnreadableSource
        from model.profile import DEFAULT_PROFILE
        from model.starting import bare_book

        try:
            intake = read_source(path, bare_book())
        except UnreadableSource as problem:
            self._messages.tell(str(problem))
            return
        year = intake.found_year or bare_book().year
        self.new(path, NewPacket(year, intake.found_department or "", DEFAULT_PROFILE, None))

    def import_path(self, path: Path) -> None:
        """Read a source and show what it would bring."""
        intake = self._document.import_source(path)
        if intake is None:
            return
        from gui.dialogs import ImportDialog
        from gui.import_report import report_of

        dialog = ImportDialog(report_of(path, intake, self._document.snapshot()), self._window)
        dialog.accepted.connect(lambda: self._take_over(path, intake))
        self._show(dialog, "import")

    def _take_over(self, path: Path, intake: Intake) -> None:
        changes = self._document.apply(intake.edit)
        if changes is not None:
            count = len(changes.effective.changes)
            self._messages.tell(
                f"已从“{path.name}”导入 {count} 处内容；不合适的，可以按 Ctrl+Z 整体撤销。", Tone.DONE
            )

    # -- copies --------------------------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """另存副本…"""
        name = f"{self._document.path.stem} 副本{SUFFIX}"
        path = self._ask_save("另存副本", name, PACKET_FILTER, SUFFIX)
        if path is not None:
            self.save_copy_to(path)

    def save_copy_to(self, path: Path) -> None:
        """Write a copy; the window stays with its own file and offers to change over.

        Where the file itself could not be written, all there is stands in the copy alone: work goes on there.
        """
        state, original = self._document.save_state, self._document.path.name
        if not self._document.save_copy(path):
            return
        folder = file_offers(path, self._messages)[1:]
        if state is not None and not state.saved and self.open_path(path):
            self._messages.tell(
                f"已另存到“{path.name}”，现在打开的就是这个副本；“{original}”停在上次保存成功的内容。",
                Tone.DONE,
                folder,
            )
        else:
            offers: list[Offer] = [("打开副本", lambda: self.wanted.emit(f"open_path:{path}")), *folder]
            self._messages.tell(f"已另存到“{path.name}”；现在打开的仍是原来的文件。", Tone.DONE, offers)

    # -- asking --------------------------------------------------------------------------------------------------

    def _ask_save(self, title: str, name: str, kinds: str, suffix: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(self._settings.folder / name), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
        self._settings.folder = path.parent
        return path

    def _show(self, dialog: QDialog, name: str) -> None:
        WindowPlace(dialog, self._settings, name)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
