"""A person decides about what the parser proposed."""

import pytest

from lvxun.errors import ManyErrors
from lvxun.plan.model import (
    Comparator,
    Measure,
    Plan,
    Responsibility,
    Review,
    Role,
    SourceText,
    Target,
)
from lvxun.plan.reviewing import Decision, apply_decisions, corrected_target, without_rejected

SPAN = (0, 4)
TARGET = Target(
    "m1.1",
    1,
    "m1",
    1,
    "森林覆盖率",
    Comparator.EQUAL,
    42.5,
    "%",
    2025,
    None,
    False,
    "森林覆盖率达到42.5%",
    SPAN,
    0.9,
)
MEASURE = Measure("m1", 1, 1, "造林", "造林。", (Responsibility("省林草局", Role.LEAD, SPAN),), (), SPAN, 1.0)
PLAN = Plan("方案", SourceText("造林。", "a.txt", "txt"), measures=(MEASURE,), targets=(TARGET,))


def decide(verdict, kind="target", item="m1.1", **changes):
    return Decision(kind, item, Review(verdict), changes)


def test_an_accepted_target_is_marked_and_linked():
    plan = apply_decisions(PLAN, [decide("accepted", indicator_id="forest_coverage")])
    assert plan.targets[0].review is Review.ACCEPTED
    assert plan.targets[0].indicator_id == "forest_coverage"


def test_the_last_decision_counts():
    plan = apply_decisions(PLAN, [decide("rejected"), decide("corrected", value="43", year="2030")])
    assert (plan.targets[0].value, plan.targets[0].year) == (43, 2030)


def test_accepting_a_corrected_target_keeps_the_correction():
    plan = apply_decisions(
        PLAN, [decide("corrected", value="43"), decide("accepted", indicator_id="forest_cover")]
    )
    assert (plan.targets[0].value, plan.targets[0].indicator_id) == (43, "forest_cover")
    assert plan.targets[0].review is Review.ACCEPTED


@pytest.mark.parametrize("verdict", ["open", "rejected"])
def test_taking_a_correction_back_is_not_undone_by_accepting(verdict):
    plan = apply_decisions(PLAN, [decide("corrected", value="43"), decide(verdict), decide("accepted")])
    assert plan.targets[0].value == 42.5


def test_accepting_a_corrected_measure_keeps_the_correction():
    corrected = decide("corrected", "measure", "m1", title="植树")
    plan = apply_decisions(PLAN, [corrected, decide("accepted", "measure", "m1")])
    assert plan.measures[0].title == "植树"


def test_a_rejected_target_is_shown_but_left_out_of_the_work():
    plan = apply_decisions(PLAN, [decide("rejected")])
    assert plan.targets[0].review is Review.REJECTED
    assert without_rejected(plan).targets == ()


def test_the_plan_as_parsed_is_unchanged():
    apply_decisions(PLAN, [decide("corrected", value="1")])
    assert PLAN.targets[0].value == 42.5


def test_bodies_are_corrected_line_by_line():
    plan = apply_decisions(
        PLAN, [decide("corrected", "measure", "m1", bodies="lead 省水利厅\nsupport 省林草局\n")]
    )
    assert [(b.name, b.role) for b in plan.measures[0].bodies] == [
        ("省水利厅", "lead"),
        ("省林草局", "support"),
    ]


def test_a_decision_about_a_vanished_item_is_passed_over():
    assert apply_decisions(PLAN, [decide("rejected", item="m9.9")]) == PLAN


def test_a_range_needs_both_ends_in_order():
    with pytest.raises(ManyErrors, match="upper end comes second"):
        corrected_target(TARGET, {"comparator": "range", "value": "5", "value_high": "4"})


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("value", "many"),
        ("value", "nan"),
        ("value", "inf"),
        ("value", "1,5"),
        ("value", "9" * 40),
        ("unit", "x" * 41),
        ("indicator", "x" * 301),
        ("indicator", "a\x00b"),
        ("base_year", "2099"),
        ("year", "20215"),
        ("year", "二〇二五"),
        ("comparator", "more"),
        ("indicator", " "),
    ],
)
def test_a_correction_that_cannot_be_right_names_its_field(field, text):
    with pytest.raises(ManyErrors) as caught:
        corrected_target(TARGET, {field: text})
    assert [error.where.field for error in caught.value.errors] == [field]
    assert caught.value.errors[0].remedy


def test_every_wrong_field_is_told_at_once():
    with pytest.raises(ManyErrors) as caught:
        corrected_target(TARGET, {"year": "1", "value": "x", "comparator": "?"})
    assert len(caught.value.errors) == 3


def test_a_body_line_without_a_role_is_refused():
    with pytest.raises(ManyErrors, match="one body a line"):
        apply_decisions(PLAN, [decide("corrected", "measure", "m1", bodies="省水利厅")])


def test_commas_that_part_thousands_are_read():
    assert corrected_target(TARGET, {"value": "1,234.5"}).value == 1234.5


def test_a_title_that_no_database_keeps_is_refused():
    with pytest.raises(ManyErrors, match="cannot be kept"):
        apply_decisions(PLAN, [decide("corrected", "measure", "m1", title="a\x00b")])
