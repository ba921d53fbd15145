"""Decisions about a plan are kept with who and when, and exactly one of two wins."""

import pytest
from django.core.exceptions import PermissionDenied

import people
from lvxun.errors import ManyErrors
from lvxun.plan.model import Review
from lvxun.plan.reviewing import ReviewError
from lvxun.web.insight.state import current
from lvxun.web.people.models import Event
from lvxun.web.review.models import Decision
from lvxun.web.review.services import ConflictError, Verdict, decide, decisions
from lvxun.web.served import package_plan

REGION = "liaoning"


@pytest.fixture
def planner(db):
    return people.make(people.PLANNER)


@pytest.fixture
def target():
    return next(t for t in package_plan().targets if t.value is not None)


def verdict(target, word="accepted", seen=0, why="", **changes):
    return Verdict("target", target.id, Review(word), changes, why, seen)


def test_a_decision_is_kept_with_who_and_when(planner, target):
    decide(planner, REGION, package_plan(), verdict(target, why="checked against the text"))
    kept = decisions(REGION, package_plan())[0]
    assert (kept.decided_by, kept.verdict, kept.why) == (planner, "accepted", "checked against the text")
    assert kept.decided_at is not None


def test_a_decision_goes_into_the_history_with_before_and_after(planner, target):
    decide(planner, REGION, package_plan(), verdict(target))
    decide(planner, REGION, package_plan(), verdict(target, "rejected", seen=1))
    event = Event.objects.first()
    assert (event.actor, event.subject_id) == (planner, target.id)
    assert (event.before["verdict"], event.after["verdict"]) == ("accepted", "rejected")


def test_a_correction_changes_what_the_pages_assess(planner, target):
    decide(planner, REGION, package_plan(), verdict(target, "corrected", value="77"))
    assert current().plan.target(target.id).value == 77


def test_a_rejected_target_is_assessed_no_more(planner, target):
    decide(planner, REGION, package_plan(), verdict(target, "rejected"))
    assert target.id not in {row.target.id for row in current().assessment.rows}


def test_of_two_decisions_from_the_same_page_one_wins(planner, target):
    decide(planner, REGION, package_plan(), verdict(target))
    with pytest.raises(ConflictError, match="decide again"):
        decide(planner, REGION, package_plan(), verdict(target, "rejected"))
    assert Decision.objects.count() == 1


def test_a_reader_may_not_decide(db, target):
    with pytest.raises(PermissionDenied):
        decide(people.make(people.INSPECTOR), REGION, package_plan(), verdict(target))
    assert not Decision.objects.exists()


def test_a_correction_that_cannot_be_right_keeps_nothing(planner, target):
    with pytest.raises(ManyErrors):
        decide(planner, REGION, package_plan(), verdict(target, "corrected", year="20215"))
    assert not Decision.objects.exists()
    assert not Event.objects.exists()


def test_an_item_that_is_not_in_the_plan_is_refused(planner):
    with pytest.raises(ReviewError, match="not in this plan"):
        decide(planner, REGION, package_plan(), Verdict("target", "m99.9", Review.ACCEPTED, {}, "", 0))


@pytest.mark.parametrize("why", ["a\x00b", "x" * 501])
def test_a_reason_that_cannot_be_kept_is_refused(planner, target, why):
    with pytest.raises(ReviewError) as caught:
        decide(planner, REGION, package_plan(), verdict(target, why=why))
    assert caught.value.where.field == "why"
    assert not Decision.objects.exists()
