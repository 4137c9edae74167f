"""Findings by cell, kept up from each edit's difference instead of from the whole list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from model.cells import CellRef
    from model.edits import Changes
    from model.findings import Finding, Severity

Key: TypeAlias = "tuple[str, CellRef, str]"


class FindingIndex:
    """What a cell's marks and a tab's badge are painted from."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._at: dict[CellRef, dict[Key, Finding]] = {}
        self._further: dict[CellRef, dict[Key, Finding]] = {}
        """The same words elsewhere: findings by every other cell that they speak of."""
        self._counts: dict[str, dict[Severity, int]] = {}
        for finding in findings:
            self._add(finding)

    def update(self, changes: Changes) -> None:
        """Take over the difference that an edit made (a finding with new figures is both removed and added)."""
        for finding in changes.findings_removed:
            self._remove(finding)
        for finding in changes.findings_added:
            self._add(finding)

    def at(self, ref: CellRef) -> tuple[Finding, ...]:
        """The findings of one cell, gravest first."""
        found = self._at.get(ref)
        if not found:
            return ()
        return tuple(sorted(found.values(), key=lambda finding: (finding.severity.rank, finding.code)))

    def mentioning(self, ref: CellRef) -> tuple[Finding, ...]:
        """The findings of other cells whose words stand in this one too."""
        return tuple(self._further.get(ref, {}).values())

    def count(self, sheets: Iterable[str], severity: Severity) -> int:
        """How many findings of that level the forms have together."""
        return sum(self._counts.get(sheet, {}).get(severity, 0) for sheet in sheets)

    def _add(self, finding: Finding) -> None:
        self._remove(finding)
        self._at.setdefault(finding.place, {})[finding.key] = finding
        for ref in {ref for ref, _ in finding.further} - {finding.place}:
            self._further.setdefault(ref, {})[finding.key] = finding
        self._tally(finding, 1)

    def _remove(self, finding: Finding) -> None:
        known = self._at.get(finding.place, {}).pop(finding.key, None)
        if known is not None:
            self._tally(known, -1)
            for ref in {ref for ref, _ in known.further} - {known.place}:
                del self._further[ref][known.key]

    def _tally(self, finding: Finding, step: int) -> None:
        levels = self._counts.setdefault(finding.place.sheet, {})
        levels[finding.severity] = levels.get(finding.severity, 0) + step
