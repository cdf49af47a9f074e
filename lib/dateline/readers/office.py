"""Word, OpenDocument and rich text: paragraphs and what the document says of itself. Macros, pictures and what lies
elsewhere are never looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZipFile

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


def _xml(archive: ZipFile, name: str) -> _Element:
    """The root of an XML part: no entity is resolved, nothing is fetched, and what is nested out of reason refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(unzipped(archive, name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"is broken inside ({error}); save it again") from None


def word(stream: BinaryIO) -> Iterator[Part]:
    """The article of a .docx, or those of a database's export."""
    archive = opened_zip(stream)
    body = _xml(archive, "word/document.xml")
    found = [(e.find(f"{_W}pPr/{_W}pStyle"), _text(e, f"{_W}t")) for e in body.iter(f"{_W}p")]
    styled = ((style.get(f"{_W}val", "").lower(), text) for style, text in found if style is not None)
    heading = next((text for style, text in styled if text.strip() and style in ("title", "heading1", "titel")), "")
    yield from document([text for _, text in found], heading, _title(archive, "docProps/core.xml"))


def opendocument(stream: BinaryIO) -> Iterator[Part]:
    """The article of an .odt."""
    archive = opened_zip(stream)
    body = _xml(archive, "content.xml").find(f"{_OFFICE}body")
    found = [(e, _text(e, None)) for e in (() if body is None else body.iter(f"{_TEXT}p", f"{_TEXT}h"))]
    heading = next((text for e, text in found if e.tag == f"{_TEXT}h" or e.get(f"{_TEXT}style-name") == "Title"), "")
    yield from document([text for _, text in found], heading, _title(archive, "meta.xml"))


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
    yield from document(text.replace("\r", "").split("\n"), "", title[1] if title else "")


def document(paragraphs: list[str], heading: str, title: str) -> Iterator[Part]:
    """The articles of a document's paragraphs: those of an export, or one with a heading in it and a title in its
    properties."""
    lines = split_lines(paragraphs)
    return parts_of(lines) or iter([partial(_one, lines, heading, title)])


def _one(lines: list[str], heading: str, title: str) -> Article:
    title = "" if _UNNAMED.fullmatch(title.strip()) else " ".join(title.split())
    below = "a line below the title"
    return article_of(
        with_characters("\n\n".join(lines)),
        {"title": "its heading" if heading else "the document's properties", "byline": below, "published": below},
        title=" ".join(heading.split()) or title,
        byline=next((names for line in lines[1:4] if re.match(r"(?i)by\s", line) and (names := names_in(line))), None),
        published=next((day for line in lines[:6] if len(line) < 60 and (day := day_in(line))), None),
    )


def _text(paragraph: _Element, leaf: str | None) -> str:
    """The characters of a paragraph in order, without what was deleted and what stands in boxes and notes."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walk = iterwalk(paragraph, events=("start", "end"))
    for event, element in walk:
        is_inside = element is not paragraph
        if event == "end":
            pieces.append(element.tail or "" if leaf is None and is_inside else "")
        elif not isinstance(element.tag, str) or (is_inside and element.tag in (*_LEFT_OUT, paragraph.tag)):
            walk.skip_subtree()
        else:
            pieces += [_SPACES.get(element.tag, ""), element.text or "" if leaf in (None, element.tag) else ""]
    return "".join(pieces)


def _title(archive: ZipFile, name: str) -> str:
    """The title in the properties of a document."""
    return _xml(archive, name).findtext(f".//{_DC}title", "") if name in archive.namelist() else ""
