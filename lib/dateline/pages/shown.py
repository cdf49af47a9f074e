"""How a notebook shows a table, a figure or a marked sentence, so that a report can hand each on as a file.

What is shown carries its name and its data (CSV, or SVG and PNG) inside the notebook's own outputs; nothing is written
beside it, so plain papermill needs no part of ours. Article text is hostile: it is escaped here, at the one place
where it becomes HTML or CSV.
"""

from __future__ import annotations

import base64
import io
import json
import re
import warnings
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from dateline.amendments import MARK, marked, marks
from dateline.article import Article
from dateline.calendar.naming import dated
from dateline.exports.times import to_csv
from dateline.pages.methods import MISFIT, account, corrections
from dateline.plots.layout import lay_out
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.roles import is_cut
from dateline.segments.segmentation import paragraphs
from dateline.tables import MARKS, expects, of_article, written
from dateline.timex import creation_window

SHOWN_AT_ONCE = 15  # rows of a table; those after them are folded away
LONG_TEXT = 30  # characters; a column whose cells are longer on the average wants room
LONGEST_TABLE = 500  # rows shown at all; the CSV has every one


class Shown:
    """An output with its name and all its forms; Jupyter picks the one it can draw."""

    def __init__(self, data: dict[str, str], kind: str, name: str) -> None:
        self.data = data
        self.metadata = {"dateline": {"kind": kind, "name": name}}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        return self.data, self.metadata


def _unmarked(value: object) -> object:
    return value.text if isinstance(value, Marked) else value


def _with_marks(table: pd.DataFrame) -> pd.DataFrame:
    """A table with the marks of its texts where they are to be shown, in the texts."""
    if MARKS not in table:
        return table
    pairs = zip(table["text"], table[MARKS], strict=True)
    texts = [Marked(text, [tuple(mark) for mark in json.loads(cell)]) for text, cell in pairs]
    return table.drop(columns=MARKS).assign(text=pd.Series(texts, index=table.index, dtype=object))


def _cell(value: object) -> str:
    if isinstance(value, Marked):
        return value.html
    if isinstance(value, bool | np.bool_):
        return "yes" if value else ""
    if isinstance(value, float):
        return "–" if value != value else f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")  # + 0.0: no "-0"
    return "–" if value is None or value is pd.NA or value is pd.NaT else escape(str(value))


def _sentence(value: object) -> str:
    """The number of a sentence as a link to it in the reading view of the same page."""
    number = _cell(value)
    return f'<a href="#s{number}">{number}</a>' if number.isdecimal() else number


_CODE = re.compile(r"[\dA-Z_:./…\s–-]{0,26}")  # of dates and such: "2017-FA", "2018-09-08 … 2018-09-14"
_NUMBERS = re.compile(r"\d+(?:, \d+)*(?: \+\d+)?", re.ASCII)  # as `with_sentences` writes them: "0, 3, 12 +2"


def _sentence_list(value: object) -> str:
    """The numbers of several sentences, each a link; a count of sentences is none."""
    if not isinstance(value, str) or not _NUMBERS.fullmatch(value):
        return _cell(value)
    return re.sub(r"(?<![+\d])\d+", lambda number: _sentence(int(number[0])), value)


_LINKED = {"sentence": _sentence, "sentences": _sentence_list}


def _body_html(table: pd.DataFrame, classes: list[str]) -> str:
    one_article = "article" not in table  # the sentences of several are not on one page
    cells = [_LINKED.get(column, _cell) if one_article else _cell for column in table]
    return "".join(
        "<tr>"
        + "".join(f"<td{c}>{cell(value)}</td>" for value, c, cell in zip(row, classes, cells, strict=True))
        + "</tr>"
        for row in table.itertuples(index=False)
    )


