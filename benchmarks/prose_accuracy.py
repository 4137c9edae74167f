"""Precision and recall of the prose audit on the corpus: python -m benchmarks.prose_accuracy [-v] [corpus files]."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from model.findings import Severity
from model.prose.audit import ProseReport, audit_text

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
CORPUS = DATA / "prose_corpus.txt"
ALL = sorted(DATA.glob("prose_corpus*.txt"))


@dataclass(frozen=True)
class Case:
    """One line of the corpus."""

    number: int
    kind: str
    code: str
    text: str

    @property
    def holds(self) -> bool:
        return self.code == "-"


def read_corpus(path: Path = CORPUS) -> list[Case]:
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            kind, code, text = line.split("\t")
            cases.append(Case(number, kind, code, text.replace("⏎", "\n").replace("⇥", "\t")))
    return cases


def alarms(report: ProseReport) -> list[str]:
    """Codes of findings which a clerk would see as a fault; 尾差 is noted, not raised."""
    return [finding.code for finding in report.findings if finding.severity is not Severity.ROUNDING]


def main() -> None:
    names = [name for name in sys.argv[1:] if not name.startswith("-")]
    cases = [case for path in [Path(name) for name in names] or ALL for case in read_corpus(path)]
    outcome: Counter[tuple[str, str]] = Counter()
    verbose = "-v" in sys.argv
    for case in cases:
        codes = alarms(audit_text(case.text))
        if case.holds:
            result = "false alarm" if codes else "quiet"
        else:
            result = "caught" if case.code in codes else "caught as another" if codes else "missed"
        outcome[case.kind, result] += 1
        if verbose and result not in {"quiet", "caught"}:
            print(f"{case.number} {result}: {case.code} {codes} {case.text}")
    _print(cases, outcome)


def _print(cases: list[Case], outcome: Counter[tuple[str, str]]) -> None:
    print(
        f"{'kind':<12}{'true':>6}{'quiet':>7}{'alarms':>8}{'false':>7}{'caught':>8}{'other':>7}{'missed':>8}"
    )
    for kind in dict.fromkeys(case.kind for case in cases):
        row = [
            outcome[kind, name] for name in ("quiet", "false alarm", "caught", "caught as another", "missed")
        ]
        print(
            f"{kind:<12}{row[0] + row[1]:>6}{row[0]:>7}{row[1]:>8}{sum(row[2:]):>7}{row[2]:>8}{row[3]:>7}{row[4]:>8}"
        )
    total = Counter[str]()
    for (_, result), count in outcome.items():
        total[result] += count
    caught = total["caught"] + total["caught as another"]
    print(f"precision {caught / max(1, caught + total['false alarm']):.4f}", end="  ")
    print(f"recall {caught / max(1, caught + total['missed']):.4f}")


if __name__ == "__main__":
    main()
