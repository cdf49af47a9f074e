"""Saved web pages: trafilatura finds the article, its title, authors and date."""

from __future__ import annotations

import re

from dateline.article import Article, ReadError
from dateline.segments.language import detect_language

_START_OF_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def looks_like_page(data: bytes) -> bool:
    """Whether the bytes begin as an HTML page does, whatever the file is called."""
    return _START_OF_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]) is not None


def read_html(page: bytes, url: str | None = None) -> Article:
    """The article of a saved web page.

    Arguments:
        page: the bytes of the page.
        url: where it came from, which helps to date it.

    Returns:
        an Article whose text is the title and the body, a blank line between paragraphs.

    Raises:
        ReadError: where the page holds no article.
    """
    import trafilatura  # half a second to import, which text files never need

    try:
        found = trafilatura.bare_extraction(page, url=url, with_metadata=True, include_comments=False)
    except Exception:  # it cannot cope with a root that is svg or math, and who knows what else
        found = None
    body = (getattr(found, "text", None) or "").strip()
    if not isinstance(found, trafilatura.settings.Document) or not body:
        raise ReadError("no article was found in this web page; copy its text into a .txt file")
    title = " ".join((found.title or "").split()) or None
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    if title and lines[0] != title:
        lines.insert(0, title)
    text = "\n\n".join(lines)
    return Article(text, found.date, title, found.sitename, found.url, found.author, language=detect_language(text))
