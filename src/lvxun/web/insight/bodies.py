"""Bodies across the plan: what each must do, and what it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lvxun.attainment.model import Assessment, TargetStatus
from lvxun.plan.model import Measure, Plan, Responsibility, Role
from lvxun.region.model import Body, DataRequest, Region

KINDS = {
    kind: place
    for place, kind in enumerate(
        ("department", "party", "court", "city", "zone", "enterprise", "bank", "national")
    )
}


@dataclass(frozen=True, slots=True)
class Duty:
    """A body's part in a measure."""

    measure: Measure
    role: Role


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body as a measure names it, and the body of the region that it is, where that is known."""

    name: str
    role: Role
    body: Body | None


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body with all that concerns it."""

    body: Body
    duties: tuple[Duty, ...]
    rows: tuple[TargetStatus, ...]
    requests: tuple[DataRequest, ...]

    @property
    def leads(self) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.role is Role.LEAD)

    @property
    def supports(self) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.role is Role.SUPPORT)


def names(region: Region) -> dict[str, Body]:
    """Return the bodies by every name they go by."""
    found: dict[str, Body] = {}
    for body in region.bodies.values():
        for name in body.names:
            if name:
                found.setdefault(name, body)
    return found


def named(region: Region, responsibilities: Iterable[Responsibility]) -> list[NamedBody]:
    """Return the bodies of a measure in the order of the text, each resolved as far as it can be."""
    known = names(region)
    return [NamedBody(one.name, one.role, known.get(one.name)) for one in responsibilities]


def body_line(plan: Plan, region: Region, assessment: Assessment, body: Body) -> BodyLine:
    """Gather all that concerns one body."""
    return _line(body, duties(plan, region), assessment, all_requests(region, assessment))


def body_lines(plan: Plan, region: Region, assessment: Assessment) -> list[BodyLine]:
    """Gather all bodies of the region, the busiest first."""
    found, requests = duties(plan, region), all_requests(region, assessment)
    lines = [_line(body, found, assessment, requests) for body in region.bodies.values()]
    return sorted(lines, key=lambda line: (-len(line.leads), -len(line.supports), -len(line.requests)))


def duties(plan: Plan, region: Region) -> dict[str, list[Duty]]:
    """Return the parts in measures by body id, in the order of the plan."""
    known = names(region)
    found: dict[str, list[Duty]] = {}
    for measure in plan.measures:
        for one in measure.bodies:
            body = known.get(one.name)
            if body and not any(d.measure is measure for d in found.get(body.id, ())):
                found.setdefault(body.id, []).append(Duty(measure, one.role))
    return found


def unknown_names(plan: Plan, region: Region) -> list[str]:
    """Return the names in the plan that are no single body of the region, such as 各市."""
    known = names(region)
    every = (one.name for measure in plan.measures for one in measure.bodies)
    return [name for name in dict.fromkeys(every) if name not in known]


def all_requests(region: Region, assessment: Assessment) -> tuple[DataRequest, ...]:
    """Return the region's data requests and those that the assessment adds, each once."""
    found = {request.id: request for request in region.requests}
    for row in assessment.rows:
        if row.request:
            found.setdefault(row.request.id, row.request)
    return tuple(found.values())


def _line(
    body: Body,
    found: Mapping[str, list[Duty]],
    assessment: Assessment,
    requests: Iterable[DataRequest],
) -> BodyLine:
    own = tuple(found.get(body.id, ()))
    led = {duty.measure.id for duty in own if duty.role is Role.LEAD}
    return BodyLine(
        body,
        own,
        tuple(row for row in assessment.rows if row.target.measure_id in led),
        tuple(request for request in requests if request.body == body.id),
    )


def requested(region: Region, request: DataRequest | None) -> Body | None:
    """Return the body that a request goes to."""
    return region.bodies.get(request.body) if request else None
