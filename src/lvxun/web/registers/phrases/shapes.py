"""Of places on the map: ``registers/shapes.py``."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SHAPE_PHRASES = (
    _("Write longitude and latitude, such as 123.43, 41.80."),
    _("The coordinates are not JSON that can be read."),
    _("This is not a polygon."),
    _("This is not one GeoJSON polygon."),
    _("Give one polygon a record."),
    _("The polygon has holes."),
    _("Give its outline alone."),
    _("The polygon has fewer than three corners."),
    _("Give at least three."),
    _("The polygon has %(count)s corners."),
    _("At most %(most)s are read."),
    _("The polygon crosses or touches itself."),
    _("The polygon crosses or touches itself at %(place)s."),
    _("Give the corners in order, around the site."),
    _("The polygon has no area."),
    _("Its corners lie on one line: check them."),
    _("The point is not a pair of numbers."),
    _("The point has its latitude first."),
    _("The point (%(place)s) lies outside China."),
    _("Corner %(number)s is not a pair of numbers."),
    _("Corner %(number)s has its latitude first."),
    _("Corner %(number)s (%(place)s) lies outside China."),
    _("Write %(place)s: longitude first."),
)
