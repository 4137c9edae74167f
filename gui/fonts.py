"""A typeface that can write the packet: the system's own where it has one, else the bundled one."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

_PREFERRED = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Noto Sans SC",
)


def ensure_chinese_font(app: QApplication) -> str:
    """Give the application a font that shows Chinese, at the user's own size; returns the family.

    Families that only fill gaps for others (Droid Sans Fallback has no Latin letters) come after the bundled one.
    """
    families = set(QFontDatabase.families())
    family = next((name for name in _PREFERRED if name in families), None) or _bundled_family()
    if family is None:
        chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
        family = chinese[0] if chinese else app.font().family()
    font = QFont(app.font())
    font.setFamilies([family])
    app.setFont(font)
    return family


def _bundled_family() -> str | None:
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError:
        return None
    identifier = QFontDatabase.addApplicationFont(str(sans_path()))
    families = QFontDatabase.applicationFontFamilies(identifier) if identifier >= 0 else []
    return families[0] if families else None
