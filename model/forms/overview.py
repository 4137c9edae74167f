"""The cover and part 一 of the 自评报告 form (2022 edition)."""

from __future__ import annotations

from model.formdef import Kind, RowDef, field_form

COVER = field_form(
    "cover",
    "封面",
    (
        RowDef("title", "标题", Kind.PROSE, "封面大字标题，可分行"),
        RowDef("unit_name", "部门（单位）名称（盖章）", Kind.TEXT, "填报部门全称，加盖部门公章"),
        RowDef("budget_code", "预算编码", Kind.TEXT, "财政部门批复的部门预算编码"),
        RowDef("method", "评价方式", Kind.TEXT, "部门（单位）绩效自评"),
        RowDef("agency", "评价机构", Kind.TEXT, "本部门（单位）评价组"),
        RowDef("report_date", "报告时间", Kind.TEXT, "报告完成的年、月"),
    ),
)

OVERVIEW = field_form(
    "overview",
    "一、部门（单位）基本概况",
    (
        RowDef("contact", "联系人", Kind.TEXT),
        RowDef("phone", "联系电话", Kind.TEXT),
        RowDef("staffing", "人员编制", Kind.COUNT, "机构编制部门核定的编制数（人）"),
        RowDef("staff", "实有人数", Kind.COUNT, "年末实际在职人数（人），以部门决算编制口径为准"),
        RowDef("duties", "职能职责概述", Kind.PROSE, "“三定”方案规定的主要职责"),
        RowDef("work", "年度主要\n工作内容", Kind.PROSE, "本年度计划完成的主要工作"),
        RowDef(
            "achievements",
            "年度部门（单位）总体运行情况及取得的成绩",
            Kind.PROSE,
            "全年运行情况和成绩；引用的数字应与后面各表一致",
        ),
    ),
    short="基本概况",
)
