"""The command `dateline`."""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from dateline.article import ReadError, parse_published, printable
from dateline.given import ParameterError
from dateline.reports.jobs import NOTEBOOKS, Job, Result, Settings, notebook_path, one_line

if TYPE_CHECKING:
    from dateline.reports.storage import Store

EXIT_FAILED = 1  # an article or a notebook failed
EXIT_USAGE = 2  # an option is wrong
EXIT_STOPPED = 128  # and the number of the signal, as a shell has it: 130 for Ctrl-C
_MEGA = 1_000_000
_NAMED = 20  # failures named one by one; run.json has all
_EXAMPLES = """examples:
  dateline report                                          the article that comes with it
  dateline report story.txt --published 2024-05-17         one article
  dateline report folder/ --pdf                            each article of a folder, printed too
  dateline compare a.txt b.txt c.txt                       articles of one story, side by side
  dateline export story.txt --to brat --out annotations    for another tool
  dateline corpus folder/ --out corpus                     tables and a page of many articles

dateline COMMAND --help says all that a command can do."""
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


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _out(default: str, what: str) -> dict[str, Any]:
    return {"default": default, "metavar": "DIR", "help": f"{what} (default: {default})"}


def _limit(unit: str, what: str, default: int | None = None) -> dict[str, Any]:
    what = f"{what} (default: {default or 'no limit'})"
    return {"type": _positive, "default": default, "metavar": unit, "help": what}


