"""Maps, graphs and charts as data, before a browser sees them."""

import json
import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun import accounts
from lvxun.web.insight.charts import history_chart, target_chart
from lvxun.web.insight.cities_map import cities_map
from lvxun.web.insight.label_places import Box, Point, place, text_width
from lvxun.web.insight.lineage_graph import NODE_WIDTH, draw, wrap

LANGUAGES = ["zh-hans", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("series", ["gdp", "population", "co2_emissions"])
def test_no_label_of_the_map_covers_another_or_a_circle(served, series, language):
    drawn = cities_map(served.region, series, language)
    labels = [city.label for city in drawn.cities]
    circles = [Box(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in drawn.cities]
    assert sum(a.overlap(b) for a, b in combinations(labels, 2)) == 0
    assert sum(label.overlap(circle) for label in labels for circle in circles) == 0
    assert max(label.outside(drawn.width, drawn.height) for label in labels) == 0


def test_the_area_of_a_circle_goes_with_the_population(served):
    drawn = {city.area.label_en: city for city in cities_map(served.region, "population", "en").cities}
    shenyang, dalian = drawn["Shenyang"], drawn["Dalian"]
    ratio = shenyang.figure.value / dalian.figure.value
    assert math.isclose((shenyang.radius / dalian.radius) ** 2, ratio, rel_tol=1e-6)


def test_north_is_up_and_east_is_right(served):
    drawn = {city.area.label_en: city for city in cities_map(served.region, "gdp", "en").cities}
    assert drawn["Tieling"].y < drawn["Dalian"].y
    assert drawn["Chaoyang"].x < drawn["Dandong"].x


def test_an_unknown_series_shows_the_first_that_is_known(served):
    drawn = cities_map(served.region, "no_such_series", "en")
    assert drawn.series in drawn.choices


@given(
    st.lists(
        st.tuples(st.floats(0, 500), st.floats(0, 400), st.floats(4, 25)),
        min_size=1,
        max_size=12,
        unique=True,
    )
)
def test_every_point_gets_a_label_of_its_size(spots):
    points = [Point(x, y, radius, 60, 26) for x, y, radius in spots]
    boxes = place(points, 500, 400)
    assert len(boxes) == len(points)
    assert all(math.isclose(box.right - box.left, 60) for box in boxes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(accounts.catalogue()))
def test_every_indicator_is_drawn_from_left_to_right(served, key, language):
    explanation = accounts.explain(served.region, key)
    drawing = draw(explanation, language)
    boxes = {box.node.id: box for box in drawing.nodes}
    assert all(boxes[e.source].x + NODE_WIDTH < boxes[e.target].x for e in explanation.edges)
    assert max(box.x + box.width for box in drawing.nodes) <= drawing.width
    assert [box.node.id for box in drawing.nodes if box.is_result] == [key]


@pytest.mark.parametrize("key", ["nonfossil_capacity_share", "grid_carbon_factor", "energy_intensity"])
def test_no_box_of_a_graph_covers_another(served, key):
    boxes = [
        Box(b.x, b.y, b.x + b.width, b.y + b.height)
        for b in draw(accounts.explain(served.region, key), "en").nodes
    ]
    assert sum(a.overlap(b) for a, b in combinations(boxes, 2)) == 0


@given(st.text(min_size=1, max_size=80))
def test_a_wrapped_label_stays_within_its_box(text):
    lines = wrap(text, 130)
    assert len(lines) <= 2
    assert all(text_width(line, 12) <= 130 + 12 for line in lines)


def test_a_chart_is_json_in_the_readers_unit(served):
    row = next(row for row in served.assessment.rows if row.indicator_id == "wind_solar_capacity")
    chinese, english = (target_chart(row, language) for language in LANGUAGES)
    assert json.loads(json.dumps(english, allow_nan=False))["data"]
    assert chinese["data"][-1]["y"] == [3000.0]
    assert english["data"][-1]["y"] == [30.0]


def test_a_chart_of_nothing_is_a_chart():
    assert history_chart((), "x", "%", "en")["data"][0]["x"] == []
