"""Numbers with their units, ranges, and the words behind them; years and what they are for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.plan.lexicon import units
from lvxun.plan.model import Comparator
from lvxun.plan.periods import find_periods, plan_year_of
from lvxun.plan.quantities import find_quantities, unit_dimension


def pairs(text: str) -> list[tuple[object, str | None]]:
    return [(q.value, q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3000万千瓦", 3000, "万千瓦"), ("120亿千瓦时", 120, "亿千瓦时"),
        ("2.2亿吨标准煤", 2.2, "亿吨标准煤"),
        ("3个百分点", 3, "个百分点"), ("35微克/立方米", 35, "微克/立方米"),
        ("20万吨/年", 20, "万吨/年"),
        ("0.92吨标准煤/万元", 0.92, "吨标准煤/万元"), ("300克标准煤/千瓦时", 300, "克标准煤/千瓦时"),
        ("100 万亩", 100, "万亩"), ("5万户", 5, "万户"), ("1.5万亿元", 1.5, "万亿元"),
        ("50台（套）", 50, "台（套）"),
        ("百分之五十", 50, "%"),
    ],
)  # fmt: skip
def test_value_and_unit_are_as_written(text: str, value: float, unit: str) -> None:
    assert pairs(text) == [(value, unit)]


@pytest.mark.parametrize("join", ["-", "–", "—", "~", "～", "至", "到"])
def test_a_range_has_two_ends(join: str) -> None:
    assert pairs(f"1000{join}1200万吨") == [((1000, 1200), "万吨")]
    assert pairs(f"13%{join}15%") == [((13, 15), "%")]


def test_a_falling_pair_is_no_range() -> None:
    assert pairs("20%到15%") == [(20, "%"), (15, "%")]


def test_a_value_inside_the_name_of_a_class_is_no_quantity() -> None:
    assert find_quantities("30万吨级项目") == find_quantities("10个工作日") == []


@pytest.mark.parametrize(
    ("word", "comparator"),
    [
        ("以上", Comparator.AT_LEAST),
        ("以内", Comparator.AT_MOST),
        ("以下", Comparator.AT_MOST),
        ("左右", Comparator.ABOUT),
    ],
)
def test_the_word_behind_a_value(word: str, comparator: Comparator) -> None:
    assert find_quantities(f"50%{word}")[0].comparator is comparator


def test_doubling_is_a_factor() -> None:
    assert [q.value for q in find_quantities("翻番，翻一番，翻两番，翻三番")] == [2, 2, 4, 8]


def test_units_know_their_dimension() -> None:
    assert unit_dimension("万千瓦") == unit_dimension("MW") == "power"
    assert unit_dimension("立方米/万元") == "volume per money"
    assert unit_dimension("虚构单位") == unit_dimension(None) == ""


@given(st.sampled_from(sorted(units())), st.integers(11, 9999), st.sampled_from(["", "万", "亿"]))
def test_every_unit_of_the_list_is_read_with_its_scale(unit: str, number: int, scale: str) -> None:
    whole = (scale if units()[unit].scaled else "") + unit

    assert pairs(f"{number}{whole}") == [(number, whole)]


# periods


@pytest.mark.parametrize(
    ("text", "years", "role"),
    [
        ("到2025年", (2025,), "goal"), ("2030年前", (2030,), "goal"), ("2025年底前", (2025,), "goal"),
        ("“十四五”末", (2025,), "goal"), ("“十五五”期间", (2030,), "goal"),
        ("十三五时期", (2020,), "goal"),
        ("到2025年、2030年", (2025, 2030), "goal"), ("2023—2025年", (2025,), "plain"),
        ("2025年", (2025,), "plain"),
        ("比2020年", (2020,), "base"), ("与2020年相比", (2020,), "base"),
        ("在2020年的基础上", (2020,), "base"),
        ("截至2020年底", (2020,), "since"), ("“十四五”以来", (2025,), "since"),
    ],
)  # fmt: skip
def test_a_period_has_years_and_a_role(text: str, years: tuple[int, ...], role: str) -> None:
    assert [(p.years, p.role) for p in find_periods(text)] == [(years, role)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("根据国发〔2021〕23号和省政发〔2022〕5号文件", 2022),
        ("三年行动方案（2023—2025年）", 2023),
        ("2024年绿色低碳发展重点任务清单", 2024),
        ("“十四五”时期，加快转型。“十四五”末，基本建成。", 2021),
        ("到2025年，达到42%。", 2021),
        ("加强宣传。", None),
    ],
)
def test_the_year_of_issue_is_read_off_the_text(text: str, year: int | None) -> None:
    assert plan_year_of(text) == year
