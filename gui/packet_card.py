"""A recent packet as a card: year and department, 草稿 or 定稿, what is open, the score, when it was saved last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.palette import accent, grid_color, secondary_text, selection_tint
from gui.settings import Recent
from gui.severity_look import Level, level_color, passed_color

if TYPE_CHECKING:
    from gui.recent_check import FileState

PACKET = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
_LEAST_LETTERS = 26
_SLACK_SECONDS = 2.0
"""File systems keep times more or less exactly (FAT: two seconds)."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class CardWords:
    """What a card says, line by line."""

    name: str
    standing: str
    open: tuple[tuple[str, Level | None], ...]
    """What is to be done, in short words, each with the level whose colour it has."""
    score: str
    saved: str
    place: str

    @property
    def spoken(self) -> str:
        """All of it in one sentence, for a screen reader."""
        words = "、".join(word for word, _ in self.open)
        return "，".join(
            part for part in (self.name, self.standing, words, self.score, self.saved, self.place) if part
        )


def packet_name(packet: Recent) -> str:
    """2022年度　某某局."""
    return f"{packet.year}年度　{packet.department or '（未填部门名称）'}"


def card_words(packet: Recent, state: FileState | None = None) -> CardWords:
    """What the card of a packet says; ``state`` is what the disk said, None while it was not asked yet."""
    gone = state is not None and not state.exists
    newer = (
        state is not None
        and packet.changed_at > 0
        and state.exists
        and abs(state.changed_at - packet.changed_at) > _SLACK_SECONDS
    )
    score = f"自评 {packet.score} 分　{packet.grade}".rstrip() if packet.score else "还没有自评得分"
    return CardWords(
        name=packet_name(packet),
        standing="文件不在原处" if gone else "定稿" if packet.final else "草稿",
        open=(("按 Del 键可从列表中移去", None),)
        if gone
        else (("文件有改动，打开后更新", None),)
        if newer
        else _open_words(packet),
        score="" if gone or newer else score,
        saved=_saved_words(state.changed_at if state is not None and state.exists else packet.changed_at),
        place=packet.path,
    )


def _open_words(packet: Recent) -> tuple[tuple[str, Level | None], ...]:
    if packet.mandatory is None or packet.advisory is None:
        return ((packet.verdict or "打开后审核", None),)
    counts = ((Level.MANDATORY, packet.mandatory), (Level.ADVISORY, packet.advisory))
    found: tuple[tuple[str, Level | None], ...] = tuple(
        (f"{level.value} {count}", level) for level, count in counts if count
    )
    if packet.unfilled and not packet.final:  # 定稿 was meant with them
        found = (*found, (f"未填 {packet.unfilled} 项", None))
    return found or (("没有待处理的问题", None),)


def _saved_words(seconds: float) -> str:
    if seconds <= 0:
        return ""
    when, today = datetime.fromtimestamp(seconds), datetime.now()
    day = "今天" if when.date() == today.date() else f"{when.year}年{when.month}月{when.day}日"
    return f"{day} {when:%H:%M} 保存"


class CardDelegate(QStyledItemDelegate):
    """Paints the cards; their width is the list's to say, their height comes from the font."""

    def __init__(self, parent: QStyledItemDelegate | None = None) -> None:
        super().__init__(parent)
        self.width = 0

    @staticmethod
    def least_width(metrics: QFontMetrics) -> int:
        """Below this a card says too little."""
        return _LEAST_LETTERS * metrics.horizontalAdvance("字")

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Four lines and the air around them."""
        return QSize(self.width, option.fontMetrics.height() * 25 // 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A framed sheet; the chosen one has the frame of the current cell."""
        words = card_words(index.data(PACKET), index.data(STATE))
        line = option.fontMetrics.height()
        sheet = option.rect.adjusted(line // 4, line // 4, -line // 4, -line // 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_sheet(painter, option, QRectF(sheet), line)
        area = sheet.adjusted(line * 3 // 4, line // 2, -line * 3 // 4, -line // 2)
        rows = [QRect(area.left(), area.top() + row * line * 5 // 4, area.width(), line) for row in range(4)]
        self._paint_heading(painter, option, rows[0], words)
        self._paint_open(painter, option, rows[1], words)
        quiet = secondary_text(option.palette)
        self._text(painter, rows[2], words.saved, quiet)
        folder = option.fontMetrics.elidedText(
            str(Path(words.place)), Qt.TextElideMode.ElideMiddle, rows[3].width()
        )
        self._text(painter, rows[3], folder, quiet)
        painter.restore()

    @staticmethod
    def _paint_sheet(painter: QPainter, option: QStyleOptionViewItem, sheet: QRectF, line: int) -> None:
        palette, ground = option.palette, option.palette.color(QPalette.ColorRole.Base)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        strong = chosen or focused
        painter.setBrush(selection_tint(ground, palette) if chosen and focused else ground)
        painter.setPen(
            QPen(accent(palette) if strong or hovered else grid_color(palette), 2 if strong else 1)
        )
        painter.drawRoundedRect(sheet.adjusted(1, 1, -1, -1), line / 4, line / 4)

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, row: QRect, words: CardWords
    ) -> None:
        """The name in bold, and at the right where the packet stands."""
        color = passed_color() if words.standing == "定稿" else secondary_text(option.palette)
        self._text(painter, row, words.standing, color, Qt.AlignmentFlag.AlignRight)
        room = row.width() - option.fontMetrics.horizontalAdvance(words.standing) - row.height()
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        name = painter.fontMetrics().elidedText(words.name, Qt.TextElideMode.ElideRight, room)
        self._text(painter, row, name, option.palette.color(QPalette.ColorRole.Text))
        painter.setFont(option.font)

    def _paint_open(
        self, painter: QPainter, option: QStyleOptionViewItem, row: QRect, words: CardWords
    ) -> None:
        """What is to be done at the left, the score at the right."""
        text = option.palette.color(QPalette.ColorRole.Text)
        self._text(painter, row, words.score, text, Qt.AlignmentFlag.AlignRight)
        room = QRect(row)
        room.setRight(row.right() - option.fontMetrics.horizontalAdvance(words.score) - row.height() // 2)
        for word, level in words.open:
            shown = option.fontMetrics.elidedText(word, Qt.TextElideMode.ElideRight, room.width())
            self._text(painter, room, shown, level_color(level) if level else text)
            room.setLeft(room.left() + option.fontMetrics.horizontalAdvance(shown) + row.height())

    @staticmethod
    def _text(
        painter: QPainter,
        place: QRect,
        words: str,
        color: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setPen(color)
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), words)
