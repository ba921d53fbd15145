"""Inventories that others made: read in both layouts, refused with row and field, set beside ours."""

from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from accounts.small_books import small
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Account, Notation
from lvxun.accounts.inventories.beside import beside
from lvxun.accounts.inventories.errors import InventoryError, InventoryFaultsError
from lvxun.accounts.inventories.reading import read_inventory
from lvxun.errors import LvxunError

POTENTIALS = {
    "SAR": {"CO2": 1.0, "CH4": 21.0, "N2O": 310.0},
    "AR5": {"CO2": 1.0, "CH4": 28.0, "N2O": 265.0},
}
CEADS = """Emission Inventory of Liaoning (Mt CO2),,,,
Sectors,Raw_Coal,Coke,Process,Total
"Farming, Forestry, Animal Husbandry, Fishery and Water Conservancy",1.5,0,,1.5
Smelting and Pressing of Ferrous Metals,20,80,,100
Nonmetal Mineral Products,10,1,13,24
Transportation Equipment,0.5,,,0.5
Urban,2,,,2
Total Consumption,34,81,13,128
"""
GUIDELINE = """省级温室气体清单汇总表,,,,
类别,二氧化碳（万吨）,甲烷（万吨）,氧化亚氮（万吨）,合计（万吨二氧化碳当量）
能源活动,,,,
1. 能源工业,20000,,,20000
2. 制造业和建筑业,15000,,,15000
煤炭开采逃逸,NO,30,,840
水泥生产过程,1800,,,1800
动物肠道发酵,,20,,560
水稻种植,,IE,,
农用地,,,3,795
森林碳汇,-1900,,,-1900
"""


def read(text, layout=None):
    return read_inventory(text.encode(), "theirs.csv", POTENTIALS, layout)


def cells(inventory):
    return {(c.row_id, c.item): c.value for c in inventory.cells if c.item}


class TestCeads:
    def test_sectors_by_fuels_become_ten_thousand_tonnes(self):
        found = read(CEADS)
        assert found.layout.id == "ceads"
        steel = [c for c in found.cells if c.label.startswith("Smelting") and c.item == "coke"]
        assert [(c.row_id, c.gas, c.value) for c in steel] == [("industry", "CO2", 8000.0)]

    def test_the_column_of_processes_is_a_row_of_its_own(self):
        processes = [c for c in read(CEADS).cells if c.row_id == "processes"]
        assert [c.value for c in processes] == [1300.0]

    def test_totals_that_agree_leave_no_remark(self):
        assert read(CEADS).remarks == ()

    def test_totals_that_disagree_are_told(self):
        (remark,) = read(CEADS.replace("34,81,13,128", "35,81,13,129")).remarks
        assert "raw_coal" in remark and "row 8" in remark


class TestGuideline:
    def test_categories_by_gases(self):
        found = cells(read(GUIDELINE))
        assert found["energy_industries", "CO2"] == 20000.0
        assert found["coal_mines", "CH4"] == 30.0
        assert found["forest", "CO2"] == -1900.0

    def test_notation_keys_stay_keys(self):
        keys = {(c.row_id, c.item): c.notation for c in read(GUIDELINE).cells if c.notation}
        assert keys == {
            ("coal_mines", "CO2"): Notation.NOT_OCCURRING,
            ("rice", "CH4"): Notation.INCLUDED_ELSEWHERE,
        }

    def test_the_potentials_it_was_weighed_with_are_found_out(self):
        assert read(GUIDELINE).gwp == "AR5"
        assert (
            read(GUIDELINE.replace(",840", ",630").replace(",560", ",420").replace(",795", ",930")).gwp
            == "SAR"
        )
        assert read(GUIDELINE.replace(",840", ",999")).gwp == ""

    def test_a_unit_in_the_heading_counts(self):
        assert cells(read(GUIDELINE.replace("甲烷（万吨）", "甲烷（吨）")))["coal_mines", "CH4"] == 30e-4

    def test_excel_as_well(self):
        book = Workbook()
        for line in GUIDELINE.strip().splitlines():
            book.active.append([_typed(cell) for cell in line.split(",")])
        content = BytesIO()
        book.save(content)
        assert cells(read_inventory(content.getvalue(), "x.xlsx", POTENTIALS)) == cells(read(GUIDELINE))


