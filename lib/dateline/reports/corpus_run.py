"""`dateline corpus`: the tables of many articles, and the page over them."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from itertools import chain

from dateline.article import ReadError
from dateline.reports import progress
from dateline.reports.jobs import Settings, TableRun, notebook_path
from dateline.reports.storage import StorageError, Store, open_store
from dateline.reports.terminal import say

PAGE = "index"
_PATIENCE = 10  # seconds for a scheduler to answer
_AHEAD = 8  # articles handed out to each process at once


def add_corpus(commands: argparse._SubParsersAction, whole: Callable[[str], int], cores: int) -> None:
    """The command's arguments; `whole` reads a number above 0."""
    corpus = commands.add_parser(
        "corpus",
        help="make tables of many articles, and a page over them",
        description="Writes what is read in each article as Parquet, DIR/tables/NAME/*.parquet, with schema.md beside "
        "it, and a page over all, DIR/index.html. Articles that are there already are kept, so the same command goes "
        "on where one was stopped, and more articles cost what they are.",
    )
    add = corpus.add_argument
    add("articles", nargs="+", metavar="ARTICLE", help="as for report: files, folders, lists named articles.csv")
    add("--out", default="corpus", metavar="DIR", help="where the tables go, s3:// and such too (default: corpus)")
    add("--jobs", type=whole, default=cores, metavar="N", help=f"articles read at once (default: {cores})")
    add("--scheduler", metavar="ADDRESS", help="read on the workers of this dask scheduler, tcp://HOST:PORT")
    add("--no-page", action="store_true", help="the tables alone")


def run_corpus(options: argparse.Namespace) -> int:
    """Runs the command: 0 all well, 1 an article or the page failed, 2 wrong use."""
    store = open_store(options.out)
    try:
        with store.reserved(), contextlib.ExitStack() as stack:
            return _make(options, store, *_executor(options, stack))
    except (ReadError, StorageError) as error:
        say(f"dateline: {'--out ' * isinstance(error, StorageError)}{error}")
    return 2


def _executor(options: argparse.Namespace, stack: contextlib.ExitStack) -> tuple[Callable[[], Executor], int]:
    """What starts the executor that reads articles, and how many it is given at once."""
    if options.scheduler:
        try:
            from distributed import Client

            client = stack.enter_context(Client(options.scheduler, timeout=_PATIENCE, set_as_default=False))
        except ImportError:
            raise ReadError("--scheduler needs dask; pip install 'dateline[cluster]'") from None
        except (OSError, ValueError) as error:
            raise ReadError(f"--scheduler {options.scheduler}: no answer ({type(error).__name__})") from None
        return lambda: client.get_executor(pure=False), _AHEAD * max(sum(client.ncores().values()), 1)
    from dateline.corpus.making import processes

    os.environ.setdefault("PYTHONSAFEPATH", "1")  # a module in this folder must not hide one of Python's
    return processes(options.jobs), _AHEAD * options.jobs


def _make(options: argparse.Namespace, store: Store, start: Callable[[], Executor], ahead: int) -> int:
    from dateline.corpus.making import make_tables
    from dateline.readers import read_each
    from dateline.readers.folders import expanded

    notes: list[str] = []
    unreadable: list[tuple[str, str]] = []
    names = expanded(options.articles, unreadable, notes)
    found = chain(((path, ReadError(why)) for path, why in unreadable), zip(names, read_each(names), strict=True))
    with progress.Progress(len(names) + len(unreadable), what="articles") as bar:
        made = make_tables(found, store, start, ahead, bar.step)
    progress.print_notes(notes + made.twice)
    if not made.made + made.kept:
        say(f"dateline: no article could be read of {len(made.failed)}; {made.failed[0][1]}")
        return 1
    failed = made.failed if options.no_page else made.failed + _page(options, store)
    progress.print_failures(failed)
    counts = f"{made.made} made, {made.kept} kept, {len(made.failed)} failed, {len(made.twice)} twice"
    say(f"{counts}; {f'see {store.show()}' if options.no_page else f'open {store.show(PAGE)}.html'}", sys.stdout)
    return 1 if failed else 0


def _page(options: argparse.Namespace, store: Store) -> list[tuple[str, str]]:
    """Makes the page from the notebook; (path, why) where that fails."""
    from dateline.reports.batch import run

    path = str(notebook_path("corpus"))
    job = TableRun(PAGE, path, "corpus.ipynb", {"folder": options.out}, {}, "", has_page=True)
    return [(result.path, result.error) for result in run([job], store, Settings(), 1) if result.error]
