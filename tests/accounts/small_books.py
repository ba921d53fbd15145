"""Small books for tests: two fuels, a gas with a potential, an intensity, a notation key, a derived entry."""

from dataclasses import replace

from lvxun.accounts.book.model import (
    Book,
    Derived,
    Entry,
    Line,
    Notation,
    Part,
    Role,
    Shape,
    Spread,
    Total,
)
from lvxun.region.model import Quality


def entry(ident, value, role=Role.ACTIVITY, half=0.0, **more):
    spread = Spread(Shape.NORMAL, value - half, value + half) if half else Spread()
    made = Entry(ident, role, ident, ident, value, "万吨", 2014, "source", Quality.OFFICIAL, spread)
    return replace(made, **more)


def line(ident, *inputs, **more):
    account, sector, item, *_ = ident.split("/")
    made = Line(ident, account, sector, item, "210000", "method", ident, ident, "万吨", inputs)
    return replace(made, **more)


def book(entries, lines, totals=(), derived=(), **more):
    made = Book(
        "test", "210000", 2014, "0", "AR5", "guideline", {},
        {one.id: one for one in entries}, {one.id: one for one in derived}, {one.id: one for one in lines},
        {one.id: one for one in totals}, (), (), (),
    )  # fmt: skip
    return replace(made, **more)


def small(coal=100.0, oil=50.0, factor=2.0, methane=1.0, gdp=10.0):
    """Return a book: CO2 of coal and oil, methane with a potential, an unknown process, an intensity."""
    entries = [
        entry("activity/balance/industry/coal", coal, half=10.0),
        entry("activity/balance/transport/oil", oil, half=5.0),
        entry("factor/guideline/co2/coal", factor, Role.FACTOR, half=0.1),
        entry("factor/guideline/co2/oil", 3.0, Role.FACTOR),
        entry("activity/mine", methane),
        entry("factor/gwp/gwp100/AR5/CH4", 28.0, Role.FACTOR),
        entry("activity/gdp", gdp),
    ]
    lines = [
        line("carbon/industry/CO2/coal", "activity/balance/industry/coal", "factor/guideline/co2/coal"),
        line("carbon/transport/CO2/oil", "activity/balance/transport/oil", "factor/guideline/co2/oil"),
        line("carbon/coal_mines/CH4/mine", "derived/mine"),
        line("carbon/cement/CO2/clinker", notation=Notation.NOT_ESTIMATED, reason_en="no clinker"),
    ]
    derived = [
        Derived("derived/mine", "矿", "mine", "万吨", ("activity/mine",), lambda mine: mine**2, "m²"),
    ]
    totals = [
        Total("carbon/net_total", "carbon", "净", "net", "万吨", (
            Part("carbon/territorial_co2"),
            Part("carbon/coal_mines/CH4/mine", times="factor/gwp/gwp100/AR5/CH4"),
        )),
        Total("carbon/territorial_co2", "carbon", "二氧化碳", "CO2", "万吨", (
            Part("carbon/industry/CO2/coal"),
            Part("carbon/transport/CO2/oil"),
            Part("carbon/cement/CO2/clinker"),
        )),
        Total("carbon/process_co2", "carbon", "过程", "process", "万吨", (
            Part("carbon/cement/CO2/clinker"),
        )),
        Total("carbon/intensity", "carbon", "强度", "intensity", "吨/万元", (Part("carbon/territorial_co2"),),
              divisor="activity/gdp"),
    ]  # fmt: skip
    return book(entries, lines, totals, derived)
