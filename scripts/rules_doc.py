"""Write docs/rules.md: every relation that the program judges, in the clerk's language, from the rules themselves."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from model.rules import RULES  # noqa: E402
from model.rules.policy import BY_CONSTRUCTION, policy  # noqa: E402

HEAD = """# 审核关系一览

本页由 `scripts/rules_doc.py` 按程序中的审核规则生成，请不要手工修改。

* **级别**是该关系可能给出的最重结论。强制：必须改正；提示：核对后改正或填写审核说明；尾差：四舍五入造成，只作记录。
* 缺少数据、无法判断的关系列为“未核”，不算通过。
* 金额按各数末位的半个单位放宽：全部数字半个单位之和以内且不超过三倍标准差（至少 0.01）为尾差，超过的为提示，再超过的为强制。人数、分数没有尾差。

| 编号 | 名称 | 级别 | 关系 | 说明 |
|---|---|---|---|---|
"""
CONSTRUCTION_HEAD = """
## 由表格结构保证的关系

| 编号 | 名称 | 关系 | 说明 |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rules = (
        f"| {rule.code} | {rule.title} | {policy(rule.code).highest.title} | {rule.text} | {policy(rule.code).note} |\n"
        for rule in RULES
    )
    kept = (f"| {one.code} | {one.title} | {one.text} | {one.why} |\n" for one in BY_CONSTRUCTION)
    return HEAD + "".join(rules) + CONSTRUCTION_HEAD + "".join(kept)


if __name__ == "__main__":
    (ROOT / "docs" / "rules.md").write_text(page(), encoding="utf-8", newline="\n")
