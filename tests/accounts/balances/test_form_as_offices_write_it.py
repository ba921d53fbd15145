"""The wide form as provinces really lay it out: merged heads, both languages, numbering, separators.

Layouts after the yearbooks of Shandong (2006, table 6-9) and Jilin (2016, table 7-13).
"""

import io

import pytest
from openpyxl import Workbook

from accounts.balances.balance_rows import small_balance, tidy
from accounts.balances.test_statistical_form import as_csv, wide
from lvxun.accounts.balances.errors import DoubleBalanceCellError, FaultyBalanceError, ScaleError
from lvxun.accounts.balances.fuels import flow_id
from lvxun.accounts.balances.reading import read_balance, read_statistical_form
from lvxun.accounts.balances.written import number_of

EXPECTED = read_balance(tidy(small_balance()), "tidy.csv", 2019).cells.set_index(["flow", "fuel"])["value"]
WIDE = str.maketrans("0123456789-.", "０１２３４５６７８９－．")


def same(data, name="form.csv"):
    cells = read_statistical_form(data, name, 2019).cells.set_index(["flow", "fuel"])["value"]
    return dict(cells) == dict(EXPECTED)


def lines():
    return [list(map(str, line)) for line in wide(small_balance())]


@pytest.mark.parametrize(
    "head",
    [
        [["项　目", "原煤（万吨）", "电力\n(亿千瓦时)"]],
        [["Item", "Raw Coal (万吨)", "Electricity (亿千瓦时)"]],
        [["项目 Item", "原煤 Raw Coal(万吨)", "电力\nElectricity(亿千瓦时)"]],
        [["项目", "煤炭", "其他"], ["", "原煤", "电力"], ["", "万吨", "(亿千瓦时)"]],
        [["能源平衡表（实物量）"], ["指标", "原煤", "电力"], ["", "(万吨)", "(亿千瓦时)"]],
    ],
)
def test_a_heading(head):
    assert same(as_csv([*head, *lines()[1:]]))


def test_full_width_digits_and_gb18030():
    rows = [[row[0], *[cell.translate(WIDE) for cell in row[1:]]] for row in lines()[1:]]
    assert same(as_csv([lines()[0], *rows]).encode("gb18030"))


def test_a_workbook_with_a_cover():
    book = Workbook()
    book.active.append(["能源平衡表"])
    sheet = book.create_sheet("表一")
    for line in lines():
        sheet.append(line)
    data = io.BytesIO()
    book.save(data)
    assert same(data.getvalue(), "form.xlsx")


def split_stock(rows):
    """Replace the stock change by the stocks at both ends of the year."""
    at = next(place for place, row in enumerate(rows) if flow_id(row[0]) == "stock_change")
    change = rows[at]
    begin = ["1.年初库存量", *["100" if cell else "" for cell in change[1:]]]
    end = ["10.年末库存量(-)", *[str(float(cell) - 100) if cell else "" for cell in change[1:]]]
    return [
        *rows[:at],
        begin,
        end,
        *rows[at + 1 :],
        ["注：本表口径。", "", ""],
        ["其中:运输和输配损失", "", "3"],
    ]


def test_two_stocks_a_footnote_and_a_line_that_is_only_a_part():
    assert same(as_csv(split_stock(lines())))


def test_a_stock_that_stands_twice_is_refused():
    rows = split_stock(lines())
    rows.append(next(row for row in rows if row[0].startswith("1.年初")))
    with pytest.raises(FaultyBalanceError) as refused:
        read_statistical_form(as_csv(rows), "form.csv", 2019)
    assert DoubleBalanceCellError in {type(error) for error in refused.value.errors}


@pytest.mark.parametrize("is_late", [False, True])
def test_recovered_energy_may_stand_in_supply_or_in_transformation(is_late):
    """One flow of ours; the totals of either layout are held against their parts."""
    text = as_csv(
        [
            ["项目", "其他煤气(亿立方米)", "电力(亿千瓦时)", "原煤(万吨)"],
            ["一、可供本地区消费的能源量", "" if is_late else "300", "50", "900"],
            ["1.一次能源生产量", "", "20", "900"],
            ["3.外省（区、市）调入量", "", "30", ""],
            ["4.本省（区、市）调出量(-)", "", "0", ""],
            ["6.库存增(-)、减(+)量", "", "", "0"],
            ["二、加工转换投入(-)产出(+)量", "200" if is_late else "-100", "250", "-800"],
            ["(一)火力发电", "-100", "250", "-700"],
            ["(二)供热", "", "", "-100"],
            ["(九)回收能", "300", "", ""],
            ["1.农、林、牧、渔业", "", "10", "10"],
            ["2.工业", "200", "200", "50"],
            ["3.建筑业", "", "10", "10"],
            ["4.交通运输、仓储和邮政业", "", "10", ""],
            ["5.批发、零售业和住宿、餐饮业", "", "10", "10"],
            ["6.其他", "", "10", "10"],
            ["城镇", "", "40", ""],
            ["乡村", "", "10", "10"],
        ]
    )
    cells = read_statistical_form(text, "form.csv", 2019).cells
    assert cells.loc[cells["flow"] == "recovery", "value"].item() == 300.0


@pytest.mark.parametrize("name", ["(一)火力发电", "1.火力发电", "# 火力发电", "其中：火力发电"])
def test_numbering_is_no_part_of_a_name(name):
    assert flow_id(name) == "thermal_power"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234.5", 1234.5), ("１，２３４", 1234.0), ("−5", -5.0), ("(1,410)", -1410.0), ("1 234", 1234.0)],
)
def test_numbers_of_offices(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["1,23", "12,34,567", "1e999", "nan", "inf", "1_0", "=1+1", "", "5%"])
def test_what_is_no_number(text):
    assert number_of(text) is None


def test_a_value_a_thousand_times_too_large_is_named_beside_a_statistical_difference():
    rows = small_balance()
    at = next(n for n, one in enumerate(rows) if (one["flow"], one["fuel"]) == ("production", "raw_coal"))
    right = float(rows[at]["value"])
    rows[at]["value"] = str(right * 1.02 * 1000)
    with pytest.raises(FaultyBalanceError) as refused:
        read_balance(tidy(rows), "tidy.csv", 2019)
    (fault,) = refused.value.errors
    assert isinstance(fault, ScaleError)
    assert fault.where.row == at + 2


@pytest.mark.parametrize("value", ["1e308", "1e10"])
def test_more_than_any_province_has(value):
    rows = small_balance()
    rows[0]["value"] = value
    with pytest.raises(FaultyBalanceError, match="more than any province has"):
        read_balance(tidy(rows), "tidy.csv", 2019)
