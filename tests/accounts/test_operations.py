import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.accounts.operations import (
    added_since_base,
    chained,
    chained_change,
    change_since_base,
    first_known,
    known_sum_since_base,
    sum_since_base,
)

NAN = np.nan
rates = st.lists(st.floats(-20, 20), min_size=2, max_size=12)


def row(*values):
    return np.array([values], dtype=float)


def test_change_is_zero_in_the_base_year():
    assert change_since_base(row(80, 100, 90), 1).tolist() == [[pytest.approx(-20), 0, pytest.approx(-10)]]


def test_change_is_unknown_without_the_base_year():
    assert np.isnan(change_since_base(row(80, NAN, 90), 1)).all()


def test_chain_runs_both_ways_from_the_base_year():
    assert chained(row(5, 25, 10), 1).round(6).tolist() == [[0.8, 1.0, 1.1]]


def test_a_missing_year_breaks_the_chain_from_there_on():
    index = chained(row(NAN, 10, NAN, 10), 1)
    assert np.isnan(index).tolist() == [[False, False, True, True]]


@given(rates, st.data())
def test_moving_the_base_year_scales_the_chain(values, data):
    base = data.draw(st.integers(0, len(values) - 1))
    index, from_first = chained(row(*values), base), chained(row(*values), 0)
    assert index == pytest.approx(from_first / from_first[0, base])


@given(rates)
def test_chained_change_undoes_a_chain(values):
    index = chained(row(*values), 0)
    assert change_since_base(index, 0)[:, 1:] == pytest.approx(
        chained_change(row(*values), 0)[:, 1:], abs=1e-9
    )


def test_a_chained_change_is_no_figure_in_the_base_year():
    assert np.isnan(chained_change(row(1, 2, 3), 1)).tolist() == [[False, True, False]]


def test_a_sum_is_unknown_once_a_year_is_missing():
    assert np.isnan(sum_since_base(row(9, 9, 1, NAN, 3), 1)).tolist() == [[True, True, False, True, True]]


def test_the_sum_of_known_years_leaves_the_base_year_out():
    total = known_sum_since_base(row(9, 9, 1, NAN, 3), 1)
    assert total[0, [2, 4]].tolist() == [1, 4]
    assert np.isnan(total[0, 3])


def test_nothing_was_added_before_the_base_year():
    assert np.isnan(added_since_base(row(1, 2, 5), 1)[0, 0])
    assert added_since_base(row(1, 2, 5), 1)[0, 1:].tolist() == [0, 3]


def test_first_known_prefers_the_first():
    assert first_known(row(1, NAN, NAN), row(2, 2, NAN), row(3, 3, 3)).tolist() == [[1, 2, 3]]


def test_a_zero_is_a_known_value():
    assert first_known(row(0.0), row(5.0)).tolist() == [[0.0]]
