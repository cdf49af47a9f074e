"""Tables in the shapes that other tools take: quanteda and tidytext, a concordance, brat's standoff.

Offsets are code points, as Python counts them, from 0, the end exclusive. What counts UTF-16 units (Java,
JavaScript) is one further on after each character beyond U+FFFF, most of them emoji; R's `substring(text, start + 1,
end)` gives the words of a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from dateline.amendments import MARK
from dateline.article import Article
from dateline.exports.times import UNKNOWN_VALUES, cell_text, formula_safe
from dateline.segments.segmentation import paragraphs
from dateline.tables import of_article

CORPUS_COLUMNS = ["doc_id", "text", "title", "published", "source", "url", "language"]
TOKEN_COLUMNS = [
    "doc_id", "sentence_id", "token_id", "token", "word", "lemma", "kind", "role", "is_stop", "start", "end",
]  # fmt: skip
CONCORDANCE_COLUMNS = ["doc_id", "sentence_id", "start", "end", "pre", "keyword", "post"]

# What ends a line for one reader or another, and the tab, which ends a field.
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
NAME_KINDS = {kind: kind.capitalize() for kind in ("person", "organisation", "place", "group", "other")}

# The types that `to_brat` writes, as brat's annotation.conf has them.
BRAT_CONFIGURATION = f"""[entities]
{chr(10).join(("Quotation", "Speaker", *UNKNOWN_VALUES, *NAME_KINDS.values()))}

[relations]
SaidBy\tArg1:Quotation, Arg2:Speaker
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Kind\tArg:Quotation, Value:sentence|fragment|scare|indirect
Mod\tArg:{"|".join(UNKNOWN_VALUES)}, Value:BEFORE|AFTER|ON_OR_BEFORE|ON_OR_AFTER|LESS_THAN|MORE_THAN|EQUAL_OR_LESS\
|EQUAL_OR_MORE|START|MID|END|APPROX
Value\tArg:{"|".join(UNKNOWN_VALUES)}
Confidence\tArg:{"|".join(("Quotation", *UNKNOWN_VALUES))}
"""


def to_corpus(articles: Mapping[str, Article]) -> pd.DataFrame:
    """Articles as quanteda's `corpus()`, readtext and tidytext's `unnest_tokens()` take them.

    Arguments:
        articles: by the name that each is to have.

    Returns:
        doc_id, text (as it was read, title and all), title, published (ISO text), source, url, language; "" where
        nothing is known. As a file by `to_csv`, which puts an apostrophe before a text that begins like a formula.
    """
    rows = [
        (name, a.text, a.title or _headline(a), a.published or "", a.source or "", a.url or "", a.language)
        for name, a in articles.items()
    ]
    return pd.DataFrame(rows, columns=CORPUS_COLUMNS, dtype="str")


def _headline(article: Article) -> str:
    """The line of a text that is its title."""
    found = paragraphs(article)
    return next(iter(found.loc[found["role"].eq("title"), "text"]), "")


def to_tokens(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One token a row, in the columns of tidytext (word) and of spacyr's parses (token and its ids), for R's
    `count(x, doc_id, word)` and quanteda's `as.tokens(split(x$token, x$doc_id))`.

    Arguments:
        tables: by the name of its article, a table as `tokens` gives it.

    Returns:
        doc_id; sentence_id and token_id (in its sentence), both from 1; token as it is written; word, its case-folded
        form; lemma; kind (word, name, number, url, mark); role of its paragraph; is_stop (TRUE or FALSE,
        as R reads them and pandas too); start, end in code points.
    """

    def tidy(table: pd.DataFrame) -> pd.DataFrame:
        flags = table["is_stop"].map({True: "TRUE", False: "FALSE"})
        table = table.assign(token_id=table.groupby("sentence").cumcount() + 1, is_stop=flags)
        return table.rename(columns={"text": "token", "type": "word"})

    return _joined(tables, tidy, TOKEN_COLUMNS)


def to_concordance(tables: Mapping[str, pd.DataFrame]) -> str:
    """Concordance lines as tab-separated text, the columns in the order that a concordancer shows them.

    Arguments:
        tables: by the name of its article, a table as `kwic` gives it.

    Returns:
        a line of names, then one for each occurrence, each ended by a newline: doc_id, sentence_id (from 1), start,
        end (code points), pre, keyword, post. Tabs and line breaks inside a cell are one space; a cell with a quotation
        mark in it is quoted, as R, pandas and spreadsheets expect; one that begins like a formula has an apostrophe
        before it.
    """
    table = _joined(tables, lambda table: table.rename(columns={"text": "keyword"}), CONCORDANCE_COLUMNS)
    cells = table.map(lambda cell: formula_safe(_BREAKS.sub(" ", cell)) if isinstance(cell, str) else cell)
    return cells.to_csv(sep="\t", index=False, lineterminator="\n")


