"""Adding, taking out and moving rows of a list: each one Edit."""

from __future__ import annotations

from collections.abc import Sequence

from gui.cell_state import MERGED_COLUMNS
from gui.form_model import FormModel
from model.edits import Change, DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.naming import row_label


def insert_edit(model: FormModel, row: int | None) -> tuple[Edit, str]:
    """A new row below ``row`` (None: at the end), under the same headings where those are merged; and its id."""
    template = model.form.template
    if template is None:
        raise ValueError(f"{model.form.code} has no added rows")
    book = model.document.book
    position = None if row is None else model.added_position(row)
    index = len(book.group(template.group)) if row is None else 0 if position is None else position + 1
    new = book.new_row_id(template.group)
    changes: list[Change] = [InsertRow(template.group, new, index)]
    if row is not None and position is not None:
        for code in MERGED_COLUMNS.get(model.form.code, ()):
            value = book.value(model.form.ref(model.row_ids[row], code))
            if value is not None:
                changes.append(SetCell(model.form.ref(new, code), value))
    return Edit("插入一行", tuple(changes)), new


def delete_edit(model: FormModel, rows: Sequence[int]) -> Edit | None:
    """Without the added rows among ``rows``; None when there is none."""
    template = model.form.template
    added = [row for row in rows if model.added_position(row) is not None]
    if template is None or not added:
        return None
    names = "、".join(_name(model, row) for row in added[:3]) + ("等" if len(added) > 3 else "")
    return Edit(f"删除行 {names}", tuple(DeleteRow(template.group, model.row_ids[row]) for row in added))


def move_edit(model: FormModel, rows: Sequence[int], step: int) -> Edit | None:
    """The added rows among ``rows`` one place up (−1) or down (1); None where there is no place."""
    template = model.form.template
    places = {row: place for row in rows if (place := model.added_position(row)) is not None}
    if template is None or not places:
        return None
    last = len(model.document.book.group(template.group)) - 1
    if min(places.values()) + step < 0 or max(places.values()) + step > last:
        return None
    ordered = sorted(places, reverse=step > 0)
    changes = tuple(MoveRow(template.group, model.row_ids[row], places[row] + step) for row in ordered)
    return Edit("上移行" if step < 0 else "下移行", changes)


def _name(model: FormModel, row: int) -> str:
    label = row_label(model.document.book, model.form, model.row_ids[row])
    return f"“{label}”" if not label.isdecimal() else f"第{label}行"
