"""The pages of oversight: what they show, to whom, and what they make of hostile input."""

import re
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from oversight_people import proof, task_of

import people
from lvxun.web.oversight import assessing, campaigning, escalating, planning, publicity, reporting
from lvxun.web.oversight.campaigning import CampaignWanted
from lvxun.web.oversight.lighting import relight
from lvxun.web.oversight.models import Case, Feedback, Finding, Report, Task
from lvxun.web.oversight.publicity import CaseWanted
from lvxun.web.oversight.reporting import ReportWanted

pytestmark = pytest.mark.django_db
OFFICE = ("ecology", "210100")
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} =cmd|'/c calc' \u202eabc \x07" + "长" * 300


def client_of(user=None, language="zh-hans"):
    client = Client()
    client.cookies["django_language"] = language
    if user is not None:
        client.force_login(user, backend=people.BACKEND)
    return client


def page(client, name, *args, **asked):
    return client.get(reverse(name, args=args), asked)


def text_of(answer):
    return answer.content.decode()


PAGES = [
    ("oversight",), ("oversight-mine",), ("oversight-alerts",), ("oversight-plan", 2026),
    ("oversight-scores",), ("oversight-campaigns",), ("oversight-assessments",), ("oversight-cases",),
    ("oversight-compare",), ("oversight-contacts",), ("oversight-versions",), ("oversight-calendar",),
    ("oversight-rules",), ("oversight-feedback",), ("oversight-task-new", 2026), ("measure-chain", "m3"),
    ("oversight-score", "city", "210100"), ("oversight-score", "body", "ecology"),
    ("measure-feedback", "m3"), ("measure", "m3"),
]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("address", PAGES, ids=lambda one: one[0])
def test_every_page_answers_in_both_languages(work_plan, planner, address, language):
    answer = page(client_of(planner, language), *address)
    assert answer.status_code == 200
    assert "style=" not in text_of(answer)
    assert not re.search(r"<script(?![^>]*src=)", text_of(answer))


def test_the_board_shows_each_task_as_a_lamp_by_measure_body_and_city(work_plan, planner):
    client = client_of(planner)
    for by in ("measure", "body", "city"):
        shown = text_of(page(client, "oversight", year=2026, by=by))
        assert shown.count('class="lamp-dot"') >= work_plan.tasks.count()
    only = text_of(page(client, "oversight", year=2026, area="210200"))
    assert only.count('class="lamp-dot"') == work_plan.tasks.filter(area="210200").count()


def test_a_stranger_sees_what_is_published_and_no_lamp(work_plan, task):
    shown = text_of(page(client_of(), "oversight", year=2026))
    assert "lamp-dot" not in shown
    assert "散乱污" in shown
    assert page(client_of(), "oversight-task", task.pk).status_code == 302
    assert page(client_of(people.make(people.ENTERPRISE)), "oversight-task", task.pk).status_code == 404


def escalated(task, step, text):
    when = {"drafted_on": "2026-04-20", "issued_on": "2026-04-20"}
    return task.escalations.create(climb=1, step=step, state="issued", text=text, **when)


def test_what_was_made_public_is_shown_to_all(work_plan, task):
    task.escalations.create(
        climb=1,
        step="public",
        state="issued",
        drafted_on="2026-05-01",
        issued_on="2026-05-02",
        text="现予公开通报",
    )
    assert "现予公开通报" in text_of(page(client_of(), "oversight", year=2026))
    letter = task.escalations.create(
        climb=1, step="letter", state="issued", drafted_on="2026-04-01", text="内部督办"
    )
    assert letter.text not in text_of(page(client_of(), "oversight", year=2026))


def test_an_empty_year_says_how_to_begin(planner, db, on):
    assert reverse("oversight-plan", args=[2026]) in text_of(page(client_of(planner), "oversight", year=2026))


def send(client, task, **said):
    wanted = {"period": reporting.current_period(task), "text": "已排查", **said}
    return client.post(reverse("oversight-task-act", args=[task.pk, "report"]), wanted)


def test_a_report_is_sent_with_a_file_that_comes_back_as_a_download(task, bureau, department):
    assert send(client_of(bureau), task, files=proof("台账.pdf"), is_done="1").status_code == 302
    report = Report.objects.get()
    answer = page(client_of(department), "oversight-evidence", report.evidence.get().pk)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "attachment" in answer.headers["Content-Disposition"]
    decided = client_of(department).post(reverse("oversight-report-decide", args=[report.pk, "accept"]))
    assert decided.status_code == 302
    assert Task.objects.get(pk=task.pk).state == "done"


def test_what_was_typed_is_not_lost_and_the_fault_stands_beside_its_field(task, bureau):
    answer = send(client_of(bureau, "en"), task, text="much was done", is_done="1")
    assert answer.status_code == 422
    assert "much was done" in text_of(answer)
    assert re.search(r'name="files"[^§]*?class="fault"', text_of(answer))


