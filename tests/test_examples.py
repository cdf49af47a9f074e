"""Every public name has an example in its docstring, and each example gives what it says."""

import doctest
import inspect

import matplotlib.pyplot as plt
import pytest

import dateline


def examples(name: str) -> list[doctest.DocTest]:
    text = inspect.getdoc(getattr(dateline, name)) or ""
    return [doctest.DocTestParser().get_doctest(text, {}, name, None, None)]


@pytest.mark.parametrize("name", dateline.__all__)
def test_each_public_name_has_an_example_that_calls_it(name):
    called = [example.source for found in examples(name) for example in found.examples]
    assert any(f"dl.{name}" in source for source in called), f"{name}: no example in its docstring"
    assert any(example.want for found in examples(name) for example in found.examples), f"{name}: nothing is shown"


@pytest.mark.parametrize("name", dateline.__all__)
def test_each_example_gives_what_it_says(name):
    for found in examples(name):
        said: list[str] = []
        failed, _ = doctest.DocTestRunner(verbose=False).run(found, out=said.append)
        plt.close("all")
        assert not failed, "".join(said)
