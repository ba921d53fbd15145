"""Each formula, evaluated with pint over its inputs, gives what the function gives, in the tagged unit.

The formula carries no unit factors and the function does, so that a wrong 1e4 cannot hide.
"""

import numpy as np
import pytest

from lvxun.accounts import catalogue
from lvxun.accounts.graph import run, series_needed
from lvxun.accounts.tags import Direction
from lvxun.region.catalogue import catalogue as national_series
from lvxun.region.units import registry

YEARS, BASE = 6, 2


def spelled(unit):
    return unit.replace("%", "percent")


def quantity(values, unit):
    return registry().Quantity(values, spelled(unit))


def fraction(x):
    return x.to("").magnitude


def at_base(x):
    return x[:, BASE : BASE + 1]


def change_since_base(x):
    return quantity(fraction(x / at_base(x)) - 1, "倍").to("percent")


def added_since_base(x):
    added = x - at_base(x)
    added[:, :BASE] = np.nan
    return added


def chained(x):
    index = np.ones((1, YEARS))
    for year in range(BASE + 1, YEARS):
        index[0, year] = index[0, year - 1] * (1 + fraction(x)[0, year])
    for year in range(BASE - 1, -1, -1):
        index[0, year] = index[0, year + 1] / (1 + fraction(x)[0, year + 1])
    return quantity(index, "倍")


def chained_change(x):
    change = (chained(x) - quantity(1, "倍")).to("percent")
    change[:, BASE] = np.nan
    return change


def sum_since_base(x):
    total = x * np.nan
    for year in range(BASE + 1, YEARS):
        total[:, year] = x[:, BASE + 1 : year + 1].sum(axis=1)
    return total


def first_known(*alternatives):
    return alternatives[0]


def positive(x):
    return quantity(np.maximum(x.magnitude, 0), str(x.units))


WORDS = {
    f.__name__: f
    for f in (
        at_base,
        change_since_base,
        added_since_base,
        chained,
        chained_change,
        sum_since_base,
        first_known,
    )
} | {"known_sum_since_base": sum_since_base, "positive": positive}


@pytest.fixture(scope="module")
def inputs():
    random = np.random.default_rng(1)
    return {name: random.uniform(1, 9, (1, YEARS)) for name in series_needed(catalogue())}


@pytest.fixture(scope="module")
def values(inputs):
    return inputs | run(tuple(catalogue()), inputs, BASE)


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_formula_and_function_agree_in_value_and_unit(key, values):
    info = catalogue()[key]
    units = {name: (catalogue().get(name) or national_series()[name]).unit for name in info.inputs}
    names = {name: quantity(values[name], unit) for name, unit in units.items()}
    one_year = registry().Quantity(1, "年")
    expected = eval(info.formula, {"__builtins__": {}}, {**WORDS, **names, "one_year": one_year})
    np.testing.assert_allclose(values[key], expected.to(spelled(info.unit)).magnitude, rtol=1e-9)


def test_every_direction_is_in_use():
    assert {info.direction for info in catalogue().values()} == set(Direction)
