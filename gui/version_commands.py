"""What the menus do with versions, steps and 定稿. Each ends in one sentence in the message bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from gui.document import Document
from gui.final_codes import copy_codes
from gui.message_bar import MessageBar, Offer, Tone
from gui.packet_versions import PacketVersions
from gui.settings import Settings
from gui.severity_look import Level
from gui.verdict import verdict_of
from gui.window_place import WindowPlace

if TYPE_CHECKING:
    from model.versions import Version

UNFILLED = "{count} 项必填的栏目没有填写"
UNANSWERED = "{count} 条提示没有改正，也没有填写审核说明"
FIRST = "还有 {left}；定稿以后不能修改，请先处理完再定稿。"
ASK_REOPEN = "取消定稿以后可以修改，已经印出的校验码随之失效；定稿时的内容留作一个版本。"
FINAL = "已定稿，各部分的校验码已记入文件，列在页面上方和“版本”中，与每页页脚印的相同。"
COPIED = "已复制 {count} 个校验码。"
NO_BACKUPS = "还没有备份；第一次修改之前和关闭文件时会自动备份。"
AS_FAR_AS_IT_GOES = "只能回到这里，再往前（后）的步骤已不能恢复。"


class VersionCommands(QObject):
    """版本, 操作记录, 备份文件夹, 定稿 and 取消定稿 of the open packet."""

    goto = Signal(object)
    """A CellRef: show this place."""
    findings_wanted = Signal()
    progress_wanted = Signal()

    def __init__(self, document: Document, settings: Settings, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._document = document
        self._settings = settings
        self._messages = messages
        self._versions = PacketVersions(document)
        self._open: dict[str, QDialog] = {}

    def versions(self) -> None:
        """版本（恢复到…）"""
        self._show("versions", self._make_versions)

    def history(self) -> None:
        """操作记录…"""
        self._show("history", self._make_history)

    def backup_folder(self) -> None:
        """打开备份文件夹"""
        folder = self._versions.folder
        if not folder.is_dir():
            self._messages.tell(NO_BACKUPS, Tone.INFO)
        else:
            from gui.output_commands import open_outside

            open_outside(folder, self._messages)

    def finalise(self) -> None:
        """定稿"""
        reason, missing = self._versions.why_not_final(), self._versions.missing()
        counts = verdict_of(self._document).counts
        unanswered = counts[Level.ADVISORY]
        findings: Offer = ("查看审核结果", self.findings_wanted.emit)
        gaps: Offer = ("看还缺什么", self.progress_wanted.emit)
        if reason is not None:
            self._messages.tell(reason, offers=[findings if counts[Level.MANDATORY] else gaps])
        elif missing or unanswered:
            left = [
                words.format(count=count)
                for words, count in ((UNFILLED, missing), (UNANSWERED, unanswered))
                if count
            ]
            offers: list[Offer] = [gaps if missing else findings, ("仍然定稿", self._finalise)]
            self._messages.tell(FIRST.format(left="，".join(left)), offers=offers)
        else:
            self._finalise()

    def _finalise(self) -> None:
        if self._versions.finalise():
            self._messages.tell(FINAL, Tone.DONE, [("复制校验码", self.copy_codes)])

    def copy_codes(self) -> None:
        """复制校验码, of the parts as they stand in the banner."""
        codes = self._versions.codes()
        copy_codes(codes)
        self._messages.tell(COPIED.format(count=len(codes)), Tone.DONE)

    def reopen(self) -> None:
        """取消定稿, once it is meant: paper that was printed before loses its code."""
        self._messages.tell(
            ASK_REOPEN, offers=[("取消定稿", self._reopen), ("保持定稿", self._messages.clear)]
        )

    def _reopen(self) -> None:
        version = self._versions.reopen()
        if version is not None:
            self._messages.tell(
                f"已取消定稿，可以修改了；定稿时的内容留作版本“{version.name}”，可用“文件 › 版本”恢复。",
                Tone.DONE,
            )

    # -- dialogs -------------------------------------------------------------------------------------------------

    def _make_versions(self) -> QDialog:
        from gui.versions_dialog import VersionsDialog

        dialog = VersionsDialog(self._document, self._window)
        dialog.goto.connect(self.goto)
        dialog.restored.connect(self._tell_restored)
        dialog.made.connect(lambda version: self._messages.tell(f"已做好版本“{version.name}”。", Tone.DONE))
        dialog.folder_wanted.connect(self.backup_folder)
        return dialog

    def _make_history(self) -> QDialog:
        from gui.history_dialog import HistoryDialog

        dialog = HistoryDialog(self._document, self._window)
        dialog.stopped.connect(lambda: self._messages.tell(AS_FAR_AS_IT_GOES, Tone.INFO))
        return dialog

    def _show(self, name: str, make: Callable[[], QDialog]) -> None:
        """Beside the work, not in its way; one of each kind."""
        dialog = self._open.get(name)
        if dialog is None:
            dialog = self._open[name] = make()
            WindowPlace(dialog, self._settings, name)
            dialog.finished.connect(lambda: self._forget(name))
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _forget(self, name: str) -> None:
        self._open.pop(name).deleteLater()

    def _tell_restored(self, version: Version, count: int) -> None:
        self._messages.tell(
            f"已恢复到 {version.title}，{count} 处与恢复前不同；不合适的，可以按 Ctrl+Z 整体撤销。", Tone.DONE
        )
