"""The text of several articles at the end of a page, where the cells of its tables lead."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dateline.article import Article
from dateline.pages.article_head import notes_html
from dateline.pages.marked_article import sentence_html
from dateline.pages.shown import Shown
from dateline.segments.segmentation import headline, sentences
from dateline.story.grouping import given_articles, labels


def articles_view(articles: Iterable[Article]) -> Shown:
    """The plain text of several articles, each sentence at the address that tables of them link to: #NAME-s12.

    Arguments:
        articles: the same, in the same order, as the tables are of.

    Returns:
        an output that a notebook's last line shows.

    Raises:
        TableError: what is given is no list of articles.

    Example:
        >>> import dateline as dl
        >>> shown = dl.articles_view([dl.Article('Rain fell.', source='A')])
        >>> 'id="a-s0"' in shown.data['text/html']
        True
    """
    given = given_articles(articles)
    parts, plain = [], []
    for article, name in zip(given, labels(given), strict=True):
        facts = " · ".join(escape(fact) for fact in (name, article.source, article.published or "undated") if fact)
        text = ""
        for _, rows in sentences(article).groupby("paragraph"):
            said = " ".join(sentence_html(row, escape(row.text), name) for row in rows.itertuples())
            text += f'<p dir="auto">{said}</p>'
        head = f'<h3>{escape(headline(article))}</h3><p class="facts">{facts}</p>{notes_html(article)}'
        parts.append(f'<section id="{name}" lang="{escape(article.language)}">{head}{text}</section>')
        plain.append(f"{name}: {headline(article)}")
    html = f'<div class="dateline tex2jax_ignore">{"".join(parts) or "<p>No article was given.</p>"}</div>'
    return Shown({"text/html": html, "text/plain": "\n".join(plain)}, "view", "articles")
