"""What is typed is read by its shape, what is drawn follows from the definition: whatever comes in."""

import json
import math

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from lvxun.registers.model import Field, FieldType, Label
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.diagram import diagram
from lvxun.web.registers.merging_forms import merged
from lvxun.web.registers.paging import Pages, page_number
from lvxun.web.registers.presenting import visible, words
from lvxun.web.registers.shapes import outline
from lvxun.web.registers.stations import shortest_way
from lvxun.web.registers.typed import row_numbers, typed_polygon, typed_value, typed_values

RING = [[123.4, 41.8], [123.5, 41.8], [123.5, 41.9]]
LABEL = Label("名", "name")
degrees = st.floats(-180, 180).map(lambda one: round(one, 6))
rings = st.lists(st.tuples(degrees, degrees).map(list), min_size=3, max_size=12)
values = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 3))


def form(**typed):
    sent = QueryDict(mutable=True)
    for key, value in typed.items():
        sent.setlist(key.replace("__", "."), value if isinstance(value, list) else [value])
    return sent


@given(rings)
def test_a_polygon_is_read_from_every_way_of_writing_it(ring):
    ways = [
        json.dumps({"type": "Polygon", "coordinates": [ring]}),
        json.dumps(
            {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        ),
        json.dumps(ring),
        "\n".join(f"{lon:f} {lat:f}" for lon, lat in ring),
        ";".join(f"{lon:f},{lat:f}" for lon, lat in ring),
        "；".join(f"（{lon:f}，{lat:f}）" for lon, lat in ring),
    ]
    assert all(typed_polygon(way) == ring for way in ways)


@given(st.text(max_size=200))
def test_any_text_is_a_polygon_or_stays_as_it_was_typed(text):
    read = typed_polygon(text)
    assert read == text or all(len(pair) == 2 for pair in read)


def test_a_shape_with_a_hole_or_parts_is_left_to_be_refused():
    hole = json.dumps({"type": "Polygon", "coordinates": [RING, RING]})
    parts = json.dumps({"type": "MultiPolygon", "coordinates": [[RING], [RING]]})
    assert typed_polygon(hole) == hole
    assert typed_polygon(parts) == parts


def test_a_field_that_was_not_sent_is_not_there_and_an_empty_one_is_none():
    fields = [Field(one, FieldType.TEXT, LABEL) for one in ("a", "b")]
    assert typed_values(fields, form(v__a=" ")) == {"a": None}


def test_unticking_all_boxes_is_said():
    field = Field("c", FieldType.CHOICES, LABEL)
    assert typed_values([field], form(v__c__asked="1")) == {"c": None}


def test_a_chosen_suggestion_gives_its_code():
    assert typed_value(Field("i", FieldType.INDUSTRY, LABEL), "3110 炼铁") == "3110"


@given(st.lists(st.text(max_size=12), max_size=20))
def test_row_numbers_are_bounded_whatever_is_sent(keys):
    sent = QueryDict(mutable=True)
    for key in keys:
        sent[f"v.t.{key}.x"] = "1"
    assert all(0 <= one < 100_000 for one in row_numbers(sent, "v.t"))


@given(values, values, values)
def test_a_merge_loses_neither_side(base, now, mine):
    both = merged(base, now, mine)
    for key in mine:
        if mine[key] != base.get(key):
            assert both.values[key] == mine[key]
        elif key in now:
            assert both.values.get(key) == now[key]
    changed = {key for key in mine if base.get(key) != now.get(key)}
    assert set(both.conflicts) == {k for k in changed if mine[k] not in (base.get(k), now.get(k))}
    assert not set(both.conflicts) & set(both.theirs)


@given(rings)
def test_an_outline_stays_within_its_frame(ring):
    drawn = outline(ring)
    assert all(
        0 <= part <= drawn.size + 1e-6 and math.isfinite(part) for corner in drawn.corners for part in corner
    )


def test_what_is_no_polygon_is_not_drawn():
    assert [outline(one) for one in (None, "x", [[1, 2]], [[1, True]] * 3, [["a", 1]] * 3)] == [None] * 5


def test_every_register_is_drawn_with_all_its_states_and_steps():
    for register in definitions().values():
        drawn = diagram(register)
        assert {box.state.id for box in drawn.boxes} == {state.id for state in register.states}
        own = [n for n, one in enumerate(register.transitions, start=1) if set(one.sources) != {one.target}]
        assert {arc.number for arc in drawn.arcs} >= set(own), register.id
        assert all(box.x >= 0 and box.x + box.width <= drawn.width for box in drawn.boxes)


def test_the_way_ahead_ends_at_a_decision_or_an_end():
    for register in definitions().values():
        for state in register.states:
            way = shortest_way(register, state.id)
            if way:
                assert register.state(way[-1]).kind in {"decided", "end"}, (register.id, state.id)


@pytest.mark.parametrize(
    ("register", "state", "values", "there"),
    [
        ("discharge_permits", "draft", {"permit_class": "key"}, "issued"),
        ("discharge_permits", "submitted", {"permit_class": "key"}, "accepted"),
        ("discharge_permits", "draft", {"permit_class": "registration"}, "registered"),
        ("scattered_firms", "classified", {"way": "move"}, "moved"),
        ("scattered_firms", "classified", {"way": "upgrade"}, "upgraded"),
    ],
)
def test_the_way_ahead_is_one_that_the_values_allow(register, state, values, there):
    assert there in shortest_way(definitions()[register], state, values)


@given(st.integers(1, 60), st.integers(1, 60))
def test_page_numbers_have_first_last_and_present(number, last):
    number = min(number, last)
    shown = Pages(number, last, number < last).shown
    assert shown[0] == 1 and shown[-1] == last and number in shown
    assert len(shown) <= 9


@given(st.text(max_size=12))
def test_a_page_number_is_never_less_than_one(text):
    assert page_number(text) >= 1


@given(st.text())
def test_no_text_turns_the_direction_of_what_stands_around_it(text):
    shown = visible(text)
    assert not any(mark in shown for mark in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f")


def test_markup_in_a_text_is_written_as_text():
    assert "<script>" not in words("<script>alert(1)</script>")
