"""``lvxun assess``, ``lvxun explain``, ``lvxun plan coverage`` on Liaoning as it is shipped."""

import json
from io import BytesIO

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from lvxun.cli import app
from lvxun.errors import LvxunError

QUANTITATIVE = {
    "strategic_emerging_share": 8.5,
    "nonfossil_capacity_share": 50,
    "wind_solar_capacity": 3000,
    "nuclear_capacity_added": 224,
    "nonfossil_generation_share": 50,
    "liveable_villages": 1000,
    "efficient_irrigation": 100,
    "forest_cover": 42.5,
}


def run(*words):
    result = CliRunner().invoke(app, [*words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture(scope="module")
def assessed():
    return json.loads(run("assess", "liaoning", "--json"))


def test_every_quantitative_target_of_liaoning_is_there(assessed):
    found = {
        row["indicator_id"]: row["goal"]["value"] for row in assessed["targets"] if row["value"] is not None
    }
    assert found == QUANTITATIVE


def test_a_target_has_a_sourced_figure_or_a_request_to_a_body(assessed):
    for row in assessed["targets"]:
        if row["status"] == "no_data":
            assert row["request"]["body_zh"]
        else:
            assert row["latest"]["source"]
            assert row["latest"]["quality"] in {"official", "press", "literature", "estimate", "unverified"}


def test_every_indicator_of_liaoning_is_confirmed(assessed):
    assert [row["id"] for row in assessed["targets"] if row["is_suggested"]] == []


def test_the_promises_of_chapter_one_have_their_intensities(assessed):
    general = {row["indicator_id"] for row in assessed["targets"] if row["measure"] is None}
    assert general == {"energy_intensity", "co2_intensity_apparent", "water_intensity"}


def test_a_past_year_uses_no_later_figure(assessed):
    past = json.loads(run("assess", "liaoning", "--year", "2021", "--json"))
    assert past["year"] == 2021
    assert all(figure["year"] <= 2021 for row in past["targets"] for figure in row["history"])


def test_the_table_is_in_the_language_asked_for():
    assert "进度正常" in run("assess", "liaoning")
    assert "On track" in run("assess", "liaoning", "--lang", "en")


def test_a_wide_terminal_shows_what_is_to_go_and_why(monkeypatch):
    monkeypatch.setattr("lvxun.cli.output.console.width", 200)
    text = run("assess", "liaoning", "--lang", "en")
    assert "a year from now" in text
    assert "to go" in text


def test_the_reports_are_written(tmp_path, assessed):
    xlsx, brief = tmp_path / "a.xlsx", tmp_path / "b.docx"
    run("assess", "liaoning", "--xlsx", str(xlsx), "--docx", str(brief), "--lang", "en")
    rows = openpyxl.load_workbook(BytesIO(xlsx.read_bytes()))["Targets"].max_row
    assert rows == len(assessed["targets"]) + 1
    assert "Liaoning" in docx.Document(str(brief)).paragraphs[0].text
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", "b.docx"}


def test_a_report_that_cannot_be_written_says_why(tmp_path):
    with pytest.raises(LvxunError) as refused:
        run("assess", "liaoning", "--xlsx", str(tmp_path / "nowhere" / "a.xlsx"))
    assert refused.value.where.file.endswith("a.xlsx")
    assert "cannot be written" in refused.value.what


def test_a_year_that_is_none_is_refused():
    assert CliRunner().invoke(app, ["assess", "liaoning", "--year", "20215"]).exit_code == 2


def test_an_explanation_leads_from_the_sentence_to_the_cells():
    told = json.loads(run("explain", "nonfossil_capacity_share", "--json"))
    assert told["targets"][0]["measure"] == 15
    assert "非化石能源装机占比超过50%" in told["targets"][0]["quote"].replace(" ", "")
    assert all(cell["file"].startswith("series/") and cell["source"]["title"] for cell in told["inputs"])


def test_an_explanation_reads_in_both_languages():
    text = run("explain", "forest_cover")
    assert "森林覆盖率" in text
    assert "How much of the land is forest." in text


def test_a_misspelled_indicator_is_told_the_right_one():
    with pytest.raises(LvxunError, match="Did you mean 'forest_cover'"):
        run("explain", "forest_covr")


def test_coverage_has_a_row_for_every_measure_with_bodies_and_indicators():
    rows = json.loads(run("plan", "coverage", "liaoning", "--json"))["measures"]
    assert [row["number"] for row in rows] == list(range(1, 30))
    assert all(row["bodies"] for row in rows)


def test_coverage_shows_what_is_not_there():
    assert "—" in run("plan", "coverage", "liaoning")
