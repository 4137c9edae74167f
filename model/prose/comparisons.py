"""Words of comparison against the figures: 决算数大于预算数, 持平, and the reasons given (G55)."""

from __future__ import annotations

import re
from decimal import Decimal

from model.findings import Severity
from model.prose.entries import Entry, amount, main_items, read_entries
from model.prose.findings import Sheet
from model.prose.items import Item, ReadParagraph, Role
from model.prose.quantities import Kind

_VERB = re.compile(r"(增加|增长|上升|提高|减少|下降|降低|增|减)\w{0,2}$")


def verb_of(item: Item) -> str:
    """The word of a change as the text has it."""
    match = _VERB.search(item.lead)
    return match.group(1) if match is not None else ("增加" if item.direction > 0 else "减少")


_COMPARISON = re.compile(
    r"(?:决算|支出|执行|实际)?数?额?(?P<word>大于|小于|等于|高于|低于|超过|超出)(?:年初|全年|调整)?预算(?:安排)?数?"
    r"|(?:与|和)(?:年初|全年|调整)?预算数?(?:基本)?(?P<level>持平|一致|相等)"
)
_COMPLETED = re.compile(
    r"完成(?:年初|全年|调整后?|年度)?预算的?(?P<rate>\d+(?:\.\d+)?)%[，。；]?(?:支出)?决算数?(?P<word>大于|小于|等于|高于|低于|与(?:年初|全年|调整)?预算数?(?:基本)?(?:持平|一致|相同))"
)
_LEVEL_REASON = re.compile(
    r"持平[^。；]{0,14}?(?P<which>(?:增加|减少|增长|下降)的)?(?:主要)?原因[^。；]{0,60}"
)
_DIRECTION_REASON = re.compile(
    r"(?P<word>增加|增长|上升|提高|减少|下降|降低)(?:的|变动)?(?:主要)?(?:原因|是因为|是由于)"
)
_LOOSE_REASON = re.compile(r"主要(?:原因)?(?:是|为|：)(?:因为|由于|因)?(?P<reason>[^，。；、]{2,30})")
_REASON_UP = re.compile(
    r"(?:人员|工资|项目|经费|支出|业务|工作量|工作任务|标准|基数|采购)[^，。；]{0,6}(?:增加|增长|提高|增多)$"
)
_REASON_DOWN = re.compile(
    r"(?:人员|工资|项目|经费|支出|业务|工作量|工作任务|采购|厉行节约)[^，。；]{0,6}(?:减少|下降|压减|缩减)$"
)
_NOT_SIMPLE = re.compile(r"结余|结转|退休|离退|上年|去年|收入减|压|节约|控制|调出|转出|不再")


def check_comparisons(sheet: Sheet, read: ReadParagraph) -> None:
    """决算数大于预算数, 与预算持平, and the reasons given, against the figures before them."""
    for match in _COMPARISON.finditer(read.text):
        _check_comparison(sheet, read, match)
    for match in _COMPLETED.finditer(read.text):
        _check_completed(sheet, read, match)
    for match in _LEVEL_REASON.finditer(read.text):
        _check_level(sheet, read, match)
    for match in _SAME_YET_MOVED.finditer(read.text):
        _check_same_yet_moved(sheet, read, match)
    for position, item in enumerate(read.items):
        if item.role is Role.PRIOR:
            _check_trend(sheet, read, position)
        if item.role is Role.CHANGE and item.quantity.value > 0 and item.quantity.kind is not Kind.POINTS:
            _check_reason(sheet, read, position)


