"""Articles × notebooks: which reports are to be made, which are there already, and the run that makes the rest."""

from __future__ import annotations

import pkgutil
from collections.abc import Generator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from dateline.article import ReadError
from dateline.readers import find, read_each
from dateline.readers.folders import expanded, slugs
from dateline.reports.jobs import (
    NOTEBOOKS,
    Job,
    Result,
    Settings,
    digest,
    file_digest,
    notebook_path,
    of_software,
    one_line,
    report_of,
    touched,
)
from dateline.reports.places import Places
from dateline.reports.storage import Store
from dateline.running.forks import LIBRARIES, PAPERMILL
from dateline.running.processes import in_processes, on_cluster

# What the kernels of reports have imported and read when they are forked.
PRELOAD = (*LIBRARIES, "dateline.reports.rehearsal:rehearse_reading")
# By name: they import papermill, pandas and so on.
_MAKE, _INDEX = "dateline.reports.making:make", "dateline.reports.index:write_index"
# What the process of a report does before its first: nbconvert's imports and templates too.
_REHEARSED = (*PAPERMILL, "dateline.reports.page:rehearse", "dateline.reports.index", "dateline.reports.making")


def plan(
    articles: list[str],
    published: str | None = None,
    notebooks: dict[str, Path] | None = None,
    values: dict[str, dict[str, Any]] | None = None,
    store: Store | None = None,
    notes: list[str] | None = None,
    hides_text: bool = False,
) -> tuple[list[Job], list[tuple[str, str]]]:
    """The jobs for those articles that can be read, and (article, reason) for those that cannot.

    `notebooks` are files by their names, by default ours, `values` parameters for each of them beside `article` and
    `published`; what is in the store already keeps its place; what else is to be said is added to `notes`. With
    `hides_text` no sentence of an article is in its reports.
    """
    notebooks = notebooks or {name: notebook_path(name) for name in NOTEBOOKS}
    jobs: list[Job] = []
    unreadable: list[tuple[str, str]] = []
    contents: dict[Path, str] = {}
    sources = {name: digest(of_software(), file_digest(path)) for name, path in notebooks.items()}
    places = Places(store) if store else None
    unique = expanded(articles, unreadable, [] if notes is None else notes)
    known = (list(map(places.of, unique)), places.is_taken) if places else ()  # each finds its own, takes no other's
    for article, slug, found in zip(unique, slugs(unique, *known), read_each(unique, published), strict=True):
        try:
            article.encode()  # a notebook, which is UTF-8, is to hold it
            file = find(article)
            seen = touched(file)
            if isinstance(found, ReadError):
                raise found
            if file not in contents:  # once for all the articles in it
                contents[file] = file_digest(file)
            content = digest(contents[file], published, astuple(replace(found, text="")))
        except UnicodeEncodeError:
            why = f"{article}: its name is no UTF-8, and a report cannot hold it; rename the file"
            unreadable.append((article, why))
            continue
        except (ReadError, OSError) as error:
            unreadable.append((article, str(error).replace(str(Path.cwd() / article), article)))
            continue
        there = {*notebooks, *(places.pages(slug) if places else [])}
        ours = tuple(name for name in NOTEBOOKS if name in there)
        for name, path in notebooks.items():
            own = (values or {}).get(name, {})
            siblings = ours if name in ours else ()
            made_from = digest(content, sources[name], own, siblings, *[True] * hides_text)
            given = {"article": article, **({"published": published} if published else {}), **own}
            account = {"article": article, "notebook": name}
            files = f"{slug}/{name}", str(path)
            jobs.append(Job(*files, given, given, account, made_from, article, seen, siblings, hides_text=hides_text))
    if places:
        places.claim({job.slug: job.given["article"] for job in jobs})
    return jobs, unreadable


def is_current(job: Job, store: Store) -> bool:
    """Whether the report is there, whole, and made from what it would be made from now."""
    report = report_of(store.read(f"{job.stem}.ipynb"))
    if report.get("fingerprint") != job.fingerprint:
        return False
    if not job.article and job.has_page and f"{job.stem}.html" not in report["files"]:
        return False
    return all(store.size(name) == size for name, size in report["files"].items())


def run(
    jobs: Sequence[Job], store: Store, settings: Settings, workers: int, scheduler: str | None = None
) -> Generator[Result]:
    """The result of each job as it is done, `workers` at a time, each in a process of its own; one failure never stops
    the rest. When the iterator is closed, what is under way is ended."""
    items = ((job, store, settings) for job in jobs)
    ours = LIBRARIES if jobs and not jobs[0].article else PRELOAD
    kernels = ours if settings.warm else ()
    if scheduler:
        outcomes = on_cluster(_MAKE, items, scheduler, _REHEARSED, kernels)
    else:
        outcomes = in_processes(_MAKE, items, workers, preload=_REHEARSED, kernels=kernels)
    for outcome in outcomes:
        job, why = outcome.item[0], one_line(outcome.error) if outcome.error else None
        path, error = outcome.value or (store.show(f"{job.stem}.ipynb"), why)
        yield Result(job, "failed" if error else "made", path, error, round(outcome.seconds, 2))


def index(jobs: Sequence[Job], failures: list[tuple[str, str]], store: Store, is_forked: bool) -> str:
    """Writes the page over all reports; in a fork from the fork server of a run, which has imported what that needs."""
    if not is_forked:
        return pkgutil.resolve_name(_INDEX)(jobs, failures, store)
    (outcome,) = in_processes(_INDEX, [(jobs, failures, store)], 1, preload=_REHEARSED)
    if outcome.error:
        raise outcome.error
    return outcome.value
