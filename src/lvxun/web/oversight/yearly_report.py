"""The yearly report on the plan as a Word document: attainment, lamps, scores, letters, verdicts, cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document
from docx.shared import Pt, RGBColor

from lvxun.attainment.model import Status
from lvxun.attainment.word_page import Look, add_heading, add_paragraph, add_table, new_document
from lvxun.attainment.words import Language, label, status_word
from lvxun.oversight import Colour, sentence
from lvxun.oversight import Verdict as LampVerdict
from lvxun.web.insight.state import State
from lvxun.web.oversight import escalating, publicity
from lvxun.web.oversight.models import Assessment, Campaign, Escalation, Feedback, Task
from lvxun.web.oversight.naming import office
from lvxun.web.oversight.published_rules import rules, today
from lvxun.web.oversight.scores import Card, body_cards, city_cards, scored_tasks
from lvxun.web.served import region_id

TITLE = Look(size=Pt(20), is_bold=True, is_centred=True)
GREY = RGBColor(0x55, 0x55, 0x55)
SUBTITLE = Look(is_centred=True, colour=GREY)
SMALL = Look(size=Pt(9), colour=GREY)
LAMPS = {
    Colour.RED: ("红灯", "red"),
    Colour.YELLOW: ("黄灯", "yellow"),
    Colour.GREEN: ("绿灯", "green"),
    Colour.GREY: ("未启动", "not begun"),
}
STATES = {
    Task.State.PLANNED: ("未启动", "not begun"),
    Task.State.RUNNING: ("推进中", "under way"),
    Task.State.DONE: ("已完成", "done"),
    Task.State.DROPPED: ("已终止", "dropped"),
}
VERDICTS = {
    Assessment.Verdict.CONFIRMED: ("予以认可", "confirmed"),
    Assessment.Verdict.PARTLY: ("部分认可", "confirmed in part"),
    Assessment.Verdict.CONTRADICTED: ("不予认可", "contradicted"),
    Assessment.Verdict.NO_EVIDENCE: ("无可用证据", "no evidence available"),
}
STAGES = {
    Campaign.Stage.PLANNED: ("计划", "planned"),
    Campaign.Stage.RUNNING: ("进行中", "under way"),
    Campaign.Stage.CONCLUDED: ("已形成结论", "concluded"),
    Campaign.Stage.CLOSED: ("已办结", "closed"),
}


@dataclass(frozen=True)
class _Made:
    document: Document
    state: State
    year: int
    language: Language
    tasks: Sequence[Task]

    def say(self, zh: str, en: str) -> str:
        return zh if self.language is Language.ZH else en

    def pair(self, words: tuple[str, str]) -> str:
        return self.say(*words)

    def title(self, task: Task) -> str:
        return self.say(task.title_zh, task.title_en)

    def office(self, function: str, area: str) -> str:
        named = office(function, area)
        return self.say(named.label_zh, named.label_en)


def yearly_report(state: State, year: int, language: Language) -> bytes:
    """Return the report on a year as the content of a ``.docx`` file, as things stand today."""
    made = _Made(new_document(), state, year, language, scored_tasks(year))
    _head(made)
    _attainment(made)
    _lamps(made)
    _urgent(made)
    _scores(made, body_cards(year), made.say("三、省直单位评分", "3. Scores of the province's bodies"))
    _scores(made, city_cards(year), made.say("四、各市评分", "4. Scores of the cities"))
    _verdicts(made)
    _campaigns(made)
    _public(made)
    _method(made)
    content = BytesIO()
    made.document.save(content)
    return content.getvalue()


def _head(made: _Made) -> None:
    region, year = made.state.region, made.year
    zh, en = (
        f"{region.label_zh}{year}年度任务措施落实情况报告",
        f"{region.label_en}: the plan carried out in {year}",
    )
    add_paragraph(made.document, made.say(zh, en), TITLE)
    plan, day = made.state.plan.title, today()
    zh = f"依据《{plan}》；截至{day:%Y年%m月%d日}的登记情况"
    add_paragraph(made.document, made.say(zh, f"Plan: {plan}. As registered on {day}."), SUBTITLE)


def _attainment(made: _Made) -> None:
    add_heading(made.document, made.say("一、目标进展", "1. Targets"))
    rows = made.state.assessment.rows
    counts = [(one, made.state.assessment.count(one)) for one in Status]
    parts = [f"{status_word(one, made.language)} {count}" for one, count in counts if count]
    year = made.state.assessment.year
    zh = f"方案共{len(rows)}项目标，按截至{year}年的数据：{'，'.join(parts)}。"
    add_paragraph(
        made.document, made.say(zh, f"{len(rows)} targets, on figures up to {year}: {', '.join(parts)}.")
    )
    bad = [row for row in rows if row.status in (Status.OFF_TRACK, Status.MISSED, Status.AT_RISK)]
    if bad:
        names = "、".join(label(row, made.language) for row in bad)
        add_paragraph(made.document, made.say(f"需要关注：{names}。", f"To be watched: {names}."))


def _lamps(made: _Made) -> None:
    add_heading(made.document, made.say("二、任务亮灯", "2. Lamps"))
    if not made.tasks:
        zh = f"{made.year}年没有已公布的年度工作计划。"
        add_paragraph(made.document, made.say(zh, f"No work plan of {made.year} is published."))
        return
    heads = [
        made.say("措施", "Measure"),
        *(made.pair(words) for words in LAMPS.values()),
        made.say("合计", "All"),
    ]
    rows = []
    for measure in made.state.plan.measures:
        own = Counter(task.lamp for task in made.tasks if task.measure_id == measure.id)
        if own:
            cells = [str(own[colour.value]) for colour in LAMPS]
            rows.append([f"{measure.number} {measure.title}", *cells, str(sum(own.values()))])
    every = Counter(task.lamp for task in made.tasks)
    total = [made.say("合计", "All"), *(str(every[colour.value]) for colour in LAMPS), str(len(made.tasks))]
    add_table(made.document, heads, [*rows, total], (6.6, 1.8, 1.8, 1.8, 2.2, 1.8))


def _urgent(made: _Made) -> None:
    red = [task for task in made.tasks if task.lamp == Colour.RED]
    if not red:
        return
    heads = made.say("任务|单位|亮灯原因|督办", "Task|Body|Why|Ladder").split("|")
    rows = []
    for task in red:
        verdict = LampVerdict(Colour.RED, task.lamp_rule, task.lamp_facts)
        standing = (Escalation.State.ISSUED, Escalation.State.ANSWERED)
        steps = [
            made.pair(escalating.step_label(one.step))
            for one in task.escalations.all()
            if one.state in standing
        ]
        why = sentence(verdict, rules(), made.language.value)
        rows.append(
            [made.title(task), made.office(task.lead, task.area), why, "、".join(reversed(steps)) or "—"]
        )
    add_table(made.document, heads, rows, (5.0, 3.4, 5.0, 2.6))


def _scores(made: _Made, cards: Sequence[Card], title: str) -> None:
    add_heading(made.document, title)
    if not cards:
        add_paragraph(made.document, made.say("没有可以评分的任务。", "Nothing to score."))
        return
    heads = made.say("名次|单位|得分|计算", "Rank|Body|Score|Arithmetic").split("|")
    rows = []
    for card in cards:
        lines = [line for line in card.score.lines if line.weight or line.count]
        said = "；".join(f"{made.say(*_words(line.component.label))} {line.arithmetic}" for line in lines)
        total = "—" if card.score.total is None else f"{card.score.total:.2f}"
        rows.append([str(card.rank or "—"), made.say(card.label_zh, card.label_en), total, said])
    add_table(made.document, heads, rows, (1.4, 4.2, 1.8, 8.6))


def _words(text: object) -> tuple[str, str]:
    return str(getattr(text, "zh", "")), str(getattr(text, "en", ""))


def _verdicts(made: _Made) -> None:
    add_heading(made.document, made.say("五、独立评估", "5. Independent assessment"))
    rows = []
    for task in made.tasks:
        last = next(iter(task.assessments.all()), None)
        if last is not None:
            own, other = STATES[Task.State(task.state)], VERDICTS[Assessment.Verdict(last.verdict)]
            rows.append([made.title(task), made.pair(own), made.pair(other), last.text])
    without = len(made.tasks) - len(rows)
    zh, en = f"{len(rows)}项任务已评估，{without}项未评估。", f"{len(rows)} tasks assessed, {without} not."
    add_paragraph(made.document, made.say(zh, en))
    if rows:
        heads = made.say("任务|单位自报|独立评估|理由", "Task|Owner|Assessor|Reasons").split("|")
        add_table(made.document, heads, rows, (5.4, 2.0, 2.6, 6.0))


def _campaigns(made: _Made) -> None:
    found = Campaign.objects.filter(
        region=region_id(), begins__year__lte=made.year, ends__year__gte=made.year
    )
    if not found:
        return
    add_heading(made.document, made.say("六、督查", "6. Campaigns of supervision"))
    heads = made.say("督查|阶段|问题数|结论", "Campaign|Stage|Findings|Conclusion").split("|")
    rows = [
        [
            one.title,
            made.pair(STAGES[Campaign.Stage(one.stage)]),
            str(one.findings.count()),
            one.conclusion or "—",
        ]
        for one in found
    ]
    add_table(made.document, heads, rows, (5.0, 2.2, 1.8, 7.0))


def _public(made: _Made) -> None:
    cases = [
        one for one in publicity.published_cases() if one.published_on and one.published_on.year == made.year
    ]
    add_heading(made.document, made.say("七、典型与公众意见", "7. Cases and the public"))
    for case in cases:
        kind = (
            made.say("典型经验", "Good practice")
            if case.kind == "good"
            else made.say("负面典型", "Negative case")
        )
        add_paragraph(made.document, f"{kind}：{case.title}（{made.office(case.function, case.area)}）")
    heard = Feedback.objects.filter(region=region_id(), sent_at__year=made.year)
    shown = heard.filter(state=Feedback.State.PUBLISHED).count()
    zh = f"收到公众意见{heard.count()}条，公开{shown}条。"
    add_paragraph(
        made.document, made.say(zh, f"{heard.count()} remarks came from the public, {shown} are shown.")
    )


def _method(made: _Made) -> None:
    add_heading(made.document, made.say("八、口径", "8. How this was judged"))
    open_ones = len(rules().unconfirmed)
    zh = f"亮灯、督办和评分按已公布的参数计算，其中{open_ones}项待省确认；未知的不计，也不作推测。"
    en = f"By published parameters, {open_ones} of them to be confirmed; what is not known does not count."
    add_paragraph(made.document, made.say(zh, en))
    if any(task.synthetic for task in made.tasks):
        zh, en = "含演示用虚构任务。", "Some of the tasks are made up for demonstration."
        add_paragraph(made.document, made.say(zh, en))
    version = made.state.assessment.region_version
    add_paragraph(
        made.document, made.say(f"数据版本：{version}", f"Version of the figures: {version}"), SMALL
    )
