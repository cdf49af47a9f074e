"""Articles × notebooks: which reports are to be made, which are there already, and the run that makes the rest."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.article import ReadError
from dateline.readers import MANIFEST, READERS, described, find, manifest_rows, read
from dateline.reports import making
from dateline.reports.fingerprint import digest, file_digest, of_software
from dateline.reports.storage import Store
from dateline.running.cluster import on_cluster
from dateline.running.forks import PRELOAD
from dateline.running.processes import in_processes

NOTEBOOKS = ("sentiment", "term_frequency", "timeline")
_PACKAGE = Path(__file__).resolve().parents[1]
_LONGEST_NAME = 100  # characters; a file system takes 255 bytes, and notebooks put theirs behind it
# What the process of a report does before its first: papermill's and nbconvert's own imports, schemas and templates.
_REHEARSED = ("dateline.running.execution:rehearse", "dateline.reports.page:rehearse", "dateline.reports.index")


@dataclass(frozen=True)
class Job:
    """One notebook to run on one article.

    `notebook` is its name and `path` its file; `published` is None where the article or its manifest knows the date;
    `fingerprint` is of all that the report depends on.
    """

    article: str
    slug: str
    notebook: str
    published: str | None = None
    path: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""

    @property
    def siblings(self) -> tuple[str, ...]:
        """The reports that its page links to: ours to each other."""
        return NOTEBOOKS if self.notebook in NOTEBOOKS else ()

    @property
    def stem(self) -> str:
        """Of its files in the place of the reports."""
        return f"{self.slug}/{self.notebook}"


@dataclass(frozen=True)
class Settings:
    """How reports are made; none of it changes what is in them."""

    warm: bool = True
    timeout: int | None = None  # seconds a cell
    output_limit: int | None = None  # characters a notebook
    folder: str = field(default_factory=os.getcwd)  # where relative paths begin


@dataclass(frozen=True)
class Result:
    """What became of a job: made, kept or failed; `error` is the one line that matters, `path` what to look at."""

    job: Job
    state: str
    path: str
    error: str | None = None
    seconds: float = 0.0


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


def articles_of(path: str) -> list[str]:
    """One article, those of a folder in the order of their names, or those of a list named articles.csv in its order.

    Raises:
        ReadError: the folder or the list has none.
    """
    file = Path(path)
    if file.name == MANIFEST and file.is_file():
        found = [str(file.parent / name) for name in manifest_rows(file.parent)]
    elif file.is_dir():
        suffixes = READERS.keys() - {""}
        found = sorted(str(inside) for inside in file.iterdir() if inside.suffix.lower() in suffixes)
    else:
        return [path]
    if not found:
        raise ReadError(f"{path}: has no article in it; they end in {', '.join(sorted(READERS.keys() - {''}))}")
    return found


def _slug(path: str) -> str:
    plain = unicodedata.normalize("NFKD", Path(path).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-") or "article"


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


def plan(
    articles: list[str],
    published: str | None = None,
    notebooks: dict[str, Path] | None = None,
    values: dict[str, dict[str, Any]] | None = None,
) -> tuple[list[Job], list[tuple[str, str]]]:
    """The jobs for those articles that can be read, and (article, reason) for those that cannot.

    Arguments:
        articles: paths of files, folders, or lists named articles.csv.
        published: ISO date of publication of all of them.
        notebooks: their files by name; by default the three of ours.
        values: parameters for each of them by name, beside `article` and `published`.
    """
    notebooks = notebooks or {name: notebook_path(name) for name in NOTEBOOKS}
    jobs: list[Job] = []
    unreadable: list[tuple[str, str]] = []
    sources = {name: digest(of_software(), file_digest(path)) for name, path in notebooks.items()}
    unique = list(dict.fromkeys(expanded(articles, unreadable)))
    for article, slug in zip(unique, slugs(unique), strict=True):
        try:
            corrections = read(article, published).corrections
            file = find(article)
            content = digest(article, published, file_digest(file), described(file), corrections)
        except (ReadError, OSError) as error:
            unreadable.append((article, str(error).replace(str(Path.cwd() / article), article)))
            continue
        for name, path in notebooks.items():
            own = (values or {}).get(name, {})
            made_from = digest(content, sources[name], own)
            jobs.append(Job(article, slug, name, published, str(path), own, made_from))
    return jobs, unreadable


def expanded(articles: list[str], unreadable: list[tuple[str, str]]) -> Iterator[str]:
    """The articles of each path; (path, reason) is added to `unreadable` for those that have none."""
    for path in articles:
        try:
            yield from articles_of(path)
        except (ReadError, OSError) as error:
            unreadable.append((path, str(error)))


def is_current(job: Job, store: Store) -> bool:
    """Whether the report is there, whole, and made from what it would be made from now."""
    report = making.report_of(store.read(f"{job.stem}.ipynb"))
    if report.get("fingerprint") != job.fingerprint:
        return False
    return all(store.size(name) == size for name, size in report["files"].items())


def run(
    jobs: list[Job], store: Store, settings: Settings, workers: int, scheduler: str | None = None
) -> Iterator[Result]:
    """The result of each job as it is done, `workers` at a time, each in a process of its own; one failure never stops
    the rest. When the iterator is closed, what is under way is ended.

    Arguments:
        scheduler: address of a dask scheduler, whose workers then make the reports.
    """
    items = ((job, store, settings) for job in jobs)
    kernels = PRELOAD if settings.warm else ()
    if scheduler:
        outcomes = on_cluster(making.make, items, scheduler, _REHEARSED, kernels)
    else:
        outcomes = in_processes(making.make, items, workers, preload=_REHEARSED, kernels=kernels)
    for outcome in outcomes:
        job = outcome.item[0]
        path, error = outcome.value or (store.show(f"{job.stem}.ipynb"), None)
        if outcome.error:
            error = making.one_line(outcome.error)
        yield Result(job, "failed" if error else "made", path, error, round(outcome.seconds, 2))


def index(jobs: list[Job], failures: list[tuple[str, str]], store: Store, is_forked: bool) -> str:
    """Writes the page over all reports; in a fork of the warm parent of a run, which has imported what that needs.

    Returns:
        its path.

    Raises:
        OSError: it cannot be written.
        ReadError: an article is not there any more.
    """
    if not is_forked:
        return making.index(jobs, failures, store)
    (outcome,) = in_processes(making.index, [(jobs, failures, store)], 1, preload=_REHEARSED)
    if outcome.error:
        raise outcome.error
    return outcome.value
