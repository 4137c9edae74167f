"""Sum claims: the parts of a list against the figure they belong to (G51, G58)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from model import slack
from model.amounts import half_unit
from model.findings import Severity
from model.prose import lexicon
from model.prose.entries import Entry, read_entries
from model.prose.findings import Sheet, money, plain
from model.prose.items import Item, ReadParagraph
from model.prose.lists import ListClaim
from model.prose.quantities import MONEY_UNITS, Kind, Quantity
from model.prose.repair import Edit, sum_repair

_COMPLETE_WORDS = {"包括", "由", "括号", "冒号", "分别", "具体", "用于"}
_LARGE_GAP = Decimal("0.3")
_HALF = Decimal("0.5")
_OFTEN_PARTIAL = {"亿元", "亿", "亩", "万亩", "吨", "万吨", "公里", "平方米", "万人", "万户", "公顷"}
"""Units of the region's statistics, where 其中 names the main parts only."""
_NEAR_GAP = Decimal("0.05")
_SMALL_GAP = Decimal("0.1")
_STAFF = ("管理", "专业技术", "工勤")
_EXAMPLES = 3
"""So many parts behind 其中 may be examples; a longer list means to be one."""
_REACH = 40
"""How many entries after a whole its parts are looked for."""


@dataclass(frozen=True)
class SumEquation:
    """Whole and parts of one column, in the figures of the text."""

    read: ReadParagraph
    whole: Item
    parts: tuple[Item, ...]
    reads: tuple[ReadParagraph, ...]
    word: str
    partial: bool = False
    certain: bool = True

    @property
    def figures(self) -> list[Quantity]:
        """All figures, the whole first."""
        return [self.whole.quantity, *(part.quantity for part in self.parts)]


def check_list(sheet: Sheet, claim: ListClaim) -> None:
    """Judge a list of parts in every column that it fills."""
    reads = tuple(claim.read_of(index) for index in range(len(claim.parts)))
    main = claim.head.main()
    parts = [entry.main() for entry in claim.parts]
    if main is not None and all(part is not None for part in parts):
        settled = tuple(part for part in parts if part is not None)
        if not any(_clashing(main, part) for part in settled):
            judge_sum_equation(
                sheet, SumEquation(claim.read, main, settled, reads, claim.word, claim.partial, claim.certain)
            )
    budgets = [entry.budgets() for entry in claim.parts]
    whole = claim.head.budgets()
    if (
        len(claim.head.items) > 1
        and len(whole) == 1
        and all(len(each) == 1 for each in budgets)
        and len(budgets) > 1
    ):
        settled = tuple(each[0] for each in budgets)
        judge_sum_equation(
            sheet, SumEquation(claim.read, whole[0], settled, reads, claim.word, claim.partial, claim.certain)
        )


def _clashing(whole: Item, part: Item) -> bool:
    """A budget figure is no part of an actual one."""
    columns = {whole.column.value, part.column.value}
    return columns == {"budget", "actual"} and whole.quantity.kind is Kind.MONEY


def judge_sum_equation(sheet: Sheet, equation: SumEquation) -> None:
    """Compare, allow for rounding and for lists which name only some parts, and report."""
    figures = equation.figures
    counted = figures[0].kind is Kind.COUNT
    if counted and not (_apart(equation.parts) and _same_things(equation)):
        return
    difference, severity = _verdict(equation)
    if severity is None:
        _note_pass(sheet, equation)
        return
    repair = sum_repair(figures[0], figures[1:], _scale)
    settled = _settle(equation, difference, severity, repair)
    if settled is None:
        whole = equation.whole.quantity
        sheet.skip(
            equation.read, whole.start, max(whole.end, _own_end(equation)), "只列出部分构成，不能求和核对"
        )
        return
    _count(sheet, equation)
    _report(sheet, equation, difference, settled, repair if settled is Severity.MANDATORY else None)


def _apart(parts: Sequence[Item]) -> bool:
    """Counts of which nothing is counted twice."""
    if len(parts) > 2 and all(lexicon.POSTS.search(part.lead) for part in parts):
        return True
    return not any(lexicon.OVERLAPPING_COUNTS.search(part.lead) for part in parts)


_NOUN = re.compile(r"[一-龥]{2}")


def _same_things(equation: SumEquation) -> bool:
    """81个部门公开了104个项目: what is counted differs, and 个 adds up nothing."""
    nouns = set()
    for read, part in zip(equation.reads, equation.parts, strict=True):
        noun = _NOUN.match(read.text, part.quantity.end)
        if part.quantity.unit == "个" and noun is not None:
            nouns.add(noun.group())
    return len(nouns) < 2


def _note_pass(sheet: Sheet, equation: SumEquation) -> None:
    sheet.passed += 1
    _count(sheet, equation)


def _count(sheet: Sheet, equation: SumEquation) -> None:
    sheet.count(equation.read, equation.whole.quantity)
    for read, part in zip(equation.reads, equation.parts, strict=True):
        sheet.count(read, part.quantity)


def _scale(quantity: Quantity) -> Decimal:
    return quantity.wan if quantity.kind is Kind.MONEY else quantity.value


