"""What the registers say about a record, sentence by sentence, so that a reader gets it in their language.

The engine and the store speak English and know no gettext; ``lvxun.web.figures.wording`` puts these sentences
into the reader's language. There is a module of phrases for each group of modules that speak; a test goes
through their sources and fails for a sentence that has no phrase.
"""

from lvxun.web.registers.phrases.drawing import DRAW_PHRASES
from lvxun.web.registers.phrases.lists import LISTED_PHRASES
from lvxun.web.registers.phrases.shapes import SHAPE_PHRASES
from lvxun.web.registers.phrases.steps import STEP_PHRASES
from lvxun.web.registers.phrases.store import STORE_PHRASES
from lvxun.web.registers.phrases.values import VALUE_PHRASES

PHRASES = (
    *VALUE_PHRASES,
    *LISTED_PHRASES,
    *SHAPE_PHRASES,
    *STEP_PHRASES,
    *STORE_PHRASES,
    *DRAW_PHRASES,
)

__all__ = ["PHRASES"]
