"""The examples in docstrings give what stands below them."""

import doctest

import pytest

from dateline.syntax import table, trees


@pytest.mark.parametrize("module", [table, trees])
def test_the_examples_give_what_stands_below_them(module) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 2
    assert found.failed == 0
