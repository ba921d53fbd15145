"""The national file of a register with a province's file on top, each piece knowing where it came from.

In the province's file (``[register] extends = "<id>"``) a ``[[field]]``, ``[[state]]``, … with the id of a
national one takes its place whole, another is added; single values replace single values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from lvxun.errors import Where
from lvxun.registers.defining.source import Source, Spot, line_of
from lvxun.registers.errors import DefinitionError

SINGLE = ("register", "numbering", "publication", "retention")
LISTS = ("basis", "parameter", "field", "state", "transition", "duty", "indicator")


@dataclass(frozen=True, slots=True)
class Piece:
    """One table of a list (a field, a state), and where it stands: the file, the how-manieth of its kind."""

    data: object
    source: Source
    index: int

    @property
    def id(self) -> str:
        found = self.data.get("id") if isinstance(self.data, Mapping) else None
        return found if isinstance(found, str) else ""


@dataclass(slots=True)
class Layered:
    """A register's tables, all its files together; national first."""

    id: str
    sources: tuple[Source, ...]
    singles: dict[str, dict[str, object]] = field(default_factory=dict)
    origins: dict[tuple[str, str], Source] = field(default_factory=dict)
    lists: dict[str, list[Piece]] = field(default_factory=dict)

    def place(self, spot: Spot) -> Where:
        """Return file, line and key path of a spot; a list's entry is given by number or by id."""
        section, rest = (str(spot[0]), spot[1:]) if spot else ("", ())
        source, real = self.sources[-1], spot
        pieces = self.lists.get(section)
        if pieces and rest:
            number = rest[0] if isinstance(rest[0], int) else _number(pieces, rest[0])
            piece = pieces[number]
            source, real = piece.source, (section, piece.index, *_numbered(piece.data, rest[1:]))
        elif rest:
            source = self.origins.get((section, str(rest[0])), source)
            real = (section, *_numbered(self.singles.get(section), rest))
        return Where(source.name, line_of(source.text, real), self._path(spot) or None)

    def _path(self, spot: Spot) -> str:
        """Write ``transition[list].limits[0].unit``: entries by their id where they have one."""
        node: object = None
        out = ""
        for at, step in enumerate(spot):
            if at == 0:
                pieces = self.lists.get(str(step))
                node = [piece.data for piece in pieces] if pieces else self.singles.get(str(step))
                out = str(step)
            elif isinstance(node, list):
                number = step if isinstance(step, int) else _position(node, str(step))
                node = node[number] if number < len(node) else None
                name = node.get("id") if isinstance(node, Mapping) else None
                out += f"[{name if isinstance(name, str) and name else step}]"
            else:
                node = node.get(str(step)) if isinstance(node, Mapping) else None
                out += f"[{step}]" if isinstance(step, int) else f".{step}"
        return out


def layered(register_id: str, sources: tuple[Source, ...]) -> tuple[Layered, list[DefinitionError]]:
    """Put the files of one register on top of each other; faults are unknown or wrongly written sections."""
    result = Layered(register_id, sources)
    faults: list[DefinitionError] = []
    for source in sources:
        for section, content in source.data.items():
            if section in SINGLE and isinstance(content, Mapping):
                _put_single(result, section, content, source)
            elif section in LISTS and isinstance(content, list):
                _put_list(result, section, content, source)
            else:
                faults.append(_section_fault(section, source))
    return result, faults


def _put_single(result: Layered, section: str, content: Mapping[str, object], source: Source) -> None:
    table = result.singles.setdefault(section, {})
    for key, value in content.items():
        table[key] = value
        result.origins[section, key] = source


def _put_list(result: Layered, section: str, content: list[object], source: Source) -> None:
    pieces = result.lists.setdefault(section, [])
    inherited = {piece.id: n for n, piece in enumerate(pieces) if piece.id}
    for index, data in enumerate(content):
        piece = Piece(data, source, index)
        number = inherited.pop(piece.id, None)
        if number is None:
            pieces.append(piece)
        else:
            pieces[number] = piece


def _section_fault(section: str, source: Source) -> DefinitionError:
    where = Where(source.name, line_of(source.text, (section,)), section[:80])
    if section in SINGLE:
        return DefinitionError(f"'{section}' is not one table", where, f"Write [{section}] above its keys.")
    if section in LISTS:
        remedy = f"Write [[{section}]] above each of them."
        return DefinitionError(f"'{section}' is not a list of tables", where, remedy)
    guess = get_close_matches(section, (*SINGLE, *LISTS), 1)
    remedy = f"Did you mean '{guess[0]}'? " if guess else ""
    known = ", ".join((*SINGLE, *LISTS))
    return DefinitionError(f"there is no section '{section[:80]}'", where, f"{remedy}Sections are {known}.")


def _number(pieces: list[Piece], key: str | int) -> int:
    return next((n for n, piece in enumerate(pieces) if piece.id == key), 0)


def _position(node: list[object], key: str) -> int:
    return next((n for n, one in enumerate(node) if isinstance(one, Mapping) and one.get("id") == key), 0)


def _numbered(node: object, rest: Spot) -> Spot:
    """Return the path with ids of nested lists turned into their numbers."""
    out: list[str | int] = []
    for step in rest:
        if isinstance(node, list):
            number = step if isinstance(step, int) else _position(node, step)
            out.append(number)
            node = node[number] if number < len(node) else None
        else:
            out.append(step)
            node = node.get(step) if isinstance(node, Mapping) and isinstance(step, str) else None
    return tuple(out)
