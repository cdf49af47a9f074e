"""What the front page says is so: its example gives what stands below it, and its links lead somewhere."""

import ast
import re
from importlib.metadata import version

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
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "seeds" / "README.md", *(ROOT / "docs").glob("*.md")]
    assert len(pages) > 6
    for page in pages:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_front_page_cites_the_version_that_is_there():
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert version("dateline") == cited
    assert f"version {cited}." in README


def test_the_gallery_shows_every_figure_that_reports_of_the_seed_draw():
    gallery = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"gallery/(\w+)\.png", gallery))
    assert shown == {path.stem for path in (ROOT / "docs" / "gallery").glob("*.png")}
    assert gallery.count("\n## ") == len(shown) + 1  # each under its question, and one for what is too short
    assert sum(path.stat().st_size for path in (ROOT / "docs" / "gallery").glob("*.png")) < 300_000
