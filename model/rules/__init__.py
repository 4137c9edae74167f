"""The official relations (勾稽关系), a file a family. ``RULES`` is in the order of their numbers, as findings of one place are listed."""

from __future__ import annotations

from collections.abc import Iterable

from model.audit import Rule
from model.rules import (
    annex1,
    common,
    dates,
    detail,
    execution,
    finance,
    glyphs,
    indicators,
    last_year,
    notice,
    phones,
    points,
    prose,
    score,
    sums,
    wording,
)
from model.rules.linking import LINKS

__all__ = ["LINKS", "RULES", "TABLE_RULES"]

_FAMILIES = (
    sums,
    finance,
    execution,
    score,
    points,
    indicators,
    annex1,
    common,
    detail,
    notice,
    dates,
    wording,
    last_year,
    glyphs,
    phones,
)


def _sorted(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.code))


TABLE_RULES = _sorted(rule for family in _FAMILIES for rule in family.RULES)
"""The relations of figures and dates in the forms."""
RULES = _sorted((*TABLE_RULES, *prose.RULES))
"""All relations, those of the prose included."""
