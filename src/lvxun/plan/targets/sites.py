"""Where in a clause values stand: each with the text in front of it and behind it, lists kept together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lvxun.plan.lexicon import any_of, comparators, nouns
from lvxun.plan.periods import Period
from lvxun.plan.quantities import Quantity
from lvxun.plan.targets.wording import Head, read_following, read_head

FARTHEST = 200  # characters in front of a value that may belong to it
LONGEST_LINK = 24  # characters between two values of one list at most
LINK = re.compile(r"^\s*(?:[、，,/]|和|及|以及|与|或)(?P<rest>.*)$", re.DOTALL)
FROM_WHERE = re.compile(r"(?:由|从|自)(?P<rest>[^，。；、]{0,12})$")
GOES_TO = re.compile(r"^[^，。；]{0,8}?(?:到|至|为)(?:.{0,3}\d{4}年[底末]?的?)?\D{0,6}$")
OF_A_GOAL = re.compile(r"^(?:的)?(?:目标|水平|要求|任务|速度|比例|幅度|增速|能力|规模|产能)")
OF_A_STANDARD = ("节能标准", "的标准", "以上标准")
BOUNDING = {"不低于", "超过", "大于", "低于"}
NAMES_THEM = re.compile(r"为(?:重点|主|核心|抓手|契机|目标|依托|支撑|基础|引领|试点|载体|突破口)")
RANKED = re.compile(r"(?:前|后|排名|排在|位列)$")
SHARE_OF = re.compile(r"(?:不低于|不少于|不高于|不超过|达到|达|超过|高于|低于|至少)[^，、；]{1,14}的$")
GOES_ON = re.compile(r"^\s*(?:$|[、，,；;。/！]|并|且|和(?!美|谐)|及|与|以及|或|后|时|[\ue000-\uf8ff”’）)])")
DESCRIBES = re.compile(r"(?:年产|日产|年处理|日处理|单机|单台|单体|总投资|投资额|每|第|各|任一)$")
LIST_CUT = re.compile(r"^.*(?:、|和|及|以及|与|，)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Site:
    """One value, or several of one list, with what stands around them.

    ``head`` is read from the text before the first value without its periods; ``links`` are the heads of
    the further values of the list (超过20%、低于10%); ``following`` is the noun phrase behind; ``years`` are
    those named in the text before, ``base_year`` the one that the value is compared with.
    """

    quantities: tuple[Quantity, ...]
    links: tuple[Head, ...]
    head: Head
    following: str
    years: tuple[int, ...]
    base_year: int | None
    paired: bool  # 分别


def find_sites(text: str, quantities: Sequence[Quantity], periods: Sequence[Period]) -> Iterator[Site]:
    """Yield the sites of a clause in order; values that only describe something are left out."""
    cursor, prefix, i = 0, "", 0
    while i < len(quantities):
        first = quantities[i]
        cursor = max(cursor, first.start - FARTHEST)
        raw = text[cursor : first.start]
        if _is_starting_point(text, quantities, i, raw):
            cut = FROM_WHERE.search(raw)
            prefix += _without(text, cursor, cursor + (cut.start() if cut else len(raw)), periods)
            cursor, i = first.after, i + 1
            continue
        links = _links(text, quantities, periods, i)
        group = tuple(quantities[i : i + 1 + len(links)])
        i += len(group)
        stop = quantities[i].start if i < len(quantities) else len(text)
        head = read_head(_whole(prefix + _without(text, cursor, first.start, periods), first))
        behind = _behind(text[group[-1].after : stop], stop < len(text))
        site_start, cursor, prefix = cursor, group[-1].after, ""
        if _describes(head, group[-1], behind, raw) or _is_share_of_things(head, text, quantities, i):
            cursor = site_start  # 35蒸吨以下燃煤锅炉20台: it stays in the name of what is counted
            continue
        following = read_following(behind)
        if following and not head.subject:
            cursor += len(behind)
        yield Site(
            quantities=group,
            links=links,
            head=head,
            following="" if GOES_ON.match(behind) or OF_A_GOAL.match(behind) else following,
            years=_years(periods, site_start, first.start),
            base_year=_base(periods, site_start, first.start),
            paired="分别" in raw,
        )


def _links(text: str, quantities: Sequence[Quantity], periods: Sequence[Period], i: int) -> tuple[Head, ...]:
    """Return the heads of the values that go on with the list of value ``i``."""
    links: list[Head] = []
    for last, more in zip(quantities[i:], quantities[i + 1 :], strict=False):
        between = text[last.after : more.start]
        match = LINK.match(between) if len(between) <= LONGEST_LINK else None
        if match is None or any(last.after <= p.start < more.start for p in periods):
            break
        head = read_head(match["rest"])
        if head.subject or head.kept or head.built:
            break
        links.append(head)
    return tuple(links)


def _is_starting_point(text: str, quantities: Sequence[Quantity], i: int, raw: str) -> bool:
    """Say whether a value is where a change starts from: 由15%提高到20%."""
    if i + 1 >= len(quantities) or FROM_WHERE.search(raw) is None:
        return False
    return GOES_TO.match(text[quantities[i].after : quantities[i + 1].start]) is not None


def _behind(text: str, more_follows: bool) -> str:
    """Return the text behind a value up to where the next item of a list begins."""
    if not more_follows:
        return text
    match = LIST_CUT.match(text)
    return match.group() if match else text


def _whole(before: str, quantity: Quantity) -> str:
    """Leave out of what a share is taken: 抽检数量不低于(保有量的)20%."""
    match = SHARE_OF.search(before) if quantity.dimension == "share" else None
    if match is None:
        return before
    word = _reaching().match(match.group())
    return before[: match.start()] + (word.group() if word else "")


def _describes(head: Head, quantity: Quantity, behind: str, raw: str) -> bool:
    """Say whether a value only says which things are meant: 5000吨标准煤以上的企业."""
    if OF_A_GOAL.match(behind) or GOES_ON.match(behind):
        return False
    if behind.startswith(OF_A_STANDARD) or NAMES_THEM.search(behind) or RANKED.search(raw.strip()):
        return True
    relative = behind.startswith(("的", "之"))
    if quantity.dimension == "share":
        return relative and bool(head.subject) and (bool(head.words) or quantity.inclusive)
    if quantity.counts:
        return _describes_counted(head, raw, relative)
    bounded = quantity.comparator is not None or bool(set(head.words) & BOUNDING)
    if quantity.inclusive or (bounded and _threshold().search(behind[:16])) or DESCRIBES.search(raw):
        return True
    return relative or not head.words if head.subject else not (head.built or head.kept)


def _is_share_of_things(head: Head, text: str, quantities: Sequence[Quantity], i: int) -> bool:
    """Say whether a share opens the name of what the next value is about: 三分之一的县PM2.5浓度低于30微克."""
    if i >= len(quantities) or quantities[i - 1].dimension != "share" or head.subject or head.words:
        return False
    between = text[quantities[i - 1].after : quantities[i].start]
    return not re.search(r"[、和及]", between) and _reaching().search(between) is not None


def _describes_counted(head: Head, raw: str, relative: bool) -> bool:
    """Say the same of a number of things: 列入清单的23家企业, 在7个县, 每2个县."""
    if raw.rstrip().endswith(("在", "每", "的", "首批", "第一批")):
        return True
    return relative and (bool(head.subject) or not (head.built or head.kept))


def _without(text: str, start: int, end: int, periods: Sequence[Period]) -> str:
    pieces, cursor = [], start
    for period in periods:
        if start <= period.start and period.end <= end and period.start >= cursor:
            pieces.append(text[cursor : period.start])
            cursor = period.end
    return "".join(pieces) + text[cursor:end]


def _years(periods: Sequence[Period], start: int, end: int) -> tuple[int, ...]:
    named = [p for p in periods if start <= p.start < end and p.role in ("goal", "plain")]
    return named[-1].years if named else ()


def _base(periods: Sequence[Period], start: int, end: int) -> int | None:
    named = [p for p in periods if start <= p.start < end and p.role == "base"]
    return named[-1].years[-1] if named and named[-1].years else None


@cache
def _threshold() -> re.Pattern[str]:
    return re.compile(any_of(nouns("threshold")))


@cache
def _reaching() -> re.Pattern[str]:
    return re.compile(any_of(comparators("before")))
