"""Who is responsible: lists of bodies in a text, and the part that each body has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lvxun.plan.body_names import Name, looks_like_body, split_names
from lvxun.plan.model import Role
from lvxun.plan.vocabulary import pattern

_PAIRS = {"（": "）", "(": ")", "【": "】", "[": "]", "［": "］", "〔": "〕"}
_LONGEST_LIST = 1500
_LONGEST_BARE = 400
_SURE_SHARE = 0.6
_NEXT_LINE = 4  # characters between 牵头单位：… and a line 责任单位：… that belongs to it
_MARK = re.compile(r"[（(](?:牵头|主办|配合|协办|责任|参与)(?:单位|部门)?[）)]")
_MARKED = re.compile(r"[（(](?P<part>牵头|主办|配合|协办|责任|参与|第一责任)(?:单位|部门)?[）)]$")
_LABEL = re.compile(
    r"[（(【\[]?(?P<label>(?:主要|市级|省级|县级|第一|共同)?(?P<part>牵头|责任|配合|主办|协办|实施|承办|参加|参与|主管|落实|协同|协作|承担|完成)"
    r"(?:和(?:责任|配合|落实))?\s?(?:单位|部门|处室|主体))(?:[）)】\]])?"
    r"\s?(?:[:：]\s*|(?=\t)\t|(?:为| +)(?=[省市县区各国][^，。；\n]{0,12}[厅局委部府会办]))"
    r"|(?<![\u4e00-\u9fff])(?P<short>牵头|主办|责任|配合|协办|参与)\s?[:：]\s*"
)
_DEADLINE = re.compile(r"(?:完成|办结|实施)?(?:时限|时间|期限)\s?[:：]")
_CLAUSE = re.compile(
    r"[；;。，,\n]|(?<=牵头)、|(?<=负责)、|(?<=[^、，；])(?=会同[\u4e00-\u9fff]{2})|(?<=[厅局委部院会办])(?=商(?!务|会|业)[\u4e00-\u9fff]{2})"
    r"|[ \t]+(?=(?:牵头|责任|配合|主办|协办|参与|参加|协同|落实|实施)(?:单位|部门)\s?[:：])"
)
_VERB = re.compile(r"(?P<verb>牵头|负责|落实|配合|参与|参加|协助|组织实施|会同|承担|承办|协办|支持|指导)")
_ROLE_END = re.compile(
    r"(?:牵头|负责|落实|配合|参与|参加|协助|实施|推进|承担|承办|协办|执行|指导)(?:等)?[。；;]?$"
)
_LEAD_PARTS = ("牵头", "主办", "第一")
_SUPPORT_PARTS = ("配合", "协办", "参加", "参与", "协同", "协作", "落实")
_LEAD_VERBS = re.compile(r"(?:牵头|主办)(?!单位|部门)")
_TOGETHER_WITH = "会同"
_SUPPORT_VERBS = re.compile(r"配合|参与|参加|协助|协办|会同|^商(?!务|会|业)")
_NOT_A_LIST = re.compile(
    r"以下(?:简称|统称)|简称|下同$|^(?:含|如|即|见|包括|不含|例如|其中)|《|\d{4}年|[A-Za-z]{3}"
)
_PERSON = re.compile(
    r"(?:责任|牵头|分管|包保|包抓|市级|县级|省级|配合|联系|主管)(?:领导|人)\s?[:：]|联系人|电话"
)
_ASIDE = re.compile(r"下同|以下|不再列出|列首位|列第一|排(?:在)?第一|逗号前|均为|为牵头")
_BESIDE = re.compile(
    rf"{_ASIDE.pattern}|{_DEADLINE.pattern}|(?:19|20)\d{{2}}年|长期坚持|持续推进|年底前|全年|常态化"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A body's name in a list and its role, ``None`` where the list does not say."""

    name: Name
    role: Role | None


