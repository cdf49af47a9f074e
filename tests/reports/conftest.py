"""Small notebooks and articles for runs as a user would start them."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from dateline.reports.cli import main

BIN = Path(sys.executable).parent
TABLE = "import pandas as pd\nfrom dateline import show_table\nshow_table(pd.DataFrame({'n': [n]}), 'numbers')"


def write_notebook(path: Path, *cells: str, parameters: str = "article = None\nn = 1", shows: tuple = ()) -> Path:
    tagged = new_code_cell(parameters, metadata={"tags": ["parameters"]})
    document = new_notebook(cells=[tagged, *map(new_code_cell, cells)])
    for number, cell in enumerate(document.cells):
        cell["id"] = f"cell-{number}"
    document.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    document.metadata["dateline"] = {"deliverables": list(shows)}
    nbformat.write(document, path)
    return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the articles a.txt, b.txt, c.txt and the notebook try.ipynb, which makes a table."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(
            f"Bridge {name} to close\n\nThe council voted on Tuesday.", encoding="utf-8"
        )
    write_notebook(tmp_path / "try.ipynb", "print(article)", TABLE, shows=("numbers",))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def report(place: Path, capsys: pytest.CaptureFixture) -> Callable:
    """`dateline report ARGUMENTS` in this process: (exit code, standard output, standard error)."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main(["report", *map(str, arguments)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return call


def wait_for(condition: Callable[[], object], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def record(place: Path) -> dict:
    return json.loads((place / "reports" / "run.json").read_text())


def states(place: Path) -> list[str]:
    return [report["state"] for report in record(place)["reports"]]


def files(folder: Path) -> dict[str, bytes]:
    """All files of some reports; of notebooks what does not depend on the clock."""
    return {str(path.relative_to(folder)): timeless(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def timeless(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix != ".ipynb":
        return b"" if path.name == "run.json" else content
    notebook = json.loads(content)
    notebook["metadata"].pop("papermill")
    for cell in notebook["cells"]:
        cell["metadata"].pop("papermill", None)
        cell["metadata"].pop("execution", None)
        cell.pop("id")  # papermill gives the cell that it puts in a new one each time
    return json.dumps(notebook, sort_keys=True).encode()
