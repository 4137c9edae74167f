"""The forms are the official ones and prove themselves."""

from __future__ import annotations

import pytest

from model.formdef import AcrossSum, ColumnDef, FormDef, HeaderBand, Kind, RowDef
from model.forms import FORMS
from model.profile import PROFILE_FOLDER, ProfileError, load_profile, read_profile


@pytest.mark.parametrize(
    ("code", "labels"),
    [("income", 7), ("spending", 8), ("sangong", 6), ("assets", 5)],
)
def test_finance_tables_have_the_official_number_of_columns_label_included(code, labels):
    assert len(FORMS[code].columns) + 1 == labels


def test_cover_has_the_five_official_fields_besides_its_title():
    titles = [row.title for row in FORMS["cover"].rows if row.code != "title"]
    assert titles == ["部门（单位）名称（盖章）", "预算编码", "评价方式", "评价机构", "报告时间"]


def test_report_has_eleven_chapters():
    assert len(FORMS["chapters"].rows) == 11


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_every_number_column_of_a_money_form_names_its_unit(form):
    if any(column.kind is Kind.AMOUNT and not column.unit for column in form.columns):
        assert form.unit == "万元" or "万元" in form.title or form.code == "base_building"


def test_a_form_with_a_formula_over_an_unknown_column_is_refused_when_it_is_made():
    with pytest.raises(ValueError, match="unknown column"):
        FormDef(
            "x",
            "x",
            (ColumnDef("a", "甲", Kind.AMOUNT),),
            (RowDef("r", "行"),),
            (),
            (AcrossSum("G1", "a", ("b",)),),
        )


def test_a_form_whose_header_does_not_match_its_columns_is_refused():
    with pytest.raises(ValueError, match="do not match"):
        FormDef(
            "x",
            "x",
            (ColumnDef("a", "甲", Kind.AMOUNT),),
            (RowDef("r", "行"),),
            (HeaderBand("乙", column="b"),),
        )


def test_headings_carry_the_reports_years():
    form = FORMS["base_funds"].for_year(2022)
    assert [column.title for column in form.columns] == ["2021年决算数", "2022年预算数", "2022年决算数"]


def edited_profile(tmp_path, old: str, new: str):
    text = (PROFILE_FOLDER / "hunan-jishou-2022.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "本县.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_neighbouring_county_changes_names_and_bands_in_a_copy(tmp_path):
    profile = read_profile(edited_profile(tmp_path, 'name = "较差"', 'name = "中"'))
    assert [name for name, _ in profile.grades] == ["优", "良", "中", "差"]
    assert [name for name, _ in load_profile().grades] == ["优", "良", "较差", "差"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("output = 50", "output = 60", "合计为110，应为100"),
        ("seal_mm = 42", "seal_mm = 420", "公章直径"),
        ("lower = 80", "lower = 95", "从高到低"),
        ("deviation_percent = 30", 'deviation_percent = "三成"', "应为数字"),
        ("edition = 2022", "", "缺少“edition”"),
        ("[weights]", "[weights", "格式有误"),
    ],
)
def test_a_faulty_profile_is_answered_with_one_sentence_that_names_the_file(tmp_path, old, new, says):
    with pytest.raises(ProfileError, match=r"本县\.toml") as caught:
        read_profile(edited_profile(tmp_path, old, new))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_value_is_told_with_its_line(tmp_path):
    with pytest.raises(ProfileError, match=r"第\d+行"):
        read_profile(edited_profile(tmp_path, "seal_mm = 42", 'seal_mm = "大"'))
