"""docs/tutorial.md does what it says: its cells make a notebook, its commands run it."""

import csv
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from conftest import ROOT

TEXT = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)( parameters)?\n(.*?)\n```$", TEXT, re.MULTILINE | re.DOTALL)
BIN = Path(sys.executable).parent
pytestmark = pytest.mark.xdist_group("tutorial")  # one worker makes its folder, once


def notebook() -> nbformat.NotebookNode:
    """The notebook that a reader of the tutorial makes."""
    cells, metadata = [], {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    for kind, tag, source in BLOCKS:
        if kind == "markdown":
            cells.append(new_markdown_cell(source))
        elif kind == "python":
            cells.append(new_code_cell(source, metadata={"tags": ["parameters"]} if tag else {}))
        elif kind == "json":
            metadata |= json.loads(source)
    return new_notebook(cells=cells, metadata=metadata)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder as the tutorial has it, after its commands."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "notebooks").mkdir()
    nbformat.write(notebook(), folder / "notebooks" / "places.ipynb")
    for command in (source for kind, _, source in BLOCKS if kind == "console"):
        program, *rest = shlex.split(command)
        run = subprocess.run([BIN / program, *rest], cwd=folder, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
    return folder


def test_the_notebook_keeps_the_rules_it_teaches():
    made = notebook()
    code = [cell.source for cell in made.cells if cell.cell_type == "code"]
    assert made.cells[0].source.startswith("# ")
    assert "**Limits.**" in made.cells[0].source
    assert [cell.metadata.get("tags") for cell in made.cells[:2]] == [None, ["parameters"]]
    assert len("\n".join(code).splitlines()) <= 50
    assert not re.search(r"^\s*(def|for|while|if|class)\b", "\n".join(code), re.MULTILINE)


def test_plain_papermill_runs_it(place):
    made = nbformat.read(place / "out.ipynb", as_version=4)
    named = [
        o.metadata["dateline"]["name"] for c in made.cells for o in c.get("outputs", []) if "dateline" in o.metadata
    ]
    assert named == ["heading", "reading", "places", "where"]


def test_the_report_has_what_the_tutorial_shows(place):
    folder = place / "reports" / "venezuela-coup-talks"
    rows = list(csv.DictReader((folder / "tables" / "places_places.csv").read_text("utf-8-sig").splitlines()))
    shown = re.findall(r"^\| ([^|]+) \| (\d+) \| ([^|]+) \|$", TEXT, re.MULTILINE)
    assert len(shown) == 2
    assert [(row["term"], row["n"], row["written"]) for row in rows[:2]] == shown
    assert (folder / "figures" / "places_where.svg").is_file()


def test_its_page_ends_with_a_methods_paragraph(place):
    page = (place / "reports" / "venezuela-coup-talks" / "places.html").read_text(encoding="utf-8")
    said = re.search(r'<blockquote class="methods[^>]*>(.*?)</blockquote>', page, re.DOTALL)[1]
    for part in ("407 words", "dateline ", "captions (1 paragraph)", "fewest = 1", "Places are names that a gazetteer"):
        assert part in said
    assert page.count("Places are names that a gazetteer") == 1