def _column_class(column: pd.Series) -> str:
    """What a style sheet wants to know of a column: numbers and what stands before a term stand right, long text wants
    room, dates stay in one piece, spans can do without."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return "number span" if str(column.name).endswith(("start", "end")) else "number"
    if column.map(lambda value: len(str(value))).mean() > LONG_TEXT:
        return "prose pre" if column.name == "pre" else "prose"
    if all(_CODE.fullmatch(_cell(value)) for value in column):
        return "code"
    return "pre" if column.name == "pre" else ""


def _table_html(table: pd.DataFrame, caption: str) -> str:
    """The first rows open, the others folded away."""
    classes = [f' class="{kind}"' if (kind := _column_class(table[column])) else "" for column in table]
    names = [escape(str(column).replace("_", " ")) for column in table]
    head = "".join(f'<th scope="col"{c}>{name}</th>' for name, c in zip(names, classes, strict=True))
    first, rest = table.head(SHOWN_AT_ONCE), table.iloc[SHOWN_AT_ONCE:LONGEST_TABLE]
    html = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    html += f"<tbody>{_body_html(first, classes)}</tbody></table>"
    if len(rest):
        more = f"<table><thead><tr>{head}</tr></thead><tbody>{_body_html(rest, classes)}</tbody></table>"
        html += f"<details><summary>{len(rest)} more row{'s' * (len(rest) > 1)}</summary>{more}</details>"
    if len(table) > LONGEST_TABLE:
        html += f"<p>{LONGEST_TABLE} of {len(table)} rows are shown; the CSV has all.</p>"
    return html


def show_table(table: pd.DataFrame, name: str, caption: str = "", columns: Sequence[str] | None = None) -> Shown:
    """A table as HTML, with its rows as CSV.

    Arguments:
        table: any table; text in it is escaped. The words that a column `marks` names are marked in its column text.
        name: what its file is called in a report, in small letters.
        caption: what is counted and what is left out.
        columns: those to show, where the table is too wide for a page; the CSV has all. What a person set right is
            marked, whether the column `corrected` is among them or not.

    Returns:
        an output that a notebook's last line shows. An empty table says "not shown: n = 0".

    Example:
        >>> import dateline as dl
        >>> table = dl.frequency(dl.tokens(dl.Article('Rain fell.')))
        >>> shown = dl.show_table(table[['term', 'n']], 'terms', 'Counted in title and body.')
        >>> shown.data['text/csv']
        'term,n\\r\\nfell,1\\r\\nrain,1\\r\\n'
    """
    expects(table, "" if columns is None else " ".join(columns), "a function of dateline")
    nothing = f'<p class="facts">{escape(caption)}</p><p>not shown: n = 0</p>'
    seen = _with_marks(table)
    seen = seen if columns is None else seen[[*columns, *({MARK} & set(table) - set(columns))]]
    # tex2jax_ignore: a price in an article is no formula
    html = f'<div class="dateline tex2jax_ignore">{_table_html(seen, caption) if len(table) else nothing}</div>'
    plain = table.drop(columns=MARKS, errors="ignore").map(_unmarked)
    return Shown(
        {"text/html": html, "text/csv": to_csv(plain), "text/plain": plain.to_string(max_rows=SHOWN_AT_ONCE)},
        "table",
        name,
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
    return Shown(data, "figure", name)


class Marked:
    """A piece of text with some of its words marked, safe to show as HTML.

    Arguments:
        text: the piece.
        places: (start, end, kind, reason) in the piece's own characters; kind is a word that the style sheet knows.
    """

    def __init__(self, text: str, places: Iterable[tuple[int, int, str, str]]) -> None:
        self.text = text
        self.html = ""
        at = 0
        for start, end, kind, reason in sorted(places):
            if start < at:
                continue  # of two marks that overlap the first stands
            word = f'<mark class="{escape(kind)}" title="{escape(reason)}">{escape(text[start:end])}</mark>'
            self.html += escape(text[at:start]) + word
            at = end
        self.html += escape(text[at:])

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<p class="dateline tex2jax_ignore">{self.html}</p>'


_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
              "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ar": "Arabic"}  # fmt: skip


def warnings_of(article: Article) -> list[str]:
    """What a reader of a report must know first: an odd text, another language, no date."""
    found = [article.note] if article.note else []
    if article.language != READ_LANGUAGE:
        name = _LANGUAGES.get(article.language, f"the language {article.language}")
        found.append(f"This text seems to be written in {name}. Tone, quotations and times are read in English only.")
    if article.published is None:
        found.append(_undated(article))
    parts = paragraphs(article)
    if is_cut(parts["text"]):
        found.append("The page asks for a subscription: the text is probably cut.")
    noted = parts.loc[parts["role"].eq("correction"), "text"]
    found += [f"The article says of itself: “{' '.join(note.split())[:_LONGEST_NOTE]}”" for note in noted]
    return [*found, *_corrected(article)]


_LONGEST_NOTE = 300  # characters of a correction that the article carries
MOST_MISFITS = 5  # named one by one at the head of a report; its list of corrections has all


def _came(article: Article) -> str:
    """Where the file has what it says of the article: "title from h1; published from the address"."""
    fields: dict[str, list[str]] = {}
    for field, where in article.provenance:
        fields.setdefault(where, []).append(field)
    said = "; ".join(f"{', '.join(names)} from {where}" for where, names in fields.items())
    return f'<p class="facts">{escape(said)}</p>' if said else ""


def _corrected(article: Article) -> list[str]:
    """How many corrections are applied, and which do not fit the text any more."""
    if not article.corrections:
        return []
    table = corrections(article)
    misfits = table[table["state"].eq(MISFIT)]
    applied = f"{len(table) - len(misfits)} of {len(table)}"
    found = [f"Corrections by readers: {applied} applied; what they changed is marked as corrected."]
    for row in misfits.head(MOST_MISFITS).itertuples():
        by = f" by {row.who}" if row.who else ""
        found.append(f"A correction{by} does not fit the text and is not applied: {_place(row)}.")
    if len(misfits) > MOST_MISFITS:
        found.append(f"{len(misfits) - MOST_MISFITS} more corrections do not fit the text and are not applied.")
    return found


def _place(row: Any) -> str:
    """ "speaker “Ann Lee” for characters 10 to 24 (“We are glad”)"."""
    words = row.text if len(row.text) <= LONG_TEXT else row.text[:LONG_TEXT] + "…"
    return f"{row.field} “{row.value}” for characters {row.start} to {row.end} (“{words}”)"


def _corrections_html(article: Article) -> str:
    """Every correction, folded away."""
    if not article.corrections:
        return ""
    table = _table_html(corrections(article), "What readers set right, from corrections.csv beside the article.")
    return f'<details><summary>Corrections</summary><div class="dateline">{table}</div></details>'


def _undated(article: Article) -> str:
    """What is known of when an article without a publication date was written, and what follows for its times."""
    window = creation_window(article)
    first_day, last_day = window["first_day"], window["last_day"]
    if first_day and last_day:
        on = f"on {first_day}" if first_day == last_day else f"between {first_day} and {last_day}"
        return f"No publication date is known. By its own words this was written {on}; what leans on that is less sure."
    bound = f" By its own words this was written not before {first_day}." if first_day else ""
    bound = bound or (f" By its own words this was written not after {last_day}." if last_day else "")
    return f"No publication date is known; times that lean on it stay open.{bound}"


def heading(article: Article) -> Shown:
    """The head of a report: title, byline, source, date, and what is odd about the text.

    Example:
        >>> import dateline as dl
        >>> shown = dl.heading(dl.Article('Rain fell.', title='Rain', published='2024-02-14'))
        >>> '<h2>Rain</h2>' in shown.data['text/html']
        True
    """
    facts = [article.byline, article.source, article.published or "undated", article.path]
    line = " · ".join(escape(str(fact)) for fact in facts if fact)
    notes = "".join(f'<p class="warning" role="note">{escape(note)}</p>' for note in warnings_of(article))
    title = escape(article.title or article.path or "Untitled")
    html = f'<header class="dateline tex2jax_ignore"><h2>{title}</h2><p class="facts">{line}</p>{_came(article)}{notes}'
    html += f"{_corrections_html(article)}</header>"
    plain = "\n".join([article.title or "", *warnings_of(article)])
    shown = Shown({"text/html": html, "text/plain": plain}, "heading", "heading")
    shown.metadata["dateline"]["account"] = account(article)  # for the methods paragraph at the end of the page
    return shown


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
