"""What is odd about a text, and what in its tables a reader should check."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.brief.sourcing import places, statements
from dateline.brief.wording import Finding, bare, counted, day, listed, quoted, sentence, when, year_of
from dateline.events import timeline
from dateline.reading import Reading
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.roles import is_cut
from dateline.segments.segmentation import paragraphs
from dateline.timex import creation_window

MOST_DOUBTFUL = 3
_LONGEST_NOTE = 220  # characters of a correction
_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
              "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ar": "Arabic"}  # fmt: skip
# The reason for a doubt -> the same in plain words.
_PLAIN = {
    "the date may belong to another word": "the date may belong to something else in the sentence",
    "its date is another clause's": "the date stands with another part of the sentence",
    "no week in the text": "the article does not say which week",
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
    if not (first and last):
        written = f"not before {first}" if first else f"not after {last}"
    known = f"; by its own words the article was written {written}" if first or last else ""
    return f"No publication date is known{known}."


def to_check(reading: Reading) -> Iterator[Finding]:
    """Rows in doubt, with the reason in plain words."""
    doubtful = timeline(reading)
    doubtful = doubtful[doubtful["doubt"].notna()].drop_duplicates("text")
    for row in doubtful.head(MOST_DOUBTFUL).itertuples():
        if (read := when(row.value, row.mod, year_of(reading))) is not None:
            why = next((plain for known, plain in _PLAIN.items() if row.doubt.startswith(known)), row.doubt)
            yield f"Check the date of {quoted(row.text)}: read as {bare(read)}, but {why}.", ((row.start, row.end),), 1
    said = statements(reading)
    if nobody := [row for row in said if not isinstance(row.speaker, str)]:
        words = listed([quoted(row.text, 50) for row in nobody], 3)
        yield f"Check who says {words}: no speaker was found.", places(nobody), len(nobody)
    loose = [row for row in said if str(row.speaker).lower() in ("he", "she", "they") and row.speaker_entity is None]
    if loose:
        whom, among = quoted(loose[0].speaker.lower()), counted(len(loose), "statement")
        yield f"Check whom {whom} means in {among}: the text leaves it open.", places(loose), len(loose)
