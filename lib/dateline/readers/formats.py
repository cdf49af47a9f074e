"""What is read: one line a format, with what tells it by its first bytes, its endings, and what yields its articles."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from dateline.article import ReadError
from dateline.readers import archives, article_tables, feeds, mail, office, page, pdf
from dateline.readers.correction_table import CORRECTIONS
from dateline.readers.databases import parts_of, unwrapped
from dateline.readers.files import is_ours
from dateline.readers.limits import LIMITS, Part, opened_zip, whole
from dateline.readers.manifest import MANIFEST
from dateline.readers.markdown import read_markdown
from dateline.readers.text import decode, read_text, with_characters

HEAD = 65_536  # bytes of a file that tell what it is


class Format(NamedTuple):
    """A format: its name, the endings of its files, whether a file's first bytes are of it, and what yields the
    articles of one, each to be read when it is called."""

    name: str
    endings: tuple[str, ...]
    looks: Callable[[bytes], bool]
    parts: Callable[[BinaryIO], Iterator[Part]]


def _text(stream: BinaryIO) -> Iterator[Part]:
    """The article of a plain text, or those of a database's export."""
    data = whole(stream)
    text = with_characters(decode(data))
    parts = parts_of(unwrapped(text))
    yield from [partial(read_text, data)] if parts is None else parts


def _markdown(stream: BinaryIO) -> Iterator[Part]:
    data = whole(stream)
    parts = parts_of(unwrapped(decode(data)))
    yield from [partial(read_markdown, data)] if parts is None else parts


def _zip(stream: BinaryIO, depth: int = 1) -> Iterator[Part]:
    def inside(member: BinaryIO, name: str) -> Iterator[Part]:
        form = format_of(member, name)
        if form.name != "ZIP":
            return form.parts(member)
        if depth >= LIMITS["depth"]:
            raise ReadError(f"is a ZIP {depth} deep in others; unpack it")
        return _zip(member, depth + 1)

    return archives.members(stream, inside, _is_read)


def _is_read(name: str) -> bool:
    return PurePath(name).suffix.lower() in ENDINGS - {""} and PurePath(name).name not in (MANIFEST, CORRECTIONS)


def _magic(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(starts)


def _mail(head: bytes) -> bool:
    """Whether the bytes begin with the headers of a mail, one of which no person writes."""
    names = re.findall(rb"^([A-Za-z][A-Za-z-]+): ", re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0], re.MULTILINE)
    known = {name.lower() for name in names}
    by_machine = known & {b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to"}
    return head[:1].isalpha() and bool(by_machine) and len(known & {b"from", b"to", b"subject", b"date"}) > 1


def _never(head: bytes) -> bool:
    return False


_ZIPPED = {"word/document.xml": "Word", "xl/workbook.xml": "workbook", "content.xml": "OpenDocument"}
_SIGNED = {"PDF", "rich text", "ZIP", "Outlook", "Parquet"}  # each file of these begins with its sign
_ARCHIVE = re.compile(rb"(?im)^(?:From: <Saved by|Content-Type: multipart/related)")
# By content: the first that fits. By ending, where none does. What is told by its ending alone has `_never`.
FORMATS = (
    Format("PDF", (".pdf",), lambda head: b"%PDF-" in head[:1024], pdf.articles),
    Format("rich text", (".rtf",), _magic(b"{\\rtf"), office.rich_text),
    Format("Word", (".docx", ".docm"), _never, office.word),
    Format("OpenDocument", (".odt",), _never, office.opendocument),
    Format("workbook", (".xlsx", ".xlsm"), _never, article_tables.workbook),
    Format("ZIP", (".zip", ".maff"), _magic(b"PK\x03\x04", b"PK\x05\x06"), _zip),
    Format("Outlook", (".msg",), _magic(b"\xd0\xcf\x11\xe0"), mail.outlook),
    Format("Parquet", (".parquet",), _magic(b"PAR1"), article_tables.parquet),
    Format("mailbox", (".mbox",), lambda head: bool(re.match(rb"From \S+ .*\d{4}\r?\n\S+: ", head)), mail.messages),
    Format("MHTML", (".mhtml", ".mht"), lambda head: _mail(head + b"\nReceived: \nTo: \n\n") and bool(
        _ARCHIVE.search(head[:4096])), mail.web_archive),
    Format("mail", (".eml",), _mail, mail.message),
    Format("feed", (".rss", ".atom", ".xml"), lambda head: bool(feeds.LOOKS.match(head)), feeds.entries),
    Format("web page", (".html", ".htm", ".xhtml"), page.looks_like_page, page.articles),
    Format("table", (".csv", ".tsv"), _never, article_tables.delimited),
    Format("JSON lines", (".jsonl", ".ndjson", ".json"), _never, article_tables.json_lines),
    Format("Markdown", (".md",), _never, _markdown),
    Format("plain text", (".txt", ".text", ""), _never, _text),
)  # fmt: skip
ENDINGS = frozenset(ending for form in FORMATS for ending in form.endings)
WHAT_IS_READ = (
    "dateline reads plain text (.txt, .md), web pages (.html, .mhtml), PDF, .docx, .rtf, .odt, mails (.eml, .mbox, "
    ".msg), feeds, tables (.csv, .xlsx, .jsonl, .parquet), ZIP, and exports of Nexis, Factiva and ProQuest"
)


def format_of(stream: BinaryIO, name: str) -> Format:
    """The format of a file by its content, else by its ending; the stream stands at its beginning again.

    Raises:
        ReadError: it is of none.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    ending = PurePath(name).suffix.lower()
    if not head.strip():
        raise ReadError("is empty; save the article's text in it")
    if is_ours(head):
        raise ReadError("is a page of dateline's own reports; name the article that it is of")
    bare = head.removeprefix(b"\xef\xbb\xbf")
    found = next((form for form in FORMATS if form.looks(bare)), None)
    if found is not None and found.name == "ZIP":
        members = set(opened_zip(stream).namelist())
        stream.seek(0)
        kind = next((kind for member, kind in _ZIPPED.items() if member in members), "ZIP")
        found = next(form for form in FORMATS if form.name == kind)
    found = found or next((form for form in FORMATS if ending in form.endings), None)
    if found is None:
        raise ReadError(f"{ending} files are not read; {WHAT_IS_READ}: save the article as one of these")
    if found.name in _SIGNED and not found.looks(bare) and found.name not in _ZIPPED.values():
        raise ReadError(f"is called {ending} and is no such file; save it again, or its text as .txt")
    return found


def parts_in(stream: BinaryIO, name: str) -> Iterator[Part]:
    """The articles of a file, each to be read when it is called.

    Raises:
        ReadError: it is of no format that is read, or broken.
    """
    return format_of(stream, name).parts(stream)


def in_memory(data: bytes, name: str) -> Iterator[Part]:
    """The same, of bytes."""
    return parts_in(io.BytesIO(data), name)
