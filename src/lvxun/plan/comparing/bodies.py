"""Who is responsible before and after, with full and short names of one body taken for one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lvxun.plan.comparing.model import BodiesDiff
from lvxun.plan.model import Measure, Role

SHORTEST = 4
_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,3}省")


def compare_bodies(before: Measure | None, after: Measure | None) -> BodiesDiff:
    """Compare the bodies responsible for two measures; the order of those that support is none."""
    old, new = _names(before), _names(after)
    leads_before, leads_after = _leads(before), _leads(after)
    is_pair = before is not None and after is not None
    return BodiesDiff(
        added=_missing(new, old),
        dropped=_missing(old, new),
        leads_before=leads_before,
        leads_after=leads_after,
        is_handed_over=bool(
            is_pair
            and leads_before
            and leads_after
            and not any(is_same_body(a, b) for a in leads_before for b in leads_after)
        ),
        is_lead_changed=bool(
            is_pair and (_missing(leads_before, leads_after) or _missing(leads_after, leads_before))
        ),
    )


def is_same_body(one: str, other: str) -> bool:
    """Say whether two names are of one body: equal, or one an abbreviation of the other.

    Examples
    --------
    >>> is_same_body("省发改委", "省发展改革委")
    True
    """
    short, long = sorted(map(_plain, (one, other)), key=len)
    if short == long:
        return True
    if len(short) < SHORTEST or short[:2] != long[:2] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def _plain(name: str) -> str:
    name = _PROVINCE.sub("省", "".join(name.split()))
    return name.replace("委员会", "委")


def _missing(names: Sequence[str], among: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if not any(is_same_body(name, other) for other in among))


def _names(measure: Measure | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body.name for body in measure.bodies)) if measure else ()


def _leads(measure: Measure | None) -> tuple[str, ...]:
    bodies = measure.bodies if measure else ()
    return tuple(dict.fromkeys(body.name for body in bodies if body.role is Role.LEAD))
