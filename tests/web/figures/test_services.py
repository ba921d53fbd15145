from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_sheets import BAD, GOOD, csv_text, workbook

from lvxun.errors import LvxunError
from lvxun.web.figures import reading, services
from lvxun.web.figures.errors import FiguresError, StaleDraftError
from lvxun.web.figures.models import Batch, Change, Draft, Figure, Mode, Verdict, Withdrawal
from lvxun.web.figures.uploads import Upload, kept
from lvxun.web.people.models import Event

OTHER = ("gdp", "210000", "1999", "4200", *GOOD[4:])


def draft_of(user, package, *rows, name="figures.xlsx"):
    return services.make_draft(user, package, Upload(name, workbook(*rows)))


def apply(user, package, draft, mode=Mode.GOOD_ROWS, *, why="yearbook", seen=None):
    choice = services.Choice(mode, why, draft.overlay_seen if seen is None else seen)
    return services.apply_draft(user, package, draft, choice)


def test_a_dry_run_changes_nothing(statistician, package):
    draft_of(statistician, package, GOOD)
    assert not Change.objects.exists()
    assert not Figure.objects.exists()


def known_gdp(package):
    row = package.series[package.series["indicator"] == "gdp"].iloc[0]
    return [row[c] for c in ("indicator", "area", "year", "value", "unit", "source", "quality", "note")]


def test_a_dry_run_has_a_verdict_for_every_row(statistician, package):
    same = known_gdp(package)
    draft = draft_of(statistician, package, GOOD, BAD, same)
    verdicts = dict(draft.rows.values_list("row", "verdict"))
    assert verdicts == {2: Verdict.NEW, 3: Verdict.HELD_BACK, 4: Verdict.SAME}


def test_a_changed_row_has_the_old_value_and_the_percent(statistician, package):
    same = known_gdp(package)
    row = draft_of(statistician, package, [*same[:3], same[3] * 1.1, *same[4:]]).rows.get()
    assert row.verdict == Verdict.CHANGED
    assert row.before == same[3]
    assert row.change_percent == pytest.approx(10)


def test_a_row_held_back_says_field_and_remedy(statistician, package):
    row = draft_of(statistician, package, GOOD, BAD).rows.get(verdict=Verdict.HELD_BACK)
    assert (row.row, row.written["year"]) == (3, "20215")
    assert row.error.startswith("year: '20215'")
    assert "four digits" in row.remedy


def test_the_file_is_kept_by_its_hash(statistician, package):
    data = workbook(GOOD)
    draft = services.make_draft(statistician, package, Upload("figures.xlsx", data))
    assert kept(draft.sha256) == data


def test_the_same_file_twice_is_one_draft(statistician, package):
    upload = Upload("figures.xlsx", workbook(GOOD))
    first = services.make_draft(statistician, package, upload)
    assert services.make_draft(statistician, package, upload).pk == first.pk


def test_an_unreadable_file_keeps_nothing(statistician, package):
    with pytest.raises(LvxunError):
        services.make_draft(statistician, package, Upload("figures.xlsx", b"MZ\x00\x01 not a sheet"))
    assert not Draft.objects.exists()


