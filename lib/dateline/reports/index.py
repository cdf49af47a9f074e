"""The page over all articles: headline, findings and drawings of each, to filter, sort and search; never ranked by
tone."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dateline.article import ReadError
from dateline.pages.article_head import warnings_of
from dateline.pages.table_html import named
from dateline.readers import read
from dateline.reports.index_figures import rows_of, strips
from dateline.reports.jobs import BRIEF, NOTEBOOKS, PAGES, Job, page_of
from dateline.reports.making import one_line
from dateline.reports.page import POLICY, SCRIPT, TEMPLATES
from dateline.reports.places import LEDGER, Places
from dateline.reports.storage import Store
from dateline.segments.segmentation import headline

# What the list may be sorted by: never by tone.
_ORDERS = {
    "": "as given",
    "published": "oldest first",
    "published down": "newest first",
    "title": "title",
    "source": "source",
    "words down": "longest first",
}
_MOST_FINDINGS = 2
_NONE = ("0", "0%", "–")
_LONGEST_TEXT = 300_000  # characters of an article that are searched


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "page"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("all_reports.html.j2")


def _key_figures(store: Store, slug: str, notebooks: list[str]) -> list[tuple[str, str]]:
    """What each notebook put into its table key_figures, in the order of the notebooks; what is none is not said."""
    tables = [rows_of(store, f"{slug}/tables/{notebook}_key_figures.csv") for notebook in notebooks]
    figures = [(row["result"], row["figure"]) for table in tables for row in table]
    return [(named(n, figure), n) for n, figure in figures if n not in _NONE]


def _findings(store: Store, slug: str) -> list[str]:
    """The first sentences of its brief."""
    return [row["text"] for row in rows_of(store, f"{slug}/tables/{BRIEF}_findings.csv")[:_MOST_FINDINGS]]


def _shown(slug: str, entry: dict[str, Any], names: list[str], store: Store) -> dict[str, Any]:
    """What the page shows of an article."""
    figures = _key_figures(store, slug, names)
    keys = {**{key: entry[key] for key in ("published", "title", "source")}, "words": dict(figures).get("words")}
    return {
        "slug": slug,
        "title": entry["title"],
        "notes": entry["notes"],
        "facts": (entry["source"], entry["published"] or "undated"),
        "sorted_by": keys,
        "figures": figures,
        "findings": _findings(store, slug),
        "text": entry["text"],
        "strips": strips(store, slug),
        "pages": [(PAGES.get(name, name), page_of(name), store.has(f"{slug}/{name}.pdf") and name) for name in names],
    }


def _entry(article: str, published: str | None, places: Places) -> dict[str, Any]:
    """What the index says of an article."""
    named = {"article": article, "file": places.file_of(article)}
    try:
        found = read(article, published)
        notes = warnings_of(found)
    except Exception as error:  # it went, or was changed, after its reports were made
        why = str(error) if isinstance(error, ReadError) else one_line(error)
        said = next((entry for entry in places.entries.values() if entry["file"] == named["file"]), None)
        return said or {**named, "title": article, "published": "", "source": "", "text": "", "notes": [why]}
    text = " ".join(found.text[:_LONGEST_TEXT].split())
    facts = {"title": headline(found), "published": found.published or "", "source": found.source or "", "text": text}
    return {**named, **facts, "notes": notes}


def _entries(jobs: list[Job], places: Places) -> dict[str, dict[str, Any]]:
    """What is said of each place: those of the run in the order given, then those that earlier runs have left."""
    entries = {}
    for job in jobs:
        if job.slug not in entries:
            entries[job.slug] = _entry(job.article, job.published, places)
    for slug in sorted(places.notebooks):
        if slug not in entries and (article := places.article_of(slug)) is not None:
            entries[slug] = places.entries.get(slug) or _entry(article, None, places)
    return entries


def _in_order(names: list[str]) -> list[str]:
    return [*(name for name in NOTEBOOKS if name in names), *(name for name in names if name not in NOTEBOOKS)]


def write_index(jobs: list[Job], failures: list[tuple[str, str]], store: Store) -> str:
    """Writes index.html, and what it says of each article as index.json, for the runs after it.

    Arguments:
        jobs: the jobs of the run; reports that earlier runs have made stay in it.
        failures: (what, reason) for each article or notebook that failed.
        store: where the reports are.

    Returns:
        its path, as a user would type it.
    """
    places = Places(store)
    entries = _entries(jobs, places)
    pages = {slug: [name for name in places.pages(slug) if store.has(f"{slug}/{page_of(name)}")] for slug in entries}
    shown = [_shown(slug, entry, _in_order(pages[slug]), store) for slug, entry in entries.items()]
    fixed = {"policy": POLICY, "script": SCRIPT, "orders": _ORDERS}
    texts = {article["slug"]: article["text"] for article in shown}
    page = _template().render(articles=shown, failures=failures, texts=texts, **fixed)
    store.write(LEDGER, json.dumps(entries, indent=1) + "\n")
    store.write("index.html", page)
    return store.show("index.html")
