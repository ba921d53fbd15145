"""``lvxun accounts``: the accounts of a year or of a run of years, and two of them compared."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from lvxun.cli.accounts_numbers import print_years
from lvxun.cli.accounts_tables import print_account, print_beside, print_comparison, print_exposure
from lvxun.cli.assess import Lang
from lvxun.cli.output import print_json, print_table, progress, write_file
from lvxun.cli.site import PackageOption, load_region
from lvxun.errors import LvxunError, Where

if TYPE_CHECKING:
    from lvxun.accounts.account_document import Document
    from lvxun.accounts.basis import Basis
    from lvxun.accounts.book.evaluating import Values
    from lvxun.accounts.book.model import Book
    from lvxun.region.model import Region

EARLIEST_YEAR, LATEST_YEAR = 1949, 2100
SPEC_PARTS = 4
MOST_MEMBERS = 20_000
GwpOption = Annotated[
    str, typer.Option(help="Assessment report whose warming potentials weigh gases: SAR, AR4, AR5, AR6.")
]
FactorsOption = Annotated[
    str,
    typer.Option(help="Fuel factors: guideline, enterprise_2013, enterprise_2024, ceads, ipcc_2006."),
]


class _RegionFirst(TyperGroup):
    """A group whose first word may be a region: then the command ``show`` is meant."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["show", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RegionFirst,
    help="Energy, carbon, water, waste, air and circularity accounts: lvxun accounts liaoning 2014.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@dataclass(frozen=True)
class Shown:
    """A year's accounts, computed."""

    region: Region
    basis: Basis
    book: Book
    values: Values

    @property
    def titles(self) -> dict[str, str]:
        """Titles of the sources of the region and of the factors, by id."""
        both = {**self.basis.factors.sources, **self.region.sources}
        return {ident: source.title for ident, source in both.items()}

    def document(self, members: int, seed: int) -> Document:
        from lvxun.accounts.account_document import to_dict
        from lvxun.accounts.book.uncertainty import monte_carlo

        ensemble = monte_carlo(self.book, members, seed)
        return to_dict(self.book, self.values, ensemble, self.basis.balance, self.titles)


class YearsError(LvxunError):
    """A run of years is not written as one."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"'{written[:40]}' is not a run of years.",
            Where(field="--years"),
            "Write the first and the last year with a colon, such as 2015:2025.",
        )


class SpecError(LvxunError):
    """What is to be compared is not written as REGION:YEAR."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"'{written[:60]}' does not say which accounts.",
            Where(field="compare"),
            "Write REGION:YEAR, REGION:YEAR:FACTORS or REGION:YEAR:FACTORS:GWP, "
            "such as liaoning:2014 or liaoning:2014:ceads:AR6; REGION may be a folder.",
        )


