"""The page over all articles: headline, findings and drawings of each, to filter, sort and search; never ranked by
tone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dateline.article import ReadError
from dateline.pages.article_head import warnings_of
from dateline.pages.table_html import named
from dateline.readers import read
from dateline.reports.jobs import BRIEF, NOTEBOOKS, PAGES, Job, one_line, page_of
from dateline.reports.page import POLICY, SCRIPT, TEMPLATES
from dateline.reports.places import Places, unread
from dateline.reports.storage import Store
from dateline.reports.without_text import Hidden
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
_FOLDER = FileSystemLoader(TEMPLATES / "page")
_ENVIRONMENT = Environment(loader=_FOLDER, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
_TEMPLATE = _ENVIRONMENT.get_template("all_reports.html.j2")
_MOST_FINDINGS = 2
_NONE = ("0", "0%", "–")
_LONGEST_TEXT = 300_000  # characters of an article that are searched

# Of the drawings, which say nothing that the tables of the reports don't.
WIDTH, HEIGHT = 200, 40  # of a drawing, in its own units; the page stretches it
MOST_TERMS = 6
FEWEST_OCCURRENCES = 2  # a term below is not shown
FEWEST_PIECES = 3
STRONGEST = 0.5  # tone at the edge of a drawing, the same for all articles; what is stronger is cut there


class Drawing(NamedTuple):
    """What is under it, what it says to who does not see it, SVG paths by their class, the words at its two ends."""

    caption: str
    alt: str
    paths: dict[str, str]
    ends: tuple[str, str]


def rows_of(store: Store, name: str) -> list[dict[str, str]]:
    """The rows of a table as a report writes it; none where there is no such file."""
    content = store.read(name)
    return [] if content is None else list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _number(cell: str | None, read: Callable[[str], Any] = float) -> Any:
    try:
        return read(cell or "")
    except ValueError:
        return None


def _day(cell: str | None) -> int | None:
    return _number(cell, lambda text: date.fromisoformat(text[:10]).toordinal())


def tone_strip(pieces: list[dict[str, str]]) -> Drawing | None:
    """The tone of each run of one voice, a stem from zero, in the order of the article; quotations are broad stems;
    None below its floor, as of the other drawings."""
    known = [(row.get("voice"), tone) for row in pieces if (tone := _number(row.get("tone"))) is not None]
    if len(known) < FEWEST_PIECES:
        return None
    paths = {"zero": f"M0 {HEIGHT / 2:g}h{WIDTH}", "narration": "", "quotation": ""}
    for i, (voice, tone) in enumerate(known):
        x, stem = (i + 0.5) * WIDTH / len(known), max(-1.0, min(tone / STRONGEST, 1.0)) * HEIGHT / 2
        paths["quotation" if voice == "quotation" else "narration"] += f"M{x:.1f} {HEIGHT / 2:g}v{-stem:.1f}"
    quoted = sum(voice == "quotation" for voice, _ in known)
    alt = f"Tone of {len(known)} runs of one voice in the order of the article, {quoted} of them quotations."
    ends = "quotations broad", f"−{STRONGEST:g} to +{STRONGEST:g}"
    return Drawing("tone of wording, start to end", alt, paths, ends)


def time_strip(events: list[dict[str, str]]) -> Drawing | None:
    """The dates of an article on one line: events solid, times of reporting and of pictures dashed."""
    spans = [
        (row.get("kind"), first, _day(row.get("last_day")) or first)
        for row in events
        if (first := _day(row.get("first_day")))
    ]
    if not spans:
        return None
    low, high = min(first for _, first, _ in spans), max(last for _, _, last in spans)
    scale = WIDTH / max(high - low + 1, 1)
    paths = {"event": "", "other": ""}
    for kind, first, last in spans:
        wide = max((last - first + 1) * scale, 1.5)
        x, y = min((first - low) * scale, WIDTH - wide), HEIGHT * (0.3 if kind == "event" else 0.7)
        paths["event" if kind == "event" else "other"] += f"M{x:.1f} {y - 7:g}v14m0 -7h{wide:.1f}"
    ends = date.fromordinal(low).isoformat(), date.fromordinal(high).isoformat()
    alt = f"{len(spans)} dates and ranges from {ends[0]} to {ends[1]}."
    return Drawing("dates in the article (dashed: of reporting)", alt, paths, ends)


def top_terms(terms: list[dict[str, str]]) -> list[tuple[str, int]]:
    """The commonest words that are no stop words, with their counts."""
    content = [
        (row["term"], int(n))
        for row in terms
        if row.get("is_stop") != "True" and row.get("kind") in ("word", "name") and (n := _number(row.get("n")))
    ]
    return [(term, n) for term, n in content[:MOST_TERMS] if n >= FEWEST_OCCURRENCES]


def _shown(slug: str, entry: dict[str, Any], names: list[str], store: Store) -> dict[str, Any]:
    """What the page shows of an article, from what its notebooks have put into their tables."""

    def table(name: str) -> list[dict[str, str]]:
        return rows_of(store, f"{slug}/tables/{name}.csv")

    rows = [row for name in names for row in table(f"{name}_key_figures")]
    figures = [(named(row["result"], row["figure"]), row["result"]) for row in rows if row["result"] not in _NONE]
    return {
        "slug": slug,
        "title": entry["title"],
        "notes": entry["notes"],
        "facts": (entry["source"], entry["published"] or "undated"),
        "sorted_by": {key: entry[key] for key in ("published", "title", "source")}
        | {"words": dict(figures).get("words")},
        "figures": figures,
        "findings": [row["text"] for row in table(f"{BRIEF}_findings")[:_MOST_FINDINGS]],
        "text": entry["text"],
        "drawings": [tone_strip(table("sentiment_pieces")), time_strip(table("timeline_events"))],
        "terms": top_terms(table("term_frequency_all_terms")),
        "pages": [(PAGES.get(name, name), page_of(name), store.has(f"{slug}/{name}.pdf") and name) for name in names],
    }


def _entry(article: str, published: str | None, places: Places, hides_text: bool = False) -> dict[str, Any]:
    """What the index says of an article."""
    file = places.file_of(article)
    try:
        found = read(article, published)
        notes = warnings_of(found)
    except Exception as error:  # it went, or was changed, after its reports were made
        said = next((entry for entry in places.entries.values() if entry["file"] == file and entry["text"]), None)
        return said or unread(article, file, str(error) if isinstance(error, ReadError) else one_line(error))
    text = " ".join(found.text[:_LONGEST_TEXT].split())
    facts = {"title": headline(found), "published": found.published or "", "source": found.source or "", "text": text}
    if hides_text:
        hidden = Hidden(found.text).outside
        facts, notes = facts | {"title": hidden(facts["title"]), "text": ""}, [hidden(note) for note in notes]
    return {"article": article, "file": file, **facts, "notes": notes, "hides_text": hides_text}


def write_index(jobs: list[Job], failures: list[tuple[str, str]], store: Store) -> str:
    """Writes index.html, whose path it returns, and what it says of each article as index.json, for the runs after it.
    Reports that earlier runs have made stay in it; `failures` are (what, reason)."""
    places = Places(store)
    given = {job.slug: job for job in jobs}  # first, in the order given
    entries = {
        slug: _entry(job.given["article"], job.given.get("published"), places, job.hides_text)
        for slug, job in given.items()
    }
    for slug in sorted((places.notebooks.keys() & places.entries.keys()) - given.keys()):
        said = places.entries[slug]
        entries[slug] = said if said["text"] or said.get("hides_text") else _entry(said["article"], None, places)
    shown = []
    for slug, entry in entries.items():
        there = [name for name in places.pages(slug) if store.has(f"{slug}/{page_of(name)}")]
        names = sorted(there, key=lambda name: NOTEBOOKS.index(name) if name in NOTEBOOKS else len(NOTEBOOKS))
        shown.append(_shown(slug, entry, names, store))
    fixed = {"policy": POLICY, "script": SCRIPT, "orders": _ORDERS, "width": WIDTH, "height": HEIGHT}
    texts = {article["slug"]: article["text"] for article in shown}
    page = _TEMPLATE.render(articles=shown, failures=failures, texts=texts, **fixed)
    places.write(entries)
    store.write("index.html", page)
    return store.show("index.html")
