"""What a plan says of years before it began is history, not a promise."""

from lvxun.plan import parse
from lvxun.plan.periods import plan_year_of

PLAN = """“十四五”循环经济规划
一、基础
“十三五”以来，2020年废钢利用率达86%以上，废纸利用量约5490万吨。
二、目标
到2025年，废钢利用率达到90%以上。
"""


def test_the_five_year_plan_in_the_title_says_when_a_plan_began():
    assert plan_year_of(PLAN) == 2021


def test_of_two_five_year_plans_named_as_often_the_later_counts():
    assert plan_year_of("规划\n“十三五”成效显著。“十四五”再上台阶。") == 2021


def test_figures_of_the_years_before_are_no_targets():
    assert [(t.value, t.year) for t in parse(PLAN).targets] == [(90, 2025)]
