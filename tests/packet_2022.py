"""What the sample packet (resources/samples/jishou-2022.txt) says, read by eye: the readers are held to this table."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "jishou-2022.txt"

FIELDS = {
    "notice/title/value": "吉首市科工信局关于开展2022年度部门整体支出绩效自评工作的通知",
    "notice/addressee/value": "局机关各股室、二级单位",
    "notice/total/value": "5394.86",
    "notice/general/value": "3173.85",
    "notice/fund/value": "2617.17",
    "notice/capital/value": "0",
    "notice/social/value": "0",
    "notice/basic/value": "454.45",
    "notice/project/value": "2123.53",
    "notice/deadline/value": "2023年7月24日",
    "notice/issuer/value": "吉首市科技和工业信息化局",
    "notice/issue_date/value": "2023年7月24日",
    "notice/members/value": "组长：陶毅\n副组长：张宏\n成员：李芳 尚玉屏\n由李芳同志负责做好联系联络和资料收集汇总工作，抓好具体工作落实。",
    "cover/title/value": "吉首市科工信局2022年度部门整体支出\n绩效自评报告",
    "cover/unit_name/value": "吉首市科工信局",
    "cover/budget_code/value": "004001",
    "cover/method/value": "吉首市科工信局绩效自评",
    "cover/agency/value": "吉首市科工信局评价组",
    "cover/report_date/value": "2023年7月",
    "overview/contact/value": "陶毅",
    "overview/phone/value": "8520526",
    "overview/staffing/value": "26",
    "overview/staff/value": "22",
    "result/score/value": "97",
    "result/grade/value": "优",
    "result/note/value": "90（含）—100分为优；80（含）—90分为良； 60（含）—80 分为较差；60分以下为差。",
}

WORK = (
    "积极争取企业科技政策资金，开展好科技活动周活动。",
    "加快推进电网建设项目、信息化建设项目。",
    "扎实开展污染防治攻坚工作，认真履行部门工作职责，重点开展“废弃厂房”综合整治和生态修复。",
    "全面完成科技助力乡村振兴任务，",
    "扎实开展纾困增效专项行动",
)

FINANCE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "income": (
        ("total", "carryover", "public", "fund", "nontax", "other"),
        ("5394.86", "46.08", "2577.99", "2617.17", "", "153.63"),
    ),
    "spending": (
        ("total", "basic", "personnel", "public", "project", "balance", "cumulative"),
        ("5394.86", "548.83", "453.94", "94.89", "4846.03", "", ""),
    ),
    "sangong": (
        ("total", "reception", "vehicle_running", "vehicle_purchase", "abroad"),
        ("0", "0.29", "0", "0", "0"),
    ),
    "assets": (("total", "used", "rented", "other"), ("73.04", "73.04", "", "0")),
}
"""Columns and figures; the summary row and the bureau's row are equal, the two units' rows are blank."""

_OUTPUT = (
    "产出目标\n（部门工作实绩，包含上级部门和市委市政府布置的重点工作、实事任务等，根据部门实际进行调整细化）"
)
_BENEFIT = "效益目标\n（预期实现的效益）"
_ALL = "数量、质量、时效、成本指标"
_EFFECT = "社会、经济、生态效益"
INDICATORS = (
    (_OUTPUT, _ALL, "公用经费控制率", "28.8万元", "21.8万元"),
    (_OUTPUT, _ALL, "“三公经费”控制率", "10.44万元", "0.29万元"),
    (_OUTPUT, _ALL, "政府采购执行率", "9.5万元", "3.05万元"),
    (_OUTPUT, _ALL, "新增规模企业", "4家", "完成8家"),
    (_OUTPUT, _ALL, "完成工业投资", "10亿元", "完成23.4亿元"),
    (_OUTPUT, _ALL, "培育高新技术企业", "2家", "2家"),
    (_OUTPUT, _ALL, "通信基础设施建设加速推进建设5G基站", "169个", "227个"),
    (_OUTPUT, _ALL, "重点工作完成及时率", "100%", "98%"),
    (_OUTPUT, _ALL, "固定资产利用率", "100%", "100%"),
    (_BENEFIT, _EFFECT, "扎实推进省级创新型县（市、区）创建，提高高新技术产业增加值", "≥20亿元", "26.8亿元"),
    (_BENEFIT, _EFFECT, "开展企业帮扶工作", "较为认可", "较为认可"),
    (_BENEFIT, _EFFECT, "开展“废弃厂房”综合整治和生态修复", "较为认可", "较为认可"),
    (_BENEFIT, "社会公众或服务对象满意度", "社会公众满意度", "满意度在98%以上", "满意度在95%以上"),
)
EVALUATORS = (
    ("陶毅", "局长", "吉首市科工信局"),
    ("张宏", "副局长", "吉首市科工信局"),
    ("李芳", "工作人员", "吉首市科工信局"),
    ("尚玉屏", "工作人员", "吉首市科工信局"),
)
SCORES = {
    "input": ("10", "10", "100"),
    "output": ("50", "49", "98"),
    "benefit": ("30", "30", "100"),
    "satisfaction": ("10", "8", "80"),
    "total": ("100", "97", "97"),
}
"""Weight, score, rate in percent."""


def expected() -> dict[str, str]:
    """Every value of the packet but the long texts, by cell address, figures as typed; rows as an empty packet numbers them."""
    cells = dict(FIELDS)
    cells["overview/work/value"] = cells["goals/expected/value"] = "\n".join(WORK)
    for form, (columns, figures) in FINANCE.items():
        for row in ("summary", "bureau"):
            cells |= {
                f"{form}/{row}/{column}": figure for column, figure in zip(columns, figures, strict=True)
            }
    cells |= {"units/u1/name": "二级机构1", "units/u2/name": "二级机构2"}
    for number, indicator in enumerate(INDICATORS, 1):
        columns = ("level1", "level2", "name", "target", "actual")
        cells |= {
            f"indicators/i{number}/{column}": text for column, text in zip(columns, indicator, strict=True)
        }
    for number, person in enumerate(EVALUATORS, 1):
        cells |= {
            f"evaluators/e{number}/{c}": text
            for c, text in zip(("name", "post", "unit"), person, strict=True)
        }
    for row, figures in SCORES.items():
        cells |= {
            f"scores/{row}/{c}": text for c, text in zip(("weight", "score", "rate"), figures, strict=True)
        }
    return {address: text for address, text in cells.items() if text}


LONG_TEXTS = {
    "notice/body/value": ("为进一步规范财政资金管理", "真正体现奖优罚劣的绩效导向。", 28),
    "overview/duties/value": ("负责全市工业和信息化的日常运行调节。", "承办市人民政府交办的其他事项。", 1),
    "overview/achievements/value": ("扎实推进省级创新型县", "办结率100%。", 5),
    "goals/actual/value": ("扎实推进省级创新型县", "办结率100%。", 5),
    "chapters/c1/text": ("（一）部门（单位）基本情况\n", "5、扎实开展纾困增效专项行动。", 11),
    "chapters/c2/text": ("（一）基本支出情况\n", "智慧城市项目经费137万元，主要用于委托业务费137万元。", 4),
    "chapters/c3/text": ("智慧城市项目经费2617.17万元", "智慧城市项目可行性服务费。", 1),
    "chapters/c4/text": ("无", "无", 1),
    "chapters/c5/text": ("无", "无", 1),
    "chapters/c6/text": ("一年来，我局认真贯彻落实", "办结率100%。", 9),
    "chapters/c7/text": ("（一）部门整体支出绩效评价综合结论\n", "社会公众满意的答卷。", 29),
    "chapters/c8/text": ("1、细化预算编制工作", "充分发挥财政资金使用效益。", 3),
    "chapters/c9/text": ("（一）强化预算编制科学化、合理化。", "项目的管理监督和追踪问效。", 3),
    "chapters/c10/text": ("部门重视预算绩效评价结果的应用和公开。", "以后年度预算的重要依据。", 1),
    "chapters/c11/text": ("无", "无", 1),
}
"""How each long text begins, how it ends, and its paragraphs."""
