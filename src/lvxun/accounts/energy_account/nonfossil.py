"""Non-fossil energy by the national method: electricity at the coal that generating it would have taken."""

from __future__ import annotations

from lvxun.accounts.balances.coal_equivalent import by_equivalent_value
from lvxun.accounts.balances.fuels import COAL_EQUIVALENT
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Check, Entry, Gap, Line, Origin, Part, Total
from lvxun.accounts.energy_account.lines import (
    FACTOR_FAULTS,
    NO_RATE,
    Written,
    gap_of,
    write_figure,
    write_product,
)

OWN_ZH, OWN_EN = "省内非化石电力", "The province's own non-fossil electricity"
SHARE_ZH = "非化石能源占能源消费比重（发电煤耗计算法，仅计省内电力）"
SHARE_EN = "Share of non-fossil energy (coal-consumption method; own electricity only)"
PRIMARY = ("production", "electricity")
HYDRO, NUCLEAR, WIND_SOLAR = "generation_hydro", "generation_nuclear", "generation_wind_solar"
WIND_AND_SOLAR = ("generation_wind", "generation_solar")
SHARE_TOLERANCE = 0.5  # percentage points
INFLOW = Gap(
    "energy",
    "nonfossil_inflow",
    "调入电力中的非化石电量、非电利用的生物质能和地热能",
    "Non-fossil part of the electricity brought in; biomass and geothermal energy not used for power",
    "energy",
)


def write_nonfossil(draft: Draft, basis: Basis, written: Written, headline: str) -> bool:
    """Write non-fossil energy and its share: of the balance's primary electricity, else generation by kind.

    Where neither is known, the published share stands. Returns whether it was computed.
    """
    lines = [written.equivalent_line(PRIMARY)] if PRIMARY in written.equivalent else []
    value = written.equivalent.get(PRIMARY)
    if not lines:
        products = [_written(draft, basis, entry) for entry in own_generation(basis) or ()]
        lines = [ident for ident, _ in products if ident]
        value = sum(amount for _, amount in products) if lines and len(lines) == len(products) else None
    published = basis.figure("nonfossil_energy_share")
    if value is None or not headline:
        _stand_in(draft, basis, published)
        return False
    draft.miss(INFLOW)
    draft.add_up(
        Total(
            "energy/nonfossil",
            "energy",
            f"{OWN_ZH}（等价值）",
            f"{OWN_EN} (equivalent value)",
            COAL_EQUIVALENT,
            tuple(Part(line) for line in lines),
        )
    )
    draft.add_up(
        Total(
            "energy/nonfossil_share",
            "energy",
            SHARE_ZH,
            SHARE_EN,
            "%",
            (Part("energy/nonfossil"),),
            headline,
            100.0,
        )
    )
    total = basis.figure("energy_consumption")
    if published is not None and total is not None:
        draft.check(_check(100.0 * value / total.value - published.value))
    return True


def own_generation(basis: Basis, year: int | None = None) -> list[Entry] | None:
    """Return hydro, nuclear, wind and solar generation, ``None`` where one of them is not known."""
    renewable = renewable_generation(basis, year)
    nuclear = basis.figure(NUCLEAR, year)
    return [*renewable, nuclear] if renewable is not None and nuclear is not None else None


def renewable_generation(basis: Basis, year: int | None = None) -> list[Entry] | None:
    """Return hydro, wind and solar generation, ``None`` where one of them is not known."""
    hydro, together = basis.figure(HYDRO, year), basis.figure(WIND_SOLAR, year)
    apart = [basis.figure(series, year) for series in WIND_AND_SOLAR]
    wind_solar = [together] if together is not None else [one for one in apart if one is not None]
    if hydro is None or not wind_solar or (together is None and len(wind_solar) < len(apart)):
        return None
    return [hydro, *wind_solar]


def _written(draft: Draft, basis: Basis, entry: Entry) -> tuple[str, float]:
    line = Line(
        id=f"energy/nonfossil/{entry.series}",
        account="energy",
        sector="power",
        item="electricity",
        area=draft.area,
        method="nonfossil_energy",
        label_zh=f"{entry.label_zh}（等价值）",
        label_en=f"{entry.label_en} (equivalent value)",
        unit=COAL_EQUIVALENT,
        origin=Origin.PUBLISHED,
    )
    try:
        product = by_equivalent_value(entry, basis.factors, basis.year)
    except FACTOR_FAULTS:
        draft.miss(NO_RATE)
        return "", 0.0
    return write_product(draft, line, product), product.value


def _stand_in(draft: Draft, basis: Basis, published: Entry | None) -> None:
    if published is None:
        draft.miss(gap_of(basis, "nonfossil_energy_share"))
        return
    draft.sum_of(
        "energy/nonfossil_share",
        f"{published.label_zh}（公布值）",
        f"{published.label_en}, as published",
        "%",
        [write_figure(draft, published)],
    )


def _check(residual: float) -> Check:
    return Check(
        "energy/nonfossil_share",
        "非化石能源比重：计算值减公布值",
        "Non-fossil share: computed less published",
        residual,
        "个百分点",
        SHARE_TOLERANCE,
        abs(residual) <= SHARE_TOLERANCE,
        "计算值只含省内水电、核电、风电、光伏；公布值另含调入电力中的非化石部分和生物质能",
        "the computed share has only the province's own hydro, nuclear, wind and solar power; the published "
        "one counts the non-fossil part of imported electricity and biomass as well",
    )
