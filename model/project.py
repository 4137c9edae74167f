"""The open project: the book, its undo history, and the file that follows every edit."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from model.backups import Backups, check_pages
from model.book import Book
from model.cells import CellRef, Value
from model.edits import Changes, Edit, SetCell
from model.finalising import FINAL_KEY, VERSION_NAME, FinalMark, why_not_final
from model.forms import GROUPS
from model.history import History, HistoryEntry, Step, renumbered
from model.opening import Access, gain_access, publish, write_elsewhere
from model.packetfile import PacketFile
from model.problems import FileProblem, Reason
from model.profile import Profile, ProfileError, load_profile
from model.storable import UnstorableError, check_storable
from model.stored import Content
from model.versions import Version, clean_name, versions_of


@dataclass(frozen=True)
class SaveState:
    """Whether all that is on the screen is in the file; ``message`` is for the status bar."""

    saved: bool
    message: str
    pending: int = 0


_SAVED = SaveState(True, "已保存")


class Project:
    """A packet with its file. Every ``apply``, ``undo`` and ``redo`` is in the file when it returns, or ``save_state`` says why not."""

    def __init__(self, access: Access, file: PacketFile, book: Book) -> None:
        self.book = book
        self.path = access.path
        self.read_only = access.read_only
        self.notice: str | None = access.notice
        self._access = access
        self.final = _final_mark(file.content)
        self._file = file
        self._backups = Backups(access.path)
        state = file.history
        self._history = History(state.first, state.done, state.last, file.entries)
        if self._history.to_undo is None and state.done >= state.first:
            self.notice = self.notice or "撤销记录已损坏，以前的步骤不能再撤销，文件内容不受影响。"
        self._pending: deque[Step] = deque()
        self._checked = False
        self._wrote = False
        self.save_state = SaveState(True, "只读打开，不能修改") if access.read_only else _SAVED

    # -- opening and closing -------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        profile: Profile,
        year: int,
        cells: Mapping[CellRef, Value] | None = None,
        groups: Mapping[str, Sequence[str]] | None = None,
    ) -> Project:
        """Make a new file and open it. Refuses to overwrite; raises FileProblem."""
        content = Content(profile.code, year, cells or {}, groups or {})
        _demand_storable(content.cells, path)
        publish(path, content, _now())
        project = cls.open(path, profile=profile)
        project._checked = True
        return project

    @classmethod
    def create_from(cls, path: Path, beginning: Book) -> Project:
        """Make a new file that holds what a book in memory holds; it has no history. Raises FileProblem."""
        groups = {name: beginning.group(name) for name in GROUPS}
        return cls.create(
            path, profile=beginning.profile, year=beginning.year, cells=beginning.cells, groups=groups
        )

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, profile: Profile | None = None, patient: bool = False
    ) -> Project:
        """Open a file; raises FileProblem. ``profile`` spares reading the file's profile by its code; with ``patient``, verdicts
        that take long wait for ``book.settle()``.

        Where the file cannot be written, or somebody else has it open, it opens read-only and ``notice`` says why.
        """
        access = gain_access(path, read_only=read_only)
        try:
            file = access.open_file()
            try:
                book = _book_of(file.content, profile, access.path, patient=patient)
            except BaseException:
                file.close()
                raise
        except BaseException:
            access.close()
            raise
        return cls(access, file, book)

    def close(self) -> None:
        """Write what is still pending, back up what this session changed, let go of the file."""
        if self._pending:
            self.retry()
        if self._wrote and not self._pending:
            self._back_up()
        self._file.close()
        self._access.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- editing -------------------------------------------------------------------------------------------------

    def apply(self, edit: Edit) -> Changes:
        """Make an edit and write it. Raises FileProblem, with nothing changed, when the packet is read-only or 定稿, or a value
        cannot be stored.

        When writing fails the edit stands in the book all the same, ``save_state`` says so, and it is tried again.
        """
        self._demand_writable()
        values = {change.ref: change.value for change in edit.changes if isinstance(change, SetCell)}
        _demand_storable(values, self.path, self.book)
        changes = self.book.apply(edit)
        if not changes.nothing:
            made = replace(changes.effective, made=datetime.now().isoformat(timespec="minutes"))
            entry = self._history.append(edit.label, made.to_json(), changes.inverse.to_json())
            self._record(changes, entry)
        return changes

    def undo(self) -> Changes | None:
        """Take the last step back; None when there is none."""
        self._demand_writable()
        entry = self._history.to_undo
        return None if entry is None else self._replay(entry.inverse, -1)

    def redo(self) -> Changes | None:
        """Make the step last undone again; None when there is none."""
        self._demand_writable()
        entry = self._history.to_redo
        return None if entry is None else self._replay(entry.forward, 1)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        entry = self._history.to_undo
        return None if entry is None or self.read_only or self.final else entry.label

    @property
    def redo_label(self) -> str | None:
        """What redo would make again."""
        entry = self._history.to_redo
        return None if entry is None or self.read_only or self.final else entry.label

    def steps(self, around: int = 200) -> tuple[HistoryEntry, ...]:
        """The steps of the history from ``around`` before where it stands to ``around`` after, oldest first."""
        return tuple(self._history.between(self._history.done - around + 1, self._history.done + around))

    @property
    def done(self) -> int:
        """The number (``seq``) of the step that stands last; undo takes this one back."""
        return self._history.done

    def _replay(self, edit_json: str, direction: int) -> Changes:
        changes = self.book.apply(Edit.from_json(edit_json))
        self._history.move(direction)
        self._record(changes, None)
        return changes

    # -- saving --------------------------------------------------------------------------------------------------

    def retry(self) -> SaveState:
        """Try to write what is pending, in order, each step as a transaction of its own."""
        try:
            while self._pending:
                self._prepare_session()
                self._file.commit(self._pending[0])
                self._pending.popleft()
                self._history.forget_before(self._file.history.first)
                self._wrote = True
        except FileProblem as problem:
            message = f"还有 {len(self._pending)} 处改动没有写入文件：{_when_writing(problem)}"
            self.save_state = SaveState(False, message, len(self._pending))
        except BaseException:
            self.save_state = SaveState(
                False, f"还有 {len(self._pending)} 处改动没有写入文件。", len(self._pending)
            )
            raise
        else:
            self.save_state = _SAVED
        return self.save_state

    def save_copy(self, path: Path) -> None:
        """Write everything, pending edits and history included, to another file, proved before it takes that name.

        Replaces what stands there; raises FileProblem. This project stays with its own file.
        """
        groups = {name: self.book.group(name) for name in GROUPS}
        extra = self._file.content.extra
        content = Content(self.book.profile.code, self.book.year, self.book.cells, groups, extra)
        entries = self._history.all_readable()
        done = self._history.done - (entries[0].seq - 1) if entries else 0
        write_elsewhere(self.path, path, content, self._file.created or _now(), renumbered(entries), done)

    def backups(self) -> list[Path]:
        """The file's backups, newest first."""
        return self._backups.files()

    # -- versions ------------------------------------------------------------------------------------------------

    @property
    def backup_folder(self) -> Path:
        """Where the backups lie, or will."""
        newest = next(iter(self._backups.files()), None)
        return newest.parent if newest else self._backups.folder

    def versions(self) -> tuple[Version, ...]:
        """The snapshots that one can go back to, newest first."""
        return versions_of(self._backups)

    def make_version(self, name: str) -> Version:
        """Keep the packet as it stands under a name; raises FileProblem."""
        self._demand_own_file()
        self._demand_saved()
        with self._file.raw_connection() as connection:
            check_pages(connection, self.path)
            made = self._backups.make(connection, clean_name(name) or "版本")
        return next(version for version in self.versions() if version.path == made)

    def book_of(self, version: Version) -> Book:
        """What a version holds; raises FileProblem when it cannot be read any more."""
        return self.contents_of(version)[0]

    def contents_of(self, version: Version) -> tuple[Book, FinalMark | None]:
        """The same, and the mark of a version that was 定稿."""
        with Project.open(version.path, read_only=True, profile=self.book.profile, patient=True) as project:
            return project.book, project.final

    def finalise(self) -> FinalMark:
        """定稿: from now on nothing changes; raises FileProblem while something stands against it."""
        self._demand_writable()
        self.book.settle()
        reason = why_not_final(self.book)
        if reason is not None:
            raise FileProblem(Reason.NOT_READY, self.path, reason)
        self._write_mark(FinalMark.of(self.book))
        assert self.final is not None
        return self.final

    def reopen(self) -> Version:
        """取消定稿: keep what was 定稿 as a version with a number, then let the packet be changed again; raises FileProblem."""
        if self.final is None:
            raise ValueError("the packet is not 定稿")
        self._demand_own_file()
        earlier = sum(version.name.startswith(VERSION_NAME) for version in self.versions())
        version = self.make_version(f"{VERSION_NAME}第{earlier + 1}稿")
        self._write_mark(None)
        return version

    def _write_mark(self, mark: FinalMark | None) -> None:
        """In the file first: a mark that cannot be written does not stand."""
        self._demand_saved()
        self._prepare_session()
        text = None if mark is None else mark.to_json()
        self._file.commit(Step(self._history.done, {}, {}, meta={FINAL_KEY: text}))
        self._wrote = True
        self.final = mark

    # -- inside --------------------------------------------------------------------------------------------------

    def _record(self, changes: Changes, entry: HistoryEntry | None) -> None:
        edits = (*changes.effective.changes, *changes.inverse.changes)
        touched = {change.ref for change in edits if isinstance(change, SetCell)}
        self._pending.append(
            Step(
                self._history.done,
                {ref: self.book.stated(ref) for ref in touched},
                {name: self.book.group(name) for name in changes.groups},
                entry,
            )
        )
        self.retry()

    def _prepare_session(self) -> None:
        """Before the session's first write: check every page, since a write into a damaged file spreads the damage; back up."""
        if self._checked:
            return
        with self._file.raw_connection() as connection:
            check_pages(connection, self.path)
        self._back_up()
        self._checked = True

    def _back_up(self) -> None:
        """A backup that cannot be made must not keep the clerk from working; the notice tells."""
        if self._backups.holds(self._file.digest):
            return
        try:
            with self._file.raw_connection() as connection:
                self._backups.make(connection)
        except FileProblem as problem:
            self.notice = f"没有能够备份：{problem}"

    def _demand_writable(self) -> None:
        self._demand_own_file()
        if self.final is not None:
            raise FileProblem(Reason.FINAL, self.path)

    def _demand_own_file(self) -> None:
        if self.read_only:
            raise FileProblem(Reason.READ_ONLY, self.path)

    def _demand_saved(self) -> None:
        if not self.retry().saved:
            raise FileProblem(Reason.IO_ERROR, self.path, self.save_state.message)


def _book_of(content: Content, profile: Profile | None, path: Path, *, patient: bool) -> Book:
    if profile is None or profile.code != content.profile:
        try:
            profile = load_profile(content.profile)
        except ProfileError as error:
            raise FileProblem(Reason.NO_PROFILE, path) from error
    return Book(profile, content.year, content.cells, content.groups, patient=patient)


def _final_mark(content: Content) -> FinalMark | None:
    text = content.extra.get(FINAL_KEY)
    return None if text is None else FinalMark.from_json(text)


def _demand_storable(cells: Mapping[CellRef, Value], path: Path, book: Book | None = None) -> None:
    for ref, value in cells.items():
        try:
            check_storable(value)
        except UnstorableError as error:
            place = str(ref) if book is None else book.name(ref)
            raise FileProblem(Reason.UNSTORABLE, path, f"{place}：{error}，无法保存，请重新填写。") from error


def _when_writing(problem: FileProblem) -> str:
    if problem.reason is Reason.CORRUPT:
        return f"文件“{problem.path.name}”已损坏，请用“另存副本”把当前内容保存到新文件。"
    if problem.reason is Reason.MISSING:  # it was there when it was opened
        return str(FileProblem(Reason.CHANGED, problem.path))
    return str(problem)


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")
