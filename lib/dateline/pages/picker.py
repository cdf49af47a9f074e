"""Pick an article and a term or a name from lists in JupyterLab; in a batch the same cell shows the first of them.

JupyterLab's server names the notebook in the environment of its kernels (JPY_SESSION_NAME); papermill does not, so a
batch needs no widget and makes none.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from dateline.amendments import marked, marks
from dateline.article import Article, ReadError
from dateline.entities import mentions
from dateline.pages.shown import Shown, show_figure, show_table
from dateline.plots.terms import plot_positions
from dateline.readers import MANIFEST, articles_in, endings, find, listed, read
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import sentences
from dateline.segments.tokenization import counted, tokens

MOST_CHOICES = 40  # of names, and of words
FEWEST = 2  # occurrences of what is offered
AROUND = 60  # characters of context on each side


class Choice(NamedTuple):
    """A name by its entity, or a word by its type, and how often it occurs."""

    kind: str
    term: str
    n: int

    @property
    def label(self) -> str:
        return f"{self.term} ({self.kind}, {self.n})"


def _names(article: Article) -> pd.DataFrame:
    """The mentions in title and body: term, kind, sentence, start, end, text."""
    found, lines = mentions(article).rename(columns={"entity": "term"}), sentences(article)
    return found[found["sentence"].isin(lines.loc[lines["role"].isin(COUNTED_ROLES), "sentence"])]


def _words(article: Article) -> pd.DataFrame:
    words = counted(tokens(article))
    return words[~words["is_stop"] & words["kind"].eq("word")].rename(columns={"type": "term"})


def choices(article: Article) -> list[Choice]:
    """What can be picked: names, then words that are no stop words, the commonest first; at least two occurrences."""
    found = []
    for table in (_names(article), _words(article)):
        counts = table.groupby(["kind", "term"], observed=True).size().rename("n").reset_index()
        counts = counts[counts["n"].ge(FEWEST)].sort_values(["n", "term"], ascending=[False, True]).head(MOST_CHOICES)
        found += [Choice(str(row.kind), str(row.term), int(row.n)) for row in counts.itertuples()]
    return found


def _first_words(text: str) -> str:
    """At most AROUND characters from its start, words whole."""
    return text if len(text) <= AROUND else text[: AROUND + 1].rpartition(" ")[0] or text[:AROUND]


def _last_words(text: str) -> str:
    """At most AROUND characters from its end, words whole."""
    return text if len(text) <= AROUND else text[-AROUND - 1 :].partition(" ")[2] or text[-AROUND:]


def occurrences_of(article: Article, choice: Choice) -> pd.DataFrame:
    """Where a choice stands.

    Returns:
        term, sentence, start, end, pre, text, post; pre and post stay inside the sentence. Where a person set one of
        these names right, also corrected (bool).
    """
    table = _words(article) if choice.kind == "word" else _names(article)
    table = table[table["term"].eq(choice.term) & table["kind"].eq(choice.kind)]
    lines, rows = sentences(article).set_index("sentence"), []
    for row in table.itertuples():
        line = lines.loc[row.sentence]
        pre = _last_words(article.text[line.start : row.start])
        post = _first_words(article.text[row.end : line.end])
        rows.append((choice.term, row.sentence, row.start, row.end, pre, article.text[row.start : row.end], post))
    found = pd.DataFrame(rows, columns=["term", "sentence", "start", "end", "pre", "text", "post"])
    return marked(found, marks(table))


def explored(article: Article, choice: Choice | None) -> Shown:
    """A choice's place in the article as a figure, and its sentences as a table.

    Arguments:
        article: as `read` gives it.
        choice: one of `choices`; None where there is none.
    """
    if choice is None:
        return show_table(pd.DataFrame(), "explored", "Nothing occurs twice.")
    table = occurrences_of(article, choice)
    figure = show_figure(plot_positions(table, len(article.text)), "explored", f"Ticks: where {choice.term} stands.")
    rows = show_table(table.drop(columns="term"), "explored", f"Every occurrence of: {choice.label}")
    return Shown({**rows.data, "text/html": figure.data["text/html"] + rows.data["text/html"]}, "table", "explored")


def beside(article: Article) -> list[str]:
    """The articles that lie beside one, itself included: those its articles.csv names, or all that can be read."""
    if article.path is None:
        return []
    folder = find(article.path).parent
    files = listed(folder, endings())[0] if (folder / MANIFEST).is_file() else articles_in(folder, endings())[0]
    here = Path(article.path).parent
    return sorted({str(here / file.relative_to(folder)) for file in files} | {article.path})


def is_live() -> bool:
    """Whether somebody sits before this kernel in JupyterLab."""
    return "JPY_SESSION_NAME" in os.environ


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
    return _widget(article) if is_live() else explored(article, next(iter(choices(article)), None))


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
        terms.options = [(choice.label, choice) for choice in choices(state["article"])]
        terms.index = 0 if terms.options else None
        show()  # two articles may offer the same first choice, which is no change to the list

    terms.observe(show, "value")
    articles.observe(turn, "value")
    turn()
    return ipywidgets.VBox([articles, terms, page])
