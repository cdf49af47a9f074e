"""A table in, matplotlib Axes out. What is below its floor is said, not drawn."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

WIDTH = 8.0  # inches, a page's text width
PALETTE = sns.color_palette("colorblind")
VOICE_COLOURS = {"narration": PALETTE[0], "quotation": PALETTE[1]}
VOICE_MARKERS = {"narration": "o", "quotation": "D"}

FEWEST_PIECES_FOR_ARC = 20  # pieces of one article that a smoothed line takes
_RESAMPLES = 300
_CROWDED = 60  # occurrences of one term above which their ticks are thin


def axes(height: float, ax: Axes | None = None) -> Axes:
    """The given Axes, or new ones as wide as a page; height in inches."""
    if ax is None:
        with sns.axes_style("whitegrid", {"grid.color": ".9", "axes.edgecolor": ".6"}):
            ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")[1]
    sns.despine(ax=ax, left=True)
    return ax


def not_shown(ax: Axes, n: int, needs: str) -> Axes:
    """Says in place of a figure that there is too little to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, f"not shown: n = {n} ({needs})", ha="center", va="center", transform=ax.transAxes, color=".35")
    return ax


def _shortened(label: object, longest: int = 46) -> str:
    """A label that fits, with no sign in it that matplotlib would take for a formula."""
    text = " ".join(str(label).split())
    text = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    return text.replace("$", r"\$")


def _smoothed(x: np.ndarray, y: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Gaussian kernel regression (Nadaraya 1964; Watson 1964), bandwidth a tenth of the range."""
    width = max((grid[-1] - grid[0]) / 10, 1e-9)
    weight = np.exp(-0.5 * ((grid[:, None] - x[None, :]) / width) ** 2)
    return (weight * y).sum(axis=1) / weight.sum(axis=1)


def plot_arc(sentiment: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The tone of each piece in the order of the article, by voice.

    From 20 pieces on a smoothed line of all pieces with its 90 % bootstrap band is drawn; fewer are only dots.

    Arguments:
        sentiment: a table as `sentiment` gives it.
        ax: where to draw; new Axes if None.
    """
    ax = axes(3.4, ax)
    if sentiment.empty:
        return not_shown(ax, 0, "no sentence was read")
    order = np.arange(1, len(sentiment) + 1)
    ax.axhline(0, color=".5", linewidth=1)
    ax.vlines(order, 0, sentiment["tone"], color=".8", linewidth=1.2, zorder=1)
    for voice, rows in sentiment.reset_index(drop=True).groupby("voice", sort=True):
        style = {"marker": VOICE_MARKERS[voice], "color": VOICE_COLOURS[voice], "edgecolor": "white", "linewidth": 0.6}
        ax.scatter(rows.index + 1, rows["tone"], s=46, label=f"{voice} (n = {len(rows)})", zorder=3, **style)
    if len(sentiment) >= FEWEST_PIECES_FOR_ARC:
        _draw_smoothed(ax, order.astype(float), sentiment["tone"].to_numpy(float))
    else:
        ax.set_title(f"smoothed line not shown: n = {len(sentiment)} pieces", fontsize=9, color=".35", loc="right")
    ax.set(xlabel="pieces of one voice, in the order of the article", ylabel="polarity of wording", ylim=(-1.05, 1.05))
    ax.set_xlim(0.3, len(sentiment) + 0.7)
    ax.locator_params(axis="x", integer=True)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3, frameon=False)
    return ax


def _draw_smoothed(ax: Axes, x: np.ndarray, y: np.ndarray) -> None:
    grid, random = np.linspace(x[0], x[-1], 120), np.random.default_rng(0)
    picks = random.integers(0, len(x), size=(_RESAMPLES, len(x)))
    low, high = np.percentile([_smoothed(x[pick], y[pick], grid) for pick in picks], [5, 95], axis=0)
    ax.fill_between(grid, low, high, color=".4", alpha=0.18, linewidth=0, label="90 % band")
    ax.plot(grid, _smoothed(x, y, grid), color=".25", linewidth=1.8, zorder=2)


def plot_speakers(speakers: pd.DataFrame, ax: Axes | None = None, longest: int = 10) -> Axes:
    """How much of the text each voice has.

    Arguments:
        speakers: a table as `speakers` gives it.
        ax: where to draw; new Axes if None.
        longest: how many voices to draw.
    """
    table = speakers.sort_values("share", ascending=False, kind="stable").head(longest)
    ax = axes(0.8 + 0.36 * max(len(table), 2), ax)
    if table.empty:
        return not_shown(ax, 0, "no sentence was read")
    named = table["speaker"].fillna("speaker not found").where(table["voice"].eq("quotation"), "the paper itself")
    colours = [VOICE_COLOURS[voice] for voice in table["voice"]]
    bars = ax.barh([_shortened(name) for name in _distinct(named)], 100 * table["share"], color=colours, height=0.7)
    labels = [f"{100 * row.share:.0f} %  ({row.pieces})" for row in table.itertuples()]
    ax.bar_label(bars, labels, padding=4, fontsize=9, color=".25")
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.set(xlabel="share of characters, % (pieces)", xlim=(0, 100 * table["share"].max() * 1.18))
    return ax


def _distinct(names: pd.Series) -> list[str]:
    """Labels that no two bars share, or matplotlib would lay one over the other."""
    repeats = names.groupby(names).cumcount()
    return [name if k == 0 else f"{name} ({k + 1})" for name, k in zip(names, repeats, strict=True)]


def plot_frequency(frequency: pd.DataFrame, ax: Axes | None = None, k: int = 20) -> Axes:
    """The commonest terms as bars.

    Arguments:
        frequency: a table as `frequency` gives it, filtered as wanted.
        ax: where to draw; new Axes if None.
        k: how many terms.
    """
    table = frequency.head(k)
    ax = axes(0.8 + 0.26 * max(len(table), 3), ax)
    if table.empty:
        return not_shown(ax, 0, "no term was counted")
    names = table.get("kind", pd.Series("word", index=table.index)).eq("name")
    bars = ax.barh(
        range(len(table)), table["n"], color=[PALETTE[1] if name else PALETTE[0] for name in names], height=0.72
    )
    ax.bar_label(bars, padding=4, fontsize=9, color=".25")
    ax.set_yticks(range(len(table)), [_shortened(term) for term in table["term"]])
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
    """
    terms = list(dict.fromkeys(occurrences["term"]))
    ax = axes(0.8 + 0.3 * max(len(terms), 2), ax)
    if not terms:
        return not_shown(ax, 0, "no term was counted")
    rows = occurrences["term"].map({term: i for i, term in enumerate(terms)})
    place = 100 * occurrences["start"] / max(length, 1)
    counts = occurrences["term"].value_counts()
    crowded = counts.max() > _CROWDED
    ax.vlines(place, rows - 0.34, rows + 0.34, color=PALETTE[0], linewidth=0.8 if crowded else 2)
    ax.set_yticks(range(len(terms)), [f"{_shortened(term)} ({counts[term]})" for term in terms])
    ax.set(xlabel="place in the article, % of its characters", xlim=(0, 100), ylim=(len(terms) - 0.5, -0.5))
    ax.grid(visible=False, axis="y")
    return ax
