"""Where each unknown of a reconstruction stands, and the identities between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lvxun.accounts.balances.constraints import Programme, Rows
from lvxun.accounts.balances.model import Flow
from lvxun.accounts.balances.prior import Prior, Structure, signs_of
from lvxun.accounts.balances.published import NORMAL_95, Published, number, tables, words
from lvxun.accounts.book.model import Array


class Layout:
    """Where each unknown stands: the cells, then a slack for each soft row."""

    def __init__(
        self, last: Structure, prior: Prior, flows: Mapping[str, Flow], figures: Sequence[Published]
    ) -> None:
        self.last, self.prior, self.flows, self.distance = last, prior, flows, prior.distance
        self.soft = [*self._efficiencies(), *self._observations(figures)]
        self.unknowns = len(last.cells) + len(self.soft)

    def programme(self) -> Programme:
        """Return prior, identities and signs, without the exact figures."""
        cells = len(self.last.cells)
        slacks = self.unknowns - cells
        lower, upper = signs_of(self.last, self.flows)
        endless = np.full(slacks, np.inf)
        deviations = [deviation for _, _, deviation in self.soft]
        return Programme(
            prior=np.concatenate([self.prior.mean, np.zeros(slacks)]),
            deviation=np.concatenate([self.prior.deviation, deviations]),
            exact=self._closures().with_rows(self._soft_rows()),
            at_least=self._parts(),
            lower=np.concatenate([lower, -endless]),
            upper=np.concatenate([upper, endless]),
        )

    def _closures(self) -> Rows:
        """Return ``supply + transformation - losses - final use = 0`` for each fuel."""
        fuels = list(dict.fromkeys(fuel for _, fuel in self.last.cells))
        matrix = np.zeros((len(fuels), self.unknowns))
        weight = {"supply": 1.0, "transformation": 1.0, "loss": -1.0, "final": -1.0}
        for index, (flow, fuel) in enumerate(self.last.cells):
            matrix[fuels.index(fuel), index] = weight.get(self.flows[flow].part, 0.0)
        return Rows(matrix, np.zeros(len(fuels)))

    def _parts(self) -> Rows:
        """Return ``whole - part >= 0`` for each memo line (feedstock within industry)."""
        where = {cell: index for index, cell in enumerate(self.last.cells)}
        rows = Rows.none(self.unknowns)
        for (flow, fuel), index in where.items():
            whole = where.get((self.flows[flow].parent, fuel))
            if self.flows[flow].part == "memo" and whole is not None:
                row = np.zeros((1, self.unknowns))
                row[0, whole], row[0, index] = 1.0, -1.0
                rows = rows.with_rows(Rows(row, np.zeros(1)))
        return rows

    def _efficiencies(self) -> list[tuple[Array, float, float]]:
        """Return ``output - ratio × input`` of each conversion the rules name, with its deviation."""
        rows = []
        for rule in tables("efficiency"):
            flow, outputs, inputs = words(rule, "flow"), words(rule, "output"), words(rule, "input")
            into, out = np.zeros(len(self.last.cells)), np.zeros(len(self.last.cells))
            for index, (at, fuel) in enumerate(self.last.cells):
                if at in flow and fuel in outputs:
                    out[index] = 1.0
                elif at in flow and (fuel in inputs or (not inputs and self.last.values[index] < 0)):
                    into[index] = -1.0
            used, made = float(into @ self.last.values), float(out @ self.last.values)
            if used > 0 and made > 0:
                half = number(rule, "width", 3.0) / 100.0 * abs(float(out @ self.prior.mean)) * self.distance
                rows.append((out - made / used * into, 0.0, max(half / NORMAL_95, 1e-3)))
        return rows

    def _observations(self, figures: Sequence[Published]) -> list[tuple[Array, float, float]]:
        return [(f.row, f.value, f.deviation) for f in figures if not f.is_exact and f.kind == "equal"]

    def _soft_rows(self) -> Rows:
        cells = len(self.last.cells)
        matrix = np.zeros((len(self.soft), self.unknowns))
        for index, (row, _, _) in enumerate(self.soft):
            matrix[index, :cells] = row
            matrix[index, cells + index] = 1.0
        return Rows(matrix, np.array([value for _, value, _ in self.soft]))
