"""A judged target as a row: with distance, paces, path, notes, and whom to ask."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from lvxun.accounts.model import IndicatorInfo
from lvxun.attainment.asking import Need, request_for
from lvxun.attainment.evidence import Evidence, shown
from lvxun.attainment.judging import Judgement, straight_line
from lvxun.attainment.model import Note, Status, TargetStatus
from lvxun.attainment.posing import Question
from lvxun.attainment.rules import branch
from lvxun.plan.model import Responsibility, Target
from lvxun.region.model import DataRequest, Quality, Region


@dataclass(frozen=True, slots=True)
class Case:
    """Everything about one target that was found out. ``year`` is the year it is judged for,
    ``known`` the cells (series, year) that there are.
    """

    target: Target
    info: IndicatorInfo | None
    evidence: Evidence
    question: Question
    judgement: Judgement
    year: int | None
    as_of: int
    is_suggested: bool
    bodies: tuple[Responsibility, ...]
    known: Container[tuple[str, int]]

    @property
    def status(self) -> Status:
        return branch(self.judgement.rule).status


def row_of(case: Case, region: Region) -> TargetStatus:
    """Return the row of a judged target."""
    info, evidence = case.info, case.evidence
    row = TargetStatus(
        target=case.target,
        status=case.status,
        rule=case.judgement.rule,
        indicator_id=info.id if info else None,
        label_zh=info.label_zh if info else case.target.indicator,
        label_en=info.label_en if info else case.target.indicator,
        value=case.question.value,
        unit=info.unit if info else None,
        latest=shown(evidence.latest) if evidence.latest else None,
        base=shown(evidence.base_figure) if evidence.base_figure else None,
        history=tuple(map(shown, evidence.history)),
        path=(),
        distance=None,
        pace_done=None,
        pace_needed=None,
        bodies=case.bodies,
        request=_request(case, region),
        is_proxy=bool(info and info.is_proxy),
        is_suggested=case.is_suggested,
        year=case.year,
        notes=(*case.question.notes, *evidence.notes, *_year_notes(case)),
    )
    return _measured(row, case)


def _measured(row: TargetStatus, case: Case) -> TargetStatus:
    """Add distance, paces and path where the target has a number and a figure."""
    goal, latest, base = case.question.goal, case.evidence.latest, case.evidence.base
    if goal is None or latest is None:
        return row
    end = goal.nearest(base[1] if base else latest.value)
    left = row.year - latest.year if row.year is not None else 0
    passed = latest.year - base[0] if base else 0
    return replace(
        row,
        distance=goal.to_go(latest.value),
        pace_done=(latest.value - base[1]) / passed if base and passed > 0 else None,
        pace_needed=_pace_needed(goal.is_met(latest.value), end - latest.value, left),
        path=straight_line(base, end, row.year) if base and row.year is not None else (),
    )


def _pace_needed(is_met: bool, gap: float, years_left: int) -> float | None:
    if is_met:
        return 0.0
    return gap / years_left if years_left > 0 else None


def _request(case: Case, region: Region) -> DataRequest | None:
    """Return whom to ask where nothing can be said, or where what is said needs confirming."""
    latest = case.evidence.latest
    is_overdue = (
        case.year is not None and case.year <= case.as_of and (latest is None or latest.year < case.year)
    )
    is_doubtful = latest is not None and latest.quality is Quality.UNVERIFIED
    if case.status is not Status.NO_DATA and not is_overdue and not is_doubtful:
        return None
    first = case.target.base_year or region.base_year
    last = max(first, min(case.as_of, case.year or case.as_of))
    return request_for(region, Need(case.target, case.info, case.bodies, (first, last), case.known))


def _year_notes(case: Case) -> tuple[Note, ...]:
    if case.status is Status.NO_DATA:
        return ()
    notes = []
    if case.target.year is None and case.year is not None:
        notes.append(
            Note(
                f"这句话没有写年份，按方案中多数目标的年份{case.year}年判断。",
                f"The sentence names no year; {case.year} is taken, as most targets of the plan have it.",
            )
        )
    if case.year is not None and case.evidence.latest is not None:
        notes.extend(_judged_by(case.year, case.evidence.latest.year, case))
    return tuple(notes)


def _judged_by(year: int, latest: int, case: Case) -> list[Note]:
    if latest < year <= case.as_of:
        return [
            Note(
                f"{year}年的数据尚未公布，按{latest}年数据判断。",
                f"The figure for {year} is not out yet; that of {latest} is used.",
            )
        ]
    decided_by = case.judgement.decided_by
    if year < decided_by and case.status in (Status.MET, Status.MISSED):
        return [
            Note(
                f"{year}年没有数据，以{decided_by}年数据判断。",
                f"{year} is not known; the figure of {decided_by} decides.",
            )
        ]
    return []
