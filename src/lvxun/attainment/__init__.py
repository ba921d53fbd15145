"""A plan held against a region: where every target stands, by a written rule, with the evidence behind it.

>>> from lvxun import attainment
>>> attainment.branch("path.on_line").status
<Status.ON_TRACK: 'on_track'>

``attainment.assess(plan, region)`` gives one row a target, ``to_dict``, ``workbook`` and ``brief`` write it
down, ``coverage(plan, region)`` says what each measure has.
"""

from lvxun.attainment.asking import requests_about
from lvxun.attainment.assessing import assess, horizon, latest_year
from lvxun.attainment.brief import brief
from lvxun.attainment.covering import Coverage, MeasureCoverage, coverage
from lvxun.attainment.document import to_dict
from lvxun.attainment.linking import Link, candidates, link, targets_of
from lvxun.attainment.model import Assessment, Figure, Note, Status, TargetStatus
from lvxun.attainment.rules import branch
from lvxun.attainment.words import (
    Language,
    body_label,
    body_name,
    body_names,
    evidence_sentence,
    figure_text,
    quality_word,
    source_titles,
    status_word,
    step_text,
    target_text,
)
from lvxun.attainment.workbook import workbook

__all__ = [
    "Assessment",
    "Coverage",
    "Figure",
    "Language",
    "Link",
    "MeasureCoverage",
    "Note",
    "Status",
    "TargetStatus",
    "assess",
    "body_label",
    "body_name",
    "body_names",
    "branch",
    "brief",
    "candidates",
    "coverage",
    "evidence_sentence",
    "figure_text",
    "horizon",
    "latest_year",
    "link",
    "quality_word",
    "requests_about",
    "source_titles",
    "status_word",
    "step_text",
    "target_text",
    "targets_of",
    "to_dict",
    "workbook",
]
