"""附件1 基础数据表: in itself (G31–G36) and against the form's tables (G38, G39, G43)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Finding, Outcome, Severity, Words
from model.forms.annex1 import ALL, BASE_BUILDING, BASE_FUNDS
from model.forms.finance import SANGONG, SPENDING, SUMMARY
from model.forms.overview import OVERVIEW
from model.formula import figure
from model.layout import Layout
from model.moneyunits import MoneyStyle
from model.rules.building import VERDICT_WORDS, check, found, missing, together, with_unit
from model.rules.common import common_checks
from model.rules.comparing import at_most, equality
from model.rules.sums import formula_checks
from model.slack import judge_sum

if TYPE_CHECKING:
    from model.book import Book

_HUNDRED = Decimal(100)
_PUBLIC_ITEMS = ("office", "utilities", "meeting")
_BUILDING = (("area_rate", "actual_area", "approved_area"), ("cost_rate", "actual", "budget"))
_PROJECT_ROWS = ("project", "business", "running", "special", "other")


def _public_checks(_: Layout) -> Iterator[Check]:
    for column in BASE_FUNDS.columns:
        parts = tuple(BASE_FUNDS.ref(row, column.code) for row in _PUBLIC_ITEMS)
        yield _holds_parts(BASE_FUNDS.ref("public", column.code), parts)


def _holds_parts(place: CellRef, items: tuple[CellRef, ...]) -> Check:
    """The whole is no less than its “其中” items, rounding aside."""

    def judge(book: Book) -> Outcome:
        whole = book.number(place)
        parts = [value for ref in items if (value := book.number(ref)) is not None]
        if whole is None or not parts:
            return missing(one, "公用经费或其中各项为空")
        verdict = judge_sum(whole, parts)
        severity = verdict.severity
        if severity is None or verdict.difference > 0:
            return PASSED

        def say(style: MoneyStyle) -> Words:
            working = "＋".join(style.tell(place, part) for part in parts)
            total, own = (style.tell(place, value) for value in (verdict.expected, whole))
            return Words(
                f"{book.name(place)}：其中三项{working}＝{total}，大于公用经费{own}{VERDICT_WORDS[severity]}。",
                stated=with_unit(whole, place, style),
                expected=f"不小于{with_unit(verdict.expected, place, style)}",
                explanation=working,
            )

        return found(one, severity, say)

    one = check("G34", place, items, judge)
    return one


def _staff_checks(_: Layout) -> Iterator[Check]:
    sentence = "实有人数{stated}超过人员编制{limit}，控制率超过100%，请核对，确属超编的请填写审核说明。"
    yield at_most("G35", OVERVIEW.ref("staff"), OVERVIEW.ref("staffing"), sentence, "over")


def _building_checks(_: Layout) -> Iterator[Check]:
    for rate, actual, approved in _BUILDING:
        refs = tuple(BASE_BUILDING.ref(ALL, column) for column in (rate, actual, approved))
        yield _approved(*refs)
        yield _not_over(refs[0])


def _approved(rate: CellRef, actual: CellRef, approved: CellRef) -> Check:
    """Nothing is built without approval: approved 0 and actual above 0 cannot be."""

    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        built, allowed = book.number(actual), book.number(approved)
        if built is None or built <= 0 or (allowed is not None and allowed > 0):
            return ()
        if allowed is None:
            return missing(one, "批复数为空")
        message = (
            f"{book.name(actual)}：批复数为0，实际数为{with_unit(built, actual)}"
            f"{VERDICT_WORDS[Severity.MANDATORY]}。"
        )
        return Finding(
            one.code,
            Severity.MANDATORY,
            one.place,
            message,
            stated=with_unit(built, actual),
            expected=with_unit(Decimal(0), actual),
            refs=one.reads,
            variant=one.variant,
        )

    one = check("G36", actual, (rate, approved), judge, "approved")
    return one


def _not_over(rate: CellRef) -> Check:
    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        percent = book.number(rate)
        if percent is None:
            return ()
        if percent <= _HUNDRED:
            return PASSED
        return Finding(
            one.code,
            Severity.ADVISORY,
            rate,
            f"{book.name(rate)}：{figure(percent)}%，超过100%，请核对，确属超标的请填写审核说明。",
            stated=f"{figure(percent)}%",
            expected="不超过100%",
            refs=one.reads,
            variant=one.variant,
        )

    one = check("G36", rate, (), judge, "over")
    return one


def _sangong_checks(_: Layout) -> Iterator[Check]:
    yield equality("G39", BASE_FUNDS.ref("sangong", "actual"), SANGONG.ref(SUMMARY, "total"))


def _project_checks(_: Layout) -> Iterator[Check]:
    """Only where annex 1 was filled in: the sum of 专项 alone, which the program brings in, is not the whole of 项目支出."""
    one = equality("G43", BASE_FUNDS.ref("project", "actual"), SPENDING.ref(SUMMARY, "project"))
    own = tuple(BASE_FUNDS.ref(row, "actual") for row in _PROJECT_ROWS)

    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        if all(book.stated(ref) is None for ref in own):
            return missing(one, "附件1 项目支出没有填报数")
        return one.judge(book)

    yield Check(one.code, one.place, one.reads | frozenset(own), judge)


RULES = (
    Rule(
        "G31", "附件1三公经费", "三公经费＝公务用车购置和维护经费＋出国经费＋公务接待", formula_checks("G31")
    ),
    Rule("G32", "附件1公务用车", "公务用车购置和维护经费＝公车购置＋公车运行维护", formula_checks("G32")),
    Rule(
        "G33",
        "附件1项目支出",
        "项目支出＝业务工作经费＋运行维护经费＋各专项资金＋其他资金",
        formula_checks("G33"),
    ),
    Rule("G34", "附件1公用经费", "公用经费≥其中：办公费＋水费、电费、差旅费＋会议费、培训费", _public_checks),
    Rule(
        "G35",
        "在职人员控制率",
        "控制率＝实际在职人数÷编制数×100%；超过100%的应说明",
        together(formula_checks("G35"), _staff_checks, common_checks("G35")),
    ),
    Rule(
        "G36",
        "楼堂馆所控制率",
        "规模控制率＝实际规模÷批复规模×100%；投资概算控制率＝实际投资÷预算投资×100%；没有批复不得建设",
        together(formula_checks("G36"), _building_checks, common_checks("G36")),
    ),
    Rule(
        "G38", "编制和在职人数", "附件1 编制数、在职人数＝自评表一人员编制、实有人数", formula_checks("G38")
    ),
    Rule(
        "G39",
        "三公经费决算",
        "附件1 三公经费决算数＝自评表二三公经费合计；接待、运行维护、购置、出国逐项相等",
        together(formula_checks("G39"), _sangong_checks),
    ),
    Rule("G43", "项目支出", "附件1 项目支出决算数＝自评表二项目支出（口径相同时）", _project_checks),
)
