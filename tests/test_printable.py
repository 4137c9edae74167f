"""A character that no face has is a finding while it is typed, not a surprise at the printer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from export.pdf.fonts import has_type
from export.pdf.subset import characters_of
from model import printable
from model.book import Book
from model.edits import set_cells
from model.forms.people import EVALUATORS
from model.profile import load_profile

NAME = EVALUATORS.ref("e1", "name")
LACKING = "\ua015"
"""A syllable of the Yi script: in none of the faces that the program looks for."""


def packet(name, *, patient=False):
    return Book(load_profile(), 2022, {NAME: name}, {"evaluators": ["e1"]}, patient=patient)


def glyph_findings(book):
    return [one for one in book.findings if one.code == "G70"]


@pytest.fixture
def asked(monkeypatch):
    """The real fonts, and which characters they were asked about."""
    characters = []

    def ask(character):
        characters.append(character)
        return has_type(character)

    monkeypatch.setattr(printable, "_has_type", ask)
    return characters


def test_nobody_needs_to_be_asked_about_characters_that_the_embedded_faces_have():
    embedded = characters_of(Path(pylopdf_fonts_zh_cn.serif_path())) | characters_of(
        Path(pylopdf_fonts_zh_cn.sans_path())
    )
    common = {code for code in range(0x110000) if not printable.RARE.match(chr(code))}
    assert common - embedded <= {ord("\n"), ord("\t")}
    assert len(common) > 20_000


@pytest.mark.parametrize("name", ["陶毅", "张䶮", "李𬱖", "王㛃", "孙𠅤", "阿卜杜拉·买买提"])
def test_rare_names_that_can_be_printed_are_let_be(asked, name):
    assert glyph_findings(packet(name)) == []


def test_the_finding_names_place_character_and_number(asked):
    (found,) = glyph_findings(packet(f"张{LACKING}毅{LACKING}"))
    assert found.place == NAME
    assert found.span == (1, 2)
    assert LACKING in found.message
    assert "U+A015" in found.message
    assert "姓名" in found.message


def test_it_comes_and_goes_with_the_typing(asked):
    book = packet("陶毅")
    added = book.apply(set_cells("填", [(NAME, f"陶{LACKING}")])).findings_added
    assert [one.code for one in added] == ["G70"]
    removed = book.apply(set_cells("填", [(NAME, "陶毅")])).findings_removed
    assert [one.code for one in removed] == ["G70"]


def test_fonts_are_not_read_before_the_packet_is_shown(asked):
    book = packet(f"张{LACKING}", patient=True)
    assert asked == []
    assert glyph_findings(book) == []
    book.settle()
    assert asked == [LACKING]
    assert len(glyph_findings(book)) == 1


def test_it_is_neither_passed_nor_unchecked_where_nothing_is_lacking(asked):
    without, with_name = packet(None), packet("陶毅")
    assert without.passed == with_name.passed
    assert not [one for one in with_name.not_checked if one.code == "G70"]


def test_the_command_line_says_it(tmp_path):
    source = tmp_path / "packet.txt"
    source.write_text(f"部门（单位）名称：某某局{LACKING}\n预算编码：001\n", encoding="utf-8")
    target = tmp_path / "x.jxzp"
    root = Path(__file__).resolve().parent.parent

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "main.py", *arguments], cwd=root, capture_output=True, text=True, check=False
        )

    assert run("import", str(source), "--to", str(target)).returncode in (0, 1)
    report = json.loads(run("check", str(target), "--json").stdout)
    found = [one for one in report["findings"] if one["code"] == "G70"]
    assert found
    assert "U+A015" in found[0]["message"]
