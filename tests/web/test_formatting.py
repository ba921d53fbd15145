"""Figures appear in the reader's units, from one module."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun import accounts, region
from lvxun.web.formatting import in_readers_unit, write_figure, write_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (25011.4, "25,011"),
        (0.58764, "0.5876"),
        (50.0, "50"),
        (0, "0"),
        (-1.6, "−1.6"),
        (-0.00001, "−0.00001"),
        (12.345, "12.35"),
        (float("nan"), "–"),
    ],
)
def test_a_number_has_four_significant_digits_and_no_trailing_zeros(value, text):
    assert write_number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (2969, "万千瓦", "2,969 万千瓦", "29.69 GW"),
        (2734, "亿千瓦时", "2,734 亿千瓦时", "273.4 TWh"),
        (23749, "万吨标准煤", "23,749 万吨标准煤", "237.5 Mtce"),
        (32612.7, "亿元", "32,613 亿元", "3,261 bn CNY"),
        (4155, "万人", "4,155 万人", "41.55 million"),
        (100, "万亩", "100 万亩", "66.67 thousand ha"),
        (42.5, "%", "42.5 %", "42.5 %"),
        (1000, "个", "1,000 个", "1,000"),
    ],
)
def test_each_reader_meets_familiar_units(value, unit, chinese, english):
    assert write_figure(value, unit, "zh-hans") == chinese
    assert write_figure(value, unit, "en") == english


def test_no_chinese_unit_reaches_an_english_reader():
    units = {info.unit for info in accounts.catalogue().values()}
    units |= {series.unit for series in region.catalogue().values()}
    left = {unit for unit in units if any("一" <= c <= "鿿" for c in in_readers_unit(1.0, unit, "en")[1])}
    assert not left


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_writing_keeps_the_value_to_four_digits(value):
    read = float(write_number(value).replace(",", "").replace("−", "-"))
    assert read == pytest.approx(value, rel=5.1e-4)
