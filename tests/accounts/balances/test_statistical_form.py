"""The yearbook's wide form, as CSV and as Excel, gives the same balance as the tidy layout."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from accounts.balances.balance_rows import small_balance
from accounts.balances.liaoning_energy import liaoning_balances
from lvxun.accounts.balances.errors import AggregateError, FaultyBalanceError, FormError, UnknownFlowError
from lvxun.accounts.balances.fuels import flow_id, flows, fuel_id, fuels
from lvxun.accounts.balances.reading import read_statistical_form

FORM = Path(__file__).parent / "cases" / "liaoning_2007_form.csv"


def wide(rows, extra=()):
    """Return a small balance as rows of the wide form."""
    names = list(dict.fromkeys(one["fuel"] for one in rows))
    values = {(one["flow"], one["fuel"]): one["value"] for one in rows}
    lines = [["项目", *[f"{fuels()[name].label_zh}({fuels()[name].unit})" for name in names]]]
    for flow in dict.fromkeys(one["flow"] for one in rows):
        lines.append([flows()[flow].label_zh, *[values.get((flow, name), "") for name in names]])
    return [*lines, *extra]


def as_csv(lines):
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)


def test_the_wide_form_is_read():
    balance = read_statistical_form(as_csv(wide(small_balance())), "form.csv", 2019, source="yearbook")
    assert len(balance.cells) == 26
    assert set(balance.cells["source"]) == {"yearbook"}


def test_the_wide_form_is_read_from_excel():
    book = Workbook()
    for line in [["辽宁能源平衡表"], *wide(small_balance())]:
        book.active.append([float(cell) if cell.lstrip("-").isdigit() else cell for cell in line])
    data = io.BytesIO()
    book.save(data)
    assert len(read_statistical_form(data.getvalue(), "form.xlsx", 2019).cells) == 26


def test_units_may_stand_in_the_row_below():
    lines = wide(small_balance())
    heads = [["项目", "原煤", "电力"], ["", "(万吨)", "(亿千瓦时)"]]
    assert len(read_statistical_form(as_csv([*heads, *lines[1:]]), "form.csv", 2019).cells) == 26


def test_a_line_that_the_form_does_not_know():
    lines = wide(small_balance(), [["居民生活用能合计二", "1", "1"]])
    with pytest.raises(FaultyBalanceError) as refused:
        read_statistical_form(as_csv(lines), "form.csv", 2019)
    assert [type(error) for error in refused.value.errors] == [UnknownFlowError]
    assert refused.value.errors[0].where.field == "项目"
    assert refused.value.errors[0].where.row == 17


def test_a_column_that_is_no_fuel():
    lines = wide(small_balance())
    lines[0][1] = "洗精媒(万吨)"
    with pytest.raises(FaultyBalanceError, match="洗精煤"):
        read_statistical_form(as_csv(lines), "form.csv", 2019)


def test_a_sheet_without_heading():
    with pytest.raises(FormError, match="项目"):
        read_statistical_form("a,b\n1,2\n", "form.csv", 2019)


@pytest.mark.parametrize("name", ["6.本省(区、市)调出量(-)", "本省（区、市）调出量（-）", "调出外省"])
def test_a_line_is_known_by_its_spellings(name):
    assert flow_id(name) == "outflow"


@pytest.mark.parametrize(
    ("name", "fuel"), [("原煤", "raw_coal"), ("Raw coal", "raw_coal"), ("其它能源", "other_energy")]
)
def test_a_fuel_is_known_by_its_spellings(name, fuel):
    assert fuel_id(name) == fuel


def test_no_two_fuels_or_flows_share_a_spelling():
    assert len({fuel.label_zh for fuel in fuels().values()}) == len(fuels())
    assert all(fuel_id(fuel.label_zh) == fuel.id == fuel_id(fuel.label_en) for fuel in fuels().values())
    assert all(flow_id(flow.label_zh) == flow.id == flow_id(flow.label_en) for flow in flows().values())


def test_the_yearbooks_table_is_the_tidy_file():
    """China Energy Statistical Yearbook 2008, table 6-6: both layouts give the same cells."""
    form = read_statistical_form(FORM, "form.csv", 2007, supply_is_whole=False)
    tidy = liaoning_balances()[2007]
    both = tidy.cells.merge(form.cells, on=["flow", "fuel"], how="outer", indicator=True)
    assert set(both["_merge"]) == {"both"}
    assert (both["value_x"] - both["value_y"]).abs().max() < 1e-9


def test_a_supply_that_its_parts_do_not_make_is_refused_unless_said():
    with pytest.raises(FaultyBalanceError) as refused:
        read_statistical_form(FORM, "form.csv", 2007)
    assert {type(error) for error in refused.value.errors} == {AggregateError}
    assert refused.value.errors[0].where.field == "煤合计(万吨)"
