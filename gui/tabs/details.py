"""支出明细: the tables behind the report's chapters on spending; the uses shown are those of the 专项 under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox

from gui.follower import FollowingLabel
from gui.row_filter import RowFilter
from gui.tabs.base import FormsTab
from model.book import Book
from model.cells import CellRef
from model.edits import Changes
from model.findings import Span
from model.forms.annex1 import SPECIALS_GROUP
from model.forms.detail import BUDGETS, PERSONNEL, PUBLIC, SPECIALS, SUBJECTS, USES
from model.moneyunits import SCREEN, SCREEN_IN_YUAN, MoneyStyle
from model.naming import row_choice_label

_LINES = 14
_SUBJECTS = "还没有经济分类明细；点“增加”逐项填写，或用“编辑 › 从报告提取支出明细”一次填好。"
_SPECIALS = "还没有专项；点“增加”逐项填写，或用“编辑 › 从报告提取支出明细”一次填好。"
_USES = "还没有用途明细；在左边选中一个专项，再点“增加”。"


class DetailsTab(FormsTab):
    """Budgets beside economic items, special funds beside their uses; the sums stand below each table."""

    title = "支出明细"
    sheets = ("budgets", "subjects", "specials", "uses")
    hints = {"subjects": (_SUBJECTS, ""), "specials": (_SPECIALS, ""), "uses": (_USES, "")}  # noqa: RUF012 - declared ClassVar in the base

    def fill(self) -> Iterator[None]:
        """Two tables beside each other, twice."""
        yield from self.add_beside("budgets", "subjects", lines=_LINES)
        yield from self.add_beside("specials", "uses", lines=_LINES)
        self._specials, self._uses = self.sections["specials"].table, self.sections["uses"].table
        self.only = QCheckBox("只看所选专项")
        self.only.setChecked(True)
        self.sections["uses"].add_tool(self.only)
        self._style = SCREEN_IN_YUAN if self.document.in_yuan else SCREEN
        self.sums = {
            sheet: FollowingLabel(self.document, words)
            for sheet, words in (
                ("subjects", lambda book: subject_sums(book, self._style)),
                ("specials", lambda book: special_sums(book, self._style)),
                ("uses", self._use_sums),
            )
        }
        for sheet, label in self.sums.items():
            self.sections[sheet].add_footer(label)
        self.only.toggled.connect(self._follow_special)
        self._specials.current_ref_changed.connect(self._follow_special)
        self.document.changed.connect(self._on_changed)
        self._follow_special()

    def goto(self, ref: CellRef, span: Span | None = None) -> None:
        """A use is shown beside its 专项; one without, in the list of all."""
        if ref.sheet == USES.code and self.only.isChecked():
            special = self.document.book.text(USES.ref(ref.row, "special"))
            if special in self.document.book.group(SPECIALS_GROUP) and ref.column != "special":
                self._specials.select_row_id(special)
            else:
                self.only.setChecked(False)
        super().goto(ref, span)

    def _show(self, ref: CellRef) -> None:
        """With a use, its 专项 beside it."""
        super()._show(ref)
        specials = self.sections["specials"]
        if ref.sheet == USES.code and specials.height() <= self.viewport().height():
            self.ensureWidgetVisible(specials, 0, 0)

    @property
    def special(self) -> str:
        """The row id of the 专项 under the cursor; empty for none."""
        ref = self._specials.current_ref
        return ref.row if ref is not None else ""

    def _on_changed(self, changes: Changes) -> None:
        names = any(ref.sheet == SPECIALS.code and ref.column == "name" for ref in changes.cells)
        if names or changes.groups & {SPECIALS_GROUP, "uses"}:
            self._follow_special()

    def _follow_special(self, *_: object) -> None:
        if not self.document.is_open:
            return
        specials = self._specials.form_model.row_ids
        if not self.special and specials:
            self._specials.select_row_id(specials[0])
        narrowed = self.only.isChecked() and bool(self.special)
        self._uses.form_model.show_only(RowFilter("special", self.special) if narrowed else None)
        hidden = self._uses.form_model.codes.index("special")
        if self._uses.isColumnHidden(hidden) != narrowed:
            self._uses.table_layout.show_columns([hidden], not narrowed)
        self.sections["uses"].title.setText("所选专项的用途" if narrowed else "全部专项的用途")
        self.sums["uses"].refresh()

    def _use_sums(self, book: Book) -> str:
        chosen = self.special if self.only.isChecked() else ""
        return use_sums(book, chosen, self._style)


def subject_sums(book: Book, style: MoneyStyle = SCREEN) -> str:
    """人员经费 12 项 432.63 万元，公用经费 9 项 22.02 万元，合计 454.65 万元."""
    rows = book.group("subjects")
    if not rows:
        return ""
    parts = []
    for kind in (PERSONNEL, PUBLIC):
        own = [row for row in rows if book.text(SUBJECTS.ref(row, "kind")) == kind]
        amount = _sum(book, [SUBJECTS.ref(row, "amount") for row in own])
        parts.append(f"{kind} {len(own)} 项 {_money(amount, style)}")
    whole = _sum(book, [SUBJECTS.ref(row, "amount") for row in rows])
    return f"{'，'.join(parts)}，合计 {_money(whole, style)}。"


def special_sums(book: Book, style: MoneyStyle = SCREEN) -> str:
    """21 个专项合计 2123.47 万元，与项目支出 2123.41 万元相差 0.06 万元."""
    rows = book.group(SPECIALS_GROUP)
    if not rows:
        return ""
    whole = _sum(book, [SPECIALS.ref(row, "amount") for row in rows])
    project = book.stated(BUDGETS.ref("project", "amount"))
    return f"{len(rows)} 个专项合计 {_money(whole, style)}{_compared('项目支出', project, whole, style)}。"


def use_sums(book: Book, special: str, style: MoneyStyle = SCREEN) -> str:
    """Of one 专项 (or, without one, of all): how many uses, their sum, and whether that is the amount given."""
    rows, name = book.group("uses"), ""
    if special:
        rows = tuple(row for row in rows if book.text(USES.ref(row, "special")) == special)
        name = f"{row_choice_label(book, SPECIALS_GROUP, special)}："
    elif not rows:
        return ""
    if not rows:
        return f"{name}还没有登记用途；点“增加”添加。"
    whole = _sum(book, [USES.ref(row, "amount") for row in rows])
    amount = book.stated(SPECIALS.ref(special, "amount")) if special else None
    return (
        f"{name}{len(rows)} 项用途合计 {_money(whole, style)}{_compared('专项金额', amount, whole, style)}。"
    )


def _sum(book: Book, refs: Sequence[CellRef]) -> Decimal:
    return sum((amount for ref in refs if (amount := book.number(ref)) is not None), Decimal(0))


def _compared(title: str, stated: object, whole: Decimal, style: MoneyStyle) -> str:
    if not isinstance(stated, Decimal):
        return ""
    if stated == whole:
        return f"，与{title}相符"
    return f"，与{title} {_money(stated, style)}相差 {_money(abs(stated - whole), style)}"


def _money(value: Decimal, style: MoneyStyle) -> str:
    """As the tables write it."""
    return f"{style.amount(value)} {style.unit.value}"
