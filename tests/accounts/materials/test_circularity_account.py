"""Circularity: the national set whole, material consumption, and a Sankey in balance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from material_bases import basis_with, liaoning_basis, values_of

from lvxun.accounts.book.model import Notation
from lvxun.accounts.materials import (
    air_account,
    circularity_account,
    indicator_set,
    material_flows,
    targets_2025,
    waste_account,
    water_account,
)

TCE = "万吨标准煤"
WASTE = {
    "solid_waste_generated": 1000, "solid_waste_from_stock": 50, "solid_waste_used": 500,
    "solid_waste_disposed": 300, "solid_waste_stored": 249, "solid_waste_discharged": 1,
}  # fmt: skip
COAL = {("production", "raw_coal"): (900.0, "万吨"), ("outflow", "raw_coal"): (-100.0, "万吨")}


def test_every_indicator_of_the_set_has_a_value_or_a_reason():
    account = circularity_account(liaoning_basis(2014))
    assert len(indicator_set()) == 17
    for one in indicator_set():
        assert one.formula and one.unit and one.number == "发改环资〔2016〕2749号"
        line = account.lines.get(one.cell)
        assert one.cell in account.totals or line.notation is None or (line.reason_zh and line.reason_en)


def test_targets_stand_beside_in_every_year():
    targets = targets_2025(liaoning_basis(2014))
    assert targets["main_resource_productivity"].value == 20
    assert targets["straw_use"].value == 86
    assert targets["industrial_solid_waste_use"].value == 60


def test_consumption_is_extraction_and_inflow_less_outflow():
    account = circularity_account(basis_with({"grain_output": 200, "gdp": 1000}, COAL))
    values = values_of(account)
    assert values.of("circularity/dmc_fossil") == pytest.approx(800.0)
    assert values.of("circularity/domestic_material_consumption") == pytest.approx(1000.0)
    assert values.of("circularity/main_resource_productivity") == pytest.approx(10_000.0)  # 元/吨


def test_circular_use_is_over_all_input():
    account = circularity_account(basis_with(WASTE, COAL))
    assert values_of(account).of("circularity/circular_use_rate") == pytest.approx(100 * 500 / 1300)


def test_gas_is_weighed():
    cells = {("production", "natural_gas"): (10.0, "亿立方米")}
    value = values_of(circularity_account(basis_with({}, cells))).of("circularity/dmc_fossil")
    assert value == pytest.approx(75.0)  # 10^9 m3 × 0.75 kg/m3 = 75 万吨


def test_scrap_sold_by_one_firm_is_a_lower_bound_only():
    account = circularity_account(liaoning_basis(2021))
    assert values_of(account).of("circularity/recycled_share_steel_lower") == pytest.approx(
        100 * 82 / 7502.41
    )
    assert account.lines["circularity/recycled_share_steel"].notation is Notation.NOT_ESTIMATED


def test_nothing_known_is_nothing_drawn():
    assert material_flows(circularity_account(basis_with({}))) == ((), ())


def residuals(nodes, links):
    middle = {link.source for link in links} & {link.target for link in links}
    for node in middle:
        came = sum(link.value for link in links if link.target == node)
        went = sum(link.value for link in links if link.source == node)
        yield came - went


def test_the_flow_of_liaoning_s_materials_is_in_balance():
    account = circularity_account(liaoning_basis(2020, balance_of=2014))
    nodes, links = material_flows(account)
    assert all(abs(left) < 1e-6 for left in residuals(nodes, links))
    assert {link.source for link in links} | {link.target for link in links} == {node.id for node in nodes}
    known = account.lines.keys()
    assert all(link.value > 0 and set(link.cells) <= known and link.cells for link in links)


AMOUNT = st.floats(0.0, 1e5, allow_subnormal=False)


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys((*WASTE, "grain_output", "municipal_waste_generated"), AMOUNT)))
def test_any_flow_is_in_balance(figures):
    nodes, links = material_flows(circularity_account(basis_with(figures, COAL)))
    assert all(abs(left) < 1e-6 for left in residuals(nodes, links))
    assert all(node.label_zh and node.label_en and 0 <= node.column <= 3 for node in nodes)


def test_the_same_entries_serve_all_accounts():
    basis = liaoning_basis(2021, balance_of=2014)
    seen = {}
    for make in (water_account, waste_account, air_account, circularity_account):
        account = make(basis)
        for ident, entry in (*account.entries.items(), *account.derived.items()):
            assert seen.setdefault(ident, entry) == entry
