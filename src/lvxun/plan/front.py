"""What stands before and after a plan's sections: title, number, addressee, signature, date, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.plan.headings import Paragraph
from lvxun.plan.vocabulary import pattern

DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,16}?(?:〔|\[|﹝|［|【|（|\()\s?((?:19|20)\d{2})\s?(?:〕|\]|﹞|］|】|）|\))\s?(?:第\s?)?\d{1,5}\s?号"
)
_LONGEST_TITLE_LINE = 50
_MOST_TITLE_LINES = 6
_ADDRESSEE = re.compile(r".{2,300}[：:]$")
_ISSUED = re.compile(
    r"现(?:将|把).{2,160}?(?:印发|发布|下发|发给|公布)|已经?.{2,40}(?:同意|批准|审议通过).{0,20}印发"
)
_NAMED = re.compile(r"的通知$")
_NOT_TITLE = re.compile(r"[。；！？：:\t]|^第?\s*\d+\s*期")
_ISSUER = re.compile(
    r"[\u4e00-\u9fff（）()\s]{2,60}(?:政府|办公厅|办公室|委员会|厅|局|部|委|省委|市委|国务院|管委会|院)$"
)
_SENTENCE = re.compile("[。；！？]")
_NUMBER_LINE = re.compile(rf"\s*(?:{DOCUMENT_NUMBER.pattern})\s*$")


_IDLE_SPACE = re.compile(r"(?<![A-Za-z]) | (?![A-Za-z])")
_LABELLED_NUMBER = re.compile(rf"(?:发文字号|发文文号|文号|文\s号)\s?[:：]\s?({DOCUMENT_NUMBER.pattern})")


@dataclass(frozen=True, slots=True)
class Front:
    """The title, where the plan's own text begins, and what else the head says, by name.

    ``letter`` holds the offsets of what the notice that sends the plan says for itself.
    """

    title: str
    text_start: int
    meta: dict[str, str]
    letter: tuple[int, int] | None = None


def read_front(text: str, paragraphs: Sequence[Paragraph], stop: int) -> Front:
    """Return the title and head of the document whose first section begins at ``stop``."""
    head = [paragraph for paragraph in paragraphs if paragraph.start < stop]
    lines = [text[paragraph.start : paragraph.end].strip() for paragraph in head]
    first_text = _first_text(lines)
    last = first_text
    while last > 0 and not _may_be_title(lines[last - 1]) and not _SENTENCE.search(lines[last - 1]):
        last -= 1
    first = last
    while first > 0 and last - first < _MOST_TITLE_LINES and _may_be_title(lines[first - 1]):
        first -= 1
    title = _joined(_one_title(lines[first:last]))
    if not title:
        title = _fallback(lines)
    start = head[first_text].start if first_text < len(head) else stop
    sent = next((index for index in range(first) if _ISSUED.search(lines[index])), None)
    letter = None if sent is None else (head[sent].start, head[first - 1].end)
    return Front(title, start, _meta(lines, title), letter)


def _first_text(lines: Sequence[str]) -> int:
    """Return the index of the first paragraph of the plan's own text, after the letter that sends it."""
    sent = [index for index, line in enumerate(lines) if _ISSUED.search(line)]
    after = sent[-1] + 1 if sent and any(_may_be_title(line) for line in lines[sent[-1] + 1 :]) else 0
    for index in range(after, len(lines)):
        if re.search("[。；！]", lines[index]) and len(lines[index]) > 12 and not _is_apparatus(lines[index]):
            return index
    return len(lines)


def _may_be_title(line: str) -> bool:
    return (
        2 <= len(line) <= _LONGEST_TITLE_LINE
        and not _NOT_TITLE.search(line)
        and not _ADDRESSEE.match(line)
        and not _is_apparatus(line)
        and not _ends_block(line)
    )


def _ends_block(line: str) -> bool:
    """Return whether a line cannot stand inside a title: a date, a number, an addressee, a sentence."""
    return bool(
        is_date(line)
        or _NUMBER_LINE.match(line)
        or _ADDRESSEE.match(line)
        or _SENTENCE.search(line)
        or pattern("structure", "annex").match(line)
    )


