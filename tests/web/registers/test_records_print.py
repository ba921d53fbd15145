"""A record on paper, and pages as a printer gets them."""

import re
from pathlib import Path

import pytest

import lvxun.web.registers
import people
from cleaner_audits import accepted
from register_pages import browse, page_of, read, words

pytestmark = pytest.mark.django_db
STYLES = Path(lvxun.web.registers.__file__).parent / "static/registers/registers.css"


@pytest.fixture
def sheet():
    return browse(people.PROVINCE).get(page_of(accepted(1), "record-print"))


def test_the_sheet_has_values_way_files_basis_and_signatures(sheet):
    headings = [one.text_content() for one in read(sheet).xpath("//article//h2")]
    assert headings == ["What is written down", "The way so far", "Legal basis"]
    assert read(sheet).xpath("//div[@class='signatures']")
    assert "accepted" in words(sheet, "//article")


def test_each_state_stands_with_when_it_was_entered(sheet):
    rows = read(sheet).xpath("//table[caption[contains(., 'The way so far')]]//tbody/tr")
    assert len(rows) == 7


def test_nothing_on_the_sheet_asks_for_a_click(sheet):
    assert not read(sheet).xpath(
        "//article//form | //article//button | //article//a[contains(@class, 'button')]"
    )


def test_paper_leaves_controls_out():
    printed = STYLES.read_text(encoding="utf-8").split("@media print", 1)[1]
    assert re.search(r"\.facets, \.bulk, \.pages, \.actions.*display: none", printed)


def test_tables_and_scores_are_whole_on_paper(sheet):
    told = words(sheet, "//article//table[contains(@class, 'value-table')]")
    assert "加装变频器" in told and "120,000.00 CNY" in told
