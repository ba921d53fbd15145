"""Scores of bodies and cities for a year, from tasks, indicators, reports, letters and cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lvxun.oversight.reporting import NOTHING, Record
from lvxun.oversight.scoring import Score, Share, credit, on_path, ranked, score
from lvxun.web.oversight import reporting
from lvxun.web.oversight.lighting import judged
from lvxun.web.oversight.models import Assessment, Case, Task
from lvxun.web.oversight.naming import Named, area_of, office
from lvxun.web.oversight.published_rules import rules, today
from lvxun.web.oversight.readings import Tying
from lvxun.web.people.oversight_rights import Office, offices_of
from lvxun.web.served import package_region, region_id

STEPS = {"letter": "letters", "interview": "interviews", "public": "publicised"}


@dataclass(frozen=True, slots=True)
class TaskPart:
    """A task's part in a score: ``weight`` 1 for its lead, less for a partner."""

    task: Task
    weight: float
    credit: Share
    readings: Share
    reports: Record


@dataclass
class Tally:
    """All that enters one score."""

    parts: list[TaskPart] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def shares(self) -> dict[str, Share]:
        """Return the shares of the score's lines."""
        nothing = Share(0.0, 0.0)
        done = sum((_weighted(one.credit, one.weight) for one in self.parts), nothing)
        path = sum((_weighted(one.readings, one.weight) for one in self.parts), nothing)
        reports = sum((one.reports for one in self.parts), NOTHING)
        return {
            "tasks": done,
            "indicators": path,
            "completeness": Share(reports.complete, reports.due),
            "timeliness": Share(reports.on_time, reports.due),
        }


@dataclass(frozen=True, slots=True)
class Card:
    """One score with what it is made of; ``rank`` None: nothing is known to score."""

    key: str
    kind: str  # body or city
    label_zh: str
    label_en: str
    score: Score
    rank: int | None
    parts: Sequence[TaskPart]


def _weighted(share: Share, weight: float) -> Share:
    return Share(share.earned * weight, share.possible * weight)


def scored_tasks(year: int) -> list[Task]:
    """Return the tasks that a year's scores are made of, with all that is looked at."""
    found = Task.objects.filter(work_plan__region=region_id(), work_plan__year=year)
    found = found.exclude(work_plan__published_on=None).select_related("work_plan")
    return list(
        found.prefetch_related("milestones", "partners", "reports__evidence", "escalations", "assessments")
    )


def tallies(tasks: Iterable[Task], year: int, day: date) -> dict[Office, Tally]:
    """Return what enters each office's score."""
    found: dict[Office, Tally] = defaultdict(Tally)
    every = list(tasks)
    tying = Tying(every)
    joint = rules().number("score.joint", day)
    for task in every:
        earned = credit(judged(task), day, rules())
        path = on_path(one.reading for one in tying.of(task))
        for place, one in enumerate(offices_of(task)):
            record = reporting.record_of(task, one, day) if place == 0 else NOTHING
            found[one].parts.append(TaskPart(task, joint if place else 1.0, earned, path, record))
        _count(found[(task.lead, task.area)], task)
    for case in Case.objects.filter(region=region_id(), state=Case.State.PUBLISHED, published_on__year=year):
        kind = "practice" if case.kind == Case.Kind.GOOD else "negative"
        found[(case.function, case.area)].counts[kind] += 1
    return found


def _count(tally: Tally, task: Task) -> None:
    for one in task.escalations.all():
        if one.issued_on is not None and one.step in STEPS:
            tally.counts[STEPS[one.step]] += 1
    last = next(iter(task.assessments.all()), None)
    if last is not None and last.verdict == Assessment.Verdict.CONTRADICTED:
        tally.counts["contradicted"] += 1


def body_cards(year: int, day: date | None = None) -> list[Card]:
    """Return the scores of the province's bodies, best first."""
    when = day or today()
    found = tallies(scored_tasks(year), year, when)
    own = {one[0]: tally for one, tally in found.items() if one[1] == package_region().code}
    return _cards(own, "body", when)


def city_cards(year: int, day: date | None = None) -> list[Card]:
    """Return the scores of cities and zones, each over all its offices, best first."""
    when = day or today()
    merged: dict[str, Tally] = defaultdict(Tally)
    for (_, area), tally in tallies(scored_tasks(year), year, when).items():
        if area == package_region().code:
            continue
        merged[area].parts += tally.parts
        for key, count in tally.counts.items():
            merged[area].counts[key] += count
    return _cards(merged, "city", when)


def _cards(found: Mapping[str, Tally], kind: str, day: date) -> list[Card]:
    scores = {key: score(one.shares(), one.counts, rules(), day) for key, one in found.items()}
    cards = []
    for rank, key, made in ranked(scores):
        named = _named(key, kind)
        cards.append(Card(key, kind, named.label_zh, named.label_en, made, rank, found[key].parts))
    return cards


def _named(key: str, kind: str) -> Named:
    if kind == "body":
        return office(key, package_region().code)
    place = area_of(key)
    return Named("", key, place.label_zh, place.label_en)
