"""Terms as figures: what an article is about, and which words keep company."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator
from matplotlib.transforms import Bbox

from dateline.plots.layout import lay_out
from dateline.plots.style import GREY, PALETTE, axes, not_shown, shortened
from dateline.tables import expects
from dateline.terms.thresholds import LEAST_N_GENERAL, WORDS_FOR_NETWORK

MOST_LABELS = 40  # of one figure, the strongest terms first
_LONGEST_LABEL = 30  # characters
# Where a label may stand beside its dot: offset in points and alignment, the first that is free is taken.
_PLACES = [
    ((6, 0), "left", "center"), ((-6, 0), "right", "center"), ((0, 5), "center", "bottom"), ((0, -5), "center", "top"),
    ((5, 4), "left", "bottom"), ((5, -4), "left", "top"), ((-5, 4), "right", "bottom"), ((-5, -4), "right", "top"),
]  # fmt: skip
_NOTHING = 0.6  # inches for the line that says why nothing is drawn
_GAP = 1.5  # pixels between labels


def _extent(text: Text) -> Bbox:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # a letter that the font lacks is drawn as a box
        return text.get_window_extent().padded(_GAP)


def _label(ax: Axes, points: np.ndarray, labels: list[str], size: float = 8.5) -> list[Annotation]:
    """A label beside each point, of shape (n, 2), in falling weight; those that find no free place are left out."""
    lay_out(ax)  # else no text has a size
    ground = {"boxstyle": "square,pad=0", "fc": "white", "ec": "none", "alpha": 0.8}  # keeps lines out of the letters
    dots = ax.transData.transform(points)
    frame, placed = ax.get_window_extent(), []
    taken: list[Bbox] = []
    for point, label in zip(points, labels, strict=True):
        for offset, ha, va in _PLACES:
            text = ax.annotate(label, point, offset, textcoords="offset points", ha=ha, va=va, fontsize=size,
                               color=".15", zorder=4, in_layout=False, bbox=ground)  # fmt: skip
            box = _extent(text)
            inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
            free = not any(box.overlaps(other) for other in taken)
            if inside and free and not any(box.contains(x, y) for x, y in dots):
                placed.append(text)
                taken.append(box)
                break
            text.remove()
    return placed


def _log_axis(ax: Axes, values: pd.Series) -> None:
    """Counts on a logarithmic axis, ticks at 1, 2 and 5 times powers of ten."""
    least, most = values.min() / 1.35, max(values.max() * 1.6, values.min() * 2.2)  # room for labels on either side
    ax.set_xscale("log")
    ax.set_xlim(least, most)
    ticks = [m * 10**power for power in range(8) for m in (1, 2, 3, 5) if least <= m * 10**power <= most]
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def plot_keyness(key_terms: pd.DataFrame, ax: Axes | None = None, n: int = MOST_LABELS) -> Axes:
    """What an article is about: how often each term occurs, and how many times the usual rate that is.

    The terms of greatest weight are drawn full and have labels, as far as there is room.

    Arguments:
        key_terms: a table as `key_terms` gives it; names have their own mark.
        ax: where to draw; new Axes if None.
        n: how many labels at most.

    Example:
        >>> import dateline as dl
        >>> words = dl.with_terms(dl.tokens(dl.Article('Ferry to ferry. A ferry ran.')))
        >>> key = dl.key_terms(dl.keyness(words, by='term'), dl.frequency(words, by='term'))
        >>> dl.plot_keyness(key).get_xlabel()
        'occurrences in title and body'
    """
    expects(key_terms, "term kind n_target log_ratio reference", "key_terms")
    if key_terms.empty:
        return not_shown(
            axes(_NOTHING, ax), 0, f"no term occurs {LEAST_N_GENERAL} times, and more often than in the reference"
        )
    ax, table = axes(4.6, ax), key_terms.reset_index(drop=True)
    named = table["kind"].eq("name")
    for rows, colour, marker, label in (
        (table[named], PALETTE[1], "D", f"names (n = {named.sum()})"),
        (table[~named], PALETTE[0], "o", f"other words (n = {(~named).sum()})"),
    ):
        strong, weak = rows[rows.index < n], rows[rows.index >= n]
        style = {"color": colour, "marker": marker, "edgecolor": "white", "linewidth": 0.5}
        ax.scatter(strong["n_target"], strong["log_ratio"], s=28, label=label, zorder=3, **style)
        ax.scatter(weak["n_target"], weak["log_ratio"], s=12, alpha=0.35, zorder=2, **style)
    _log_axis(ax, table["n_target"])
    top = table["log_ratio"].max() + 0.8
    decades = int(top * np.log10(2))
    times = [m * 10**power for power in range(decades + 1) for m in ((1, 2, 5) if decades < 3 else (1,))]
    ax.set_yticks([np.log2(ratio) for ratio in times], [f"{ratio:,} ×" for ratio in times])
    ax.set_ylim(0, top)
    ax.set(xlabel="occurrences in title and body", ylabel="times the usual rate")
    ax.set_title(f"compared with {shortened(table['reference'].iloc[0], 60)}", fontsize=10, color=GREY, loc="left")
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, fontsize=9, handletextpad=0.2)
    shown = table.head(n)
    _label(ax, shown[["n_target", "log_ratio"]].to_numpy(float), [shortened(t, _LONGEST_LABEL) for t in shown["term"]])
    return ax


def plot_network(pairs: pd.DataFrame, words: int, ax: Axes | None = None, n: int = 20) -> Axes:
    """Which terms keep company: a line joins two that meet, the thicker the more often.

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
    if words < WORDS_FOR_NETWORK:
        return not_shown(axes(_NOTHING, ax), words, f"fewer than {WORDS_FOR_NETWORK:,} words")
    if pairs.empty:
        return not_shown(axes(_NOTHING, ax), 0, "no pair")
    ax, table = axes(4.8, ax), pairs.head(n)
    terms = sorted({*table["term_1"], *table["term_2"]})
    number = {term: i for i, term in enumerate(terms)}
    edges = np.array([[number[a], number[b]] for a, b in zip(table["term_1"], table["term_2"], strict=True)])
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.set_axis_off()
    lay_out(ax)
    box = {"boxstyle": "round,pad=0.25", "fc": "white", "ec": PALETTE[0], "lw": 0.8}
    style: dict = {"ha": "center", "va": "center", "in_layout": False}
    labels = [ax.text(0, 0, shortened(t, _LONGEST_LABEL), fontsize=8.5, zorder=3, bbox=box, **style) for t in terms]
    frame = ax.get_window_extent()
    sizes = np.array([_extent(text).padded(4).size for text in labels]) / frame.size
    at = _apart(_spring_layout(len(terms), edges, table["n"].to_numpy(float)), sizes)
    for text, place in zip(labels, at, strict=True):
        text.set_position(tuple(place))
    dot = {"boxstyle": "circle,pad=0.1", "fc": "white", "ec": "none"}
    for (a, b), meetings in zip(edges.tolist(), table["n"].tolist(), strict=True):
        ax.plot(*at[[a, b]].T, color=".6", lw=0.8 + 3 * meetings / table["n"].max(), zorder=1, solid_capstyle="round")
        x, y = _midway(at[[a, b]], sizes[[a, b]])
        ax.text(x, y, str(meetings), fontsize=7, color=GREY, zorder=2, bbox=dot, **style)
    return ax


