"""Numbers in a paragraph: what they count, and which digits are no figures at all.

Years, dates, 文号, codes, telephone numbers and 序号 are recognised first and never become
amounts.  What looks like a number but is written wrongly ("1..95万元") is kept, marked and read as
the figure it most likely is, so that one slip does not hide the sum it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from model.prose.text import Paragraph


class Kind(Enum):
    """The dimension of a quantity; only like is ever compared with like."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    SCORE = "score"
    COUNT = "count"
    BARE = "bare"


MONEY_UNITS = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001"), "千元": Decimal("0.1"),
               "百万元": Decimal(100), "亿": Decimal(10000), "万": Decimal(1)}  # fmt: skip
"""How many 万元 one unit is."""

COUNT_UNITS = (
    "人次", "批次", "场次", "辆次", "家次", "户次", "车次", "班次", "公斤", "千克", "平方米", "平方公里", "立方米", "公里", "千米", "公顷", "万人", "万人次", "万亩", "万户", "万吨", "万千瓦",
    "万件", "万个", "千瓦时", "个", "家", "件", "人", "名", "项", "次", "户", "台", "辆", "套", "座", "处", "所", "场", "期",
    "条", "篇", "份", "亩", "吨", "批", "村", "岁", "宗", "例", "起", "株", "位", "部", "支", "款", "类", "栋", "间", "米", "倍",
    "㎡", "册", "本", "幅", "天", "课时", "片", "组", "门", "艘", "块", "盏", "口", "眼", "头", "只", "股", "级", "站", "单",
    "笔", "段", "县", "镇", "乡", "千伏", "千瓦", "兆瓦", "小时", "年", "个月", "月",
)  # fmt: skip

_UNIT = "|".join(
    sorted(
        [
            "百万元",
            "亿元",
            "万元",
            "千元",
            "元",
            "亿",
            "万",
            "个百分点",
            "百分点",
            "%",
            "‰",
            "分",
            *COUNT_UNITS,
        ],
        key=len,
        reverse=True,
    )
)
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?P<sign>(?<![0-9A-Za-z）—~-])-)?(?P<bad>\d+\.\.+\d+|\d+(?:\.\d+){{2,}}|(?<![0-9A-Za-z])\.\d+|\d+。\d{{1,2}}(?=万元|亿元|%)|\d+\.(?=[%万亿元]))"
    rf"(?P<bad_unit>{_UNIT})?|(?P<sign2>(?<![0-9A-Za-z）—~-])-)?(?P<figure>{_FIGURE})(?P<unit>{_UNIT})?"
)

_CN_YEAR = r"(?:19|20)\d{2}"
_NOT_FIGURES = re.compile(
    "|".join(
        [
            rf"[〔［\[（]{_CN_YEAR}[〕］\]）]\s*第?\d+号",  # 文号
            rf"{_CN_YEAR}年?(?:[-—至~～到]{{1,2}}{_CN_YEAR})年?(?:度|间)?",  # year ranges
            rf"{_CN_YEAR}年(?:度|末|底|初)?(?:\d{{1,2}}月(?:份)?)?(?:[-—至到]{{1,2}}\d{{1,2}}月)?(?:\d{{1,2}}日)?",
            rf"(?<![\d.]){_CN_YEAR}(?:[-./]\d{{1,2}}){{2}}(?![\d%])",  # 2023.7.24
            rf"(?<![\d.,]){_CN_YEAR}(?=[、和与，至](?:19|20)\d{{2}}年|-\d{{1,2}}月)",
            r"\d{1,2}[-—至到]{1,2}\d{1,2}月(?:份|底)?",
            r"(?<![\d.])\d{1,2}月(?:份|底|末|初)?(?:\d{1,2}日)?(?![\d])",
            r"(?<![\d.])\d{1,2}[日号](?!文)",
            r"\d{3,4}-\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)",  # telephones
            r"(?<=电话)[：:]?\d{5,12}|(?<=代码)[：为]?\w{6,20}|(?<=编码)[：为]?\w{4,20}|(?<=编号)[：为]?[\w-]{4,30}",
            r"(?<=索引号)[\d]+|(?<=邮编)[：]?\d{6}",
            r"(?<!\d)\d{10,}(?![\d.元万亿%])",  # long codes
            r"第\d+(?:[-—]\d+)?[条款项章节号部分次届批名位期页表]?",
            r"附[件表录]\d+|图\d+|表\d+|(?<=[（(])\d{2,3}(?=[类款项][）)])|(?<![\d.])0\d(?=[类款项])",
            rf"(?<![\d.,]){_CN_YEAR}(?=本|全|预算|决算|收|支)",
            r"(?<!\d)\d{1,6}[号室楼栋幢层](?!召)|(?<!\d)\d{1,8}[A-Za-z]{1,4}(?![a-z])",
            r"(?<![A-Za-z])[A-Za-z]{1,12}-?\d{1,12}[A-Za-z]{0,4}(?![\d.,]{0,20}[万亿元%])",
            r"\d{1,2}：\d{2}(?!\d)|国发\d+|(?<![\d.])\d{1,2}/\d{1,2}(?![\d.])",
        ]
    )
)
_INLINE_NUMBERING = re.compile(
    r"(?:(?<=[。；：！])|^)(?:\d{1,2}[、](?!\d)|\d{1,2}\.(?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?![\d%万亿元个家件人项分]))|（\d{1,2}）"
)
_APPROXIMATE_BEFORE = re.compile(
    r"(?:约|近|超过?|逾|突破|不足|不低于|不少于|至少|最高|最低|大约|将近|≥|≤|>|<|以上|高于|低于)(?:为|达)?$"
)
_APPROXIMATE_AFTER = re.compile(r"(?:左右|以上|以下|以内|余|多[万亿元个家人]?|上下)")
_LONGEST = 26
"""Longer runs of digits are codes, never figures."""
_RANGE = re.compile(r"(?:（不?含）)?[-—~～至到]{1,2}\d")


