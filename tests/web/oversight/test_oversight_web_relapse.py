"""The way that the plan asks about: a firm relapses, the indicator falls, the lamp of its task moves."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from oversight_people import proof

import people
from lvxun.registers.actor import ActingAs
from lvxun.registers.model import Actor, ActorRole, Level
from lvxun.web.oversight import lighting, reporting
from lvxun.web.oversight.models import IndicatorReading, LampChange, Task
from lvxun.web.oversight.reporting import ReportWanted
from lvxun.web.registers import services
from lvxun.web.registers.models import Tally
from lvxun.web.totals.overlay import forget

pytestmark = pytest.mark.django_db
REGISTER = "scattered_firms"
CASE = tomllib.loads((Path(__file__).parents[2] / "registers/cases/scattered_firms.toml").read_text("utf-8"))
ROLES = (ActorRole.OFFICER, ActorRole.INSPECTOR)
EVERY_OFFICE = ActingAs(
    frozenset(Actor(role, level, "ecology") for role in ROLES for level in Level), area="210000", name="trial"
)


@pytest.fixture(autouse=True)
def _fresh_totals():
    forget()
    yield
    forget()


def acted(record, life, day):
    now = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    said = {"values": life.get("values"), "why": life.get("why", ""), "proofs": life.get("proofs", ())}
    version, who = record.version, [EVERY_OFFICE]
    return services.move(None, record, life["step"], version=version, now=now, capacities=who, **said)


def firm(number, area="210102"):
    """Bring a firm from its finding to closing out, by the steps of its case file."""
    values = {**CASE["values"], "area": area, "firm_name": f"加工点{number}", "address": f"某路{number}号"}
    record = services.create(None, REGISTER, values, now=datetime(2026, 3, 3, 3, tzinfo=UTC))
    for life in CASE["life"][:8]:
        record = acted(record, life, life["on"])
    assert record.state == "closed_out"
    return record


def relapse(record):
    acted(record, CASE["life"][8], CASE["life"][8]["on"])


def test_a_relapse_moves_the_indicator_and_the_lamp_of_a_done_task(on, task, bureau, department):
    on(2026, 5, 6)
    firms = [firm(number) for number in range(4)]
    shown = ((REGISTER, firms[0].code),)
    wanted = ReportWanted("2026Q2", "四家全部销号", is_done=True, files=[proof()], records=shown)
    reporting.decide(department, reporting.send(bureau, task, wanted), accept=True)
    task.refresh_from_db()
    assert (task.lamp, IndicatorReading.objects.get(area="210100").value) == ("green", 100.0)

    on(2026, 6, 19)
    relapse(firms[0])
    lighting.refresh_and_relight(lighting.live_tasks())
    task.refresh_from_db()
    assert IndicatorReading.objects.get(area="210100").value == 75.0
    assert (task.state, task.lamp, task.lamp_rule) == ("done", "red", "done.fell_far")
    assert LampChange.objects.filter(task=task).first().before == "green"


def test_the_page_of_the_task_shows_it_at_once(on, task, bureau):
    on(2026, 6, 19)
    firms = [firm(number) for number in range(2)]
    task.milestones.filter(due__lt="2026-06-19").update(done_on="2026-03-30")
    client = Client()
    client.force_login(bureau, backend=people.BACKEND)
    address = reverse("oversight-task", args=[task.pk])
    assert "100" in client.get(address).content.decode()
    relapse(firms[0])
    shown = client.get(address).content.decode()
    assert "lamp-yellow" in shown
    assert "由100回落至50" in shown
    assert Task.objects.get(pk=task.pk).lamp_rule == "fell_back"


def test_another_citys_relapse_moves_nothing_here(on, task):
    on(2026, 6, 19)
    firm(1)
    far = firm(2, area="210202")
    lighting.refresh_and_relight([task])
    relapse(far)
    lighting.refresh_and_relight([task])
    assert IndicatorReading.objects.get(area="210100").value == 100.0


def test_records_that_are_gone_take_their_reading_with_them(on, task):
    on(2026, 6, 19)
    made = firm(1)
    lighting.refresh_and_relight([task])
    Tally.objects.filter(register=made.register).delete()  # as taking a trial out leaves it
    lighting.refresh_and_relight([task])
    assert not IndicatorReading.objects.exists()
