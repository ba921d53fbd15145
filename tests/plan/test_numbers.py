"""Numerals as plans write them."""

from __future__ import annotations

from itertools import pairwise

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.plan.numbers import chinese_number, find_numerals


def values(text: str) -> list[float]:
    return [numeral.value for numeral in find_numerals(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1000", 1000), ("42.5", 42.5), ("1,200", 1200), ("1,234,567.8", 1234567.8), ("４２．５", 42.5),
        ("二十九", 29), ("十", 10), ("一百零五", 105), ("两千", 2000), ("一千二百", 1200),
        ("一万二千", 12000),
    ],
)  # fmt: skip
def test_a_numeral_has_its_value(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "percent"),
    [("百分之五十", 50), ("百分之八点五", 8.5), ("三分之一", 33.33), ("一半", 50), ("七成", 70)],
)
def test_a_share_in_words_is_a_percentage(text: str, percent: float) -> None:
    found = find_numerals(text)

    assert [(numeral.value, numeral.percent) for numeral in found] == [(percent, True)]


def test_the_scale_in_front_of_a_unit_is_left_to_the_unit() -> None:
    numeral = find_numerals("二十万千瓦")[0]

    assert (numeral.value, numeral.end) == (20, 2)


@pytest.mark.parametrize("text", ["PM2.5", "5G", "第三条", "成立", "9" * 30])
def test_what_is_no_number(text: str) -> None:
    assert values(text) == []


@given(st.integers(1, 9999))
def test_chinese_numerals_come_back(number: int) -> None:
    assert chinese_number(cn2an.an2cn(number)) == number


@given(st.integers(0, 10**9))
def test_digits_with_separators_come_back(number: int) -> None:
    assert values(f"共{number:,}个") == [number]


@given(st.text(alphabet="零一二两三十百千万亿点分之成半0123456789.,", max_size=40))
def test_numerals_do_not_overlap(text: str) -> None:
    found = find_numerals(text)

    assert all(a.end <= b.start for a, b in pairwise(found))
