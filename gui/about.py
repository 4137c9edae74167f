"""关于: the versions to name in a question, and the licences of what is inside."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.help_topics import PROBLEMS, set_topic
from gui.icons import app_icon
from gui.labels import bold_label, gap, quiet_label
from model.version import VERSION

_LICENCES = (
    "本程序按 MIT 许可证发布。Qt 和 PySide6 按 LGPL 第3版使用；随附的中文字体 Noto Serif SC、Noto Sans SC（思源宋体、思源黑体）"
    "按 SIL 开放字体许可证（OFL）1.1 版使用，可以嵌入打印的 PDF。"
)


def version_lines() -> tuple[str, ...]:
    """Program, Python, Qt, fonts and system, a line each."""
    return (
        f"程序　{VERSION}",
        f"Python　{platform.python_version()}",
        f"Qt　{qVersion()}（PySide6 {_version_of('PySide6-Essentials')}）",
        f"界面字体　{QFontInfo(QGuiApplication.font()).family()}",
        f"打印字体包　{_version_of('pylopdf-fonts-zh-cn')}",
        f"系统　{platform.system()} {platform.release()}",
    )


class AboutDialog(QDialog):
    """Name, what it does, versions that can be copied, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于")
        set_topic(self, PROBLEMS)
        mark = QLabel()
        size = 4 * self.fontMetrics().height()
        mark.setPixmap(app_icon().pixmap(size, size))
        what = QLabel(
            "填报、审核、打印部门整体支出绩效自评材料。\n全部数据只存放在您选定的文件中，本程序不连接网络。"
        )
        what.setWordWrap(True)
        self.versions = QLabel("\n".join(version_lines()))
        self.versions.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.versions.setAccessibleName("版本")
        words = QVBoxLayout()
        words.setSpacing(gap(self, 3))
        words.addWidget(bold_label("部门整体支出绩效自评"))
        words.addWidget(what)
        words.addWidget(self.versions)
        words.addWidget(quiet_label(_LICENCES))
        row = QHBoxLayout()
        row.setSpacing(gap(self, 5))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        buttons = QDialogButtonBox()
        copy = buttons.addButton("复制版本信息", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        close.setFocus()
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margin = gap(self, 5)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(margin)
        column.addLayout(row)
        column.addWidget(buttons)
        self.setMinimumWidth(34 * self.fontMetrics().horizontalAdvance("字"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(version_lines()))


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "（未安装）"
