"""The measuring units of 绩效指标 and how they convert.

A unit word is a scale word (万, 亿 …) and a base: 万人, 亿元, 万平方米. Bases of one dimension convert
exactly (as fractions: 15 亩 are exactly 1 公顷); a count word such as 个 or 家 converts to itself only.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

MONEY = "金额"
RATIO = "百分比"
COUNT = "计数"

_SCALES = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 10**2}

_DIMENSIONS: dict[str, dict[str, Fraction | int]] = {
    MONEY: {"元": 1},
    RATIO: {"%": 1, "‰": Fraction(1, 10)},
    "百分点": {"个百分点": 1, "百分点": 1},
    "面积": {
        "平方米": 1, "㎡": 1, "m²": 1, "m2": 1, "平米": 1, "亩": Fraction(2000, 3), "公顷": 10_000,
        "平方公里": 10**6, "平方千米": 10**6,
    },
    "体积": {"立方米": 1, "m³": 1, "m3": 1, "方": 1, "立方": 1},
    "长度": {"米": 1, "m": 1, "延米": 1, "公里": 1000, "千米": 1000, "km": 1000},
    "重量": {"千克": 1, "公斤": 1, "kg": 1, "吨": 1000, "t": 1000, "克": Fraction(1, 1000)},
    "人数": {"人": 1, "名": 1},
    "时长": {"分钟": 1, "小时": 60, "天": 1440, "日": 1440},
    "功率": {"瓦": 1, "千瓦": 1000, "kW": 1000, "兆瓦": 10**6, "MW": 10**6},
    "电量": {"千瓦时": 1, "度": 1, "kWh": 1},
}  # fmt: skip

_COUNTING = """
个 家 件 次 项 户 台 套 批 期 篇 份 条 座 处 所 场 种 类 位 人次 人天 场次 台次 户次 批次 班次
例 例次 起 宗 间 栋 幢 张 册 本 块 片 棵 株 头 只 羽 尾 匹 辆 艘 架 部 门 支 组 队 班 届 轮 遍
级 星 分 倍 年 个月 个工作日 工作日 周 季度 村 镇 乡 个村 股 盏 口 眼 根 面 枚 颗 把 对 双 节
课时 学时 字 页 版 集 幅 车次 趟 站 标段 岁 包 箱 袋 瓶 桶 杆 基 孔 道 封 名次 台套 台/套 个/套
公里/小时 元/人 元/平方米 万元/公里 元/吨 元/个 元/亩 元/次 元/户 元/月 元/年 万元/年 人/次
次/年 个/年 家/年
"""
COUNT_WORDS = frozenset(_COUNTING.split())


@dataclass(frozen=True)
class Unit:
    """A unit word understood: what it measures and its size in the base of that dimension."""

    word: str
    dimension: str
    base: str
    factor: Fraction

    @property
    def is_count(self) -> bool:
        """Whether it merely counts things, so that leaving the word out is harmless."""
        return self.dimension in {COUNT, "人数"}


def find_unit(word: str) -> Unit | None:
    """The unit named by ``word``, "" and bare scale words (万) included; None if we do not know it."""
    plain = _find_base(word)
    if plain is not None:
        return plain
    for scale_word, scale in _SCALES.items():
        base = _find_base(word.removeprefix(scale_word)) if word.startswith(scale_word) else None
        if base is not None and base.dimension not in {RATIO, "百分点"}:
            return Unit(word, base.dimension, base.base, base.factor * scale)
    return None


def _find_base(word: str) -> Unit | None:
    for dimension, factors in _DIMENSIONS.items():
        if word in factors:
            return Unit(word, dimension, dimension, Fraction(factors[word]))
    if not word or word in COUNT_WORDS:
        return Unit(word, COUNT, word, Fraction(1))
    return None


def same_kind(first: Unit, second: Unit) -> bool:
    """Whether figures in the two units can be compared (量纲一致)."""
    if first.base == second.base:
        return True
    return first.is_count and second.is_count and "" in {first.base, second.base}


def base_words() -> list[str]:
    """Every base word, longest first, as a reader of text must try them."""
    known = {word for factors in _DIMENSIONS.values() for word in factors}
    return sorted(known | COUNT_WORDS, key=lambda word: (-len(word), word))


def scale_words() -> list[str]:
    """万, 亿 and their like, longest first."""
    return sorted(_SCALES, key=lambda word: (-len(word), word))
