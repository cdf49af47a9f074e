"""The page over all reports: title, date, key figures and links; in the order given, never ranked by tone."""

from __future__ import annotations

import csv
import io
from html import escape
from urllib.parse import quote

from dateline.display import warnings_of
from dateline.readers import read
from dateline.reports.batch import NOTEBOOKS, Job
from dateline.reports.export import TEMPLATES
from dateline.reports.storage import Store


def _key_figures(store: Store, slug: str, notebooks: list[str]) -> list[tuple[str, str]]:
    """What each notebook put into its table key_figures, in the order of the notebooks."""
    found = []
    for notebook in notebooks:
        content = store.read(f"{slug}/tables/{notebook}_key_figures.csv")
        if content is not None:
            rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            found += [(row["figure"], row["value"]) for row in rows]
    return found


def _row(job: Job, store: Store, notebooks: list[str]) -> str:
    article = read(job.article, job.published)
    figures = " · ".join(f"{escape(value)} {escape(name)}" for name, value in _key_figures(store, job.slug, notebooks))
    pages = [name for name in notebooks if store.has(f"{job.slug}/{name}.html")]
    addresses = [f"{job.slug}/{quote(name)}.html" for name in pages]
    links = " · ".join(
        f'<a href="{address}">{escape(name.replace("_", " "))}</a>'
        for name, address in zip(pages, addresses, strict=True)
    )
    facts = " · ".join(escape(fact) for fact in (article.source, article.published or "undated") if fact)
    notes = "".join(f'<p class="warning">{escape(note)}</p>' for note in warnings_of(article))
    title = escape(article.title or job.article)
    return f'<li><h2>{title}</h2><p class="facts">{facts}</p>{notes}<p>{figures}</p><p>{links}</p></li>'


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
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>dateline reports</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>Reports</h1>
<p>Three questions to each article: how is it told and by whom, what is it about, what happened when.
Articles stand in the order given; none is ranked.</p>
{trouble}<ul class="articles">{rows}</ul>
</main>
</body>
</html>
"""
    store.write("index.html", page)
    return store.show("index.html")
