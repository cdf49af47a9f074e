"""The page over all reports: facts, key figures and small multiples of each article; never ranked by tone."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from dateline.pages.shown import warnings_of
from dateline.readers import read
from dateline.reports.batch import NOTEBOOKS, Job
from dateline.reports.index_figures import rows_of, strips
from dateline.reports.page import POLICY, SCRIPT, TEMPLATES
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
    return [(row["figure"], row["value"]) for table in tables for row in table]


def _links(slug: str, name: str, store: Store) -> str:
    place = f"{slug}/{quote(name)}"
    printed = f' (<a href="{place}.pdf">PDF</a>)' if store.has(f"{slug}/{name}.pdf") else ""
    return f'<a href="{place}.html">{escape(name.replace("_", " "))}</a>{printed}'


def _row(job: Job, store: Store, notebooks: list[str]) -> str:
    article, found = read(job.article, job.published), _key_figures(store, job.slug, notebooks)
    figures = " · ".join(f"{escape(value)} {escape(name)}" for name, value in found)
    pages = [name for name in notebooks if store.has(f"{job.slug}/{name}.html")]
    links = " · ".join(_links(job.slug, name, store) for name in pages)
    facts = " · ".join(escape(fact) for fact in (article.source, article.published or "undated") if fact)
    notes = "".join(f'<p class="warning">{escape(note)}</p>' for note in warnings_of(article))
    title = article.title or job.article
    keys = {"published": article.published, "title": title, "source": article.source, "words": dict(found).get("words")}
    data = "".join(f' data-{name}="{escape(key)}"' for name, key in keys.items() if key)
    return (
        f'<li{data}><h2>{escape(title)}</h2><p class="facts">{facts}</p>{notes}<p>{figures}</p>'
        f"{strips(store, job.slug)}<p>{links}</p></li>"
    )


def _find() -> str:
    """The boxes that filter and sort; hidden unless the page's script makes them work."""
    orders = "".join(f'<option value="{key}">{name}</option>' for key, name in _ORDERS.items())
    return (
        '<form class="find" hidden><label>Find <input id="filter" type="search" placeholder="words, source, date">'
        f'</label><label>Order <select id="order">{orders}</select></label>'
        '<output id="count" for="filter"></output></form>'
    )


def write_index(jobs: list[Job], failures: list[tuple[str, str]], store: Store) -> str:
    """Writes index.html.

    Arguments:
        jobs: the jobs of the run.
        failures: (what, reason) for each article or notebook that failed.
        store: where the reports are.

    Returns:
        its path, as a user would type it.
    """
    notebooks = list(dict.fromkeys([*NOTEBOOKS, *(job.notebook for job in jobs)]))
    rows = "".join(_row(job, store, notebooks) for job in {job.slug: job for job in jobs}.values())
    failed = "".join(f"<li>{escape(what)}: {escape(reason)}</li>" for what, reason in failures)
    trouble = f'<div class="warning"><p>Not made:</p><ul>{failed}</ul></div>' if failures else ""
    style = (TEMPLATES / "page" / "style.css").read_text(encoding="utf-8")
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>dateline reports</title>
<style>{style}</style>
</head>
<body>
<main class="index">
<h1>Reports</h1>
<p>Three questions to each article: how is it told and by whom, what is it about, what happened when.
Articles stand in the order given; none is ranked by tone. Each drawing has its article's own scale of time.</p>
{trouble}{_find()}<ol class="articles">{rows}</ol>
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""
    store.write("index.html", page)
    return store.show("index.html")
