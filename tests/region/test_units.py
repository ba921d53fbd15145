"""Chinese units are read through one table; what cannot be converted is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun import region
from lvxun.region.errors import UnitError
from lvxun.region.units import factor, known_units


@pytest.mark.parametrize(
    ("unit", "canonical", "expected"),
    [
        ("吨标准煤", "万吨标准煤", 1e-4),
        ("tce", "万吨标准煤", 1e-4),
        ("Mtce", "万吨标准煤", 100),
        ("kW", "万千瓦", 1e-4),
        ("GW", "万千瓦", 100),
        ("百万千瓦", "万千瓦", 100),
        ("TWh", "亿千瓦时", 10),
        ("万千瓦时", "亿千瓦时", 1e-4),
        ("亿度", "亿千瓦时", 1),
        ("平方公里", "万公顷", 0.01),
        ("公顷", "万亩", 0.0015),
        ("亿斤", "万吨", 5),
        ("μg/m³", "微克/立方米", 1),
        ("mg/m3", "微克/立方米", 1000),
        ("立方米／万元", "立方米/万元", 1),
        ("t/d", "吨/日", 1),
        ("tCO2/MWh", "kgCO2/kWh", 1),
        ("％", "%", 1),
        ("‰", "%", 0.1),
        ("万标箱", "万TEU", 1),
        ("台（套）", "万台", 1e-4),
        ("座", "个", 1),
        ("GJ", "万吉焦", 1e-4),
        ("百万吉焦", "万吉焦", 100),
    ],
)
def test_a_unit_of_statistics_converts(unit, canonical, expected):
    assert factor(unit, canonical) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("definition", region.catalogue().values(), ids=lambda d: d.id)
def test_every_series_has_a_unit_of_the_table(definition):
    assert factor(definition.unit, definition.unit) == 1.0


@pytest.mark.parametrize(
    ("unit", "canonical", "says"),
    [
        ("万吨", "万吨标准煤", "coal equivalent"),
        ("亿千瓦时", "万吨标准煤", "coal equivalent"),
        ("个百分点", "%", "a change of a share"),
        ("亿美元", "亿元", "亿元"),
        ("万辆", "万人", "万人"),
    ],
)
def test_another_quantity_is_refused_and_says_what_would_be_right(unit, canonical, says):
    with pytest.raises(UnitError) as caught:
        factor(unit, canonical)
    assert "does not measure" in caught.value.what
    assert says in caught.value.remedy


@given(st.text(max_size=30))
def test_no_text_does_worse_than_a_unit_error(text):
    try:
        assert factor(text, "万吨") > 0
    except UnitError as error:
        assert "万吨" in error.remedy


@given(st.sampled_from(known_units()), st.sampled_from(["", "万", "亿", "百万"]))
def test_there_and_back_is_one(name, prefix):
    unit = prefix + name
    try:
        there = factor(unit, name)
    except UnitError:
        return  # 万百分比 and the like are nobody's unit
    assert there * factor(name, unit) == pytest.approx(1.0, rel=1e-9)
