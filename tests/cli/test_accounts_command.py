"""``lvxun accounts``: years, documents, workbooks, comparisons; refusals take one paragraph."""

import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len
from typer.testing import CliRunner

from lvxun.accounts.assembling import basis_of, book_from
from lvxun.accounts.change.comparing import Kind
from lvxun.accounts.change.comparing import compare as compared
from lvxun.accounts.change.errors import NothingInCommonError
from lvxun.cli import app
from lvxun.cli import output as printing
from lvxun.errors import LvxunError
from lvxun.region.loader import load, locate

CEADS = """Emission Inventory of Liaoning (Mt CO2),,,,
Sectors,Raw_Coal,Coke,Process,Total
"Farming, Forestry, Animal Husbandry, Fishery and Water Conservancy",1.5,0,,1.5
Smelting and Pressing of Ferrous Metals,20,80,,100
Nonmetal Mineral Products,10,1,13,24
Total Consumption,31.5,81,13,125.5
"""
EXPORTS = "good,route,year,quantity,unit,destination,embedded,benchmark,home_price,home_currency,home_share\n"
SHEETS = ["About", "Inventory", "Energy balance", "Lines", "Totals", "Inputs", "Checks", "Missing"]


@pytest.fixture
def lvxun(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LVXUN_REGIONS", str(tmp_path / "regions"))

    def run(*words, width=200):
        monkeypatch.setattr(printing.console, "_width", width)
        return CliRunner().invoke(app, ["accounts", *map(str, words)], env={"COLUMNS": str(width)})

    return run


@pytest.fixture
def nothing(tmp_path):
    """Return a region of which nothing is known."""
    folder = tmp_path / "regions/somewhere"
    package = locate("synthetic")
    folder.mkdir(parents=True)
    for name in ("region.toml", "sources.toml", "bodies.toml"):
        (folder / name).write_bytes((package / name).read_bytes())
    (folder / "series").mkdir()
    return folder


def refusal(result):
    assert isinstance(result.exception, LvxunError), result.output
    return result.exception.message


def test_a_year_is_shown_with_balance_carbon_totals_checks_and_what_is_missing(lvxun):
    result = lvxun("liaoning", 2014)
    assert result.exit_code == 0, result.output
    for words in ("能源平衡", "温室气体", "核对", "缺口", "原油", "GWP AR5", "公布 187 格"):
        assert words in result.output


def test_english_has_no_chinese_words_but_units_and_sources(lvxun):
    shown = lvxun("liaoning", 2014, "--lang", "en").output
    assert "Energy balance" in shown and "Thermal power" in shown and "cells: 187 published" in shown
    assert "能源平衡" not in shown and "核对" not in shown


def test_without_a_year_the_latest_with_a_balance_is_shown(lvxun):
    result = lvxun("synthetic", "--json")
    assert result.exit_code == 0, result.output
    made = json.loads(result.output)
    assert made["region"] == "synthetic" and made["energy"]["balance"]


def test_json_is_one_object_and_has_what_was_promised(lvxun):
    made = json.loads(lvxun("liaoning", 2014, "--json", "--members", 50).output)
    assert {"region", "year", "energy", "carbon", "water", "waste", "air", "circularity"} <= made.keys()
    assert made["uncertainty"] == {"members": 50, "seed": 2021}


def test_a_run_of_years_has_a_row_a_year_and_says_what_is_missing(lvxun):
    result = lvxun("liaoning", "--years", "2014:2014")
    assert result.exit_code == 0, result.output
    row = next(line.split() for line in result.output.splitlines() if line.strip().startswith("2014 "))
    assert row[1] == "23,103" and "187/14/0" in row


def test_what_a_year_lacks_is_a_dash_and_never_a_zero(lvxun):
    result = lvxun("liaoning", "--years", "1950:1951")
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.output.splitlines() if line.strip().startswith("195")]
    assert [row[0] for row in rows] == ["1950", "1951"]
    assert all("0" not in row[1:] for row in rows)


