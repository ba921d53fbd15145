"""Areas as conditions of the database that an index serves."""

from __future__ import annotations

from django.db.models import Q

from lvxun.registers.actor import stem

CITY_LENGTH = 4  # signs of a code that name the city


def city(area: str) -> str:
    """Return what the column ``city`` holds for a record of this area: "" for one of the whole region."""
    shortest = stem(area)
    return shortest[:CITY_LENGTH] if len(shortest) >= CITY_LENGTH else ""


def within(area: str) -> Q:
    """Return the condition on a column ``area``: this area and all within it."""
    shortest = stem(area)
    if not shortest:
        return Q()  # the whole country
    if len(shortest) == len(area):
        return Q(area=area)
    return Q(area__gte=shortest, area__lt=shortest[:-1] + chr(ord(shortest[-1]) + 1))


def records_within(area: str, region_code: str) -> Q:
    """Return the condition on records: by equality, so that the newest of a city come without sorting."""
    if area == region_code:
        return Q()
    shortest = stem(area)
    if len(shortest) == CITY_LENGTH:
        return Q(city=shortest)
    return within(area)
