"""The rule as a function: what must hold whatever the figures are."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lvxun.accounts import Direction, Kind
from lvxun.attainment.goals import Goal, changed_level, goal_of
from lvxun.attainment.judging import Thresholds, judge, judge_trend, straight_line
from lvxun.attainment.rules import branch
from lvxun.plan.model import Comparator

HALF = Thresholds(0.95, 0.6)
RANK = {"met": 4, "on_track": 3, "at_risk": 2, "off_track": 1, "missed": 0}
numbers = st.floats(-1000, 1000).map(lambda x: round(x, 3))
years = st.integers(2021, 2030)


def rank(figures, base, goal, year):
    status = branch(judge(figures, base, goal, year, HALF).rule).status
    return RANK[status]


@given(
    numbers,
    numbers,
    numbers,
    st.floats(0, 500),
    years,
    years,
    st.sampled_from(["low", "high"]),
    st.booleans(),
)
def test_a_better_latest_value_never_gives_a_worse_status(base, end, value, gain, latest, due, side, strict):  # noqa: PLR0917
    goal = Goal(**{side: end}, is_strict=strict)
    better = value + gain if side == "low" else value - gain
    start = (2020, base)
    assert rank([start, (latest, better)], start, goal, due) >= rank(
        [start, (latest, value)], start, goal, due
    )


@given(numbers, numbers, numbers, years, years)
def test_a_higher_promise_never_gives_a_better_status(base, end, value, latest, due):
    assume(end > base)
    start, figures = (2020, base), [(2020, base), (latest, value)]
    assert rank(figures, start, Goal(low=end), due) >= rank(figures, start, Goal(low=end + 10), due)


@given(numbers, numbers, numbers, years, years)
def test_turning_the_axis_round_changes_nothing(base, end, value, latest, due):
    up = judge([(latest, value)], (2020, base), Goal(low=end), due, HALF)
    down = judge([(latest, -value)], (2020, -base), Goal(high=-end), due, HALF)
    assert up == down


@given(numbers, numbers, years)
def test_a_figure_on_the_line_is_on_track(base, end, due):
    assume(abs(base - end) > 0.01)
    line = straight_line((2020, base), end, due + 1)
    goal = Goal(low=end) if end > base else Goal(high=end)
    assert rank([line[0], line[-2]], line[0], goal, due + 1) >= RANK["on_track"]


@given(numbers, numbers, years)
def test_the_line_runs_from_the_base_to_the_target(base, end, due):
    line = straight_line((2020, base), end, due)
    assert line[0] == (2020, base)
    assert line[-1] == (due, pytest.approx(end))
    assert len(line) == due - 2020 + 1


@given(st.lists(numbers, min_size=2, max_size=6), st.booleans())
def test_up_and_down_are_mirror_images(values, lasting):
    figures = list(enumerate(values, start=2020))
    mirrored = [(year, -value) for year, value in figures]
    assert judge_trend(figures, figures[0], 1, None, lasting) == judge_trend(
        mirrored, mirrored[0], -1, None, lasting
    )


@given(st.lists(numbers, min_size=1, max_size=6), numbers, st.none() | years)
def test_every_history_comes_to_a_known_branch(values, end, due):
    figures = list(enumerate(values, start=2019))
    assert branch(judge(figures, figures[0], Goal(low=end), due, HALF).rule).zh


def test_arithmetic_dust_does_not_decide():
    assert Goal(low=0.3).is_met(0.1 + 0.2 - 1e-12)
    assert not Goal(low=0.3, is_strict=True).is_met(0.1 + 0.2)


def test_no_line_backwards_in_time():
    assert straight_line((2025, 1.0), 2.0, 2025) == ()
    assert straight_line((2026, 1.0), 2.0, 2025) == ()


@pytest.mark.parametrize(
    ("comparator", "change", "relative", "level"),
    [
        (Comparator.DECREASE_BY, 14.5, True, 0.5 * 0.855),
        (Comparator.INCREASE_BY, 3, False, 3.5),
        (Comparator.MULTIPLY_BY, 2, False, 1.0),
    ],
)
def test_a_change_restated_as_a_level(comparator, change, relative, level):
    assert changed_level(comparator, change, relative, 0.5)[1] == pytest.approx(level)


def test_a_fall_of_a_negative_base_is_a_fall():
    assert changed_level(Comparator.DECREASE_BY, 10, True, -100.0)[1] == -110


@pytest.mark.parametrize(
    "comparator", [c for c in Comparator if c not in (Comparator.QUALITATIVE, Comparator.RANGE)]
)
def test_every_comparator_with_a_number_has_a_goal(comparator):
    goal = goal_of(comparator, 10.0, Direction.HIGHER, Kind.LEVEL, 0.05)
    assert (goal.low is None, goal.high is None) != (True, True)
