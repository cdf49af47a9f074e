"""Terms in figures: what an article is about, how often and where terms occur, and which keep company."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from dateline.brief.wording import listed
from dateline.plots.style import GREY, PALETTE, not_shown, rows, titled
from dateline.tables import cut, expects
from dateline.terms.thresholds import LEAST_N_GENERAL, WORDS_FOR_NETWORK

_CROWDED = 60  # occurrences of one term above which their ticks are thin
_SAID = 3  # terms that a title names


def _bars(ax: Axes, table: pd.DataFrame, length: pd.Series, labels: list[str], left: float = 0) -> bool:
    """A bar a term with its number behind it, names in a colour of their own; returns whether there are names."""
    names = table.get("kind", pd.Series("word", index=table.index)).eq("name")
    colours = [PALETTE[int(name)] for name in names]
    bars = ax.barh(range(len(table)), length, left=left, color=colours, height=0.72)
    ax.bar_label(bars, labels, padding=4, fontsize=9, color=GREY)
    ax.margins(x=0.12)
    return bool(names.any())


def _named(terms: Iterable[str]) -> list[str]:
    """The first terms, short enough for a title."""
    return [cut(term, 30) for term in islice(terms, _SAID)]


def plot_frequency(frequency: pd.DataFrame, ax: Axes | None = None, n: int = 20) -> Axes:
    """The commonest terms as bars; of a term that occurs once there is nothing to compare.

    Arguments:
        frequency: a table as `frequency` gives it, filtered as wanted.
        ax: where to draw; new Axes if None.
        n: how many terms.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell. Snow fell.'))
        >>> ax = dl.plot_frequency(dl.frequency(words), n=2)
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['fell']
    """
    expects(frequency, "term n", "frequency")
    table = frequency[frequency["n"] > 1].head(n)
    if table.empty:
        return not_shown("no term occurs twice", ax)
    ax = rows(table["term"].tolist(), ax)
    has_names = _bars(ax, table, table["n"], [f"{n:,}" for n in table["n"]])
    ax.set_xlabel("occurrences in title and body" + (" (orange: names)" if has_names else ""), fontsize=9)
    ax.locator_params(axis="x", integer=True)
    return titled(ax, f"Most often: {listed(_named(table['term']))}", "a bar is how often it occurs")


def plot_keyness(key_terms: pd.DataFrame, ax: Axes | None = None, n: int = 20) -> Axes:
    """What an article is about: how many times the usual rate each term has, and how often it occurs.

    Arguments:
        key_terms: a table as `key_terms` gives it; names have a colour of their own.
        ax: where to draw; new Axes if None.
        n: how many terms, those of the greatest weight.

    Example:
        >>> import dateline as dl
        >>> words = dl.with_terms(dl.tokens(dl.Article('Ferry to ferry. A ferry ran.')))
        >>> key = dl.key_terms(dl.keyness(words, by='term'), dl.frequency(words, by='term'))
        >>> [label.get_text() for label in dl.plot_keyness(key).get_yticklabels()]
        ['ferry (3)']
    """
    expects(key_terms, "term kind n_target log_ratio reference", "key_terms")
    table = key_terms.head(n)
    if table.empty:
        return not_shown(f"no term occurs {LEAST_N_GENERAL} times, and more often than in the reference", ax)
    ax = rows([f"{row.term} ({row.n_target})" for row in table.itertuples()], ax)
    times = 2 ** table["log_ratio"]
    has_names = _bars(ax, table, times - 1, [f"{ratio:,.0f} ×" for ratio in times], left=1)
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f} ×"))
    ax.set_xlabel("times the usual rate" + (" (orange: names)" if has_names else ""), fontsize=9)
    finding = f"What stands out: {listed(_named(table['term']))}"
    return titled(ax, finding, f"in brackets how often; compared with {table['reference'].iloc[0]}")


def plot_positions(occurrences: pd.DataFrame, length: int, ax: Axes | None = None) -> Axes:
    """Where terms fall in the text, a tick an occurrence (the dispersion plot of corpus linguistics).

    Arguments:
        occurrences: a table as `occurrences` gives it, terms in the order to draw.
        length: characters in the article.
        ax: where to draw; new Axes if None.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Rain fell. Snow fell.')
        >>> places = dl.occurrences(dl.tokens(article), 'fell')
        >>> ax = dl.plot_positions(places, len(article.text))
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['fell (2)']
    """
    expects(occurrences, "term start", "occurrences")
    counts = occurrences["term"].value_counts(sort=False)
    if counts.empty:
        return not_shown("no term was counted", ax)
    ax = rows([f"{term} ({n})" for term, n in counts.items()], ax)
    at = occurrences["term"].map({term: i for i, term in enumerate(counts.index)})
    place = 100 * occurrences["start"] / max(length, 1)
    ax.vlines(place, at - 0.34, at + 0.34, color=PALETTE[0], linewidth=0.8 if counts.max() > _CROWDED else 2)
    ax.set_xlabel("place in the article, % of its characters", fontsize=9)
    ax.set_xlim(0, 100)
    early, late = _named(counts.index[place.groupby(at).mean().agg(end)] for end in ("idxmin", "idxmax"))
    finding = f"Earliest on average: {early}; latest: {late}" if len(counts) > 1 else f"Where {early} stands"
    return titled(ax, finding, "a tick is an occurrence, from the beginning to the end of the article")


def plot_network(pairs: pd.DataFrame, words: int, ax: Axes | None = None, n: int = 20) -> Axes:
    """Which terms keep company: an arc joins two that meet, the thicker the more often (an arc diagram).

    Arguments:
        pairs: a table as `collocations` gives it, the strongest pairs first.
        words: how many words it was counted in; below 1,000 nothing is drawn.
        ax: where to draw; new Axes if None.
        n: how many pairs.

    Example:
        >>> import dateline as dl
        >>> pairs = dl.collocations(dl.tokens(dl.Article('Heavy rain fell. Heavy rain stopped.')))
        >>> dl.plot_network(pairs, words=6).texts[0].get_text()
        'fewer than 1,000 words (6)'
    """
    expects(pairs, "term_1 term_2 n", "collocations")
    if words < WORDS_FOR_NETWORK or pairs.empty:
        few = f"fewer than {WORDS_FOR_NETWORK:,} words ({words:,})"
        return not_shown("no pair" if words >= WORDS_FOR_NETWORK else few, ax)
    table = pairs.head(n)
    terms = list(dict.fromkeys(table[["term_1", "term_2"]].to_numpy().ravel()))  # who meets stands close
    ax, turn = rows(terms, ax, height=0.24), np.linspace(0, np.pi, 50)
    for row in table.itertuples():
        a, b = terms.index(row.term_1), terms.index(row.term_2)
        high, middle = abs(a - b) / 2, (a + b) / 2
        width = 0.8 + 3 * row.n / table["n"].max()
        ax.plot(high * np.sin(turn), middle + high * np.cos(turn), color=PALETTE[0], alpha=0.6, lw=width)
        ax.text(high, middle, f" {row.n}", fontsize=8, color=GREY, va="center")
    ax.set_xlim(left=0)
    ax.xaxis.set_visible(False)
    pair = listed(_named(table.loc[table["n"].idxmax(), ["term_1", "term_2"]]))
    return titled(ax, f"Most often together: {pair}", "numbers: how often they meet")
