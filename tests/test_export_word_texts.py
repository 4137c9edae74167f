"""Any text stands in the Word file as it is, or is refused before anything is written."""

from __future__ import annotations

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.blocks import (
    Grid,
    GridCell,
    GridRow,
    Heading,
    Paragraph,
    Section,
    paragraphs_of,
)
from export.errors import ExportError
from export.service import export_docx
from export.word.writer import write_docx
from model.edits import set_cells
from model.forms.overview import COVER, OVERVIEW
from tests.sample import sample_book
from tests.word_kit import (
    opened,
    texts,
)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=80))
def test_any_text_comes_back_as_it_was(text) -> None:
    blocks = [Section(), Paragraph(text), Grid((1,), (GridRow((GridCell(text),)),)), Paragraph("完")]
    document = opened(blocks)
    prose = [one.text for one in document.paragraphs if one.text]
    assert prose == [*paragraphs_of(text), "完"]
    assert [one.text for one in document.tables[0].rows[0].cells[0].paragraphs if one.text] == paragraphs_of(
        text
    )


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1b", "\ud800", "\uffff"])
def test_what_xml_cannot_hold_is_refused_with_its_place_and_nothing_is_written(bad, tmp_path) -> None:
    target = tmp_path / "报告.docx"
    blocks = [Section(), Heading("一、基本情况"), Paragraph(f"完成投资{bad}23.4亿元")]
    with pytest.raises(ExportError, match=rf"“一、基本情况”.*“完成投资”之后.*U\+{ord(bad):04X}.*请"):
        write_docx(blocks, target)
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_cannot_be_written_is_one_chinese_sentence(tmp_path) -> None:
    with pytest.raises(ExportError, match=r"没有写成；请换一个位置后再导出。$"):
        write_docx([Section(), Paragraph("甲")], tmp_path / "没有" / "报告.docx")


def test_changed_words_reach_the_file(tmp_path) -> None:
    book = sample_book()
    book.apply(
        set_cells("改", [(COVER.ref("agency"), "评价组<甲>&乙"), (OVERVIEW.ref("duties"), "=1+1\n第二段")])
    )
    target = tmp_path / "报告.docx"
    export_docx(book, target, "form")
    found = texts(docx.Document(str(target)))
    assert "评价组<甲>&乙" in found
    assert found[found.index("=1+1") + 1] == "第二段"
