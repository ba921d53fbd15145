"""Every page that can be reached from the home page, in both languages."""

import re
from itertools import pairwise

import pytest
from walking import CHINESE, look, walk, without_query

# One worker walks for all: a walk takes a minute
pytestmark = [pytest.mark.django_db, pytest.mark.walk, pytest.mark.xdist_group("walk")]
DOWNLOADS = (
    "/figures/import/template",
    "/plan/review/plan.toml",
    "/targets/assessment.xlsx",
    "/targets/brief.docx",
)
# The years of the accounts that are walked: in physical units, in coal equivalent, reconstructed, the last
WALKED_YEARS = (2007, 2014, 2021, 2025)
OTHER_YEARS = tuple(
    f"/accounts/{page}/{year}/"
    for page in ("energy", "carbon", "water", "waste", "air", "circularity", "cell", "cities", "footprint",
                 "reconciliation")
    for year in range(1990, 2041)
    if year not in WALKED_YEARS
)  # fmt: skip
# Latin words that Chinese pages use: names, formats, chemical and technical terms of the trade.
LATIN = re.compile(
    r"(?<![A-Za-z])(?:Lvxun|Apache|English|GB|CO2|CO₂|PM2|TEU|R&D|CEADs|IPCC|CBAM|LMDI|COD|NOx|VOCs?|CCUS|kgCO2|kWh|GDP|PPP|OA|LNG|"
    r"plan|toml|Excel|Word|CSV|PDF|xlsx|csv|MB|UTF|txt|docx|pdf|html|SF)(?![A-Za-z])"
)
WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def sites(django_db_setup, django_db_blocker):
    """Walk the site once in each language."""
    from django.test import Client

    found = {}
    with django_db_blocker.unblock():
        for language in ("zh-hans", "en"):
            client = Client()
            client.cookies["django_language"] = language
            found[language] = walk(client, leave_out=DOWNLOADS + OTHER_YEARS)
    return found


@pytest.fixture(params=["zh-hans", "en"])
def language(request):
    return request.param


def test_every_page_answers(sites, language):
    assert {a: p.status for a, p in sites[language].items() if p.status not in (200, 302)} == {}


def test_both_languages_have_the_same_pages(sites):
    assert set(sites["zh-hans"]) == set(sites["en"])


def test_the_walk_reaches_all_that_the_plan_and_region_have(sites):
    from lvxun.web.insight.state import current

    state = current()
    wanted = {f"/measures/{m.id}/" for m in state.plan.measures}
    wanted |= {f"/targets/{row.target.id}/" for row in state.assessment.rows}
    wanted |= {f"/bodies/{key}/" for key in state.region.bodies}
    wanted |= {f"/sources/{key}/" for key in state.region.sources}
    wanted |= {f"/series/{key}/" for key in state.region.catalogue}
    assert wanted <= set(sites["zh-hans"])


def test_no_page_asks_anything_of_another_machine(sites, language):
    assert {a: found for a, p in sites[language].items() if (found := p.addresses_elsewhere())} == {}


def test_no_page_has_a_script_or_style_inside(sites, language):
    assert [a for a, p in sites[language].items() if p.inline()] == []


def test_english_pages_speak_english(sites):
    from lvxun.web.served import package_plan

    title = package_plan().title
    stray = {
        (address, text)
        for address, page in sites["en"].items()
        for text in page.chrome("en")
        if CHINESE.search(text.replace(title, ""))
    }
    assert stray == set()


def test_chinese_pages_speak_chinese(sites):
    stray = {
        (address, text)
        for address, page in sites["zh-hans"].items()
        for text in page.chrome("zh-hans")
        if WORD.search(LATIN.sub("", text))
    }
    assert stray == set()


def test_every_number_with_a_unit_leads_to_its_origin(sites, language):
    assert {a: found for a, p in sites[language].items() if (found := p.loose_figures())} == {}


def test_every_origin_of_a_number_names_a_source(sites, client):
    """A figure leads to a page that answers and names a source, or the sentence of the plan."""
    origins = {
        without_query(link, kept=("area",))
        for page in sites["zh-hans"].values()
        for link in page.figure_links()
    }
    assert len(origins) > 100
    without = []
    for address in sorted(origins):
        page = look(client, address)
        is_sourced = page.tree.xpath("//main//a[starts-with(@href, '/sources/')] | //main//blockquote")
        if page.status != 200 or not is_sourced:
            without.append(address)
    assert without == []


def test_every_year_of_a_figure_has_its_origin(sites, client):
    page = sites["zh-hans"]["/indicators/nonfossil_capacity_share/"]
    years = [link for link in page.figure_links() if "nonfossil_capacity_share" in link and "year=" in link]
    assert years
    assert all(look(client, link).status == 200 for link in years)


def test_every_chart_has_its_figures_in_a_table(sites):
    without = [
        address
        for address, page in sites["zh-hans"].items()
        if page.tree.xpath("//*[@data-chart]") and not page.tree.xpath("//table//a[contains(@class, 'fig')]")
    ]
    assert without == []


def test_headings_go_down_one_step_at_a_time(sites):
    for address, page in sites["en"].items():
        levels = [int(h.tag[1]) for h in page.tree.xpath("//h1 | //h2 | //h3 | //h4")]
        assert levels[:1] in ([1], []), address
        assert all(b - a <= 1 for a, b in pairwise(levels)), address


def test_every_table_says_what_it_is(sites):
    assert [a for a, p in sites["en"].items() if p.tree.xpath("//table[not(caption)]")] == []
