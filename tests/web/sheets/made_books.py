"""Sheets for tests: made as people make them, filled in, edited, spoilt."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

from cleaner_audits import audit, register
from lvxun.web.registers.definitions import codes
from lvxun.web.registers.filtering import Filters
from lvxun.web.registers.listing import Listing
from lvxun.web.sheets import services
from lvxun.web.sheets.applying import apply
from lvxun.web.sheets.blank import write_template
from lvxun.web.sheets.checking import check
from lvxun.web.sheets.models import SheetImport
from lvxun.web.sheets.writing import Wording, write_csv, write_workbook

HEADINGS = ("firm_name", "holder", "area", "industry", "list_year", "cases")


def template(lang="zh", one=None):
    stream = BytesIO()
    write_template(one or register(), codes(), lang, stream)
    return stream.getvalue()


def exported(lang="zh", one=None):
    stream = BytesIO()
    made = one or register()
    write_workbook(Listing(made, Filters()).records(), Wording(made, codes(), lang), stream)
    return stream.getvalue()


def exported_csv(lang="zh"):
    return "".join(write_csv(Listing(register(), Filters()).records(), Wording(register(), codes(), lang)))


def edited(data, edit):
    """Return a workbook with something changed in its first sheet, as a person does it in Excel."""
    book = load_workbook(BytesIO(data))
    edit(book.worksheets[0])
    return saved(book)


def saved(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell(sheet, heading, row=2):
    """Return a cell by a word of its column's heading."""
    for found in sheet[1]:
        if heading in str(found.value).split("\n") or heading in str(found.value):
            return sheet.cell(row, found.column)
    raise AssertionError(heading)


def plain_book(rows, headings=HEADINGS):
    """Return a workbook that somebody made by hand: ids as headings, values below."""
    book = Workbook()
    book.active.append(list(headings))
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def plain_row(number, **changes):
    values = {**audit(number), **changes}
    cases = values["cases"]
    values["cases"] = "；".join(cases) if isinstance(cases, list) else cases
    return [values[key] for key in HEADINGS]


def looked_through(user, data, name="firms.xlsx", columns=None):
    """Bring a file as far as its dry run."""
    held = services.begin(user, register(), name, [data])
    if columns is not None:
        check(held.pk)
        held.refresh_from_db()
        services.say_columns(held, register(), columns)
    check(held.pk)
    return SheetImport.objects.get(pk=held.pk)


def brought_in(held, mode="all_or_nothing", why="yearly list", **more):
    services.ask_to_apply(held, mode, why, **more)
    apply(held.pk)
    return SheetImport.objects.get(pk=held.pk)


def verdicts(held):
    return [str(one.verdict) for one in held.rows.order_by("row")]


def faults(held):
    """Return what is wrong, row by row: [(row, field, what, remedy)]."""
    return [(one.row, *fault) for one in held.rows.order_by("row") for fault in one.detail.get("faults", [])]
