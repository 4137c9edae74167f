"""Prose in Word: the named styles of official documents, titles broken by sense, run-in headings, the closing."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from export.blocks import Face, Heading, LetterClosing, Paragraph, Section
from export.word.fonts import FONT_NAMES
from tests.word_kit import PROSE, opened, sections


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_headings_are_words_own_heading_styles_with_outline_levels(level) -> None:
    document = opened([Section(), Heading("一、基本情况", level), Paragraph(PROSE)])
    style = document.paragraphs[0].style
    assert style.name == ("Title" if level == 0 else f"Heading {level}")
    assert style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}").get(qn("w:val")) == str(
        max(level - 1, 0)
    )
    assert document.paragraphs[0].style.element.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_a_title_is_one_paragraph_with_the_authors_lines() -> None:
    document = opened([Section(), Heading("关于开展绩效自评\n工作的通知", 0)])
    assert document.paragraphs[0].text == "关于开展绩效自评\n工作的通知"


def test_a_long_title_is_broken_by_sense_as_on_paper() -> None:
    title = "吉首市科技和工业信息化局2022年度部门整体支出绩效自评报告"
    (paragraph,) = opened([Section(kind="cover"), Heading(title, 0)]).paragraphs
    assert "\n" in paragraph.text
    assert paragraph.text.replace("\n", "") == title
    assert "2022年度" in paragraph.text
    assert min(map(len, paragraph.text.split("\n"))) > 4


def test_prose_is_indented_by_two_characters_and_one_paragraph_a_line() -> None:
    document = opened([Section(), Paragraph(f"{PROSE}\n{PROSE}")])
    assert [one.text for one in document.paragraphs] == [PROSE, PROSE]
    indent = document.paragraphs[0].style.element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_a_heading_that_the_text_runs_on_from_is_a_run_in_its_own_face() -> None:
    block = Paragraph("（一）强化管理。完善制度。\n其他。", lead_chars=8, lead_face=Face.KAITI)
    first, second = opened([Section(), block]).paragraphs
    faces = [(one.text, one._r.rPr.rFonts.get(qn("w:eastAsia"))) for one in first.runs]
    assert faces == [
        ("（一）强化管理。", FONT_NAMES[Face.KAITI]),
        ("完善制度。", FONT_NAMES[Face.FANGSONG]),
    ]
    assert [one.text for one in second.runs] == ["其他。"]


def test_official_prose_stands_on_the_line_grid_of_the_standard() -> None:
    document = opened([Section(), Paragraph(PROSE)])
    (section,) = sections(document)
    grid = section.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    spacing = document.paragraphs[0].style.element.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")


def test_the_date_of_a_letter_stands_four_characters_in_and_stays_with_the_text() -> None:
    document = opened([Section(), Paragraph(PROSE), LetterClosing(("甲局",), "2023年7月24日")])
    body, signature, date = document.paragraphs
    indent = date._p.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:right")) == str(4 * 16 * 20)
    assert body.paragraph_format.keep_with_next
    assert signature.paragraph_format.keep_with_next
