"""Tables of factors from disk: the national ones, and a province's own over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from lvxun.accounts.factors.bounds import Bound
from lvxun.accounts.factors.errors import FactorsRefusedError, FactorTableError
from lvxun.accounts.factors.model import Factor, FactorBook
from lvxun.accounts.factors.rows import COLUMNS, Kinds, Parameter, RowReader, begin, overlaps
from lvxun.accounts.factors.spreading import DefaultSpread
from lvxun.errors import LvxunError
from lvxun.region.model import Region, Source
from lvxun.region.tables import Table, read_bytes, read_csv, read_toml

RULES = Path(str(files("lvxun").joinpath("rules")))
NATIONAL = RULES / "factors"
# Tables beside the factors that say what a factor may be.
BESIDE = frozenset({"parameters", "fuels", "bounds", "spreads", "indicators"})

Key = tuple[str, str, str]


@cache
def national() -> FactorBook:
    """Return the factors of ``rules/factors``."""
    return read_factors((NATIONAL,))


def factors_of(region: Region) -> FactorBook:
    """Return the national factors with the province's own (``accounts/factors/*.csv``) over them.

    Raises
    ------
    FactorsRefusedError
        with everything that is wrong in the province's tables.
    """
    own = region.path / "accounts/factors"
    return read_factors((NATIONAL, own), region.sources) if any(own.glob("*.csv")) else national()


def read_factors(
    folders: Sequence[Path] = (NATIONAL,), known: Mapping[str, Source] = MappingProxyType({})
) -> FactorBook:
    """Read every ``<set>.csv`` of the folders; a later folder's rows replace those of an earlier one.

    A folder may have a ``sources.toml``; the sources of earlier folders and the ``known`` ones (those of the
    region) may be named as well. What is
    replaced is a factor (set, parameter, item) with all its validities.

    Raises
    ------
    FactorsRefusedError
        with everything that is wrong: file, row, field, remedy.
    """
    faults: list[LvxunError] = []
    sources: dict[str, Source] = dict(known)
    factors: dict[Key, tuple[Factor, ...]] = {}
    for folder in folders:
        sources |= _sources(folder, faults)
        found: dict[Key, list[Factor]] = {}
        for path in sorted(folder.glob("*.csv")):
            if path.stem not in BESIDE:
                for one in _table(path, sources, faults):
                    found.setdefault((one.set, one.parameter, one.item), []).append(one)
        factors |= {key: tuple(sorted(rows, key=begin)) for key, rows in found.items()}
    if faults:
        raise FactorsRefusedError("The tables of factors have faults.", faults)
    return FactorBook(factors, sources)


def _table(path: Path, sources: Mapping[str, Source], faults: list[LvxunError]) -> list[Factor]:
    name = _shown(path)
    table = read_csv(read_bytes(path, name), name, COLUMNS)
    faults.extend(table.errors)
    reader = RowReader(path.stem, name, kinds(), sources)
    rows = [reader.read(cells, row) for cells, row in _cells(table, COLUMNS)]
    factors = [row for row in rows if row is not None]
    faults.extend((*reader.faults, *overlaps(factors)))
    return factors


def _shown(path: Path) -> str:
    return f"rules/factors/{path.name}" if path.parent == NATIONAL else f"{path.parent.name}/{path.name}"


def _sources(folder: Path, faults: list[LvxunError]) -> dict[str, Source]:
    path = folder / "sources.toml"
    if not path.exists():
        return {}
    sources = {}
    for ident, entry in read_toml(path, _shown(path)).items():
        if not isinstance(entry, dict) or not {"title", "publisher"} <= entry.keys():
            what = f"source '{ident}' has no title or publisher."
            faults.append(FactorTableError(what, _shown(path), None, ident, "Write both; see docs."))
            continue
        year = entry.get("year")
        sources[ident] = Source(
            ident,
            str(entry["title"]),
            str(entry["publisher"]),
            year if isinstance(year, int) else None,
            number=_text(entry, "number"),
            url=_text(entry, "url"),
            licence=_text(entry, "licence"),
            note=_text(entry, "note") or "",
        )
    return sources


@cache
def kinds() -> Kinds:
    """Return what a row of factors may say, from the tables beside the national ones."""
    parameters = {
        row["parameter"]: Parameter(
            row["parameter"],
            row["label_zh"],
            row["label_en"],
            tuple(unit.strip() for unit in row["units"].split(";")),
            row["items"] == "fuels",
        )
        for row in _rows(NATIONAL / "parameters.csv", ("parameter", "label_zh", "label_en", "units", "items"))
    }
    balance = _rows(RULES / "balances/fuels.csv", ("id", "group"), extra=True)
    other = _rows(NATIONAL / "fuels.csv", ("id", "group"), extra=True)
    bounds = tuple(
        Bound(row["parameter"], row["group"], float(row["lower"]), float(row["upper"]), row["unit"])
        for row in _rows(NATIONAL / "bounds.csv", ("parameter", "group", "lower", "upper", "unit", "note"))
    )
    return Kinds(parameters, {row["id"]: row["group"] for row in (*other, *balance)}, bounds)


@cache
def default_spreads() -> tuple[DefaultSpread, ...]:
    """Return how uncertain each kind of factor usually is (``rules/factors/spreads.csv``)."""
    columns = ("parameter", "item", "low_percent", "high_percent", "uncertainty", "note")
    return tuple(
        DefaultSpread(row["parameter"], row["item"], float(row["low_percent"]), float(row["high_percent"]))
        for row in _rows(NATIONAL / "spreads.csv", columns)
    )


def _rows(path: Path, columns: Sequence[str], extra: bool = False) -> list[dict[str, str]]:
    name = _shown(path)
    table = read_csv(read_bytes(path, name), name, columns)
    faults = [error for error in table.errors if not (extra and "unknown column" in error.what)]
    if faults:
        raise FactorsRefusedError(f"{name} has faults.", faults)
    return [cells for cells, _ in _cells(table, columns)]


def _cells(table: Table, columns: Sequence[str]) -> Iterator[tuple[dict[str, str], int]]:
    text = table.cells[list(columns)].itertuples(index=False, name=None)
    for values, row in zip(text, table.cells["row"], strict=True):
        yield dict(zip(columns, map(str, values), strict=True)), int(row)


def _text(entry: Mapping[str, object], key: str) -> str | None:
    return str(entry[key]) if key in entry else None


def sets_of(folder: Path = NATIONAL) -> Iterator[str]:
    """Yield the names of the factor sets in a folder."""
    return (path.stem for path in sorted(folder.glob("*.csv")) if path.stem not in BESIDE)
