"""The tables behind chapters 二 to 五 and the notice's scope sentence: four budgets, 经济分类 items, 专项 and their uses."""

from __future__ import annotations

from model.formdef import ColumnDef, DownSum, FormDef, Kind, RowDef, RowTemplate
from model.forms.annex1 import SPECIALS_GROUP

PERSONNEL, PUBLIC = "人员经费", "公用经费"

BUDGETS = FormDef(
    "budgets",
    "财政拨款支出情况（万元）",
    (ColumnDef("amount", "支出数", Kind.AMOUNT),),
    (
        RowDef("total", "财政拨款支出合计"),
        RowDef("general", "　一般公共预算支出"),
        RowDef("basic", "　　基本支出"),
        RowDef("personnel", "　　　人员经费"),
        RowDef("public", "　　　公用经费"),
        RowDef("project", "　　项目支出"),
        RowDef("fund", "　政府性基金预算支出"),
        RowDef("capital", "　国有资本经营预算支出"),
        RowDef("social", "　社会保险基金预算支出"),
    ),
    formulas=(
        DownSum("G47", "total", ("amount",), ("general", "fund", "capital", "social")),
        DownSum("G47", "general", ("amount",), ("basic", "project")),
        DownSum("G51", "basic", ("amount",), ("personnel", "public")),
    ),
    unit="万元",
    label_title="项目",
    scope="财政拨款",
    short="支出明细",
)

SUBJECTS = FormDef(
    "subjects",
    "基本支出经济分类明细（万元）",
    (
        ColumnDef("kind", "类别", Kind.CHOICE, 0.8, choices=(PERSONNEL, PUBLIC)),
        ColumnDef("name", "经济分类科目", Kind.TEXT, 2.0, "支出经济分类科目名称"),
        ColumnDef("amount", "金额", Kind.AMOUNT),
    ),
    (RowTemplate("subjects", "{number}"),),
    unit="万元",
    scope="一般公共预算财政拨款",
    short="经济分类",
)

SPECIALS = FormDef(
    "specials",
    "专项资金（万元）",
    (
        ColumnDef("name", "专项名称", Kind.TEXT, 3.0),
        ColumnDef("amount", "金额", Kind.AMOUNT),
    ),
    (RowTemplate(SPECIALS_GROUP, "{number}"),),
    unit="万元",
    scope="一般公共预算财政拨款",
    short="专项资金",
)

USES = FormDef(
    "uses",
    "专项资金用途明细（万元）",
    (
        ColumnDef("special", "所属专项", Kind.ROW, 2.4, "从上表选择", group=SPECIALS_GROUP),
        ColumnDef("name", "用途", Kind.TEXT, 2.0, "支出经济分类科目或具体用途"),
        ColumnDef("amount", "金额", Kind.AMOUNT),
    ),
    (RowTemplate("uses", "{number}"),),
    unit="万元",
    scope="一般公共预算财政拨款",
    short="专项用途",
)
