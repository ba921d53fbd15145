"""What a plan promises: cases in ``cases/targets.toml``, and what must hold for any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.plan.clean import CleanText
from lvxun.plan.model import Comparator, Target
from lvxun.plan.targets import extract_targets
from lvxun.plan.units import TextUnit

CASES = tomllib.loads((Path(__file__).parent / "cases" / "targets.toml").read_text(encoding="utf-8"))["case"]
HOSTILE = {
    "digits": "9" * 100_000,
    "commas": "，" * 100_000,
    "ascii commas": "1," * 50_000,
    "numerals": "一" * 100_000,
    "values": "1个" * 50_000,
    "lists": "1%、" * 30_000,
    "periods": "到2025年" * 20_000,
    "brackets": "（其中1个）" * 20_000,
    "open brackets": "（《" * 50_000,
    "verbs": "达到" * 50_000 + "5%",
    "tabs": "指标\t单位\t2025年目标\n" + "甲\t%\t1\n" * 10_000,
    "private characters": "\ue000" * 50_000 + "达到5%",
}


def found(text: str, plan_year: int | None = 2022) -> tuple[Target, ...]:
    unit = TextUnit("m1", 1, 1, "", 0, len(text))
    return extract_targets(CleanText(text, range(len(text))), [unit], plan_year=plan_year)


def written(target: Target) -> str:
    """Write a target as the cases do."""
    value = target.value
    number = (
        "-" if value is None else "~".join(f"{v:g}" for v in (value if isinstance(value, tuple) else [value]))
    )
    marks = [f"base {target.base_year}"] if target.base_year else []
    marks += ["力争"] if target.aspirational else []
    fields = [
        target.indicator,
        str(target.comparator),
        number,
        target.unit or "-",
        str(target.year or "-"),
        *marks,
    ]
    return " | ".join(fields)


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert [written(target) for target in found(case["text"])] == case["targets"]


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 80


def test_every_comparator_has_a_case() -> None:
    used = {target.split(" | ")[1] for case in CASES for target in case["targets"]}

    assert used == set(Comparator)


# places


def test_ids_run_through_each_unit() -> None:
    text = "到2025年，森林覆盖率达到42%。\n新建公园5个、步道20公里。"
    units = [TextUnit(None, None, None, "", 0, 18), TextUnit("m2", 2, 1, "", 19, len(text))]

    targets = extract_targets(CleanText(text, range(len(text))), units)

    assert [(t.id, t.measure, t.chapter) for t in targets] == [
        ("p.1", None, None),
        ("m2.1", 2, 1),
        ("m2.2", 2, 1),
    ]


def test_a_chapter_without_measures_has_ids_of_its_own() -> None:
    text = "森林覆盖率达到42%。"
    targets = extract_targets(CleanText(text, range(len(text))), [TextUnit(None, None, 3, "", 0, len(text))])

    assert [(t.id, t.measure_id, t.chapter) for t in targets] == [("c3.1", None, 3)]


def test_a_table_behind_the_last_measure_is_read_too() -> None:
    text = "建设公园。\n附表\n指标\t单位\t2025年目标\n森林覆盖率\t%\t42"
    targets = extract_targets(CleanText(text, range(len(text))), [TextUnit("m1", 1, 1, "", 0, 5)])

    assert [(t.id, t.indicator, t.value, t.unit, t.year) for t in targets] == [
        ("a.1", "森林覆盖率", 42, "%", 2025)
    ]


def test_spans_point_into_the_source() -> None:
    source = "到 2025 年，\n森林\n\n覆盖率达到 42.5%。"
    kept = [i for i, char in enumerate(source) if char not in " \n"]
    clean = CleanText("".join(source[i] for i in kept), kept)

    target = extract_targets(clean, [TextUnit("m1", 1, 1, "", 0, len(kept))])[0]

    assert source[slice(*target.span)] == "森林\n\n覆盖率达到 42.5%"
    assert target.quote == "森林覆盖率达到42.5%"


# history


def test_the_year_of_issue_parts_history_from_goals() -> None:
    text = "2023年，绿色建筑占比达到70%。"

    assert [t.year for t in found(text, plan_year=2022)] == [2023]
    assert found(text, plan_year=2024) == ()


def test_a_cited_number_tells_the_year_of_issue() -> None:
    cited = "落实国发〔2024〕12号文件。"

    assert found(cited + "2023年，绿色建筑占比达到70%。", plan_year=None) == ()
    assert len(found(cited + "2025年，绿色建筑占比达到70%。", plan_year=None)) == 1


# confidence


@pytest.mark.parametrize(
    ("sure", "doubtful"),
    [
        ("到2025年，森林覆盖率达到42%。", "森林覆盖率达到42%。"),
        ("到2025年，森林覆盖率达到42%。", "到2025年，森林覆盖率42%。"),
        ("到2025年，森林覆盖率达到42%。", "到2025年，生态环境持续改善。"),
        ("到2025年，生态环境质量持续改善。", "生态环境质量持续改善。"),
    ],
)
def test_confidence_falls_with_what_is_missing(sure: str, doubtful: str) -> None:
    assert found(sure)[0].confidence > found(doubtful)[0].confidence


# any text

WORDS = (
    "到2025年， 比2020年 分别 森林覆盖率 风电、光伏装机 达到 下降 超过 不低于 力争 新增 42.5% 100万千瓦 3个",
    "翻一番 13%-15% 以上 左右 的 、 ， ； 。 其中 （ ） \n \t 由 提高到 持续改善 全覆盖 1,000 “十四五”末",
)
PIECES = st.sampled_from([word for line in WORDS for word in line.split(" ")])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_quote_is_the_text_at_its_span_and_holds_the_value(text: str) -> None:
    for target in found(text):
        start, end = target.span
        assert text[start:end] == target.quote
        if isinstance(target.value, float) and target.comparator is not Comparator.MULTIPLY_BY:
            assert f"{target.value:g}" in target.quote.replace(",", "")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    assert all(0 < target.confidence <= 1 and target.indicator for target in found(text))


@given(st.integers(2023, 2060), st.decimals("0.1", "99999", places=1))
def test_year_and_value_come_out_as_written(year: int, value: object) -> None:
    target = found(f"到{year}年，绿色产业产值达到{value}亿元以上。")[0]

    assert (target.year, target.value, target.unit) == (year, float(str(value)), "亿元")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_seconds(text: str) -> None:
    before = time.process_time()

    found(text)

    assert time.process_time() - before < 8
