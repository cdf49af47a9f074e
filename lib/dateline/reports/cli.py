"""The command `dateline`."""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.article import ReadError, parse_published
from dateline.reports.corpus_run import add_corpus, run_corpus
from dateline.reports.terminal import Parser, say

if TYPE_CHECKING:
    from dateline.reports.jobs import Job, TableRun
    from dateline.reports.pdf import Printed
    from dateline.reports.storage import Store

EXIT_FAILED = 1  # an article or a notebook failed
EXIT_USAGE = 2  # an option is wrong
EXIT_STOPPED = 128  # and the number of the signal, as a shell has it: 130 for Ctrl-C
_STOPPING = (signal.SIGTERM, signal.SIGHUP)
_MEGA = 1_000_000
_TIMEOUT = 600  # seconds; our own cells need less than five on a busy machine
_FORMATS = {
    "brat": "standoff, NAME.txt and NAME.ann",
    "excel": "NAME.xlsx, a sheet a table",
    "markdown": "NAME.md, the findings",
    "quanteda": "corpus.csv and tokens.csv, for tidytext too",
    "concordance": "concordance.tsv of a --pattern",
    "timeml": "NAME.tml",
    "timelinejs": "NAME.json",
    "edtf": "NAME.csv, each time expression with its date in EDTF",
}
_EXAMPLES = """examples:
  dateline report                                          the article that comes with it
  dateline report story.txt --published 2024-05-17         one article
  dateline report folder/ --pdf                            each article of a folder, printed too
  dateline compare a.txt b.txt c.txt                       articles of one story, side by side
  dateline export story.txt --to brat --out annotations    for another tool
  dateline corpus folder/ --out corpus                     tables and a page of many articles

dateline COMMAND --help says all that a command can do."""
_OUTPUT = 50  # MB; a report of ours has about one


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _arguments() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    parser = Parser(
        prog="dateline", description="Reads news articles with receipts.", epilog=_EXAMPLES, formatter_class=form
    )
    parser.add_argument("--version", action="version", version=f"dateline {version('dateline')}")
    commands = parser.add_subparsers(dest="command")
    report = commands.add_parser(
        "report",
        help="make a page of each article",
        description="Runs the notebooks brief, sentiment, term_frequency and timeline on each article. What is there "
        "already and would come out the same is kept.",
    )
    add = report.add_argument
    add(
        "articles",
        nargs="*",
        metavar="ARTICLE",
        help="a text, page, PDF, mail or any other file of articles, a folder of them, or a list named articles.csv "
        "(default: seeds/)",
    )
    add("--out", default="reports", metavar="DIR", help="where reports go, s3:// and such too (default: reports)")
    add("--published", metavar="DATE", help="publication date of the one article, YYYY-MM-DD")
    add("--notebook", action="append", default=[], metavar="FILE", help="run this one instead; may be repeated")
    add("--param", action="append", default=[], metavar="NAME=VALUE", help="a notebook's parameter; may be repeated")
    _add_how(report)
    add("--pdf", action="store_true", help="print each page as NAME.pdf too, by an installed Chromium or Chrome")
    add("--scheduler", metavar="ADDRESS", help="run on the workers of this dask scheduler, tcp://HOST:PORT")
    _add_run(commands)
    _add_compare(commands)
    _add_export(commands)
    _add_articles(commands)
    add_corpus(commands, _positive, _cores())
    return parser


def _add_how(command: argparse.ArgumentParser) -> None:
    again = command.add_mutually_exclusive_group()
    again.add_argument("--resume", action="store_true", help="make what is missing or has changed (the default)")
    again.add_argument("--force", action="store_true", help="make all anew")
    add = command.add_argument
    for name, default, unit, what in (
        ("--jobs", _cores() + 1, "N", "notebooks under way at once"),
        ("--timeout", _TIMEOUT, "S", "seconds that a cell may take"),
        ("--time-limit", None, "S", "seconds that a notebook may take, all cells together"),
        ("--output-limit", _OUTPUT, "MB", "what a notebook may put out"),
    ):
        add(name, type=_positive, default=default, metavar=unit, help=f"{what} (default: {default or 'no limit'})")
    add("--cold", action="store_true", help="start each kernel anew, as papermill does: slower, same results")


