"""What the OpenAPI document says beyond the types: errors that every address may answer, free filters."""

from __future__ import annotations

from lvxun.web.api.schemas import ProblemOut

PROBLEMS = dict.fromkeys((400, 401, 403, 404, 409, 412, 413, 422, 428, 429), ProblemOut)
LISTED = {
    "area": "Code of an area: 210000, 210100, 210102.",
    "state": "Id of a state; several times: any of them.",
    "holder": "A unified social credit code.",
    "q": "Full text, Chinese from one character on.",
    "merged": "1: those merged into others, instead of the others.",
    "synthetic": "yes or no: made up for trying.",
}


IF_MATCH = {"If-Match": "The version that you have seen, as ETag gave it; instead of version in the body."}
ONCE = {"Idempotency-Key": "A create that is sent twice with the same key is one record."}


def parameters(named: dict[str, str], place: str = "query") -> dict[str, object]:
    """Return parameters of an address for the document; any filter field of the register is one, too."""
    return {
        "parameters": [
            {
                "in": place,
                "name": name,
                "required": False,
                "description": description,
                "schema": {"type": "string"},
            }
            for name, description in named.items()
        ]
    }
