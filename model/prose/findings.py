"""What the audit of a text says, and the sheet on which it is collected."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from model.findings import Severity, Span
from model.prose.items import ReadParagraph
from model.prose.quantities import Quantity

_WHOLE = re.compile("改为“([^”]+)”")
_PART = re.compile("疑为[^：“]+：“([^”]+)”应为“([^”]+)”")


@dataclass(frozen=True)
class ProseFinding:
    """One statement of a text which does not hold; the same error in five places is one finding."""

    code: str
    severity: Severity
    span: Span
    quote: str
    message: str
    stated: str = ""
    expected: str = ""
    places: tuple[Span, ...] = ()
    """Every further span where the same words stand."""
    repair: str = ""
    """The one single edit which closes the equation, where there is exactly one."""

    @property
    def figure(self) -> Span | None:
        """Where the stated figure stands within the words, if that is certain."""
        place = _place_of(self.stated, self.quote)
        return None if place is None else (self.span[0] + place, self.span[0] + place + len(self.stated))

    @property
    def correction(self) -> tuple[Span, str] | None:
        """What to write where, if the repair names one figure that stands once in the quoted words."""
        whole = _WHOLE.fullmatch(self.repair)
        if whole:
            return self.span, whole[1]
        part = _PART.fullmatch(self.repair)
        if part is None or self.quote.count(part[1]) != 1:
            return None
        start = self.span[0] + self.quote.index(part[1])
        return (start, start + len(part[1])), part[2]


@dataclass(frozen=True)
class ProseNotChecked:
    """A claim which was recognised but could not be judged."""

    span: Span
    quote: str
    reason: str


@dataclass(frozen=True)
class ProseReport:
    """Findings, and how much of the text stands behind their absence."""

    findings: tuple[ProseFinding, ...]
    not_checked: tuple[ProseNotChecked, ...]
    numbers_read: int
    numbers_checked: int
    passed: int


@dataclass
class Sheet:
    """Where the checks write down what they saw."""

    source: str
    findings: list[ProseFinding] = field(default_factory=list)
    not_checked: list[ProseNotChecked] = field(default_factory=list)
    checked: set[int] = field(default_factory=set)
    """Source positions of the figures which took part in a judged claim."""
    passed: int = 0

    def report(
        self,
        code: str,
        severity: Severity,
        span: Span,
        message: str,
        *figures: str,
        places: tuple[Span, ...] = (),
    ) -> None:
        """Write down a finding; ``figures`` are what is stated, what is expected, and the repair."""
        stated, expected, repair = (*figures, "", "", "")[:3]
        quote = self.source[span[0] : span[1]]
        self.findings.append(
            ProseFinding(code, severity, span, quote, message, stated, expected, places, repair)
        )

    def copy(self) -> Sheet:
        """A sheet to write on further; this one stays as it is."""
        return Sheet(self.source, list(self.findings), list(self.not_checked), set(self.checked), self.passed)

    def take(self, other: Sheet, origin: int = 0) -> None:
        """Copy what was written down about a stretch of this source which begins at ``origin``."""
        self.findings += [_moved(finding, origin) for finding in other.findings]
        self.not_checked += [
            ProseNotChecked(_shifted(each.span, origin), each.quote, each.reason)
            for each in other.not_checked
        ]
        if other.checked:
            self.checked.update([origin + position for position in other.checked])
        self.passed += other.passed

    def skip(self, read: ReadParagraph, start: int, end: int, reason: str) -> None:
        """Write down a claim that was seen but not judged."""
        span = read.paragraph.span(start, end)
        self.not_checked.append(ProseNotChecked(span, self.source[span[0] : span[1]], reason))

    def count(self, read: ReadParagraph, *quantities: Quantity) -> None:
        """Remember that these figures were checked."""
        self.checked.update(read.paragraph.offsets[quantity.start] for quantity in quantities)

    def verdict(self, read: ReadParagraph, *quantities: Quantity) -> None:
        """A claim over these figures holds."""
        self.passed += 1
        self.count(read, *quantities)


@lru_cache(maxsize=1 << 12)
def _place_of(stated: str, quote: str) -> int | None:
    """Where a figure stands within words; the same sentences are asked about after every keystroke."""
    places = [match.start() for match in re.finditer(re.escape(stated), quote)] if stated else []
    own = [at for at in places if at == 0 or quote[at - 1] not in "0123456789.,"]
    at_ends = [at for at in own if at == 0 or at + len(stated) == len(quote)]
    found = own if len(own) == 1 else at_ends
    return found[0] if len(found) == 1 else None


def _moved(finding: ProseFinding, origin: int) -> ProseFinding:
    places = tuple(_shifted(place, origin) for place in finding.places)
    return replace(finding, span=_shifted(finding.span, origin), places=places)


def _shifted(span: Span, origin: int) -> Span:
    return span[0] + origin, span[1] + origin


def merged(findings: list[ProseFinding]) -> list[ProseFinding]:
    """One finding per error: the same message about the same words keeps its further places."""
    groups: dict[tuple[str, str], list[ProseFinding]] = {}
    for finding in sorted(findings, key=lambda each: (each.span, each.code, each.message)):
        groups.setdefault((finding.code, finding.message), []).append(finding)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[ProseFinding]) -> ProseFinding:
    spans = dict.fromkeys(span for finding in group for span in (finding.span, *finding.places))
    spans.pop(group[0].span, None)
    return replace(group[0], places=tuple(spans))


def plain(value: Decimal) -> str:
    """A figure as a clerk writes it: no exponent, no trailing zeros beyond two places."""
    if value == value.to_integral_value():
        return f"{value.quantize(Decimal(1)):f}"
    text = f"{value.normalize():f}"
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(2, '0')}" if len(decimals) < 2 else text


def money(value: Decimal, unit: str) -> str:
    """A figure with its unit."""
    return f"{plain(value)}{unit}"
