"""Findings as a list of sentences, each with links to the sentences of the article that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from dateline.article import Article
from dateline.exports.times import to_csv
from dateline.pages.shown import Shown
from dateline.pages.table_html import sentence_link, sentence_links
from dateline.segments.segmentation import sentences_at
from dateline.tables import TableError, expects

Span = tuple[int, int]


def show_findings(article: Article, findings: pd.DataFrame) -> Shown:
    """Findings as a list: words that stand in the article are links to their sentence in `reading_view` of the same
    page, other sentences that a finding rests on follow by their number.

    Arguments:
        article: the article that they are of.
        findings: a table as `findings` gives it.

    Raises:
        TableError: it is no such table, or one of a longer article.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article("The firm has denied any wrongdoing.")
        >>> shown = dl.show_findings(article, dl.findings(article))
        >>> '<a href="#s0">The firm</a> <a href="#s0">has denied any wrongdoing</a>' in shown.data["text/html"]
        True
    """
    expects(findings, "kind text rests_on", "findings")
    if any(end > len(article.text) for spans in findings["rests_on"] for _, end in spans):
        raise TableError("the table is of another article: give the table made of this article")
    items, before = [], None
    for row in findings.itertuples():
        kind = f'<strong class="kind">{escape(row.kind)}</strong> ' if row.kind != before else ""
        before = row.kind
        numbers = sentences_at(article, [start for start, _ in row.rests_on])
        placed = zip(row.rests_on, numbers, strict=True)
        items.append(f"<li>{kind}<span>{_linked(article.text, row.text, placed)}</span></li>")
    missing = "" if items else "Nothing that can be said for certain."
    told = f"<ul>{''.join(items)}</ul>" if items else f"<p>{missing}</p>"
    html = f'<div class="dateline findings tex2jax_ignore">{told}</div>'
    plain = "\n".join(findings["text"])
    return Shown({"text/html": html, "text/csv": to_csv(findings), "text/plain": plain}, "table", "findings", missing)


def _linked(text: str, finding: str, placed: Iterable[tuple[Span, int]]) -> str:
    """A finding with its words linked to where they stand, and behind it the numbers of the other sentences."""
    html, at, others, linked = "", 0, dict[int, None](), set[int]()
    for (start, end), number in placed:
        words = " ".join(text[start:end].split())
        found = finding.find(words, at) if words else -1
        if found < 0 and at == 0 and words and finding.startswith(words[0].upper() + words[1:]):
            found = 0  # only its capital is that of the sentence
        others[number] = None
        if found >= 0:
            linked.add(number)
            html += escape(finding[at:found]) + sentence_link(number, words=finding[found : found + len(words)])
            at = found + len(words)
    rest = [number for number in others if number not in linked]
    html += escape(finding[at:])
    return f'{html} <small class="sentences">{sentence_links(rest, between=" ")}</small>' if rest else html
