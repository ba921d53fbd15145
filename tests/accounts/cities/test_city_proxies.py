"""The proxies are data, and faulty data is refused by name."""

import tomllib
from importlib.resources import files

import pytest

from lvxun.accounts.cities.errors import ProxyFileError
from lvxun.accounts.cities.reading import national_proxies, proxies_of

TEXT = files("lvxun").joinpath("rules/accounts/city_proxies.toml").read_text(encoding="utf-8")


def document(**changes):
    return tomllib.loads(TEXT) | changes


def test_every_sector_has_a_series_and_reasons_in_both_languages():
    for proxy in national_proxies().by_sector.values():
        assert proxy.series and proxy.reason_zh and proxy.reason_en


def test_a_sector_stated_twice_is_refused():
    row = {"sectors": ["steel"], "series": ["gdp"], "reason_zh": "", "reason_en": ""}
    with pytest.raises(ProxyFileError) as refusal:
        proxies_of(document(proxy=[row, row]))
    assert refusal.value.where.field == "proxy of steel" and "city_proxies" in refusal.value.where.file


def test_an_unknown_series_is_refused():
    with pytest.raises(ProxyFileError, match="no such series"):
        proxies_of(document(beside=[{"total": "carbon/x", "series": "nothing"}]))


def test_a_smallest_unit_is_a_whole_number():
    with pytest.raises(ProxyFileError, match="no count"):
        proxies_of(document(quantum=[{"unit": "万吨", "per": 0.5, "name": "千克"}]))


def test_a_missing_key_is_named():
    with pytest.raises(ProxyFileError, match="reach"):
        proxies_of({key: value for key, value in document().items() if key != "reach"})
