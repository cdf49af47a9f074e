"""The head of a report: title, byline, source, date, and what is odd about the text."""

from __future__ import annotations

from html import escape

from dateline.article import Article
from dateline.brief.caveats import odd
from dateline.pages.methods import MISFIT, account, corrections
from dateline.pages.shown import Shown
from dateline.pages.table_html import table_html
from dateline.reading import Reading
from dateline.segments.genres import form_of
from dateline.segments.segmentation import headline, paragraphs

_GIVEN = "the caller"  # where a field came from that nobody need be told of


def warnings_of(article: Article) -> list[str]:
    """What a reader of a report must know first: an odd text, another language, no date, what was set right."""
    return [*dict.fromkeys(text for text, _, _ in odd(Reading.of(article))), *_corrected(article)]


def notes_html(article: Article) -> str:
    """The same as paragraphs of a page."""
    return "".join(f'<p class="warning" role="note">{escape(note)}</p>' for note in warnings_of(article))


def _came(article: Article) -> str:
    """Where the file has what it says of the article: "title from h1; date from the address"."""
    fields: dict[str, list[str]] = {}
    for field, where in article.provenance:
        fields.setdefault(where, []).append("date" if field == "published" else field)
    said = "; ".join(f"{', '.join(names)} from {where}" for where, names in fields.items() if where != _GIVEN)
    return f'<p class="facts">{escape(said)}</p>' if said else ""


def _corrected(article: Article) -> list[str]:
    """How many corrections are applied, and how many do not fit the text any more."""
    if not article.corrections:
        return []
    n = int(corrections(article)["state"].eq(MISFIT).sum())
    applied = f"{len(article.corrections) - n} of {len(article.corrections)}"
    found = [f"Corrections by readers: {applied} applied; what they changed is marked as corrected."]
    misfit = "1 correction does not fit the text and is" if n == 1 else f"{n} corrections do not fit the text and are"
    return [*found, f"{misfit} not applied: see the list."] if n else found


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
    form = form_of(Reading.of(article))
    genre = f"{form.genre}: {form.why}" if form.genre else None
    facts = [byline, article.source, article.published or "undated", article.path, genre]
    line = " · ".join(escape(str(fact)) for fact in facts if fact)
    html = f'<h2>{escape(headline(article))}</h2><p class="facts">{line}</p>{_came(article)}{notes_html(article)}'
    if article.corrections:
        table = table_html(corrections(article), "What readers set right, from corrections.csv beside the article.")
        html += f'<details><summary>Corrections</summary><div class="dateline">{table}</div></details>'
    html = f'<header class="dateline tex2jax_ignore">{html}</header>'
    plain = "\n".join([headline(article), *warnings_of(article)])
    shown = Shown({"text/html": html, "text/plain": plain}, "heading", "heading")
    shown.metadata["dateline"]["account"] = account(article)  # for the methods paragraph at the end of the page
    return shown