_SWITCH = {"action": "store_true"}
_PUBLISHED = {"metavar": "DATE", "help": "publication date of the one article, YYYY-MM-DD"}
_PARAM = {"action": "append", "default": [], "metavar": "NAME=VALUE"}
_HOW: dict[str, dict[str, Any]] = {
    "--resume": {
        "action": "store_false",
        "dest": "force",
        "default": False,
        "help": "make what is missing or has changed (the default)",
    },
    "--force": _SWITCH | {"help": "make all anew"},
    "--jobs": _limit("N", "notebooks under way at once", _cores() + 1),
    "--timeout": _limit("S", "seconds that a cell may take", 600),  # our own need less than five on a busy machine
    "--time-limit": _limit("S", "seconds that a notebook may take, all cells together"),
    "--output-limit": _limit("MB", "what a notebook may put out", 50),  # a report of ours has about one
    "--cold": _SWITCH | {"help": "start each kernel anew, as papermill does: slower, same results"},
}
# Each command: what it does in a line, what in full, its arguments.
_COMMANDS: dict[str, tuple[str, str, dict[str, dict[str, Any]]]] = {
    "report": (
        "make a page of each article",
        "Runs the notebooks brief, sentiment, term_frequency and timeline on each article. What is there already and "
        "would come out the same is kept.",
        {
            "articles": {
                "nargs": "*",
                "metavar": "ARTICLE",
                "help": "a text, page, PDF, mail or any other file of articles, a folder of them, or a list named "
                "articles.csv (default: seeds/)",
            },
            "--out": _out("reports", "where reports go, s3:// and such too"),
            "--published": _PUBLISHED,
            "--notebook": _PARAM | {"metavar": "FILE", "help": "run this one instead; may be repeated"},
            "--param": _PARAM | {"help": "a notebook's parameter; may be repeated"},
            **_HOW,
            "--pdf": _SWITCH | {"help": "print each page as NAME.pdf too, by an installed Chromium or Chrome"},
            "--without-text": _SWITCH
            | {"help": "write no sentence of an article: figures, tables and offsets, and the hash of its text"},
            "--scheduler": {"metavar": "ADDRESS", "help": "run on the workers of this dask scheduler, tcp://HOST:PORT"},
        },
    ),
    "run": (
        "run any notebook, once for each row of a table",
        "Runs a notebook in Python once, or once for each row of a table with the row's values as its parameters: what "
        "its cell tagged parameters sets. A run is kept that is there and of the same notebook and values; of what "
        "else a notebook reads nothing is known (--force). What is called *_secret, *_token, *_password or *_key is "
        "masked in all that is written.",
        {
            "notebook": {"metavar": "NOTEBOOK", "help": "the notebook"},
            "--table": {
                "metavar": "FILE",
                "help": "CSV: a column a parameter, a row a run; an empty cell leaves it as it is",
            },
            "--name": {
                "metavar": "COLUMN",
                "help": "the column that names the files (default: the notebook's name and a number)",
            },
            "--param": _PARAM | {"help": "for all rows; may be repeated"},
            "--out": _out("runs", "where the runs go"),
            "--html": _SWITCH | {"help": "make a page of each, too"},
            **_HOW,
        },
    ),
    "compare": (
        "set articles of one story side by side",
        "Runs the notebook compare on all of the articles together and makes one page, DIR/compare.html: who is "
        "quoted, whole or cut, where dates and numbers differ, and one timeline of them all.",
        {
            "articles": {"nargs": "+", "metavar": "ARTICLE", "help": "as for report: a file or a folder of them"},
            "--out": _out("compared", "where the page goes"),
            **_HOW,
        },
    ),
    "export": (
        "write articles in the formats of other tools",
        "Writes what dateline finds in each article as other tools read it. Offsets are code points.",
        {
            "articles": {
                "nargs": "+",
                "metavar": "ARTICLE",
                "help": "as for report: a file, a folder, or a list named articles.csv",
            },
            "--to": {
                "required": True,
                "choices": list(_FORMATS),
                "metavar": "FORMAT",
                "help": "; ".join(f"{name}: {what}" for name, what in _FORMATS.items()),
            },
            "--out": _out("exports", "where the files go"),
            "--published": _PUBLISHED,
            "--pattern": {
                "metavar": "WORDS",
                "help": "what a concordance is of: words, wild*cards or a /regular expression/",
            },
        },
    ),
    "articles": (
        "list what is understood of articles, to be set right before reports are made",
        "Writes a table of the articles in files, folders, mailboxes, exports and so on: title, date, source and "
        "byline, where each came from, and what is odd. Set right in it what is wrong: articles.csv is read with the "
        "articles beside it.",
        {
            "articles": {"nargs": "+", "metavar": "ARTICLE", "help": "as for report"},
            "--to": {"default": "articles.csv", "metavar": "FILE", "help": "the table (default: articles.csv)"},
        },
    ),
    "corrections": (
        "read back what a person set right in an exported file",
        "Writes the lines of corrections.csv that say what a person changed in a NAME.ann that export wrote for brat: "
        "speakers, values of time expressions, names. Of two persons' files it says instead how far they agree.",
        {
            "articles": {"nargs": 1, "metavar": "ARTICLE", "help": "the article that was exported"},
            "--from": _PARAM
            | {"dest": "files", "required": True, "metavar": "FILE", "help": "the changed .ann; twice, of two persons"},
            "--to": {"metavar": "FILE", "help": "the table (default: corrections.csv beside the article)"},
            "--who": {"default": "", "metavar": "NAME", "help": "who set it right"},
            "--published": _PUBLISHED,
        },
    ),
    "corpus": (
        "make tables of many articles, and a page over them",
        "Writes what is read in each article as Parquet, DIR/tables/NAME/*.parquet, with schema.md beside it, and a "
        "page over all, DIR/index.html. Articles that are there already are kept, so the same command goes on where "
        "one was stopped, and more articles cost what they are.",
        {
            "articles": {"nargs": "+", "metavar": "ARTICLE", "help": "as for report: files, folders, lists of them"},
            "--out": _out("corpus", "where the tables go, s3:// and such too"),
            "--jobs": _limit("N", "articles read at once", _cores()),
            "--scheduler": {"metavar": "ADDRESS", "help": "read on the workers of this dask scheduler"},
            "--no-page": _SWITCH | {"help": "the tables alone"},
        },
    ),
}


