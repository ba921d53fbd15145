from pathlib import Path

from lvxun.accounts import catalogue
from lvxun.accounts.handbook import page

PAGE = Path(__file__).parents[2] / "docs/indicators.md"


def test_the_page_in_the_documentation_is_what_the_functions_say():
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_indicator_has_one_heading():
    headings = [line for line in page().splitlines() if line.startswith("### ")]
    assert headings == list(dict.fromkeys(headings))
    assert len(headings) == len(catalogue())
