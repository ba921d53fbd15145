"""Files into registers: the country's and a province's on top, and files that are no TOML at all."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_register import LABELS, small, text_of

from lvxun.registers import reading
from lvxun.registers.defining.source import LARGEST, line_of, source_of
from lvxun.registers.errors import DefinitionError, DefinitionFaultsError, UnknownRegisterError
from lvxun.registers.model import (
    Actor,
    ActorRole,
    Between,
    FieldType,
    InForce,
    Level,
    Limit,
    LimitUnit,
    Register,
)

EXEMPLARY = reading.RULES / "registers/cleaner_production.toml"


@pytest.fixture
def rules(tmp_path):
    """Give a rules folder that holds one national register."""
    folder = tmp_path / "rules"
    (folder / "registers").mkdir(parents=True)
    (folder / "bodies.csv").write_bytes((reading.RULES / "bodies.csv").read_bytes())
    (folder / "registers/kilns.toml").write_text(text_of(small()), encoding="utf-8")
    return folder


@pytest.fixture
def province(tmp_path):
    (tmp_path / "province/registers").mkdir(parents=True)
    return tmp_path / "province"


def put(province, data, name="kilns"):
    (province / f"registers/{name}.toml").write_text(text_of(data), encoding="utf-8")


def override(**sections):
    return {"register": {"extends": "kilns", **sections.pop("register", {})}, **sections}


def faults_of(province, rules):
    with pytest.raises(DefinitionFaultsError) as caught:
        reading.load(province, rules)
    return caught.value.errors


def test_the_exemplary_register_is_read_as_it_is_written():
    register = reading.read(EXEMPLARY)
    assert register.title_field == "firm_name"
    assert register.quotes == {2: "强制性清洁生产审核"}
    assert register.readers[0] == Actor(ActorRole.OFFICER, Level.PROVINCE, "drc")
    assert register.start.id == "proposed"
    assert register.state("accepted").sealed
    assert register.field("options").columns[2].type is FieldType.MONEY
    assert register.field("next_round").computation.parameter == "round_years"
    assert register.parameter("round_years").on(date(2026, 1, 1)) == 5
    assert register.parameter("round_years").on(date(2016, 1, 1)) is None
    assert register.transition("publicise").limits == (
        Limit(1, LimitUnit.MONTHS, counted_from="field:listed_on"),
    )
    assert register.duties[0].when == {"state": ("accepted",)}
    assert register.retention.years == 10
    assert register.path == "rules/registers/cleaner_production.toml"


def test_conditions_are_values_lists_and_spans():
    register = reading.build(small(), "kilns")
    assert register.transition("order").limits[0].when == {"fuel": ("coal",)}
    assert register.transition("close").when == {"burnt": Between(0, 5)}


def test_dates_of_rules_are_read():
    data = small()
    data["transition"][0] |= {"since": date(2020, 1, 1), "until": date(2021, 12, 31)}
    assert reading.build(data, "kilns").transition("order").in_force == InForce(
        date(2020, 1, 1), date(2021, 12, 31)
    )


def test_all_registers_are_read_quickly_enough_to_read_them_at_a_request():
    started = time.process_time()
    registers = reading.load()
    # Some 70 files in 0.3 s on an idle machine; ten times that is a fault wherever tests run.
    assert time.process_time() - started < 3
    assert registers["cleaner_production"] == reading.read(EXEMPLARY)


def test_a_register_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(UnknownRegisterError, match="Did you mean 'cleaner_production'"):
        reading.find(reading.load(), "cleaner_prodution")


def test_a_province_replaces_what_has_the_same_id_and_adds_the_rest(province, rules):
    values = [{"value": 20, "since": date(2015, 1, 1)}]
    put(
        province,
        override(
            register={"label_zh": "辽宁砖瓦窑", "label_en": "Kilns of Liaoning"},
            parameter=[{"id": "days", **LABELS, "unit": "days", "confirmed": True, "values": values}],
            field=[{"id": "owner", "type": "text", **LABELS}],
            retention={"years": 30},
        ),
    )
    register = reading.load(province, rules)["kilns"]
    assert register.label.zh == "辽宁砖瓦窑"
    assert register.keeper == "ecology"
    assert register.parameter("days").on(date(2026, 1, 1)) == 20
    assert register.parameter("days").confirmed
    assert register.fields[-1].id == "owner"
    assert [one.id for one in register.states] == ["found", "ordered", "closed"]
    assert register.retention.years == 30
    assert register.path == "rules/registers/kilns.toml"
    assert register.overridden_by == (str(province / "registers/kilns.toml"),)


def test_a_province_may_add_a_register(province, rules):
    data = small()
    data["register"]["id"] = "ovens"
    data["indicator"] = []
    put(province, data, "ovens")
    assert set(reading.load(province, rules)) == {"kilns", "ovens"}


def test_a_fault_of_an_override_names_the_file_of_the_override(province, rules):
    put(province, override(state=[{"id": "closed", **LABELS, "kind": "shut"}]))
    fault = faults_of(province, rules)[0]
    assert fault.where.file == str(province / "registers/kilns.toml")
    assert fault.where.field == "state[closed].kind"
    assert fault.where.row is not None


def test_a_fault_that_an_override_causes_elsewhere_names_the_file_that_is_at_odds(province, rules):
    put(province, override(field=[{"id": "fuel", "type": "number", **LABELS}]))
    fault = faults_of(province, rules)[0]
    assert fault.where.file == "rules/registers/kilns.toml"
    assert fault.where.field == "transition[order].limits[0].when.fuel"


def test_an_override_in_a_file_of_another_name_is_refused(province, rules):
    put(province, override(), "klins")
    fault = faults_of(province, rules)[0]
    assert "Did you mean 'kilns'" in fault.remedy
    assert fault.where.field == "register.extends"


def test_a_province_cannot_take_a_national_name_by_accident(province, rules):
    put(province, small())
    assert 'extends = "kilns"' in faults_of(province, rules)[0].remedy


def test_a_national_file_confirms_no_parameter(province, rules):
    data = small()
    data["parameter"][0]["confirmed"] = True
    (rules / "registers/kilns.toml").write_text(text_of(data), encoding="utf-8")
    assert faults_of(province, rules)[0].where.field == "parameter[days].confirmed"


def test_the_faults_of_all_files_come_at_once(province, rules):
    put(province, {"register": {}}, "empty")
    (province / "registers/broken.toml").write_text("[register\n", encoding="utf-8")
    put(province, override(register={"keeper": "nobody"}))
    files = {fault.where.file for fault in faults_of(province, rules)}
    assert {file.rpartition("/")[2] for file in files} == {"empty.toml", "broken.toml", "kilns.toml"}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b'[register]\nid = "kilns\n', 2, "not TOML"),
        (b'[register]\nid = "a"\nid = "b"\n', 3, "not TOML"),
        ('[register]\nlabel_zh = "砖瓦"\n'.encode("gb18030"), 2, "UTF-8"),
        (b"x = " + b"[" * 5000, None, "too deeply"),
        (b"x = " + b"9" * 5000, 1, "not TOML"),
        (b"\xff\xfe[\x00r\x00", 1, "UTF-8"),
    ],
    ids=["open text", "key twice", "GB18030", "nested", "long number", "UTF-16"],
)
def test_a_file_that_is_no_toml_is_told_with_the_line(tmp_path, content, line, words):
    path = tmp_path / "kilns.toml"
    path.write_bytes(content)
    with pytest.raises(DefinitionFaultsError) as caught:
        reading.read(path)
    fault = caught.value.errors[0]
    assert words in fault.message
    assert fault.where.row == line
    assert fault.remedy


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "kilns.toml"
    path.write_bytes(b"\xef\xbb\xbf" + text_of(small()).replace("\n", "\r\n").encode())
    assert reading.read(path).id == "kilns"


def test_a_huge_file_is_refused_without_being_read(tmp_path):
    path = tmp_path / "kilns.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DefinitionFaultsError) as caught:
        reading.read(path)
    assert "1,000,001 bytes" in caught.value.errors[0].message


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    for name, words in (("none.toml", "no such file"), ("folder.toml", "cannot be read")):
        with pytest.raises(DefinitionFaultsError) as caught:
            reading.read(tmp_path / name)
        assert words in caught.value.errors[0].message


def test_what_an_editor_keeps_beside_a_file_is_no_register(province, rules):
    (province / "registers/.#kilns.toml").symlink_to("gone")
    assert set(reading.load(province, rules)) == {"kilns"}


def test_a_folder_that_holds_no_rules_is_told(tmp_path):
    with pytest.raises(DefinitionError, match="functions of bodies"):
        reading.load(None, tmp_path)


WHOLE = text_of(small())


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.text(max_size=5))
def test_a_file_cut_or_mistyped_anywhere_is_read_or_told(at, length, typed):
    text = WHOLE[:at] + typed + WHOLE[at + length :]
    try:
        register = reading.build(dict(source_of(text, "kilns.toml").data), "kilns")
    except DefinitionError as fault:
        assert fault.where.file == "kilns.toml"
    except DefinitionFaultsError as error:
        assert error.errors
    else:
        assert isinstance(register, Register)


SPOTS = st.lists(
    st.sampled_from(["field", "columns", "id", "x", "register"]) | st.integers(0, 30), max_size=6
)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60) | st.just(WHOLE), SPOTS)
def test_the_line_of_any_spot_is_a_line_of_the_file_or_none(text, spot):
    line = line_of(text, tuple(spot))
    assert line is None or 1 <= line <= max(len(text.splitlines()), 1)