def test_a_second_decision_is_told_that_somebody_was_first(task, bureau, department, planner):
    send(client_of(bureau), task)
    address = reverse("oversight-report-decide", args=[Report.objects.get().pk, "accept"])
    assert client_of(department).post(address).status_code == 302
    assert client_of(planner).post(address).status_code == 409


def test_hostile_text_is_shown_harmlessly_wherever_it_comes(task, bureau, planner, assessor):
    department = people.make(people.PROVINCE)
    report = reporting.send(bureau, task, ReportWanted("2026Q1", HOSTILE, HOSTILE, files=[proof()]))
    reporting.decide(department, report, accept=False, why=HOSTILE)
    assessing.assess(assessor, task, "partly", HOSTILE, HOSTILE)
    case = publicity.write_case(bureau, CaseWanted("good", HOSTILE[:150], HOSTILE, "m3", OFFICE))
    publicity.decide_case(planner, case, "published")
    for user, address in (
        (planner, ("oversight-task", task.pk)),
        (None, ("oversight-cases",)),
        (None, ("oversight",)),
        (None, ("measure", "m3")),
        (planner, ("oversight-assessments",)),
    ):
        shown = text_of(page(client_of(user), *address))
        assert "<script>alert" not in shown
        assert "{{ 7*7 }}" in shown or "49" not in shown
        assert "\x07" not in shown
        assert "\u202e" not in shown


def test_a_task_is_added_and_its_words_must_stand_in_the_measure(work_plan, planner):
    address = reverse("oversight-task-new", args=[2026])
    wanted = {
        "measure_id": "m3", "title_zh": "专项排查", "quote": "全面开展“散乱污”企业排查", "lead": "ecology",
        "area": "210300", "due": "2026-11-30", "step_zh": ["启动", ""], "step_en": ["begun", ""],
        "step_due": ["2026-06-30", ""], "step_weight": ["2", "1"],
    }  # fmt: skip
    client = client_of(planner)
    assert client.post(address, wanted | {"quote": "全面开展企业普查"}).status_code == 422
    assert client.post(address, wanted | {"due": "2027-01-01"}).status_code == 422
    assert client.post(address, wanted).status_code == 302
    made = Task.objects.get(title_zh="专项排查")
    assert (made.milestones.get().weight, made.is_deliverable_named) == (2.0, False)


def test_a_stale_form_of_a_task_is_told_so(work_plan, planner, task):
    address = reverse("oversight-task-edit", args=[task.pk])
    wanted = {
        "measure_id": "m3", "title_zh": "改名", "quote": task.quote, "lead": "ecology", "area": "210100",
        "due": "2026-12-01", "why": "调整", "version": "1",
    }  # fmt: skip
    assert client_of(planner).post(address, wanted).status_code == 302
    assert client_of(planner).post(address, wanted).status_code == 409
    assert Task.objects.get(pk=task.pk).title_zh == "改名"


def remark(text, address="10.0.0.1", **said):
    return client_of().post(
        reverse("measure-feedback", args=["m3"]), {"text": text, **said}, REMOTE_ADDR=address
    )


def test_a_remark_waits_until_a_moderator_publishes_it(planner, on):
    assert remark("河边没有异味了。", name="李", contact="13900000000").status_code == 302
    assert "没有异味" not in text_of(page(client_of(), "measure-feedback", "m3"))
    key = Feedback.objects.get().pk
    client_of(planner).post(
        reverse("oversight-feedback"), {"pk": key, "decision": "publish", "reply": "谢谢"}
    )
    shown = text_of(page(client_of(), "measure-feedback", "m3"))
    assert "没有异味" in shown
    assert "13900000000" not in shown


def test_a_machine_that_fills_the_trap_is_thanked_and_forgotten(db):
    assert remark("buy now buy now", website="http://spam").status_code == 302
    assert not Feedback.objects.exists()


def test_one_sender_is_slowed_down_and_another_is_not(db):
    answers = [remark(f"第{number}条意见，请处理。").status_code for number in range(4)]
    assert answers == [302, 302, 302, 422]
    assert remark("另一个人的意见。", address="10.0.0.2").status_code == 302
    assert not Feedback.objects.filter(sender__contains="10.0.0").exists()


def test_markup_in_a_remark_is_words(planner, on):
    remark("<b>晚上</b>很吵<img src=x onerror=alert(1)>")
    publicity.moderate(planner, Feedback.objects.get(), publish=True)
    assert "&lt;img src=x" in text_of(page(client_of(), "measure-feedback", "m3"))


def test_nobody_publishes_their_own_case(on, planner, bureau):
    own = publicity.write_case(planner, CaseWanted("negative", "某企业", "情况属实。", "m3", OFFICE))
    answer = client_of(planner).post(reverse("oversight-case-decide", args=[own.pk]), {"state": "published"})
    assert answer.status_code == 422
    assert Case.objects.get().state == "draft"


def calendar_address(client):
    client.post(reverse("oversight-calendar-address"))
    shown = text_of(page(client, "oversight-calendar"))
    return re.search(r"/oversight/calendar/[\w-]+\.ics", shown).group()


