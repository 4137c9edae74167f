"""Each rule of a page is drawn once: doubled ones look heavier than the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.pdf.rules import joined

EDGES = st.integers(0, 12)


def test_the_shared_edge_of_two_cells_is_one_rule():
    assert joined([(0, 0, 0, 20), (0, 0, 0, 10), (0.02, 10, 0.02, 20)]) == [(0, 0, 0, 20)]


def test_rules_that_meet_are_one_and_rules_apart_are_two():
    assert joined([(0, 5, 10, 5), (10, 5, 30, 5)]) == [(0, 5, 30, 5)]
    assert joined([(0, 5, 10, 5), (20, 5, 30, 5)]) == [(0, 5, 10, 5), (20, 5, 30, 5)]


@pytest.mark.parametrize("apart", [0.6, 2.0])
def test_rules_side_by_side_stay_two(apart):
    assert len(joined([(0, 0, 0, 20), (apart, 0, apart, 20)])) == 2


@given(st.lists(st.tuples(EDGES, EDGES, EDGES, st.booleans()), max_size=30))
def test_the_same_paper_is_ruled_and_no_piece_twice(drawn):
    segments = [
        (float(place), float(min(a, b)), float(place), float(max(a, b)) + 1)
        if upright
        else (float(min(a, b)), float(place), float(max(a, b)) + 1, float(place))
        for place, a, b, upright in drawn
    ]

    def pieces(segments):
        return [
            (x0, y, "upright") if x0 == x1 else (x, y0, "level")
            for x0, y0, x1, y1 in segments
            for x, y in (
                [(x0, n) for n in range(int(y0), int(y1))]
                if x0 == x1
                else [(n, y0) for n in range(int(x0), int(x1))]
            )
        ]

    ruled = pieces(joined(segments))
    assert len(ruled) == len(set(ruled))
    assert set(ruled) == set(pieces(segments))
