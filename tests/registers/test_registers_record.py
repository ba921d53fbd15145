"""What a record may hold: every fault at once, at its field, with what would be right."""

from __future__ import annotations

import json
import math
import unicodedata
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.registers.errors import InvalidRecordError
from lvxun.registers.model import Choice, Computation, Field, InForce, LimitUnit, ScoreItem
from lvxun.registers.record import changed, display, missing_fields, validate, validate_filing
from registers.register_builder import FIRM, GOOD, codes, field, label, parameter, register

DAY = date(2026, 3, 10)
CODES = codes()


def read(one: Field, raw: object, **more: object) -> object:
    """Return what a register with this field keeps of ``raw``."""
    held = register(fields=(one,), **more)
    return validate(held, {one.id: raw}, state="asked", day=DAY, codes=CODES).get(one.id)


def faults(
    one: Field | tuple[Field, ...], values: dict, state: str = "asked", **more: object
) -> dict[str, str]:
    """Return what is wrong, by field: words and remedy."""
    held = register(fields=one if isinstance(one, tuple) else (one,), **more)
    with pytest.raises(InvalidRecordError) as refusal:
        validate(held, values, state=state, day=DAY, codes=CODES)
    assert all(fault.remedy for fault in refusal.value.errors)
    return {fault.where.field: f"{fault.what} {fault.remedy}" for fault in refusal.value.errors}


def fault(one: Field, raw: object, **more: object) -> str:
    found = faults(one, {one.id: raw}, **more)
    assert list(found) == [one.id]
    return found[one.id]


def test_all_faults_come_at_once():
    found = faults(
        (
            field("name", required=True),
            field("kept", "date"),
            field("amount", "number", unit="t"),
            field("area", "area"),
        ),
        {"kept": "2026-02-30", "amount": "5 万吨", "area": "310000", "nme": "x"},
    )
    assert set(found) == {"name", "kept", "amount", "area", "nme"}
    assert "Did you mean name?" in found["nme"]


def test_a_good_record_comes_back_clean():
    clean = validate(register(), {**GOOD, "name": "  示例公司 "}, state="asked", day=DAY, codes=CODES)
    assert clean == {"name": "示例公司", "area": "210100", "holder": FIRM}


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("12", 12),
        ("１２．５", 12.5),
        (3.0, 3),
        ("1,234,567.5", 1234567.5),
        ("-0.5", -0.5),
        ("1e3", 1000),
        ("7 t", 7),
    ],
)
def test_number_is_read_as_people_write_it(raw, kept):
    found = read(field("n", "number", unit="t"), raw)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(
    "raw", ["5 万吨", "5 kg", "5万", "12,34", "1 2", "abc", True, [1], math.nan, math.inf, "1e400"]
)
def test_what_is_no_number_in_the_field_s_unit_is_refused_with_the_unit(raw):
    assert " t" in fault(field("n", "number", unit="t"), raw)


def test_another_unit_is_named():
    words = fault(field("n", "number", unit="t"), "5 万吨")
    assert "given in 万吨" in words
    assert "This field is in t" in words


def test_number_stays_within_its_bounds():
    assert "at least 0" in fault(field("n", "number", minimum=0), -1)
    assert "at most 100 %" in fault(field("n", "number", unit="%", maximum=100), "100.5")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("1200", "1200.00"),
        (1234.5, "1234.50"),
        ("￥1,200.05元", "1200.05"),
        (0, "0.00"),
        ("１００", "100.00"),
    ],
)
def test_money_is_kept_to_the_cent(raw, kept):
    assert read(field("m", "money", unit="CNY"), raw) == kept


@pytest.mark.parametrize("raw", ["0.005", 0.1 + 0.2, "5万元", "nan", "1200 USD"])
def test_what_is_no_money_is_refused(raw):
    assert "CNY" in fault(field("m", "money", unit="CNY"), raw)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-01",
        "2026/3/1",
        "2026.3.1",
        "20260301",
        20260301,
        "２０２６－０３－０１",
        "2026年3月1日",
        "2026-03-01 00:00:00",
        date(2026, 3, 1),
        datetime(2026, 3, 1, 8, 30),
    ],
)
def test_date_is_read_as_people_and_sheets_write_it(raw):
    assert read(field("d", "date"), raw) == "2026-03-01"


