"""A book computed by hand, with members, with what is unknown."""

from dataclasses import replace

import numpy as np
import pytest

from accounts.small_books import book, entry, line, small
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Notation, Part, Total
from lvxun.accounts.errors import DoubleCellError, UnknownCellError


def test_lines_are_products_and_totals_weighted_sums():
    values = evaluate(small())
    assert values.of("carbon/industry/CO2/coal") == pytest.approx(200.0)
    assert values.of("carbon/territorial_co2") == pytest.approx(350.0)
    assert values.of("carbon/net_total") == pytest.approx(350.0 + 28.0)
    assert values.of("carbon/intensity") == pytest.approx(35.0)


def test_a_derived_entry_is_computed_for_every_member():
    values = evaluate(small(), {"activity/mine": np.array([1.0, 2.0, 3.0])})
    assert values.array("carbon/coal_mines/CH4/mine").tolist() == [1.0, 4.0, 9.0]
    assert values.members == 3


def test_a_notation_key_is_no_zero_and_a_total_of_nothing_else_is_unknown():
    values = evaluate(small())
    assert values.of("carbon/cement/CO2/clinker") is None
    assert values.of("carbon/process_co2") is None
    assert values.of("carbon/territorial_co2") is not None


def test_divisors_divide_and_constants_multiply():
    made = book(
        [entry("activity/a", 12.0), entry("activity/b", 4.0)],
        [line("water/x/use/a", "activity/a", divisors=("activity/b",), constant=2.0)],
    )
    assert evaluate(made).of("water/x/use/a") == pytest.approx(6.0)


def test_totals_may_be_named_before_what_they_add_up():
    assert next(iter(small().totals)) == "carbon/net_total"
    assert evaluate(small()).of("carbon/net_total") == pytest.approx(378.0)


def test_totals_in_a_circle_are_refused():
    ring = [Total(a, "carbon", a, a, "万吨", (Part(b),)) for a, b in (("one", "two"), ("two", "one"))]
    with pytest.raises(UnknownCellError, match="one"):
        evaluate(book([], [], ring))


class TestDraft:
    def test_one_entry_may_come_twice_two_values_may_not(self):
        draft = Draft("carbon", "210000")
        draft.enter(entry("activity/a", 1.0))
        draft.enter(entry("activity/a", 1.0))
        with pytest.raises(DoubleCellError, match="activity/a"):
            draft.enter(entry("activity/a", 2.0))

    def test_a_line_cannot_name_what_is_not_there(self):
        draft = Draft("carbon", "210000")
        draft.write(line("carbon/x/CO2/y", "activity/unknown"))
        with pytest.raises(UnknownCellError, match="activity/unknown"):
            draft.sealed()

    def test_a_line_stands_once(self):
        draft = Draft("carbon", "210000")
        draft.write(line("carbon/x/CO2/y"))
        with pytest.raises(DoubleCellError):
            draft.write(line("carbon/x/CO2/y"))

    def test_a_key_has_its_reason_and_no_inputs(self):
        draft = Draft("carbon", "210000")
        draft.key(line("carbon/x/CO2/y", "activity/a"), Notation.NOT_OCCURRING, "没有", "none here")
        (written,) = draft.sealed().lines.values()
        assert (written.inputs, written.notation, written.reason_en) == (
            (),
            Notation.NOT_OCCURRING,
            "none here",
        )

    def test_totals_are_checked_too(self):
        draft = Draft("carbon", "210000")
        draft.sum_of("carbon/t", "合计", "total", "万吨", ["carbon/nothing"])
        with pytest.raises(UnknownCellError, match="carbon/nothing"):
            draft.sealed()


def test_the_same_book_twice_is_the_same():
    assert evaluate(small()).cells.keys() == evaluate(replace(small())).cells.keys()