def _verdict(equation: SumEquation) -> tuple[Decimal, Severity | None]:
    """Signed difference (stated − parts) in the unit of the whole, and what slack makes of it."""
    figures = equation.figures
    whole = figures[0]
    if whole.kind is Kind.MONEY and len({quantity.unit for quantity in figures}) > 1:
        return _mixed_verdict(figures)
    values = [quantity.value for quantity in figures]
    if whole.kind is Kind.MONEY:
        verdict = slack.judge_sum(values[0], values[1:], exact=_exact_yuan(figures), places=_places(figures))
    else:
        exact = all(quantity.places == 0 for quantity in figures) or whole.kind is Kind.SCORE
        places = max(quantity.places for quantity in figures)
        verdict = slack.judge_sum(values[0], values[1:], exact=exact, places=places)
    return verdict.difference, verdict.severity


def _exact_yuan(figures: Sequence[Quantity]) -> bool:
    return all(quantity.unit == "元" for quantity in figures)


def _places(figures: Sequence[Quantity]) -> int:
    written = max(quantity.places for quantity in figures)
    return slack.MONEY_PLACES if figures[0].unit in {"万元", "元", "万"} else written


def _mixed_verdict(figures: Sequence[Quantity]) -> tuple[Decimal, Severity | None]:
    """亿元 against 万元: each figure carries the slack of its own unit."""
    factor = MONEY_UNITS[figures[0].unit]
    difference = _scale(figures[0]) - sum((_scale(quantity) for quantity in figures[1:]), Decimal(0))
    worst = sum(
        (
            half_unit(quantity.value, 2 if MONEY_UNITS[quantity.unit] <= 1 else quantity.places)
            * MONEY_UNITS[quantity.unit]
            for quantity in figures
        ),
        Decimal(0),
    )
    if difference == 0:
        return difference, None
    if abs(difference) > worst:
        return difference / factor, Severity.MANDATORY
    rounds = abs(difference) <= half_unit(figures[0].value, figures[0].places) * factor
    return difference / factor, Severity.ROUNDING if rounds else Severity.ADVISORY


def _settle(
    equation: SumEquation, difference: Decimal, severity: Severity, repair: Edit | None
) -> Severity | None:
    """What remains of a verdict when the list may name only some of the parts."""
    if severity is not Severity.MANDATORY:
        return severity
    if difference < 0:
        if len(equation.parts) == 1 and _is_rate_base(equation):
            return None
        return severity if equation.certain else Severity.ADVISORY
    if equation.partial:
        return None
    if not equation.certain or len(equation.parts) == 1:
        whole = equation.whole.quantity.value
        near = len(equation.parts) > 1 and difference <= whole * _NEAR_GAP
        likely = near or (repair is not None and (not equation.certain or equation.word == "用于"))
        return Severity.ADVISORY if likely else None
    return _shortfall(equation, difference, repair)


def _is_rate_base(equation: SumEquation) -> bool:
    """办结268件，办结率96.06%，其中受理279件: the rate between them says that the second is the base."""
    whole, part = equation.whole.quantity, equation.parts[0].quantity
    between = equation.read.items_between(whole.end, part.start)
    return part.value > 0 and any(
        item.quantity.kind is Kind.PERCENT
        and slack.judge_ratio(item.quantity.value, whole.value, part.value, exact=True).severity is None
        for item in between
    )


def _shortfall(equation: SumEquation, difference: Decimal, repair: Edit | None) -> Severity | None:
    """The parts give less than the whole: an error, or a list of some parts only."""
    whole = equation.whole.quantity
    gap = difference / whole.value if whole.value else Decimal(1)
    if gap <= _SMALL_GAP or (repair is not None and (gap <= _LARGE_GAP or _telling(repair))):
        return Severity.MANDATORY
    if whole.kind is Kind.COUNT and gap > _HALF and equation.word == "其中":
        return None
    if equation.word == "其中" and (
        whole.unit in _OFTEN_PARTIAL or (whole.kind is Kind.COUNT and gap > _LARGE_GAP)
    ):
        return None
    complete = equation.word in _COMPLETE_WORDS and (equation.word != "用于" or gap <= _LARGE_GAP)
    if complete or (gap <= _LARGE_GAP and (len(equation.parts) > 2 or _has_rest(equation))):
        return Severity.MANDATORY
    few = equation.word == "其中" and len(equation.parts) <= _EXAMPLES
    some = few and gap > _HALF and repair is None and not _one_digit(difference)
    return None if some else Severity.ADVISORY


def _one_digit(difference: Decimal) -> bool:
    """A gap of 60.00 or 6000.00 is one digit of one figure; one of 454.38 is whatever was not listed."""
    return len(f"{difference.normalize():f}".replace(".", "").strip("0")) == 1


def _telling(repair: Edit) -> bool:
    """A slip in a round figure proves little: 80 and 380 differ by one digit, as do many figures."""
    return len(repair.quantity.digits.replace(".", "").rstrip("0")) >= 3


def _has_rest(equation: SumEquation) -> bool:
    """A part called 其他… says that nothing is left out."""
    return any("其他" in part.lead for part in equation.parts)


