"""What all figures share: width, colours, rows, titles, and how what is not shown is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.axes import Axes

from dateline.plots.layout import root_of
from dateline.tables import cut

WIDTH = 8.0  # inches, a page's text width
PALETTE = sns.color_palette("colorblind")
GREY = ".35"  # lines and words that stand back


def axes(height: float, ax: Axes | None = None) -> Axes:
    """The given Axes, or new ones as wide as a page; height in inches."""
    if ax is None:
        with sns.axes_style("whitegrid", {"grid.color": ".9", "axes.edgecolor": ".6"}):
            ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")[1]
    sns.despine(ax=ax, left=True)
    ax.tick_params(labelsize=9)
    return ax


def rows(labels: Sequence[object], ax: Axes | None = None, height: float = 0.28, longest: int = 46) -> Axes:
    """Axes with a row for each label, the first on top; height of a row in inches, longest label in characters."""
    ax = axes(1.1 + height * max(len(labels), 2), ax)
    ax.set_yticks(range(len(labels)), [shortened(label, longest) for label in labels])
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False, axis="y")
    return ax


def titled(ax: Axes, finding: str, reading: str = "") -> Axes:
    """What a figure found above it, and under that how it is read."""
    finding, reading = (said.replace("$", r"\$") for said in (finding, reading))
    title = root_of(ax).suptitle(finding, x=0.01, ha="left", fontsize=11, wrap=True)
    title.set_fontweight("bold")
    ax.set_title(reading, loc="left", fontsize=9, color=GREY, wrap=True)
    return ax


def keyed(ax: Axes, **given: Any) -> None:
    """The legend, under the figure and as wide as it."""
    root_of(ax).legend(loc="outside lower left", ncols=3, frameon=False, fontsize=9, handletextpad=0.4, **given)


def not_shown(reason: str, ax: Axes | None = None) -> Axes:
    """Says in place of a figure that there is too little to draw; its gid says so too, for a page leaves it out."""
    ax = axes(0.6, ax)
    ax.set_axis_off()
    ax.set_gid(reason)
    ax.text(0.5, 0.5, reason, ha="center", va="center", transform=ax.transAxes, color=GREY)
    return ax


def shortened(label: object, longest: int = 46) -> str:
    """A label that fits, with no sign in it that matplotlib would take for a formula."""
    return cut(label, longest).replace("$", r"\$")
