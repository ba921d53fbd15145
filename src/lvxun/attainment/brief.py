"""An assessment as a Word brief that an official could send on, in Chinese or in English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document
from docx.shared import Pt, RGBColor

from lvxun.attainment.model import Assessment, Status, TargetStatus
from lvxun.attainment.rules import rules
from lvxun.attainment.word_page import Look, add_heading, add_paragraph, add_table, new_document
from lvxun.attainment.words import (
    Language,
    body_label,
    body_name,
    body_names,
    evidence_sentence,
    figure_text,
    label,
    say,
    source_titles,
    status_word,
    target_text,
)
from lvxun.region.model import Region

ORDER = (
    Status.MISSED,
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.ON_TRACK,
    Status.MET,
    Status.NO_DATA,
)
GREY = RGBColor(0x55, 0x55, 0x55)
TITLE = Look(size=Pt(20), is_bold=True, is_centred=True)
SUBTITLE = Look(is_centred=True, colour=GREY)
NAME = Look(is_bold=True, keeps_with_next=True)
SMALL = Look(size=Pt(9), colour=GREY)


@dataclass(frozen=True, slots=True)
class _Brief:
    document: Document
    assessment: Assessment
    region: Region
    language: Language

    def say(self, zh: str, en: str) -> str:
        return zh if self.language is Language.ZH else en

    def rows(self, status: Status) -> tuple[TargetStatus, ...]:
        return tuple(row for row in self.assessment.rows if row.status is status)


def brief(assessment: Assessment, region: Region, language: Language = Language.ZH) -> bytes:
    """Return an assessment as the content of a ``.docx`` file.

    Title, state at a glance, a table, then target by target what is known, from where, and who is
    responsible; at the end the data that are missing and whom to ask.
    """
    made = _Brief(new_document(), assessment, region, language)
    _head(made)
    _at_a_glance(made)
    _overview(made)
    for status in ORDER:
        _section(made, status)
    _requests(made)
    _method(made)
    content = BytesIO()
    made.document.save(content)
    return content.getvalue()


def _head(made: _Brief) -> None:
    region, year = made.region, made.assessment.year
    title = made.say(
        f"{region.label_zh}绿色低碳循环发展目标进展情况", f"{region.label_en}: where the plan's targets stand"
    )
    add_paragraph(made.document, title, TITLE)
    plan = made.assessment.plan_title
    subtitle = made.say(f"依据《{plan}》，采用截至{year}年的数据", f"Plan: {plan}. Figures up to {year}.")
    add_paragraph(made.document, subtitle, SUBTITLE)


def _at_a_glance(made: _Brief) -> None:
    add_heading(made.document, made.say("一、总体情况", "1. At a glance"))
    total = len(made.assessment.rows)
    counts = [(status, made.assessment.count(status)) for status in ORDER]
    parts = [f"{status_word(s, made.language)}{made.say(f'{n}项', f': {n}')}" for s, n in counts if n]
    text = made.say(
        f"方案共提出{total}项目标：{'，'.join(parts)}。",
        f"The plan has {total} targets. {'; '.join(parts)}.",
    )
    add_paragraph(made.document, text)
    urgent = [
        row for status in (Status.MISSED, Status.OFF_TRACK, Status.AT_RISK) for row in made.rows(status)
    ]
    if urgent:
        names = made.say("、", ", ").join(label(row, made.language) for row in urgent)
        add_paragraph(
            made.document, made.say(f"需要重点关注：{names}。", f"Attention is needed for: {names}.")
        )


def _overview(made: _Brief) -> None:
    heads = made.say("状态|措施|指标|目标|最新数据|责任单位", "State|Measure|Indicator|Target|Latest|Bodies")
    rows = [_overview_row(made, row) for status in ORDER for row in made.rows(status)]
    if rows:
        add_table(made.document, heads.split("|"), rows, (1.7, 1.1, 4.2, 3.4, 2.6, 3.0))


def _overview_row(made: _Brief, row: TargetStatus) -> Sequence[str]:
    latest = f"{figure_text(row.latest, made.language)}（{row.latest.year}）" if row.latest else "—"
    return (
        status_word(row.status, made.language),
        str(row.target.measure or "—"),
        label(row, made.language),
        target_text(row, made.language),
        latest,
        body_name(made.region, row.bodies[0].name, made.language) if row.bodies else "—",
    )


def _section(made: _Brief, status: Status) -> None:
    rows = made.rows(status)
    if not rows:
        return
    word = status_word(status, made.language)
    add_heading(made.document, made.say(f"{word}（{len(rows)}项）", f"{word} ({len(rows)})"))
    for row in rows:
        _target(made, row)


def _target(made: _Brief, row: TargetStatus) -> None:
    name = label(row, made.language)
    proxy = made.say("（代表性指标）", " (proxy)") if row.is_proxy and "代表" not in row.label_zh else ""
    add_paragraph(made.document, f"{name}{proxy}", NAME)
    goal = made.say(
        f"目标：{target_text(row, made.language)}。", f"Target: {target_text(row, made.language)}. "
    )
    notes = "".join(say((note.zh, f" {note.en}"), made.language) for note in row.notes)
    add_paragraph(made.document, f"{goal}{evidence_sentence(row, made.language)}{notes}")
    for line in _provenance(made, row):
        add_paragraph(made.document, line, SMALL)


def _provenance(made: _Brief, row: TargetStatus) -> Iterable[str]:
    measure = row.target.measure
    where = made.say(
        f"措施{measure}" if measure else "总体要求", f"measure {measure}" if measure else "general"
    )
    yield made.say(f"方案原文（{where}）：“{row.target.quote}”", f"Plan ({where}): “{row.target.quote}”")
    if row.bodies:
        yield made.say("责任单位：", "Bodies: ") + body_names(made.region, row.bodies, made.language)
    if row.latest:
        yield made.say("来源：", "Sources: ") + source_titles(made.region, row.latest.sources, made.language)


def _requests(made: _Brief) -> None:
    rows = [row for row in made.assessment.rows if row.request is not None]
    if not rows:
        return
    add_heading(made.document, made.say("需要提供的数据", "Data requested"))
    heads = made.say("提供单位|指标|年份|理由", "Body|Indicator|Years|Reason").split("|")
    asked = {row.request.id: (row, row.request) for row in rows if row.request}
    lines = [
        (
            body_label(made.region, request.body, made.language),
            label(row, made.language),
            request.years,
            say((request.reason_zh, request.reason_en), made.language),
        )
        for row, request in asked.values()
    ]
    add_table(made.document, heads, lines, (3.4, 4.0, 2.0, 6.6))


def _method(made: _Brief) -> None:
    add_heading(made.document, made.say("判断方法", "How this was judged"))
    on_track, at_risk = f"{rules().on_track:.0%}", f"{rules().at_risk:.0%}"
    text = made.say(
        f"已有目标年数据的，按目标年数据判断；尚无目标年数据的，与基期到目标的直线进度比较：达到应有进度的{on_track}"
        f"及以上为进度正常，{at_risk}至{on_track}为存在风险，不足{at_risk}为进度滞后。没有数值的目标只判断变化方向。"
        "没有可靠数据的列为缺少数据，不作推测。",
        "Where the figure of the target year is known, it decides. Before that, progress is compared with a "
        f"straight line from the base to the target: on track from {on_track} of the progress due, at risk "
        f"from {at_risk}, off track below. A target without a number is judged by direction only. What is "
        "not known is said to be not known.",
    )
    add_paragraph(made.document, text)
    version = made.assessment.region_version
    add_paragraph(
        made.document, made.say(f"数据版本：{version}", f"Version of the figures: {version}"), SMALL
    )
