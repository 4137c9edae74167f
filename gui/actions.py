"""Every menu entry, written down once: its words, keys, picture and the method that it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from export.parts import PART_TITLES
from gui.icons import icon
from gui.menu_words import ENTER_WORDS, ORDER_WORDS, SCHEME_WORDS, SUBMENUS, UNIT_KEYS, UNIT_WORDS
from gui.settings import FONT_PERCENTS


class _Bar(QToolBar):
    """The bar of the commands used most; tells of another width."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


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
    checkable: bool = False
    """Whether it shows and hides something, and has a tick while that is there."""


LINE = None
"""A separator."""

# A name stands for a submenu, or for an entry of a menu before it.
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
                "extract_last_year",
                "提取封面代码和年初数…",
                (),
                "",
                "change",
                "从上年文件取得封面代码、年初数和指标名称，已填的栏目不改动",
            ),
            Entry(
                "last_year_texts",
                "取上年文字…",
                (),
                "",
                "change",
                "把上年评价报告的文字取来改，已写的章节不勾选就不改动",
            ),
            "export_as",
            LINE,
            Entry("preview", "打印预览", ("Ctrl+F2",), "preview", "open", "看打印出来的样子，随填随新"),
            Entry("print", "打印…", ("Ctrl+P",), "print", "open", "打印全部材料，与导出的 PDF 完全一样"),
            "print_part",
            LINE,
            Entry("save", "保存", ("Ctrl+S",), "", "open", "每一处改动都随时存入文件；正在填写的一格也存入"),
            Entry("save_copy", "另存副本…", ("Ctrl+Shift+S",), "copy-file", "open", "把现在的内容另存一份"),
            Entry(
                "versions",
                "版本（恢复到…）",
                ("Ctrl+Shift+R",),
                "history",
                "open",
                "查看、比较、恢复以前的内容，做一个版本",
            ),
            Entry("backup_folder", "打开备份文件夹", (), "", "open", "自动备份和版本都在这个文件夹中"),
            Entry("finalise", "定稿", (), "lock", "change", "锁定内容，记下各部分的校验码"),
            Entry("reopen", "取消定稿", (), "", "final", "定稿时的内容留作一个版本，然后可以修改"),
            LINE,
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
            Entry("history", "操作记录…", ("Ctrl+Shift+H",), "", "open", "列出每一步，点一下就回到那一步"),
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
            LINE,
            Entry("find", "查找…", ("Ctrl+F",), "", "open", "在全部表格和文字中查找"),
            Entry("find_next", "查找下一处", ("F3",)),
            Entry("find_previous", "查找上一处", ("Shift+F3",)),
            Entry("replace", "替换…", ("Ctrl+H",), "", "open", "在全部文字中替换；表中的数和公式不改动"),
            LINE,
            Entry("sources", "这个数从哪来…", ("Ctrl+[",), local=True),
            Entry("uses", "哪里用到它…", ("Ctrl+]",), local=True),
            Entry(
                "extract_detail",
                "从报告提取支出明细",
                (),
                "",
                "change",
                "把评价报告第二部分列出的科目、专项和用途填入“支出明细”",
            ),
            Entry("draft_notice", "起草通知", (), "", "change", "按表中数据填写通知中还空着的各栏"),
        ),
    ),
    (
        "审核(&A)",
        (
            Entry("audit", "全部审核", ("F9",), "audit", "open", "重新核对全部关系，并打开审核结果"),
            Entry("next", "下一条", ("F8",), "next", "open", "转到下一条待处理的审核结果所在的栏目"),
            Entry(
                "previous",
                "上一条",
                ("Shift+F8",),
                "previous",
                "open",
                "转到上一条待处理的审核结果所在的栏目",
            ),
            Entry("answer", "填写审核说明", ("F7",), "", "open", "说明所选的提示为什么可以保留"),
            LINE,
            Entry("toggle", "审核结果", ("Ctrl+F8",), checkable=True),
            Entry("list_higher", "审核结果加高", ("Ctrl+F6",)),
            Entry("list_lower", "审核结果降低", ("Ctrl+Shift+F6",)),
            "order",
        ),
    ),
    (
        "查看(&V)",
        (
            Entry("next_page", "下一页", ("Ctrl+PgDown", "Ctrl+Tab"), "", "open", "转到下一个标签页"),
            Entry("previous_page", "上一页", ("Ctrl+PgUp", "Ctrl+Shift+Tab"), "", "open", "转到上一个标签页"),
            Entry(
                "other_pane",
                "到消息、审核结果，回到表格",
                ("F6",),
                "",
                "always",
                "在表格、消息上的按钮、审核结果之间轮换",
            ),
            LINE,
            "toggle",
            Entry("progress", "填报进度…", ("Ctrl+G",), "", "open", "看还缺哪些栏目，逐项转到"),
            Entry("charts", "图表…", ("Ctrl+Shift+G",), "", "open", "收支构成、得分、与上年比较"),
            LINE,
            "money",
            "columns",
            "enter",
            "font",
            "scheme",
        ),
    ),
    (
        "帮助(&H)",
        (
            Entry("help", "使用说明", ("F1",), "info", "always"),
            Entry("explain", "这一格填什么", ("Shift+F1",), "", "open", "显示光标所在栏目的全部填报说明"),
            "guidance",
            Entry("start_tour", "新手提示", (), "", "open", "再看一遍新手提示"),
            Entry("check_code", "核对校验码…", (), "", "open", "核对纸面材料是不是文件现在的内容"),
            LINE,
            Entry("about", "关于", (), "", "always"),
        ),
    ),
)

