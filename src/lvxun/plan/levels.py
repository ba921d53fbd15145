"""Which numbered sections of a plan are its measures.

The written rule stands in ``docs/plan.md``: a measure is the deepest section that is titled throughout its
chapter or the document and carries text of its own; sections of aims and principles are none, unless they
name who acts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lvxun.plan.headings import Heading, TitleKind, is_preamble

_TITLED_SHARE = 0.7
_LISTED_SHARE = 0.6
_GROUP_SHARE = 0.4
_SHORTEST_TEXT = 25


class Lists:
    """Where lists of bodies begin, for counting them in a section."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = sorted(starts)

    def count(self, start: int, end: int) -> int:
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)


def measure_headings(top: Sequence[Heading], lists: Lists) -> list[Heading]:
    """Return the sections that are measures, in the order of the text."""
    acting = [heading for heading in top if not _only_aims(heading, lists)]
    if not _goes_deeper(acting, lists, first=True):
        return acting
    below = [child for heading in acting for child in heading.children if not _only_aims(child, lists)]
    deeper = _goes_deeper(below, lists, first=False)
    runs_on = _runs_on(below)
    lone_below = _lone_child_is_measure(below, lists)
    found: list[Heading] = []
    for heading in top:
        if not heading.children and lists.count(heading.start, heading.end):
            found.append(heading)
        own = [child for child in heading.children if not _only_aims(child, lists)]
        deep = deeper or _goes_deeper(own, lists, first=False)
        for child in own:
            if not _inherits_aims(heading, child, lists):
                goes_down = deep and (len(child.children) != 1 or lone_below)
                found.extend(_leaves(child, lists, runs_on) if goes_down else [child])
    return found


def _leaves(heading: Heading, lists: Lists, runs_on: bool) -> Iterator[Heading]:
    """Yield the titled sections under ``heading`` on which nothing titled hangs, or the section itself."""
    children = [child for child in heading.children if not _only_aims(child, lists)]
    titled = _share_titled(children) >= _TITLED_SHARE and _listed(heading, children, lists)
    if not children or not (titled or runs_on):
        yield heading
    elif _goes_deeper(children, lists, first=False):
        for child in children:
            yield from _leaves(child, lists, _runs_on(children))
    else:
        yield from children


def _lone_child_is_measure(level: Sequence[Heading], lists: Lists) -> bool:
    """Say whether the bodies at an only section below are that section's: as it is with its neighbours."""
    several = [heading for heading in level if len(heading.children) > 1]
    own = sum(_listed(heading, heading.children, lists) for heading in several)
    return not several or 2 * own >= len(several)


def _runs_on(parents: Sequence[Heading]) -> bool:
    """Say whether the numbers of the sections below run on from parent to parent: 1 to 3, then 4 to 6."""
    holding = [parent for parent in parents if parent.children]
    later = sum(parent.children[0].number > 1 for parent in holding[1:])
    return len(holding) > 1 and 2 * later > len(holding) - 1


def _goes_deeper(level: Sequence[Heading], lists: Lists, *, first: bool) -> bool:
    """Say whether the sections below ``level`` are the ones that a planner would call measures."""
    parents = [heading for heading in level if heading.children]
    children = [child for heading in parents for child in heading.children if not _only_aims(child, lists)]
    if not children:
        return False
    titled = _share_titled(children)
    listed = sum(lists.count(child.start, child.end) > 0 for child in children) / len(children)
    if first:
        if 2 * sum(_has_own_list(heading, lists) for heading in level) > len(level):
            return False
        at_parents = sum(lists.count(heading.start, heading.end) > 0 for heading in level)
        return titled >= 0.5 or listed >= 0.5 or not at_parents
    if listed >= _LISTED_SHARE and _runs_on(level):
        return True
    size = sum(heading.end - heading.start for heading in level)
    grouped = sum(heading.end - heading.start for heading in parents)
    enough = grouped >= _GROUP_SHARE * size and titled >= _TITLED_SHARE
    return enough and sum(_listed(parent, parent.children, lists) for parent in parents) >= 0.5 * len(parents)


def _has_own_list(heading: Heading, lists: Lists) -> bool:
    """Say whether the bodies at a section are its own: it has no sections, or they stand after the last."""
    if not lists.count(heading.start, heading.end):
        return False
    return not heading.children or not _listed(heading, heading.children, lists)


def _listed(parent: Heading, children: Sequence[Heading], lists: Lists) -> bool:
    """Say whether bodies stand at the children, or nowhere: at the last child only, they are the parent's."""
    if not lists.count(parent.start, parent.end):
        return True
    listed = sum(lists.count(child.start, child.end) > 0 for child in children)
    return listed >= _LISTED_SHARE * len(children) and (listed > 1 or len(children) == 1)


def _share_titled(headings: Sequence[Heading]) -> float:
    return sum(_is_titled(heading) for heading in headings) / len(headings) if headings else 0.0


def _is_titled(heading: Heading) -> bool:
    if heading.kind is TitleKind.SENTENCE:
        return heading.end - heading.head_end >= _SHORTEST_TEXT
    return heading.kind is TitleKind.LINE and heading.end - heading.head_end >= _SHORTEST_TEXT


def _only_aims(heading: Heading, lists: Lists) -> bool:
    return is_preamble(heading.title) and not lists.count(heading.start, heading.end)


def _inherits_aims(parent: Heading, child: Heading, lists: Lists) -> bool:
    return is_preamble(parent.title) and not lists.count(child.start, child.end)
