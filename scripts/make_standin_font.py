"""Write src/lvxun/plan/reading/standin.ttf: a font that draws every character as the same box.

Needs fonttools (pip install fonttools), which nothing else here does: the 640 bytes are in the repository.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

GOAL = Path(__file__).parents[1] / "src/lvxun/plan/reading/standin.ttf"
CORNERS = ((50, -100), (50, 850), (950, 850), (950, -100))


def box() -> object:
    """Return a glyph as wide and high as a Chinese character."""
    pen = TTGlyphPen(None)
    pen.moveTo(CORNERS[0])
    for corner in CORNERS[1:]:
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def plain_font() -> TTFont:
    """Return a font with the box as its only glyph beside .notdef."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({ord("局"): "box"})
    builder.setupGlyf({".notdef": box(), "box": box()})
    builder.setupHorizontalMetrics({".notdef": (1000, 50), "box": (1000, 50)})
    builder.setupHorizontalHeader(ascent=850, descent=-150)
    builder.setupNameTable({"familyName": "Standin", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=850, sTypoDescender=-150, usWinAscent=850, usWinDescent=150)
    builder.setupPost()
    kept = io.BytesIO()
    builder.save(kept)
    return TTFont(io.BytesIO(kept.getvalue()))


def every_character_is_the_box() -> DefaultTable:
    """Return a character map of format 13: one group, U+0020 to U+10FFFF, one glyph."""
    group = struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1)
    table = DefaultTable("cmap")
    table.data = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + group
    return table


if __name__ == "__main__":
    font = plain_font()
    font["cmap"] = every_character_is_the_box()
    font.save(GOAL)
    print(GOAL, GOAL.stat().st_size)