def _joined(
    tables: Mapping[str, pd.DataFrame], form: Callable[[pd.DataFrame], pd.DataFrame], columns: list[str]
) -> pd.DataFrame:
    parts = [
        form(table).assign(doc_id=name, sentence_id=table["sentence"] + 1)[columns] for name, table in tables.items()
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def to_brat(article: Article, quotes: pd.DataFrame, timexes: pd.DataFrame, mentions: pd.DataFrame) -> tuple[str, str]:
    """Quotations with their speakers, time expressions and names as brat standoff (brat.nlplab.org/standoff.html).

    A span is in one piece, without the white space at its ends: standoff has no other way to say that it goes on in
    the next line that all its readers take, so a tab or line break within one is a blank. Types and attributes are
    those of `BRAT_CONFIGURATION`. A Quotation has the attributes Kind and Confidence, and is joined by the relation
    SaidBy to its Speaker, whose note says whom that means where it is safe to say. A time expression has its TIMEX3
    type, the attributes Value, Mod and Confidence, and a note with the reason; no Value where it was not resolved. A
    name has its kind, and a note with its entity. What a person set right has a note that says so; that of a Quotation
    names the speaker.

    Arguments:
        article: the article.
        quotes: a table as `quotes` gives it.
        timexes: a table as `timexes` gives it.
        mentions: a table as `mentions` gives it.

    Returns:
        the text of the .txt file, which is the article's, with a carriage return, and what breaks a line within a
        span, as a space, and that of the .ann file; both to be written as UTF-8 with newlines as they are. Offsets are
        code points, as in brat itself.
    """
    of_article(article, quotes, timexes, mentions)
    tables = (quotes, timexes, mentions, quotes[["speaker_start", "speaker_end"]].set_axis(["start", "end"], axis=1))
    text = _unbroken(article.text, pd.concat([table[["start", "end"]] for table in tables]).dropna().astype("int64"))
    standoff = _Standoff(text)
    speakers: dict[tuple[int, int], str] = {}
    for row in quotes.itertuples(index=False):
        quote = standoff.span("Quotation", row.start, row.end, Kind=row.kind, Confidence=_share(row.confidence))
        if getattr(row, MARK, False):
            standoff.note(quote, f"speaker corrected: {cell_text(row.speaker_entity) or cell_text(row.speaker)}")
        if pd.isna(row.speaker_start) or pd.isna(row.speaker_end):
            continue
        place = int(row.speaker_start), int(row.speaker_end)
        if place not in speakers:
            speakers[place] = standoff.span("Speaker", *place)
            standoff.note(speakers[place], cell_text(row.speaker_entity))
        if quote and speakers[place]:
            standoff.add("R", f"SaidBy Arg1:{quote} Arg2:{speakers[place]}")
    for row in timexes.itertuples(index=False):
        said = {"Value": cell_text(row.value), "Mod": cell_text(row.mod), "Confidence": _share(row.confidence)}
        kind = row.timex_type if row.timex_type in UNKNOWN_VALUES else "DATE"
        standoff.note(standoff.span(kind, row.start, row.end, **said), cell_text(row.why))
    for row in mentions.itertuples(index=False):
        name = standoff.span(NAME_KINDS.get(row.kind, "Other"), row.start, row.end)
        standoff.note(name, ("corrected: " if getattr(row, MARK, False) else "") + cell_text(row.entity))
    return text, "".join(f"{line}\n" for line in standoff.lines)


def _share(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.2f}"


class _Standoff:
    """The lines of an .ann file as they are added, numbered by their kind; what is said of no span is left out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.used = {"T": 0, "R": 0, "A": 0, "#": 0}

    def add(self, kind: str, content: str) -> str:
        self.used[kind] += 1
        self.lines.append(f"{kind}{self.used[kind]}\t{content}")
        return f"{kind}{self.used[kind]}"

    def span(self, kind: str, start: int, end: int, **attributes: str) -> str:
        """Its id, "" where there is nothing but white space."""
        first, last = _inner(self.text, start, end)
        if last <= first:
            return ""
        of = self.add("T", f"{kind} {first} {last}\t{self.text[first:last]}")
        for name, value in attributes.items():
            if value.strip():
                self.add("A", f"{name} {of} {'_'.join(value.split())}")
        return of

    def note(self, of: str, words: str) -> None:
        if of and words.strip():
            self.add("#", f"AnnotatorNotes {of}\t{_BREAKS.sub(' ', words)}")


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(piece.strip())


def _unbroken(text: str, spans: pd.DataFrame) -> str:
    """A text with blanks for what breaks a line within a span, as many as there are characters."""
    characters = list(text.replace("\r", " "))
    for start, end in spans.itertuples(index=False, name=None):
        for found in _BREAKS.finditer(text, *_inner(text, start, end)):
            characters[found.start() : found.end()] = " " * len(found[0])
    return "".join(characters)
