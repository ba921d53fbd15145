"""The Sankey of materials: what comes in, is used, becomes waste, and where that goes; in balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lvxun.accounts.book.evaluating import Values, evaluate
from lvxun.accounts.book.model import Account, Line
from lvxun.accounts.flows import Link, Node
from lvxun.accounts.materials.amounts import alone
from lvxun.accounts.materials.stating import TONNES, rules

USE, WASTE, OUT, RECYCLED = "use", "waste", "sent_out", "recycled"
STOCK, UNCOUNTED, UNKNOWN = "stock_and_air", "not_counted", "fate_unknown"
FATES = {
    "used": ("综合利用", "Used again"),
    "disposed": ("处置", "Disposed of"),
    "stored": ("贮存", "Stored"),
    "discharged": ("排放丢弃", "Discharged"),
}
NODES = {
    USE: Node(USE, "经济系统", "In use", 1),
    RECYCLED: Node(RECYCLED, "循环利用的废物", "Waste used again", 0),
    UNCOUNTED: Node(UNCOUNTED, "未计入的投入", "Input that is not counted", 0),
    "old_stock": Node("old_stock", "往年贮存", "Stock of earlier years", 1),
    OUT: Node(OUT, "调出和出口", "Sent out", 2),
    WASTE: Node(WASTE, "废物产生", "Waste", 2),
    STOCK: Node(STOCK, "存量净增、排入空气和未计入的去向", "Added to stock, to air, or not counted", 2),
    UNKNOWN: Node(UNKNOWN, "去向未知", "Fate not known", 3),
}
Amount = tuple[float, tuple[str, ...]]


def material_flows(account: Account) -> tuple[tuple[Node, ...], tuple[Link, ...]]:
    """Return nodes and links of a circularity account, 10^4 t; what comes into a node goes out of it.

    What the account does not know is a link of its own: input that is not counted where more goes out than
    comes in, waste whose fate is not known. Empty where the account has no material at all.
    """
    values = evaluate(alone(account))
    links = [*_inputs(account, values), *_waste(account, values)]
    links = [link for link in links if link.value > 0]
    if not links:
        return (), ()
    links += _balancing(links)
    named = dict.fromkeys(name for link in links for name in (link.source, link.target))
    nodes = tuple(_node(name) for name in named)
    return tuple(sorted(nodes, key=lambda node: node.column)), tuple(links)


def _node(name: str) -> Node:
    if name in NODES:
        return NODES[name]
    kind, _, group = name.partition("/")
    if kind == "fate":
        return Node(name, *FATES[group], 3)
    zh, en = rules()["groups"][group]
    words = {"extraction": ("本地开采", "extracted here"), "inflow": ("调入和进口", "brought in")}[kind]
    return Node(name, f"{zh}：{words[0]}", f"{en}: {words[1]}", 0)


def _inputs(account: Account, values: Values) -> Iterator[Link]:
    summed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in account.lines.values():
        _, sector, group, *rest = (*line.id.split("/"), "", "")
        if sector != "economy" or group not in rules()["groups"] or line.notation is not None:
            continue
        way = rest[0]
        ends = (USE, OUT) if way == "outflow" else (f"{way}/{group}", USE)
        summed[ends].append(line.id)
    for (source, target), cells in summed.items():
        yield Link(source, target, _sum(values, cells), TONNES, tuple(cells))


def _waste(account: Account, values: Values) -> Iterator[Link]:
    by_item: dict[str, list[str]] = defaultdict(list)
    for line in account.lines.values():
        if line.notation is None and _is_waste(line):
            by_item[line.item].append(line.id)
    if by_item["generated"]:
        cells = by_item["generated"]
        yield Link(USE, WASTE, _sum(values, cells), TONNES, tuple(cells))
    if by_item["from_stock"]:
        cells = by_item["from_stock"]
        yield Link("old_stock", WASTE, _sum(values, cells), TONNES, tuple(cells))
    for fate in FATES:
        if by_item[fate]:
            cells = by_item[fate]
            yield Link(WASTE, f"fate/{fate}", _sum(values, cells), TONNES, tuple(cells))
    if by_item["used"]:
        yield Link(RECYCLED, USE, _sum(values, by_item["used"]), TONNES, tuple(by_item["used"]))


def _is_waste(line: Line) -> bool:
    return line.method.startswith("waste") or line.method == "straw"


def _sum(values: Values, cells: list[str]) -> float:
    return sum(float(values.array(cell)[0]) for cell in cells)


def _balancing(links: list[Link]) -> Iterator[Link]:
    """Yield what is needed for the nodes in the middle to be in balance, with all the cells of the node."""
    lacking = _residual(links, WASTE)
    cells = tuple(cell for link in links if WASTE in (link.source, link.target) for cell in link.cells)
    if lacking > 0:
        yield Link(WASTE, UNKNOWN, lacking, TONNES, cells)
    elif lacking < 0:
        links.append(Link(USE, WASTE, -lacking, TONNES, cells))
    left = _residual(links, USE)
    cells = tuple(cell for link in links if USE in (link.source, link.target) for cell in link.cells)
    if left > 0:
        yield Link(USE, STOCK, left, TONNES, cells)
    elif left < 0:
        yield Link(UNCOUNTED, USE, -left, TONNES, cells)


def _residual(links: list[Link], node: str) -> float:
    return sum(link.value for link in links if link.target == node) - sum(
        link.value for link in links if link.source == node
    )
