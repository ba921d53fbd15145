"""Documents that a plan cites."""

import pytest

from lvxun.plan.citations import find_citations, normal_number
from lvxun.plan.cleaning import clean


def cited(text, **own):
    return [(found.title, found.number) for found in find_citations(clean(text), **own)]


def test_a_title_with_its_number():
    assert cited("落实《指导意见》（国发〔2021〕4 号）精神") == [("指导意见", "国发〔2021〕4号")]


def test_two_titles_side_by_side():
    assert cited("执行国家《限制供地目录》《禁止供地目录》") == [
        ("限制供地目录", None),
        ("禁止供地目录", None),
    ]


def test_a_title_across_lines_keeps_its_place_in_the_source():
    text = "贯彻落实《国务院关于加快建立健全体系的指导意\n\n见》（国发〔2021〕4 号）精神，制定措施。"
    (found,) = find_citations(clean(text))
    assert found.title == "国务院关于加快建立健全体系的指导意见"
    assert text[slice(*found.span)].startswith("《国务院") and text[slice(*found.span)].endswith("号）")


def test_a_document_is_listed_once_with_the_number_that_comes_later():
    text = "根据《条例》，按照《条例》（国务院令第736号）执行。"
    assert cited(text) == [("条例", "国务院令第736号")]


def test_a_title_in_a_title_stays_whole():
    text = "依据《关于印发〈工作方案〉的通知》（环固体〔2021〕114号）"
    assert cited(text) == [("关于印发〈工作方案〉的通知", "环固体〔2021〕114号")]


def test_the_documents_own_title_and_number_are_no_citation():
    text = "某省方案\n某政发〔2022〕9号\n现将《某省方案》印发给你们。"
    assert cited(text, own_title="某省方案", own_number="某政发〔2022〕9号") == []


def test_a_short_name_given_to_a_document_is_no_other_document():
    text = "落实《某省实施意见》（以下简称《意见》），按照《意见》要求办理。"
    assert cited(text) == [("某省实施意见", None)]


def test_a_number_alone_is_a_citation():
    assert cited("按照国发〔2021〕4号文件要求办理。") == [("国发〔2021〕4号", "国发〔2021〕4号")]


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("国发 [2021] 4 号", "国发〔2021〕4号"),
        ("辽政发（2018）24号", "辽政发〔2018〕24号"),
        ("GB/T2589—2020", "GB/T 2589-2020"),
        ("GB 18597", "GB 18597"),
        ("国务院令第 736 号", "国务院令第736号"),
    ],
)
def test_numbers_have_one_writing(raw, number):
    assert normal_number(raw) == number


@pytest.mark.parametrize(
    "text", ["《" * 50_000, "《a》" * 20_000, "国" * 50_000 + "〔2021〕4号", "GB" * 50_000]
)
def test_hostile_text_takes_no_time(text):
    assert len(find_citations(clean(text))) <= 1


def test_a_kind_of_document_is_no_title_unless_it_has_a_number():
    assert cited("在规划《纲要》终期评估中统筹，对照《实施方案》检查，落实《意见》（国发〔2021〕4号）") == [
        ("意见", "国发〔2021〕4号")
    ]
