"""What sentences quote of a register (labels, offices, choices, units), said in the reader's language.

Engines quote Chinese labels and ids; each function here takes such a quotation as it stands in a sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from django.utils.translation import gettext, pgettext

from lvxun.registers.model import Actor, ActorRole, Label, Level, Register
from lvxun.web.insight.halves import is_chinese
from lvxun.web.language import language
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.presenting import in_language, who
from lvxun.web.registers.units import unit_label
from lvxun.web.registers.wordlists import ACTS
from lvxun.web.served import package_region

Quoting: TypeAlias = Callable[[str], str]
QUOTED = re.compile(r"“(.+?)”(?:、|$)")
OPTION = re.compile(r"\S+ \((.+?)\)(?:, |(?P<more> …)?$)")
ACTOR = re.compile(r"(?P<role>\w+)(?:@(?P<level>\w*))?(?::(?P<function>\w+))?")
DEED = re.compile(rf"(?P<who>.+) (?P<verb>{'|'.join(ACTS)})(?: (?P<step>\w+))? at (?P<at>[\d: -]+)")


def label(quoted: str) -> str:
    """Return a label of a register in the reader's language; what is no label stays as it is."""
    is_english = language().startswith("en")
    return quoted if is_english != is_chinese(quoted) else _other_words().get(quoted, quoted)


def labels(quoted: str) -> str:
    """Return “…”、“…” in the reader's language."""
    found = QUOTED.findall(quoted)
    return pgettext("list", ", ").join(f"“{label(one)}”" for one in found) if found else quoted


def options(quoted: str) -> str:
    """Return choices, ``id (label), id (label) …``, by their labels alone."""
    found = list(OPTION.finditer(quoted))
    if not found:
        return quoted
    more = " …" if found[-1].group("more") else ""
    return pgettext("list", ", ").join(f"“{label(one.group(1))}”" for one in found) + more


def offices(quoted: str) -> str:
    """Return ``officer@province:drc, holder`` in words."""
    return pgettext("list", ", ").join(_office(one) for one in quoted.split(", "))


def unit(quoted: str) -> str:
    """Return a unit in words; one that pages leave out stays as it is written."""
    return in_language(unit_label(quoted)) or gettext(quoted)


def region(quoted: str) -> str:
    """Return the region's name in the reader's language."""
    served = package_region()
    return in_language(Label(served.label_zh, served.label_en)) if quoted == served.label_zh else quoted


def deeds(quoted: str) -> str:
    """Return what others did meanwhile, ``who verb step at time; …``, in words."""
    return gettext("; ").join(_deed(one) for one in quoted.split("; "))


QUOTATIONS: Mapping[str, Quoting] = {
    "label": label,
    "label_2": label,
    "labels": labels,
    "choices": options,
    "who": offices,
    "in_unit": unit,
    "region": region,
    "done": deeds,
}


def _deed(quoted: str) -> str:
    found = DEED.fullmatch(quoted)
    if found is None:
        return gettext(quoted)
    parts = {"who": gettext(found["who"]), "did": str(ACTS[found["verb"]]), "at": found["at"]}
    return gettext("%(who)s %(did)s at %(at)s") % parts


def _office(quoted: str) -> str:
    found = ACTOR.fullmatch(quoted)
    if found is None or found["role"] not in set(ActorRole) or found["level"] not in {*Level, None, ""}:
        return quoted
    level = Level(found["level"]) if found["level"] else None
    actor = Actor(ActorRole(found["role"]), level, found["function"] or "")
    if not actor.function and actor.role in {ActorRole.OFFICER, ActorRole.INSPECTOR}:
        return _keepers_own(actor)
    return who(actor, next(iter(definitions().values())))


def _keepers_own(actor: Actor) -> str:
    """Return an office of the register's keeper, which the sentence does not name."""
    level = {
        Level.PROVINCE: gettext("the keeper of the register, province"),
        Level.PREFECTURE: gettext("the keeper of the register, city"),
        Level.COUNTY: gettext("the keeper of the register, county"),
        Level.NATION: gettext("the keeper of the register, nation"),
        None: gettext("the keeper of the register"),
    }[actor.level]
    return (
        level if actor.role is ActorRole.OFFICER else gettext("inspectors of %(office)s") % {"office": level}
    )


class _Kept:
    """The words of the present definitions in the other language, made again when a file changed."""

    of: Mapping[str, Register] | None = None
    words: Mapping[str, str] = {}


def _other_words() -> Mapping[str, str]:
    """Return every label's words in the other language; of several, those that most registers use."""
    served = definitions()
    if _Kept.of is not served:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for one in (one for register in served.values() for one in _labels(register)):
            if one.zh and one.en:
                found[one.zh][one.en] += 1
                found[one.en][one.zh] += 1
        _Kept.of, _Kept.words = served, {word: others.most_common(1)[0][0] for word, others in found.items()}
    return _Kept.words


def _labels(register: Register) -> Iterator[Label]:
    yield register.label
    for one in register.states:
        yield one.label
    for step in register.transitions:
        yield step.label
        yield from (proof.label for proof in step.proofs)
    for field in register.fields:
        for inner in (field, *field.columns):
            yield inner.label
            yield from (choice.label for choice in inner.choices)
    yield from (duty.label for duty in register.duties)
