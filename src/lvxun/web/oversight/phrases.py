"""What the engine of oversight says of an act, sentence by sentence, for the reader's language.

Engines speak English and know no gettext; ``lvxun.web.figures.wording`` puts these sentences into Chinese.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

WORDS = {  # states of a finding and fates of a measure, as the sentences below quote them
    "drafted": _("drafted"),
    "told": _("told; an objection may come"),
    "objected": _("objected to; under review"),
    "final": _("final"),
    "withdrawn": _("withdrawn"),
    "rectified": _("said to be put right"),
    "checked": _("checked and put right"),
    "not_rectified": _("checked, not put right"),
    "kept": _("kept as it is"),
    "merged": _("merged with others"),
    "split": _("split"),
    "superseded": _("superseded"),
    "dropped": _("dropped"),
}
PHRASES = (
    _("'%(value)s' is no act on a finding."),
    _("Known: %(known)s."),
    _("'%(value)s' is not possible: the finding is %(word)s."),
    _("It is possible from %(known)s."),
    _("The time for an objection ended on %(day)s."),
    _("The finding stands."),
    _("An objection may come until %(day)s."),
    _("Wait until it has passed."),
    _("The limit ends beyond the calendar."),
    _("The calendar names no working day."),
    _("Give one that does."),
    _("The steps taken are not those of the ladder, one after the other."),
    _("The order is %(known)s."),
    _("No step is due here: the lamp is not red, or every step was taken."),
    _("The next step is '%(value)s', not '%(given)s'."),
    _("This step may be taken from %(day)s on."),
    _("%(count)s working days are counted from %(day)s."),
    _("The parameter '%(value)s' has no value in force on %(day)s."),
    _("Add one that is."),
    _("What became of this measure is not said."),
    _("This measure has two fates."),
    _("The old plan has no such measure."),
    _("The new plan has no measure '%(value)s'."),
    _("'%(word)s' does not go with %(count)s new measures."),
    _("Correct the table of successions."),
)
