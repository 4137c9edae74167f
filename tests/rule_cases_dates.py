"""For every relation of dates: an example that holds and one that does not."""

from __future__ import annotations

from tests.rule_kit import A, Case, Cells, M

NOTICE: Cells = {"notice/deadline": "2023年8月10日", "notice/issue_date": "2023年7月24日"}

CASES = (
    Case("G60", NOTICE, {"notice/deadline": "2023年7月24日"}, "notice/deadline", A, "order"),
    Case("G60", NOTICE, {"notice/issue_date": "2024年2月30日"}, "notice/issue_date", M, says="2月没有30日"),
    Case("G60", NOTICE, {"notice/deadline": "2022-13-1"}, "notice/deadline", M, says="没有13月"),
    Case("G60", {"cover/report_date": "2023年7月"}, {"cover/report_date": "2023年13月"}, "cover/report_date"),
    Case(
        "G60",
        {"cover/report_date": "2023年1月"},
        {"cover/report_date": "2022年7月"},
        "cover/report_date",
        A,
        says="2022年度结束之后",
    ),
)
