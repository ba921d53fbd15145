"""Everything that is wrong or odd with a region package, in one go."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from pathlib import Path

from lvxun.region.catalogue import catalogue
from lvxun.region.documents import Accepted
from lvxun.region.loader import Draft, read_draft
from lvxun.region.sanity.evidence import evidence
from lvxun.region.sanity.finding import Finding, Severity
from lvxun.region.sanity.growth import growth
from lvxun.region.sanity.jumps import jumps, repeats
from lvxun.region.sanity.panel import Key, Panel, arrange
from lvxun.region.sanity.ratios import ratios
from lvxun.region.sanity.slips import unit_slips
from lvxun.region.sanity.sums import area_sums, part_sums

Check = Callable[[Panel, Set[Key]], Iterable[Finding]]

# In this order: a figure that is a unit away would set off every later check too, so those leave it out.
CHECKS: tuple[Check, ...] = (jumps, repeats, part_sums, area_sums, ratios, growth, evidence)


def check(path: str | Path) -> list[Finding]:
    """Return every fault of a package's files and every figure that is odd, most certain first.

    Findings that ``[[accepted]]`` of ``region.toml`` explains are left out; faults of format never are.

    Raises
    ------
    RegionNotFoundError
        if there is no such folder.
    """
    draft = read_draft(path)
    panel = panel_of(draft)
    findings = [Finding.of(error) for error in draft.errors]
    findings += inspect(panel)
    kept = [f for f in findings if not any(_accepts(a, f, panel) for a in draft.documents.accepted)]
    return _told_once(kept)


def panel_of(draft: Draft) -> Panel:
    """Arrange the readable figures of a draft."""
    documents = draft.documents
    return arrange(draft.figures, catalogue(), documents.code, documents.areas, documents.sources)


def inspect(panel: Panel) -> list[Finding]:
    """Return what is odd about figures that were read without a fault."""
    slips = list(unit_slips(panel))
    suspects = {key for finding in slips for key in _keys(finding)}
    findings = list(slips)
    for each in CHECKS:
        findings += each(panel, suspects)
    return findings


def _keys(finding: Finding) -> Iterator[Key]:
    for year in finding.years:
        yield (finding.series or "", finding.area or "", year)


def _accepts(entry: Accepted, finding: Finding, panel: Panel) -> bool:
    """An acceptance that names no check speaks of odd figures only: what cannot be right needs the name."""
    if finding.series != entry.series or not finding.years or not set(finding.years) <= set(entry.years):
        return False
    if entry.area not in (None, finding.area) or not _still_stands(entry, finding, panel):
        return False
    return entry.check == finding.check or (entry.check is None and finding.severity is Severity.WARNING)


def _still_stands(entry: Accepted, finding: Finding, panel: Panel) -> bool:
    """Return whether the figures are those that the keeper looked at."""
    for year, value in zip(entry.years, entry.values, strict=False):
        point = panel.at(entry.series, year, finding.area)
        if year in finding.years and (point is None or not math.isclose(point.value, value, rel_tol=1e-6)):
            return False
    return True


def _told_once(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out a softer finding on a figure that a more certain one names already."""
    told: set[tuple[str | None, int | None]] = set()
    kept: list[Finding] = []
    for finding in findings:
        soft = finding.check in ("jump", "break", "repeated_year", "ratio")
        if soft and finding.row is not None and (finding.file, finding.row) in told:
            continue
        told.add((finding.file, finding.row))
        kept.append(finding)
    order = {"error": 0, "warning": 1}
    return sorted(kept, key=lambda f: (order[f.severity], f.file or "", f.row or 0))
