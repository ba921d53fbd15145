"""Acts of oversight: work plans, reports, letters, verdicts, each by whom it is for and by nobody else."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from oversight_people import proof, task_of

import people
from lvxun.oversight import ActRefusedError
from lvxun.web.oversight import alerts, assessing, escalating, planning, reporting, scores
from lvxun.web.oversight.errors import OversightActError, StaleActError
from lvxun.web.oversight.lighting import live_tasks, refresh_and_relight, relight
from lvxun.web.oversight.models import Alert, Assessment, Escalation, Report, Task
from lvxun.web.oversight.reporting import ReportWanted
from lvxun.web.people.models import Event
from lvxun.web.registers.errors import UploadRefusedError
from lvxun.web.served import region_id

pytestmark = pytest.mark.django_db


def report(user, task, **said):
    wanted = ReportWanted(**{"period": reporting.current_period(task), "text": "已排查", **said})
    return reporting.send(user, task, wanted)


def test_a_work_plan_drawn_up_twice_has_each_task_once(work_plan, planner):
    count = work_plan.tasks.count()
    planning.draw_up(planner, 2026)
    assert work_plan.tasks.count() == count > 100
    with pytest.raises(StaleActError):
        planning.publish(planner, work_plan)


def test_only_who_keeps_work_plans_draws_them_up(on, bureau):
    with pytest.raises(PermissionDenied):
        planning.draw_up(bureau, 2027)


def test_a_fresh_work_plan_is_grey_and_says_where_the_plan_names_no_deliverable(work_plan, task):
    assert set(work_plan.tasks.values_list("lamp", flat=True)) <= {"grey", "yellow"}
    assert "牵头单位确定" in task.deliverable_zh


def test_a_task_is_reported_accepted_and_done(on, task, bureau, department):
    on(2026, 3, 20)
    sent = report(bureau, task, is_done=True, files=[proof()])
    decided = reporting.decide(department, sent, accept=True)
    task.refresh_from_db()
    assert (decided.state, task.state, str(task.done_on), task.lamp) == (
        "accepted",
        "done",
        "2026-03-20",
        "green",
    )
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"oversight.report_sent", "oversight.report_accepted"} <= verbs


def test_milestones_said_to_be_done_are_done_once_accepted(on, task, bureau, planner):
    on(2026, 3, 20)
    first = task.milestones.first()
    sent = report(bureau, task, milestones=(first.pk,), files=[proof()])
    assert task.milestones.get(pk=first.pk).done_on is None
    reporting.decide(planner, sent, accept=True)
    assert str(task.milestones.get(pk=first.pk).done_on) == "2026-03-20"


def test_done_without_evidence_is_refused(task, bureau):
    with pytest.raises(OversightActError, match="没有佐证材料"):
        report(bureau, task, is_done=True)


def test_a_file_that_is_not_what_its_name_says_is_refused_and_nothing_is_kept(task, bureau):
    fake = proof("proof.png")
    with pytest.raises(UploadRefusedError):
        report(bureau, task, files=[fake])
    assert not Report.objects.exists()


def test_nobody_reports_on_another_citys_task(task):
    with pytest.raises(PermissionDenied):
        report(people.make(people.OTHER_CITY), task)


def test_nobody_accepts_the_own_report(on, work_plan, planner):
    own = task_of(work_plan, "m15-1")
    sent = report(planner, own)
    with pytest.raises(PermissionDenied):
        reporting.decide(planner, sent, accept=True)


def test_a_colleague_of_the_same_bureau_does_not_accept_either(task, bureau):
    sent = report(bureau, task)
    colleague = people.officer("colleague", "ecology", "210100")
    with pytest.raises(PermissionDenied):
        reporting.decide(colleague, sent, accept=True)


def test_of_two_decisions_on_a_report_the_first_counts(task, bureau, department, planner):
    sent = report(bureau, task)
    reporting.decide(department, sent, accept=False, why="请补充坐标")
    with pytest.raises(StaleActError):
        reporting.decide(planner, sent, accept=True)


def test_sending_back_needs_a_reason(task, bureau, department):
    with pytest.raises(OversightActError, match="没有填写内容"):
        reporting.decide(department, report(bureau, task), accept=False)


def test_a_partners_report_does_not_end_a_joint_task(on, work_plan, planner):
    joint = task_of(work_plan, "m03-2", "210100")
    partner = people.officer("industry", "industry", "210100")
    sent = report(partner, joint, is_done=True, files=[proof()])
    reporting.decide(planner, sent, accept=True)
    joint.refresh_from_db()
    assert joint.state == Task.State.RUNNING


def test_a_returned_report_is_owed_again_and_counts_as_not_come(on, task, bureau, department):
    on(2026, 4, 8)
    sent = report(bureau, task, period="2026Q1", files=[proof()])
    assert not reporting.missing(task)
    reporting.decide(department, sent, accept=False, why="不完整")
    on(2026, 4, 25)
    assert [period.id for _, period in reporting.missing(task)] == ["2026Q1"]
    found = reporting.record_of(task, ("ecology", "210100"))
    assert (found.due, found.delivered) == (1, 0)


def climbed(on, task, *dates):
    taken = []
    for day in dates:
        on(*day)
        relight([Task.objects.get(pk=task.pk)])
        taken.append(escalating.climb(task))
    return [one.step if one else None for one in taken]


def test_a_late_task_climbs_the_ladder_by_working_days(on, task, planner, bureau):
    # With Qingming (4 to 6 April) the milestone of 31 March is eleven working days late on 16 April: red.
    steps = climbed(on, task, (2026, 4, 10), (2026, 4, 16), (2026, 4, 17), (2026, 4, 20), (2026, 4, 24))
    assert steps == [None, None, "reminder", None, "letter"]
    letter = Escalation.objects.get(step="letter")
    assert letter.state == Escalation.State.DRAFTED
    assert "沈阳市生态环境局" in letter.text
    issued = escalating.issue(planner, letter, letter.text)
    assert issued.number == "督办函〔2026〕1号"
    answered = escalating.answer(bureau, issued, "已制定整改计划")
    assert answered.state == Escalation.State.ANSWERED


def test_a_letter_is_signed_by_who_may_and_once(on, task, planner, bureau):
    climbed(on, task, (2026, 4, 16), (2026, 4, 17), (2026, 4, 24))
    letter = Escalation.objects.get(step="letter")
    with pytest.raises(PermissionDenied):
        escalating.issue(bureau, letter, letter.text)
    escalating.decline(planner, letter, "已面谈")
    with pytest.raises(StaleActError):
        escalating.issue(planner, letter, letter.text)


def test_a_letter_is_not_signed_once_the_lamp_has_turned(on, task, planner, bureau):
    climbed(on, task, (2026, 4, 16), (2026, 4, 17), (2026, 4, 24))
    letter = Escalation.objects.get(step="letter")
    every = tuple(task.milestones.filter(due__lt="2026-05-01").values_list("pk", flat=True))
    reporting.decide(planner, report(bureau, task, milestones=every, files=[proof()]), accept=True)
    with pytest.raises(ActRefusedError, match="not red"):
        escalating.issue(planner, letter, letter.text)


def test_no_step_is_taken_twice_on_one_day(on, task):
    assert climbed(on, task, (2026, 4, 16), (2026, 4, 17), (2026, 4, 17)) == [None, "reminder", None]


def test_a_lamp_that_turns_lifts_what_stands_and_the_next_red_begins_below(on, task, bureau, planner):
    climbed(on, task, (2026, 4, 16), (2026, 4, 17))
    every = tuple(task.milestones.filter(due__lt="2026-05-01").values_list("pk", flat=True))
    reporting.decide(planner, report(bureau, task, milestones=every, files=[proof()]), accept=True)
    escalating.climb(task)
    assert task.escalations.get().state == Escalation.State.LIFTED
    assert climbed(on, task, (2026, 8, 3), (2026, 8, 4)) == [None, "reminder"]
    assert task.escalations.first().climb == 2


def test_an_assessor_may_say_that_there_is_no_evidence(task, assessor, planner):
    made = assessing.assess(assessor, task, "no_evidence", "未提供任何材料")
    assert made.owner_state == Task.State.PLANNED
    with pytest.raises(OversightActError):
        assessing.assess(assessor, task, "confirmed", "看过")  # and does not say what
    with pytest.raises(PermissionDenied):
        assessing.assess(planner, task, "confirmed", "好", "现场")


def test_a_contradiction_and_a_late_report_cost_points(on, task, bureau, department, assessor):
    on(2026, 5, 6)
    before = {card.key: card.score for card in scores.city_cards(2026)}["210100"]
    reporting.decide(department, report(bureau, task, period="2026Q1", files=[proof()]), accept=True)
    assessing.assess(assessor, task, Assessment.Verdict.CONTRADICTED, "现场仍在生产", "现场")
    after = {card.key: card.score for card in scores.city_cards(2026)}["210100"]
    lines = {line.component.id: line for line in after.lines}
    assert lines["contradicted"].points == -2
    earlier = next(line for line in before.lines if line.component.id == "completeness")
    assert lines["completeness"].share > earlier.share
    assert lines["timeliness"].share == 0


@pytest.mark.parametrize(
    ("person", "area", "seen"),
    [
        (people.PLANNER, "", 3),
        (people.STATISTICIAN, "", 3),
        (people.STATISTICIAN, "210200", 2),
        (people.INSPECTOR, "210100", 1),
        (people.ASSESSOR, "", 1),
    ],
)
def test_an_alert_names_its_record_to_its_readers_only(person, area, seen):
    for kind, place in (("permit", "210102"), ("permit", "210202"), ("lamp", "210100")):
        cause = {"region": region_id(), "key": f"{kind}-{place}", "raised_on": date(2026, 3, 2)}
        Alert.objects.create(**cause, kind=kind, area=place, function="ecology")
    user = people.make(replace(person, area=area))
    assert alerts.open_alerts(user).count() == seen


def test_alerts_are_raised_once_and_closed_when_their_cause_is_gone(on, task, bureau, planner):
    on(2026, 3, 25)
    relight(live_tasks())
    raised, _ = alerts.refresh(live_tasks())
    assert raised
    assert alerts.refresh(live_tasks()) == (0, 0)
    mine = alerts.open_alerts(bureau)
    assert {one.function for one in mine} == {"ecology"}
    assert {one.area[:4] for one in mine} == {"2101"}
    step = task.milestones.first()
    reporting.decide(planner, report(bureau, task, milestones=(step.pk,), files=[proof()]), accept=True)
    alerts.refresh(live_tasks())
    assert Alert.objects.get(key=f"step-{step.pk}").closed_on is not None


def test_a_dropped_task_names_what_it_lives_on_in(task, planner, work_plan):
    heir = task_of(work_plan, "m03-1", "210100")
    dropped = planning.drop(planner, task, "并入台账任务", heir)
    assert (dropped.lamp, dropped.successor_id) == ("grey", heir.pk)
    with pytest.raises(StaleActError):
        planning.drop(planner, task, "再次")


def test_a_step_out_of_turn_is_refused_by_the_engine(task):
    task.escalations.create(climb=1, step="letter", drafted_on="2026-02-02", text="x", state="issued")
    task.lamp = "red"
    task.lamp_since = "2026-02-02"
    task.save()
    with pytest.raises(ActRefusedError):
        escalating.climb(task)


def test_lamps_are_judged_without_a_query_a_task(task, django_assert_max_num_queries):
    tasks = live_tasks()
    refresh_and_relight(tasks)
    with django_assert_max_num_queries(20):
        refresh_and_relight(live_tasks())
