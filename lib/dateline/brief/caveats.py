"""What is odd about a text, and what in its tables a reader should check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from dateline.brief.sourcing import is_open, places, statements
from dateline.brief.wording import Finding, day, listed, quoted, sentence, when, year_of
from dateline.events import timeline
from dateline.reading import Reading
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.roles import is_cut
from dateline.segments.segmentation import paragraphs
from dateline.timex import creation_window

MOST = 3  # rows in doubt that are named one by one
_LONGEST_NOTE = 220  # characters of a correction
_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
              "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ar": "Arabic"}  # fmt: skip
# How the reason for a doubt begins -> the same in plain words, of one date and of several.
_PLAIN = {
    "the date may belong to another word": "may belong to another part of the sentence",
    "its date is another clause's": "may belong to another part of the sentence",
    "no week in the text": "could be of another week",
    "no year in the text": "could be of another year",
}


def odd(reading: Reading) -> Iterator[Finding]:
    """What is odd about the text as a whole."""
    article = reading.article
    if article.note:
        yield sentence(article.note), (), 1
    if article.language != READ_LANGUAGE:
        name = _LANGUAGES.get(article.language, f"the language {article.language}")
        yield f"This text seems to be written in {name}. Tone, quotations and times are read in English only.", (), 1
    if article.published is None:
        yield _undated(reading), (), 1
    for row in paragraphs(reading).itertuples():
        if is_cut([row.text]):
            yield "The page asks for a subscription: the text is probably cut.", ((row.start, row.end),), 1
        if row.role == "correction":
            yield f"The article was corrected: {quoted(row.text, _LONGEST_NOTE)}", ((row.start, row.end),), 1


def _undated(reading: Reading) -> str:
    window = creation_window(reading)
    first, last = (window[end] and day(window[end], None) for end in ("first_day", "last_day"))
    written = f"on {first}" if first == last else f"between {first} and {last}"
    if not last and first and first.startswith("1 January"):
        first = first.removeprefix("1 January ")  # a year is what is known
    if not (first and last):
        written = f"not before {first}" if first else f"not after {last}"
    known = f"; by its own words the article was written {written}" if first or last else ""
    return f"No publication date is known{known}."


def to_check(reading: Reading) -> Iterator[Finding]:
    """What is in doubt, a sentence a reason: dates, and quotations of which it is open whose they are."""
    table, doubts = timeline(reading), defaultdict[str, list[Any]](list)
    is_alone = ~table["sentence"].duplicated(keep=False)  # its date has nothing else to belong to
    for row in table[table["doubt"].notna() & ~is_alone].drop_duplicates("text").itertuples():
        why = next((plain for known, plain in _PLAIN.items() if row.doubt.startswith(known)), None)
        if why is not None and when(row.value, row.mod, year_of(reading)) is not None:
            doubts[why].append(row)
    for why, rows in doubts.items():
        which = f"{'date' if len(rows) == 1 else 'dates'} of {listed([quoted(row.text, 60) for row in rows], MOST)}"
        yield f"Check the {which}, which {why}.", places(rows), len(rows)
    loose = [row for row in statements(reading) if row.kind != "indirect" and is_open(row)]
    if loose:
        words = listed([quoted(row.text, 50) for row in loose], MOST)
        yield f"Check who says {words}: the text leaves it open.", places(loose), len(loose)
