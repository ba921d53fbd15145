"""Time a reconstructed year and hold it against scipy's SLSQP on the same programme; backtest 2014 from 2007.

python benchmarks/account_reconstruction.py
"""

import time

import numpy as np
from scipy.optimize import minimize

from lvxun.accounts.balances.consistency import with_figures
from lvxun.accounts.balances.constraints import solve
from lvxun.accounts.balances.layout import Layout
from lvxun.accounts.balances.prior import structure
from lvxun.accounts.balances.reading import balances
from lvxun.accounts.balances.reconstruct import attempt
from lvxun.accounts.balances.solving import Case, pose, solved
from lvxun.accounts.factors.reading import factors_of
from lvxun.region.loader import load, locate

ORIGINS = ("published", "derived", "reconstructed")
KINDS = {"raw_coal": "coal", "cleaned_coal": "coal", "other_washed_coal": "coal", "briquettes": "coal",
         "refinery_gas": "other_oil_products"}  # fmt: skip


def seconds(call):
    """Return the processor's seconds (other work on the machine does not count) and the result."""
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


def slsqp(programme):
    """Return SLSQP's solution in units of the prior deviation (without it, it does not converge)."""
    scale = programme.deviation
    bounds = np.column_stack([(b - programme.prior) / scale for b in (programme.lower, programme.upper)])

    def rows(given, kind):
        matrix, right = given.matrix * scale, given.right - given.matrix @ programme.prior
        return {"type": kind, "fun": lambda z: matrix @ z - right, "jac": lambda z: matrix}

    found = minimize(
        lambda z: 0.5 * z @ z, np.zeros(len(scale)), jac=lambda z: z, bounds=bounds, method="SLSQP",
        constraints=[rows(programme.exact, "eq"), rows(programme.at_least, "ineq")],
        options={"maxiter": 200, "ftol": 1e-12},
    )  # fmt: skip
    return programme.prior + scale * found.x, found


def compare(region, known, factors):
    posed = pose(Case(region, known, factors, {}), 2019)
    programme = with_figures(
        Layout(posed.start, posed.prior, posed.base.flows, posed.figures).programme(),
        [figure for figure in posed.figures if figure.is_exact],
    )
    ours, solution = seconds(lambda: solve(programme))
    theirs, (values, found) = seconds(lambda: slsqp(programme))

    def objective(x):
        return float((((x - programme.prior) / programme.deviation) ** 2).sum())

    print(f"programme of 2019: {len(programme.prior)} unknowns, {len(programme.exact.right)} equalities")
    for name, took, x in (("lvxun", ours, solution.values), ("SLSQP", theirs, values)):
        off = np.abs(programme.exact.matrix @ x - programme.exact.right).max()
        print(
            f"  {name}: {took:.3f} s, objective {objective(x):.9f}, worst equality off by {off:.1e} 10^4 tce"
        )
    print(f"  SLSQP says: {found.message}")


def by_total(cells):
    """Return values by (flow, fuel), kinds added to their totals, and where the kinds stand."""
    values, places = {}, {}
    for index, ((flow, fuel), value) in enumerate(cells):
        key = flow, KINDS.get(fuel, fuel)
        values[key] = values.get(key, 0.0) + float(value)
        places.setdefault(key, []).append(index)
    return values, places


def backtest(region, known, factors, year, start):
    """Print how many cells of a known year lie within what another known year alone makes of it.

    Stated: the intervals of the cells. Drawn: those of members, which signs make narrower.
    """
    case = Case(region, {start: known[start]}, factors, {})
    posed = pose(case, year)
    count = len(posed.start.cells)
    done = solved(posed, posed.figures, {})
    joint = attempt(region, year, case.known, factors).balance.joint
    at = {name: index for index, name in enumerate(joint.ids)}
    drawn = np.zeros((count, count))
    own = [at.get(f"activity/balance/{flow}/{fuel}", -1) for flow, fuel in posed.start.cells]
    here = [index for index, place in enumerate(own) if place >= 0]
    drawn[np.ix_(here, here)] = joint.covariance[np.ix_([own[i] for i in here], [own[i] for i in here])]
    last = structure(known[year], factors)
    truth, _ = by_total(zip(last.cells, last.values, strict=True))
    made, places = by_total(zip(posed.start.cells, done.solution.values[:count], strict=True))
    for least in (0, 50, 500):
        rows = []
        for key, value in made.items():
            block = np.ix_(places[key], places[key])
            stated, narrow = (
                1.96 * np.sqrt(max(matrix[block].sum(), 0.0)) for matrix in (done.solution.free, drawn)
            )
            if key in truth and abs(truth[key]) >= least and stated > 1e-3:
                rows.append((truth[key], value, stated, narrow))
        true, value, stated, narrow = np.array(rows).T
        error = np.abs(true - value)
        print(
            f"  cells >= {least} 10^4 tce: {len(rows)}, within 95 %: stated {np.mean(error <= stated):.0%}, "
            f"drawn {np.mean(error <= narrow):.0%}, median error {np.median(error):.0f}, "
            f"median half width {np.median(stated):.0f}, "
            f"error over size {error.sum() / np.abs(true).sum():.0%}"
        )


def between(region, known, factors):
    """Print supply of oil and gas between 2007 and 2014, published and not used, beside what is made."""
    own = region.series[region.series["area"] == region.code].set_index(["indicator", "year"])["value"]
    for year in (2011, 2013):
        balance = attempt(region, year, known, factors).balance
        for series, groups in (("energy_supply_oil", ["oil"]), ("energy_supply_gas", ["gas"])):
            row = np.array([
                float(balance.flows[name.split("/")[2]].part == "supply"
                      and balance.fuels[name.split("/")[3]].group in groups)
                for name in balance.joint.ids
            ])  # fmt: skip
            values = {f"activity/balance/{flow}/{fuel}": value for flow, fuel, value in
                      balance.cells[["flow", "fuel", "value"]].itertuples(index=False)}  # fmt: skip
            made = row @ np.array([values[name] for name in balance.joint.ids])
            half = 1.96 * np.sqrt(row @ balance.joint.covariance @ row)
            print(f"  {series} {year}: {own[series, year]:.0f} published, {made:.0f} ± {half:.0f} made")


def main():
    region = load(locate("liaoning"))
    known, factors = balances(region), factors_of(region)
    for year in [*range(2008, 2014), *range(2015, 2025)]:
        took, made = seconds(lambda year=year: attempt(region, year, known, factors))
        cells = made.balance.cells
        count = cells["origin"].value_counts()
        large = cells[(cells["origin"] == "reconstructed") & (cells["value"].abs() > 50)]
        percent = (large["high"] - large["low"]) / 2 / large["value"].abs() * 100
        counts = ", ".join(f"{origin} {count.get(origin, 0)}" for origin in ORIGINS)
        print(f"{year}: {took:.2f} s, {counts}; half widths of cells over 50: "
              f"median {percent.median():.0f} %, 90th {percent.quantile(0.9):.0f} %")  # fmt: skip
    compare(region, known, factors)
    for year, start in ((2014, 2007), (2007, 2014)):
        print(f"backtest: {year} from {start}")
        backtest(region, known, factors, year, start)
    print("between 2007 and 2014:")
    between(region, known, factors)


if __name__ == "__main__":
    main()