def _is_apparatus(line: str) -> bool:
    return pattern("structure", "apparatus").match(line) is not None


def is_date(line: str) -> bool:
    """Return whether a line is a date and nothing else."""
    return pattern("structure", "date").match(line.replace(" ", "")) is not None


def _one_title(lines: Sequence[str]) -> list[str]:
    """Keep the last of several titles that stand under one another, with all lines of its own."""
    kinds = [index for index, line in enumerate(lines) if pattern("structure", "document_kinds").search(line)]
    if not kinds:
        return list(lines)
    before = [index for index in kinds[:-1] if index < kinds[-1] - 1 or _is_whole(lines, index)]
    first = before[-1] + 1 if before else 0
    while first < kinds[-1] and _is_issuer_line(lines, first):
        first += 1
    return list(lines[first : kinds[-1] + 1])


def _is_whole(lines: Sequence[str], index: int) -> bool:
    return lines[index].endswith("通知")


def _is_issuer_line(lines: Sequence[str], index: int) -> bool:
    return _ISSUER.match(lines[index]) is not None and not lines[index + 1].startswith(("关于", "印发"))


def _joined(lines: Sequence[str]) -> str:
    return "".join(_IDLE_SPACE.sub("", line) for line in lines)


def _fallback(lines: Sequence[str]) -> str:
    for line in lines:
        if found := re.search(r"《([^《》]{4,80})》.{0,30}印发", line):
            return found.group(1)
    return next((line for line in lines if 4 <= len(line) <= _LONGEST_TITLE_LINE), "")


def _meta(lines: Sequence[str], title: str) -> dict[str, str]:
    meta: dict[str, str] = {}
    for line in lines:
        if "number" not in meta and "《" not in line and (found := _number_in(line)):
            meta["number"] = found.replace(" ", "")
        if "date" not in meta and is_date(line):
            meta["date"] = line.strip("（）()").replace(" ", "")
        elif "publisher" not in meta and _ISSUER.match(line) and line not in title:
            meta["publisher"] = line.replace(" ", "")
    if (notice := _notice(lines)) and notice != title:
        meta["notice"] = notice
    return meta


def _notice(lines: Sequence[str]) -> str:
    """Return the title of the letter that sends the plan, with all its lines."""
    last = next(
        (index for index, line in enumerate(lines) if _NAMED.search(line) and _may_be_title(line)), None
    )
    if last is None:
        return ""
    first = last
    while first > 0 and _may_be_title(lines[first - 1]) and last - first < _MOST_TITLE_LINES:
        first -= 1
    return _joined(lines[first : last + 1])


def _number_in(line: str) -> str | None:
    """Return the document's own number: a line of its own, or in the bracket under the title."""
    if found := _NUMBER_LINE.match(line):
        return found.group().strip()
    if found := _LABELLED_NUMBER.search(line):
        return found.group(1).strip()
    inner = re.search(rf"[（(\s]({DOCUMENT_NUMBER.pattern})", line) if line[:1] in "（(" else None
    return inner.group(1).strip() if inner else None


def main_end(text: str, paragraphs: Sequence[Paragraph], after: int) -> int:
    """Return where the plan's own text ends: before signature, date, notes and annexes.

    ``after`` is the offset of the last section's heading; nothing before it is cut.
    """
    end = paragraphs[-1].end if paragraphs else 0
    rest = [paragraph for paragraph in paragraphs if paragraph.start > after]
    for position, paragraph in enumerate(rest):
        line = text[paragraph.start : paragraph.end].strip()
        if pattern("structure", "annex").match(line) or _is_apparatus(line) or is_date(line):
            return _before_signature(text, rest, position)
    if rest and _ISSUER.match(text[rest[-1].start : rest[-1].end].strip()) and len(rest) > 1:
        return rest[-1].start
    return end


def _before_signature(text: str, rest: Sequence[Paragraph], position: int) -> int:
    while position > 0 and _ISSUER.match(text[rest[position - 1].start : rest[position - 1].end].strip()):
        position -= 1
    return rest[position].start
