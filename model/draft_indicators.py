"""Sentences on indicators and control rates, shared by chapters 六 to 八."""

from __future__ import annotations

from collections.abc import Iterator

from model.cells import CellRef
from model.common_indicators import find_common
from model.draftwords import MONEY, Words, joined
from model.fieldsyntax import Field, written
from model.fieldwords import LOST, RATE, source_of
from model.forms.annex1 import ALL, BASE_FUNDS, BASE_STAFF
from model.forms.finance import ASSETS, SUMMARY
from model.forms.indicators import INDICATORS
from model.forms.overview import OVERVIEW
from model.scoreformulas import category_of, read_quantity

_FUNDS = {
    "公用经费控制率": ("public", "预算安排公用经费", "实际支出公用经费"),
    "“三公经费”控制率": ("sangong", "“三公”经费预算", "“三公”经费实际支出"),
    "政府采购执行率": ("procurement", "政府采购预算", "实际政府采购"),
}
"""Rates whose two figures are money: row of the base table, and what budget and outlay are called."""
_STAFF, _ASSETS = "在职人员控制率", "固定资产利用率"


def rows_of(words: Words, category: str) -> tuple[str, ...]:
    """The named indicators that count for a first-level heading."""

    def level(row: str, column: str) -> str:
        return words.book.text(INDICATORS.ref(row, column))

    return tuple(
        row
        for row in words.book.group("indicators")
        if level(row, "name").strip() and category_of(level(row, "level1"), level(row, "level2")) == category
    )


def completion(words: Words, row: str) -> str:
    """新增规模企业：年度目标4家，实际完成8家; nothing while target or actual is empty."""
    name, target, actual = (INDICATORS.ref(row, column) for column in ("name", "target", "actual"))
    if not words.has(name, target, actual):
        return ""
    rate = _rate_name(words, row)
    if rate in _FUNDS:
        return f"{written(name)}：{_budget_and_outlay(words, row, rate)}"
    done = words.book.text(actual)
    if any(not _is_figure(words.book.text(ref)) for ref in (target, actual)):
        return f"{written(name)}：年度目标为“{written(target)}”，完成情况为“{written(actual)}”"
    lead = "实际" if done.startswith("完成") else "实际完成"
    return f"{written(name)}：年度目标{written(target)}，{lead}{written(actual)}"


def lost_points(words: Words, row: str) -> str:
    """重点工作完成及时率扣1分，原因…; nothing for full marks."""
    name, score, reason = (INDICATORS.ref(row, column) for column in ("name", "score", "reason"))
    lost = _derived(words, score, LOST)
    if not lost or not words.has(name):
        return ""
    why = f"原因及改进措施：{words.sentence(reason)}" if words.has(reason) else ""
    return f"{written(name)}扣{written(score, LOST)}分。{why}"


def rate_sentences(words: Words) -> Iterator[str]:
    """The control rates that the tables give, a paragraph each."""
    yield _staff_rate(words)
    for name in _FUNDS:
        yield _funds_rate(words, name)
    yield _assets_rate(words)


def rate_rows(words: Words) -> frozenset[str]:
    """The indicators that ``rate_sentences`` speak of."""
    known = {*_FUNDS, _STAFF, _ASSETS}
    return frozenset(row for row in words.book.group("indicators") if _rate_name(words, row) in known)


def _staff_rate(words: Words) -> str:
    staffing, staff, rate = OVERVIEW.ref("staffing"), OVERVIEW.ref("staff"), BASE_STAFF.ref(ALL, "rate")
    if not words.has(staffing, staff, rate):
        return ""
    return (
        f"{_STAFF}：{words.book.year}年年末编制数{written(staffing)}人，实有人数{written(staff)}人，"
        f"{_STAFF}为{written(rate)}。"
    )


def _funds_rate(words: Words, name: str) -> str:
    """From the base table; where that is not filled in, from the indicator that states both sums."""
    row, budget, outlay = _FUNDS[name]
    actual = BASE_FUNDS.ref(row, "actual")
    if _derived(words, actual, RATE) is not None:
        figures = words.figures(((budget, BASE_FUNDS.ref(row, "budget"), MONEY), (outlay, actual, MONEY)))
        return f"{name}：{words.book.year}年{figures}，{name}为{written(actual, RATE)}。"
    for indicator in words.book.group("indicators"):
        stated = INDICATORS.ref(indicator, "actual")
        if _rate_name(words, indicator) == name and _derived(words, stated, RATE) is not None:
            figures = _budget_and_outlay(words, indicator, name)
            return f"{name}：{words.book.year}年{figures}，{name}为{written(stated, RATE)}。"
    return ""


def _assets_rate(words: Words) -> str:
    total, used = ASSETS.ref(SUMMARY, "total"), ASSETS.ref(SUMMARY, "used")
    if _derived(words, used, RATE) is None:
        return ""
    figures = words.figures((("固定资产总额", total, MONEY), ("在用固定资产总额", used, MONEY)))
    return f"{_ASSETS}：{figures}，{_ASSETS}为{written(used, RATE)}。"


def _budget_and_outlay(words: Words, row: str, name: str) -> str:
    _, budget, outlay = _FUNDS[name]
    target, actual = (written(INDICATORS.ref(row, column)) for column in ("target", "actual"))
    return joined((f"{budget}{target}", f"{outlay}{actual}"))


def _rate_name(words: Words, row: str) -> str:
    """The common rate that the row stands for, if any; one that states a percentage and no sums is not meant."""
    name = words.book.text(INDICATORS.ref(row, "name"))
    common = find_common("", name)
    if common is None:
        return ""
    texts = [words.book.text(INDICATORS.ref(row, column)) for column in ("target", "actual")]
    return common.name if common.name not in _FUNDS or all(text.endswith("元") for text in texts) else ""


def _is_figure(text: str) -> bool:
    """Whether the words can follow 目标 and 完成 as they are: a figure with its unit, and nothing before it but a sign or 完成."""
    return read_quantity(text).is_single and not text.lstrip("完成≥≤＞＜><=约")[:1].isalpha()


def _derived(words: Words, ref: CellRef, word: str) -> object:
    source = source_of(words.book, Field((0, 0), ref, word))
    return source.evaluate(words.book.value) if source else None
