"""Search finds Chinese from one character on, whole words, and nothing that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner_audits import make, register
from lvxun.web.registers import services
from lvxun.web.registers.filtering import Filters
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.searching import query_terms, words

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)
ANY_TEXT = st.text(max_size=60)


def found(text):
    return [one.title for one in Listing(register(), Filters(search=text)).rows]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "钢铁",
        "绿色",
        "绿",
        "厂",
        "鞍山绿色",
        "绿色 钢铁",
        "ＱＳ２０２６",
        "qs2026-210300",
        "QS2026-210300-0001",
    ],
)
def test_a_record_is_found_by_any_part_of_its_name_and_code(text):
    make(1, firm_name="鞍山绿色钢铁厂", area="210300")
    assert found(text) == ["鞍山绿色钢铁厂"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["铁钢", "红色", "纸", "2025", "绿色 水泥", "%", "\"'*", "r:liaoning", "(", "AND"]
)
def test_what_is_not_there_is_not_found(text):
    make(1, firm_name="鞍山绿色钢铁厂", area="210300")
    assert found(text) == []


@pytest.mark.django_db
def test_a_record_is_found_by_its_credit_code_and_address():
    record = make(1, address="铁西区建设大路158号")
    assert found(record.holder) == found(record.holder.lower()) == found("建设大路") == [record.title]


@pytest.mark.django_db
def test_the_words_follow_a_change():
    record = make(1, firm_name="旧名厂")
    services.change(None, record, {"firm_name": "新名厂"}, version=1)
    assert found("旧名") == [] and found("新名") == ["新名厂"]


@pytest.mark.django_db
def test_a_record_that_is_gone_is_not_found():
    record = make(1)
    record.events.all()._raw_delete("default")
    record.unique_keys.all().delete()
    record.delete()
    assert found("化工") == []


@given(HAN, HAN, HAN)
def test_every_run_of_characters_in_a_text_is_among_its_words(before, part, after):
    kept = set(words(before + part + after))
    for term in query_terms(part):
        assert any(word.startswith(term[:-1]) for word in kept) if term.endswith("*") else term in kept


@given(ANY_TEXT)
def test_no_text_makes_a_facet_or_a_sign_of_the_query_language(text):
    signs = set(":'\"()&|!*<> \\\x00")
    assert not any(signs & set(word) for word in words(text))
    assert not any(signs & set(term.removesuffix("*")) for term in query_terms(text))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["a\u0300", "ﬁ", "İ", "ß", "\ud7b0", "①②", "x" * 300, "٣٤", "𠀀𠀁", "ﾊﾝｶｸ", "_"]
)
def test_odd_signs_never_break_a_search(text):
    make(1, firm_name=f"厂{text[:60]}")
    assert len(found(text)) <= 1