def test_more_rows_than_anybody_can_review_are_refused(statistician, package, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    with pytest.raises(FiguresError, match="2 figures; 1 are taken"):
        draft_of(statistician, package, GOOD, BAD)
    assert not Draft.objects.exists()


def test_all_or_nothing_brings_nothing_in_while_a_row_is_held_back(statistician, package):
    draft = draft_of(statistician, package, GOOD, BAD)
    with pytest.raises(FiguresError) as error:
        apply(statistician, package, draft, Mode.ALL_OR_NOTHING)
    assert error.value.where.field == "mode"
    assert error.value.remedy
    assert not Change.objects.exists()


def test_good_rows_go_in_and_the_others_are_held_back(statistician, package):
    batch = apply(statistician, package, draft_of(statistician, package, GOOD, BAD))
    assert (batch.rows_in, batch.rows_kept, batch.rows_held_back) == (2, 1, 1)
    assert batch.figures.count() == 1


def test_an_import_is_in_the_history_with_who_and_why(statistician, package):
    batch = apply(statistician, package, draft_of(statistician, package, GOOD), why="yearbook 1999")
    event = Event.objects.get(verb="figures.applied")
    assert (event.actor, event.subject_id, event.why) == (statistician, str(batch.pk), "yearbook 1999")
    assert event.after["overlay"] == 1


def test_a_reason_is_asked_for(statistician, package):
    with pytest.raises(FiguresError) as error:
        apply(statistician, package, draft_of(statistician, package, GOOD), why="  ")
    assert error.value.where.field == "why"


def test_pressing_twice_brings_in_once(statistician, package):
    draft = draft_of(statistician, package, GOOD)
    first = apply(statistician, package, draft)
    assert apply(statistician, package, Draft.objects.get(pk=draft.pk)).pk == first.pk
    assert Figure.objects.count() == 1


def test_a_sheet_with_nothing_new_brings_nothing_in(statistician, package):
    with pytest.raises(FiguresError, match="nothing to bring in"):
        apply(statistician, package, draft_of(statistician, package, BAD))


def test_the_second_of_two_with_the_same_figure_must_look_again(statistician, planner, package):
    mine, theirs = draft_of(statistician, package, GOOD), draft_of(planner, package, OTHER)
    apply(planner, package, theirs)
    with pytest.raises(StaleDraftError):
        apply(statistician, package, mine)
    (difference,) = services.look_again(statistician, package, mine)
    assert (difference.verdict_before, difference.verdict_after) == (Verdict.NEW, Verdict.CHANGED)
    assert (difference.known_before, difference.known_after) == (None, 4200)
    assert apply(statistician, package, mine).figures.get().before == 4200


def test_drafts_with_different_figures_do_not_stand_in_each_others_way(statistician, planner, package):
    mine = draft_of(statistician, package, GOOD)
    theirs = draft_of(planner, package, ("gdp", "210000", "1998", *GOOD[3:]))
    apply(planner, package, theirs)
    assert apply(statistician, package, mine).change.number == 2


def test_two_sheets_that_name_different_publications_alike_must_look_again(statistician, planner, package):
    mine = draft_of(statistician, package, GOOD)
    other_title = workbook(
        ("gdp", "210000", "1998", *GOOD[3:]), sources=[("yearbook_t", "另一本年鉴", "测试局", 2020)]
    )
    apply(planner, package, services.make_draft(planner, package, Upload("b.xlsx", other_title)))
    with pytest.raises(StaleDraftError):
        apply(statistician, package, mine)


def test_a_page_drawn_before_the_draft_was_repeated_does_not_decide(statistician, package):
    draft = draft_of(statistician, package, GOOD)
    with pytest.raises(StaleDraftError):
        apply(statistician, package, draft, seen=draft.overlay_seen + 1)


def test_a_new_package_asks_for_another_look_only_where_verdicts_differ(statistician, package):
    draft = draft_of(statistician, package, GOOD)
    assert apply(statistician, replace(package, version="another"), draft).pk


def test_a_crash_half_way_leaves_nothing(statistician, package, monkeypatch):
    draft = draft_of(statistician, package, GOOD)
    monkeypatch.setattr(services, "record_event", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        apply(statistician, package, draft)
    assert not (Change.objects.exists() or Batch.objects.exists() or Figure.objects.exists())


def test_the_database_itself_refuses_rows_that_are_neither_kept_nor_held_back(statistician, package):
    draft = draft_of(statistician, package, GOOD)
    draft.rows_in += 1
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()


def test_withdrawing_twice_withdraws_once(statistician, planner, package):
    batch = apply(statistician, package, draft_of(statistician, package, GOOD))
    first = services.withdraw(planner, batch, "wrong sheet")
    assert services.withdraw(planner, batch, "again").pk == first.pk
    assert Event.objects.filter(verb="figures.withdrawn").count() == 1


def test_a_withdrawn_sheet_can_be_brought_in_again(statistician, planner, package):
    batch = apply(statistician, package, draft_of(statistician, package, GOOD))
    services.withdraw(planner, batch, "by mistake")
    assert apply(statistician, package, draft_of(statistician, package, GOOD)).pk != batch.pk


def test_a_statistician_does_not_withdraw(statistician, package):
    batch = apply(statistician, package, draft_of(statistician, package, GOOD))
    with pytest.raises(PermissionDenied):
        services.withdraw(statistician, batch, "why not")
    assert not Withdrawal.objects.exists()


def test_a_reader_imports_nothing(reader, package):
    with pytest.raises(PermissionDenied):
        draft_of(reader, package, GOOD)


def test_one_persons_draft_is_not_anothers(statistician, planner, administrator, package):
    draft = draft_of(statistician, package, GOOD)
    assert not services.drafts_visible_to(planner).exists()
    assert services.drafts_visible_to(administrator).get() == draft
    with pytest.raises(PermissionDenied):
        apply(planner, package, draft)


def test_a_discarded_draft_is_gone_and_in_the_history(statistician, package):
    draft = draft_of(statistician, package, GOOD)
    services.discard(statistician, Draft.objects.get(pk=draft.pk))
    assert not Draft.objects.exists()
    assert Event.objects.get().verb == "figures.draft_discarded"


def test_an_applied_draft_cannot_be_discarded(statistician, package):
    draft = draft_of(statistician, package, GOOD)
    apply(statistician, package, draft)
    with pytest.raises(FiguresError, match="applied already"):
        services.discard(statistician, draft)


CELLS = st.sampled_from(
    [
        "",
        "gdp",
        "=1+1",
        "210000",
        "2020",
        "20215",
        "1e999",
        "-5",
        "亿元",
        "吨",
        "\x00",
        "nan",
        "official",
        "'",
    ]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*[CELLS] * 8), min_size=1, max_size=12))
