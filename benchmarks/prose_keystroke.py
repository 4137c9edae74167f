"""What a keystroke in the prose costs against a full audit: python -m benchmarks.prose_keystroke.

Both are measured in the same run, as processor time; the ratio counts. The texts are the report of 2022 and the true paragraphs of the corpus
up to 10,000, 100,000 and 300,000 characters; a keystroke falls into another passage each time.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable

from benchmarks.prose_accuracy import read_corpus
from intake.intake import read_source
from model.book import Book
from model.profile import load_profile
from model.prose.audit import audit_text
from model.prose.passages import MEMORY
from model.rules.prose import facts_of, manuscript
from tests.packet_2022 import SAMPLE

SEED = 2022
KEYSTROKES = 40
FULL = 5
SIZES = (10_000, 100_000, 300_000)


def packet() -> Book:
    """The published packet as it is imported."""
    book = Book(load_profile(), 2022)
    book.apply(read_source(SAMPLE, book).edit)
    return book


def long_text(size: int) -> str:
    """True paragraphs, each with a number of its own so that no two are the same."""
    lines = [case.text for case in read_corpus() if case.code == "-"]
    kept: list[str] = []
    length = 0
    while length < size:
        kept.append(f"第{len(kept)}条，{lines[len(kept) % len(lines)]}")
        length += len(kept[-1]) + 1
    return "\n".join(kept)


def processor_ms(audit: Callable[[str], object], text: str) -> float:
    """How long an audit keeps the processor, in milliseconds."""
    start = time.process_time()
    audit(text)
    return (time.process_time() - start) * 1000


def measure(name: str, text: str, audit: Callable[[str], object]) -> None:
    """Print one line of the table."""
    rng = random.Random(SEED)
    full = []
    for number in range(FULL):
        MEMORY.clear()
        full.append(processor_ms(audit, text + "\n" * number))
    gc.collect()
    gc.freeze()
    keys = []
    for _ in range(KEYSTROKES):
        place = rng.randrange(len(text))
        typed = f"{text[:place]}好{text[place:]}"
        keys.append(processor_ms(audit, typed))
    keys.sort()
    whole, median, worst = statistics.median(full), statistics.median(keys), keys[KEYSTROKES * 95 // 100]
    print(f"| {name} | {len(text):,} | {whole:.1f} | {median:.1f} | {worst:.1f} | {whole / median:.0f} × |")


def main() -> None:
    """Print the table of docs/performance.md."""
    book = packet()
    text = manuscript(book).text
    facts = facts_of(book, text)
    print("| text | characters | full ms | keystroke ms | p95 ms | ratio |\n|---|---|---|---|---|---|")
    measure("packet of 2022", text, lambda words: audit_text(words, report_year=2022, facts=facts))
    for size in SIZES:
        measure("corpus", long_text(size), lambda words: audit_text(words, report_year=2022, facts=facts))


if __name__ == "__main__":
    main()
