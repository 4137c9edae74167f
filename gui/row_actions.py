"""Adding, taking out and moving rows of a list: each one Edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gui.form_model import FormModel
from model import explaining
from model.book import Book
from model.edits import Change, DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.forms import FORMS
from model.headings import MERGED_COLUMNS
from model.naming import form_name, row_label
from model.rules.building import quoted

_NAMED = 3
"""So many rows are named, of more it is said how many."""


def insert_edit(model: FormModel, row: int | None, column: int = -1) -> tuple[Edit, str]:
    """A new row below ``row`` (None: at the end), under the same headings where those are merged; and its id.

    On a merged heading itself (``column``), the new row begins another heading, below all that this one covers.
    """
    template = model.form.template
    if template is None:
        raise ValueError(f"{model.form.code} has no added rows")
    book = model.document.book
    headings = MERGED_COLUMNS.get(model.form.code, ())
    if row is not None and column >= 0 and model.codes[column] in headings:
        row = model.merged.rows(row, column).stop - 1
        headings = headings[: headings.index(model.codes[column])]
    position = None if row is None else model.added_position(row)
    index = len(book.group(template.group)) if row is None else 0 if position is None else position + 1
    new = book.new_row_id(template.group)
    changes: list[Change] = [InsertRow(template.group, new, index)]
    if model.only is not None:
        changes.append(SetCell(model.form.ref(new, model.only.column), model.only.value))
    if row is not None and position is not None:
        for code in headings:
            value = book.value(model.form.ref(model.row_ids[row], code))
            if value is not None:
                changes.append(SetCell(model.form.ref(new, code), value))
    return Edit(f"增加行（{form_name(model.form)}）", tuple(changes)), new


def delete_edit(model: FormModel, rows: Sequence[int]) -> Edit | None:
    """Without the added rows among ``rows`` and what belongs to them; None when there is none."""
    template = model.form.template
    added = [row for row in rows if model.added_position(row) is not None]
    if template is None or not added:
        return None
    gone = [model.row_ids[row] for row in added]
    if template.group == explaining.GROUP:
        return explaining.take_back(model.document.book, gone)
    names = "、".join(_name(model, row) for row in added[:_NAMED]) + ("等" if len(added) > _NAMED else "")
    owned = tuple(_owned_by(model.document.book, template.group, gone))
    along = f"及所属的 {len(owned)} 行" if owned else ""
    return Edit(
        f"删除行 {names}{along}（{form_name(model.form)}）",
        (*owned, *(DeleteRow(template.group, row) for row in gone)),
    )


def rows_words(model: FormModel, rows: Sequence[int]) -> str:
    """The added rows among ``rows`` as the clerk sees them: 第3行“科技创新服务中心”; empty where there is none."""
    added = [row for row in rows if model.added_position(row) is not None]
    told = "、".join(_place_and_name(model, row) for row in added[:_NAMED])
    return told + (f"等 {len(added)} 行" if len(added) > _NAMED else "")


def move_edit(model: FormModel, rows: Sequence[int], step: int) -> Edit | None:
    """The added rows among ``rows`` one place up (−1) or down (1); None where there is no place."""
    template = model.form.template
    moving = [row for row in sorted(rows, reverse=step > 0) if model.added_position(row) is not None]
    if template is None or not moving or model.added_position(moving[0] + step) is None:
        return None
    order, shown = list(model.document.book.group(template.group)), list(model.row_ids)
    changes = []
    for row in moving:
        # Past the next row that is shown: rows that a filter hides do not count as places.
        place = order.index(shown[row + step])
        order.remove(shown[row])
        order.insert(place, shown[row])
        changes.append(MoveRow(template.group, shown[row], place))
        shown[row], shown[row + step] = shown[row + step], shown[row]
    return Edit(f"{'上移行' if step < 0 else '下移行'}（{form_name(model.form)}）", tuple(changes))


def _owned_by(book: Book, group: str, rows: Sequence[str]) -> Iterator[DeleteRow]:
    """The rows of other lists that belong to these: a 专项 takes its uses along."""
    for form in FORMS.values():
        for column in form.columns:
            if column.group == group and form.template is not None:
                owned = (
                    row for row in book.added_rows(form) if book.value(form.ref(row, column.code)) in rows
                )
                yield from (DeleteRow(form.template.group, row) for row in owned)


def _place_and_name(model: FormModel, row: int) -> str:
    number, name = f"第{row + 1}行", _name(model, row)
    return number if name == number else number + name


def _name(model: FormModel, row: int) -> str:
    """What the clerk called the row, else what the form calls it: the second unit is the first when that has gone."""
    book, form = model.document.book, model.form
    own = book.text(form.ref(model.row_ids[row], "name")) if "name" in model.codes else ""
    label = own.replace("\n", "") or row_label(book, form, model.row_ids[row])
    return quoted(label) if not label.isdecimal() else f"第{label}行"
