"""Two books: the parts of every move add up, and each kind of change is told as what it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.small_books import book, entry, line, small
from lvxun.accounts.book.model import Notation, Part, Role
from lvxun.accounts.change.comparing import Kind, compare
from lvxun.accounts.change.errors import NothingInCommonError

AMOUNT = st.floats(0.1, 1000)


def parts(first, second, total="carbon/territorial_co2"):
    (move,) = compare(first, second, [total]).moves
    return move


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT)
def test_the_parts_add_up(coal, oil, factor, gdp):
    for move in compare(small(), small(coal, oil, factor, gdp=gdp)).moves:
        assert sum(move.parts.values()) == pytest.approx(move.change, rel=1e-12, abs=1e-9)


def test_more_coal_is_data():
    move = parts(small(), small(coal=110.0))
    assert move.parts[Kind.DATA] == pytest.approx(20.0)
    assert move.parts[Kind.COEFFICIENT] == move.parts[Kind.FORMULA] == move.parts[Kind.DEFINITION] == 0


def test_another_factor_is_coefficient():
    assert parts(small(), small(factor=2.5)).parts[Kind.COEFFICIENT] == pytest.approx(50.0)


def test_another_set_of_factors_is_coefficient_too():
    second = small(factor=2.5)
    renamed = {i.replace("guideline", "ceads"): replace(e, id=i.replace("guideline", "ceads"))
               for i, e in second.entries.items()}  # fmt: skip
    lines = {i: replace(one, inputs=tuple(n.replace("guideline", "ceads") for n in one.inputs))
             for i, one in second.lines.items()}  # fmt: skip
    move = parts(small(), replace(second, entries=renamed, lines=lines))
    assert move.parts[Kind.COEFFICIENT] == pytest.approx(50.0)
    assert move.parts[Kind.FORMULA] == 0


def test_another_assessment_report_is_coefficient():
    ar6 = small()
    entries = dict(ar6.entries)
    old = entries.pop("factor/gwp/gwp100/AR5/CH4")
    entries["factor/gwp/gwp100/AR6/CH4"] = replace(old, id="factor/gwp/gwp100/AR6/CH4", value=27.9)
    net = ar6.totals["carbon/net_total"]
    swapped = tuple(replace(p, times=p.times.replace("AR5", "AR6")) for p in net.parts)
    totals = {**ar6.totals, net.id: replace(net, parts=swapped)}
    move = parts(small(), replace(ar6, entries=entries, totals=totals), "carbon/net_total")
    assert move.parts[Kind.COEFFICIENT] == pytest.approx(-0.1)


def test_another_constant_is_formula():
    second = small()
    coal = replace(second.lines["carbon/industry/CO2/coal"], constant=1.1)
    move = parts(small(), replace(second, lines={**second.lines, coal.id: coal}))
    assert move.parts[Kind.FORMULA] == pytest.approx(20.0)


def test_a_new_line_in_a_total_is_definition():
    second = small()
    gas = line("carbon/industry/CO2/gas", "activity/gas")
    co2 = second.totals["carbon/territorial_co2"]
    wider = replace(
        second,
        entries={**second.entries, "activity/gas": entry("activity/gas", 7.0)},
        lines={**second.lines, gas.id: gas},
        totals={**second.totals, co2.id: replace(co2, parts=(*co2.parts, Part(gas.id)))},
    )
    comparison = compare(small(), wider, ["carbon/territorial_co2"])
    assert comparison.moves[0].parts[Kind.DEFINITION] == pytest.approx(7.0)
    assert comparison.lines_added == (gas.id,)


def test_an_estimate_where_there_was_a_key_is_formula():
    second = small()
    clinker = replace(second.lines["carbon/cement/CO2/clinker"], notation=None, inputs=("activity/c",))
    more = replace(
        second,
        entries={**second.entries, "activity/c": entry("activity/c", 5.0)},
        lines={**second.lines, clinker.id: clinker},
    )
    assert second.lines[clinker.id].notation is Notation.NOT_ESTIMATED
    assert parts(small(), more).parts[Kind.FORMULA] == pytest.approx(5.0)


def test_entries_that_changed_are_named_with_both_values():
    (changed,) = compare(small(), small(coal=110.0)).entries
    assert (changed.kind, changed.before, changed.after) == (Kind.DATA, 100.0, 110.0)


def test_books_with_nothing_in_common_are_refused():
    other = book([entry("factor/a/b/c", 1.0, Role.FACTOR)], [])
    with pytest.raises(NothingInCommonError):
        compare(small(), other)
