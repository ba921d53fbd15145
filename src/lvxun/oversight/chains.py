"""What a measure is meant to move: measure, what it changes, the indicator that would show it.

Every link says which way, how sure we are, and why; a chain is a claim to be tested, not a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lvxun.oversight.model import Confidence, Text
from lvxun.oversight.toml_file import Sheet

FILE = "chains.toml"
KEYS = (
    "measure", "quote", "via_zh", "via_en", "indicator", "effect", "confidence", "why_zh", "why_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain: ``effect`` is up or down, how the indicator should move where the measure works."""

    measure: int
    quote: str  # the words of the plan
    via: Text  # what the measure changes first
    indicator: str
    effect: str
    confidence: Confidence
    why: Text


def load(region_folder: Path) -> tuple[Chain, ...]:
    """Read a region's chains, in the order of the file; none where there is no file.

    Raises
    ------
    DefinitionFaultsError
        with every fault of the file.
    """
    path = region_folder / FILE
    if not path.is_file():
        return ()
    sheet = Sheet(path)
    found = []
    for key, row in sheet.rows("chain"):
        sheet.only(key, row, KEYS)
        found.append(
            Chain(
                measure=sheet.whole(key, row, "measure"),
                quote=sheet.text(key, row, "quote"),
                via=sheet.words(key, row, "via"),
                indicator=sheet.text(key, row, "indicator"),
                effect=sheet.choice(key, row, "effect", ("up", "down")),
                confidence=Confidence(sheet.choice(key, row, "confidence", list(Confidence))),
                why=sheet.words(key, row, "why"),
            )
        )
    sheet.finish()
    return tuple(found)
