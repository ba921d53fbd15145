"""What tests about people share: everybody with an account, records in two cities, a register to look at."""

from datetime import date

import pytest
from django.utils import timezone

import people
from lvxun.web.registers.areas import city
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record

AREAS = ("210102", "210103", "210100", "210200", "21SF00", "210000")


@pytest.fixture
def register():
    return definitions()["cleaner_production"]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def records(db, register):
    """Put one record of each of two firms into every area: twelve."""
    made = [
        Record(
            region="liaoning",
            register=register.id,
            code=f"{area}-{holder[-4:]}",
            title=holder,
            area=area,
            city=city(area),
            holder=holder,
            state="listed",
            opened=date(2026, 1, 1),
        )
        for area in AREAS
        for holder in (people.FIRM, people.OTHER_FIRM)
    ]
    Record.objects.bulk_create(made)
    return list(Record.objects.order_by("id"))


@pytest.fixture
def as_administrator(client, db):
    user = people.make(people.ADMINISTRATOR)
    client.force_login(user, people.BACKEND)
    return client
