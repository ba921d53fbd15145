"""Draws on the site: sealed by an officer, drawn once with a witness's word, repeated from the proof."""

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

import people
from lvxun.registers.drawing import DrawError, Inspector, verify
from lvxun.web.draws.errors import AlreadyDrawnError
from lvxun.web.draws.models import Draw
from lvxun.web.draws.population import population
from lvxun.web.draws.services import Wish, make_draw, proof_of, seal_draw
from lvxun.web.people.models import Event
from lvxun.web.registers.definitions import definition
from lvxun.web.registers.models import Record

pytestmark = pytest.mark.django_db


def firm(number, area="210102", permit="key", register="discharge_permits", state="issued", **values):
    return Record.objects.create(
        region="liaoning",
        register=register,
        code=f"{register}-{number:03d}",
        title=f"企业{number}",
        holder=f"{number:018d}",
        area=area,
        state=state,
        opened=datetime.date(2026, 1, 5),
        values={"permit_class": permit, **values},
    )


@pytest.fixture
def firms():
    return [firm(n, permit="key" if n % 3 else "simplified") for n in range(12)] + [firm(90, area="210202")]


def wish(**changes):
    inspectors = [Inspector(str(n), f"检查员{n}", ("210100",)) for n in range(4)]
    found = {
        "title": "四季度排污许可检查", "area": "210100", "register": definition("discharge_permits"),
        "counts": {"key": 2, "simplified": 1}, "inspectors": inspectors,
    }  # fmt: skip
    return Wish(**(found | changes))


def client_of(person):
    client = Client()
    client.force_login(people.make(person), backend=people.BACKEND)
    return client


def test_only_open_records_of_the_area_may_be_drawn(firms):
    firm(91, state="draft")
    assert {one.id for one in population(definition("discharge_permits"), "210100")} == {
        f"discharge_permits-{n:03d}" for n in range(12)
    }


def test_cases_and_credit_make_a_firm_heavier(firms):
    firm(1, register="enforcement_cases", state="opened")
    weights = {one.id: one.weight for one in population(definition("discharge_permits"), "210100")}
    assert weights["discharge_permits-001"] == 2 * weights["discharge_permits-002"]


def test_a_draw_is_sealed_then_made_and_its_proof_holds(firms):
    officer = people.make(people.PREFECTURE)
    sealed = seal_draw(officer, wish())
    assert sealed.result == []
    made = make_draw(officer, sealed, "市政协委员", "体彩26311期")
    assert len(made.result) == 3
    assert verify(json.loads(json.dumps(proof_of(made)))) == []
    assert list(Event.objects.filter(subject_type="draw").values_list("verb", flat=True)) == [
        "draw",
        "seal draw",
    ]


def test_records_added_after_the_seal_change_nothing(firms):
    officer = people.make(people.PREFECTURE)
    sealed = seal_draw(officer, wish())
    firm(50)
    made = make_draw(officer, sealed, "w", "x")
    assert "discharge_permits-050" not in {one["id"] for one in made.order["subjects"]}
    assert verify(json.loads(json.dumps(proof_of(made)))) == []


def test_a_draw_is_made_once(firms):
    officer = people.make(people.PREFECTURE)
    sealed = seal_draw(officer, wish())
    make_draw(officer, sealed, "w", "x")
    with pytest.raises(AlreadyDrawnError):
        make_draw(officer, sealed, "w", "y")


def test_too_few_inspectors_are_found_before_anything_is_sealed(firms):
    with pytest.raises(DrawError, match="inspectors"):
        seal_draw(people.make(people.PREFECTURE), wish(inspectors=[]))
    assert not Draw.objects.exists()


@pytest.mark.parametrize("person", [people.ENTERPRISE, people.PLANNER, people.OTHER_CITY, people.LEAVER])
def test_others_seal_nothing(firms, person):
    with pytest.raises(PermissionDenied):
        seal_draw(people.make(person), wish())


def test_the_seal_is_public_and_the_lists_are_not(client, firms):
    sealed = seal_draw(people.make(people.PREFECTURE), wish())
    page = client.get(reverse("draws")).content.decode()
    assert sealed.seal in page
    assert sealed.secret not in page
    assert client_of(people.OTHER_CITY).get(reverse("draw", args=[sealed.pk])).status_code == 404


def test_an_officer_seals_and_draws_on_the_pages(firms):
    inspectors = [people.make(people.INSPECTOR), people.make(people.COUNTY)]
    officer = client_of(people.PREFECTURE)
    page = officer.get(reverse("draw-new"), {"register": "discharge_permits", "area": "210100"})
    assert page.context["total"] == 12
    sent = {
        "register": "discharge_permits", "area": "210100", "title": "检查", "count.key": "2", "each": "1",
        "inspector": [str(one.pk) for one in inspectors],
    }  # fmt: skip
    answer = officer.post(reverse("draw-new"), sent)
    assert answer.status_code == 302
    address = answer["Location"]
    assert officer.post(address, {"witness": "", "word": "x"}).status_code == 422
    assert officer.post(address, {"witness": "见证人", "word": "<b>x</b>"}).status_code == 302
    shown = officer.get(address).content.decode()
    assert "&lt;b&gt;x" in shown
    proof = json.loads(officer.get(address + "proof.json").content)
    assert verify(proof) == []


def test_more_than_there_are_is_said_on_the_page(firms):
    officer = client_of(people.PREFECTURE)
    sent = {"register": "discharge_permits", "area": "210100", "title": "检查", "count.key": "99"}
    answer = officer.post(reverse("draw-new"), sent)
    assert answer.status_code == 422
    assert "99" in answer.content.decode()
