"""Which gases are accounted for, what they are called, and their order in every table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gas:
    """A greenhouse gas. ``id`` is the ``item`` of its lines and its name among the warming potentials."""

    id: str
    label_zh: str
    label_en: str


GASES = (
    Gas("CO2", "二氧化碳", "Carbon dioxide"),
    Gas("CH4", "甲烷", "Methane"),
    Gas("N2O", "氧化亚氮", "Nitrous oxide"),
    Gas("CF4", "四氟化碳", "Carbon tetrafluoride"),
    Gas("C2F6", "六氟乙烷", "Hexafluoroethane"),
)
