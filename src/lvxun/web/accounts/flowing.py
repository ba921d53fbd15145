"""The Sankeys: of energy from the balance, of materials from the account of circularity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lvxun.accounts.balances.sankey import energy_sankey
from lvxun.accounts.flows import Link, Node
from lvxun.accounts.materials.flows import material_flows
from lvxun.web.accounts.held import Held

LINKS_LISTED = 200


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link with its ends, and the cell that its figure leads to (the first of ``more`` + 1)."""

    source: Node
    target: Node
    link: Link
    cell: str
    more: int


@dataclass(frozen=True, slots=True)
class Flows:
    """Nodes and links of a Sankey."""

    nodes: Sequence[Node]
    links: Sequence[Link]

    @property
    def named(self) -> list[NamedLink]:
        """Return the links as rows of a table, the largest first."""
        by_id = {node.id: node for node in self.nodes}
        ordered = sorted((link for link in self.links if link.value > 0), key=lambda link: -link.value)
        return [
            NamedLink(
                by_id[link.source],
                by_id[link.target],
                link,
                link.cells[0] if link.cells else "",
                max(0, len(link.cells) - 1),
            )
            for link in ordered[:LINKS_LISTED]
        ]


@lru_cache(maxsize=48)
def flows_of(one: Held, account: str) -> Flows | None:
    """Return the flows that an account shows, ``None`` where it has none."""
    if account == "energy" and one.basis.balance is not None:
        nodes, links = energy_sankey(one.basis.balance, one.basis.factors)
    elif account == "circularity":
        nodes, links = material_flows(one.book.accounts[account])
    else:
        return None
    return Flows(nodes, links) if links else None
