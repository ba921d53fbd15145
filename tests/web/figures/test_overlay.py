import pytest
from made_sheets import GOOD, SOURCE, workbook

from lvxun import region as regions
from lvxun.region.model import Region
from lvxun.web.figures import services
from lvxun.web.figures.models import Batch, Change, Figure, Mode
from lvxun.web.figures.overlay import lay_over, overlaid, overlay_version
from lvxun.web.figures.uploads import Upload


def bring_in(user, package: Region, *rows, sources=(SOURCE,), why="yearbook"):
    draft = services.make_draft(user, package, Upload("figures.xlsx", workbook(*rows, sources=sources)))
    choice = services.Choice(Mode.GOOD_ROWS, why, draft.overlay_seen)
    return services.apply_draft(user, package, draft, choice)


def gdp_1999(package):
    found = regions.figure(overlaid(package), "gdp", 1999)
    return None if found is None else float(found["value"])


def test_a_region_without_imports_is_its_package(db, package):
    assert overlay_version(package.id) == 0
    assert overlaid(package) is package


def test_an_approved_figure_is_seen_by_engines_with_its_source_and_place(statistician, package):
    batch = bring_in(statistician, package, GOOD)
    served = overlaid(package)
    found = regions.figure(served, "gdp", 1999)
    assert (found["value"], found["source"], found["row"]) == (4000, "yearbook_t", 2)
    assert found["file"] == f"import-{batch.pk}/figures.xlsx[Sheet]"
    assert served.sources["yearbook_t"].title == SOURCE[1]
    assert served.version != package.version


def test_a_figure_in_another_unit_is_kept_in_the_canonical_one(statistician, package):
    bring_in(statistician, package, (*GOOD[:3], "40000000", "万元", *GOOD[5:]))
    assert gdp_1999(package) == 4000


def test_of_two_imports_the_later_counts(statistician, package):
    bring_in(statistician, package, GOOD)
    bring_in(statistician, package, (*GOOD[:3], "4100", *GOOD[4:]))
    assert gdp_1999(package) == 4100


def test_withdrawing_the_later_import_brings_the_earlier_back(statistician, planner, package):
    bring_in(statistician, package, GOOD)
    later = bring_in(statistician, package, (*GOOD[:3], "4100", *GOOD[4:]))
    services.withdraw(planner, later, "wrong sheet")
    assert gdp_1999(package) == 4000


def test_withdrawing_the_import_with_the_source_leaves_the_other_its_source(statistician, planner, package):
    first = bring_in(statistician, package, GOOD)
    bring_in(statistician, package, ("gdp", "210000", "1998", "3900", *GOOD[4:]), sources=())
    services.withdraw(planner, first, "wrong sheet")
    served = overlaid(package)
    assert gdp_1999(package) is None
    assert served.sources["yearbook_t"].title == SOURCE[1]


def test_every_change_moves_the_version(statistician, planner, package):
    batch = bring_in(statistician, package, GOOD)
    assert overlay_version(package.id) == 1
    services.withdraw(planner, batch, "wrong sheet")
    assert overlay_version(package.id) == 2


def test_the_version_of_one_region_is_not_that_of_another(statistician, package):
    bring_in(statistician, package, GOOD)
    assert overlay_version("elsewhere") == 0


def test_the_version_is_one_query(db, package, django_assert_num_queries):
    with django_assert_num_queries(1):
        overlay_version(package.id)


def test_a_figure_that_the_package_takes_no_more_is_left_out_and_named(statistician, package):
    batch = bring_in(statistician, package, GOOD)
    stray = Figure(batch=batch, indicator="no_such_series", area="210000", year=2000, value=1, unit="亿元",
                   source="yearbook_t", quality="official", sheet="figures.xlsx[Sheet]", row=2)  # fmt: skip
    stray.save()
    laid = lay_over(package)
    assert gdp_1999(package) == 4000
    assert len(laid.left_out) == 1
    assert "row 2" in laid.left_out[0].what
    assert "no_such_series" in laid.left_out[0].what


@pytest.mark.parametrize("kind", [Change, Batch, Figure])
def test_what_changed_the_overlay_is_never_changed_or_deleted(statistician, package, kind):
    bring_in(statistician, package, GOOD)
    record = kind.objects.first()
    with pytest.raises(TypeError):
        record.save()
    with pytest.raises(TypeError):
        record.delete()
