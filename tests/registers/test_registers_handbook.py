"""The catalogue in the documentation is what the register files say, whole and on no day in particular."""

from pathlib import Path

from lvxun.registers.handbook import page
from lvxun.registers.reading import load

PAGE = Path(__file__).parents[2] / "docs/registers.md"
AGAIN = "Write it anew: python -m lvxun.registers.handbook > docs/registers.md"


def test_the_page_in_the_documentation_is_what_the_files_say():
    written, now = PAGE.read_text(encoding="utf-8").splitlines(), page().splitlines()
    differing = [line for line, (one, other) in enumerate(zip(written, now, strict=False), 1) if one != other]
    assert not differing, f"line {differing[0]}. {AGAIN}"
    assert len(written) == len(now), AGAIN


def test_every_register_has_one_heading_and_its_quotes():
    text = page()
    for register in load().values():
        assert text.count(f"\n## {register.id}\n") == 1
        for words in register.quotes.values():
            assert " ".join(words.split()) in text


def test_what_is_not_confirmed_is_said_with_its_value():
    text = page()
    for register in load().values():
        for parameter in register.parameters:
            assert f"`{parameter.id}` {parameter.label.zh}" in text


def test_every_row_of_a_table_has_as_many_cells_as_its_heading():
    expected = 0
    for line in page().splitlines():
        bars = line.replace("\\|", "").count("|") if line.startswith("|") else 0
        if bars:
            expected = expected or bars
            assert bars == expected, line
        else:
            expected = 0
