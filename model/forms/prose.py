"""The notice (通知) and the eleven chapters of 附件3 部门整体支出绩效评价报告."""

from __future__ import annotations

from model.formdef import ColumnDef, FormDef, Kind, RowDef, field_form

NOTICE = field_form(
    "notice",
    "通知",
    (
        RowDef("title", "标题", Kind.PROSE, guide="发文单位＋事由＋“的通知”；年度与封面一致，可分行。"),
        RowDef(
            "addressee",
            "主送",
            Kind.TEXT,
            guide="收文的股室、二级机构，如 局机关各股室、二级单位；冒号由程序加。",
        ),
        RowDef(
            "total",
            "整体支出（万元）",
            Kind.AMOUNT,
            "通知范围内的部门整体支出",
            guide="取自“支出明细”财政拨款支出合计；应等于四项预算支出之和，与各表、报告相同。",
        ),
        RowDef(
            "general",
            "一般公共预算支出（万元）",
            Kind.AMOUNT,
            guide="＝基本支出＋项目支出，见《一般公共预算财政拨款支出决算表》。",
        ),
        RowDef(
            "fund",
            "政府性基金预算支出（万元）",
            Kind.AMOUNT,
            guide="见《政府性基金预算财政拨款收入支出决算表》；没有的填 0。",
        ),
        RowDef(
            "capital",
            "国有资本经营预算支出（万元）",
            Kind.AMOUNT,
            guide="见《国有资本经营预算财政拨款支出决算表》；没有的填 0。",
        ),
        RowDef(
            "social",
            "社会保险基金预算支出（万元）",
            Kind.AMOUNT,
            guide="由社会保险经办部门填列；其他部门填 0。",
        ),
        RowDef(
            "basic",
            "基本支出（万元）",
            Kind.AMOUNT,
            "一般公共预算支出中的基本支出",
            guide="见《一般公共预算财政拨款基本支出决算明细表》合计。",
        ),
        RowDef(
            "project",
            "项目支出（万元）",
            Kind.AMOUNT,
            "一般公共预算支出中的项目支出",
            guide="见《一般公共预算财政拨款项目支出决算明细表》合计。",
        ),
        RowDef(
            "deadline",
            "报送截止日期",
            Kind.DATE,
            "如 {next}年7月24日",
            guide="各单位报送材料的最后日期，应在成文日期之后，留出填报的时间。",
        ),
        RowDef("issuer", "落款单位", Kind.TEXT, guide="发文单位全称，与公章一致。"),
        RowDef(
            "issue_date",
            "成文日期",
            Kind.DATE,
            "如 {next}年7月24日",
            guide="签发的日期，用阿拉伯数字，月、日不编虚位。",
        ),
        RowDef(
            "body",
            "正文",
            Kind.PROSE,
            guide="依据、评价范围和金额、组织、时间和报送要求；金额与上面各栏相同。",
        ),
        RowDef(
            "members",
            "领导小组名单",
            Kind.PROSE,
            guide="一行一类：组长、副组长、成员；与“评价人员”一致。没有的可以留空。",
        ),
    ),
)

CHAPTER_TITLES = (
    "基本情况",
    "一般公共预算支出情况",
    "政府性基金预算支出情况",
    "国有资本经营预算支出情况",
    "社会保险基金预算支出情况",
    "部门整体支出绩效情况",
    "综合评价情况及评价结论",
    "主要经验做法、存在的问题及原因分析",
    "有关建议",
    "绩效自评结果拟应用和公开情况",
    "其他需要说明的问题",
)
_CHAPTER_GUIDES = (
    "机构、人员、职能，部门整体支出的规模和使用方向；人数与“基本概况”一致。",
    "分基本支出、项目支出写，列出主要科目、专项和用途；金额与“支出明细”一致。",
    "逐项写资金安排和使用；没有的写“无”。",
    "逐项写资金安排和使用；没有的写“无”。",
    "逐项写资金安排和使用；没有的写“无”。",
    "按产出、效益、满意度写绩效目标的完成情况；引用的数与“绩效指标”相同。",
    "先写综合得分和等次，再按一级指标写得分和扣分原因；与得分表逐项相同。",
    "经验要具体，问题要落到项目和原因，与扣分的指标对应。",
    "针对上一部分的问题，逐条写建议和措施。",
    "写结果怎样用于预算安排和管理，什么时间、在哪里公开。",
    "没有的写“无”。",
)
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")

CHAPTERS = FormDef(
    "chapters",
    "部门整体支出绩效评价报告",
    (ColumnDef("text", "正文", Kind.PROSE),),
    tuple(
        RowDef(f"c{number}", f"{numeral}、{title}", Kind.PROSE, guide=guide)
        for number, (numeral, title, guide) in enumerate(
            zip(_NUMERALS, CHAPTER_TITLES, _CHAPTER_GUIDES, strict=True), 1
        )
    ),
    short="评价报告",
)
