"""A sheet of exports comes in, or every fault of it is named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lvxun.accounts.footprints.cbam import exposure
from lvxun.accounts.footprints.cbam_reading import COLUMNS, read_exports
from lvxun.accounts.footprints.cbam_rules import cbam_rules
from lvxun.accounts.footprints.errors import TableFaultsError

RULES = cbam_rules()
GOOD_ROW = "hot_rolled_flat,bf_bof,2026:2034,120000,t,DE,2.1,,70,CNY,0.1"


def sheet(tmp_path, *rows):
    path = tmp_path / "cbam_exports.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def fault(tmp_path, row):
    with pytest.raises(TableFaultsError) as caught:
        read_exports(sheet(tmp_path, row), RULES)
    return caught.value.errors[0]


def test_a_range_of_years_is_the_same_in_each(tmp_path):
    exports = read_exports(sheet(tmp_path, GOOD_ROW), RULES)
    assert [one.year for one in exports] == list(range(2026, 2035))
    assert {one.quantity for one in exports} == {Decimal(120000)}
    assert len(exposure(exports, RULES)) == 9


def test_a_price_in_yuan_is_turned_into_euro(tmp_path):
    one = read_exports(sheet(tmp_path, GOOD_ROW), RULES)[0]
    assert one.home_price == Decimal(70) / Decimal("7.8")
    assert one.home_share == Decimal("0.1")


def test_empty_emissions_take_the_default(tmp_path):
    one = read_exports(sheet(tmp_path, "semis,bf_bof,2026,10,t,FR,,,,,"), RULES)[0]
    assert one.embedded is None
    assert exposure([one], RULES)[0].basis == "default"


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("hot_roled_flat,bf_bof,2026,10,t,DE,,,,,", "good", "hot_rolled_flat"),
        ("semis,bf_bof,2026,-10,t,DE,,,,,", "quantity", "below zero"),
        ("semis,bf_bof,2026,ten,t,DE,,,,,", "quantity", "decimal"),
        ("semis,bf_bof,2026,NaN,t,DE,,,,,", "quantity", "decimal"),
        ("semis,bf_bof,2026,10,kg,DE,,,,,", "unit", "Write t"),
        ("semis,bf_bof,2025,10,t,DE,,,,,", "year", "2026 to 2034"),
        ("semis,bf_bof,2030:2028,10,t,DE,,,,,", "year", "2026 to 2034"),
        ("semis,bf_bof,soon,10,t,DE,,,,,", "year", "2026:2034"),
        ("semis,bf_bof,2026,10,t,Germany,,,,,", "destination", "two letters"),
        ("semis,bf_bof,2026,10,t,DE,2100,,,,", "embedded", "kg"),
        ("semis,bf_bof,2026,10,t,DE,2,,70,,", "home_currency", "EUR or CNY"),
        ("semis,bf_bof,2026,10,t,DE,2,,70,CNY,40", "home_share", "between 0 and 1"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, row, field, words):
    found = fault(tmp_path, row)
    assert (found.where.file, found.where.row, found.where.field) == ("cbam_exports.csv", 2, field)
    assert words in found.remedy


def test_the_same_export_twice_is_refused(tmp_path):
    with pytest.raises(TableFaultsError, match="twice"):
        read_exports(sheet(tmp_path, GOOD_ROW, GOOD_ROW), RULES)


def test_all_faults_come_at_once(tmp_path):
    with pytest.raises(TableFaultsError) as caught:
        read_exports(sheet(tmp_path, "x,,2026,1,t,DE,,,,,", "semis,bf_bof,2026,-1,t,DE,,,,,"), RULES)
    assert len(caught.value.errors) == 2
