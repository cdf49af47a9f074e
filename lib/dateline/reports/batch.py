"""Articles × notebooks: each run through papermill, exported, and judged by what it was to make."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from dateline.article import ReadError
from dateline.readers import MANIFEST, find, manifest_rows, read
from dateline.reports.export import missing_outputs, to_page, write_atomically, write_outputs

NOTEBOOKS = ("sentiment", "term_frequency", "timeline")
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Job:
    """One notebook to run on one article; `published` is None where the article or its manifest knows the date."""

    article: str
    slug: str
    notebook: str
    published: str | None = None


@dataclass(frozen=True)
class Result:
    """What became of a job: `error` is the one line that matters, None where all was made."""

    job: Job
    path: Path
    error: str | None = None


def notebook_path(name: str) -> Path:
    """Where a notebook of ours lies: in the wheel beside the package, in a clone at its root."""
    packaged = _PACKAGE / "notebooks" / f"{name}.ipynb"
    return packaged if packaged.is_file() else _PACKAGE.parents[1] / "notebooks" / f"{name}.ipynb"


def seed_articles() -> list[str]:
    """The articles of seeds/articles.csv, as paths.

    Raises:
        ReadError: where there is no such file.
    """
    folder = find("seeds")
    if not (folder / MANIFEST).is_file():
        raise ReadError(f"{folder / MANIFEST}: no such file; name the articles to read")
    return [f"seeds/{path}" for path in manifest_rows(folder)]


def _slug(path: str) -> str:
    plain = unicodedata.normalize("NFKD", Path(path).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "article"


def slugs(paths: list[str]) -> list[str]:
    """A folder name for each article; a name that comes again gets a number (-2, -3 ...), none is used twice."""
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    found = []
    for path in paths:
        base = name = _slug(path)
        while name in taken:
            seen[base] += 1
            name = f"{base}-{seen[base] + 1}"
        taken.add(name)
        found.append(name)
    return found


def plan(articles: list[str], published: str | None = None) -> tuple[list[Job], list[tuple[str, str]]]:
    """The jobs for those articles that can be read, and (article, reason) for those that cannot."""
    jobs: list[Job] = []
    unreadable: list[tuple[str, str]] = []
    unique = list(dict.fromkeys(articles))
    for article, slug in zip(unique, slugs(unique), strict=True):
        try:
            read(article, published)
        except ReadError as error:
            unreadable.append((article, str(error)))
        else:
            jobs.extend(Job(article, slug, notebook, published) for notebook in NOTEBOOKS)
    return jobs, unreadable


def run_job(job: Job, out: Path) -> Result:
    """Runs one notebook and puts its page, tables and figures in place, each whole or not at all."""
    folder = out / job.slug
    target = folder / f"{job.notebook}.ipynb"
    folder.mkdir(parents=True, exist_ok=True)
    working = folder / f".{job.notebook}.ipynb"
    parameters = {"article": job.article} | ({"published": job.published} if job.published else {})
    error = None
    try:
        papermill.execute_notebook(
            notebook_path(job.notebook),
            working,
            parameters,
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
        )
    except PapermillExecutionError as failure:
        error = f"{failure.ename}: {failure.evalue}".splitlines()[0]
    except Exception as failure:  # a kernel that dies must not take the batch with it
        error = f"{type(failure).__name__}: {failure}".splitlines()[0]
    if working.exists():
        notebook = nbformat.read(working, as_version=4)
        working.replace(target)
        write_outputs(notebook, folder, job.notebook)
        write_atomically(target.with_suffix(".html"), to_page(notebook, f"{job.notebook} · {job.slug}"))
        missing = missing_outputs(notebook)
        error = error or (f"not made: {', '.join(missing)}" if missing else None)
    return Result(job, target, error)


def run(jobs: list[Job], out: Path) -> Iterator[Result]:
    """The result of each job, in order; one failure never stops the rest."""
    for job in jobs:
        yield run_job(job, out)
