"""Processor seconds of our three notebooks: in their cells, and beyond them (kernel, papermill, page and files).

    python benchmarks/batch_beyond.py [--runs 10] [--article FILE]

Each notebook gets a first and a last cell that read its kernel's own clock. What a run costs once (parents, imports) is
taken away by making one report of each before and leaving it out; pages are timed by exporting the notebooks once more.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from dateline.reports import page as export
from dateline.reports.batch import plan, run
from dateline.reports.jobs import NOTEBOOKS, Settings, notebook_path
from dateline.reports.storage import Store
from dateline.running import forks as warm

SEED = Path(__file__).resolve().parent.parent / "seeds" / "venezuela-coup-talks.txt"
CLOCK = "import time as _time; print('clock', _time.process_time())"


def clocked(name: str, folder: Path) -> Path:
    """A copy of a notebook that says what its kernel has used before and after its own cells."""
    notebook = nbformat.read(notebook_path(name), as_version=4)
    notebook.cells = [new_code_cell(CLOCK), *notebook.cells, new_code_cell(CLOCK)]
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def cell_seconds(path: str) -> float:
    notebook = nbformat.read(path, as_version=4)
    first, last = (float(notebook.cells[i].outputs[0].text.split()[1]) for i in (0, -1))
    return last - first


def page_seconds(paths: list[str]) -> float:
    """Processor seconds to make a page of each, in this process, after a rehearsal."""
    export.rehearse()
    notebooks = [nbformat.read(path, as_version=4) for path in paths]
    began = time.process_time()
    for notebook in notebooks:
        export.to_page(notebook, "page")
    return (time.process_time() - began) / len(notebooks)


def spent(runs: int, article: str, store: Store, notebooks: dict[str, Path]) -> tuple[float, dict[str, list[float]]]:
    """Processor seconds of all processes together, and of the cells by notebook; what it takes to read them is not
    counted."""
    jobs, _ = plan([article], notebooks=notebooks)
    before, reading = processor_seconds(), 0.0
    cells: dict[str, list[float]] = {name: [] for name in notebooks}
    for result in run(jobs * runs, store, Settings(), 1):
        assert result.error is None, result.error
        began = time.process_time()
        cells[result.job.notebook].append(cell_seconds(result.path))
        reading += time.process_time() - began
    warm.close_servers()
    return processor_seconds() - before - reading, cells


def processor_seconds() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10, help="reports of each notebook (default: 10)")
    parser.add_argument("--article", default=str(SEED), help="what they read (default: the seed)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        notebooks = {name: clocked(name, Path(place)) for name in NOTEBOOKS}
        store = Store(Path(place) / "reports")
        once, first = spent(1, options.article, store, notebooks)
        total, cells = spent(options.runs + 1, options.article, store, notebooks)
        page = page_seconds([store.show(f"{Path(options.article).stem}/{name}.ipynb") for name in NOTEBOOKS])
    in_cells = sum(map(sum, cells.values())) - sum(map(sum, first.values()))
    beyond = (total - once - in_cells) / (options.runs * len(NOTEBOOKS))
    for name, seconds in cells.items():
        print(f"{name:16} cells {statistics.median(seconds):.3f} s")
    print(f"beyond the cells {beyond:.3f} s a report, of which the page {page:.3f} s")


if __name__ == "__main__":
    main()
