"""One register file as text and as TOML tables; where in the text a key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lvxun.errors import Where
from lvxun.registers.errors import DefinitionError

LARGEST = 1_000_000  # bytes; the longest register of the country has some 40,000
BOM = b"\xef\xbb\xbf"
_HEAD = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]")

Spot = tuple[str | int, ...]  # ("transition", 3, "to"): section, which of it, key, …


@dataclass(frozen=True, slots=True)
class Source:
    """One file: how messages call it, its text, its tables; ``national`` files may not confirm parameters."""

    name: str
    text: str
    data: Mapping[str, object]
    national: bool = False


def read_source(path: Path, name: str, *, national: bool = False) -> Source:
    """Read one file.

    Raises
    ------
    DefinitionError
        where it is missing, unreadable, too large, not UTF-8, or not TOML (with the line).
    """
    raw = _bytes(path, name)
    try:
        text = raw.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        remedy = "Save it again as UTF-8 (Notepad and WPS offer it under 'encoding')."
        raise DefinitionError("the file is not UTF-8 text", Where(name, line), remedy) from fault
    return source_of(text, name, national=national)


def source_of(text: str, name: str, *, national: bool = False) -> Source:
    """Return the source that a text is.

    Raises
    ------
    DefinitionError
        where it is not TOML, with the line.
    """
    return Source(name, text, _tables(text, name), national)


def _bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DefinitionError(
                f"the file has {size:,} bytes; a register has at most {LARGEST:,}",
                name,
                "Put records into the register, not into its definition.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise DefinitionError(
            "there is no such file", name, "Name a .toml file, or make one: lvxun register new ID."
        ) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise DefinitionError(f"the file cannot be read ({reason})", name, "Let it be readable.") from fault


def _tables(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        remedy = "Write each [[field]], [[state]] and so on as a table of its own."
        raise DefinitionError("tables lie within tables too deeply", name, remedy) from None
    except ValueError as fault:  # TOMLDecodeError, or a number of more digits than Python reads
        found = re.search(r"at line (\d+), column \d+", str(fault))
        what = re.sub(r"\s*\(at .*?\)", "", str(fault))
        line = int(found.group(1)) if found else text.count("\n") + 1
        remedy = "Put right what stands on this line or just before it; texts go in double quotes."
        raise DefinitionError(f"this is not TOML: {what}", Where(name, line), remedy) from fault


def line_of(text: str, spot: Spot) -> int | None:
    r"""Return the line on which ``spot`` stands, or the nearest heading above it; None where there is none.

    Good for what people write; a heading inside a text of several lines would mislead it, which only costs
    a message its line.

    Examples
    --------
    >>> line_of('[[state]]\nid = "a"\n[[state]]\nid = "b"\nkind = "end"', ("state", 1, "kind"))
    5
    """
    lines = text.splitlines()
    heads = [(n, match[1]) for n, line in enumerate(lines) if (match := _HEAD.match(line))]
    where, end, name = -1, len(lines), ""
    for at, step in enumerate(spot):
        if isinstance(step, int):
            where, end = _nth(lines, heads, (where, end), name, step)
            continue
        name = f"{name}.{step}" if name else step
        if at + 1 < len(spot) and isinstance(spot[at + 1], int) and _has_heads(heads, (where, end), name):
            continue
        where = _key_line(lines, heads, (where, end), name)
    return where + 1 if where >= 0 else None


_Heads = list[tuple[int, str]]


def _plain(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)


def _has_heads(heads: _Heads, within: tuple[int, int], name: str) -> bool:
    return any(within[0] <= n < within[1] and _plain(head) == name for n, head in heads)


def _nth(lines: list[str], heads: _Heads, within: tuple[int, int], name: str, index: int) -> tuple[int, int]:
    """Return where the entry ``index`` of a list begins and ends: below a heading, or a line of an array."""
    start, end = within
    own = [n for n, head in heads if start <= n < end and _plain(head) == name]
    if own:
        begin = own[min(index, len(own) - 1)]
        after = [n for n, head in heads if n > begin and not _plain(head).startswith(f"{name}.")]
        return begin, min([*after, end])
    inline = [n for n in range(max(start, 0), end) if "{" in lines[n]]
    begin = inline[min(index, len(inline) - 1)] if inline else start
    return begin, begin + 1


def _key_line(lines: list[str], heads: _Heads, within: tuple[int, int], name: str) -> int:
    """Return the line of ``key =`` or ``[name]`` within bounds, else the beginning of the bounds."""
    start, end = within
    for n, head in heads:
        if start <= n < end and _plain(head) == name:
            return n
    key = re.escape(name.rpartition(".")[2])
    pattern = re.compile(rf"(\s*|.*[{{,]\s*)[\"']?{key}[\"']?\s*[=.]")
    first_head = next((n for n, *_ in heads if n > start), end)
    for n in range(max(start, 0), min(end, max(first_head, start + 1))):
        if pattern.match(lines[n]):
            return n
    return start
