"""Small multiples for the index: one article's tone, dates and terms as drawings a few hundred bytes long.

They are drawn from the tables of its reports, so they say nothing that those don't.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from html import escape

from dateline.reports.storage import Store

WIDTH, HEIGHT = 200, 40  # of a drawing, in its own units; the page stretches it
MOST_TERMS = 6
FEWEST_OCCURRENCES = 2  # a term below is not shown
FEWEST_PIECES = 3
STRONGEST = 0.5  # tone at the edge of a drawing, the same for all articles; what is stronger is cut there


def rows_of(store: Store, name: str) -> list[dict[str, str]]:
    """The rows of a table as a report writes it; none where there is no such file."""
    content = store.read(name)
    return [] if content is None else list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _number(cell: str | None) -> float | None:
    try:
        return float(cell or "")
    except ValueError:
        return None


def _day(cell: str | None) -> int | None:
    try:
        return date.fromisoformat((cell or "")[:10]).toordinal()
    except ValueError:
        return None


def _drawing(caption: str, alt: str, paths: Iterable[tuple[str, str]], ends: tuple[str, str]) -> str:
    drawn = "".join(f'<path class="{kind}" d="{d}"/>' for kind, d in paths if d)
    return (
        f'<figure><figcaption>{caption}</figcaption><svg role="img" aria-label="{escape(alt)}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">{drawn}</svg>'
        f'<div class="ends"><span>{escape(ends[0])}</span><span>{escape(ends[1])}</span></div></figure>'
    )


def tone_strip(pieces: list[dict[str, str]]) -> str:
    """The tone of each run of one voice, a stem from zero, in the order of the article; quotations are broad stems; ""
    below its floor, as of the other drawings."""
    caption = "tone of wording, start to end"
    known = [(row.get("voice"), tone) for row in pieces if (tone := _number(row.get("tone"))) is not None]
    if len(known) < FEWEST_PIECES:
        return ""
    stems: dict[str, str] = {"narration": "", "quotation": ""}
    for i, (voice, tone) in enumerate(known):
        x, stem = (i + 0.5) * WIDTH / len(known), max(-1.0, min(tone / STRONGEST, 1.0)) * HEIGHT / 2
        stems["quotation" if voice == "quotation" else "narration"] += f"M{x:.1f} {HEIGHT / 2:g}v{-stem:.1f}"
    quoted = sum(voice == "quotation" for voice, _ in known)
    alt = f"Tone of {len(known)} runs of one voice in the order of the article, {quoted} of them quotations."
    return _drawing(
        caption,
        alt,
        [("zero", f"M0 {HEIGHT / 2:g}h{WIDTH}"), *stems.items()],
        ("quotations broad", f"−{STRONGEST:g} to +{STRONGEST:g}"),
    )


def time_strip(events: list[dict[str, str]]) -> str:
    """The dates of an article on one line: events solid, times of reporting and of pictures dashed."""
    caption = "dates in the article"
    spans = [
        (row.get("kind"), first, _day(row.get("last_day")) or first)
        for row in events
        if (first := _day(row.get("first_day")))
    ]
    if not spans:
        return ""
    low, high = min(first for _, first, _ in spans), max(last for _, _, last in spans)
    scale = WIDTH / max(high - low + 1, 1)
    lines: dict[str, str] = {"event": "", "other": ""}
    for kind, first, last in spans:
        x, wide = (first - low) * scale, max((last - first + 1) * scale, 1.5)
        x = min(x, WIDTH - wide)
        y = HEIGHT * (0.3 if kind == "event" else 0.7)
        lines["event" if kind == "event" else "other"] += f"M{x:.1f} {y - 7:g}v14m0 -7h{wide:.1f}"
    ends = date.fromordinal(low).isoformat(), date.fromordinal(high).isoformat()
    alt = f"{len(spans)} dates and ranges from {ends[0]} to {ends[1]}."
    return _drawing(caption + " (dashed: of reporting)", alt, lines.items(), ends)


def top_terms(terms: list[dict[str, str]]) -> str:
    """The commonest words that are no stop words, with their counts."""
    content = [
        (row["term"], int(n))
        for row in terms
        if row.get("is_stop") != "True" and row.get("kind") in ("word", "name") and (n := _number(row.get("n")))
    ]
    shown = [f"{escape(term)} {n}" for term, n in content[:MOST_TERMS] if n >= FEWEST_OCCURRENCES]
    return f"<figure><figcaption>commonest terms</figcaption><p>{' · '.join(shown)}</p></figure>" if shown else ""


def strips(store: Store, slug: str) -> str:
    """The three drawings of one article.

    Arguments:
        store: where the reports are.
        slug: the folder of the article's reports in it.
    """
    tone = tone_strip(rows_of(store, f"{slug}/tables/sentiment_pieces.csv"))
    times = time_strip(rows_of(store, f"{slug}/tables/timeline_events.csv"))
    terms = top_terms(rows_of(store, f"{slug}/tables/term_frequency_all_terms.csv"))
    return f'<div class="small">{tone}{times}{terms}</div>'