def _midway(at: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """The middle of that part of a line between two boxes which neither hides."""
    way = at[1] - at[0]
    first, last = (sizes / 2 / np.maximum(np.abs(way), 1e-9)).min(axis=1)  # shares of the line inside each box
    return at[0] + way * (1 + first - last) / 2


def _spring_layout(n: int, edges: np.ndarray, weights: np.ndarray, steps: int = 300) -> np.ndarray:
    """Places of shape (n, 2) in a unit square, by the springs of Fruchterman and Reingold (1991), from a circle."""
    angle = 2 * np.pi * np.arange(n) / n
    at = np.column_stack([np.cos(angle), np.sin(angle)])
    pull = np.zeros((n, n))
    pull[edges[:, 0], edges[:, 1]] = pull[edges[:, 1], edges[:, 0]] = 0.5 + weights / weights.max()
    ideal = 1.6 / np.sqrt(n)
    for step in range(steps):
        apart = at[:, None] - at[None]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = ideal**2 / distance**2 - pull * distance / ideal - 0.1
        move = (apart * force[:, :, None]).sum(axis=1)
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        at = at + move / length * np.minimum(length, 0.1 * (1 - step / steps))
    low, high = at.min(axis=0), at.max(axis=0)
    return (at - low) / np.maximum(high - low, 1e-9)


def _apart(at: np.ndarray, sizes: np.ndarray, rounds: int = 400) -> np.ndarray:
    """The places moved until no two boxes of these sizes overlap and all lie within the unit square."""
    at = sizes / 2 + at * (1 - sizes)
    for _ in range(rounds):
        gap = at[:, None] - at[None]
        overlap = (sizes[:, None] + sizes[None]) / 2 - np.abs(gap)
        hit = (overlap > 0).all(axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        order = np.arange(len(at))
        way = np.where(gap == 0, np.sign(order[:, None] - order[None])[:, :, None], np.sign(gap))
        least = overlap.argmin(axis=2)[:, :, None] == np.arange(2)
        at = at + (way * overlap * least * hit[:, :, None]).sum(axis=1) * 0.3
        at = np.clip(at, sizes / 2, 1 - sizes / 2)
    return at
