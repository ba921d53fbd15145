"""``lvxun region``: each command does what its help says, and says what is wrong in one paragraph."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from lvxun.cli import app
from lvxun.errors import LvxunError

PLAN = Path(__file__).parents[1] / "plan/corpus/yunling_circular_opinion.txt"
HEADING = "indicator,area,year,value,unit,source,quality,note\n"
NEW = "ethylene_output,,2024,80,万吨,plan,official,\n"
BAD = "ethylene_output,ZZ0000,20215,80,万吨,plan,official,\n"


@pytest.fixture
def lvxun(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LVXUN_REGIONS", str(tmp_path / "regions"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        return CliRunner().invoke(app, ["region", *map(str, words)])

    return run


def refusal(result):
    assert isinstance(result.exception, LvxunError), result.output
    return result.exception.message


@pytest.fixture
def hebei(lvxun, tmp_path):
    assert lvxun("new", "hebei", "--plan", PLAN).exit_code == 0
    return tmp_path / "regions/hebei"


def test_check_is_silent_on_liaoning(lvxun):
    result = lvxun("check", "liaoning", "--json")
    assert json.loads(result.stdout)["errors"] == 0
    assert result.exit_code == 0


def test_check_lists_every_finding_with_its_place_and_exits_1(lvxun, hebei):
    (hebei / "series/water.csv").write_text(HEADING + BAD + BAD.replace("20215", "x"), encoding="utf-8")
    result = lvxun("check", "hebei", "--json")
    found = json.loads(result.stdout)["findings"]
    assert {(f["file"], f["row"], f["field"]) for f in found} == {
        ("series/water.csv", 2, "year"),
        ("series/water.csv", 3, "year"),
    }
    assert all(f["remedy"] for f in found)
    assert result.exit_code == 1


def test_check_prints_what_and_remedy_for_people(lvxun, hebei):
    (hebei / "series/water.csv").write_text(HEADING + BAD, encoding="utf-8")
    result = lvxun("check", hebei)
    assert "series/water.csv, row 2, field 'year'" in result.output
    assert "four digits" in result.output


def test_an_unknown_region_is_refused_with_the_likely_one(lvxun):
    assert "Did you mean 'liaoning'?" in refusal(lvxun("check", "liaonin"))


def test_sources_show_quality_by_year(lvxun):
    shown = json.loads(lvxun("sources", "synthetic", "--json").stdout)["series"]
    gdp = next(row for row in shown if row["id"] == "gdp")
    assert gdp["quality"]["2020"] == "estimate"
    assert "EEEEEEEEEE·  地区生产总值" in lvxun("sources", "synthetic").output


def test_list_names_built_in_and_own_regions(lvxun, hebei):
    names = [row["name"] for row in json.loads(lvxun("list", "--json").stdout)["regions"]]
    assert names == ["hebei", "liaoning", "synthetic"]


def test_new_makes_a_region_that_checks_clean(lvxun, hebei):
    assert {path.name for path in hebei.iterdir()} >= {
        "region.toml",
        "plan.toml",
        "plan.txt",
        "requests.toml",
    }
    assert json.loads(lvxun("check", "hebei", "--json").stdout)["findings"] == []


def test_new_makes_a_request_for_every_target(lvxun):
    made = json.loads(lvxun("new", "yunling", "--plan", PLAN, "--json").stdout)
    assert made["requests"] == made["targets"] > 0


def test_new_never_overwrites(lvxun, hebei):
    assert "already" in refusal(lvxun("new", "hebei", "--plan", PLAN))


@pytest.mark.parametrize("content", [b"", b"\x00\x01binary", b"PK\x03\x04cut"])
def test_new_leaves_nothing_behind_where_the_plan_cannot_be_read(lvxun, tmp_path, content):
    (tmp_path / "plan.txt").write_bytes(content)
    assert refusal(lvxun("new", "hebei", "--plan", "plan.txt"))
    assert not (tmp_path / "regions").exists()


def test_a_template_is_an_excel_file_for_the_topics_asked_for(lvxun, tmp_path):
    assert lvxun("template", "t.xlsx", "--region", "synthetic", "--topic", "water").exit_code == 0
    assert "数据 data" in load_workbook(tmp_path / "t.xlsx").sheetnames


def test_a_template_of_an_unknown_topic_is_refused(lvxun):
    assert "Topics are" in refusal(lvxun("template", "t.xlsx", "--region", "synthetic", "--topic", "wine"))


def test_an_import_is_a_dry_run_first(lvxun, hebei, tmp_path):
    (tmp_path / "f.csv").write_text(HEADING + NEW, encoding="utf-8")
    result = lvxun("import", "f.csv", "--region", "hebei")
    assert "1 rows in = 1 kept (1 new, 0 changed, 0 the same) + 0 held back" in result.output
    assert "dry run" in result.output
    assert not (hebei / "series/imported.csv").exists()


def test_an_import_of_all_is_refused_while_a_row_is_held_back(lvxun, hebei, tmp_path):
    (tmp_path / "f.csv").write_text(HEADING + NEW + BAD, encoding="utf-8")
    assert "1 of 2 rows" in refusal(lvxun("import", "f.csv", "--region", "hebei", "--apply", "all"))
    assert not (hebei / "series/imported.csv").exists()


def test_good_rows_go_in_and_the_others_into_a_table(lvxun, hebei, tmp_path):
    (tmp_path / "f.csv").write_text(HEADING + NEW + BAD, encoding="utf-8")
    words = ("import", "f.csv", "--region", "hebei", "--apply", "good", "--held-back", "left.csv", "--json")
    done = json.loads(lvxun(*words).stdout)
    assert done["rows_in"] == done["kept"] + len(done["held_back"]) == 2
    assert (hebei / "series/imported.csv").exists()
    assert "20215" in (tmp_path / "left.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("command", ["list", "check", "sources", "new", "template", "import"])
def test_help_teaches_with_an_example(lvxun, command):
    assert f"lvxun region {command}" in lvxun(command, "--help").output


def test_check_says_what_is_wrong_with_the_plan_too(lvxun, hebei):
    plan = (hebei / "plan.toml").read_text(encoding="utf-8")
    (hebei / "plan.toml").write_text(plan[: len(plan) // 2], encoding="utf-8")

    result = lvxun("check", "hebei", "--json")
    (finding,) = json.loads(result.stdout)["findings"]

    assert result.exit_code == 1
    assert finding["file"] == "plan.toml"
    assert finding["remedy"]


def test_check_takes_a_region_without_a_plan(lvxun, hebei):
    (hebei / "plan.toml").unlink()
    (hebei / "plan.txt").unlink()

    assert lvxun("check", "hebei").exit_code == 0


def test_sources_refuses_an_unknown_topic_and_names_the_known(lvxun, hebei):
    assert "energy" in refusal(lvxun("sources", "hebei", "--topic", "nonsense"))


def test_sources_refuses_years_the_wrong_way_round(lvxun, hebei):
    assert "earlier year first" in refusal(lvxun("sources", "hebei", "--from", "2030", "--to", "2010"))
