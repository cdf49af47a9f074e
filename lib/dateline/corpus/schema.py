"""What stands in which column of a corpus: the one table that the files, their types and schema.md are made from."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd
import pyarrow as pa

_ARTICLE = {"article": ("text", "which article: 16 digits of the SHA-256 of its text, date and outlet")}
_SPAN = {
    "sentence": ("whole", "the number of its sentence in the article, from 0"),
    "start": ("whole", "its first character in the article's text, from 0; code points"),
    "end": ("whole", "the character behind its last"),
    "text": ("text", "its characters: text[start:end] of the article"),
}
_DAYS = {
    "value": ("text", "TIMEX3 value: 2018-09-09, 2018-W36, P3D ...; missing where it is not known"),
    "mod": ("text", "TIMEX3 mod: APPROX, START, END ..."),
    "first_day": ("text", "the first day that it can mean, ISO"),
    "last_day": ("text", "the last day that it can mean, ISO"),
    "confidence": ("number", "0 to 1; below .6 it is doubtful"),
}

# Table -> what a row of it is; column -> its type and what it says.
TABLES: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "articles": ("an article", _ARTICLE | {
        "outlet": ("text", "its source, as the file or articles.csv gives it"),
        "published": ("text", "ISO date, or date and time, of publication"),
        "title": ("text", "its headline, as given beside the text"),
        "byline": ("text", "its authors, as given beside the text"),
        "section": ("text", "of the paper or site"),
        "url": ("text", "where it came from"),
        "path": ("text", "the file it was read from, #3 for the third article of a file"),
        "language": ("text", "ISO 639-1 code"),
        "words": ("whole", "words, names and numbers of title and body"),
        "start": ("whole", "0"),
        "end": ("whole", "how many characters the text has"),
        "text": ("text", "the text into which start and end of all tables point"),
    }),
    "sentences": ("a sentence", _ARTICLE | _SPAN | {
        "paragraph": ("whole", "the number of its paragraph"),
        "role": ("text", "title, byline, dateline, caption, body, correction, boilerplate ..."),
    }),
    "quotations": ("a quotation or a reported statement", _ARTICLE | _SPAN | {
        "quote": ("whole", "its number in the article"),
        "kind": ("text", "sentence, fragment, scare (marks of a term), indirect (without marks)"),
        "speaker": ("text", "who says it, as it stands in the text"),
        "speaker_entity": ("text", "whom that means, where it is safe to say"),
        "speaker_start": ("whole", "first character of the speaker"),
        "speaker_end": ("whole", "the character behind the last of the speaker"),
        "cue": ("text", "the word that says so: said, according"),
        "via": ("text", "through whom: a spokesman, a paper"),
        "nested_in": ("whole", "the number of the quotation that it stands in"),
        "confidence": ("number", "of the speaker, 0 to 1"),
    }),
    "mentions": ("a name", _ARTICLE | _SPAN | {
        "mention": ("whole", "its number in the article"),
        "entity": ("text", "whom it means: the fullest name that the article has"),
        "kind": ("text", "person, organisation, place, group, other"),
    }),
    "time_expressions": ("a time expression", _ARTICLE | _SPAN | _DAYS | {
        "tid": ("text", "its number in the article: t1"),
        "timex_type": ("text", "TIMEX3 type: DATE, TIME, DURATION, SET"),
        "anchor": ("text", "what it is counted from"),
        "why": ("text", "the ground of its value"),
    }),
    "events": ("something that happened, or will, at a time", _ARTICLE | _SPAN | _DAYS | {
        "event": ("whole", "its number in the article, in the order of time"),
        "kind": ("text", "event, coming, reporting, caption, background"),
        "who": ("text", "who or what does it"),
        "who_entity": ("text", "whom that means"),
        "verb": ("text", "the word that says what happens"),
        "tids": ("text", "the time expressions that date it, with a space between"),
        "stated": ("text", "what of the date the text says"),
        "inferred": ("text", "what of the date was inferred, and from what"),
        "doubt": ("text", "why it is doubtful"),
    }),
    "quantities": ("an amount, a share or a count", _ARTICLE | _SPAN | {
        "quantity": ("whole", "its number in the article"),
        "kind": ("text", "money, percent, count ..."),
        "value": ("number", "its value"),
        "upper": ("number", "the other end of a range"),
        "unit": ("text", "of what it is so many"),
        "bound": ("text", "about, least, most ..."),
        "of": ("text", "what it is a number of"),
    }),
    "terms": ("a word form of an article", _ARTICLE | {
        "term": ("text", "case-folded; US and such stay in capitals"),
        "n": ("whole", "how often title and body have it"),
        "kind": ("text", "word, name, number, url"),
        "is_stop": ("flag", "whether it is a function word"),
        "start": ("whole", "the first character of its first place"),
        "end": ("whole", "the character behind the last of its first place"),
    }),
    "stories": ("an article, and the story that it tells", _ARTICLE | {
        "story": ("text", "year and number, 2019-12; another where articles of the year were added"),
        "copy_of": ("text", "the earlier article that half of its words come from"),
        "share": ("number", "of its words, in sentences of that one earlier article"),
    }),
    "errors": ("an article that could not be read", {
        "path": ("text", "the file, #3 for the third article of it"),
        "error": ("text", "what is wrong, and what to do"),
    }),
}  # fmt: skip
# Of these each part of the corpus has a file; of stories each year, of errors there is one.
PARTED = tuple(name for name in TABLES if name not in ("stories", "errors"))
_TYPES = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "flag": pa.bool_()}


def arrow(name: str, rows: pd.DataFrame) -> pa.Table:
    """Rows as a table of the corpus; columns that it does not have are left out."""
    schema = pa.schema([(column, _TYPES[kind]) for column, (kind, _) in TABLES[name][1].items()])
    wanted = rows.reindex(columns=schema.names)
    return pa.Table.from_pandas(wanted, schema=schema, preserve_index=False).replace_schema_metadata(None)


def page() -> str:
    """schema.md: each table, column by column."""
    parts = ["# The tables of this corpus\n\nEach is Parquet, `tables/NAME/*.parquet`. A missing cell is null.\n"]
    for name, (row, columns) in TABLES.items():
        lines = "".join(f"| `{column}` | {kind} | {says} |\n" for column, (kind, says) in columns.items())
        parts.append(f"## {name}\n\nA row is {row}.\n\n| column | type | |\n|---|---|---|\n{lines}")
    return "\n".join(parts)


def digest() -> str:
    """What tells these tables from those of another version."""
    return sha256(page().encode()).hexdigest()
