"""Registers feed indicators: counted when records change, part of the region, traced to the records."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import people
from lvxun import accounts
from lvxun.web.insight import state
from lvxun.web.insight.state import current
from lvxun.web.registers import services
from lvxun.web.registers.models import Record
from lvxun.web.totals import counting, overlay
from lvxun.web.totals.models import RegisterTotals

pytestmark = pytest.mark.django_db
KEY = "cleaner_production.audits_accepted_share"
AUDIT = {
    "firm_name": "某厂", "area": "210100", "industry": "3120", "list_year": 2026, "cases": ["toxic"],
    "listed_on": "2026-02-02",
}  # fmt: skip
YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def _looks_at_once(monkeypatch):
    monkeypatch.setattr(overlay, "LOOKS_EVERY", 0.0)
    overlay.forget()
    state._state.cache_clear()  # what is kept in memory belongs to one database


def audit(number, **values):
    firm = {"holder": people.FIRM if number == 0 else people.OTHER_FIRM, "list_year": 2026 - number}
    record = services.create(None, "cleaner_production", AUDIT | firm | values)
    return step(record, "list")


def step(record, transition, **values):
    proofs = ["publication", "plan", "report", "opinion", "acceptance"]
    return services.move(
        None, record, transition, version=record.version, values=values, proofs=proofs, capacities=everybody()
    )


def everybody():
    from lvxun.registers.actor import ActingAs
    from lvxun.registers.model import Actor, ActorRole, Level

    roles = {Actor(ActorRole.HOLDER)}
    roles |= {Actor(ActorRole.OFFICER, level, "ecology") for level in Level}
    return [
        ActingAs(frozenset(roles), area="000000", holder=holder)
        for holder in (people.FIRM, people.OTHER_FIRM)
    ]


def accepted(record):
    score = {"organisation": 28, "options": 35, "effect": 25}
    options = [{"kind": "low_cost", "name": "方案", "saved_tce": 40}]
    for name, values in (
        ("publicise", {}),
        ("begin", {"consultant": "机构"}),
        ("report", {"options": options}),
        ("evaluate", {"score": score}),
        ("accept", {"accepted_on": date.today().isoformat()}),
    ):
        record = step(record, name, **values)
    return record


def share():
    figure = current().result.latest(KEY) if KEY in current().region.catalogue else None
    return figure.value if figure else None


def test_without_records_nothing_is_yielded():
    assert KEY not in current().region.catalogue


def test_a_step_of_a_record_moves_the_indicator():
    audit(0)
    second = audit(1)
    assert share() == 0.0
    accepted(second)
    assert share() == 50.0


def test_it_is_in_the_assessment_and_in_the_coverage():
    accepted(audit(0))
    now = current()
    assert KEY in {row.indicator_id for row in now.assessment.carried_out}
    row = next(row for row in now.coverage.rows if row.measure.number == 2)
    assert KEY in row.indicators


def test_the_figure_leads_to_its_records():
    accepted(audit(0))
    audit(1, area="210200")
    explanation = accounts.explain(current().region, KEY, YEAR)
    assert explanation.figure.sources == ("register-cleaner_production",)
    client = Client()
    client.force_login(people.make(people.PROVINCE), backend=people.BACKEND)
    page = client.get(reverse("register-figure", args=["cleaner_production", "audits_accepted_share"]))
    evidence = page.context["evidence"]
    assert (evidence.counted, evidence.of) == (1, 2)
    assert [line.counts for line in evidence.lines] == [True, False]
    city = client.get(
        reverse("register-figure", args=["cleaner_production", "audits_accepted_share"]), {"area": "210200"}
    )
    assert (city.context["evidence"].counted, city.context["evidence"].of) == (0, 1)


def test_a_figure_that_rests_on_made_up_records_is_not_called_official():
    audit(0)
    assert accounts.explain(current().region, KEY, YEAR).figure.quality == "official"
    values = AUDIT | {"holder": people.OTHER_FIRM, "list_year": 2025}
    services.create(None, "cleaner_production", values, synthetic=True)
    figure = accounts.explain(current().region, KEY, YEAR).figure
    assert figure.quality == "unverified"


def test_a_stranger_sees_the_figure_and_not_the_records(client):
    accepted(audit(0))
    page = client.get(reverse("register-figure", args=["cleaner_production", "audits_accepted_share"]))
    assert page.status_code == 200
    assert page.context["evidence"].lines == []
    assert page.context["evidence"].of == 1


@pytest.mark.parametrize(
    ("register", "indicator", "query"),
    [
        ("nothing", "audits_accepted_share", {}),
        ("cleaner_production", "nothing", {}),
        ("cleaner_production", "audits_accepted_share", {"area": "999999"}),
        ("cleaner_production", "audits_accepted_share", {"year": "20x6"}),
    ],
)
def test_what_there_is_not_is_not_found(client, register, indicator, query):
    assert client.get(reverse("register-figure", args=[register, indicator]), query).status_code == 404


def test_only_what_changed_is_counted_again():
    audit(0)
    assert counting.refresh() == 1
    assert counting.refresh() == 0
    audit(1)
    assert counting.refresh() == 1


def test_a_register_emptied_loses_its_totals():
    audit(0)
    counting.refresh()
    from lvxun.web.demo.removing import remove

    Record.objects.update(synthetic=True)
    remove()
    counting.refresh()
    assert not RegisterTotals.objects.exists()
    overlay.forget()
    assert KEY not in current().region.catalogue


def test_pages_show_it(client):
    accepted(audit(0))
    overlay.forget()
    assert "强制性清洁生产审核验收率" in client.get(reverse("measure", args=["m2"])).content.decode()
    page = client.get(reverse("series", args=[KEY]))
    assert page.status_code == 200
    assert (
        reverse("register-figure", args=["cleaner_production", "audits_accepted_share"])
        in page.content.decode()
    )
    assert client.get(reverse("source", args=["register-cleaner_production"])).status_code == 200


def test_every_unit_of_every_register_is_one_that_the_region_knows():
    from lvxun.region.units import factor
    from lvxun.web.registers.definitions import definitions

    for register in definitions().values():
        for indicator in register.indicators:
            assert factor(overlay.canonical(indicator.unit), overlay.canonical(indicator.unit)) == 1


def test_an_act_that_moves_no_figure_leaves_pages_what_they_computed():
    record = audit(0)
    before = current()
    services.change(None, record, {"consultant": "某机构"}, version=record.version)
    assert current() is before
