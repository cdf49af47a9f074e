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
_MOST_TICKS = 6
_SHORT = 60  # days; below, ticks are days
_EARLIEST, _LATEST = mdates.date2num(date(1, 1, 2)), mdates.date2num(date(9999, 12, 30))
_EMPTY: dict[str, Any] = {"fc": ".97", "ec": ".82", "hatch": "////", "lw": 0}
_FORMATS = {
    "formats": ["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%S"],
    "zero_formats": ["", "%Y", "%d %b", "%d %b", "%H:%M", "%H:%M"],
}


def folds(spans: Spans) -> Spans:
    """The empty stretches between spans of time (first and last day) that fill too much of the axis, in their order."""
    firsts, lasts = zip(*sorted(spans), strict=True)
    reached = np.maximum.accumulate(lasts).tolist()
    empty = [(end, begin) for end, begin in zip(reached[:-1], firsts[1:], strict=True) if begin > end]
    left, found = reached[-1] - firsts[0], []
    for begin, end in sorted(empty, key=lambda stretch: stretch[0] - stretch[1]):
        if end - begin <= _LONG * left or end - begin < _FEWEST_DAYS:
            break
        found.append((begin, end))
        left -= end - begin
    return sorted(found)


def time_axis(axis: Axis, spans: Spans) -> tuple[float, list[Patch]]:
    """Dates on the x or y axis of Axes, as fine as the spans of what is drawn ask for (first and last day of each, in
    matplotlib's days); returns how many days it shows, and what the legend must say of it."""
    low, high = min(first for first, _ in spans), max(last for _, last in spans)
    folded = folds(spans)
    shown = max(high - low - sum(end - begin for begin, end in folded), _FEWEST_DAYS)
    margin = max(shown * _MARGIN, (_FEWEST_DAYS - (high - low)) / 2)
    low, high = max(low - margin, _EARLIEST), min(high + margin, _LATEST)
    folded = [(begin + margin, end - margin) for begin, end in folded]
    days = [low, *(day for stretch in folded for day in stretch), high]
    ax: Axes = axis.axes
    is_x = axis is ax.xaxis
    (ax.set_xlim if is_x else ax.set_ylim)(low, high)
    if folded:
        _fold(ax, is_x, folded, days, shown * _FOLDED)
    kept = list(zip(days[::2], days[1::2], strict=True))
    total = sum(end - begin for begin, end in kept)
    ticks = [tick for begin, end in kept for tick in _ticks(begin, end, (end - begin) / total)]
    axis.set_major_locator(FixedLocator([day for day, _ in ticks]))
    axis.set_major_formatter(FixedFormatter([label for _, label in ticks]))
    axis.set_minor_locator(NullLocator())
    (ax.set_xlim if is_x else ax.set_ylim)(low, high)  # once more: what marks a fold has moved them
    return shown, [Patch(**_EMPTY, label="empty time, folded")] if folded else []


def _fold(ax: Axes, is_x: bool, folded: Spans, days: list[float], width: float) -> None:
    """Gives each stretch the width of some days, and marks it."""
    steps = [width if i % 2 else end - begin for i, (begin, end) in enumerate(pairwise(days))]
    places = np.cumsum([days[0], *steps])
    outside = 10 * (days[-1] - days[0])
    on_day, on_axis = ([ends[0] - outside, *ends, ends[-1] + outside] for ends in (days, places))
    scale = lambda x: np.interp(x, on_day, on_axis), lambda y: np.interp(y, on_axis, on_day)
    (ax.set_xscale if is_x else ax.set_yscale)("function", functions=scale)
    for stretch in folded:
        (ax.axvspan if is_x else ax.axhspan)(*stretch, **_EMPTY, zorder=0)


def _ticks(begin: float, end: float, share: float) -> list[tuple[float, str]]:
    """Ticks on a stretch between two folds, days or longer, the first of them with its year; in a narrow one a single
    tick."""
    middle, is_short = (begin + end) // 2, end - begin < _SHORT
    if share * _MOST_TICKS < 2:
        return [(middle, mdates.num2date(middle).strftime("%d %b\n%Y" if is_short else "%Y"))]
    locator = mdates.AutoDateLocator(minticks=2, maxticks=_MOST_TICKS - (share < 1))
    found = locator.tick_values(mdates.num2date(begin), mdates.num2date(end))
    if is_short:  # days, of which as many as there is room for: no hours
        found = np.arange(np.ceil(begin), end, np.ceil((end - begin) / (share * _MOST_TICKS)))
    days = [float(day) for day in found if begin <= day <= end]
    labels = mdates.ConciseDateFormatter(locator, **_FORMATS).format_ticks(days)
    if labels and not any(label.isdigit() and len(label) == 4 for label in labels):
        labels[0] += f"\n{mdates.num2date(days[0]):%Y}"
    return list(zip(days, labels, strict=True))
