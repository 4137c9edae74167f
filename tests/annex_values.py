"""What the annexes of ``annex_fixtures`` say, read by eye: the readers are held to these tables."""

from __future__ import annotations

PERIODS = ("prior", "budget", "actual")
INDICATOR = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")


def _rows(sheet: str, columns: tuple[str, ...], text: str) -> dict[str, str]:
    """Cells out of lines: the row's code, then its values; a dot for an empty one."""
    cells: dict[str, str] = {}
    for line in text.strip().split("\n"):
        row, *values = line.split("|") if "|" in line else line.split()
        cells |= {
            f"{sheet}/{row}/{column}": value
            for column, value in zip(columns, values, strict=True)
            if value not in {".", ""}
        }
    return cells


HUNAN_2021 = (
    {
        "overview/staffing/value": "87",
        "overview/staff/value": "73",
        "base_staff/all/rate": "83.91",
        "specials/s1/name": "高标准农田建设",
        "specials/s2/name": "农业产业化补助",
        "base_extra/completed/value": "2020年",
        "base_extra/thrift/value": "一是严格公务接待审批。\n二是压减会议、培训。",
        "base_extra/fill_date/value": "2022年4月20日",
        "base_extra/phone/value": "0731-8888",
        "self_extra/fill_date/value": "2022年4月21日",
        "self_extra/phone/value": "0731-8888",
        "cover/unit_name/value": "某县农业农村局",
        "goals/expected/value": "目标1：建成高标准农田2万亩。\n目标2：培育龙头企业5家。",
        "goals/actual/value": "建成高标准农田2万亩，\n培育龙头企业4家。",
        "scores/input/weight": "10",
        "scores/total/weight": "100",
        "scores/total/score": "94.79",
    }
    | _rows(
        "base_funds",
        PERIODS,
        """
sangong 25.10 24.50 20.30
vehicle 15 14 12
vehicle_purchase 0 0 0
vehicle_running 15 14 12
reception 10.10 10.5 8.30
project 1200.00 1300.00 1251.50
business . 300 301.5
running . 100 100
special . 900 850
s1 . 500 480
s2 . 400 370
public 95.2 98.00 97.88
office 10 9 8.5
utilities 12 12 11
meeting 5 5 4.8
procurement 30 35 33.40
adjustment . 12 12
""",
    )
    | _rows(
        "base_building",
        ("approved_area", "actual_area", "area_rate", "budget", "actual", "cost_rate"),
        "all 1200 1180 98.33 300 290 96.67",
    )
    | _rows(
        "execution",
        ("initial", "annual", "executed", "rate", "score"),
        "total 2100 2300.55 2251.50 97.87 9.79",
    )
    | _rows("funding", ("amount",), "total 2251.50\npublic 2001.50\nfund 250\nbasic 1000\nproject 1251.50")
    | _rows(
        "indicators",
        INDICATOR,
        """
i1|产出指标（50分）|数量指标|高标准农田建设面积|≥2万亩|2万亩|25|25|
i2|产出指标（50分）|数量指标|培育龙头企业|5家|4家|25|20|一家企业未通过验收，明年完成。
i3|效益指标（30分）|社会效益指标|带动农户增收|≥1000户|1100户|30|30|
i4|满意度指标（10分）|服务对象满意度指标|农户满意度|≥90%|92%|10|10|
""",
    )
)

HUNAN_2018 = {
    "cover/unit_name/value": "某县司法局",
    "overview/staffing/value": "34",
    "overview/staff/value": "34",
    "base_staff/all/rate": "100.00",
    "base_extra/thrift/value": "严格执行中央八项规定。",
    "base_extra/fill_date/value": "2018年5月8日",
    "base_extra/phone/value": "5551234",
} | _rows(
    "base_funds",
    PERIODS,
    """
sangong 25.1000 24.5000 20.3000
vehicle 15.0000 14.0000 12.0000
vehicle_purchase 0.0000 0.0000 0.0000
vehicle_running 15.0000 14.0000 12.0000
abroad 0.0000 0.0000 0.0000
reception 10.1000 10.5000 8.3000
business 50.0000 60.0000 58.0000
running 10.0000 10.0000 10.0000
public 95.2000 98.0000 97.8800
office 10.0000 9.0000 8.5000
utilities 12.0000 12.0000 11.0000
meeting 5.0000 5.0000 4.8000
procurement 30.0000 35.0000 33.4000
adjustment . 12.0000 12.0000
""",
)

MINISTRY = (
    {
        "goals/expected/value": "完成道路硬化10公里。",
        "goals/actual/value": "完成道路硬化10公里。",
        "scores/input/weight": "10",
        "scores/total/weight": "100",
        "scores/total/score": "98.9",
    }
    | _rows(
        "execution",
        ("initial", "annual", "executed", "rate", "score"),
        "total 100.00 120.00 118.80 99 9.9",
    )
    | _rows(
        "indicators",
        INDICATOR,
        """
i1|产出指标|数量指标|道路硬化里程|10公里|10公里|30|30|
i2|产出指标|时效指标|按期完工率|100%|95%|20|19|雨季影响，已加快。
i3|效益指标|经济效益指标|带动就业|≥50人|60人|30|30|合作社扩大用工。
i4|满意度指标|服务对象满意度|群众满意度|≥95%|96%|10|10|
""",
    )
)

PROVINCIAL = (
    {
        "cover/unit_name/value": "某县司法局",
        "scores/input/weight": "10",
        "scores/total/weight": "100",
        "scores/total/score": "99.85",
        "self_extra/fill_date/value": "2023年3月1日",
    }
    | _rows(
        "execution",
        ("initial", "carryover", "annual", "executed", "rate", "score"),
        "total 1000.0000 50.0000 1150.000000 1150.0000 100 10",
    )
    | _rows("funding", ("amount",), "public 1100.0000\nother 50.0000\nbasic 900.0000\nproject 250.0000")
    | _rows(
        "indicators",
        INDICATOR,
        """
i1|产出指标|数量指标|培训人次|500人次|520人次|50|50|
i2|效益指标|社会效益指标|案件调解成功率|98%|97.5%|30|29.85|个别案件复杂。
i3|满意度指标|满意度指标|群众满意度|95%|96%|10|10|
""",
    )
)
