r"""A policy document as data: read it, parse it, keep it, compare it with another.

The engine knows nothing of regions or indicators: it turns a text into chapters, measures with their
responsible bodies, targets, cited documents and names, each with the offsets at which it stands in the text.

Examples
--------
>>> from lvxun import plan
>>> text = "某省任务措施\n一、能源\n（一）发展风电。到2025年，风电装机达到300万千瓦以上。（省能源局负责）"
>>> found = plan.parse(text)
>>> [(measure.id, measure.title) for measure in found.measures]
[('m1', '发展风电')]
>>> target = found.targets[0]
>>> target.indicator, str(target.comparator), target.value, target.unit, target.year
('风电装机', 'at_least', 300.0, '万千瓦', 2025)
"""

from lvxun.plan.comparing import PlanDiff, diff
from lvxun.plan.errors import PlanError, PlanFileError, PlanReadError
from lvxun.plan.matching import suggest_indicators
from lvxun.plan.model import (
    Chapter,
    Citation,
    Comparator,
    Measure,
    Mention,
    Plan,
    Responsibility,
    Review,
    Role,
    Sentence,
    SentenceKind,
    SourceText,
    Target,
)
from lvxun.plan.parsing import parse
from lvxun.plan.reading import read, read_bytes
from lvxun.plan.serialise import to_dict
from lvxun.plan.storage import keep_reviewed, load, save, to_toml_dict

__all__ = [
    "Chapter",
    "Citation",
    "Comparator",
    "Measure",
    "Mention",
    "Plan",
    "PlanDiff",
    "PlanError",
    "PlanFileError",
    "PlanReadError",
    "Responsibility",
    "Review",
    "Role",
    "Sentence",
    "SentenceKind",
    "SourceText",
    "Target",
    "diff",
    "keep_reviewed",
    "load",
    "parse",
    "read",
    "read_bytes",
    "save",
    "suggest_indicators",
    "to_dict",
    "to_toml_dict",
]
