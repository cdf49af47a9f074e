"""A table of an article as HTML: escaped, its numbers worded as a newspaper prints them, its sentences links."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from html import escape

import numpy as np
import pandas as pd

from dateline.tables import MARKS

SHOWN_AT_ONCE = 8  # rows of a table; those after them are folded away
SENTENCES_AT_ONCE = 8  # of one row; those after them are folded away
LONG_TEXT = 30  # characters; a column whose cells are longer on the average wants room
LONGEST_TABLE = 500  # rows shown at all; the CSV has every one
NOTHING = "–"  # what a cell says where nothing is known

# Column -> what a reader calls it; one that is not here is called as it is written. The CSV keeps the column's name.
_HEADS = {
    "n": "count",
    "n_target": "count",
    "p_corrected": "p, corrected",
    "narration": "reporter",
    "quotation": "quoted",
    "narration_rate": "reporter, per 1,000",
    "quotation_rate": "quoted, per 1,000",
    "speaker_entity": "who that is",
    "timex_type": "type",
    "mod": "modifier",
    "tid": "no.",
    "pre": "before",
    "text": "words",
    "post": "after",
    "per_thousand": "per 1,000 words",
    "range": "in sentences",
    "is_stop": "function word",
    "times_usual": "times the usual rate",
    "vader_tone": "VADER",
    "who": "who or what",
    "why": "reason",
    "anchor": "counted from",
    "low": "from",
    "high": "to",
    "n_1": "count of the first",
    "n_2": "count of the second",
    "stated": "stated in the text",
    "term_1": "one",
    "term_2": "the other",
    "n_reference": "count in the rest",
    "told_by": "articles",
    "told_in": "told in sentences",
    "first_told": "first told by",
    "copy_of": "copy of",
}
# Columns of a table about the whole text, which is shown as one line: what, how much.
FIGURES = (["figure", "result"], ["measure", "value", "n"])
_ROUNDED = 1000  # a column that reaches it has no decimals
_SHARES = frozenset({"share"})  # columns shown in per cent
_CODE = re.compile(r"[\dA-Z_:./…\s–-]{0,26}")  # of dates and such: "2017-FA", "2018-09-08 … 2018-09-14"
_PLURAL = re.compile(r"(?<=[a-z]{3})s\b")
_NEGATIVE_ZERO = re.compile(r"-(?=[0.]+%?$)")
_NAME = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)  # of an article among several
_NUMBERS = re.compile(r"\d+(?:, \d+)*(?: \+\d+)?", re.ASCII)  # "0, 3, 12"; "+2" where a list was cut


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


def unmarked(value: object) -> object:
    """A cell without its marks."""
    return value.text if isinstance(value, Marked) else value


def with_marks(table: pd.DataFrame) -> pd.DataFrame:
    """A table with the marks of its texts where they are to be shown, in the texts."""
    if MARKS not in table:
        return table
    pairs = zip(table["text"], table[MARKS], strict=True)
    texts = [Marked(text, [tuple(mark) for mark in json.loads(cell)]) for text, cell in pairs]
    return table.drop(columns=MARKS).assign(text=pd.Series(texts, index=table.index, dtype=object))


def _text(value: object) -> str:
    if isinstance(value, Marked):
        return value.html
    if isinstance(value, bool | np.bool_):
        return "yes" if value else ""
    is_missing = value is None or value is pd.NA or value is pd.NaT or value != value or value == ""
    return NOTHING if is_missing else escape(str(value))


def _number(form: str) -> Callable[[object], str]:
    """Numbers in one form, with a true minus and no negative zero."""

    def worded(value: object) -> str:
        if not isinstance(value, int | float | np.number) or value != value:
            return _text(value)
        return _NEGATIVE_ZERO.sub("", format(value, form)).replace("-", "−")

    return worded


def _sentence(value: object, article: str = "") -> str:
    """The number of a sentence as a link to it on the same page; `article` names which of several it is of."""
    number = _text(value)
    place = f"{article}-s" if article else "s"
    return f'<a href="#{place}{number}">{number}</a>' if number.isdecimal() else number


def _sentences(value: object, article: str = "") -> str:
    """The numbers of several sentences, each a link, those after the first few folded; a count of sentences is none."""
    if not isinstance(value, str) or not _NUMBERS.fullmatch(value):
        return _text(value)
    listed, _, cut = value.partition(" +")
    links = [_sentence(number, article) for number in listed.split(", ")]
    first, rest = ", ".join(links[:SENTENCES_AT_ONCE]), links[SENTENCES_AT_ONCE:]
    if rest:
        first += f" <details><summary>+{len(rest)}</summary>{', '.join(rest)}</details>"
    return f"{first} +{cut}" if cut else first


def _told_in(value: object) -> str:
    """Articles with their sentences, "a 2, 5; b 3", each number a link."""
    parts = [part.partition(" ") for part in str(value).split("; ")]
    if not all(_NAME.fullmatch(name) and _NUMBERS.fullmatch(numbers) for name, _, numbers in parts):
        return _text(value)
    return "; ".join(f"{name} {_sentences(numbers, name)}" for name, _, numbers in parts)


def _linked(table: pd.DataFrame) -> pd.DataFrame:
    """A table of several articles with the place of each sentence in its cell, for the links to it."""
    if "article" not in table or not table["article"].map(lambda name: bool(_NAME.fullmatch(str(name)))).all():
        return table
    columns = [name for name in ("sentence", "sentences") if name in table]
    places = {c: list(zip(table[c], table["article"], strict=True)) for c in columns}
    return table.assign(**{c: pd.Series(cells, index=table.index, dtype=object) for c, cells in places.items()})


def _form(column: pd.Series, one_article: bool) -> Callable[[object], str]:
    """How the cells of a column are worded."""
    if column.name in ("sentence", "sentences"):
        form = _sentence if column.name == "sentence" else _sentences
        if one_article:
            return form
        if len(column) and isinstance(column.iloc[0], tuple):
            return lambda cell: form(*cell)  # type: ignore[misc]
    if column.name == "told_in":
        return _told_in
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return _text
    if column.name in _SHARES:
        return _number(".0%")
    if pd.api.types.is_float_dtype(column) and column.abs().max() >= _ROUNDED:
        return _number(",.0f")
    return _number(",.2f" if pd.api.types.is_float_dtype(column) and (column.dropna() % 1).any() else ",.0f")


def _column_class(column: pd.Series) -> str:
    """What a style sheet wants to know of a column: numbers and what stands before a term stand right, long text wants
    room, dates stay in one piece, spans can do without."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return "number span" if str(column.name).endswith(("start", "end")) else "number"
    if column.map(lambda value: len(str(value))).mean() > LONG_TEXT:
        return "prose pre" if column.name == "pre" else "prose"
    if all(_CODE.fullmatch(_text(value)) for value in column):
        return "code"
    return "pre" if column.name == "pre" else ""


