"""The Sankeys: of energy from the balance, of materials from the accounts of waste and circularity."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.accounts.flows import Link, Node
from lvxun.region.model import Region
from lvxun.web.accounts.held import Held


@dataclass(frozen=True, slots=True)
class Flows:
    """Nodes and links of a Sankey."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def flows_of(region: Region, one: Held, account: str) -> Flows | None:
    """Return the flows that an account shows, ``None`` where it has none."""
    return None
