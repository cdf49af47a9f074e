"""`dateline corpus`: the tables of many articles, and the page over them."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Callable
from concurrent.futures import Executor
from itertools import chain

from dateline.article import ReadError
from dateline.corpus.making import Made, make_tables, processes
from dateline.readers import read_each
from dateline.readers.folders import expanded
from dateline.reports.batch import run
from dateline.reports.jobs import Job, Settings, notebook_path
from dateline.reports.storage import Store
from dateline.running.processes import scheduler_client

PAGE = "index"
_AHEAD = 8  # articles handed out to each process at once


def run_corpus(options: argparse.Namespace, store: Store, notes: list[str]) -> Made:
    """Makes the tables of the command's articles; what else is to be said is added to `notes`."""
    from tqdm import tqdm

    unreadable: list[tuple[str, str]] = []
    names = expanded(options.articles, unreadable, notes)
    found = chain(((path, ReadError(why)) for path, why in unreadable), zip(names, read_each(names), strict=True))
    with contextlib.ExitStack() as stack:
        start, ahead = _executor(options, stack)
        bar = stack.enter_context(tqdm(total=len(names) + len(unreadable), unit=" articles", disable=None))
        return make_tables(found, store, start, ahead, lambda _: bar.update())


def _executor(options: argparse.Namespace, stack: contextlib.ExitStack) -> tuple[Callable[[], Executor], int]:
    """What starts the executor that reads articles, and how many it is given at once."""
    if not options.scheduler:
        if "PYTHONSAFEPATH" not in os.environ:  # a module in this folder must not hide one of Python's
            os.environ["PYTHONSAFEPATH"] = "1"
            stack.callback(os.environ.pop, "PYTHONSAFEPATH", None)
        return processes(options.jobs), _AHEAD * options.jobs
    client = stack.enter_context(scheduler_client(options.scheduler))
    return lambda: client.get_executor(pure=False), _AHEAD * max(sum(client.ncores().values()), 1)


def make_page(store: Store) -> list[tuple[str, str]]:
    """Makes the page from the notebook; (path, why) where that fails."""
    path, values = str(notebook_path("corpus")), {"folder": store.place}
    job = Job(PAGE, path, values, values, source="corpus.ipynb")
    return [(result.path, result.error) for result in run([job], store, Settings(), 1) if result.error]