def test_years_as_json_are_a_document_a_year(lvxun):
    made = json.loads(lvxun("liaoning", "--years", "2014:2014", "--json", "--members", 10).output)
    assert [one["year"] for one in made["years"]] == [2014]


@pytest.mark.parametrize(("width", "lang"), [(80, "zh"), (80, "en"), (120, "en")])
@pytest.mark.parametrize(
    "words",
    [("liaoning", "--years", "2014:2014"), ("compare", "liaoning:2007", "liaoning:2014"), ("liaoning", 2007)],
)
def test_no_figure_is_cut_or_folded(lvxun, width, words, lang):
    shown = lvxun(*words, "--lang", lang, width=width).output
    tables = [line for line in shown.splitlines() if line.startswith((" ", "│"))]
    assert all(cell_len(line.rstrip()) <= width for line in tables)
    if "--years" in words:
        assert all(figure in shown for figure in ("23,103", "51,257", "187/14/0"))
    if 2007 in words:
        assert "-9,740.4" in shown and "13,339.1" in shown


def test_the_workbook_is_written_beside_the_tables(lvxun, tmp_path):
    result = lvxun("liaoning", 2014, "--xlsx", "accounts.xlsx", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert load_workbook(tmp_path / "accounts.xlsx").sheetnames == SHEETS


def test_a_comparison_of_two_years_adds_up(lvxun):
    made = json.loads(lvxun("compare", "liaoning:2007", "liaoning:2014", "--json").output)
    assert len(made["moves"]) > 40
    for move in made["moves"]:
        assert sum(move["parts"].values()) == pytest.approx(move["change"], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    "second", ["liaoning:2014:ceads", "liaoning:2014:enterprise_2024", "liaoning:2014:ipcc_2006"]
)
def test_another_set_of_factors_moves_by_its_coefficients(lvxun, second):
    made = json.loads(lvxun("compare", "liaoning:2014", second, "--json").output)
    moves = {move["id"]: move for move in made["moves"]}
    for move in moves.values():
        assert sum(move["parts"].values()) == pytest.approx(move["change"], rel=1e-9, abs=1e-9)
        assert move["parts"]["data"] == pytest.approx(0.0, abs=1e-6), move["id"]
    moved = moves["carbon/sectoral_co2"]
    assert moved["change"] != 0
    assert moved["parts"]["coefficient"] == pytest.approx(moved["change"], rel=1e-6)


def test_another_report_moves_by_its_potentials_alone(lvxun):
    made = json.loads(lvxun("compare", "liaoning:2014", "liaoning:2014::AR6", "--json").output)
    moves = {move["id"]: move for move in made["moves"]}
    assert moves["carbon/ch4"]["change"] == 0
    moved = moves["carbon/net_total"]
    assert moved["change"] != 0
    assert moved["parts"]["coefficient"] == pytest.approx(moved["change"], rel=1e-9)


def test_one_coefficient_changed_shows_as_coefficient_only():
    book = book_from(basis_of(load(locate("liaoning")), 2014))
    one = book.entries["factor/guideline/oxidation/coal"]
    changed = replace(book, entries={**book.entries, one.id: replace(one, value=one.value * 0.98)})
    found = compared(book, changed)
    assert [entry.id for entry in found.entries] == ["factor/oxidation/coal"]
    assert not (found.lines_changed or found.lines_added or found.lines_removed)
    for move in found.moves:
        assert all(move.parts[kind] == pytest.approx(0.0, abs=1e-9) for kind in Kind if kind != "coefficient")
    moved = {move.id for move in found.moves if abs(move.change) > 1e-9 * abs(move.before)}
    assert "carbon/net_total" in moved and "energy/total_calorific" not in moved


def test_totals_that_no_book_has_have_nothing_in_common():
    book = book_from(basis_of(load(locate("liaoning")), 2014))
    with pytest.raises(NothingInCommonError):
        compared(book, book, totals=["carbon/nothing_of_the_kind"])


def test_a_region_of_which_nothing_is_known_says_so(lvxun, nothing):
    assert "no figure" in refusal(lvxun(nothing)) or "nothing" in refusal(lvxun(nothing)).lower()
    result = lvxun(nothing, 2020)
    assert result.exit_code == 0, result.output
    assert "缺口" in result.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("liaoning", "--years", "2019"), "2015:2025"),
        (("liaoning", "--years", "2025:2015"), "2015:2025"),
        (("liaoning", 2014, "--years", "2014:2015"), "--years"),
        (("liaoning", 2014, "--gwp", "AR9"), "SAR, AR4, AR5, AR6"),
        (("liaoning", 2014, "--factors", "mine"), "guideline"),
        (("compare", "liaoning", "liaoning:2014"), "REGION:YEAR"),
        (("compare", "liaoning:2014:mine", "liaoning:2014"), "guideline"),
        (("compare", "liaoning:2014", "liaoning:2014::AR9"), "AR6"),
        (("compare", "liaoning:99", "liaoning:2014"), "REGION:YEAR"),
        (("nowhere", 2014), "liaoning"),
        (("inventory", "liaoning", 2014, "none.xlsx"), "none.xlsx"),
        (("liaoning", 2014, "--xlsx", "no/such/folder.xlsx"), "folder"),
    ],
)
def test_what_it_cannot_do_it_says_with_a_remedy(lvxun, words, says):
    result = lvxun(*words)
    message = refusal(result)
    assert says in message and "\n" not in message.strip()


