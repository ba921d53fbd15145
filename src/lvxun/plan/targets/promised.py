"""Targets without a value: a state that is promised, 到2025年，生态环境持续改善."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from lvxun.plan.lexicon import any_of, phrases, states
from lvxun.plan.model import Comparator
from lvxun.plan.periods import find_periods
from lvxun.plan.targets.counted import PLACE, Place
from lvxun.plan.targets.drafts import Draft, Scope
from lvxun.plan.targets.indicators import split_rates, sub_item, tidy
from lvxun.plan.targets.scoping import Setting
from lvxun.plan.targets.wording import LIST_MARK, ends_in_tail

SHORTEST_SUBJECT, LONGEST_SUBJECT = 2, 60
WITH_YEAR, WITHOUT_YEAR = 0.8, 0.65
GAINS = r"(?:取得|获得)[^，。]{0,8}?(?:成效|进展|突破|成果|进步|成就)"
LEVELS = (
    r"(?:基本|总体|整体|均|全面|率先)?(?:达到|接近|居于|处于|位居|进入|保持|走在|位列|跻身)[^，。]{0,12}?"
    r"(?:先进水平|领先水平|先进行列|前列|平均水平|一流水平|领先地位|领先|标杆水平|基准水平|国家标准|规定要求)"
)
CONTROLLED = (
    r"(?:得到|得以|受到)[^，。]{0,6}?"
    r"(?:控制|遏制|改善|保障|推行|解决|提升|缓解|推广|应用|认同|保护|利用|普及|优化)"
)
DEEDS = re.compile(
    r"^(?:(?:基本|全面|率先|如期|全部|初步|总体|稳步|顺利)*"
    r"(?P<verb>实现|消除|建成|建立|形成|完成|达到|构建|淘汰))(?P<what>.{3,40})$"
)
MODALS = re.compile(r"(?:力争|争取|力求|确保|实现|将|要|全部|全面|基本|均|率先|提前)+$")
NAMES_NO_STATE = re.compile(r"一批|一系列|若干|一整套|一套|首[份批个]|\d+.{1,3}$")  # how many is open
DONE_BY = re.compile(
    r"^.{3,40}?(?:全面|全部|基本|率先|力争|普遍)+(?:实现|执行|完成|达到|推行|使用|禁止|退出|采用|符合|纳入"
    r"|实施|更换|淘汰|取消|停止|关停|具备|接入|落实|建立|配备|安装|替代|清零)[^。]{0,30}$"
    r"|^.{0,6}所有.{2,30}?(?:具备|实现|完成|建成|达到).{2,30}$"
    r"|^.{2,40}?(?:不再.{2,30}|应(?P<all>.)尽(?P=all))$"
)
STATE_NOUN = re.compile(r"(?:质量|环境|体系|格局|结构|效率|水平|能力|比重|占比|比例|规模|强度|[率量])$")
OF_ITSELF = re.compile(
    r"(?:目标|任务|要求|规划|方案|意见|基础|工作|条件|支撑|清单"
    r"|名录|台账|核发|登记|普查|调查|评估|编制|修订|办法|细则|报告)$"
)
UPON = re.compile(r"基础上|[较比]$")
KEPT_STATES = ("全覆盖", "零增长", "负增长", "零填埋", "“零填埋”", "零进口", "近零排放", "达峰", "达到峰值")


@dataclass(frozen=True, slots=True)
class _Promise:
    subject: str
    of_state: bool  # the subject is followed by its state; else a deed is promised
    kept: str = ""  # the state, where it belongs to the name: 全覆盖


def promised_targets(place: Place, lead_end: int, setting: Setting, scope: Scope) -> list[Draft]:
    """Return the targets without a value that a clause holds, each a state of its subject.

    ``lead_end`` is where the clause's own period ends. A deed (实现…, 建成…) counts only with a year.
    """
    if setting.past:
        return []
    text = place.text[lead_end:].strip("”’ \t、") if lead_end else place.text.strip(" \t、")
    if len(text) > 2 * LONGEST_SUBJECT:
        return []
    setting = replace(setting, years=scope.years)  # 石油消费2030年前达到峰值: named behind the subject
    if not setting.years and LIST_MARK.sub("", text).lstrip("、， ").startswith(("推动", "促进")):
        return []
    found = [_drafts(piece, place, setting, scope) for piece in _states_of(text)]
    return [draft for drafts in found for draft in drafts]


def _states_of(text: str) -> list[str]:
    """Cut 配置更加合理、效率大幅提高 where each piece is a state of its own."""
    pieces = text.split("、")
    return pieces if len(pieces) > 1 and all(_state().search(piece) for piece in pieces) else [text]


def _drafts(text: str, place: Place, setting: Setting, scope: Scope) -> list[Draft]:
    promise = _promise(text, bool(setting.years))
    if promise is not None and not promise.of_state and scope.tabled and not promise.kept:
        return []
    if promise is None:
        return []
    if PLACE.search(bare := promise.subject.removesuffix(promise.kept)):  # 重点区域要显著提高
        if not scope.indicator:
            return []
        promise = replace(promise, subject=sub_item(bare, scope.indicator) + promise.kept)
    subjects = split_rates(promise.subject) if promise.of_state else [promise.subject]
    scope.indicator = place.masked.restore(subjects[-1])
    return [_draft(subject, place, setting) for subject in subjects]


def _promise(text: str, has_year: bool) -> _Promise | None:
    opened = _without_opener(text)
    for period in reversed(find_periods(opened)):
        opened = opened[: period.start] + opened[period.end :]
    acts = _action().match(opened) is not None
    state = _state().search(opened)
    if state is not None and state.start() >= SHORTEST_SUBJECT:
        kept = next((word for word in KEPT_STATES if opened.endswith(word)), "")
        bare = MODALS.sub("", opened[: len(opened) - len(kept)] if kept else opened[: state.start()])
        subject = tidy(bare + kept)
        if not SHORTEST_SUBJECT <= len(subject) <= LONGEST_SUBJECT or acts or UPON.search(bare):
            return None
        promised = text.startswith(("实现", "确保")) and kept
        if has_year or promised or (STATE_NOUN.search(bare) and ends_in_tail(bare)):
            return _Promise(subject, not kept, kept)
        return None
    if has_year and not acts and DONE_BY.match(opened):
        return _Promise(tidy(opened), False)
    deed = DEEDS.match(_stripped(text))
    if deed and has_year and not (OF_ITSELF.search(deed["what"]) or NAMES_NO_STATE.match(deed["what"])):
        return _Promise(tidy(deed["what"]), False)
    return None


def _draft(indicator: str, place: Place, setting: Setting) -> Draft:
    return Draft(
        indicator=place.masked.restore(indicator),
        comparator=Comparator.QUALITATIVE,
        value=None,
        unit=None,
        year=setting.years[-1] if setting.years else None,
        base_year=None,
        aspirational=setting.aspirational or any(w in place.text[:12] for w in phrases("aspiration")),
        start=place.start,
        end=place.end,
        confidence=WITH_YEAR if setting.years else WITHOUT_YEAR,
    )


def _without_opener(text: str) -> str:
    """Take off what may stand before a subject: 确保, 推动 (with a year), 全省."""
    text = LIST_MARK.sub("", text).lstrip("、， ")
    for _ in range(4):
        match = _opener().match(text)
        if match is None:
            break
        text = text[match.end() :].lstrip("、， ")
    return text


def _stripped(text: str) -> str:
    text = LIST_MARK.sub("", text).lstrip("、， ")
    while match := _deed_opener().match(text):
        text = text[match.end() :]
    return text


@cache
def _opener() -> re.Pattern[str]:
    words = ("确保", "保证", "实现", "力争", "争取", "努力", "使", "使得", "其中", "同时", "推动", "促进")
    return re.compile(any_of([*words, *phrases("scope")]) + r"|(?:并|且)(?=.{6})")


@cache
def _deed_opener() -> re.Pattern[str]:
    return re.compile(any_of([*phrases("aspiration", "scope", "conjunction"), "确保", "保证"]))


@cache
def _state() -> re.Pattern[str]:
    moved = rf"(?:{any_of(states('degree'))})+(?:{any_of(states('movement'))})"
    return re.compile(rf"(?:{moved}|{GAINS}|{LEVELS}|{CONTROLLED}|{any_of(states('outcome'))})$")


@cache
def _action() -> re.Pattern[str]:
    return re.compile(any_of(states("action")))
