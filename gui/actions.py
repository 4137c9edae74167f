"""Every menu entry, written down once: its words, keys, picture and the method that it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.icons import icon
from gui.parts import PARTS
from gui.settings import FONT_PERCENTS

SUBMENUS = {
    "recent": "最近打开",
    "export_part": "导出其中一部分",
    "print_part": "打印其中一部分",
    "font": "字号",
    "scheme": "深浅色",
}
SCHEME_WORDS = {"system": "跟随系统", "light": "浅色", "dark": "深色"}


@dataclass(frozen=True)
class Entry:
    """One menu entry. ``needs`` says when it can be used: always, with a packet open, or with one that may be changed."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    picture: str = ""
    needs: str = "open"
    hint: str = ""
    local: bool = False
    """Whether whatever has the cursor handles the keys itself; the menu only shows them."""


LINE = None
"""A separator."""

MENUS: tuple[tuple[str, tuple[Entry | str | None, ...]], ...] = (
    (
        "文件(&F)",
        (
            Entry("new", "新建…", ("Ctrl+N",), "new", "always", "新建本部门一个年度的文件"),
            Entry("open", "打开…", ("Ctrl+O",), "open", "always", "打开已有的文件"),
            "recent",
            Entry("sample", "打开样例", (), "sample", "always", "打开一份填好的样例，可以随意改动"),
            LINE,
            Entry("import_", "导入…", ("Ctrl+I",), "import", "always", "从 Word、Excel 或文本文件读入"),
            Entry(
                "export", "导出 PDF…", ("Ctrl+E",), "export", "open", "把全部材料导出为可以打印、盖章的 PDF"
            ),
            "export_part",
            Entry("print", "打印…", ("Ctrl+P",), "print", "open", "打印全部材料，与导出的 PDF 完全一样"),
            "print_part",
            LINE,
            Entry("save_copy", "另存副本…", ("Ctrl+Shift+S",), "copy-file", "open", "把现在的内容另存一份"),
            Entry("close", "关闭文件", ("Ctrl+W",)),
            LINE,
            Entry("quit", "退出", ("Ctrl+Q",), "", "always"),
        ),
    ),
    (
        "编辑(&E)",
        (
            Entry("undo", "撤销", ("Ctrl+Z",), "undo", "undo"),
            Entry("redo", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", "redo"),
            LINE,
            Entry("cut", "剪切", ("Ctrl+X",), "", "change", local=True),
            Entry("copy", "复制", ("Ctrl+C",), local=True),
            Entry("paste", "粘贴", ("Ctrl+V",), "", "change", local=True),
            Entry("clear", "清除", ("Del",), "", "change", local=True),
            Entry("fill_down", "向下填充", ("Ctrl+D",), "", "change", local=True),
            Entry("state", "填列与公式不同的数…", ("Shift+F2",), "", "change", local=True),
            LINE,
            Entry("add_row", "增加行", ("Ctrl++",), "add", "change", local=True),
            Entry("delete_row", "删除行", ("Ctrl+-",), "remove", "change", local=True),
            Entry("move_up", "上移", ("Ctrl+Shift+Up",), "", "change", local=True),
            Entry("move_down", "下移", ("Ctrl+Shift+Down",), "", "change", local=True),
        ),
    ),
    (
        "审核(&A)",
        (
            Entry("audit", "全部审核", ("F9",), "audit", "open", "重新核对全部关系，并打开审核结果"),
            Entry("next", "下一条", ("F8",), "next", "open", "转到下一条审核结果所在的栏目"),
            Entry("previous", "上一条", ("Shift+F8",), "previous", "open", "转到上一条审核结果所在的栏目"),
            LINE,
            "findings",
        ),
    ),
    ("查看(&V)", ("font", "scheme")),
    (
        "帮助(&H)",
        (
            Entry("help", "使用说明", ("F1",), "info", "always"),
            Entry("about", "关于", (), "", "always"),
        ),
    ),
)

TOOLBAR = (
    "new",
    "open",
    "import_",
    LINE,
    "undo",
    "redo",
    LINE,
    "audit",
    "previous",
    "next",
    LINE,
    "export",
    "print",
)


class Actions:
    """The window's actions by name, and the menus made of them."""

    def __init__(self, window: QMainWindow, call: Callable[[str], object]) -> None:
        self._window = window
        self._call = call
        self._entries: dict[str, Entry] = {}
        self.by_name: dict[str, QAction] = {}
        self._submenus = {name: QMenu(words, window) for name, words in SUBMENUS.items()}
        self.recent_menu = self._submenus["recent"]
        self.fonts = self._choices("font", {str(size): f"{size}%" for size in FONT_PERCENTS})
        self.schemes = self._choices("scheme", SCHEME_WORDS)
        for kind in ("export_part", "print_part"):
            self._choices(kind, {f"{code}": f"{title}…" for code, title in PARTS.items()}, marked=False)

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def build_menus(self, findings: QAction) -> None:
        """Fill the menu bar; ``findings`` shows and hides the findings list."""
        findings.setText("审核结果")
        findings.setShortcut(QKeySequence("Ctrl+F8"))
        self.by_name["findings"] = findings
        for title, entries in MENUS:
            menu = self._window.menuBar().addMenu(title)
            for entry in entries:
                self._put(menu, entry)

    def build_toolbar(self) -> None:
        """The bar of the commands used most."""
        bar = self._bar = self._window.addToolBar("常用")
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        size = bar.fontMetrics().height() * 5 // 4
        bar.setIconSize(QSize(size, size))
        for name in TOOLBAR:
            if name is LINE:
                bar.addSeparator()
            else:
                bar.addAction(self.by_name[name])

    def allow(self, **met: bool) -> None:
        """Enable what can be used now: ``met`` tells which needs are met."""
        for name, entry in self._entries.items():
            self.by_name[name].setEnabled(entry.needs == "always" or met[entry.needs])
        for kind in ("export_part", "print_part"):
            self._submenus[kind].setEnabled(met["open"])

    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """撤销“…”: what would be undone and redone."""
        for name, word, label in (("undo", "撤销", undo), ("redo", "重做", redo)):
            action = self.by_name[name]
            action.setText(f"{word}“{_short(label)}”" if label else word)
            action.setIconText(word)
            action.setToolTip(f"{word}“{label}”" if label else f"没有可以{word}的操作")

    def refresh_icons(self) -> None:
        """Draw the icons anew after a change between light and dark, or of the size of type."""
        size = self._window.fontMetrics().height() * 5 // 4
        self._bar.setIconSize(QSize(size, size))
        for name, entry in self._entries.items():
            if entry.picture:
                self.by_name[name].setIcon(icon(entry.picture))

    def _put(self, menu: QMenu, entry: Entry | str | None) -> None:
        if entry is LINE:
            menu.addSeparator()
        elif isinstance(entry, Entry):
            menu.addAction(self._action(entry))
        elif entry in self.by_name:
            menu.addAction(self.by_name[entry])
        else:
            menu.addMenu(self._submenus[entry])

    def _action(self, entry: Entry) -> QAction:
        sequences = [QKeySequence(keys) for keys in entry.keys]
        shown = sequences[0].toString(QKeySequence.SequenceFormat.NativeText) if sequences else ""
        action = QAction(f"{entry.words}\t{shown}" if entry.local else entry.words, self._window)
        if not entry.local:
            action.setShortcuts(sequences)
        action.setIconText(entry.words.rstrip("…"))
        action.setToolTip((entry.hint or entry.words.rstrip("…")) + (f"（{shown}）" if shown else ""))
        if entry.picture:
            action.setIcon(icon(entry.picture))
        action.triggered.connect(lambda: self._call(entry.name))
        self._entries[entry.name] = entry
        self.by_name[entry.name] = action
        return action

    def _choices(self, kind: str, words: dict[str, str], *, marked: bool = True) -> QActionGroup:
        """Fill a submenu; where ``marked``, the choice in force has a tick."""
        group = QActionGroup(self._window)
        for value, title in words.items():
            action = self._submenus[kind].addAction(title)
            action.setCheckable(marked)
            action.setData(value)
            action.triggered.connect(lambda _checked=False, value=value: self._call(f"{kind}:{value}"))
            group.addAction(action)
        return group


def _short(label: str | None) -> str:
    text = (label or "").replace("&", "&&")
    return text if len(text) <= 20 else text[:20] + "…"
