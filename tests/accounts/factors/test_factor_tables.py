"""Tables of factors: the national ones are sound, and what cannot be true is named and refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.factors.factor_folders import folder, row
from lvxun.accounts.errors import AccountsError
from lvxun.accounts.factors.bounds import Bound, implausible
from lvxun.accounts.factors.errors import FactorsRefusedError
from lvxun.accounts.factors.reading import NATIONAL, RULES, factors_of, kinds, national, read_factors, sets_of
from lvxun.region.loader import load
from lvxun.region.model import Quality

GAS = "GJ/10^4 Nm3"


def refused(place):
    with pytest.raises(FactorsRefusedError) as caught:
        read_factors((place,))
    return caught.value.errors


def only_fault(place):
    (fault,) = refused(place)
    return fault


class TestNational:
    def test_every_set_is_there(self):
        assert set(sets_of()) >= {
            "gb2589", "guideline", "enterprise_2013", "enterprise_2024", "ceads", "ipcc_2006", "gwp", "grid",
            "equivalent", "process", "farming", "waste", "sinks", "air", "circularity",
        }  # fmt: skip
        assert len(national().factors) > 1200

    @pytest.mark.parametrize("set_", ["guideline", "enterprise_2013", "ceads", "ipcc_2006"])
    @pytest.mark.parametrize("parameter", ["net_calorific_value", "carbon_content", "oxidation"])
    def test_every_burning_fuel_of_the_balance_has_its_factors(self, set_, parameter):
        fuels = {"heat", "electricity", "other_energy"}
        wanted = set(_balance_fuels()) - fuels
        assert wanted <= {key[2] for key in national().factors if key[:2] == (set_, parameter)}

    def test_no_source_is_a_mirror_or_a_stored_text(self):
        words = [f"{s.title} {s.publisher} {s.note} {s.url or ''}" for s in national().sources.values()]
        words += [one.note for rows in national().factors.values() for one in rows]
        assert not [text for text in words if "text id" in text or "book118" in text]

    def test_every_source_is_used(self):
        used = {one.source for rows in national().factors.values() for one in rows}
        assert set(national().sources) - used <= {"circular_2017"}

    def test_a_figure_from_memory_says_so(self):
        rows = [one for found in national().factors.values() for one in found if "from memory" in one.note]
        assert rows
        assert {one.quality for one in rows} == {Quality.UNVERIFIED}

    def test_a_region_without_own_factors_has_the_national_ones(self):
        region = load("liaoning")
        if not (region.path / "accounts/factors").exists():
            assert factors_of(region) is national()


def _balance_fuels():
    lines = (RULES / "balances/fuels.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",")[0] for line in lines]


class TestOverlay:
    def test_a_province_replaces_a_factor_with_all_its_validities(self, tmp_path):
        place = folder(tmp_path, row(valid_from="2022-01-01"))
        book = read_factors((NATIONAL, place))
        (own,) = book.factors["guideline", "net_calorific_value", "raw_coal"]
        assert (own.value, own.source, own.row) == (19.8, "own", 2)
        assert book.sources["own"].year == 2022
        assert book.factors["guideline", "carbon_content", "raw_coal"][0].value == 26.37

    def test_it_may_name_a_national_source(self, tmp_path):
        place = folder(tmp_path, row(source="guideline_2011"), sources="")
        assert read_factors((NATIONAL, place))


class TestRefusals:
    def test_kilojoules_for_megajoules_are_named_with_what_is_right(self, tmp_path):
        fault = only_fault(folder(tmp_path, row(value="20908")))
        assert fault.where.file == "factors/guideline.csv"
        assert (fault.where.row, fault.where.field) == (2, "value")
        assert "20,908 looks like kJ/kg" in fault.what
        assert "expected 20.908 GJ/t" in fault.what
        assert "GJ/t" in fault.remedy

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"value": "0.020908"}, "expected 20.908 GJ/t"),
            (
                {"item": "natural_gas", "value": "38.931", "unit": "GJ/10^4 Nm3"},
                "looks like MJ/m3; expected 389.31",
            ),
            (
                {"item": "natural_gas", "value": "38931", "unit": "GJ/10^4 Nm3"},
                "looks like kJ/m3; expected 389.31",
            ),
            (
                {"parameter": "oxidation", "value": "94", "unit": "fraction"},
                "looks like per cent; expected 0.94",
            ),
            ({"parameter": "carbon_content", "value": "0.02637", "unit": "tC/TJ"}, "looks like tC/GJ"),
            (
                {"parameter": "coal_equivalent", "value": "714.3", "unit": "kgce/kg"},
                "expected 0.7143 kgce/kg",
            ),
            (
                {"parameter": "grid_co2", "item": "x", "value": "587.6", "unit": "kgCO2/kWh"},
                "looks like gCO2/kWh",
            ),
            ({"value": "3"}, "is outside 5 to 35 GJ/t"),
        ],
    )
    def test_other_slips_of_a_unit(self, tmp_path, changed, said):
        assert said in only_fault(folder(tmp_path, row(**changed))).what

    @pytest.mark.parametrize(
        ("changed", "field", "said", "remedy"),
        [
            ({"value": "-1"}, "value", "-1 is negative", "zero or more"),
            ({"value": ""}, "value", "no value", "Write a number"),
            ({"value": "viel"}, "value", "'viel' is not a number", "digits"),
            ({"value": "nan"}, "value", "'nan' is not a number", "digits"),
            ({"low": "20", "high": "21"}, "value", "19.8 is outside its own range 20 to 21", "Mend"),
            ({"low": "19"}, "low", "only one end", "low and high, or neither"),
            ({"unit": "kcal"}, "unit", "unknown unit 'kcal'", "GJ/t"),
            ({"item": "raw_coall"}, "item", "unknown fuel 'raw_coall'", "Did you mean 'raw_coal'?"),
            (
                {"parameter": "net_calorific"},
                "parameter",
                "no parameter 'net_calorific'",
                "net_calorific_value",
            ),
            ({"valid_from": "2021/4/1"}, "valid_from", "'2021/4/1' is not a date", "2021-04-01"),
            ({"valid_from": "2022-01-01", "valid_to": "2021-01-01"}, "valid_to", "before it begins", "Swap"),
            ({"source": "owm"}, "source", "source 'owm' is not in sources.toml", "Did you mean 'own'?"),
            ({"quality": "good"}, "quality", "'good' is no quality", "official"),
            ({"label_zh": ""}, "label_zh", "empty", "two labels"),
        ],
    )
    def test_each_fault_has_its_place_and_remedy(self, tmp_path, changed, field, said, remedy):
        fault = only_fault(folder(tmp_path, row(**changed)))
        assert (fault.where.row, fault.where.field) == (2, field)
        assert said in fault.what
        assert remedy in fault.remedy

    def test_two_sources_for_one_time_are_refused(self, tmp_path):
        first = row(valid_to="2021-06-30")
        second = row(valid_from="2021-01-01", source="other", value="20.9")
        fault = only_fault(folder(tmp_path, first, second))
        assert fault.where.row == 3
        assert "two sources at one time: 'other' here and 'own' in row 2" in fault.what

    def test_validities_that_follow_one_another_are_not(self, tmp_path):
        place = folder(tmp_path, row(valid_to="2020-12-31"), row(valid_from="2021-01-01", value="20"))
        found = read_factors((place,)).factors["guideline", "net_calorific_value", "raw_coal"]
        assert [one.value for one in found] == [19.8, 20.0]

    def test_all_faults_come_at_once(self, tmp_path):
        faults = refused(folder(tmp_path, row(value="-1"), row(unit="kcal", valid_from="soon"), row()))
        assert [fault.where.row for fault in faults] == [2, 3, 3]

    def test_they_are_errors_of_the_accounts(self, tmp_path):
        with pytest.raises(AccountsError, match="row 2, field 'value'"):
            read_factors((folder(tmp_path, row(value="-1")),))

    def test_a_missing_column_is_named(self, tmp_path):
        place = folder(tmp_path, row())
        path = place / "guideline.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("valid_from,", "", 1), encoding="utf-8")
        assert any("valid_from" in fault.what for fault in refused(place))

    def test_a_source_without_publisher_is_refused(self, tmp_path):
        faults = refused(folder(tmp_path, row(), sources='[own]\ntitle = "x"\n'))
        assert any("'own' has no title or publisher" in fault.what for fault in faults)


@given(st.floats(5, 35))
def test_a_thousandfold_heating_value_is_always_found_out(value):
    bound = Bound("net_calorific_value", "coal", 5, 35, "GJ/t")
    assert implausible(value, bound) is None
    for slip in (value * 1000, value / 1000):
        said = implausible(slip, bound)
        assert said is not None
        assert "looks like" in said


def test_every_bound_and_spread_is_of_a_parameter():
    known = kinds().parameters
    assert {bound.parameter for bound in kinds().bounds} <= known.keys()
    for bound in kinds().bounds:
        assert bound.unit in known[bound.parameter].units
        assert bound.lower <= bound.upper
