"""Tone toward names as a figure."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from dateline.plots import _shortened, axes, not_shown

PARTS = {"unfavourable": (0.95, 0.65, 0.45), "neutral": (0.88, 0.88, 0.88), "favourable": (0.53, 0.75, 0.93)}


def plot_entity_tone(entity_tone: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How many sentences word each main name unfavourably, neutrally and favourably, narration apart from quotation.

    Counts, not means: two sentences are seen to be two.

    Arguments:
        entity_tone: a table as `entity_tone` gives it.
        ax: where to draw; new Axes if None.
    """
    table = entity_tone.groupby(["entity", "voice"], sort=False)[list(PARTS)].sum().reset_index()
    ax = axes(1.0 + 0.34 * max(len(table), 2), ax)
    if table.empty:
        return not_shown(ax, 0, "nobody is named")
    rows, left = np.arange(len(table)), np.zeros(len(table))
    for part, colour in PARTS.items():
        width = table[part].to_numpy(float)
        bars = ax.barh(rows, width, left=left, color=colour, height=0.7, label=part, edgecolor="white")
        ax.bar_label(bars, [f"{n:.0f}" if n else "" for n in width], label_type="center", fontsize=9, color=".15")
        left += width
    names = [f"{_shortened(row.entity, 32)}, {row.voice}" for row in table.itertuples()]
    ax.set_yticks(rows, names)
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.set_xlabel("sentences that name it")
    ax.locator_params(axis="x", integer=True)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, frameon=False)
    return ax
