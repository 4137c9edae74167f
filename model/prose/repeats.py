"""The same figure in two places of one text (G56): same concept, scope, year and column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from model.findings import Severity
from model.prose import lexicon
from model.prose.entries import amount
from model.prose.findings import Sheet
from model.prose.items import Column, Item, ReadParagraph, Role, clean_label
from model.prose.quantities import Kind, Quantity
from model.prose.reading import Reading, bare_concept
from model.prose.repair import slip_between
from model.prose.scopes import concept_year, scope_of
from model.prose.vocabulary import Concept, bare_label, concepts_of

Key = tuple[str, str, int | None, bool, str]
Place = tuple[ReadParagraph, Item]


def check_repeats(sheet: Sheet, said: Mapping[Key, list[Place]]) -> None:
    """Report concepts which carry two different figures in one text."""
    for key, places in said.items():
        _judge(sheet, key, places)


def places_by_concept(reading: Reading) -> dict[Key, list[Place]]:
    """Every figure of the sentences which bears the name of a concept, by what it may be compared with."""
    groups: dict[Key, list[Place]] = defaultdict(list)
    usual = reading.report_year or usual_year(reading.document.source)
    for name, figures in reading.by_concept.items():
        for number, read, item in figures:
            concept = concept_of(item)
            if concept is None or concept.name != name or item.quantity.approximate:
                continue
            scope = "" if concept.scope_free else scope_of(reading, number, item)
            key = (
                concept.name,
                scope,
                concept_year(reading, number, item) or usual,
                item.column is Column.BUDGET,
                item.quantity.dimension,
            )
            groups[key].append((read, item))
    return groups


def usual_year(source: str) -> int | None:
    """The year named most often, for texts without a title."""
    years = Counter(re.findall(r"((?:19|20)\d{2})年", source))
    return int(years.most_common(1)[0][0]) if years else None


def check_repeated_rates(sheet: Sheet, read: ReadParagraph) -> None:
    """“三公经费”控制率=77.95%。…“三公经费”控制率为77.18%: one rate, two figures, one paragraph."""
    first: dict[str, Item] = {}
    for item in read.items:
        match = lexicon.RATE_TAIL.search(item.lead) if item.role is Role.RATE else None
        name = clean_label(item.lead[: match.end("name")]) if match is not None else ""
        if len(name) < 4 or item.quantity.approximate:
            continue
        known = first.setdefault(name, item)
        if known is item or agrees(known.quantity, item.quantity):
            continue
        message = f"同一段中“{name}”先写{known.quantity.stated}，后写{item.quantity.stated}，请核对。"
        span = read.paragraph.span(item.lead_start, item.quantity.end)
        place = read.paragraph.span(known.lead_start, known.quantity.end)
        sheet.report(
            "G56",
            Severity.ADVISORY,
            span,
            message,
            item.quantity.stated,
            known.quantity.stated,
            places=(place,),
        )


def concept_of(item: Item) -> Concept | None:
    """The shared concept of an item's label."""
    if bare_label(item.label) in {"支出", "收入"}:
        return None
    return next(iter(concepts_of(item.label)), None)


def agrees(first: Quantity, second: Quantity) -> bool:
    """Equal, or equal once the finer figure is rounded to the coarser one's places."""
    if first.kind is Kind.MONEY and first.unit != second.unit:
        return first.wan == second.wan or _rounded_equal(first, second)
    places = min(first.places, second.places)
    step = Decimal(1).scaleb(-places)
    return first.value.quantize(step, ROUND_HALF_UP) == second.value.quantize(step, ROUND_HALF_UP)


def _rounded_equal(first: Quantity, second: Quantity) -> bool:
    """5394.86万元 and 0.54亿元."""
    coarse, fine = sorted(
        (first, second), key=lambda each: each.wan / each.value if each.value else 0, reverse=True
    )
    if not coarse.value:
        return False
    factor = coarse.wan / coarse.value
    step = Decimal(1).scaleb(-coarse.places)
    return (fine.wan / factor).quantize(step, ROUND_HALF_UP) == coarse.value


def _judge(sheet: Sheet, key: Key, places: list[Place]) -> None:
    if len(places) < 2:
        return
    name, scope, year, budget, dimension = key
    first_read, first = places[0]
    others = [(read, item) for read, item in places[1:] if not agrees(item.quantity, first.quantity)]
    if not others:
        sheet.passed += 1
        for read, item in places:
            sheet.count(read, item.quantity)
        return
    values = {amount(item) for _, item in places}
    if (
        len(values) > 2
        or any(read is first_read for read, _ in others)
        or dimension not in {"money", "人", "score"}
    ):
        return
    read, item = others[0]
    slip = bool(slip_between(item.quantity.digits, first.quantity.digits))
    if not near(values) and not (slip and bare_concept(item.label) == bare_concept(first.label)):
        return
    certain = name == "综合得分" or (bool(scope) and item.label == first.label)
    severity = Severity.MANDATORY if certain else Severity.ADVISORY
    when = f"{year}年" if year else ""
    message = (
        f"{when}{scope}“{name}”{'预算数' if budget else ''}前后不一致：一处为{first.quantity.stated}，"
        f"另一处为{item.quantity.stated}，请核对是否同一口径。"
    )
    spans = [
        each.paragraph.span(entry.lead_start, entry.quantity.end)
        for each, entry in (*others, (first_read, first))
    ]
    sheet.report(
        "G56",
        severity,
        spans[0],
        message,
        item.quantity.stated,
        first.quantity.stated,
        places=tuple(spans[1:]),
    )
    sheet.count(read, item.quantity)
    sheet.count(first_read, first.quantity)


def near(values: set[Decimal]) -> bool:
    """Two figures of one size: a slip, not two different things."""
    low, high = min(values), max(values)
    return low > 0 and (high / low <= Decimal("1.2") or high / low in {Decimal(10), Decimal(100)})
