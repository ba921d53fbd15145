"""What the engine of the accounts says where a page shows it, sentence by sentence, for the reader.

Engines speak English and know no gettext; ``lvxun.web.figures.wording`` puts these sentences into Chinese.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

ASKING_PHRASES = (
    _("'%(region)s' has no figure that an account could count."),
    _("Import figures with `lvxun region import`, or put an energy balance into accounts/."),
    _("there is no '%(written)s'."),
    _("Possible are %(known)s."),
    _("the factor set '%(set)s' has no '%(parameter)s' of '%(item)s'."),
    _("no '%(parameter)s' of '%(item)s' of the set '%(set)s' was in force on %(day)s."),
    _("none of the sets %(sets)s has a '%(parameter)s' of '%(item)s' in force on %(day)s."),
    _("docs/accounts-factors.md lists what there is."),
    _("Add a row with its source to one of them: docs/accounts-factors.md says how."),
)

BALANCE_PHRASES = (
    _("The energy balance %(file)s is refused"),
    _("there is no fuel '%(written)s'."),
    _("rules/balances/fuels.csv lists the fuels."),
    _("there is no flow '%(written)s'."),
    _("rules/balances/flows.csv lists the flows."),
    _("%(name)s of %(fuel)s is %(given)s %(unit)s, but its parts make %(parts)s %(unit2)s."),
    _("%(what)s has only some of its rows."),
    _(
        "%(fuel)s does not close: supply + transformation - losses - final use is %(residual)s, "
        "%(percent)s %% of what goes through."
    ),
    _("the figures %(names)s of %(year)s cannot all be true: they are %(gap)s apart."),
    _("They are of one quality and age: write [[choice]] year = %(year)s, leave_out and reason."),
    _("no energy balance satisfies all constraints (solver: %(status)s)."),
    _("no energy balance satisfies all constraints (solver: the constraints leave no room)."),
    _("Check the published figures of the year against each other."),
    _("Missing: %(names)s. A year with half its rows is no balance: complete it or leave it out."),
    _("Check it and its parts, which differ by %(gap)s."),
    _(
        "Put the faulty or missing rows right; where the publisher shows this statistical difference, "
        "give it as the row statistical_difference."
    ),
    _("%(year)s has two energy balances."),
    _("Keep one of %(first)s.csv and %(second)s.xlsx."),
)

FOOTPRINT_PHRASES = (
    _("'%(region)s' has no input-output table."),
    _("Put one into accounts/io_<year>/: docs/accounts-footprints.md says in which form."),
    _("'%(series)s' has no figure for %(count)s."),
    _("A table is brought to a year only where value added of all three industries is known."),
    _("the CO2 of fuel in %(year)s is not known, so no footprint can be drawn from the rest."),
    _("Add an energy balance of the year, or ask for a year that has one."),
    _("carbon of '%(written)s' has no place in the table."),
    _("Add a row that says which sectors it belongs to, or that it is left out."),
    _("carbon is placed in '%(sector)s', whose output is zero."),
    _("Place it elsewhere, or check the output of the sector."),
)

PHRASES = (*ASKING_PHRASES, *BALANCE_PHRASES, *FOOTPRINT_PHRASES)
