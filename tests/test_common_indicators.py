"""Common indicators: chosen in a row, they fill it from the tables, stay tied to them, and explain themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.book import Book
from model.common_indicators import CARRYOVER_BASES, NAMES, Side, find_common, library
from model.edits import Edit, SetCell, set_cells
from model.forms import FORMS
from model.forms.indicators import INDICATORS
from model.profile import PROFILE_FOLDER, ProfileError, read_profile
from model.scoring import Nature
from tests.rule_kit import at, book_of

TABLES = {
    "overview/staffing": "26",
    "overview/staff": "22",
    "base_funds/public/budget": "28.80",
    "base_funds/public/actual": "21.8",
    "base_funds/sangong/budget": "10.44",
    "base_funds/sangong/actual": "0.29",
    "base_funds/procurement/budget": "9.5",
    "base_funds/procurement/actual": "3.05",
    "last_year/sangong_budget/amount": "12",
    "assets/summary/total": "73.04",
    "assets/summary/used": "73.04",
    "execution/total/initial": "4000",
    "execution/total/carryover": "500",
    "execution/total/adjusted": "500",
    "execution/total/executed": "4900",
    "spending/summary/cumulative": "100",
    "spending/summary/total": "4900",
    "budgets/general/amount": "2500",
    "base_building/all/approved_area": "0",
    "base_building/all/actual_area": "0",
    "base_building/all/budget": "50",
    "base_building/all/actual": "55",
}
FILLED = {
    "在职人员控制率": ("≤100%", "84.62%"),
    "“三公经费”变动率": ("≤0%", "-13%"),
    "预算完成率": ("100%", "98%"),
    "预算控制率": ("≤0%", "12.5%"),
    "预算调整率": ("≤0%", "12.5%"),
    "预算执行率": ("100%", "98%"),
    "结转结余率": ("", "2%"),
    "公用经费控制率": ("28.80万元", "21.8万元"),
    "“三公经费”控制率": ("10.44万元", "0.29万元"),
    "政府采购执行率": ("9.5万元", "3.05万元"),
    "固定资产利用率": ("100%", "100%"),
    "新建楼堂馆所面积控制率": ("≤100%", "0%"),
    "新建楼堂馆所投资概算控制率": ("≤100%", "110%"),
    "预决算信息公开性": ("", ""),
    "管理制度健全性": ("", ""),
    "资金使用合规性": ("", ""),
    "重点工作完成率": ("100%", ""),
    "社会公众或服务对象满意度": ("", ""),
}


def row_of(book: Book, row: str = "i1") -> tuple[str, str, str]:
    name, target, actual = (book.text(INDICATORS.ref(row, column)) for column in ("name", "target", "actual"))
    return name, target, actual


def chosen(name: str, tables: dict[str, str] | None = None, **columns: str) -> Book:
    extra = {f"indicators/i1/{column}": text for column, text in columns.items()}
    return book_of({**(TABLES if tables is None else tables), "indicators/i1/common": name, **extra})


def test_the_table_offers_every_common_indicator_by_name():
    assert INDICATORS.column("common").choices == NAMES == tuple(FILLED)


@pytest.mark.parametrize("one", library(), ids=lambda one: one.name)
def test_every_cell_that_an_indicator_reads_is_a_figure_of_a_form(one):
    for ref in one.reads:
        form = FORMS[ref.sheet]
        assert form.fixed_row(ref.row) is not None
        assert form.kind_of(ref.row, ref.column).is_number


@pytest.mark.parametrize("one", library(), ids=lambda one: one.name)
def test_every_indicator_says_how_it_is_scored_and_in_what_scope(one):
    assert one.standard
    assert one.scope
    assert one.formula or one.nature is Nature.QUALITATIVE or one.rate is None


@pytest.mark.parametrize("name", FILLED)
def test_a_chosen_indicator_fills_its_row(name):
    target, actual = FILLED[name]
    assert row_of(chosen(name)) == (name, target, actual)


def test_the_change_of_sangong_speaks_of_budgets_on_both_sides():
    (one,) = [one for one in library() if one.name == "“三公经费”变动率"]
    assert "本年和上年都用预算数" in one.scope
    assert (
        chosen(one.name)
        .formula(INDICATORS.ref("i1", "actual"))
        .substitute(chosen(one.name).value)
        .endswith("（10.44－12）÷12×100%＝-13%")
    )


def test_a_row_without_a_choice_stays_empty():
    assert row_of(book_of({**TABLES, "indicators/i1/weight": "5"})) == ("", "", "")


def test_the_row_stays_tied_to_the_tables():
    book = chosen("公用经费控制率")
    book.apply(set_cells("录入", [(at("base_funds/public/actual"), Decimal("25.00"))]))
    assert row_of(book)[2] == "25.00万元"
    book.apply(set_cells("清除", [(at("base_funds/public/actual"), None)]))
    assert row_of(book)[2] == ""


def test_another_choice_changes_the_row_and_no_choice_empties_it():
    book = chosen("公用经费控制率")
    book.apply(set_cells("选择", [(at("indicators/i1/common"), "固定资产利用率")]))
    assert row_of(book) == ("固定资产利用率", "100%", "100%")
    changes = book.apply(set_cells("清除", [(at("indicators/i1/common"), None)]))
    assert row_of(book) == ("", "", "")
    book.apply(changes.inverse)
    assert row_of(book) == ("固定资产利用率", "100%", "100%")


def test_what_the_clerk_types_overrides_and_is_judged():
    book = chosen("公用经费控制率", actual="31.8万元")
    assert row_of(book)[2] == "31.8万元"
    (found,) = [one for one in book.findings if one.code == "G41"]
    assert found.place == at("indicators/i1/actual")
    assert (found.stated, found.expected) == ("31.8万元", "21.8万元")


def test_a_rate_typed_in_place_of_the_amounts_is_recomputed():
    assert "G41" not in {one.code for one in chosen("公用经费控制率", actual="75.69%").findings}
    assert "G41" in {one.code for one in chosen("公用经费控制率", actual="76.59%").findings}


@pytest.mark.parametrize(
    ("name", "divisor"),
    [
        ("在职人员控制率", "overview/staffing"),
        ("“三公经费”变动率", "last_year/sangong_budget/amount"),
        ("预算控制率", "execution/total/initial"),
        ("结转结余率", "execution/total/annual"),
        ("固定资产利用率", "assets/summary/total"),
    ],
)
def test_a_zero_divisor_leaves_the_cell_empty_and_says_why(name, divisor):
    book = chosen(name, TABLES | {divisor: "0"})
    assert row_of(book)[2] == ""
    words = book.formula(INDICATORS.ref("i1", "actual")).substitute(book.value)
    assert f"分母为0，不能计算{name}" in words


def test_missing_figures_are_said_to_be_missing():
    book = chosen("在职人员控制率", {"overview/staff": "5"})
    assert "没有填全" in book.formula(INDICATORS.ref("i1", "actual")).substitute(book.value)


@pytest.mark.parametrize(
    ("base", "percent"), [("budget", "2%"), ("spending", "2.04%"), ("general_spending", "4%")]
)
def test_the_profile_says_what_carry_over_is_measured_against(tmp_path, base, percent):
    text = (PROFILE_FOLDER / "hunan-jishou-2022.toml").read_text(encoding="utf-8")
    path = tmp_path / "本县.toml"
    path.write_text(
        text.replace('carryover_rate_base = "budget"', f'carryover_rate_base = "{base}"'), encoding="utf-8"
    )
    book = chosen("结转结余率")
    other = Book(read_profile(path), 2022, book.cells, {"indicators": ("i1",)})
    assert row_of(other)[2] == percent
    assert CARRYOVER_BASES[base][1] in find_common("结转结余率", "", base).scope


def test_an_unknown_base_is_refused_with_file_and_line(tmp_path):
    text = (PROFILE_FOLDER / "hunan-jishou-2022.toml").read_text(encoding="utf-8")
    path = tmp_path / "本县.toml"
    path.write_text(
        text.replace('carryover_rate_base = "budget"', 'carryover_rate_base = "income"'), encoding="utf-8"
    )
    with pytest.raises(ProfileError, match=r"本县.toml.*第\d+行.*结转结余率的分母"):
        read_profile(path)


def test_a_long_table_fills_the_same_as_a_short_one():
    """Rows beyond the first stretch, and a score table added up by stretches."""
    cells = dict(TABLES)
    for number in range(1, 151):
        row = f"indicators/i{number}"
        cells |= {
            f"{row}/common": NAMES[number % 13],
            f"{row}/level1": ("产出目标", "效益目标")[number % 2],
            f"{row}/weight": "0.5",
        }
    book = book_of(cells)
    for number in (1, 64, 65, 150):
        name = NAMES[number % 13]
        assert row_of(book, f"i{number}") == (name, *FILLED[name])
    assert (
        book.value(at("scores/output/weight")) == book.value(at("scores/benefit/weight")) == Decimal("37.5")
    )
    book.apply(
        set_cells(
            "录入",
            [(at("indicators/i150/weight"), Decimal(1)), (at("assets/summary/used"), Decimal("36.52"))],
        )
    )
    assert book.value(at("scores/output/weight")) == Decimal("38.0")
    assert {row_of(book, f"i{n}")[2] for n in range(1, 151) if NAMES[n % 13] == "固定资产利用率"} == {"50%"}


ADDRESSES = sorted({str(ref) for one in library() for ref in one.reads})


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.lists(
        st.tuples(st.sampled_from(ADDRESSES), st.sampled_from([None, "0", "-3.5", "0.01", "99999999.99"])),
        max_size=8,
    ),
)
def test_no_figures_make_an_indicator_fail(name, figures):
    """Zero, negative, huge and missing figures give words or nothing, and a sentence that explains."""
    book = chosen(name)
    book.apply(
        Edit(
            "改",
            tuple(SetCell(at(address), None if text is None else Decimal(text)) for address, text in figures),
        )
    )
    for side in Side:
        ref = INDICATORS.ref("i1", side.value)
        assert book.value(ref) is None or isinstance(book.value(ref), str)
        assert book.formula(ref).substitute(book.value)
    fresh = Book(book.profile, 2022, book.cells, {"indicators": ("i1",)})
    assert row_of(fresh) == row_of(book)
    assert fresh.findings == book.findings
