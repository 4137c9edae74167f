"""The open packet as the widgets see it: the only object that they talk to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from gui.column_widths import ColumnWidths
from gui.finding_index import FindingIndex
from gui.settling import Settling
from gui.untaken import Untaken

if TYPE_CHECKING:
    from export.pdf.writer import PdfReport
    from model.book import Book
    from model.cells import CellRef
    from model.edits import Changes, Edit
    from model.findings import Finding, Severity
    from model.problems import FileProblem
    from model.project import Project, SaveState

log = logging.getLogger(__name__)
Result = TypeVar("Result")

READ_ONLY = "本文件以只读方式打开，不能修改；需要修改的，请先用“文件 › 另存副本”保存一份。"


@cache
def _explaining() -> ModuleType:
    """Not needed for the start page, and leads to the whole packet; asked for each finding, several times after every edit."""
    from model import explaining

    return explaining


class Document(QObject):
    """One packet at a time: opens it, changes it, and tells everyone what changed. Every edit is in the file when made.

    The start page has a document too: of the model nothing is loaded until there is a packet.
    """

    closing = Signal()
    """The packet is about to be let go: take over what is being typed, and stop showing it."""
    opened = Signal()
    """Another packet is open (or none any more): read everything anew."""
    changed = Signal(object)
    """A Changes: these cells, rows and findings are new."""
    save_state_changed = Signal(object)
    """A SaveState: whether everything is in the file."""
    problem = Signal(str)
    """One sentence for the clerk: something was not possible, and what to do."""
    partly_done = Signal(str)
    """One sentence on what was just done: it is less than was asked for, and why."""
    read_as = Signal(str)
    """One sentence on how a figure was read that was typed in another way than it stands in its cell."""
    backup_offered = Signal(str, object)
    """The same for a damaged file, with the path of its newest good backup."""
    standing_changed = Signal()
    """The packet has become 定稿, or may be changed again: what can be typed into is new, the content is not."""

    window_made = Signal(object, str)
    """A window that one of the pages made, not yet shown, and its name: it opens where it was closed last."""

    unit_changed = Signal()
    """Money is read in another unit: what is said in figures is said anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._index = FindingIndex()
        self._save_state: SaveState | None = None
        self._notice: str | None = None
        self.untaken = Untaken(self)
        self._in_yuan = False
        self.enter_right = False
        """Where Enter leads in the tables: the clerk's habit, no content."""
        self.widths = ColumnWidths()
        self.settling = Settling(self)
        self.settling.ready.connect(self.settle)

    @property
    def in_yuan(self) -> bool:
        """Whether the clerk reads and types the tables in 元; a way of looking, no content."""
        return self._in_yuan

    @in_yuan.setter
    def in_yuan(self, chosen: bool) -> None:
        self._in_yuan = chosen
        self.unit_changed.emit()

    # -- what is open --------------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether a packet is open."""
        return self._project is not None

    @property
    def project(self) -> Project:
        """The open file; only ask when ``is_open``."""
        if self._project is None:
            raise RuntimeError("no packet is open")
        return self._project

    @property
    def book(self) -> Book:
        """The open packet, to read from."""
        return self.project.book

    @property
    def department(self) -> str:
        """The department's name as on the cover; empty while there is none."""
        from model.forms import COVER

        return self.book.text(COVER.ref("unit_name"))

    @property
    def path(self) -> Path:
        """Where the open packet is kept."""
        return self.project.path

    @property
    def read_only(self) -> bool:
        """Whether the packet may only be read: its file cannot be written, or it is 定稿."""
        return self.project.read_only or self.is_final

    @property
    def why_locked(self) -> str:
        """Why nothing can be changed; empty when it can."""
        if self.project.read_only:
            return "本文件以只读方式打开，不能修改。"
        return "本材料已定稿，不能修改；需要修改的，请先取消定稿。" if self.is_final else ""

    @property
    def is_final(self) -> bool:
        """Whether the packet is 定稿."""
        return self.project.final is not None

    @property
    def notice(self) -> str | None:
        """What the clerk should know about how the file was opened."""
        return self.project.notice

    def open(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a packet; False, with ``problem`` told, when it cannot be opened (the one open before stays)."""
        from model.problems import FileProblem
        from model.project import Project

        try:
            project = Project.open(path, read_only=read_only, patient=True)
        except FileProblem as problem:
            self.refuse(problem)
            return False
        self.attach(project)
        return True

    def attach(self, project: Project) -> None:
        """Show a packet that is open already."""
        self.close(silently=True)
        self._project = project
        project.book.be_patient()
        self._index = FindingIndex(project.book.findings)
        self._save_state, self._notice = project.save_state, project.notice
        self.opened.emit()
        self.save_state_changed.emit(self._save_state)
        if not self.is_settled:
            self.settling.begin(self.book)

    def refuse(self, problem: FileProblem) -> None:
        """Tell why a packet cannot be opened; the one open before stays."""
        if problem.backup is not None:
            self.backup_offered.emit(str(problem), problem.backup)
        else:
            self.problem.emit(str(problem))

    def close(self, *, silently: bool = False) -> None:
        """Let go of the file. ``silently``: another packet follows at once."""
        if self._project is None:
            return
        self.closing.emit()
        self.settling.end()
        project, self._project = self._project, None
        self._index = FindingIndex()
        self._save_state = None
        project.close()
        if not silently:
            self.opened.emit()

    # -- changing ------------------------------------------------------------------------------------------------

    def apply(self, edit: Edit) -> Changes | None:
        """Make an edit; None, with ``problem`` told, when it is not allowed."""
        return self._change(lambda: self.project.apply(edit))

    def undo(self) -> Changes | None:
        """Take the last edit back."""
        return self._change(self.project.undo)

    def redo(self) -> Changes | None:
        """Make the edit again that was taken back last."""
        return self._change(self.project.redo)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; None for nothing."""
        return self._project.undo_label if self._project else None

    @property
    def redo_label(self) -> str | None:
        """What redo would make again; None for nothing."""
        return self._project.redo_label if self._project else None

    def _change(self, change: Callable[[], Changes | None]) -> Changes | None:
        if self.project.read_only:
            self.problem.emit(READ_ONLY)
            return None
        from model.book import EditError

        try:
            changes = self.attempt(change)
        except EditError:
            log.exception("an edit did not fit the packet")
            self.problem.emit("这项改动没有完成，内容保持原样；请重试，仍不行的请联系维护人员。")
            return None
        if changes is not None and not changes.nothing:
            self._index.update(changes)
            self.changed.emit(changes)
            if not self.is_settled:
                self.settling.begin(self.book)
        self._tell_save_state()
        return changes

    def attempt(self, action: Callable[[], Result]) -> Result | None:
        """Do something with the file; None, with ``problem`` told, when it is not possible."""
        from model.problems import FileProblem

        try:
            return action()
        except FileProblem as problem:
            self.problem.emit(str(problem))
            return None

    # -- the file ------------------------------------------------------------------------------------------------

    @property
    def save_state(self) -> SaveState | None:
        """Whether everything is in the file; None when nothing is open."""
        return self._project.save_state if self._project else None

    def retry_saving(self) -> None:
        """Try again to write what could not be written."""
        self.project.retry()
        self._tell_save_state(always=True)

    def save_copy(self, path: Path) -> bool:
        """Write the packet as it is to another file and stay in this one; False, with ``problem`` told, on failure."""
        from model.problems import FileProblem

        try:
            self.project.save_copy(path)
        except FileProblem as problem:
            self.problem.emit(str(problem))
            return False
        return True

    def _tell_save_state(self, *, always: bool = False) -> None:
        state, notice = self.project.save_state, self.project.notice
        if notice != self._notice:
            self._notice = notice
            if notice:
                self.problem.emit(notice)
        if always or state != self._save_state or state.saved:
            self._save_state = state
            self.save_state_changed.emit(state)

    # -- verdicts ------------------------------------------------------------------------------------------------

    @property
    def is_settled(self) -> bool:
        """Whether all verdicts are in; just after opening, and after an edit of long prose, those on prose are still to come."""
        return self._project is None or self._project.book.is_settled

    def settle(self) -> None:
        """Bring in the verdicts that were left for later."""
        self.settling.stop()
        if self._project is None or self.is_settled:
            return
        changes = self._project.book.settle()
        self._index.update(changes)
        self.changed.emit(changes)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All open findings in the packet's order."""
        return self._project.book.findings if self._project else ()

    def findings_at(self, ref: CellRef) -> tuple[Finding, ...]:
        """The findings of one cell, gravest first."""
        return self._index.at(ref)

    def findings_in(self, ref: CellRef) -> tuple[Finding, ...]:
        """The findings of one cell, and those of other cells whose words stand in this one too."""
        return (*self._index.at(ref), *self._index.mentioning(ref))

    def finding_count(self, sheets: Sequence[str], severity: Severity) -> int:
        """How many findings of that level, not yet answered, these forms have together."""
        from model.explaining import GROUP
        from model.findings import Severity

        count = self._index.count(sheets, severity)
        if count and severity is Severity.ADVISORY and self.book.group(GROUP):
            mine = (one for one in self.findings if one.severity is severity and one.place.sheet in sheets)
            count -= sum(bool(self.answer(finding)) for finding in mine)
        return count

    def explanation(self, finding: Finding) -> str:
        """The 审核说明 given to a finding as it stands; empty for none."""
        from model.explaining import explanation_of

        return explanation_of(self.book, finding) if self.can_be_explained(finding) else ""

    def answer(self, finding: Finding) -> str:
        """Its 审核说明, or that it was silenced; empty for a finding that still asks for something."""
        explaining = _explaining()
        return explaining.answer_of(self.book, finding) if self.book.group(explaining.GROUP) else ""

    def is_silenced(self, finding: Finding) -> bool:
        """Whether 本句不再提示 was chosen for it."""
        from model.explaining import GROUP, is_silenced

        return bool(self.book.group(GROUP)) and is_silenced(self.book, finding)

    @staticmethod
    def can_be_silenced(finding: Finding) -> bool:
        """Whether 本句不再提示 may be chosen for it."""
        from model.explaining import can_be_silenced

        return can_be_silenced(finding)

    def toggle_silence(self, finding: Finding) -> None:
        """本句不再提示, or let it speak again: one undoable edit."""
        from model.explaining import restore, silence

        edit = (restore if self.is_silenced(finding) else silence)(self.book, finding)
        self.apply(edit)

    @staticmethod
    def can_be_explained(finding: Finding) -> bool:
        """Whether words can settle the finding."""
        from model.explaining import can_be_explained

        return can_be_explained(finding)

    def explain(self, finding: Finding, text: str) -> None:
        """Answer a finding, or take the answer back with an empty text: one undoable edit."""
        from model.explaining import explain

        if text.strip() != self.explanation(finding):
            self.apply(explain(self.book, finding, text))

    # -- out -----------------------------------------------------------------------------------------------------

    def export(self, path: Path, part: str = "form") -> PdfReport:
        """Write the packet, or a part of it, as PDF; raises export's own error with one sentence."""
        from export.service import export_pdf

        return export_pdf(self.book, path, part)

    def silence(self) -> None:
        """The window goes: signals end before its widgets do, so that nothing half gone is called."""
        self.blockSignals(True)