SUBMENU_ENTRIES: dict[str, tuple[Entry | str | None, ...]] = {
    "export_as": (
        Entry("export", "导出 PDF…", ("Ctrl+E",), "export", "open", "把全部材料导出为可以打印、盖章的 PDF"),
        "export_part",
        Entry("export_docx", "导出 Word 文档…", hint="把全部材料导出为可以再改的 Word 文档"),
        Entry("export_xlsx", "导出 Excel 表…", hint="把各表连同公式、审核结果导出为 Excel 工作簿"),
        LINE,
        Entry("export_audit", "导出审核报告（PDF）…", hint="把审核结果和审核说明导出为 PDF"),
        Entry("export_audit_xlsx", "导出审核报告（Excel）…", hint="把审核结果和审核说明导出为 Excel 工作簿"),
    ),
    "money": (LINE, Entry("other_unit", "换成另一单位", (UNIT_KEYS,), hint="万元换成元，元换成万元")),
    "order": (LINE, Entry("reverse_order", "倒序", hint="从后往前排列", checkable=True)),
    "columns": (
        Entry("fit_column", "自动列宽", ("Alt+W",), local=True),
        Entry("widen_column", "加宽", ("Alt+Right",), local=True),
        Entry("narrow_column", "变窄", ("Alt+Left",), local=True),
        LINE,
        Entry("reset_columns", "恢复本表列宽", ("Alt+Shift+W",), local=True),
    ),
}
"""What is in a submenu, where it is written down like a menu."""

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
    "preview",
    "print",
)

_ARROWS = ("undo", "redo", "previous", "next")