def _add_run(commands: argparse._SubParsersAction) -> None:
    run = commands.add_parser(
        "run",
        help="run any notebook, once for each row of a table",
        description="Runs a notebook in Python once, or once for each row of a table with the row's values as its "
        "parameters: what its cell tagged parameters sets. A run is kept that is there and of the same notebook and "
        "values; of what else a notebook reads nothing is known (--force). What is called *_secret, *_token, "
        "*_password or *_key is masked in all that is written.",
    )
    add = run.add_argument
    add("notebook", metavar="NOTEBOOK", help="the notebook")
    add("--table", metavar="FILE", help="CSV: a column a parameter, a row a run; an empty cell leaves it as it is")
    add("--name", metavar="COLUMN", help="the column that names the files (default: the notebook's name and a number)")
    add("--param", action="append", default=[], metavar="NAME=VALUE", help="for all rows; may be repeated")
    add("--out", default="runs", metavar="DIR", help="where the runs go (default: runs)")
    add("--html", action="store_true", help="make a page of each, too")
    _add_how(run)
    run.set_defaults(scheduler=None, pdf=False, browser=None)


def _add_compare(commands: argparse._SubParsersAction) -> None:
    compare = commands.add_parser(
        "compare",
        help="set articles of one story side by side",
        description="Runs the notebook compare on all of the articles together and makes one page, DIR/compare.html: "
        "who is quoted, whole or cut, where dates and numbers differ, and one timeline of them all.",
    )
    compare.add_argument("articles", nargs="+", metavar="ARTICLE", help="as for report: a file or a folder of them")
    compare.add_argument("--out", default="compared", metavar="DIR", help="where the page goes (default: compared)")
    _add_how(compare)
    compare.set_defaults(scheduler=None, pdf=False, browser=None, table=None, name=None, html=True)


def _add_export(commands: argparse._SubParsersAction) -> None:
    export = commands.add_parser(
        "export",
        help="write articles in the formats of other tools",
        description="Writes what dateline finds in each article as other tools read it. Offsets are code points.",
    )
    add = export.add_argument
    add("articles", nargs="+", metavar="ARTICLE", help="as for report: a file, a folder, or a list named articles.csv")
    formats = "; ".join(f"{name}: {what}" for name, what in _FORMATS.items())
    add("--to", required=True, choices=list(_FORMATS), metavar="FORMAT", help=formats)
    add("--out", default="exports", metavar="DIR", help="where the files go (default: exports)")
    add("--published", metavar="DATE", help="publication date of the one article, YYYY-MM-DD")
    add("--pattern", metavar="WORDS", help="what a concordance is of: words, wild*cards or a /regular expression/")


def _add_articles(commands: argparse._SubParsersAction) -> None:
    articles = commands.add_parser(
        "articles",
        help="list what is understood of articles, to be set right before reports are made",
        description="Writes a table of the articles in files, folders, mailboxes, exports and so on: title, date, "
        "source and byline, where each came from, and what is odd. Set right in it what is wrong: articles.csv is "
        "read with the articles beside it.",
    )
    articles.add_argument("articles", nargs="+", metavar="ARTICLE", help="as for report")
    articles.add_argument("--to", default="articles.csv", metavar="FILE", help="the table (default: articles.csv)")


class _Stopped(KeyboardInterrupt):
    """A signal ends the run as Ctrl-C does; its number is the argument."""


