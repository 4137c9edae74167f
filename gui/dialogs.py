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
from gui.icons import icon
from gui.import_report import ImportReport
from gui.labels import bold_label, gap, quiet_label


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
        buttons = dialog_buttons("导入")
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
