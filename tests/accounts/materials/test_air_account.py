"""Air: activity times factor times what the control lets through."""

import pytest
from material_bases import basis_with, liaoning_basis, values_of

from lvxun.accounts.book.model import Notation
from lvxun.accounts.materials import air_account

TCE = "万吨标准煤"


def test_power_at_the_ultra_low_limit_gives_the_factor_derived_from_the_limit():
    # 1 万吨 of raw coal is 0.7143 万吨标准煤; 17 × 0.6 × (1 - 0.969) = 0.316 kg/t, the 0.32 of air.csv.
    account = air_account(basis_with({}, {("thermal_power", "coal"): (-71.43, TCE)}))
    assert values_of(account).of("air/power/SO2/coal") == pytest.approx(100 * 0.32e-3, rel=0.02)
    assert values_of(account).of("air/power/NOx/coal") == pytest.approx(100 * 0.46e-3, rel=0.01)


def test_coal_in_tonnes_and_in_coal_equivalent_is_the_same_coal():
    tonnes = air_account(basis_with({}, {("thermal_power", "raw_coal"): (-100.0, "万吨")}))
    equivalent = air_account(basis_with({}, {("thermal_power", "coal"): (-71.43, TCE)}))
    cell = "air/power/PM2.5/coal"
    assert values_of(tonnes).of(cell) == pytest.approx(values_of(equivalent).of(cell))


def test_feedstock_is_not_burnt():
    cells = {("industry", "coal"): (100.0, TCE), ("feedstock", "coal"): (100.0, TCE)}
    assert values_of(air_account(basis_with({}, cells))).of("air/industry/SO2/coal") == 0.0


def test_gas_goes_by_volume():
    # 18.71 kg per 10^4 m3: 1 亿立方米 emits 187.1 t
    account = air_account(basis_with({}, {("industry", "natural_gas"): (1.0, "亿立方米")}))
    assert values_of(account).of("air/industry/NOx/gas") == pytest.approx(187.1e-4)


def test_fertiliser_and_herds_emit_ammonia():
    account = air_account(basis_with({"fertiliser_nitrogen": 50, "pig_stock": 1000}))
    assert values_of(account).of("air/soils/NH3/fertiliser") == pytest.approx(7.5)
    assert values_of(account).of("air/manure/NH3/pig") == pytest.approx(5.0)


def test_without_activity_there_is_no_estimate():
    account = air_account(basis_with({}))
    assert {line.notation for line in account.lines.values()} == {Notation.NOT_ESTIMATED}
    assert values_of(account).of("air/so2") is None


def test_the_published_total_is_held_against_ours_with_what_is_left_out():
    figures = {"nox_emissions": 80}
    account = air_account(basis_with(figures, {("thermal_power", "coal"): (-7143.0, TCE)}))
    (check,) = account.checks
    assert not check.is_ok and check.residual < 0
    assert "Cement kilns" in check.note_en


def test_controls_step_with_the_year():
    cells = {("thermal_power", "coal"): (-71.43, TCE)}
    emitted = [
        values_of(air_account(basis_with({}, cells, year))).of("air/power/NOx/coal")
        for year in (2007, 2014, 2017, 2020)
    ]
    assert emitted == sorted(emitted, reverse=True) and len(set(emitted)) == 4


@pytest.mark.parametrize("year", [2007, 2014])
def test_liaoning_s_emissions_are_of_the_right_order(year):
    # 中国环境统计年鉴: SO2 of Liaoning about 100 to 123 万吨 in 2007 to 2014, NOx about 80 to 110.
    values = values_of(air_account(liaoning_basis(year)))
    assert 50 < values.of("air/so2") < 150
    assert 45 < values.of("air/nox") < 120
