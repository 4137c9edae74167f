"""Names of the figures that a report and its form have in common, as data.

``SCOPES`` (口径) come before concepts: a figure of the general public budget and a figure of all funds
may bear the same label and differ rightly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

GENERAL_BUDGET = "一般公共预算"
GOVERNMENT_FUND = "政府性基金"
STATE_CAPITAL = "国有资本经营预算"
SOCIAL_INSURANCE = "社会保险基金"
ALL_FUNDS = "全口径"
APPROPRIATION = "财政拨款"

SCOPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (GENERAL_BUDGET, re.compile(r"一般公共预算|公共财政(?:预算|拨款)")),
    (GOVERNMENT_FUND, re.compile(r"政府性?基金")),
    (STATE_CAPITAL, re.compile(r"国有资本(?:经营)?(?:预算)?")),
    (SOCIAL_INSURANCE, re.compile(r"社会?保险?基金")),
    (APPROPRIATION, re.compile(r"(?<!预算)(?<!经营)(?<!基金)财政拨款(?=[^收]|$)")),
)
"""A scope is named in the words before a figure, in its sentence, or in the heading above."""


@dataclass(frozen=True)
class Concept:
    """One figure which may stand in several places."""

    name: str
    pattern: re.Pattern[str]
    """Matches the whole label once scope words and time words are gone."""
    scope_free: bool = False
    """True where there is only one figure of this name, whatever the funds."""


def _concept(name: str, pattern: str, scope_free: bool = False) -> Concept:
    return Concept(name, re.compile(pattern), scope_free)


POSTS, STAFF = "编制数", "实有人数"
"""行政编制 and 事业编制 are parts of 编制数, whoever has both; 在编 alone is a part of 实有人数."""

CONCEPTS: tuple[Concept, ...] = (
    _concept(
        POSTS,
        r"(?:编办)?(?:我局|我单位|本单位|本部门|全局)?(?:现|共)?有?(?:在职)?(?:人员|各类)?(?:核定)?(?:人员)?编制(?:人|总)?数?(?:人员)?",
        True,
    ),
    _concept(
        STAFF,
        r"(?:年末|期末)?现?有?(?:实有|在职|在岗)(?:在职|在编)*(?:人员|人|职工|干部职工)?(?:数|人数)?",
        True,
    ),
    _concept(
        "综合得分",
        r"(?:绩效)?(?:部门整体支出)?(?:绩效)?(?:自评|评价)?(?:综合)?(?:自评)?(?:得分|评分|总分|总得分)",
        True,
    ),
    _concept("收入总计", r"(?:本年)?收入总计", False),
    _concept("收入合计", r"本年收入(?:合计)?|收入合计", False),
    _concept("支出总计", r"(?:本年)?支出总计", False),
    _concept("支出合计", r"本年支出(?:合计)?|支出合计|(?:部门)?整体支出(?:合计|总额)?", False),
    _concept("财政拨款收入", r"财政拨款收入(?:合计|总计)?", False),
    _concept("财政拨款支出", r"(?:财政拨款)?支出|财政拨款支出(?:合计|总计)?", False),
    _concept("基本支出", r"(?:财政拨款)?基本支出(?:合计)?", False),
    _concept("项目支出", r"(?:财政拨款)?项目支出(?:合计)?", False),
    _concept("人员经费", r"人员(?:经费|支出)", False),
    _concept("公用经费", r"(?:日常)?公用(?:经费|支出)", False),
    _concept("三公经费", r"(?:财政拨款)?三公经费(?:支出)?(?:合计|总额)?", False),
    _concept("公务接待费", r"公务接待(?:费|费用|经费|费支出|支出)?", False),
    _concept("因公出国（境）费", r"因公出国境?(?:费|费用|经费|费支出|支出)?", False),
    _concept("公务用车购置费", r"公务用车购置(?:费|费用|经费|费支出)?", False),
    _concept("公务用车运行维护费", r"公务用车运行(?:维护)?(?:费|费用|经费|费支出)?", False),
    _concept("机关运行经费", r"机关运行经费(?:支出)?", True),
    _concept("政府采购金额", r"政府采购(?:支出)?(?:总额|金额)?", True),
    _concept("固定资产总额", r"(?:所有)?固定资产(?:总额|合计|原值)?", True),
)

_TIME = re.compile(
    r"^(?:(?:19|20)\d{2}年?度?|本年度?|当年|全年|年末|年初|本单位|本部门|我局|我单位|本局|其中|全市|市级|单位|部门|机关(?!运行))+"
)
_OWNER = re.compile(
    r"^[一-龥]{2,18}?(?:人民政府|局|中心|办公室|委员会|办事处|站|所|院|校|馆|队|处)"
    r"(?=(?:19|20)\d{2}年|一般公共|财政拨款|本年|三公|机关运行|政府采购支出|公务)"
)
"""谷阳镇人民政府2022年度…: whose figure it is."""


@lru_cache(maxsize=1 << 13)
def bare_label(label: str) -> str:
    """A label without scope, time and quotes."""
    words = label.replace("“", "").replace("”", "").replace('"', "").replace("（境）", "境")
    words = _TIME.sub("", _OWNER.sub("", words))
    for _, pattern in SCOPES:
        words = pattern.sub("", words)
    words = re.sub(r"^(?:预算)?(?:财政拨款)(?=基本|项目|三公|支出$)", "", words)
    return _TIME.sub("", re.sub(r"（[^（）]*）$", "", words))


@lru_cache(maxsize=1 << 13)
def concepts_of(label: str) -> tuple[Concept, ...]:
    """The concepts which a figure of this label may be."""
    bare = bare_label(label)
    return tuple(concept for concept in CONCEPTS if concept.pattern.fullmatch(bare))


def is_staff_behind(label: str, before: str) -> bool:
    """核定编制30人，实有28人: with nothing but 实有, the staff of whoever has the posts that were named just before."""
    return label == "实" and any(concept.name == POSTS for concept in concepts_of(before))


NAMELESS_OUTLAY = frozenset({"支出", "总支出", "支出总额"})
OUTLAY = "支出合计"
_WHOLE_OUTLAY = re.compile(
    r"(?:[一-龥（）]{0,24}(?:局|委|办|厅|处|站|所|中心|单位|部门)，?)?"
    r"(?:(?:19|20)\d{2}年度?|全年|本年度?|年度|当年)+(?:我局|本局|我单位|本单位|本部门|部门|单位)?"
    r"(?:总支出|支出总额|支出)(?:为|共|共计|达到?|：)*"
)


def is_whole_outlay(words: str) -> bool:
    """2022年度支出5394.86万元: a sentence that begins with nothing but whose and when, up to the figure, tells of all that was spent."""
    return _WHOLE_OUTLAY.fullmatch(words) is not None


GRADES = ("优秀", "优", "良好", "良", "中", "合格", "较差", "差")
GRADE_CONCEPT = "等次"


def concept_named(name: str) -> Concept:
    """The concept of a form's figure; a name not listed here is a label of its own (an indicator)."""
    bare = name.replace("“", "").replace("”", "")
    for concept in CONCEPTS:
        if concept.name == name or concept.pattern.fullmatch(bare):
            return concept
    return Concept(name, re.compile(re.escape(bare) + r"(?:支出|数|额)?"), True)
