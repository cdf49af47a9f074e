"""Voices in figures: who speaks how much, how tone runs, and toward whom."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from dateline.plots.style import PALETTE, axes, not_shown, shortened
from dateline.tables import expects

VOICE_COLOURS = {"narration": PALETTE[0], "quotation": PALETTE[1]}
VOICE_MARKERS = {"narration": "o", "quotation": "D"}
FEWEST_PIECES_FOR_ARC = 20  # pieces of one article that a smoothed line takes
FEWEST_SENTENCES = 5  # that name somebody in one voice
_RESAMPLES = 300
_CROWDED = 80  # pieces; more have small pale dots, so that the line can be seen
PARTS = {"unfavourable": (0.95, 0.65, 0.45), "neutral": (0.88, 0.88, 0.88), "favourable": (0.53, 0.75, 0.93)}


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

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('It was a terrible day. It was a wonderful night.')
        >>> dl.plot_arc(dl.sentiment(article)).get_xlabel()
        'pieces of one voice, in the order of the article'
    """
    expects(sentiment, "voice tone", "sentiment")
    ax = axes(3.4, ax)
    if sentiment.empty:
        return not_shown(ax, 0, "no sentence was read")
    order = np.arange(1, len(sentiment) + 1)
    ax.axhline(0, color=".5", linewidth=1)
    ax.vlines(order, 0, sentiment["tone"], color=".8", linewidth=1.2, zorder=1)
    for voice, rows in sentiment.reset_index(drop=True).groupby("voice", sort=True):
        style = {"marker": VOICE_MARKERS[voice], "color": VOICE_COLOURS[voice], "edgecolor": "white", "linewidth": 0.6}
        style |= {"s": 20, "alpha": 0.7} if len(sentiment) > _CROWDED else {"s": 46}
        ax.scatter(rows.index + 1, rows["tone"], label=f"{voice} (n = {len(rows)})", zorder=3, **style)
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
    zorder, alpha = (4, 0.35) if len(x) > _CROWDED else (2, 0.18)  # many dots would hide them
    ax.fill_between(grid, low, high, color=".4", alpha=alpha, linewidth=0, label="90 % band", zorder=zorder)
    ax.plot(grid, _smoothed(x, y, grid), color=".2", linewidth=1.8, zorder=zorder)


def plot_speakers(speakers: pd.DataFrame, ax: Axes | None = None, n: int = 10) -> Axes:
    """How much of the text each voice has.

    Arguments:
        speakers: a table as `speakers` gives it.
        ax: where to draw; new Axes if None.
        n: how many voices to draw.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The day ended. “It was a terrible day,” said Ada Brown.')
        >>> ax = dl.plot_speakers(dl.speakers(dl.sentiment(article)))
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['Ada Brown', 'the reporter']
    """
    expects(speakers, "share pieces", "speakers")
    table = speakers.sort_values("share", ascending=False, kind="stable").head(n)
    ax = axes(0.8 + 0.36 * max(len(table), 2), ax)
    if table.empty:
        return not_shown(ax, 0, "no sentence was read")
    unnamed = table["voice"].map({"quotation": "speaker not found", "narration": "the reporter"})
    named = table["speaker"].fillna(unnamed)
    colours = [VOICE_COLOURS[voice] for voice in table["voice"]]
    bars = ax.barh([shortened(name) for name in _distinct(named)], 100 * table["share"], color=colours, height=0.7)
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


def plot_entity_tone(entity_tone: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How many sentences word each main name unfavourably, neutrally and favourably, narration apart from quotation.

    Counts, not means: six sentences are seen to be six. A name of fewer than five in a voice is not drawn.

    Arguments:
        entity_tone: a table as `entity_tone` gives it.
        ax: where to draw; new Axes if None.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Critics accuse Ada Brown of fraud. ' * 5)
        >>> tones = dl.target_tones(article, dl.sentiment(article))
        >>> dl.plot_entity_tone(dl.entity_tone(tones)).get_xlabel()
        'sentences that name it'
    """
    expects(entity_tone, "entity voice unfavourable", "entity_tone")
    table = entity_tone.groupby(["entity", "voice"], sort=False)[list(PARTS)].sum().reset_index()
    most = int(table[list(PARTS)].sum(axis=1).max()) if len(table) else 0
    table = table[table[list(PARTS)].sum(axis=1).ge(FEWEST_SENTENCES)]
    ax = axes(1.0 + 0.34 * max(len(table), 2), ax)
    if table.empty:
        return not_shown(ax, most, f"{FEWEST_SENTENCES} sentences of one voice with the same name are needed")
    rows, left = np.arange(len(table)), np.zeros(len(table))
    for part, colour in PARTS.items():
        width = table[part].to_numpy(float)
        bars = ax.barh(rows, width, left=left, color=colour, height=0.7, label=part, edgecolor="white")
        ax.bar_label(bars, [f"{n:.0f}" if n else "" for n in width], label_type="center", fontsize=9, color=".15")
        left += width
    names = [f"{shortened(row.entity, 32)}, {row.voice}" for row in table.itertuples()]
    ax.set_yticks(rows, names)
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.set_xlabel("sentences that name it")
    ax.locator_params(axis="x", integer=True)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False)
    return ax