@pytest.mark.parametrize("words", [("liaoning", "20x"), ("liaoning", "2200"), ("liaoning", "--members", 1)])
def test_a_year_that_is_none_is_a_usage_error(lvxun, words):
    assert lvxun(*words).exit_code == 2


def test_an_inventory_of_theirs_stands_beside_ours_and_adds_up(lvxun, tmp_path):
    (tmp_path / "theirs.csv").write_text(CEADS, encoding="utf-8")
    result = lvxun("inventory", "liaoning", 2014, "theirs.csv", "--json")
    assert result.exit_code == 0, result.output or refusal(result)
    made = json.loads(result.output)
    of_co2 = [row["difference"] for row in made["rows"] if row["gas"] == "CO2" and not row["is_indirect"]]
    ours, theirs = (made["totals"][side]["CO2"] for side in ("ours", "theirs"))
    assert theirs == pytest.approx(12_550)
    assert sum(of_co2) == pytest.approx(ours - theirs, rel=1e-9)


def test_an_unknown_layout_is_refused_with_those_there_are(lvxun, tmp_path):
    (tmp_path / "theirs.csv").write_text(CEADS, encoding="utf-8")
    assert "ceads" in refusal(lvxun("inventory", "liaoning", 2014, "theirs.csv", "--layout", "mine"))


def test_exports_have_a_cost_by_year_to_the_cent(lvxun, tmp_path):
    (tmp_path / "exports.csv").write_text(f"{EXPORTS}hot_rolled_flat,bf_bof,2026:2027,1000,t,DE,2,,,,\n")
    made = json.loads(lvxun("cbam", "exports.csv", "--json").output)
    # 1000 t x (2 - 1.37 x 0.975) x 75.36 EUR; x 0.95 and 77.27 EUR a year later
    assert [(row["year"], row["cost"]) for row in made["exports"]] == [
        (2026, "50057.88"), (2027, "53973.10")
    ]  # fmt: skip
    shown = lvxun("cbam", "exports.csv", "--lang", "en")
    assert "104,030.98 EUR" in shown.output


def test_an_export_of_an_unknown_good_is_refused_with_its_row(lvxun, tmp_path):
    (tmp_path / "exports.csv").write_text(f"{EXPORTS}hot_roled_flat,bf_bof,2026,1000,t,DE,2,,,,\n")
    said = refusal(lvxun("cbam", "exports.csv"))
    assert "exports.csv" in said
    assert "hot_rolled_flat" in said
