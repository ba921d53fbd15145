"""Time a reconstructed year and hold it against scipy's SLSQP on the same programme; backtest 2014 from 2007.

python benchmarks/account_reconstruction.py
"""

import time

import numpy as np
from scipy.optimize import minimize

from lvxun.accounts.balances.consistency import with_figures
from lvxun.accounts.balances.constraints import solve
from lvxun.accounts.balances.layout import Layout
from lvxun.accounts.balances.prior import prior_of, structure
from lvxun.accounts.balances.published import published_figures
from lvxun.accounts.balances.reading import balances
from lvxun.accounts.balances.reconstruct import attempt
from lvxun.accounts.factors.reading import factors_of
from lvxun.region.loader import load, locate

ORIGINS = ("published", "derived", "reconstructed")
KINDS = {"raw_coal": "coal", "cleaned_coal": "coal", "other_washed_coal": "coal", "briquettes": "coal",
         "refinery_gas": "other_oil_products"}  # fmt: skip


def seconds(call):
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


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
    last = structure(known[2014], factors)
    prior = prior_of(region, 2019, last, known[2014].flows, factors)
    figures, _ = published_figures(region, 2019, last.cells, known[2014].flows, factors)
    layout = Layout(last, prior, known[2014].flows, figures)
    programme = with_figures(layout.programme(), layout.widened([f for f in figures if f.is_exact]))
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


def backtest(region, known, factors):
    balance = attempt(region, 2014, {2007: known[2007]}, factors).balance
    last = structure(known[2014], factors)
    truth = dict(zip(last.cells, last.values, strict=True))
    place = {name: index for index, name in enumerate(balance.joint.ids)}
    found = {}
    for flow, fuel, value in balance.cells[["flow", "fuel", "value"]].itertuples(index=False):
        total, members = found.setdefault((flow, KINDS.get(fuel, fuel)), [0.0, []])
        found[flow, KINDS.get(fuel, fuel)][0] = total + value
        if (at := place.get(f"activity/balance/{flow}/{fuel}")) is not None:
            members.append(at)
    for least in (0, 50, 500):
        rows = [
            (truth[key], value, 1.96 * np.sqrt(balance.joint.covariance[np.ix_(at, at)].sum()))
            for key, (value, at) in found.items()
            if key in truth and at and abs(truth[key]) >= least
        ]
        true, value, half = np.array(rows).T
        error = np.abs(true - value)
        print(f"  cells >= {least} 10^4 tce: {len(rows)}, within 95 %: {np.mean(error <= half):.0%}, "
              f"median error {np.median(error):.0f}, median half width {np.median(half):.0f}, "
              f"error over size {error.sum() / np.abs(true).sum():.0%}")  # fmt: skip


def main():
    region = load(locate("liaoning"))
    known, factors = balances(region), factors_of(region)
    for year in range(2015, 2025):
        took, made = seconds(lambda year=year: attempt(region, year, known, factors))
        cells = made.balance.cells
        count = cells["origin"].value_counts()
        large = cells[(cells["origin"] == "reconstructed") & (cells["value"].abs() > 50)]
        percent = (large["high"] - large["low"]) / 2 / large["value"].abs() * 100
        counts = ", ".join(f"{origin} {count.get(origin, 0)}" for origin in ORIGINS)
        print(f"{year}: {took:.2f} s, {counts}; half widths of cells over 50: "
              f"median {percent.median():.0f} %, 90th {percent.quantile(0.9):.0f} %")  # fmt: skip
    compare(region, known, factors)
    print("backtest: 2014 from 2007")
    backtest(region, known, factors)


if __name__ == "__main__":
    main()