class _Parser(argparse.ArgumentParser):
    """argparse's, whose errors repeat what was typed."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def _arguments() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    parser = _Parser(
        prog="dateline", description="Reads news articles with receipts.", epilog=_EXAMPLES, formatter_class=form
    )
    parser.add_argument("--version", action="version", version=f"dateline {version('dateline')}")
    commands = parser.add_subparsers(dest="command")
    for name, (line, description, arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=line, description=description)
        for argument, options in arguments.items():
            command.add_argument(argument, **options)
    return parser


def say(line: str, stream: TextIO | None = None) -> None:
    """One line on standard error, or another stream; what its encoding has no sign for is a question mark."""
    stream = stream or sys.stderr
    encoding = stream.encoding or "utf-8"
    print(printable(line).encode(encoding, "replace").decode(encoding), file=stream, flush=True)


def say_some(kind: str, lines: Sequence[str]) -> None:
    """The first of them, and how many more."""
    for line in lines[:_NAMED]:
        say(f"{kind}: {line}")
    if len(lines) > _NAMED:
        say(f"{kind}: {len(lines) - _NAMED} more")


def counted(results: Iterable[Any], total: int, what: str) -> Iterator[Any]:
    """Hands on what is done, with a bar where standard error is a terminal."""
    from tqdm import tqdm

    failed = 0
    with tqdm(total=total, unit=f" {what}", dynamic_ncols=True, disable=None if total else True) as bar:
        for result in results:
            failed += result.state == "failed"
            if failed:
                bar.set_postfix(failed=failed, refresh=False)
            bar.update()
            yield result


def _states(results: Sequence[Result], unreadable: int = 0) -> dict[str, int]:
    states = Counter(result.state for result in results)
    return {"made": states["made"], "kept": states["kept"], "failed": states["failed"] + unreadable}


def counts(results: Sequence[Result], unreadable: Sequence[tuple[str, str]] = ()) -> str:
    """So many made, kept, failed; an article that cannot be read is one failure."""
    return ", ".join(f"{n} {state}" for state, n in _states(results, len(unreadable)).items())


def failures(results: Sequence[Result]) -> list[tuple[str, str]]:
    """(path, the one line that matters) of each."""
    return [(result.path, result.error or "") for result in results if result.state == "failed"]


def record(
    results: list[Result],
    unreadable: list[tuple[str, str]],
    not_begun: int,
    printed: Sequence[Result] | None = None,
    notes: Sequence[str] = (),
    what: str = "reports",
) -> str:
    """The run as JSON: reports, or what else, in the order of the plan, and PDFs where any were wanted."""
    fields = ("state", "path", "error", "seconds")
    of = "article" if what == "reports" else "row"
    run: dict[str, Any] = {
        "dateline": version("dateline"),
        **_states(results, len(unreadable)),
        "not_begun": not_begun,
        what: [{**result.job.account, **{field: getattr(result, field) for field in fields}} for result in results],
        "unreadable": [{of: name, "error": why} for name, why in unreadable],
        "notes": list(notes),
    }
    if printed is not None:
        files = [{"path": page.path, "state": page.state, "error": page.error} for page in printed]
        run["pdf"] = {**_states(printed), "files": files}
    return json.dumps(run, indent=1) + "\n"


def _stop(number: int, _: object) -> None:
    for other in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)  # once is enough: what follows is quick
    for stream in (1, 2):  # a terminal that has hung up takes no more words
        try:
            os.write(stream, b"")
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    raise KeyboardInterrupt(number)


def _exit_code(stop: KeyboardInterrupt) -> int:
    return EXIT_STOPPED + (stop.args[0] if stop.args else signal.SIGINT)


def _fail(message: str, code: int) -> int:
    say(f"dateline: {message}")
    return code


def _notebooks(given: list[str]) -> dict[str, Path]:
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


def _published(options: argparse.Namespace) -> str | None:
    """Raises ReadError where it is no date, or the date of several articles."""
    from dateline.readers.folders import expanded

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
    from dateline.reports.pdf import browser
    from dateline.reports.storage import Store

    published = _published(options)
    notebooks = _notebooks(options.notebook)
    values = check(options.param, notebooks)
    program = browser() if options.pdf else None
    store = Store(options.out)
    with store.reserved():
        notes: list[str] = []
        asked = options.articles or seed_articles(), published, notebooks, values, store, notes
        jobs, unreadable = plan(*asked, options.without_text)
        return _make(options, jobs, unreadable, notes, store, program)


def _run(options: argparse.Namespace) -> int:
    from dateline.reports.parameters import plan_runs
    from dateline.reports.storage import Store

    store = Store(options.out)
    runs, unusable = plan_runs(options.notebook, options.table, options.name, options.param, store, options.html)
    with store.reserved():
        return _make(options, runs, unusable, [], store)


def _compare(options: argparse.Namespace) -> int:
    options.notebook, options.force = str(notebook_path("compare")), True  # of the articles a run knows the names alone
    options.param = [f"articles={','.join(options.articles)}"]
    options.table, options.name, options.html = None, None, True
    return _run(options)


def _make(
    options: argparse.Namespace,
    jobs: Sequence[Job],
    unreadable: list[tuple[str, str]],
    notes: list[str],
    store: Store,
    program: str | None = None,
) -> int:
    """Make what is to be made, print its pages by `program`, if any, write the record and the index, and say it all."""
    from dateline.reports.batch import index, is_current, run
    from dateline.reports.pdf import print_pages
    from dateline.running.processes import NoScheduler

    what = "reports" if options.command == "report" else "runs"
    results = [Result(job, "kept", store.show(f"{job.stem}.ipynb")) for job in jobs if is_current(job, store)]
    results = [] if options.force else results
    names = {result.job.stem for result in results}
    to_make = [job for job in jobs if job.stem not in names]
    settings = Settings(not options.cold, options.timeout, options.time_limit, options.output_limit * _MEGA)
    running = run(to_make, store, settings, options.jobs, getattr(options, "scheduler", None))
    printed: list[Result] = []
    stopped = 0
    try:
        for result in counted(running, len(to_make), what):
            results.append(result)
        if program:
            stems = [result.job.stem for result in results if result.state != "failed"]
            for page in counted(print_pages(stems, store, program, min(options.jobs, _cores())), len(stems), "pages"):
                printed.append(page)
    except KeyboardInterrupt as stop:
        stopped = _exit_code(stop)
        running.close()
    except NoScheduler as error:
        return _fail(str(error), EXIT_USAGE)
    order = {job.stem: place for place, job in enumerate(jobs)}
    results.sort(key=lambda result: order[result.job.stem])
    failed = unreadable + failures([*results, *printed])
    left = len(jobs) - len(results)
    pages = sorted(printed, key=lambda page: page.path) if program else None
    store.write("run.json", record(results, unreadable, left, pages, notes, what))
    page = f"open {store.show('index.html')}"
    try:
        if what == "reports" and (jobs or not store.has("index.html")):  # a mistyped path leaves it as it is
            index([result.job for result in results], failed, store, bool(to_make) and not options.scheduler)
    except Exception as error:  # whatever it is, the reports are there, and are to be counted
        failed.append((store.show("index.html"), one_line(error)))
        page = ""
    summary = counts(results, unreadable) + (f"; PDF: {counts(printed)}" if program else "")
    if stopped:
        summary = f"stopped: {summary}, {left} not begun or ended; the same command goes on from here"
    elif look := page if what == "reports" else f"see {store.show()}":
        summary = f"{summary}; {look}"
    return _end(summary, notes, failed, stopped)


def _end(summary: str, notes: list[str], failed: list[tuple[str, str]], stopped: int = 0) -> int:
    """Says what came of it all, and returns the exit code."""
    say_some("note", notes)
    say_some("failed", [why if why.startswith(printable(what)) else f"{what}: {why}" for what, why in failed])
    if stopped:
        return _fail(summary, stopped)
    say(summary, sys.stdout)
    return EXIT_FAILED if failed else 0


def _export(options: argparse.Namespace) -> int:
    from dateline.exports.files import files_of, is_one_of, readable
    from dateline.reports.storage import Store

    published = _published(options)
    if (options.to == "concordance") != bool(options.pattern):
        return _fail("--to concordance and --pattern WORDS go together", EXIT_USAGE)
    notes: list[str] = []
    articles, unreadable = readable(options.articles, published, notes)
    store = Store(options.out)
    try:
        files = files_of(articles, options.to, options.pattern)
    except ReadError as error:
        return _fail(f"--pattern {options.pattern}: {error}", EXIT_USAGE)
    with store.reserved():
        if source := next((a.path for a in articles.values() if is_one_of(a.path, options.out, files)), None):
            return _fail(f"--out {options.out}: would write over {source}; choose another folder", EXIT_USAGE)
        for name, content in files.items():
            store.write(name, content)
    return _end(f"{len(articles)} exported, {len(unreadable)} failed; see {store.show()}", notes, unreadable)


def _articles(options: argparse.Namespace) -> int:
    from dateline.exports.listing import listing
    from dateline.exports.times import to_csv
    from dateline.readers.folders import expanded

    file = Path(options.to)
    if file.exists():
        why = "is there already; choose another name, so that what was set right stays"
        return _fail(f"--to {file}: {why}", EXIT_USAGE)
    unreadable: list[tuple[str, str]] = []
    notes: list[str] = []
    table = listing(expanded(options.articles, unreadable, notes), file.parent)
    file.write_bytes(to_csv(table).encode())
    odd = table["odd"].str.startswith("not read").sum() + len(unreadable)
    _end(f"{len(table)} articles listed, {odd} not read; see {file}", notes, unreadable)
    return EXIT_FAILED if odd else 0


def _corrections(options: argparse.Namespace) -> int:
    from dateline.exports.corrected import agreement_between, corrections_from
    from dateline.exports.times import to_csv
    from dateline.readers import read

    article = read(options.articles[0], _published(options))
    if len(options.files) > 1:
        for line in to_csv(agreement_between(article, *options.files[:2]).round(3)).splitlines():
            say(line, sys.stdout)
        return 0
    beside = Path(article.path or options.articles[0])
    file = Path(options.to or beside.with_name("corrections.csv"))
    if file.exists():
        return _fail(f"{file}: is there already; choose another name (--to) and move its lines there", EXIT_USAGE)
    table, lost = corrections_from(article, options.files[0], options.who)
    if len(table):
        file.write_bytes(to_csv(table.assign(path=beside.name)).encode())
    return _end(f"corrections: {len(table)}" + f"; see {file}" * bool(len(table)), [lost] * bool(lost), [])


def _corpus(options: argparse.Namespace) -> int:
    from dateline.reports.corpus_run import PAGE, make_page, run_corpus
    from dateline.reports.storage import Store
    from dateline.running.processes import NoScheduler

    store, notes = Store(options.out), list[str]()
    with store.reserved():
        try:
            made = run_corpus(options, store, notes)
        except NoScheduler as error:
            return _fail(str(error), EXIT_USAGE)
        if not made.made + made.kept:
            say_some("note", notes)
            return _fail(f"no article could be read of {len(made.failed)}; {made.failed[0][1]}", EXIT_FAILED)
        failed = made.failed if options.no_page else made.failed + make_page(store)
    counts = f"{made.made} made, {made.kept} kept, {len(made.failed)} failed, {len(made.twice)} twice"
    look = f"see {store.show()}" if options.no_page else f"open {store.show(PAGE)}.html"
    return _end(f"{counts}; {look}", notes + made.twice, failed)


_CALLS = {
    "report": _report,
    "run": _run,
    "compare": _compare,
    "export": _export,
    "articles": _articles,
    "corrections": _corrections,
    "corpus": _corpus,
}


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code: 0 all made, 1 some failed (named), 2 wrong use, 128 and more stopped."""
    parser = _arguments()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 0
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # one that is ignored, as nohup has it, stays so
            signal.signal(number, _stop)
    try:
        return _CALLS[options.command](options)
    except ReadError as error:
        return _fail(str(error), EXIT_USAGE)
    except KeyboardInterrupt as stop:
        return _fail("stopped; what was made is kept", _exit_code(stop))
    except OSError as error:
        return _fail(f"{error.filename or options.out}: {error.strerror}; nothing half made is left", EXIT_FAILED)
    except MemoryError:
        return _fail("out of memory; what was made is kept", EXIT_FAILED)


if __name__ == "__main__":  # python -m dateline.reports.cli, where no command is installed
    sys.exit(main())
