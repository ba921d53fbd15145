"""Footprints of the accounts beside plain pymrio: the same table, the same result, the time of each.

Two tables: Liaoning's of 2007 (42 sectors, what is made here, one stressor and four), and a random one of 30
provinces x 42 sectors (1,260 rows, four stressors). Both start from flows, output, demand and stressors and
end with coefficients, intensities, multipliers and footprints by product and by place. pymrio is timed twice:
`calc_all`, as its manual has it, and only the functions that lead to these results. Ours is timed with and
without the Leontief inverse, which our results do not need. Also timed: footprints of 1,000 members,
the members being stressors to pymrio. Results have to agree to 1e-9. Both sides use one thread of linear
algebra, unless OPENBLAS_NUM_THREADS says otherwise. Times are the least of the repeats.

Run: python benchmarks/accounts.py [--repeats 9] [--json]. pymrio comes into an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy comes: both sides alike, whoever else works

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import _accounts_peer

AGREE, MEMBERS = 1e-9, 1000


@dataclass(frozen=True)
class Problem:
    """Flows (row, column), output, demand (row, place), stressors (stressor, column)."""

    name: str
    places: list[str]
    sectors: list[str]
    flows: np.ndarray
    output: np.ndarray
    demand: np.ndarray
    stress: np.ndarray


def liaoning(stressors: int) -> Problem:
    """Return the table of 2007, what is made here."""
    import lvxun
    from lvxun.accounts.footprints.reading import read_table
    from lvxun.accounts.footprints.technology import technology

    folder = Path(lvxun.__file__).parent / "provinces" / "liaoning" / "accounts" / "io_2007"
    found = technology(read_table(folder))
    table = found.table
    flows = found.domestic_share[:, None] * table.flows
    demand = table.output - flows.sum(axis=1)
    stress = np.random.default_rng(1).uniform(0, 1, (stressors, len(table.ids))) * table.output * 1e-4
    name = f"Liaoning 2007, 42 sectors, {stressors} stressor{'s' * (stressors > 1)}"
    return Problem(name, ["Liaoning"], list(table.ids), flows, table.output, demand[:, None], stress)


def provinces(count: int, sectors: int, stressors: int) -> Problem:
    """Return a random table with own flows larger than those between provinces."""
    draws = np.random.default_rng(2)
    size = count * sectors
    flows = draws.exponential(1.0, (size, size)) * 0.02
    for at in range(count):
        own = slice(at * sectors, (at + 1) * sectors)
        flows[own, own] *= 40.0
    demand = draws.exponential(20.0, (size, count))
    output = flows.sum(axis=1) + demand.sum(axis=1)
    grow = 1.2 * np.maximum(flows.sum(axis=0) / output, 1.0).max()
    demand *= grow * 2
    output = flows.sum(axis=1) + demand.sum(axis=1)
    places, names = [f"P{at:02}" for at in range(count)], [f"S{at:02}" for at in range(sectors)]
    stress = draws.uniform(0, 1, (stressors, size)) * output
    return Problem(
        f"random, {count} provinces x {sectors} sectors, {stressors} stressors",
        places, names, flows, output, demand, stress,
    )  # fmt: skip


def ours(problem: Problem, with_inverse: bool) -> dict[str, np.ndarray]:
    """Compute with the functions of the accounts."""
    from lvxun.accounts.footprints.technology import Leontief, coefficients

    system = Leontief(coefficients(problem.flows, problem.output))
    intensities = problem.stress / problem.output
    multipliers = intensities @ system.inverse if with_inverse else system.multipliers(intensities)
    found = {
        "A": system.coefficients,
        "S": intensities,
        "M": multipliers,
        "by product": _by_product(multipliers, problem),
        "by place": multipliers @ problem.demand,
    }
    return found | ({"L": system.inverse} if with_inverse else {})


def _by_product(multipliers: np.ndarray, problem: Problem) -> np.ndarray:
    """Return footprints (stressor, place of demand, product), summed over where the product was made."""
    count, sectors = len(problem.places), len(problem.sectors)
    made = multipliers.reshape(-1, count, sectors)
    wanted = problem.demand.reshape(count, sectors, -1)
    return np.einsum("mrs,rsp->mps", made, wanted, optimize=True)


def pymrio_system(problem: Problem) -> object:
    """Return the problem as pymrio holds it; not timed."""
    import pandas as pd
    import pymrio

    rows = pd.MultiIndex.from_product([problem.places, problem.sectors], names=["region", "sector"])
    columns = pd.MultiIndex.from_product([problem.places, ["final"]], names=["region", "category"])
    stressors = pd.Index([f"s{at}" for at in range(len(problem.stress))], name="stressor")
    system = pymrio.IOSystem(
        Z=pd.DataFrame(problem.flows, index=rows, columns=rows),
        Y=pd.DataFrame(problem.demand, index=rows, columns=columns),
    )
    system.carbon = pymrio.Extension(
        "carbon",
        F=pd.DataFrame(problem.stress, index=stressors, columns=rows),
        unit=pd.DataFrame({"unit": ["t"] * len(stressors)}, index=stressors),
    )
    return system


def pymrio_all(problem: Problem, system: object) -> dict[str, np.ndarray]:
    """Compute as the manual has it."""
    system.calc_all()
    one = system.carbon
    cba = one.D_cba.to_numpy().reshape(len(problem.stress), len(problem.places), -1)
    return {
        "A": system.A.to_numpy(), "L": system.L.to_numpy(), "S": one.S.to_numpy(), "M": one.M.to_numpy(),
        "by product": cba, "by place": cba.sum(axis=2),
    }  # fmt: skip


def pymrio_least(problem: Problem, system: object) -> dict[str, np.ndarray]:
    """Compute with pymrio's functions only what is compared."""
    from pymrio.tools import iomath

    output = iomath.calc_x(system.Z, system.Y)
    inputs = iomath.calc_A(system.Z, output)
    inverse = iomath.calc_L(inputs)
    intensities = iomath.calc_S(system.carbon.F, output)
    multipliers = iomath.calc_M(intensities, inverse)
    demand = system.Y.T.groupby(level="region", sort=False).sum().T
    values = multipliers.to_numpy()
    return {
        "A": inputs.to_numpy(), "L": inverse.to_numpy(), "S": intensities.to_numpy(), "M": values,
        "by product": _by_product(values, problem), "by place": (multipliers @ demand).to_numpy(),
    }  # fmt: skip


