"""``lvxun register``: list, show, check and new do what their help says."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lvxun.cli import app
from lvxun.cli.output import console
from lvxun.errors import LvxunError
from lvxun.registers.reading import RULES, read

PLAN = Path(__file__).parents[2] / "docs/examples/qinghe.txt"
NEW = ("new", "straw_sites", "--label-zh", "秸秆利用点", "--label-en", "Straw sites", "--measure", "1")


@pytest.fixture
def lvxun(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LVXUN_REGIONS", str(tmp_path / "regions"))
    monkeypatch.setattr(console, "width", 200)  # whoever made it first, in whatever width

    def run(*words):
        return CliRunner().invoke(app, ["register", *map(str, words)])

    return run


@pytest.fixture
def qinghe(lvxun, tmp_path):
    made = CliRunner().invoke(app, ["region", "new", "qinghe", "--plan", str(PLAN)])
    assert made.exit_code == 0, made.output
    return tmp_path / "regions/qinghe"


def refusal(result):
    assert isinstance(result.exception, LvxunError), result.output
    return result.exception.message


def test_list_names_every_register_with_its_measures(lvxun):
    rows = json.loads(lvxun("list", "--json").stdout)["registers"]
    audits = next(row for row in rows if row["id"] == "cleaner_production")
    assert audits["measures"] == [2]
    assert audits["unconfirmed"] == 2
    assert {row["id"] for row in rows} >= {path.stem for path in (RULES / "registers").glob("*.toml")}


def test_list_is_a_table_for_people(lvxun):
    assert "强制性清洁生产审核" in lvxun("list").stdout


def test_show_tells_steps_limits_actors_and_what_must_be_confirmed(lvxun):
    shown = lvxun("show", "cleaner_production", "--lang", "en").stdout
    assert "officer (province)" in shown
    assert "30 days (to be confirmed) from the step before" in " ".join(shown.split())
    assert "What the province must confirm" in shown
    assert "measure 2: “强制性清洁生产审核”" in shown


def test_show_speaks_chinese_unless_told_otherwise(lvxun):
    shown = lvxun("show", "cleaner_production").stdout
    assert "须由省确认" in shown
    assert "工作人员（省级）" in shown


def test_show_draws_the_states(lvxun):
    drawn = lvxun("show", "cleaner_production", "--mermaid", "--lang", "en").stdout
    assert drawn.startswith("stateDiagram-v2")
    assert "    [*] --> proposed" in drawn
    assert "    proposed --> listed: Put on the list" in drawn
    assert "    dropped --> [*]" in drawn


def test_show_gives_the_whole_definition_as_json(lvxun):
    whole = json.loads(lvxun("show", "cleaner_production", "--json").stdout)
    assert whole["basis"][0]["in_force"]["since"] == "2012-07-01"
    assert len(whole["states"]) == 8


@pytest.mark.parametrize("name", ["discharge_permits", "enforcement_cases"])
def test_registers_with_silence_and_conditions_are_shown_in_both_languages(lvxun, name):
    for lang in ("zh", "en"):
        result = lvxun("show", name, "--lang", lang)
        assert result.exit_code == 0, result.exception


def test_show_names_the_nearest_register(lvxun):
    assert "Did you mean 'cleaner_production'" in refusal(lvxun("show", "cleaner_productoin"))


def test_check_is_silent_on_the_files_of_the_country(lvxun):
    result = lvxun("check")
    assert result.exit_code == 0, result.stdout
    assert "no faults" in result.stdout


def test_check_of_one_file_lists_its_faults_and_exits_1(lvxun, tmp_path):
    path = tmp_path / "audits.toml"
    text = (RULES / "registers/cleaner_production.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("cleaner_production", "audits", 1).replace('to = "listed"', 'to = "lisetd"'))
    result = lvxun("check", path, "--json")
    assert result.exit_code == 1
    faults = json.loads(result.stdout)["faults"]
    wrong = next(fault for fault in faults if fault["key"] == "transition[list].to")
    assert wrong["file"] == str(path)
    assert path.read_text().splitlines()[wrong["line"] - 1] == 'to = "lisetd"'
    assert "Did you mean 'listed'" in wrong["remedy"]
    assert f"{path}, row {wrong['line']}" in lvxun("check", path).stdout


def test_check_finds_a_quote_that_the_plan_does_not_hold(lvxun, qinghe):
    assert lvxun(*NEW, "--region", "qinghe").exit_code == 0
    path = qinghe / "registers/straw_sites.toml"
    path.write_text(path.read_text("utf-8").replace("推动工业节能改造", "推动工业节水改造"), "utf-8")
    result = lvxun("check", "--region", "qinghe")
    assert result.exit_code == 1
    assert "measure 1 of the plan does not say '推动工业节水改造'" in result.stdout


def test_a_new_register_is_sound_and_served_with_the_others(lvxun, qinghe):
    result = lvxun(*NEW, "--region", "qinghe")
    assert result.exit_code == 0, result.exception
    register = read(qinghe / "registers/straw_sites.toml")
    assert register.label.zh == "秸秆利用点"
    assert register.quotes == {1: "推动工业节能改造"}
    assert register.keeper == "industry"
    assert lvxun("check", "--region", "qinghe").exit_code == 0
    assert "straw_sites" in lvxun("list", "--region", "qinghe", "--json").stdout


def test_a_register_is_never_overwritten(lvxun, qinghe):
    lvxun(*NEW, "--region", "qinghe")
    path = qinghe / "registers/straw_sites.toml"
    path.write_text("mine")
    assert "there is such a file already" in refusal(lvxun(*NEW, "--region", "qinghe"))
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"straw_sites": "eia"}, "national register 'eia'"),
        ({"straw_sites": "../straw"}, "no id"),
        ({"秸秆利用点": "<b>秸秆</b>"}, "HTML"),
        ({"1": "99"}, "no measure 99"),
    ],
    ids=["a national id", "a path", "markup", "no such measure"],
)
def test_nothing_is_written_of_a_register_with_a_fault(lvxun, qinghe, changes, words):
    before = sorted(qinghe.parent.rglob("*"))
    assert words in refusal(lvxun(*(changes.get(word, word) for word in NEW), "--region", "qinghe"))
    assert sorted(qinghe.parent.rglob("*")) == before


def test_a_region_without_a_plan_says_that_it_needs_one(lvxun, qinghe):
    for name in ("plan.toml", "plan.txt"):
        (qinghe / name).unlink()
    assert "plan.toml" in refusal(lvxun(*NEW, "--region", "qinghe"))


def test_nothing_is_left_behind_where_the_folder_cannot_be_written(lvxun, qinghe):
    (qinghe / "registers").write_text("a file in the way")
    before = sorted(qinghe.iterdir())
    assert "cannot be written" in refusal(lvxun(*NEW, "--region", "qinghe"))
    assert sorted(qinghe.iterdir()) == before
