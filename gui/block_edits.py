"""What pasting, clearing and filling mean: one Edit, and one sentence on what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

from gui.block_headings import read_headings
from gui.block_readings import Readings, far_larger
from gui.cell_text import RefusedTextError
from gui.clipboard import Block
from gui.form_model import FormModel
from gui.header_view import LABEL
from gui.money_view import show_in
from model.amounts import AmountUnit
from model.cells import CellRef, Value
from model.edits import Change, Edit, InsertRow, SetCell
from model.naming import form_name, row_label

MOST_NEW_ROWS = 300
"""More than any list of the forms has; each comes with its formulas and checks."""


@dataclass(frozen=True)
class BlockEdit:
    """An operation on many cells, ready to be applied. ``rows`` are the ids of the rows concerned, in order.

    ``complete``: nothing that the clipboard held is missing afterwards, or other than it was there.
    """

    edit: Edit
    message: str
    rows: tuple[str, ...] = ()
    complete: bool = True


def paste(model: FormModel, top: int, columns: Sequence[int], block: Block) -> BlockEdit:
    """The block with its corner at row ``top`` and the first of ``columns``; added rows come where a list grows.

    Rows of headings are left out, and the units that they name are obeyed. Rows do not come by as many as a whole sheet has
    that was copied by mistake: then nothing is pasted.
    """
    headings = read_headings(model, top, columns, block)
    if headings.refusal:
        return BlockEdit(Edit("", ()), headings.refusal, complete=False)
    block = block[headings.rows :]
    rows, new = _rows_for(model, top, len(block))
    if len(new) > MOST_NEW_ROWS:
        return BlockEdit(Edit("", ()), _far_too_many(len(block), len(rows) - len(new)), complete=False)
    named = {columns[place]: unit for place, unit in headings.units.items()}
    collected = _Collector(model, new, headings.rows, named)
    for row_id, line in zip(rows, block, strict=False):
        for column, text in zip(columns, line, strict=False):
            collected.take_text(row_id, column, text)
    lost = max(len(block) - len(rows), 0)
    wide = max(max(map(len, block), default=0) - len(columns), 0)
    overhang = _overhang(lost, wide)
    inserts = _inserts(model, new)
    used = {change.ref.row for change in collected.changes}
    changes: tuple[Change, ...] = (
        *(insert for insert in inserts if used.intersection(new)),
        *collected.changes,
    )
    changes = changes if collected.taken else ()
    return _pasted(model, collected, changes, overhang, tuple(rows))


def fill_with(model: FormModel, cells: Iterable[tuple[int, int]], text: str) -> BlockEdit:
    """One text into every selected cell (a single cell on the clipboard)."""
    collected = _Collector(model, ())
    for row, column in cells:
        collected.take_text(model.row_ids[row], column, text)
    return _pasted(model, collected, tuple(collected.changes))


def fill_down(model: FormModel, source: int, rows: Sequence[int], columns: Sequence[int]) -> BlockEdit:
    """The values of row ``source`` into the rows below it."""
    collected = _Collector(model, ())
    for column in columns:
        origin = model.ref_at(source, column)
        if origin is None or model.codes[column] == LABEL:
            continue
        value = model.document.book.value(origin)
        for row in rows:
            collected.take_value(model.row_ids[row], column, value)
    return BlockEdit(
        Edit(_label(model, "向下填充", collected.taken), tuple(collected.changes)),
        collected.report("填充", ""),
    )


def clear(model: FormModel, cells: Iterable[tuple[int, int]]) -> BlockEdit:
    """Empty the cells; a stated value gives way to its formula, merged cells are emptied in every row they cover."""
    book = model.document.book
    refs: dict[CellRef, None] = {}
    for row, column in cells:
        if model.codes[column] != LABEL:
            refs.update(
                {
                    model.form.ref(model.row_ids[one], model.codes[column]): None
                    for one in model.merged.rows(row, column)
                }
            )
    filled = [ref for ref in refs if book.stated(ref) is not None]
    back = sum(book.formula(ref) is not None for ref in filled)
    if filled:
        message = f"已清除 {len(filled)} 格" + (f"，其中 {back} 格恢复按公式计算。" if back else "。")
    else:
        message = (
            "所选各格按公式计算，没有可清除的内容。"
            if any(book.formula(ref) for ref in refs)
            else "所选各格没有可清除的内容。"
        )
    return BlockEdit(
        Edit(_label(model, "清除", len(filled)), tuple(SetCell(ref, None) for ref in filled)), message
    )


def _pasted(
    model: FormModel,
    collected: _Collector,
    changes: tuple[Change, ...],
    overhang: str = "",
    rows: tuple[str, ...] = (),
) -> BlockEdit:
    """With what did not get in told, and the way back where something did."""
    complete = not overhang and collected.is_complete
    message = collected.report("粘贴", overhang)
    if not complete and changes:
        message += "需要恢复的，请按 Ctrl+Z 撤销。"
    return BlockEdit(Edit(_label(model, "粘贴", collected.taken), changes), message, rows, complete)


def _label(model: FormModel, verb: str, count: int) -> str:
    return f"{verb} {count} 格（{form_name(model.form)}）"


def _rows_for(model: FormModel, top: int, count: int) -> tuple[list[str], tuple[str, ...]]:
    """The row ids from ``top`` on, and those of them that must be added: only lists of their own grow by pasting."""
    rows = list(model.row_ids[top : top + count])
    template = model.form.template
    lacking = count - len(rows)
    if template is None or model.form.label_title or lacking <= 0:
        return rows, ()
    new = tuple(islice(model.document.book.new_row_ids(template.group), lacking))
    return [*rows, *new], new


def _far_too_many(given: int, there: int) -> str:
    return (
        f"没有粘贴：剪贴板里有 {given} 行，从这一行起表中只有 {there} 行，一次最多增加 {MOST_NEW_ROWS} 行。"
        "请在 Excel 或 WPS 中只选需要的行，再复制、粘贴。"
    )


def _inserts(model: FormModel, new: Sequence[str]) -> list[InsertRow]:
    template = model.form.template
    if template is None:
        return []
    start = len(model.document.book.group(template.group))
    return [InsertRow(template.group, row, start + index) for index, row in enumerate(new)]


def _overhang(rows: int, columns: int) -> str:
    parts = [f"{rows} 行" if rows else "", f"{columns} 列" if columns else ""]
    found = "、".join(part for part in parts if part)
    return f"超出表格的 {found}没有粘贴" if found else ""


class _Collector:
    """Gathers changes cell by cell and remembers what it had to leave out.

    ``headings`` rows of the block were left out before; they give the columns ``named`` a unit of money.
    """

    def __init__(
        self,
        model: FormModel,
        new: Sequence[str],
        headings: int = 0,
        named: Mapping[int, AmountUnit] | None = None,
    ) -> None:
        self._model, self._new = model, frozenset(new)
        only = model.only
        self.changes = [SetCell(model.form.ref(row, only.column), only.value) for row in new] if only else []
        self.taken = 0
        self._computed: list[tuple[CellRef, Value]] = []
        self._refused: list[str] = []
        self._other_names: list[tuple[str, str]] = []
        """Names on the clipboard beside rows that have another: the figures may belong elsewhere."""
        self._readings = Readings(model, headings, named or {})

    def take_text(self, row_id: str, column: int, text: str) -> None:
        """Read the text as that cell reads typing; what it refuses is reported, the cell left as it is."""
        if self._is_locked(row_id, column):
            if self._model.codes[column] == LABEL:
                self._compare_names(row_id, text)
            elif text.strip():
                self._note_computed(row_id, column, text)
            return
        try:
            value = self._readings.read(row_id, column, text)
        except RefusedTextError as error:
            self._refused.append(f"“{self._name(row_id, column)}”没有粘贴：{error}")
            return
        if self._model.codes[column] == LABEL and value is None:
            return
        self._set(row_id, column, value)

    def take_value(self, row_id: str, column: int, value: Value) -> None:
        """The value itself; computed cells are passed over."""
        if self._is_locked(row_id, column):
            self._computed.append((self._model.form.ref(row_id, self._model.codes[column]), value))
            return
        self._set(row_id, column, value)

    @property
    def is_complete(self) -> bool:
        """Whether every text was taken, and what was left to the formulas agrees with them."""
        missing = self._refused or self._other_names or self._disagreement
        return self._readings.are_literal and not missing

    def report(self, verb: str, more: str) -> str:
        """One sentence on what was taken and what was not."""
        parts = [f"已{verb} {self.taken} 格" if self.taken else f"没有{verb}任何内容"]
        if self._computed:
            parts.append(f"跳过 {len(self._computed)} 个按公式计算的格{self._disagreement}")
        parts += self._readings.words()
        if self._readings.are_literal and (question := far_larger(self._model.document.book, self.changes)):
            parts.append(question)
        if self._other_names:
            given, there = self._other_names[0]
            parts.append(
                f"{len(self._other_names)} 行的名称与表中不同（如“{given}”在“{there}”一行），请核对行次"
            )
        if more:
            parts.append(more)
        if self._refused:
            parts.append(self._refused[0].rstrip("。"))
            if len(self._refused) > 1:
                parts.append(f"另有 {len(self._refused) - 1} 格也不能识别")
        return "；".join(parts) + "。"

    def _compare_names(self, row_id: str, text: str) -> None:
        label = row_label(self._model.document.book, self._model.form, row_id)
        given, there = self._bare_name(text), self._bare_name(label)
        if given and given not in there and there not in given:
            self._other_names.append((given, there))

    def _bare_name(self, text: str) -> str:
        """Without the row's number and blanks, which differ from place to place."""
        try:
            return "".join(str(self._model.cells.read_name(text) or "").split())
        except RefusedTextError:
            return ""

    def _is_locked(self, row_id: str, column: int) -> bool:
        ref = self._model.ref_of(row_id, column)
        return ref is None or self._model.cells.is_bound(ref)

    def _set(self, row_id: str, column: int, value: Value) -> None:
        ref = self._model.ref_of(row_id, column)
        if ref is None:
            return
        self.taken += 1
        if row_id in self._new and value is None:
            return
        self.changes.append(SetCell(ref, value))

    def _note_computed(self, row_id: str, column: int, text: str) -> None:
        try:
            value = self._readings.read(row_id, column, text, is_taken=False)
        except RefusedTextError:
            value = text
        self._computed.append((self._model.form.ref(row_id, self._model.codes[column]), value))

    @cached_property
    def _disagreement(self) -> str:
        """Told at once where a pasted total is not what the pasted parts will give; asked when all of them are gathered."""
        pasted = {change.ref: change.value for change in self.changes}
        book = self._model.document.book

        def lookup(ref: CellRef) -> Value:
            if ref in pasted:
                return pasted[ref]
            formula = book.formula(ref)
            return (
                formula.evaluate(lookup)
                if formula is not None and book.stated(ref) is None
                else book.value(ref)
            )

        show = show_in(chosen=self._model.document.in_yuan)
        for ref, value in self._computed:
            if isinstance(value, Decimal) and (worked := lookup(ref)) != value:
                return (
                    f"（“{book.name(ref)}”粘贴的是{show(book, ref, value)}，公式为{show(book, ref, worked)}）"
                )
        return ""

    def _name(self, row_id: str, column: int) -> str:
        model = self._model
        if row_id in self._new:
            title = model.form.column(model.codes[column]).title
            return f"新增的第{sorted(self._new).index(row_id) + 1}行 {title}"
        ref = model.ref_of(row_id, column)
        return model.document.book.name(ref) if ref is not None else ""
