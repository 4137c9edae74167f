"""What an import would bring: shown before anything changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.dialog_buttons import dialog_buttons
from gui.help_topics import IMPORT, set_topic
from gui.icons import icon
from gui.import_report import Fate, ImportReport
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
        read = _Places(report)
        self.pages.addTab(read, icon("passed"), f"已读出 {read.places}")
        for title, picture, lines, nothing in (
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
    counts = ((Fate.REPLACED, "替换已填的内容"), (Fate.CLEARED, "清空已填的内容"))
    parts = [f"{report.count(fate)} 处会{words}" for fate, words in counts if report.count(fate)]
    which = f"，其中 {'、'.join(parts)}" if parts else ""
    return f"“{report.source}”中有 {report.changes} 处内容可以导入{which}。"


def _few(sentences: Sequence[str]) -> list[str]:
    """The first ones, and how many more there are."""
    more = len(sentences) - _MOST_WARNINGS
    return [*sentences[:_MOST_WARNINGS], *([f"……还有 {more} 条同样的提醒。"] if more > 0 else [])]


def _lines(title: str, lines: Sequence[str], nothing: str) -> QWidget:
    if not lines:
        empty = QLabel(nothing)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return empty
    view = _List(title)
    view.addItems(list(lines))
    return view


class _List(QListWidget):
    """Lines that are wrapped where they are long."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class _Places(_List):
    """Every place that the source speaks of, what would change on top; each is marked with what would become of it."""

    _MARKS: ClassVar = {
        Fate.REPLACED: "advisory",
        Fate.CLEARED: "remove",
        Fate.ROWS: "rename",
        Fate.FILLED: "add",
        Fate.SAME: "passed",
    }

    def __init__(self, report: ImportReport) -> None:
        super().__init__("已读出")
        self.places = 0
        for fate in Fate:
            if report.count(fate):
                self._add(fate, report.places[fate])

    def _add(self, fate: Fate, lines: Sequence[str]) -> None:
        caption = QListWidgetItem(f"{fate.value}　{len(lines)} 处", self)
        caption.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = caption.font()
        font.setBold(True)
        caption.setFont(font)
        mark = icon(self._MARKS[fate])
        for line in lines:
            item = QListWidgetItem(mark, line, self)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{fate.value}：{line}")
        self.places += len(lines)
