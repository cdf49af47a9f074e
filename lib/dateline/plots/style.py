"""What all figures share: width, colours, and how what is not shown is said."""

from __future__ import annotations

import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.axes import Axes

WIDTH = 8.0  # inches, a page's text width
PALETTE = sns.color_palette("colorblind")
GREY = ".35"  # lines and words that stand back


def axes(height: float, ax: Axes | None = None) -> Axes:
    """The given Axes, or new ones as wide as a page; height in inches."""
    if ax is None:
        with sns.axes_style("whitegrid", {"grid.color": ".9", "axes.edgecolor": ".6"}):
            ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")[1]
    sns.despine(ax=ax, left=True)
    return ax


def not_shown(ax: Axes, n: int, needs: str) -> Axes:
    """Says in place of a figure that there is too little to draw; its gid says so too, for a page leaves it out."""
    reason = f"{needs} ({n:,})" if n else needs
    ax.set_axis_off()
    ax.set_gid(reason)
    ax.text(0.5, 0.5, reason, ha="center", va="center", transform=ax.transAxes, color=".35")
    return ax


def shortened(label: object, longest: int = 46) -> str:
    """A label that fits, with no sign in it that matplotlib would take for a formula."""
    text = " ".join(str(label).split())
    text = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    return text.replace("$", r"\$")
