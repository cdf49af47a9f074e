"""Seconds per notebook: papermill as it comes, ours, and a plain loop over the same cells as the limit.

    python benchmarks/batch_speed.py [--runs 40] [--rounds 5] [--ways ours-2,stock-api ...]

Each round runs every way once, so that a busy minute of the machine falls on all of them; the table gives the median
of the rounds. A way's time is that of the whole batch, the start of its processes included, divided by its runs.
The notebook is frozen: it imports pandas, seaborn and NLTK, counts the words of the seed (2.8 kB), shows one table and
one plot.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTEBOOK = HERE / "batch_speed.ipynb"
ARTICLE = HERE.parent / "seeds" / "venezuela-coup-talks.txt"
PARAMETERS = {"article": str(ARTICLE)}

STOCK = """
import sys, papermill
for output in sys.argv[3:]:
    papermill.execute_notebook(sys.argv[1], output, {"article": sys.argv[2]}, progress_bar=False)
"""
OURS = """
import sys
from dateline.running.forks import LIBRARIES, PAPERMILL
from dateline.running.processes import in_processes
runs = ((sys.argv[1], output, {"article": sys.argv[2]}) for output in sys.argv[4:])
execute = "dateline.running.execution:execute"
for outcome in in_processes(execute, runs, int(sys.argv[3]), preload=PAPERMILL, kernels=LIBRARIES):
    if outcome.error:
        raise outcome.error
"""
LOOP = """
import io, json, sys
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
cells = [compile("".join(cell["source"]), "cell", "exec") for cell in json.load(open(sys.argv[1]))["cells"]]
for output in sys.argv[3:]:
    names = {"display": lambda shown: shown.to_html()}
    for number, cell in enumerate(cells):
        exec(cell, names)
        if number == 0:
            names["article"] = sys.argv[2]
    plt.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close("all")
"""


def python(code: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, stderr=subprocess.DEVNULL)


def command_line(outputs: list[str]) -> None:
    for output in outputs:
        command = [sys.executable, "-m", "papermill", "--no-progress-bar", str(NOTEBOOK), output]
        subprocess.run([*command, "-p", "article", str(ARTICLE)], check=True, stderr=subprocess.DEVNULL)


def stock_one(output: str) -> None:
    import papermill

    try:
        papermill.execute_notebook(NOTEBOOK, output, PARAMETERS, progress_bar=False)
    except RuntimeError:  # two kernels chose the same ports: papermill beside papermill loses one in some hundreds
        papermill.execute_notebook(NOTEBOOK, output, PARAMETERS, progress_bar=False)


def be_silent() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def stock_two(outputs: list[str]) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=be_silent) as pool:
        list(pool.map(stock_one, outputs))


def ours(workers: int) -> Callable[[list[str]], None]:
    return lambda outputs: python(OURS, str(NOTEBOOK), str(ARTICLE), str(workers), *outputs)


WAYS: dict[str, Callable[[list[str]], None]] = {
    "stock-cli": command_line,
    "stock-api": lambda outputs: python(STOCK, str(NOTEBOOK), str(ARTICLE), *outputs),
    "stock-api-2": stock_two,
    "ours-1": ours(1),
    "ours-2": ours(2),
    "ours-3": ours(3),
    "loop": lambda outputs: python(LOOP, str(NOTEBOOK), str(ARTICLE), *outputs),
}


def is_complete(output: str) -> bool:
    """Whether the table and the plot are there."""
    shown = [
        set(o.get("data", {})) for c in json.loads(Path(output).read_text())["cells"] for o in c.get("outputs", [])
    ]
    return {"text/html", "text/plain"} in shown and {"image/png", "text/plain"} in shown


def measure(way: str, runs: int) -> tuple[float, float]:
    """Seconds by the clock, and of processor time, per notebook."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = [os.path.join(folder, f"{run}.ipynb") for run in range(runs)]
        spent = processor_seconds()
        started = time.perf_counter()
        WAYS[way](outputs)
        elapsed = time.perf_counter() - started
        if way != "loop" and not all(map(is_complete, outputs)):
            raise SystemExit(f"{way}: an output lacks its table or plot")
        return elapsed / runs, (processor_seconds() - spent) / runs


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=40, help="notebooks in a batch (default: 40)")
    parser.add_argument("--rounds", type=int, default=5, help="batches of each way (default: 5)")
    parser.add_argument("--ways", default=",".join(WAYS), help="which ways, separated by commas")
    options = parser.parse_args()
    found: dict[str, list[tuple[float, float]]] = {way: [] for way in options.ways.split(",")}
    for _ in range(options.rounds):
        for way, measured in found.items():
            measured.append(measure(way, options.runs))
            print(f"{way} {measured[-1][0]:.3f}, load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
    medians = {way: [statistics.median(column) for column in zip(*rows, strict=True)] for way, rows in found.items()}
    best = medians.get("ours-2")
    print(f"{'way':12} {'s/notebook':>10} {'processor s':>11} {'ours-2 is faster by':>19}")
    for way, (elapsed, processor) in medians.items():
        faster = f"{elapsed / best[0]:.1f}" if best else ""
        print(f"{way:12} {elapsed:10.3f} {processor:11.3f} {faster:>19}")


if __name__ == "__main__":
    main()
