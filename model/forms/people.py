"""Part 四 of the 自评报告 form: the evaluators who sign, and the three opinion boxes."""

from __future__ import annotations

from model.formdef import ColumnDef, FormDef, Kind, RowDef, RowTemplate, field_form

EVALUATORS = FormDef(
    "evaluators",
    "四、评价人员",
    (
        ColumnDef(
            "name",
            "姓名",
            Kind.TEXT,
            1.2,
            "评价组成员的姓名",
            guide="组长列在第一行；签字一栏打印后由本人手写。",
        ),
        ColumnDef(
            "post",
            "职务/职称",
            Kind.TEXT,
            1.5,
            "现任职务或专业技术职称",
            guide="如 局长、财务股股长、会计师。",
        ),
        ColumnDef(
            "unit", "单位", Kind.TEXT, 2.2, "所在单位的名称", guide="本部门人员写部门名称，与封面一致。"
        ),
    ),
    (RowTemplate("evaluators", "{number}"),),
    short="评价人员",
)
"""The form's fourth column, 签字, stays empty: it is signed by hand."""

OPINIONS = field_form(
    "opinions",
    "意见",
    (
        RowDef(
            "leader",
            "评价组组长签署意见",
            Kind.PROSE,
            "评价组组长的意见；签字由本人手写",
            guide="通常打印后由组长手写，可以留空。",
        ),
        RowDef(
            "department",
            "部门（单位）意见",
            Kind.PROSE,
            "部门（单位）负责人签字并加盖公章",
            guide="通常打印后手写、盖章，可以留空。",
        ),
        RowDef(
            "finance",
            "财政部门归口业务股室意见",
            Kind.PROSE,
            "由财政部门填写，通常留空",
            guide="本部门不填。",
        ),
    ),
    short="意见",
)
