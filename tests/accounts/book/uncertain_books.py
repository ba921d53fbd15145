"""Books with uncertain entries, small enough to be propagated by hand, and one as large as a province's."""

from dataclasses import replace

import numpy as np

from accounts.small_books import book, entry, line
from lvxun.accounts.book.model import Book, Derived, Entry, Joint, Part, Shape, Spread, Total


def varied(ident: str, value: float, low: float, high: float, shape: Shape = Shape.NORMAL) -> Entry:
    return replace(entry(ident, value), spread=Spread(shape, low, high))


def around(ident: str, value: float, percent: float) -> Entry:
    half = abs(value) * percent / 100
    return varied(ident, value, value - half, value + half)


def total(ident: str, *parts: str | Part, divisor: str = "", scale: float = 1.0) -> Total:
    terms = tuple(part if isinstance(part, Part) else Part(part) for part in parts)
    return Total(ident, "carbon", ident, ident, "万吨", terms, divisor, scale)


def fuels() -> Book:
    """Coal (5 %) and oil (10 %), factors (3 and 4 %), methane with a lognormal factor, an intensity."""
    entries = [
        around("activity/coal", 1000.0, 5),
        around("activity/oil", 400.0, 10),
        around("factor/coal", 2.0, 3),
        around("factor/oil", 3.0, 4),
        around("activity/mine", 50.0, 5),
        varied("factor/mine", 2.0, 1.0, 4.0, Shape.LOGNORMAL),
        around("activity/gdp", 100.0, 2),
        entry("factor/gwp", 28.0),
    ]
    lines = [
        line("carbon/industry/CO2/coal", "activity/coal", "factor/coal"),
        line("carbon/industry/CO2/oil", "activity/oil", "factor/oil"),
        line("carbon/coal_mines/CH4/mine", "activity/mine", "factor/mine", constant=0.1),
    ]
    totals = [
        total("carbon/co2", "carbon/industry/CO2/coal", "carbon/industry/CO2/oil"),
        total("carbon/gross", "carbon/co2", Part("carbon/coal_mines/CH4/mine", 1.0, "factor/gwp")),
        total("carbon/intensity", "carbon/gross", divisor="activity/gdp"),
    ]
    return book(entries, lines, totals)


def balanced() -> Book:
    """Three uses and a supply that is their sum in every member, each use with its own factor."""
    ids = tuple(f"activity/balance/{flow}/coal" for flow in ("industry", "heat", "households", "supply"))
    uses = np.diag([9.0, 4.0, 1.0])
    over = np.vstack([np.eye(3), np.ones(3)])  # supply = sum of the uses
    entries = [entry(ident, value) for ident, value in zip(ids, (60.0, 30.0, 10.0, 100.0), strict=True)]
    factors = [around(f"factor/{n}", 2.0 + n, 5) for n in range(3)]
    lines = [line(f"carbon/s{n}/CO2/coal", ids[n], f"factor/{n}") for n in range(3)]
    made = book([*entries, *factors], lines, [total("carbon/co2", *(one.id for one in lines))])
    return replace(made, joints=(Joint(ids, over @ uses @ over.T),))


def decaying() -> Book:
    """A derived entry that is no product: what is left of a deposit after ten years of decay."""
    entries = [around("activity/deposit", 80.0, 10), around("factor/rate", 0.06, 20)]
    made = book(entries, [line("carbon/landfill/CH4/waste", "activity/gone")])
    gone = Derived(
        "activity/gone", "分解量", "Decayed", "万吨", ("activity/deposit", "factor/rate"),
        lambda deposit, rate: deposit * (1 - np.exp(-10 * rate)), "D × (1 − exp(−10 k))",
    )  # fmt: skip
    return replace(made, derived={gone.id: gone}, totals={"carbon/ch4": total("carbon/ch4", made_line(made))})


def made_line(made: Book) -> str:
    return next(iter(made.lines))


def large(lines: int = 300) -> Book:
    """As many cells as a province has in a year, with shared factors and a joint of reconstructed cells."""
    rng = np.random.default_rng(7)
    factors = [around(f"factor/f{n}", float(rng.uniform(1, 3)), 5) for n in range(lines // 6)]
    activities = [around(f"activity/a{n}", float(rng.lognormal(3, 1.5)), 10) for n in range(lines)]
    cells = [
        line(
            f"carbon/s{n % 30}/CO2/{n}",
            f"activity/a{n}",
            *(f"factor/f{(n * k) % len(factors)}" for k in (1, 2, 3)),
        )
        for n in range(lines)
    ]
    sectors = [total(f"carbon/sector/s{k}", *(one.id for one in cells[k::30])) for k in range(30)]
    whole = total("carbon/co2", *(one.id for one in sectors))
    root = rng.normal(size=(60, 40)) * 0.5
    joint = Joint(tuple(one.id for one in activities[:60]), root @ root.T)
    return replace(book([*factors, *activities], cells, [*sectors, whole]), joints=(joint,))
