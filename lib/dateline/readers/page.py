"""Saved web pages: trafilatura finds the article, its title, authors and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, BinaryIO

from dateline.article import Article, ReadError
from dateline.readers.authors import names_in
from dateline.readers.databases import factiva_part, parts_of, split_lines
from dateline.readers.limits import Part, whole
from dateline.readers.text import decode, with_characters
from dateline.segments.language import detect_language

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_START_OF_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BLOCKS = frozenset(
    "p div br li tr td th h1 h2 h3 h4 h5 h6 ul ol dl dt dd table blockquote pre section article header footer hr "
    "figure figcaption center form address aside nav main body title".split()
)
_UNSEEN = frozenset("script style head title noscript template svg iframe object embed select button".split())
_FACTIVA = re.compile(rb'class="article [a-z]{2}Article"')
_NEXIS = re.compile(rb"\b\d+ (?:of|von|de) \d+ (?:DOCUMENTS?|DOKUMENTE?N?)\b")


def looks_like_page(data: bytes) -> bool:
    """Whether the bytes begin as an HTML page does, whatever the file is called."""
    return _START_OF_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]) is not None


def articles(stream: BinaryIO) -> Iterator[Part]:
    """The article of a saved page, or those of a database's export."""
    data = whole(stream)
    if _FACTIVA.search(data):
        yield from _factiva(tree_of(decode(data)))
    elif _NEXIS.search(data) and (parts := parts_of(blocks(tree_of(decode(data))))) is not None:
        yield from parts
    else:
        yield partial(read_html, data)


def tree_of(page: str) -> HtmlElement:
    """The elements of a page.

    Raises:
        ReadError: it has none.
    """
    from lxml import etree, html  # a tenth of a second, which text files never need

    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)  # lxml takes no string that says how it is encoded
    try:
        return html.document_fromstring(
            page, parser=html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"no article was found in this web page ({error}); copy its text into a .txt file") from None


def blocks(root: HtmlElement) -> list[str]:
    """The text of elements, a line for each that stands as a block of its own."""
    lines: list[str] = [""]
    stack: list[tuple[HtmlElement, bool]] = [(root, True)]
    while stack:
        element, opens = stack.pop()
        if opens and isinstance(element.tag, str) and element.tag not in _UNSEEN:
            if element.tag in _BLOCKS:
                lines.append("")
            lines[-1] += element.text or ""
            stack.append((element, False))
            stack += [(child, True) for child in reversed(element)]
            continue
        if not opens and element.tag in _BLOCKS:
            lines.append("")
        if element is not root:
            lines[-1] += element.tail or ""
    return [said for line in lines if (said := " ".join(line.split()))]


def body_of(fragment: str) -> str:
    """The text of a piece of HTML, as feeds and mails have it: paragraphs with a blank line between them."""
    if "<" not in fragment:
        return unescape(fragment).strip()
    try:
        return with_characters("\n\n".join(blocks(tree_of(fragment))))
    except ReadError:
        return ""


def _factiva(root: HtmlElement) -> Iterator[Part]:
    """The articles of a page that Factiva prints; its elements tell headline and paragraphs from the fields."""
    for article in root.xpath('//div[starts-with(@class, "article ")][contains(@class, "Article")]'):
        title, section, byline = "", "", ""
        fields: list[str] = []
        body: list[str] = []
        for child in article:
            said = " ".join(split_lines([child.text_content()]))
            kind = child.get("class") or ""
            if child.get("id") == "hd" or "Headline" in kind:
                title = said
            elif "articleParagraph" in kind:
                body += blocks(child)
            elif kind == "author":
                byline = said
            elif child.tag == "div" and not title:
                section = section or said
            elif child.tag == "div" and said:
                fields.append(said)
        yield factiva_part(title, section, byline, fields, body)


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
    return Article(
        text, found.date, title, found.sitename, found.url, names_in(found.author or ""), language=detect_language(text)
    )
