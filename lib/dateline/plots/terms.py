"""Terms in figures: how often they occur, and where."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from dateline.plots.style import PALETTE, axes, not_shown, shortened
from dateline.tables import expects

_CROWDED = 60  # occurrences of one term above which their ticks are thin


def plot_frequency(frequency: pd.DataFrame, ax: Axes | None = None, n: int = 20) -> Axes:
    """The commonest terms as bars.

    Arguments:
        frequency: a table as `frequency` gives it, filtered as wanted.
        ax: where to draw; new Axes if None.
        n: how many terms.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell. Snow fell.'))
        >>> ax = dl.plot_frequency(dl.frequency(words), n=2)
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['fell', 'rain']
    """
    expects(frequency, "term n", "frequency")
    table = frequency.head(n)
    ax = axes(0.8 + 0.26 * max(len(table), 3), ax)
    if table.empty:
        return not_shown(ax, 0, "no term was counted")
    names = table.get("kind", pd.Series("word", index=table.index)).eq("name")
    bars = ax.barh(
        range(len(table)), table["n"], color=[PALETTE[1] if name else PALETTE[0] for name in names], height=0.72
    )
    ax.bar_label(bars, padding=4, fontsize=9, color=".25")
    ax.set_yticks(range(len(table)), [shortened(term) for term in table["term"]])
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.set_xlabel("occurrences in title and body" + (" (orange: names)" if names.any() else ""))
    ax.locator_params(axis="x", integer=True)
    return ax


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
    terms = list(dict.fromkeys(occurrences["term"]))
    ax = axes(0.8 + 0.3 * max(len(terms), 2), ax)
    if not terms:
        return not_shown(ax, 0, "no term was counted")
    rows = occurrences["term"].map({term: i for i, term in enumerate(terms)})
    place = 100 * occurrences["start"] / max(length, 1)
    counts = occurrences["term"].value_counts()
    crowded = counts.max() > _CROWDED
    ax.vlines(place, rows - 0.34, rows + 0.34, color=PALETTE[0], linewidth=0.8 if crowded else 2)
    ax.set_yticks(range(len(terms)), [f"{shortened(term)} ({counts[term]})" for term in terms])
    ax.set(xlabel="place in the article, % of its characters", xlim=(0, 100), ylim=(len(terms) - 0.5, -0.5))
    ax.grid(visible=False, axis="y")
    return ax
