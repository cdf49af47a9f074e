"""A table of an article as HTML: escaped, its numbers worded as a newspaper prints them, its sentences links."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from dateline.tables import MARKS

SHOWN_AT_ONCE = 8  # rows of a table, and sentences of one row; those after them are folded away
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
}
# Columns of a table about the whole text, which is shown as one line: what, how much.
FIGURES = (["figure", "result"], ["measure", "value", "n"])
_ROUNDED = 1000  # a column that reaches it has no decimals
_CODE = re.compile(r"[\dA-Z_:./…\s–-]{0,26}")  # of dates and such: "2017-FA", "2018-09-08 … 2018-09-14"
_PLURAL = re.compile(r"(?<=[a-z]{3})s\b")
_NEGATIVE_ZERO = re.compile(r"-(?=[0.]+%?$)")
_NAME = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)  # of an article among several
_NUMBERS = re.compile(r"\d+(?:, \d+)*(?: \+\d+)?", re.ASCII)  # "0, 3, 12"; "+2" where a list was cut


class _Html(str):
    """Text that is escaped already."""


def marked_html(text: str, places: Iterable[Sequence[Any]]) -> str:
    """A piece of text as HTML with its words at (start, end, kind, reason) marked; the style sheet knows the kinds."""
    html, at = "", 0
    for start, end, kind, reason in sorted(tuple(place) for place in places):
        if start >= at:  # of two marks that overlap the first stands
            word = f'<mark class="{escape(kind)}" title="{escape(reason)}">{escape(text[start:end])}</mark>'
            html += escape(text[at:start]) + word
            at = end
    return html + escape(text[at:])


def sentence_link(number: int, article: str = "", words: str = "") -> str:
    """A link to a sentence on the same page: its number as people count, from 1, or words that stand in it."""
    place = f"{article}-s{number}" if article else f"s{number}"
    return f'<a href="#{place}">{escape(words) or number + 1}</a>'


def sentence_links(numbers: Iterable[int], article: str = "", between: str = ", ") -> str:
    """A link to each of several sentences, those after the first few folded away."""
    links = [sentence_link(number, article) for number in numbers]
    first, rest = between.join(links[:SHOWN_AT_ONCE]), links[SHOWN_AT_ONCE:]
    return f"{first} <details><summary>+{len(rest)}</summary>{between.join(rest)}</details>" if rest else first


def _text(value: object, article: str = "") -> str:
    if isinstance(value, _Html):
        return value
    if isinstance(value, bool | np.bool_):
        return "yes" if value else ""
    is_missing = value is None or value is pd.NA or value is pd.NaT or value != value or value == ""
    return NOTHING if is_missing else escape(str(value))


def _number(form: str, value: object, article: str = "") -> str:
    """A number in one form, with a true minus and no negative zero."""
    if not isinstance(value, int | float | np.number) or value != value:
        return _text(value)
    return _NEGATIVE_ZERO.sub("", format(value, form)).replace("-", "−")


def _sentences(value: object, article: str = "") -> str:
    """The numbers of sentences, each a link; what is no list of such numbers stays as it is."""
    if not _NUMBERS.fullmatch(str(value)):
        return _text(value)
    listed, _, cut = str(value).partition(" +")
    return sentence_links(map(int, listed.split(", ")), article) + (f" +{cut}" if cut else "")


def _told_in(value: object, article: str = "") -> str:
    """Articles with their sentences, "a 2, 5; b 3", each number a link."""
    parts = [part.partition(" ") for part in str(value).split("; ")]
    if not all(_NAME.fullmatch(name) and _NUMBERS.fullmatch(numbers) for name, _, numbers in parts):
        return _text(value)
    return "; ".join(f"{name} {_sentences(numbers, name)}" for name, _, numbers in parts)


def _form(column: pd.Series, has_places: bool) -> Callable[[object, str], str]:
    """How the cells of a column are worded; a number in the column `sentences` is a count of them."""
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    if has_places and (column.name == "sentence" or (column.name == "sentences" and not is_number)):
        return _sentences
    if column.name == "told_in":
        return _told_in
    if not is_number:
        return _text
    if column.name == "share":
        return partial(_number, ".0%")
    is_whole = not (column.dropna() % 1).any() or column.abs().max() >= _ROUNDED
    return partial(_number, ",.0f" if is_whole else ",.2f")


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


def _with_marks(table: pd.DataFrame) -> pd.DataFrame:
    """A table with the marks of its texts in the texts."""
    pairs = zip(table["text"], table[MARKS].map(json.loads), strict=True)
    texts = [_Html(marked_html(text, places)) for text, places in pairs]
    return table.drop(columns=MARKS).assign(text=pd.Series(texts, index=table.index, dtype=object))


def table_html(table: pd.DataFrame, caption: str) -> str:
    """The first rows open, the others folded away; words of `text` that a column `marks` names are marked."""
    if [*table] in FIGURES:
        pairs = [(_number(",.2f", row[1]), row[1], row[0]) for row in table.itertuples(index=False)]
        line = " · ".join(f"{number} {escape(named(n, name))}" for number, n, name in pairs)
        return f'<p class="figures">{line}</p><p class="facts">{escape(caption)}</p>'
    table = _with_marks(table) if MARKS in table else table
    known = [column for column in table if table.empty or any(_text(value) != NOTHING for value in table[column])]
    table = table[known or list(table)]  # what is known of no row is in the CSV
    classes = [f' class="{kind}"' if (kind := _column_class(table[column])) else "" for column in table]
    heads = zip(map(head_of, table), classes, strict=True)
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in heads)
    articles = table["article"].astype(str).tolist() if "article" in table else [""] * len(table)
    has_places = "article" not in table or all(map(_NAME.fullmatch, articles))
    cells = [(_form(table[column], has_places), kind) for column, kind in zip(table, classes, strict=True)]
    shown = table.head(LONGEST_TABLE).itertuples(index=False, name=None)
    rows = [
        "<tr>"
        + "".join(f"<td{kind}>{form(value, name)}</td>" for value, (form, kind) in zip(row, cells, strict=True))
        + "</tr>"
        for row, name in zip(shown, articles, strict=False)
    ]
    first, rest = "".join(rows[:SHOWN_AT_ONCE]), rows[SHOWN_AT_ONCE:]
    html = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{first}</tbody></table>"
    if rest:
        html += f"<details><summary>{len(rest)} more row{'s' * (len(rest) > 1)}</summary>"
        html += f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rest)}</tbody></table></details>"
    if len(table) > LONGEST_TABLE:
        html += f"<p>{LONGEST_TABLE} of {len(table):,} rows are shown; the CSV has all.</p>"
    return html
