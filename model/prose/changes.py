"""Changes against last year or the budget: amount, rate, direction and stated reason (G53, G55)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from model import slack
from model.findings import Severity
from model.prose.entries import Entry, amount, main_items, read_entries
from model.prose.findings import Sheet, plain
from model.prose import lexicon
from model.prose.items import Item, ReadParagraph, Role, clean_label
from model.prose.quantities import Kind, Quantity
from model.prose.ratios import comparable
from model.prose.reading import Reading, same_concept, year_of
from model.prose.repair import Edit, ratio_repair

_UP, _DOWN = "增加", "减少"
_SENTENCE = re.compile(r"[。！？]")
_PARALLEL = re.compile(r"各|分别|均")


@dataclass(frozen=True)
class Change:
    """One change: how much, how fast, of what, since when."""

    read: ReadParagraph
    amount: Item | None
    rate: Item | None
    currents: tuple[Item, ...]
    """The figures that the change may speak of, most likely first."""
    prior: Item | None
    certain: bool = True

    @property
    def first(self) -> Item:
        """The item which opens the change."""
        item = self.amount or self.rate
        assert item is not None, "a change has an amount or a rate"
        return item

    @property
    def last(self) -> Item:
        """The item which ends it."""
        item = self.rate or self.amount
        assert item is not None, "a change has an amount or a rate"
        return item


def check_changes(sheet: Sheet, reading: Reading, number: int) -> None:
    """Judge every change of a paragraph."""
    read = reading.reads[number]
    for change in _changes(reading, number):
        if _contradiction(sheet, change):
            continue
        if change.amount is None:
            _judge_rate_alone(sheet, change)
        elif change.prior is not None and change.currents:
            _judge_against_prior(sheet, change)
        elif change.rate is not None:
            _judge_rate(sheet, change)
    check_comparisons(sheet, read)


def _changes(reading: Reading, number: int) -> list[Change]:
    read = reading.reads[number]
    found: list[Change] = []
    used: set[int] = set()
    for position, item in enumerate(read.items):
        if item.role is not Role.CHANGE or position in used or item.quantity.kind is Kind.POINTS:
            continue
        money = item.quantity.kind is not Kind.PERCENT
        rate = _rate_after(read, position) if money else None
        if rate is not None:
            used.add(position + 1)
        if _PARALLEL.search(item.lead) and _is_list(read, position):
            used.update(range(position, position + 4))
            continue
        before = read.items[:position]
        currents, certain = _currents(reading, number, before, item)
        if money:
            currents = tuple(each for each in currents if each.quantity.dimension == item.quantity.dimension)
        found.append(
            Change(
                read,
                item if money else None,
                rate if money else item,
                currents,
                _prior(read, before, item),
                certain,
            )
        )
    return found


def _is_list(read: ReadParagraph, position: int) -> bool:
    """各减少1267.86，2570.97万元: several figures for one verb."""
    following = read.items[position + 1 : position + 2]
    return (
        bool(following)
        and not following[0].lead.strip("、，和")
        and following[0].quantity.kind is not Kind.PERCENT
    )


def _rate_after(read: ReadParagraph, position: int) -> Item | None:
    if position + 1 >= len(read.items):
        return None
    item, following = read.items[position], read.items[position + 1]
    gap = read.text[item.quantity.end : following.lead_start]
    if (
        following.role is Role.CHANGE
        and following.quantity.kind is Kind.PERCENT
        and re.fullmatch(r"[，、（；]?", gap)
    ):
        return following
    return None


def _currents(
    reading: Reading, number: int, before: Sequence[Item], item: Item
) -> tuple[tuple[Item, ...], bool]:
    """The figure of this year that a change speaks of."""
    read = reading.reads[number]
    mains = main_items(before)
    if not mains:
        return (), False
    gap = _SENTENCE.findall(read.text[mains[-1].quantity.end : item.lead_start])
    if len(gap) > 1:
        return (), False
    subject = _subject(item)
    if subject and not same_concept(subject, mains[-1].label):
        named = [each for each in mains if same_concept(each.label, subject)]
        return tuple(reversed(named[-1:])), True
    entries = read_entries(mains[-6:])
    nearest = list(reversed(entries[-1].items))
    claim = reading.list_of(number, mains[-1])
    head = claim.head if claim is not None else None
    if not gap:
        inside = re.search(r"；", read.text[mains[-1].quantity.end : item.lead_start])
        return tuple(nearest + _head_items(head)), not inside
    several = head is not None or len({each.sentence for each in mains[-3:]} & {mains[-1].sentence}) > 1
    own = [each for each in mains if each.sentence == mains[-1].sentence]
    others = [each for each in own if each not in nearest]
    return tuple(nearest + _head_items(head) + others), not (several or others)


_COMPARED = re.compile(r"[，]?(?:与|和|比|较|对比|相比|同比|环比|同)(?:于)?[^，。；]*$")


def _subject(item: Item) -> str:
    """运行维护费支出决算增加5.07万元: what stands before the comparison and the verb."""
    change = lexicon.CHANGE_TAIL.search(item.lead)
    words = item.lead[: change.start()] if change is not None else ""
    label = clean_label(_COMPARED.sub("", words))
    return (
        ""
        if re.fullmatch(
            r"(?:收入|支出|收、支|各|分别|均|经费|资金|决算数?|总额|总计|合计|预算|相应|共)*", label
        )
        else label
    )


def _head_items(head: Entry | None) -> list[Item]:
    return list(reversed(head.items)) if head is not None else []


def _prior(read: ReadParagraph, before: Sequence[Item], item: Item) -> Item | None:
    """An explicit figure of last year in the same sentence."""
    own = [each for each in before if each.sentence == item.sentence]
    named = [each for each in own[-3:] if each.role is Role.PRIOR]
    if named and not re.search(r"；", read.text[named[-1].quantity.end : item.lead_start]):
        return named[-1]
    mains = main_items(own)
    if len(mains) >= 2 and "；" not in read.text[mains[-2].quantity.end : item.lead_start]:
        years = [year_of(each) for each in mains[-2:]]
        if years[0] is not None and years[1] is not None and years[0] == years[1] - 1:
            return mains[-2] if _same_label(mains[-2], mains[-1]) else None
    return None


def _same_label(first: Item, second: Item) -> bool:
    generic = {"", "支出", "收入"}
    return first.key == second.key or first.key in generic or second.key in generic


def _contradiction(sheet: Sheet, change: Change) -> bool:
    """增加12万元，下降3%."""
    both = change.amount is not None and change.rate is not None
    if not both or change.amount is None or change.rate is None:
        return False
    if change.amount.direction == change.rate.direction:
        return False
    if change.amount.quantity.value == 0 and change.rate.quantity.value == 0:
        return False
    sheet.count(change.read, change.amount.quantity, change.rate.quantity)
    message = (
        f"前面写“{_verb(change.amount)}{change.amount.quantity.stated}”，"
        f"后面却写“{_verb(change.rate)}{change.rate.quantity.stated}”，增减方向相反，请核对。"
    )
    sheet.report("G55", Severity.MANDATORY, _span(change), message, change.rate.quantity.stated)
    return True


def _verb(item: Item) -> str:
    match = re.search(r"(增加|增长|上升|提高|减少|下降|降低|增|减)\w{0,2}$", item.lead)
    return match.group(1) if match is not None else (_UP if item.direction > 0 else _DOWN)


def _span(change: Change) -> tuple[int, int]:
    start, end = change.first.lead_start, change.last.quantity.end
    if change.currents and 0 < end - change.currents[0].lead_start <= 120:
        start = min(start, change.currents[0].lead_start)
    return change.read.paragraph.span(start, end)


# ---- rate against amount ---------------------------------------------------------------------


def _judge_rate(sheet: Sheet, change: Change) -> None:
    """Base = this year ∓ change; the rate is change ÷ base."""
    assert change.amount is not None and change.rate is not None
    step, rate = change.amount.quantity, change.rate.quantity
    if not change.currents:
        sheet.skip(change.read, change.first.lead_start, rate.end, "未找到本期数，增减率无法核对")
        return
    if any(_rate_holds(change, current) for current in change.currents):
        sheet.verdict(change.read, step, rate, change.currents[0].quantity)
        return
    current = change.currents[0]
    if step.approximate or rate.approximate or current.quantity.approximate:
        sheet.skip(change.read, change.first.lead_start, rate.end, "约数不核对增减率")
        return
    _report_rate(sheet, change, current)


def _base(change: Change, current: Item) -> Decimal | None:
    """Last year's figure, in the comparable unit of ``comparable(step, current)``."""
    assert change.amount is not None
    if change.amount.quantity.dimension != current.quantity.dimension:
        return None
    step, now, _ = comparable(change.amount.quantity, current.quantity)
    return now - step * change.amount.direction