@pytest.mark.parametrize(
    "raw", ["2026-02-30", "2026-13-01", "01/03/2026", "46082", "soon", "0001-01-01", True]
)
def test_what_is_no_date_is_refused(raw):
    fault(field("d", "date"), raw)


def test_a_date_before_the_founding_is_refused():
    fields = (field("founded", "date"), field("permit", "date", not_before="founded", not_after="today"))
    found = faults(fields, {"founded": "2020-05-01", "permit": "2019-05-01"})
    assert "lies before “founded（中）” (2020-05-01)" in found["permit"]
    assert "after today" in faults(fields, {"permit": "2026-03-11"})["permit"]
    assert validate(register(fields=fields), {"permit": "2026-03-10"}, state="asked", day=DAY, codes=CODES)


def test_a_wrong_check_sign_is_named_with_the_right_one():
    words = fault(field("holder", "holder"), FIRM[:-1] + "0")
    assert "check sign 0" in words
    assert f"would be {FIRM[-1]}" in words


@pytest.mark.parametrize(
    ("raw", "part"), [("123", "has 3 signs"), (FIRM[:-2] + "IO", "no I, O"), ("9121AB" + FIRM[6:], "3 to 8")]
)
def test_what_is_no_credit_code_is_refused(raw, part):
    assert part in fault(field("holder", "holder"), raw)


def test_credit_code_is_read_in_small_and_full_width_letters():
    assert read(field("holder", "holder"), f" {FIRM.lower()} ") == FIRM
    assert read(field("holder", "holder"), FIRM.translate({48 + n: 0xFF10 + n for n in range(10)})) == FIRM


def test_text_keeps_html_and_is_composed():
    assert read(field("t"), "<script>alert(1)</script>") == "<script>alert(1)</script>"
    assert read(field("t"), unicodedata.normalize("NFD", "Müllverbrennung é")) == "Müllverbrennung é"


@pytest.mark.parametrize("raw", ["a\x00b", "a\x1bb", "a\nb", "a\ud800b", "a\x85b"])
def test_text_with_control_characters_is_refused(raw):
    assert "control character" in fault(field("t"), raw)


def test_long_text_has_lines_and_a_length():
    assert read(field("t", "long_text"), "a\r\nb\tc") == "a\nb\tc"
    assert "At most 500" in fault(field("t"), "x" * 501)
    assert "At most 5" in fault(field("t", maximum=5), "123456")
    assert "must match" in fault(field("t", pattern=r"\d{4}"), "12345")


CHOICES = (
    Choice("close", label("close")),
    Choice("move", label("move")),
    Choice("old", label("old"), InForce(date(2010, 1, 1), date(2020, 1, 1))),
)


@pytest.mark.parametrize("raw", ["move", "move（中）", "Move"])
def test_choice_is_read_by_id_and_by_name(raw):
    assert read(field("c", "choice", choices=CHOICES), raw) == "move"


def test_an_unknown_choice_comes_with_the_nearest():
    words = fault(field("c", "choice", choices=CHOICES), "clos")
    assert "Did you mean “close”?" in words
    assert "old" not in words
    assert "not in force" in fault(field("c", "choice", choices=CHOICES), "old")


@pytest.mark.parametrize(
    "raw", ["move；close", ["close", "move", "close"], "close、move", "move（中）; close; "]
)
def test_choices_are_kept_once_and_in_order(raw):
    assert read(field("c", "choices", choices=CHOICES), raw) == ["close", "move"]


def test_yes_no_is_read_and_else_refused():
    assert [read(field("y", "yes_no"), raw) for raw in ("是", "否", "yes", "0", True)] == [
        True,
        False,
        True,
        False,
        True,
    ]
    assert "neither yes nor no" in fault(field("y", "yes_no"), "maybe")


