"""An axis of time on which long stretches without any event are folded together, so that one date of long ago does not
press all others into a corner."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import matplotlib.dates as mdates
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.patches import Patch
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

Spans = list[tuple[float, float]]

_LONG = 0.4  # share of the axis from which on an empty stretch is folded
_FOLDED = 0.05  # share of the axis that is left of it
_MARGIN = 0.04  # share of the axis kept on either side of what happened
_FEWEST_DAYS = 6.0  # an axis is no finer
_MOST_TICKS = 7
_EARLIEST, _LATEST = mdates.date2num(date(1, 1, 2)), mdates.date2num(date(9999, 12, 30))
_EMPTY: dict[str, Any] = {"fc": ".97", "ec": ".82", "hatch": "////", "lw": 0}
_FORMATS = {
    "formats": ["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%S"],
    "zero_formats": ["", "%Y", "%d %b", "%d %b", "%H:%M", "%H:%M"],
    "offset_formats": ["", "%Y", "%Y", "%d %b %Y", "%d %b %Y", "%d %b %Y"],
}


def folds(spans: Spans) -> Spans:
    """The empty stretches between spans of time that fill too much of the axis, the earliest first.

    Arguments:
        spans: first and last day of each thing drawn, in matplotlib's days.
    """
    reached = np.maximum.accumulate([last for _, last in sorted(spans)])
    firsts = [first for first, _ in sorted(spans)]
    empty = [(end, begin) for end, begin in zip(reached[:-1].tolist(), firsts[1:], strict=True) if begin > end]
    left = float(reached[-1]) - firsts[0]
    found = []
    for begin, end in sorted(empty, key=lambda stretch: stretch[0] - stretch[1]):
        if end - begin <= _LONG * left or end - begin < _FEWEST_DAYS:
            break
        found.append((begin, end))
        left -= end - begin
    return sorted(found)


def time_axis(axis: Axis, spans: Spans) -> tuple[float, float, float, list[Patch]]:
    """Dates on an axis, as fine as its span asks for.

    Arguments:
        axis: the x or y axis of the Axes.
        spans: first and last day of each thing drawn, in matplotlib's days.

    Returns:
        the limits of the axis with a margin; how many days it shows; entries for the legend.
    """
    low, high = min(first for first, _ in spans), max(last for _, last in spans)
    folded = folds(spans)
    shown = max(high - low - sum(end - begin for begin, end in folded), _FEWEST_DAYS)
    margin = max(shown * _MARGIN, (_FEWEST_DAYS - (high - low)) / 2)
    low, high = max(low - margin, _EARLIEST), min(high + margin, _LATEST)
    if not folded:
        locator = mdates.AutoDateLocator(minticks=3, maxticks=_MOST_TICKS)
        axis.set_major_locator(locator)
        axis.set_major_formatter(mdates.ConciseDateFormatter(locator, **_FORMATS))
        axis.get_offset_text().set_fontsize(8)
        return low, high, shown, []
    _fold(axis, [(begin + margin, end - margin) for begin, end in folded], low, high, shown * _FOLDED)
    return low, high, shown, [Patch(**_EMPTY, label="empty time, folded")]


def _fold(axis: Axis, folded: Spans, low: float, high: float, width: float) -> None:
    """Give each stretch the width of some days, mark it, and set ticks on what lies between."""
    days = [low, *(day for stretch in folded for day in stretch), high]
    places = [low]
    for i, (begin, end) in enumerate(pairwise(days)):
        places.append(places[-1] + (width if i % 2 else end - begin))
    outside = 10 * (high - low)
    days, places = [low - outside, *days, high + outside], [low - outside, *places, places[-1] + outside]
    scale = lambda x: np.interp(x, days, places), lambda y: np.interp(y, places, days)
    ax: Axes = axis.axes
    (ax.set_xscale if axis is ax.xaxis else ax.set_yscale)("function", functions=scale)
    for stretch in folded:
        (ax.axvspan if axis is ax.xaxis else ax.axhspan)(*stretch, **_EMPTY, zorder=0)
    kept = list(zip(days[1:-1:2], days[2:-1:2], strict=True))
    total = sum(end - begin for begin, end in kept)
    ticks = [tick for begin, end in kept for tick in _ticks(begin, end, (end - begin) / total)]
    axis.set_major_locator(FixedLocator([day for day, _ in ticks]))
    axis.set_major_formatter(FixedFormatter([label for _, label in ticks]))
    axis.set_minor_locator(NullLocator())


def _ticks(begin: float, end: float, share: float) -> list[tuple[float, str]]:
    """Ticks on a stretch between two folds, the first of them with its year; in a narrow one its year alone."""
    first, last = mdates.num2date(begin), mdates.num2date(end)
    if share * _MOST_TICKS < 2:
        middle = (begin + end) / 2
        return [(middle, mdates.num2date(middle).strftime("%Y"))]
    locator = mdates.AutoDateLocator(minticks=2, maxticks=_MOST_TICKS - 2)
    days = [float(day) for day in locator.tick_values(first, last) if begin <= day <= end]
    labels = mdates.ConciseDateFormatter(locator, **_FORMATS).format_ticks(days)
    if labels and not any(label.isdigit() and len(label) == 4 for label in labels):
        labels[0] += f"\n{mdates.num2date(days[0]):%Y}"
    return list(zip(days, labels, strict=True))
