"""Plans and regions do not know each other, so each has its table of units: they must say the same."""

import pytest

from lvxun.plan.comparing.words import unit_factors
from lvxun.region.errors import UnitError
from lvxun.region.units import factor


def converted(unit, base):
    try:
        return factor(unit, base)
    except UnitError:
        return None


PAIRS = [(unit, base, times) for unit, (base, times) in unit_factors().items()]
KNOWN_TO_BOTH = [pair for pair in PAIRS if converted(pair[0], pair[1]) is not None]


def test_most_units_of_plans_are_units_of_series():
    assert len(KNOWN_TO_BOTH) > 20


@pytest.mark.parametrize(("unit", "base", "times"), KNOWN_TO_BOTH)
def test_a_unit_is_as_large_in_a_plan_as_in_a_series(unit, base, times):
    assert converted(unit, base) == pytest.approx(times)
