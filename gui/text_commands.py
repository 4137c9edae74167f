"""取上年文字…: finds last year's file, offers its chapters, takes those that were chosen. One edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from gui.beside import BesideCommands
from gui.extract_commands import PACKET_FILTER
from gui.file_jobs import read_packet
from gui.message_bar import Tone
from model.cells import CellRef

if TYPE_CHECKING:
    from intake.last_year_texts import TakenTexts
    from model.book import Book, BookCopy
    from model.longwork import Work

_BEGUN = 0.1
_MOST_FILES = 60
"""Of a folder that is full of packets the newest are looked at."""


class Source(NamedTuple):
    """Last year's file, and what it holds."""

    path: Path
    book: Book


class TextCommands(BesideCommands):
    """``last_year_texts`` asks; ``offer_from`` offers the chapters of a file."""

    goto = Signal(object, object)
    """A CellRef, the first chapter taken, and its beginning."""
    replacing_wanted = Signal(str, str)
    """Words of last year, and what they should be now."""

    def last_year_texts(self) -> None:
        """取上年文字…: from the file that is most likely last year's, else from the one that the clerk picks."""
        likely = tuple(self._known())
        own = self._document.path
        self._beside.run_for_packet(
            "正在找上年文件",
            lambda copy, work: _likely_source(likely, own, copy, work),
            lambda source: self._offer(source) if source else self._ask_file(),
        )

    def offer_from(self, path: Path) -> None:
        """Offer the chapters of that file."""
        if path.absolute() == self._document.path.absolute():
            self._messages.tell("选中的就是现在打开的文件，请选择上年的文件。")
            return
        self._beside.run_for_packet(
            f"正在读取“{path.name}”", lambda _copy, _work: Source(path, read_packet(path)), self._offer
        )

    def _known(self) -> Iterator[Path]:
        """Last year's packets of the department among those that were open before."""
        for one in self._settings.recent:
            if one.year == self._document.book.year - 1 and one.department == self._document.department:
                yield Path(one.path)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, "选择上年文件", str(self._settings.folder), PACKET_FILTER
        )
        if name:
            self.offer_from(Path(name))

    def _offer(self, source: Source) -> None:
        from gui.texts_dialog import TextsDialog
        from intake.last_year_texts import chapter_texts

        chapters = chapter_texts(source.book, self._document.book)
        if not any(one.there for one in chapters):
            self._messages.tell(
                f"“{source.path.name}”的评价报告没有写文字。", offers=[("换一个文件…", self._ask_file)]
            )
            return
        dialog = TextsDialog(_source_words(source, self._document.book.year), chapters, self._window)
        dialog.picked.connect(lambda rows: self._read_over(source, rows))
        dialog.other_wanted.connect(self._ask_file)
        self._document.window_made.emit(dialog, "texts")
        dialog.open()

    def _read_over(self, source: Source, rows: tuple[str, ...]) -> None:
        """What comes is read as the checks read it: how much is to be done is told with it."""
        self._beside.run_for_packet(
            "正在核对上年文字",
            lambda copy, work: _taken(source.book, rows, copy, work),
            lambda taken: self._take(source, rows, taken),
        )

    def _take(self, source: Source, rows: tuple[str, ...], taken: TakenTexts) -> None:
        if self._document.apply(taken.edit) is None:
            return
        self.goto.emit(CellRef("chapters", rows[0], "text"), (0, 0))
        from intake.last_year_texts import year_words

        old, new = map(year_words, (source.book, self._document.book))
        offers = [(f"替换“{old}”…", lambda: self.replacing_wanted.emit(old, new))] if taken.named else []
        self._messages.tell(_taken_words(old, len(rows), taken), Tone.DONE, offers)


def _likely_source(known: tuple[Path, ...], own: Path, copy: BookCopy, work: Work) -> Source | None:
    """The first of last year that can be read, else the newest of the department; None where nothing looks like it."""
    work.at(_BEGUN)
    from model.forms.overview import COVER

    name = COVER.ref("unit_name")
    near = sorted(own.parent.glob("*.jxzp"), key=_changed_at, reverse=True)[:_MOST_FILES]
    best: Source | None = None
    for path in work.through([*known, *near], 1.0, lambda path: path.name):
        book = _readable(path) if path.absolute() != own.absolute() else None
        if book is None or book.year >= copy.year:
            continue
        if path not in known and not (book.text(name) and book.text(name) == copy.cells.get(name)):
            continue
        if best is None or book.year > best.book.year:
            best = Source(path, book)
        if book.year == copy.year - 1:
            break
    return best


def _readable(path: Path) -> Book | None:
    from model.problems import FileProblem

    try:
        return read_packet(path)
    except FileProblem:
        return None


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _taken(last: Book, rows: tuple[str, ...], copy: BookCopy, work: Work) -> TakenTexts:
    work.at(_BEGUN)
    from intake.last_year_texts import take_texts

    return take_texts(last, copy.book(), rows)


def _source_words(source: Source, year: int) -> str:
    words = f"取自“{source.path.name}”（{source.book.year}年度）"
    return words if source.book.year == year - 1 else f"{words}，不是上年（{year - 1}年度）的文件"


def _taken_words(old: str, chapters: int, taken: TakenTexts) -> str:
    named = f"，文中“{old}”有 {taken.named} 处" if taken.named else ""
    found = f"，审核列出 {taken.found} 条，请按 F8 逐条核对" if taken.found else "，请逐句改到本年"
    return f"已取来上年文字 {chapters} 章{named}{found}；可以按 Ctrl+Z 整体撤销。"
