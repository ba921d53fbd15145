"""Sheets as they should not be: bombs, macros, what Excel did to codes, headings that moved. Each is told."""

import struct
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_books import (
    HEADINGS,
    cell,
    exported,
    exported_csv,
    faults,
    looked_through,
    plain_book,
    plain_row,
    saved,
    template,
    verdicts,
)
from openpyxl import Workbook, load_workbook

import people
from cleaner_audits import audit, holder, make, register
from lvxun.web.registers import services as records
from lvxun.web.registers.definitions import codes
from lvxun.web.sheets.cells import Origin, escaped, guarded, taken, unescaped, unguarded
from lvxun.web.sheets.columns import Column, main_columns
from lvxun.web.sheets.errors import SheetError
from lvxun.web.sheets.inspecting import inspect
from lvxun.web.sheets.models import Status
from lvxun.web.sheets.writing import made_cell

SHEET = "xl/worksheets/sheet1.xml"
FORMULAS = ["=1+1", "+86 24 1234", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "'=1", "''=1", "_x0041_"]


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def city(db):
    return people.make(people.PREFECTURE)


def failed(user, data, name="firms.xlsx"):
    held = looked_through(user, data, name)
    assert held.status == Status.FAILED, verdicts(held)
    assert all(remedy for _place, _what, remedy in held.fault)
    return " ".join(what for _place, what, _remedy in held.fault)


