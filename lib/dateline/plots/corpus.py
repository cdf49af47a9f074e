"""Many articles in figures: how many there are by time, outlet, speaker, and how many of them have a word or a name."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from dateline.plots.style import GREY, PALETTE, axes, not_shown, shortened
from dateline.tables import expects

MOST_OUTLETS = 6  # with a colour of their own
_FEWEST_PERIODS = 2
_MOST_TICKS = 12
_OTHERS = "all others"


def plot_articles(table: pd.DataFrame, what: str = "articles", ax: Axes | None = None, n: int = 15) -> Axes:
    """How many articles there are: periods as bars in time, all else as a list of bars.

    Where the table has outlets beside what the bars are of, each is a part of the bars; where it says how many there
    are in all (`of`), these stand behind them in grey.

    Arguments:
        table: as `Corpus.coverage`, `over_time` or `who_is_quoted("outlet")` give it.
        what: the articles are, for the axis.
        ax: where to draw; new Axes if None.
        n: how many bars a list has.

    Example:
        >>> import dateline as dl
        >>> corpus = dl.Corpus([dl.Article('“Rain fell,” said Ada Brown.', '2024-02-14', source='A')])
        >>> dl.plot_articles(corpus.who_is_quoted('outlet')).get_yticklabels()[0].get_text()
        'Ada Brown'
    """
    expects(table, "articles", "Corpus.coverage")
    row = next((name for name in ("period", "speaker", "outlet") if name in table), "outlet")
    totals = table.groupby(row, sort=False)["articles"].sum()
    is_list = row != "period"
    totals = totals.sort_values(ascending=False, kind="stable").head(n) if is_list else totals
    ax = axes(0.8 + 0.3 * max(len(totals), 2) if is_list else 3.2, ax)
    if not totals.sum() or (not is_list and len(totals) < _FEWEST_PERIODS):
        return not_shown("there is no article" if is_list else "articles of two periods are needed", ax)
    places, draw, before = range(len(totals)), ax.barh if is_list else ax.bar, pd.Series(0.0, index=totals.index)
    if "of" in table:
        draw(places, table["of"], color=".88", label="all articles")
    for number, (outlet, part) in enumerate(_parts(table, row, what).items()):
        counts = part.reindex(totals.index, fill_value=0)
        colour = ".7" if outlet == _OTHERS else PALETTE[number]
        bars = draw(
            places, counts, **{"left" if is_list else "bottom": before}, color=colour, label=shortened(outlet, 28)
        )
        before += counts
    if len(ax.containers) > 1:
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, frameon=False, fontsize=9)
    (ax.set_xlabel if is_list else ax.set_ylabel)("articles" if "of" in table else what)
    (ax.xaxis if is_list else ax.yaxis).set_major_locator(MaxNLocator(integer=True))
    ax.grid(visible=False, axis="y" if is_list else "x")
    if is_list:
        ax.set_yticks(places, [shortened(name, 32) for name in totals.index])
        ax.bar_label(bars, [f"{total:,}" for total in totals], padding=4, fontsize=9, color=GREY)
        ax.invert_yaxis()
    else:
        step = -(-len(totals) // _MOST_TICKS)
        ax.set_xticks(places[::step], totals.index[::step], rotation=30, ha="right", fontsize=9)
    return ax


def _parts(table: pd.DataFrame, row: str, what: str) -> dict[str, pd.Series]:
    """The articles by outlet: the largest by their names, then the others together; all as one where there are none."""
    if row == "outlet" or "outlet" not in table:
        return {what: table.groupby(row)["articles"].sum()}
    largest = sorted(table.groupby("outlet")["articles"].sum().nlargest(MOST_OUTLETS).index)
    named = table["outlet"].where(table["outlet"].isin(largest), _OTHERS)
    parts = dict(iter(table.groupby([named, row])["articles"].sum().groupby(level=0)))
    return {name: parts[name].droplevel(0) for name in [*largest, _OTHERS] if name in parts}
