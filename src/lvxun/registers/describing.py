"""A register in words, Chinese or English: who acts, by when, on what condition; a diagram of its states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from lvxun.registers.model import (
    Actor,
    ActorRole,
    Between,
    Condition,
    Duty,
    Field,
    Label,
    Level,
    Limit,
    LimitUnit,
    Parameter,
    Register,
)

ROLES: Mapping[ActorRole, Label] = {
    ActorRole.HOLDER: Label("企业（持有人）", "the firm itself"),
    ActorRole.OFFICER: Label("工作人员", "officer"),
    ActorRole.INSPECTOR: Label("执法检查人员", "inspector"),
    ActorRole.AUDITOR: Label("第三方机构", "third party"),
    ActorRole.BANK: Label("金融机构", "bank"),
    ActorRole.SYSTEM: Label("系统（按日历）", "the calendar"),
    ActorRole.PUBLIC: Label("公众", "the public"),
}
LEVELS: Mapping[Level, Label] = {
    Level.NATION: Label("国家", "nation"),
    Level.PROVINCE: Label("省级", "province"),
    Level.PREFECTURE: Label("市级", "city"),
    Level.COUNTY: Label("县级", "county"),
}
UNITS: Mapping[LimitUnit, Label] = {
    LimitUnit.DAYS: Label("日", "days"),
    LimitUnit.WORKING_DAYS: Label("个工作日", "working days"),
    LimitUnit.MONTHS: Label("个月", "months"),
    LimitUnit.YEARS: Label("年", "years"),
}
PERIODS: Mapping[str, Label] = {
    "year": Label("每年", "every year"),
    "quarter": Label("每季度", "every quarter"),
    "month": Label("每月", "every month"),
}
KINDS: Mapping[str, Label] = {
    "start": Label("起点", "start"),
    "open": Label("办理中", "open"),
    "decided": Label("已决定", "decided"),
    "end": Label("终止", "end"),
}


def in_words(label: Label, lang: str) -> str:
    """Return the words of one language, ``zh`` or ``en``."""
    return label.en if lang == "en" else label.zh


def actor_words(actor: Actor, lang: str) -> str:
    """Return who may act.

    Examples
    --------
    >>> actor_words(Actor(ActorRole.OFFICER, Level.PROVINCE, "drc"), "en")
    'officer (province, drc)'
    """
    place = [in_words(LEVELS[actor.level], lang)] if actor.level else []
    place += [actor.function] if actor.function else []
    if not place:
        return in_words(ROLES[actor.role], lang)
    left, right, between = ("(", ")", ", ") if lang == "en" else ("（", "）", "，")
    space = " " if lang == "en" else ""
    return f"{in_words(ROLES[actor.role], lang)}{space}{left}{between.join(place)}{right}"


def actors_words(actors: Iterable[Actor], lang: str) -> str:
    """Return several who may act."""
    return (", " if lang == "en" else "、").join(actor_words(one, lang) for one in actors)


def limit_words(register: Register, limit: Limit, lang: str, today: date) -> str:
    """Return a limit in words: how long, counted from what, what silence brings, when it applies."""
    words = f"{_amount(register, limit, lang, today)}{_origin(register, limit, lang)}"
    if limit.silence:
        state = in_words(register.state(limit.silence).label, lang)
        words += f"; after that: {state}" if lang == "en" else f"；逾期即为“{state}”"
    if limit.lapses:
        words += "; not possible after that" if lang == "en" else "；逾期不再受理"
    if limit.when:
        condition = condition_words(register, limit.when, lang)
        words += f" ({condition})" if lang == "en" else f"（{condition}）"
    return words


def _amount(register: Register, limit: Limit, lang: str, today: date) -> str:
    unit = in_words(UNITS[limit.unit], lang)
    amount: object = abs(limit.amount)
    mark = ""
    if limit.parameter:
        parameter = register.parameter(limit.parameter)
        amount = parameter.on(today) if parameter else limit.parameter
        mark = unconfirmed(parameter, lang) if parameter else ""
    if lang != "en":
        return f"{amount}{unit}{mark}"
    return f"{amount} {unit[:-1] if amount == 1 else unit}{mark}"


def unconfirmed(parameter: Parameter, lang: str) -> str:
    """Return the mark of a parameter that no province has confirmed, nothing for another."""
    if parameter.confirmed:
        return ""
    return " (to be confirmed)" if lang == "en" else "（待确认）"


def _origin(register: Register, limit: Limit, lang: str) -> str:
    origin, _, name = limit.counted_from.partition(":")
    field = register.field(name) if origin == "field" else None
    state = register.state(name) if origin == "state" and name else None
    named = field or state
    if lang == "en":
        what = f"“{named.label.en}”" if named else "the step before"
        if limit.amount < 0:
            return f" before {what}"
        return "" if not limit.amount and not limit.parameter else f" from {what}"
    what = f"“{named.label.zh}”" if named else "上一步"
    return f"，早于{what}" if limit.amount < 0 else f"，自{what}起"


def due_words(register: Register, duty: Duty, lang: str, today: date) -> str:
    """Return when a duty falls due."""
    if not duty.every:
        if duty.limit is None:
            return ""
        if not duty.limit.amount and not duty.limit.parameter:
            field = register.field(duty.limit.counted_from.partition(":")[2])
            on = in_words(field.label, lang) if field else ""
            return f"by “{on}”" if lang == "en" else f"“{on}”之前"
        return limit_words(register, duty.limit, lang, today)
    period = in_words(PERIODS[duty.every], lang)
    if duty.every == "year":
        month, day = (int(part) for part in duty.day.split("-"))
        return f"{period} by {duty.day}" if lang == "en" else f"{period}{month}月{day}日前"
    after = f"by day {int(duty.day)} of the next month"
    return f"{period}, {after}" if lang == "en" else f"{period}后{int(duty.day)}日内"


def condition_words(register: Register, condition: Condition, lang: str) -> str:
    """Return a condition in words: all of it must hold."""
    parts = [_comparison(register, name, wanted, lang) for name, wanted in condition.items()]
    return (", " if lang == "en" else "，").join(parts)


def _comparison(
    register: Register, name: str, wanted: tuple[str | bool | float, ...] | Between, lang: str
) -> str:
    field = register.field(name)
    what = in_words(field.label, lang) if field else ("state" if lang == "en" else "状态")
    if isinstance(wanted, Between):
        low = "" if wanted.low is None else f" ≥ {wanted.low}"
        high = "" if wanted.high is None else f" ≤ {wanted.high}"
        return f"{what}{low}{high}"
    values = [_value(register, field, one, lang) for one in wanted]
    return f"{what} = {(' or ' if lang == 'en' else '或').join(values)}"


def _value(register: Register, field: Field | None, value: str | bool | float, lang: str) -> str:
    if isinstance(value, bool):
        words = ("yes", "no") if lang == "en" else ("是", "否")
        return words[0] if value else words[1]
    named = field.choices if field else register.states
    label = next((one.label for one in named if one.id == value), None)
    return in_words(label, lang) if label else str(value)


def mermaid(register: Register, lang: str = "zh") -> str:
    """Return the states and the steps between them as the text of a Mermaid state diagram.

    A step from every state is drawn once, from a state called ``any``; silence is a dotted word on its arrow.
    """
    lines = ["stateDiagram-v2"]
    lines += [f"    {one.id}: {_plain(in_words(one.label, lang))}" for one in register.states]
    lines.append(f"    [*] --> {register.start.id}")
    if any(step.is_from_anywhere for step in register.transitions):
        lines.append(f"    any: {'any state' if lang == 'en' else '任一状态'}")
    silence = "silence" if lang == "en" else "逾期"
    for step in register.transitions:
        for source in ("any",) if step.is_from_anywhere else step.sources:
            lines.append(f"    {source} --> {step.target}: {_plain(in_words(step.label, lang))}")
            quiet = sorted({limit.silence for limit in step.limits if limit.silence} - {step.target})
            lines += [f"    {source} --> {target}: {silence}" for target in quiet]
    lines += [f"    {one.id} --> [*]" for one in register.states if one.kind == "end"]
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    """Return words without the signs that mean something to Mermaid."""
    return (
        words.replace(":", "：").replace(";", "；").replace("#", "＃").replace("{", "（").replace("}", "）")
    )
