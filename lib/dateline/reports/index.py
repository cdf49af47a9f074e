"""The page over all reports: title, date, key figures and links; in the order given, never ranked by tone."""

from __future__ import annotations

import csv
from html import escape
from pathlib import Path

from dateline.display import warnings_of
from dateline.readers import read
from dateline.reports.batch import NOTEBOOKS, Job
from dateline.reports.export import TEMPLATES, write_atomically


def _key_figures(folder: Path) -> list[tuple[str, str]]:
    """What each notebook put into its table key_figures, in the order of the notebooks."""
    found = []
    for notebook in NOTEBOOKS:
        file = folder / "tables" / f"{notebook}_key_figures.csv"
        if file.is_file():
            with file.open(encoding="utf-8-sig", newline="") as lines:
                found += [(row["figure"], row["value"]) for row in csv.DictReader(lines)]
    return found


def _row(job: Job, out: Path) -> str:
    article = read(job.article, job.published)
    figures = " · ".join(f"{escape(value)} {escape(name)}" for name, value in _key_figures(out / job.slug))
    pages = [name for name in NOTEBOOKS if (out / job.slug / f"{name}.html").is_file()]
    links = " · ".join(f'<a href="{job.slug}/{name}.html">{name.replace("_", " ")}</a>' for name in pages)
    facts = " · ".join(escape(fact) for fact in (article.source, article.published or "undated") if fact)
    notes = "".join(f'<p class="warning">{escape(note)}</p>' for note in warnings_of(article))
    title = escape(article.title or job.article)
    return f'<li><h2>{title}</h2><p class="facts">{facts}</p>{notes}<p>{figures}</p><p>{links}</p></li>'


def write_index(jobs: list[Job], failures: list[tuple[str, str]], out: Path) -> Path:
    """Writes index.html.

    Arguments:
        jobs: the jobs of the run, three an article.
        failures: (what, reason) for each article or notebook that failed.
        out: the folder of the reports.
    """
    rows = "".join(_row(job, out) for job in {job.slug: job for job in jobs}.values())
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
    path = out / "index.html"
    write_atomically(path, page)
    return path
