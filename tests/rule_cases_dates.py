"""For every relation of dates, and of telephone numbers: an example that holds and one that does not."""

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
    *(
        Case("G71", {place: "0731-8520526"}, {place: wrong}, place, A, says=f"夹有字母“{letter}”")
        for place in ("overview/phone", "base_extra/phone", "self_extra/phone")
        for wrong, letter in (("0731-8520526x", "x"), ("0731-852O526", "O"), ("o731-8520526", "o"))
    ),
    *(
        Case("G71", {"overview/phone": right}, {"overview/phone": "852052６ｓ"}, "overview/phone", A)
        for right in (
            "8520526",
            "13874381234、8520526（办）",
            "0743-8520526转8001",
            "8520526x12",
            "8520526 ext.12",
            "Tel0743-8520526",
            "12345",
        )
    ),
)
