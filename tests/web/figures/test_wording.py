import pytest
from django.utils import translation

from lvxun.errors import LvxunError, Where
from lvxun.web.figures.phrases import PHRASES
from lvxun.web.figures.wording import faults_in_words, in_words, sentences


@pytest.fixture(params=["zh-hans"])
def chinese(request):
    with translation.override(request.param):
        yield


def test_a_fault_of_an_engine_is_said_in_chinese(chinese):
    message = in_words(
        LvxunError(
            "'12,3' is not a number",
            Where("a.csv", 7, "value"),
            "Leave the whole row out where the figure is not known.",
        )
    )
    assert message.place == "a.csv，第 7 行，数值"
    assert message.what == "“12,3”不是数字。"
    assert message.remedy == "未掌握的数据请整行不填。"


def test_several_sentences_are_said_one_after_the_other(chinese):
    assert (
        sentences("Did you mean 'gdp'? The ids are in rules/series.csv.")
        == "是不是“gdp”？指标代码见模板的下拉选项。"
    )


def test_a_sentence_nobody_foresaw_stays_as_it_is(chinese):
    assert (
        sentences("Quite another thing. Check value and unit.") == "Quite another thing. 请核对数值和单位。"
    )


def test_a_row_with_two_faults_names_both_columns(chinese):
    error = "year: '20215' is not a year from 1949 to 2100; unit: unit '万頓' is unknown"
    assert faults_in_words(error) == [
        ("年份", "“20215”不是1949至2100之间的年份。"),
        ("单位", "无法识别单位“万頓”。"),
    ]


def test_a_missing_column_is_named_in_chinese(chinese):
    assert faults_in_words("source: source is missing") == [("来源", "缺少来源。")]


def test_an_english_reader_gets_the_engines_own_words():
    with translation.override("en"):
        assert (
            sentences("Check value and unit. Split it by topic.")
            == "Check value and unit. Split it by topic."
        )


def test_every_phrase_has_its_chinese(chinese):
    without = [phrase for phrase in PHRASES if translation.gettext(phrase) == phrase]
    assert without == []


@pytest.mark.parametrize("text", ["", "%", "%(x)s", "100 %", "'" * 50])
def test_odd_text_does_not_break_a_page(chinese, text):
    assert sentences(text) == text
