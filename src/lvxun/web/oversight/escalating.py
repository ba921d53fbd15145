"""The climb of a task whose lamp is red: reminders go out, letters are drafted, signed, answered, lifted."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from lvxun.oversight.ladder import Next, Taken, answer_due, check_step, next_step
from lvxun.web.oversight.errors import StaleActError, said
from lvxun.web.oversight.lighting import red_since
from lvxun.web.oversight.models import Escalation, Task
from lvxun.web.oversight.naming import office
from lvxun.web.oversight.noting import locked, note
from lvxun.web.oversight.published_rules import is_working_day, rules, today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import may_answer
from lvxun.web.people.permissions import allowed

STANDING = (Escalation.State.ISSUED, Escalation.State.ANSWERED)
OPEN = (Escalation.State.DRAFTED, *STANDING)


def present_climb(task: Task) -> list[Escalation]:
    """Return the steps of the present climb, the first one first; empty where none is under way."""
    last = task.escalations.order_by("-climb").values_list("climb", flat=True).first()
    steps = list(task.escalations.filter(climb=last).order_by("id")) if last else []
    return [] if any(one.state == Escalation.State.LIFTED for one in steps) else steps


def coming_step(task: Task, day: date | None = None) -> Next | None:
    """Return the step that is next for a task; None where none is, or one waits to be signed."""
    steps = present_climb(task)
    if any(one.state in (Escalation.State.DRAFTED, Escalation.State.DECLINED) for one in steps):
        return None
    taken = [Taken(one.step, one.issued_on or one.drafted_on, one.answered_on) for one in steps]
    return next_step(red_since(task), taken, rules(), is_working_day, day or today())


def climb(task: Task, day: date | None = None) -> Escalation | None:
    """Take the next step of a task's ladder if its day has come: send the reminder, draft a letter.

    A lamp that is no longer red lifts what stands.
    """
    when = day or today()
    with transaction.atomic():
        held = locked(task)
        if red_since(held) is None:
            _lift(held)
            return None
        found = coming_step(held, when)
        if found is None or when < found.earliest:
            return None
        return _take(held, found, when)


def _take(task: Task, found: Next, day: date) -> Escalation:
    steps = present_climb(task)
    number = (
        steps[0].climb
        if steps
        else 1 + (task.escalations.order_by("-climb").values_list("climb", flat=True).first() or 0)
    )
    goes_out = found.step.by == "system"
    made = Escalation.objects.create(
        task=task,
        climb=number,
        step=found.step.id,
        state=Escalation.State.ISSUED if goes_out else Escalation.State.DRAFTED,
        drafted_on=day,
        text=letter_text(task, found),
        issued_on=day if goes_out else None,
        answer_due=answer_due(found.step.id, day, rules(), is_working_day) if goes_out else None,
    )
    note(None, "reminder_sent" if goes_out else "letter_drafted", made, after={"step": made.step})
    return made


def letter_text(task: Task, found: Next) -> str:
    """Return the text of a letter as it is drafted: to whom, about what, why, by when. In Chinese."""
    reason = rules().lamps[task.lamp_rule].text.zh.format(**task.lamp_facts)
    lines = [
        f"{office(task.lead, task.area).label_zh}：",
        found.step.opens.zh,
        f"任务：{task.title_zh}",
        f"方案原文：“{task.quote}”",
        f"完成期限：{task.due:%Y年%m月%d日}",
        f"亮灯原因：{reason}",
    ]
    return "\n".join(lines)


def _lift(task: Task) -> None:
    steps = [one for one in present_climb(task) if one.state in OPEN]
    for one in steps:
        one.state, one.why = Escalation.State.LIFTED, "the lamp is no longer red"
        one.save(update_fields=["state", "why"])
    if steps:
        note(None, "escalation_lifted", steps[-1])


def issue(actor: User, escalation: Escalation, text: str) -> Escalation:
    """Sign a drafted step; its number is given and the time for an answer begins.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person signs none, or the text is empty; StaleActError if it is no longer a draft.
    """
    _require(actor)
    words = said(text, "text")
    with transaction.atomic():
        held = _drafted(escalation)
        day = today()
        check_step(held.step, day, _expected(held, day))
        held.state, held.text, held.issued_on, held.issued_by = Escalation.State.ISSUED, words, day, actor
        held.answer_due = answer_due(held.step, day, rules(), is_working_day)
        held.number = _number(held, day)
        held.save()
        note(actor, "letter_issued", held, after={"step": held.step, "number": held.number})
    return held


def _expected(escalation: Escalation, day: date) -> Next | None:
    """Return what the ladder says comes next, this draft left out: a lamp that turned needs no letter."""
    steps = [one for one in present_climb(escalation.task) if one.pk != escalation.pk]
    taken = [Taken(one.step, one.issued_on or one.drafted_on, one.answered_on) for one in steps]
    return next_step(red_since(escalation.task), taken, rules(), is_working_day, day)


def _number(escalation: Escalation, day: date) -> str:
    given = Escalation.objects.filter(step=escalation.step, issued_on__year=day.year).exclude(number="")
    return f"{rules().ladder[_place(escalation.step)].label.zh}〔{day.year}〕{given.count() + 1}号"


def _place(step: str) -> int:
    return next(place for place, one in enumerate(rules().ladder) if one.id == step)


def decline(actor: User, escalation: Escalation, why: str) -> Escalation:
    """Do not issue a drafted step; the climb rests here, and the reason stays.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person signs none, no reason is given; StaleActError if it is no longer a draft.
    """
    _require(actor)
    reason = said(why, "why", 1000)
    with transaction.atomic():
        held = _drafted(escalation)
        held.state, held.why = Escalation.State.DECLINED, reason
        held.save(update_fields=["state", "why"])
        note(actor, "letter_declined", held, why=reason)
    return held


def _drafted(escalation: Escalation) -> Escalation:
    held = locked(escalation)
    if held.state != Escalation.State.DRAFTED:
        raise StaleActError
    return held


def answer(actor: User, escalation: Escalation, text: str) -> Escalation:
    """Answer a step that was taken.

    Raises
    ------
    PermissionDenied, OversightActError
        if the task is none of this person's offices', or nothing is said; StaleActError if it was answered.
    """
    if not may_answer(actor, escalation):
        raise PermissionDenied
    words = said(text, "answer")
    with transaction.atomic():
        held = locked(escalation)
        if held.state != Escalation.State.ISSUED:
            raise StaleActError
        held.state, held.answer = Escalation.State.ANSWERED, words
        held.answered_on, held.answered_by = today(), actor
        held.save()
        note(actor, "letter_answered", held, after={"step": held.step})
    return held


def _require(actor: User) -> None:
    if not allowed(actor, "escalate"):
        raise PermissionDenied


def step_label(step: str) -> tuple[str, str]:
    """Return what a step is called, in Chinese and English."""
    found = next((one for one in rules().ladder if one.id == step), None)
    return (found.label.zh, found.label.en) if found else (step, step)
