"""Whole numbers are divided so that the parts add up, whatever the weights."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.accounts.cities.apportioning import apportion
from lvxun.accounts.cities.errors import WeightsError

WEIGHTS = st.lists(
    st.one_of(st.just(0.0), st.floats(min_value=0.0, max_value=1e12, allow_nan=False)),
    min_size=1,
    max_size=20,
).filter(any)


@given(st.integers(-(10**15), 10**15), WEIGHTS)
def test_the_parts_add_up_exactly(total, weights):
    assert sum(apportion(total, weights)) == total


@given(st.integers(0, 10**12), WEIGHTS)
def test_no_part_is_further_than_one_from_its_quota(total, weights):
    whole = math.fsum(weights)
    for part, weight in zip(apportion(total, weights), weights, strict=True):
        assert abs(part - total * (weight / whole)) <= 1 + 1e-9 * total


@given(st.integers(-100, 100), WEIGHTS)
def test_a_weight_of_zero_gets_nothing(total, weights):
    parts = apportion(total, weights)
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


@given(st.integers(-5, 5), st.floats(1e-300, 1e300))
def test_one_city_gets_all(total, weight):
    assert apportion(total, [weight]) == (total,)


def test_the_largest_remainder_gets_the_unit_left_over():
    # Hare's method, the usual worked example: quotas 4.7, 1.6, 1.58, 1.2, 0.61, 0.31 of ten seats.
    votes = [47000, 16000, 15800, 12000, 6100, 3100]
    assert apportion(10, votes) == (5, 2, 1, 1, 1, 0)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [math.nan], [math.inf]])
def test_useless_weights_are_refused(weights):
    with pytest.raises(WeightsError) as refusal:
        apportion(5, weights)
    assert refusal.value.where.field == "weights"
    assert "above zero" in refusal.value.remedy
