"""The few windows that ask something: a new packet, and what an import would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui.icons import app_icon, icon
from gui.import_report import ImportReport
from gui.labels import bold_label, gap, quiet_label
from gui.severity_look import Level, level_color
from model.profile import DEFAULT_PROFILE, ProfileError, available_profiles, load_profile
from model.version import VERSION

FIRST_YEAR = 2015


@dataclass(frozen=True)
class NewPacket:
    """What a new packet begins with. ``previous`` is last year's file, if any."""

    year: int
    department: str
    profile: str
    previous: Path | None


class NewPacketDialog(QDialog):
    """新建: year, department, locality, and last year's file to carry forward from."""

    chosen = Signal(object)
    """A NewPacket."""

    def __init__(
        self, folder: Path, parent: QWidget | None = None, suggestion: NewPacket | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建")
        self._folder = folder
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, date.today().year + 1)
        self.year.setValue(date.today().year - 1)
        self.year.setSuffix(" 年度")
        self.department = QLineEdit()
        self.department.setPlaceholderText("与公章一致的全称，如：吉首市科技和工业信息化局")
        self.profile = QComboBox()
        self._fill_profiles()
        self.previous = QLineEdit()
        self.previous.setPlaceholderText("没有上年文件的，留空")
        browse = QPushButton("选择…")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._buttons = _buttons("下一步：选择保存位置…")
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out(browse)
        if suggestion is not None:
            self.year.setValue(suggestion.year)
            self.department.setText(suggestion.department)

    def _lay_out(self, browse: QPushButton) -> None:
        line = QHBoxLayout()
        line.addWidget(self.previous, 1)
        line.addWidget(browse)
        form = QFormLayout()
        form.setSpacing(gap(self, 3))
        form.addRow("年度", self.year)
        form.addRow("部门（单位）名称", self.department)
        form.addRow("地区参数", self.profile)
        form.addRow("沿用上年文件", line)
        column = QVBoxLayout(self)
        margin = gap(self, 5)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(margin)
        column.addLayout(form)
        column.addWidget(
            quiet_label(
                "沿用上年文件的，部门信息、二级机构和指标名称会带过来，上年累计结余成为本年的上年结转。"
            )
        )
        column.addWidget(self._hint)
        column.addWidget(self._buttons)
        self.setMinimumWidth(36 * self.fontMetrics().horizontalAdvance("字"))
        self._hint.hide()
        self.department.setFocus()

    def _fill_profiles(self) -> None:
        for code in available_profiles():
            try:
                self.profile.addItem(load_profile(code).title, code)
            except ProfileError:
                continue  # a profile that does not hold together cannot be chosen; opening a file with it says why
        self.profile.setCurrentIndex(max(0, self.profile.findData(DEFAULT_PROFILE)))

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "选择上年文件", str(self._folder), "绩效自评文件 (*.jxzp)"
        )
        if name:
            self.previous.setText(name)

    def _accept(self) -> None:
        text = self.previous.text().strip()
        previous = Path(text) if text else None
        if not self.department.text().strip():
            self._complain("请填写部门（单位）名称。", self.department)
        elif previous is not None and not previous.is_file():
            self._complain(f"找不到上年文件“{previous.name}”，请重新选择，或留空。", self.previous)
        else:
            choice = NewPacket(
                self.year.value(), self.department.text().strip(), self.profile.currentData(), previous
            )
            self.accept()
            self.chosen.emit(choice)

    def _complain(self, sentence: str, where: QWidget) -> None:
        self._hint.setText(sentence)
        palette = self._hint.palette()
        palette.setColor(self._hint.foregroundRole(), level_color(Level.MANDATORY))
        self._hint.setPalette(palette)
        self._hint.show()
        where.setFocus()


class ImportDialog(QDialog):
    """导入预览: what was read, what was not, what is doubtful; nothing changes before 导入 is pressed."""

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入预览")
        heading = bold_label(f"“{report.source}”中有 {report.changes} 处内容可以导入。")
        heading.setWordWrap(True)
        self.pages = QTabWidget()
        for title, picture, lines, nothing in (
            ("已读出", "passed", report.read, "没有读出内容。"),
            ("需核对", "advisory", report.problems, "没有需要核对的内容。"),
            ("未读入", "unchecked", report.unread, "文件中的内容都已读出。"),
        ):
            self.pages.addTab(_lines(lines, nothing), icon(picture), f"{title} {len(lines)}")
        buttons = _buttons("导入")
        buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(report.changes > 0)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margin = gap(self, 4)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(margin)
        column.addWidget(heading)
        column.addWidget(self.pages, 1)
        column.addWidget(
            quiet_label("导入是一步操作，导入后可以按 Ctrl+Z 整体撤销；原来已填的栏目会被导入的内容替换。")
        )
        column.addWidget(buttons)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(48 * letter, 34 * letter)


class HelpWindow(QDialog):
    """使用说明, beside the work."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        page = QTextBrowser()
        page.setMarkdown(text)
        page.setOpenLinks(False)
        column = QVBoxLayout(self)
        column.addWidget(page)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(48 * letter, 40 * letter)


class AboutDialog(QDialog):
    """关于: name, version, and where the data is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于")
        mark = QLabel()
        size = 4 * self.fontMetrics().height()
        mark.setPixmap(app_icon().pixmap(size, size))
        words = QLabel(
            f"<p><b>部门整体支出绩效自评</b>　{VERSION}</p>"
            "<p>填报、审核、打印部门整体支出绩效自评材料。</p>"
            "<p>全部数据只存放在您选定的文件中，本程序不连接网络。</p>"
        )
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(buttons)
        self.setMinimumWidth(26 * self.fontMetrics().horizontalAdvance("字"))


def _lines(lines: Sequence[str], nothing: str) -> QWidget:
    if not lines:
        empty = QLabel(nothing)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return empty
    view = QListWidget()
    view.setWordWrap(True)
    view.setAlternatingRowColors(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.addItems(list(lines))
    return view


def _buttons(accept: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText(accept)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
    return buttons
