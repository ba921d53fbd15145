"""What a register's file cannot say, by name: computations and checks, each pure and with its source.

A computation takes its inputs by position of ``of`` (a column of a table comes as the list of its values) and
returns a JSON value, None where an input is missing. A check looks at one value and raises ``FieldError``.
Their thresholds are data: ``rules/codes/``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lvxun.registers.late_payment import late_payment_surcharge
from lvxun.registers.permit_catalogue import permit_class

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Named:
    """A computation: the names of its inputs in order, and what it does with them."""

    inputs: tuple[str, ...]
    function: Callable[[Values, Codes, date], object | None]

    def apply(self, inputs: Sequence[object], codes: Codes, day: date) -> object | None:
        """Compute from inputs in the order of ``of``; one left out at the end is missing."""
        return self.function(dict(zip(self.inputs, inputs, strict=False)), codes, day)


COMPUTATIONS: Mapping[str, Named] = {
    "permit_class": Named(("industry", "key_discharger", "catalogue_quantities"), permit_class),
    "late_payment_surcharge": Named(
        ("fine", "served_on", "deferred_until", "paid_on"), late_payment_surcharge
    ),
}
CHECKS: Mapping[str, Callable[[object, Values], None]] = {}
NAMES = frozenset(COMPUTATIONS) | frozenset(CHECKS)
