"""附件1 部门整体支出绩效评价基础数据表 (2021 Hunan edition): staff, controlled outlays, buildings, thrift measures."""

from __future__ import annotations

from model.formdef import (
    ADDED,
    AcrossRatio,
    ColumnDef,
    DownSum,
    FormDef,
    HeaderBand,
    Kind,
    RowDef,
    RowTemplate,
    field_form,
)

SPECIALS_GROUP = "specials"
ALL = "all"

BASE_STAFF = FormDef(
    "base_staff",
    "财政供养人员情况（人）",
    (
        ColumnDef("establishment", "编制数", Kind.COUNT, help="机构编制部门核定的编制数"),
        ColumnDef("staff", "{year}年实际在职人数", Kind.COUNT, help="以财政确定的部门决算编制口径为准"),
        ColumnDef("rate", "控制率", Kind.PERCENT, help="＝实际在职人数÷编制数×100%"),
    ),
    (RowDef(ALL, ""),),
    formulas=(AcrossRatio("G35", "rate", "staff", "establishment"),),
    short="附件1 在职人员",
)

_YEARS = (
    ColumnDef("prior", "{prior}年决算数", Kind.AMOUNT, help="取自上年文件，不手工改动；确需改动的写审核说明"),
    ColumnDef("budget", "{year}年预算数", Kind.AMOUNT),
    ColumnDef("actual", "{year}年决算数", Kind.AMOUNT),
)
_ALL_YEARS = tuple(column.code for column in _YEARS)


def _sum(code: str, target: str, *over: str) -> DownSum:
    return DownSum(code, target, _ALL_YEARS, over)


BASE_FUNDS = FormDef(
    "base_funds",
    "经费控制情况（万元）",
    _YEARS,
    (
        RowDef("sangong", "三公经费"),
        RowDef("vehicle", "　1、公务用车购置和维护经费"),
        RowDef("vehicle_purchase", "　　其中：公车购置"),
        RowDef("vehicle_running", "　　　　　公车运行维护"),
        RowDef("abroad", "　2、出国经费"),
        RowDef("reception", "　3、公务接待"),
        RowDef("project", "项目支出：", help="需要填报基本支出以外的所有项目支出情况"),
        RowDef("business", "　1、业务工作经费"),
        RowDef("running", "　2、运行维护经费"),
        RowDef("special", "　3、专项资金（一个专项一行）"),
        RowTemplate(SPECIALS_GROUP, "　　　{name}", "specials/name", "专项{number}"),
        RowDef("other", "　4、其他资金"),
        RowDef("public", "公用经费", help="填报基本支出中的一般商品和服务支出"),
        RowDef("office", "　其中：办公费"),
        RowDef("utilities", "　　　　水费、电费、差旅费"),
        RowDef("meeting", "　　　　会议费、培训费"),
        RowDef("procurement", "政府采购金额"),
        RowDef("adjustment", "部门基本支出预算调整"),
    ),
    tuple(HeaderBand(column.title, column=column.code) for column in _YEARS),
    (
        _sum("G31", "sangong", "vehicle", "abroad", "reception"),
        _sum("G32", "vehicle", "vehicle_purchase", "vehicle_running"),
        _sum("G33", "project", "business", "running", "special", "other"),
        _sum("G33", "special", ADDED),
    ),
    "万元",
    "经费控制情况（万元）",
    (
        "说明：“项目支出”需要填报基本支出以外的所有项目支出情况，“公用经费”填报基本支出中的一般商品和服务支出。",
    ),
    scope="部门决算",
    short="附件1 经费控制",
)

BASE_BUILDING = FormDef(
    "base_building",
    "楼堂馆所控制情况（{year}年完工项目）",
    (
        ColumnDef("approved_area", "批复规模（㎡）", Kind.AMOUNT, unit="㎡"),
        ColumnDef("actual_area", "实际规模（㎡）", Kind.AMOUNT, unit="㎡"),
        ColumnDef("area_rate", "规模控制率", Kind.PERCENT, help="＝实际规模÷批复规模×100%"),
        ColumnDef("budget", "预算投资（万元）", Kind.AMOUNT),
        ColumnDef("actual", "实际投资（万元）", Kind.AMOUNT),
        ColumnDef("cost_rate", "投资概算控制率", Kind.PERCENT, help="＝实际投资÷预算投资×100%"),
    ),
    (RowDef(ALL, ""),),
    formulas=(
        AcrossRatio("G36", "area_rate", "actual_area", "approved_area"),
        AcrossRatio("G36", "cost_rate", "actual", "budget"),
    ),
    short="附件1 楼堂馆所",
)

BASE_EXTRA = field_form(
    "base_extra",
    "附件1 其他内容",
    (
        RowDef("completed", "楼堂馆所完工年份", Kind.TEXT, "表头括号里的年份；不填按报告年度"),
        RowDef("thrift", "厉行节约保障措施", Kind.PROSE),
        RowDef("fill_date", "填报日期", Kind.TEXT, "如 2023年7月20日"),
        RowDef("phone", "联系电话", Kind.TEXT),
    ),
)
