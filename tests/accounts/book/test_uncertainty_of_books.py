"""Monte Carlo and first-order propagation: against the rules of IPCC 2006, and each other within 2 %."""

from dataclasses import replace

import numpy as np
import pytest

from accounts.book.uncertain_books import around, balanced, decaying, fuels, large, total, varied
from accounts.small_books import book, entry, line
from lvxun.accounts.book.curvature import curvature
from lvxun.accounts.book.model import Notation, Part, Shape, Spread
from lvxun.accounts.book.sensitivity import sensitivity
from lvxun.accounts.book.uncertainty import (
    analytic,
    contributors,
    monte_carlo,
    percent_of_product,
    percent_of_sum,
)
from lvxun.accounts.errors import UnknownCellError

MANY = 20_000  # the sampling error of a standard deviation is then 0.5 %


class TestIpccRules:
    """IPCC 2006, Vol. 1, chapter 3, equations 3.1 (product, rule B) and 3.2 (sum, rule A), by hand."""

    def test_rule_b_activity_times_factor(self):
        # activity 5 %, factor 3 %: √(5² + 3²) = 5.831 %
        assert percent_of_product([5, 3]) == pytest.approx(5.83095, abs=1e-5)
        band = analytic(fuels()).bands["carbon/industry/CO2/coal"]
        assert band.percent == pytest.approx(5.83095, abs=1e-5)

    def test_rule_a_sum_of_two_fuels(self):
        # 2000 ± 5.831 % and 1200 ± 10.770 %: √(116.62² + 129.24²) / 3200 = 174.08 / 3200 = 5.440 %
        assert percent_of_sum([2000, 1200], [5.83095, 10.77033]) == pytest.approx(5.4400, abs=1e-4)
        assert analytic(fuels()).bands["carbon/co2"].percent == pytest.approx(5.4400, abs=1e-4)

    def test_a_factor_that_two_lines_share_does_not_average_out(self):
        lines = [line(f"carbon/s{n}/CO2/coal", f"activity/{n}", "factor/coal") for n in (1, 2)]
        entries = [entry("activity/1", 10.0), entry("activity/2", 30.0), around("factor/coal", 2.0, 4)]
        made = book(entries, lines, [total("carbon/co2", *(one.id for one in lines))])
        assert analytic(made).bands["carbon/co2"].percent == pytest.approx(4.0)


@pytest.mark.parametrize("build", [fuels, balanced, decaying, large])
def test_both_ways_agree_within_two_percent_on_every_total(build):
    made = build()
    ensemble, propagated = monte_carlo(made, MANY), analytic(made)
    for ident in made.totals:
        assert ensemble.bands[ident].std == pytest.approx(propagated.bands[ident].std, rel=0.02), ident
        assert ensemble.bands[ident].mean == pytest.approx(propagated.bands[ident].mean, rel=0.005), ident


def test_what_closes_in_every_member_has_no_width():
    made = balanced()
    closing = [line(f"energy/{n}/coal", ident) for n, ident in enumerate(made.joints[0].ids)]
    parts = [Part(one.id, weight) for one, weight in zip(closing, (1, 1, 1, -1), strict=True)]
    made = replace(
        made,
        lines={**made.lines, **{one.id: one for one in closing}},
        totals={**made.totals, "energy/difference": total("energy/difference", *parts)},
    )
    assert analytic(made).bands["energy/difference"].std == pytest.approx(0.0, abs=1e-6)
    assert monte_carlo(made).bands["energy/difference"].std == pytest.approx(0.0, abs=1e-9)


def test_slopes_are_the_differences_of_the_book():
    made = fuels()
    given = sensitivity(made)
    for at, ident in enumerate(given.entries):
        up, down = ({**made.entries} for _ in range(2))
        step = 1e-4 * abs(given.means[at])
        for moved, sign in ((up, 1), (down, -1)):
            for name, mean in zip(given.entries, given.means, strict=True):
                moved[name] = replace(made.entries[name], value=float(mean), spread=Spread())
            moved[ident] = replace(moved[ident], value=moved[ident].value + sign * step)
        high, low = (sensitivity(replace(made, entries=moved)).values.cells for moved in (up, down))
        for cell, place in given.cell_at.items():
            slope = float(high[cell][0] - low[cell][0]) / (2 * step)
            assert given.jacobian[place, at] == pytest.approx(slope, rel=1e-5, abs=1e-6)


