"""Footprints add up, whoever demands and whichever way one looks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from io_building import CARBON, TABLE_2007, table_of
from numpy.testing import assert_allclose

from lvxun.accounts.footprints.embodied import TOLERANCE, checks, embody
from lvxun.accounts.footprints.placing import Placed, place
from lvxun.accounts.footprints.reading import read_table
from lvxun.accounts.footprints.technology import technology


def placed_of(production, direct=None) -> Placed:
    production = np.atleast_2d(np.asarray(production, dtype=float))
    burned = np.zeros((len(production), 5)) if direct is None else np.atleast_2d(direct)
    return Placed(production, burned, {}, ())


@pytest.fixture(scope="module")
def liaoning():
    found = technology(read_table(TABLE_2007))
    return found, embody(found, place(found.table, CARBON))


def test_a_table_worked_by_hand():
    # One product, half brought in, used by itself and by households; 60 t emitted here for an output of 60.
    # Use here 40 + 80, import 60: share 0.5. Made here: 60 = 0.5 (40 + 80). A = 40/60, here A = 1/3.
    found = technology(table_of([[40.0]], local=[80], outside=[0], incoming=[60]))
    one = embody(found, placed_of([60.0]))
    assert_allclose(one.multipliers, [[1.5]])  # 1 / (1 - 1/3)
    assert_allclose(one.total_multipliers, [[3.0]])  # 1 / (1 - 2/3)
    assert_allclose(one.by_category[0, 1], 60)  # 1.5 x 0.5 x 80: all that is emitted here
    assert_allclose(one.consumption, [240])  # 3 x 80
    assert_allclose(one.received[0, 0], 180)  # 3 x 60: 60 - 240 = -180


def test_production_is_the_sum_over_demand_products_and_trade(liaoning):
    _, one = liaoning
    assert all(check.is_ok for check in checks(one, "万吨"))
    assert one.production[0] == pytest.approx(one.by_category.sum() + one.direct.sum(), rel=TOLERANCE)
    assert one.production[0] == pytest.approx(
        float(one.consumption[0] + one.net_sent[0] + one.error[0]), rel=TOLERANCE
    )


def test_nothing_is_counted_twice_between_sectors_and_products(liaoning):
    found, one = liaoning
    assert_allclose((one.intensities * found.table.output).sum(), one.by_product.sum(), rtol=TOLERANCE)


def test_a_multiplier_is_never_below_what_is_direct(liaoning):
    _, one = liaoning
    assert (one.multipliers >= one.intensities).all()
    assert (one.total_multipliers >= one.multipliers - 1e-18).all()


def test_products_of_trade_sum_to_trade(liaoning):
    _, one = liaoning
    assert_allclose(one.sent_by_product.sum(), one.sent.sum())
    assert_allclose(one.received_by_product.sum(), one.received.sum())
    assert_allclose(one.consumption_by_product.sum(), one.consumption_by_category.sum())


def test_a_thousand_members_are_each_as_if_alone():
    found = technology(read_table(TABLE_2007))
    draws = np.random.default_rng(5).lognormal(0, 0.2, (len(CARBON), 1000))
    many = embody(
        found, place(found.table, {k: v * d for (k, v), d in zip(CARBON.items(), draws, strict=True)})
    )
    alone = embody(
        found, place(found.table, {k: v * d[17] for (k, v), d in zip(CARBON.items(), draws, strict=True)})
    )
    assert_allclose(many.by_category[17], alone.by_category[0], rtol=1e-11)
    assert all(check.is_ok for check in checks(many, "万吨"))


@settings(deadline=None, max_examples=80)
@given(
    arrays(float, (4, 4), elements=st.floats(0, 20)),
    arrays(float, 4, elements=st.floats(0, 500)),
    arrays(float, 4, elements=st.floats(0, 500)),
    arrays(float, 4, elements=st.floats(0, 0.9)),
    arrays(float, (2, 4), elements=st.integers(0, 10_000)),
)
def test_any_table_adds_up(flows, local, outside, share, carbon):
    local = local + 100.0
    incoming = share * (flows.sum(axis=1) + local)
    outside = outside + incoming + 1000.0  # so that value added stays positive
    found = technology(table_of(flows, local, outside, incoming))
    assert all(check.is_ok for check in checks(embody(found, placed_of(carbon)), "t"))
