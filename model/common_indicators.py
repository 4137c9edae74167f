"""The library of common indicators (共性指标) of the overall-outlay evaluation, as data: what each measures and where its figures stand.

Cells are named by address, not through the forms, because the indicator table offers these names as its choices.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache

from model.cells import CellRef
from model.formula import Lookup, Naming, Sum, Term, figure, number
from model.scoreformulas import SumRatio
from model.scoring import Nature

MONEY_UNIT = "万元"
QUALITATIVE_STANDARD = "达成年度指标得80%—100%，部分达成得60%—80%，未达成得60%以下"
CARRYOVER_BASES: Mapping[str, tuple[CellRef, str]] = {
    "budget": (CellRef("execution", "total", "annual"), "支出预算数（全年预算数）"),
    "general_spending": (CellRef("budgets", "general", "amount"), "一般公共预算支出完成数"),
    "spending": (CellRef("spending", "summary", "total"), "支出合计"),
}
"""What 结转结余率 is measured against: places differ, the profile chooses."""


class Side(Enum):
    """The two columns of an indicator that the library fills."""

    TARGET = "target"
    ACTUAL = "actual"


@dataclass(frozen=True)
class CommonIndicator:
    """One indicator. ``rate`` is its quotient; with ``amounts`` its row states the quotient's two sums of money instead
    (预算安排数 as target, 实际支出数 as actual), as bureaus fill it in.
    """

    name: str
    level1: str
    level2: str
    nature: Nature
    formula: str
    """The official quotient in words; empty for a qualitative one."""
    standard: str
    """评分标准."""
    scope: str = ""
    """口径, shown beside the indicator."""
    target: str = ""
    """The target where it is the same for everyone (≤100%)."""
    rate: SumRatio | None = None
    amounts: bool = False
    idle: bool = False
    """Nothing of the kind happened this year (both sums 0): counts as 0%."""
    relation: str = "G52"
    """The relation that judges a figure stated differently."""

    def cell(self, side: Side) -> CellRef | None:
        """The money cell which the row repeats, None where the row gives a rate."""
        if not self.amounts or self.rate is None:
            return None
        return (self.rate.bottom if side is Side.TARGET else self.rate.top).terms[0].ref

    @property
    def reads(self) -> tuple[CellRef, ...]:
        """Every cell that the indicator's figures come from."""
        return self.rate.precedents if self.rate else ()

    def percent(self, lookup: Lookup) -> Decimal | None:
        """The rate in percent; None while it cannot be worked out."""
        if self.rate is None:
            return None
        if self.idle and all(number(lookup(ref)) == 0 for ref in self.reads):
            return Decimal(0)
        return self.rate.evaluate(lookup)

    def text(self, side: Side, lookup: Lookup) -> str | None:
        """What the column reads: 28.8万元, 84.62%, ≤100%; None where the tables do not say."""
        cell = self.cell(side)
        if cell is not None:
            amount = number(lookup(cell))
            return None if amount is None else f"{figure(amount)}{MONEY_UNIT}"
        if side is Side.TARGET:
            return self.target or None
        percent = self.percent(lookup)
        return None if percent is None else f"{figure(percent)}%"

    def explain(self, lookup: Lookup) -> str:
        """The rate in figures, or why there is none; a zero divisor is explained, never an error."""
        if self.rate is None:
            return self.scope or "由填报人填写"
        working, percent = self.rate.substitute(lookup), self.percent(lookup)
        if percent is not None:
            idle = self.idle and number(self.rate.bottom.evaluate(lookup)) == 0
            return "当年没有发生，按0%计" if idle else f"{working}＝{figure(percent)}%"
        if self.rate.bottom.evaluate(lookup) == 0:
            return f"{working}：分母为0，不能计算{self.name}，请核对有关数字，或改用其他指标"
        return f"{working}：有关数字没有填全，不能计算{self.name}"

    def describe(self, name: Naming) -> str:
        """The quotient with the names of its cells."""
        return self.rate.describe(name) if self.rate else self.standard


def _cell(sheet: str, row: str, column: str) -> Sum:
    return Sum((Term(CellRef(sheet, row, column)),))


def _budget(*columns: str, less: CellRef | None = None) -> Sum:
    refs = [CellRef("execution", "total", column) for column in columns]
    end = (Term(less, -1),) if less else ()
    return Sum((*(Term(ref) for ref in refs), *end), frozenset((refs[0], *((less,) if less else ()))))


