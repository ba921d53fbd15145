"""The pages of the accounts, on a small made-up book."""

import json
import threading

import pytest
from lxml import html

from lvxun.errors import LvxunError

CELL = "/accounts/cell/2014/?id="


def tree(client, address, language="en"):
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200, words(html.fromstring(answer.content).find(".//main"))[:600]
    return html.fromstring(answer.content)


def words(element):
    return " ".join(element.text_content().split())


def figures(page, heading):
    """Return the figures of the row under a heading."""
    return [words(one) for one in page.xpath(f"//th[normalize-space(.)='{heading}']/../td/a")]


def row(page, heading):
    found = [one for one in page.iterfind(".//tr") if heading in words(one)]
    assert found, heading
    return words(found[0])


class TestOverview:
    def test_headline_figures_with_band_and_quality(self, made, client):
        cards = [words(one) for one in tree(client, "/accounts/?year=2014").iterfind(".//ul//li")]
        (gross,) = [text for text in cards if text.startswith("Gross emissions")]
        assert "103.3 Mt CO₂e" in gross
        assert "official" in gross
        assert "–" in gross  # the band

    def test_what_is_missing_names_the_body_that_would_know(self, made, client):
        page = tree(client, "/accounts/?year=2014")
        assert "Forest sink" in words(page)
        assert page.xpath("//a[starts-with(@href, '/bodies/')]")

    def test_a_check_that_does_not_hold_is_said_first(self, made, client):
        page = tree(client, "/accounts/?year=2014")
        assert "1 of 2 checks do not hold" in words(page)
        verdicts = [words(one) for one in page.xpath("//span[contains(@class, 'verdict')]/..")]
        assert any("does not hold" in text for text in verdicts)

    def test_the_latest_year_comes_first(self, made, client):
        assert "2017" in words(tree(client, "/accounts/").find(".//h1"))

    def test_a_region_without_figures_is_told_what_to_do(self, made, client, monkeypatch):
        monkeypatch.setattr("lvxun.web.accounts.held.years_of", lambda region: ())
        for address in ("/accounts/", "/accounts/series/", "/accounts/compare/"):
            assert "No account can be drawn up yet" in words(tree(client, address))


class TestTable:
    def test_lines_by_sector_and_gas_with_the_equivalent_last(self, made, client):
        page = tree(client, "/accounts/carbon/2014/")
        assert "CO₂" in words(page)
        assert figures(page, "Coal mine methane") == ["0.3", "8.4"]

    def test_another_report_weighs_methane_otherwise(self, made, client):
        page = tree(client, "/accounts/carbon/2014/?gwp=SAR")
        assert figures(page, "Coal mine methane") == ["0.3", "6.3"]

    def test_a_choice_is_kept_by_links(self, made, client):
        page = tree(client, "/accounts/carbon/2014/?gwp=SAR&set=ceads")
        found = page.xpath("//a[contains(@class, 'fig')]/@href")
        assert found
        assert all("gwp=SAR" in address and "set=ceads" in address for address in found)

    def test_a_notation_key_stands_with_its_reason(self, made, client):
        page = tree(client, "/accounts/energy/2014/")
        assert page.xpath("//abbr[.='NO']")
        assert "no coke is used in villages" in words(page)

    def test_marks_of_origin(self, made, client):
        page = tree(client, "/accounts/energy/2014/")
        assert "derived" in row(page, "Thermal power")
        assert "reconstructed" in row(page, "Urban households")

    def test_an_account_without_lines_says_so(self, made, client):
        assert "Nothing can be shown by sector" in words(tree(client, "/accounts/water/2014/"))

    def test_bars_are_in_equivalents_by_gas(self, made, client):
        client.cookies["django_language"] = "en"
        chart = client.get("/accounts/carbon/2014/sectors.json").json()
        totals = {trace["name"]: sum(trace["x"]) for trace in chart["data"]}
        assert totals == pytest.approx({"CO₂": 94.86, "CH₄": 8.4})


class TestCell:
    def test_a_line_is_explained_in_numbers(self, made, client):
        text = words(tree(client, CELL + "carbon/power/CO2/raw_coal"))
        assert "3,000 × 1.9 = 5,700" in text

    def test_an_entry_shows_file_and_row(self, made, client):
        assert "balance.csv:7" in words(tree(client, CELL + "energy/production/raw_coal"))

    def test_a_total_names_its_parts_with_shares(self, made, client):
        assert "55.2 %" in row(tree(client, CELL + "carbon/gross_total"), "Thermal power")

    def test_what_makes_it_unsure_is_named_largest_first(self, made, client):
        page = tree(client, CELL + "carbon/gross_total")
        section = page.get_element_by_id("unsure").getparent()
        assert "Emission factor of raw coal" in words(section.findall(".//tbody/tr")[0])

    def test_what_hangs_on_an_entry(self, made, client):
        page = tree(client, CELL + "factor/AR5/gwp100/CH4")
        names = page.xpath("//h2[@id='down']/..//li")
        assert {"Coal mines", "Gross emissions"} <= {words(one) for one in names}

    def test_it_leads_to_the_source_and_the_body(self, made, client):
        page = tree(client, CELL + "carbon/intensity")
        assert page.xpath("//a[@href='/sources/nbs_provincial/']")
        assert page.xpath("//a[starts-with(@href, '/bodies/')]")

    def test_a_place_of_several_lines_lists_them(self, made, client):
        page = tree(client, "/accounts/cell/2014/?account=carbon&sector=industry&item=CO2")
        assert "Sum" in words(page)
        assert "CO2 of limestone" in words(page)

    def test_without_a_cell_all_totals(self, made, client):
        assert "Gross emissions" in words(tree(client, "/accounts/cell/2014/"))


