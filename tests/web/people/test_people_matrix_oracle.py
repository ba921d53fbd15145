"""The matrix against the register files themselves, read here without the engine that the matrix uses."""

import tomllib
from functools import cache

import pytest
from standing_before import cells_of

from lvxun.region.bodies import responsible
from lvxun.registers.reading import RULES
from lvxun.web.people.positions import positions
from lvxun.web.registers.definitions import definitions
from lvxun.web.served import package_region

FILES = {path.stem: path for path in sorted((RULES / "registers").glob("*.toml"))}
LEVELS = {"province", "prefecture", "county", "nation"}


@cache
def file_of(key):
    return tomllib.loads(FILES[key].read_text(encoding="utf-8"))


def office_of(position):
    """Return role and function of a position, as the file would write them; a planner is the commission's."""
    if position.role == "planner":
        return "officer", "drc", "province"
    return str(position.role), position.function, str(position.level or "")


def does_the_work_of(function, wanted):
    """Say whether the bodies with a function do the work of another, which no body of the region has."""
    bearer = responsible(list(package_region().bodies.values()), wanted)
    return function == wanted or (bearer is not None and bearer.function == function)


def is_meant(spec, position, keeper):
    """Say whether ``officer@prefecture:ecology`` of a file is meant of a position before the specimen."""
    written, _, function = spec.partition(":")
    role, _, level = written.partition("@")
    assert not level or level in LEVELS
    if position.role is None or position.has_left or position.elsewhere:
        return False
    if role == "holder":
        return position.id == "holder-own"
    if role in ("auditor", "bank"):
        return position.id == role
    own_role, own_function, own_level = office_of(position)
    if role != own_role or role not in ("officer", "inspector"):
        return False
    return (not level or level == own_level) and does_the_work_of(own_function, function or keeper)


def steps_of(key):
    return {step["id"]: step["by"] for step in file_of(key)["transition"]}


@pytest.mark.parametrize("key", sorted(FILES))
def test_a_step_is_open_to_exactly_those_whom_the_file_names(key):
    register = definitions()[key]
    if register.overridden_by:
        pytest.skip("a province's file changes this register")
    keeper, by = file_of(key)["register"]["keeper"], steps_of(key)
    known = {position.id: position for position in positions(register)}
    for cell in cells_of(key):
        if cell.act.page == "record-move":
            named = any(is_meant(spec, known[cell.position], keeper) for spec in by[cell.act.transition])
            assert (cell.answer == "may") == named, cell


@pytest.mark.parametrize("key", sorted(FILES))
def test_a_record_is_opened_by_exactly_those_whom_the_file_names(key):
    register = definitions()[key]
    creators, keeper = file_of(key)["register"]["creators"], file_of(key)["register"]["keeper"]
    known = {position.id: position for position in positions(register)}
    for cell in cells_of(key):
        if cell.act.page == "record-new" and not known[cell.position].elsewhere:
            position = known[cell.position]
            # Before anything is filled in, any enterprise may begin: whose code it gives is asked on sending.
            is_firm = "holder" in creators and position.role == "holder"
            named = is_firm or any(is_meant(spec, position, keeper) for spec in creators)
            assert (cell.answer == "may") == named, cell
