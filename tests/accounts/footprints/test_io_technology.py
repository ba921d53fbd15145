"""Leontief's algebra against the textbook and against the figures that pymrio is tested with."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from io_building import TABLE_2007, table_of
from numpy.testing import assert_allclose

from lvxun.accounts.footprints.errors import NotProductiveError, ShareOfImportsError
from lvxun.accounts.footprints.reading import read_table
from lvxun.accounts.footprints.technology import Leontief, coefficients, technology

# Miller and Blair, Input-Output Analysis, 2nd edition (2009), table 2.3 and the example after it
MILLER_FLOWS, MILLER_OUTPUT = np.array([[150.0, 500.0], [200.0, 100.0]]), np.array([1000.0, 2000.0])

# The small multiregional table of pymrio's own tests (tests/test_math.py): three sectors in two regions
PYMRIO_FLOWS = np.array(
    [
        [10, 5, 1, 6, 5, 7],
        [0, 2, 0, 0, 5, 3],
        [10, 3, 20, 4, 2, 0],
        [5, 0, 0, 1, 10, 9],
        [0, 10, 1, 0, 20, 1],
        [5, 0, 0, 1, 10, 10],
    ],
    dtype=float,
)
PYMRIO_OUTPUT = np.array([51.0, 15, 58, 50, 52, 39])
PYMRIO_STRESS = np.array([[20.0, 1, 42, 4, 20, 5], [5, 4, 11, 8, 2, 10]])
PYMRIO_MULTIPLIERS = [
    [0.896638324101429, 1.7965474933011258, 1.1666796580507097,
     0.3013124703668342, 1.4371886818255364, 0.7177624711634629],
    [0.3004620527704837, 0.9052387706892087, 0.311411003349379,
     0.23778766312079253, 0.5331560745059157, 0.6031791628984159],
]  # fmt: skip


def test_coefficients_of_the_textbook():
    assert_allclose(coefficients(MILLER_FLOWS, MILLER_OUTPUT), [[0.15, 0.25], [0.20, 0.05]])


def test_inverse_of_the_textbook():
    system = Leontief(coefficients(MILLER_FLOWS, MILLER_OUTPUT))
    assert_allclose(system.inverse, [[1.2541, 0.3300], [0.2640, 1.1221]], atol=5e-5)


def test_new_demand_of_the_textbook():
    system = Leontief(coefficients(MILLER_FLOWS, MILLER_OUTPUT))
    assert_allclose(system.outputs(np.array([600.0, 1500.0])), [1247.5, 1841.6], atol=0.05)


def test_labour_of_the_textbook():
    # Labour of 0.3 and 0.25 per unit of output; the textbook's 374.25 and 460.4 with its rounded outputs
    system = Leontief(coefficients(MILLER_FLOWS, MILLER_OUTPUT))
    labour = system.multipliers(np.array([[0.3, 0.25]])) @ np.array([600.0, 1500.0])
    assert labour[0] == pytest.approx(374.25 + 460.4, abs=0.03)


def test_multipliers_of_pymrio_s_table():
    system = Leontief(coefficients(PYMRIO_FLOWS, PYMRIO_OUTPUT))
    assert_allclose(system.multipliers(PYMRIO_STRESS / PYMRIO_OUTPUT), PYMRIO_MULTIPLIERS, rtol=1e-12)


def test_a_sector_without_output_buys_nothing():
    assert_allclose(
        coefficients(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([4.0, 0.0])), [[0.25, 0], [0.25, 0]]
    )


def test_imports_are_spread_over_uses_here_and_not_over_exports():
    table = table_of([[10.0, 20.0], [5.0, 5.0]], local=[50, 40], outside=[100, 0], incoming=[20, 0])
    found = technology(table)
    assert_allclose(found.domestic_share, [0.75, 1.0])  # 20 of 10 + 20 + 50
    assert_allclose(found.here.coefficients[0], 0.75 * found.anywhere.coefficients[0])
    assert_allclose(found.demand_here[0, 1], 0.75 * 50)
    assert_allclose(found.demand_here[0, 5], 100)


def test_demand_for_what_is_made_here_and_its_inputs_are_the_output():
    found = technology(read_table(TABLE_2007))
    made = found.here.outputs(found.demand_here).sum(axis=1)
    assert_allclose(made, found.table.output, rtol=1e-12)


def test_more_imports_than_uses_are_refused():
    table = table_of([[10.0, 20.0], [5.0, 5.0]], local=[50, 40], outside=[100, 0], incoming=[81, 0])
    with pytest.raises(ShareOfImportsError, match="agriculture") as caught:
        technology(table)
    assert "transit" in caught.value.remedy


def test_inputs_beyond_the_output_are_refused():
    table = table_of(
        [[90.0, 20.0], [60.0, 5.0]], local=[0, 1], outside=[0, 0], incoming=[0, 0], output=[50, 40]
    )
    with pytest.raises(NotProductiveError):
        technology(table)


@settings(deadline=None, max_examples=60)
@given(arrays(float, (5, 5), elements=st.floats(0, 0.19)), arrays(float, (3, 5), elements=st.floats(0, 9)))
def test_multipliers_are_what_the_inverse_gives(inputs, intensities):
    system = Leontief(inputs)
    assert_allclose(system.multipliers(intensities), intensities @ system.inverse, rtol=1e-9, atol=1e-12)
