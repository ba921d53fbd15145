import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.accounts import catalogue
from lvxun.accounts.display import english_units, in_english, number_text, value_text
from lvxun.region.catalogue import catalogue as national_series
from lvxun.region.units import factor

UNITS = sorted({d.unit for d in [*catalogue().values(), *national_series().values()]})


@pytest.mark.parametrize("unit", UNITS)
def test_no_chinese_unit_reaches_an_english_reader(unit):
    assert not re.search(r"[一-鿿]", in_english(1.0, unit)[1])


@pytest.mark.parametrize(
    ("unit", "english"),
    [("万千瓦", "GW"), ("亿千瓦时", "TWh"), ("万吨标准煤", "Mtce"), ("万吉焦", "PJ")],
)
def test_the_scale_is_that_of_the_units(unit, english):
    assert english_units()[unit][0] == pytest.approx(factor(unit, english))


def test_mu_become_hectares():
    assert in_english(150, "万亩") == (pytest.approx(factor("万亩", "ha") * 150 / 1000), "thousand ha")


@given(st.floats(-1e9, 1e9).filter(lambda x: abs(x) > 1e-6))
def test_a_number_is_written_to_four_digits_without_powers_of_ten(value):
    text = number_text(value)
    assert "e" not in text
    assert float(text.replace(",", "")) == pytest.approx(value, rel=6e-4)


def test_a_value_without_a_unit_is_a_number():
    assert value_text(2.0, None) == "2"
    assert value_text(1000, "个", is_english=True) == "1,000"
