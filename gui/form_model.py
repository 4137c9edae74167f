"""One table model for every form: rows and columns from the FormDef, values and verdicts from the Document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gui.cell_state import CellState, Role
from gui.cell_text import RefusedTextError, typed_text
from gui.cell_texts import CellTexts
from gui.cell_words import as_tooltip
from gui.column_places import ColumnPlaces
from gui.document import Document
from gui.form_cells import FormCells
from gui.header_view import LABEL, column_codes
from gui.merged_cells import MergedCells
from gui.row_filter import RowFilter
from gui.row_sync import RowSync, stretches
from gui.untaken import RefusedTexts
from model.cells import CellRef, Value
from model.edits import Changes, Edit, SetCell
from model.engine import same_value
from model.formdef import FormDef, Kind, in_year

Index = QModelIndex | QPersistentModelIndex

_LABEL_ALIGNMENT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_FIGURE_ALIGNMENT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

_LOCKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_OPEN = _LOCKED | Qt.ItemFlag.ItemIsEditable


class FormModel(QAbstractTableModel):
    """Cells of one form. Reading goes to the book, writing through ``Document.apply``, one Edit a time."""

    cells_changed = Signal(object)
    """Which cells show something else, told once for an edit, however many they are: the rows of each column."""

    def __init__(self, document: Document, form: FormDef, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.form = form
        self.codes = column_codes(form)
        self._column_of = {code: index for index, code in enumerate(self.codes)}
        self._rows: tuple[str, ...] = ()
        self._row_of: dict[str, int] = {}
        self.refused = RefusedTexts(document.untaken, lambda ref: self._touch(self.index_of(ref)))
        self._stating: CellRef | None = None
        self.only: RowFilter | None = None
        self.cells = FormCells(document, form)
        self.merged = MergedCells(self)
        self.texts = CellTexts(self)
        self._places = ColumnPlaces(self.cells.decimals)
        self._sync = RowSync(self)
        self._take_rows(self._book_rows())
        document.opened.connect(self._reload)
        document.changed.connect(self._follow)

    # -- places --------------------------------------------------------------------------------------------------

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The rows as shown."""
        return self._rows

    def ref_at(self, row: int, column: int) -> CellRef | None:
        """The cell of the packet at that place; a label's cell is the one that names the row, if there is one."""
        if not (0 <= row < len(self._rows) and 0 <= column < len(self.codes)):
            return None
        return self.ref_of(self._rows[row], column)

    def ref_of(self, row_id: str, column: int) -> CellRef | None:
        """The cell in that row, which need not exist yet."""
        if self.codes[column] != LABEL:
            return self.form.ref(row_id, self.codes[column])
        template = self.form.template
        if template is None or not template.name_cell or self.form.fixed_row(row_id) is not None:
            return None
        sheet, code = template.name_cell.split("/")
        return CellRef(sheet, row_id, code)

    def index_of(self, ref: CellRef) -> QModelIndex:
        """Where the cell is shown; an invalid index when it is not here."""
        place = self._place_of(ref)
        return QModelIndex() if place is None else self.index(*place)

    def _place_of(self, ref: CellRef) -> tuple[int, int] | None:
        row = self._row_of.get(ref.row)
        if row is None:
            return None
        column = self._column_of.get(ref.column) if ref.sheet == self.form.code else None
        if column is None and LABEL in self._column_of and self.ref_of(ref.row, 0) == ref:
            column = 0
        return None if column is None else (row, column)

    def added_position(self, row: int) -> int | None:
        """The row's place among the added rows; None for a row that the form always has."""
        template = self.form.template
        if (
            template is None
            or not 0 <= row < len(self._rows)
            or self.form.fixed_row(self._rows[row]) is not None
        ):
            return None
        try:
            return self.document.book.row_number(template.group, self._rows[row]) - 1
        except ValueError:  # between an edit that takes the row out and the signal that tells the view
            return None

    def show_only(self, only: RowFilter | None) -> None:
        """Show the rows of one filter alone, or all of them; rows added meanwhile get what the filter asks for."""
        if only != self.only:
            self.only = only
            self._places.clear()
            self._sync.bring_to(self._book_rows())
            self._tell_labels()

    def kind_at(self, row: int, column: int) -> Kind | None:
        """What the cell holds; None for a label."""
        return self.kind_of(self._rows[row], column)

    def kind_of(self, row_id: str, column: int) -> Kind | None:
        """The same, by row id."""
        return None if self.codes[column] == LABEL else self.form.kind_of(row_id, self.codes[column])

    # -- what a cell may and says --------------------------------------------------------------------------------

    def is_locked(self, row: int, column: int) -> bool:
        """Whether typing is refused: a computed cell, a fixed label, a packet opened to read."""
        ref = self.ref_at(row, column)
        if ref is None or self.document.read_only or self.cells.names_a_cell(ref):
            return True
        return self.cells.is_bound(ref) and self.document.book.stated(ref) is None and ref != self._stating

    def is_fillable(self, row: int, column: int) -> bool:
        """Whether Enter and Tab stop here: open to typing, not filled by a formula, first of its merged run."""
        ref = self.ref_at(row, column)
        if ref is None or self.codes[column] == LABEL or self.is_locked(row, column):
            return False
        if self.cells.is_bound(ref) or self.cells.shows_computed(ref):
            return False
        return self.merged.rows(row, column).start == row

    def allow_stating(self, ref: CellRef | None) -> None:
        """Open one computed cell to a value of its own (按批复数填列), or none."""
        self._stating = ref

    def state(self, row: int, column: int) -> CellState:
        """What painting needs."""
        ref, kind = self.ref_at(row, column), self.kind_at(row, column)
        if kind is None or ref is None:
            return CellState(self.texts.label(row), None, False, False, None, ref is None, "")
        findings = self.document.findings_at(ref)
        refusal = self.refused.at(ref)[1]
        return CellState(
            self.texts.shown(row, column),
            kind,
            self.cells.shows_computed(ref),
            self.cells.states_otherwise(ref),
            findings[0].severity if findings else None,
            self.is_locked(row, column),
            refusal,
        )

    def column_places(self, column: int) -> int:
        """The most decimals of the column's figures: what the decimal points are aligned by."""
        return self._places.most(self.codes[column], self._rows)

    def figures(self, rows: Iterable[int], column: int) -> list[tuple[Kind, Decimal]]:
        """The figures in these rows of a column, in the unit in which they are shown, and what each is."""
        code = self.codes[column]
        if code == LABEL:
            return []
        refs = (self.form.ref(self._rows[row], code) for row in rows)
        read = ((ref, self.cells.seen(ref, self.document.book.number(ref))) for ref in refs)
        return [
            (self.form.kind_of(ref.row, code), value) for ref, value in read if isinstance(value, Decimal)
        ]

    # -- refused text --------------------------------------------------------------------------------------------

    def keep_refused(self, index: Index, text: str, reason: str) -> None:
        """Keep typed text that could not be taken, shown in its cell until it is corrected or given up."""
        ref = self.ref_at(index.row(), index.column())
        if ref is not None:
            self.refused.keep(ref, text, reason)
            self._touch(index)

    def give_up_refused(self, index: Index) -> bool:
        """Forget refused text; the cell shows its value again. False when there was none."""
        if not self.refused.give_up(self.ref_at(index.row(), index.column())):
            return False
        self._touch(index)
        return True

    def _touch(self, index: Index) -> None:
        if index.isValid():
            self._tell({index.column(): [index.row()]})

    # -- Qt's questions ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Rows of the form."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Label column and columns of the form."""
        return 0 if parent.isValid() else len(self.codes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Locked cells can be selected and copied, not edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _LOCKED if self.is_locked(index.row(), index.column()) else _OPEN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, explanation and the roles above."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.texts.shown(row, column)
            case Qt.ItemDataRole.EditRole:
                return self.texts.typed(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                kind = self.kind_at(row, column)
                return _FIGURE_ALIGNMENT if kind is not None and kind.is_number else _LABEL_ALIGNMENT
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(self.texts.explained(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.texts.spoken(row, column)
            case Role.COMPUTED | Role.STATED | Role.SEVERITY | Role.LOCKED | Role.REFUSAL:
                return getattr(self.state(row, column), Role(role).name.lower())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles without line breaks; help as tooltip."""
        if orientation is Qt.Orientation.Vertical:
            return self.texts.label(section) if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.codes) or not self.document.is_open:
            return None
        code = self.codes[section]
        if role == Qt.ItemDataRole.DisplayRole:
            title = self.form.label_title if code == LABEL else self.form.column(code).title
            return in_year(title, self.document.book.year).replace("\n", "")
        if role == Qt.ItemDataRole.ToolTipRole and code != LABEL:
            words = in_year(self.form.column(code).help, self.document.book.year)
            return as_tooltip([words] if words else [])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take typed text: one Edit, for the whole run where cells are merged. Refused text is kept with its reason."""
        if role != Qt.ItemDataRole.EditRole or self.is_locked(index.row(), index.column()):
            return False
        text = value if isinstance(value, str) else typed_text(value)
        try:
            meant = self.read_text(self._rows[index.row()], index.column(), text)
        except RefusedTextError as error:
            self.keep_refused(index, text, str(error))
            return False
        self.give_up_refused(index)
        written, ref = self._write(index, meant), self.ref_at(index.row(), index.column())
        if written and ref is not None and self.codes[index.column()] != LABEL:
            self.cells.tell_reading(ref, text)
        return written

    def read_text(self, row_id: str, column: int, text: str) -> Value:
        """What text means in that cell; raises RefusedTextError."""
        if self.codes[column] == LABEL:
            return self.cells.read_name(text)
        return self.cells.read(self.form.ref(row_id, self.codes[column]), text)

    # -- inside --------------------------------------------------------------------------------------------------

    def _write(self, index: Index, meant: Value) -> bool:
        book = self.document.book
        rows = self.merged.rows(index.row(), index.column())
        refs = [ref for row in rows if (ref := self.ref_at(row, index.column())) is not None]
        first = refs[0]
        changes = tuple(SetCell(ref, meant) for ref in refs if not same_value(book.stated(ref), meant))
        if not changes:
            return True
        verb = "清除" if meant is None else "填写"
        return self.document.apply(Edit(f"{verb} {book.name(first)}", changes)) is not None

    def _book_rows(self) -> list[str]:
        if not self.document.is_open:
            return []
        rows = self.document.book.rows(self.form)
        return [
            row for row in rows if self.only is None or self.only.lets_through(self.document, self.form, row)
        ]

    def _take_rows(self, rows: Iterable[str]) -> None:
        self._rows = tuple(rows)
        self._row_of = {row: index for index, row in enumerate(self._rows)}

    def _reload(self) -> None:
        self.beginResetModel()
        self.refused.keep_rows(set())
        self._places.clear()
        self._take_rows(self._book_rows())
        self.endResetModel()

    def _follow(self, changes: Changes) -> None:
        """Tell the view what an edit changed: rows first, then only the touched cells."""
        for change in changes.effective.changes:
            if isinstance(change, SetCell):
                self.refused.give_up(change.ref)
        template = self.form.template
        moved = self.only is not None and self.only.reads(self.form, changes.cells)
        listed = template is not None and template.group in changes.groups
        if moved or listed:
            self._sync.bring_to(self._book_rows())
            self.refused.keep_rows(set(self.document.book.rows(self.form)))
            self._tell_labels()
        touched: dict[int, set[int]] = {}
        for ref in changes.cells | changes.spoken_of:
            place = self._place_of(ref)
            if place is not None:
                touched.setdefault(place[1], set()).add(place[0])
        cells = [(self._rows[row], self.codes[column]) for column, rows in touched.items() for row in rows]
        realigned = self._places.follow(cells, self._rows if moved or listed else None)
        whole = {*self._renamed(changes), *(self._column_of[code] for code in realigned)}
        self._tell(touched | {column: range(len(self._rows)) for column in whole})

    def _renamed(self, changes: Changes) -> Iterator[int]:
        """The columns whose cells choose a row of another list, and show its number and name: both may be new."""
        named = {ref.row for ref in changes.cells if ref.column == "name"}
        for column, code in enumerate(self.codes):
            group = "" if code == LABEL else self.form.column(code).group
            if group and (group in changes.groups or not named.isdisjoint(self.document.book.group(group))):
                yield column

    def _tell(self, touched: Mapping[int, Iterable[int]]) -> None:
        """To Qt, stretch by stretch, what to paint anew; to all others once, for as many cells as there may be."""
        for column, rows in touched.items():
            for first, last in stretches(sorted(rows)):
                self.dataChanged.emit(self.index(first, column), self.index(last, column))
        if touched:
            self.cells_changed.emit(touched)

    def _tell_labels(self) -> None:
        if not self._rows:
            return
        if self.codes[0] == LABEL:
            self._tell({0: range(len(self._rows))})
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)
