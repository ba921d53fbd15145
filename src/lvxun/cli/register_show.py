"""``lvxun register show``: one register on a page: fields, states, steps, duties, what it rests on."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from lvxun.cli.output import console, print_json, print_table

if TYPE_CHECKING:
    from lvxun.registers.model import Field, Register

CONFIDENCE_COLOURS = {"high": "green", "medium": "yellow", "low": "red"}


class Language(StrEnum):
    """In which language the register is shown."""

    ZH = "zh"
    EN = "en"


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="A register's id: lvxun register list.")],
    region: Annotated[str, typer.Option("--region", help="With the overrides of this region.")] = "liaoning",
    lang: Annotated[Language, typer.Option("--lang", help="In which language.")] = Language.ZH,
    mermaid: Annotated[
        bool, typer.Option("--mermaid", help="Print the state diagram as Mermaid text only.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole definition as one JSON object.")
    ] = False,
) -> None:
    """Show one register: fields, states with steps, limits and actors, duties, what it rests on.

    Parameters that no national text fixes and no province has confirmed are named at the end.

    [bold]Example:[/bold] lvxun register show cleaner_production --lang en
    """
    from lvxun.region import locate
    from lvxun.registers.describing import mermaid as diagram
    from lvxun.registers.reading import find, load

    register = find(load(locate(region)), name)
    if as_json:
        print_json(_plain(asdict(register)))
    elif mermaid:
        sys.stdout.write(diagram(register, lang))
    else:
        _show_all(register, lang, date.today())


def _show_all(register: Register, lang: str, today: date) -> None:
    _head(register, lang)
    _fields(register, lang)
    _states(register, lang)
    _steps(register, lang, today)
    _duties(register, lang, today)
    _indicators(register, lang)
    _basis(register, lang)
    _to_confirm(register, lang, today)


def _head(register: Register, lang: str) -> None:
    from lvxun.registers.describing import actors_words, in_words

    console.print(Text(f"{in_words(register.label, lang)}  {register.id}", style="bold"))
    console.print(in_words(register.summary, lang), markup=False, highlight=False)
    for number, words in register.quotes.items():
        console.print(Text(f"{_say('措施', 'measure', lang)} {number}: “{words}”", style="italic"))
    keeper = f"{_say('主管', 'kept by', lang)}: {register.keeper}@{register.level}"
    creators = f"{_say('录入', 'entered by', lang)}: {actors_words(register.creators, lang)}"
    files = ", ".join([register.path, *register.overridden_by])
    console.print(f"{keeper} · {creators}\n{files}", markup=False, highlight=False, soft_wrap=True)


def _fields(register: Register, lang: str) -> None:
    from lvxun.registers.describing import in_words

    rows = [
        (
            one.id,
            in_words(one.label, lang),
            str(one.type),
            one.unit,
            _needed(register, one, lang),
            _marks(one),
        )
        for one in register.fields
    ]
    columns = _columns(lang, ("字段", "field"), ("名称", "label"), ("类型", "type"), ("单位", "unit"))
    needed, shown = _columns(lang, ("必填", "required"), ("列表/筛选/检索/公开", "list/filter/search/public"))
    print_table(_say("字段", "Fields", lang), [*columns, needed, shown], rows)


def _needed(register: Register, field: Field, lang: str) -> str:
    from lvxun.registers.describing import in_words

    if field.required:
        return _say("是", "yes", lang)
    return ", ".join(in_words(register.state(name).label, lang) for name in field.required_in)


def _marks(field: Field) -> str:
    marks = {"L": field.in_list, "F": field.in_filter, "S": field.in_search, "P": field.public}
    return "".join(letter if is_set else "·" for letter, is_set in marks.items())


def _states(register: Register, lang: str) -> None:
    from lvxun.registers.describing import KINDS, in_words

    rows = []
    for one in register.states:
        marks = [_say("封存", "sealed", lang)] if one.sealed else []
        marks += [_say("停止计时", "stops the clock", lang)] if one.stops_clock else []
        rows.append((one.id, in_words(one.label, lang), in_words(KINDS[one.kind], lang), ", ".join(marks)))
    columns = _columns(lang, ("状态", "state"), ("名称", "label"), ("性质", "kind"), ("", ""))
    print_table(_say("状态", "States", lang), columns, rows)


def _steps(register: Register, lang: str, today: date) -> None:
    from lvxun.registers.describing import actors_words, in_words, limit_words

    rows = []
    for step in register.transitions:
        limits = "\n".join(limit_words(register, one, lang, today) for one in step.limits)
        needs = [*step.needs, *(f"⎘ {in_words(proof.label, lang)}" for proof in step.proofs)]
        way = f"{', '.join(step.sources)} → {step.target}"
        who = actors_words(step.by, lang)
        basis = " ".join(part for part in (step.basis, step.article) if part)
        rows.append((in_words(step.label, lang), way, who, ", ".join(needs), limits, basis))
    columns = _columns(
        lang,
        ("步骤", "step"),
        ("从 → 到", "from → to"),
        ("谁", "who"),
        ("填写或附件", "to fill or attach"),
        ("时限", "limit"),
        ("依据", "basis"),
    )
    print_table(_say("步骤", "Steps", lang), columns, rows)


def _duties(register: Register, lang: str, today: date) -> None:
    from lvxun.registers.describing import actor_words, due_words, in_words

    if not register.duties:
        return
    rows = [
        (
            in_words(one.label, lang),
            actor_words(one.who, lang),
            due_words(register, one, lang, today),
            " ".join(part for part in (one.basis, one.article) if part),
        )
        for one in register.duties
    ]
    columns = _columns(lang, ("义务", "duty"), ("谁", "who"), ("何时", "when"), ("依据", "basis"))
    print_table(_say("义务", "Duties", lang), columns, rows)


def _indicators(register: Register, lang: str) -> None:
    from lvxun.registers.describing import in_words

    rows = [(one.id, in_words(one.label, lang), one.kind, one.unit) for one in register.indicators]
    columns = _columns(lang, ("指标", "indicator"), ("名称", "label"), ("算法", "kind"), ("单位", "unit"))
    print_table(_say("指标", "Indicators", lang), columns, rows)


def _basis(register: Register, lang: str) -> None:
    from lvxun.registers.describing import in_words

    rows = [
        (
            one.id,
            in_words(one.document, lang),
            one.number,
            one.article,
            Text(str(one.confidence), style=CONFIDENCE_COLOURS[one.confidence]),
            one.source,
        )
        for one in register.basis
    ]
    columns = _columns(
        lang,
        ("依据", "basis"),
        ("文件", "document"),
        ("文号", "number"),
        ("条款", "article"),
        ("把握", "confidence"),
        ("出处", "source"),
    )
    print_table(_say("依据", "What it rests on", lang), columns, rows)


def _to_confirm(register: Register, lang: str, today: date) -> None:
    from lvxun.registers.describing import in_words

    open_ones = [one for one in register.parameters if not one.confirmed]
    if not open_ones:
        return
    rows = [
        (one.id, in_words(one.label, lang), one.on(today), one.unit, in_words(one.note, lang))
        for one in open_ones
    ]
    columns = _columns(
        lang, ("参数", "parameter"), ("名称", "label"), ("现值", "now"), ("单位", "unit"), ("说明", "note")
    )
    print_table(_say("须由省确认", "What the province must confirm", lang), columns, rows)


def _say(zh: str, en: str, lang: str) -> str:
    return en if lang == Language.EN else zh


def _columns(lang: str, *labels: tuple[str, str]) -> list[str]:
    return [_say(zh, en, lang) for zh, en in labels]


def _plain(value: object) -> object:
    """Return what JSON can hold: dates as text, keys too."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
