"""RSS and Atom: an article for each entry, as whole as the feed gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from dateline.article import Article, ReadError
from dateline.readers.authors import names_in
from dateline.readers.limits import LIMITS, Part, whole
from dateline.readers.page import body_of
from dateline.readers.text import article_of
from dateline.readers.written_dates import stamp

LOOKS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*)*(?><!--.*?-->\s*)*+(?:<!DOCTYPE[^>]*>\s*)?<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL | re.I,
)
_BEGINS = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")


def entries(stream: BinaryIO) -> Iterator[Part]:
    """The entries of a feed, in its order."""
    import feedparser

    data = whole(stream)
    if re.search(rb"<!ENTITY", data[:100_000]):
        raise ReadError("defines entities of its own, as feeds do not; not read")
    if len(_BEGINS.findall(data)) > LIMITS["entries"]:
        raise ReadError(f"has more than {LIMITS['entries']:,} entries; split it")
    try:
        feed = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=False)
    except Exception as error:
        raise ReadError(f"is a broken feed ({type(error).__name__}); save the page of the article") from None
    if not feed.entries:
        raise ReadError("has no entries in it")
    return (partial(_entry, entry, feed.feed.get("title")) for entry in feed.entries)


def _entry(entry: Any, source: str | None) -> Article:
    contents = [part.get("value") or "" for part in entry.get("content", [])] + [entry.get("summary") or ""]
    body = max(map(body_of, contents), key=len)
    title = " ".join(body_of(entry.get("title") or "").split())
    if not body and not title:
        raise ReadError("an entry of it has no text")
    said = next((entry[field] for field in ("published", "created", "issued", "updated") if entry.get(field)), "")
    authors = "; ".join(author.get("name") or "" for author in entry.get("authors", [])) or entry.get("author", "")
    return article_of(
        "\n\n".join(part for part in (title, body) if part),
        "the feed",
        title=title,
        published=stamp(said),
        source=entry.get("source", {}).get("title") or source,
        url=entry.get("link"),
        byline=names_in(authors),
        section=next((tag.get("term") for tag in entry.get("tags", []) if tag.get("term")), None),
        note="The feed gives no more than this of it." if len(body.split()) < 80 else None,
    )