def _rate_verdict(change: Change, current: Item, base: Decimal) -> slack.RatioVerdict:
    assert change.amount is not None and change.rate is not None
    step, _, places = comparable(change.amount.quantity, current.quantity)
    exact = change.amount.quantity.kind is Kind.COUNT
    return slack.judge_ratio(change.rate.quantity.value, step, base, exact, places, derived_base=True)


def _rate_holds(change: Change, current: Item) -> bool:
    base = _base(change, current)
    if base is None or base <= 0:
        assert change.rate is not None and change.amount is not None
        return base == 0 and change.amount.quantity.value == 0
    return _rate_verdict(change, current, base).severity is None


def _report_rate(sheet: Sheet, change: Change, current: Item) -> None:
    assert change.amount is not None and change.rate is not None
    step, rate = change.amount.quantity, change.rate.quantity
    base = _base(change, current)
    sheet.count(change.read, step, rate, current.quantity)
    if base is None or base <= 0:
        _report_no_base(sheet, change, current, base)
        return
    verdict = _rate_verdict(change, current, base)
    severity = verdict.severity or Severity.ROUNDING
    if not change.certain and severity is Severity.MANDATORY:
        severity = Severity.ADVISORY
    expected = (comparable(step, current.quantity)[0] / base * 100).quantize(
        Decimal(1).scaleb(-max(2, rate.places)), ROUND_HALF_UP
    )
    sign = "－" if change.amount.direction > 0 else "＋"
    repair = _rate_repair(change, current, verdict) if severity is Severity.MANDATORY else None
    message = (
        f"本期{current.quantity.stated}{sign}{step.stated}得上期{plain(base)}{_shown_unit(step, current)}，"
        f"{step.stated}÷{plain(base)}＝{expected:f}%，文中为{rate.stated}。"
    )
    if severity is Severity.ROUNDING:
        message += "属四舍五入尾差。"
    if repair is not None:
        message += repair.sentence + "。"
    sheet.report(
        "G53",
        severity,
        _span(change),
        message,
        rate.stated,
        f"{expected:f}%",
        repair.sentence if repair else "",
    )


