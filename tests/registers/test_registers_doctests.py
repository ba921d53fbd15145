"""What the docstrings of the registers show is true."""

import doctest
import importlib
import pkgutil

import pytest

import lvxun.registers

MODULES = [module.name for module in pkgutil.walk_packages(lvxun.registers.__path__, "lvxun.registers.")]


@pytest.mark.parametrize("name", ["lvxun.registers", *MODULES])
def test_the_examples_of_a_module_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
