"""A list shows each record once, in order, on the page where it belongs; its count does not lie."""

import pytest

from cleaner_audits import REGISTER, audit, china, make, register, step
from lvxun.web.people.record_rights import Sight
from lvxun.web.registers import listing as listings
from lvxun.web.registers import services, tallies
from lvxun.web.registers.errors import ListingError
from lvxun.web.registers.filtering import Filters, read_filters
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.merging import merge
from lvxun.web.registers.models import Record

pytestmark = pytest.mark.django_db
AREAS = ("210100", "210102", "210200", "210202", "21SF00")
INDUSTRIES = ("2614", "3110", "3120")


@pytest.fixture
def records(db):
    """Fifty firms over five areas, three industries, three years, one or two cases each."""
    rows = [
        audit(
            number,
            area=AREAS[number % 5],
            industry=INDUSTRIES[number % 3],
            list_year=2024 + number % 3,
            cases=["energy", "toxic"] if number % 4 == 0 else ["energy"],
        )
        for number in range(1, 51)
    ]
    services.create_many(None, REGISTER, rows, now=china(2026, 1, 5))
    return list(Record.objects.order_by("pk"))


def shown(filters=None, **asked):
    """Return the ids of all pages, one after the other."""
    first = Listing(register(), filters, **asked)
    found = []
    for page in range(1, first.pages + 1):
        found += [one.pk for one in Listing(register(), filters, page=page, **asked).rows]
    return found


def test_every_record_is_on_one_page_the_newest_first(records):
    assert shown(per_page=7) == [one.pk for one in reversed(records)]


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(area="210100"), lambda one: one.area.startswith("2101")),
        (Filters(area="210102"), lambda one: one.area == "210102"),
        (Filters(area="21SF00"), lambda one: one.area == "21SF00"),
        (Filters(area="210000"), lambda one: True),
        (Filters(values={"industry": ("31",)}), lambda one: one.values["industry"].startswith("31")),
        (Filters(values={"list_year": ("2025",)}), lambda one: one.values["list_year"] == 2025),
        (Filters(values={"cases": ("toxic",)}), lambda one: "toxic" in one.values["cases"]),
        (Filters(values={"cases": ("toxic", "energy")}), lambda one: True),
        (Filters(ranges={"list_year": ("2025", None)}), lambda one: one.values["list_year"] >= 2025),
        (Filters(ranges={"list_year": ("2025", "2025")}), lambda one: one.values["list_year"] == 2025),
        (Filters(holder=audit(3)["holder"]), lambda one: one.holder == audit(3)["holder"]),
        (
            Filters(area="210200", values={"cases": ("toxic",), "list_year": ("2024",)}),
            lambda one: (
                one.area.startswith("2102")
                and "toxic" in one.values["cases"]
                and one.values["list_year"] == 2024
            ),
        ),
        (
            Filters(search="化工", ranges={"list_year": (None, "2024")}),
            lambda one: one.values["list_year"] <= 2024,
        ),
        (Filters(synthetic=True), lambda one: False),
        (Filters(states=("proposed", "listed")), lambda one: True),
        (Filters(states=("listed",)), lambda one: False),
    ],
)
def test_filters_and_counts_agree_with_the_records(records, filters, wanted):
    expected = [one.pk for one in reversed(records) if wanted(one)]
    assert shown(filters, per_page=4) == expected
    assert Listing(register(), filters).count == listings.Count(len(expected), exact=True)
    assert [one.pk for one in Listing(register(), filters).records(chunk=3)] == expected[::-1]


@pytest.mark.parametrize("order", ["id", "code", "-code", "list_year", "-list_year", "due", "-due"])
def test_every_order_shows_all_records_once(records, order):
    step(records[4], "list", china(2026, 2, 2), values={"listed_on": "2026-02-02"})
    found = shown(order=order, per_page=6)
    assert sorted(found) == [one.pk for one in records]
    if order.lstrip("-") == "list_year":
        years = [Record.objects.get(pk=pk).values["list_year"] for pk in found]
        assert years == sorted(years, reverse=order.startswith("-"))
    if order.lstrip("-") == "due":
        assert found[0] == records[4].pk  # those without a due date come behind


@pytest.mark.parametrize("order", ["id", "code", "-code", "list_year", "-list_year"])
def test_what_is_searched_comes_in_the_order_asked_for(records, order):
    filters = Filters(search="化工", area="210200")
    expected = [one for one in records if one.area.startswith("2102")]
    found = Record.objects.in_bulk(shown(filters, order=order, per_page=6))
    keys = {
        "id": lambda one: one.pk,
        "code": lambda one: one.code,
        "list_year": lambda one: one.values["list_year"],
    }
    values = [keys[order.lstrip("-")](found[pk]) for pk in shown(filters, order=order, per_page=6)]
    assert sorted(found) == [one.pk for one in expected]
    assert values == sorted(values, reverse=order.startswith("-"))


def test_a_long_search_says_that_it_comes_newest_first(records, monkeypatch):
    monkeypatch.setattr(listings, "MOST_SORTED", 10)
    found = Listing(register(), Filters(search="化工"), order="list_year")
    assert found.order == "-id" and found.rows[0].pk == records[-1].pk


def test_an_order_that_no_index_serves_is_not_taken(records):
    assert Listing(register(), order="title; drop").order == "-id"


def test_pages_deep_in_the_list_are_found_over_many_blocks(records, monkeypatch):
    monkeypatch.setattr(tallies, "BLOCK_BITS", 2)
    monkeypatch.setattr(listings, "BLOCK_BITS", 2)
    tallies.Tally.objects.filter(field=tallies.BLOCK).delete()
    for one in records:
        tallies.Tally.objects.update_or_create(
            region=one.region,
            register=one.register,
            field=tallies.BLOCK,
            value=f"{one.pk >> 2:012d}",
            defaults={"count": sum(other.pk >> 2 == one.pk >> 2 for other in records)},
        )
    assert shown(per_page=7) == [one.pk for one in reversed(records)]


