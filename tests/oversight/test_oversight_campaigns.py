"""Findings of a campaign: objection within 30 days, review within 30 days (Order 733, art. 17)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.oversight import ActRefusedError, load
from lvxun.oversight.campaigns import ACTS, Finding, State, act, due, review_until

RULES = load()
TOLD = date(2026, 3, 2)


def every_day(day):
    return True


def after(*acts, day=TOLD):
    finding = Finding(State.DRAFTED)
    for name in acts:
        finding = act(finding, name, day, RULES, every_day)
    return finding


def test_an_objection_may_come_on_the_thirtieth_day_and_not_on_the_next():
    told = after("tell")
    assert due(told, RULES, every_day) == date(2026, 4, 1)
    assert act(told, "object", date(2026, 4, 1), RULES, every_day).state is State.OBJECTED
    with pytest.raises(ActRefusedError, match="ended on 2026-04-01"):
        act(told, "object", date(2026, 4, 2), RULES, every_day)


def test_a_finding_is_not_final_while_an_objection_may_come():
    with pytest.raises(ActRefusedError, match="until 2026-04-01"):
        act(after("tell"), "close_time", date(2026, 4, 1), RULES, every_day)
    assert act(after("tell"), "close_time", date(2026, 4, 2), RULES, every_day).state is State.FINAL


def test_a_review_is_decided_within_thirty_days():
    objected = act(after("tell"), "object", date(2026, 3, 20), RULES, every_day)
    assert review_until(objected, RULES, every_day) == date(2026, 4, 19)


def test_what_is_not_put_right_is_put_right_again():
    finding = after("tell", "object", "keep", "rectify", "check_failed", "rectify", "check")
    assert finding.state is State.CHECKED


def test_an_act_out_of_turn_says_from_where_it_is_possible():
    with pytest.raises(ActRefusedError, match="possible from told"):
        after("object")
    with pytest.raises(ActRefusedError, match="Known: tell"):
        after("forget")


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 50)), max_size=12))
def test_a_random_walk_stays_within_the_declared_states(walk):
    finding, day = Finding(State.DRAFTED), TOLD
    for name, wait in walk:
        day += timedelta(days=wait)
        try:
            moved = act(finding, name, day, RULES, every_day)
        except ActRefusedError:
            continue
        assert finding.state in ACTS[name].sources
        assert moved.state is ACTS[name].target
        finding = moved
