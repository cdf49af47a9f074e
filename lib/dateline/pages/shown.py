"""How a notebook shows a table, a figure or a marked sentence, so that a report can hand each on as a file.

What is shown carries its name and its data (CSV, or SVG and PNG) inside the notebook's own outputs; nothing is written
beside it, so plain papermill needs no part of ours. Article text is hostile: it is escaped here, at the one place
where it becomes HTML or CSV.
"""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Sequence
from html import escape

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from dateline.amendments import MARK, marked, marks
from dateline.article import Article
from dateline.calendar.naming import dated
from dateline.exports.times import to_csv
from dateline.pages.table_html import SHOWN_AT_ONCE, table_html, unmarked, with_marks
from dateline.plots.layout import lay_out
from dateline.tables import MARKS, NOT_SHOWN, expects, of_article, written

_NONE = "None found."


class Shown:
    """An output with its name and all its forms; Jupyter picks the one it can draw."""

    def __init__(self, data: dict[str, str], kind: str, name: str, missing: str = "") -> None:
        """`missing` says why there is nothing in it, where that is so: a page leaves it out."""
        self.data = data
        self.metadata = {"dateline": {"kind": kind, "name": name, **({"missing": missing} if missing else {})}}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        return self.data, self.metadata


def show_table(table: pd.DataFrame, name: str, caption: str = "", columns: Sequence[str] | None = None) -> Shown:
    """A table as HTML, with its rows as CSV.

    Arguments:
        table: any table; text in it is escaped. The words that a column `marks` names are marked in its column text.
        name: what its file is called in a report, in small letters.
        caption: what is counted and what is left out.
        columns: those to show, where the table is too wide for a page; the CSV has all. What a person set right is
            marked, whether the column `corrected` is among them or not.

    Returns:
        an output that a notebook's last line shows. An empty table says that there is none.

    Example:
        >>> import dateline as dl
        >>> table = dl.frequency(dl.tokens(dl.Article('Rain fell.')))
        >>> shown = dl.show_table(table[['term', 'n']], 'terms', 'Counted in title and body.')
        >>> shown.data['text/csv']
        'term,n\\r\\nfell,1\\r\\nrain,1\\r\\n'
    """
    expects(table, "" if columns is None else " ".join(columns), "a function of dateline")
    missing = _NONE if table.empty else "; ".join(map(str, table[NOT_SHOWN])) if [*table] == [NOT_SHOWN] else ""
    seen = with_marks(table)
    seen = seen if columns is None else seen[[*columns, *({MARK} & set(table) - set(columns))]]
    nothing = f'<p class="facts">{escape(caption)}</p><p>{escape(missing)}</p>'
    shown = nothing if missing else table_html(seen, caption)
    # tex2jax_ignore: a price in an article is no formula
    html = f'<div class="dateline tex2jax_ignore">{shown}</div>'
    plain = table.drop(columns=MARKS, errors="ignore").map(unmarked)
    return Shown(
        {"text/html": html, "text/csv": to_csv(plain), "text/plain": plain.to_string(max_rows=SHOWN_AT_ONCE)},
        "table",
        name,
        missing,
    )


def show_figure(ax: Axes, name: str, alt: str) -> Shown:
    """A figure as SVG and PNG, closed after it is drawn.

    Arguments:
        ax: what a plot function returned.
        name: what its files are called in a report, in small letters.
        alt: what the figure shows, in words, for who cannot see it.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell. Snow fell.'))
        >>> shown = dl.show_figure(dl.plot_frequency(dl.frequency(words)), 'terms', 'Bars: the commonest terms.')
        >>> sorted(shown.data)
        ['image/png', 'image/svg+xml', 'text/html', 'text/plain']
    """
    figure = lay_out(ax)  # once for both forms
    svg, png = io.StringIO(), io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "dateline"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # a letter that the font lacks is drawn as a box
        with mpl.rc_context({"figure.autolayout": False, "figure.constrained_layout.use": False}):
            figure.set_layout_engine(None)  # "none" leaves a stand-in, for which each form would be laid out once more
        box = figure.get_tightbbox().padded(0.1)
        figure.savefig(svg, format="svg", metadata={"Date": None}, bbox_inches=box)
        figure.savefig(png, format="png", dpi=150, bbox_inches=box, metadata={"Software": None})
    plt.close(figure)
    address = "data:image/svg+xml;base64," + base64.b64encode(svg.getvalue().encode()).decode()
    html = f'<figure class="dateline"><img alt="{escape(alt)}" src="{address}"></figure>'
    data = {"text/html": html, "image/svg+xml": svg.getvalue(), "text/plain": alt}
    data["image/png"] = base64.b64encode(png.getvalue()).decode()
    return Shown(data, "figure", name, ax.get_gid() or "")


def marked_events(article: Article, timeline: pd.DataFrame, timexes: pd.DataFrame) -> pd.DataFrame:
    """The timeline as a reader wants it: when, what and the words that date it, who, and on what ground.

    Arguments:
        article: the article the tables were made of.
        timeline: a table as `timeline` gives it.
        timexes: a table as `timexes` gives it.

    Returns:
        when (the value, or the days it can be), value, first_day, last_day, kind, sentence, text, who, stated,
        inferred, confidence, doubt, marks (of the words that date it, as JSON: start and end in `text`, kind and
        reason; `show_table` marks them in the text); corrected, where `timeline` has it; in the order of time.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('It rained on Monday.', published='2024-02-14')
        >>> events = dl.marked_events(article, dl.timeline(article), dl.timexes(article))
        >>> events[['when', 'text', 'inferred']].values.tolist()
        [['2024-02-12', 'It rained on Monday', 'year, month, day (from published)']]
    """
    expects(timeline, "first_day tids stated", "timeline")
    expects(timexes, "tid why", "timexes")
    of_article(article, timeline, timexes)
    spans = {row.tid: (row.start, row.end, row.why) for row in timexes.itertuples()}
    words = []
    for row in timeline.itertuples():
        inside = [spans[tid] for tid in row.tids.split() if tid in spans and row.start <= spans[tid][0] < row.end]
        words.append(written((a - row.start, b - row.start, "time", why) for a, b, why in inside))
    columns = [
        "value",
        "first_day",
        "last_day",
        "kind",
        "sentence",
        "text",
        "who",
        "stated",
        "inferred",
        "confidence",
        "doubt",
    ]
    table = timeline[columns]
    when = [dated(*row) for row in table[["value", "first_day", "last_day"]].itertuples(index=False, name=None)]
    table.insert(0, "when", pd.Series(when, index=table.index, dtype="str"))
    table[MARKS] = pd.Series(words, index=table.index, dtype="str")
    return marked(table, marks(timeline))
