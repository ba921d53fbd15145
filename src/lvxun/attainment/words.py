"""An assessment's terms in both languages, and its rows in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from lvxun.accounts.display import value_text
from lvxun.attainment.asking import resolve
from lvxun.attainment.model import Figure, Status, TargetStatus
from lvxun.attainment.rules import branch
from lvxun.plan.model import Comparator, Responsibility, Role
from lvxun.region.model import QUALITY_WORDS, Quality, Region


class Language(StrEnum):
    """The language of a report."""

    ZH = "zh"
    EN = "en"


LONGEST_QUOTE = 40
STATUS = {
    Status.MET: ("已达到", "Met"),
    Status.ON_TRACK: ("进度正常", "On track"),
    Status.AT_RISK: ("存在风险", "At risk"),
    Status.OFF_TRACK: ("进度滞后", "Off track"),
    Status.MISSED: ("未达到", "Missed"),
    Status.NO_DATA: ("缺少数据", "No data"),
}
COMPARATOR = {
    Comparator.AT_LEAST: ("不低于{}", "at least {}"),
    Comparator.OVER: ("超过{}", "over {}"),
    Comparator.AT_MOST: ("不超过{}", "at most {}"),
    Comparator.UNDER: ("低于{}", "under {}"),
    Comparator.ABOUT: ("{}左右", "about {}"),
    Comparator.EQUAL: ("达到{}", "{}"),
    Comparator.INCREASE_BY: ("提高{}", "up by {}"),
    Comparator.DECREASE_BY: ("下降{}", "down by {}"),
    Comparator.MULTIPLY_BY: ("达到基期的{}倍", "{} times the base"),
    Comparator.RANGE: ("{}", "{}"),
}


def say(pair: tuple[str, str], language: Language) -> str:
    """Return one of two texts."""
    return pair[0] if language is Language.ZH else pair[1]


def status_word(status: Status, language: Language) -> str:
    """Return a status in words."""
    return say(STATUS[status], language)


def quality_word(quality: Quality, language: Language) -> str:
    """Return a quality in words."""
    return say(QUALITY_WORDS[quality], language)


def rule_words(row: TargetStatus, language: Language) -> str:
    """Return what the branch that decided says."""
    text = branch(row.rule)
    return say((text.zh, text.en), language)


def label(row: TargetStatus, language: Language) -> str:
    """Return the name of the row's indicator."""
    return say((row.label_zh, row.label_en), language)


def figure_text(figure: Figure | None, language: Language) -> str:
    """Return a figure's value with its unit, a dash where there is none."""
    return "—" if figure is None else _value(figure.value, figure.unit, language)


def _value(value: float, unit: str | None, language: Language) -> str:
    return value_text(value, unit, is_english=language is Language.EN)


def step_text(step: float, unit: str, language: Language) -> str:
    """Return a change with its unit: a step of a share is in percentage points."""
    return _value(step, "个百分点" if unit == "%" else unit, language)


def target_text(row: TargetStatus, language: Language) -> str:
    """Return what the plan asks for, with its year, in the plan's own unit."""
    target = row.target
    if target.value is None:
        return _in_words(row, language)
    pattern = say(COMPARATOR[target.comparator], language)
    text = pattern.format(_amount(target.value, target.unit, language))
    if target.aspirational:
        text = say((f"力争{text}", f"aiming for {text}"), language)
    if target.base_year is not None:
        base = say((f"比{target.base_year}年", f"against {target.base_year}: "), language)
        text = f"{base}{text}"
    if target.year is None:
        return text
    return say((f"{target.year}年{text}", f"{text} by {target.year}"), language)


def _in_words(row: TargetStatus, language: Language) -> str:
    quote = row.target.quote if len(row.target.quote) <= LONGEST_QUOTE else row.target.indicator
    if row.target.year is None:
        return f"“{quote}”"
    return say((f"{row.target.year}年“{quote}”", f"“{quote}” by {row.target.year}"), language)


def _amount(value: float | tuple[float, float] | None, unit: str | None, language: Language) -> str:
    if isinstance(value, tuple):
        return f"{_value(value[0], unit, language)}–{_value(value[1], unit, language)}"
    return "" if value is None else _value(value, unit, language)


def body_names(region: Region, bodies: Sequence[Responsibility], language: Language) -> str:
    """Return the responsible bodies in order, the lead marked where others support.

    In Chinese as the plan names them, in English by their label where the region lists them.
    """
    lead = say(("（牵头）", " (lead)"), language)
    names = [
        body_name(region, body.name, language) + (lead if body.role is Role.LEAD and len(bodies) > 1 else "")
        for body in bodies
    ]
    return say(("、", "; "), language).join(names)


def body_name(region: Region, name: str, language: Language) -> str:
    """Return how a body that the plan names is called in ``language``."""
    found = resolve(region, name) if language is Language.EN else None
    return found.label_en if found else name


def body_label(region: Region, body: str, language: Language) -> str:
    """Return a body's name by its id; an id that the region does not know is a name already."""
    found = region.bodies.get(body) or resolve(region, body)
    return say((found.label_zh, found.label_en), language) if found else body


def source_titles(region: Region, sources: Sequence[str], language: Language) -> str:
    """Return the titles of sources, with their publisher and year."""
    return say(("；", "; "), language).join(_title(region, source) for source in sources)


def _title(region: Region, key: str) -> str:
    source = region.sources.get(key)
    if source is None:
        return key
    details = "，".join(str(part) for part in (source.publisher, source.number, source.year) if part)
    return f"{source.title}（{details}）" if details else source.title


def evidence_sentence(row: TargetStatus, language: Language) -> str:
    """Return what is known against a target in one sentence or two."""
    if row.latest is None:
        return rule_words(row, language)
    value, year = figure_text(row.latest, language), row.latest.year
    quality = quality_word(row.latest.quality, language)
    known = say(
        (f"{year}年为{value}（数据质量：{quality}）。", f"{value} in {year} (quality: {quality}). "), language
    )
    return f"{known}{rule_words(row, language)}{_pace_sentence(row, language)}"


def _pace_sentence(row: TargetStatus, language: Language) -> str:
    if not row.pace_needed or row.pace_done is None or row.year is None or row.unit is None:
        return ""
    done, needed = (step_text(pace, row.unit, language) for pace in (row.pace_done, row.pace_needed))
    return say(
        (
            f"基期以来年均变化{done}，到{row.year}年需年均变化{needed}。",
            f" So far {done} a year; {needed} a year are needed until {row.year}.",
        ),
        language,
    )
