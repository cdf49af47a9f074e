"""`make docs`: every public name is in the reference, with a docstring that says something."""

import inspect
import re
import subprocess
import sys

import pytest

import dateline
from conftest import ROOT


def test_every_public_function_says_what_it_takes_and_gives():
    functions = {
        name: getattr(dateline, name) for name in dateline.__all__ if inspect.isfunction(getattr(dateline, name))
    }
    assert len(functions) > 50
    bare = [name for name, function in functions.items() if not (inspect.getdoc(function) or "").strip()]
    assert bare == []


def test_the_reference_has_every_public_name(tmp_path):
    pytest.importorskip("pdoc", reason="no pdoc: pip install -e .[dev]")
    subprocess.run([sys.executable, ROOT / "docs" / "make_reference.py", tmp_path], check=True, cwd=ROOT)
    page = (tmp_path / "dateline.html").read_text(encoding="utf-8")
    assert set(dateline.__all__) <= set(re.findall(r'<section id="(\w+)"', page))