@pytest.mark.parametrize(("raw", "kept"), [("沈阳市", "210100"), ("210102", "210102"), ("21SF00", "21SF00")])
def test_area_is_of_the_region(raw, kept):
    assert read(field("area", "area"), raw) == kept


def test_an_area_elsewhere_is_refused():
    assert "no area of this region" in fault(field("area", "area"), "310101")
    assert "Did you mean “沈阳市”?" in fault(field("area", "area"), "沈阳")


def test_industry_and_waste_are_of_the_national_lists():
    assert read(field("i", "industry"), 3110) == "3110"
    assert "Under 311 there are" in fault(field("i", "industry"), "3119")
    assert "two to four digits" in fault(field("i", "industry"), "31100")
    assert read(field("w", "waste"), "HW49 900－041－49") == "900-041-49"
    assert "900-041-49" in fault(field("w", "waste"), "900-041-48")


@pytest.mark.parametrize(
    "raw", [[123.43, 41.8], "123.43, 41.8", "123.43，41.8", {"lon": 123.43, "lat": "41.8"}, "[123.43, 41.8]"]
)
def test_point_is_longitude_and_latitude(raw):
    assert read(field("p", "point"), raw) == [123.43, 41.8]


def test_a_point_elsewhere_or_turned_round_is_refused():
    assert "outside China" in fault(field("p", "point"), [2.35, 48.85])
    assert "latitude first" in fault(field("p", "point"), [41.8, 123.43])
    assert "pair of numbers" in fault(field("p", "point"), ["x", 1])


SQUARE = [[123.0, 41.0], [123.1, 41.0], [123.1, 41.1], [123.0, 41.1]]
BOW_TIE = [[123.0, 41.0], [123.1, 41.1], [123.1, 41.0], [123.0, 41.1]]


def test_polygon_is_read_in_its_usual_forms():
    closed = [*SQUARE, SQUARE[0]]
    for raw in (
        SQUARE,
        closed,
        json.dumps({"type": "Polygon", "coordinates": [closed]}),
        "123,41;123.1,41;123.1,41.1;123,41.1",
    ):
        assert read(field("site", "polygon"), raw) == SQUARE


def test_a_polygon_that_crosses_itself_is_refused_with_the_place():
    assert "crosses or touches itself at 123.05000, 41.05000" in fault(field("site", "polygon"), BOW_TIE)


@pytest.mark.parametrize(
    "raw",
    [
        SQUARE[:2],
        [SQUARE[0]] * 4,
        [[123, 41], [123.1, 41], [123.2, 41]],
        "{",
        {"type": "Point", "coordinates": [1, 2]},
        5,
    ],
)
def test_what_is_no_polygon_is_refused(raw):
    fault(field("site", "polygon"), raw)


TABLE = field(
    "options",
    "table",
    columns=(
        field("name", required=True),
        field("investment", "money", unit="CNY", minimum=0),
        field("saved", "number", unit="tce"),
        field("each", "computed", computation=Computation("ratio", ("investment", "saved"))),
    ),
)


def test_a_table_has_its_fewest_rows_and_its_most():
    held = replace(TABLE, minimum=2, maximum=3)
    row = {"name": "a", "investment": "0.1"}
    assert "1 rows" in fault(held, [row, {}])
    assert read(held, [row, row]) is not None
    assert "At most 3" in fault(held, [row] * 4)
    assert read(held, []) is None


def test_table_rows_are_numbered_as_they_were_given():
    rows = [
        {"name": "a", "investment": 5},
        {},
        {"investment": "-1", "saved": "x"},
        {"name": " ", "saved": ""},
    ]
    assert set(faults(TABLE, {"options": rows})) == {
        "options[3].name",
        "options[3].investment",
        "options[3].saved",
    }
    kept = read(TABLE, rows[:2])
    assert kept == [{"name": "a", "investment": "5.00"}]


def test_a_row_computes_its_own_fields():
    assert read(TABLE, [{"name": "a", "investment": 5, "saved": 2}]) == [
        {"name": "a", "investment": "5.00", "saved": 2, "each": 2.5}
    ]


