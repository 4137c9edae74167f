"""The submenus by name, and the words of those that are a choice: what the clerk reads for each value."""

from __future__ import annotations

SUBMENUS = {
    "recent": "最近打开",
    "export_as": "导出",
    "export_part": "导出 PDF 其中一部分",
    "print_part": "打印其中一部分",
    "font": "字号",
    "scheme": "外观",
    "columns": "列宽",
    "money": "金额单位",
    "enter": "按 Enter 后",
    "order": "审核结果排列",
}
UNIT_WORDS = {"万元": "万元", "元": "元（存入文件和打印的仍是万元）"}
UNIT_KEYS = "Ctrl+Shift+M"
ENTER_WORDS = {"down": "到下一格（向下）", "right": "到右边一格（向右）"}
ORDER_WORDS = {
    "page": "按页分组",
    "level": "按级别",
    "code": "按编号",
    "place": "按位置",
    "message": "按说明",
}
SCHEME_WORDS = {"system": "跟随系统", "light": "浅色", "dark": "深色"}
