"""The words of 附件1 and 附件2: the 2021 Hunan edition, that of 2018, the ministry's form, and what bureaus write instead.

As in ``labels``, every entry is a label as people write it, and is compared by its key.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from intake.labels import is_annex_mark, keyed, merged, official_rows
from intake.normalise import label_key, row_key
from model.forms import FORMS

STAFF_COLUMNS = keyed({
    "establishment": ("编制数", "人员编制数", "编制人数", "核定编制数", "人员编制"),
    "staff": ("实际在职人数", "年末实际在职人数", "在职人数", "年末在职人数", "实有人数", "年末实有人数"),
    "rate": ("控制率", "在职人员控制率"),
})  # fmt: skip
STAFF_SIDE = label_key("财政供养人员情况")
FUNDS_SIDE = label_key("经费控制情况")
FUNDS_LABELS = frozenset(map(label_key, ("经费控制情况", "项目", "经费项目", "指标", "内容", "指标名称")))
"""What stands over the names of the outlays."""
BUILDING_COLUMNS = keyed({
    "approved_area": ("批复规模", "批准规模", "批复面积", "批准建设面积"),
    "actual_area": ("实际规模", "实际面积", "实际建设面积"),
    "area_rate": ("规模控制率", "面积控制率"),
    "budget": ("预算投资", "批复投资", "概算投资", "批准投资"),
    "actual": ("实际投资", "决算投资"),
    "cost_rate": ("投资概算控制率", "投资控制率", "概算控制率"),
})  # fmt: skip
BUILDING_SIDE = label_key("楼堂馆所控制情况")

BASE_ROWS = {
    row_key(label): code
    for code, labels in merged(official_rows("base_funds"), {
        "sangong": ("“三公”经费合计", "三公经费支出", "“三公”经费支出合计"),
        "vehicle": (
            "公务用车购置和维护费", "公务用车购置及维护经费", "公务用车购置和运行维护经费", "公务用车购置及运行维护经费",
            "公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置和运行维护费",
        ),
        "vehicle_purchase": ("公务用车购置", "公务用车购置费", "公车购置费", "公务用车购置经费"),
        "vehicle_running": (
            "公车运行维护费", "公务用车运行维护", "公务用车运行维护费", "公务用车运行费", "公车运行维护经费", "公务用车运行维护经费",
        ),
        "abroad": ("出国费", "因公出国（境）费", "因公出国（境）费用", "因公出国（境）经费", "出国（境）经费", "出国（境）费"),
        "reception": ("公务接待费", "公务接待经费", "公务接待费用", "接待费"),
        "project": ("项目支出合计", "项目支出总额"),
        "business": ("业务工作专项", "业务工作专项经费", "业务工作费"),
        "running": ("运行维护专项", "运行维护专项经费", "运行维护费"),
        "special": (
            "专项资金", "专项资金（一个专项一行，可增行）", "专项资金（一个专项一行，可增加行）",
            *(f"{level}级专项资金{note}" for level in ("省", "市", "州", "县", "区", "本") for note in ("", "（一个专项一行）")),
        ),
        "other": ("其他资金支出", "其他项目支出", "其他项目资金"),
        "public": ("公用经费支出", "公用经费合计", "公用支出", "日常公用经费"),
        "office": ("办公经费",),
        "utilities": ("水电费、差旅费", "水、电、差旅费", "水费电费差旅费等"),
        "meeting": ("会议费和培训费", "会议费培训费等"),
        "procurement": ("政府采购", "政府采购支出", "政府采购支出金额"),
        "adjustment": ("部门整体支出预算调整", "整体支出预算调整", "基本支出预算调整", "部门预算调整"),
    }).items()
    for label in labels
}  # fmt: skip

EXECUTION_COLUMNS = keyed({
    "initial": ("年初预算数", "年初预算", "年初预算金额", "年初批复预算数"),
    "carryover": ("上年结转", "上年结转数", "上年结转资金"),
    "annual": ("全年预算数", "全年预算", "调整后预算数", "调整后全年预算数"),
    "executed": ("全年执行数", "全年执行", "预算执行数", "全年执行金额"),
    "weight": ("分值", "权重"),
    "rate": ("执行率", "预算执行率"),
    "score": ("得分", "自评得分"),
})  # fmt: skip
EXECUTION_ROWS = frozenset(
    map(label_key, ("年度资金总额", "资金总额", "年度资金总额合计", "年度预算总额", "总额"))
)
EXECUTION_SIDES = frozenset(
    map(label_key, ("年度预算申请", "项目资金", "预算执行情况", "年度预算执行情况", "资金名称"))
)

FUNDING_ROWS = keyed({
    "carryover": ("上年结转", "上年结转资金", "上年结转结余"),
    "public": ("一般公共预算", "一般公共预算拨款", "一般公共预算财政拨款", "公共财政拨款"),
    "fund": ("政府性基金拨款", "政府性基金", "政府性基金预算拨款", "政府基金拨款", "政府性基金预算"),
    "nontax": ("纳入专户管理的非税收入拨款", "纳入财政专户管理的非税收入拨款", "非税收入拨款", "财政专户管理资金"),
    "other": ("其他资金", "其他收入"),
    "basic": ("基本支出",),
    "project": ("项目支出",),
})  # fmt: skip
FUNDING_HEADS = frozenset(map(label_key, ("按收入性质分", "按支出性质分", "收入性质", "支出性质")))
TOTAL_ROWS = frozenset(map(label_key, ("总分", "总分值", "总计得分", "指标总分")))
"""The row that closes the indicators of 附件2 (and some 得分表)."""

_PERIOD = re.compile(
    r"(?P<year>(?:20)?\d{2}(?=年)|上|本|当)?(?:年度?|年末)?(?P<kind>决算|预算|执行)(?:数|金额)?"
)
_LAST = "上"
_CODES = {(-1, "决算"): "prior", (0, "预算"): "budget", (0, "决算"): "actual", (0, "执行"): "actual"}
_YEAR_LINE = re.compile(r"\s*[(（]?\s*[2２][0０][0-9０-９]{2}\s*年度?\s*[)）]?\s*")
_YEARS_OWN = re.compile(r"(?P<year>(?:20)?\d{2})年(?:度|末)?(?=\D)")


class Period(NamedTuple):
    """What a heading such as 2021年决算数 says: a year (or the distance from the report's), and 预算 or 决算."""

    year: int | None
    offset: int
    kind: str

    def code(self, report_year: int) -> str | None:
        """The column of the packet of that year; None where that packet has none."""
        offset = self.offset if self.year is None else self.year - report_year
        return _CODES.get((offset, self.kind))


def period_of(text: str) -> Period | None:
    """The period that a heading names; None where it names none."""
    found = _PERIOD.fullmatch(label_key(text))
    if found is None:
        return None
    year = found["year"]
    if year is None or not year.isdigit():
        return Period(None, -1 if year == _LAST else 0, found["kind"])
    return Period(_full_year(year), 0, found["kind"])


def split_year(text: str) -> tuple[int | None, str]:
    """A heading's year, if it begins with one, and its key without it: 2021年实际在职人数."""
    key = label_key(text)
    found = _YEARS_OWN.match(key)
    return (_full_year(found["year"]), key[found.end() :]) if found else (None, key)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


FIELD = re.compile(
    r"(?:(?P<signer>填\s*[表报]\s*人|制\s*表\s*人|经\s*办\s*人|[审复]\s*核\s*人"
    r"|(?:部门|单位|财务|项目)?\s*(?:[(（]\s*单位\s*[)）])?\s*负\s*责\s*人)"
    r"|(?P<fill_date>填[报表写]\s*(?:日期|时间))|(?P<phone>联[系络]电话|电话)|(?P<unit>填报单位))"
    r"\s*(?:[(（][^()（）:：]{1,4}[)）]|签\s*[字章名])?\s*(?:[:：]|$)"
)
"""A field of the line below (or above) an annex's tables, up to where its value begins."""
_LEADER = "责人"
"""The head of the bureau signs below the opinions too: his place alone does not tell an annex."""
_LONGEST_LINE = 160
_NOTES = frozenset(map(label_key, FORMS["base_funds"].notes))


def is_annex_line(line: str) -> bool:
    """Whether a line belongs to the tables of an annex: 填报单位：…, 填表人：…　填报日期：…, the note on what to fill in."""
    text = line.strip()
    first = FIELD.match(text) if len(text) <= _LONGEST_LINE else None
    if first is None:
        return is_annex_mark(line) or label_key(text) in _NOTES
    signers = (found["signer"] for found in FIELD.finditer(text))
    return first["unit"] is not None or any(one and not one.endswith(_LEADER) for one in signers)


def is_year_line(line: str) -> bool:
    """Whether a line says the year of the form above which it stands, and nothing else: （2022年度）."""
    return _YEAR_LINE.fullmatch(line) is not None
