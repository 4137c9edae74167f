"""上年数: what last year's file said, extracted once (提取年初数) and compared with ever after."""

from __future__ import annotations

from model.formdef import ColumnDef, FormDef, Kind, RowDef
from model.forms.annex1 import BASE_FUNDS

CUMULATIVE = "cumulative"
HEADCOUNT = {"staffing": "编制数", "staff": "实有人数"}

LAST_YEAR = FormDef(
    "last_year",
    "上年数",
    (
        ColumnDef(
            "amount",
            "上年数",
            Kind.AMOUNT,
            help="从上年文件提取，不手工改动",
            guide="用“文件 › 提取封面代码和年初数”取得；没有上年文件的，照上年批复的材料填。",
        ),
    ),
    (
        RowDef(CUMULATIVE, "累计结余"),
        RowDef("assets", "固定资产合计"),
        RowDef("sangong_budget", "三公经费预算数"),
        *(RowDef(code, title, Kind.COUNT) for code, title in HEADCOUNT.items()),
        *(RowDef(row.code, row.title) for row in BASE_FUNDS.rows if isinstance(row, RowDef)),
    ),
    unit="万元",
    label_title="项目",
    short="上年数",
)