def _typed(cell):
    try:
        return float(cell)
    except ValueError:
        return cell or None


class TestRefusals:
    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("能源工业,20000", "能源工业,-20000", ("row 4", "negative")),
            ("能源工业,20000", "能源工业,many", ("row 4", "'many'", "notation key")),
            ("能源工业", "能源企业", ("row 4", "not known")),
            ("2. 制造业和建筑业", "能源工业", ("row 5", "row 4 already")),
            ("甲烷（万吨）", "沼气（万吨）", ("沼气", "not known")),
            ("甲烷（万吨）", "甲烷（万千瓦）", ("万千瓦",)),
            ("氧化亚氮（万吨）", "甲烷（万吨）", ("two columns",)),
            ("能源工业,20000", "能源工业,nan", ("row 4", "'nan'")),
        ],
    )
    def test_a_fault_is_told_with_row_field_and_remedy(self, old, new, told):
        with pytest.raises((InventoryFaultsError, InventoryError)) as caught:
            read(GUIDELINE.replace(old, new, 1))
        for words in (*told, "theirs.csv"):
            assert words in caught.value.message

    def test_all_faults_come_at_once(self):
        broken = GUIDELINE.replace("能源工业,20000", "能源工业,-1").replace("农用地,,,3", "农用地,,,x")
        with pytest.raises(InventoryFaultsError) as caught:
            read(broken)
        assert len(caught.value.errors) == 2

    @pytest.mark.parametrize("text", ["a,b\n1,2\n", "\n\n", "类别,二氧化碳\n", CEADS[:40]])
    def test_what_is_no_inventory_is_told(self, text):
        with pytest.raises(LvxunError):
            read(text)

    def test_an_unknown_layout(self):
        with pytest.raises(InventoryError, match="ceads, guideline"):
            read(CEADS, "crf")

    @given(st.text(max_size=300))
    def test_no_text_breaks_the_reader(self, text):
        with suppress(LvxunError):
            read(text)


class TestBeside:
    def book(self):
        made = small()
        carbon = Account("carbon", lines=made.lines, totals=made.totals)
        return replace(made, accounts={"carbon": carbon})

    def compared(self):
        book = self.book()
        return beside(read(GUIDELINE), book, evaluate(book), POTENTIALS)

    def test_the_differences_of_the_rows_are_that_of_the_totals(self):
        found = self.compared()
        for gas, ours in found.ours.items():
            rows = sum(row.difference for row in found.rows if row.gas == gas and not row.is_indirect)
            assert rows == pytest.approx(ours - found.theirs[gas])

    def test_ours_stands_in_its_row_and_only_once(self):
        rows = {(row.id, row.gas): row for row in self.compared().rows}
        assert rows["industry_and_construction", "CO2"].ours == pytest.approx(200.0)
        assert rows["coal_mines", "CH4"].ours == pytest.approx(1.0)
        behind = [line for row in self.compared().rows for line in row.lines]
        assert len(behind) == len(set(behind))

    def test_what_we_did_not_estimate_is_told_with_our_reason(self):
        rows = {(row.id, row.gas): row for row in self.compared().rows}
        cement = rows["cement", "CO2"]
        assert (cement.ours, cement.our_notation, cement.remark_en) == (None, "NE", "no clinker")

    def test_the_sum_in_co2e_uses_the_potentials_of_the_book(self):
        found = self.compared()
        ours, theirs, difference = found.in_co2e
        assert ours == pytest.approx(350.0 + 28.0)
        assert difference == pytest.approx(ours - theirs)
