"""The five faces by the names that Word and WPS know them by."""

from __future__ import annotations

from export.blocks import Face

FONT_NAMES: dict[Face, str] = {
    Face.TITLE: "方正小标宋简体",
    Face.FANGSONG: "仿宋",
    Face.KAITI: "楷体",
    Face.HEITI: "黑体",
    Face.SONGTI: "宋体",
}

OTHER_NAMES: dict[Face, str] = {
    Face.TITLE: "FZXiaoBiaoSong-B05S",
    Face.FANGSONG: "FangSong",
    Face.KAITI: "KaiTi",
    Face.HEITI: "SimHei",
    Face.SONGTI: "SimSun",
}
"""The same fonts on machines whose system language is not Chinese."""
