"""Entries drawn at random: the same seed draws the same, shapes keep their moments, what closes closes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.book.uncertain_books import around, balanced, fuels, varied
from accounts.small_books import book, entry
from lvxun.accounts.book.drawing import QUANTILE, draw, moments, root_of
from lvxun.accounts.book.errors import UnusableSpreadError
from lvxun.accounts.book.model import Joint, Shape, Spread


def drawn(one, members=2000, seed=1):
    return draw(book([one], []), members, seed)[one.id]


@given(seed=st.integers(0, 2**32 - 1), members=st.integers(1, 50))
@settings(max_examples=30, deadline=None)
def test_the_same_seed_draws_the_same(seed, members):
    first, second = (draw(fuels(), members, seed) for _ in range(2))
    assert first.keys() == second.keys()
    assert all(np.array_equal(first[ident], second[ident]) for ident in first)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_another_entry_does_not_shift_the_draws(seed):
    one, other = around("factor/a", 2.0, 5), around("factor/b", 3.0, 5)
    alone, beside = (draw(book(entries, []), 100, seed) for entries in ([one], [other, one]))
    assert np.array_equal(alone[one.id], beside[one.id])


def test_a_factor_moves_alike_when_its_value_changes():
    before, after = drawn(around("factor/a", 2.0, 5)), drawn(around("factor/a", 4.0, 5))
    assert np.allclose(after, 2 * before)


def test_two_entries_are_not_correlated():
    draws = draw(fuels(), 4000, 3)
    assert abs(np.corrcoef(draws["activity/coal"], draws["activity/oil"])[0, 1]) < 0.05


@given(
    value=st.floats(0.1, 1e6),
    below=st.floats(0.01, 0.9),
    above=st.floats(0.01, 3.0),
    shape=st.sampled_from([Shape.LOGNORMAL, Shape.TRIANGULAR, Shape.UNIFORM]),
)
@settings(max_examples=60, deadline=None)
def test_mean_and_standard_deviation_are_those_of_the_shape(value, below, above, shape):
    one = varied("factor/a", value, value * (1 - below), value * (1 + above), shape)
    mean, std = moments(one)
    found = drawn(one)
    assert found.mean() == pytest.approx(mean, rel=0.005)
    assert found.std() == pytest.approx(std, rel=0.03)


@given(value=st.floats(-1e6, 1e6).filter(lambda v: abs(v) > 1e-3), percent=st.floats(0.1, 40))
@settings(max_examples=40, deadline=None)
def test_a_normal_entry_has_exactly_its_value_and_width(value, percent):
    one = around("activity/a", value, percent)
    found = drawn(one)
    assert found.mean() == pytest.approx(value, rel=1e-9)
    assert found.std() == pytest.approx(abs(value) * percent / 100 / QUANTILE, rel=1e-6)


def test_the_bounds_of_a_lognormal_entry_hold_95_percent():
    found = drawn(varied("factor/a", 2.0, 1.0, 5.0, Shape.LOGNORMAL), members=20_000)
    assert np.quantile(found, [0.025, 0.975]) == pytest.approx([1.0, 5.0], rel=0.01)


def test_a_negative_lognormal_entry_is_mirrored():
    found = drawn(varied("activity/a", -2.0, -4.0, -1.0, Shape.LOGNORMAL))
    assert found.max() < 0


def test_triangular_draws_keep_within_their_bounds():
    found = drawn(varied("factor/a", 1.0, 1.0, 3.0, Shape.TRIANGULAR))
    assert found.min() >= 1.0
    assert found.max() <= 3.0


def test_a_fixed_entry_is_not_drawn():
    assert draw(book([entry("factor/a", 28.0)], []), 10, 1) == {}


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_every_member_of_a_joint_closes(seed):
    draws = draw(balanced(), 200, seed)
    uses = sum(draws[f"activity/balance/{flow}/coal"] for flow in ("industry", "heat", "households"))
    assert uses == pytest.approx(draws["activity/balance/supply/coal"], abs=1e-9)


def test_a_joint_has_the_covariance_that_it_states():
    made = balanced()
    draws = draw(made, 50_000, 5)
    found = np.cov([draws[ident] for ident in made.joints[0].ids])
    assert found == pytest.approx(made.joints[0].covariance, abs=0.2)


def test_a_joint_may_name_what_the_book_has_not():
    made = balanced()
    joint = Joint((*made.joints[0].ids, "activity/balance/gone/coal"), np.eye(5))
    assert "activity/balance/gone/coal" not in draw(replace(made, joints=(joint,)), 10, 1)


def test_the_root_of_a_covariance_gives_it_back():
    covariance = np.array([[2.0, 1.0, 3.0], [1.0, 2.0, 3.0], [3.0, 3.0, 6.0]])  # the third is the sum
    root = root_of(covariance)
    assert root.shape == (3, 2)
    assert root @ root.T == pytest.approx(covariance)


@pytest.mark.parametrize(
    ("value", "spread"),
    [
        (2.0, Spread(Shape.NORMAL, 3.0, 1.0)),
        (2.0, Spread(Shape.LOGNORMAL, 0.0, 4.0)),
        (2.0, Spread(Shape.LOGNORMAL, -1.0, 4.0)),
        (5.0, Spread(Shape.TRIANGULAR, 1.0, 4.0)),
        (2.0, Spread(Shape.UNIFORM, 1.0, float("inf"))),
    ],
)
def test_bounds_that_do_not_fit_are_refused_with_their_place(value, spread):
    one = replace(entry("factor/a", value), spread=spread, file="rules/factors/a.csv", row=7)
    with pytest.raises(UnusableSpreadError) as refused:
        drawn(one)
    assert refused.value.where.file == "rules/factors/a.csv"
    assert refused.value.where.row == 7
    assert "factor/a" in refused.value.what
    assert "low lies below high" in refused.value.remedy
