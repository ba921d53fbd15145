"""The registers of the served region: read once, read again when a file changed."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lvxun.errors import LvxunError
from lvxun.registers.calendar import Calendar
from lvxun.registers.codes import Codes, load_codes
from lvxun.registers.model import Label, Register
from lvxun.registers.reading import FOLDER, RULES, find, read_all
from lvxun.web.served import package_region, region_id

LOOK_AGAIN = 2.0  # seconds after which the folders are looked at again; the look itself takes a millisecond

__all__ = ["calendar", "codes", "definition", "definition_faults", "definitions", "overridden", "region_id"]

log = logging.getLogger(__name__)
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """What was read, of which files, and what was wrong with the others."""

    registers: Mapping[str, Register]
    faults: tuple[LvxunError, ...]
    stamp: Stamp


class _Kept:
    """The present definitions of this process; tests put their own in with ``overridden``."""

    read: Definitions | None = None
    looked_at: float = 0.0
    overridden: Mapping[str, Register] | None = None


def definitions() -> Mapping[str, Register]:
    """Return the registers of the served region by id; a changed file is read within two seconds."""
    return _Kept.overridden if _Kept.overridden is not None else _current().registers


def definition(register_id: str) -> Register:
    """Return one register.

    Raises
    ------
    UnknownRegisterError
        if there is none with this id.
    """
    return find(definitions(), register_id)


def definition_faults() -> tuple[LvxunError, ...]:
    """Return what is wrong with files that are therefore not served; the other registers go on."""
    return () if _Kept.overridden is not None else _current().faults


@contextmanager
def overridden(registers: Mapping[str, Register]) -> Iterator[None]:
    """Serve these registers instead of the files', for the time of a test or a trial."""
    before, _Kept.overridden = _Kept.overridden, dict(registers)
    try:
        yield
    finally:
        _Kept.overridden = before


@lru_cache(maxsize=1)
def codes() -> Codes:
    """Return the code lists that values are checked against: areas, bodies, industries, wastes."""
    served = package_region()
    areas = {
        str(code): Label(str(row["label_zh"]), str(row["label_en"])) for code, row in served.areas.iterrows()
    }
    bodies = {body.id: Label(body.label_zh, body.label_en) for body in served.bodies.values()}
    return load_codes(areas, bodies, region_folder=served.path)


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """Return the calendar of working days."""
    return Calendar()


def _current() -> Definitions:
    now = time.monotonic()
    if _Kept.read is not None and now - _Kept.looked_at < LOOK_AGAIN:
        return _Kept.read
    stamp = _stamp()
    if _Kept.read is None or stamp != _Kept.read.stamp:
        _Kept.read = _read(stamp)
    _Kept.looked_at = now
    return _Kept.read


def _read(stamp: Stamp) -> Definitions:
    registers, faults = read_all(package_region().path, RULES)
    faulty = {Path(fault.where.file or "").stem for fault in faults}
    for fault in faults:
        log.error("A register file is not served: %s", fault.message)
    served = {key: one for key, one in registers.items() if key not in faulty}
    return Definitions(served, tuple(faults), stamp)


def _stamp() -> Stamp:
    """Return name, time and size of every register file."""
    folders = (RULES / FOLDER, package_region().path / FOLDER)
    files = sorted(path for folder in folders for path in folder.glob("*.toml"))
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