_SANGONG_BUDGET = CellRef("base_funds", "sangong", "budget")
_LAST_BUDGET = CellRef("last_year", "sangong_budget", "amount")
_INITIAL = ("initial", "carryover", "adjusted")
_YEAR_END = CellRef("spending", "summary", "cumulative")
_OVER_100_BY_1 = "≤100%得满分；每超过1个百分点扣1分，扣完为止"
_BUILDING = "≤100%得满分；每超过5个百分点扣2分，扣完为止；当年没有完工项目的得满分"
_FUNDS_SCOPE = "基础数据表口径（部门决算）；自评表二为全口径，两者可以不同"
_OUTPUT, _BENEFIT, _SATISFIED = "产出目标", "效益目标", "满意度"

_LIBRARY = (
    CommonIndicator(
        "在职人员控制率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "在职人员数÷编制数×100%",
        "≤100%得满分；每超过1个百分点扣0.5分，扣完为止",
        "在职人员数以财政确定的部门决算编制口径为准，编制数以机构编制部门核定为准",
        "≤100%",
        SumRatio(_cell("base_staff", "all", "staff"), _cell("base_staff", "all", "establishment")),
        relation="G35",
    ),
    CommonIndicator(
        "“三公经费”变动率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "（本年度“三公经费”预算数－上年度预算数）÷上年度预算数×100%",
        "≤0得满分；大于0的每超过1个百分点扣0.8分，扣完为止",
        "湖南口径：本年和上年都用预算数，不用决算数（财预53号用总额）；上年预算数取自上年文件",
        "≤0%",
        SumRatio(
            Sum((Term(_SANGONG_BUDGET), Term(_LAST_BUDGET, -1)), frozenset((_SANGONG_BUDGET, _LAST_BUDGET))),
            Sum((Term(_LAST_BUDGET),)),
        ),
        relation="G68",
    ),
    CommonIndicator(
        "预算完成率",
        _OUTPUT,
        "成本指标",
        Nature.POSITIVE,
        "（上年结转＋年初预算＋本年追加－年末结余）÷（上年结转＋年初预算＋本年追加）×100%",
        "100%得满分；每低5个百分点扣2分，扣完为止",
        "附件2 全年预算口径；年末结余取自评表二累计结余",
        "100%",
        SumRatio(_budget(*_INITIAL, less=_YEAR_END), _budget(*_INITIAL)),
    ),
    CommonIndicator(
        "预算控制率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "本年追加预算÷年初预算×100%",
        "0得5分；0—10%（含）得4分；10%—20%（含）得3分；20%—30%（含）得2分；大于30%得0分",
        "附件2 口径；目标为0，不能按比例计分，按评分标准评分",
        "≤0%",
        SumRatio(_cell("execution", "total", "adjusted"), _cell("execution", "total", "initial")),
    ),
    CommonIndicator(
        "预算调整率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "预算调整数÷预算数×100%",
        "0得满分；调整幅度越大扣分越多，具体标准按本地规定",
        "财预53号口径；附件2 的预算追加（减）除以年初预算数；目标为0，不能按比例计分",
        "≤0%",
        SumRatio(_cell("execution", "total", "adjusted"), _cell("execution", "total", "initial")),
    ),
    CommonIndicator(
        "预算执行率",
        _OUTPUT,
        "时效指标",
        Nature.POSITIVE,
        "全年执行数÷全年预算数×100%",
        "得分＝执行率×分值，超过100%按100%计",
        "附件2 口径（全口径）",
        "100%",
        SumRatio(_cell("execution", "total", "executed"), _cell("execution", "total", "annual")),
        relation="G13",
    ),
    CommonIndicator(
        "结转结余率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "结转结余总额÷支出预算数×100%",
        "越低越好，具体标准按本地规定",
        "分母：支出预算数（全年预算数）",
        "",
        SumRatio(Sum((Term(_YEAR_END),)), _cell("execution", "total", "annual")),
    ),
    CommonIndicator(
        "公用经费控制率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "实际支出公用经费总额÷预算安排公用经费总额×100%",
        _OVER_100_BY_1,
        _FUNDS_SCOPE,
        rate=SumRatio(_cell("base_funds", "public", "actual"), _cell("base_funds", "public", "budget")),
        amounts=True,
        relation="G41",
    ),
    CommonIndicator(
        "“三公经费”控制率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "“三公经费”实际支出数÷“三公经费”预算安排数×100%",
        _OVER_100_BY_1,
        "实际支出数为决算数，预算安排数为年初预算数",
        rate=SumRatio(_cell("base_funds", "sangong", "actual"), _cell("base_funds", "sangong", "budget")),
        amounts=True,
        relation="G40",
    ),
    CommonIndicator(
        "政府采购执行率",
        _OUTPUT,
        "时效指标",
        Nature.POSITIVE,
        "实际政府采购金额÷政府采购预算数×100%",
        "100%得满分；每偏离5个百分点扣2分，扣完为止",
        "基础数据表口径",
        rate=SumRatio(
            _cell("base_funds", "procurement", "actual"), _cell("base_funds", "procurement", "budget")
        ),
        amounts=True,
        relation="G42",
    ),
    CommonIndicator(
        "固定资产利用率",
        _OUTPUT,
        "质量指标",
        Nature.POSITIVE,
        "实际在用固定资产总额÷所有固定资产总额×100%",
        "得分＝利用率×分值",
        "财预53号口径；取自评表二局机关及二级机构汇总",
        "100%",
        SumRatio(_cell("assets", "summary", "used"), _cell("assets", "summary", "total")),
        relation="G46",
    ),
    CommonIndicator(
        "新建楼堂馆所面积控制率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "实际建设面积÷批准建设面积×100%",
        _BUILDING,
        "只评当年完工项目；没有项目的按0%计",
        "≤100%",
        SumRatio(
            _cell("base_building", "all", "actual_area"), _cell("base_building", "all", "approved_area")
        ),
        idle=True,
        relation="G36",
    ),
    CommonIndicator(
        "新建楼堂馆所投资概算控制率",
        _OUTPUT,
        "成本指标",
        Nature.NEGATIVE,
        "实际投资÷预算投资×100%",
        _BUILDING,
        "只评当年完工项目；没有项目的按0%计",
        "≤100%",
        SumRatio(_cell("base_building", "all", "actual"), _cell("base_building", "all", "budget")),
        idle=True,
        relation="G36",
    ),
    CommonIndicator(
        "预决算信息公开性",
        _OUTPUT,
        "质量指标",
        Nature.QUALITATIVE,
        "",
        QUALITATIVE_STANDARD,
        "按规定的内容、时限和方式公开",
    ),
    CommonIndicator(
        "管理制度健全性",
        _OUTPUT,
        "质量指标",
        Nature.QUALITATIVE,
        "",
        QUALITATIVE_STANDARD,
        "制度合法、合规、完整并有效执行",
    ),
    CommonIndicator(
        "资金使用合规性",
        _OUTPUT,
        "质量指标",
        Nature.QUALITATIVE,
        "",
        QUALITATIVE_STANDARD,
        "符合财经法规和资金管理办法",
    ),
    CommonIndicator(
        "重点工作完成率",
        _OUTPUT,
        "数量指标",
        Nature.POSITIVE,
        "重点工作实际完成数÷交办或下达数×100%",
        "得分＝完成率×分值",
        "上级部门和本级党委政府布置的重点工作，由填报人填写完成情况",
        "100%",
    ),
    CommonIndicator(
        "社会公众或服务对象满意度",
        _SATISFIED,
        "服务对象满意度指标",
        Nature.POSITIVE,
        "",
        "达到指标值得满分，未达到的按比例计分",
        "以问卷调查等方式取得，由填报人填写",
    ),
)

