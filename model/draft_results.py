"""First drafts of chapters 六 to 八: how the indicators were met, score and grade, what went short and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.draft_indicators import completion, lost_points, rate_rows, rate_sentences, rows_of
from model.draftwords import MONEY, Words, joined, paragraphs, under
from model.fieldsyntax import written
from model.fieldwords import LOST
from model.forms.annex1 import BASE_EXTRA
from model.forms.annex2 import EXECUTION, TOTAL
from model.forms.indicators import INDICATORS, RESULT, SCORES
from model.forms.overview import COVER
from model.scoreformulas import BENEFIT, INPUT, OUTPUT, SATISFACTION

if TYPE_CHECKING:
    from model.book import Book

_HEADINGS = ((OUTPUT, "产出指标"), (BENEFIT, "效益指标"), (SATISFACTION, "满意度指标"))
_NUMERALS = "一二三四"
_SHORT = {INPUT: "投入", OUTPUT: "产出", BENEFIT: "效益", SATISFACTION: "满意度"}


# ---- 六、部门整体支出绩效情况 ------------------------------------------------------------------------------------


def performance(book: Book) -> str:
    """指标完成情况, indicator by indicator under its first-level heading."""
    words = Words(book)
    lists = [(title, _completions(words, category)) for category, title in _HEADINGS]
    told = [(title, lines) for title, lines in lists if lines]
    if not told:
        return ""
    return paragraphs(
        f"{book.year}年度绩效指标完成情况如下：",
        *(
            under(f"（{numeral}）{title}完成情况", *lines)
            for numeral, (title, lines) in zip(_NUMERALS, told, strict=False)
        ),
    )


def _completions(words: Words, category: str) -> list[str]:
    told = [text for row in rows_of(words, category) if (text := completion(words, row))]
    return [f"{number}、{text}。" for number, text in enumerate(told, 1)]


# ---- 七、综合评价情况及评价结论 ------------------------------------------------------------------------------------


def verdict(book: Book) -> str:
    """综合得分 and 等次, the score table's sentence, then each first-level heading with what it got and lost."""
    words = Words(book)
    blocks = [_execution(words), *(_category(words, category, title) for category, title in _HEADINGS)]
    told = [lines for lines in blocks if lines[0]]
    return paragraphs(
        under("（一）部门整体支出绩效评价综合结论", *_conclusion(words)),
        under(
            "（二）部门整体支出绩效目标实现情况",
            *(paragraphs(f"{number}、{heading}", *lines) for number, (heading, *lines) in enumerate(told, 1)),
        ),
    )


def _conclusion(words: Words) -> tuple[str, ...]:
    score, grade, unit = RESULT.ref("score"), RESULT.ref("grade"), COVER.ref("unit_name")
    if not words.has(score):
        return ()
    who = written(unit) if words.has(unit) else "本部门（单位）"
    graded = f"绩效自评结果等次为“{written(grade)}”" if words.has(grade) else ""
    parts = words.figures((name, SCORES.ref(row, "score"), "分") for row, name in _SHORT.items())
    whole = f"{who}{words.book.year}年度部门整体支出绩效评价综合得分为{written(score)}分"
    table = "一级指标具体得分情况详见下表：" if parts else ""
    return (
        f"{joined((whole, graded, f'其中：{parts}' if parts else ''))}。{table}",
        f"备注：详细评分见{words.book.profile.annexes['self_evaluation']}部门整体支出绩效自评表。",
    )


def _execution(words: Words) -> list[str]:
    """预算执行率: the two sums, the rate, and how it is scored; heading first."""
    cells = {code: EXECUTION.ref(TOTAL, code) for code in ("annual", "executed", "rate", "weight", "score")}
    figures = words.figures(
        (
            ("全年预算数", cells["annual"], MONEY),
            ("全年执行数", cells["executed"], MONEY),
            ("预算执行率", cells["rate"], ""),
        )
    )
    if not words.has(cells["annual"], cells["executed"], cells["rate"]):
        return [_with_points(words, "预算执行率", INPUT)]
    how = (
        f"按执行率×分值（{written(cells['weight'])}分）计分，得分最高为分值。"
        if words.has(cells["weight"])
        else ""
    )
    return [
        _with_points(words, "预算执行率", INPUT) or "预算执行率",
        f"{words.book.year}年，本部门{figures}。{how}",
    ]


def _category(words: Words, category: str, title: str) -> list[str]:
    """Heading with points, what was met, the control rates (产出 only), and the points lost with their reasons."""
    rows = rows_of(words, category)
    rates = list(filter(None, rate_sentences(words))) if category == OUTPUT else []
    told_as_rate = rate_rows(words) if rates else frozenset()
    met = joined((completion(words, row) for row in rows if row not in told_as_rate), "；")
    heading = _with_points(words, title, category)
    if not heading and not met and not rates:
        return [""]
    lost = (lost_points(words, row) for row in rows)
    return [heading or title, f"{met}。" if met else "", *rates, *lost]


def _with_points(words: Words, title: str, category: str) -> str:
    """产出指标（50分，得49分，扣1分）; nothing while the score table is empty there."""
    weight, score = SCORES.ref(category, "weight"), SCORES.ref(category, "score")
    if not words.has(weight, score):
        return ""
    return f"{title}（{written(weight)}分，得{written(score)}分，扣{written(score, LOST)}分）"


# ---- 八、主要经验做法、存在的问题及原因分析 -------------------------------------------------------------------------


def experience(book: Book) -> str:
    """厉行节约保障措施 as practice; the indicators that went short, with the reasons that the table gives."""
    words = Words(book)
    thrift = BASE_EXTRA.ref("thrift")
    short = [text for row in book.group("indicators") if (text := _short(words, row))]
    return paragraphs(
        "（一）主要经验做法\n" + words.sentence(thrift) if words.has(thrift) else "",
        under(
            f"（{_NUMERALS[words.has(thrift)]}）存在的问题及原因分析",
            *(f"{number}、{text}" for number, text in enumerate(short, 1)),
        ),
    )


def _short(words: Words, row: str) -> str:
    reason = INDICATORS.ref(row, "reason")
    met = completion(words, row) if words.has(reason) else ""
    return f"{met}。{words.sentence(reason)}" if met else ""
