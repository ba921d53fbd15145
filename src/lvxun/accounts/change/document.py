"""A comparison as plain data."""

from __future__ import annotations

from lvxun.accounts.change.comparing import Comparison


def to_dict(comparison: Comparison, first: str, second: str) -> dict[str, object]:
    """Return a comparison as JSON would have it; ``first`` and ``second`` say what was compared."""
    return {
        "first": first,
        "second": second,
        "moves": [
            {
                "id": move.id,
                "label_zh": move.label_zh,
                "label_en": move.label_en,
                "unit": move.unit,
                "before": move.before,
                "after": move.after,
                "change": move.change,
                "parts": {str(kind): part for kind, part in move.parts.items()},
            }
            for move in comparison.moves
        ],
        "entries": [
            {
                "id": one.id,
                "kind": str(one.kind),
                "label_zh": one.label_zh,
                "label_en": one.label_en,
                "unit": one.unit,
                "before": one.before,
                "after": one.after,
                "source_before": one.source_before,
                "source_after": one.source_after,
            }
            for one in comparison.entries
        ],
        "lines": {
            "changed": list(comparison.lines_changed),
            "added": list(comparison.lines_added),
            "removed": list(comparison.lines_removed),
        },
        "totals": {"appeared": list(comparison.appeared), "vanished": list(comparison.vanished)},
    }