NAMES = tuple(one.name for one in _LIBRARY)
_NOT_IN_NAMES = re.compile(r"[\s“”‘’\"'「」]|[（(][^（）()]*[)）]$")


@cache
def library(carryover_base: str = "budget") -> tuple[CommonIndicator, ...]:
    """All common indicators, 结转结余率 measured against what the profile says."""
    base, words = CARRYOVER_BASES[carryover_base]
    return tuple(_measured_against(one, base, words) if one.name == "结转结余率" else one for one in _LIBRARY)


def _measured_against(one: CommonIndicator, base: CellRef, words: str) -> CommonIndicator:
    rate = SumRatio(Sum((Term(_YEAR_END),)), Sum((Term(base),)))
    short = words.split("（", maxsplit=1)[0]
    return replace(one, rate=rate, formula=f"结转结余总额÷{short}×100%", scope=f"分母：{words}")


@lru_cache(maxsize=8192)
def find_common(chosen: str, name: str, carryover_base: str = "budget") -> CommonIndicator | None:
    """The common indicator that a row stands for: the one chosen, else the one of the same name, quotation marks aside."""
    by_name = {_bare(one.name): one for one in library(carryover_base)}
    return by_name.get(_bare(chosen)) if chosen else by_name.get(_bare(name))


def _bare(name: str) -> str:
    return _NOT_IN_NAMES.sub("", name)
