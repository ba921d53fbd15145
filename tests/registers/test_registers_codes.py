"""Code lists are the country's, areas and bodies the region's, control lines what the region has on file."""

import json

import pytest

from lvxun.registers.codes import load_codes
from lvxun.registers.errors import CodesError
from lvxun.registers.model import Label

SQUARE = [[120, 40], [121, 40], [121, 41], [120, 40]]


def lines(tmp_path, document, name="ecological_redline"):
    folder = tmp_path / "control_lines"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.geojson").write_text(
        document if isinstance(document, str) else json.dumps(document), encoding="utf-8"
    )
    return tmp_path


def test_an_industry_is_named_by_its_code_without_the_section():
    industries = load_codes().industries
    assert industries["3110"].zh == "炼铁"
    assert industries["31"].zh == "黑色金属冶炼和压延加工业"
    assert "C" not in industries
    assert len(industries) > 1900


def test_an_industry_without_an_english_name_keeps_its_chinese_one():
    assert all(label.en for label in load_codes().industries.values())


def test_wastes_are_named_by_category_and_the_identified_ones_belong():
    wastes = load_codes().wastes
    assert wastes["900-041-49"].zh == "其他废物"
    assert "900-000-08" in wastes


def test_areas_and_bodies_are_the_callers():
    codes = load_codes({"210100": "沈阳市"}, {"drc": Label("发改委", "Development and Reform")})
    assert codes.areas["210100"] == Label("沈阳市", "沈阳市")
    assert codes.bodies["drc"].en == "Development and Reform"


def test_control_lines_are_the_polygons_of_the_region(tmp_path):
    feature = {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}}
    plain = {"type": "Polygon", "coordinates": [SQUARE, SQUARE]}
    lines(tmp_path, {"type": "FeatureCollection", "features": [feature]})
    codes = load_codes(region_folder=lines(tmp_path, plain, "farmland"))
    assert set(codes.control_lines) == {"ecological_redline", "farmland"}
    assert [len(one) for one in codes.control_lines["ecological_redline"]] == [1, 1]
    outer, hole = codes.control_lines["farmland"][0]
    assert outer[0] == (120.0, 40.0)
    assert hole == outer


def test_a_region_without_control_lines_has_none(tmp_path):
    assert load_codes(region_folder=tmp_path).control_lines == {}


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "[1, 2]",
        {"type": "Point", "coordinates": [120, 40]},
        {"type": "Polygon", "coordinates": [[[120, 40], [121, 40]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]},
        {"type": "Polygon", "coordinates": [[[4600000, 510000]] * 4]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None}]},
    ],
    ids=["no json", "a list", "a point", "two corners", "texts", "metres", "no geometry"],
)
def test_control_lines_that_are_no_polygons_in_degrees_are_refused(tmp_path, document):
    with pytest.raises(CodesError) as caught:
        load_codes(region_folder=lines(tmp_path, document))
    assert caught.value.where.file.endswith("ecological_redline.geojson")
    assert "GeoJSON in degrees" in caught.value.remedy


def test_a_missing_code_list_names_the_file(tmp_path):
    with pytest.raises(CodesError, match="industry_codes"):
        load_codes(rules=tmp_path)
