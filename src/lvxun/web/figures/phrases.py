"""What engines say about a sheet, sentence by sentence, so that a reader gets it in their own language.

Engines speak English and know no gettext. A phrase here is a sentence of theirs with its values named; a
sentence that is not here is shown as the engine wrote it.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FILE_PHRASES = (
    _("the file is empty"),
    _("Fill in the template: lvxun region template figures.xlsx."),
    _("the file is larger than %(size)s MiB"),
    _("this is an old .xls file, or one with a password"),
    _("Save it as .xlsx without a password."),
    _("not valid CSV: %(fault)s"),
    _("A quote is open, or the file was cut off."),
    _("the workbook unpacks to more than %(size)s MiB"),
    _("the workbook cannot be read (%(fault)s)"),
    _("It may be cut off or of another kind: open it in Excel or WPS and save it as .xlsx again."),
    _("this is a binary file, not text"),
    _("Save the sheet as CSV (UTF-8) and try again."),
    _("the text is neither UTF-8 nor GB18030"),
    _("Save the file as UTF-8 and try again."),
    _("no sheet has the columns of figures"),
    _("there is no figure under the headings"),
    _("Fill in at least one row."),
    _("column '%(column)s' stands twice"),
    _("Remove one of the two."),
    _("column '%(column)s' is missing"),
    _("Rename '%(found)s' to '%(column)s'."),
    _("The columns are %(columns)s: see `lvxun region template`."),
    _("column '%(column)s' is unknown"),
    _("Remove or rename it; figures know %(columns)s."),
    _("The file is larger than %(size)s MB."),
    _("Split it by topic or by year."),
    _("Split it by topic."),
    _("No file was chosen."),
    _("Choose an Excel or CSV file."),
    _("The uploaded file is not kept any more."),
    _("Upload it again."),
    _("The sheet has %(count)s figures; %(most)s are taken at a time."),
)

ROW_PHRASES = (
    _("Did you mean '%(guess)s'?"),
    _("Did you mean %(guess)s?"),
    _("%(field)s is missing"),
    _("Write a series id of rules/series.csv."),
    _("series '%(value)s' is unknown"),
    _("The ids are in rules/series.csv."),
    _("Write the area's GB/T 2260 code."),
    _("area '%(value)s' is not an area of this region"),
    _("Areas are listed in region.toml."),
    _("A value without a year is no figure."),
    _("'%(value)s' is not a year from 1949 to 2100"),
    _("Write the year with four digits, such as 2021."),
    _("Leave the whole row out where the figure is not known."),
    _("'%(value)s' is not a number"),
    _("Write digits with a point and without separators: 1234.5."),
    _("Write the unit of the value, such as 万吨."),
    _("Name the source by its id in sources.toml."),
    _("source '%(value)s' is not in sources.toml"),
    _("Add it there with title and publisher."),
    _("Write one of %(choices)s."),
    _("quality '%(value)s' is unknown"),
    _("the text has control characters or is longer than 2000 characters"),
    _("Remove what cannot be seen."),
    _("unit '%(unit)s' is unknown"),
    _("unit '%(unit)s' does not measure what this series measures (%(canonical)s)"),
    _("Use %(canonical)s, or a unit that converts to it."),
    _("Give the value in %(canonical)s, or in a unit that converts to it."),
    _(
        "Give the value in %(canonical)s, or in a unit that converts to it (coal equivalent is not "
        "physical coal or electricity: convert by published coefficients first)."
    ),
    _(
        "Give the value in %(canonical)s, or in a unit that converts to it (个百分点 is a change of a share, "
        "%% is the share itself)."
    ),
    _("%(series)s of %(value)s is outside %(span)s"),
    _("A share lies between 0 and 100 %%: check value and unit."),
    _("Check value and unit."),
    _("an estimate without a note"),
    _("Say in the note how the figure was estimated, and from what."),
    _("%(series)s of %(area)s for %(year)s stands already in %(place)s (%(same)s)"),
    _("Keep one of the two rows."),
    _("'%(value)s' is not an id of a %(kind)s"),
    _("Use small letters, digits and _, beginning with a letter."),
    _("Write the title of the publication."),
    _("'%(value)s' names no publication"),
    _("Write who published it."),
    _("'%(value)s' is not a year"),
    _("Write four digits."),
    _("'%(value)s' is not a web address"),
    _("Write http(s)://… or leave it out."),
)

ODD_PHRASES = (
    _(
        "%(series)s of %(year)s is %(value)s, about %(times)s times what its other years lead one to "
        "expect (about %(expected)s)."
    ),
    _(
        "%(series)s of %(year)s is %(value)s, about one %(times)sth of what its other years lead one to "
        "expect (about %(expected)s)."
    ),
    _("Check the unit and the decimal point."),
    _("The value was probably in %(meant)s: write '%(same)s' as its unit, or convert it to %(unit)s."),
    _("%(series)s of %(year)s is 0 after %(value)s in %(before)s."),
    _("Leave the row out where the figure is not known: an unknown is not a zero."),
    _("%(series)s goes from %(before)s to %(after)s: %(size)s a year beyond its usual course."),
    _("Look the figure up again; if it is right, explain it in [[accepted]] of region.toml."),
    _(
        "The level changes for good: a census revision or a new definition? Carry the revised series "
        "back, or say so in the note of the first year on the new basis."
    ),
    _("%(series)s of %(year)s repeats %(before)s to the last digit (%(value)s)."),
    _("One of the two was probably copied: look it up."),
    _("%(series)s of %(year)s is %(value)s, the middle of the other years %(middle)s."),
    _("Check value and sign."),
    _("%(series)s: %(first)s and %(second)s look swapped."),
    _("Look both up and exchange them if so."),
    _(
        "%(parts)s of %(year)s give %(sum)s, but %(total)s is %(whole)s (difference %(difference)s; "
        "%(reason)s)."
    ),
    _("The difference is a multiple of 9: two digits may be exchanged."),
    _("One of them is wrong, or from another source or revision."),
    _(
        "%(series)s of %(year)s: the cities add up to %(sum)s, the province has %(whole)s; %(city)s is "
        "the least likely."
    ),
    _("Check that figure, its unit, and that all are from the same revision."),
    _("%(ratio)s of %(year)s is %(value)s, outside %(span)s."),
    _("%(city)s grew by %(growth)s in %(year)s, its province by %(whole)s."),
    _(
        "gdp grows by %(nominal)s at current prices in %(year)s, by %(real)s at constant ones: prices "
        "would have changed by %(price)s."
    ),
    _(
        "Either the growth is wrong, or gdp has a break here (census revision, another basis): carry the "
        "revision back, or say so in the note of that year's gdp."
    ),
    _("gdp_real_growth of %(year)s equals growth at current prices (%(nominal)s)."),
    _("gdp_real_growth equals growth at current prices in most of %(years)s."),
    _("Give growth at constant prices (不变价), as the bureau publishes it."),
    _(
        "%(change)s of %(year)s is %(value)s, but %(quantity)s grew by %(grown)s and real GDP by "
        "%(real)s, which gives %(implied)s."
    ),
    _("Check the three figures and that they are from the same revision."),
    _("Its sign may be wrong."),
    _("%(source)s is of %(published)s, the figure of %(year)s: nobody knows the future."),
    _("Correct the year of the figure or of the source; a forecast is quality 'estimate'."),
    _("the note says that the figure is guessed or remembered, its quality says '%(quality)s'."),
    _("Write quality 'unverified' and name the publication, or 'estimate' and say how."),
)

ACT_PHRASES = (
    _("%(held)s of %(all)s rows are held back, so nothing was brought in."),
    _("Correct them and upload the sheet again, or let the good rows in."),
    _("No row is new or changed, so there is nothing to bring in."),
    _("Correct the rows held back and upload them."),
    _("A reason is missing."),
    _("Say why: it stays in the history."),
    _("The reason is longer than %(most)s characters."),
    _("Say it in a few sentences."),
    _("This dry run was discarded."),
    _("Upload the sheet again."),
    _("This dry run was applied already."),
    _("Open the import to see its figures."),
    _("The dry run was repeated since this page was drawn."),
    _("Figures of this sheet changed since its dry run; nothing was brought in."),
    _("Others change figures at this very moment."),
    _("Look at the new verdicts below, then decide again."),
    _("Press the button again."),
    _("What to do with the rows was not chosen."),
    _("Choose one of the two."),
    _("The columns of %(sheet)s cannot be understood"),
)

PHRASES = (*FILE_PHRASES, *ROW_PHRASES, *ODD_PHRASES, *ACT_PHRASES)
