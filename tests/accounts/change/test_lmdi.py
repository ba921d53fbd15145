"""The logarithmic mean division: exact whatever the numbers, zeros included."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.accounts.change.errors import ShapeError
from lvxun.accounts.change.lmdi import decompose, log_mean

AMOUNT = st.one_of(st.just(0.0), st.floats(1e-6, 1e6))
CELLS = st.lists(AMOUNT, min_size=3, max_size=3).map(np.array)
FACTORS = st.fixed_dictionaries({"activity": CELLS, "structure": CELLS, "intensity": CELLS})


@given(FACTORS, FACTORS)
def test_the_effects_add_up_to_the_change(before, after):
    change = np.multiply.reduce([*after.values()]) - np.multiply.reduce([*before.values()])
    total = sum(decompose(before, after).values())
    assert total == pytest.approx(change, rel=1e-12, abs=1e-9)


@given(FACTORS, FACTORS)
def test_there_and_back_cancel(before, after):
    there, back = decompose(before, after), decompose(after, before)
    size = 1.0 + max(float(np.abs(array).max()) for array in there.values())
    for name in before:
        assert np.abs(there[name] + back[name]).max() <= 1e-9 * size


def test_a_factor_that_stays_moves_nothing():
    moved = decompose(
        {"gdp": np.array([2.0]), "rate": np.array([3.0])}, {"gdp": np.array([5.0]), "rate": np.array([3.0])}
    )
    assert moved["rate"][0] == pytest.approx(0.0, abs=1e-12)
    assert moved["gdp"][0] == pytest.approx(9.0)


def test_the_logarithmic_mean_lies_between_geometric_and_arithmetic():
    mean = log_mean(np.array([8.0]), np.array([2.0]))[0]
    assert mean == pytest.approx(6.0 / np.log(4.0))
    assert 4.0 < mean < 5.0


def test_a_cell_that_appears_is_told_by_what_went_from_zero():
    moved = decompose(
        {"gdp": np.array([1.0]), "share": np.array([0.0])}, {"gdp": np.array([2.0]), "share": np.array([0.5])}
    )
    assert (moved["gdp"][0], moved["share"][0]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": np.ones(2)}, {"b": np.ones(2)}),
        ({"a": np.ones(2)}, {"a": np.ones(3)}),
        ({"a": -np.ones(2)}, {"a": np.ones(2)}),
        ({}, {}),
    ],
)
def test_sides_that_do_not_fit_are_refused(before, after):
    with pytest.raises(ShapeError):
        decompose(before, after)
