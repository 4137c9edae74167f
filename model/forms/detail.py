"""The tables behind chapters 二 to 五 and the notice's scope sentence: four budgets, 经济分类 items, 专项 and their uses."""

from __future__ import annotations

from model.formdef import ColumnDef, DownSum, FormDef, Kind, RowDef, RowTemplate
from model.forms.annex1 import SPECIALS_GROUP

PERSONNEL, PUBLIC = "人员经费", "公用经费"

BUDGETS = FormDef(
    "budgets",
    "财政拨款支出情况（万元）",
    (
        ColumnDef(
            "amount",
            "支出数",
            Kind.AMOUNT,
            help="财政拨款安排的本年支出",
            guide="见《财政拨款收入支出决算总表》和各预算的财政拨款支出决算表；通知的整体支出取自这里。",
        ),
    ),
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
        ColumnDef(
            "kind",
            "类别",
            Kind.CHOICE,
            0.8,
            "人员经费或公用经费",
            choices=(PERSONNEL, PUBLIC),
            guide="301、303 类为人员经费，302、310 等类为公用经费。",
        ),
        ColumnDef(
            "name",
            "经济分类科目",
            Kind.TEXT,
            2.0,
            "支出经济分类科目名称",
            guide="照《一般公共预算财政拨款基本支出决算明细表》的科目名称写，如 办公费、差旅费。",
        ),
        ColumnDef(
            "amount",
            "金额",
            Kind.AMOUNT,
            help="该科目的本年支出",
            guide="见《一般公共预算财政拨款基本支出决算明细表》；“三公”科目不应大于三公经费表的相应项。",
        ),
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
        ColumnDef(
            "name",
            "专项名称",
            Kind.TEXT,
            3.0,
            "一个专项一行，写预算批复或指标文件上的名称",
            guide="与附件1“专项资金”是同一张名单，在这里改名，那里同时变。",
        ),
        ColumnDef(
            "amount",
            "金额",
            Kind.AMOUNT,
            help="该专项的本年支出",
            guide="见《项目支出决算明细表》或专项资金台账；各专项之和与项目支出核对。",
        ),
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
        ColumnDef(
            "special",
            "所属专项",
            Kind.ROW,
            2.4,
            "从上表选择",
            group=SPECIALS_GROUP,
            guide="先在“专项资金”中有了这个专项，这里才能选到。",
        ),
        ColumnDef(
            "name",
            "用途",
            Kind.TEXT,
            2.0,
            "支出经济分类科目或具体用途",
            guide="与报告正文列举的用途一致，如 劳务费、设备购置。",
        ),
        ColumnDef(
            "amount",
            "金额",
            Kind.AMOUNT,
            help="用于这一用途的金额",
            guide="同一专项的各用途之和应等于该专项的金额。",
        ),
    ),
    (RowTemplate("uses", "{number}"),),
    unit="万元",
    scope="一般公共预算财政拨款",
    short="专项用途",
)
