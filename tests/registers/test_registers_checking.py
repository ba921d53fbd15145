"""Every way to get a register file wrong is told with its key and a remedy, and all of them at once."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_register import LABELS, small, spoilt, text_of

from lvxun.plan.storage import load as load_plan
from lvxun.registers.checking import check, check_file
from lvxun.registers.defining.across import across
from lvxun.registers.errors import DefinitionFaultsError
from lvxun.registers.model import Register
from lvxun.registers.reading import RULES, build, load

LIAONING = RULES.parent / "provinces/liaoning"


def faults_of(data, **known):
    try:
        build(data, "kilns", **known)
    except DefinitionFaultsError as error:
        return error.errors
    return ()


def the_fault(data):
    faults = faults_of(data)
    assert len(faults) == 1, [fault.message for fault in faults]
    return faults[0]


def test_the_small_register_is_sound():
    assert faults_of(small()) == ()


FAULTY = [
    # where it is, what stands there instead, the key named, words of the message
    (("register", "title"), "nam", "register.title", "Did you mean 'name'"),
    (("register", "title"), "parts", "register.title", "no title"),
    (("register", "keeper"), "ecologie", "register.keeper", "Did you mean 'ecology'"),
    (("register", "subject"), "frim", "register.subject", "Did you mean 'firm'"),
    (("register", "level"), "city", "register.level", "prefecture"),
    (("register", "unique"), [["name", "colour"]], "register.unique[0]", "colour"),
    (("register", "unique"), "name", "register.unique", "list of lists"),
    (("register", "creators"), ["officer@village"], "register.creators", "no level 'village'"),
    (("register", "creators"), ["oficer"], "register.creators", "Did you mean 'officer'"),
    (("register", "creators"), ["officer@county:ecolgy"], "register.creators", "Did you mean 'ecology'"),
    (("register", "creators"), ["a b"], "register.creators", "role@level"),
    (("register", "creators"), ["holder@county"], "register.creators", "neither level nor function"),
    (("register", "readers"), ["public"], "register.readers", "[publication]"),
    (("register", "measures"), [], "register.measures", "names no measures"),
    (("register", "measures"), [3, 4], "register.quotes", "measure 4 has no quote"),
    (("register", "quotes", "7"), "words", "register.quotes.7", "measure 7 is quoted"),
    (("register", "quotes", "x"), "words", "register.quotes.x", "no quote of a measure"),
    (("register", "label_en"), None, "register.label_en", "missing although the other language is there"),
    (("register", "label_zh"), "<b>窑</b>", "register.label_zh", "HTML"),
    (("register", "label_zh"), "窑\u202e", "register.label_zh", "control signs"),
    (("register", "summary_zh"), "只有中文", "register.summary_en", "English"),
    (("register", "id"), "kiln", "register.id", "not the file's name"),
    (("register", "measure"), [3], "register.measure", "Did you mean 'measures'"),
    (("numbering", "form"), "K{yaer}-{serial}", "numbering.form", "Did you mean 'year'"),
    (("numbering", "form"), "K{year", "numbering.form", "braces"),
    (("numbering", "form"), "K{year}", "numbering.form", "same code"),
    (("numbering", "form"), "K{serial:999999999d}", "numbering.form", "cannot be written"),
    (("numbering", "form"), "K{serial!r}", "numbering.form", "cannot be written"),
    (("numbering", "form"), "K{area.x}{serial}", "numbering.form", "neither a field nor a part"),
    (("numbering", "form"), None, "numbering", "no code"),
    (("numbering", "pattern"), "[0-9", "numbering.pattern", "no regular expression"),
    (("numbering", "serial_by"), ["serial"], "numbering.serial_by", "serial"),
    (("numbering", "given_in"), "shut", "numbering.given_in", "no state 'shut'"),
    (("basis", "law", "since"), None, "basis[law].since", "missing"),
    (("basis", "law", "until"), date(2014, 1, 1), "basis[law].until", "before it begins"),
    (("basis", "law", "confidence"), "sure", "basis[law].confidence", "high, medium, low"),
    (("parameter", "days", "values"), [], "parameter[days].values", "no value"),
    (
        ("parameter", "days", "values", 0, "until"),
        date(2016, 1, 1),
        "parameter[days].values",
        "in force since 2016-01-01",
    ),
    (("parameter", "days", "values", 0, "value"), float("nan"), "parameter[days].values[0].value", "nan"),
    (
        ("parameter", "days", "values", 1),
        {"value": 20, "since": date(2015, 1, 1)},
        "parameter[days].values[1]",
        "overlaps",
    ),
    (
        ("parameter", "days", "values", 1),
        {"value": 20, "since": date(2020, 1, 1)},
        "parameter[days].values[1]",
        "has no end",
    ),
    (("parameter", "days", "basis"), "lwa", "parameter[days].basis", "Did you mean 'law'"),
    (("field", "name", "type"), "string", "field[name].type", "there is no type 'string'"),
    (("field", "name", "label_zh"), None, "field[name].label_zh", "missing"),
    (("field", "name", "lable_zh"), "名", "field[name].lable_zh", "Did you mean 'label_zh'"),
    (("field", "name", "pattern"), "(", "field[name].pattern", "no regular expression"),
    (("field", "name", "pattern"), "^(a+)+$", "field[name].pattern", "repeat within a repeat"),
    (("field", "name", "required"), "yes", "field[name].required", "neither true nor false"),
    (("field", "name", "choices"), [{"id": "a", **LABELS}], "field[name].choices", "leave it out"),
    (("field", "area", "type"), "text", "field[area].type", "no field 'area' of type area"),
    (("field", "burnt", "minimum"), 20, "field[burnt].maximum", "below the minimum"),
    (("field", "burnt", "minimum"), "zero", "field[burnt].minimum", "no bound of a number"),
    (("field", "burnt", "minimum"), date(2020, 1, 1), "field[burnt].minimum", "no bound of a number"),
    (("field", "burnt", "check"), "burnt_well", "field[burnt].check", "no check 'burnt_well'"),
    (("field", "burnt", "file"), True, "field[burnt].file", "no key 'file'"),
    (("field", "fuel", "choices"), None, "field[fuel].choices", "needs 'choices'"),
    (("field", "fuel", "choices", 2), {"id": "coal", **LABELS}, "field[fuel].choices[coal].id", "already"),
    (
        ("field", "closed_on", "not_before"),
        "foundon",
        "field[closed_on].not_before",
        "Did you mean 'found_on'",
    ),
    (("field", "closed_on", "not_before"), "name", "field[closed_on].not_before", "not a date"),
    (("field", "closed_on", "not_before"), "closed_on", "field[closed_on].not_before", "itself"),
    (("field", "closed_on", "required_in"), ["shut"], "field[closed_on].required_in", "no state 'shut'"),
    (("field", "parts", "filter"), True, "field[parts].filter", "no value to filter"),
    (("field", "parts", "public"), True, "field[parts].columns", "none of its columns"),
    (
        ("field", "parts", "columns", "cost", "public"),
        True,
        "field[parts].columns[cost].public",
        "its table 'parts' is not",
    ),
    (("field", "parts", "columns", "cost", "columns"), [], "field[parts].columns[cost].columns", "no key"),
    (("field", "marks", "items", "A1", "full"), 0, "field[marks].items[A1].full", "full marks"),
    (
        ("field", "cost", "computed", "of"),
        ["parts.cots"],
        "field[cost].computed.of",
        "Did you mean 'parts.cost'",
    ),
    (("field", "cost", "computed", "of"), ["name"], "field[cost].computed.of", "one number or more"),
    (("field", "cost", "computed", "of"), ["cost"], "field[cost].computed.of", "cost ← cost"),
    (("field", "cost", "computed", "how"), "summ", "field[cost].computed.how", "Did you mean 'sum'"),
    (("field", "cost", "required"), True, "field[cost].required", "nobody enters"),
    (("field", "total", "computed", "of"), ["burnt"], "field[total].computed.of", "one score sheet"),
    (("field", "review_on", "computed", "unit"), None, "field[review_on].computed.unit", "needs a unit"),
    (
        ("field", "review_on", "computed", "parameter"),
        "dyas",
        "field[review_on].computed.parameter",
        "'days'",
    ),
    (("state", "found", "kind"), "first", "state[found].kind", "there is no kind 'first'"),
    (("state", "ordered", "kind"), "start", "state[ordered].kind", "second start"),
    (("state", "ordered", "tone"), "blue", "state[ordered].tone", "good, warn, bad, neutral"),
    (("state", 3), {"id": "lost", **LABELS, "kind": "open"}, "state[lost]", "no transition leads"),
    (("transition", "order", "from"), ["fuond"], "transition[order].from", "Did you mean 'found'"),
    (("transition", "order", "from"), [], "transition[order].from", "starts nowhere"),
    (("transition", "order", "to"), "orderd", "transition[order].to", "Did you mean 'ordered'"),
    (("transition", "order", "by"), [], "transition[order].by", "nobody"),
    (("transition", "order", "needs"), ["found_no"], "transition[order].needs", "Did you mean 'found_on'"),
    (("transition", "order", "sets"), {"fuel": "wood"}, "transition[order].sets.fuel", "no choice 'wood'"),
    (("transition", "order", "sets"), {"cost": 5}, "transition[order].sets.cost", "computed"),
    (("transition", "order", "sets"), {"burnt": "much"}, "transition[order].sets.burnt", "does not fit"),
    (("transition", "order", "sets"), {"name": "today"}, "transition[order].sets.name", "does not fit"),
    (
        ("transition", "order", "sets"),
        {"found_on": "tomorrow"},
        "transition[order].sets.found_on",
        "does not fit",
    ),
    (
        ("parameter", "days", "values", 0, "value"),
        "30",
        "transition[order].limits[0].parameter",
        "no length of time",
    ),
    (
        ("parameter", "days", "values", 0, "value"),
        1.5,
        "transition[order].limits[0].parameter",
        "no length of time",
    ),
    (
        ("transition", "order", "limits", 0, "silence"),
        "found",
        "transition[order].limits[0].silence",
        "to itself",
    ),
    (
        ("transition", "close", "limits", 0, "silence"),
        "ordered",
        "transition[close].limits[0].silence",
        "to itself",
    ),
    (
        ("transition", "close", "limits", 0, "counted_from"),
        "field:cost",
        "transition[close].limits[0].counted_from",
        "no date field 'cost'",
    ),
    (("transition", "order", "opens"), "nothing", "transition[order].opens", "no register 'nothing'"),
    (("transition", "order", "basis"), "lwa", "transition[order].basis", "Did you mean 'law'"),
    (
        ("transition", "order", "limits", 0, "parameter"),
        None,
        "transition[order].limits[0].amount",
        "no amount",
    ),
    (
        ("transition", "order", "limits", 0, "amount"),
        3,
        "transition[order].limits[0].amount",
        "and a parameter",
    ),
    (
        ("transition", "order", "limits", 0, "unit"),
        "weeks",
        "transition[order].limits[0].unit",
        "working_days",
    ),
    (
        ("transition", "order", "limits", 0, "silence"),
        "shut",
        "transition[order].limits[0].silence",
        "no state",
    ),
    (
        ("transition", "order", "limits", 0, "counted_from"),
        "field:name",
        "transition[order].limits[0].counted_from",
        "no date field",
    ),
    (
        ("transition", "order", "limits", 0, "when"),
        {"fuel": "cole"},
        "transition[order].limits[0].when.fuel",
        "Did you mean 'coal'",
    ),
    (
        ("transition", "close", "limits", 0, "amount"),
        10**9,
        "transition[close].limits[0].amount",
        "whole number",
    ),
    (
        ("transition", "close", "when"),
        {"colour": "red"},
        "transition[close].when.colour",
        "no field 'colour'",
    ),
    (("transition", "close", "when"), {"burnt": "much"}, "transition[close].when.burnt", "never 'much'"),
    (("transition", "close", "when"), {"name": {"low": 1}}, "transition[close].when.name", "does not fit"),
    (
        ("transition", "close", "when"),
        {"burnt": {"low": 5, "high": 1}},
        "transition[close].when.burnt",
        "down to",
    ),
    (("transition", "close", "when"), {"burnt": {}}, "transition[close].when.burnt", "no end"),
    (
        ("transition", "close", "when"),
        {"state": "fund"},
        "transition[close].when.state",
        "Did you mean 'found'",
    ),
    (("transition", "close", "proofs", 0, "id"), "Photo 1", "transition[close].proofs[Photo 1].id", "no id"),
    (("duty", "report", "day"), "02-30", "duty[report].day", "no day of a year"),
    (("duty", "report", "every"), "week", "duty[report].every", "there is no every 'week'"),
    (("duty", "report", "every"), "month", "duty[report].day", "no day of a month"),
    (("duty", "report", "step"), "ordr", "duty[report].step", "Did you mean 'order'"),
    (("duty", "report", "who"), "firm", "duty[report].who", "no role 'firm'"),
    (("publication", "states"), ["shut"], "publication.states", "no state 'shut'"),
    (("publication", "after", "amount"), -1, "publication.after.amount", "negative"),
    (("publication", "after", "parameter"), "x", "publication.after.amount", "and a parameter"),
    (("publication", "states"), None, "field[name].public", "no state is published"),
    (("retention", "years"), 0, "retention.years", "no time"),
    (("indicator", "kilns_closed", "of"), None, "indicator[kilns_closed].of", "not said"),
    (("indicator", "kilns_closed", "unit"), "t", "indicator[kilns_closed].unit", "in %"),
    (("indicator", "kilns_days", "unit"), "days", "indicator[kilns_days].unit", "in d"),
    (("indicator", "kilns_days", "between"), None, "indicator[kilns_days].between", "not said"),
    (("indicator", "kilns_days", "between"), ["found"], "indicator[kilns_days].between", "1 states"),
    (("indicator", "kilns_burnt", "value"), None, "indicator[kilns_burnt].value", "nothing to sum"),
    (("indicator", "kilns_burnt", "value"), "name", "indicator[kilns_burnt].value", "no number"),
    (("indicator", "kilns_burnt", "at"), "entered:shut", "indicator[kilns_burnt].at", "no state 'shut'"),
    (("indicator", "kilns_burnt", "at"), "noon", "indicator[kilns_burnt].at", "no time"),
    (("indicator", "kilns_burnt", "measures"), [9], "indicator[kilns_burnt].measures", "measure 9"),
]


@pytest.mark.parametrize(
    ("path", "value", "key", "words"),
    FAULTY,
    ids=lambda one: "-".join(map(str, one)) if isinstance(one, tuple) else None,
)
def test_a_fault_names_its_key_and_what_would_be_right(path, value, key, words):
    faults = faults_of(spoilt(*path, to=value))
    fault = next((one for one in faults if one.where.field == key), None)
    assert fault, [one.message for one in faults]
    assert words in fault.message
    assert fault.remedy


def test_a_transition_that_leads_nowhere_is_told_at_the_transition():
    data = small()
    data["state"].append({"id": "limbo", **LABELS, "kind": "open"})
    data["transition"].append({"id": "shelve", **LABELS, "from": ["found"], "to": "limbo", "by": ["system"]})
    data["transition"][1]["from"] = ["ordered"]  # no longer from every state
    fault = the_fault(data)
    assert fault.where.field == "transition[shelve].to"
    assert "from where nothing leads" in fault.what


def test_a_state_reached_by_silence_alone_is_reached():
    data = spoilt("transition", "order", "limits", 0, "silence", to="lapsed")
    data["state"].append({"id": "lapsed", **LABELS, "kind": "end"})
    assert faults_of(data) == ()


def test_computed_fields_in_a_circle_are_told_with_the_way_round():
    data = small()
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        made = {"how": "sum", "of": [other]}
        data["field"].append({"id": name, "type": "computed", **LABELS, "computed": made})
    assert "a ← b ← c ← a" in faults_of(data)[0].what
    assert len(faults_of(data)) == 3


def test_a_step_open_to_holders_needs_a_holder():
    data = small()
    data["field"] = [one for one in data["field"] if one["id"] != "holder"]
    data["register"]["unique"] = [["name"]]
    assert the_fault(data).where.field == "duty[report].who"


def test_all_faults_come_at_once():
    data = spoilt("register", "keeper", to="nobody")
    data["field"][0]["type"] = "string"
    data["state"][1]["kind"] = "middle"
    data["transition"][0]["to"] = "nowhere"
    keys = {fault.where.field for fault in faults_of(data)}
    assert keys >= {"register.keeper", "field[name].type", "state[ordered].kind", "transition[order].to"}


def test_no_section_but_those_known():
    data = {**small(), "transitions": [], "state": "open", "register": small()["register"]}
    messages = [fault.message for fault in faults_of(data)]
    assert any("Did you mean 'transition'" in message for message in messages)
    assert any("Write [[state]]" in message for message in messages)


def test_an_empty_file_says_how_to_begin():
    assert any("Begin the file with [register]" in fault.message for fault in faults_of({}))


def test_other_registers_may_be_named_where_they_exist():
    data = spoilt("transition", "order", "opens", to="cases")
    assert faults_of(data, known=frozenset({"cases"})) == ()


def test_two_registers_cannot_yield_the_same_indicator():
    one = build(small(), "kilns")
    data = small()
    data["register"]["id"] = "ovens"
    other = build(data, "ovens")
    messages = [fault.message for fault in across({"kilns": one, "ovens": other})]
    assert len(messages) == 3
    assert "the register 'kilns' has an indicator 'kilns_closed' already" in messages[0]


def test_a_register_that_nobody_can_begin_is_told_unless_another_opens_it():
    data = spoilt("register", "creators", to=None)
    closed = build(data, "kilns")
    assert "nobody may begin" in across({"kilns": closed})[0].message
    opener = spoilt("transition", "order", "opens", to="kilns")
    opener["register"]["id"] = "ovens"
    opener["indicator"] = []
    assert across({"kilns": closed, "ovens": build(opener, "ovens", known=frozenset({"kilns"}))}) == []


def test_the_line_of_a_fault_is_the_line_of_its_key(tmp_path):
    data = spoilt("transition", "close", "to", to="nowhere")
    data["field"][6]["unti"] = "t"
    path = tmp_path / "kilns.toml"
    path.write_text(text_of(data), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    at = {fault.where.field: lines[fault.where.row - 1] for fault in check_file(path)}
    assert at["transition[close].to"] == 'to = "nowhere"'
    assert at["field[burnt].unti"] == 'unti = "t"'


def test_a_quote_must_stand_in_its_measure(tmp_path):
    path = tmp_path / "kilns.toml"
    path.write_text(text_of(small()), encoding="utf-8")
    assert check_file(path, own_plan={3: "整治“散乱 污”\n企业。"}) == []
    fault = check_file(path, own_plan={3: "整治企业。"})[0]
    assert fault.where.field == "register.quotes.3"
    assert "does not say" in fault.what
    assert check_file(path, own_plan={1: "x", 2: "y"})[0].what.startswith("the plan has no measure 3")


def test_the_width_of_signs_does_not_part_a_quote_from_its_measure(tmp_path):
    path = tmp_path / "kilns.toml"
    wide = small()
    wide["register"]["quotes"] = {"3": "“散乱污”企业１８家，"}
    path.write_text(text_of(wide), encoding="utf-8")
    assert check_file(path, own_plan={3: "整治“散乱污”企业18家，限期完成。"}) == []
    assert check_file(path, own_plan={3: "整治“散乱污”企业19家，限期完成。"})


def test_the_register_files_of_the_country_and_of_liaoning_have_no_fault():
    plan = {measure.number: measure.text for measure in load_plan(LIAONING).measures}
    faults = check(LIAONING, plan=plan, own_plan=plan)
    assert [fault.message for fault in faults] == []


def test_every_measure_of_liaoning_has_a_register():
    covered = {number for register in load(LIAONING).values() for number in register.measures}
    assert set(range(1, 30)) - covered == set()


KEYS = st.sampled_from(
    [
        *("register", "numbering", "basis", "parameter", "field", "state", "transition", "duty", "indicator"),
        *(
            "publication",
            "retention",
            "id",
            "label_zh",
            "label_en",
            "type",
            "from",
            "to",
            "by",
            "limits",
            "when",
        ),
        *(
            "choices",
            "columns",
            "items",
            "computed",
            "of",
            "how",
            "values",
            "value",
            "since",
            "until",
            "unit",
        ),
        *(
            "quotes",
            "measures",
            "unique",
            "form",
            "serial_by",
            "pattern",
            "minimum",
            "maximum",
            "proofs",
            "sets",
        ),
        *(
            "amount",
            "counted_from",
            "silence",
            "states",
            "after",
            "every",
            "day",
            "limit",
            "low",
            "high",
            "at",
        ),
    ]
) | st.text(max_size=8)
WORDS = st.sampled_from(
    [
        *(
            "text",
            "table",
            "computed",
            "score_sheet",
            "date",
            "start",
            "open",
            "end",
            "officer@county",
            "holder",
        ),
        *(
            "name",
            "area",
            "*",
            "state",
            "field:x",
            "{year",
            "{serial}",
            "(",
            "sum",
            "add_time",
            "a",
            "b",
            "year",
        ),
        *("01-31", "share", "days", "entered:a", "kilns", "today"),
    ]
)
VALUES = st.recursive(
    st.one_of(
        WORDS,
        st.text(max_size=10),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.dates(),
        st.datetimes(),
        st.times(),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)


def _built_or_told(data):
    try:
        assert isinstance(build(data, "kilns"), Register)
    except DefinitionFaultsError as error:
        assert error.errors
        assert all(fault.remedy and fault.where.file for fault in error.errors)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=10))
def test_any_toml_gives_a_register_or_its_faults(data):
    _built_or_told(data)


def _places(node, path=()):
    yield path
    for key, one in node.items() if isinstance(node, dict) else enumerate(node):
        yield from _places(one, (*path, key)) if isinstance(one, dict | list) else [(*path, key)]


PLACES = [path for path in _places(small()) if path]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=4))
def test_a_sound_register_spoilt_anywhere_gives_a_register_or_its_faults(changes):
    data = small()
    for path, value in changes:
        node = data
        try:
            for step in path[:-1]:
                node = node[step]
            node[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    _built_or_told(data)
