"""附件2 部门整体支出绩效自评表 (2021 Hunan edition): the budget part; goals, indicators and scores are the form's own cells."""

from __future__ import annotations

from model.formdef import ColumnDef, DownSum, FormDef, Kind, RowDef, field_form

TOTAL = "total"

EXECUTION = FormDef(
    "execution",
    "年度预算申请（万元）",
    (
        ColumnDef(
            "initial",
            "年初预算数",
            Kind.AMOUNT,
            help="财政部门批复的年初部门预算",
            guide="见部门预算批复；为 0 的，正文中不能写“完成年初预算的百分之几”。",
        ),
        ColumnDef(
            "carryover",
            "上年结转",
            Kind.AMOUNT,
            on_form=False,
            help="上年结转到本年使用的资金",
            guide="取自收入表的上年结转；纸面上不单列，计入全年预算数。",
        ),
        ColumnDef(
            "adjusted",
            "预算追加（减）",
            Kind.AMOUNT,
            help="追加为正，追减为负",
            guide="年中追加、追减的预算，见预算调整文件；数额较大的应说明理由。",
            on_form=False,
        ),
        ColumnDef(
            "annual",
            "全年预算数",
            Kind.AMOUNT,
            help="＝年初预算数＋上年结转＋预算追加（减）",
            guide="即调整后的预算数，是执行率的分母。",
        ),
        ColumnDef(
            "executed",
            "全年执行数",
            Kind.AMOUNT,
            help="取自支出合计",
            guide="本年实际支出，不应大于全年预算数；超出的要说明。",
        ),
        ColumnDef(
            "weight",
            "分值",
            Kind.SCORE,
            help="预算执行率的分值",
            guide="一般为 10 分，按当地参数。",
        ),
        ColumnDef(
            "rate",
            "执行率",
            Kind.PERCENT,
            help="＝全年执行数÷全年预算数×100%",
            guide="较低的要在报告中写明原因。",
        ),
        ColumnDef(
            "score",
            "得分",
            Kind.SCORE,
            help="＝执行率×分值，最高为分值",
            guide="执行率超过100%的，仍按满分。",
        ),
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
    (
        ColumnDef(
            "amount",
            "全年执行数",
            Kind.AMOUNT,
            help="按收入性质、支出性质分列的本年资金",
            guide="各格取自收入表、支出表；两边的合计应当相等，不等的先看是不是还有结余。",
        ),
    ),
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

INDICATOR_HEADINGS = (
    ("产出指标", "output", ("数量指标", "质量指标", "时效指标", "成本指标")),
    (
        "效益指标",
        "benefit",
        ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    ),
    ("满意度指标", "satisfaction", ("服务对象满意度指标",)),
)
"""First-level indicators with their row of the score table and their kinds, as the form has them printed."""

SELF_EXTRA = field_form(
    "self_extra",
    "附件2 填报信息",
    (
        RowDef("fill_date", "填报日期", Kind.DATE, "如 {next}年7月20日", guide="填写附件2完成的日期。"),
        RowDef("phone", "联系电话", Kind.TEXT, guide="取自“基本概况”的联系电话；不同的可以另填。"),
    ),
)
