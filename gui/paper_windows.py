"""The windows about paper: 打印预览 and 核对校验码. Each exists once, and goes with the packet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from export.parts import WHOLE
from gui.document import Document
from gui.settings import Settings
from gui.window_place import WindowPlace

if TYPE_CHECKING:
    from gui.code_dialog import CodeDialog
    from gui.preview import PreviewWindow
    from model.cells import CellRef
    from model.findings import Span


class PaperWindows(QObject):
    """Opens them, brings them to the front, closes them."""

    goto = Signal(object, object)
    """A CellRef, and a Span of its text or None: the clerk wants to see this cell."""
    called_off = Signal(str)
    """An export of the preview ended with it: one sentence."""

    def __init__(self, document: Document, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._settings = settings
        self._window = window
        self._preview: PreviewWindow | None = None
        self._code: CodeDialog | None = None
        document.closing.connect(self.close_all)

    def preview(self) -> PreviewWindow:
        """打印预览."""
        from gui.preview import PreviewWindow

        if self._preview is None:
            self._preview = PreviewWindow(self._document, self._settings)
            WindowPlace(self._preview, self._settings, "preview")
            self._preview.goto.connect(self._go)
            self._preview.show_part(WHOLE)
        _to_front(self._preview)
        return self._preview

    def check_code(self) -> CodeDialog:
        """核对校验码."""
        from gui.code_dialog import CodeDialog

        if self._code is None:
            self._code = CodeDialog(self._document, self._window)
            WindowPlace(self._code, self._settings, "check_code")
        _to_front(self._code)
        self._code.edit.selectAll()
        return self._code

    def close_all(self) -> None:
        """Nothing of the packet stays on the screen."""
        if self._preview is not None and (called_off := self._preview.finish()):
            self.called_off.emit(called_off)
        if self._code is not None:
            self._code.close()
            self._code.deleteLater()
        self._preview = self._code = None

    def _go(self, ref: CellRef, span: Span | None) -> None:
        _to_front(self._window)
        self.goto.emit(ref, span)


def _to_front(window: QWidget) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