@dataclass(frozen=True)
class Quantity:
    """One figure; positions count characters of its paragraph's canonical text."""

    value: Decimal
    unit: str
    kind: Kind
    start: int
    figure_end: int
    end: int
    digits: str
    malformed: bool = False
    approximate: bool = False
    inherited_unit: bool = False

    @property
    def places(self) -> int:
        """Decimals as written."""
        return len(self.digits.partition(".")[2])

    @property
    def wan(self) -> Decimal:
        """A money figure in 万元."""
        return self.value * MONEY_UNITS[self.unit]

    @property
    def dimension(self) -> str:
        """What it may be added to: money, 分, %, or the unit counted."""
        if self.kind is Kind.COUNT:
            return "人" if self.unit in {"名", "位"} else self.unit
        return str(self.kind.value)

    @property
    def stated(self) -> str:
        """As a clerk reads it: figure and unit."""
        return f"{self.digits}{self.unit}"


def read_quantities(paragraph: Paragraph) -> list[Quantity]:
    """All figures of a paragraph in order, without years, codes, 文号 and 序号."""
    text = paragraph.text
    masked = _mask(text)
    found = [
        _quantity(text, match)
        for match in _NUMBER.finditer(masked)
        if not _is_range_start(masked, match) and match.end() - match.start() <= _LONGEST
    ]
    return list(_with_inherited_units(text, found))


def _mask(text: str) -> str:
    """Blank out every digit which is no figure; same length."""
    for pattern in (_NOT_FIGURES, _INLINE_NUMBERING):
        text = pattern.sub(lambda match: re.sub(r"[\d.]", "■", match.group()), text)
    return text


def _is_range_start(masked: str, match: re.Match[str]) -> bool:
    """60—80分: the lower bound of a range is no figure of its own."""
    return _RANGE.match(masked, match.end()) is not None


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    bad = match.group("bad")
    figure = bad or match.group("figure")
    unit = (match.group("bad_unit") if bad else match.group("unit")) or ""
    sign = "-" if (match.group("sign") or match.group("sign2")) else ""
    figure_start = match.end() - len(unit) - len(figure)
    digits = sign + (_most_likely(figure) if bad else figure.replace(",", ""))
    unit = _settled_unit(text, unit, match.end())
    end = figure_start + len(figure) + len(unit)
    return Quantity(
        value=Decimal(digits),
        unit=unit,
        kind=_kind(unit),
        start=figure_start - len(sign),
        figure_end=figure_start + len(figure),
        end=end,
        digits=digits,
        malformed=bad is not None,
        approximate=_is_approximate(text, figure_start, end),
    )


def _most_likely(figure: str) -> str:
    """The figure behind a malformed one: 1..95 → 1.95, .5 → 0.5, 1.2.3 → 1.23."""
    whole, _, decimals = figure.replace("。", ".").partition(".")
    rest = decimals.replace(".", "")
    return f"{whole or '0'}.{rest}" if rest else whole


def _settled_unit(text: str, unit: str, end: int) -> str:
    """Units which are only units in the right company: 分 of 分别, 年 of 年初, 家 of 家庭 …"""
    following = text[end : end + 1]
    if unit == "分" and following and following in "别类散期管配析布局成":
        return ""
    if unit in {"个", "家", "人", "级", "类"} and following == "别":
        return ""
    if unit == "元" and following in {"件", "素"}:
        return ""
    return unit


def _kind(unit: str) -> Kind:
    if unit in MONEY_UNITS:
        return Kind.MONEY
    if unit in {"%", "‰"}:
        return Kind.PERCENT
    if unit.endswith("百分点"):
        return Kind.POINTS
    if unit == "分":
        return Kind.SCORE
    return Kind.COUNT if unit else Kind.BARE


def _is_approximate(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 4) : start]
    after = text[end : end + 2]
    return bool(_APPROXIMATE_BEFORE.search(before) or _APPROXIMATE_AFTER.match(after))


def _with_inherited_units(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """分别为120.5、98.3万元: a figure listed directly before one with a unit shares it."""
    following: Quantity | None = None
    settled: list[Quantity] = []
    for quantity in reversed(found):
        current = quantity
        if (
            quantity.kind is Kind.BARE
            and following is not None
            and following.unit
            and text[quantity.end : following.start] in {"、", "，", "和", "与", "及"}
        ) or (
            quantity.kind is Kind.BARE and following is not None and _is_bare_zero(text, quantity, following)
        ):
            current = _with_unit(quantity, following)
        settled.append(current)
        following = current
    return reversed(settled)


def _is_bare_zero(text: str, quantity: Quantity, following: Quantity) -> bool:
    """年初预算为0，支出决算为3.2万元: nothing needs no unit."""
    named = text[quantity.start - 1 : quantity.start] in {"为", "数", "是"}
    near = following.start - quantity.end < 20 and following.kind is Kind.MONEY
    return (
        quantity.kind is Kind.BARE
        and quantity.value == 0
        and named
        and near
        and text[quantity.end : quantity.end + 1] in {"，", "；"}
    )


def _with_unit(quantity: Quantity, model: Quantity) -> Quantity:
    return Quantity(
        value=quantity.value,
        unit=model.unit,
        kind=model.kind,
        start=quantity.start,
        figure_end=quantity.figure_end,
        end=quantity.end,
        digits=quantity.digits,
        malformed=quantity.malformed,
        approximate=quantity.approximate,
        inherited_unit=True,
    )
