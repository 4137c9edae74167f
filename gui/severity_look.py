"""How the levels of a finding look: a colour that is readable on light and on dark ground, and a shape beside it."""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from gui import palette

if TYPE_CHECKING:
    from model.findings import Severity


class Level(Enum):
    """What a check may leave behind, gravest first; the value is the word that the clerk sees."""

    MANDATORY = "强制"
    ADVISORY = "提示"
    ANSWERED = "已说明"
    """A 提示 that has its 审核说明, or was silenced."""
    ROUNDING = "尾差"
    UNCHECKED = "未核"

    @cached_property
    def rank(self) -> int:
        """0 for the gravest. What is answered keeps its place among the 提示: F8 goes on with the one after it."""
        return list(Level).index(Level.ADVISORY if self is Level.ANSWERED else self)

    @property
    def meaning(self) -> str:
        """What the clerk has to do about it."""
        return _MEANINGS[self]

    @property
    def is_pending(self) -> bool:
        """Whether something is left for the clerk to do: F8 stops there."""
        return self not in (Level.ANSWERED, Level.ROUNDING)

    @property
    def icon(self) -> str:
        """The icon's name: the level can be told without seeing colours."""
        return self.name.lower()

    @classmethod
    def of(cls, severity: Severity, answer: str = "") -> Level:
        """The level of a finding, with the answer that was given to it."""
        return cls.ANSWERED if answer else cls(severity.title)


_MEANINGS = {
    Level.MANDATORY: "强制性审核：必须改正",
    Level.ADVISORY: "提示性审核：请核对，数字无误的填写审核说明",
    Level.ANSWERED: "已填写审核说明，或选了“本句不再提示”；不再计入待处理",
    Level.ROUNDING: "四舍五入引起的尾差，不用处理",
    Level.UNCHECKED: "有栏目还空着，没有审核；填上后自动审核，每条写明缺什么",
}
_COLORS = {
    Level.MANDATORY: palette.red,
    Level.ADVISORY: palette.amber,
    Level.ANSWERED: palette.secondary_text,
    Level.ROUNDING: palette.secondary_text,
    Level.UNCHECKED: palette.secondary_text,
}


def is_dark() -> bool:
    """Whether the window's ground is dark."""
    return palette.is_dark(QGuiApplication.palette())


def level_color(level: Level) -> QColor:
    """The level's colour on the present ground."""
    return _COLORS[level](QGuiApplication.palette())


def severity_color(severity: Severity, ground: QPalette) -> QColor:
    """Red, amber or grey, readable on the grounds of this palette."""
    return _COLORS[Level.of(severity)](ground)


def passed_color() -> QColor:
    """The colour of a verdict without findings."""
    return palette.passed_color(QGuiApplication.palette())
