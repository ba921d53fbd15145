"""Two plans compared, sentence by sentence and target by target: ``diff``."""

from lvxun.plan.comparing.model import (
    Aspect,
    BodiesDiff,
    Change,
    Edit,
    EditKind,
    MeasureDiff,
    PlanDiff,
    Reason,
    SentenceDiff,
    TargetDiff,
)
from lvxun.plan.comparing.plans import diff
from lvxun.plan.comparing.printing import diff_to_dict

__all__ = [
    "Aspect",
    "BodiesDiff",
    "Change",
    "Edit",
    "EditKind",
    "MeasureDiff",
    "PlanDiff",
    "Reason",
    "SentenceDiff",
    "TargetDiff",
    "diff",
    "diff_to_dict",
]
