"""What the front page says is so: its example gives what stands below it, and its links lead somewhere."""

import ast
import re

import pandas as pd

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def words(value: object) -> list[str]:
    return (value.to_string() if isinstance(value, pd.DataFrame) else repr(value)).split()


def test_the_example_gives_what_stands_below_it():
    source = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    lines, names, checked = source.splitlines(), {}, 0
    for statement in ast.parse(source).body:
        code = ast.get_source_segment(source, statement)
        if not isinstance(statement, ast.Expr):
            exec(code, names)
            continue
        below = []
        for line in lines[statement.end_lineno :]:
            if not line.startswith("#"):
                break
            below += line.lstrip("# ").split()
        assert words(eval(code, names)) == below
        checked += 1
    assert checked == 3


def test_links_lead_somewhere():
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), target
