"""Articles × notebooks: which reports are to be made, which are there already, and the run that makes the rest."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dateline.article import ReadError
from dateline.readers import (
    MANIFEST,
    articles_in,
    endings,
    find,
    listed,
    manifest_notes,
    manifest_rows,
    passed_over,
    read,
    unlisted,
)
from dateline.reports import making
from dateline.reports.fingerprint import digest, file_digest, of_software
from dateline.reports.places import Places, numbered, slug_of
from dateline.reports.storage import Store
from dateline.running.cluster import on_cluster
from dateline.running.forks import PRELOAD
from dateline.running.processes import in_processes

NOTEBOOKS = ("sentiment", "term_frequency", "timeline")
_PACKAGE = Path(__file__).resolve().parents[1]
# What the process of a report does before its first: papermill's and nbconvert's own imports, schemas and templates.
_REHEARSED = ("dateline.running.execution:rehearse", "dateline.reports.page:rehearse", "dateline.reports.index")


@dataclass(frozen=True)
class Job:
    """One notebook to run on one article.

    `notebook` is its name and `path` its file; `published` is None where the article or its manifest knows the date;
    `fingerprint` is of all that the report depends on, `touched` tells whether the article was changed since.
    """

    article: str
    slug: str
    notebook: str
    published: str | None = None
    path: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    touched: tuple[int, ...] = ()

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


def articles_of(path: str, unreadable: list[tuple[str, str]], notes: list[str]) -> list[str]:
    """One article, those of a folder in the order of their names, or those of a list named articles.csv in its order.

    Arguments:
        unreadable: (path, reason) is added for each row of the folder's articles.csv that no file fits.
        notes: a line is added for what is passed over, or not understood.

    Raises:
        ReadError: the folder or the list has none.
    """
    file = Path(path)
    is_list = file.name == MANIFEST and file.is_file()
    if not is_list and not file.is_dir():
        with contextlib.suppress(ReadError, OSError):  # reading the article says so
            notes += manifest_notes(file.parent)
            notes += unlisted(file, endings())
        return [path]
    folder = file.parent if is_list else file
    found, misfits = listed(folder, endings())
    unreadable += misfits
    notes += manifest_notes(folder)
    if not is_list:
        found, others = articles_in(folder, endings())
        notes += [passed_over(path, others)] if others else []
    if not found and not misfits:
        raise ReadError(f"{path}: has no article in it; they end in {', '.join(sorted(endings()))}")
    return [str(article) for article in found]


def expanded(articles: list[str], unreadable: list[tuple[str, str]], notes: list[str]) -> list[str]:
    """The articles of each path, each once; (path, reason) is added to `unreadable` for what cannot be read, and to
    `notes` what else is to be said, a line each."""
    found: list[str] = []
    for path in articles:
        try:
            found += articles_of(path, unreadable, notes)
        except (ReadError, OSError) as error:
            unreadable.append((path, str(error)))
    notes[:] = dict.fromkeys(notes)
    by_file = {os.path.abspath(article): article for article in reversed(found)}
    return list(dict.fromkeys(by_file[os.path.abspath(article)] for article in found))


def slugs(paths: list[str], places: Places | None = None) -> list[str]:
    """A folder name for each article; a name that comes again gets a number (-2, -3 ...), none is used twice.

    Arguments:
        paths: the articles.
        places: whose the folders are that are there already; each article finds its own again, and takes no other's.
    """
    own = [places.of(path) if places else None for path in paths]
    taken = {name for name in own if name}
    tried: Counter[str] = Counter()
    found = []
    for path, mine in zip(paths, own, strict=True):
        base, name = slug_of(path), mine
        while name is None or (mine is None and (name in taken or (places and places.is_taken(name)))):
            tried[base] += 1
            name = numbered(base, tried[base])
        taken.add(name)
        found.append(name)
    return found


def _check_name(article: str) -> None:
    """Raises ReadError where a notebook, which is UTF-8, cannot hold the name."""
    try:
        article.encode()
    except UnicodeEncodeError:
        raise ReadError(f"{article}: its name is no UTF-8, and a report cannot hold it; rename the file") from None


def plan(
    articles: list[str],
    published: str | None = None,
    notebooks: dict[str, Path] | None = None,
    values: dict[str, dict[str, Any]] | None = None,
    store: Store | None = None,
    notes: list[str] | None = None,
) -> tuple[list[Job], list[tuple[str, str]]]:
    """The jobs for those articles that can be read, and (article, reason) for those that cannot.

    Arguments:
        articles: paths of files, folders, or lists named articles.csv.
        published: ISO date of publication of all of them.
        notebooks: their files by name; by default the three of ours.
        values: parameters for each of them by name, beside `article` and `published`.
        store: where the reports go; what is there already keeps its place.
        notes: what else is to be said is added to it, a line each.
    """
    notebooks = notebooks or {name: notebook_path(name) for name in NOTEBOOKS}
    jobs: list[Job] = []
    unreadable: list[tuple[str, str]] = []
    sources = {name: digest(of_software(), file_digest(path)) for name, path in notebooks.items()}
    unique = expanded(articles, unreadable, [] if notes is None else notes)
    for article, slug in zip(unique, slugs(unique, Places(store) if store else None), strict=True):
        try:
            _check_name(article)
            file = find(article)
            touched = making.touched(file)
            said = replace(read(article, published), text="")
            content = digest(file_digest(file), published, said)
        except (ReadError, OSError) as error:
            unreadable.append((article, str(error).replace(str(Path.cwd() / article), article)))
            continue
        for name, path in notebooks.items():
            own = (values or {}).get(name, {})
            made_from = digest(content, sources[name], own)
            jobs.append(Job(article, slug, name, published, str(path), own, made_from, touched))
    return jobs, unreadable


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
    """
    if not is_forked:
        return making.index(jobs, failures, store)
    (outcome,) = in_processes(making.index, [(jobs, failures, store)], 1, preload=_REHEARSED)
    if outcome.error:
        raise outcome.error
    return outcome.value
