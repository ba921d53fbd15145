"""Sentences and their kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.plan.clean import CleanText
from lvxun.plan.model import SentenceKind
from lvxun.plan.sentences import split_sentences


def kinds(text: str) -> list[SentenceKind]:
    sentences = split_sentences(CleanText(text, range(len(text))), 0, len(text))
    return [sentence.kind for sentence in sentences]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("推进清洁取暖，加强散煤治理。", SentenceKind.ACTION),
        ("到2025年，清洁取暖率达到80%。", SentenceKind.TARGET),
        ("到2025年，生态环境质量持续改善。", SentenceKind.TARGET),
        ("全面贯彻落实《某省节约能源条例》（2018年修订）。", SentenceKind.REFERENCE),
        ("严格执行《限制供地目录》，加大审查力度。", SentenceKind.REFERENCE),
        ("开展宣传活动，编印《绿色生活手册》。", SentenceKind.ACTION),
        ("按照《某方案》要求，到2025年森林覆盖率达到42%。", SentenceKind.TARGET),
    ],
)
def test_a_sentence_has_a_kind(text: str, kind: SentenceKind) -> None:
    assert kinds(text) == [kind]


def test_paragraphs_and_full_stops_end_a_sentence() -> None:
    text = "（一）推行清洁生产。开展审核！\n是否达标？完成整改"
    sentences = split_sentences(CleanText(text, range(len(text))), 0, len(text))

    assert [s.text for s in sentences] == ["（一）推行清洁生产。", "开展审核！", "是否达标？", "完成整改"]
    assert [text[slice(*s.span)] for s in sentences] == [s.text for s in sentences]


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "第一句。第二句。第三句。"

    assert [s.text for s in split_sentences(CleanText(text, range(len(text))), 4, 8)] == ["第二句。"]


@given(st.text(alphabet="到2025年，森林率达42%。！\n 、；《》贯彻落实", max_size=80))
def test_no_character_but_space_is_lost(text: str) -> None:
    sentences = split_sentences(CleanText(text, range(len(text))), 0, len(text))

    assert "".join("".join(s.text for s in sentences).split()) == "".join(text.split())
