"""The page over all reports: facts, key figures and small multiples of each article; never ranked by tone."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import quote

from dateline.article import ReadError
from dateline.pages.shown import warnings_of
from dateline.readers import read
from dateline.reports.index_figures import rows_of, strips
from dateline.reports.jobs import NOTEBOOKS, Job
from dateline.reports.making import one_line
from dateline.reports.page import POLICY, SCRIPT, TEMPLATES
from dateline.reports.places import LEDGER, Places
from dateline.reports.storage import Store

# What the list may be sorted by: never by tone.
_ORDERS = {
    "": "as given",
    "published": "oldest first",
    "published down": "newest first",
    "title": "title",
    "source": "source",
    "words down": "longest first",
}


def _key_figures(store: Store, slug: str, notebooks: list[str]) -> list[tuple[str, str]]:
    """What each notebook put into its table key_figures, in the order of the notebooks."""
    tables = [rows_of(store, f"{slug}/tables/{notebook}_key_figures.csv") for notebook in notebooks]
    return [(row["figure"], row["result"]) for table in tables for row in table]


def _links(slug: str, name: str, store: Store) -> str:
    place = f"{slug}/{quote(name)}"
    printed = f' (<a href="{place}.pdf">PDF</a>)' if store.has(f"{slug}/{name}.pdf") else ""
    return f'<a href="{place}.html">{escape(name.replace("_", " "))}</a>{printed}'


def _row(slug: str, entry: dict[str, Any], pages: list[str], store: Store) -> str:
    found = _key_figures(store, slug, pages)
    figures = " · ".join(f"{escape(value)} {escape(name)}" for name, value in found)
    links = " · ".join(_links(slug, name, store) for name in pages)
    facts = " · ".join(escape(fact) for fact in (entry["source"], entry["published"] or "undated") if fact)
    notes = "".join(f'<p class="warning">{escape(note)}</p>' for note in entry["notes"])
    keys = {**{key: entry[key] for key in ("published", "title", "source")}, "words": dict(found).get("words")}
    data = "".join(f' data-{name}="{escape(key)}"' for name, key in keys.items() if key)
    return (
        f'<li{data}><h2>{escape(entry["title"])}</h2><p class="facts">{facts}</p>{notes}<p>{figures}</p>'
        f"{strips(store, slug)}<p>{links}</p></li>"
    )


def _entry(article: str, published: str | None, places: Places) -> dict[str, Any]:
    """What the index says of an article."""
    named = {"article": article, "file": places.file_of(article)}
    try:
        found = read(article, published)
        notes = warnings_of(found)
    except Exception as error:  # it went, or was changed, after its reports were made
        why = str(error) if isinstance(error, ReadError) else one_line(error)
        said = next((entry for entry in places.entries.values() if entry["file"] == named["file"]), None)
        return said or {**named, "title": article, "published": "", "source": "", "notes": [why]}
    title = found.title or article
    return {**named, "title": title, "published": found.published or "", "source": found.source or "", "notes": notes}


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


def _find() -> str:
    """The boxes that filter and sort; hidden unless the page's script makes them work."""
    orders = "".join(f'<option value="{key}">{name}</option>' for key, name in _ORDERS.items())
    return (
        '<form class="find" hidden><label>Find <input id="filter" type="search" placeholder="words, source, date">'
        f'</label><label>Order <select id="order">{orders}</select></label>'
        '<output id="count" for="filter"></output></form>'
    )


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
    pages = {slug: [name for name in places.pages(slug) if store.has(f"{slug}/{name}.html")] for slug in entries}
    rows = "".join(_row(slug, entry, _in_order(pages[slug]), store) for slug, entry in entries.items())
    failed = "".join(f"<li>{escape(what)}: {escape(reason)}</li>" for what, reason in failures)
    trouble = f'<div class="warning"><p>Not made:</p><ul>{failed}</ul></div>' if failures else ""
    style = (TEMPLATES / "page" / "style.css").read_text(encoding="utf-8")
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="dateline">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>dateline reports</title>
<style>{style}</style>
</head>
<body>
<main class="index">
<h1>Reports</h1>
<p>Three questions to each article: how is it told and by whom, what is it about, what happened when.
Articles stand in the order given, those of earlier runs behind them; none is ranked by tone.
Each drawing has its article's own scale of time.</p>
{trouble}{_find()}<ol class="articles">{rows}</ol>
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""
    store.write(LEDGER, json.dumps(entries, indent=1) + "\n")
    store.write("index.html", page)
    return store.show("index.html")
