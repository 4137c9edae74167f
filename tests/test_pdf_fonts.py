"""Faces: the machine's own first, else the embedded ones; every character drawn or reported."""

from __future__ import annotations

import pylopdf_fonts_zh_cn
import pytest

from export.blocks import Face, Paragraph
from export.pdf import facefiles, fonts
from export.pdf.fonts import GETA, FontBook
from export.pdf.layout_text import Lead, Shape, TextStyle, layout_paragraph
from export.pdf.subset import convert, subset_for
from export.pdf.writer import FontOptions, render_pdf

SERIF = pylopdf_fonts_zh_cn.serif_path()


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("fonts")


def test_rare_name_characters_are_drawn(cache):
    book = FontBook("䶮𬱖", prefer_system=False, cache=cache)
    assert [book.glyph(Face.FANGSONG, c).shown for c in "䶮𬱖"] == ["䶮", "𬱖"]
    assert book.missing == ()


@pytest.mark.parametrize(
    ("character", "note"),
    [
        ("\U0001f600", "字体缺字: \U0001f600（U+1F600）"),
        ("\x00", "字体缺字: 不可见字符（U+0000）"),
        ("\ud800", "字体缺字: 不可见字符（U+D800）"),
    ],
)
def test_a_character_that_no_face_has_is_reported_and_printed_as_a_geta(cache, character, note):
    book = FontBook(character, prefer_system=False, cache=cache)
    assert book.glyph(Face.SONGTI, character).shown == GETA
    assert book.missing == (note,)


def test_the_names_of_the_faces_in_use_are_told(cache):
    book = FontBook("", prefer_system=False, cache=cache)
    assert set(book.faces) == set(Face)
    assert "Serif" in book.faces[Face.FANGSONG]
    assert "Sans" in book.faces[Face.HEITI]


def test_figures_are_equally_wide_so_that_they_stand_in_columns(cache):
    book = FontBook("", prefer_system=False, cache=cache)
    for face in Face:
        assert len(set(book.advances(face, "0123456789"))) == 1


def test_a_heading_that_the_text_runs_on_from_is_drawn_in_its_own_face(cache):
    lead = "一、自评范围和主要依据。"
    text = f"{lead}包括本部门及二级机构。"
    book = FontBook(text, prefer_system=False, cache=cache)
    style = TextStyle(Face.FANGSONG, 16, 29)
    for measure in (500.0, 100.0):
        lines = layout_paragraph(book, text, style, Shape(measure), Lead(len(lead), Face.HEITI))
        drawn = [(run.font, run.heavy, shown) for line in lines for run in line.runs for shown in run.shown]
        sans = book.glyph(Face.HEITI, "一").font
        assert "".join(shown for *_, shown in drawn) == text
        assert "".join(shown for font, heavy, shown in drawn if font == sans and heavy) == lead


def test_a_subset_is_kept_and_grows_with_what_is_asked(tmp_path):
    first = subset_for(SERIF, "绩效", tmp_path)
    second = subset_for(SERIF, "自评", tmp_path)
    assert second.asked >= first.asked | set("自评")
    assert subset_for(SERIF, "绩评", tmp_path).data == second.data
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_cache_entry_is_made_anew(tmp_path, damage):
    good = subset_for(SERIF, "绩效", tmp_path)
    (entry,) = tmp_path.iterdir()
    data = bytearray(entry.read_bytes())
    data[len(data) // 2] ^= 1
    entry.write_bytes(bytes(data) if damage is None else damage)
    assert subset_for(SERIF, "绩效", tmp_path).data == good.data
    assert subset_for(SERIF, "绩效", tmp_path).asked == good.asked


def test_a_cache_folder_that_cannot_be_made_does_no_harm(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert subset_for(SERIF, "绩效", blocked / "fonts").data


def test_a_later_document_with_other_characters_gets_them_all(cache):
    """reportlab takes a second font of the same face name for the first one, unless it is kept from it."""
    for text in ("甲乙", "丙丁", "甲丁戊"):
        book = FontBook(text, prefer_system=False, cache=cache)
        assert [book.glyph(Face.FANGSONG, c).shown for c in text] == list(text)


def test_what_else_the_subset_holds_does_not_show_in_the_document(tmp_path):
    """Two machines with different caches print byte-identical files."""
    blocks = [Paragraph("绩效自评（2022年度）：5394.86万元。")]
    subset_for(SERIF, "完全无关的其他汉字龘䶮", tmp_path / "b")
    made = [
        render_pdf(blocks, fonts=FontOptions(False, tmp_path / name), invariant=True)[0]
        for name in ("a", "b")
    ]
    assert made[0] == made[1]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with a font folder of its own."""
    folder = tmp_path / "machine" / "truetype"
    folder.mkdir(parents=True)
    monkeypatch.setattr(facefiles, "_font_folders", lambda: [tmp_path / "machine"])
    facefiles._font_files.cache_clear()
    fonts._system_fonts.cache_clear()
    yield folder
    facefiles._font_files.cache_clear()
    fonts._system_fonts.cache_clear()


def test_an_installed_official_face_wins_and_lends_only_what_it_has(machine, cache):
    (machine / "SimFang.ttf").write_bytes(convert(SERIF, frozenset("绩效 〓")))
    book = FontBook("绩效自评", cache=cache)
    own = book.glyph(Face.FANGSONG, "绩").font
    assert "FANGSONG" in own
    assert book.glyph(Face.FANGSONG, "评").font != own
    assert book.glyph(Face.SONGTI, "绩").font != own
    assert book.missing == ()


def test_a_face_that_cannot_be_embedded_is_passed_over(machine, cache):
    (machine / "simfang.ttf").write_bytes(SERIF.read_bytes())  # CFF outlines
    (machine / "simhei.ttf").write_bytes(b"not a font")
    book = FontBook("绩效", cache=cache)
    assert book.glyph(Face.FANGSONG, "绩").shown == "绩"
    assert "Serif" in book.faces[Face.FANGSONG]
    assert "Sans" in book.faces[Face.HEITI]


def test_a_free_face_stands_in_for_the_official_one_and_is_told_apart(machine, cache):
    (machine / "gkai00mp.ttf").write_bytes(convert(SERIF, frozenset("绩效 〓")))
    book = FontBook("绩效", cache=cache)
    assert book.glyph(Face.KAITI, "绩").font != book.glyph(Face.SONGTI, "绩").font
    assert Face.KAITI in book.stand_ins


def test_the_official_face_is_preferred_to_the_free_one(machine, cache):
    for name in ("gkai00mp.ttf", "simkai.ttf"):
        (machine / name).write_bytes(convert(SERIF, frozenset("绩效 〓")))
    book = FontBook("绩效", cache=cache)
    assert book.glyph(Face.KAITI, "绩").font.endswith("simkai.ttf")
    assert Face.KAITI not in book.stand_ins
