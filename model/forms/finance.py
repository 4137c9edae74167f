"""Part 二 of the 自评报告 form: income (7 columns), spending and balance (8), 三公 (6), fixed assets (5), by unit; 万元."""

from __future__ import annotations

from model.formdef import AcrossSum, ColumnDef, DownSum, FormDef, HeaderBand, Kind, RowDef, RowTemplate

UNIT_GROUP = "units"
SUMMARY = "summary"
BUREAU = "bureau"

_ROWS = (
    RowDef(SUMMARY, "局机关及二级机构汇总"),
    RowDef(BUREAU, "1、局机关"),
    RowTemplate(UNIT_GROUP, "{number}、{name}", "units/name", "二级机构{number}"),
)

UNITS = FormDef(
    "units",
    "二级机构",
    (
        ColumnDef(
            "name",
            "二级机构名称",
            Kind.TEXT,
            help="独立核算的所属单位的全称",
            guide="不独立核算、账务并在局机关的，不在这里列；个数与报告正文所说的二级机构个数一致。",
        ),
    ),
    (RowTemplate(UNIT_GROUP, "二级机构{number}"),),
)
"""Names of the secondary units: typed once, the label of their row in all four tables."""


def _amount(code: str, title: str, help_text: str = "", guide: str = "") -> ColumnDef:
    return ColumnDef(code, title, Kind.AMOUNT, help=help_text, guide=guide)


def _leaf(title: str, column: str) -> HeaderBand:
    return HeaderBand(title, column=column)


def _down(columns: tuple[ColumnDef, ...]) -> DownSum:
    return DownSum("G08", SUMMARY, tuple(column.code for column in columns))


_INCOME = (
    _amount(
        "total",
        "收入合计",
        "＝上年结转＋公共财政拨款＋政府基金拨款＋纳入专户管理的非税收入拨款＋其他收入",
        "与决算《收入支出决算总表》的本年收入加年初结转和结余核对。",
    ),
    _amount(
        "carryover",
        "上年结转",
        "上年度结转到本年继续使用的资金",
        "见《收入支出决算总表》“年初结转和结余”；应等于上年的累计结余，用“提取年初数”带过来的不手工改。",
    ),
    _amount(
        "public",
        "公共财政拨款",
        "一般公共预算财政拨款",
        "见《收入支出决算总表》“一般公共预算财政拨款收入”；只填本年收入，不含上年结转。",
    ),
    _amount(
        "fund",
        "政府基金拨款",
        "政府性基金预算财政拨款",
        "见《收入支出决算总表》“政府性基金预算财政拨款收入”；没有的填 0 或留空。",
    ),
    _amount(
        "nontax",
        "纳入专户管理的非税收入拨款",
        "纳入财政专户管理的非税收入拨款",
        "主要是教育收费等财政专户资金，见《收入决算表》“事业收入”中财政专户管理资金；已缴入国库的非税收入不算。",
    ),
    _amount(
        "other",
        "其他收入",
        "以上各项以外的收入",
        "见《收入决算表》：上级补助收入、事业收入、经营收入、附属单位上缴收入、其他收入等。",
    ),
)

INCOME = FormDef(
    "income",
    "年度收入情况（万元）",
    _INCOME,
    _ROWS,
    (
        _leaf("收入合计", "total"),
        HeaderBand(
            "其中：",
            (
                _leaf("上年结转", "carryover"),
                _leaf("公共财政拨款", "public"),
                _leaf("政府基金拨款", "fund"),
                _leaf("纳入专户管理的非税收入拨款", "nontax"),
                _leaf("其他收入", "other"),
            ),
        ),
    ),
    (AcrossSum("G01", "total", ("carryover", "public", "fund", "nontax", "other")), _down(_INCOME)),
    "万元",
    "机构名称",
    scope="全口径",
    short="收入",
)

_SPENDING = (
    _amount(
        "total",
        "支出合计",
        "＝基本支出＋项目支出",
        "与《收入支出决算总表》“本年支出合计”核对；附件2的全年执行数取自这里。",
    ),
    _amount(
        "basic",
        "基本支出",
        "＝人员支出＋公用支出",
        "保障机构正常运转、完成日常工作的支出，见《支出决算表》“基本支出”。",
    ),
    _amount(
        "personnel",
        "人员支出",
        "工资福利支出、对个人和家庭的补助",
        "见《基本支出决算明细表》经济分类 301、303 两类；含基本工资、津贴补贴、社会保险缴费、离退休费等。",
    ),
    _amount(
        "public",
        "公用支出",
        "商品和服务支出、资本性支出等日常公用支出",
        "见《基本支出决算明细表》经济分类 302、310 等类。本表为全口径，可以大于一般公共预算财政拨款的公用经费。",
    ),
    _amount(
        "project",
        "项目支出",
        "基本支出以外的全部项目支出",
        "见《支出决算表》“项目支出”，含一般公共预算、政府性基金和其他资金安排的项目。",
    ),
    _amount(
        "balance",
        "当年结余",
        "收入合计－支出合计（收入合计含上年结转时）",
        "没有结余的填 0；是否含上年结转按当地参数，各年一致。",
    ),
    _amount(
        "cumulative",
        "累计结余",
        "上年累计结余＋当年结余",
        "见《收入支出决算总表》“年末结转和结余”；下一年度的“上年结转”从这里提取。",
    ),
)

