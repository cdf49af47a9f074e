"""PDF: the lines of each page put back into paragraphs, columns one after the other, without running heads."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any, BinaryIO, NamedTuple

from dateline.article import ReadError
from dateline.readers.limits import LIMITS, Part, whole
from dateline.readers.office import document

_NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\W*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|von|/)\s*\d{1,4})?\W*", re.I)
_BROKEN = re.compile(r"([^\W\d_]{2,})([-\u00ad\u2010])$")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xAD: None}
_MARGIN = 0.09  # of a page's height, above and below, where running heads stand
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_SECONDS = 20.0  # that the pages of a file may take


class Line(NamedTuple):
    """A line of a page, its edges from the lower left corner in points, and the size of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    height: float  # of the page


def articles(stream: BinaryIO) -> Iterator[Part]:
    """The article of a PDF, or those of a database's export."""
    pages, title = _pages(io.BytesIO(whole(stream)))
    if not any(pages):
        raise ReadError("has no text layer, only pictures of pages; run it through OCR (for example ocrmypdf) first")
    paragraphs, heading = joined([line for page in _without_running(pages) for line in page])
    yield from document(paragraphs, heading, title)


def _pages(stream: io.BytesIO) -> tuple[list[list[Line]], str]:
    """The lines of each page, and the title that the file's properties give."""
    from pdfminer.high_level import extract_pages
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser
    from pdfminer.utils import decode_text

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[list[Line]] = []
    began = time.monotonic()
    try:
        properties = PDFDocument(PDFParser(stream)).info
        for page in extract_pages(stream):
            pages.append(list(_lines(page)))
            if len(pages) > LIMITS["pages"] or time.monotonic() - began > _SECONDS:
                most = f"{LIMITS['pages']} pages or {_SECONDS:.0f} s"
                raise ReadError(f"takes more than {most} to read; save the pages of the article")
    except PDFPasswordIncorrect:
        raise ReadError("is encrypted; open it with its password and print it into a new PDF") from None
    except ReadError:
        raise
    except Exception as error:  # pdfminer's own, and whatever a broken file makes of it
        at = f"on page {len(pages) + 1} " if pages else ""
        raise ReadError(f"is a broken PDF {at}({type(error).__name__}); print it into a new PDF") from None
    title = properties[0].get("Title") if properties else None
    return pages, decode_text(title).strip("\0 ") if isinstance(title, bytes) else ""


def _lines(page: Any) -> Iterator[Line]:
    from pdfminer.layout import LTChar, LTTextBox, LTTextLine

    found = [line for box in page if isinstance(box, LTTextBox) for line in box if isinstance(line, LTTextLine)]
    turned = []
    for line in found:
        letters = [char for char in line if isinstance(char, LTChar)]
        size = median([char.size for char in letters] or [line.height])
        is_turned = any(abs(char.matrix[1]) > abs(char.matrix[0]) for char in letters)
        text = " ".join(line.get_text().split())
        turned.append((is_turned, Line(text, line.x0, line.x1, line.y0, line.y1, size, page.height)))
    mostly = sum(is_turned for is_turned, _ in turned) > len(found) / 2  # else what runs up the margin is no text of it
    return (line for is_turned, line in turned if line.text and (mostly or not is_turned))


def _without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines without numbers of pages and without what stands at the head or foot of more than one page."""

    def head(line: Line) -> str:
        is_margin = line.bottom > (1 - _MARGIN) * line.height or line.top < _MARGIN * line.height
        return re.sub(r"\d+", "0", line.text.lower()) if is_margin else ""

    counts = Counter(key for page in pages for key in set(map(head, page)) - {""})

    def is_running(line: Line, page: list[Line]) -> bool:
        is_outmost = line.top <= min(other.top for other in page) or line.bottom >= max(other.bottom for other in page)
        return bool((is_outmost or head(line)) and _NUMBER.fullmatch(line.text)) or counts[head(line)] > 1

    return [[line for line in page if not is_running(line, page)] for page in pages]


def joined(lines: list[Line]) -> tuple[list[str], str]:
    """The paragraphs of lines in the order of reading, and the one in the largest letters on the first page, if one is
    larger than the text."""
    sizes: Counter[int] = Counter()
    paragraphs: list[list[Line]] = []
    for line in lines:
        sizes[round(line.size)] += len(line.text) // 10 + 1
        if not paragraphs or not _goes_on(paragraphs[-1][-1], line):
            paragraphs.append([])
        paragraphs[-1].append(line)
    body = max(sizes, key=lambda size: sizes[size], default=0)
    large = [p for p in paragraphs[:30] if round(p[0].size) > body * 1.15 and len(p[0].text) > 3]
    heading = max(large, key=lambda p: round(p[0].size), default=[])
    words = {word for line in lines for word in re.findall(r"[\w-]+\w", line.text.lower())}
    title = _together(heading, words)
    return [_together(p, words) for p in paragraphs], title if len(title) < 300 else ""


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line belongs to the paragraph of the one before it."""
    if abs(above.size - line.size) > 0.08 * max(above.size, line.size, 1):
        return False
    gap = above.bottom - line.top
    if -0.6 * line.size < gap < 0.8 * line.size and line.left < above.right and line.right > above.left:
        indented = line.left > above.left + 0.7 * line.size and line.left < above.left + 4 * line.size
        is_short = above.right < line.right - 6 * line.size and _ENDS.search(above.text) is not None
        return not indented and not is_short
    # in the next column or on the next page
    return not _ENDS.search(above.text) and (line.text[:1].islower() or above.text.endswith("-"))


def _together(lines: list[Line], words: set[str]) -> str:
    """The text of lines; a word that was broken between two is whole again where the text or the language has it."""
    from wordfreq import zipf_frequency

    text = ""
    for line in lines:
        broken = _BROKEN.search(text)
        if broken and line.text[:1].islower():
            rest = re.split(r"\W", line.text, maxsplit=1)[0]
            whole, kept = (broken[1] + rest).lower(), f"{broken[1]}-{rest}".lower()
            is_word = whole in words or (kept not in words and zipf_frequency(whole, "en") > 0)
            text = (text[:-1] if is_word or broken[2] == "\u00ad" else text) + line.text
        else:
            text += f" {line.text}" if text else line.text
    return text.translate(_LIGATURES)
