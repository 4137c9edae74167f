"""The bar of the preview: 打印 and 导出; which part, which page, how large."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QToolBar, QToolButton, QWidget

from export.parts import PART_TITLES, WHOLE
from gui.icons import icon
from gui.labels import field_label, gap
from gui.page_layout import PERCENTS, Fit, Zoom

_ZOOMS: dict[str, Zoom] = {
    **{fit.value: fit for fit in Fit},
    **{f"{percent}%": percent for percent in PERCENTS},
}

_WORDS, _PICTURE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
_SO_FAR = "已排 {} 页…"


class PreviewBar(QToolBar):
    """Tells what was chosen; what is shown is told to it."""

    part_chosen = Signal(str)
    page_chosen = Signal(int)
    """A page's place in paper order, from 0."""
    zoom_chosen = Signal(object)
    """A Zoom."""
    zoom_stepped = Signal(int)
    """1 larger, -1 smaller."""
    print_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("预览", parent)
        self._pictures: dict[QAction, str] = {}
        self._labels: list[QAction] = []
        self._worded: list[QToolButton] = []
        size = self.fontMetrics().height() * 5 // 4
        self.setIconSize(QSize(size, size))
        self.part = self._make_parts()
        self.page = self._make_page()
        self.zoom = self._make_zooms()
        self._fill()
        self.show_page(-1, 0, final=False)

    def show_page(self, page: int, count: int, *, final: bool) -> None:
        """The page in view, from 0, and how many there are; not ``final``: so far."""
        with QSignalBlocker(self.page):
            self.page.setRange(min(1, count), count)
            self.page.setPrefix("第 ")
            self.page.setSuffix(f" 页，共 {count} 页" if final else f" 页，{_SO_FAR.format(count)}")
            self.page.setSpecialValueText("" if count else "没有可印的页" if final else "排版中…")
            self.page.setValue(page + 1)
        self.page.setEnabled(count > 0)

    def show_zoom(self, zoom: Zoom) -> None:
        """The zoom in force."""
        words = next((words for words, one in _ZOOMS.items() if one == zoom), "")
        self.zoom.setCurrentText(words)

    def show_part(self, part: str) -> None:
        """The part in view."""
        self.part.setCurrentIndex(self.part.findData(part))

    def changeEvent(self, event: QEvent) -> None:
        """Icons follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_pictures"):
            for action, name in self._pictures.items():
                action.setIcon(icon(name))

    # -- making --------------------------------------------------------------------------------------------------

    def _make_parts(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName("部分")
        box.setToolTip("显示全部材料，或其中一部分")
        box.addItem("全部", WHOLE)
        for code, title in PART_TITLES.items():
            box.addItem(title, code)
        box.activated.connect(lambda _row: self.part_chosen.emit(box.currentData()))
        return box

    def _make_page(self) -> QSpinBox:
        box = QSpinBox()
        box.setAccessibleName("页码")
        box.setToolTip("输入页码，按 Enter 转到该页")
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setMinimumWidth(box.fontMetrics().horizontalAdvance(f"第 999 页，{_SO_FAR.format(999)}汉汉"))
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda number: self.page_chosen.emit(number - 1))
        return box

    def _make_zooms(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName("缩放")
        box.addItems(list(_ZOOMS))
        box.activated.connect(lambda _row: self.zoom_chosen.emit(_ZOOMS[box.currentText()]))
        return box

    def _fill(self) -> None:
        """What one comes for stands first: it is in sight in any window."""
        self._add_worded("print", "打印…", "Ctrl+P", self.print_wanted)
        self._add_worded("export", "导出 PDF…", "Ctrl+E", self.export_wanted)
        self.addSeparator()
        self._add_field("部分(&B)", self.part)
        self.addSeparator()
        self._add_field("页码(&Y)", self.page)
        self.addSeparator()
        self._add("zoom-out", "缩小", "Ctrl+-", lambda: self.zoom_stepped.emit(-1))
        self._add_field("缩放(&S)", self.zoom)
        self._add("zoom-in", "放大", "Ctrl++", lambda: self.zoom_stepped.emit(1), "Ctrl+=")
        self._add("fit-width", Fit.WIDTH.value, "Ctrl+0", lambda: self.zoom_chosen.emit(Fit.WIDTH))
        self._add("fit-page", Fit.PAGE.value, "Ctrl+9", lambda: self.zoom_chosen.emit(Fit.PAGE))

    def _add_worded(self, name: str, words: str, keys: str, wanted: SignalInstance) -> None:
        """A button that has its words beside its picture, as far as there is room."""
        button = self.widgetForAction(self._add(name, words, keys, wanted.emit))
        self._worded.append(cast(QToolButton, button))

    def _add_field(self, words: str, field: QWidget) -> None:
        """With its name before it, and a key that leads there."""
        label = field_label(words, field)
        label.setContentsMargins(gap(self, 1), 0, gap(self, 1), 0)
        self._labels.append(self.addWidget(label))
        self.addWidget(field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is less room, in large type on a small screen, every button is in view before every word is."""
        super().resizeEvent(event)
        for labelled, worded in ((True, True), (False, True), (False, False)):
            for label in self._labels:
                label.setVisible(labelled)
            for button in self._worded:
                button.setToolButtonStyle(_WORDS if worded else _PICTURE)
            if self.sizeHint().width() <= self.width():
                return

    def _add(self, name: str, words: str, keys: str, act: Callable[[], object], *more_keys: str) -> QAction:
        action = QAction(icon(name), words, self)
        action.setIconText(words.rstrip("…"))
        action.setShortcuts([QKeySequence(one) for one in (keys, *more_keys)])
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words.rstrip('…')}（{shown}）")
        action.triggered.connect(lambda _checked: act())
        self._pictures[action] = name
        self.addAction(action)
        return action
