"""Totals of cities: the same weighted sums of lines as the province's, in exact arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.model import Book, Notation, Part, Total
from lvxun.accounts.cities.buying import SCOPE_TWO, SCOPE_TWO_TOTAL, TONNES
from lvxun.accounts.cities.model import Beside, CityCell, CityRatio, CityTotal, LeftOut, Proxies, Setting
from lvxun.accounts.cities.weighing import figures_of

Terms = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class _Sum:
    total: str
    label_zh: str
    label_en: str
    unit: str
    terms: Terms


def totals_of(
    setting: Setting, book: Book, values: Values, cells: Sequence[CityCell], left_out: Sequence[LeftOut]
) -> tuple[CityTotal, ...]:
    """Return every total that is a sum of lines (no quotient) for every area, scope 2 with them.

    A total that draws on a line that is not divided is not estimated, and says which line.
    """
    by_area: dict[str, dict[str, CityCell]] = defaultdict(dict)
    for cell in cells:
        by_area[cell.area][cell.line] = cell
    missing = {one.line: one for one in left_out}
    rules, areas = setting.rules, setting.areas
    sums = [*_sums(book, values, rules), *_scope_two(cells, left_out)]
    return tuple(_total(one, area, by_area[area], missing, rules) for one in sums for area in areas)


def ratios_of(setting: Setting, totals: Iterable[CityTotal]) -> tuple[CityRatio, ...]:
    """Return totals per head and per GDP; the divisor of the nearest year is taken, and flagged."""
    found = []
    rules, year = setting.rules, setting.year
    figures = {per.series: figures_of(setting.region, per.series, setting.areas) for per in rules.ratios}
    for total in totals:
        for per in rules.ratios:
            if total.notation is not None or per.unit != total.unit:
                continue
            by_year = {
                other: by_area[total.area]
                for other, by_area in figures[per.series].items()
                if by_area.get(total.area) and abs(other - year) <= rules.reach
            }
            if by_year:
                best = min(by_year, key=lambda other: (abs(other - year), -other))
                value = total.value / by_year[best] * per.scale
                found.append(
                    CityRatio(total.area, total.total, per.series, value, per.unit_as, best, best != year)
                )
    return tuple(found)


def beside_of(setting: Setting) -> tuple[Beside, ...]:
    """Return what is published for cities by another method in this year."""
    frame, year = setting.region.series, setting.year
    found = []
    for total, series in setting.rules.beside.items():
        rows = frame[
            (frame["indicator"] == series) & frame["area"].isin(setting.areas) & (frame["year"] == year)
        ]
        columns = (rows[name] for name in ("area", "value", "unit", "source"))
        found += [
            Beside(str(area), total, series, float(value), str(unit), year, str(source))
            for area, value, unit, source in zip(*columns, strict=True)
        ]
    return tuple(found)


def _sums(book: Book, values: Values, proxies: Proxies) -> Iterable[_Sum]:
    known: dict[str, Terms | None] = {}
    for named in book.totals.values():
        total = _instead(named, book, proxies)
        terms = _terms(book, values, total, known)
        if terms is not None and total.account in proxies.accounts:
            yield _Sum(total.id, total.label_zh, total.label_en, total.unit, terms)


def _instead(total: Total, book: Book, proxies: Proxies) -> Total:
    """Return the total as cities have it: from the side of use where the rules say so."""
    parts = proxies.instead.get(total.id, {})
    there = tuple(Part(name, weight) for name, weight in parts.items() if name in book.totals)
    return replace(total, parts=there, scale=1.0) if there else total


def _terms(book: Book, values: Values, total: Total, known: dict[str, Terms | None]) -> Terms | None:
    """Return a total as weights of lines, ``None`` where a quotient is below it."""
    if total.id in known:
        return known[total.id]
    known[total.id] = None
    terms: dict[str, Fraction] = defaultdict(Fraction)
    if total.divisor:
        return None
    for part in total.parts:
        times = Fraction(float(values.array(part.times)[0])) if part.times else Fraction(1)
        weight = Fraction(part.weight) * times * Fraction(total.scale)
        below = book.totals.get(part.of)
        inner = {part.of: Fraction(1)} if below is None else _terms(book, values, below, known)
        if inner is None:
            return None
        for line, own in inner.items():
            terms[line] += weight * own
    known[total.id] = dict(terms)
    return known[total.id]


def _scope_two(cells: Sequence[CityCell], left_out: Sequence[LeftOut]) -> Iterable[_Sum]:
    named = [*(cell.line for cell in cells), *(one.line for one in left_out)]
    lines = dict.fromkeys(line for line in named if line.startswith(f"{SCOPE_TWO}/"))
    if lines:
        terms = {line: Fraction(1) for line in lines}
        yield _Sum(
            SCOPE_TWO_TOTAL,
            "用电和用热的间接排放（范围二，按使用地）",
            "Electricity and heat used (scope 2, by place of use)",
            TONNES,
            terms,
        )


def _total(
    one: _Sum,
    area: str,
    cells: Mapping[str, CityCell],
    missing: Mapping[str, LeftOut],
    proxies: Proxies,
) -> CityTotal:
    gone = next((missing[line] for line in one.terms if line in missing), None)
    if gone is not None:
        zh, en = f"{gone.line}：{gone.reason_zh}", f"{gone.line}: {gone.reason_en}"
        return _keyed(one, area, Notation.NOT_ESTIMATED, zh, en)
    terms = [(cells[line], weight) for line, weight in one.terms.items() if line in cells]
    counted = [(cell, weight) for cell, weight in terms if cell.notation is None]
    if not counted:
        keys = [cell for cell, _ in terms]
        first = next(
            (c for c in keys if c.notation is Notation.INCLUDED_ELSEWHERE), keys[0] if keys else None
        )
        notation = first.notation if first and first.notation else Notation.NOT_ESTIMATED
        return _keyed(one, area, notation, first.reason_zh if first else "", first.reason_en if first else "")
    return _summed(one, area, counted, proxies)


def _summed(
    one: _Sum, area: str, counted: Sequence[tuple[CityCell, Fraction]], proxies: Proxies
) -> CityTotal:
    exact, size, by_proxy, of_other = Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    carried: dict[str, Fraction] = defaultdict(Fraction)
    for cell, weight in counted:
        amount = Fraction(cell.count, proxies.quanta[cell.unit].per) * weight
        exact += amount
        size += abs(amount)
        if cell.proxy:
            by_proxy += abs(amount)
            carried[cell.proxy] += abs(amount)
        if cell.is_other_year:
            of_other += abs(amount)
    return CityTotal(
        area,
        one.total,
        one.label_zh,
        one.label_en,
        exact,
        float(exact),
        one.unit,
        float(by_proxy / size) if size else 0.0,
        float(of_other / size) if size else 0.0,
        max(carried, key=lambda series: carried[series], default=""),
    )


def _keyed(one: _Sum, area: str, notation: Notation, zh: str, en: str) -> CityTotal:
    return CityTotal(
        area,
        one.total,
        one.label_zh,
        one.label_en,
        Fraction(0),
        0.0,
        one.unit,
        0.0,
        0.0,
        "",
        notation,
        zh,
        en,
    )
