"""口径: which funds and which year a figure speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from model.prose.items import Item
from model.prose.reading import Reading
from model.prose.vocabulary import SCOPES

_TIME = re.compile(
    r"^(?:(?:19|20)\d{2}年?度?|本年度?|当年|全年|年末|年初|本单位|本部门|我局|我单位|本局|其中|全市|市级|单位|部门|机关(?!运行))+"
)
_OWNER = re.compile(
    r"^[一-龥]{2,18}?(?:人民政府|局|中心|办公室|委员会|办事处|站|所|院|校|馆|队|处)"
    r"(?=(?:19|20)\d{2}年|一般公共|财政拨款|本年|三公|机关运行|政府采购支出|公务)"
)
"""谷阳镇人民政府2022年度…: whose figure it is."""
_YEAR = re.compile(r"((?:19|20)\d{2})年")


def scope_of(reading: Reading, number: int, item: Item) -> str:
    """The scope named before the figure, in its sentence, or in the nearest heading; empty if none is."""
    read = reading.reads[number]
    start, _ = read.sentence_of(item.quantity.start)
    for words in (item.lead, read.text[start : item.quantity.start]):
        found = scopes_in(words)
        if found:
            return found[-1]
    for above in range(number - 1, max(-1, number - 6), -1):
        paragraph = reading.document.paragraphs[above]
        if paragraph.numbering is not None and len(paragraph.text) <= 40:
            found = scopes_in(paragraph.text)
            if found or paragraph.numbering.style in {"han", "part"}:
                return found[-1] if found else ""
    return ""


def scopes_in(words: str) -> list[str]:
    """All scopes named in a text, in order."""
    named = [(match.start(), name) for name, pattern in SCOPES for match in pattern.finditer(words)]
    return [name for _, name in sorted(named)]


def bare_label(item: Item) -> str:
    """The label without scope, time and quotes."""
    return _bare(item.label)


@lru_cache(maxsize=4096)
def _bare(words: str) -> str:
    label = words.replace("“", "").replace("”", "").replace('"', "").replace("（境）", "境")
    label = _TIME.sub("", _OWNER.sub("", label))
    for _, pattern in SCOPES:
        label = pattern.sub("", label)
    label = re.sub(r"^(?:预算)?(?:财政拨款)(?=基本|项目|三公|支出$)", "", label)
    return _TIME.sub("", re.sub(r"（[^（）]*）$", "", label))


def concept_year(reading: Reading, number: int, item: Item) -> int | None:
    """The year of a figure: before it, at the head of its sentence, else the report's."""
    read = reading.reads[number]
    start, _ = read.sentence_of(item.quantity.start)
    for words in (item.lead, read.text[start : item.quantity.start]):
        years = _YEAR.findall(words)
        if years:
            return int(years[-1])
    return reading.report_year
