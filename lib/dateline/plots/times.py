"""The timeline as figures: when it happened, and in which order it is told."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from typing import Any

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from dateline.calendar.naming import dated
from dateline.plots.style import GREY, PALETTE, axes, keyed, not_shown, rows, titled
from dateline.plots.time_axis import time_axis
from dateline.tables import DOUBTFUL, expects

# Kind of a row -> its colour and its mark.
KINDS = {
    "event": (PALETTE[0], "o"),
    "coming": (PALETTE[3], ">"),
    "reporting": (PALETTE[1], "D"),
    "caption": (PALETTE[2], "^"),
    "background": (PALETTE[7], "s"),
}
MOST_EVENTS = 60  # rows of one figure; the surest are drawn
FEW_EVENTS = 15  # up to here a label has two lines
_LONGEST_LINE = 44  # characters
_PALE = 0.45


def _day(iso: object) -> float:
    """An ISO date as matplotlib's days, NaN for none."""
    return float(mdates.date2num(date.fromisoformat(iso[:10]))) if isinstance(iso, str) else np.nan


def _drawable(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a place on the axis, with their first day and the day after their last."""
    first, last = (table[end].map(_day).astype(float) for end in ("first_day", "last_day"))
    return table.assign(first=first, last=last.fillna(first) + 1)[first.notna()]


def _label(row: Any, lines: int) -> str:
    """Date and clause in a line or two, with no sign that matplotlib would take for a formula."""
    doubtful = "doubtful: " if row.confidence < DOUBTFUL else ""
    told = " ".join(getattr(row, "label", row.text).split())
    said = f"{doubtful}{dated(row.value, row.first_day, row.last_day)}  {told}"
    said = "".join(sign if sign.isprintable() else " " for sign in said[: _LONGEST_LINE * (lines + 1)])
    return "\n".join(textwrap.wrap(said, _LONGEST_LINE, max_lines=lines, placeholder=" …")).replace("$", r"\$")


def _legend(ax: Axes, kinds: pd.Series, more: list[Artist]) -> None:
    looks = {kind: look for kind, look in KINDS.items() if kinds.eq(kind).any()}
    marks = [Line2D([], [], color=c, marker=mark, ls="", label=kind) for kind, (c, mark) in looks.items()]
    keyed(ax, handles=[*marks, *more])


def _draw_event(ax: Axes, row: Any, at: float, narrow: float, thick: float, is_x: bool = True) -> None:
    """A filled mark where the date is as narrow as the mark, else a bar with a hollow one; pale where doubtful."""
    colour, mark = KINDS[row.kind]
    wide = row.last - row.first > max(narrow, 1)
    if wide:
        bar = ax.barh if is_x else ax.bar
        bar(at, row.last - row.first, thick, row.first, color=colour, alpha=_PALE, lw=0, zorder=2)
    place = ((row.first + row.last) / 2, at)
    ax.plot(*(place if is_x else place[::-1]), mark, color=colour, mfc="white" if wide else colour, ms=6, zorder=3,
            clip_on=False, alpha=_PALE if row.confidence < DOUBTFUL else 1)  # fmt: skip


def plot_timeline(table: pd.DataFrame, written: Mapping[str, Any] | None = None, ax: Axes | None = None) -> Axes:
    """The events of an article on an axis of time, one a line, the earliest on top.

    A filled mark is a day; a pale one is doubtful, and its label says so. A bar is as wide as what is known of the
    date; the hollow mark on it says only its kind.

    Arguments:
        table: a table as `timeline` gives it; above MOST_EVENTS rows the surest are drawn, and their number said.
        written: when the article was written, as `creation_window` gives it: a day is a dashed line, more days a band.
        ax: where to draw; new Axes if None.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The court closed the bridge on Monday.', published='2024-02-14')
        >>> ax = dl.plot_timeline(dl.timeline(article), dl.creation_window(article))
        >>> [text.get_text() for text in ax.figure.legends[0].get_texts()]
        ['event', 'published 2024-02-14']
    """
    expects(table, "value first_day last_day kind text confidence", "timeline")
    found = _drawable(table)
    n = len(found)
    if not n:
        return not_shown("no dated event", ax)
    if n > MOST_EVENTS:
        found = found.sort_values("confidence", ascending=False, kind="stable").head(MOST_EVENTS).sort_index()
    lines, height = (2, 0.44) if n <= FEW_EVENTS else (1, 0.24)
    ax = rows([""] * len(found), ax, height)
    ax.set_yticklabels([_label(row, lines) for row in found.itertuples()], fontsize=9, linespacing=1.05)
    first, last = (_day(written[end]) for end in ("first_day", "last_day")) if written else (np.nan, np.nan)
    known = [(first, last + 1)] if first == first and last == last else []
    shown, more = time_axis(ax.xaxis, [*zip(found["first"], found["last"], strict=True), *known])
    for y, row in enumerate(found.itertuples()):
        _draw_event(ax, row, y, shown * 0.012, 0.34)
    _legend(ax, found["kind"], [*more, *(_mark_publication(ax, first, last) for _ in known)])
    few = f"the {len(found)} surest of {n} events; " if n > len(found) else ""
    begins, ends = (f"{mdates.num2date(found['first'].agg(end)):%B %Y}" for end in ("min", "max"))
    span = f"from {begins} to {ends}" if begins != ends else f"of {ends}"
    finding = f"{n} {'date' if n == 1 else 'dates'} {span}"
    return titled(ax, finding, f"{few}a bar is as wide as what is known of the date")


def _mark_publication(ax: Axes, first: float, last: float) -> Artist:
    """A dashed line on the day of publication, or a band over the days it can have been; returns its legend entry."""
    first_day, last_day = (mdates.num2date(day).date().isoformat() for day in (first, last))
    if first == last:
        ax.axvline(first + 0.5, color=GREY, ls="--", lw=1, zorder=1)
        return Line2D([], [], color=GREY, ls="--", lw=1, label=f"published {first_day}")
    ax.axvspan(first, last + 1, color=".88", lw=0, zorder=0)
    return Patch(color=".88", label=f"written {first_day} … {last_day}")


def plot_flashbacks(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Where in the article each event is told against when it happened.

    Events are joined in the order of telling; where the line runs back in time it is thick. Captions stand apart.

    Arguments:
        table: a table as `timeline` gives it.
        ax: where to draw; new Axes if None.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('It rained on Monday. It had snowed in 2014.', published='2024-02-14')
        >>> dl.plot_flashbacks(dl.timeline(article)).get_ylabel()
        'time of the event'
    """
    expects(table, "first_day last_day kind text start end confidence", "timeline")
    found = _drawable(table).sort_values("start", kind="stable")
    if found.empty:
        return not_shown("no dated event", ax)
    ax, length = axes(3.8, ax), max(found["end"].max(), 1)
    shown, more = time_axis(ax.yaxis, list(zip(found["first"], found["last"], strict=True)))
    told = found[found["kind"] != "caption"]
    back = told["last"].shift(-1).le(told["first"]).tolist()[:-1]
    middle = ((told["first"] + told["last"]) / 2).tolist()
    for i, is_back in enumerate(back):
        look: dict[str, Any] = {"color": GREY, "lw": 2.2} if is_back else {"color": ".75", "lw": 1}
        ax.plot(told["start"].iloc[i : i + 2], middle[i : i + 2], zorder=1, **look)
    for row in found.itertuples():
        _draw_event(ax, row, row.start, shown * 0.03, length * 0.01, is_x=False)
    ax.set_xlim(0, length)
    ax.set_xlabel("place in the article, characters from its start", fontsize=9)
    ax.set_ylabel("time of the event", fontsize=9)
    ax.yaxis.set_tick_params(labelsize=9)
    thick = [Line2D([], [], color=GREY, lw=2.2, label="looks back")] if any(back) else []
    _legend(ax, found["kind"], [*more, *thick])
    times = {0: "never looks back", 1: "looks back once"}.get(sum(back), f"looks back {sum(back)} times")
    return titled(ax, f"The article {times}", "left to right as it is told, upwards as it happened")
