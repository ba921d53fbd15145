"""A total of a book is taken apart into sectors and fuels, and nothing is lost on the way."""

from __future__ import annotations

import numpy as np
import pytest

from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Book, Entry, Line, Notation, Part, Role, Total
from lvxun.accounts.errors import UnknownCellError
from lvxun.accounts.footprints.inventory import carbon_of
from lvxun.region.model import Quality


def entry(ident, value) -> Entry:
    return Entry(ident, Role.ACTIVITY, ident, ident, value, "万吨", 2007, "made_up", Quality.ESTIMATE)


def line(ident, *inputs) -> Line:
    _, sector, gas, *_ = ident.split("/")
    return Line(ident, "carbon", sector, gas, "210000", "m", ident, ident, "万吨", tuple(inputs))


@pytest.fixture(scope="module")
def book():
    draft = Draft("carbon", "210000")
    draft.enter(entry("activity/coal", 10.0), entry("activity/rice", 2.0), entry("factor/gwp", 28.0))
    draft.write(line("carbon/power/CO2/thermal_power/raw_coal", "activity/coal"))
    draft.write(line("carbon/industry/CO2/industry/raw_coal", "activity/coal"))
    draft.write(line("carbon/industry/CO2/feedstock/raw_coal", "activity/rice"))
    draft.write(line("carbon/rice/CH4/paddy", "activity/rice"))
    draft.key(line("carbon/soils/N2O/direct"), Notation.NOT_ESTIMATED, "缺", "missing")
    draft.sum_of("carbon/fuel", "燃料", "Fuel", "万吨", [
        "carbon/power/CO2/thermal_power/raw_coal", "carbon/industry/CO2/industry/raw_coal",
        Part("carbon/industry/CO2/feedstock/raw_coal", -1.0),
    ])  # fmt: skip
    parts = (
        Part("carbon/fuel"),
        Part("carbon/rice/CH4/paddy", 1.0, "factor/gwp"),
        Part("carbon/soils/N2O/direct"),
    )
    draft.add_up(Total("carbon/gross_total", "carbon", "总量", "Total", "万吨", parts))
    one = draft.sealed()
    head = ("liaoning", "210000", 2007, "v", "AR5", "guideline", {"carbon": one}, one.entries)
    return Book(*head, one.derived, one.lines, one.totals, one.checks, one.gaps, one.joints)


def test_weights_and_potentials_are_multiplied_in(book):
    found = carbon_of(book, evaluate(book))
    assert {key: float(array[0]) for key, array in found.items()} == {
        "power/raw_coal": 10.0, "industry/raw_coal": 8.0, "rice/paddy": 56.0,
    }  # fmt: skip


def test_parts_sum_to_the_total_in_every_member(book):
    values = evaluate(book, {"activity/coal": np.array([10.0, 11.0, 9.0])})
    assert sum(carbon_of(book, values).values()) == pytest.approx(values.array("carbon/gross_total"))


def test_another_total_can_be_asked_for(book):
    assert set(carbon_of(book, evaluate(book), "carbon/fuel")) == {"power/raw_coal", "industry/raw_coal"}


def test_a_total_that_is_not_there_is_refused(book):
    with pytest.raises(UnknownCellError):
        carbon_of(book, evaluate(book), "carbon/nett_total")
