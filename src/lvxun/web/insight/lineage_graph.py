"""The way from series to an indicator as a drawing: layers from left to right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.accounts.model import Edge, Explanation, Node
from lvxun.web.insight.label_places import text_width

NODE_WIDTH, LINE_HEIGHT, PADDING = 152.0, 16.0, 8.0
GAP_X, GAP_Y, MARGIN = 36.0, 12.0, 6.0
TEXT_SIZE, LINES = 12.0, 2
SWEEPS = 4


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A box; ``lines`` is its label, wrapped."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: list[tuple[float, str]]
    value_y: float
    is_result: bool

    @property
    def text_x(self) -> float:
        return self.x + PADDING


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A curve from the right side of an input to the left side of what needs it."""

    path: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing, in pixels."""

    width: float
    height: float
    nodes: list[DrawnNode]
    edges: list[DrawnEdge]


def draw(explanation: Explanation, language: str) -> Drawing:
    """Lay the graph of ``explanation`` out: series on the left, the result on the right."""
    layers = _ordered(_layers(explanation.nodes, explanation.edges), explanation.edges)
    nodes = {node.id: node for node in explanation.nodes}
    height = LINES * LINE_HEIGHT + LINE_HEIGHT + 2 * PADDING
    tallest = max(len(layer) for layer in layers)
    drawn: dict[str, DrawnNode] = {}
    for column, layer in enumerate(layers):
        start = MARGIN + (tallest - len(layer)) * (height + GAP_Y) / 2
        for row, key in enumerate(layer):
            corner = (MARGIN + column * (NODE_WIDTH + GAP_X), start + row * (height + GAP_Y))
            drawn[key] = _box(nodes[key], corner, height, key == explanation.id, language)
    edges = [DrawnEdge(_curve(drawn[e.source], drawn[e.target]), e.is_used) for e in explanation.edges]
    return Drawing(
        2 * MARGIN + len(layers) * NODE_WIDTH + (len(layers) - 1) * GAP_X,
        2 * MARGIN + tallest * height + (tallest - 1) * GAP_Y,
        list(drawn.values()),
        sorted(edges, key=lambda edge: edge.is_used),
    )


def _layers(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[str]]:
    """Put each node one layer before the first one that needs it."""
    needs = defaultdict(list)
    for edge in edges:
        needs[edge.source].append(edge.target)
    depth: dict[str, int] = {}
    for node in reversed(nodes):  # nodes come inputs first
        depth[node.id] = 1 + max((depth[target] for target in needs[node.id]), default=-1)
    last = max(depth.values())
    layers: list[list[str]] = [[] for _ in range(last + 1)]
    for node in nodes:
        layers[last - depth[node.id]].append(node.id)
    return layers


def _ordered(layers: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """Order each layer by the mean place of its neighbours, so that few curves cross."""
    neighbours = defaultdict(list)
    for edge in edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    for _ in range(SWEEPS):
        for layer in (*layers, *reversed(layers)):
            height = {key: row - len(one) / 2 for one in layers for row, key in enumerate(one)}
            layer.sort(key=lambda key: _mean([height[other] for other in neighbours[key]], height[key]))
    return layers


def _mean(values: list[float], default: float) -> float:
    return sum(values) / len(values) if values else default


def _box(node: Node, corner: tuple[float, float], height: float, is_result: bool, language: str) -> DrawnNode:
    x, y = corner
    lines = wrap(node.label_en if language.startswith("en") else node.label_zh, NODE_WIDTH - 2 * PADDING)
    placed = [(y + PADDING + LINE_HEIGHT * (row + 0.75), line) for row, line in enumerate(lines)]
    return DrawnNode(
        node, x, y, NODE_WIDTH, height, placed, y + PADDING + LINE_HEIGHT * (LINES + 0.75), is_result
    )


def wrap(text: str, wide: float) -> list[str]:
    """Break a label into at most two lines; what does not fit ends in an ellipsis.

    >>> wrap("能源消费总量", 100.0)
    ['能源消费总量']
    """
    lines = [""]
    for piece in _pieces(text):
        if text_width(lines[-1] + piece.rstrip(), TEXT_SIZE) <= wide or not lines[-1]:
            lines[-1] += piece
        elif len(lines) < LINES:
            lines.append(piece.lstrip())
        else:
            return [*lines[:-1], _cut(lines[-1], wide)]
    return [_cut(line.rstrip(), wide, "") for line in lines]


def _pieces(text: str) -> list[str]:
    """Split where a line may break: after a space, and beside each Chinese character."""
    pieces = [""]
    for sign in text:
        if ord(sign) > 0x2E7F:
            pieces += [sign, ""]
        else:
            pieces[-1] += sign
            if sign == " ":
                pieces.append("")
    return [piece for piece in pieces if piece]


def _cut(line: str, wide: float, end: str = "…") -> str:
    shown = line.rstrip()
    if text_width(shown + end, TEXT_SIZE) <= wide:
        return shown + end
    while shown and text_width(shown + "…", TEXT_SIZE) > wide:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def _curve(source: DrawnNode, target: DrawnNode) -> str:
    x1, y1 = source.x + source.width, source.y + source.height / 2
    x2, y2 = target.x, target.y + target.height / 2
    bend = max(16.0, (x2 - x1) / 2)
    return f"M{x1:.1f} {y1:.1f} C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
