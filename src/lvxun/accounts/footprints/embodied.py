"""Carbon embodied in what is demanded: production- and consumption-based, by category, product and trade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lvxun.accounts.book.model import Array, Check
from lvxun.accounts.footprints.classification import words
from lvxun.accounts.footprints.placing import Placed
from lvxun.accounts.footprints.technology import Technology

TOLERANCE = 1e-12  # relative: what sums of doubles may differ by


@dataclass(frozen=True)
class Embodied:
    """Footprints, in the unit of the carbon that came in; the first axis is the member.

    Attributes
    ----------
    intensities
        carbon per unit of output, (member, sector).
    multipliers
        carbon emitted here for a unit of final demand made here, (member, sector).
    total_multipliers
        the same wherever it is emitted, imports made as here, (member, sector).
    production
        territorial: sectors and what households burn, (member).
    by_category
        emitted here in production for each category of final demand, (member, ``CATEGORIES``).
    by_product
        the same for each product of final demand, (member, product); sums to the same.
    direct
        burned by households themselves, (member, ``LOCAL``).
    consumption
        what demand inside the province causes anywhere, and what households burn, (member).
    consumption_by_category
        the part of ``consumption`` that is caused in production, (member, ``LOCAL``).
    consumption_by_product
        the same by product, (member, product).
    sent, received
        embodied in exports and outflow, (member, ``OUTSIDE``), in imports and inflow, (member, ``INCOMING``).
    sent_by_product, received_by_product
        the same in one sum by product, (member, product).
    error
        embodied in the table's error term, (member).
    """

    intensities: Array
    multipliers: Array
    total_multipliers: Array
    production: Array
    by_category: Array
    by_product: Array
    direct: Array
    consumption: Array
    consumption_by_category: Array
    consumption_by_product: Array
    sent: Array
    received: Array
    sent_by_product: Array
    received_by_product: Array
    error: Array

    @property
    def net_sent(self) -> Array:
        """Embodied in what leaves less what comes in, (member)."""
        return np.asarray(self.sent.sum(axis=1) - self.received.sum(axis=1))


def embody(found: Technology, placed: Placed) -> Embodied:
    """Return all footprints of carbon placed in a table."""
    table = found.table
    intensities = np.divide(
        placed.production, table.output, out=np.zeros_like(placed.production), where=table.output != 0
    )
    here = found.here.multipliers(intensities)
    anywhere = found.anywhere.multipliers(intensities)
    by_consumer = anywhere @ table.local
    direct = placed.direct
    return Embodied(
        intensities=intensities,
        multipliers=here,
        total_multipliers=anywhere,
        production=placed.production.sum(axis=1) + direct.sum(axis=1),
        by_category=here @ found.demand_here,
        by_product=here * found.demand_here.sum(axis=1),
        direct=direct,
        consumption=by_consumer.sum(axis=1) + direct.sum(axis=1),
        consumption_by_category=by_consumer,
        consumption_by_product=anywhere * table.local.sum(axis=1),
        sent=anywhere @ table.outside,
        received=anywhere @ table.incoming,
        sent_by_product=anywhere * table.outside.sum(axis=1),
        received_by_product=anywhere * table.incoming.sum(axis=1),
        error=anywhere @ table.error,
    )


def checks(one: Embodied, unit: str) -> tuple[Check, ...]:
    """Return the identities with the worst residual over all members.

    Production equals the sum over final demand; production less consumption equals the balance of trade.
    """
    pairs = {
        "production_is_demand": one.by_category.sum(axis=1) + one.direct.sum(axis=1),
        "production_is_products": one.by_product.sum(axis=1) + one.direct.sum(axis=1),
        "production_is_consumption_and_trade": one.consumption + one.net_sent + one.error,
    }
    gross = float(max(one.consumption.max(), one.sent.sum(axis=1).max(), one.received.sum(axis=1).max()))
    scales = {"production_is_consumption_and_trade": gross}
    return tuple(
        identity(name, one.production, other, unit, scales.get(name, 0.0)) for name, other in pairs.items()
    )


def identity(name: str, left: Array, right: Array, unit: str, scale: float = 0.0) -> Check:
    """Return how far two arrays that should be the same are apart, at worst.

    Allowed is a rounding of the largest of them, or of ``scale`` where terms that large cancel out.
    """
    label = words()["checks"][name]
    allowed = TOLERANCE * (max(float(np.abs(left).max()), scale) or 1.0)
    apart = float(np.abs(left - right).max())
    return Check(f"footprint/{name}", label.zh, label.en, apart, unit, allowed, apart <= allowed)
