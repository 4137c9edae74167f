"""Lines of titles, column headings and labels: broken between words, of about one length (词意完整、长短适宜).

A short centred text looks wrong in ways that prose does not: “公共财 / 政拨款”, or a last line of one character. The
few lines are therefore chosen together: cheapest is what parts no word of the trade and varies least in length.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from typing import TypeAlias

from export.linebreak import HANGING, permitted_breaks

_Found: TypeAlias = tuple[float, list[tuple[int, int]]]
"""What lines cost, and where they begin and end."""
_Setting: TypeAlias = Callable[
    [str, Sequence[float], tuple[float, float, int], Sequence[float]], _Found | None
]

LONGEST = 120
"""Longer texts are prose."""
_MOST_LINES = 8
_MOST_FULL_LINES = 6
"""What fills more lines than this at the least is set as prose."""

_LEXICON = (
    "公共财政 政府基金 服务对象 社会公众 非税收入 专项资金 省级 市级 州级 部门 单位 整体 支出 收入 绩效 自评 评价 报告 工作 开展 关于 通知 年度 预算 决算 资金 总额 合计 情况 目标 指标 指标值 "
    "完成 实际 预期 全年 年初 执行 执行数 预算数 决算数 执行率 控制率 得分率 控制 规模 批复 投资 概算 分值 得分 一级 二级 三级 偏差 原因 "
    "分析 改进 措施 数量 质量 时效 成本 经济 社会 生态 效益 可持续 影响 满意度 服务 对象 公众 产出 公用 经费 三公 公务 用车 "
    "公务用车 接待 接待费 购置 购置费 运行 维护 维护费 维护经费 出国 因公 因公出国 费用 公共 财政 拨款 政府 政府性 政府采购 采购 基金 "
    "专户 管理 纳入 非税 结转 结余 上年 当年 累计 其他 基本 项目 人员 固定 资产 固定资产 在用 出租 机构 名称 局机关 汇总 职能 职责 概述 主要 "
    "内容 总体 取得 成绩 综合 等次 联系 电话 编制 编制数 实有 人数 实际 在职 供养 楼堂馆所 完工 厉行 节约 保障 落实 推进 建设 "
    "科技 创新 工业 信息 信息化 中心 事务 大队 办公室 领导 小组 工作领导小组 名单 组长 成员 局长 专项 业务 办公费 印刷费 培训费 差旅费 "
    "会议费 水费 电费 高新 技术 企业 产业 增加 增加值 县 市 州 创建 扎实 提高 加快 通信 基础 设施 重点 及时率 及时 利用率 "
    "执行情况 帮扶 整治 修复 综合 培育 新增 认可 较为 服务业 吉首 吉首市 湖南 湖南省 湘西 年完工 申请 依据 开支 "
    "归口 股室 负责人 意见 签署 签字 盖章 职务 职称 姓名 实施 计划 定性 定量"
)
"""Words of the forms and of official titles; they are not cut in two."""
_WORDS = frozenset(_LEXICON.split())
_LONGEST_WORD = max(map(len, _WORDS))
_LEADS = frozenset("及和与或（《“")
"""A line rather begins with these."""
_TRAILS = frozenset("的）》”、，。；：")
"""A line rather ends with these."""
_GOOD, _PLAIN, _POOR, _BAD = 0.0, 0.06, 0.25, 1.0
_TITLE_WORD, _NAME = 2.0, 5.0
"""What it costs in a document's title to part a word, or a name of the packet, besides: more than any shape is worth."""
_VALLEY = 0.4
"""What a line costs that is shorter than both its neighbours."""
_SEEN = 0.03
"""The share of the measure by which a difference in length is seen."""
_FEWEST_TAPERED, _MOST_TAPERED, _MOST_SEAMS = 3, 4, 40
"""Titles of so many lines, with no more words than this, are tried in every way."""
_RUNT = 1.2
_EXTRA_LINE = 0.5
"""What another line costs: less than parting a word."""


def balanced_breaks(text: str, advances: Sequence[float], measure: float) -> list[tuple[int, int]] | None:
    """The lines of a short text as (start, end), best in sense and shape; None if it is too long to be a title."""
    if not text or len(text) > LONGEST:
        return None
    return _fewest_lines(text, advances, measure, _seam_costs(text), _cheapest)


def title_breaks(
    text: str, advances: Sequence[float], measure: float, names: tuple[str, ...]
) -> list[tuple[int, int]] | None:
    """The lines of a document's title (GB/T 9704, 7.3.1): no name of the packet is parted, and no line is shorter than
    both its neighbours, so that they are a trapezium or a rhombus.
    """
    if not text or len(text) > LONGEST:
        return None
    return _fewest_lines(text, advances, measure, _seam_costs(text, names), _tapered)


def kept_lines(lines: Sequence[str], names: tuple[str, ...]) -> list[str]:
    """The author's lines of a title, joined again where their end parts a word or a name (工作 / 领导小组)."""
    kept = list(lines[:1])
    for line in lines[1:]:
        joined, place = kept[-1] + line, len(kept[-1])
        if any(start < place < end for start, end in _segments(joined, names)):
            kept[-1] = joined
        else:
            kept.append(line)
    return kept