def test_an_entry_that_is_zero_has_a_slope():
    made = book([around("factor/a", 2.0, 5), varied("activity/b", 0.0, -1.0, 1.0)], [])
    one = line("carbon/s/CO2/x", "activity/b", "factor/a")
    made = replace(made, lines={one.id: one})
    assert analytic(made).bands[one.id].std == pytest.approx(2 * 2 / (2 * 1.959964), rel=1e-6)


class TestContributors:
    def test_the_widest_comes_first_and_the_shares_add_up(self):
        found = contributors(fuels(), "carbon/gross")
        assert found[0].entry == "factor/mine"
        assert sum(one.share for one in found) == pytest.approx(1.0)
        assert {one.entry for one in found} == {
            "factor/mine", "activity/mine", "activity/coal", "activity/oil", "factor/coal", "factor/oil",
        }  # fmt: skip

    def test_shares_of_a_joint_add_up_too(self):
        found = analytic(balanced()).contributors("carbon/co2")
        assert sum(one.share for one in found) == pytest.approx(1.0)

    def test_only_as_many_as_are_asked_for(self):
        assert len(contributors(fuels(), "carbon/gross", largest=2)) == 2

    def test_a_cell_that_there_is_not_is_refused(self):
        with pytest.raises(UnknownCellError, match="carbon/grss"):
            contributors(fuels(), "carbon/grss")

    def test_a_book_without_spread_has_none(self):
        made = book([entry("activity/a", 1.0)], [line("water/x/use", "activity/a")])
        assert contributors(made, "water/x/use") == ()


class TestSecondOrder:
    def test_it_is_small_for_an_ordinary_book(self):
        assert curvature(sensitivity(fuels()), "carbon/co2") < 0.002

    def test_it_says_how_much_the_first_order_leaves_out_of_a_product(self):
        # exact: Var(xy) = σx²σy² + µy²σx² + µx²σy², here 1 + 4 + 4 over 8
        wide = [varied(f"factor/{n}", 2.0, 2 - 1.959964, 2 + 1.959964, Shape.NORMAL) for n in (1, 2)]
        one = line("carbon/s/CO2/x", "factor/1", "factor/2")
        made = book(wide, [one], [total("carbon/co2", one.id)])
        second = curvature(sensitivity(made), "carbon/co2")
        assert second == pytest.approx(1 / 8, rel=1e-6)
        first = analytic(made).bands["carbon/co2"].std
        corrected = first * np.sqrt(1 + second)
        assert monte_carlo(made, MANY).bands["carbon/co2"].std == pytest.approx(corrected, rel=0.02)


def test_an_ensemble_reports_its_seed_and_its_own_error():
    ensemble = monte_carlo(fuels(), members=1000, seed=11)
    assert (ensemble.seed, ensemble.members, len(ensemble.array("carbon/co2"))) == (11, 1000, 1000)
    assert ensemble.sampling_error == pytest.approx(0.02236, abs=1e-5)


def test_a_notation_key_has_no_band():
    made = fuels()
    key = replace(made.lines["carbon/industry/CO2/oil"], notation=Notation.NOT_ESTIMATED)
    made = replace(made, lines={**made.lines, key.id: key})
    assert key.id not in monte_carlo(made, 10).bands
    assert key.id not in analytic(made).bands


def test_the_bounds_hold_95_percent_of_the_members():
    ensemble = monte_carlo(fuels(), 4000)
    band, members = ensemble.bands["carbon/gross"], ensemble.array("carbon/gross")
    assert ((members >= band.low) & (members <= band.high)).mean() == pytest.approx(0.95, abs=0.002)