@dataclass(frozen=True, slots=True)
class BodyList:
    """A list of bodies between two offsets of the clean text, brackets and labels included.

    ``closed`` is false where the closing bracket is missing.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Assigned:
    """A body and its role after all lists of a measure are put together."""

    name: Name
    role: Role


def find_lists(text: str) -> list[BodyList]:
    """Return every list of responsible bodies in the text, in order, none inside another.

    Read are bracketed lists that say 负责, 牵头 or 单位：, brackets at the end of a paragraph that hold
    nothing but names of bodies, and labelled lines such as 责任单位：. Other brackets are passed over.
    """
    found = [*_bracketed(text), *_labelled(text), *_bare(text)]
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[BodyList] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def assign(lists: Sequence[BodyList]) -> tuple[Assigned, ...]:
    """Return the bodies of all lists in order, each once.

    The first of a list leads unless the list says otherwise; who leads one list leads the measure.
    """
    roles: dict[str, Role] = {}
    names: dict[str, Name] = {}
    leads, last_end = False, -_NEXT_LINE
    for item in lists:
        goes_on = item.start - last_end < _NEXT_LINE
        leads = any(part.role is Role.LEAD for part in item.parts) or (goes_on and leads)
        last_end = item.end
        for position, part in enumerate(item.parts):
            silent = Role.LEAD if position == 0 and not leads else Role.SUPPORT
            role = part.role or silent
            names.setdefault(part.name.text, part.name)
            if role is Role.LEAD or part.name.text not in roles:
                roles[part.name.text] = role
    return tuple(Assigned(name, roles[text]) for text, name in names.items())


def find_sentence_list(text: str, start: int, end: int) -> BodyList | None:
    """Return the bodies of a sentence such as 由省生态环境厅牵头，省财政厅配合, without a list."""
    for found in pattern("bodies", "sentences").finditer(text, start, end):
        stop = found.end()
        parts = _parts(text, found.start(), stop)
        if parts and all(looks_like_body(part.name.text) for part in parts):
            return BodyList(found.start(), stop, parts)
    return None


def trailing_start(text: str, lists: Sequence[BodyList], start: int, end: int) -> int:
    """Return where the text between ``start`` and ``end`` ends without the lists (and deadlines) after it."""
    remaining = [item for item in lists if start <= item.start and item.end <= end]
    while True:
        while end > start and text[end - 1] in " \n\t。；;":
            end -= 1
        line = max(start, text.rfind("\n", start, end) + 1)
        if remaining and (_DEADLINE.match(text, line, end) or _PERSON.match(text, line, end)):
            end = line
        elif remaining and remaining[-1].end >= end:
            end = remaining.pop().start
        else:
            break
    return _with_stop(text, end)


def _with_stop(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in ("。", "；", ";") else end


def _bracketed(text: str) -> Iterator[BodyList]:
    for start, end, closed in _brackets(text):
        inner = (start + 1, end - 1 if closed else end)
        content = text[inner[0] : inner[1]].strip()
        if not content or len(content) > _LONGEST_LIST:
            continue
        parts = _parts(text, *inner) if _says_who(content, _at_paragraph_end(text, end)) else ()
        if parts:
            yield BodyList(start, end, parts, closed)


def _brackets(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield outermost brackets; one that is never closed ends with its paragraph."""
    stack: list[int] = []
    outer = 0
    for found in re.finditer(r"[（(【\[［〔）)】\]］〕\n]", text):
        char, position = found.group(), found.start()
        if char == "\n":
            if stack and _ROLE_END.search(text, max(stack[0], position - 12), position):
                yield stack[-1], position, False
            stack.clear()
        elif char in _PAIRS:
            outer = position if not stack else outer
            stack.append(position)
        elif stack:
            stack.pop()
            if not stack:
                yield outer, position + 1, True


def _says_who(content: str, at_end: bool) -> bool:
    if _LABEL.search(content):
        return True
    if aside := _BESIDE.search(content):
        content = content[: max(0, *(content.rfind(mark, 0, aside.start()) for mark in "。；;，,"))]
    if _NOT_A_LIST.search(content) and not _ROLE_END.search(content):
        return False
    names = split_names(content, 0, len(content))
    if not names:
        return False
    bodies = sum(looks_like_body(name.text) for name in names)
    if _VERB.search(content) and not re.search(r"[。！？]\S", content):
        plain = _parts(content, 0, len(content))
        bodies = sum(looks_like_body(part.name.text) for part in plain)
        return bool(plain) and bodies >= 0.5 * len(plain)
    strict = sum(pattern("bodies", "sure_endings").search(name.text) is not None for name in names)
    likely = bodies == len(names) and strict >= max(2, _SURE_SHARE * len(names))
    return at_end and (strict == len(names) or likely) and len(content) >= 3


