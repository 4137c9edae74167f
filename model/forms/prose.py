"""The notice (通知) and the eleven chapters of 附件3 部门整体支出绩效评价报告."""

from __future__ import annotations

from model.formdef import ColumnDef, FormDef, Kind, RowDef, field_form

NOTICE = field_form(
    "notice",
    "通知",
    (
        RowDef("title", "标题", Kind.PROSE),
        RowDef("addressee", "主送", Kind.TEXT),
        RowDef("total", "整体支出（万元）", Kind.AMOUNT, "通知范围内的部门整体支出"),
        RowDef("general", "一般公共预算支出（万元）", Kind.AMOUNT),
        RowDef("fund", "政府性基金预算支出（万元）", Kind.AMOUNT),
        RowDef("capital", "国有资本经营预算支出（万元）", Kind.AMOUNT),
        RowDef("social", "社会保险基金预算支出（万元）", Kind.AMOUNT),
        RowDef("basic", "基本支出（万元）", Kind.AMOUNT, "一般公共预算支出中的基本支出"),
        RowDef("project", "项目支出（万元）", Kind.AMOUNT, "一般公共预算支出中的项目支出"),
        RowDef("deadline", "报送截止日期", Kind.TEXT, "如 2023年7月24日"),
        RowDef("issuer", "落款单位", Kind.TEXT),
        RowDef("issue_date", "成文日期", Kind.TEXT, "如 2023年7月24日"),
        RowDef("body", "正文", Kind.PROSE),
        RowDef("members", "领导小组名单", Kind.PROSE),
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
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")

CHAPTERS = FormDef(
    "chapters",
    "部门整体支出绩效评价报告",
    (ColumnDef("text", "正文", Kind.PROSE),),
    tuple(
        RowDef(f"c{number}", f"{numeral}、{title}", Kind.PROSE)
        for number, (numeral, title) in enumerate(zip(_NUMERALS, CHAPTER_TITLES, strict=True), 1)
    ),
    short="评价报告",
)
