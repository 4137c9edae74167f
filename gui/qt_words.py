"""Chinese for what Qt's own Chinese leaves in English or words otherwise than this program does."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

_WORDS: dict[str, dict[str, str]] = {
    "QFileDialog": {
        "&Look in:": "位置(&L)：",
        "Look in:": "位置：",
        "Files of &type:": "文件类型(&T)：",
        "Files of type:": "文件类型：",
        "File name:": "文件名：",
        "File &name:": "文件名(&N)：",
    },
    "QFileSystemModel": {
        "Size": "大小",
        "%1 byte(s)": "%1 字节",
        "%1 bytes": "%1 字节",
    },
    "QAbstractFileIconProvider": {
        "Drive": "磁盘",
        "Folder": "文件夹",
        "File Folder": "文件夹",
        "Folder Shortcut": "文件夹快捷方式",
        "File": "文件",
        "%1 File": "%1 文件",
        "Shortcut": "快捷方式",
        "Alias": "快捷方式",
        "Unknown": "未知",
    },
    "QMessageBox": {"OK": "确定", "Help": "帮助"},
    "QLineEdit": {"&Undo": "撤销(&U)"},
    "QWidgetTextControl": {"&Undo": "撤销(&U)"},
    "QPrintDialog": {
        "Options": "选项",
        "Properties": "属性",
        "File exists": "文件已存在",
        "<qt>Do you want to overwrite it?</qt>": "<qt>要替换它吗？</qt>",
        "Print current page": "打印当前页",
    },
    "QPrintSettingsOutput": {
        "Page &Set:": "页面(&S)：",
        "Page Set:": "页面：",
        "All Pages": "全部页",
        "Odd Pages": "奇数页",
        "Even Pages": "偶数页",
        "Duplex Printing": "双面打印",
        "None": "单面",
        "Long side": "长边翻页",
        "Short side": "短边翻页",
    },
    "QCheckBox": {"Toggle": "切换", "Press": "按下"},
    "QToolBar": {"Toolbar": "工具栏"},
    "QShortcut": {  # as WPS and Excel, and the keys themselves, have them
        "Up": "↑",
        "Down": "↓",
        "Left": "←",
        "Right": "→",
        "PgDown": "PgDn",
        "Backspace": "Backspace",
        "Return": "Enter",
        "Enter": "Enter",
    },
}


class QtWords(QTranslator):
    """Asked before Qt's own translation; what it does not know, it leaves to that."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The Chinese words, or nothing."""
        return _WORDS.get(context, {}).get(source)

    def isEmpty(self) -> bool:
        """Never: Qt does not install an empty translator."""
        return False