def _shown_unit(step: Quantity, current: Item) -> str:
    if step.unit == current.quantity.unit:
        return step.unit
    return "亿元" if "亿" in step.unit + current.quantity.unit else "万元"


def _report_no_base(sheet: Sheet, change: Change, current: Item, base: Decimal | None) -> None:
    assert change.amount is not None and change.rate is not None
    step, rate = change.amount.quantity, change.rate.quantity
    if base == 0:
        message = f"本期{current.quantity.stated}等于增加额，上期为0，没有增长率可言，文中却写{rate.stated}，建议改为“上年无此项”。"
        sheet.report("G53", Severity.ADVISORY, _span(change), message, rate.stated, "不应填写增长率")
        return
    message = f"增加额{step.stated}大于本期数{current.quantity.stated}，上期成为负数，请核对本期数、增减额和增减方向。"
    severity = Severity.MANDATORY if change.certain else Severity.ADVISORY
    sheet.report("G53", severity, _span(change), message, step.stated)


def _rate_repair(change: Change, current: Item, verdict: slack.RatioVerdict) -> Edit | None:
    assert change.amount is not None and change.rate is not None
    direction, rate = change.amount.direction, change.rate.quantity
    if verdict.expected is None or change.amount.quantity.dimension != current.quantity.dimension:
        return None

    def holds(values: Sequence[Decimal]) -> bool:
        base = values[1] - values[0] * direction
        if base <= 0:
            return False
        return (values[0] / base * 100).quantize(Decimal(1).scaleb(-rate.places), ROUND_HALF_UP) == rate.value

    return ratio_repair(rate, verdict.expected, [change.amount.quantity, current.quantity], holds)


# ---- explicit figure of last year ------------------------------------------------------------


