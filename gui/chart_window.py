"""图表: structure of income and spending, scores, change from last year; the same figures as a table; on paper or as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.background import Background
from gui.chart_paint import Look, Picture, draw_all
from gui.chart_paper import pdf_of, png_of
from gui.chart_table import FigureTable
from gui.document import Document
from gui.file_dialogs import file_to_write, packet_folder
from gui.file_names import safe_name
from gui.help_topics import CHARTS, set_topic
from gui.labels import gap
from gui.message_bar import MessageBar, Tone
from gui.message_place import MessagePlace
from gui.output_commands import OutputCommands, file_offers
from gui.settings import Settings
from gui.work_message import WorkMessage
from model.moneyunits import SCREEN
from model.pictures import income_structure, score_picture, spending_structure, yearly_comparison

_SETTLE_MS = 100


class ChartPage(QWidget):
    """The pictures as large as the window has room for."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: tuple[Picture, ...] = ()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName("图表")

    def show_pictures(self, pictures: tuple[Picture, ...]) -> None:
        """Show these instead."""
        self.pictures = pictures
        self.setAccessibleDescription("同样的数列在“数据表”页。")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the pictures need in that width."""
        margin = gap(self, 6)
        return round(draw_all(self.pictures, self._look(), None, width - 2 * margin)) + 2 * margin

    def sizeHint(self) -> QSize:
        """As wide as the window gives."""
        return QSize(40 * self.fontMetrics().height(), self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All pictures."""
        margin = gap(self, 6)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(margin, margin)
        draw_all(self.pictures, self._look(), painter, self.width() - 2 * margin)
        painter.end()

    def _look(self) -> Look:
        return Look(self.palette(), self.font(), SCREEN)


class ChartWindow(QDialog):
    """Beside the work; follows what is typed."""

    def __init__(self, document: Document, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("图表")
        set_topic(self, CHARTS)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._document = document
        self._settings = settings
        self.page = ChartPage()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.page)
        self.table = FigureTable()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(scroll, "图表")
        self.tabs.addTab(self.table, "数据表")
        self.messages = MessageBar()
        self.background = Background(self)
        WorkMessage(self.background, self.messages, self)
        self.output = OutputCommands(document, settings, self.messages, self.background, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        document.changed.connect(self._settle.start)
        document.closing.connect(self.close)
        self._lay_out()
        MessagePlace(self.messages, self.tabs, tuple)  # the buttons below stay in sight
        self.refresh()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """What is shown now."""
        return self.page.pictures

    def refresh(self) -> None:
        """Read the packet anew."""
        if not self._document.is_open:
            return
        book = self._document.book
        self.page.show_pictures(
            (income_structure(book), spending_structure(book), score_picture(book), yearly_comparison(book))
        )
        self.table.show_pictures(self.pictures)

    # -- out -----------------------------------------------------------------------------------------------------

    def save_png_to(self, path: Path) -> bool:
        """The pictures as they are on paper."""
        return self._write(path, png_of(self.pictures))

    def save_pdf_to(self, path: Path) -> bool:
        """One A4 page."""
        return self._write(path, pdf_of(self.pictures, self._title()))

    def _write(self, path: Path, data: bytes) -> bool:
        from export.atomic import write_atomically
        from export.errors import ExportError

        try:
            write_atomically(path, data)
        except ExportError as error:
            self.messages.tell(str(error))
            return False
        self.messages.tell(f"已存成“{path.name}”。", Tone.DONE, file_offers(path, self.messages))
        return True

    def _print(self) -> None:
        data = pdf_of(self.pictures, self._title())
        self.output.print_page(data, self._title(), ("存成 PDF…", self._save_pdf))

    def _title(self) -> str:
        return f"{self._document.department}{self._document.book.year}年度图表"

    def _ask(self, suffix: str, kinds: str) -> Path | None:
        suggestion = self._settings.folder / safe_name(self._title(), suffix)
        return file_to_write(self, "图表存成", suggestion, kinds, suffix, packet_folder(self._document))

    def _save_png(self) -> None:
        path = self._ask(".png", "图片 (*.png)")
        if path is not None:
            self.save_png_to(path)

    def _save_pdf(self) -> None:
        path = self._ask(".pdf", "PDF 文件 (*.pdf)")
        if path is not None:
            self.save_pdf_to(path)

    # -- Qt's calls ----------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """The message follows a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "messages"):
            self.messages.refresh_colors()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing works on behind a window that is gone."""
        super().hideEvent(event)
        self.background.end()
        self.messages.clear()

    # -- making --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for words, act in (
            ("打印…", self._print),
            ("存成图片…", self._save_png),
            ("存成 PDF…", self._save_pdf),
            ("关闭", self.close),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        margin = gap(self, 2)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.tabs, 1)
        column.addLayout(buttons)
        line = self.fontMetrics().height()
        self.resize(72 * line, 40 * line)
