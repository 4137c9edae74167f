"""附件2: the year's money by source and by use (G10–G12), execution rate and score (G13–G16), agreement with the finance tables (G44)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.findings import PASSED, Outcome
from model.forms.annex2 import EXECUTION, FUNDING, TOTAL
from model.layout import Layout
from model.rules.building import automatic, check, mismatch, missing, together
from model.rules.common import common_checks
from model.rules.comparing import at_most, equality
from model.rules.sums import formula_checks
from model.slack import judge_sum

if TYPE_CHECKING:
    from model.book import Book

_SOURCES = tuple(FUNDING.ref(row, "amount") for row in ("carryover", "public", "fund", "nontax", "other"))
_USES = tuple(FUNDING.ref(row, "amount") for row in ("basic", "project"))


def _total_checks(_: Layout) -> Iterator[Check]:
    yield _sources_are_uses()
    yield equality("G12", FUNDING.ref(TOTAL, "amount"), EXECUTION.ref(TOTAL, "executed"), "executed")


def _sources_are_uses() -> Check:
    def judge(book: Book) -> Outcome:
        if all(book.stated(ref) is None for ref in (*_SOURCES, *_USES)):
            return automatic(one)
        sources = [value for ref in _SOURCES if (value := book.number(ref)) is not None]
        uses = [value for ref in _USES if (value := book.number(ref)) is not None]
        if not sources or not uses:
            return missing(one, "按收入性质或按支出性质的各栏为空")
        # One figure moved across makes it a sum with as many rounded figures as there are.
        severity = judge_sum(uses[0], [*sources, *(-value for value in uses[1:])]).severity
        if severity is None:
            return PASSED
        words = "按收入性质分各项之和"
        return mismatch(one, book, severity, sum(uses, Decimal(0)), sum(sources, Decimal(0)), words)

    one = check("G12", FUNDING.ref(TOTAL, "amount"), (*_SOURCES, *_USES), judge)
    return one


def _overspending_checks(_: Layout) -> Iterator[Check]:
    sentence = "全年执行数{stated}超过全年预算数{limit}，请核对，确属超支的请填写审核说明。"
    yield at_most("G15", EXECUTION.ref(TOTAL, "executed"), EXECUTION.ref(TOTAL, "annual"), sentence)


RULES = (
    Rule(
        "G10",
        "年度资金总额（收入）",
        "年度资金总额＝上年结转＋一般公共预算＋政府性基金拨款＋纳入专户管理的非税收入拨款＋其他资金",
        formula_checks("G10"),
    ),
    Rule("G11", "年度资金总额（支出）", "年度资金总额＝基本支出＋项目支出", formula_checks("G11")),
    Rule(
        "G12",
        "年度资金总额一致",
        "按收入性质分的合计＝按支出性质分的合计；年度资金总额＝全年执行数",
        _total_checks,
    ),
    Rule(
        "G13",
        "预算执行率",
        "执行率＝全年执行数÷全年预算数×100%，保留两位小数",
        together(formula_checks("G13"), common_checks("G13")),
    ),
    Rule("G14", "预算执行得分", "预算执行得分＝执行率×分值，最高为分值", formula_checks("G14")),
    Rule("G15", "超预算支出", "全年执行数≤全年预算数，超支的应说明", _overspending_checks),
    Rule("G16", "全年预算数", "全年预算数＝年初预算数＋上年结转＋预算追加（减）", formula_checks("G16")),
    Rule(
        "G44",
        "附件2与自评表",
        "附件2 全年执行数＝自评表二支出合计；附件2 各项收入、基本支出、项目支出＝自评表二相应各栏",
        formula_checks("G44"),
    ),
)
