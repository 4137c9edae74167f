"""What the clerk should know before printing, in words: which faces, draft or 校验码, characters without a glyph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from export.parts import part_title
from model.cells import CellRef
from model.printable import named

if TYPE_CHECKING:
    from export.blocks import Face
    from export.pdf.writer import PdfReport
    from export.service import PdfJob
    from model.book import Book

_OFFICIAL_NAMES = {
    "TITLE": "方正小标宋", "FANGSONG": "仿宋_GB2312", "KAITI": "楷体_GB2312", "HEITI": "黑体", "SONGTI": "宋体",
}  # fmt: skip
_CODE_POINT = re.compile(r"U\+([0-9A-F]+)")
_SHOWN = 6


@dataclass(frozen=True)
class FootState:
    """What the foot of a part says."""

    is_draft: bool
    sentence: str


def face_sentences(report: PdfReport) -> list[str]:
    """One sentence for each font: the faces that it draws, and whether it only stands in for them."""
    groups: dict[tuple[str, bool], list[Face]] = {}
    for face, font in report.faces.items():
        groups.setdefault((font, face in report.stand_ins), []).append(face)
    return [_face_sentence(font, faces, stand_in) for (font, stand_in), faces in groups.items()]


def _face_sentence(font: str, faces: Sequence[Face], stand_in: bool) -> str:
    sentence = f"{'、'.join(faces)}：{font}"
    if stand_in:
        lacking = "、".join(_OFFICIAL_NAMES[face.name] for face in faces)
        sentence += f"（代替本机没有的{lacking}）"
    return sentence


def foot_state(part: str, job: PdfJob) -> FootState:
    """What is printed in the foot of the part: 草稿 and why, or the 校验码."""
    from export.blocks import Section
    from export.packet import BLANK_FOOT

    feet = [block.foot for block in job.blocks if isinstance(block, Section) and block.foot]
    codes = [block.code for block in job.blocks if isinstance(block, Section) and block.code]
    foot = feet[0] if feet else ""
    if codes:
        return FootState(False, f"{part_title(part)}：{foot}")
    if foot == BLANK_FOOT:
        return FootState(False, f"{part_title(part)}：{foot}，供手工填写，不印校验码")
    return FootState(True, f"{foot}；全部改正后，页脚才印校验码")


def missing_characters(reports: Iterable[PdfReport]) -> tuple[str, ...]:
    """The characters that no font can draw, each once."""
    notes = (note for report in reports for note in report.missing_glyphs)
    points = (match[1] for note in notes for match in _CODE_POINT.finditer(note))
    return tuple(dict.fromkeys(chr(int(point, 16)) for point in points))


def missing_sentence(characters: Sequence[str]) -> str:
    """Names them and says what comes out on paper."""
    shown = "、".join(named(character) for character in characters[:_SHOWN])
    more = f"等 {len(characters)} 个" if len(characters) > _SHOWN else ""
    return f"字体缺字：{shown}{more}，印出来会是“〓”；请改用别的字，或安装有这个字的字体。"


def first_use(book: Book, characters: Sequence[str]) -> CellRef | None:
    """The first cell in which one of the characters stands."""
    for ref, value in book.cells.items():
        if isinstance(value, str) and any(character in value for character in characters):
            return ref
    return None
