"""Of a step: ``registers/steps.py``, ``attempts.py``, ``workflow.py``, ``numbering.py``, ``calendar.py``."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

STEP_PHRASES = (
    _("There is no step “%(value)s”."),
    _("“%(label)s” is not in force for a record opened on %(day)s."),
    _("Take a step of the rules that held then."),
    _("“%(label)s” does not lead on from “%(label_2)s”."),
    _("From here lead %(labels)s."),
    _("No step leads on from here."),
    _("“%(label)s” is not yours to do on this record."),
    _("It is for %(who)s, within their area or for their own records."),
    _("“%(label)s” cannot be done yet."),
    _("The reason is missing."),
    _("Say why."),
    _("“%(label)s” is not attached."),
    _("Attach it."),
    _("The record is sealed."),
    _("Propose a revision instead."),
    _("The record's last step was later, at %(time)s."),
    _("Take the step at the time at which it is really taken."),
    _("The limit of “%(label)s” has not passed yet."),
    _("It runs until %(day)s."),
    _("Its clock stands."),
    _("The time for “%(label)s” is over."),
    _("It is a right that has lapsed."),
    _("A limit ended on %(day)s: the record is “%(label)s” since."),
    _("Let the calendar move the record first (it does so every day)."),
    _("“%(label)s” is not for this record: “%(label_2)s” stands against it."),
    _("Take another step, or correct the value."),
    _("“%(value)s” is not a code."),
    _("It has 1 to %(most)s signs."),
    _("The code has a control character."),
    _("Take it out."),
    _("“%(value)s” is not a code of %(label)s."),
    _("The code needs “%(label)s”, which is empty."),
    _("Fill it in first."),
    _("%(day)s and %(count)s days is a day that no calendar has."),
    _("%(day)s and %(count)s months is a day that no calendar has."),
    _("Check the limit and the date it counts from."),
)
