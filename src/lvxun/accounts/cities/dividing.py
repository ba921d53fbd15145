"""A province's book divided among its cities, so that they add up to it exactly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lvxun.accounts.book.evaluating import Values, evaluate
from lvxun.accounts.book.model import Book, Line
from lvxun.accounts.cities.buying import bought
from lvxun.accounts.cities.errors import OtherYearError
from lvxun.accounts.cities.lines import Shares, Whole, divided, keyed, own_figures, whole_of
from lvxun.accounts.cities.model import CityBooks, CityCell, LeftOut, Proxies, Proxy, Setting
from lvxun.accounts.cities.reading import national_proxies
from lvxun.accounts.cities.totals import beside_of, ratios_of, totals_of
from lvxun.accounts.cities.weighing import Weights, children_of, weights_for
from lvxun.region.model import Region


def divide(book: Book, region: Region, year: int, proxies: Proxies | None = None) -> CityBooks:
    """Divide every line of the book's energy, carbon, water and waste among the areas below the region.

    Each line is rounded to its smallest unit (kg, kgce, m3) and divided as a whole number by the shares of
    the first proxy of its sector that is whole; an area without a figure is included in the others. A city's
    own figure of the same definition is kept. For a region without areas below it there is nothing, and why.

    Raises
    ------
    OtherYearError
        where the book is of another year.
    """
    if book.year != year:
        raise OtherYearError(book.year, year)
    rules = proxies or national_proxies()
    areas = children_of(region)
    if not areas:
        return CityBooks(
            region.id,
            year,
            (),
            (),
            (),
            (),
            (),
            (),
            {},
            "该地区下面没有列出的区域",
            "The region lists no areas below it.",
        )
    return _Division(book, Setting(region, rules, areas, year)).books()


class _Division:
    """The lines gone through one after the other; weights are looked up once for each proxy."""

    def __init__(self, book: Book, setting: Setting) -> None:
        self.book, self.setting, self.rules = book, setting, setting.rules
        self._weights: dict[tuple[str, ...], Weights | None] = {}
        self._values: Values = evaluate(book)

    def books(self) -> CityBooks:
        cells: list[CityCell] = []
        left_out: list[LeftOut] = []
        province: dict[str, int] = {}
        for found in self._wholes():
            if isinstance(found, LeftOut):
                left_out.append(found)
                continue
            line, whole = found
            parts = self._parts(line, whole)
            if isinstance(parts, LeftOut):
                left_out.append(parts)
                continue
            cells += parts
            if line.notation is None:
                province[whole.line] = whole.count
        totals = totals_of(self.setting, self.book, self._values, cells, left_out)
        return CityBooks(
            self.setting.region.id,
            self.setting.year,
            self.setting.areas,
            tuple(cells),
            totals,
            ratios_of(self.setting, totals),
            beside_of(self.setting),
            tuple(left_out),
            province,
        )

    def _wholes(self) -> Iterator[tuple[Line, Whole] | LeftOut]:
        own = (self._whole(line) for line in self.book.lines.values() if line.account in self.rules.accounts)
        return chain(own, bought(self.setting, self.book, self._values))

    def _whole(self, line: Line) -> tuple[Line, Whole] | LeftOut:
        quantum = self.rules.quanta.get(line.unit)
        flow = line.id.split("/")[1]
        if (line.account, flow) in self.rules.not_divided:
            return LeftOut(line.id, *self.rules.not_divided[line.account, flow])
        if quantum is None:
            return LeftOut(
                line.id,
                f"单位“{line.unit}”没有规定最小单位",
                f"No smallest unit is stated for '{line.unit}'.",
            )
        return line, whole_of(line, self._values.of(line.id) or 0.0, quantum)

    def _parts(self, line: Line, whole: Whole) -> list[CityCell] | LeftOut:
        if line.notation is not None:
            return [
                keyed(whole, area, line.notation, line.reason_zh, line.reason_en)
                for area in self.setting.areas
            ]
        proxy = self.rules.proxy_of(line.sector, line.id)
        if proxy is None:
            return LeftOut(
                whole.line,
                f"部门“{line.sector or '（无）'}”不分到各市",
                f"Sector '{line.sector or 'none'}' is not divided among cities.",
            )
        weights = self._weights_of(proxy)
        parts = (
            divided(self.setting, whole, Shares(proxy, weights, own_figures(self.setting, line, whole)))
            if weights
            else []
        )
        if not parts:
            names = "、".join(proxy.series)
            return LeftOut(
                whole.line,
                f"各市的{names}没有一年是全的",
                f"No year has all the cities' {', '.join(proxy.series)}.",
            )
        return parts

    def _weights_of(self, proxy: Proxy) -> Weights | None:
        if proxy.series not in self._weights:
            self._weights[proxy.series] = weights_for(self.setting, proxy)
        return self._weights[proxy.series]