SHEET = field(
    "score",
    "score_sheet",
    required_in=("issued",),
    items=(ScoreItem("a", label("a"), 30), ScoreItem("b", label("b"), 70, weight=0.5)),
)
TOTAL = field("total", "computed", computation=Computation("score", ("score",)))


def test_score_sheet_is_weighed_and_bounded():
    clean = validate(
        register(fields=(SHEET, TOTAL)), {"score": {"a": 20, "b": "60"}}, state="issued", day=DAY, codes=CODES
    )
    assert clean == {"score": {"a": 20, "b": 60}, "total": 50}
    found = faults((SHEET,), {"score": {"a": 31, "b": -1, "c": 2}})
    assert set(found) == {"score.a", "score.b", "score.c"}
    assert set(faults((SHEET,), {"score": {"a": 20}}, state="issued")) == {"score.b"}


def test_required_depends_on_the_state():
    fields = (field("name", required=True), field("number", required_in=("issued",)))
    held = register(fields=fields)
    assert validate(held, {"name": "x"}, state="asked", day=DAY, codes=CODES) == {"name": "x"}
    assert set(faults(fields, {"name": "x"}, state="issued")) == {"number"}
    assert missing_fields(held, {"name": " "}, "issued", DAY) == ["name", "number"]


def test_rules_are_those_of_the_day_the_record_was_opened():
    old = field("old", in_force=InForce(date(2010, 1, 1), date(2022, 12, 31)))
    new = field("new", required=True, in_force=InForce(date(2023, 1, 1)))
    held = register(fields=(old, new))
    before = validate(held, {"old": "x"}, state="asked", day=DAY, codes=CODES, opened=date(2021, 5, 1))
    assert before == {"old": "x"}
    assert set(faults((old, new), {"old": "x"})) == {"old", "new"}


def compute(how: str, of: tuple[str, ...], values: dict, fields: tuple[Field, ...], **more: object) -> object:
    unit = str(more.pop("unit_of_field", ""))
    total = field("total", "computed", unit=unit, computation=Computation(how, of, **more))  # type: ignore[arg-type]
    held = register(
        fields=(total, *fields), parameters=(parameter("years", (2, "2010-01-01"), (5, "2020-01-01")),)
    )
    return validate(held, values, state="asked", day=DAY, codes=CODES).get("total")


NUMBERS = (
    field("a", "number"),
    field("b", "number"),
    field("m", "money", unit="CNY"),
    field("n", "money", unit="CNY"),
)


@pytest.mark.parametrize(
    ("how", "of", "values", "result"),
    [
        ("sum", ("a", "b"), {"a": 0.1, "b": 0.2}, 0.3),
        ("sum", ("a", "b"), {"a": 1}, None),  # one is not known: nor is the sum (conventions §2)
        ("sum", ("m", "n"), {"m": "0.10", "n": "0.20"}, "0.30"),
        ("difference", ("m", "n"), {"m": "1", "n": "0.9"}, "0.10"),
        ("product", ("a", "b"), {"a": 3, "b": 0.5}, 1.5),
        ("ratio", ("a", "b"), {"a": 3, "b": 4}, 0.75),
        ("ratio", ("a", "b"), {"a": 3, "b": 0}, None),
        ("ratio", ("m", "a"), {"m": "10", "a": 4}, 2.5),
    ],
)
def test_named_sums(how, of, values, result):
    assert compute(how, of, values, NUMBERS) == result


def test_sum_of_a_column_leaves_out_empty_cells():
    rows = [{"name": "a", "investment": "0.1"}, {"name": "b"}, {"name": "c", "investment": "0.2", "saved": 4}]
    assert compute("sum", ("options.investment",), {"options": rows}, (TABLE,)) == "0.30"
    assert compute("sum", ("options.saved",), {"options": rows[:2]}, (TABLE,)) is None


def test_time_is_added_by_the_parameter_of_its_day():
    dated = (field("since", "date"),)
    more = {"parameter": "years", "unit": LimitUnit.YEARS}
    assert compute("add_time", ("since",), {"since": "2019-06-30"}, dated, **more) == "2021-06-30"
    assert compute("add_time", ("since",), {"since": "2020-06-30"}, dated, **more) == "2025-06-30"
    assert compute("add_time", ("since",), {"since": "2009-06-30"}, dated, **more) is None


