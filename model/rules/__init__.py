"""The official relations (勾稽关系), a file a family. ``RULES`` is the order in which findings of one place are listed."""

from __future__ import annotations

from model.audit import Rule
from model.rules import finance, indicators, notice, score, sums
from model.rules.linking import links

__all__ = ["RULES", "links"]

RULES: tuple[Rule, ...] = (*sums.RULES, *finance.RULES, *score.RULES, *indicators.RULES, *notice.RULES)
