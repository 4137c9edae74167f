"""图表: what the pictures of a packet show, as figures – structure of income and spending, scores, change from last year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from model.amounts import with_usual_places
from model.book import Book
from model.cells import CellRef
from model.formdef import in_year
from model.forms.annex1 import BASE_FUNDS
from model.forms.finance import INCOME, SPENDING, SUMMARY
from model.forms.indicators import SCORE_ROWS, SCORES
from model.forms.last_year import LAST_YEAR
from model.moneyunits import MoneyStyle
from model.naming import cell_label, row_label

_INCOME_PARTS = ("carryover", "public", "fund", "nontax", "other")
_SPENDING_PARTS = ("personnel", "public", "project")
_COMPARED = ("sangong", "project", "public", "procurement")
_PLACE = Decimal("0.1")


@dataclass(frozen=True)
class Part:
    """One part of a whole; ``share`` in percent of the sum of the parts."""

    name: str
    amount: Decimal
    share: Decimal


@dataclass(frozen=True)
class Structure:
    """A whole and its parts. Without parts ``lacking`` says what is missing."""

    title: str
    unit: str
    total: Decimal | None
    parts: tuple[Part, ...]
    lacking: str = ""
    below: tuple[str, ...] = ()
    """Parts below zero, which cannot be drawn."""
    sum_apart: Decimal | None = None
    """The sum of the parts, where the total is stated against it."""

    def note(self, style: MoneyStyle) -> str:
        """What the bar does not show."""
        notes = [f"{'、'.join(self.below)}为负数，没有画入。"] if self.below else []
        if self.sum_apart is not None and self.total is not None:
            notes.append(f"各项之和 {style.amount(self.sum_apart)}，表列合计 {style.amount(self.total)}。")
        return "".join(notes)


@dataclass(frozen=True)
class Score:
    """得分 of 分值 for one first-level indicator."""

    name: str
    score: Decimal
    weight: Decimal

    @property
    def rate(self) -> Decimal:
        """得分率 in percent."""
        return _percent(self.score, self.weight)


@dataclass(frozen=True)
class Scores:
    """The first-level indicators that have a weight and a score, and the sum as the table has it."""

    title: str
    scores: tuple[Score, ...]
    total: Decimal | None
    lacking: str = ""


@dataclass(frozen=True)
class Pair:
    """One figure of last year and of this. ``change`` is None where last year's was zero or less."""

    name: str
    before: Decimal
    now: Decimal

    @property
    def change(self) -> Decimal | None:
        """In percent of last year's."""
        return _percent(self.now - self.before, self.before) if self.before > 0 else None


@dataclass(frozen=True)
class Comparison:
    """Figures of two years side by side."""

    title: str
    unit: str
    years: tuple[str, str]
    pairs: tuple[Pair, ...]
    lacking: str = ""


def income_structure(book: Book) -> Structure:
    """年度收入 by source, of the bureau and its units together."""
    return _structure(book, "年度收入构成", INCOME.ref(SUMMARY, "total"), _INCOME_PARTS)


def spending_structure(book: Book) -> Structure:
    """年度支出: personnel, public outlays, projects."""
    return _structure(book, "年度支出构成", SPENDING.ref(SUMMARY, "total"), _SPENDING_PARTS)


def score_picture(book: Book) -> Scores:
    """得分 of 分值 by first-level indicator."""
    scores = []
    for row in SCORE_ROWS:
        score, weight = book.number(SCORES.ref(row, "score")), book.number(SCORES.ref(row, "weight"))
        if score is not None and weight is not None and weight > 0:
            scores.append(Score(row_label(book, SCORES, row), score, weight))
    lacking = "" if scores else "还没有得分：请在“绩效指标”页填写各项指标的分值和得分。"
    return Scores("一级指标得分", tuple(scores), book.number(SCORES.ref("total", "score")), lacking)


def yearly_comparison(book: Book) -> Comparison:
    """附件1's main rows: last year's final account against this year's."""
    pairs = []
    for row in _COMPARED:
        before = _money(book, BASE_FUNDS.ref(row, "prior"))
        now = _money(book, BASE_FUNDS.ref(row, "actual"))
        if before is not None and now is not None:
            pairs.append(Pair(row_label(book, BASE_FUNDS, row).strip("　："), before, now))
    before, now = (
        _money(book, LAST_YEAR.ref("assets", "amount")),
        _money(book, CellRef("assets", SUMMARY, "total")),
    )
    if before is not None and now is not None:
        pairs.append(Pair("固定资产", before, now))
    lacking = "" if pairs else "还没有上年数：请用“文件 › 提取封面代码和年初数”从上年文件取得。"
    years = (in_year("{prior}年", book.year), in_year("{year}年", book.year))
    return Comparison("与上年比较", BASE_FUNDS.unit, years, tuple(pairs), lacking)


def _structure(book: Book, title: str, total_ref: CellRef, columns: Iterable[str]) -> Structure:
    total = _money(book, total_ref)
    refs = [total_ref._replace(column=column) for column in columns]
    found = [(ref, _money(book, ref)) for ref in refs]
    known = [(cell_label(book, ref), amount) for ref, amount in found if amount is not None and amount != 0]
    drawn = [(name, amount) for name, amount in known if amount > 0]
    whole = sum((amount for _, amount in drawn), Decimal(0))
    parts = tuple(Part(name, amount, _percent(amount, whole)) for name, amount in drawn)
    below = tuple(name for name, amount in known if amount < 0)
    is_apart = total is not None and drawn and not below and total != whole
    lacking = "" if parts else f"还没有数：请在“收支情况”页填写{title[:4]}的各栏。"
    return Structure(title, INCOME.unit, total, parts, lacking, below, whole if is_apart else None)


def _money(book: Book, ref: CellRef) -> Decimal | None:
    """The amount as its table shows it."""
    amount = book.number(ref)
    return None if amount is None else with_usual_places(amount)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(_PLACE, ROUND_HALF_UP)
