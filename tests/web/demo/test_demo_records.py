"""The demonstration: made up, marked, reproducible, and taken out without touching what is real."""

import random
from datetime import date

import pytest
from django.utils import timezone
from stdnum.cn import uscc

from lvxun.registers import load as load_registers
from lvxun.web.demo.accounts import make_accounts, remove_accounts
from lvxun.web.demo.firms import MARK, Place, credit_code, make_firms
from lvxun.web.demo.loading import DemoError, load, plan_of
from lvxun.web.demo.removing import remove
from lvxun.web.oversight.models import Alert, IndicatorReading, LampChange, Task, WorkPlan
from lvxun.web.oversight.planning import draw_up
from lvxun.web.people.models import User
from lvxun.web.registers import services
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record, RecordEvent, SearchText, Serial, Tally, UniqueKey
from lvxun.web.served import region_id
from lvxun.web.totals import counting
from lvxun.web.totals.models import RegisterTotals

pytestmark = pytest.mark.django_db
PLACES = [Place("210100", "沈阳市", 123.4, 41.8), Place("21SF00", "沈抚示范区", 123.7, 41.8)]
REAL = {
    "firm_name": "某厂", "holder": "91210100MA0XYN001J", "area": "210100", "industry": "3120",
    "list_year": 2026, "cases": ["toxic"],
}  # fmt: skip


def real_record():
    return services.create(None, "cleaner_production", REAL)


def told():
    rows = Record.objects.filter(synthetic=True).order_by("register", "code")
    return list(rows.values_list("register", "code", "state", "title", "values"))


def test_codes_are_right_and_names_are_marked():
    for firm in make_firms(300, PLACES, random.Random(3), date(2026, 11, 24)):
        assert uscc.is_valid(firm.holder)
        assert MARK in firm.name
    assert len({credit_code("210100", n) for n in range(3000)}) == 3000


def test_every_register_gets_records_all_marked_and_alive():
    loaded = load(firms=10, seed=5)
    assert loaded.empty == ()
    assert set(loaded.records) == set(definitions())
    assert not Record.objects.filter(synthetic=False).exists()
    assert RecordEvent.objects.filter(verb="moved").count() > 50


def test_the_same_seed_makes_the_same_records():
    load(firms=4, seed=7)
    first = told()
    remove()
    load(firms=4, seed=7)
    assert told() == first
    remove()
    load(firms=4, seed=8)
    assert told() != first


def test_removing_leaves_what_is_real_exactly():
    kept = real_record()
    before = sorted(Tally.objects.exclude(count=0).values_list("register", "field", "value", "area", "count"))
    loaded = load(firms=6, seed=5)
    removed = remove()
    assert removed.records >= loaded.total
    assert list(Record.objects.values_list("pk", flat=True)) == [kept.pk]
    assert before == sorted(
        Tally.objects.exclude(count=0).values_list("register", "field", "value", "area", "count")
    )
    assert SearchText.objects.count() == 1
    assert set(UniqueKey.objects.values_list("record_id", flat=True)) <= {kept.pk}
    assert RecordEvent.objects.exclude(record=kept).count() == 0
    assert not Serial.objects.filter(scope__contains="scattered_firms").exists()


def test_figures_of_made_up_records_go_with_them():
    real_record()
    counting.refresh()
    before = list(RegisterTotals.objects.values_list("register", "rows"))
    tallies = set(Tally.objects.values_list("register", "field", "value", "area", "state", "count"))
    load(firms=10, seed=5)
    counting.refresh()
    IndicatorReading.objects.create(
        **{"region": region_id(), "register": "cleaner_production", "indicator": "audits_done"},
        **{"area": "210100", "year": 2026, "value": 90.0, "highest": 90.0, "lowest": 90.0},
    )
    assert list(RegisterTotals.objects.values_list("register", "rows")) != before
    remove()
    assert not IndicatorReading.objects.exists()
    assert set(Tally.objects.values_list("register", "field", "value", "area", "state", "count")) == tallies
    counting.refresh()
    assert list(RegisterTotals.objects.values_list("register", "rows")) == before


def test_it_is_not_loaded_twice():
    load(firms=2, seed=1)
    with pytest.raises(DemoError, match="already"):
        load(firms=2, seed=1)


def test_accounts_come_with_a_password_told_once_and_go_again():
    made = make_accounts()
    assert User.objects.get(username="demo-county").check_password(
        next(one.password for one in made if one.name == "demo-county")
    )
    assert make_accounts() == []
    assert remove_accounts() == len(made)
    assert not User.objects.filter(username__startswith="demo-").exists()


def test_the_plan_of_a_small_demonstration_has_every_register():
    registers = load_registers()
    assert set(plan_of(registers, 1)) == set(registers)
    assert all(count >= 1 for count in plan_of(registers, 1).values())


def test_a_year_of_tasks_comes_and_goes():
    loaded = load(firms=2, seed=3)
    tasks = Task.objects.filter(synthetic=True)
    assert loaded.tasks == tasks.count() > 100
    assert {"green", "red"} <= set(tasks.values_list("lamp", flat=True))
    remove()
    assert not Task.objects.exists()
    assert not WorkPlan.objects.exists()
    assert not LampChange.objects.exists()
    assert not Alert.objects.exists()


def test_a_real_work_plan_is_left_alone():
    plan = draw_up(None, timezone.localdate().year)
    assert load(firms=2, seed=3).tasks == 0
    remove()
    assert WorkPlan.objects.get() == plan
    assert Task.objects.filter(synthetic=False).exists()
