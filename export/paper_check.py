"""核对校验码: whether a sheet of paper is the packet as it stands, told from the code in its foot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from export.parts import PART_TITLES
from model.book import Book
from model.checkcode import normalised, part_of_code


class PaperState(Enum):
    """What the code from the paper tells."""

    AGREES = "一致"
    DIFFERS = "不一致"
    MISCOPIED = "抄写错误"


@dataclass(frozen=True)
class PaperCheck:
    """The verdict with one Chinese sentence; `part` is the printed part, where paper and packet agree."""

    state: PaperState
    sentence: str
    part: str | None = None


def check_paper(book: Book, code: str) -> PaperCheck:
    """Compare a code copied from paper with the codes of the packet's parts as they are now."""
    if normalised(code) is None:
        return PaperCheck(PaperState.MISCOPIED, f"校验码“{code}”有抄写错误，请对照纸面重新输入。")
    part = part_of_code(book, code)
    if part is None:
        return PaperCheck(
            PaperState.DIFFERS,
            "不一致：这份纸面不是文件现在的内容，文件在打印后改过，或者不是这个文件打印的。",
        )
    return PaperCheck(PaperState.AGREES, f"一致：这份纸面就是文件现在的{PART_TITLES[part]}。", part)