class Actions:
    """The window's actions by name, and the menus made of them."""

    def __init__(self, window: QMainWindow, call: Callable[[str], object]) -> None:
        self._window = window
        self._call = call
        self._entries: dict[str, Entry] = {}
        self.by_name: dict[str, QAction] = {}
        self.submenus = {name: QMenu(words, window) for name, words in SUBMENUS.items()}
        self.recent_menu = self.submenus["recent"]
        self.held_bar: QToolBar | None = None
        """The bar while it stands beside the menu."""
        self.fonts = self._choices("font", {str(size): f"{size}%" for size in FONT_PERCENTS})
        self.schemes = self._choices("scheme", SCHEME_WORDS)
        self.money = self._choices("money", UNIT_WORDS)
        self.enter = self._choices("enter", ENTER_WORDS)
        self.orders = self._choices("order", ORDER_WORDS)
        for kind in ("export_part", "print_part"):
            self._choices(kind, {f"{code}": f"{title}…" for code, title in PART_TITLES.items()}, marked=False)

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def build_menus(self, guidance: QAction) -> None:
        """Fill the menu bar; ``guidance`` shows and hides 填报提示."""
        self.by_name["guidance"] = guidance
        for title, entries in MENUS:
            menu = self._window.menuBar().addMenu(title)
            for entry in entries:
                self._put(menu, entry)

    def build_toolbar(self) -> None:
        """The bar of the commands used most."""
        bar = _Bar("常用", self._window)
        self._window.addToolBar(bar)
        bar.resized.connect(self.fit_toolbar)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(icon_size(bar))
        for name in TOOLBAR:
            if name is LINE:
                bar.addSeparator()
            else:
                bar.addAction(self.by_name[name])

    def allow(self, **met: bool) -> None:
        """Enable what can be used now: ``met`` tells which needs are met."""
        for name, entry in self._entries.items():
            self.by_name[name].setEnabled(entry.needs == "always" or met[entry.needs])
        for kind in ("export_as", "export_part", "print_part", "order"):
            self.submenus[kind].setEnabled(met["open"])

    def show_unit(self, *, in_yuan: bool) -> None:
        """Tick the unit in which the tables are read."""
        self.tick(self.money, "元" if in_yuan else "万元")

    def show_enter(self, *, right: bool) -> None:
        """Tick where Enter leads."""
        self.tick(self.enter, "right" if right else "down")

    def show_order(self, order: str, is_reversed: bool) -> None:
        """Tick what the findings list is ordered by."""
        self.tick(self.orders, order)
        self.by_name["reverse_order"].setChecked(is_reversed)

    @staticmethod
    def tick(choices: QActionGroup, value: str) -> None:
        """Tick one of them, by what it stands for."""
        for action in choices.actions():
            action.setChecked(action.data() == value)

    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """撤销“…”: what would be undone and redone."""
        for name, word, label in (("undo", "撤销", undo), ("redo", "重做", redo)):
            action = self.by_name[name]
            action.setText(f"{word}“{_short(label)}”" if label else word)
            action.setIconText(word)
            action.setToolTip(f"{word}“{label}”" if label else f"没有可以{word}的操作")

    def refresh_icons(self) -> None:
        """Draw the icons anew after a change between light and dark, or of the size of type."""
        # Asked for anew: PySide drops its hold on the bar when a start page with the same actions goes.
        for bar in self._window.findChildren(QToolBar, "toolbar"):
            bar.setIconSize(icon_size(bar))
        for name, entry in self._entries.items():
            if entry.picture:
                self.by_name[name].setIcon(icon(entry.picture))

    def fit_toolbar(self) -> None:
        """Every button in view: in large type on a small screen, the arrows stand without their words."""
        for priority in (QAction.Priority.NormalPriority, QAction.Priority.LowPriority):
            for name in _ARROWS:
                self.by_name[name].setPriority(priority)
            for bar in self._window.findChildren(QToolBar, "toolbar"):
                if bar.sizeHint().width() <= self._window.width():
                    return

    def _put(self, menu: QMenu, entry: Entry | str | None) -> None:
        if entry is LINE:
            menu.addSeparator()
        elif isinstance(entry, Entry):
            menu.addAction(self._action(entry))
        elif entry in self.by_name:
            menu.addAction(self.by_name[entry])
        else:
            menu.addMenu(self.submenus[entry])
            for inner in SUBMENU_ENTRIES.get(entry, ()):
                self._put(self.submenus[entry], inner)

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
        action.setCheckable(entry.checkable)
        action.triggered.connect(lambda: self._call(entry.name))
        self._entries[entry.name] = entry
        self.by_name[entry.name] = action
        return action

    def _choices(self, kind: str, words: dict[str, str], *, marked: bool = True) -> QActionGroup:
        """Fill a submenu; where ``marked``, the choice in force has a tick."""
        group = QActionGroup(self._window)
        for value, title in words.items():
            action = self.submenus[kind].addAction(title)
            action.setCheckable(marked)
            action.setData(value)
            action.triggered.connect(lambda _checked=False, value=value: self._call(f"{kind}:{value}"))
            group.addAction(action)
        return group


def icon_size(bar: QToolBar) -> QSize:
    """A little higher than type; beside the menu, where the icons stand alone in its line, as high."""
    # The application's font: the window itself takes a new one over a little later.
    line = QFontMetrics(QGuiApplication.font()).height()
    alone = bar.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    return QSize(line, line) if alone else QSize(line * 5 // 4, line * 5 // 4)


def _short(label: str | None) -> str:
    text = (label or "").replace("&", "&&")
    return text if len(text) <= 20 else text[:20] + "…"