SPENDING = FormDef(
    "spending",
    "部门（单位）年度支出和结余情况（万元）",
    _SPENDING,
    _ROWS,
    (
        _leaf("支出合计", "total"),
        HeaderBand(
            "其中：",
            (
                _leaf("基本支出", "basic"),
                HeaderBand("其中：", (_leaf("人员支出", "personnel"), _leaf("公用支出", "public"))),
                _leaf("项目支出", "project"),
            ),
        ),
        HeaderBand("结余", (_leaf("当年结余", "balance"), _leaf("累计结余", "cumulative"))),
    ),
    (
        AcrossSum("G02", "total", ("basic", "project")),
        AcrossSum("G03", "basic", ("personnel", "public")),
        _down(_SPENDING),
    ),
    "万元",
    "机构名称",
    scope="全口径",
    short="支出和结余",
)

_SANGONG = (
    _amount(
        "total",
        "三公经费合计",
        "＝公务接待费＋公务用车运行维护费＋公务用车购置费＋因公出国（境）费用",
        "见《机构运行信息表》“三公”经费支出；附件1三公经费的本年决算数取自这里。",
    ),
    _amount(
        "reception",
        "公务接待费",
        "按规定开支的各类公务接待费用",
        "含外宾接待，见《机构运行信息表》“公务接待费”；没有发生的填 0。",
    ),
    _amount(
        "vehicle_running",
        "公务用车运行维护费",
        "公务用车的燃料费、维修费、过桥过路费、保险费、安全奖励费等",
        "见《机构运行信息表》“公务用车运行维护费”；租车费、公务交通补贴不算。",
    ),
    _amount(
        "vehicle_purchase",
        "公务用车购置费",
        "购置公务用车的支出，含车辆购置税、牌照费",
        "见《机构运行信息表》“公务用车购置费”；当年没有购车的填 0，有购置费的要同时说明购置数量。",
    ),
    _amount(
        "abroad",
        "因公出国（境）费用",
        "因公出国（境）的国际旅费、国外城市间交通费、住宿费、伙食费、培训费、公杂费等",
        "见《机构运行信息表》“因公出国（境）费”；没有发生的填 0。",
    ),
)

SANGONG = FormDef(
    "sangong",
    "三公经费情况（万元）",
    _SANGONG,
    _ROWS,
    (
        _leaf("三公经费\n合计", "total"),
        HeaderBand(
            "其中：",
            (
                _leaf("公务接待费", "reception"),
                _leaf("公务用车运行维护费", "vehicle_running"),
                _leaf("公务用车购置费", "vehicle_purchase"),
                _leaf("因公出国（境）费用", "abroad"),
            ),
        ),
    ),
    (
        AcrossSum("G06", "total", ("reception", "vehicle_running", "vehicle_purchase", "abroad")),
        _down(_SANGONG),
    ),
    "万元",
    "机构名称",
    scope="全口径",
    short="三公经费",
)

_ASSETS = (
    _amount(
        "total",
        "固定资产合计",
        "＝在用固定资产＋出租固定资产＋其他",
        "与财务账“固定资产”和行政事业性国有资产年度报告核对；原值或净值按当地通知，各年一致。",
    ),
    _amount(
        "used",
        "在用固定资产",
        "年末本单位正在使用的固定资产",
        "见资产年度报告使用状况“在用”；固定资产利用率＝在用÷合计。",
    ),
    _amount(
        "rented",
        "出租固定资产",
        "年末出租、出借的固定资产",
        "见资产年度报告使用状况“出租、出借”；没有的填 0 或留空。",
    ),
    _amount(
        "other",
        "其他",
        "闲置、待处置等其他固定资产",
        "见资产年度报告使用状况“闲置”“待处置”等；没有的填 0 或留空。",
    ),
)

ASSETS = FormDef(
    "assets",
    "固定资产情况（万元）",
    _ASSETS,
    _ROWS,
    (
        _leaf("固定资产\n合计", "total"),
        HeaderBand(
            "其中：", (_leaf("在用固定资产", "used"), _leaf("出租固定资产", "rented"), _leaf("其他", "other"))
        ),
    ),
    (AcrossSum("G07", "total", ("used", "rented", "other")), _down(_ASSETS)),
    "万元",
    "机构名称",
    scope="全口径",
    short="固定资产",
)
