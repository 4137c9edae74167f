"""The skeleton of a report: 序号 in order, and headings with something under them (G64)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from model.findings import Severity
from model.prose.findings import Sheet
from model.prose.text import LEVELS, Document, Numbering, Paragraph

_TITLE_END = re.compile(
    r"(?:情况|指标|分析|结论|建议|问题|措施|做法|目标|说明|绩效|效益|管理|概况|公开|评价|依据|内容|经验|成效|职责|事项|结果|打算|原因|影响|分）?)$"
)
_LONGEST_TITLE = 40
_HAN_DIGITS = "零一二三四五六七八九"


def check_layout(sheet: Sheet, document: Document) -> None:
    """Gaps and repetitions of numbering, and empty sections."""
    _check_numbering(sheet, document.paragraphs)
    _check_empty(sheet, document)


def _level(numbering: Numbering) -> int:
    return LEVELS.index(numbering.style)


def _check_numbering(sheet: Sheet, paragraphs: Sequence[Paragraph]) -> None:
    """Every style counts on its own; a higher heading starts the lower ones anew."""
    last: dict[str, int] = {}
    for paragraph in paragraphs:
        numbering = paragraph.numbering
        if numbering is None or numbering.style == "dotted":
            continue
        value = numbering.values[0]
        before = last.get(numbering.style)
        if before is not None and value not in {1, before + 1}:
            _report_gap(sheet, paragraph, numbering, before)
        for style in LEVELS[_level(numbering) + 1 :]:
            last.pop(style, None)
        last[numbering.style] = _last_inline(paragraph, numbering, value)


def _last_inline(paragraph: Paragraph, numbering: Numbering, value: int) -> int:
    """1、…。2、…。3、… may stand in one paragraph: the next one goes on from its end."""
    if numbering.style not in {"digit", "han_bracket"}:
        return value
    following = value
    position = numbering.end
    while True:
        mark = f"{following + 1}、" if numbering.style == "digit" else f"（{_han(following + 1)}）"
        if mark not in paragraph.text:
            return following
        found = re.compile(rf"(?<=[。；：]){re.escape(mark)}").search(paragraph.text, position)
        if found is None:
            return following
        following, position = following + 1, found.end()


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" if tens else ""
    return head + (_HAN_DIGITS[ones] if ones else "")


def _report_gap(sheet: Sheet, paragraph: Paragraph, numbering: Numbering, before: int) -> None:
    value = numbering.values[0]
    word = "重复" if value == before else "不连续"
    mark = paragraph.text[: numbering.end]
    message = f"序号{word}：“{mark}”的前一个同级序号是第{before}，请核对是否漏段或编错。"
    sheet.report(
        "G64",
        Severity.ADVISORY,
        paragraph.span(0, min(len(paragraph.text), numbering.end + 12)),
        message,
        mark,
    )


def _check_empty(sheet: Sheet, document: Document) -> None:
    paragraphs = document.paragraphs
    before_table = {table.after_paragraph - 1 for table in document.tables}
    empty = [index not in before_table and _is_empty(document, index) for index in range(len(paragraphs))]
    runs = _runs(empty)
    titles = Counter(_bare(paragraph) for paragraph in paragraphs if len(paragraph.text) <= _LONGEST_TITLE)
    for index, paragraph in enumerate(paragraphs):
        if not empty[index] or runs[index] > 2 or titles[_bare(paragraph)] > 1:
            continue  # a title which comes again stands in the table of contents
        if runs[index] == 2 and not _TITLE_END.search(paragraph.text):
            continue
        message = f"标题“{paragraph.text}”下面没有内容，请补写或删去该标题。"
        sheet.report("G64", Severity.ADVISORY, paragraph.span(0, len(paragraph.text)), message)


def _bare(paragraph: Paragraph) -> str:
    return paragraph.text[paragraph.numbering.end if paragraph.numbering is not None else 0 :]


def _runs(empty: Sequence[bool]) -> list[int]:
    """How many empty headings stand together: three or more are a table of contents or a plain list."""
    lengths = [0] * len(empty)
    start = 0
    for index in range(len(empty) + 1):
        if index < len(empty) and empty[index]:
            continue
        lengths[start:index] = [index - start] * (index - start)
        start = index + 1
    return lengths


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (
        paragraph.numbering is not None and len(text) <= _LONGEST_TITLE and text[-1] not in "。；：，！？、"
    )


def _is_empty(document: Document, index: int) -> bool:
    """A title directly followed by a title of its own or a higher level."""
    paragraph = document.paragraphs[index]
    numbering = paragraph.numbering
    if numbering is None or not _is_title(paragraph) or not _TITLE_END.search(paragraph.text):
        return False
    if index + 1 >= len(document.paragraphs):
        return index > 0
    following = document.paragraphs[index + 1].numbering
    if following is None:
        return False
    return _depth(following) <= _depth(numbering)


def _depth(numbering: Numbering) -> tuple[int, int]:
    """2.1 stands below 2、; 2.1.1 below 2.1."""
    if numbering.style == "dotted":
        return LEVELS.index("digit"), len(numbering.values)
    return _level(numbering), 1
