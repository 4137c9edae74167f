"""附件2 部门整体支出绩效自评表 (2021 Hunan edition): the budget part; goals, indicators and scores are the form's own cells."""

from __future__ import annotations

from model.formdef import ColumnDef, DownSum, FormDef, Kind, RowDef, field_form

TOTAL = "total"

EXECUTION = FormDef(
    "execution",
    "年度预算申请（万元）",
    (
        ColumnDef("initial", "年初预算数", Kind.AMOUNT),
        ColumnDef("carryover", "上年结转", Kind.AMOUNT, on_form=False),
        ColumnDef("adjusted", "预算追加（减）", Kind.AMOUNT, help="追加为正，追减为负", on_form=False),
        ColumnDef("annual", "全年预算数", Kind.AMOUNT, help="＝年初预算数＋上年结转＋预算追加（减）"),
        ColumnDef("executed", "全年执行数", Kind.AMOUNT, help="取自支出合计"),
        ColumnDef("weight", "分值", Kind.SCORE),
        ColumnDef("rate", "执行率", Kind.PERCENT, help="＝全年执行数÷全年预算数×100%"),
        ColumnDef("score", "得分", Kind.SCORE, help="＝执行率×分值，最高为分值"),
    ),
    (RowDef(TOTAL, "年度资金总额"),),
    unit="万元",
    label_title="项目",
    scope="全口径",
    short="附件2 预算执行",
)

FUNDING = FormDef(
    "funding",
    "年度资金构成（万元）",
    (ColumnDef("amount", "全年执行数", Kind.AMOUNT),),
    (
        RowDef(TOTAL, "年度资金总额"),
        RowDef("carryover", "按收入性质分：上年结转"),
        RowDef("public", "　其中：一般公共预算"),
        RowDef("fund", "　　　　政府性基金拨款"),
        RowDef("nontax", "　　　　纳入专户管理的非税收入拨款"),
        RowDef("other", "　　　　其他资金"),
        RowDef("basic", "按支出性质分：基本支出"),
        RowDef("project", "　　　　　　　项目支出"),
    ),
    formulas=(
        DownSum("G10", TOTAL, ("amount",), ("carryover", "public", "fund", "nontax", "other")),
        DownSum("G11", TOTAL, ("amount",), ("basic", "project")),
    ),
    unit="万元",
    label_title="项目",
    scope="全口径",
    short="附件2 资金构成",
)

SELF_EXTRA = field_form(
    "self_extra",
    "附件2 填报信息",
    (
        RowDef("fill_date", "填报日期", Kind.TEXT, "如 2023年7月20日"),
        RowDef("phone", "联系电话", Kind.TEXT),
    ),
)