def test_a_page_behind_the_last_is_refused(records):
    with pytest.raises(ListingError) as caught:
        _ = Listing(register(), page=99).rows
    assert caught.value.where.field == "page"


def test_a_count_that_no_tally_keeps_is_said_as_more_than(records, monkeypatch):
    monkeypatch.setattr(listings, "MOST_COUNTED", 10)
    found = Listing(register(), Filters(ranges={"list_year": ("2000", None)}), per_page=4)
    assert found.count == listings.Count(10, exact=False)
    assert found.pages == 3 and len(found.rows) == 4
    assert Listing(register()).count == listings.Count(50, exact=True)  # a kept count has no limit


def test_somebody_sees_their_city_and_its_counts(records):
    mine = Sight(areas=frozenset({"210200"}))
    expected = [one.pk for one in reversed(records) if one.area.startswith("2102")]
    assert shown(sight=mine) == expected
    found = Listing(register(), sight=mine)
    assert found.count.number == len(expected)
    assert found.facets["city"].counts == {"210200": len(expected)}
    assert shown(Filters(search="化工"), sight=mine) == expected
    assert shown(Filters(area="210100"), sight=mine) == []


def test_a_firm_sees_its_own_records_alone(records):
    mine = Sight(holders=frozenset({audit(5)["holder"]}))
    assert shown(sight=mine) == [records[4].pk]
    assert shown(Filters(search="化工"), sight=mine) == [records[4].pk]
    assert Listing(register(), sight=mine).count.number == 1
    assert shown(Filters(area="210200"), sight=mine) == []


def test_city_and_firm_together_add_up(records):
    both = Sight(areas=frozenset({"210102"}), holders=frozenset({audit(5)["holder"]}))
    expected = [
        one.pk for one in reversed(records) if one.area == "210102" or one.holder == audit(5)["holder"]
    ]
    assert shown(sight=both) == expected
    assert shown(Filters(search="化工"), sight=both) == expected


def test_who_sees_nothing_gets_an_empty_list(records):
    nothing = Listing(register(), Filters(search="化工"), sight=Sight())
    assert (nothing.count.number, nothing.rows) == (0, [])


def test_facets_count_within_the_other_filters(records):
    all_of_them = Listing(register()).facets
    assert all_of_them["cases"].counts == {"energy": 50, "toxic": 12}
    assert all_of_them["city"].counts == {"210100": 20, "210200": 20, "21SF00": 10}
    narrowed = Listing(register(), Filters(values={"list_year": ("2025",)})).facets
    years = [one for one in records if one.values["list_year"] == 2025]
    assert narrowed["cases"].counts == {
        "energy": len(years),
        "toxic": sum("toxic" in one.values["cases"] for one in years),
    }
    assert narrowed["state"].counts == {"proposed": len(years)}


def test_facets_of_too_many_matches_are_left_open_not_guessed(records, monkeypatch):
    monkeypatch.setattr(listings, "FEW", 3)
    assert Listing(register(), Filters(search="化工")).facets["cases"].counts is None


def test_merged_and_synthetic_records_are_named_beside_the_list(records):
    merge(None, records[0], records[1], versions=(1, 1), why="同一企业")
    services.create_many(None, REGISTER, [audit(90)], synthetic=True)
    found = Listing(register())
    assert (found.count.number, found.merged, found.synthetic) == (50, 1, 1)
    assert records[1].pk not in shown()
    assert shown(Filters(merged=True)) == [records[1].pk]
    assert Listing(register(), Filters(merged=True)).count.number == 1
    assert shown(Filters(search="第2化工", merged=True)) == [records[1].pk]
    assert [Record.objects.get(pk=pk).synthetic for pk in shown(Filters(synthetic=True))] == [True]


def test_an_address_is_read_into_filters():
    filters, faults = read_filters(
        register(),
        {
            "area": ["210100"],
            "state": ["listed", "proposed"],
            "industry": ["31"],
            "list_year__from": ["2024"],
            "due__to": ["2026-12-31"],
            "q": [" 钢铁 "],
            "merged": ["1"],
            "page": ["3"],
        },
    )
    assert not faults
    assert filters == Filters(
        area="210100",
        states=("listed", "proposed"),
        values={"industry": ("31",)},
        ranges={"list_year": ("2024", None), "due": (None, "2026-12-31")},
        search="钢铁",
        merged=True,
    )


def test_what_an_address_cannot_ask_is_said_and_left_out():
    filters, faults = read_filters(
        register(), {"area": ["110000"], "state": ["gone"], "due__from": ["soon"], "list_year__to": ["x"]}
    )
    assert filters == Filters()
    assert {fault.where.field for fault in faults} == {"area", "state", "due", "list_year"}
    assert all(fault.remedy for fault in faults)


def test_one_by_one_and_many_at_once_leave_the_same(db):
    one = make(1)
    services.create_many(None, REGISTER, [audit(2)], now=china(2026, 1, 5))
    other = Record.objects.exclude(pk=one.pk).get()
    same = ("state", "version", "opened", "due", "body", "city", "course", "synthetic")
    assert {key: getattr(one, key) for key in same} == {key: getattr(other, key) for key in same}
    first, second = one.events.get(), other.events.get()
    assert (first.verb, first.at, first.to_state) == (second.verb, second.at, second.to_state)
    assert second.after == other.values
    assert other.code == "QS2026-210102-0002"
    assert shown(Filters(search="第2化工")) == [other.pk]
    assert shown(Filters(values={"list_year": ("2026",)})) == [other.pk, one.pk]