def test_rows_in_are_rows_kept_and_rows_held_back(statistician, package, rows):
    data = csv_text(*rows, (*GOOD[:5], "nbs_provincial", "official", "")).replace(b"\x00", b"")
    draft = services.make_draft(statistician, package, Upload("rows.csv", data))
    verdicts = list(draft.rows.values_list("verdict", flat=True))
    assert draft.rows_in == draft.rows_kept + draft.rows_held_back == len(verdicts)
    assert draft.rows_held_back == verdicts.count(Verdict.HELD_BACK)
    sent = [[cell.replace("\x00", "").strip() for cell in row] for row in rows]  # as the data above
    filled = sum(any(row) for row in sent)
    assert draft.rows_in == filled + 1


def before_the_first_try(monkeypatch, act):
    """Let something happen between an application's look at the overlay and its own change."""
    real, waiting = services._version_that_holds, [act]

    def held(*args):
        version = real(*args)
        if waiting:
            waiting.pop()()
        return version

    monkeypatch.setattr(services, "_version_that_holds", held)


def test_another_figure_in_the_last_moment_only_makes_it_the_next_change(
    statistician, planner, package, monkeypatch
):
    mine = draft_of(statistician, package, GOOD)
    theirs = draft_of(planner, package, ("gdp", "210000", "1998", *GOOD[3:]))
    before_the_first_try(monkeypatch, lambda: apply(planner, package, theirs))
    assert apply(statistician, package, mine).change.number == 2


def test_the_same_figure_in_the_last_moment_asks_for_another_look(
    statistician, planner, package, monkeypatch
):
    mine, theirs = draft_of(statistician, package, GOOD), draft_of(planner, package, OTHER)
    before_the_first_try(monkeypatch, lambda: apply(planner, package, theirs))
    with pytest.raises(StaleDraftError):
        apply(statistician, package, mine)
    assert Batch.objects.get().change.by == planner


def test_the_button_pressed_twice_at_once_brings_in_once(statistician, package, monkeypatch):
    draft = draft_of(statistician, package, GOOD)
    before_the_first_try(monkeypatch, lambda: apply(statistician, package, draft))
    assert apply(statistician, package, draft).pk == Batch.objects.get().pk
