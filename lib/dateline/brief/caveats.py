"""What is odd about a text, and what in its tables a reader should check."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.brief.sourcing import statements
from dateline.brief.wording import Finding, bare, counted, day, listed, quoted, sentence, when, year_of
from dateline.events import timeline
from dateline.reading import Reading
from dateline.segments.roles import is_cut
from dateline.segments.segmentation import paragraphs
from dateline.timex import creation_window

MOST_DOUBTFUL = 3
_LONGEST_NOTE = 220  # characters of a correction
# The reason for a doubt -> the same in plain words.
_PLAIN = (
    ("the date may belong to another word", "the date may belong to something else in the sentence"),
    ("its date is another clause's", "the date stands with another part of the sentence"),
    ("no week in the text", "the article does not say which week"),
)


def odd(reading: Reading) -> Iterator[Finding]:
    """What is odd about the text as a whole."""
    article = reading.article
    if article.note:
        yield sentence(article.note), (), 1
    if article.published is None:
        yield _undated(reading), (), 1
    parts = paragraphs(reading)
    for row in parts.itertuples():
        if is_cut([row.text]):
            yield "The page asks for a subscription: the text is probably cut.", ((row.start, row.end),), 1
        if row.role == "correction":
            yield f"The article was corrected: {quoted(row.text, _LONGEST_NOTE)}", ((row.start, row.end),), 1


def _undated(reading: Reading) -> str:
    window = creation_window(reading)
    first, last = window["first_day"], window["last_day"]
    if first and last:
        on = f"on {day(first, None)}" if first == last else f"between {day(first, None)} and {day(last, None)}"
        return f"No publication date is known; by its own words the article was written {on}."
    if first or last:
        bound = f"not before {day(first, None)}" if first else f"not after {day(last, None)}"
        return f"No publication date is known; by its own words the article was written {bound}."
    return "No publication date is known."


def to_check(reading: Reading) -> Iterator[Finding]:
    """Rows in doubt, with the reason in plain words."""
    doubtful = timeline(reading)
    doubtful = doubtful[doubtful["doubt"].notna()]
    for row in doubtful.head(MOST_DOUBTFUL).itertuples():
        read = when(row.value, row.mod, year_of(reading))
        if read is not None:
            yield (
                f"Check the date of {quoted(row.text)}: read as {bare(read)}, but {_plain(row.doubt)}.",
                ((row.start, row.end),),
                1,
            )
    said = statements(reading)
    nobody = [row for row in said if row.speaker is None or row.speaker != row.speaker]
    if nobody:
        spans = tuple((row.start, row.end) for row in nobody)
        yield (
            sentence(f"check who says {listed([quoted(row.text, 50) for row in nobody], 3)}: no speaker was found"),
            spans,
            len(nobody),
        )
    loose = [row for row in said if str(row.speaker).lower() in ("he", "she", "they") and row.speaker_entity is None]
    if loose:
        spans = tuple((row.start, row.end) for row in loose)
        whom = f"“{str(loose[0].speaker).lower()}”"
        yield (
            sentence(f"check whom {whom} means in {counted(len(loose), 'statement')}: the text leaves it open"),
            spans,
            len(loose),
        )


def _plain(doubt: str) -> str:
    return next((plain for known, plain in _PLAIN if doubt.startswith(known)), doubt)
