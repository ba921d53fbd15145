"""The files of oversight: parameters, tasks, chains; all faults at once."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from lvxun.oversight import DefinitionFaultsError, OversightError, chains, decomposing, load
from lvxun.oversight.decomposing import TO_BE_SET, work_plan

DAY = date(2026, 11, 24)
TASK = {
    "id": "t1",
    "measure": 3,
    "quote": "建立动态管理台账",
    "label_zh": "台账",
    "label_en": "ledger",
    "lead": "ecology",
}
STEPS = [
    {"id": "half", "label_zh": "半年", "label_en": "half", "day": "06-30", "weight": 1, "basis": "x"},
    {"id": "end", "label_zh": "年终", "label_en": "end", "day": "12-15", "weight": 2, "basis": "x"},
]


def written(folder, name, tables):
    (folder / name).write_text(tomli_w.dumps(tables), encoding="utf-8")
    return folder


def test_the_national_parameters_say_what_is_confirmed():
    rules = load()
    assert rules.whole("campaign.objection", DAY) == 30
    assert "campaign.objection" not in {one.id for one in rules.unconfirmed}
    assert "lamp.warn" in {one.id for one in rules.unconfirmed}


def test_a_parameter_not_yet_in_force_is_told():
    with pytest.raises(OversightError, match="no value in force on 2001-01-01"):
        load().number("lamp.warn", date(2001, 1, 1))


def test_a_province_confirms_a_parameter(tmp_path):
    own = {"id": "lamp.warn", "value": 15, "since": date(2026, 1, 1), "confirmed": True}
    rules = load(written(tmp_path, "oversight.toml", {"parameter": [own]}))
    assert rules.whole("lamp.warn", DAY) == 15
    assert "lamp.warn" not in {one.id for one in rules.unconfirmed}


def test_a_province_cannot_invent_a_parameter(tmp_path):
    with pytest.raises(DefinitionFaultsError, match="No national parameter"):
        load(written(tmp_path, "oversight.toml", {"parameter": [{"id": "lamp.blue", "value": 1}]}))


def test_every_rule_that_the_engine_names_has_its_sentence():
    source = Path(load.__code__.co_filename).with_name("lamps.py").read_text(encoding="utf-8")
    missing = [key for key in load().lamps if f'"{key}"' not in source]
    assert not missing


def test_all_faults_of_a_file_are_told_at_once(tmp_path):
    bad = {"id": "t2", "meazure": 3, "label_zh": "x", "better": "faster", "lead": "ecology"}
    with pytest.raises(DefinitionFaultsError) as told:
        decomposing.load(
            written(tmp_path, "tasks.toml", {"task": [bad, bad], "milestone": [{"day": "13-40"}]})
        )
    message = told.value.message
    for part in ("Did you mean 'measure'?", "stands here twice", "13-40", "higher, lower", "label_en"):
        assert part in message


def test_a_task_without_a_named_deliverable_says_so(tmp_path):
    made = decomposing.load(written(tmp_path, "tasks.toml", {"task": [TASK], "milestone": STEPS}))
    assert made.definitions[0].deliverable == TO_BE_SET
    assert not made.definitions[0].is_deliverable_named


def test_a_work_plan_has_each_task_at_each_place_with_the_milestones_still_ahead(tmp_path):
    everywhere = TASK | {"id": "t2", "places": ["cities"]}
    tables = {"task": [TASK, everywhere], "milestone": STEPS}
    made = decomposing.load(written(tmp_path, "tasks.toml", tables))
    found = work_plan(made, 2026, "210000", ["210100", "210200"], DAY)
    assert [one.key for one in found] == ["t1-210000-2026", "t2-210100-2026", "t2-210200-2026"]
    assert [step.id for step, _ in found[0].milestones] == ["end"]
    assert len(work_plan(made, 2027, "210000", [], DAY)[0].milestones) == 2


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a = ", b"[task", b"task = 3", b"[[task]]\nid = 3"])
def test_a_broken_file_is_a_message(tmp_path, data):
    (tmp_path / "tasks.toml").write_bytes(data)
    with pytest.raises(OversightError):
        decomposing.load(tmp_path)


JSON = st.recursive(
    st.text(max_size=5) | st.integers(-5, 5) | st.booleans() | st.floats(allow_nan=True) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text("abid", max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)
NAMES = st.sampled_from([*decomposing.TASK_KEYS, *chains.KEYS, "x"])
ROWS = st.lists(st.dictionaries(NAMES, JSON, max_size=8) | JSON, max_size=3)


@given(st.dictionaries(st.sampled_from(["task", "milestone", "chain"]), ROWS))
def test_any_toml_is_read_or_its_faults_are_told(tmp_path_factory, tables):
    folder = tmp_path_factory.mktemp("any")
    text = tomli_w.dumps(tables)
    tomllib.loads(text)
    for name, reader in (("tasks.toml", decomposing.load), ("chains.toml", chains.load)):
        (folder / name).write_text(text, encoding="utf-8")
        try:
            reader(folder)
        except OversightError as fault:
            assert fault.message
