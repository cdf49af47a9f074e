"""The command `dateline`."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path

from dateline.article import ReadError, parse_published

EXIT_FAILED = 1  # an article or a notebook failed
EXIT_USAGE = 2  # an option is wrong


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dateline", description="Reads news articles with receipts.")
    parser.add_argument("--version", action="version", version=f"dateline {version('dateline')}")
    commands = parser.add_subparsers(dest="command", required=True)
    report = commands.add_parser(
        "report",
        help="make the three reports of each article",
        description="Runs the notebooks sentiment, term_frequency and timeline on each article.",
    )
    report.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="a text file or saved web page (default: seeds/)"
    )
    report.add_argument("--out", default="reports", metavar="DIR", help="where the reports go (default: reports)")
    report.add_argument("--published", metavar="DATE", help="publication date of the one article, YYYY-MM-DD")
    return parser


def _fail(message: str, code: int) -> int:
    print(f"dateline: {message}", file=sys.stderr)
    return code


def _report(options: argparse.Namespace) -> int:
    try:
        published = parse_published(options.published)
    except ReadError as error:
        return _fail(str(error), EXIT_USAGE)
    if published and len(options.articles) != 1:
        return _fail("--published goes with one article; put the dates of several in articles.csv", EXIT_USAGE)
    out = Path(options.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _fail(f"--out {out}: cannot be written ({error.strerror}); choose another folder", EXIT_USAGE)

    from tqdm import tqdm  # papermill and pandas take a second to import, which --help need not wait for

    from dateline.reports.batch import plan, run, seed_articles
    from dateline.reports.index import write_index

    try:
        jobs, failures = plan(options.articles or seed_articles(), published)
    except ReadError as error:
        return _fail(str(error), EXIT_FAILED)
    with tqdm(total=len(jobs), unit="report", disable=not jobs) as bar:
        for result in run(jobs, out):
            bar.update()
            if result.error:
                failures.append((str(result.path), result.error))
    index = write_index(jobs, failures, out)
    for what, reason in failures:
        print(f"failed: {reason if reason.startswith(what) else f'{what}: {reason}'}", file=sys.stderr)
    print(f"{len(jobs)} reports of {len({job.slug for job in jobs})} articles; open {index}")
    return EXIT_FAILED if failures else 0


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code: 0 all made, 1 some failed (named), 2 wrong use."""
    options = _arguments().parse_args(arguments)
    try:
        return _report(options)
    except KeyboardInterrupt:
        return _fail("stopped; what was made is kept", 130)
    except OSError as error:
        return _fail(f"{error.filename or options.out}: {error.strerror}; nothing half made is left", EXIT_FAILED)
