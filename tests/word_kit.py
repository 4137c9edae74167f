"""What the tests of Word files share: a document made and opened again, and its parts found."""

from __future__ import annotations

import io
import re

import docx
from docx.oxml.ns import qn

from export.word.writer import render_docx

PROSE = "我局对2022年度部门整体支出5394.86万元开展了绩效自评，现将有关情况报告如下。"


def opened(blocks, **options):
    data, _ = render_docx(blocks, **options)
    return docx.Document(io.BytesIO(data))


def paragraph_text(paragraph) -> str:
    parts = {qn("w:t"): lambda one: one.text, qn("w:tab"): lambda _: "\t", qn("w:br"): lambda _: "\n"}
    return "".join(
        parts[one.tag](one) for run in paragraph.iter(qn("w:r")) for one in run if one.tag in parts
    )


def texts(document) -> list[str]:
    """Every paragraph's text in document order, those in tables included."""
    return [paragraph_text(one) for one in document.element.body.iter(qn("w:p"))]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def sections(document):
    return list(document.element.body.iter(qn("w:sectPr")))


def rows_of(table):
    return list(table.iterchildren(qn("w:tr")))


def span(cell) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if found is None else int(found.get(qn("w:val")))


def merge(cell) -> str | None:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return None if found is None else found.get(qn("w:val"))


def spacing_of(paragraph, name: str) -> int:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    return int(found.get(qn(f"w:{name}"), "0")) if found is not None else 0
