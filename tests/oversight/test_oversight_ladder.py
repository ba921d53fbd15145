"""The ladder: one step after the other, each after its working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.oversight import ActRefusedError, load
from lvxun.oversight.days import add_working_days, end_of_limit, working_days_after
from lvxun.oversight.errors import OversightError
from lvxun.oversight.ladder import Taken, answer_due, check_step, next_step

RULES = load()
RED = date(2026, 3, 2)  # a Monday


def is_working_day(day):
    return day.weekday() < 5


def step_after(*taken, red=RED):
    return next_step(red, taken, RULES, is_working_day, RED)


def test_a_red_lamp_is_first_reminded_of():
    found = step_after()
    assert (found.step.id, found.earliest) == ("reminder", date(2026, 3, 3))


def test_no_red_no_ladder():
    assert step_after(red=None) is None


def test_the_letter_comes_five_working_days_after_the_reminder():
    assert step_after(Taken("reminder", date(2026, 3, 3))).earliest == date(2026, 3, 10)


def test_an_answer_moves_the_next_step():
    found = step_after(Taken("reminder", date(2026, 3, 3), answered_on=date(2026, 3, 5)))
    assert found.earliest == date(2026, 3, 12)


def test_the_ladder_has_an_end():
    every = [Taken(step.id, RED) for step in RULES.ladder]
    assert step_after(*every) is None


def test_a_step_is_never_skipped():
    with pytest.raises(ActRefusedError, match="reminder, letter, interview, public"):
        step_after(Taken("letter", RED))


def test_a_step_that_comes_too_early_or_out_of_turn_is_refused():
    expected = step_after(Taken("reminder", date(2026, 3, 3)))
    with pytest.raises(ActRefusedError, match="2026-03-10"):
        check_step("letter", date(2026, 3, 9), expected)
    with pytest.raises(ActRefusedError, match="not 'public'"):
        check_step("public", date(2026, 6, 1), expected)
    check_step("letter", date(2026, 3, 10), expected)


def test_a_letter_is_answered_within_ten_working_days():
    assert answer_due("letter", date(2026, 3, 6), RULES, is_working_day) == date(2026, 3, 20)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_counting_back_undoes_adding(day, amount):
    end = add_working_days(day, amount, is_working_day)
    assert working_days_after(day, end, is_working_day) == amount


def test_a_limit_that_would_end_on_a_rest_day_ends_on_the_next_working_day():
    assert end_of_limit(date(2026, 3, 7), 7, is_working_day) == date(2026, 3, 16)


def test_a_calendar_without_working_days_is_told():
    with pytest.raises(OversightError, match="no working day"):
        add_working_days(RED, 1, lambda day: False)


@given(st.lists(st.integers(0, 40), max_size=4))
def test_however_one_climbs_no_step_comes_before_its_time(waits):
    taken, day = [], RED
    while (found := step_after(*taken)) and waits:
        day = max(found.earliest, day) + timedelta(days=waits.pop())
        check_step(found.step.id, day, found)
        taken.append(Taken(found.step.id, day))
    assert [one.step for one in taken] == [step.id for step in RULES.ladder][: len(taken)]
