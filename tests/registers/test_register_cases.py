"""Every register lives its case: ``cases/<register>.toml`` is a record's life as an official can read it.

A register without a case fails here. What the tables of a case mean is said beside what reads them.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from lvxun import region
from lvxun.errors import LvxunError
from lvxun.registers.actor import ActingAs
from lvxun.registers.calendar import CHINA, Calendar
from lvxun.registers.codes import Codes, load_codes
from lvxun.registers.duties import due_duties
from lvxun.registers.errors import InvalidRecordError, TransitionRefusedError
from lvxun.registers.model import Actor, ActorRole, Label, Level, Passage, Register, Snapshot
from lvxun.registers.numbering import code, scope
from lvxun.registers.reading import load
from lvxun.registers.record import validate
from lvxun.registers.totals import indicator_values
from lvxun.registers.workflow import Moved, due, fall, move

CASES = Path(__file__).parent / "cases"
CALENDAR = Calendar()
DIGITS = {Level.NATION: 0, Level.PROVINCE: 2, Level.PREFECTURE: 4, Level.COUNTY: 6}
NINE, NOON = time(9), time(12)


@cache
def registers() -> dict[str, Register]:
    return load(region.locate("liaoning"))


@cache
def codes() -> Codes:
    place = region.load("liaoning")
    bodies = {
        one.function: Label(one.label_zh, one.label_en) for one in place.bodies.values() if one.function
    }
    return load_codes(
        {str(code): Label(one["label_zh"], one["label_en"]) for code, one in place.areas.iterrows()},
        bodies | {key: Label(one.label_zh, one.label_en) for key, one in place.bodies.items()},
    )


@cache
def case(register_id: str) -> dict:
    path = CASES / f"{register_id}.toml"
    if not path.is_file():
        pytest.fail(f"{register_id} has no case: write tests/registers/cases/{register_id}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def numbered(kind: str) -> list:
    """Return (register, number) for each table of a kind in any case file."""
    found = []
    for path in sorted(CASES.glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get(kind, [])
        found += [pytest.param(path.stem, n, id=f"{path.stem}-{n}") for n in range(len(tables))]
    return found


def at(day: date, hour: time = NOON) -> datetime:
    return datetime.combine(day, hour, CHINA)


def opening(register: Register, written: dict, other: dict | None = None) -> Snapshot:
    """Return the record as it is opened with [values], ``other`` ones over them."""
    opened, given = written["opened"], {**written["values"], **(other or {})}
    values = validate(register, given, state=register.start.id, day=opened, codes=codes())
    return Snapshot(
        register=register.id,
        code="case",
        state=register.start.id,
        values=values,
        opened=opened,
        area=str(values.get("area", "")),
        holder=str(values.get("holder", "")),
        passages=(Passage(register.start.id, at(opened, NINE)),),
    )


def acting(spec: str, register: Register, snapshot: Snapshot) -> ActingAs:
    """Return who is written as ``officer@province:ecology``, in an office whose place fits the record."""
    written, _, function = spec.partition(":")
    role, _, level = written.partition("@")
    place = Level(level) if level else None
    kept = function or (register.keeper if role in ("officer", "inspector") else "")
    digits = DIGITS.get(place, 2)
    area = (snapshot.area[:digits] + "000000")[:6] if role in ("officer", "inspector", "system") else ""
    holder = snapshot.holder if role == "holder" else ""
    return ActingAs(frozenset({Actor(ActorRole(role), place, kept)}), area=area, holder=holder, name="测试")


def stepped(register: Register, snapshot: Snapshot, step: dict) -> Moved:
    """Take a step of a case: ``step by on values proofs why``."""
    return move(
        register,
        snapshot,
        step["step"],
        acting(step["by"], register, snapshot),
        at(step["on"]),
        CALENDAR,
        values=step.get("values", {}),
        proofs=step.get("proofs", []),
        why=step.get("why", ""),
        codes=codes(),
    )


def is_at(fault: LvxunError, field: str) -> bool:
    """Say whether a fault is at a field, or at a cell or item of it (``options[2].investment``)."""
    at_field = fault.where.field or ""
    return at_field == field or at_field.startswith((f"{field}[", f"{field}."))


def lived(register: Register, written: dict, steps: int | None = None) -> Snapshot:
    """Return the record after the first ``steps`` of its life (all of them), each checked on the way."""
    return lived_on(register, opening(register, written), written.get("life", [])[:steps])


def lived_on(register: Register, snapshot: Snapshot, steps: list[dict]) -> Snapshot:
    """Return the record after further steps, each checked on the way."""
    for number, step in enumerate(steps, 1):
        if step.get("silence"):
            moved = fall(register, snapshot, at(step["on"]), CALENDAR, codes=codes())
            assert moved is not None, f"life {number}: nothing has come by itself by {step['on']}"
            too_early = at(moved.snapshot.passages[-1].at.date() - timedelta(days=1))
            assert fall(register, snapshot, too_early, CALENDAR, codes=codes()) is None
        else:
            moved = stepped(register, snapshot, step)
        snapshot = moved.snapshot
        assert snapshot.state == step.get("state", snapshot.state), f"life {number}"
        if "due" in step:
            assert moved.due is not None, f"life {number}: nothing is due"
            assert moved.due.date == step["due"], f"life {number}: {moved.due}"
    return snapshot


def test_every_register_has_a_case():
    missing = sorted(set(registers()) - {path.stem for path in CASES.glob("*.toml")})
    assert not missing, f"these registers have no case in tests/registers/cases/: {', '.join(missing)}"


def test_no_case_is_of_a_register_that_is_gone():
    assert {path.stem for path in CASES.glob("*.toml")} <= set(registers())


@pytest.mark.parametrize("register_id", sorted(path.stem for path in CASES.glob("*.toml")))
def test_record_lives_its_life(register_id):
    register, written = registers()[register_id], case(register_id)
    assert written["register"] == register_id
    snapshot = lived(register, written)
    assert [one.at for one in snapshot.passages] == sorted(one.at for one in snapshot.passages)


@pytest.mark.parametrize("register_id", sorted(path.stem for path in CASES.glob("*.toml")))
def test_record_gets_a_code(register_id):
    register, written = registers()[register_id], case(register_id)
    given_in = register.numbering.given_in
    states = [step.get("state") for step in written.get("life", [])]
    number = states.index(given_in) + 1 if given_in in states else 0
    snapshot = lived(register, written, number)
    if not register.numbering.pattern or register.numbering.form:
        first, second = (code(register, snapshot.values, snapshot.opened, n) for n in (1, 2))
        assert first != second or "{serial" not in register.numbering.form
    assert scope(register, snapshot.values, snapshot.opened) == scope(
        register, snapshot.values, snapshot.opened
    )


@pytest.mark.parametrize(("register_id", "number"), numbered("refused"))
def test_step_is_refused(register_id, number):
    """[[refused]]: ``after`` so many steps of the life, this one is refused for ``fault``, at ``field``."""
    register, written = registers()[register_id], case(register_id)
    wrong = written["refused"][number]
    snapshot = lived(register, written, wrong.get("after", 0))
    with pytest.raises((TransitionRefusedError, InvalidRecordError)) as refusal:
        stepped(register, snapshot, wrong)
    faults = refusal.value.errors if isinstance(refusal.value, InvalidRecordError) else [refusal.value]
    alike = [one for one in faults if one.kind == wrong["fault"]]
    assert alike, refusal.value.message
    if "field" in wrong:
        assert any(is_at(one, wrong["field"]) for one in alike), refusal.value.message
    assert all(one.remedy for one in faults)


@pytest.mark.parametrize(("register_id", "number"), numbered("branch"))
def test_record_may_take_another_way(register_id, number):
    """[[branch]]: ``after`` so many steps (of a record opened with ``values``), other ``steps`` follow."""
    register, written = registers()[register_id], case(register_id)
    branch = written["branch"][number]
    start = opening(register, written, branch.get("values"))
    before = lived_on(register, start, written["life"][: branch.get("after", 0)])
    assert lived_on(register, before, branch["steps"]).state == branch["steps"][-1]["state"]


@pytest.mark.parametrize("register_id", sorted(path.stem for path in CASES.glob("*.toml")))
def test_case_takes_every_step(register_id):
    register, written = registers()[register_id], case(register_id)
    steps = [*written["life"], *(step for branch in written.get("branch", []) for step in branch["steps"])]
    taken = {step.get("step") for step in steps}
    by_itself = {one.id for one in register.transitions if {by.role for by in one.by} == {ActorRole.SYSTEM}}
    not_taken = {one.id for one in register.transitions} - taken - by_itself
    assert not not_taken, f"neither life nor branch takes {', '.join(sorted(not_taken))}"


@pytest.mark.parametrize(("register_id", "number"), numbered("bad"))
def test_bad_value_is_refused_at_its_field(register_id, number):
    """[[bad]]: with ``values`` over the good ones, the record is refused at ``field``."""
    register, written = registers()[register_id], case(register_id)
    wrong = written["bad"][number]
    snapshot = lived(register, written, wrong.get("after", 0))
    merged = {**snapshot.values, **wrong["values"]}
    day = max(snapshot.passages[-1].at.date(), written["opened"])
    with pytest.raises(InvalidRecordError) as refusal:
        validate(
            register,
            merged,
            state=wrong.get("state", snapshot.state),
            day=day,
            codes=codes(),
            opened=snapshot.opened,
        )
    assert any(is_at(one, wrong["field"]) for one in refusal.value.errors), refusal.value.message
    assert all(one.remedy for one in refusal.value.errors)


@pytest.mark.parametrize(("register_id", "number"), numbered("duty"))
def test_duty_falls_due(register_id, number):
    """[[duty]]: ``after`` so many steps, ``duty`` falls due on the days ``due`` ``between`` two."""
    register, written = registers()[register_id], case(register_id)
    wanted = written["duty"][number]
    snapshot = lived(register, written, wanted.get("after"))
    found = due_duties(register, snapshot, set(), *wanted["between"], CALENDAR)
    assert [one.due for one in found if one.duty.id == wanted["duty"]] == wanted["due"]
    filed = {(one.duty.id, one.period) for one in found}
    assert all(one.filed for one in due_duties(register, snapshot, filed, *wanted["between"], CALENDAR))


@pytest.mark.parametrize(("register_id", "number"), numbered("indicator"))
def test_indicator_counts_the_record(register_id, number):
    """[[indicator]]: ``after`` so many steps, this one record yields ``value`` for ``year``."""
    register, written = registers()[register_id], case(register_id)
    wanted = written["indicator"][number]
    snapshot = lived(register, written, wanted.get("after"))
    today = max(date(wanted["year"], 12, 31), snapshot.passages[-1].at.date())
    areas = list(dict.fromkeys([snapshot.area, "210000"]))
    frame = indicator_values(register, [snapshot], [wanted["year"]], areas, today=today)
    found = frame[frame["indicator"] == wanted["id"]]
    assert len(found) == len(areas), f"{wanted['id']} is no indicator of {register_id}"
    assert list(found["value"]) == pytest.approx([wanted["value"]] * len(areas))


def test_cases_ask_the_engine_that_pages_ask():
    register = registers()["cleaner_production"]
    snapshot = lived(register, case("cleaner_production"), 1)
    asked = due(register, snapshot, CALENDAR)
    assert asked is not None
    assert asked.transition == "publicise"
    assert due(register, replace(snapshot, values={}), CALENDAR) is None