def _judge_against_prior(sheet: Sheet, change: Change) -> None:
    """较上年2.08万元减少0.03万元，减少1.44%: difference first, then the rate."""
    assert change.amount is not None and change.prior is not None
    step, prior = change.amount.quantity, change.prior.quantity
    current = change.currents[0]
    unit = prior.unit or step.unit
    prior_wan = (
        amount(change.prior) if prior.unit else prior.value * (step.wan / step.value if step.value else 1)
    )
    if step.dimension != current.quantity.dimension or (prior.unit and prior.dimension != step.dimension):
        return
    difference = amount(current) - prior_wan
    stated = amount(change.amount) * change.amount.direction
    sheet.count(change.read, step, prior, current.quantity)
    if abs(difference - stated) <= Decimal("0.015") * _factor(step):
        sheet.passed += 1
        if change.rate is not None:
            _judge_rate(sheet, change)
        return
    expected = difference / _factor(step)
    message = (
        f"本期{current.quantity.stated}与上期{prior.digits}{unit}相差{plain(expected)}{step.unit}，"
        f"文中为{_verb(change.amount)}{step.stated}，请核对。"
    )
    severity = Severity.MANDATORY if change.certain else Severity.ADVISORY
    sheet.report("G53", severity, _span(change), message, step.stated, f"{plain(expected)}{step.unit}")


def _factor(quantity: Quantity) -> Decimal:
    return quantity.wan / quantity.value if quantity.kind is Kind.MONEY and quantity.value else Decimal(1)


def _judge_rate_alone(sheet: Sheet, change: Change) -> None:
    """A rate without an amount needs an explicit figure of last year."""
    assert change.rate is not None
    rate = change.rate.quantity
    if change.prior is None or not change.currents:
        sheet.skip(change.read, change.rate.lead_start, rate.end, "未写明上年数或增减额，增减率无法核对")
        return
    current, prior = change.currents[0].quantity, change.prior.quantity
    if current.dimension != prior.dimension:
        return
    now, then, places = comparable(current, prior)
    sheet.count(change.read, rate, current, prior)
    if then == 0:
        return
    stated = rate.value * change.rate.direction
    verdict = slack.judge_ratio(
        stated, now - then, then, current.kind is Kind.COUNT, places, derived_base=True
    )
    if verdict.severity is None or rate.approximate:
        sheet.passed += 1
        return
    message = f"（{current.stated}－{prior.stated}）÷{prior.stated}＝{verdict.expected:f}%，文中为{_verb(change.rate)}{rate.stated}。"
    sheet.report("G53", verdict.severity, _span(change), message, rate.stated, f"{verdict.expected:f}%")


# ---- words of comparison ---------------------------------------------------------------------

_COMPARISON = re.compile(
    r"(?:决算|支出|执行|实际)?数?额?(?P<word>大于|小于|等于|高于|低于|超过|超出)(?:年初|全年|调整)?预算(?:安排)?数?"
    r"|(?:与|和)(?:年初|全年|调整)?预算数?(?:基本)?(?P<level>持平|一致|相等)"
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
    for match in _LEVEL_REASON.finditer(read.text):
        _check_level(sheet, read, match)
    for position, item in enumerate(read.items):
        if item.role is Role.CHANGE and item.quantity.value > 0 and item.quantity.kind is not Kind.POINTS:
            _check_reason(sheet, read, position)


def _check_comparison(sheet: Sheet, read: ReadParagraph, match: re.Match[str]) -> None:
    start, _ = read.sentence_of(match.start())
    entries = read_entries([item for item in read.items_between(0, match.start())][-6:])
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
            message = f"前面写“{_verb(item)}{item.quantity.stated}”，后面却说明“{direct.group()}”，方向不一致，请核对。"
            span = read.paragraph.span(item.lead_start, item.quantity.end + direct.end())
            sheet.report("G55", Severity.MANDATORY, span, message, item.quantity.stated)
        return
    loose = _LOOSE_REASON.search(window)
    if loose is None or _NOT_SIMPLE.search(loose.group("reason")) or _NOT_SIMPLE.search(item.lead):
        return
    opposite = _REASON_UP if item.direction < 0 else _REASON_DOWN
    if opposite.search(loose.group("reason")) is not None:
        message = f"前面写“{_verb(item)}{item.quantity.stated}”，原因却写“{loose.group('reason')}”，方向似不一致，请核对。"
        span = read.paragraph.span(item.lead_start, item.quantity.end + loose.end())
        sheet.report("G55", Severity.ADVISORY, span, message, item.quantity.stated)