class SourceError(LvxunError):
    """The region does not list the accounts among its sources."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"the region has no source '{source}'.",
            Where(file="sources.toml"),
            f"Add [{source}] with title and publisher, so that the figures can name it.",
        )


@app.command("show")
def show(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: Annotated[str, typer.Argument(help="A region's name, or the path of its folder.")],
    year: Annotated[
        int | None, typer.Argument(min=EARLIEST_YEAR, max=LATEST_YEAR, help="The year to account for.")
    ] = None,
    years: Annotated[str, typer.Option(help="A run of years instead, such as 2015:2025.")] = "",
    gwp: GwpOption = "AR5",
    factors: FactorsOption = "guideline",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    xlsx: Annotated[
        Path | None, typer.Option(help="Also write an Excel workbook, formulas included, to this file.")
    ] = None,
    members: Annotated[
        int, typer.Option(min=2, max=MOST_MEMBERS, help="Members of the ensemble behind the bands of --json.")
    ] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the ensemble.")] = 2021,
    lang: Annotated[Lang, typer.Option(help="Language of the tables and the workbook.")] = Lang.ZH,
    package: PackageOption = False,
) -> None:
    """Show the accounts of a year: energy balance, carbon by sector and gas, water, waste, air, circularity.

    Without a year the latest one with an energy balance is shown. What is missing is said, not filled.

    [bold]Example:[/bold] lvxun accounts liaoning 2014 --xlsx accounts-2014.xlsx
    """
    region = load_region(name, package)
    if years:
        if year is not None or xlsx is not None:
            raise YearsError(f"{year or ''} --years {years}")
        books = _computed_years(region, _run(years), gwp, factors)
        if as_json:
            print_json({"region": region.id, "years": [shown.document(members, seed) for shown in books]})
        else:
            print_years(books, is_english=lang is Lang.EN)
        return
    with progress() as bar:
        bar.add_task(f"Accounting {name}", total=None)
        shown = computed(region, year if year is not None else _latest(region), gwp, factors)
        if xlsx is not None:
            from lvxun.accounts.workbook import workbook

            content = workbook(
                shown.book, shown.values, shown.basis.balance, shown.titles, is_english=lang is Lang.EN
            )
            write_file(xlsx, content)
    if as_json:
        print_json(shown.document(members, seed))
    else:
        print_account(shown, is_english=lang is Lang.EN)


@app.command("compare")
def compare(
    first: Annotated[str, typer.Argument(help="REGION:YEAR, or REGION:YEAR:FACTORS:GWP.")],
    second: Annotated[str, typer.Argument(help="The same for what it is compared with.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the table.")] = Lang.ZH,
    package: PackageOption = False,
) -> None:
    """Split each total's move between two books into data, coefficient, formula and definition.

    Two years of a region, two releases of its data (the folders), or two sets of factors. The parts of a
    move add up to it.

    [bold]Example:[/bold] lvxun accounts compare liaoning:2007 liaoning:2014
    """
    from lvxun.accounts.change.comparing import compare as compared
    from lvxun.accounts.change.document import to_dict

    with progress() as bar:
        bar.add_task("Comparing", total=None)
        comparison = compared(_specified(first, package).book, _specified(second, package).book)
    if as_json:
        print_json(to_dict(comparison, first, second))
    else:
        print_comparison(comparison, first, second, is_english=lang is Lang.EN)


@app.command("inventory")
def inventory(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: Annotated[str, typer.Argument(help="A region's name, or the path of its folder.")],
    year: Annotated[int, typer.Argument(min=EARLIEST_YEAR, max=LATEST_YEAR, help="The inventory's year.")],
    file: Annotated[Path, typer.Argument(help="The inventory, .xlsx or .csv.")],
    layout: Annotated[
        str | None, typer.Option(help="ceads or guideline; found out from the headings unless given.")
    ] = None,
    gwp: GwpOption = "AR5",
    factors: FactorsOption = "guideline",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the table.")] = Lang.ZH,
    package: PackageOption = False,
) -> None:
    """Set an inventory that somebody made beside ours, line by line.

    The sheet layouts of CEADs (sectors by fuels) and of the provincial guideline (categories by gases) are
    known. The differences of the rows add up to that of the totals; notation keys stay keys.

    [bold]Example:[/bold] lvxun accounts inventory liaoning 2014 inventory.xlsx
    """
    from lvxun.accounts.inventories.beside import beside
    from lvxun.accounts.inventories.document import to_dict
    from lvxun.accounts.inventories.potentials import potentials
    from lvxun.accounts.inventories.reading import read_inventory
    from lvxun.region.tables import read_bytes

    region = load_region(name, package)
    data = read_bytes(file, file.name)
    with progress() as bar:
        bar.add_task(f"Accounting {name}", total=None)
        shown = computed(region, year, gwp, factors)
        weights = potentials(shown.basis.factors)
        theirs = read_inventory(data, file.name, weights, layout)
        found = beside(theirs, shown.book, shown.values, weights)
    if as_json:
        print_json(to_dict(found, theirs))
    else:
        print_beside(found, theirs, is_english=lang is Lang.EN)


@app.command("cbam")
def cbam(
    file: Annotated[
        Path, typer.Argument(help="The exports, .csv: docs/accounts-footprints.md has the columns.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the table.")] = Lang.ZH,
) -> None:
    """Say what exports to the European Union cost under its border adjustment, by good and year.

    Phase-in, prices, benchmarks and default values are data: rules/accounts/cbam.toml says how each is known.

    [bold]Example:[/bold] lvxun accounts cbam cbam_exports.csv
    """
    from lvxun.accounts.footprints.cbam import exposure
    from lvxun.accounts.footprints.cbam_reading import read_exports
    from lvxun.accounts.footprints.cbam_rules import cbam_rules

    rules = cbam_rules()
    rows = exposure(read_exports(file, rules), rules)
    if as_json:
        plain = [
            {key: str(value) if isinstance(value, Decimal) else value for key, value in asdict(row).items()}
            for row in rows
        ]
        print_json({"currency": "EUR", "exports": plain})
    else:
        print_exposure(rows, is_english=lang is Lang.EN)


@app.command("lay")
def lay(
    name: Annotated[str, typer.Argument(help="A region's name, or the path of its folder.")],
    dry_run: Annotated[bool, typer.Option(help="Show what would be written, write nothing.")] = False,
) -> None:
    """Write what the accounts know better than the region's series into its series/accounts.csv.

    Better means that the region has no figure of that series and year, or an unverified one. Indicators then
    draw on these figures and name the account as their source. Run it again after figures have changed.

    [bold]Example:[/bold] lvxun accounts lay liaoning
    """
    from lvxun.accounts.assembling import years_of
    from lvxun.accounts.laying import FILE, SOURCE, laid

    region = load_region(name, package=True)
    years = years_of(region)
    shown = []
    with progress() as bar:
        task = bar.add_task(f"Accounting {name}", total=len(years))
        for year in years:
            shown.append(computed(region, year, "AR5", "guideline"))
            bar.advance(task)
    frame = laid(region, ((one.book, one.values) for one in shown if one.basis.balance is not None))
    if not dry_run:
        if SOURCE not in region.sources:
            raise SourceError(SOURCE)
        write_file(region.path / FILE, frame.to_csv(index=False, lineterminator="\n").encode())
    rows = frame.loc[:, ["indicator", "year", "value", "unit"]].astype(str)
    print_table(f"{region.path / FILE}", list(rows.columns), rows.itertuples(index=False))


def computed(region: Region, year: int, gwp: str, factors: str) -> Shown:
    """Return a year's accounts of a region."""
    from lvxun.accounts.assembling import basis_of, book_from
    from lvxun.accounts.book.evaluating import evaluate

    basis = basis_of(region, year, gwp=gwp, factor_set=factors)
    book = book_from(basis)
    return Shown(region, basis, book, evaluate(book))


