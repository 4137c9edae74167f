"""提取: what the report says into the tables of 支出明细, and what last year's file says into this year's. Each is one Edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from gui.beside import BesideCommands
from gui.file_dialogs import LAST_YEAR, PACKET_FILTER, file_to_open, packet_folder
from gui.file_jobs import read_packet
from gui.message_bar import Tone
from model.cells import CellRef
from model.edits import Changes, Edit, InsertRow, SetCell

if TYPE_CHECKING:
    from model.book import Book, BookCopy
    from model.longwork import Work

CARRY_ALL_THE_SAME = "仍然提取"
"""The offer that comes with a file which is not last year's."""
_BEGUN, _READ = 0.1, 0.8
_LISTS = {"subjects": "经济分类", "specials": "专项", "uses": "用途"}
_FIRST_SPECIAL = ("specials", "name")


class ExtractCommands(BesideCommands):
    """``extract_detail``, ``draft_notice`` and ``extract_last_year`` ask where they must; ``carry_from`` does the work without asking."""

    goto = Signal(object)
    """A CellRef: where the first of what was extracted stands."""

    # -- from the report -----------------------------------------------------------------------------------------

    def extract_detail(self) -> None:
        """从报告提取支出明细: tells how many items of each list were found."""
        self._beside.run_for_packet("正在读评价报告", _detail_of, self._take_detail)

    def _take_detail(self, found: Detail) -> None:
        edit = found.edit
        if not edit.changes:
            self._messages.tell(
                "评价报告第二部分没有逐项列出经济分类科目或专项资金，没有可以提取的明细；请先填好报告，或直接在“支出明细”中填写。"
            )
            return
        if found.says_the_same:
            self._messages.tell("“支出明细”与评价报告中列出的一致，不需要提取。", Tone.INFO)
            return
        replaced = any(self._document.book.group(group) for group in _LISTS)
        if self._document.apply(edit) is not None:
            self._show_first(edit)  # first: turning to the page takes away what was told before
            self._messages.tell(_detail_sentence(edit, replaced=replaced), Tone.DONE)

    def _show_first(self, edit: Edit) -> None:
        sheet, column = _FIRST_SPECIAL
        specials = [
            change.row for change in edit.changes if isinstance(change, InsertRow) and change.group == sheet
        ]
        row = specials[0] if specials else ""
        self.goto.emit(CellRef(sheet, row, column) if row else CellRef("budgets", "basic", "amount"))

    def draft_notice(self) -> None:
        """起草通知: fills what is still empty in the notice."""
        from model.draft_notice import draft_notice

        edit = draft_notice(self._document.book)
        if not edit.changes:
            self._messages.tell("通知各栏都已有内容，没有起草；需要重新起草的栏目请先清空。", Tone.INFO)
        elif self._document.apply(edit) is not None:
            self.goto.emit(CellRef("notice", "body", "value"))
            self._messages.tell(
                "已按表中数据和本地规定起草通知，请修改定稿；可以按 Ctrl+Z 整体撤销。", Tone.DONE
            )

    # -- from last year's file -----------------------------------------------------------------------------------

    def extract_last_year(self) -> None:
        """提取封面代码和年初数…: asks for last year's file."""
        path = file_to_open(
            self._window, LAST_YEAR, self._settings.folder, PACKET_FILTER, packet_folder(self._document)
        )
        if path is not None:
            self.carry_from(path)

    def carry_from(self, path: Path, *, all_the_same: bool = False) -> None:
        """Take over from that file; one of another year is taken only when the clerk says so."""
        if path.absolute() == self._document.path.absolute():
            self._messages.tell("选中的就是现在打开的文件，请选择上年的文件。")
            return
        self._beside.run_for_packet(
            f"正在读取“{path.name}”",
            lambda _copy, _work: read_packet(path),
            lambda last: self._carry(last, path) if all_the_same else self._carry_where_meant(last, path),
        )

    def _carry_where_meant(self, last: Book, path: Path) -> None:
        from intake.carry_forward import another_department, why_not_last_years

        refused = why_not_last_years(path.name, last, self._document.book.year)
        if refused:
            sentence = refused + another_department(last, self._document.department)
            self._messages.tell(sentence, offers=[(CARRY_ALL_THE_SAME, lambda: self._carry(last, path))])
        else:
            self._carry(last, path)

    def _carry(self, last: Book, path: Path) -> None:
        from intake.carry_forward import another_department, carry_forward

        whose = another_department(last, self._document.department)
        changes = self._document.apply(carry_forward(last, self._document.book))
        if changes is None:
            return
        if changes.nothing:
            self._messages.tell("上年文件中的封面代码和年初数都已经填在本文件中，没有新的内容。", Tone.INFO)
            return
        self.goto.emit(CellRef("last_year", "cumulative", "amount"))
        tone = Tone.WARNING if whose else Tone.DONE
        self._messages.tell(_carried_sentence(path, changes) + whose, tone, stay=bool(whose))


class Detail(NamedTuple):
    """What the report says of 支出明细, and whether the tables would be filled with what they hold already."""

    edit: Edit
    says_the_same: bool


def _detail_of(copy: BookCopy, work: Work) -> Detail:
    work.at(_BEGUN)
    from intake.detail import read_detail

    before, after = copy.book(rules=()), copy.book(rules=())
    edit = read_detail(before)
    work.at(_READ)
    after.apply(edit)
    return Detail(edit, all(_rows(before, group) == _rows(after, group) for group in _LISTS))


def _rows(book: Book, group: str) -> list[list[object]]:
    """What a list says, whatever its rows are called inside."""
    from model.forms import FORMS

    form = FORMS[group]
    named = {row: index for index, row in enumerate(book.group("specials"))}
    values = (
        [book.stated(form.ref(row, column.code)) for column in form.columns] for row in book.group(group)
    )
    return [
        [named.get(value, value) if isinstance(value, str) else value for value in line] for line in values
    ]


def _detail_sentence(edit: Edit, *, replaced: bool) -> str:
    inserted = [change.group for change in edit.changes if isinstance(change, InsertRow)]
    parts = [f"{title} {inserted.count(group)} 项" for group, title in _LISTS.items() if group in inserted]
    more = "原来的明细已被替换，" if replaced else ""
    return f"已从评价报告提取{'、'.join(parts)}；{more}不合适的，可以按 Ctrl+Z 整体撤销。"


def _carried_sentence(path: Path, changes: Changes) -> str:
    cells = sum(isinstance(change, SetCell) for change in changes.effective.changes)
    return f"已从“{path.name}”提取封面代码、年初数等 {cells} 处内容，已填的栏目没有改动；可以按 Ctrl+Z 整体撤销。"