def test_a_calendar_address_is_shown_once_works_without_a_session_and_can_be_ended(task, bureau):
    client = client_of(bureau)
    client.post(reverse("oversight-calendar-address"))
    address = re.search(
        r"/oversight/calendar/[\w-]+\.ics", text_of(page(client, "oversight-calendar"))
    ).group()
    assert ".ics" not in text_of(page(client, "oversight-calendar"))
    answer = client_of().get(address)
    titles = [str(one["summary"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert any(task.title_zh in title for title in titles)
    client.post(reverse("oversight-calendar-address"), {"end": "1"})
    assert client_of().get(address).status_code == 404


def test_a_leavers_calendar_ends_with_the_office(task, bureau):
    client = client_of(bureau)
    client.post(reverse("oversight-calendar-address"))
    address = re.search(
        r"/oversight/calendar/[\w-]+\.ics", text_of(page(client, "oversight-calendar"))
    ).group()
    bureau.left_on = "2026-01-01"
    bureau.save()
    assert client_of().get(address).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_yearly_report_is_a_word_file_with_lamps_scores_and_targets(work_plan, planner, language):
    answer = page(client_of(planner, language), "oversight-report", year=2026)
    made = docx.Document(BytesIO(answer.content))
    words = "\n".join(paragraph.text for paragraph in made.paragraphs)
    for part in (
        ("任务亮灯", "省直单位评分", "独立评估")
        if language == "zh-hans"
        else ("Lamps", "Scores", "assessment")
    ):
        assert part in words
    assert len(made.tables) >= 3


def test_a_score_page_adds_up(work_plan, planner):
    shown = text_of(page(client_of(planner, "en"), "oversight-score", "city", "210100", year=2026))
    assert "Line by line" in shown
    assert "letters of supervision" in shown


def a_finding(planner, bureau_office=("ecology", "210100")):
    dates = {"begins": "2026-01-05", "ends": "2026-03-31"}
    wanted = CampaignWanted("专项督查", "内容", "对象", "范围", **dates)
    campaign = campaigning.advance(planner, campaigning.open_campaign(planner, wanted), seen="planned")
    return campaigning.find(planner, campaign, bureau_office, "断电未断水")


def test_a_body_objects_in_time_and_the_review_is_written_down(on, planner, bureau):
    finding = campaigning.act(planner, a_finding(planner), "tell", version=1)
    on(2026, 2, 3)
    address = reverse("oversight-finding-act", args=[finding.pk, "object"])
    answer = client_of(bureau).post(address, {"text": "水表已拆除", "version": "2"})
    assert answer.status_code == 302
    again = client_of(bureau).post(address, {"text": "水表已拆除", "version": "2"})
    assert again.status_code in (409, 422)
    reviewed = reverse("oversight-finding-act", args=[finding.pk, "keep"])
    assert client_of(bureau).post(reviewed, {"text": "x", "version": "3"}).status_code == 403
    assert client_of(planner).post(reviewed, {"text": "维持", "version": "3"}).status_code == 302
    assert Finding.objects.get().state == "final"


def test_what_nobody_objects_to_becomes_final_by_itself(on, planner):
    campaigning.act(planner, a_finding(planner), "tell", version=1)
    on(2026, 2, 4)  # told on 5 January: until 4 February
    assert campaigning.close_times() == 0
    on(2026, 2, 5)
    assert campaigning.close_times() == 1


def test_the_measure_page_tells_officials_and_the_public_how_it_is_carried_out(work_plan, planner):
    assert "lamp-badge" in text_of(page(client_of(planner), "measure", "m3"))
    public = text_of(page(client_of(), "measure", "m3"))
    assert "lamp-badge" not in public
    assert reverse("measure-feedback", args=["m3"]) in public


def test_officials_acts_stay_off_the_public_list_of_changes(work_plan, task, planner):
    planning.drop(planner, task, "内部原因不公开")
    assert "内部原因不公开" not in text_of(page(client_of(), "home"))


def test_a_letter_is_signed_and_answered_on_the_task_page(on, task, planner, bureau):
    escalated(task, "reminder", "提醒")
    letter = task.escalations.create(climb=1, step="letter", drafted_on="2026-05-08", text="现予督办")
    on(2026, 5, 8)
    relight([task])
    issue = reverse("oversight-letter", args=[letter.pk, "issue"])
    assert client_of(bureau).post(issue, {"text": "x"}).status_code == 403
    assert client_of(planner).post(issue, {"text": "现予督办，请办结"}).status_code == 302
    assert client_of(planner).post(issue, {"text": "又一次"}).status_code == 409
    answer = reverse("oversight-letter", args=[letter.pk, "answer"])
    assert client_of(bureau).post(answer, {"answer": "已整改"}).status_code == 302
    assert escalating.present_climb(task)[-1].state == "answered"


def test_two_cities_with_one_lead_are_two_tasks(work_plan):
    assert task_of(work_plan, "m03-2", "210200").pk != task_of(work_plan, "m03-2", "210100").pk
