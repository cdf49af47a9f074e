"""The article as it was read, and the one error that reading it can raise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class ReadError(Exception):
    """An article that cannot be read: one line that says what is wrong and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(_CONTROL.sub("?", message))  # a name of a file can hold what breaks a line, or moves a cursor

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback: the line alone."""
        return [f"{type(self).__name__}: {self}"]


def parse_published(published: str | date | None) -> str | None:
    """A publication date as ISO text.

    Arguments:
        published: ISO date or date and time as text ("2018-09-09", "2018-09-09T18:30"), a `date`, or None.

    Returns:
        the same as ISO text, None where nothing is known.

    Raises:
        ReadError: where the text is no date.
    """
    if published is None or str(published).strip() in ("", "None"):
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


@dataclass(frozen=True)
class Article:
    """One news article.

    Arguments:
        text: the characters every span points into, with newlines as "\\n".
        published: ISO date or date and time of publication, the DCT of TimeML; None where it is not known.
        title: the headline, as given beside the text (in articles.csv, in a page's metadata); None where none is,
            though the text may open with one: `paragraphs` says which line it takes for the title.
        source: the outlet, as given beside the text.
        url: where the page came from.
        byline: the authors, as given beside the text or in a page's metadata.
        language: ISO 639-1 code of the text's language.
        note: what is odd about this text; stands at the head of its reports.
        path: the file it was read from.
        corrections: what a person set right in how it is read, as `readers` finds it in corrections.csv; part of what
            tells one article from another, so no table made without them is taken for one made with them.

    Raises:
        ReadError: where `published` is no date.
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
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "published", parse_published(self.published))
