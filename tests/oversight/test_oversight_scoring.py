"""Scores: worked by hand, and what must hold whatever the figures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.oversight import Milestone, Reading, Task, load
from lvxun.oversight.reporting import Delivered, Record, periods, quarter, record
from lvxun.oversight.scoring import Share, credit, on_path, ranked, score

RULES = load()
DAY = date(2026, 11, 24)


def is_working_day(day):
    return day.weekday() < 5


def test_a_score_worked_by_hand():
    # 50 × 3/4 + 20 × 1/2 + 15 × 0.8 + 15 × 0.6 = 68.5; one letter −1, one good practice +1.
    shares = {
        "tasks": Share(3, 4),
        "indicators": Share(1, 2),
        "completeness": Share(4, 5),
        "timeliness": Share(3, 5),
    }
    found = score(shares, {"letters": 1, "practice": 1}, RULES, DAY)
    assert found.total == pytest.approx(68.5)
    assert found.lines[0].arithmetic == "50 × 3 ÷ 4"
    assert found.arithmetic.startswith("37.50 + 10.00 + 12.00 + 9.00 + 1.00 − 1.00")


def test_the_weight_of_what_is_not_known_is_spread_over_the_rest():
    found = score(
        {"tasks": Share(1, 2), "completeness": Share(1, 1), "timeliness": Share(1, 1)}, {}, RULES, DAY
    )
    # 80 points are known of 100: 62.5 × 1/2 + 18.75 + 18.75
    assert found.total == pytest.approx(68.75)
    assert found.lines[0].arithmetic == "50 × 1.25 × 1 ÷ 2"
    assert found.lines[1].weight == 0


def test_points_a_piece_stop_at_their_limit():
    found = score({"tasks": Share(1, 1)}, {"letters": 9, "practice": 9}, RULES, DAY)
    lines = {line.component.id: line for line in found.lines}
    assert (lines["letters"].points, lines["practice"].points) == (-5, 3)
    assert lines["letters"].arithmetic == "9 × -1 → -5"


def test_nothing_known_is_no_score_and_no_zero():
    assert score({}, {"letters": 1}, RULES, DAY).total is None


COUNT = st.integers(0, 20)
SHARE = st.builds(lambda earned, more: Share(earned, earned + more), COUNT, COUNT)


@given(
    st.dictionaries(st.sampled_from(["tasks", "indicators", "completeness", "timeliness"]), SHARE),
    COUNT,
    COUNT,
)
def test_a_score_lies_between_0_and_100_and_is_the_sum_of_its_lines(shares, letters, practice):
    found = score(shares, {"letters": letters, "practice": practice}, RULES, DAY)
    if found.total is None:
        assert all(share.value is None for share in shares.values())
        return
    assert 0 <= found.total <= 100
    assert found.total == pytest.approx(min(100, max(0, sum(line.points for line in found.lines))))


def test_equal_scores_share_a_rank():
    whole, half = score({"tasks": Share(1, 1)}, {}, RULES, DAY), score({"tasks": Share(1, 2)}, {}, RULES, DAY)
    nothing = score({}, {}, RULES, DAY)
    order = ranked({"b": whole, "a": whole, "c": half, "d": nothing})
    assert [(rank, key) for rank, key, _ in order] == [(1, "a"), (1, "b"), (3, "c"), (None, "d")]


def task(**said):
    return Task(**{"start": date(2026, 1, 1), "due": date(2026, 12, 31), **said})


@pytest.mark.parametrize(
    ("earned", "possible", "given_task"),
    [
        (1.0, 1.0, task(done_on=date(2026, 6, 1))),
        (0.7, 1.0, task(due=date(2026, 6, 1), done_on=date(2026, 6, 2))),
        (0.0, 1.0, task(due=date(2026, 6, 1))),
        (0.0, 0.0, task(is_dropped=True)),
        (0.0, 0.0, task(start=DAY)),
        (1.0, 1.0, task(milestones=(Milestone(date(2026, 6, 1), 1.0, date(2026, 5, 1)),))),
    ],
)
def test_a_task_earns(earned, possible, given_task):
    found = credit(given_task, DAY, RULES)
    assert (found.earned, found.possible) == (pytest.approx(earned), possible)


def test_only_known_readings_count():
    found = on_path(
        [Reading(5, goal=4), Reading(3, goal=4), Reading(None, goal=4), Reading(1, is_off_path=False)]
    )
    assert (found.earned, found.possible) == (2, 3)


def test_a_year_reports_four_times_ten_working_days_after_each_quarter():
    asked = periods(date(2026, 1, 1), date(2026, 12, 31), RULES, is_working_day)
    assert [one.id for one in asked] == ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    assert asked[2].due == date(2026, 10, 14)  # the official calendar, with its holiday week, ends later


def test_reports_count_once_due_or_once_come():
    asked = periods(date(2026, 1, 1), date(2026, 12, 31), RULES, is_working_day)
    sent = [
        Delivered("2026Q1", date(2026, 4, 1)),
        Delivered("2026Q2", date(2026, 8, 1), is_complete=False),
        Delivered("2026Q4", date(2026, 11, 1)),
    ]
    found = record(asked, sent, DAY)
    assert (found.due, found.delivered, found.complete, found.on_time) == (4, 3, 2, 2)
    assert found.completeness == 0.5


def test_nothing_due_is_not_a_full_mark():
    assert Record(0, 0, 0, 0).timeliness is None


@given(st.dates(date(2021, 1, 1), date(2030, 12, 31)), st.integers(0, 800))
def test_quarters_follow_one_another(start, length):
    end = date.fromordinal(start.toordinal() + length)
    found = periods(start, end, RULES, is_working_day)
    assert found[0].id == quarter(start)
    assert found[-1].id == quarter(end)
    assert len({one.id for one in found}) == len(found)
