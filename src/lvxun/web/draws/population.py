"""Who may be drawn: the open records of a register in an area, each with its weight and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from lvxun.registers.drawing import Subject
from lvxun.registers.model import FieldType, Register
from lvxun.registers.risk import risk_rules, weigh
from lvxun.web.registers.areas import within
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record
from lvxun.web.served import region_id

MOST = 20_000
UNSORTED = "all"


@dataclass(frozen=True, slots=True)
class Signs:
    """What other registers say of firms, by credit code."""

    credit: dict[str, str]
    cases: Counter[str]
    relapsed: frozenset[str]


def drawable() -> list[Register]:
    """Return the registers that firms may be drawn from: those about a holder's firm or site."""
    return [
        one
        for one in definitions().values()
        if one.subject in ("firm", "site") and any(field.type is FieldType.HOLDER for field in one.fields)
    ]


def population(register: Register, area: str) -> list[Subject]:
    """Return the subjects of a register's open records within an area, by code."""
    closed = [state.id for state in register.states if state.kind in ("start", "end")]
    records = (
        Record.objects.filter(within(area), region=region_id(), register=register.id, merged_into=None)
        .exclude(state__in=closed)
        .order_by("code")[:MOST]
    )
    found = list(records)
    signs = _signs({record.holder for record in found if record.holder}, timezone.localdate())
    return [_subject(register, record, signs) for record in found]


def _subject(register: Register, record: Record, signs: Signs) -> Subject:
    permit = record.values.get("permit_class")
    facts = {
        "permit_class": permit,
        "credit": signs.credit.get(record.holder),
        "recent_cases": signs.cases[record.holder],
        "relapsed": record.holder in signs.relapsed,
    }
    weight, because = weigh(facts)
    return Subject(record.code, record.title, record.area, _stratum(register, record), weight, because)


def _stratum(register: Register, record: Record) -> str:
    """Return the permit's class where the register has one, the state otherwise (条例736 art. 25)."""
    if register.field("permit_class") is not None:
        return str(record.values.get("permit_class") or UNSORTED)
    return record.state


def _signs(holders: Iterable[str], today: date) -> Signs:
    about = Record.objects.filter(region=region_id(), holder__in=list(holders), merged_into=None)
    credit: dict[str, str] = {}
    for record in about.filter(register="environmental_credit").order_by("id"):
        level = record.values.get("repaired_level") or record.values.get("level")
        if level:
            credit[record.holder] = str(level)
    recent = about.filter(
        register="enforcement_cases", opened__gte=today - timedelta(days=risk_rules().recent_days)
    )
    relapsed = about.filter(register="scattered_firms", state="relapsed")
    return Signs(
        credit,
        Counter(recent.values_list("holder", flat=True)),
        frozenset(relapsed.values_list("holder", flat=True)),
    )
