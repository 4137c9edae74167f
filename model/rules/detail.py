"""The tables behind the chapters: each whole is the sum of its items (G51)."""

from __future__ import annotations

from model.audit import Rule
from model.rules.sums import formula_checks

RULES = (
    Rule(
        "G51",
        "其中各项之和",
        "基本支出＝人员经费＋公用经费；人员经费、公用经费＝各经济分类科目之和；项目支出＝各专项之和；专项＝各项用途之和；"
        "文字中“其中”“包括”“主要用于”各项之和＝所述合计",
        formula_checks("G51"),
    ),
)
