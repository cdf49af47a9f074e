"""Word, OpenDocument and rich text: paragraphs and what the document says of itself. Macros, pictures and what lies
elsewhere are never looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.article import Article, ReadError
from dateline.readers.authors import names_in
from dateline.readers.databases import parts_of, split_lines
from dateline.readers.limits import Part, opened_zip, unzipped, whole
from dateline.readers.text import article_of, with_characters
from dateline.readers.written_dates import day_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "txbxContent", "footnoteReference")} | {
    f"{_TEXT}{name}" for name in ("note", "tracked-changes", "sequence-decls")
} | {f"{_OFFICE}annotation", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
           f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}  # fmt: skip
# What programs call a document that nobody named.
_UNNAMED = re.compile(
    r"(?:microsoft word\b.*|untitled.*|document ?\d*|unbenannt.*|.*\.(?:docx?|odt|rtf|pdf|indd|qxd))", re.I
)
_DEEPEST = 200  # elements in each other


def xml_of(data: bytes) -> _Element:
    """The root of an XML part: no entity is resolved, nothing is fetched, and what is nested out of reason refused.

    Raises:
        ReadError: it is no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"is broken inside ({error}); save it again") from None


def word(stream: BinaryIO) -> Iterator[Part]:
    """The article of a .docx, or those of a database's export."""
    archive = opened_zip(stream)
    body = xml_of(unzipped(archive, "word/document.xml"))
    core = xml_of(unzipped(archive, "docProps/core.xml")) if "docProps/core.xml" in archive.namelist() else None
    paragraphs, heading = [], ""
    for paragraph in body.iter(f"{_W}p"):
        text = _text(paragraph, f"{_W}t")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and not heading and style.get(f"{_W}val", "").lower() in ("title", "heading1", "titel"):
            heading = " ".join(text.split())
        paragraphs.append(text)
    yield from document(paragraphs, heading, _said(core, f"{_DC}title"), _said(core, f"{_DC}creator"))


def opendocument(stream: BinaryIO) -> Iterator[Part]:
    """The article of an .odt."""
    archive = opened_zip(stream)
    body = xml_of(unzipped(archive, "content.xml")).find(f"{_OFFICE}body")
    meta = xml_of(unzipped(archive, "meta.xml")) if "meta.xml" in archive.namelist() else None
    if body is None:
        raise ReadError("has no text in it")
    found = [(e, _text(e, None)) for e in body.iter(f"{_TEXT}p", f"{_TEXT}h")]
    heading = next((text for e, text in found if e.tag == f"{_TEXT}h" or e.get(f"{_TEXT}style-name") == "Title"), "")
    creator = _said(meta, f"{_META}initial-creator") or _said(meta, f"{_DC}creator")
    yield from document([text for _, text in found], heading, _said(meta, f"{_DC}title"), creator)


def rich_text(stream: BinaryIO) -> Iterator[Part]:
    """The article of an .rtf, or those of a database's export."""
    from striprtf.striprtf import rtf_to_text

    data = whole(stream).decode("latin-1")
    if data.count("{") > 500_000 or data.count("\\bin"):
        data = re.sub(r"\\bin\d+[^{}]*", "", data)
    try:
        text = rtf_to_text(data, errors="replace")
    except Exception as error:
        raise ReadError(f"is broken rich text ({type(error).__name__}); save it again") from None
    title = re.search(r"\{\\title ([^{}\\]{1,300})\}", data)
    author = re.search(r"\{\\author ([^{}\\]{1,300})\}", data)
    yield from document(text.replace("\r", "").split("\n"), "", title[1] if title else "", author[1] if author else "")


def document(paragraphs: list[str], heading: str, title: str, author: str) -> Iterator[Part]:
    """The articles of a document's paragraphs: those of an export, or one.

    Arguments:
        heading: what stands in it as its title.
        title: what its properties say.
        author: the same.
    """
    lines = split_lines(paragraphs)
    parts = parts_of(lines)
    return parts if parts is not None else iter([lambda: _one(lines, heading, title, author)])


def _one(lines: list[str], heading: str, title: str, author: str) -> Article:
    text = with_characters("\n\n".join(lines))
    provenance = []
    title = " ".join(title.split())
    if heading:
        title = heading
        provenance.append(("title", "its heading"))
    elif title and not _UNNAMED.fullmatch(title):
        provenance.append(("title", "the document's properties"))
    else:
        title = ""
    byline = next((names for line in lines[1:4] if re.match(r"(?i)by\s", line) and (names := names_in(line))), None)
    if byline:
        provenance.append(("byline", "a line below the title"))
    dated = next((day for line in lines[:6] if len(line) < 60 and (day := day_in(line))), None)
    if dated:
        provenance.append(("published", "a line below the title"))
    return article_of(text, title=title or None, byline=byline, published=dated, provenance=tuple(provenance))


def _text(paragraph: _Element, leaf: str | None) -> str:
    """The characters of a paragraph in order, without what was deleted and what stands in boxes and notes."""
    pieces: list[str] = []
    stack = [(paragraph, 0)]
    while stack:
        element, depth = stack.pop()
        if depth < 0:
            pieces.append(element.tail or "")
            continue
        is_other = element is not paragraph and (element.tag in _LEFT_OUT or element.tag == paragraph.tag)
        if is_other or depth > _DEEPEST:
            if leaf is None and element is not paragraph:
                pieces.append(element.tail or "")
            continue
        pieces.append(_SPACES.get(element.tag, "") if isinstance(element.tag, str) else "")
        if leaf is None or element.tag == leaf:
            pieces.append(element.text or "" if isinstance(element.tag, str) else "")
        if leaf is None and element is not paragraph:
            stack.append((element, -1))
        stack += [(child, depth + 1) for child in reversed(element)]
    return "".join(pieces)


def _said(root: _Element | None, tag: str) -> str:
    found = None if root is None else root.find(f".//{tag}")
    return (found.text or "").strip() if found is not None else ""
