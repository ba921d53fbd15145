"""Where every target of a plan stands, by the written rule of docs/attainment.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lvxun.accounts.computing import Result
from lvxun.accounts.graph import catalogue
from lvxun.accounts.model import IndicatorInfo
from lvxun.accounts.registered import indicators_of, registered
from lvxun.accounts.tags import Kind
from lvxun.attainment.carrying_out import carried_out
from lvxun.attainment.evidence import NOTHING, Evidence, gather, is_lower_bound, known_until, results
from lvxun.attainment.judging import Judgement, Thresholds, judge, judge_trend
from lvxun.attainment.linking import Link, link
from lvxun.attainment.model import Assessment, Status, TargetStatus
from lvxun.attainment.posing import Question, pose
from lvxun.attainment.rows import Case, row_of
from lvxun.attainment.rules import branch, rules
from lvxun.plan.model import Plan, Review, Target
from lvxun.region.model import Region

BAD = (Status.AT_RISK, Status.OFF_TRACK, Status.MISSED)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all rows of one assessment share."""

    plan: Plan
    region: Region
    year: int
    horizon: int | None
    links: Mapping[str, Link]
    results: Mapping[int, Result]
    indicators: Mapping[str, IndicatorInfo]


def assess(plan: Plan, region: Region, year: int | None = None) -> Assessment:
    """Return where every target of a plan stands.

    Parameters
    ----------
    year
        only figures up to this year are used; the latest year with a figure where ``None``.

    Targets that a person has rejected are left out.
    """
    targets = [target for target in plan.targets if target.review is not Review.REJECTED]
    as_of = year if year is not None else latest_year(region)
    known = known_until(region, as_of)
    indicators = indicators_of(region)
    links = link(plan, indicators)
    ids = tuple(dict.fromkeys(i for t in targets if (i := links[t.id].indicator_id) is not None))
    base_years = {target.base_year or region.base_year for target in targets}
    frame = _Frame(plan, known, as_of, horizon(plan), links, results(known, ids, base_years), indicators)
    rows = tuple(_row(frame, target) for target in targets)
    return Assessment(region.id, region.version, plan.title, as_of, rows, carried_out(region, year))


def horizon(plan: Plan) -> int | None:
    """Return the year that most targets of a plan name, the earliest of equals; ``None`` where none does."""
    years = Counter(target.year for target in plan.targets if target.year is not None)
    return min(years, key=lambda year: (-years[year], year)) if years else None


def latest_year(region: Region) -> int:
    """Return the latest year for which the region itself has a figure; its base year where it has none.

    What registers yield does not count: they know the running year, the rest waits for statistics.
    """
    is_counted = region.series["indicator"].isin(registered(region))
    own = region.series[(region.series["area"] == region.code) & ~is_counted]
    return int(own["year"].max()) if len(own) else region.base_year


def _row(frame: _Frame, target: Target) -> TargetStatus:
    found = frame.links[target.id]
    info = frame.indicators[found.indicator_id] if found.indicator_id else None
    result = frame.results[target.base_year or frame.region.base_year]
    if info is None:
        evidence, question = NOTHING, Question(fault="no_data.no_indicator")
    else:
        evidence = gather(result, info.id)
        question = pose(target, info, evidence.base[1] if evidence.base else None)
    # words without a year are a lasting promise; a number without one is due when the plan ends
    year = target.year if target.year is not None or question.goal is None else frame.horizon
    judgement = _judgement(evidence, question, year, frame.year)
    measure = frame.plan.measure(target.measure_id) if target.measure_id else None
    case = Case(
        target=target,
        info=info,
        evidence=evidence,
        question=question,
        judgement=judgement,
        year=year,
        as_of=frame.year,
        is_suggested=found.is_suggested,
        bodies=measure.bodies if measure else (),
        known=result.sheet.cells,
    )
    return row_of(case, frame.region)


def _judgement(evidence: Evidence, question: Question, year: int | None, as_of: int) -> Judgement:
    if question.fault == "no_data.no_indicator":
        return Judgement(question.fault, as_of)
    if not evidence.history:
        return Judgement("no_data.no_figure", as_of)
    if question.fault is not None:
        return Judgement(question.fault, as_of)
    points = [(figure.year, figure.value) for figure in evidence.history]
    if question.goal is not None:
        thresholds = Thresholds(rules().on_track, rules().at_risk)
        return _doubted(judge(points, evidence.base, question.goal, year, thresholds), evidence)
    if evidence.base is None or question.wanted is None:
        return Judgement("no_data.not_since_base", as_of)
    return judge_trend(points, evidence.base, question.wanted, question.due(year), question.is_lasting)


def _doubted(found: Judgement, evidence: Evidence) -> Judgement:
    """Withdraw a bad verdict that rests on a sum with years left out: the truth may be better."""
    decisive = next(figure for figure in evidence.history if figure.year == found.decided_by)
    info = catalogue().get(decisive.indicator)
    is_open = info is not None and info.kind is Kind.CUMULATIVE and is_lower_bound(decisive)
    if is_open and branch(found.rule).status in BAD:
        return Judgement("no_data.lower_bound", found.decided_by)
    return found
