"""The tutorial's register is its example file, and a firm lives through it; the reference is whole."""

import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lvxun import registers
from lvxun.registers import totals
from lvxun.registers.actor import ActingAs
from lvxun.registers.calendar import Calendar
from lvxun.registers.defining import entries
from lvxun.registers.defining.surroundings import CHECKS, COMPUTATIONS
from lvxun.registers.errors import InvalidRecordError
from lvxun.registers.model import Actor, ActorRole, Level, Passage, Snapshot
from lvxun.registers.reading import build, read

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = (DOCS / "tutorial-new-register.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "registers-format.md").read_text(encoding="utf-8")
EXAMPLE = DOCS / "examples/efficiency_diagnoses.toml"
FIRM = "91210100MA0P4WNX10"
OFFICER = ActingAs(frozenset({Actor(ActorRole.OFFICER, Level.PREFECTURE, "industry")}), area="ZZ0100")


def toml_of(page):
    return re.findall(r"^```toml\n(.*?)^```", page, re.S | re.M)


@pytest.mark.parametrize("block", toml_of(TUTORIAL))
def test_what_the_tutorial_shows_is_in_the_example(block):
    assert block.strip() in EXAMPLE.read_text(encoding="utf-8")


def test_the_mistakes_of_the_faulty_example_are_those_that_the_tutorial_names():
    faults = registers.check_file(DOCS / "examples/faulty_diagnoses.toml")
    fields = {fault.where.field for fault in faults}
    assert fields == {
        "field[branch].labl_en",
        "field[branch].label_en",
        "transition[retrofit].by",
        "transition[retrofit].to",
        "state[retrofitted]",
        "field[saving].computed.of",
    }


def test_a_firm_lives_through_the_register_of_the_tutorial():
    register = read(EXAMPLE)
    codes = registers.load_codes({"ZZ0000": "清河省", "ZZ0100": "临江市"})
    calendar = Calendar()
    start = {"name": "临江水泥厂", "holder": FIRM, "area": "ZZ0100", "round": 2026, "branch": "cement"}
    values = registers.validate(register, start, state="listed", day=date(2026, 3, 2), codes=codes)
    entered = Passage("listed", datetime(2026, 3, 2, 2, tzinfo=UTC))
    listed = Snapshot(register.id, "NX2026", "listed", values, date(2026, 3, 2), "ZZ0100", FIRM, (entered,))
    act = {"codes": codes}
    may = datetime(2026, 5, 6, 2, tzinfo=UTC)
    with pytest.raises(InvalidRecordError):
        registers.move(register, listed, "diagnose", OFFICER, may, calendar, **act)
    found = {
        "energy": 2000,
        "findings": [{"what": "余热回收", "saving": 150}, {"what": "变频", "saving": 50}],
        "diagnosed_on": "2026-05-06",
    }
    diagnosed = registers.move(
        register, listed, "diagnose", OFFICER, may, calendar, values=found, proofs=["report"], **act
    )
    assert diagnosed.values["saving"] == 200
    assert diagnosed.values["saving_share"] == 10
    assert diagnosed.due.date == calendar.next_working_day(date(2027, 11, 6))
    done = registers.move(
        register,
        diagnosed.snapshot,
        "retrofit",
        OFFICER,
        datetime(2026, 9, 1, 2, tzinfo=UTC),
        calendar,
        proofs=["acceptance"],
        **act,
    )
    figures = totals.indicator_values(register, [done.snapshot], [2026], ["ZZ0000"], today=date(2026, 11, 24))
    assert dict(zip(figures["indicator"], figures["value"], strict=True)) == {
        "diagnosed_firms_retrofitted": 100,
        "diagnoses_saving": 200,
    }


def keys_of_the_code():
    code = "".join(
        path.read_text(encoding="utf-8") for path in Path(entries.__file__).parent.glob("*_tables.py")
    )
    plain = (
        r"\.(?:text|flag|number|whole|bound|day|texts|word|one_of|table|tables|condition|literals|take)\(\s*"
    )
    yield from re.findall(plain + r'"(\w+)"', code)
    for stem in re.findall(r'\.label\("(\w+)"', code):
        yield from (f"{stem}_zh", f"{stem}_en")
    yield from re.findall(r'actors_of\(\w+, "(\w+)"\)', code)


@pytest.mark.parametrize("key", sorted(set(keys_of_the_code())))
def test_every_key_is_in_the_reference(key):
    assert f"`{key}`" in REFERENCE


@pytest.mark.parametrize("name", sorted({*COMPUTATIONS, *CHECKS}))
def test_every_computation_and_check_is_in_the_reference(name):
    assert f"`{name}`" in REFERENCE


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", REFERENCE, re.S))
def test_the_python_of_the_reference_runs(block):
    exec(compile(block, "docs/registers-format.md", "exec"), {})


def test_the_toml_of_the_reference_is_toml():
    for block in toml_of(REFERENCE):
        tomllib.loads(block)


def test_the_override_of_the_reference_fits_the_national_register(tmp_path):
    folder = tmp_path / "registers"
    folder.mkdir()
    (folder / "cleaner_production.toml").write_text(toml_of(REFERENCE)[-1], encoding="utf-8")
    changed = registers.load(tmp_path)["cleaner_production"]
    assert changed.parameter("evaluation_days").on(date(2026, 6, 1)) == 20
    assert changed.parameter("evaluation_days").confirmed


def test_a_register_needs_nothing_but_tables():
    assert build(tomllib.loads(EXAMPLE.read_text(encoding="utf-8")), "efficiency_diagnoses")