_TREND = re.compile(
    r"(?:相比|比较|对比)?，?(?:略有|有所|小幅|大幅|稍有|明显|基本)?(?P<word>增加|增长|上升|提高|减少|下降|降低|持平|无增减|无变化|一致|相同)(?!\d|[^，。；]{0,3}\d)"
)
_RANK = re.compile(r"(?P<word>低于|少于|小于|高于|多于|大于|超过)(?:上年|去年|(?:19|20)\d{2}年)[^，。；]*$")
_SAME_YET_MOVED = re.compile(
    r"(?P<moved>减少|下降|降低|增加|增长|上升)(?:为|到|至)-?[\d,.]+(?:万元|亿元|元)?，(?:与|同|和|较)[^，。；]{0,14}持平"
)
_SIGNS = {"增加": 1, "增长": 1, "上升": 1, "提高": 1, "高于": 1, "多于": 1, "大于": 1, "超过": 1,
          "减少": -1, "下降": -1, "降低": -1, "低于": -1, "少于": -1, "小于": -1}  # fmt: skip


def _check_trend(sheet: Sheet, read: ReadParagraph, position: int) -> None:
    """与上年6.00万元相比略有下降, 低于上年的6.40万元: a word of comparison between two figures."""
    prior = read.items[position]
    mains = [each for each in main_items(read.items[:position]) if each.sentence == prior.sentence]
    if not mains or mains[-1].quantity.dimension != prior.quantity.dimension:
        return
    current = mains[-1]
    if "；" in read.text[current.quantity.end : prior.lead_start]:
        return
    rank = _RANK.search(prior.lead)
    trend = rank or _TREND.match(read.text, prior.quantity.end)
    if trend is None:
        return
    difference = amount(current) - amount(prior)
    sheet.count(read, current.quantity, prior.quantity)
    if (difference > 0) - (difference < 0) == _SIGNS.get(trend["word"], 0) or "基本" in trend.group():
        sheet.passed += 1
        return
    fact = "增加" if difference > 0 else "减少" if difference < 0 else "持平"
    message = f"本期{current.quantity.stated}与上期{prior.quantity.stated}相比是{fact}，文中却写“{trend['word']}”，请核对。"
    end = prior.quantity.end if rank is not None else trend.end()
    span = read.paragraph.span(current.lead_start, end)
    sheet.report("G55", Severity.MANDATORY, span, message, trend["word"], fact)


def _check_same_yet_moved(sheet: Sheet, read: ReadParagraph, match: re.Match[str]) -> None:
    message = f"前面写“{match['moved']}”，后面又写“持平”，说法矛盾，请核对。"
    sheet.report(
        "G55", Severity.MANDATORY, read.paragraph.span(match.start(), match.end()), message, match["moved"]
    )


def _label_before(read: ReadParagraph, position: int) -> str:
    mains = main_items(read.items[:position])
    return mains[-1].lead if mains else ""


def _check_comparison(sheet: Sheet, read: ReadParagraph, match: re.Match[str]) -> None:
    start, _ = read.sentence_of(match.start())
    entries = read_entries(read.items_between(start, match.start())[-6:])
    if not entries:
        entries = read_entries(read.items_between(0, match.start())[-6:]) or _entries_behind(read, match)
    if not entries:
        return
    entry = entries[-1]
    actual, budgets = entry.actual(), entry.budgets()
    behind = read.text[entry.end : match.start()]
    if (
        actual is None
        or len(budgets) != 1
        or len(re.findall(r"[。！？；]", behind)) > 1
        or entry.end < start - 40
    ):
        return
    difference = amount(actual) - amount(budgets[0])
    word = match.group("word") or match.group("level")
    wanted = {"大于": 1, "高于": 1, "超过": 1, "超出": 1, "小于": -1, "低于": -1}.get(word, 0)
    sheet.count(read, actual.quantity, budgets[0].quantity)
    if (difference > 0) - (difference < 0) == wanted:
        sheet.passed += 1
        return
    if wanted == 0 and "基本" in match.group():
        return
    fact = "大于" if difference > 0 else "小于" if difference < 0 else "等于"
    message = f"决算（实际）{actual.quantity.stated}{fact}预算{budgets[0].quantity.stated}，文中却写“{match.group()}”。"
    span = read.paragraph.span(budgets[0].lead_start, match.end())
    sheet.report("G55", Severity.MANDATORY, span, message, match.group(), f"{fact}预算数")


