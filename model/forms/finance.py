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
    (ColumnDef("name", "二级机构名称", Kind.TEXT),),
    (RowTemplate(UNIT_GROUP, "二级机构{number}"),),
)
"""Names of the secondary units: typed once, the label of their row in all four tables."""


def _amount(code: str, title: str, help_text: str = "", weight: float = 1.0) -> ColumnDef:
    return ColumnDef(code, title, Kind.AMOUNT, weight, help_text)


def _leaf(title: str, column: str) -> HeaderBand:
    return HeaderBand(title, column=column)


def _down(columns: tuple[ColumnDef, ...]) -> DownSum:
    return DownSum("G08", SUMMARY, tuple(column.code for column in columns))


_INCOME = (
    _amount(
        "total", "收入合计", "＝上年结转＋公共财政拨款＋政府基金拨款＋纳入专户管理的非税收入拨款＋其他收入"
    ),
    _amount("carryover", "上年结转", "上年度结转到本年继续使用的资金"),
    _amount("public", "公共财政拨款", "一般公共预算财政拨款"),
    _amount("fund", "政府基金拨款", "政府性基金预算财政拨款"),
    _amount("nontax", "纳入专户管理的非税收入拨款", "纳入财政专户管理的非税收入拨款"),
    _amount("other", "其他收入"),
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
    _amount("total", "支出合计", "＝基本支出＋项目支出"),
    _amount("basic", "基本支出", "＝人员支出＋公用支出"),
    _amount("personnel", "人员支出"),
    _amount("public", "公用支出"),
    _amount("project", "项目支出", "基本支出以外的全部项目支出"),
    _amount("balance", "当年结余", "收入合计－支出合计（收入合计含上年结转时）"),
    _amount("cumulative", "累计结余", "上年累计结余＋当年结余"),
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
    _amount("total", "三公经费合计", "＝公务接待费＋公务用车运行维护费＋公务用车购置费＋因公出国（境）费用"),
    _amount("reception", "公务接待费"),
    _amount("vehicle_running", "公务用车运行维护费"),
    _amount("vehicle_purchase", "公务用车购置费"),
    _amount("abroad", "因公出国（境）费用"),
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
    _amount("total", "固定资产合计", "＝在用固定资产＋出租固定资产＋其他"),
    _amount("used", "在用固定资产"),
    _amount("rented", "出租固定资产"),
    _amount("other", "其他"),
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
