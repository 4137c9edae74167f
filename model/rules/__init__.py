"""The official relations (勾稽关系), a file a family. ``RULES`` is in the order of their numbers, as findings of one place are listed."""

from __future__ import annotations

from model.audit import Rule
from model.rules import (
    annex1,
    common,
    detail,
    execution,
    finance,
    indicators,
    last_year,
    notice,
    points,
    score,
    sums,
    wording,
)
from model.rules.linking import links

__all__ = ["RULES", "links"]

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
    wording,
    last_year,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)