def rezipped(data, **parts):
    """Return a workbook with parts added or replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in parts:
                new.writestr(part, old.read(part.filename))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


class TestTexts:
    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_text_like_a_formula_is_not_computed_and_comes_back(self, city, text):
        make(1, address=text)
        main = load_workbook(BytesIO(exported())).worksheets[0]
        found = cell(main, "生产经营场所地址")
        assert found.data_type == "s"
        assert verdicts(looked_through(city, exported())) == ["same"]
        lines = exported_csv()
        assert f",{text}" not in lines or not text.startswith(("=", "+", "-", "@"))
        assert verdicts(looked_through(city, lines.encode(), "x.csv")) == ["same"]

    @given(st.text(max_size=20))
    def test_whatever_is_guarded_comes_back(self, text):
        assert unguarded(guarded(text)) == text
        assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))

    @given(st.text(max_size=20))
    def test_whatever_is_escaped_comes_back(self, text):
        assert unescaped(escaped(text)) == text

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1), max_size=5))
    def test_texts_in_cells_come_back_through_excel(self, texts):
        book = Workbook(write_only=True)
        sheet = book.create_sheet("a")
        for text in texts:
            sheet.append([made_cell(sheet, text)])
        read = load_workbook(BytesIO(saved(book))).worksheets[0] if texts else None
        column = Column("name", register().field("firm_name").label, field=register().field("firm_name"))
        origin = Origin(codes(), datetime(1899, 12, 30))
        for number, text in enumerate(texts, 1):
            assert taken(column, read.cell(number, 1).value, origin) == text

    def test_numbers_stay_numbers(self, city):
        make(1)
        main = load_workbook(BytesIO(exported())).worksheets[0]
        assert cell(main, "名单年度").value == 2026
        assert cell(main, "统一社会信用代码").data_type == "s"


class TestWhatExcelDoes:
    def one(self, user, headings=HEADINGS, **changes):
        values = {**audit(1), "cases": "energy", **changes}
        return looked_through(user, plain_book([[values[key] for key in headings]], headings))

    def test_a_code_that_became_a_number_is_told(self, city):
        told = faults(self.one(city, holder=9.1210100000000001e17))
        assert [(row, field) for row, field, *_rest in told] == [(2, "holder")]
        assert "lost its last digits" in told[0][2]
        assert "Text" in told[0][3]

    def test_a_code_that_became_a_number_in_csv_is_told(self, city):
        lines = ",".join(HEADINGS) + "\n" + "某厂,9.1E+17,210102,2614,2026,energy\n"
        assert "lost its last digits" in faults(looked_through(city, lines.encode(), "x.csv"))[0][2]

    def test_a_code_without_its_nought_is_given_it_back_or_asked_for(self, city):
        assert self.one(city, industry=2614).rows.get().values["industry"] == "2614"
        known = codes().industries
        sure = next(code for code in known if code.startswith("0") and code.lstrip("0") not in known)
        assert self.one(city, industry=int(sure)).rows.get().values["industry"] == sure
        unsure = next((c for c in known if c.startswith("0") and c[1:] in known), None)
        if unsure is not None:
            assert "may be meant" in faults(self.one(city, industry=int(unsure)))[0][2]

    def test_full_width_digits_are_numbers(self, city):
        assert (
            self.one(city, list_year="２０２６", area="２１０１０２").rows.get().values["list_year"] == 2026
        )

    @pytest.mark.parametrize("written", [date(2026, 1, 12), datetime(2026, 1, 12, 8, 30), 46034, "2026/1/12"])
    def test_days_are_read_however_excel_holds_them(self, city, written):
        held = self.one(city, (*HEADINGS, "listed_on"), listed_on=written)
        assert held.rows.get().values["listed_on"] == "2026-01-12"

    def test_a_serial_number_in_csv_is_told_as_the_day_it_may_be(self, city):
        lines = (
            ",".join((*HEADINGS, "listed_on")) + "\n" + f"某厂,{holder(1)},210102,2614,2026,energy,46034\n"
        )
        told = faults(looked_through(city, lines.encode(), "x.csv"))
        assert "2026-01-12" in told[0][3]

    def test_a_formula_without_result_is_told_and_not_taken_for_empty(self, city):
        told = faults(self.one(city, (*HEADINGS, "address"), address="=A2"))
        assert [field for _row, field, *_rest in told] == ["address"]
        assert "formula" in told[0][2]

    def test_an_error_of_excel_is_told(self, city):
        assert "#N/A" in faults(self.one(city, (*HEADINGS, "address"), address="#N/A"))[0][2]

    def test_a_percentage_is_what_people_see(self, city):
        from lvxun.registers.model import Field, FieldType, Label
        from lvxun.web.sheets.cells import Percent

        field = Field("rate", FieldType.NUMBER, Label("率", "rate"), unit="%")
        assert taken(Column("rate", field.label, field=field), Percent(0.85), Origin(codes())) == 85


class TestHeadings:
    def test_a_title_above_the_headings_and_merged_cells_are_no_hindrance(self, city):
        book = Workbook()
        sheet = book.active
        sheet.append(["2026年强制性清洁生产审核名单"])
        sheet.merge_cells("A1:F1")
        sheet.append([])
        sheet.append(list(HEADINGS))
        sheet.append(plain_row(1))
        held = looked_through(city, saved(book))
        assert [(one.row, one.verdict) for one in held.rows.all()] == [(4, "new")]

    def test_merged_values_are_told(self, city):
        book = load_workbook(BytesIO(plain_book([plain_row(1), plain_row(2)])))
        book.active.merge_cells("C2:C3")
        held = looked_through(city, saved(book))
        assert any("Merged cells: C2:C3" in what for what, _remedy in held.findings)
        assert [(row, field) for row, field, *_rest in faults(held)] == [(3, "area")]

    def test_one_column_twice_is_told_with_both_letters(self, city):
        data = plain_book([[*plain_row(1), "210103"]], (*HEADINGS, "所在地区"))
        assert "Columns C and G are the same" in failed(city, data)

    def test_another_unit_is_never_taken_for_the_registers_own(self, city):
        book = load_workbook(BytesIO(template()))
        table = book["清洁生产方案"]
        cell(table, "投资", 1).value = "投资（万元）"
        assert "万元" in failed(city, saved(book))

    def test_a_missing_column_is_told_in_every_row(self, city):
        headings = [one for one in HEADINGS if one != "industry"]
        data = plain_book([[audit(1)[key] if key != "cases" else "energy" for key in headings]], headings)
        assert [field for _row, field, *_rest in faults(looked_through(city, data))] == ["industry"]

    def test_values_below_no_heading_are_told(self, city):
        held = looked_through(city, plain_book([[*plain_row(1), None, "remark"]]))
        assert any("Column H has values" in what for what, _remedy in held.findings)

    def test_other_sheets_are_named_as_not_read(self, city):
        book = load_workbook(BytesIO(plain_book([plain_row(1)])))
        book.create_sheet("草稿").append(["whatever"])
        assert any("草稿" in what for what, _remedy in looked_through(city, saved(book)).findings)

    def test_the_sheet_of_another_register_is_told(self, city):
        from lvxun.web.registers.definitions import definition

        assert "scattered_firms" in failed(city, template(one=definition("scattered_firms")))

    def test_a_sheet_without_headings_is_told(self, city):
        assert "No row among the first twenty" in failed(city, plain_book([["a", 1]], ("x", "y")))

    def test_a_row_of_a_table_that_belongs_nowhere_is_told(self, city):
        book = load_workbook(BytesIO(template()))
        for place, value in enumerate(plain_row(1)):
            cell(book.worksheets[0], register().field(HEADINGS[place]).label.zh).value = value
        for place, value in enumerate(("99", "无/低费", "加装变频器", 1), 1):
            book["清洁生产方案"].cell(2, place).value = value
        held = looked_through(city, saved(book))
        assert held.counts["stray"] == 1
        assert any("99" in what for what, _remedy in held.findings)


class TestFiles:
    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self, city):
        data = rezipped(plain_book([plain_row(1)]), **{SHEET: b"<a>" + b" " * 60_000_000})
        assert "far too large" in failed(city, data)

    def test_a_size_that_is_lied_about_is_found_out(self, tmp_path):
        data = bytearray(rezipped(plain_book([plain_row(1)]), **{SHEET: b"<a>" + b" " * 9_000_000}))
        place = data.rfind(b"PK\x01\x02")  # the last entry of the directory is the part that was added
        data[place + 24 : place + 28] = struct.pack("<I", 1000)
        path = tmp_path / "lie.xlsx"
        path.write_bytes(bytes(data))
        with pytest.raises(SheetError):
            inspect(path, "lie.xlsx")

    def test_entities_are_refused(self, city):
        entities = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        laughs = b'<?xml version="1.0"?>' + entities + b"<l>&b;</l>"
        assert "entities" in failed(city, rezipped(plain_book([plain_row(1)]), **{SHEET: laughs}))

    def test_macros_are_refused(self, city):
        data = rezipped(plain_book([plain_row(1)]), **{"xl/vbaProject.bin": b"x"})
        assert "macros" in failed(city, data)

    def test_links_to_other_files_are_told_and_not_followed(self, city):
        data = rezipped(
            plain_book([plain_row(1)]), **{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
        )
        held = looked_through(city, data)
        assert any("links to other files" in what for what, _remedy in held.findings)

    @pytest.mark.parametrize(
        ("data", "word"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
            (b"PK\x03\x04" + b"\0" * 50, "no Excel workbook"),
            (b"\x7fELF\x00\x01", "neither Excel nor CSV"),
            (b'firm_name,holder\n"never closed,1\n' + b"x" * 1_100_000, "no CSV"),
            (b"\xff" * 40, "neither UTF-8 nor GB18030"),
        ],
    )
    def test_what_is_no_sheet_is_told(self, city, data, word):
        assert word in failed(city, data, "x.xlsx")

    def test_a_damaged_sheet_is_told(self, city):
        data = rezipped(plain_book([plain_row(1)]), **{SHEET: b"<worksheet><sheetData><row"})
        failed(city, data)

    def test_a_million_empty_rows_and_columns_are_passed_over(self, city):
        book = load_workbook(BytesIO(plain_book([plain_row(1)])))
        book.active["XFD1"].value = None
        book.active.cell(1_048_576, 1).number_format = "0.00"
        book.active.cell(3, 16_384).number_format = "0.00"
        assert verdicts(looked_through(city, saved(book))) == ["new"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_csv_is_read_as_it_is_written_in_china(self, city, encoding, sign):
        labels = [register().field(key).label.zh for key in HEADINGS]
        lines = [sign.join(labels), sign.join(str(one) for one in plain_row(1))]
        assert verdicts(looked_through(city, "\r\n".join(lines).encode(encoding), "x.csv")) == ["new"]

    @pytest.mark.parametrize("place", [0, 6])
    def test_a_sign_that_no_text_has_is_told(self, city, place):
        row = [*plain_row(1), ""]
        row[place] = "a\x00b"
        lines = ",".join((*HEADINGS, "编号")) + "\n" + ",".join(map(str, row)) + "\n"
        told = faults(looked_through(city, lines.encode(), "x.csv"))
        assert [(line, field) for line, field, *_rest in told] == [(2, ("firm_name", "@code")[bool(place)])]
        row[place] = "_xD800_"
        book = plain_book([row], (*HEADINGS, "编号"))
        assert "no text can have" in faults(looked_through(city, book))[0][2]

    def test_a_script_in_a_name_is_kept_as_text(self, city):
        text = "<script>alert(1)</script>"
        held = looked_through(city, plain_book([plain_row(1, firm_name=text)]))
        assert held.rows.get().values["firm_name"] == text


class TestMadeSheets:
    def test_every_register_has_a_template_that_opens(self, db):
        from lvxun.web.registers.definitions import definitions

        for one in definitions().values():
            book = load_workbook(BytesIO(template(one=one)))
            headings = [found.value for found in book.worksheets[0][1]]
            assert len(headings) == len(set(headings)), one.id
            wanted = [c.heading for c in main_columns(one) if c.is_read and c.key != "@version"]
            assert headings == wanted

    def test_the_template_offers_the_choices(self):
        book = load_workbook(BytesIO(template()))
        rules = book.worksheets[0].data_validations.dataValidation
        assert any(rule.type == "list" for rule in rules)
        assert any("help" in title.lower() for title in book.sheetnames)

    def test_tables_go_out_and_come_back(self, city):
        record = make(1)
        rows = [{"kind": "low_cost", "name": "=1+1", "investment": "120000", "saved_tce": 35}]
        records.change(None, record, {"options": rows}, version=1)
        assert verdicts(looked_through(city, exported())) == ["same"]
        book = load_workbook(BytesIO(exported()))
        cell(book["清洁生产方案"], "投资").value = 99
        held = looked_through(city, saved(book))
        assert held.rows.get().values["options"][0]["investment"] == "99.00"
