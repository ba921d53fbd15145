"""Of a draw of firms to be inspected: ``registers/drawing.py``, ``web/draws/services.py``."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

DRAW_PHRASES = (
    _("There is nobody to draw from."),
    _("Choose a register or area that has firms."),
    _("%(value)s is listed twice."),
    _("List each firm once."),
    _("The weight of %(value)s is %(weight)s."),
    _("It is 1 at least."),
    _("%(count)s are to be drawn of '%(value)s', which has %(most)s."),
    _("Draw at most as many as there are."),
    _("Nothing is to be drawn."),
    _("Give at least one stratum a number."),
    _("This is no proof of a draw: %(fault)s."),
    _("Give the file that the site exports."),
    _("%(value)s needs %(count)s inspectors, and %(most)s may inspect there."),
    _("List more inspectors, or draw with fewer for each."),
    _("The draw has no title."),
    _("Say what is inspected and when."),
    _("It is empty."),
    _("A draw needs a witness and the witness's word."),
    _("It was drawn by %(value)s."),
    _("A draw is made once: see its result."),
    _("It has not been drawn yet."),
    _("Its proof comes with the draw."),
)