def _own_end(equation: SumEquation) -> int:
    """End of the claim within the paragraph of the whole."""
    own = [
        part.quantity.end
        for read, part in zip(equation.reads, equation.parts, strict=True)
        if read is equation.read
    ]
    return max(own, default=equation.whole.quantity.end)


def _report(
    sheet: Sheet, equation: SumEquation, difference: Decimal, severity: Severity, repair: Edit | None
) -> None:
    whole = equation.whole.quantity
    expected = whole.value - difference
    unit = whole.unit
    name = equation.whole.shown or "合计"
    message = (
        f"“{name}”各分项之和：{_addition(equation)}＝{plain(expected)}{unit}，"
        f"文中为{whole.stated}，相差{plain(abs(difference))}{unit}。"
    )
    if severity is Severity.ROUNDING:
        message += "属四舍五入尾差。"
    elif severity is Severity.ADVISORY:
        message += "请核对分项是否列全、数字是否抄错。"
    if repair is not None:
        message += repair.sentence + "。"
    code = "G58" if whole.kind is Kind.COUNT else "G51"
    span = equation.read.paragraph.span(whole.start, whole.end)
    end = _own_end(equation)
    if end > whole.end:
        span = equation.read.paragraph.span(whole.start, end)
    sheet.report(
        code, severity, span, message, whole.stated, money(expected, unit), repair.sentence if repair else ""
    )
    _report_odd_decimals(sheet, equation)


def _addition(equation: SumEquation) -> str:
    unit = equation.whole.quantity.unit
    texts = []
    for part in equation.parts:
        quantity = part.quantity
        texts.append(quantity.digits if quantity.unit == unit else quantity.stated)
    if len(texts) > 8:
        return "＋".join([*texts[:4], "…", *texts[-2:]]) + f"（共{len(texts)}项）"
    return "＋".join(texts)


def _report_odd_decimals(sheet: Sheet, equation: SumEquation) -> None:
    """One part with three decimals among figures with two: the usual source of a half-cent gap."""
    figures = equation.figures
    odd = [quantity for quantity in figures if quantity.kind is Kind.MONEY and quantity.places > 2]
    if not odd or len(odd) > 2 or len(figures) < 4 or any(quantity.unit != "万元" for quantity in figures):
        return
    for read, part in zip(equation.reads, equation.parts, strict=True):
        if part.quantity in odd:
            span = read.paragraph.span(part.quantity.start, part.quantity.end)
            message = f"“{part.label}{part.quantity.stated}”小数超过两位，与其他分项的精度不一致，请核对。"
            sheet.report("G61", Severity.ADVISORY, span, message, part.quantity.stated)


def check_wholes(sheet: Sheet, read: ReadParagraph, claims: Sequence[ListClaim]) -> None:
    """基本支出 = 人员经费 + 公用经费, where the three stand in one paragraph without 其中."""
    entries = read_entries(read.items)
    listed = {(claim.head.start, claim.parts[0].start) for claim in claims if claim.parts}
    for index, entry in enumerate(entries):
        posts = _posts_of(entries, index)
        if posts is not None and (entry.start, posts[0].start) not in listed:
            _check_whole(sheet, read, entry, posts)
        for whole, wanted in lexicon.WHOLES:
            if not whole.search(entry.key):
                continue
            parts = _parts_of(entries, index, whole, wanted)
            if parts is not None and (entry.start, parts[0].start) not in listed:
                _check_whole(sheet, read, entry, parts)


def _posts_of(entries: Sequence[Entry], index: int) -> list[Entry] | None:
    """在职81人，专业技术57人、管理1人、工勤23人: all kinds of posts directly behind a staff."""
    following = list(entries[index + 1 : index + 4])
    kinds = [next((kind for kind in _STAFF if kind in entry.label), "") for entry in following]
    if entries[index].dimension != "人" or sorted(kinds) != sorted(_STAFF):
        return None
    alike = all(
        entry.dimension == "人" and entry.items[0].sentence == entries[index].items[0].sentence
        for entry in following
    )
    return following if alike else None


def _parts_of(
    entries: Sequence[Entry], index: int, whole: re.Pattern[str], wanted: Sequence[re.Pattern[str]]
) -> list[Entry] | None:
    """The next entry for every wanted part, before the whole is named again."""
    found: list[Entry] = []
    for entry in entries[index + 1 : index + 1 + _REACH]:
        if whole.search(entry.key):
            break
        if entry.dimension == entries[index].dimension and wanted[len(found)].search(entry.key):
            found.append(entry)
            if len(found) == len(wanted):
                return found
    return None


def _check_whole(sheet: Sheet, read: ReadParagraph, entry: Entry, parts: Sequence[Entry]) -> None:
    items = [part.main() for part in parts]
    main = entry.main()
    if main is None or any(item is None for item in items):
        return
    settled = tuple(item for item in items if item is not None)
    if {item.column.value for item in (main, *settled)} >= {"budget", "actual"}:
        return
    judge_sum_equation(sheet, SumEquation(read, main, settled, (read,) * len(settled), "由"))
