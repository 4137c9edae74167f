"""For every relation of the indicator table and of the packet's words: an example that holds and one that does not."""

from __future__ import annotations

from tests.rule_kit import A, Case, Cells, indicator


def rate(name: str, target: str, actual: str, **tables: str) -> Cells:
    """An indicator row of a common indicator, and the cells that it is worked out of (``sheet__row__column``)."""
    return indicator(name=name, target=target, actual=actual) | {
        key.replace("__", "/"): text for key, text in tables.items()
    }


SCORED = indicator(
    name="新增规模企业", target="8家", actual="8家", weight="10", score="10", level1="产出目标"
)
MISSED = indicator(
    name="公众满意度",
    target="98%以上",
    actual="95%以上",
    weight="10",
    score="9.69",
    reason="样本偏少，下年扩大调查",
)
QUALITATIVE = indicator(
    name="企业帮扶",
    target="较为认可",
    actual="较为认可",
    level="达成年度指标",
    weight="10",
    score="9",
    reason="个别企业反映慢",
)
SANGONG = rate(
    "“三公经费”控制率",
    "10.44万元",
    "0.29万元",
    base_funds__sangong__budget="10.44",
    base_funds__sangong__actual="0.29",
)
PUBLIC = rate(
    "公用经费控制率",
    "28.8万元",
    "21.8万元",
    base_funds__public__budget="28.8",
    base_funds__public__actual="21.8",
)
BUYING = rate(
    "政府采购执行率",
    "9.5万元",
    "3.05万元",
    base_funds__procurement__budget="9.5",
    base_funds__procurement__actual="3.05",
)
ASSETS = rate("固定资产利用率", "100%", "100%", assets__summary__used="73.04", assets__summary__total="73.04")
STAFF = rate(
    "在职人员控制率", "≤100%", "84.62%", base_staff__all__staff="22", base_staff__all__establishment="26"
)
AREA = rate(
    "新建楼堂馆所面积控制率",
    "≤100%",
    "99.67%",
    base_building__all__actual_area="299",
    base_building__all__approved_area="300",
)
EXECUTED = rate("预算执行率", "100%", "90%", execution__total__executed="90", execution__total__annual="100")
COMPLETED = rate(
    "预算完成率",
    "100%",
    "95%",
    execution__total__initial="90",
    execution__total__carryover="5",
    execution__total__adjusted="5",
    spending__summary__cumulative="5",
)
CHANGED = rate(
    "“三公经费”变动率", "≤0%", "-10%", base_funds__sangong__budget="9", last_year__sangong_budget__amount="10"
)
WORDS: Cells = {
    "overview/work": "开展科技活动周活动。\n推进电网建设。",
    "overview/achievements": "电网建设已完工。",
    "goals/expected": "开展科技活动周活动；推进电网建设",
    "goals/actual": "电网建设已完工。",
}
TABLE = indicator("i1", name="新增规模企业", level1="产出目标", target="8家") | indicator(
    "i2", name="工业产值", level1="效益目标"
)

CASES = (
    Case(
        "G20",
        SCORED,
        {"indicators/i1/score": "9", "indicators/i1/reason": ""},
        "indicators/i1/score",
        A,
        expected="10分",
        within={"indicators/i1/score": "9.5"},
    ),
    Case(
        "G20",
        QUALITATIVE,
        {"indicators/i1/score": "7", "indicators/i1/reason": ""},
        "indicators/i1/score",
        A,
        says="得分区间为 [8, 10]",
    ),
    Case("G21", MISSED, {"indicators/i1/reason": " "}, "indicators/i1/reason", says="未达到指标值98%"),
    Case(
        "G21",
        SCORED,
        {"indicators/i1/score": "9"},
        "indicators/i1/reason",
        variant="score",
        within={"indicators/i1/score": "9", "indicators/i1/reason": "扣分说明"},
    ),
    Case(
        "G22",
        MISSED,
        {"indicators/i1/score": "10"},
        "indicators/i1/score",
        expected="9.69分",
        within={"indicators/i1/actual": "97.999%", "indicators/i1/score": "10"},
    ),
    Case(
        "G23",
        SCORED,
        {"indicators/i1/actual": "11家"},
        "indicators/i1/actual",
        A,
        says="达37.5%",
        within={"indicators/i1/actual": "10家"},
    ),
    Case("G24", SCORED, {"indicators/i1/actual": "8亿元"}, "indicators/i1/actual"),
    Case(
        "G25",
        SCORED,
        {"indicators/i1/actual": "已完成"},
        "indicators/i1/actual",
        says="完成值“已完成”不是数值",
    ),
    Case(
        "G25",
        SCORED | {"indicators/i1/nature": "正向"},
        {"indicators/i1/target": "明显增加"},
        "indicators/i1/actual",
        says="指标值“明显增加”",
    ),
    Case("G26", QUALITATIVE, {"indicators/i1/level": ""}, "indicators/i1/level", A),
    Case(
        "G27",
        TABLE,
        {"indicators/i2/level1": "产出目标"},
        "scores/benefit/weight",
        within={"indicators/i2/level1": "效益指标（30分）"},
    ),
    Case("G28", WORDS, {"goals/actual": " —— "}, "goals/actual"),
    Case(
        "G13",
        EXECUTED,
        {"indicators/i1/actual": "95%"},
        "indicators/i1/actual",
        variant="common",
        expected="90%",
    ),
    Case(
        "G35",
        STAFF,
        {"indicators/i1/actual": "118.18%"},
        "indicators/i1/actual",
        variant="common",
        says="22÷26",
    ),
    Case("G36", AREA, {"indicators/i1/actual": "95%"}, "indicators/i1/actual", variant="common"),
    Case(
        "G40",
        SANGONG,
        {"base_funds/sangong/budget": "11.44"},
        "indicators/i1/target",
        variant="common",
        expected="11.44万元",
    ),
    Case(
        "G40",
        SANGONG,
        {"indicators/i1/actual": "2900元", "base_funds/sangong/actual": "2.9"},
        "indicators/i1/actual",
        variant="common",
        within={"indicators/i1/actual": "2900元"},
    ),
    Case(
        "G40",
        SANGONG,
        {"indicators/i1/actual": "27.8%"},
        "indicators/i1/actual",
        variant="common",
        within={"indicators/i1/actual": "2.78%"},
    ),
    Case("G41", PUBLIC, {"base_funds/public/actual": "94.89"}, "indicators/i1/actual", variant="common"),
    Case(
        "G41",
        PUBLIC,
        {"base_funds/public/actual": "21.83"},
        "indicators/i1/actual",
        A,
        "common",
        says="为21.83万元，填列21.8万元",
    ),
    Case("G42", BUYING, {"indicators/i1/actual": "3.05元"}, "indicators/i1/actual", variant="common"),
    Case(
        "G46",
        ASSETS,
        {"assets/summary/used": "60"},
        "indicators/i1/actual",
        variant="common",
        says="60÷73.04",
    ),
    Case(
        "G46",
        ASSETS,
        {"indicators/i1/actual": "99%"},
        "indicators/i1/actual",
        variant="common",
        expected="100%",
    ),
    Case("G50", WORDS, {"goals/expected": "开展创新创业大赛。"}, "goals/expected", A),
    Case(
        "G52",
        COMPLETED,
        {"indicators/i1/actual": "100%"},
        "indicators/i1/actual",
        variant="common",
        expected="95%",
    ),
    Case(
        "G68",
        CHANGED,
        {"indicators/i1/actual": "10%"},
        "indicators/i1/actual",
        variant="common",
        says="（9－10）÷10",
    ),
)
