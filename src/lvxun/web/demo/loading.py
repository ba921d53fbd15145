"""Load made-up records of every register: firms first, then a life of up to a year for each record."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from lvxun.errors import LvxunError
from lvxun.registers.model import FieldType, Register
from lvxun.web.demo import FIRMS, SEED
from lvxun.web.demo.firms import Firm, Place, make_firms
from lvxun.web.demo.inventing import Setting
from lvxun.web.demo.lives import live
from lvxun.web.demo.tasks import load_tasks
from lvxun.web.people.history import record_event
from lvxun.web.registers import services
from lvxun.web.registers.definitions import codes, definitions
from lvxun.web.registers.models import Record
from lvxun.web.served import package_region, region_id

YEAR = 365
AT_A_TIME = 50  # records in one transaction: much faster, and a stop loses few
# of each 2,000 firms, how many have a record; other registers have a few records each
SHARES = {
    "discharge_permits": 900,
    "scattered_firms": 500,
    "environmental_credit": 300,
    "cleaner_production": 150,
    "enforcement_cases": 120,
}
FEW = 12


class DemoError(LvxunError):
    """Made-up records that cannot be loaded or taken out now."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records of each register were made, and which registers took none."""

    seed: int
    firms: int
    records: Mapping[str, int]
    tasks: int = 0

    @property
    def total(self) -> int:
        return sum(self.records.values())

    @property
    def empty(self) -> tuple[str, ...]:
        return tuple(key for key, count in self.records.items() if not count)


def plan_of(registers: Mapping[str, Register], firms: int) -> dict[str, int]:
    """Return how many records of each register are made for so many firms."""
    few = max(1, round(FEW * min(1.0, firms / FIRMS) ** 0.5))
    return {key: max(1, round(SHARES[key] * firms / FIRMS)) if key in SHARES else few for key in registers}


def load(
    firms: int = FIRMS, seed: int = SEED, on_progress: Callable[[int, int], None] | None = None
) -> Loaded:
    """Make the records, the same for the same seed, definitions and day; each is marked as synthetic.

    Raises
    ------
    DemoError
        if there are made-up records already: they are taken out first, never mixed.
    """
    if Record.objects.filter(region=region_id(), synthetic=True).exists():
        raise DemoError(
            "There are made-up records already.", None, "Take them out first: lvxun demo --remove."
        )
    rng, today = random.Random(seed), timezone.localdate()
    made_firms = make_firms(firms, places(), rng, today)
    registers = _ordered(definitions())
    wanted = plan_of(registers, firms)
    total, done = sum(wanted.values()), 0
    made: dict[str, int] = dict.fromkeys(registers, 0)
    codes_made: dict[str, list[str]] = {}
    for key, register in registers.items():
        chosen = [made_firms[(number * 7) % len(made_firms)] for number in range(wanted[key])]
        for start in range(0, len(chosen), AT_A_TIME):
            part = chosen[start : start + AT_A_TIME]
            found = _lives(register, part, rng, today, codes_made)
            codes_made.setdefault(key, []).extend(found)
            made[key] += len(found)
            done += len(part)
            if on_progress:
                on_progress(done, total)
    services.advance(today)
    tasks = load_tasks(rng, today)
    record_event(
        actor=None,
        verb="load demo",
        subject_type="demo",
        subject_id=str(seed),
        region=region_id(),
        after={"seed": seed, "firms": firms, "records": sum(made.values()), "tasks": tasks},
    )
    return Loaded(seed, firms, made, tasks)


def _lives(
    register: Register, firms: list[Firm], rng: random.Random, today: date, known: Mapping[str, list[str]]
) -> list[str]:
    found = []
    with transaction.atomic():
        for firm in firms:
            day = today - timedelta(days=rng.randint(1, YEAR))
            record = live(register, Setting(firm, day, rng, codes(), references=known), today)
            if record is not None:
                found.append(record.code)
    return found


def places() -> list[Place]:
    """Return the cities and the zone, where made-up firms lie."""
    areas = package_region().areas
    return [
        Place(str(code), str(row["label_zh"]), float(row["lon"]), float(row["lat"]))
        for code, row in areas.iterrows()
        if row["kind"] in ("prefecture", "zone")
    ]


def _ordered(registers: Mapping[str, Register]) -> dict[str, Register]:
    """Return the registers, those that others refer to first."""
    named = {
        field.register
        for one in registers.values()
        for field in one.fields
        if field.type is FieldType.REFERENCE
    }
    return dict(sorted(registers.items(), key=lambda item: (item[0] not in named, item[0])))
