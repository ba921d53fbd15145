"""What a register's file cannot say, by name: computations and checks, each pure and with its source.

A computation takes its inputs by position of ``of`` (a column of a table comes as the list of its values) and
returns a JSON value, None where an input is missing. A check looks at one value and raises ``FieldError``.
Their thresholds are data: ``rules/codes/``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stdnum.cn import uscc

from lvxun.registers.errors import FieldError
from lvxun.registers.grading import (
    credit_grade,
    green_building_stars,
    green_credit_benefit,
    late_payment_surcharge,
    pue_grade,
)
from lvxun.registers.land import control_line_hits, polygon_area_ha
from lvxun.registers.permit_catalogue import permit_class
from lvxun.registers.waters import MEASURED, black_odorous_class

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

Values = Mapping[str, object]
PERMIT_NUMBER = re.compile(r"([0-9A-HJ-NPQRTUWXY]{18})(\d{3})([0-9A-Z])")
PROJECT_CODE = re.compile(r"\d{2}(0[1-9]|1[0-2])-\d{6}-\d{2}-\d{2}-\d{6}")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+([/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A computation: the names of its inputs in order, and what it does with them."""

    inputs: tuple[str, ...]
    function: Callable[[Values, Codes, date], object | None]

    def apply(self, inputs: Sequence[object], codes: Codes, day: date) -> object | None:
        """Compute from inputs in the order of ``of``; one left out at the end is missing."""
        return self.function(dict(zip(self.inputs, inputs, strict=False)), codes, day)


def site_permit_class(values: Values, codes: Codes, day: date) -> str | None:
    """Return the class of discharge permit (``permit_catalogue.py``), None while no industry is known."""
    return permit_class(values, codes, day) if values.get("industry") else None


def permit_number(value: object, values: Values) -> None:
    """Check a discharge permit's number: credit code, three digits for the site, a letter or digit.

    Source: HJ 608-2017, appendix A. The last place is no check digit: two sites of one firm carry the same.
    """
    found = PERMIT_NUMBER.fullmatch(str(value))
    if found is None:
        raise FieldError(
            "This is not the number of a permit.", remedy="It has 22 signs: 91130200699229617X001P."
        )
    if found.group(1)[17] != uscc.calc_check_digit(found.group(1)[:17]):
        raise FieldError("The credit code in the number is wrong.", remedy="Compare its first 18 signs.")
    holder = values.get("holder")
    if isinstance(holder, str) and holder != found.group(1):
        raise FieldError(
            "The number is another firm's.", remedy=f"It begins with the holder's code, {holder}."
        )


def project_code(value: object, values: Values) -> None:
    """Check the form of a national project code: yymm-area-industry-type-serial (24 digits and dashes).

    Source: 全国投资项目在线审批监管平台 project codes; from knowledge, not seen.
    """
    if PROJECT_CODE.fullmatch(str(value)) is None:
        raise FieldError("This is not a project code.", remedy="It looks like 2603-210112-04-02-123456.")


def web_address(value: object, values: Values) -> None:
    """Check that a reader can open an address: http or https, with a host."""
    if WEB_ADDRESS.fullmatch(str(value)) is None:
        raise FieldError(
            "This is not the address of a page.", remedy="It begins with https:// and names a site."
        )


COMPUTATIONS: Mapping[str, Named] = {
    "permit_class": Named(("industry", "key_discharger", "catalogue_quantities"), site_permit_class),
    "polygon_area_ha": Named(("polygon",), polygon_area_ha),
    "control_line_hits": Named(("polygon",), control_line_hits),
    "green_building_stars": Named(("score", "fitted_out", "energy_better"), green_building_stars),
    "black_odorous_class": Named(("point", *MEASURED), black_odorous_class),
    "green_credit_benefit": Named(("amount", "investment", "benefit"), green_credit_benefit),
    "credit_grade": Named(("score_total",), credit_grade),
    "pue_grade": Named(("pue",), pue_grade),
    "late_payment_surcharge": Named(
        ("fine", "served_on", "deferred_until", "paid_on"), late_payment_surcharge
    ),
}
CHECKS: Mapping[str, Callable[[object, Values], None]] = {
    "permit_number": permit_number,
    "project_code": project_code,
    "web_address": web_address,
}
NAMES = frozenset(COMPUTATIONS) | frozenset(CHECKS)
