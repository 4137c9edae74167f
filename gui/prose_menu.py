"""The context menu of prose: corrections first, then the commands of any text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from gui.document import Document
from gui.prose_marks import Mark
from gui.silencing import silence_words
from model.cells import CellRef
from model.correcting import correction_places
from model.findings import Finding, Severity

if TYPE_CHECKING:
    from gui.chapter_editor import ChapterEditor
    from gui.prose_edit import ProseEdit


def fix_words(document: Document, finding: Finding) -> str:
    """改为“1.95万元”, with the number of places where there are several; empty where nothing certain can be done."""
    places = correction_places(document.book, finding)
    if finding.fix is None or not places or document.read_only:
        return ""
    more = f"（{len(places)} 处）" if len(places) > 1 else ""
    return f"改为“{finding.fix.text}”{more}"


def prose_menu(
    editor: ChapterEditor, document: Document, marks: Sequence[Mark], quoted: CellRef | None
) -> QMenu:
    """The menu for one place; it deletes itself when closed."""
    menu = QMenu(editor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add_corrections(menu, editor, document, marks)
    add_way(menu, document, quoted, editor.jump.emit)
    add_text_commands(menu, editor, editor.field_wanted.emit)
    return menu


def add_way(
    menu: QMenu, document: Document, quoted: CellRef | None, jump: Callable[[CellRef], object]
) -> None:
    """Add the way to the cell that the text quotes here, if it does."""
    if quoted is not None:
        action = menu.addAction(f"转到“{document.book.name(quoted)}”")
        action.triggered.connect(lambda: jump(quoted))


def add_text_commands(menu: QMenu, editor: ProseEdit, insert: Callable[[], object] | None) -> None:
    """Add the commands of any text, and 插入数据 where the text can quote."""
    if menu.actions():
        menu.addSeparator()
    change = not editor.isReadOnly()
    selected = editor.textCursor().hasSelection()
    clipboard = QApplication.clipboard().mimeData()
    pasteable = clipboard is not None and editor.canInsertFromMimeData(clipboard)
    for words, act, allowed in (
        ("剪切\tCtrl+X", editor.cut, selected and change),
        ("复制\tCtrl+C", editor.copy, selected),
        ("粘贴\tCtrl+V", editor.paste, change and pasteable),
        ("全选\tCtrl+A", editor.selectAll, True),
    ):
        action = menu.addAction(words)
        action.setEnabled(allowed)
        action.triggered.connect(act)
    if insert is not None:
        menu.addSeparator()
        action = menu.addAction("插入数据…\tCtrl+J")
        action.setEnabled(change)
        action.triggered.connect(lambda _checked=False, act=insert: act())


def _add_corrections(menu: QMenu, editor: ChapterEditor, document: Document, marks: Sequence[Mark]) -> None:
    for mark in marks:
        finding = mark.finding
        if words := fix_words(document, finding):
            action = menu.addAction(f"{words}\tCtrl+.")
            action.triggered.connect(lambda _checked=False, finding=finding: editor.fix(finding))
    add_silence(menu, document, marks)
    answerable = [mark.finding for mark in marks if document.can_be_explained(mark.finding)]
    if answerable and not document.read_only:
        action = menu.addAction("填写审核说明…")
        action.triggered.connect(lambda: editor.answer_wanted.emit(answerable[0]))


def add_silence(menu: QMenu, document: Document, marks: Sequence[Mark]) -> None:
    """本句不再提示 for the narrowest 提示; where only 强制 stand here, why that is not to be had."""
    if document.read_only or not marks:
        return
    finding = next((mark.finding for mark in marks if document.can_be_silenced(mark.finding)), None)
    if finding is None:
        if any(mark.finding.severity is Severity.MANDATORY for mark in marks):
            menu.addAction("强制性问题必须改正，不能选“本句不再提示”").setEnabled(False)
        return
    action = menu.addAction(silence_words(document, finding))
    action.setEnabled(not document.explanation(finding))
    action.triggered.connect(lambda: document.toggle_silence(finding))
