"""First drafts of chapters 一 to 五: the department, its basic outlays and projects, the other three budgets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.draftwords import MONEY, Words, joined, paragraphs, under, with_parts
from model.fieldsyntax import written
from model.fieldwords import COUNT
from model.formdef import ADDED
from model.forms.detail import BUDGETS, PERSONNEL, PUBLIC, SPECIALS, SUBJECTS, USES
from model.forms.finance import INCOME, SUMMARY, UNITS
from model.forms.indicators import GOALS
from model.forms.overview import COVER, OVERVIEW

if TYPE_CHECKING:
    from model.book import Book

_PLACEHOLDER = re.compile(r"二级机构\d*")
_NONE = "无"


def _budget(row: str) -> CellRef:
    return BUDGETS.ref(row, "amount")


# ---- 一、基本情况 -----------------------------------------------------------------------------------------------


def department(book: Book) -> str:
    """人员编制 and 实有人数, 主要职责, 二级机构, the year's goals."""
    words = Words(book)
    goals = GOALS.ref("expected")
    return paragraphs(
        under("（一）部门（单位）基本情况", _staff(words), _duties(words), _units(words)),
        under("（二）部门（单位）年度整体支出绩效目标", written(goals) if words.has(goals) else ""),
    )


def _staff(words: Words) -> str:
    parts = (("人员编制", OVERVIEW.ref("staffing"), "人"), ("实有在职人员", OVERVIEW.ref("staff"), "人"))
    figures = words.figures(parts)
    if not figures:
        return ""
    unit = COVER.ref("unit_name")
    who = written(unit) if words.has(unit) else "本部门（单位）"
    return f"截至{words.book.year}年12月31日，{who}{figures}。"


def _duties(words: Words) -> str:
    duties = OVERVIEW.ref("duties")
    return f"主要职责：\n{written(duties)}" if words.has(duties) else ""


def _units(words: Words) -> str:
    """Units with names of their own; how many there are is said only when every row is one."""
    rows = words.book.group("units")
    names = [UNITS.ref(row, "name") for row in rows]
    own = [ref for ref in names if words.has(ref) and not _PLACEHOLDER.fullmatch(words.book.text(ref))]
    if not own:
        return ""
    listed = "、".join(written(ref) for ref in own)
    if len(own) < len(rows):
        return f"所属二级机构有{listed}。"
    number = written(UNITS.ref(ADDED, "name"), COUNT)
    return f"所属二级机构{number}个，{'分别为' if len(own) > 1 else '为'}{listed}。"


# ---- 二、一般公共预算支出情况 ------------------------------------------------------------------------------------


def general_budget(book: Book) -> str:
    """基本支出 by 经济分类, 项目支出 by 专项 and use."""
    words = Words(book)
    parts = (("基本支出", _budget("basic"), MONEY), ("项目支出", _budget("project"), MONEY))
    whole = words.amount(f"{book.year}年度一般公共预算支出", _budget("general"))
    return paragraphs(
        with_parts(whole, words.figures(parts)),
        under("（一）基本支出情况", *_basic(words)),
        under("（二）项目支出情况", _projects(words)),
    )


def _basic(words: Words) -> tuple[str, ...]:
    parts = ((PERSONNEL, _budget("personnel"), MONEY), (PUBLIC, _budget("public"), MONEY))
    whole = words.amount(f"{words.book.year}年度一般公共预算财政拨款基本支出", _budget("basic"))
    return (
        with_parts(whole, words.figures(parts)),
        with_parts(words.amount(PERSONNEL, _budget("personnel")), _subjects(words, PERSONNEL)),
        with_parts(words.amount(PUBLIC, _budget("public")), _subjects(words, PUBLIC)),
    )


def _subjects(words: Words, kind: str) -> str:
    rows = (row for row in words.book.group("subjects") if words.book.text(SUBJECTS.ref(row, "kind")) == kind)
    return joined(_named(words, SUBJECTS.ref(row, "name"), SUBJECTS.ref(row, "amount")) for row in rows)


def _projects(words: Words) -> str:
    rows = words.book.group("specials")
    listed = [text for row in rows if (text := _special(words, row))]
    number = f"，共{written(SPECIALS.ref(ADDED, 'amount'), COUNT)}个专项" if len(listed) > 1 else ""
    whole = words.amount(f"{words.book.year}年度一般公共预算财政拨款项目支出", _budget("project"))
    return with_parts(f"{whole}{number}" if whole else "", "；".join(listed))


def _special(words: Words, row: str) -> str:
    whole = _named(words, SPECIALS.ref(row, "name"), SPECIALS.ref(row, "amount"))
    if not whole:
        return ""
    uses = [use for use in words.book.group("uses") if words.book.value(USES.ref(use, "special")) == row]
    listed = joined(_named(words, USES.ref(use, "name"), USES.ref(use, "amount")) for use in uses)
    return f"{whole}，主要用于{listed}" if listed else whole


def _named(words: Words, name: CellRef, amount: CellRef) -> str:
    return words.amount(words.label(name), amount) if words.has(name) else ""


# ---- 三至五 -----------------------------------------------------------------------------------------------------


def fund_budget(book: Book) -> str:
    """政府性基金预算支出, or 无; nothing while the income table speaks of such money and the outlay is not filled in."""
    income = book.number(INCOME.ref(SUMMARY, "fund"))
    return (
        "" if income and not book.number(_budget("fund")) else _other_budget(book, "fund", "政府性基金预算")
    )


def capital_budget(book: Book) -> str:
    """国有资本经营预算支出, or 无."""
    return _other_budget(book, "capital", "国有资本经营预算")


def social_budget(book: Book) -> str:
    """社会保险基金预算支出, or 无."""
    return _other_budget(book, "social", "社会保险基金预算")


def _other_budget(book: Book, row: str, title: str) -> str:
    """无 only where the budget table is filled in and has no such outlay: an empty table says nothing."""
    words = Words(book)
    if book.number(_budget(row)):
        return f"{words.amount(f'{book.year}年度{title}支出', _budget(row))}。"
    return _NONE if words.has(_budget("total")) else ""
