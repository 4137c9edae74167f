"""How many single slips the audit notices: python -m benchmarks.prose_mutation [-v].

Takes the true paragraphs of the corpus, changes one figure of each at random (500 times, fixed
seed) and counts what is reported.  A slip in a figure which the text relates to nothing else can
not be noticed by anyone; those are counted apart.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from decimal import Decimal
from itertools import pairwise

from benchmarks.prose_accuracy import alarms, read_corpus
from model.prose.audit import ProseReport, audit_text
from model.prose.quantities import Quantity, read_quantities
from model.prose.text import Paragraph, read_document

ROUNDS = 500
SEED = 2022
KINDS = ("digit", "swap", "drop", "unit", "percent")


def mutate(figure: str, unit: str, kind: str, rng: random.Random) -> str | None:
    """The figure with its unit after one slip; None where the slip changes nothing."""
    places = [index for index, character in enumerate(figure) if character.isdigit()]
    if kind == "digit":
        index = rng.choice(places)
        choices = [digit for digit in "0123456789" if digit != figure[index] and (index or digit != "0")]
        return figure[:index] + rng.choice(choices) + figure[index + 1 :] + unit
    if kind == "swap":
        pairs = [pair for pair in pairwise(places) if figure[pair[0]] != figure[pair[1]]]
        if not pairs:
            return None
        first, second = rng.choice(pairs)
        swapped = list(figure)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        return "".join(swapped) + unit
    if kind == "drop":
        if len(places) < 2:
            return None
        index = rng.choice(places)
        return (figure[:index] + figure[index + 1 :]).rstrip(".") + unit
    if kind == "unit":
        return {"万元": figure + "元", "亿元": figure + "万元", "元": figure + "万元"}.get(unit)
    value = Decimal(figure.replace(",", ""))
    step = Decimal(1).scaleb(value.as_tuple().exponent)  # type: ignore[arg-type]
    shifted = f"{(value * rng.choice((Decimal('1.01'), Decimal('0.99')))).quantize(step):f}"
    return shifted + unit if Decimal(shifted) != value else None


def spots(text: str) -> list[tuple[Paragraph, Quantity]]:
    return [
        (paragraph, quantity)
        for paragraph in read_document(text).paragraphs
        for quantity in read_quantities(paragraph)
    ]


def main() -> None:
    rng = random.Random(SEED)
    cases = [
        case for case in read_corpus() if case.holds and case.kind not in {"trap", "template", "malformed"}
    ]
    cases = [case for case in cases if spots(case.text) and not alarms(audit_text(case.text))]
    outcome: Counter[tuple[str, str]] = Counter()
    done = 0
    while done < ROUNDS:
        case = rng.choice(cases)
        paragraph, quantity = rng.choice(spots(case.text))
        kind = rng.choice(KINDS)
        start, end = paragraph.span(quantity.start, quantity.end)
        changed = mutate(case.text[start : end - len(quantity.unit)], quantity.unit, kind, rng)
        if changed is None or re.match(r"\.|-$", changed):
            continue
        done += 1
        text = case.text[:start] + changed + case.text[end:]
        report = audit_text(text)
        before = audit_text(case.text)
        result = verdict(report, before)
        outcome[kind, result] += 1
        if "-v" in sys.argv and result == "missed":
            print(f"{kind}: {case.text[start:end]} → {changed} | {text}")
    show(outcome)


def verdict(report: ProseReport, before: ProseReport) -> str:
    if alarms(report):
        return "caught"
    if len(report.findings) > len(before.findings):
        return "noted (尾差)"
    if before.passed == 0:
        return "nothing to compare"
    if len(report.not_checked) > len(before.not_checked):
        return "said: not checked"
    return "missed"


def show(outcome: Counter[tuple[str, str]]) -> None:
    results = ("caught", "noted (尾差)", "said: not checked", "nothing to compare", "missed")
    print(f"{'slip':<10}" + "".join(f"{result:>20}" for result in results))
    for kind in KINDS:
        print(f"{kind:<10}" + "".join(f"{outcome[kind, result]:>20}" for result in results))
    totals = {result: sum(outcome[kind, result] for kind in KINDS) for result in results}
    print(f"{'all':<10}" + "".join(f"{totals[result]:>20}" for result in results))


if __name__ == "__main__":
    main()
