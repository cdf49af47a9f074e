"""How a notebook shows a table, findings or a figure, so that a report can hand each on as a file.

What is shown carries its name and its data (CSV, or SVG and PNG) inside the notebook's own outputs; nothing is written
beside it, so plain papermill needs no part of ours. Article text is hostile: it is escaped here, at the one place
where it becomes HTML or CSV.
"""

from __future__ import annotations

import base64
import io
import textwrap
import warnings
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dateline.amendments import MARK, marked, marks
from dateline.article import Article
from dateline.calendar.naming import dated
from dateline.exports.times import to_csv
from dateline.pages.table_html import SHOWN_AT_ONCE, sentence_link, sentence_links, table_html
from dateline.plots.layout import lay_out, root_of
from dateline.segments.segmentation import sentences_at
from dateline.tables import MARKS, NOT_SHOWN, TableError, expects, of_article, written

_NONE = "None found."
_PHONE, _PHONE_LABEL = 4.2, 30  # inches that a figure is wide on a phone, and characters that a line of a label has
_EVENTS = "value first_day last_day kind sentence text who stated inferred confidence doubt".split()


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
    seen = table if columns is None else table[[c for c in dict.fromkeys([*columns, MARKS, MARK]) if c in table]]
    nothing = f'<p class="facts">{escape(caption)}</p><p>{escape(missing)}</p>'
    # tex2jax_ignore: a price in an article is no formula
    html = f'<div class="dateline tex2jax_ignore">{nothing if missing else table_html(seen, caption)}</div>'
    plain = table.drop(columns=MARKS, errors="ignore")
    data = {"text/html": html, "text/csv": to_csv(plain), "text/plain": plain.to_string(max_rows=SHOWN_AT_ONCE)}
    return Shown(data, "table", name, missing)


def show_findings(article: Article, findings: pd.DataFrame) -> Shown:
    """Findings as a list: words that stand in the article are links to their sentence in `reading_view` of the same
    page, other sentences that a finding rests on follow by their number.

    Arguments:
        article: the article that they are of.
        findings: a table as `findings` gives it.

    Raises:
        TableError: it is no such table, or one of a longer article.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article("The firm has denied any wrongdoing.")
        >>> shown = dl.show_findings(article, dl.findings(article))
        >>> '<a href="#s0">The firm</a> <a href="#s0">has denied any wrongdoing</a>' in shown.data["text/html"]
        True
    """
    expects(findings, "kind text rests_on", "findings")
    if any(end > len(article.text) for spans in findings["rests_on"] for _, end in spans):
        raise TableError("the table is of another article: give the table made of this article")
    items, before = [], None
    for row in findings.itertuples():
        kind = f'<strong class="kind">{escape(row.kind)}</strong> ' if row.kind != before else ""
        before = row.kind
        numbers = sentences_at(article, [start for start, _ in row.rests_on])
        placed = zip(row.rests_on, numbers, strict=True)
        items.append(f"<li>{kind}<span>{_linked(article.text, row.text, placed)}</span></li>")
    missing = "" if items else "Nothing that can be said for certain."
    told = f"<ul>{''.join(items)}</ul>" if items else f"<p>{missing}</p>"
    html = f'<div class="dateline findings tex2jax_ignore">{told}</div>'
    plain = "\n".join(findings["text"])
    return Shown({"text/html": html, "text/csv": to_csv(findings), "text/plain": plain}, "table", "findings", missing)


def _linked(text: str, finding: str, placed: Iterable[tuple[tuple[int, int], int]]) -> str:
    """A finding with its words linked to where they stand, and behind it the numbers of the other sentences."""
    html, at, others, linked = "", 0, dict[int, None](), set[int]()
    for (start, end), number in placed:
        words = " ".join(text[start:end].split())
        found = finding.find(words, at) if words else -1
        if found < 0 and at == 0 and words and finding.startswith(words[0].upper() + words[1:]):
            found = 0  # only its capital is that of the sentence
        others[number] = None
        if found >= 0:
            linked.add(number)
            html += escape(finding[at:found]) + sentence_link(number, words=finding[found : found + len(words)])
            at = found + len(words)
    rest = [number for number in others if number not in linked]
    html += escape(finding[at:])
    return f'{html} <small class="sentences">{sentence_links(rest, between=" ")}</small>' if rest else html


def show_figure(ax: Axes, name: str, alt: str) -> Shown:
    """A figure as SVG and PNG, and as SVG for a phone; closed after it is drawn.

    Arguments:
        ax: what a plot function returned.
        name: what its files are called in a report, in small letters.
        alt: what the figure shows, in words, for who cannot see it; what it found is added.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell. Snow fell.'))
        >>> shown = dl.show_figure(dl.plot_frequency(dl.frequency(words)), 'terms', 'Bars: the commonest terms.')
        >>> sorted(shown.data)
        ['image/png', 'image/svg+xml', 'text/html', 'text/plain']
    """
    figure = root_of(ax)
    engine, finding = figure.get_layout_engine(), figure.get_suptitle().replace(r"\$", "$")
    alt = f"{finding}. {alt}" if finding else alt
    svg, png = (
        _drawn(figure, "svg", metadata={"Date": None}),
        _drawn(figure, "png", dpi=150, metadata={"Software": None}),
    )
    figure.set_layout_engine(engine)
    _narrow(figure)
    phone = _drawn(figure, "svg", metadata={"Date": None})
    plt.close(figure)
    wide, narrow = ("data:image/svg+xml;base64," + base64.b64encode(form).decode() for form in (svg, phone))
    source = f'<source media="screen and (max-width: 40rem)" srcset="{narrow}">'
    html = f'<figure class="dateline"><picture>{source}<img alt="{escape(alt)}" src="{wide}"></picture></figure>'
    data = {"text/html": html, "image/svg+xml": svg.decode(), "text/plain": alt}
    data["image/png"] = base64.b64encode(png).decode()
    return Shown(data, "figure", name, ax.get_gid() or "")


def _narrow(figure: Figure) -> None:
    """Makes a figure as wide as a phone, its labels in more lines."""
    figure.set_size_inches(_PHONE, figure.get_figheight() * 1.1)
    for ax in figure.axes:
        labels = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
        if max(map(len, labels), default=0) > _PHONE_LABEL:
            figure.set_figheight(figure.get_figheight() * 1.4)
            ax.set_yticks(ax.get_yticks(), [textwrap.fill(label, _PHONE_LABEL) for label in labels], fontsize=8)


def _drawn(figure: Figure, form: str, **options: Any) -> bytes:
    """A figure as the bytes of a file, the same ones each time."""
    lay_out(figure)
    drawn = io.BytesIO()
    rules: Any = {"svg.hashsalt": "dateline", "figure.autolayout": False, "figure.constrained_layout.use": False}
    with mpl.rc_context(rules), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # a letter that the font lacks is drawn as a box
        figure.set_layout_engine(None)  # "none" leaves a stand-in, for which each form would be laid out once more
        box = figure.get_tightbbox().padded(0.1)
        figure.savefig(drawn, format=form, bbox_inches=box, **options)
    return drawn.getvalue()


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
    table = timeline[_EVENTS]
    when = [dated(*row) for row in table[["value", "first_day", "last_day"]].itertuples(index=False, name=None)]
    table.insert(0, "when", pd.Series(when, index=table.index, dtype="str"))
    table[MARKS] = pd.Series(words, index=table.index, dtype="str")
    return marked(table, marks(timeline))
