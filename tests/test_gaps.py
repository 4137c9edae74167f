"""What could not be judged is counted by what is missing: a number that a clerk can do something about."""

from __future__ import annotations

from model.gaps import gaps
from tests.sample import sample_book


def test_every_relation_that_waits_is_in_exactly_one_gap():
    book = sample_book()
    waiting = [one for one in book.not_checked if not one.automatic]
    grouped = [one for gap in gaps(book.not_checked) for one in gap.relations]
    assert sorted(grouped, key=lambda one: one.key) == sorted(waiting, key=lambda one: one.key)


def test_indicators_without_points_are_one_gap_however_many_relations_wait():
    found = [gap for gap in gaps(sample_book().not_checked) if gap.reason == "没有填写分值"]
    (gap,) = found
    assert gap.codes == ("G20", "G21", "G22", "G25", "G26")
    assert len(gap.relations) == 5 * 13


def test_what_a_formula_fills_by_itself_is_no_gap():
    book = sample_book()
    automatic = [one for one in book.not_checked if one.automatic]
    assert automatic
    for one in automatic:
        assert book.stated(one.place) is None


def test_quotations_do_not_part_what_waits_for_the_same_thing():
    found = [gap for gap in gaps(sample_book().not_checked) if "未写明上年数" in gap.reason]
    assert len({gap.first.place.sheet for gap in found}) == len(found)
    assert all("“" not in gap.reason for gap in found)
