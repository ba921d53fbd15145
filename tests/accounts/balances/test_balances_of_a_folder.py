"""Balances lie in a province's folder in either layout; what is misnamed or has no source is named."""

from dataclasses import replace

import pytest

from accounts.balances.balance_rows import small_balance, tidy
from accounts.balances.test_statistical_form import as_csv, wide
from lvxun import region
from lvxun.accounts.balances.errors import FaultyBalanceError, MisnamedBalanceError, TwoBalancesError
from lvxun.accounts.balances.reading import balances


@pytest.fixture
def province(tmp_path):
    """Return a region whose folder is empty but for ``accounts``, with one source."""
    (tmp_path / "accounts").mkdir()
    made = region.load("synthetic")
    source = replace(next(iter(made.sources.values())), id="yearbook")
    form = replace(source, id="energy_balance_2020")
    return replace(made, path=tmp_path, sources={"yearbook": source, "energy_balance_2020": form})


def put(province, name, content):
    (province.path / "accounts" / name).write_bytes(content)


def test_the_wide_form_as_it_is(province):
    put(province, "energy_balance_2020.csv", as_csv(wide(small_balance())).encode("gb18030"))
    put(province, "energy_balance_2019.csv", tidy(small_balance()).encode())
    found = balances(province)
    assert sorted(found) == [2019, 2020]
    assert set(found[2020].cells["source"]) == {"energy_balance_2020"}
    assert set(found[2019].cells["value"]) == set(found[2020].cells["value"])


def test_a_form_whose_source_nobody_stated(province):
    put(province, "energy_balance_2018.csv", as_csv(wide(small_balance())).encode())
    with pytest.raises(FaultyBalanceError, match=r"sources\.toml"):
        balances(province)


@pytest.mark.parametrize(
    "name", ["energy_balance_20.csv", "energy_balance_2020(1).xlsx", "energy_balance_2020.XLS"]
)
def test_a_misnamed_balance_is_not_passed_over(province, name):
    put(province, name, b"x")
    with pytest.raises(MisnamedBalanceError, match="energy_balance_<year>"):
        balances(province)


def test_two_files_for_one_year(province):
    put(province, "energy_balance_2019.csv", tidy(small_balance()).encode())
    put(province, "energy_balance_2019.xlsx", b"x")
    with pytest.raises(TwoBalancesError):
        balances(province)
