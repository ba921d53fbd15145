"""Every item is marked in its place, and the text stays the text."""

from hypothesis import given
from hypothesis import strategies as st

from lvxun.web.review.marking import Item, segments

TEXT = "到2025年，森林覆盖率达到42.5%。"


@st.composite
def items(draw):
    start, end = draw(st.integers(-2, len(TEXT) + 2)), draw(st.integers(-2, len(TEXT) + 2))
    return Item(draw(st.text("ab", max_size=2)), "target", start, end)


def test_a_text_without_items_is_one_segment():
    assert [s.text for s in segments(TEXT, [])] == [TEXT]


def test_an_item_is_cut_out_at_its_borders():
    cut = segments(TEXT, [Item("m1.1", "target", 7, 13)])
    assert [s.text for s in cut if s.innermost] == ["森林覆盖率达"]


def test_of_nested_items_the_narrowest_is_innermost():
    cut = segments(TEXT, [Item("m1", "measure", 0, len(TEXT)), Item("m1.1", "target", 7, 13)])
    assert [s.innermost.key for s in cut] == ["m1", "m1.1", "m1"]


@given(st.lists(items()))
def test_the_segments_joined_are_the_text(found):
    assert "".join(s.text for s in segments(TEXT, found)) == TEXT


def test_an_empty_text_has_no_segments():
    assert segments("", [Item("x", "target", 0, 1)]) == []
