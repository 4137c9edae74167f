"""What an import would bring: shown before anything changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.dialog_buttons import dialog_buttons
from gui.help_topics import IMPORT, set_topic
from gui.icons import icon
from gui.import_report import ImportReport
from gui.labels import bold_label, gap, quiet_label
from gui.message_bar import MessageBar, Tone

_MOST_WARNINGS = 5


class ImportDialog(QDialog):
    """导入预览: what was read, what was not, what is doubtful; nothing changes before 导入 is pressed."""

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入预览")
        set_topic(self, IMPORT)
        heading = bold_label(_heading(report))
        heading.setWordWrap(True)
        self.warning = MessageBar(closable=False)
        if report.warnings:
            self.warning.tell("\n".join(_few(report.warnings)), Tone.WARNING, stay=True)
        self.pages = QTabWidget()
        for title, picture, lines, nothing in (
            ("已读出", "passed", report.read, "没有读出内容。"),
            ("需核对", "advisory", report.problems, "没有需要核对的内容。"),
            ("未读入", "unchecked", report.unread, "文件中的内容都已读出。"),
        ):
            self.pages.addTab(_lines(title, lines, nothing), icon(picture), f"{title} {len(lines)}")
        buttons = dialog_buttons("导入")
        buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(report.changes > 0)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margin = gap(self, 4)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(margin)
        column.addWidget(heading)
        column.addWidget(self.warning)
        column.addWidget(self.pages, 1)
        column.addWidget(quiet_label("导入是一步操作，导入后可以按 Ctrl+Z 整体撤销。"))
        column.addWidget(buttons)
        if report.wrong_source or not report.changes:
            cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
            cancel.setDefault(True)
            cancel.setFocus()
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(48 * letter, 34 * letter)


def _heading(report: ImportReport) -> str:
    if not report.changes:
        return f"“{report.source}”中读出的内容与打开的文件完全相同，没有可以导入的。"
    replacing = f"，其中 {report.replaced} 处会替换已填的内容" if report.replaced else ""
    return f"“{report.source}”中有 {report.changes} 处内容可以导入{replacing}。"


def _few(sentences: Sequence[str]) -> list[str]:
    """The first ones, and how many more there are."""
    more = len(sentences) - _MOST_WARNINGS
    return [*sentences[:_MOST_WARNINGS], *([f"……还有 {more} 条同样的提醒。"] if more > 0 else [])]


def _lines(title: str, lines: Sequence[str], nothing: str) -> QWidget:
    if not lines:
        empty = QLabel(nothing)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return empty
    view = QListWidget()
    view.setAccessibleName(title)
    view.setWordWrap(True)
    view.setAlternatingRowColors(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.addItems(list(lines))
    return view