def _entries_behind(read: ReadParagraph, match: re.Match[str]) -> list[Entry]:
    """决算小于预算的原因是…，其中预算50万元，决算46万元: nothing before, the two figures come after."""
    _, end = read.sentence_of(match.start())
    return read_entries(read.items_between(match.end(), end)[:4])[:1]


def _check_completed(sheet: Sheet, read: ReadParagraph, match: re.Match[str]) -> None:
    """完成预算89.5%，决算数大于预算数: the rate itself says which is larger."""
    if not Decimal(match["rate"]):
        return  # nothing planned, nothing spent: 完成预算的0%，与预算数持平
    distance = Decimal(match["rate"]) - 100
    wanted = {"大于": 1, "高于": 1, "小于": -1, "低于": -1}.get(match["word"], 0)
    if (distance > 0) - (distance < 0) == wanted or "基本" in match["word"]:
        sheet.passed += 1
        return
    fact = "大于" if distance > 0 else "小于" if distance < 0 else "等于"
    message = f"完成预算{match['rate']}%，决算数应{fact}预算数，文中却写“{match['word']}”，请核对。"
    sheet.report(
        "G55",
        Severity.MANDATORY,
        read.paragraph.span(match.start(), match.end()),
        message,
        match["word"],
        fact,
    )


def _check_level(sheet: Sheet, read: ReadParagraph, match: re.Match[str]) -> None:
    words = match.group()
    moved = re.search(r"减少|下降|增加|增长|降低", words[2:])
    softer = re.search(r"压减|压缩|缩减", words[2:])
    if re.search(r"无增减|没有增|未发生|无变化|不增|增减变化|变动不大|既", words) or not (moved or softer):
        return
    severity = Severity.MANDATORY if moved is not None else Severity.ADVISORY
    found = moved or softer
    word = found.group() if found is not None else ""
    message = f"前面写“持平”，原因却写“{word}”，说法矛盾，请核对。"
    sheet.report("G55", severity, read.paragraph.span(match.start(), match.end()), message, "持平")


def _check_reason(sheet: Sheet, read: ReadParagraph, position: int) -> None:
    item = read.items[position]
    stop = read.items[position + 1].lead_start if position + 1 < len(read.items) else len(read.text)
    _, sentence_end = read.sentence_of(item.quantity.start)
    window = read.text[item.quantity.end : min(stop, sentence_end + 14, item.quantity.end + 80)]
    direct = _DIRECTION_REASON.search(window)
    if direct is not None:
        word = direct.group("word")
        said = 1 if word in {"增加", "增长", "上升", "提高"} else -1
        plain_reason = not re.search(r"[^，。；]", window[: direct.start()])
        if said != item.direction and plain_reason:
            message = f"前面写“{verb_of(item)}{item.quantity.stated}”，后面却说明“{direct.group()}”，方向不一致，请核对。"
            span = read.paragraph.span(item.lead_start, item.quantity.end + direct.end())
            sheet.report("G55", Severity.MANDATORY, span, message, item.quantity.stated)
        return
    loose = _LOOSE_REASON.search(window)
    if loose is None or _NOT_SIMPLE.search(loose.group("reason")) or _NOT_SIMPLE.search(item.lead):
        return
    if _NOT_SIMPLE.search(_label_before(read, position)):
        return
    opposite = _REASON_UP if item.direction < 0 else _REASON_DOWN
    if opposite.search(loose.group("reason")) is not None:
        message = f"前面写“{verb_of(item)}{item.quantity.stated}”，原因却写“{loose.group('reason')}”，方向似不一致，请核对。"
        span = read.paragraph.span(item.lead_start, item.quantity.end + loose.end())
        sheet.report("G55", Severity.ADVISORY, span, message, item.quantity.stated)
