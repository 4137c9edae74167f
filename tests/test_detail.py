"""从报告提取支出明细: the packet's 12 + 9 items and 21 projects with their uses become tables that check themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.detail import LABEL, read_detail
from model.book import Book
from model.cells import CellRef
from model.findings import Severity
from tests.sample import sample_book


@pytest.fixture(scope="module")
def book() -> Book:
    book = sample_book()
    book.apply(read_detail(book))
    return book


def rows(book: Book, sheet: str, *columns: str):
    return [tuple(book.value(CellRef(sheet, row, column)) for column in columns) for row in book.group(sheet)]


def test_twelve_personnel_and_nine_office_items(book):
    found = rows(book, "subjects", "kind", "name", "amount")
    assert [kind for kind, _, _ in found].count("人员经费") == 12
    assert [kind for kind, _, _ in found].count("公用经费") == 9
    assert found[0] == ("人员经费", "基本工资", Decimal("117.04"))
    assert found[-1] == ("公用经费", "其他商品和服务支出", Decimal("1.40"))


def test_twenty_one_projects_under_their_full_names(book):
    found = rows(book, "specials", "name", "amount")
    assert len(found) == 21
    assert ("2022年中央引导地方科技发展资金", Decimal(85)) in found
    assert ("桐木潭、城己线电力杆线搬迁费", Decimal("52.23")) in found
    assert [name for name, amount in found if amount == 137] == ["智慧城市项目经费"] * 3


def test_each_use_belongs_to_its_project(book):
    names = dict(
        zip(
            book.group("specials"),
            [name for name, _ in rows(book, "specials", "name", "amount")],
            strict=True,
        )
    )
    uses = [
        (names[special], name, amount)
        for special, name, amount in rows(book, "uses", "special", "name", "amount")
    ]
    assert ("信访维稳经费", "委托业务费", Decimal("1.95")) in uses
    assert len([use for use in uses if use[0] == "项目前期工作经费"]) == 12


def test_stated_totals_stay_and_are_judged_against_their_items(book):
    assert book.stated(CellRef("budgets", "public", "amount")) == Decimal("21.83")
    assert book.value(CellRef("budgets", "basic", "amount")) == Decimal("454.45")
    verdicts = {
        (one.place.sheet, one.place.row): one.severity
        for one in book.findings
        if one.code == "G51" and one.span is None
    }
    assert verdicts[("budgets", "personnel")] is Severity.ROUNDING  # 432.63 against 432.62
    assert verdicts[("budgets", "public")] is Severity.MANDATORY  # 22.02 against 21.83
    assert verdicts[("budgets", "project")] is Severity.ADVISORY  # 2123.47 against 2123.53


def test_it_is_one_edit_and_extracting_twice_changes_nothing(book):
    fresh = sample_book()
    before = dict(fresh.cells)
    changes = fresh.apply(read_detail(fresh))
    assert changes.effective.label == LABEL
    once = dict(fresh.cells)
    fresh.apply(read_detail(fresh))
    assert dict(fresh.cells) == once
    again = sample_book()
    again.apply(again.apply(read_detail(again)).inverse)
    assert dict(again.cells) == before


def test_a_report_that_lists_nothing_gives_an_edit_that_does_nothing():
    from model.profile import load_profile

    book = Book(load_profile(), 2022)
    assert read_detail(book).changes == ()
