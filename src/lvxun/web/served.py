"""What is served: the region and its plan as the package has them, without anything of the database."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from lvxun import plan, region
from lvxun.plan.model import Plan
from lvxun.region.model import Region


def region_id() -> str:
    """Return the id of the served region."""
    return package_region().id


@lru_cache(maxsize=1)
def package_region() -> Region:
    """Return the served region as its package has it."""
    return region.load(region.locate(settings.REGION))


@lru_cache(maxsize=1)
def package_plan() -> Plan:
    """Return the plan as its package has it, before any decision on the site."""
    return plan.load(package_region().path)
