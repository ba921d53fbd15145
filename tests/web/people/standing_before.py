"""One record of a register for each state that a step leaves from, and somebody in each position."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import timezone

from lvxun.registers.model import Register
from lvxun.web.people.models import User
from lvxun.web.people.positions import OWN_FIRM, Position, county_of, positions, two_cities
from lvxun.web.people.rights_matrix import Act, Answer, Cell, acts, cells
from lvxun.web.registers.areas import city
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record

CASES = Path(__file__).parents[2] / "registers" / "cases"


@cache
def cells_of(key: str) -> list[Cell]:
    """Return all cells of a register; they depend on its file alone."""
    return list(cells(definitions()[key]))


@dataclass(frozen=True)
class Stage:
    """A register with its records by state, its people by position, and what the matrix says of both."""

    register: Register
    records: dict[str, Record]
    people: dict[str, User]
    answers: dict[tuple[Act, str], Answer]

    def acts_by_id(self):
        """Return the acts that name a file or a revision by its number."""
        return {act for act, _position in self.answers if act.page in ("attachment", "revision-decide")}

    def of(self, rule):
        """Return the cells with this rule: act, position, answer."""
        found = self.answers.items()
        return [(act, position, answer) for (act, position), answer in found if act.rule is rule]


def stage(register: Register, among: list[Position] | None = None) -> Stage:
    """Put records and people of a register into the database."""
    chosen = positions(register) if among is None else among
    return Stage(
        register=register,
        records=_records(register),
        people=_people(chosen),
        answers={(cell.act, cell.position): cell.answer for cell in cells(register, chosen)},
    )


def good_values(register: Register) -> dict:
    """Return the values of the register's case, of the first firm in a county of the first city."""
    written = tomllib.loads((CASES / f"{register.id}.toml").read_text(encoding="utf-8"))["values"]
    values = json.loads(json.dumps(written, default=str))  # days as the store keeps them
    known = {field.id for field in register.fields}
    place = {"area": county_of(two_cities()[0]), "holder": OWN_FIRM}
    return values | {key: value for key, value in place.items() if key in known}


def _records(register: Register) -> dict[str, Record]:
    values, now = good_values(register), timezone.now()
    area = county_of(two_cities()[0])
    states = dict.fromkeys(act.state for act in acts(register))
    made = [
        Record(
            region="liaoning",
            register=register.id,
            code=f"M/{state}",
            title=state,
            area=area,
            city=city(area),
            holder=OWN_FIRM,
            state=state,
            opened=timezone.localdate(),
            values=values,
            course={"passages": [[state, now.isoformat(), ""]]},
        )
        for state in states
    ]
    Record.objects.bulk_create(made)
    return {record.state: record for record in Record.objects.filter(register=register.id)}


def _people(chosen: list[Position]) -> dict[str, User]:
    made = [position.user() for position in chosen if position.role is not None]
    User.objects.bulk_create(made)
    return {user.username: user for user in User.objects.filter(username__in=[one.username for one in made])}
