"""Articles × notebooks: which reports are to be made, which are there already, and the run that makes the rest."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from dateline.article import ReadError
from dateline.readers import find, read_each
from dateline.readers.folders import expanded, slugs
from dateline.reports import making
from dateline.reports.fingerprint import digest, file_digest, of_software
from dateline.reports.jobs import NOTEBOOKS, Job, Result, Settings, TableRun, notebook_path
from dateline.reports.places import Places
from dateline.reports.storage import Store
from dateline.running.cluster import on_cluster
from dateline.running.forks import LIBRARIES, PAPERMILL
from dateline.running.processes import in_processes

# What the kernels of reports have imported and read when they are forked.
PRELOAD = (*LIBRARIES, "dateline.reports.rehearsal:rehearse_reading")
_INDEX = "dateline.reports.index:write_index"  # by name: it imports pandas and matplotlib
# What the process of a report does before its first: nbconvert's imports and templates too.
_REHEARSED = (*PAPERMILL, "dateline.reports.page:rehearse", "dateline.reports.index")


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
        notebooks: their files by name; by default ours.
        values: parameters for each of them by name, beside `article` and `published`.
        store: where the reports go; what is there already keeps its place.
        notes: what else is to be said is added to it, a line each.
    """
    notebooks = notebooks or {name: notebook_path(name) for name in NOTEBOOKS}
    jobs: list[Job] = []
    unreadable: list[tuple[str, str]] = []
    contents: dict[Path, str] = {}
    sources = {name: digest(of_software(), file_digest(path)) for name, path in notebooks.items()}
    places = None if store is None else Places(store)
    unique = expanded(articles, unreadable, [] if notes is None else notes)
    for article, slug, found in zip(unique, _slugs(unique, places), read_each(unique, published), strict=True):
        try:
            _check_name(article)
            file = find(article)
            touched = making.touched(file)
            if isinstance(found, ReadError):
                raise found
            said = replace(found, text="")
            if file not in contents:  # once for all the articles in it
                contents[file] = file_digest(file)
            content = digest(contents[file], published, astuple(said))
        except (ReadError, OSError) as error:
            unreadable.append((article, str(error).replace(str(Path.cwd() / article), article)))
            continue
        there = {*notebooks, *(places.pages(slug) if places else [])}
        ours = tuple(name for name in NOTEBOOKS if name in there)
        for name, path in notebooks.items():
            own = (values or {}).get(name, {})
            siblings = ours if name in ours else ()
            made_from = digest(content, sources[name], own, siblings)
            jobs.append(Job(article, slug, name, published, str(path), own, made_from, touched, siblings))
    return jobs, unreadable


def _slugs(articles: list[str], places: Places | None) -> list[str]:
    """The places of articles: each finds its own again, and takes no other's."""
    if places is None:
        return slugs(articles)
    return slugs(articles, [places.of(article) for article in articles], places.is_taken)


def is_current(job: Job | TableRun, store: Store) -> bool:
    """Whether the report is there, whole, and made from what it would be made from now."""
    report = making.report_of(store.read(f"{job.stem}.ipynb"))
    wanted = set(job.wanted) if isinstance(job, TableRun) else set()
    if report.get("fingerprint") != job.fingerprint or wanted - report["files"].keys():
        return False
    return all(store.size(name) == size for name, size in report["files"].items())


def run(
    jobs: Sequence[Job | TableRun], store: Store, settings: Settings, workers: int, scheduler: str | None = None
) -> Iterator[Result]:
    """The result of each job as it is done, `workers` at a time, each in a process of its own; one failure never stops
    the rest. When the iterator is closed, what is under way is ended.

    Arguments:
        scheduler: address of a dask scheduler, whose workers then make the reports.
    """
    items = ((job, store, settings) for job in jobs)
    ours = LIBRARIES if jobs and isinstance(jobs[0], TableRun) else PRELOAD
    kernels = ours if settings.warm else ()
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


def index(jobs: Sequence[Job | TableRun], failures: list[tuple[str, str]], store: Store, is_forked: bool) -> str:
    """Writes the page over all reports; in a fork from the fork server of a run, which has imported what that needs.

    Returns:
        its path.

    Raises:
        OSError: it cannot be written.
    """
    if not is_forked:
        return pkgutil.resolve_name(_INDEX)(jobs, failures, store)
    (outcome,) = in_processes(_INDEX, [(jobs, failures, store)], 1, preload=_REHEARSED)
    if outcome.error:
        raise outcome.error
    return outcome.value
