"""What the registers say of the measures: their indicators with the latest figure."""

from __future__ import annotations

from lvxun.accounts.computing import compute
from lvxun.accounts.registered import registered
from lvxun.attainment.evidence import known_until, shown
from lvxun.attainment.model import CarriedOut
from lvxun.region.model import Region


def carried_out(region: Region, year: int | None = None) -> tuple[CarriedOut, ...]:
    """Return the indicators that the region's registers yield, by measure, up to ``year``.

    An indicator without a figure for the region itself is left out.
    """
    infos = registered(region)
    if not infos:
        return ()
    known = region if year is None else known_until(region, year)
    result = compute(known, list(infos))
    found = []
    for key, info in infos.items():
        history = tuple(map(shown, result.figures(key)))
        if history:
            register = region.catalogue[key].register
            found.append(
                CarriedOut(key, info.label_zh, info.label_en, register, info.measures, history[-1], history)
            )
    return tuple(sorted(found, key=lambda row: (row.measures, row.register)))
