"""The sanity check: each kind of oddness is found where it is, and nothing is found where nothing is odd."""

import time

import pytest

from lvxun import region
from lvxun.region import Severity
from lvxun.region.sanity.rules import ratio_rules, sum_rules


def only(findings, check):
    found = [finding for finding in findings if finding.check == check]
    assert found, [finding.message for finding in findings]
    return found[0]


def test_a_sound_package_has_no_finding(package):
    assert package.check() == []


def test_the_region_packages_that_we_ship_have_no_error():
    errors = [f.message for f in region.check("liaoning") if f.severity is Severity.ERROR]
    assert errors == []


def test_a_package_is_checked_in_less_than_two_seconds():
    start = time.process_time()
    region.check("liaoning")
    assert time.process_time() - start < 2.0


def test_faults_of_format_and_odd_figures_are_told_together(package):
    package.add("ethylene_output,990000,20215,1,万吨,invented,official,")
    place = package.set_value("water_use", 2020, 600000)
    findings = package.check()
    assert ("series/more.csv", 2, "year") in {(f.file, f.row, f.field) for f in findings}
    assert place in {(f.file, f.row) for f in findings}


@pytest.mark.parametrize(
    ("series", "by", "unit"),
    [
        ("energy_consumption", 1e4, "吨标准煤"),
        ("capacity_thermal", 1e4, "千瓦"),
        ("population", 1e4, "人"),
        ("gdp", 1e4, "万元"),
        ("electricity_consumption", 1e4, "万千瓦时"),
        ("water_use", 1e4, "万立方米"),
        ("crude_steel_output", 0.1, None),
    ],
)
def test_a_unit_slip_is_told_with_the_unit_that_was_probably_meant(package, series, by, unit):
    value = region.figure(region.load("synthetic"), series, 2019).value
    place = package.set_value(series, 2019, value * by)
    finding = only(package.check(), "unit_slip")
    assert (finding.file, finding.row, finding.field) == (*place, "value")
    assert finding.severity is Severity.ERROR
    assert unit is None or f"'{unit}'" in finding.remedy


def test_a_lone_figure_is_held_against_what_any_province_shows(package):
    package.add("ethylene_output,990000,2020,9000000,万吨,invented,official,")
    finding = only(package.check(), "ratio")
    assert (finding.file, finding.row) == ("series/more.csv", 2)
    assert "population" in finding.what


def test_a_jump_is_told(package):
    value = region.figure(region.load("synthetic"), "crude_steel_output", 2019).value
    place = package.set_value("crude_steel_output", 2019, value * 1.8)
    finding = only(package.check(), "jump")
    assert (finding.file, finding.row, finding.years) == (*place, (2019,))


def test_a_break_of_gdp_is_told_in_its_first_year(package, synthetic):
    for found in synthetic.series.query("indicator == 'gdp' and year >= 2020").itertuples():
        package.set_value("gdp", found.year, round(found.value * 1.2, 1), found.area)
    told = [f for f in package.check() if f.check == "growth_and_level"]
    assert [f.years for f in told] == [(2020,)]
    assert "census revision" in told[0].remedy


def test_a_break_that_the_note_tells_of_is_not_told_again(package):
    for year in range(2020, 2025):
        value = region.figure(region.load("synthetic"), "energy_consumption", year).value
        package.set_value("energy_consumption", year, round(value * 1.15, 1))
    assert any(f.series == "energy_consumption" for f in package.check())
    lines = package.text("series/energy.csv").splitlines()
    told = [
        line.replace("invented for tests", "第五次经济普查修订后，invented for tests")
        if line.startswith("energy_consumption,990000,2020")
        else line
        for line in lines
    ]
    package.write("series/energy.csv", "\n".join(told) + "\n")
    assert not [f for f in package.check() if f.check == "break"]


def test_real_growth_at_current_prices_is_told(package):
    province = region.load("synthetic")
    now, before = (region.figure(province, "gdp", year).value for year in (2020, 2019))
    place = package.set_value("gdp_real_growth", 2020, round(100 * (now / before - 1), 1))
    finding = only(package.check(), "current_prices")
    assert (finding.file, finding.row) == place
    assert "不变价" in finding.remedy


def test_cities_that_do_not_make_up_the_province_are_told_with_the_likely_one(package):
    value = region.figure(region.load("synthetic"), "gdp", 2021, "990300").value
    place = package.set_value("gdp", 2021, round(value * 10, 1), "990300")
    assert place in {(f.file, f.row) for f in package.check() if f.area == "990300"}
    finding = only(package.check(), "cities_and_province")
    assert "丙市" in finding.what


def test_cities_are_not_added_up_while_one_is_missing(package):
    lines = package.text("series/economy.csv").splitlines()
    kept = [line for line in lines if not line.startswith("population,990300,2021")]
    package.write("series/economy.csv", "\n".join(kept) + "\n")
    assert package.check() == []


@pytest.mark.parametrize(
    ("series", "year", "by", "total"),
    [
        ("gdp_secondary", 2020, 1.1, "gdp"),
        ("electricity_secondary", 2018, 0.9, "electricity_consumption"),
        ("capacity_thermal", 2022, 1.1, "capacity_total"),
        ("generation_thermal", 2016, 0.93, "generation_total"),
        ("water_agriculture", 2021, 1.05, "water_use"),
    ],
)
def test_parts_that_do_not_make_up_their_total_are_told(package, series, year, by, total):
    value = region.figure(region.load("synthetic"), series, year).value
    place = package.set_value(series, year, value * by)
    finding = only(package.check(), "parts_and_total")
    places = {(finding.file, finding.row), *((w.file, w.row) for w in finding.related)}
    assert place in places
    assert total in finding.what


