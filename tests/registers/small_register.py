"""A small register that is sound, and how to spoil it at one place."""

from copy import deepcopy
from datetime import date

import tomli_w

LABELS = {"label_zh": "名", "label_en": "name"}


def small() -> dict:
    """Return a register with every kind of section; each call another copy."""
    return deepcopy(_SMALL)


def spoilt(*path, to) -> dict:
    """Return the small register with another value at one place; ``to=None`` takes it out."""
    data = small()
    node = data
    for step in path[:-1]:
        node = _child(node, step)
    if to is None:
        del node[path[-1]]
    elif isinstance(node, list):
        node.append(to)
    else:
        node[path[-1]] = to
    return data


def _child(node, step):
    if isinstance(node, list) and isinstance(step, str):
        return next(one for one in node if one["id"] == step)
    if isinstance(node, dict):
        return node.setdefault(step, {})
    return node[step]


def text_of(data) -> str:
    return tomli_w.dumps(data)


_SMALL = {
    "register": {
        "id": "kilns",
        "label_zh": "砖瓦窑",
        "label_en": "Kilns",
        "measures": [3],
        "keeper": "ecology",
        "level": "prefecture",
        "subject": "firm",
        "title": "name",
        "unique": [["holder", "name"]],
        "creators": ["officer@county"],
        "readers": ["inspector@province:ecology"],
        "quotes": {"3": "“散乱污”企业"},
    },
    "numbering": {"form": "K{year}-{area}-{serial:04d}", "serial_by": ["year", "area"]},
    "basis": [
        {
            "id": "law",
            "document_zh": "法",
            "document_en": "Law",
            "since": date(2015, 1, 1),
            "confidence": "medium",
            "source": "from knowledge, not seen",
        }
    ],
    "parameter": [
        {"id": "days", **LABELS, "unit": "days", "values": [{"value": 30, "since": date(2015, 1, 1)}]}
    ],
    "field": [
        {"id": "name", "type": "text", **LABELS, "required": True, "public": True},
        {"id": "area", "type": "area", **LABELS, "required": True},
        {"id": "holder", "type": "holder", **LABELS},
        {"id": "found_on", "type": "date", **LABELS, "not_after": "today"},
        {"id": "closed_on", "type": "date", **LABELS, "not_before": "found_on", "required_in": ["closed"]},
        {
            "id": "fuel",
            "type": "choice",
            **LABELS,
            "choices": [{"id": "coal", **LABELS}, {"id": "gas", **LABELS}],
        },
        {"id": "burnt", "type": "number", **LABELS, "unit": "t", "minimum": 0, "maximum": 10},
        {
            "id": "parts",
            "type": "table",
            **LABELS,
            "columns": [{"id": "cost", "type": "money", **LABELS}, {"id": "what", "type": "text", **LABELS}],
        },
        {"id": "marks", "type": "score_sheet", **LABELS, "items": [{"id": "A1", **LABELS, "full": 10}]},
        {"id": "cost", "type": "computed", **LABELS, "computed": {"how": "sum", "of": ["parts.cost"]}},
        {"id": "total", "type": "computed", **LABELS, "computed": {"how": "score", "of": ["marks"]}},
        {
            "id": "review_on",
            "type": "computed",
            **LABELS,
            "computed": {"how": "add_time", "of": ["found_on"], "parameter": "days", "unit": "days"},
        },
    ],
    "state": [
        {"id": "found", **LABELS, "kind": "start"},
        {"id": "ordered", **LABELS, "kind": "open"},
        {"id": "closed", **LABELS, "kind": "end"},
    ],
    "transition": [
        {
            "id": "order",
            **LABELS,
            "from": ["found"],
            "to": "ordered",
            "by": ["officer@county"],
            "needs": ["found_on"],
            "sets": {"found_on": "today"},
            "basis": "law",
            "limits": [{"parameter": "days", "unit": "days", "when": {"fuel": ["coal"]}}],
        },
        {
            "id": "close",
            **LABELS,
            "from": ["*"],
            "to": "closed",
            "by": ["officer@prefecture"],
            "proofs": [{"id": "photo", **LABELS}],
            "limits": [{"amount": 10, "unit": "working_days", "counted_from": "field:found_on"}],
            "when": {"burnt": {"low": 0, "high": 5}},
        },
    ],
    "duty": [
        {
            "id": "report",
            **LABELS,
            "who": "holder",
            "when": {"state": ["ordered"]},
            "every": "year",
            "day": "01-31",
        }
    ],
    "publication": {"states": ["closed"], "after": {"amount": 7, "unit": "days"}},
    "retention": {"years": 10},
    "indicator": [
        {
            "id": "kilns_closed",
            **LABELS,
            "unit": "%",
            "kind": "share",
            "where": {"state": ["closed"]},
            "of": {"state": ["found", "ordered", "closed"]},
        },
        {"id": "kilns_days", **LABELS, "unit": "d", "kind": "days", "between": ["found", "closed"]},
        {"id": "kilns_burnt", **LABELS, "unit": "t", "kind": "sum", "value": "burnt", "at": "entered:closed"},
    ],
}
