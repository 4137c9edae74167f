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
        ColumnDef(
            "establishment",
            "编制数",
            Kind.COUNT,
            help="机构编制部门核定的编制数",
            guide="取自“基本概况”的人员编制，改那里即可。",
        ),
        ColumnDef(
            "staff",
            "{year}年实际在职人数",
            Kind.COUNT,
            help="以财政确定的部门决算编制口径为准",
            guide="取自“基本概况”的实有人数，改那里即可。",
        ),
        ColumnDef(
            "rate",
            "控制率",
            Kind.PERCENT,
            help="＝实际在职人数÷编制数×100%",
            guide="不超过100%为控制到位；超过的要说明原因。",
        ),
    ),
    (RowDef(ALL, ""),),
    formulas=(AcrossRatio("G35", "rate", "staff", "establishment"),),
    short="附件1 在职人员",
)

_YEARS = (
    ColumnDef(
        "prior",
        "{prior}年决算数",
        Kind.AMOUNT,
        help="取自上年文件，不手工改动；确需改动的写审核说明",
        guide="没有上年文件的，照上年附件1的本年决算数填在“上年数”表中。",
    ),
    ColumnDef(
        "budget",
        "{year}年预算数",
        Kind.AMOUNT,
        help="财政部门批复的年初预算数",
        guide="见部门预算批复和公开的“三公”经费预算；年中调整的，按当地通知用年初数或调整后数，各行一致。",
    ),
    ColumnDef(
        "actual",
        "{year}年决算数",
        Kind.AMOUNT,
        help="部门决算批复数",
        guide="见本年部门决算报表；“三公”各行和项目支出由前面各表自动取数。",
    ),
)
_ALL_YEARS = tuple(column.code for column in _YEARS)


def _sum(code: str, target: str, *over: str) -> DownSum:
    return DownSum(code, target, _ALL_YEARS, over)


BASE_FUNDS = FormDef(
    "base_funds",
    "经费控制情况（万元）",
    _YEARS,
    (
        RowDef("sangong", "三公经费", help="公务用车购置和维护、出国、公务接待三项之和"),
        RowDef("vehicle", "　1、公务用车购置和维护经费", help="公车购置与公车运行维护之和"),
        RowDef("vehicle_purchase", "　　其中：公车购置", help="公务用车购置费；没有购车的填 0"),
        RowDef("vehicle_running", "　　　　　公车运行维护", help="公务用车运行维护费；租车、交通补贴不算"),
        RowDef("abroad", "　2、出国经费", help="因公出国（境）费用"),
        RowDef("reception", "　3、公务接待", help="公务接待费"),
        RowDef("project", "项目支出：", help="需要填报基本支出以外的所有项目支出情况"),
        RowDef("business", "　1、业务工作经费", help="部门履行职能的业务工作类项目支出"),
        RowDef("running", "　2、运行维护经费", help="房屋、设备、信息系统等运行维护类项目支出"),
        RowDef("special", "　3、专项资金（一个专项一行）", help="各专项之和；每个专项各占一行"),
        RowTemplate(SPECIALS_GROUP, "　　　{name}", "specials/name", "专项{number}"),
        RowDef("other", "　4、其他资金", help="以上三类以外的项目支出"),
        RowDef("public", "公用经费", help="填报基本支出中的一般商品和服务支出"),
        RowDef("office", "　其中：办公费", help="基本支出中的办公费（经济分类 30201）"),
        RowDef("utilities", "　　　　水费、电费、差旅费", help="经济分类 30205、30206、30211 三项之和"),
        RowDef("meeting", "　　　　会议费、培训费", help="经济分类 30215、30216 两项之和"),
        RowDef(
            "procurement",
            "政府采购金额",
            help="纳入政府采购的货物、工程和服务金额",
            guide="决算数见《机构运行信息表》“政府采购支出信息”，预算数见政府采购预算。",
        ),
        RowDef("adjustment", "部门基本支出预算调整", help="年中追加、追减的基本支出预算；上年决算数一格不填"),
    ),
    tuple(HeaderBand(column.title, column=column.code) for column in _YEARS),
    (
        _sum("G31", "sangong", "vehicle", "abroad", "reception"),
        _sum("G32", "vehicle", "vehicle_purchase", "vehicle_running"),
        _sum("G33", "project", "business", "running", "special", "other"),
        # Last year's projects are others: their total comes from last year's file, not from this year's rows.
        DownSum("G33", "special", ("budget", "actual"), (ADDED,)),
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
        ColumnDef(
            "approved_area",
            "批复规模（㎡）",
            Kind.AMOUNT,
            unit="㎡",
            help="发展改革部门批准的建筑面积",
            guide="只填当年完工的楼堂馆所项目；没有的，各格填 0。",
        ),
        ColumnDef(
            "actual_area",
            "实际规模（㎡）",
            Kind.AMOUNT,
            unit="㎡",
            help="竣工验收的建筑面积",
            guide="见竣工验收资料；没有的填 0。",
        ),
        ColumnDef("area_rate", "规模控制率", Kind.PERCENT, help="＝实际规模÷批复规模×100%"),
        ColumnDef(
            "budget", "预算投资（万元）", Kind.AMOUNT, help="批准的投资概算", guide="见概算批复；没有的填 0。"
        ),
        ColumnDef(
            "actual",
            "实际投资（万元）",
            Kind.AMOUNT,
            help="竣工决算的投资额",
            guide="见竣工财务决算批复；没有的填 0。",
        ),
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
        RowDef(
            "thrift",
            "厉行节约保障措施",
            Kind.PROSE,
            guide="写本部门出台的制度和采取的做法，如公务接待、公车、会议、办公用品管理等。",
        ),
        RowDef("fill_date", "填报日期", Kind.DATE, "如 {next}年7月20日", guide="填写附件1完成的日期。"),
        RowDef("phone", "联系电话", Kind.TEXT, guide="取自“基本概况”的联系电话；不同的可以另填。"),
    ),
)
