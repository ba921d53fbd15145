"""Every fault of register files at once, and whether the plan really says what they quote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from lvxun.errors import LvxunError, Where
from lvxun.registers.defining.faults import shown
from lvxun.registers.errors import DefinitionError
from lvxun.registers.model import Register
from lvxun.registers.reading import read_all, read_one, shown_name

_BLANK = re.compile(r"\s+")


Measures = Mapping[int, str]  # the text of each measure of a plan, by number


def check(
    region_folder: Path | None = None,
    rules: Path | None = None,
    *,
    plan: Measures | None = None,
    own_plan: Measures | None = None,
) -> list[LvxunError]:
    """Return every fault of every register file; empty where all is well.

    National registers quote ``plan`` (Liaoning's), those of the region alone ``own_plan``; without a plan
    quotes are not looked up.
    """
    registers, faults = read_all(region_folder, rules)
    for register in registers.values():
        faults += quote_faults(register, plan if is_national(register) else own_plan)
    return faults


def check_file(
    path: Path, *, plan: Measures | None = None, own_plan: Measures | None = None
) -> list[LvxunError]:
    """Return every fault of one register file."""
    register, faults = read_one(path)
    if register is None:
        return faults
    return [*faults, *quote_faults(register, plan if is_national(register) else own_plan)]


def is_national(register: Register) -> bool:
    """Say whether a register is the country's, if with a region's overrides."""
    return register.path == shown_name(register.id)


def quote_faults(register: Register, plan: Measures | None) -> list[LvxunError]:
    """Return the quotes of a register that its measures do not hold.

    White space and the width of signs do not count: a plan's file may hold １８ where its measure reads 18.
    """
    if plan is None:
        return []
    faults: list[LvxunError] = []
    for number in register.measures:
        if number not in plan:
            where = Where(register.path, field="register.measures")
            remedy = f"Its measures go from {min(plan, default=0)} to {max(plan, default=0)}."
            faults.append(DefinitionError(f"the plan has no measure {number}", where, remedy))
        elif not _holds(plan[number], register.quotes.get(number, "")):
            where = Where(register.path, field=f"register.quotes.{number}")
            what = f"measure {number} of the plan does not say {shown(register.quotes[number])}"
            remedy = "Copy the words from the measure's text, without leaving any out."
            faults.append(DefinitionError(what, where, remedy))
    return faults


def _holds(text: str, words: str) -> bool:
    return _plain(words) in _plain(text)


def _plain(text: str) -> str:
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))
