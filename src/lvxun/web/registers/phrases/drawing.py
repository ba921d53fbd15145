"""Of a draw of firms to be inspected: ``registers/drawing.py``, ``web/draws/services.py``."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

DRAW_PHRASES = (
    _("there is nobody to draw from"),
    _("Choose a register or area that has firms."),
    _("%(value)s is listed twice"),
    _("List each firm once."),
    _("the weight of %(value)s is %(weight)s"),
    _("1 at least."),
    _("%(count)s are to be drawn of '%(value)s', which has %(most)s"),
    _("Draw at most as many as there are."),
    _("nothing is to be drawn"),
    _("Give at least one stratum a number."),
    _("this is no proof of a draw: %(fault)s"),
    _("Give the file that the site exports."),
    _("the secret does not belong to the published seal"),
    _("the lists are not those that were sealed"),
    _("the seed does not follow from secret and word"),
    _("the draw comes out otherwise"),
    _("%(value)s needs %(count)s inspectors, and %(most)s may inspect there"),
    _("List more inspectors, or draw with fewer for each."),
    _("the draw has no title"),
    _("Say what is inspected and when."),
    _("it is empty"),
    _("A draw needs a witness and the witness's word."),
    _("it was drawn by %(value)s"),
    _("A draw is made once: see its result."),
    _("it has not been drawn yet"),
    _("Its proof comes with the draw."),
)
