"""Lamps: every branch of the published rule, in order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.oversight import Colour, Milestone, Reading, Task, lamp, load, planned, progress, sentence, worst

RULES = load()
START, DUE = date(2026, 1, 1), date(2026, 12, 31)


def is_working_day(day):
    return day.weekday() < 5


def verdict(day, **said):
    return lamp(Task(**{"start": START, "due": DUE, **said}), day, RULES, is_working_day)


def steps(*days, done=0):
    return tuple(
        Milestone(due=day, done_on=day if number < done else None) for number, day in enumerate(days)
    )


@pytest.mark.parametrize(
    ("rule", "colour", "day", "said"),
    [
        ("dropped", "grey", date(2027, 1, 5), {"is_dropped": True}),
        ("done", "green", date(2026, 9, 1), {"done_on": date(2026, 8, 1)}),
        ("done.late", "green", date(2027, 2, 1), {"done_on": date(2027, 1, 10)}),
        ("overdue", "red", date(2027, 1, 1), {"has_begun": True}),
        ("milestone.late", "yellow", date(2026, 7, 3), {"milestones": steps(date(2026, 6, 30))}),
        ("milestone.long", "red", date(2026, 7, 20), {"milestones": steps(date(2026, 6, 30))}),
        ("soon", "yellow", date(2026, 12, 10), {"has_begun": True}),
        ("not_begun", "grey", date(2026, 2, 1), {}),
        ("on_schedule", "green", date(2026, 2, 1), {"has_begun": True}),
        ("fell_back", "yellow", date(2026, 5, 1), {"readings": (Reading(80.0, best=95.0),)}),
        ("off_path", "yellow", date(2026, 5, 1), {"readings": (Reading(80.0, is_off_path=True),)}),
    ],
)
def test_each_branch_of_the_rule(rule, colour, day, said):
    found = verdict(day, **said)
    assert (found.rule, str(found.colour)) == (rule, colour)


def test_a_done_task_whose_indicator_relapses_lights_up_again():
    done = {"done_on": date(2026, 8, 1)}
    held = verdict(date(2026, 9, 1), **done, readings=(Reading(100.0, goal=100.0),))
    fell = verdict(date(2026, 9, 1), **done, readings=(Reading(99.0, goal=100.0),))
    far = verdict(date(2026, 9, 1), **done, readings=(Reading(80.0, goal=100.0),))
    assert [str(one.colour) for one in (held, fell, far)] == ["green", "yellow", "red"]


def test_where_less_is_better_a_rise_is_a_relapse():
    reading = Reading(12.0, goal=10.0, higher_is_better=False)
    assert verdict(date(2026, 9, 1), done_on=date(2026, 8, 1), readings=(reading,)).colour is Colour.RED


def test_an_indicator_without_a_figure_moves_no_lamp():
    reading = Reading(None, goal=10.0, best=12.0)
    assert verdict(date(2026, 5, 1), has_begun=True, readings=(reading,)).rule == "on_schedule"


def test_progress_is_the_weight_of_the_milestones_done():
    heavy = (Milestone(date(2026, 3, 31), 3.0, date(2026, 3, 1)), Milestone(date(2026, 9, 30), 1.0))
    assert progress(Task(START, DUE, heavy)) == pytest.approx(0.75)


def test_the_plan_rises_in_straight_lines_between_milestones():
    task = Task(
        date(2026, 1, 1), date(2026, 1, 21), (Milestone(date(2026, 1, 11)), Milestone(date(2026, 1, 21)))
    )
    assert planned(task, date(2026, 1, 6)) == pytest.approx(0.25)
    assert planned(task, date(2026, 1, 16)) == pytest.approx(0.75)


DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@given(st.lists(DAYS, max_size=6), DAYS, st.integers(0, 900))
def test_the_plan_never_falls_and_ends_at_the_whole(milestones, start, length):
    task = Task(start, start + timedelta(days=length), tuple(Milestone(day) for day in milestones))
    shares = [planned(task, start + timedelta(days=n)) for n in range(0, length + 30, 9)]
    assert shares == sorted(shares)
    assert planned(task, task.due) == 1.0


@given(DAYS, st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=4), st.booleans())
def test_every_task_has_a_lamp_and_a_sentence_in_both_languages(day, milestones, begun):
    found = verdict(
        day, milestones=tuple(Milestone(due, 1.0, done) for due, done in milestones), has_begun=begun
    )
    assert found.colour is RULES.lamps[found.rule].colour
    assert all(sentence(found, RULES, language) for language in ("zh", "en"))


def test_the_worst_colour_of_nothing_is_grey():
    assert worst([]) is Colour.GREY
    assert worst([Colour.GREEN, Colour.RED, Colour.GREY]) is Colour.RED
