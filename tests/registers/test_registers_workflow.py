"""What may happen to a record, by whom, by when; clocks that stop; walks that never leave the rails."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from lvxun.registers.actor import SYSTEM, ActingAs, contains, matches
from lvxun.registers.calendar import Calendar
from lvxun.registers.errors import InvalidRecordError, TransitionRefusedError
from lvxun.registers.limits import day_of
from lvxun.registers.model import Actor, ActorRole, Between, InForce, Level, Limit, LimitUnit, Proof
from lvxun.registers.workflow import due, fall, move, silent, steps
from registers.register_builder import (
    FIRM,
    GOOD,
    HOLDER,
    OTHER_FIRM,
    SYSTEM_ACTOR,
    codes,
    field,
    holder,
    label,
    moment,
    officer,
    parameter,
    register,
    snapshot,
    state,
    step,
)

CALENDAR, CODES = Calendar(), codes()
WORKING_DAYS, DAYS = LimitUnit.WORKING_DAYS, LimitUnit.DAYS
TWENTY = Limit(20, WORKING_DAYS)
THIRTY_DAYS = Limit(30, DAYS)
COMPLETION = Limit(3, DAYS, silence="accepted")


def permits(decide: Limit = TWENTY, **more: object):
    """Return the register of permits with all its steps; a decision is due within ``decide``."""
    return register(
        fields=(
            field("name", required=True),
            field("area", "area", required=True),
            field("holder", "holder", required=True),
            field("number", required_in=("issued",)),
            field("issued_on", "date", required_in=("issued",), not_after="today"),
            field("expires_on", "date"),
            field("grade", "choice", choices=()),
            field("extended", "yes_no"),
        ),
        transitions=(
            step("accept", "asked", "accepted", limits=(COMPLETION,)),
            step("ask_completion", "accepted", "completing", reason_needed=True),
            step("complete", "completing", "accepted", by=(HOLDER,), limits=(Limit(10, DAYS),)),
            step(
                "issue",
                "accepted",
                "issued",
                needs=("expires_on",),
                proofs=(Proof("permit", label("permit")),),
                sets={"issued_on": "today", "number": "X1"},
                limits=(Limit(40, WORKING_DAYS, when={"extended": (True,)}), decide),
            ),
            step("extend", "accepted", "accepted", sets={"extended": True}),
            step("refuse", "accepted", "refused", reason_needed=True),
            step(
                "expire",
                "issued",
                "expired",
                by=(SYSTEM_ACTOR,),
                limits=(Limit(0, DAYS, "field:expires_on"),),
            ),
            step("renew", "issued", "accepted", by=(HOLDER,), limits=(Limit(-60, DAYS, "field:expires_on"),)),
        ),
        **more,
    )


def moved(held, record, transition, actor, day, **more):
    return move(held, record, transition, actor, moment(day), CALENDAR, codes=CODES, **more)


def refusal(held, record, transition, actor, day, **more) -> str:
    with pytest.raises(TransitionRefusedError) as refused:
        moved(held, record, transition, actor, day, **more)
    assert refused.value.remedy
    return refused.value.kind


def missing(held, record, transition, actor, day, **more) -> set[tuple[str, str]]:
    with pytest.raises(InvalidRecordError) as refused:
        moved(held, record, transition, actor, day, **more)
    assert all(one.remedy for one in refused.value.errors)
    return {(one.kind, one.where.field) for one in refused.value.errors}


ACCEPTED = ("2026-02-04 asked", "2026-02-05 accepted")
STOPPED = (*ACCEPTED, "2026-02-11 completing", "2026-03-02 accepted")


@pytest.mark.parametrize(
    ("decide", "passages", "last"),
    [
        (TWENTY, ACCEPTED, "2026-03-11"),  # 6 February to 11 March, ten days of holiday, two worked Saturdays
        (TWENTY, STOPPED, "2026-03-24"),  # four days were used before the stop
        (THIRTY_DAYS, ACCEPTED, "2026-03-09"),  # the thirtieth day is a Saturday
        (THIRTY_DAYS, STOPPED, "2026-03-26"),  # nineteen days later than 7 March
        (Limit(1, LimitUnit.MONTHS), ACCEPTED, "2026-03-05"),
        (Limit(1, LimitUnit.MONTHS), STOPPED, "2026-03-24"),
    ],
)
def test_deadline_of_a_permit_accepted_before_spring_festival(decide, passages, last):
    asked = due(permits(decide), snapshot(*passages), CALENDAR)
    assert (asked.date, asked.transition, asked.stopped) == (date.fromisoformat(last), "issue", False)


def test_while_the_clock_stands_what_is_left_is_told():
    held = permits()
    own = due(held, snapshot(*STOPPED[:3]), CALENDAR)
    assert (own.transition, own.date, own.stopped) == ("complete", date(2026, 2, 24), True)
    without = replace(
        held,
        transitions=tuple(
            replace(one, limits=()) if one.id == "complete" else one for one in held.transitions
        ),
    )
    waiting = due(without, snapshot(*STOPPED[:3]), CALENDAR)
    assert (waiting.transition, waiting.date, waiting.stopped, waiting.left) == ("issue", None, True, 16)


def test_a_stop_after_the_limit_has_ended_does_not_bring_it_back():
    late = snapshot(*ACCEPTED, "2026-03-20 completing", "2026-04-20 accepted")
    assert due(permits(), late, CALENDAR).date == date(2026, 3, 11)


def test_a_step_back_to_the_same_state_does_not_begin_anew():
    held = permits()
    extended = moved(held, snapshot(*ACCEPTED), "extend", officer(), "2026-02-12")
    assert extended.due.date == date(2026, 4, 9)
    assert CALENDAR.working_days_between(date(2026, 2, 5), date(2026, 4, 9)) == 40


def test_an_extension_is_added_in_the_limit_s_unit():
    record = replace(snapshot(*ACCEPTED), extensions={"issue": 5})
    assert due(permits(), record, CALENDAR).date == date(2026, 3, 18)


def test_a_parameter_counts_as_of_the_day_its_limit_starts():
    held = permits(
        Limit(0, DAYS, parameter="days"),
        parameters=(parameter("days", (10, "2020-01-01"), (40, "2026-02-06")),),
    )
    assert due(held, snapshot(*ACCEPTED), CALENDAR).date == date(2026, 2, 24)
    assert due(held, snapshot("2026-02-04 asked", "2026-02-06 accepted"), CALENDAR).date == date(2026, 3, 18)
    assert due(held, snapshot("2019-02-04 asked", "2019-02-06 accepted"), CALENDAR) is None


def test_silence_is_acceptance_after_the_last_day():
    held, record = permits(), snapshot("2026-03-02 asked")
    assert silent(held, record, date(2026, 3, 5), CALENDAR) is None
    found = silent(held, record, date(2026, 3, 6), CALENDAR)
    assert (found.state, found.transition, found.due) == ("accepted", "accept", date(2026, 3, 5))
    after = fall(held, record, moment("2026-03-20"), CALENDAR, codes=CODES)
    assert after.snapshot.state == "accepted"
    assert after.snapshot.passages[-1].at == moment("2026-03-06", 0)  # whenever the calendar was asked
    assert after.acting == SYSTEM
    assert fall(held, record, moment("2026-03-05"), CALENDAR, codes=CODES) is None


def test_nobody_acts_where_the_calendar_has_spoken():
    held, record = permits(), snapshot("2026-03-02 asked")
    assert refusal(held, record, "accept", officer(), "2026-03-06") == "silence"
    assert [one.refusal for one in steps(held, record, officer(), date(2026, 3, 6), CALENDAR)] == ["silence"]


def test_a_permit_expires_by_itself_on_a_rest_day_too():
    held = permits()
    issued = snapshot(
        *ACCEPTED, "2026-02-10 issued", values={**GOOD, "expires_on": "2026-02-21"}
    )  # a Saturday
    found = fall(held, issued, moment("2026-02-22", 0), CALENDAR, codes=CODES)
    assert found.snapshot.state == "expired"
    assert refusal(held, issued, "expire", SYSTEM, "2026-02-21") == "time"


def test_a_right_that_lapses_is_never_due_and_cannot_be_had_late():
    window = Limit(5, WORKING_DAYS, lapses=True)
    held = register(
        transitions=(
            step("ask_hearing", "accepted", "completing", by=(HOLDER,), limits=(window,)),
            step("refuse", "accepted", "refused", limits=(Limit(90, DAYS),)),
        )
    )
    record = snapshot(*ACCEPTED)
    assert due(held, record, CALENDAR).transition == "refuse"
    assert moved(held, record, "ask_hearing", holder(), "2026-02-12").snapshot.state == "completing"
    assert refusal(held, record, "ask_hearing", holder(), "2026-02-13") == "late"
    seen = steps(held, record, holder(), date(2026, 2, 13), CALENDAR)[0]
    assert (seen.may, seen.refusal, seen.due) == (False, "late", date(2026, 2, 12))
    assert steps(held, record, holder(), date(2026, 2, 12), CALENDAR)[0].may


def test_renewal_is_due_sixty_days_before():
    issued = snapshot(*ACCEPTED, "2026-02-10 issued", values={**GOOD, "expires_on": "2031-02-09"})
    asked = due(permits(), issued, CALENDAR)
    assert (asked.date, asked.transition, asked.estimated) == (date(2030, 12, 11), "renew", True)


def test_a_step_writes_what_it_sets():
    after = moved(
        permits(),
        snapshot(*ACCEPTED),
        "issue",
        officer(),
        "2026-03-02",
        values={"expires_on": "2031/3/1"},
        proofs=["permit"],
    )
    assert after.values["issued_on"] == "2026-03-02"
    assert after.values["expires_on"] == "2031-03-01"
    assert [one.state for one in after.snapshot.passages] == ["asked", "accepted", "issued"]
    assert after.due.transition == "renew"


def test_all_that_is_missing_is_told_at_once():
    assert missing(
        permits(), snapshot(*ACCEPTED), "issue", officer(), "2026-03-02", values={"name": " "}
    ) == {
        ("missing", "expires_on"),
        ("missing", "name"),
        ("proof", "permit"),
    }
    assert missing(permits(), snapshot(*ACCEPTED), "refuse", officer(), "2026-03-02", why=" ") == {
        ("reason", "why")
    }


def test_a_sealed_record_takes_only_what_its_step_asks_for():
    held = permits()
    issued = snapshot(*ACCEPTED, "2026-02-10 issued", values={**GOOD, "expires_on": "2031-02-09"})
    assert ("sealed", "name") in missing(
        held, issued, "renew", holder(), "2030-11-01", values={"name": "另一家"}
    )
    assert (
        moved(held, issued, "renew", holder(), "2030-11-01", values={"name": "示例公司"}).snapshot.state
        == "accepted"
    )


@pytest.mark.parametrize(
    ("actor", "transition", "kind"),
    [
        (officer(), "isue", "unknown"),
        (officer(), "accept", "state"),
        (officer("210200"), "refuse", "role"),  # another city
        (officer(function="industry"), "refuse", "role"),  # another department
        (officer("210000", "province"), "refuse", "role"),  # another level
        (holder(), "refuse", "role"),
        (ActingAs(frozenset()), "refuse", "role"),
        (SYSTEM, "refuse", "role"),
    ],
)
def test_a_step_is_refused_to_all_others(actor, transition, kind):
    assert refusal(permits(), snapshot(*ACCEPTED), transition, actor, "2026-03-02", why="x") == kind


def test_a_holder_acts_on_his_own_records_only():
    stopped = snapshot(*STOPPED[:3])
    assert refusal(permits(), stopped, "complete", holder(OTHER_FIRM), "2026-02-24") == "role"
    assert refusal(permits(), stopped, "complete", holder(""), "2026-02-24") == "role"
    assert moved(permits(), stopped, "complete", holder(), "2026-02-24").snapshot.state == "accepted"


def test_one_of_several_capacities_is_enough_and_is_named():
    lent = officer()
    after = moved(
        permits(), snapshot(*ACCEPTED), "refuse", [holder(OTHER_FIRM), lent], "2026-03-02", why="不符合"
    )
    assert after.acting is lent


def test_time_does_not_run_back():
    assert refusal(permits(), snapshot(*ACCEPTED), "refuse", officer(), "2026-02-04", why="x") == "time"


def test_a_record_follows_the_rules_of_the_day_it_was_opened():
    old = step("old_way", "accepted", "refused", in_force=InForce(date(2020, 1, 1), date(2025, 12, 31)))
    new = step("new_way", "accepted", "refused", in_force=InForce(date(2026, 1, 1)))
    held = register(transitions=(old, new))
    assert refusal(held, snapshot(*ACCEPTED), "old_way", officer(), "2026-03-02") == "rule"
    seen = steps(
        held, snapshot("2025-12-30 asked", "2026-02-05 accepted"), officer(), date(2026, 2, 6), CALENDAR
    )
    assert [one.transition.id for one in seen] == ["old_way"]


def test_from_everywhere_leaves_out_the_ends_and_the_target():
    held = register(transitions=(step("close", "*", "refused"), step("stop", "*", "completing")))

    def seen(where: str) -> list[str]:
        record = snapshot("2026-02-04 asked", f"2026-02-05 {where}")
        return [one.transition.id for one in steps(held, record, officer(), date(2026, 2, 6), CALENDAR)]

    assert seen("accepted") == ["close", "stop"]
    assert seen("completing") == ["close"]
    assert seen("expired") == []


def test_a_step_for_some_records_only():
    held = register(
        fields=(*register().fields, field("tonnes", "number")),
        transitions=(step("simple", "accepted", "issued", when={"tonnes": Between(high=10)}),),
    )
    record = snapshot(*ACCEPTED, values={**GOOD, "tonnes": 11})
    seen = steps(held, record, officer(), date(2026, 2, 6), CALENDAR)[0]
    assert (seen.may, seen.refusal, seen.held_back) == (False, "when", ("tonnes",))
    assert refusal(held, record, "simple", officer(), "2026-03-02") == "when"
    assert (
        moved(held, record, "simple", officer(), "2026-03-02", values={"tonnes": 9}).snapshot.state
        == "issued"
    )


def test_steps_tell_what_each_still_needs():
    seen = {
        one.transition.id: one
        for one in steps(permits(), snapshot(*ACCEPTED), officer(), date(2026, 2, 6), CALENDAR)
    }
    issue = seen["issue"]
    assert (issue.may, issue.missing, [one.id for one in issue.proofs]) == (True, ("expires_on",), ["permit"])
    assert (issue.due, issue.estimated) == (date(2026, 3, 11), False)
    assert list(seen) == ["ask_completion", "issue", "extend", "refuse"]
    attached = steps(permits(), snapshot(*ACCEPTED), officer(), date(2026, 2, 6), CALENDAR, proofs={"permit"})
    assert not attached[1].proofs


@pytest.mark.parametrize(
    ("area", "inner", "inside"),
    [
        ("210000", "210102", True),
        ("210000", "21SF00", True),
        ("210100", "210100", True),
        ("210100", "210200", False),
        ("210102", "210100", False),
        ("000000", "210102", True),
        ("", "210102", False),
        ("210000", "", False),
    ],
)
def test_area_contains(area, inner, inside):
    assert contains(area, inner) is inside


def test_an_unknown_function_matches_nobody():
    spec = Actor(ActorRole.OFFICER, Level.PREFECTURE)
    nobody = ActingAs(frozenset({Actor(ActorRole.OFFICER, Level.PREFECTURE)}), area="210100")
    assert not matches(spec, nobody, replace(register(), keeper=""), None)
    assert matches(spec, officer(), register(), None)


days_of_2026 = st.dates(date(2025, 1, 1), date(2026, 6, 30))


@given(days_of_2026, st.integers(0, 30), st.integers(0, 90), st.integers(1, 60))
def test_a_stop_of_n_days_moves_the_end_by_n_days(start, before, stopped, amount):
    calendar = Calendar(rolls=False)
    held = permits(Limit(amount, DAYS))
    before = min(before, amount)
    at = [moment(str(start + timedelta(days=n))).date() for n in (0, before, before + stopped)]
    free = snapshot(f"{start} asked", f"{start} accepted")
    held_up = snapshot(f"{start} asked", f"{start} accepted", f"{at[1]} completing", f"{at[2]} accepted")
    moved_by = due(held, held_up, calendar).date - due(held, free, calendar).date
    assert moved_by == timedelta(days=stopped)


@given(days_of_2026, st.integers(0, 15), st.integers(0, 60), st.integers(1, 40))
def test_a_stop_moves_working_days_by_the_working_days_it_took(start, before, stopped, amount):
    held = permits(Limit(amount, WORKING_DAYS))
    begin = CALENDAR.add(start, min(before, amount), WORKING_DAYS)
    end = begin + timedelta(days=stopped)
    free = due(held, snapshot(f"{start} asked", f"{start} accepted"), CALENDAR).date
    held_up = due(
        held,
        snapshot(f"{start} asked", f"{start} accepted", f"{begin} completing", f"{end} accepted"),
        CALENDAR,
    ).date
    used = CALENDAR.working_days_between(start, begin)
    assert CALENDAR.working_days_between(end, held_up) == max(
        amount - used, 0
    ) or held_up == CALENDAR.next_working_day(end)
    assert held_up >= free


@given(days_of_2026, st.integers(1, 80), st.integers(0, 20))
def test_a_later_event_never_falls_due_earlier(start, amount, later):
    held = permits(Limit(amount, WORKING_DAYS))
    after = start + timedelta(days=later)
    first, second = (
        due(held, snapshot(f"{day} asked", f"{day} accepted"), CALENDAR).date for day in (start, after)
    )
    assert first <= second


NAMES = ("a", "b", "c", "d", "e")
TEXTS = ("one", "two", "three")


@st.composite
def registers(draw):
    """Return a register of up to five states with steps of any kind between them."""
    count = draw(st.integers(2, 5))
    kinds = [
        "start",
        *draw(st.lists(st.sampled_from(["open", "decided", "end"]), min_size=count - 1, max_size=count - 1)),
    ]
    held = tuple(
        state(NAMES[n], kind, stops_clock=draw(st.booleans()) and kind == "open", sealed=kind == "decided")
        for n, kind in enumerate(kinds)
    )
    targets = st.sampled_from(NAMES[:count])
    texts = st.lists(st.sampled_from(TEXTS), max_size=2, unique=True).map(tuple)
    made = []
    for number in range(draw(st.integers(1, 8))):
        limit = Limit(
            draw(st.integers(0, 30)),
            draw(st.sampled_from(list(LimitUnit)[:3])),
            silence=draw(st.one_of(st.just(""), targets)),
        )
        made.append(
            step(
                f"s{number}",
                draw(st.one_of(targets, st.just("*"))),
                draw(targets),
                by=draw(
                    st.sampled_from(
                        [(HOLDER,), (SYSTEM_ACTOR,), (Actor(ActorRole.OFFICER, Level.PREFECTURE),)]
                    )
                ),
                needs=draw(texts),
                proofs=tuple(Proof(one, label(one)) for one in draw(texts)),
                limits=draw(st.sampled_from([(), (limit,)])),
                reason_needed=draw(st.booleans()),
            )
        )
    fields = (
        *register().fields,
        *(field(one, required_in=draw(st.sampled_from([(), NAMES[1:2], NAMES[2:4]]))) for one in TEXTS),
    )
    return register(states=held, transitions=tuple(made), fields=fields)


@settings(max_examples=80, deadline=None)
@given(registers(), st.data())
def test_a_walk_never_leaves_the_rails(held, data):
    start = held.start.id
    record = snapshot(f"2026-01-05 {start}")
    now = moment("2026-01-05")
    for _ in range(10):
        now += timedelta(days=data.draw(st.integers(0, 40)))
        fallen = fall(held, record, now, CALENDAR, codes=CODES)
        if fallen is not None:
            assert silent(held, record, day_of(now), CALENDAR) is not None
            event("fell")
            _assert_on_the_rails(held, record, fallen.snapshot, now)
            record = fallen.snapshot
            continue
        onward = [one for one in held.transitions if record.state in one.sources]
        chosen = data.draw(st.sampled_from(onward or held.transitions) | st.sampled_from(held.transitions))
        given_values = dict.fromkeys(data.draw(st.just(TEXTS) | st.lists(st.sampled_from(TEXTS))), "x")
        proofs = data.draw(st.just(set(TEXTS)) | st.sets(st.sampled_from(TEXTS)))
        why = data.draw(st.sampled_from(["", "on good grounds"]))
        everybody = [holder(), officer(), SYSTEM]
        actor = data.draw(st.sampled_from([everybody, *everybody, holder(OTHER_FIRM)]))
        try:
            after = move(
                held,
                record,
                chosen.id,
                actor,
                now,
                CALENDAR,
                values=given_values,
                proofs=proofs,
                why=why,
                codes=CODES,
            )
        except (TransitionRefusedError, InvalidRecordError):
            continue
        assert record.state in chosen.sources or "*" in chosen.sources
        assert after.snapshot.state == chosen.target
        assert all(after.values.get(one) for one in chosen.needs)
        assert {one.id for one in chosen.proofs} <= proofs
        assert why or not chosen.reason_needed
        assert all(after.values.get(one.id) for one in held.fields if chosen.target in one.required_in)
        assert any(matches(spec, after.acting, held, record) for spec in chosen.by)
        event("moved")
        _assert_on_the_rails(held, record, after.snapshot, now)
        record = after.snapshot


def _assert_on_the_rails(held, before, after, now: datetime) -> None:
    assert after.state in {one.id for one in held.states}
    assert after.passages[:-1] == before.passages
    assert after.passages[-1].state == after.state
    assert [one.at for one in after.passages] == sorted(one.at for one in after.passages)
    assert after.passages[-1].at <= now
    assert held.state(before.state).kind != "end" or any(
        before.state in one.sources for one in held.transitions
    )


def test_firm_of_the_builder_has_a_right_check_sign():
    assert (
        moved(permits(), snapshot("2026-02-04 asked"), "accept", officer(), "2026-02-05").values["holder"]
        == FIRM
    )


PAGE = Path(__file__).parents[2] / "docs" / "registers-clock.md"
ROW = re.compile(r"^\| (\d+) (\w+) \| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d-\d\d) \|", re.MULTILINE)


def test_the_page_on_the_clock_tells_what_a_stop_does():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert len(rows) == 3
    for amount, unit, free, stopped in rows:
        held = permits(Limit(int(amount), LimitUnit(unit)))
        found = [str(due(held, snapshot(*course), CALENDAR).date) for course in (ACCEPTED, STOPPED)]
        assert found == [free, stopped], (amount, unit)