def _stop(number: int, _: object) -> None:
    for other in _STOPPING:
        signal.signal(other, signal.SIG_IGN)  # once is enough: what follows is quick
    for stream in (1, 2):  # a terminal that has hung up takes no more words
        try:
            os.write(stream, b"")
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    raise _Stopped(number)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Within, the signals of _STOPPING raise _Stopped; one that is ignored, as nohup has it, stays so."""
    before = {number: signal.getsignal(number) for number in _STOPPING}
    for number, handler in before.items():
        if handler == signal.SIG_DFL:
            signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exit_code(stop: KeyboardInterrupt) -> int:
    return EXIT_STOPPED + (stop.args[0] if isinstance(stop, _Stopped) else signal.SIGINT)


def _fail(message: str, code: int) -> int:
    say(f"dateline: {message}")
    return code


def _notebooks(given: list[str]) -> dict[str, Path]:
    from dateline.given import ParameterError
    from dateline.reports.jobs import NOTEBOOKS, notebook_path

    notebooks: dict[str, Path] = {}
    for text in given or NOTEBOOKS:
        path = (notebook_path(text) if text in NOTEBOOKS else Path(text)).resolve()
        name = path.stem
        if name in NOTEBOOKS and path.is_file():
            ours = notebook_path(name).resolve()
            # The reports of an edited copy do not pass for ours, nor take their place.
            path, name = (ours, name) if filecmp.cmp(path, ours, shallow=False) else (path, f"{name}-edited")
        if notebooks.setdefault(name, path) != path:
            raise ParameterError(f"--notebook {text}: another is called {name}; rename one")
    return notebooks


def _print(options: argparse.Namespace, stems: list[str], store: Store, printed: list[Printed]) -> None:
    """Adds to `printed` what became of each; a report that is made anew has lost its old one."""
    from dateline.reports import pdf, progress

    there = [stem for stem in stems if store.has(f"{stem}.pdf")]
    printed += [pdf.Printed(store.show(f"{stem}.pdf"), "kept") for stem in there]
    missing = [stem for stem in stems if stem not in set(there)]
    printing = pdf.print_pages(missing, store, options.browser, min(options.jobs, _cores()))
    with contextlib.closing(printing), progress.Progress(len(missing), what="pages") as bar:
        for done in printing:
            printed.append(done)
            bar.step(done.state == "failed")


def _published(options: argparse.Namespace) -> str | None:
    """Raises ReadError where it is no date, or the date of several articles."""
    from dateline.reports.batch import expanded

    published = parse_published(options.published)
    unreadable: list[tuple[str, str]] = []
    if published and (
        len(options.articles) != 1 or len(expanded(options.articles, unreadable, [])) + len(unreadable) > 1
    ):
        raise ReadError("--published goes with one article; put the dates of several in articles.csv")
    return published


def _report(options: argparse.Namespace) -> int:
    from dateline.readers.folders import seed_articles
    from dateline.reports.batch import plan
    from dateline.reports.parameters import check
    from dateline.reports.pdf import NoBrowser, browser
    from dateline.reports.storage import StorageError, open_store
    from dateline.running.surroundings import TooLittle, check_limits

    try:
        published = _published(options)
        notebooks = _notebooks(options.notebook)
        values = check(options.param, notebooks)
        options.browser = browser() if options.pdf else None
    except (ReadError, NoBrowser) as error:
        return _fail(str(error), EXIT_USAGE)
    store = open_store(options.out)
    try:
        check_limits()
        with store.reserved():
            notes: list[str] = []
            jobs, unreadable = plan(options.articles or seed_articles(), published, notebooks, values, store, notes)
            return _make(options, jobs, unreadable, notes, store)
    except (ReadError, TooLittle) as error:
        return _fail(str(error), EXIT_FAILED)
    except StorageError as error:
        return _fail(f"--out {error}", EXIT_USAGE)


def _run(options: argparse.Namespace) -> int:
    from dateline.reports.storage import StorageError, open_store
    from dateline.reports.table_runs import plan_runs
    from dateline.running.surroundings import TooLittle, check_limits

    store = open_store(options.out)
    try:
        runs, unusable = plan_runs(
            options.notebook, options.table, options.name, options.param, store, has_page=options.html
        )
        check_limits()
        with store.reserved():
            return _make(options, runs, unusable, [], store, "runs")
    except ReadError as error:
        return _fail(str(error), EXIT_USAGE)
    except TooLittle as error:
        return _fail(str(error), EXIT_FAILED)
    except StorageError as error:
        return _fail(f"--out {error}", EXIT_USAGE)


def _compare(options: argparse.Namespace) -> int:
    from dateline.reports.jobs import notebook_path

    options.notebook, options.force = str(notebook_path("compare")), True  # of the articles a run knows the names alone
    options.param = [f"articles={','.join(options.articles)}"]
    return _run(options)


def _make(
    options: argparse.Namespace,
    jobs: Sequence[Job | TableRun],
    unreadable: list[tuple[str, str]],
    notes: list[str],
    store: Store,
    what: str = "reports",
) -> int:
    from dateline.reports import progress
    from dateline.reports.batch import index, is_current, run
    from dateline.reports.jobs import Result, Settings
    from dateline.reports.making import one_line
    from dateline.running.cluster import NoScheduler

    kept = [] if options.force else [job for job in jobs if is_current(job, store)]
    results = [Result(job, "kept", store.show(f"{job.stem}.ipynb")) for job in kept]
    names = {job.stem for job in kept}
    to_make = [job for job in jobs if job.stem not in names]
    settings = Settings(not options.cold, options.timeout, options.time_limit, options.output_limit * _MEGA)
    running = run(to_make, store, settings, options.jobs, options.scheduler)
    printed: list[Printed] = []
    stopped = 0
    try:
        with progress.Progress(len(to_make), what=what) as bar:
            for result in running:
                results.append(result)
                bar.step(result.state == "failed")
        if options.browser:
            _print(options, [result.job.stem for result in results if result.state != "failed"], store, printed)
    except KeyboardInterrupt as stop:
        stopped = _exit_code(stop)
        running.close()  # type: ignore[attr-defined]
    except NoScheduler as error:
        return _fail(str(error), EXIT_USAGE)
    order = {job.stem: place for place, job in enumerate(jobs)}
    results.sort(key=lambda result: order[result.job.stem])
    failed = progress.failures(results, unreadable, printed)
    prints = sorted(printed) if options.pdf else None
    store.write("run.json", progress.record(results, unreadable, len(jobs) - len(results), prints, notes, what))
    page: str | None = store.show("index.html")
    try:
        if what == "reports" and (jobs or not store.has("index.html")):  # a mistyped path leaves it as it is
            index([result.job for result in results], failed, store, bool(to_make) and not options.scheduler)
    except Exception as error:  # whatever it is, the reports are there, and are to be counted
        failed.append((store.show("index.html"), one_line(error)))
        page = None
    progress.print_notes(notes)
    progress.print_failures(failed)
    summary = progress.counts(results, unreadable) + (f"; PDF: {progress.counts(printed)}" if options.pdf else "")
    if stopped:
        left = len(jobs) - len(results)
        return _fail(f"stopped: {summary}, {left} not begun or ended; the same command goes on from here", stopped)
    look = f"see {store.show()}" if what == "runs" else page and f"open {page}"
    say(f"{summary}; {look}" if look else summary, sys.stdout)
    return EXIT_FAILED if failed else 0


def _export(options: argparse.Namespace) -> int:
    from dateline.exports.files import files_of, is_one_of, readable
    from dateline.reports import progress
    from dateline.reports.storage import StorageError, open_store

    try:
        published = _published(options)
    except ReadError as error:
        return _fail(str(error), EXIT_USAGE)
    if (options.to == "concordance") != bool(options.pattern):
        return _fail("--to concordance and --pattern WORDS go together", EXIT_USAGE)
    notes: list[str] = []
    articles, unreadable = readable(options.articles, published, notes)
    store = open_store(options.out)
    try:
        files = files_of(articles, options.to, options.pattern)
        with store.reserved():
            if source := next((a.path for a in articles.values() if is_one_of(a.path, options.out, files)), None):
                return _fail(f"--out {options.out}: would write over {source}; choose another folder", EXIT_USAGE)
            for name, content in files.items():
                store.write(name, content)
    except ReadError as error:
        return _fail(f"--pattern {options.pattern}: {error}", EXIT_USAGE)
    except StorageError as error:
        return _fail(f"--out {error}", EXIT_USAGE)
    progress.print_notes(notes)
    progress.print_failures(unreadable)
    say(f"{len(articles)} exported, {len(unreadable)} failed; see {store.show()}", sys.stdout)
    return EXIT_FAILED if unreadable else 0


def _articles(options: argparse.Namespace) -> int:
    from dateline.exports.listing import listing
    from dateline.exports.times import to_csv
    from dateline.readers.folders import expanded
    from dateline.reports import progress

    file = Path(options.to)
    if file.exists():
        return _fail(
            f"--to {file}: is there already; choose another name, so that what was set right stays", EXIT_USAGE
        )
    unreadable: list[tuple[str, str]] = []
    notes: list[str] = []
    table = listing(expanded(options.articles, unreadable, notes), file.parent)
    file.write_bytes(to_csv(table).encode())
    progress.print_notes(notes)
    progress.print_failures(unreadable)
    odd = table["odd"].str.startswith("not read").sum() + len(unreadable)
    say(f"{len(table)} articles listed, {odd} not read; see {file}", sys.stdout)
    return EXIT_FAILED if odd else 0


_COMMANDS = {
    "report": _report,
    "run": _run,
    "compare": _compare,
    "export": _export,
    "articles": _articles,
    "corpus": run_corpus,
}


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code: 0 all made, 1 some failed (named), 2 wrong use, 128 and more stopped."""
    parser = _arguments()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 0
    try:
        with _stoppable():
            return _COMMANDS[options.command](options)
    except KeyboardInterrupt as stop:
        return _fail("stopped; what was made is kept", _exit_code(stop))
    except OSError as error:
        return _fail(f"{error.filename or options.out}: {error.strerror}; nothing half made is left", EXIT_FAILED)
    except MemoryError:
        return _fail("out of memory; what was made is kept", EXIT_FAILED)


if __name__ == "__main__":  # python -m dateline.reports.cli, where no command is installed
    sys.exit(main())
