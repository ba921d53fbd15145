"""RAS against the textbook."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.accounts.balances.ras import scale_to_margins
from lvxun.accounts.balances.reconstruction_errors import RasConditionError


def test_two_by_two_by_hand():
    """[[1, 2], [3, 4]] to rows 4, 6 and columns 5, 5: the cross ratio 1·4/(2·3) = 2/3 stays.

    With x the first cell: x (1 + x) / ((4 - x)(5 - x)) = 2/3, hence x² + 21 x - 40 = 0.
    """
    made = scale_to_margins(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([4.0, 6.0]), np.array([5.0, 5.0]))
    first = (-21 + np.sqrt(21**2 + 160)) / 2
    assert made[0, 0] == pytest.approx(first, rel=1e-9)
    assert made[0, 0] * made[1, 1] / (made[0, 1] * made[1, 0]) == pytest.approx(2 / 3)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0.1, 10), min_size=24, max_size=24))
def test_margins_of_a_true_block_are_reached(drawn):
    block, truth = np.array(drawn[:12]).reshape(3, 4), np.array(drawn[12:]).reshape(3, 4)
    made = scale_to_margins(block, truth.sum(axis=1), truth.sum(axis=0))
    assert made.sum(axis=1) == pytest.approx(truth.sum(axis=1), rel=1e-9)
    assert made.sum(axis=0) == pytest.approx(truth.sum(axis=0), rel=1e-9)


def test_zeros_stay_zero():
    made = scale_to_margins(np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([2.0, 3.0]), np.array([4.0, 1.0]))
    assert made[0, 1] == 0.0


@pytest.mark.parametrize(
    ("block", "rows", "columns", "word"),
    [
        ([[-1.0, 2.0]], [1.0], [0.5, 0.5], "negative"),
        ([[1.0, 2.0]], [3.0], [1.0, 1.0], "add up"),
        ([[0.0, 0.0], [1.0, 1.0]], [1.0, 1.0], [1.0, 1.0], "row 1 is empty"),
        ([[1.0, 0.0], [0.0, 1.0]], [2.0, 1.0], [1.0, 2.0], "no room"),
    ],
)
def test_conditions_are_refused_by_name(block, rows, columns, word):
    with pytest.raises(RasConditionError, match=word):
        scale_to_margins(np.array(block), np.array(rows), np.array(columns))
