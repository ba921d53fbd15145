"""A list such as 省教育厅和各市、沈抚示范区 taken apart into the names of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lvxun.plan.vocabulary import pattern

_OPENING, _CLOSING = "（(〔[", "）)〕]"
_SEPARATORS = "、，,；;\t"
_JOINTS = ("以及", "及其", "和", "及", "与", "暨")
_LONGEST_NAME = 40
_HALF, _OTHER_HALF = re.compile("(?:部门|单位|地区)$"), re.compile("单位|部门|地区")
_LEVELS = "自治区|直辖市|设区的?市|地级市|省|州|盟|市|县|区|旗|乡镇|乡|镇|街道|林区|市县|县区|区县|市州"
_AREAS = re.compile(
    rf"(?:各|有关|相关)(?:{_LEVELS})(?:（[^（）]{{1,12}}）|\([^()]{{1,12}}\))?"
    rf"(?:、(?:{_LEVELS})(?:（[^（）]{{1,12}}）|\([^()]{{1,12}}\))?)+"
    r"(?=(?:党委|人民政府|政府|管委会|等|$|[、，；;和及]))"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its offsets in the text that was taken apart."""

    text: str
    start: int
    end: int


def looks_like_body(name: str) -> bool:
    """Return whether a name ends as the names of public bodies, enterprises and areas end."""
    return 2 <= len(name) <= _LONGEST_NAME and pattern("bodies", "endings").search(name) is not None


def split_names(text: str, start: int, end: int) -> list[Name]:
    """Return the names between ``start`` and ``end``.

    They are parted at 、 ， ； outside brackets, and at 和 where a whole name stands before it.
    各市、县（区）人民政府 is one name: it is one level of government, not two bodies.
    """
    found: list[Name] = []
    for first, last in _pieces(text, start, end):
        for low, high in _unjoined(text, first, last):
            if name := _trimmed(text, low, high):
                found.append(name)
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    whole = [area.span() for area in _AREAS.finditer(text, start, end)]
    depth, begin, position = 0, start, start
    while position < end:
        if whole and position >= whole[0][0]:
            position = max(position, whole.pop(0)[1])
            continue
        char = text[position]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and (char in _SEPARATORS or (char == " " and _parts_names(text, begin, position))):
            yield begin, position
            begin = position + 1
        position += 1
    yield begin, end


def _parts_names(text: str, begin: int, space: int) -> bool:
    return looks_like_body(text[begin:space].strip())


def _unjoined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part at 和 or 及 where a whole name stands before it: not in 工业和信息化厅."""
    begin, position = start, start
    while position < end:
        joint = next((word for word in _JOINTS if text.startswith(word, position)), None)
        if joint and position + len(joint) < end and _stands_alone(text, begin, position, joint):
            yield begin, position
            position += len(joint)
            begin = position
        else:
            position += 1
    yield begin, end


def _stands_alone(text: str, begin: int, position: int, joint: str) -> bool:
    name = text[begin:position].strip()
    if name.endswith("党委") and text.startswith(("政府", "人民政府"), position + len(joint)):
        return False
    if _HALF.search(name) and _OTHER_HALF.match(text, position + len(joint)):
        return False
    return len(name) >= 2 and pattern("bodies", "before_and").search(name) is not None


def _trimmed(text: str, start: int, end: int) -> Name | None:
    while True:
        before = (start, end)
        while start < end and text[start] in " \n\t。：:、，":
            start += 1
        while start < end and text[end - 1] in " \n\t。：:、，":
            end -= 1
        if lead := pattern("bodies", "leads").match(text, start, end):
            start = lead.end()
        if (tail := pattern("bodies", "trails").search(text, start, end)) and tail.start() > start:
            end = tail.start()
        if (start, end) == before:
            break
    name = text[start:end].replace(" ", "").replace("\n", "")
    return Name(name, start, end) if name and name not in ("等", "各") else None