def _at_paragraph_end(text: str, end: int) -> bool:
    rest = text[end : end + 3]
    return not rest or rest[0] == "\n" or rest.startswith(("。\n", "；\n", "。"))


def _labelled(text: str) -> Iterator[BodyList]:
    """Yield lists that stand behind 责任单位： at the head of a line or after a full stop."""
    position = 0
    while found := _LABEL.search(text, position):
        start = found.start()
        before = text[start - 1] if start else "\n"
        stop = text.find("\n", found.end())
        stop = len(text) if stop < 0 else stop
        position = found.end()
        if before not in "\n。；;）)\t —-" or stop - start > _LONGEST_LIST:
            continue
        halt = re.compile(r"。(?!\s*(?:牵头|配合|责任|协办|参与))|" + _DEADLINE.pattern).search(
            text, found.end(), stop
        )
        stop = halt.start() + (halt.group() == "。") if halt else stop
        parts = _parts(text, start, stop)
        if parts and (found["label"] or all(looks_like_body(part.name.text) for part in parts)):
            yield BodyList(start, stop, parts)
            position = stop


def _bare(text: str) -> Iterator[BodyList]:
    """Yield paragraphs that hold nothing but who does it: 省能源局牵头，省财政厅配合。"""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if len(line) <= _LONGEST_BARE and "\t" not in line and _ROLE_END.search(line):
            parts = _parts(text, start, end)
            if parts and all(looks_like_body(part.name.text) for part in parts):
                yield BodyList(start, end, parts)
        start = end + 1


def _parts(text: str, start: int, end: int) -> tuple[Part, ...]:
    """Return the names of a list with the roles that its labels and verbs give."""
    parts: list[Part] = []
    labelled: Role | None = None
    for begin, last in _clauses(text, start, end):
        first = begin
        clause = text[first:last]
        if label := _LABEL.match(clause.lstrip(" （(")):
            shift = len(clause) - len(clause.lstrip(" （("))
            part = label.group("part") or label.group("short")
            labelled = _label_role(part, label.group("label") or "")
            first += shift + label.end()
            clause = text[first:last]
        if _BESIDE.search(clause) or _PERSON.search(clause):
            continue
        role = _verb_role(_MARK.sub("", clause)) or labelled
        if role is None and text.startswith(_TOGETHER_WITH, last):
            role = Role.LEAD  # who act together with others all lead: A、B会同C
        parts.extend(_with_own_mark(text, name, role) for name in split_names(text, first, last))
    return _with_shared_role(parts)


def _with_own_mark(text: str, name: Name, role: Role | None) -> Part:
    """Return a name and its role, which may stand behind it: 省能源局（牵头）."""
    if not (mark := _MARKED.search(name.text)):
        return Part(name, role)
    end = max(text.rfind("（", name.start, name.end), text.rfind("(", name.start, name.end))
    plain = Name(name.text[: mark.start()], name.start, end)
    return Part(plain, _label_role(mark.group("part"), "") or role)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, begin = 0, start
    for found in re.finditer(r"[（(〔\[）)〕\]]|" + _CLAUSE.pattern, text[start:end]):
        position = start + found.start()
        char = found.group()
        if char and char in "（(〔[":
            depth += 1
        elif char and char in "）)〕]":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield begin, position
            begin = position + len(char)
    yield begin, end


def _with_shared_role(parts: list[Part]) -> tuple[Part, ...]:
    unique: dict[str, Part] = {}
    for part in parts:
        unique.setdefault(part.name.text, part)
    return tuple(unique.values())


def _label_role(part: str, label: str) -> Role | None:
    if part in _LEAD_PARTS or label.startswith("第一"):
        return Role.LEAD
    return Role.SUPPORT if part in _SUPPORT_PARTS else None


def _verb_role(clause: str) -> Role | None:
    if _SUPPORT_VERBS.search(clause):
        return Role.SUPPORT
    return Role.LEAD if _LEAD_VERBS.search(clause) else None
