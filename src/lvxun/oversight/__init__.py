"""How a plan's tasks stand: lamps, escalation, scores, by published parameters. Pure, no Django.

>>> from datetime import date
>>> from lvxun import oversight
>>> rules = oversight.load()
>>> task = oversight.Task(date(2026, 1, 1), date(2026, 6, 30))
>>> str(oversight.lamp(task, date(2026, 7, 2), rules, lambda day: day.weekday() < 5).colour)
'red'
"""

from lvxun.oversight.errors import ActRefusedError, DefinitionFaultsError, OversightError
from lvxun.oversight.lamps import lamp, planned, progress, sentence, worst
from lvxun.oversight.model import Colour, Confidence, Milestone, Reading, Task, Text, Verdict
from lvxun.oversight.parameters import Rules, load

__all__ = [
    "ActRefusedError",
    "Colour",
    "Confidence",
    "DefinitionFaultsError",
    "Milestone",
    "OversightError",
    "Reading",
    "Rules",
    "Task",
    "Text",
    "Verdict",
    "lamp",
    "load",
    "planned",
    "progress",
    "sentence",
    "worst",
]
