"""Chains of suppliers: exact, sorted, none missing."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from io_building import CARBON, TABLE_2007

from lvxun.accounts.footprints.embodied import embody
from lvxun.accounts.footprints.paths import largest_paths
from lvxun.accounts.footprints.placing import place
from lvxun.accounts.footprints.reading import read_table
from lvxun.accounts.footprints.technology import Leontief, technology

INPUTS = np.array([[0.1, 0.3, 0.0], [0.2, 0.1, 0.4], [0.05, 0.0, 0.2]])
INTENSITIES, DEMAND = np.array([2.0, 0.5, 0.0]), np.array([10.0, 0.0, 30.0])


def every_chain(depth):
    for length in range(1, depth + 2):
        for chain in product(range(3), repeat=length):
            flow = DEMAND[chain[0]]
            for buyer, seller in pairwise(chain):
                flow *= INPUTS[seller, buyer]
            yield chain, flow * INTENSITIES[chain[-1]]


def test_the_search_finds_what_counting_all_chains_finds():
    found = largest_paths(Leontief(INPUTS), INTENSITIES, DEMAND, count=15, depth=4)
    expected = sorted((value for _, value in every_chain(4)), reverse=True)[:15]
    assert [path.value for path in found] == pytest.approx(expected)
    values = dict(every_chain(4))
    assert all(values[path.sectors] == pytest.approx(path.value) for path in found)


def test_no_chain_is_deeper_than_asked_for():
    assert max(path.depth for path in largest_paths(Leontief(INPUTS), INTENSITIES, DEMAND, 200, depth=2)) == 2


def test_all_chains_together_are_the_footprint():
    system = Leontief(INPUTS)
    total = float(system.multipliers(INTENSITIES[None, :])[0] @ DEMAND)
    found = largest_paths(system, INTENSITIES, DEMAND, count=100_000, depth=8)
    assert sum(path.value for path in found) == pytest.approx(total, rel=0.02)
    assert sum(path.value for path in found) <= total


def test_building_in_liaoning_leads_to_cement_first():
    found = technology(read_table(TABLE_2007))
    one = embody(found, place(found.table, CARBON))
    demand = found.demand_here[:, :5].sum(axis=1)
    first = largest_paths(found.here, one.intensities[0], demand)[0]
    assert [found.table.ids[at] for at in first.sectors] == ["construction", "nonmetallic_minerals"]