def timed(
    act: Callable[[], object], repeats: int, prepare: Callable[[], object] = lambda: None
) -> list[float]:
    """Return seconds of each run after one that warms up; ``prepare`` is not timed."""
    seconds = []
    for _ in range(repeats + 1):
        prepare()
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    return seconds[1:]


def apart(mine: dict[str, np.ndarray], theirs: dict[str, np.ndarray]) -> dict[str, float]:
    """Return the largest relative difference of each result."""
    return {
        name: float(np.abs(mine[name] - theirs[name]).max() / np.abs(theirs[name]).max()) for name in theirs
    }


def compare(problem: Problem, repeats: int) -> dict:
    """Run both sides in turns of the same process; return differences, seconds and ratios."""
    held: list[object] = [pymrio_system(problem)]

    def renew() -> None:
        held[0] = pymrio_system(problem)

    mine = ours(problem, with_inverse=True)
    differences = apart(mine, pymrio_all(problem, held[0]))
    renew()
    for name, one in apart(mine, pymrio_least(problem, held[0])).items():
        differences[name] = max(differences[name], one)
    ways = {
        "ours": timed(lambda: ours(problem, with_inverse=False), repeats),
        "ours, with inverse": timed(lambda: ours(problem, with_inverse=True), repeats),
        "pymrio calc_all": timed(lambda: pymrio_all(problem, held[0]), repeats, renew),
        "pymrio, least": timed(lambda: pymrio_least(problem, held[0]), repeats, renew),
    }
    seconds = {name: min(times) for name, times in ways.items()}
    return {"name": problem.name, "apart": differences, "seconds": seconds}


def ensemble(problem: Problem, repeats: int) -> dict:
    """Time footprints of 1,000 members of stressors on one table, ours and with pymrio's functions."""
    from pymrio.tools import iomath

    from lvxun.accounts.footprints.technology import Leontief, coefficients

    draws = np.random.default_rng(3).lognormal(0, 0.1, (MEMBERS, problem.stress.shape[1]))
    stress = problem.stress[0] * draws

    def mine() -> np.ndarray:
        system = Leontief(coefficients(problem.flows, problem.output))
        return (stress / problem.output) @ system.outputs(problem.demand)

    def theirs() -> np.ndarray:
        inverse = iomath.calc_L(iomath.calc_A(problem.flows, problem.output))
        intensities = iomath.calc_S(stress, problem.output)
        return iomath.calc_M(intensities, inverse) @ problem.demand

    difference = float(np.abs(mine() - theirs()).max() / np.abs(theirs()).max())
    seconds = {"ours": min(timed(mine, repeats)), "pymrio": min(timed(theirs, repeats))}
    name = f"{problem.name}, {MEMBERS} members"
    return {"name": name, "apart": {"by place": difference}, "seconds": seconds}


def report(found: dict) -> bool:
    """Print one comparison; return whether it agrees and ours is faster."""
    worst = max(found["apart"].values())
    print(f"\n{found['name']}")
    print(f"  largest relative difference {worst:.1e}", {k: f"{v:.0e}" for k, v in found["apart"].items()})
    mine = found["seconds"]["ours"]
    for name, seconds in found["seconds"].items():
        ratio = "" if name == "ours" else f"{seconds / mine:8.1f} x ours"
        print(f"  {name:22}{seconds * 1000:10.2f} ms{ratio}")
    fair = found["seconds"].get("ours, with inverse")
    if fair:
        print(f"  calc_all ÷ ours with inverse: {found['seconds']['pymrio calc_all'] / fair:.1f} x")
    peers = [s for name, s in found["seconds"].items() if name.startswith("pymrio")]
    return worst <= AGREE and mine < min(peers)


def main() -> None:
    """Compare and say so; end with 1 where results differ or ours is slower."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    _accounts_peer.enter()
    small, large = liaoning(4), provinces(30, 42, 4)
    found = [
        compare(liaoning(1), asked.repeats * 5),
        compare(small, asked.repeats * 5),
        compare(large, asked.repeats),
        ensemble(small, asked.repeats),
        ensemble(large, asked.repeats),
    ]
    if asked.json:
        print(json.dumps(found, indent=1))
    reached = [True] if asked.json else [report(one) for one in found]
    if not all(reached):
        sys.exit("Results differ, or ours is slower.")


if __name__ == "__main__":
    main()