def _computed_years(region: Region, run: range, gwp: str, factors: str) -> list[Shown]:
    books = []
    with progress() as bar:
        task = bar.add_task(f"Accounting {region.id}", total=len(run))
        for year in run:
            books.append(computed(region, year, gwp, factors))
            bar.advance(task)
    return books


def _run(written: str) -> range:
    first, colon, last = written.partition(":")
    if not colon or not first.strip().isdecimal() or not last.strip().isdecimal():
        raise YearsError(written)
    start, end = int(first), int(last)
    if not EARLIEST_YEAR <= start <= end <= LATEST_YEAR:
        raise YearsError(written)
    return range(start, end + 1)


def _latest(region: Region) -> int:
    from lvxun.accounts.assembling import latest_year

    return latest_year(region)


def _specified(spec: str, package: bool) -> Shown:
    # From the right: a folder's path may hold colons, a year never does
    parts = spec.split(":")
    at = next((n for n in range(len(parts) - 1, 0, -1) if parts[n].isdecimal()), 0)
    options = parts[at + 1 :]
    if at == 0 or len(options) > SPEC_PARTS - 2:
        raise SpecError(spec)
    name, year = ":".join(parts[:at]), int(parts[at])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise SpecError(spec)
    factors = options[0] if options and options[0] else "guideline"
    gwp = options[1] if len(options) > 1 else "AR5"
    return computed(load_region(name, package), year, gwp, factors)