def named(n: object, figure: object) -> str:
    """What a figure is called: "1 speaker", "2 speakers"."""
    name = head_of(figure)
    return _PLURAL.sub("", name, count=1) if str(n) == "1" else name


def head_of(column: object) -> str:
    """What a reader calls a column."""
    return _HEADS.get(str(column), str(column).replace("_", " "))


def table_html(table: pd.DataFrame, caption: str) -> str:
    """The first rows open, the others folded away.

    Arguments:
        table: any; all text in it is escaped.
        caption: what stands above it.
    """
    if [*table] in FIGURES:
        number = _number(",.2f")
        line = " · ".join(f"{number(row[1])} {escape(named(row[1], row[0]))}" for row in table.itertuples(index=False))
        return f'<p class="figures">{line}</p><p class="facts">{escape(caption)}</p>'
    known = [column for column in table if table.empty or any(_text(value) != NOTHING for value in table[column])]
    table = table[known or list(table)]  # what is known of no row is in the CSV
    classes = [f' class="{kind}"' if (kind := _column_class(table[column])) else "" for column in table]
    names = [escape(head_of(column)) for column in table]
    head = "".join(f'<th scope="col"{c}>{name}</th>' for name, c in zip(names, classes, strict=True))
    table = _linked(table)
    forms = [_form(table[column], "article" not in table) for column in table]
    rows = [
        "".join(f"<td{c}>{form(value)}</td>" for value, c, form in zip(row, classes, forms, strict=True))
        for row in table.head(LONGEST_TABLE).itertuples(index=False, name=None)
    ]
    first, rest = ("".join(f"<tr>{row}</tr>" for row in part) for part in (rows[:SHOWN_AT_ONCE], rows[SHOWN_AT_ONCE:]))
    html = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{first}</tbody></table>"
    if rest:
        more = len(rows) - SHOWN_AT_ONCE
        html += f"<details><summary>{more} more row{'s' * (more > 1)}</summary>"
        html += f"<table><thead><tr>{head}</tr></thead><tbody>{rest}</tbody></table></details>"
    if len(table) > LONGEST_TABLE:
        html += f"<p>{LONGEST_TABLE} of {len(table):,} rows are shown; the CSV has all.</p>"
    return html
