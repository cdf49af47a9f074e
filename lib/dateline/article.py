"""The article as it was read, and the one error that reading it can raise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

# What ends a line, moves a cursor or turns the direction of writing.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_FIRST_WORDS = 6  # of a text, where an article has no title
_LONGEST_HEAD = 80  # characters
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """A text as one line that a terminal can be given: each control character is a question mark."""
    return _CONTROL.sub("?", text)


class ReadError(Exception):
    """An article that cannot be read: one line that says what is wrong and what to do.

    Example:
        >>> import dateline as dl
        >>> try:
        ...     dl.Article('It rained.', published='17/05/2024')
        ... except dl.ReadError as error:
        ...     print(error)
        published='17/05/2024' is not a date: write it as YYYY-MM-DD, for example 2018-09-09
    """

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))  # a name of a file can hold anything

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback: the line alone."""
        return [f"{type(self).__name__}: {self}"]


def is_missing(value: object) -> bool:
    """Whether a value says nothing: None, "", "None", or the not-a-number that tables have in empty cells."""
    return value != value or str(value).strip() in ("", "None")


def storable(text: str) -> str:
    """The text with U+FFFD for each half of a pair of UTF-16, which no file and no table can hold; as long."""
    return _HALF_PAIR.sub("\ufffd", text)


def parse_published(published: str | date | None) -> str | None:
    """A publication date, or date and time, as ISO text, None where nothing is known."""
    if is_missing(published):
        return None
    text = published.isoformat() if isinstance(published, date) else str(published).strip()
    try:
        day = datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        raise ReadError(f"published={text!r} is not a date: write it as YYYY-MM-DD, for example 2018-09-09") from None
    return text if text.startswith(day) else day  # 20180909 and 2018-W36-7 are ISO dates too


class Correction(NamedTuple):
    """What a person set right in the characters from start to end of an article.

    `field` is speaker (of a quotation), date (value of a time expression), entity (of a mention) or role (of a
    paragraph), `value` what it is to be; `who` set it right, and `why`.
    """

    start: int
    end: int
    field: str
    value: str
    who: str = ""
    why: str = ""


@dataclass(frozen=True, repr=False)
class Article:
    """One news article.

    Arguments:
        text: the characters every span points into, with newlines as "\\n". Half of a pair of UTF-16 ("\\ud83d"), which
            no file can hold, becomes "\\ufffd" here and in title, source, url, byline and note; no offset moves.
        published: ISO date or date and time of publication, the DCT of TimeML; None where it is not known.
        title: the headline, as given beside the text (in articles.csv, in a page's metadata); None where none is,
            though the text may open with one: `paragraphs` says which line it takes for the title.
        source: the outlet, as given beside the text.
        url: where the page came from.
        byline: the authors, as given beside the text or in a page's metadata.
        language: ISO 639-1 code of the text's language.
        note: what is odd about this text; stands at the head of its reports.
        path: the file it was read from.
        section: of the paper or site, as a database or a table gives it.
        length: how many words a database says it has.
        loaded: ISO date on which a database took it in.
        provenance: (field, where it came from) for those of the above that the file itself gave.
        corrections: what a person set right in how it is read, as `readers` finds it in corrections.csv; part of what
            tells one article from another, so no table made without them is taken for one made with them.

    Raises:
        ReadError: where `published` is no date.

    Example:
        >>> import dateline as dl
        >>> dl.Article('The ferry ran again.', published='2024-05-17', title='Back')
        Article('Back', 2024-05-17, 4 words)
    """

    text: str
    published: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str = "en"
    note: str | None = None
    path: str | None = None
    section: str | None = None
    length: int | None = None
    loaded: str | None = None
    provenance: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "published", parse_published(self.published))
        for name in ("text", "title", "source", "url", "byline", "note"):
            if getattr(self, name):
                object.__setattr__(self, name, storable(getattr(self, name)))

    def __repr__(self) -> str:
        """A line for a person: title or first words, source, date, how many words; never the text."""
        words = self.text.split()
        head = self.title or " ".join(words[:_FIRST_WORDS]) + "…" * (len(words) > _FIRST_WORDS)
        head = head if len(head) <= _LONGEST_HEAD else head[: _LONGEST_HEAD - 1] + "…"
        facts = [repr(head), self.source, self.published, f"{len(words):,} word{'s' * (len(words) != 1)}"]
        return printable(f"Article({', '.join(fact for fact in facts if fact)})")

    def __getstate__(self) -> dict[str, object]:
        """The fields alone: what has been read of an article stays in the process that read it."""
        return {name: vars(self)[name] for name in self.__dataclass_fields__}