def test_exchanged_digits_are_hinted_at(package):
    value = f"{region.figure(region.load('synthetic'), 'water_use', 2020).value:.2f}"
    package.set_value("water_use", 2020, value[1] + value[0] + value[2:])
    assert "exchanged" in only(package.check(), "parts_and_total").remedy


def test_two_swapped_years_are_told_together(package):
    province = region.load("synthetic")
    one, other = (region.figure(province, "capacity_solar", year).value for year in (2018, 2019))
    package.set_value("capacity_solar", 2018, other)
    package.set_value("capacity_solar", 2019, one)
    assert only(package.check(), "swapped_years").years == (2018, 2019)


def test_a_copied_year_is_told(package):
    value = region.figure(region.load("synthetic"), "cement_output", 2018).value
    place = package.set_value("cement_output", 2019, value)
    finding = only(package.check(), "repeated_year")
    assert (finding.file, finding.row) == place


def test_a_peak_load_that_a_year_has_not_hours_enough_for_is_told(package):
    package.add("peak_load,990000,2020,1000,万千瓦,invented,official,")
    finding = only(package.check(), "ratio")
    assert (finding.file, finding.row) == ("series/more.csv", 2)
    assert "小时" in finding.what


def test_a_zero_between_figures_is_told_to_be_an_unknown(package):
    place = package.set_value("cement_output", 2019, 0)
    finding = only(package.check(), "zero_for_unknown")
    assert (finding.file, finding.row) == place
    assert "an unknown is not a zero" in finding.remedy


def test_a_figure_younger_than_its_source_is_told(package):
    package.add("ethylene_output,990000,2030,100,万吨,invented,official,")
    finding = only(package.check(), "evidence")
    assert (finding.file, finding.row, finding.field) == ("series/more.csv", 2, "source")


def test_an_energy_intensity_that_its_level_contradicts_is_told(package):
    package.add("energy_intensity_change,990000,2020,-9.5,%,invented,official,")
    finding = only(package.check(), "intensity_and_level")
    assert (finding.file, finding.row) == ("series/more.csv", 2)


ACCEPTED = '\n[[accepted]]\nseries = "crude_steel_output"\nyears = [2019]\nreason = "a furnace was relined"\n'


def test_what_is_accepted_with_a_reason_is_silent(package):
    value = region.figure(region.load("synthetic"), "crude_steel_output", 2019).value
    package.set_value("crude_steel_output", 2019, value * 1.8)
    package.write("region.toml", package.text("region.toml") + ACCEPTED)
    assert package.check() == []


def test_an_acceptance_does_not_cover_what_cannot_be_right(package):
    value = region.figure(region.load("synthetic"), "crude_steel_output", 2019).value
    package.set_value("crude_steel_output", 2019, value * 1000)
    package.write("region.toml", package.text("region.toml") + ACCEPTED)
    assert only(package.check(), "unit_slip")


def test_an_acceptance_of_a_value_ends_when_the_figure_changes(package):
    value = round(region.figure(region.load("synthetic"), "crude_steel_output", 2019).value * 1.8, 1)
    seen = ACCEPTED.replace("years = [2019]", f"years = [2019]\nvalues = [{value}]")
    package.write("region.toml", package.text("region.toml") + seen)
    package.set_value("crude_steel_output", 2019, value)
    assert package.check() == []
    package.set_value("crude_steel_output", 2019, value * 0.95)
    assert only(package.check(), "jump")


@pytest.mark.parametrize("values", ["[1.0, 2.0]", "[true]", "['1']", "1.0"])
def test_an_acceptance_has_one_value_for_each_year(package, values):
    broken = ACCEPTED.replace("years = [2019]", f"years = [2019]\nvalues = {values}")
    package.write("region.toml", package.text("region.toml") + broken)
    assert "one number for each of its years" in only(package.check(), "format").what


def test_a_fall_of_gdp_that_no_province_ever_saw_is_told(package, synthetic):
    for found in synthetic.series.query("indicator == 'gdp' and area == '990000'").itertuples():
        if found.year >= 2019:
            package.set_value("gdp", found.year, round(found.value * 0.87, 1))
    assert (2019,) in {f.years for f in package.check() if f.series == "gdp" and f.check in ("jump", "break")}


def test_swapped_years_are_told_on_one_side_of_a_told_break(package):
    rows = [40.0, 36.0, 32.5, 26.0, 29.0, 23.5, 12.0, 11.0]  # 2018 and 2019 are swapped
    notes = ["", "", "", "", "", "", "census revision", ""]
    package.add(
        *(
            f"donkey_stock,990000,{2015 + i},{value},万头,invented,estimate,invented {notes[i]}"
            for i, value in enumerate(rows)
        )
    )
    assert only(package.check(), "swapped_years").years == (2018, 2019)


def test_an_acceptance_without_a_reason_is_a_fault(package):
    package.write("region.toml", package.text("region.toml") + ACCEPTED.replace("a furnace was relined", " "))
    finding = only(package.check(), "format")
    assert (finding.file, finding.field) == ("region.toml", "accepted")


def test_every_series_has_a_plausibility_rule():
    ruled = {rule.numerator for rule in ratio_rules()} | {part for rule in sum_rules() for part in rule.parts}
    assert set(region.catalogue()) - ruled - {"gdp"} == set()


def test_every_plausibility_rule_is_about_series_that_exist():
    named = {rule.numerator for rule in ratio_rules()} | {
        r.denominator for r in ratio_rules() if r.denominator
    }
    named |= {part for rule in sum_rules() for part in rule.parts}
    named |= {rule.total for rule in sum_rules() if not rule.total.isdigit()}
    assert named <= set(region.catalogue())