class TestSeries:
    def test_a_gap_stays_a_gap(self, made, client):
        chart = client.get("/accounts/series/chart.json?id=carbon/gross_total").json()
        line = next(trace for trace in chart["data"] if trace["mode"] == "lines+markers")
        assert line["x"] == [2014, 2015, 2016, 2017]
        assert line["y"][2] is None

    def test_a_band_goes_round_each_run_of_known_years(self, made, client):
        chart = client.get("/accounts/series/chart.json?id=carbon/gross_total").json()
        bands = [trace["x"] for trace in chart["data"] if trace.get("is_band")]
        assert bands == [[2014, 2015, 2015, 2014], [2017, 2017, 2017, 2017]]

    def test_while_years_are_worked_out_the_page_asks_again(self, made, client, settings, monkeypatch):
        go = threading.Event()

        def slow(basis):
            if threading.current_thread().name.startswith("accounts"):
                go.wait(20)
            return made.book_from(basis)

        monkeypatch.setattr("lvxun.web.accounts.held.book_from", slow)
        settings.ACCOUNTS_PATIENCE = 0.05
        (waiting,) = tree(client, "/accounts/series/").xpath("//*[@hx-get]")
        assert waiting.get("hx-select") == "#account-body"
        assert waiting.xpath(".//a[@href='/accounts/series/']")  # for those without scripts
        assert client.get("/accounts/series/chart.json").status_code == 204
        go.set()
        settings.ACCOUNTS_PATIENCE = 60.0
        assert not tree(client, "/accounts/series/").xpath("//*[@hx-get]")

    def test_one_faulty_year_leaves_the_others(self, made, client, monkeypatch):
        def refuse_2015(basis):
            if basis.year == 2015:
                raise LvxunError("coal is counted twice.")
            return made.book_from(basis)

        monkeypatch.setattr("lvxun.web.accounts.held.book_from", refuse_2015)
        page = tree(client, "/accounts/series/?id=carbon/gross_total")
        assert "coal is counted twice." in words(page)
        assert "103.3" in row(page, "2014")

    def test_the_page_of_a_faulty_year_says_what_is_wrong(self, made, client, monkeypatch):
        def refuse(basis):
            raise LvxunError("coal is counted twice.", remedy="Take one out.")

        monkeypatch.setattr("lvxun.web.accounts.held.book_from", refuse)
        answer = client.get("/accounts/carbon/2014/")
        assert answer.status_code == 422
        assert "coal is counted twice." in words(html.fromstring(answer.content))


class TestCompare:
    def test_the_parts_of_a_move_add_up(self, made, client):
        page = tree(client, "/accounts/compare/?a=2014&b=2014:guideline:SAR")
        cells = [words(one) for one in page.xpath("//th[.='Gross emissions']/../td")]
        assert cells[:3] == ["103.3", "101.2", "−2.1"]
        assert cells[3:7] == ["0", "−2.1", "0", "0"]  # data, coefficient, formula, definition

    def test_the_same_twice_has_no_move(self, made, client):
        assert "Nothing moved between the two." in words(tree(client, "/accounts/compare/?a=2014&b=2014"))

    def test_the_form_sends_its_parts(self, made, client):
        page = tree(client, "/accounts/compare/?a=2014&agwp=SAR&aset=&b=2014&bset=guideline&bgwp=AR5")
        assert "+2.1" in row(page, "Gross emissions")


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/?year=18",
        "/accounts/?year=1800",
        "/accounts/?year=²014",
        "/accounts/?gwp=AR9",
        "/accounts/?set=mine",
        "/accounts/carbon/2016/",
        "/accounts/gold/2014/",
        "/accounts/carbon/99999999999999999999/",
        "/accounts/cell/2014/?id=carbon/nothing",
        "/accounts/cell/2014/?account=gold&sector=x&item=y",
        "/accounts/series/?id=nothing",
        "/accounts/series/?from=2017&to=2014",
        "/accounts/series/?from=abc",
        "/accounts/compare/?a=2014:guideline:AR5:more&b=2014",
        "/accounts/compare/?a=x",
        "/accounts/cities/1800/",
        "/accounts/water/2014/sankey.json",
    ],
)
def test_what_is_not_there_is_not_found(made, client, address):
    assert client.get(address).status_code == 404


def test_the_document_of_the_command_is_sent(made, client):
    answer = client.get("/accounts/2014/accounts.json")
    content = json.loads(answer.content)
    assert (content["region"], content["year"], content["gwp"]) == ("liaoning", 2014, "AR5")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_workbook_is_sent(made, client):
    assert client.get("/accounts/2014/accounts.xlsx").content[:2] == b"PK"


def test_cities_add_up_to_the_province(made, client):
    page = tree(client, "/accounts/cities/2014/?id=carbon/gross_total")
    found = page.xpath("//tr[starts-with(@id, 'row-')]/td[1]/a")
    known = [float(words(one).replace(",", "")) for one in found]
    assert sum(known) == pytest.approx(103.26, rel=1e-3)
    assert "103.3" in row(page, "Province")
