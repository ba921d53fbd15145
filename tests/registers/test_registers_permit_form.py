"""The permit register asks for exactly what the catalogue of 2019 may ask."""

from __future__ import annotations

from lvxun.registers.permit_catalogue import LISTED, quantities
from lvxun.registers.reading import RULES, read


def test_rows_offer_every_quantity_of_the_catalogue() -> None:
    register = read(RULES / "registers" / "discharge_permits.toml")
    table = register.field("catalogue_quantities")
    assert table is not None
    offered = {one.id for column in table.columns if column.id == "quantity" for one in column.choices}

    assert offered == set(quantities()) - {LISTED}
    assert register.field(LISTED) is not None


def test_class_is_one_of_those_the_steps_ask_for() -> None:
    register = read(RULES / "registers" / "discharge_permits.toml")
    permit_class = register.field("permit_class")
    assert permit_class is not None

    assert {one.id for one in permit_class.choices} == {"key", "simplified", "registration", "none"}
