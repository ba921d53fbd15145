"""The JSON of an account: keys and types, no figure that is no number, bounds around values, sources."""

import json
import math
from dataclasses import replace
from pathlib import Path

import liaoning_years as liaoning
import pandas as pd
import pytest

from lvxun.accounts.account_document import to_dict
from lvxun.accounts.assembling import basis_of, book_from
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.lineage import lines_of
from lvxun.accounts.book.uncertainty import monte_carlo
from lvxun.accounts.sectors import sectors
from lvxun.region.catalogue import catalogue
from lvxun.region.model import SERIES_COLUMNS, Region

KNOWN = [(2014, "liaoning"), (2019, "liaoning"), (2020, "synthetic")]
each_account = pytest.mark.parametrize(("year", "name"), KNOWN)
ACCOUNTS = ("water", "waste", "air", "circularity")


def document(year, name="liaoning"):
    made = to_dict(
        liaoning.book(year, name),
        liaoning.values(year, name),
        liaoning.ensemble(year, name),
        liaoning.basis(year, name).balance,
        liaoning.titles(year, name),
    )
    return json.loads(json.dumps(made, allow_nan=False, ensure_ascii=False))


def nothing_known():
    frame = pd.DataFrame(columns=[*SERIES_COLUMNS, "file", "row"])
    areas = pd.DataFrame(
        [("某省", "Somewhere", "province", None)],
        index=pd.Index(["990000"], name="code"),
        columns=["label_zh", "label_en", "kind", "parent"],
    )
    return Region(
        "somewhere", "990000", "某省", "Somewhere", Path("somewhere"), 2020, areas, frame, catalogue(), {},
        {}, (), "v0",
    )  # fmt: skip


def everything(node):
    """Yield every object in a document."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from everything(child)


@each_account
def test_it_has_the_keys_that_were_promised(year, name):
    made = document(year, name)
    assert {"region", "year", "energy", "carbon", *ACCOUNTS, "checks", "sources"} <= made.keys()
    assert (made["region"], made["year"]) == (name, year)
    assert {"balance", "total_tce", "intensity"} <= made["energy"].keys()
    assert {"sectors", "sectoral_total", "reference_total", "net_total"} <= made["carbon"].keys()
    assert {"flow", "fuel", "value", "unit", "origin"} <= made["energy"]["balance"][0].keys()
    assert {"sector", "gas", "value", "unit", "low", "high"} <= made["carbon"]["sectors"][0].keys()
    assert {"name", "residual", "unit", "ok"} <= made["checks"][0].keys()


@each_account
def test_what_is_a_number_is_a_finite_number(year, name):
    made = document(year, name)
    for one in everything(made):
        for key in ("value", "low", "high", "residual", "tolerance"):
            if one.get(key) is not None:
                assert isinstance(one[key], int | float) and math.isfinite(one[key]), one
    assert isinstance(made["energy"]["total_tce"], float)
    assert all(isinstance(made["carbon"][key], float) for key in ("sectoral_total", "net_total"))


@each_account
def test_bounds_hold_their_value(year, name):
    for one in everything(document(year, name)):
        if one.get("low") is not None and one.get("value") is not None:
            edge = 1e-9 * max(1.0, abs(one["value"]))
            assert one["low"] - edge <= one["value"] <= one["high"] + edge, one


@each_account
def test_every_total_has_bounds_or_is_unknown(year, name):
    made = document(year, name)
    for account in ("energy", "carbon", *ACCOUNTS):
        for total in made[account]["totals"]:
            assert (total["value"] is None) or (total["low"] is not None), total["id"]


@each_account
def test_a_cell_without_value_says_why(year, name):
    made = document(year, name)
    for account in ("carbon", *ACCOUNTS):
        for line in made[account]["lines"]:
            assert (line["value"] is None) == (line["notation"] is not None), line["id"]
            assert line["notation"] is None or (line["reason_zh"] and line["reason_en"])


@each_account
def test_sectors_cover_the_inventory_and_add_up_to_the_territorial_total(year, name):
    made, book, values = document(year, name), liaoning.book(year, name), liaoning.values(year, name)
    told = {(row["sector"], row["gas"]) for row in made["carbon"]["sectors"]}
    assert {(line.sector, line.item) for line in lines_of(book, "carbon/net_total")} <= told
    assert {sector for sector, _ in told} <= set(sectors())
    rows = [
        row["value"] for row in made["carbon"]["sectors"] if row["gas"] == "CO2" and row["value"] is not None
    ]
    sinks = values.of("carbon/sinks") if "carbon/sinks" in book.totals else None
    territorial = values.of("carbon/territorial_co2")
    assert sum(rows) == pytest.approx(territorial - abs(sinks or 0.0), rel=1e-9)


@each_account
def test_sources_have_titles(year, name):
    made = document(year, name)
    known = liaoning.titles(year, name)
    assert made["sources"]
    for source in made["sources"]:
        assert source["title"] == known[source["id"]]


@each_account
def test_balance_cells_say_where_they_come_from(year, name):
    cells = document(year, name)["energy"]["balance"]
    assert {cell["origin"] for cell in cells} <= {"published", "derived", "reconstructed"}
    assert all(cell["unit"] for cell in cells)


def test_the_total_in_tonnes_is_ten_thousand_times_that_of_the_book():
    total = liaoning.values(2014).of("energy/total_equivalent")
    assert document(2014)["energy"]["total_tce"] == pytest.approx(total * 1e4, rel=1e-12)


def test_a_region_of_which_nothing_is_known_is_all_gaps_and_no_zeros():
    region = nothing_known()
    book = book_from(basis_of(region, 2020))
    made = to_dict(book, evaluate(book), monte_carlo(book, 10), None, {})
    json.dumps(made, allow_nan=False)
    assert made["energy"]["balance"] == [] and made["energy"]["total_tce"] is None
    assert made["energy"]["intensity"] is None
    assert made["carbon"]["sectoral_total"] is None and made["carbon"]["net_total"] is None
    assert len(made["missing"]) > 20
    assert not [line["id"] for line in made["carbon"]["lines"] if line["value"] is not None]


def test_the_same_seed_gives_the_same_bounds():
    book, values = liaoning.book(2014), liaoning.values(2014)
    made = [to_dict(book, values, monte_carlo(book, 50, 7), None, {}) for _ in range(2)]
    assert made[0] == made[1]


def test_another_report_weighs_the_gases_anew_and_leaves_the_tonnes_alone():
    basis = liaoning.basis(2014)
    ar5, ar6 = (book_from(replace(basis, gwp=gwp)) for gwp in ("AR5", "AR6"))
    before, after = evaluate(ar5), evaluate(ar6)
    assert before.of("carbon/ch4") == after.of("carbon/ch4")
    assert before.of("carbon/net_total") != after.of("carbon/net_total")
