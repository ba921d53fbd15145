"""What a heading, a row of a table or a paragraph's first sentence says for the sentences behind it."""

from __future__ import annotations

import re

from lvxun.plan.periods import find_periods
from lvxun.plan.targets.deadlines import DEADLINE
from lvxun.plan.targets.drafts import Scope
from lvxun.plan.targets.scoping import is_past_year
from lvxun.plan.targets.tabled import deadline, is_table_row

LONGEST_HEADING, LONGEST_ROW = 40, 400
LISTED = re.compile(r"^\s*(?:——|--|[-·•●◆■*]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[①-⑳])")


GOALS_HEADING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+条|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?"
    r"\s*[^，,；;：:。\d]{0,12}(?:目标|指标|目标任务|目标要求)。$"
)


class Carried:
    """The year in force from sentence to sentence of one stretch of text.

    A paragraph's first sentence passes its year on to the next sentences; a heading or a line that ends in a
    colon passes it on to the list, or the paragraph, behind it; a heading of goals at the start of a
    paragraph (（二）主要目标。) leaves that to the sentence behind it; a row's deadline holds to its end.
    """

    def __init__(self, plan_year: int | None) -> None:
        self._plan_year = plan_year
        self._years: tuple[int, ...] = ()
        self._past = False
        self._row = False
        self._list_years: tuple[int, ...] = ()
        self._headed = False
        self._opening = False

    def open(self, text: str, start: int) -> Scope:
        """Begin the paragraph at ``start``; return what holds in its first sentence."""
        stop = text.find("\n", start)
        line = text[start : stop if stop >= 0 else len(text)]
        self._row = is_table_row(line[:LONGEST_ROW])
        self._past, self._opening = False, True
        if self._row:
            self._years = deadline(line, self._plan_year)
        elif LISTED.match(line) or self._headed:
            self._years = self._list_years
        else:
            self._years = self._list_years = ()
        self._headed = self._is_heading(line)
        return self.go_on()

    def go_on(self) -> Scope:
        """Return what holds in the next sentence of the paragraph."""
        return Scope(years=self._years, past=self._past, tabled=self._row)

    def close(self, sentence: str, scope: Scope, *, opens: bool, promised: bool) -> None:
        """Keep what a sentence has said for those behind it."""
        if self._row:
            return
        if self._headed and opens and not promised:
            periods = [p for p in find_periods(sentence) if p.role in ("goal", "plain")]
            if periods and not is_past_year(periods[-1].years, self._plan_year):
                self._list_years = periods[-1].years
        elif self._opening and not (opens and not promised and GOALS_HEADING.match(sentence)):
            self._years, self._past = (() if scope.past else scope.years), scope.past
            self._opening = False
        else:
            self._past = False

    @staticmethod
    def _is_heading(line: str) -> bool:
        if DEADLINE.match(line):
            return False
        return line.rstrip().endswith(("：", ":")) or (len(line) <= LONGEST_HEADING and "。" not in line)
