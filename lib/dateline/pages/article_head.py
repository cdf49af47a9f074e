"""The head of a report: title, byline, source, date, and what is odd about the text."""

from __future__ import annotations

from html import escape
from typing import Any

from dateline.article import Article
from dateline.pages.methods import MISFIT, account, corrections
from dateline.pages.shown import Shown
from dateline.pages.table_html import LONG_TEXT, table_html
from dateline.reading import Reading
from dateline.segments.genres import form_of
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.roles import is_cut
from dateline.segments.segmentation import headline, paragraphs
from dateline.timex import creation_window

_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
              "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ar": "Arabic"}  # fmt: skip


def warnings_of(article: Article) -> list[str]:
    """What a reader of a report must know first: an odd text, another language, no date."""
    found = [article.note] if article.note else []
    if article.language != READ_LANGUAGE:
        name = _LANGUAGES.get(article.language, f"the language {article.language}")
        found.append(f"This text seems to be written in {name}. Tone, quotations and times are read in English only.")
    if article.published is None:
        found.append(_undated(article))
    parts = paragraphs(article)
    if is_cut(parts["text"]):
        found.append("The page asks for a subscription: the text is probably cut.")
    noted = parts.loc[parts["role"].eq("correction"), "text"]
    found += [f"The article says of itself: “{' '.join(note.split())[:_LONGEST_NOTE]}”" for note in noted]
    return [*found, *_corrected(article)]


_LONGEST_NOTE = 300  # characters of a correction that the article carries
MOST_MISFITS = 5  # named one by one at the head of a report; its list of corrections has all


_FIELDS = {"published": "date"}  # what a reader calls them
GIVEN = "the caller"  # where a field came from that nobody need be told of


def _came(article: Article) -> str:
    """Where the file has what it says of the article: "title from h1; published from the address"."""
    fields: dict[str, list[str]] = {}
    for field, where in article.provenance:
        fields.setdefault(where, []).append(_FIELDS.get(field, field))
    said = "; ".join(f"{', '.join(names)} from {where}" for where, names in fields.items() if where != GIVEN)
    return f'<p class="facts">{escape(said)}</p>' if said else ""


def _corrected(article: Article) -> list[str]:
    """How many corrections are applied, and which do not fit the text any more."""
    if not article.corrections:
        return []
    table = corrections(article)
    misfits = table[table["state"].eq(MISFIT)]
    applied = f"{len(table) - len(misfits)} of {len(table)}"
    found = [f"Corrections by readers: {applied} applied; what they changed is marked as corrected."]
    for row in misfits.head(MOST_MISFITS).itertuples():
        by = f" by {row.who}" if row.who else ""
        found.append(f"A correction{by} does not fit the text and is not applied: {_place(row)}.")
    if len(misfits) > MOST_MISFITS:
        found.append(f"{len(misfits) - MOST_MISFITS} more corrections do not fit the text and are not applied.")
    return found


def _place(row: Any) -> str:
    """ "speaker “Ann Lee” for characters 10 to 24 (“We are glad”)"."""
    words = row.text if len(row.text) <= LONG_TEXT else row.text[:LONG_TEXT] + "…"
    return f"{row.field} “{row.value}” for characters {row.start} to {row.end} (“{words}”)"


def _corrections_html(article: Article) -> str:
    """Every correction, folded away."""
    if not article.corrections:
        return ""
    table = table_html(corrections(article), "What readers set right, from corrections.csv beside the article.")
    return f'<details><summary>Corrections</summary><div class="dateline">{table}</div></details>'


def _undated(article: Article) -> str:
    """What is known of when an article without a publication date was written, and what follows for its times."""
    window = creation_window(article)
    first_day, last_day = window["first_day"], window["last_day"]
    if first_day and last_day:
        on = f"on {first_day}" if first_day == last_day else f"between {first_day} and {last_day}"
        return f"No publication date is known. By its own words this was written {on}; what leans on that is less sure."
    bound = f" By its own words this was written not before {first_day}." if first_day else ""
    bound = bound or (f" By its own words this was written not after {last_day}." if last_day else "")
    return f"No publication date is known; times that lean on it stay open.{bound}"


def heading(article: Article) -> Shown:
    """The head of a report: title, byline, source, date, genre, and what is odd about the text.

    Example:
        >>> import dateline as dl
        >>> shown = dl.heading(dl.Article('Rain fell.', title='Rain', published='2024-02-14'))
        >>> '<h2>Rain</h2>' in shown.data['text/html']
        True
    """
    parts = paragraphs(article)
    byline = article.byline or next(iter(parts.loc[parts["role"].eq("byline"), "text"]), None)
    facts = [byline, article.source, article.published or "undated", article.path]
    form = form_of(Reading.of(article))
    facts.append(f"{form.genre}: {form.why}" if form.genre else None)
    line = " · ".join(escape(str(fact)) for fact in facts if fact)
    notes = "".join(f'<p class="warning" role="note">{escape(note)}</p>' for note in warnings_of(article))
    title = escape(headline(article))
    html = f'<header class="dateline tex2jax_ignore"><h2>{title}</h2><p class="facts">{line}</p>{_came(article)}{notes}'
    html += f"{_corrections_html(article)}</header>"
    plain = "\n".join([headline(article), *warnings_of(article)])
    shown = Shown({"text/html": html, "text/plain": plain}, "heading", "heading")
    shown.metadata["dateline"]["account"] = account(article)  # for the methods paragraph at the end of the page
    return shown
