"""Read ready-made or by rule, a row comes out the same: values, their types, faults and their order."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from lvxun.region import locate
from lvxun.registers import load, load_codes
from lvxun.registers.calendar import Calendar
from lvxun.registers.compiled import Compiled
from lvxun.registers.errors import InvalidRecordError
from lvxun.registers.model import Field, FieldType, Register
from lvxun.registers.record import validate

DAY = date(2026, 3, 10)
OPENED = date(2026, 1, 12)
REGISTERS = load(locate("liaoning"))
CODES = load_codes({"210000": "辽宁省", "210100": "沈阳市", "210200": "大连市"}, {"drc": "省发展改革委"})
CALENDAR = Calendar()
CASES = Path(__file__).parent / "cases"
COMPILED = {key: Compiled(one, day=DAY, codes=CODES, calendar=CALENDAR) for key, one in REGISTERS.items()}
FIRM = "91210100" + "000000017"
FIRM += uscc.calc_check_digit(FIRM)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        [
            *("", " ", "12", "-0", "007", "1,234.50", "１２．５", "12t", "0.001", "1e3", "9.1E+17", "=1+1"),
            *("2026-02-30", "2026/3/1", "2026年3月1日", "是", "off", "沈阳市", "210102", "3110", "炼铁"),
            *(FIRM, FIRM.lower(), FIRM[:-1] + "0", "900-041-49", "123.4, 41.8"),
            *("  某厂 ", "e\u0301tat", "a\x00b", "第一行\n第二行"),
        ]
    ),
    st.dates(),
    st.datetimes(),
    st.lists(st.dictionaries(st.sampled_from(["name", "kind", "x"]), st.text(max_size=3)), max_size=2),
)


def good(field: Field) -> st.SearchStrategy[object]:
    """Return values that a field mostly takes."""
    by_type = {
        FieldType.TEXT: st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=30),
        FieldType.NUMBER: st.one_of(st.integers(0, 3000), st.floats(0, 3000).map(lambda one: round(one, 3))),
        FieldType.MONEY: st.integers(0, 10**9).map(lambda cents: f"{cents / 100:.2f}"),
        FieldType.DATE: st.dates(date(1999, 1, 1), date(2030, 1, 1)).map(date.isoformat),
        FieldType.CHOICE: st.sampled_from([one.id for one in field.choices] or [""]),
        FieldType.CHOICES: st.lists(st.sampled_from([one.label.zh for one in field.choices] or [""])),
        FieldType.HOLDER: st.just(FIRM),
        FieldType.AREA: st.sampled_from(["210100", "210102", "大连市"]),
        FieldType.POINT: st.just([123.4, 41.8]),
        FieldType.SCORE_SHEET: st.fixed_dictionaries({one.id: st.integers(0, 12) for one in field.items}),
    }
    return by_type.get(field.type, st.sampled_from(["3110", "drc", "x"]))


def rows(register: Register) -> st.SearchStrategy[dict[str, object]]:
    """Return rows: the case's own good values, some of them written otherwise, some keys unknown."""
    case = tomllib.loads((CASES / f"{register.id}.toml").read_text(encoding="utf-8"))["values"]
    others = {one.id: st.one_of(good(one), ODD) for one in register.fields}
    changed = st.fixed_dictionaries({}, optional={**others, "nowhere": ODD})
    return changed.map(lambda some: {**case, **some})


def outcome(read, values):
    """Return clean values with their types, or the faults in their order."""
    try:
        clean = read(values)
    except InvalidRecordError as error:
        return [(one.what, one.where.field, one.remedy, one.kind) for one in error.errors]
    return repr(clean)


@pytest.mark.parametrize("key", sorted(REGISTERS))
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_row_comes_out_as_by_rule(key, data):
    register, compiled = REGISTERS[key], COMPILED[key]
    state = data.draw(st.sampled_from([one.id for one in register.states]))
    values = data.draw(rows(register))

    def by_rule(given_values):
        return validate(
            register, given_values, state=state, day=DAY, codes=CODES, opened=OPENED, calendar=CALENDAR
        )

    assert outcome(compiled.validator(state, OPENED).validate, values) == outcome(by_rule, values)


@pytest.mark.parametrize("key", sorted(REGISTERS))
def test_a_good_row_is_good(key):
    register = REGISTERS[key]
    case = tomllib.loads((CASES / f"{key}.toml").read_text(encoding="utf-8"))
    codes = load_codes(
        {case["values"].get("area", "210000"): "某地", "210100": "沈阳市"}, {"drc": "省发展改革委"}
    )
    compiled = Compiled(register, day=DAY, codes=codes, calendar=CALENDAR)
    read = compiled.validator(register.start.id, date.fromisoformat(str(case["opened"])))
    assert outcome(read.validate, case["values"]) == outcome(
        lambda values: validate(
            register,
            values,
            state=register.start.id,
            day=DAY,
            codes=codes,
            opened=case["opened"],
            calendar=CALENDAR,
        ),
        case["values"],
    )


def test_given_values_are_read_each_by_itself():
    read = COMPILED["cleaner_production"].validator("proposed", OPENED)
    clean, faults = read.read_given(
        {"firm_name": " 某厂 ", "address": "", "list_year": "twenty", "listed_on": datetime(2026, 2, 1)}
    )
    assert clean == {"firm_name": "某厂", "address": None, "listed_on": "2026-02-01"}
    assert [one.where.field for one in faults] == ["list_year"]


def test_what_was_read_once_is_nobody_elses():
    read = COMPILED["cleaner_production"].validator("proposed", OPENED)
    first, _faults = read.read_given({"cases": "energy"})
    first["cases"].append("toxic")
    assert read.read_given({"cases": "energy"})[0] == {"cases": ["energy"]}
