"""What stands around a value: the words that bind it taken off, the noun phrase kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lvxun.plan.lexicon import any_of, comparators, nouns, phrases
from lvxun.plan.model import Comparator

LONGEST_INDICATOR = 80
MOST_WORDS = 12  # words taken off at one end; more are no sentence
LIST_MARK = re.compile(
    r"^(?:[—\-–·•●◆■★*\s、，,；;:：]+|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．](?!\d)|[一二三四五六七八九]是"
    r"|第[一二三四五六七八九十百\d]{1,4}[条章节](?![线路])|[一二三四五两]年内?(?=新|累|完|建)"
    r"|[①-⑳])+"
)
TRAILING = " \u3000、，,；;：:的—-"
LEADING = " \u3000、，,；;：:）)的"
NOUNS_TOO = ("利用", "回收", "处置", "治理", "替代", "消纳", "节能", "能", "可", "有", "规划", "计划")
NEVER_FIRST = ("可", "能", "需", "再", "总体", "的", "有", "共", "平均", "保持")
UNKNOWN_TAIL = re.compile(r"[\u4e00-\u9fff]{2}(?:率|量)$")
REQUIRED = re.compile(r"(?<![响相适对供效反感])(?:应当?|须)(?![用急对收])[^，]{0,4}$")
ADVERBS = ("一般", "普遍", "进一步", "逐步", "继续", "稳步", "大幅", "显著", "原则上")
MOVABLE = ("新增", "净增", "新增加")  # 光伏装机新增500万千瓦
VALUE_NAMES = ("增速", "增幅", "降幅", "增长率", "下降率", "降低率", "提高率")


@dataclass(frozen=True, slots=True)
class Head:
    """The words before a value, read from the value outwards.

    ``subject`` is what is left; ``words`` are the comparing words, the nearest to the value first;
    ``kept`` is a leading verb that belongs to the indicator (新增, 新建, 改造); ``built`` says that a verb of
    making stood there; ``yearly`` that the change is 年均.
    """

    subject: str
    words: tuple[str, ...]
    kept: str
    built: bool
    aspirational: bool
    yearly: str = ""
    making: bool = False  # a verb of making stands right in front of the value
    required: bool = False  # 应, 须: what a rule asks for
    assured: bool = False  # opens with 实现, 力争 and the like


def read_head(text: str) -> Head:
    """Take the binding words off both ends of the text in front of a value."""
    text = text[-2 * LONGEST_INDICATOR :].strip(TRAILING + " ")
    whole = text
    required = REQUIRED.search(text) is not None
    text, words, aspirational, kept = _strip_right(LIST_MARK.sub("", text))
    assured = phrases("assurance", "aspiration")
    text, built, left_kept, left_aspirational = _strip_left(text)
    yearly = ""
    change = next((w for w in words if _is_change(w)), "")
    if change and (match := re.search(r"(年均|年平均|平均每年|每年)$", text)):
        yearly, text = f"{match.group()}{change}", text[: match.start()]
    return Head(
        subject=text.strip(TRAILING + LEADING),
        words=words,
        kept=kept or left_kept,
        built=built or any(w in phrases("build") for w in words),
        aspirational=aspirational or left_aspirational,
        yearly=yearly,
        making=bool(kept) or any(w in phrases("build") for w in words),
        required=required,
        assured=LIST_MARK.sub("", whole).startswith(assured),
    )


def read_following(text: str) -> str:
    """Return the noun phrase behind a value: of 1000个美丽宜居村 what is counted."""
    text = text[:LONGEST_INDICATOR]
    cut = re.search(r"(?:并|且|以及|同时|，|；|。)", text)
    text = text[: cut.start()] if cut and cut.start() > 1 else text
    return text.strip(TRAILING + LEADING)


def is_change(words: tuple[str, ...]) -> Comparator | None:
    """Return increase_by or decrease_by where one of the words is a change against a base."""
    for word in words:
        if _is_change(word):
            return comparators("before")[word]
    return None


def bounds(words: tuple[str, ...]) -> Comparator | None:
    """Return what the nearest word says that is more than 'reaches', ``None`` where none does."""
    before = comparators("before")
    plain = (Comparator.EQUAL, Comparator.INCREASE_BY, Comparator.DECREASE_BY)
    return next((before[w] for w in words if w in before and before[w] not in plain), None)


def ends_in_tail(text: str) -> bool:
    """Say whether a phrase ends in a noun that can be measured, such as 利用率 or 装机."""
    return (text.endswith(("率", "量")) and not text.endswith(nouns("whole"))) or tail_of(text) != ""


def tail_of(text: str) -> str:
    """Return that noun, the longest that fits, "" where there is none."""
    if text.endswith(nouns("whole")):
        return ""
    match = _tail_pattern().search(text) or UNKNOWN_TAIL.search(text)
    return match.group() if match else ""


def _is_change(word: str) -> bool:
    return comparators("before").get(word) in (Comparator.INCREASE_BY, Comparator.DECREASE_BY)


def _strip_right(text: str) -> tuple[str, tuple[str, ...], bool, str]:
    words: list[str] = []
    aspirational, kept = False, ""
    for _ in range(MOST_WORDS):
        match = _right_pattern().search(text[-8:])
        if match is None or text.endswith(VALUE_NAMES):
            break
        word = match.group()
        rest = text[: -len(word)].rstrip(TRAILING)
        if word == "均" and rest.endswith("年"):
            break  # 年均 stays with the indicator
        if word in phrases("addition") and not (word in comparators("before") and rest):
            if rest and word not in MOVABLE and not _left_pattern().fullmatch(rest):
                break  # 节能改造 is a noun
            kept = word  # 新建 (500公里): the verb says what is counted
        elif word in phrases("aspiration"):
            aspirational = True
        elif word in comparators("before") or word in phrases("build"):
            words.append(word)
        text = rest
    return text, tuple(words), aspirational, kept


def _strip_left(text: str) -> tuple[str, bool, str, bool]:
    built, kept, aspirational = False, "", False
    for _ in range(MOST_WORDS):
        text = LIST_MARK.sub("", text).lstrip(LEADING)
        match = _left_pattern().match(text)
        if match is None:
            break
        word = match.group()
        if word in phrases("aspiration"):
            aspirational = True
        built = built or word in phrases("build")
        text = text[len(word) :]
    addition = _addition_pattern().match(text)
    return text, built, addition.group() if addition else kept, aspirational


@cache
def _right_pattern() -> re.Pattern[str]:
    words = [*comparators("before"), *phrases("modal", "aspiration", "build", "addition", "assurance")]
    words = [*(w for w in words if w not in NOUNS_TOO), *ADVERBS]
    return re.compile(rf"(?:{any_of(words)})$")


@cache
def _left_pattern() -> re.Pattern[str]:
    free = any_of(phrases("conjunction", "scope"))
    words = phrases("assurance", "modal", "build", "aspiration")
    words = tuple(w for w in words if w not in NEVER_FIRST)
    guard = r"(?!用地|投资|率|规模|面积|强度|质量|周期|水平|能力|标准|指数|期|再生|系统|工程量)"
    more = (
        r"对(?!外|口)|在(?![建线校岗册役运用产库])|使|让|将|把|按期|如期|高标准(?=[建打推实完])"
        r"|年内|再(?=新|建|培)"
    )
    return re.compile(rf"{free}|(?:{any_of(words)}|{more}){guard}")


@cache
def _addition_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:每年|当年|年均)?(?:{any_of(phrases('addition'))})")


@cache
def _tail_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(nouns('tail'))})$")
