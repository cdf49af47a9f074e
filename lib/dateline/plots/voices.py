"""Voices in figures: who speaks how much, how tone runs, and toward whom."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from dateline.plots.style import GREY, PALETTE, axes, keyed, not_shown, rows, titled
from dateline.polarity.sentence import EDGE
from dateline.tables import cut, expects

VOICES = {"narration": (PALETTE[0], "o"), "quotation": (PALETTE[1], "D")}
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
    n = len(sentiment)
    if not n:
        return not_shown("no sentence was read", ax)
    ax, order, tone = axes(3.6, ax), np.arange(1, n + 1), sentiment["tone"].to_numpy(float)
    edge = 0.55 if np.abs(tone).max() <= 0.5 else 1.05  # two scales, so that figures of two articles compare
    ax.axhline(0, color=".5", linewidth=1)
    ax.vlines(order, 0, tone, color=".8", linewidth=1.2, zorder=1)
    size = {"s": 20, "alpha": 0.7} if n > _CROWDED else {"s": 46}
    for voice, (colour, mark) in VOICES.items():
        if (said := sentiment["voice"].eq(voice).to_numpy()).any():
            style = {"marker": mark, "color": colour, "edgecolor": "white", "linewidth": 0.6, **size}
            ax.scatter(order[said], tone[said], label=f"{voice} (n = {said.sum()})", zorder=3, **style)
    if n >= FEWEST_PIECES_FOR_ARC:
        _draw_smoothed(ax, order.astype(float), tone)
    ax.set(xlabel="pieces of one voice, in the order of the article", ylabel="polarity of wording", ylim=(-edge, edge))
    ax.set_xlim(0.3, n + 0.7)
    ax.locator_params(axis="x", integer=True)
    keyed(ax)
    signs = [int((tone * sign > EDGE).sum()) for sign in (-1, 1)]
    finding = f"{signs[0]} of {n} passages are worded unfavourably, {signs[1]} favourably"
    few = f"too few ({n}) for a smoothed line" if n < FEWEST_PIECES_FOR_ARC else "the line is smoothed over all"
    return titled(ax, finding, f"a mark is a passage; {few}")


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
    expects(speakers, "voice speaker share pieces", "speakers")
    table = speakers.sort_values("share", ascending=False, kind="stable").head(n)
    if len(table) < 2:
        return not_shown("one voice alone speaks" if len(table) else "no sentence was read", ax)
    unnamed = table["voice"].map({"quotation": "speaker not found", "narration": "the reporter"})
    names, share = table["speaker"].fillna(unnamed).tolist(), 100 * table["share"]
    ax = rows(names, ax)
    bars = ax.barh(range(len(table)), share, color=[VOICES[voice][0] for voice in table["voice"]], height=0.7)
    labels = [f"{100 * row.share:.0f} %  ({row.pieces})" for row in table.itertuples()]
    ax.bar_label(bars, labels, padding=4, fontsize=9, color=GREY)
    ax.set_xlim(0, share.max() * 1.25)
    ax.set_xticks([tick for tick in ax.get_xticks() if tick <= 100])  # setting ticks keeps the room of the numbers
    ax.set_xlabel("share of characters, % (pieces)", fontsize=9)
    first = cut(names[0], 40)
    finding = f"{first[:1].upper()}{first[1:]} has {share.iloc[0]:.0f} % of the text"
    return titled(ax, finding, "a bar is what one says, in % of the text")


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
    expects(entity_tone, "entity voice unfavourable neutral favourable", "entity_tone")
    counts = entity_tone.groupby(["entity", "voice"], sort=False)[list(PARTS)].sum()
    n = counts.sum(axis=1)
    if not n.ge(FEWEST_SENTENCES).any():
        said = f"{FEWEST_SENTENCES} sentences of one voice with the same name are needed"
        return not_shown(f"{said} ({n.max()})" if len(n) else said, ax)
    counts = counts[n.ge(FEWEST_SENTENCES)]
    ax, left = rows([f"{entity}, {voice}" for entity, voice in counts.index], ax, height=0.34), np.zeros(len(counts))
    for part, colour in PARTS.items():
        width = counts[part].to_numpy(float)
        bars = ax.barh(range(len(counts)), width, left=left, color=colour, height=0.7, label=part, edgecolor="white")
        ax.bar_label(bars, [f"{n:.0f}" if n else "" for n in width], label_type="center", fontsize=9, color=".15")
        left += width
    ax.set_xlabel("sentences that name it", fontsize=9)
    ax.locator_params(axis="x", integer=True)
    keyed(ax)
    most, voice = counts["unfavourable"].idxmax()
    most = cut(most, 40)
    finding = f"Most often worded unfavourably: {most}, in {voice}"
    if not counts["unfavourable"].any():
        finding = "No sentence is worded against a name"
    return titled(ax, finding, "how many sentences word it in which way")
