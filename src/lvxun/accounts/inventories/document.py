"""Two inventories beside each other as plain data."""

from __future__ import annotations

from lvxun.accounts.inventories.model import Beside, TheirInventory


def to_dict(found: Beside, theirs: TheirInventory) -> dict[str, object]:
    """Return the comparison as JSON would have it, masses in 10^4 t."""
    ours_co2e, theirs_co2e, difference = found.in_co2e
    return {
        "file": theirs.file,
        "layout": theirs.layout.id,
        "weighed_with": theirs.gwp,
        "remarks": list(theirs.remarks),
        "unit": "万吨",
        "rows": [
            {
                "id": row.id,
                "label_zh": row.label_zh,
                "label_en": row.label_en,
                "gas": row.gas,
                "ours": row.ours,
                "theirs": row.theirs,
                "difference": row.difference,
                "our_notation": row.our_notation,
                "their_notation": row.their_notation,
                "is_indirect": row.is_indirect,
                "remark_zh": row.remark_zh,
                "remark_en": row.remark_en,
                "lines": list(row.lines),
            }
            for row in found.rows
        ],
        "totals": {"ours": dict(found.ours), "theirs": dict(found.theirs)},
        "co2e": {
            "gwp": found.gwp,
            "ours": ours_co2e,
            "theirs": theirs_co2e,
            "difference": difference,
        },
    }
