"""Search: one Chinese character is enough, English works, names go before texts."""

import pytest

from lvxun.web.insight.searching import LONGEST_QUESTION, SHOWN, fold, search


@pytest.fixture
def ask(served):
    return lambda question, kind="": search(served.plan, served.region, question, kind)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("森林", "target"),
        ("forest", "indicator"),
        ("沈阳", "area"),
        ("生态环境厅", "body"),
        ("公报", "source"),
    ],
)
def test_each_kind_of_thing_is_found(ask, question, kind):
    assert kind in dict(ask(question).counts)


def test_one_character_is_enough(ask):
    assert ask("核").total > 0


def test_all_words_must_occur(ask):
    both, one = ask("风电 光伏"), ask("风电")
    assert 0 < both.total < one.total


def test_a_hit_in_a_name_goes_before_a_hit_in_a_text(ask):
    hits = ask("森林").hits
    in_name = ["森林" in hit.entry.names for hit in hits]
    assert in_name == sorted(in_name, reverse=True)


def test_full_width_and_capitals_make_no_difference(ask):
    assert ask("ＧＤＰ").total == ask("gdp").total > 0


def test_a_kind_narrows_it_down(ask):
    assert {hit.entry.kind for hit in ask("能源", "body").hits} == {"body"}


def test_the_hit_is_in_the_snippet(ask):
    hit = next(hit for hit in ask("余热").hits if hit.entry.kind == "measure")
    assert "余热" in fold(hit.snippet)


@pytest.mark.parametrize("question", ["", "   ", "没有这样的词语", "<script>", "%", "\\", "'\"--"])
def test_what_is_not_there_is_not_found(ask, question):
    assert ask(question).total == 0 or question == "%"


def test_a_very_long_question_is_cut_and_answers(ask):
    assert ask("能" * (LONGEST_QUESTION * 50)).total == 0


def test_no_more_is_shown_than_can_be_read(ask):
    assert len(ask("省").hits) <= SHOWN


def test_the_page_marks_hits_and_escapes_the_question(client, db):
    shown = client.get("/search/", {"q": "森林 <b>"}).content.decode()
    assert "<b>" not in shown
    assert "<mark>森林</mark>" in client.get("/search/", {"q": "森林"}).content.decode()
