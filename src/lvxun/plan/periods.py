"""Years and periods in running text: 到2025年, “十四五”末, 2021—2025年, 比2020年."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lvxun.plan.numbers import chinese_number

PLAN_NUMBERS = {
    "十一五": 2010,
    "十二五": 2015,
    "十三五": 2020,
    "十四五": 2025,
    "十五五": 2030,
    "十六五": 2035,
}
PLAN_YEARS = 5
HEAD = 600  # characters in which a title stands

YEAR = r"(?:19|20)\d{2}"
FIVE = (
    r"[“\"‘「『]?十[一二三四五六]五[”\"’」』]?(?:规划|计划)?(?:时期|期间|期|阶段)?(?:末期|末|底|后期|中后期)?"
)
PERIOD = re.compile(
    rf"(?P<span>(?<!\d){YEAR}年?\s*[-—–~～－至到]{{1,2}}\s*(?P<until>{YEAR})年(?:度|底|末)?)"
    rf"|(?P<years>(?<!\d){YEAR}(?:年(?:年?底|年?末)?)?(?:[、和与及]{YEAR}(?:年(?:底|末)?)?)*"
    rf"(?:(?<=年)|(?<=底)|(?<=末))(?:\s*\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:底|末|初|上半年|下半年)?)"
    rf"|(?P<five>{FIVE})"
)
FOUR_DIGITS = re.compile(YEAR)
GOAL_BEFORE = re.compile(r"(?:到|至|截至|截止到?|展望|远期|近期)(?:[^，。；：、\d]{0,2})$")
BEFORE_MARK = re.compile(r"\s*(?:年)?(?:以前|之前|前|内)")
LENGTH_MARK = re.compile(
    r"\s*[起始][，,]?\s*[用的]?\s*(?P<length>\d{1,2}|[一二三四五六七八九十])年(?:时间)?内?"
)
SINCE_MARK = re.compile(r"\s*(?:以来|以后|之后)")
BASE_BEFORE = re.compile(
    r"(?:相比于|相较于|相对于|相比|对比|同比|相较|比|较|与|同|以|在|由|从|为|于|达到|达|占|是|相当于|和)"
    r"(?:上述)?$"
)
BASE_AFTER = re.compile(r"(?:的)?(?:水平|同期)?\s*(?:相比|的?基础上|为基[准期数]|的)")
LAST_YEAR = re.compile(r"(?:比|较|与)(?:上年度?|去年|上一年度?|同期|基准年|现状)(?:同期)?(?:相比)?")
TITLED = re.compile(
    rf"({YEAR})\s*[-—–~～－至]{{1,2}}\s*{YEAR}年"
    rf"|({YEAR})年(?![前底末])(?=[^，。；\n]{{2,40}}(?:清单|要点|计划|方案))"
)
HINT = re.compile(r"(?:19|20)\d\d|十[一二三四五六]五|上年|去年|上一年|同期|基准年|现状")  # else there is none
REACHES = re.compile(r"^[加高升降低减少长大展][到至]")  # 增加到2025年的80亿元
CLOSE_BASE = ("比", "较", "相比", "相比于", "相较于", "相对于", "对比", "相较", "同比")


@dataclass(frozen=True, slots=True)
class Period:
    """A year or several, with the role they play in the clause.

    ``role`` is ``goal`` (by when), ``base`` (against which year), ``since`` (a past stretch) or ``plain``
    (a year without a word that says which). ``start`` and ``end`` take in the words that mark the role.
    """

    start: int
    end: int
    years: tuple[int, ...]
    role: str


def find_periods(text: str) -> list[Period]:
    """Return the years and periods of a text in order, each with its role."""
    if not HINT.search(text):
        return []
    found = [_period(text, match) for match in PERIOD.finditer(text)]
    found += [Period(m.start(), m.end(), (), "base") for m in LAST_YEAR.finditer(text)]
    return _merged(text, sorted(found, key=lambda period: period.start))


def plan_year_of(text: str) -> int | None:
    """Return the year in which a plan was probably issued, ``None`` where the text does not give it away.

    The latest document number it cites (〔2021〕) says so; failing that, the five-year plan that its title
    names, or its text most often, began in the year. Years before it are history, not goals.
    """
    titled = TITLED.search(text[:HEAD])
    head = [int(titled[1] or titled[2])] if titled else []
    cited = [int(year) for year in re.findall(rf"[〔［\[【(（]({YEAR})[〕］\]】)）]\s*\d", text)]
    if cited or head:
        return max(cited + head)
    title = text.lstrip().split("\n", 1)[0]
    named = re.findall(r"十[一二三四五六]五", title) or re.findall(r"十[一二三四五六]五", text)
    if named:
        most = max(set(named), key=lambda name: (named.count(name), PLAN_NUMBERS[name]))
        return PLAN_NUMBERS[most] - PLAN_YEARS + 1
    goals = [int(year) for year in re.findall(rf"(?<!截)[到至]({YEAR})年", text)]
    return min(goals) - PLAN_YEARS + 1 if goals else None


def _merged(text: str, found: list[Period]) -> list[Period]:
    """Join periods that are named together: “十四五”、“十五五”期间."""
    merged: list[Period] = []
    for period in found:
        last = merged[-1] if merged else None
        joined = last and text[last.end : period.start] in ("、", "和", "与", "及")
        if last and joined and last.role == period.role == "goal":
            merged[-1] = Period(last.start, period.end, last.years + period.years, "goal")
        else:
            merged.append(period)
    return merged


def _period(text: str, match: re.Match[str]) -> Period:
    years = _years(match)
    start, end = match.start(), match.end()
    before, after = text[max(0, start - 6) : start], text[end : end + 12]
    if (mark := SINCE_MARK.match(after)) is not None:
        return Period(start, end + mark.end(), years, "since")
    if (length := LENGTH_MARK.match(after)) is not None and years:
        return Period(start, end + length.end(), (years[-1] + _count(length["length"]) - 1,), "goal")
    base = BASE_BEFORE.search(before)
    base_after = BASE_AFTER.match(after)
    if base and (base.group() in CLOSE_BASE or base_after):
        stop = end + (base_after.end() if base_after else 0)
        return Period(start - len(base.group()), stop, years, "base")
    goal = GOAL_BEFORE.search(before)
    mark = BEFORE_MARK.match(after)
    end += mark.end() if mark else 0
    if goal and not REACHES.search(text[max(0, start - len(goal.group()) - 1) : start]):
        start -= len(goal.group())
    if goal and goal.group().startswith("截"):
        return Period(start, end, years, "since")
    return Period(start, end, years, "goal" if goal or mark or match["five"] else "plain")


def _count(text: str) -> int:
    return int(text) if text.isdigit() else int(chinese_number(text) or 1)


def _years(match: re.Match[str]) -> tuple[int, ...]:
    if match["until"]:
        return (int(match["until"]),)
    if match["five"]:
        name = re.search(r"十[一二三四五六]五", match.group())
        return (PLAN_NUMBERS[name.group()],) if name else ()
    return tuple(int(year) for year in FOUR_DIGITS.findall(match.group()))
