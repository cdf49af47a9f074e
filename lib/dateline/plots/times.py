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
from dateline.plots.style import GREY, PALETTE, axes, not_shown
from dateline.plots.time_axis import time_axis
from dateline.tables import DOUBTFUL, expects

KINDS = ("event", "coming", "reporting", "caption", "background")
COLOURS = {
    "event": PALETTE[0],
    "coming": PALETTE[3],
    "reporting": PALETTE[1],
    "caption": PALETTE[2],
    "background": PALETTE[7],
}
MARKERS = {"event": "o", "coming": ">", "reporting": "D", "caption": "^", "background": "s"}

MOST_EVENTS = 60  # rows of one figure; the surest are drawn
FEW_EVENTS = 15  # up to here a label has two lines
_FRAME = 0.95  # inches for the axis and the legend


def _day(iso: object) -> float:
    """An ISO date as matplotlib's days, NaN for none."""
    try:
        return float(mdates.date2num(date.fromisoformat(str(iso)[:10])))
    except ValueError:
        return np.nan


def _drawable(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a place on the axis, with their first day and the day after their last."""
    first = table["first_day"].map(_day).astype(float)
    last = table["last_day"].map(_day).astype(float).fillna(first)
    kinds = table["kind"].where(table["kind"].isin(KINDS), "event")
    return table.assign(first=first, last=last.clip(lower=first) + 1, kind=kinds)[first.notna()]


def _label(row, lines: int) -> str:
    """Date and clause in a line or two, with no sign that matplotlib would take for a formula."""
    width = 44 if lines > 1 else 52
    doubtful = "doubtful: " if getattr(row, "confidence", 1) < DOUBTFUL else ""
    told = " ".join(str(getattr(row, "label", row.text)).split())
    said = f"{doubtful}{dated(row.value, row.first_day, row.last_day)}  {told}"
    said = "".join(sign if sign.isprintable() else " " for sign in said[: width * (lines + 1)])
    return "\n".join(textwrap.wrap(said, width, max_lines=lines, placeholder=" …")).replace("$", r"\$")


def _legend(ax: Axes, kinds: pd.Series, more: list[Artist]) -> None:
    present = [kind for kind in KINDS if kinds.eq(kind).any()]
    marks = [Line2D([], [], color=COLOURS[kind], marker=MARKERS[kind], ls="", label=kind) for kind in present]
    ax.legend(handles=[*marks, *more], loc="lower right", bbox_to_anchor=(1, 1), ncols=6, frameon=False, fontsize=8,
              handletextpad=0.4, columnspacing=1.2, borderaxespad=0.2)  # fmt: skip


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
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['event', 'published 2024-02-14']
    """
    expects(table, "first_day last_day kind text", "timeline")
    rows = _drawable(table)
    n = len(rows)
    if n > MOST_EVENTS:
        rows = rows.sort_values("confidence", ascending=False, kind="stable").head(MOST_EVENTS).sort_index()
    lines, row_height = (2, 0.36) if n <= FEW_EVENTS else (1, 0.23)
    ax = axes(_FRAME + row_height * max(len(rows), 1), ax)
    if rows.empty:
        return not_shown(ax, 0, "no dated event")
    first, last = (_day(written[end]) for end in ("first_day", "last_day")) if written else (np.nan, np.nan)
    known = first == first and last == last
    spans = [*zip(rows["first"], rows["last"], strict=True), *([(first, last + 1)] if known else [])]
    low, high, shown, folded = time_axis(ax.xaxis, spans)
    for y, row in enumerate(rows.itertuples(index=False)):
        _draw_event(ax, y, row, shown * 0.012)
    more = [*folded, *([_mark_publication(ax, first, last)] if known else [])]
    labels = [_label(row, lines) for row in rows.itertuples(index=False)]
    ax.set_yticks(range(len(rows)), labels, fontsize=8, linespacing=1.05)
    ax.set(xlim=(low, high), ylim=(len(rows) - 0.4, -0.6))
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", labelsize=8)
    if n > len(rows):
        ax.set_xlabel(f"the {len(rows)} surest of {n} events", fontsize=8, color=GREY)
    _legend(ax, rows["kind"], more)
    return ax


def _mark_publication(ax: Axes, first: float, last: float) -> Artist:
    """A dashed line on the day of publication, or a band over the days it can have been; returns its legend entry."""
    first_day, last_day = (mdates.num2date(day).date().isoformat() for day in (first, last))
    if first == last:
        ax.axvline(first + 0.5, color=GREY, ls="--", lw=1, zorder=1)
        return Line2D([], [], color=GREY, ls="--", lw=1, label=f"published {first_day}")
    ax.axvspan(first, last + 1, color=".88", lw=0, zorder=0)
    return Patch(color=".88", label=f"written {first_day} … {last_day}")


def _draw_event(ax: Axes, y: float, row, narrow: float) -> None:
    """A filled mark where the date is as narrow as the mark, else a bar with a hollow one; pale where doubtful."""
    first, last, kind = row.first, row.last, row.kind
    wide = last - first > max(narrow, 1)
    if wide:
        ax.barh(y, last - first, left=first, height=0.34, color=COLOURS[kind], alpha=0.45, lw=0, zorder=2)
    face = "white" if wide else COLOURS[kind]
    ax.plot((first + last) / 2, y, MARKERS[kind], color=COLOURS[kind], mfc=face, ms=6, zorder=3, clip_on=False,
            alpha=0.45 if getattr(row, "confidence", 1) < DOUBTFUL else 1)  # fmt: skip


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
    expects(table, "first_day last_day kind text", "timeline")
    rows = _drawable(table).sort_values("start", kind="stable")
    ax = axes(3.6, ax)
    if rows.empty:
        return not_shown(ax, 0, "no dated event")
    low, high, shown, folded = time_axis(ax.yaxis, list(zip(rows["first"], rows["last"], strict=True)))
    told = rows[rows["kind"] != "caption"]
    x, y = told["start"].to_numpy(float), (told["first"] + told["last"]).to_numpy(float) / 2
    for i in range(len(told) - 1):
        back = told["last"].iloc[i + 1] <= told["first"].iloc[i]
        ax.plot(x[i : i + 2], y[i : i + 2], color=GREY if back else ".75", lw=2.2 if back else 1, zorder=1)
    for row in rows.itertuples(index=False):
        wide = row.last - row.first > max(shown * 0.03, 1)
        if wide:
            ax.vlines(row.start, row.first, row.last, color=COLOURS[row.kind], alpha=0.45, lw=5, zorder=2)
        face = "white" if wide else COLOURS[row.kind]
        middle = (row.first + row.last) / 2
        ax.plot(row.start, middle, MARKERS[row.kind], color=COLOURS[row.kind], mfc=face, ms=6, zorder=3, clip_on=False)
    ax.set(ylim=(low, high), xlim=(0, max(rows["end"].max(), 1)))
    ax.set_xlabel("place in the article, characters from its start", fontsize=9)
    ax.set_ylabel("time of the event", fontsize=9)
    ax.tick_params(labelsize=8)
    _legend(ax, rows["kind"], [*folded, Line2D([], [], color=GREY, lw=2.2, label="looks back")])
    return ax
