"""审核说明: what the department answers to findings that stay, and the sentences that it wants to hear no more of. Kept as rows, so undo, saving and printing treat them as any other."""

from __future__ import annotations

from model.formdef import ColumnDef, FormDef, Kind, RowTemplate

EXPLANATIONS = FormDef(
    "explanations",
    "审核说明",
    (
        ColumnDef("code", "关系编号", Kind.TEXT, 0.6, "由“审核结果”带来"),
        ColumnDef("place", "位置", Kind.CELL, 2.4, "由“审核结果”带来"),
        ColumnDef("variant", "细目", Kind.TEXT, 0.6, "由“审核结果”带来"),
        ColumnDef("stated", "所列", Kind.TEXT, 1.0, "作说明时表中所列的数"),
        ColumnDef("expected", "应为", Kind.TEXT, 1.0, "作说明时审核算出的数"),
        ColumnDef("sentence", "不再提示的原句", Kind.TEXT, 1.6, "选了“本句不再提示”时的原句"),
        ColumnDef(
            "text",
            "审核说明",
            Kind.PROSE,
            4.0,
            "说明为什么数字无误，或者为什么不改",
            guide="数字再变动后，说明不再对应，要重新写；原句改动后，提示会重新出现。",
        ),
    ),
    (RowTemplate("explanations", "{number}"),),
)

HIDDEN_HEADINGS = {"place": "位置（程序识别用）", "sentence": "原句（程序识别用）"}
"""In the workbook: the columns out of sight in which the program finds again what it shows in words."""
PARTED = "\u3000"
"""Between an address and the name that is shown for it."""
KEPT_OUT_OF_SIGHT = "variant"
"""The column that tells the clerk nothing."""
