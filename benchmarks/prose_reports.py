"""Whole reports with planted slips: python -m benchmarks.prose_reports [-v] [marked files].

A marked report is the true text in which ⟦right→wrong|codes⟧ names what a clerk might have typed instead and which
rule has to say so. Read with the right figures it must raise nothing; with the wrong ones each slip must be found.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from model.findings import Severity
from model.prose.audit import ProseFinding, audit_text

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "prose_reports"
_MARK = re.compile(r"⟦(?P<right>[^→⟧]*)→(?P<wrong>[^|⟧]*)\|(?P<codes>[^⟧]*)⟧")


@dataclass(frozen=True)
class Slip:
    """One planted error: where it stands in the wrong text, what was typed, which rules may say so."""

    span: tuple[int, int]
    right: str
    wrong: str
    codes: tuple[str, ...]


def right_text(marked: str) -> str:
    return _MARK.sub(lambda mark: mark["right"], marked)


def wrong_text(marked: str) -> tuple[str, list[Slip]]:
    """The text with every slip in it, and the slips."""
    pieces: list[str] = []
    slips: list[Slip] = []
    position = length = 0
    for mark in _MARK.finditer(marked):
        before = marked[position : mark.start()]
        start = length + len(before)
        pieces += [before, mark["wrong"]]
        length = start + len(mark["wrong"])
        slips.append(Slip((start, length), mark["right"], mark["wrong"], tuple(mark["codes"].split("/"))))
        position = mark.end()
    return "".join([*pieces, marked[position:]]), slips


def raised(text: str) -> list[ProseFinding]:
    """What a clerk would see as a fault; 尾差 is noted, not raised."""
    return [each for each in audit_text(text).findings if each.severity is not Severity.ROUNDING]


def found(slip: Slip, text: str, findings: list[ProseFinding]) -> str:
    """'caught', 'other' (something is said of that line, by another rule) or 'missed'."""
    first = text.rfind("\n", 0, slip.span[0]) + 1
    last = text.find("\n", slip.span[1])
    line = (first, len(text) if last < 0 else last)
    verdict = "missed"
    for each in findings:
        spans = [each.span, *each.places]
        named = slip.wrong in each.message or slip.wrong in each.quote
        here = any(start < line[1] and line[0] < end for start, end in spans)
        if (here or named) and each.code in slip.codes:
            return "caught"
        if here:
            verdict = "other"
    return verdict


def main() -> None:
    names = [name for name in sys.argv[1:] if not name.startswith("-")]
    verbose = "-v" in sys.argv
    total = dict.fromkeys(("slips", "caught", "other", "missed", "alarms"), 0)
    print(f"{'report':<24}" + "".join(f"{name:>8}" for name in total))
    for path in [Path(name) for name in names] or sorted(FOLDER.glob("*.txt")):
        marked = path.read_text(encoding="utf-8")
        false_alarms = raised(right_text(marked))
        text, slips = wrong_text(marked)
        findings = raised(text)
        row = dict.fromkeys(total, 0) | {"slips": len(slips), "alarms": len(false_alarms)}
        for slip in slips:
            verdict = found(slip, text, findings)
            row[verdict] += 1
            if verbose and verdict != "caught":
                print(
                    f"  {verdict}: {slip.right} → {slip.wrong} {slip.codes} … {text[max(0, slip.span[0] - 40) : slip.span[1] + 12]!r}"
                )
        for each in false_alarms if verbose else []:
            print(f"  alarm: {each.severity.name} {each.code} {each.message} … {each.quote}")
        print(f"{path.stem:<24}" + "".join(f"{row[name]:>8}" for name in total))
        total = {name: total[name] + row[name] for name in total}
    print(f"{'all':<24}" + "".join(f"{total[name]:>8}" for name in total))


if __name__ == "__main__":
    main()
