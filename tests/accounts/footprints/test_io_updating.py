"""Balancing meets its totals or says why it cannot; a later table keeps what is published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from io_building import TABLE_2007
from numpy.testing import assert_allclose

from lvxun.accounts.book.model import Origin
from lvxun.accounts.footprints.errors import MarginsError, NotConvergedError
from lvxun.accounts.footprints.reading import read_table
from lvxun.accounts.footprints.technology import technology
from lvxun.accounts.footprints.updating import balanced, update
from lvxun.region.model import Quality

TOTALS_2023 = {"primary": 2642.2e4, "secondary": 11104.8e4, "tertiary": 17642.9e4}


@pytest.fixture(scope="module")
def base():
    return read_table(TABLE_2007)


@pytest.fixture(scope="module")
def updated(base):
    return update(base, 2023, TOTALS_2023)


def test_gras_of_a_published_example():
    # The example of Junius and Oosterhaven (2003) as the R function doGRAS is tested with it; its tolerance
    start = np.array([[7.0, 3, 5, -3], [2, 9, 8, 0], [-2, 0, 2, 0]])
    found = balanced(start, np.array([15.0, 26, -1]), np.array([9.0, 16, 17, -2])).matrix
    expected = [
        [8.424340881, 3.375237362, 5.200422021, -2.000000263],
        [3.000997078, 12.624763744, 10.374239178, 0],
        [-2.425339135, 0, 1.425339135, 0],
    ]
    assert_allclose(found, expected, rtol=0.002, atol=0.002)


def test_without_negative_cells_it_is_ras():
    start = np.array([[1.0, 2.0], [3.0, 4.0]])
    found = balanced(start, np.array([4.0, 6.0]), np.array([5.0, 5.0])).matrix
    ratios = found / start
    assert_allclose(found.sum(axis=1), [4, 6])
    assert_allclose(ratios[0, 0] * ratios[1, 1], ratios[0, 1] * ratios[1, 0])  # biproportional


@settings(deadline=None, max_examples=60)
@given(arrays(float, (4, 5), elements=st.floats(0.5, 9)), arrays(float, (4, 5), elements=st.floats(0.5, 9)),
       arrays(float, (4, 5), elements=st.sampled_from([-1.0, 1.0, 1.0])))  # fmt: skip
def test_totals_are_met_and_signs_are_kept(start, wanted, signs):
    found = balanced(start * signs, (wanted * signs).sum(axis=1), (wanted * signs).sum(axis=0)).matrix
    assert_allclose(found.sum(axis=1), (wanted * signs).sum(axis=1), atol=1e-8)
    assert_allclose(found.sum(axis=0), (wanted * signs).sum(axis=0), atol=1e-8)
    assert (np.sign(found) == signs).all()


def test_sums_that_differ_are_refused():
    with pytest.raises(MarginsError, match="differ by 1"):
        balanced(np.ones((2, 2)), np.array([2.0, 2.0]), np.array([2.0, 3.0]))


def test_a_total_of_a_row_without_such_cells_is_refused():
    with pytest.raises(MarginsError, match="row 1 cannot reach") as caught:
        balanced(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    assert caught.value.where.field == "row 1"


def test_zeros_that_stand_in_the_way_are_told():
    start = np.array([[1.0, 0.0], [1.0, 1.0]])
    with pytest.raises(NotConvergedError, match="rounds"):
        balanced(start, np.array([3.0, 1.0]), np.array([1.0, 3.0]))


def test_published_value_added_is_kept_exactly(updated):
    for broad, total in TOTALS_2023.items():
        at = [n for n, sector in enumerate(updated.table.sectors) if sector.broad == broad]
        assert updated.table.value_added[:, at].sum() == pytest.approx(total, rel=1e-14)


def test_a_later_table_balances_and_says_that_it_is_reconstructed(updated):
    table = updated.table
    assert np.abs(table.row_residuals).max() / table.output.max() < 1e-12
    assert np.abs(table.column_residuals).max() / table.output.max() < 1e-12
    assert (table.year, table.origin, table.quality) == (2023, Origin.RECONSTRUCTED, Quality.ESTIMATE)
    assert any("2007" in one.en for one in updated.weaknesses)
    assert 0 < updated.moved < 0.5


def test_signs_and_zeros_of_the_base_are_kept(base, updated):
    assert ((base.flows == 0) == (updated.table.flows == 0)).all()
    assert (updated.table.incoming >= 0).all()


def test_the_later_table_has_a_technology(updated):
    found = technology(updated.table)
    assert (found.domestic_share > 0).all()


def test_the_year_s_own_totals_change_nothing(base):
    totals = {
        part: float(base.value_added[:, [s.broad == part for s in base.sectors]].sum())
        for part in TOTALS_2023
    }
    same = update(base, 2007, totals)
    assert_allclose(same.table.flows, base.flows, rtol=1e-6, atol=1)
    assert same.moved < 1e-9


def test_with_gdp_alone_all_sectors_move_together(base):
    done = update(base, 2014, {"all": 20381.5e4})
    assert done.table.value_added.sum() == pytest.approx(20381.5e4)
    assert_allclose(technology(done.table).domestic_share, technology(base).domestic_share, rtol=1e-6)
    assert any("without a change of structure" in one.en for one in done.weaknesses)


def test_a_total_that_is_missing_is_refused(base):
    with pytest.raises(MarginsError, match="tertiary"):
        update(base, 2023, {"primary": 1e7, "secondary": 1e8})
