"""A sheet read against the region as it is now, as rows of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import pandas as pd
from django.utils.translation import gettext

from lvxun.region.importing import ImportResult, read_sheet
from lvxun.region.model import SERIES_COLUMNS, Region, Source
from lvxun.web.figures.errors import Difference, FiguresError
from lvxun.web.figures.models import Draft, DraftRow, Verdict
from lvxun.web.figures.overlay import KEY, overlaid, overlay_version
from lvxun.web.figures.uploads import Upload
from lvxun.web.figures.wording import faults_in_words, sentences

MOST_ROWS = 50_000
LONGEST_SHEET = 260
FINDINGS_KEPT = 200


@dataclass(frozen=True)
class Reading:
    """What a sheet says against the region of ``package`` with the overlay ``overlay``."""

    result: ImportResult
    region: Region
    package: str
    overlay: int


def read(upload: Upload, package: Region) -> Reading:
    """Read a sheet against the package with its present overlay; nothing is written.

    Raises
    ------
    LvxunError
        if the file cannot be understood as figures at all, or has more rows than a page can review.
    """
    seen = overlay_version(package.id)  # before the rows: a change meanwhile makes the draft stale, not wrong
    region = overlaid(package)
    result = read_sheet(upload.data, upload.name, region)
    if result.rows_in > MOST_ROWS:
        what = f"The sheet has {result.rows_in} figures; {MOST_ROWS} are taken at a time."
        raise FiguresError(what, upload.name, "Split it by topic or by year.")
    return Reading(result, region, package.version, seen)


def describe(draft: Draft, reading: Reading) -> None:
    """Write what the reading says into the draft's own fields; it is not saved."""
    result = reading.result
    draft.package_seen, draft.overlay_seen = reading.package, reading.overlay
    draft.rows_in = result.rows_in
    draft.rows_kept, draft.rows_held_back = len(result.kept), len(result.held_back)
    draft.sources = named_sources(reading)
    draft.findings = [
        {"severity": str(f.severity), "what": f.what, "remedy": f.remedy, "series": f.series or ""}
        for f in result.findings[:FINDINGS_KEPT]
    ]


def named_sources(reading: Reading) -> list[dict[str, object]]:
    """Return every source that the kept rows name, as it stands now."""
    known: Mapping[str, Source] = {**reading.region.sources, **reading.result.new_sources}
    return [asdict(known[key]) for key in sorted(set(reading.result.kept["source"]))]


def rows_of(draft: Draft, reading: Reading) -> list[DraftRow]:
    """Return a row for every row of the sheet, kept or held back; they are not saved."""
    return [*_kept_rows(draft, reading), *_held_back_rows(draft, reading.result.held_back)]


def _kept_rows(draft: Draft, reading: Reading) -> Iterable[DraftRow]:
    known = reading.region.series[[*KEY, "source"]].rename(columns={"source": "before_source"})
    kept = reading.result.kept.merge(known, on=KEY, how="left")
    changes = reading.result.changes
    for row, status, old in zip(kept.to_dict("records"), changes["status"], changes["old"], strict=True):
        yield DraftRow(
            draft=draft,
            sheet=str(row["file"])[:LONGEST_SHEET],
            row=row["row"],
            verdict=Verdict(status),
            **{column: row[column] for column in SERIES_COLUMNS},
            before=None if pd.isna(old) else float(old),
            before_source="" if status == Verdict.NEW else str(row["before_source"]),
        )


def _held_back_rows(draft: Draft, held_back: pd.DataFrame) -> Iterable[DraftRow]:
    for row in held_back.to_dict("records"):
        yield DraftRow(
            draft=draft,
            sheet=str(row["file"])[:LONGEST_SHEET],
            row=row["row"],
            verdict=Verdict.HELD_BACK,
            written={column: _storable(row[column]) for column in SERIES_COLUMNS},
            error=_storable(row["error"]),
            remedy=_storable(row["remedy"]),
        )


def _storable(text: object) -> str:
    return str(text).replace("\x00", "\ufffd")  # PostgreSQL takes no NUL


def differences(was: Iterable[DraftRow], now: Iterable[DraftRow]) -> list[Difference]:
    """Return the rows on which two readings of one sheet do not agree, in the sheet's order."""
    old, new = {_place(row): row for row in was}, {_place(row): row for row in now}
    places = sorted(old.keys() | new.keys())
    return [
        _difference(old.get(place), new.get(place))
        for place in places
        if _says(old.get(place)) != _says(new.get(place))
    ]


def _place(row: DraftRow) -> tuple[str, int, str]:
    """Return where a figure stands: a wide sheet has one row for the figures of many years."""
    year = row.written.get("year", "") if row.verdict == Verdict.HELD_BACK else row.year
    return row.sheet, row.row, str(year)


def _says(row: DraftRow | None) -> tuple[object, ...]:
    return () if row is None else (row.verdict, row.value, row.before, row.before_source)


def _difference(was: DraftRow | None, now: DraftRow | None) -> Difference:
    either = now if now is not None and now.indicator else (was or now)
    if either is None:
        raise FiguresError("A row that is in neither reading cannot differ.")
    return Difference(
        sheet=either.sheet,
        row=either.row,
        indicator=either.indicator or str(either.written.get("indicator", "")),
        area=either.area or str(either.written.get("area", "")),
        year=either.year,
        verdict_before=was.verdict if was else "",
        verdict_after=now.verdict if now else "",
        known_before=was.before if was else None,
        known_after=now.before if now else None,
        unit=either.unit,
    )


def held_back_again(draft: Draft) -> ImportResult:
    """Return the draft's held-back rows for the engine's tables, with faults in the reader's language."""
    lines = [
        [
            *(row.written.get(column, "") for column in SERIES_COLUMNS),
            *(row.sheet, row.row, _told(row.error), sentences(row.remedy)),
        ]
        for row in draft.rows.filter(verdict=Verdict.HELD_BACK)
    ]
    held = pd.DataFrame(lines, columns=[*SERIES_COLUMNS, "file", "row", "error", "remedy"])
    nothing = pd.DataFrame()
    return ImportResult(draft.file_name, draft.rows_in, nothing, held, nothing, {}, ())


def _told(error: str) -> str:
    faults = [f"{field}{gettext(': ')}{what}" if field else what for field, what in faults_in_words(error)]
    return " ".join(faults)
