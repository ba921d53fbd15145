"""Register files into registers: the country's, with a province's on top."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from lvxun.errors import LvxunError, Where
from lvxun.registers.defining.across import across
from lvxun.registers.defining.faults import Faults, did_you_mean, shown
from lvxun.registers.defining.layers import Layered, layered
from lvxun.registers.defining.register_tables import register_of
from lvxun.registers.defining.soundness import check_register
from lvxun.registers.defining.source import Source, line_of, read_source, source_of
from lvxun.registers.defining.surroundings import Surroundings, functions_of
from lvxun.registers.errors import DefinitionError, DefinitionFaultsError, UnknownRegisterError
from lvxun.registers.model import Register

RULES = Path(__file__).parents[1] / "rules"
FOLDER = "registers"  # below the rules and below a region's folder
Read = tuple[dict[str, Register], list[LvxunError]]


def load(region_folder: Path | None = None, rules: Path | None = None) -> dict[str, Register]:
    """Return all registers by id: the country's, with the region's own and its overrides.

    Raises
    ------
    DefinitionFaultsError
        with every fault of every file, each with file, line, key and remedy.
    """
    registers, faults = read_all(region_folder, rules)
    if faults:
        raise DefinitionFaultsError("The register files have faults.", faults)
    return registers


def read(path: Path) -> Register:
    """Return the register of one file; one that extends a national register is put on top of it.

    Raises
    ------
    DefinitionFaultsError
        with every fault of the file.
    """
    register, faults = read_one(path)
    if faults or register is None:
        raise DefinitionFaultsError("The register file has faults.", faults)
    return register


def build(data: Mapping[str, object], register_id: str, *, known: frozenset[str] = frozenset()) -> Register:
    """Return the register that TOML tables declare, without any file; ``known`` other registers it may name.

    Raises
    ------
    DefinitionFaultsError
        with every fault.
    """
    source = Source(f"{register_id}.toml", "", data)
    around = Surroundings(functions_of(RULES), known | {register_id}, date.today())
    register, faults = _define(register_id, (source,), around)
    if faults:
        raise DefinitionFaultsError("The register has faults.", faults)
    return register


def find(registers: Mapping[str, Register], register_id: str) -> Register:
    """Return the register with this id.

    Raises
    ------
    UnknownRegisterError
        with the nearest id that there is.
    """
    if register_id not in registers:
        remedy = f"{did_you_mean(register_id, registers)}`lvxun register list` names all."
        raise UnknownRegisterError(f"there is no register '{register_id[:80]}'.", None, remedy)
    return registers[register_id]


def read_all(region_folder: Path | None, rules: Path | None) -> Read:
    """Return the registers that could be read, and every fault of every file."""
    rules = rules or RULES
    national, faults = _sources(rules / FOLDER, national=True)
    regional, more = _sources(region_folder / FOLDER) if region_folder else ({}, [])
    faults += more
    around = Surroundings(functions_of(rules), frozenset(national) | frozenset(regional), date.today())
    registers: dict[str, Register] = {}
    for stem in sorted({*national, *regional}):
        sources = tuple(one for one in (national.get(stem), regional.get(stem)) if one)
        if misfit := _misfit(stem, sources, known=national):
            faults.append(misfit)
            continue
        registers[stem], found = _define(stem, sources, around)
        faults += found
    return registers, [*faults, *across(registers)]


def read_one(path: Path) -> tuple[Register | None, list[LvxunError]]:
    """Return the register of one file and every fault of it; None where nothing can be read."""
    is_national = path.resolve() == (RULES / FOLDER / path.name).resolve()
    try:
        own = read_source(path, _shown(path, national=is_national), national=is_national)
        return _on_top(own, path)
    except DefinitionError as fault:
        return None, [fault]


def read_text(text: str, path: Path) -> Register:
    """Return the register that a file with this text at this path would give; nothing is written.

    Raises
    ------
    DefinitionError
        where the text is not TOML.
    DefinitionFaultsError
        with every other fault.
    """
    register, faults = _on_top(source_of(text, str(path)), path)
    if faults or register is None:
        raise DefinitionFaultsError("The register would have faults.", faults)
    return register


def _on_top(own: Source, path: Path) -> tuple[Register | None, list[LvxunError]]:
    """Return the register of a file on top of the national one of its name, if there is one."""
    below = RULES / FOLDER / path.name
    sources: tuple[Source, ...] = (own,)
    if not own.national and below.is_file():
        sources = (read_source(below, _shown(below, national=True), national=True), own)
    stems = {one.stem for folder in (RULES / FOLDER, path.parent) for one in folder.glob("*.toml")}
    if misfit := _misfit(path.stem, sources, known=stems):
        return None, [misfit]
    around = Surroundings(functions_of(RULES), frozenset(stems | {path.stem}), date.today())
    register, found = _define(path.stem, sources, around)
    return register, list(found)


def _define(
    register_id: str, sources: tuple[Source, ...], around: Surroundings
) -> tuple[Register, list[LvxunError]]:
    layers, section_faults = layered(register_id, sources)
    faults = Faults(layers)
    register = register_of(layers, faults)
    check_register(register, around, faults)
    _confirmed_by_the_country(layers, faults)
    found = [*section_faults, *faults.found]
    return register, sorted(found, key=lambda fault: (fault.where.file or "", fault.where.row or 0))


def _confirmed_by_the_country(layers: Layered, faults: Faults) -> None:
    for piece in layers.lists.get("parameter", []):
        if piece.source.national and isinstance(piece.data, Mapping) and piece.data.get("confirmed") is True:
            faults.add(
                ("parameter", piece.id, "confirmed"),
                "a national file confirms a parameter",
                "Write confirmed = false; a province confirms it in its own file.",
            )


def _sources(folder: Path, *, national: bool = False) -> tuple[dict[str, Source], list[LvxunError]]:
    found: dict[str, Source] = {}
    faults: list[LvxunError] = []
    for path in sorted(folder.glob("[!.]*.toml")):  # editors keep copies under a dot
        try:
            found[path.stem] = read_source(path, _shown(path, national=national), national=national)
        except DefinitionError as fault:
            faults.append(fault)
    return found, faults


def shown_name(register_id: str) -> str:
    """Return how messages call the file of a national register."""
    return f"rules/{FOLDER}/{register_id}.toml"


def _shown(path: Path, *, national: bool) -> str:
    return shown_name(path.stem) if national else str(path)


def _misfit(stem: str, sources: tuple[Source, ...], known: Collection[str]) -> DefinitionError | None:
    """Return what is wrong with how a region's file stands to the national one of the same name."""
    top = sources[-1]
    head = top.data.get("register")
    extends = head.get("extends") if isinstance(head, Mapping) else None
    expected = stem if len(sources) > 1 else None
    if extends == expected:
        return None
    where = Where(top.name, line_of(top.text, ("register", "extends")), "register.extends")
    if expected:
        remedy = f'Write extends = "{stem}" in [register] to override it, or give the file another name.'
        return DefinitionError(f"there is a national register '{stem}' already", where, remedy)
    what = f"it extends {shown(extends)}, but no national file is called {stem}.toml"
    remedy = f"{did_you_mean(str(extends), known)}An override has the name of the file that it extends."
    return DefinitionError(what, where, remedy)