def test_computed_fields_come_after_what_they_need_and_are_never_entered():
    first = field("twice", "computed", computation=Computation("product", ("four", "a")))
    second = field("four", "computed", computation=Computation("sum", ("a", "b")))
    held = register(fields=(first, second, *NUMBERS))
    clean = validate(held, {"a": 2, "b": 2, "four": 99}, state="asked", day=DAY, codes=CODES)
    assert (clean["four"], clean["twice"]) == (4, 8)


def test_a_field_check_speaks_at_its_field():
    one = field("url", check="web_address")
    assert read(one, "https://example.gov.cn/a?b=1") == "https://example.gov.cn/a?b=1"
    assert "https://" in fault(one, "javascript:alert(1)")


def test_a_filing_is_read_like_a_record():
    fields = (field("url", required=True), field("on", "date", not_after="today"))
    assert validate_filing(register(), fields, {"url": "x", "on": "2026/3/1"}, day=DAY, codes=CODES) == {
        "url": "x",
        "on": "2026-03-01",
    }
    with pytest.raises(InvalidRecordError) as refusal:
        validate_filing(register(), fields, {"on": "2026-03-11"}, day=DAY, codes=CODES)
    assert {one.where.field for one in refusal.value.errors} == {"url", "on"}


def test_changed_tells_before_and_after():
    assert changed(register(), {"name": "a", "area": "1"}, {"name": "b", "area": "1", "holder": "x"}) == {
        "name": ("a", "b"),
        "holder": (None, "x"),
    }


@pytest.mark.parametrize(
    ("one", "value", "zh", "en"),
    [
        (field("y", "yes_no"), False, "否", "no"),
        (field("m", "money", unit="CNY"), "1234567.50", "1,234,567.50 元", "1,234,567.50 CNY"),
        (field("n", "number", unit="t"), 1234.5, "1,234.5 t", "1,234.5 t"),
        (field("n", "number", unit="year"), 2026, "2026", "2026"),
        (field("area", "area"), "210100", "沈阳市", "沈阳市"),
        (field("c", "choices", choices=CHOICES), ["close", "move"], "close（中）、move（中）", "close, move"),
        (field("t"), None, "", ""),
    ],
)
def test_value_is_shown_in_either_language(one, value, zh, en):
    assert (display(one, value, "zh-hans", CODES), display(one, value, "en", CODES)) == (zh, en)


EVERY_TYPE = (
    *(
        field(kind, kind)
        for kind in ("text", "long_text", "number", "money", "date", "yes_no", "body", "area", "holder")
    ),
    *(field(kind, kind) for kind in ("industry", "waste", "point", "polygon", "file", "reference")),
    field("choice", "choice", choices=CHOICES),
    field("choices", "choices", choices=CHOICES),
    TABLE,
    SHEET,
)
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([one.id for one in EVERY_TYPE]), json_like))
def test_whatever_is_written_gives_a_record_or_faults_at_fields(values):
    held = register(fields=EVERY_TYPE)
    try:
        clean = validate(held, values, state="asked", day=DAY, codes=CODES)
    except InvalidRecordError as refusal:
        assert all(one.where.field and one.remedy for one in refusal.errors)
    else:
        json.dumps(clean, allow_nan=False).encode()
        assert validate(held, clean, state="asked", day=DAY, codes=CODES) == clean


def test_what_is_nested_without_end_is_refused_like_anything_else():
    deep: object = "x"
    for _ in range(900):
        deep = [deep]
    found = faults(EVERY_TYPE, {one.id: deep for one in EVERY_TYPE})
    assert {name.partition("[")[0] for name in found} == {one.id for one in EVERY_TYPE}


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_money_is_exact_and_stays_as_it_is(amount):
    kept = read(field("m", "money"), str(amount))
    assert kept == f"{amount:.2f}"
    assert read(field("m", "money"), kept) == kept
