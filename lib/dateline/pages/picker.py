"""Pick an article and a term or a name from lists in JupyterLab; in a batch the same cell shows the first of them.

JupyterLab's server names the notebook in the environment of its kernels (JPY_SESSION_NAME); papermill does not, so a
batch needs no widget and makes none.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd

from dateline.amendments import marked, marks
from dateline.article import Article, ReadError
from dateline.entities import mentions
from dateline.pages.shown import Shown, show_figure, show_table
from dateline.plots.terms import plot_positions
from dateline.readers import MANIFEST, articles_in, endings, find, listed, read
from dateline.segments.tokenization import tokens
from dateline.terms.context import kwic
from dateline.terms.counts import frequency, occurrences
from dateline.terms.forms import names, with_terms

MOST_CHOICES = 40  # of names, and of words
FEWEST = 2  # occurrences of what is offered
AROUND = 10  # words of context on each side


def choices(article: Article) -> dict[str, str]:
    """What can be picked, label -> term: names, then words that are no stop words, the commonest first."""
    found = mentions(article)
    words = with_terms(tokens(article), found)
    tables = names(words, found), frequency(words[~words["is_stop"] & words["kind"].eq("word")], by="term")
    rows = (row for table in tables for row in table[table["n"].ge(FEWEST)].head(MOST_CHOICES).itertuples())
    return {f"{row.term} ({row.kind}, {row.n})": row.term for row in rows}


def explored(article: Article, term: str | None) -> Shown:
    """The place of a term in the article as a figure, and its sentences as a table; None where there is no term."""
    if term is None:
        return show_table(pd.DataFrame(), "explored", "Nothing occurs twice.")
    read_as, found = tokens(article), mentions(article)
    places = occurrences(with_terms(read_as, found), term, by="term")
    lines = kwic(read_as, places, AROUND)[["sentence", "start", "end", "pre", "text", "post"]]
    lines = marked(lines, lines["start"].isin(found.loc[marks(found), "start"]))
    figure = show_figure(plot_positions(places, len(article.text)), "explored", f"Ticks: where {term} stands.")
    rows = show_table(lines, "explored", f"Every occurrence of: {term}")
    return Shown({**rows.data, "text/html": figure.data["text/html"] + rows.data["text/html"]}, "table", "explored")


def beside(article: Article) -> list[str]:
    """The articles that lie beside one, itself included: those its articles.csv names, or all that can be read."""
    if article.path is None:
        return []
    folder = find(article.path).parent
    files = listed(folder, endings())[0] if (folder / MANIFEST).is_file() else articles_in(folder, endings())[0]
    here = Path(article.path).parent
    return sorted({str(here / file.relative_to(folder)) for file in files} | {article.path})


def explore(article: Article) -> Any:
    """Lists of the articles beside this one and of its names and terms; figure and table of what is picked.

    Arguments:
        article: as `read` gives it; where the lists start.

    Returns:
        in JupyterLab a widget; elsewhere what it would show first: the article's commonest name.

    Example:
        >>> import dateline as dl
        >>> shown = dl.explore(dl.Article('Rain fell. Rain stopped.'))
        >>> shown.metadata
        {'dateline': {'kind': 'table', 'name': 'explored'}}
    """
    if "JPY_SESSION_NAME" in os.environ:
        return _widget(article)
    return explored(article, next(iter(choices(article).values()), None))


def _widget(article: Article) -> Any:
    import ipywidgets  # a batch does without, and need not wait for it

    # the state of a picker is the article that its list of terms belongs to
    state = {"article": article}
    wide = ipywidgets.Layout(width="min(100%, 32rem)")
    paths = beside(article)
    articles = ipywidgets.Dropdown(options=paths or ["this article"], description="article", layout=wide)
    articles.value = article.path if article.path in paths else articles.options[0]
    terms = ipywidgets.Dropdown(description="term", layout=wide)
    page = ipywidgets.HTML()

    def show(change: object = None) -> None:
        page.value = explored(state["article"], terms.value).data["text/html"]

    def turn(change: object = None) -> None:
        try:
            state["article"] = read(articles.value) if change else article
        except ReadError as error:
            terms.options = ()
            page.value = show_table(pd.DataFrame(), "explored", str(error)).data["text/html"]
            return
        terms.options = list(choices(state["article"]).items())
        terms.index = 0 if terms.options else None
        show()  # two articles may offer the same first choice, which is no change to the list

    terms.observe(show, "value")
    articles.observe(turn, "value")
    turn()
    return ipywidgets.VBox([articles, terms, page])