def _fewest_lines(
    text: str, advances: Sequence[float], measure: float, costs: Sequence[float], setting: _Setting
) -> list[tuple[int, int]] | None:
    """The best lines: as few as fit, or some more where that spares a word."""
    edges = [0.0, *accumulate(advances)]
    least = max(math.ceil(edges[-1] / measure - 1e-6), 1)
    if least > _MOST_FULL_LINES:
        return None
    best: _Found | None = None
    for count in range(least, _MOST_LINES + 1):
        ideal = edges[-1] / count
        found = setting(text, edges, (measure, ideal, count), costs)
        if found is None:
            continue
        total = found[0] + _EXTRA_LINE * (count - least)
        if best is None or total < best[0]:
            best = (total, found[1])
        elif count > least + 1:
            break
    return best[1] if best else None


def _cheapest(
    text: str, edges: Sequence[float], shape: tuple[float, float, int], costs: Sequence[float]
) -> _Found | None:
    """The cheapest way to set the text in exactly so many lines."""
    measure, ideal, count = shape
    size = len(text)
    table: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for number in range(1, count + 1):
        row: dict[int, tuple[float, int]] = {}
        for start, (spent, _) in table[-1].items():
            for end in range(start + 1, size + 1):
                width = edges[end] - edges[start]
                if width > measure + 1e-6:
                    break
                if (end == size) != (number == count) or not math.isfinite(costs[end]):
                    continue
                total = spent + costs[end] + _line_cost(text[start:end], width, ideal)
                if end not in row or total < row[end][0]:
                    row[end] = (total, start)
        table.append(row)
    if size not in table[count]:
        return None
    lines: list[tuple[int, int]] = []
    end = size
    for number in range(count, 0, -1):
        start = table[number][end][1]
        lines.insert(0, (start, end))
        end = start
    return table[count][size][0], lines


def _tapered(
    text: str, edges: Sequence[float], shape: tuple[float, float, int], costs: Sequence[float]
) -> _Found | None:
    """The same for a title; of a few lines none is shorter than both its neighbours if that can be."""
    measure, ideal, count = shape
    seams = [place for place in range(1, len(text)) if costs[place] <= _POOR]
    if not _FEWEST_TAPERED <= count <= _MOST_TAPERED or len(seams) > _MOST_SEAMS:
        return _cheapest(text, edges, shape, costs)
    best: _Found | None = None
    for ends in combinations(seams, count - 1):
        lines = list(pairwise((0, *ends, len(text))))
        widths = [edges[end] - edges[start] for start, end in lines]
        if max(widths) > measure + 1e-6:
            continue
        total = sum(costs[end] for end in ends) + _VALLEY * _valleys(widths, measure)
        total += sum(
            _line_cost(text[start:end], width, ideal)
            for (start, end), width in zip(lines, widths, strict=True)
        )
        if best is None or total < best[0]:
            best = (total, lines)
    return best or _cheapest(text, edges, shape, costs)


def _valleys(widths: Sequence[float], measure: float) -> int:
    """How many lines are visibly shorter than both their neighbours."""
    seen = measure * _SEEN
    triples = zip(widths, widths[1:], widths[2:], strict=False)
    return sum(min(above, below) - line > seen for above, line, below in triples)


def _line_cost(line: str, width: float, ideal: float) -> float:
    alone = sum(character not in HANGING for character in line.strip()) < 2
    return ((width - ideal) / ideal) ** 2 + (_RUNT if alone else 0.0)


@lru_cache(maxsize=512)
def _seam_costs(text: str, names: tuple[str, ...] | None = None) -> tuple[float, ...]:
    """What it costs to end a line before each place; infinite where the rules of 避头尾 forbid it. Titles have `names`."""
    allowed = permitted_breaks(text)
    words = _segments(text, names or ())
    seams = {place for word in words for place in word}
    seams |= {place for place in range(1, len(text)) if text[place].isdigit() != text[place - 1].isdigit()}
    inner = {start + 2 for start, end in words if end - start == 4}
    costs = [math.inf]
    for place, (before, after) in enumerate(pairwise(text), 1):
        if not allowed[place]:
            costs.append(math.inf)
        elif after in _LEADS or before in _TRAILS:
            costs.append(_PLAIN if after in "（《“" else _GOOD)
        elif before in _LEADS or after in _TRAILS:
            costs.append(_POOR)
        else:
            costs.append(_PLAIN if place in seams else _POOR if place in inner else _BAD)
    costs.append(0.0)
    for start, end in words if names is not None else ():
        more = _NAME if text[start:end] in (names or ()) else _TITLE_WORD
        for place in range(start + 1, end):
            costs[place] += more if costs[place] > _POOR or more == _NAME else 0.0
    return tuple(_within_brackets(text, costs))


def _within_brackets(text: str, costs: list[float]) -> list[float]:
    """A bracket rather stays whole."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "（《“(") - (place > 0 and text[place - 1] in "）》”)")
        if depth > 0 and place and text[place - 1] not in "（《“(" and character not in "（《“(":
            costs[place] += _POOR
    return costs


def _segments(text: str, names: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """The words and names of the text from left to right, the longest first; what is neither goes unnamed."""
    found = []
    place = 0
    while place < len(text):
        named = max((len(name) for name in names if text.startswith(name, place)), default=0)
        length = named or next(
            (
                n
                for n in range(min(_LONGEST_WORD, len(text) - place), 1, -1)
                if text[place : place + n] in _WORDS
            ),
            0,
        )
        if length:
            found.append((place, place + length))
        place += length or 1
    return found
