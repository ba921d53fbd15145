"""The page ``docs/registers.md``, written from the register files; its head says how."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from lvxun.registers.describing import (
    KINDS,
    actor_words,
    actors_words,
    due_words,
    in_words,
    limit_words,
    mermaid,
)
from lvxun.registers.model import Confidence, Register, Transition
from lvxun.registers.reading import load

HEAD = """# The registers
{count} registers carry out the plan's measures. Each is one file, `src/lvxun/rules/registers/<id>.toml`;
this page is written from the files (`python -m lvxun.registers.handbook > docs/registers.md`), and a test
fails when it is out of date. `lvxun register show ID` prints the same with a province's changes;
[the file of a register](registers-format.md) explains every key. Registers start empty.

What a rule rests on is named with how well it is known: *high*, the official text was read; *medium*, known
with its number, the text was not read; *low*, from memory. A number marked *to be confirmed* is fixed by no
national text that we have read: a province confirms it in a file of its own before it binds anybody.
Measures are those of Liaoning's plan of 2021.
"""


def page() -> str:
    """Return the page in Markdown; it depends on the files alone, not on the day."""
    registers = load()
    parts = [HEAD.format(count=len(registers)), *_by_measure(registers)]
    for register in registers.values():
        parts += ["\n".join(_entry(register))]
    return "\n".join(parts) + "\n"


def _by_measure(registers: dict[str, Register]) -> Iterator[str]:
    yield "## By measure\n\n| measure | registers |\n|---|---|"
    numbers = sorted({number for one in registers.values() for number in one.measures})
    for number in numbers:
        those = [one for one in registers.values() if number in one.measures]
        links = ", ".join(f"[{one.label.en}](#{one.id})" for one in those)
        yield f"| {number} | {links} |"
    yield ""


def _entry(register: Register) -> Iterator[str]:
    yield f"## {register.id}\n"
    yield f"**{_cell(register.label.zh)} · {_cell(register.label.en)}.** {_cell(register.summary.zh)}"
    yield f"{_cell(register.summary.en)}\n"
    for number, words in register.quotes.items():
        yield f"> Measure {number}: {_cell(words)}\n"
    creators = actors_words(register.creators, "en") or "a step of another register"
    yield f"Kept by `{register.keeper}`; decided as a rule by {register.level}; begun by {creators}.\n"
    yield from _fields(register)
    yield from _steps(register)
    yield from _duties(register)
    yield from _indicators(register)
    yield from _ground(register)
    yield from _open(register)


def _fields(register: Register) -> Iterator[str]:
    yield "| field | | type | needed | public |\n|---|---|---|---|---|"
    for one in register.fields:
        kind = f"{one.type}, {one.unit}" if one.unit else str(one.type)
        states = [in_words(register.state(name).label, "en") for name in one.required_in]
        needed = "from the start" if one.required else ", ".join(states)
        names = f"{_cell(one.label.zh)} {_cell(one.label.en)}"
        public = "yes" if one.public else ""
        yield f"| `{one.id}` | {names} | {_cell(kind)} | {_cell(needed)} | {public} |"
    yield ""


def _steps(register: Register) -> Iterator[str]:
    yield f"```mermaid\n{mermaid(register, 'en')}```\n"
    yield "| state | | |\n|---|---|---|"
    for one in register.states:
        marks = [in_words(KINDS[one.kind], "en")]
        marks += ["sealed"] if one.sealed else []
        marks += ["stops the clock"] if one.stops_clock else []
        marks += ["published"] if one.id in register.publication.states else []
        yield f"| `{one.id}` | {_cell(one.label.zh)} {_cell(one.label.en)} | {', '.join(marks)} |"
    yield "\n| step | by | to fill or attach | limit | basis |\n|---|---|---|---|---|"
    for step in register.transitions:
        yield _step(register, step)
    yield ""


def _step(register: Register, step: Transition) -> str:
    needs = [f"`{name}`" for name in step.needs] + [in_words(proof.label, "en") for proof in step.proofs]
    limits = "; ".join(
        limit_words(register, one, "en", _day_of(register, one.parameter)) for one in step.limits
    )
    name = f"{_cell(step.label.zh)} {_cell(step.label.en)}"
    opens = f" (opens `{step.opens}`)" if step.opens else ""
    cells = (
        f"{name}{opens}",
        actors_words(step.by, "en"),
        ", ".join(needs),
        limits,
        _article(step.basis, step.article),
    )
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _duties(register: Register) -> Iterator[str]:
    if not register.duties:
        return
    yield "| duty | who | due | basis |\n|---|---|---|---|"
    for one in register.duties:
        parameter = one.limit.parameter if one.limit else ""
        due = due_words(register, one, "en", _day_of(register, parameter))
        who = actor_words(one.who, "en")
        name = f"{_cell(one.label.zh)} {_cell(one.label.en)}"
        yield f"| {name} | {who} | {_cell(due)} | {_cell(_article(one.basis, one.article))} |"
    yield ""


def _indicators(register: Register) -> Iterator[str]:
    if not register.indicators:
        return
    yield "| indicator | | kind | unit |\n|---|---|---|---|"
    for one in register.indicators:
        yield f"| `{one.id}` | {_cell(one.label.zh)} {_cell(one.label.en)} | {one.kind} | {one.unit} |"
    yield ""


def _ground(register: Register) -> Iterator[str]:
    yield "| basis | document | number, article | known | source |\n|---|---|---|---|---|"
    for one in register.basis:
        number = "; ".join(part for part in (one.number, one.article) if part)
        document = f"{one.document.zh} {one.document.en}"
        known = f"**{one.confidence}**" if one.confidence is Confidence.LOW else str(one.confidence)
        yield f"| {one.id} | {_cell(document)} | {_cell(number)} | {known} | {_cell(one.source)} |"
    yield ""


def _open(register: Register) -> Iterator[str]:
    unconfirmed = [one for one in register.parameters if not one.confirmed]
    if not unconfirmed:
        return
    yield "To be confirmed by the province:\n"
    for one in unconfirmed:
        values = ", ".join(f"{v.value} {one.unit} from {v.in_force.since}" for v in one.values)
        yield f"- `{one.id}` {_cell(one.label.zh)} {_cell(one.label.en)}: {values}. {_cell(one.note.en)}"
    yield ""


def _day_of(register: Register, parameter: str) -> date:
    """Return a day on which the latest value of a parameter holds, so that the page does not age."""
    found = register.parameter(parameter)
    return max((value.in_force.since for value in found.values), default=date.min) if found else date.min


def _article(basis: str, article: str) -> str:
    return " ".join(part for part in (basis, article) if part)


def _cell(words: str) -> str:
    """Return words that stay in their cell of a table."""
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
