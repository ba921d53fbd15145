"""The Sankey of a balance conserves at every inner node and names the cells behind each band."""

import pytest
from hypothesis import HealthCheck, given, settings

from accounts.balances.balance_rows import closing_balances, tidy
from accounts.balances.liaoning_energy import account_for, liaoning_balances, values_for
from lvxun.accounts.balances.fuels import flows
from lvxun.accounts.balances.reading import read_balance
from lvxun.accounts.balances.sankey import energy_sankey, nodes
from lvxun.accounts.factors.reading import national

INNER = (1, 2, 3)


def through(links, node):
    coming = sum(link.value for link in links if link.target == node.id)
    return coming, sum(link.value for link in links if link.source == node.id)


@pytest.mark.parametrize("year", [2007, 2014])
def test_every_inner_node_conserves(year):
    shown, links = energy_sankey(liaoning_balances()[year], national())
    for node in shown:
        coming, going = through(links, node)
        if node.column in INNER:
            assert coming == pytest.approx(going, abs=1e-6), node.id
        else:
            assert not coming or not going


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(closing_balances())
def test_any_balance_conserves(rows):
    balance = read_balance(tidy(rows), "balance.csv", 2021)
    shown, links = energy_sankey(balance, national())
    assert all(link.value > 0 and link.cells for link in links)
    for node in shown:
        coming, going = through(links, node)
        assert node.column not in INNER or coming == pytest.approx(going, abs=1e-6)


@pytest.mark.parametrize("year", [2007, 2014])
def test_bands_are_sums_of_the_cells_they_name(year):
    _, links = energy_sankey(liaoning_balances()[year], national())
    values = values_for(year)
    for link in links:
        signed = [
            value if flows()[cell.split("/")[1]].part in ("supply", "transformation") else -value
            for cell in link.cells
            if (value := values.of(cell)) is not None
        ]
        assert abs(sum(signed)) == pytest.approx(link.value, abs=1e-6)


def test_losses_in_transformation_are_those_of_the_account():
    _, links = energy_sankey(liaoning_balances()[2007], national())
    lost = sum(link.value for link in links if link.target == "transformation_loss")
    gained = sum(link.value for link in links if link.source == "transformation_gain")
    assert lost - gained == pytest.approx(values_for(2007).of("energy/transformation_loss"))


def test_all_lines_of_use_are_in_the_picture():
    _, links = energy_sankey(liaoning_balances()[2014], national())
    drawn = {cell for link in links for cell in link.cells}
    lines = {ident for ident in account_for(2014).lines if ident.split("/")[1] in flows()}
    assert {ident for ident in lines if flows()[ident.split("/")[1]].part == "final"} <= drawn


def test_nodes_have_both_labels_and_one_id():
    assert len({node.id for node in nodes()}) == len(nodes())
    assert all(node.label_zh and node.label_en for node in nodes())
