"""What is read: one line a format, with what tells it by its first bytes, its endings, and what yields its articles."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from dateline.article import Article, ReadError
from dateline.readers import article_tables, feeds, mail, office, page, pdf
from dateline.readers.databases import parts_of, unwrapped
from dateline.readers.files import CORRECTIONS, MANIFEST, is_left_out, is_ours
from dateline.readers.limits import LIMITS, Part, opened_zip, unzipped, whole
from dateline.readers.markdown import read_markdown
from dateline.readers.text import decode, read_text, with_characters

HEAD = 65_536  # bytes of a file that tell what it is


class Format(NamedTuple):
    """A format: whether a file's first bytes are of it, and what yields the articles of one."""

    name: str
    endings: tuple[str, ...]
    looks: Callable[[bytes], object]
    parts: Callable[[BinaryIO], Iterator[Part]]


def _written(stream: BinaryIO, reader: Callable[[bytes], Article]) -> Iterator[Part]:
    """The article of a text, or those of a database's export."""
    data = whole(stream)
    return parts_of(unwrapped(with_characters(decode(data)))) or iter([partial(reader, data)])


def _zip(stream: BinaryIO, depth: int = 1) -> Iterator[Part]:
    """The articles of each member, in the order of their names, which are names and no places."""
    archive = opened_zip(stream)
    names = sorted(name for name in set(archive.namelist()) if _is_read(name))
    if not names:
        raise ReadError("has nothing in it that is read")
    left = LIMITS["unpacked"]
    for name in names:
        try:
            member = io.BytesIO(unzipped(archive, name))
            left -= member.getbuffer().nbytes
            if left < 0:
                raise ReadError("unpacks to more than is read of a ZIP; split it")
            form = format_of(member, name)
            if form.name == "ZIP" and depth >= LIMITS["depth"]:
                raise ReadError(f"is a ZIP {depth} deep in others; unpack it")
            for part in _zip(member, depth + 1) if form.name == "ZIP" else form.parts(member):
                yield partial(_within, name, part)
        except ReadError as error:
            yield partial(_within, name, error)
            if left < 0:
                return


def _within(name: str, part: Part | ReadError) -> Article:
    try:
        if isinstance(part, ReadError):
            raise part
        return part()
    except ReadError as error:
        raise ReadError(f"{name} in it: {error}") from None


def _is_read(name: str) -> bool:
    path = PurePath(name)
    is_other = name.endswith("/") or path.name in (MANIFEST, CORRECTIONS) or is_left_out(path.name)
    return path.suffix.lower() in ENDINGS - {""} and not is_other


def _begins(sign: bytes) -> Callable[[bytes], object]:
    return re.compile(sign, re.DOTALL | re.IGNORECASE).match


def _mail(head: bytes) -> bool:
    """Whether the bytes begin with the headers of a mail, one of which no person writes."""
    names = re.findall(rb"^([A-Za-z][A-Za-z-]+): ", re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0], re.MULTILINE)
    known = {name.lower() for name in names}
    by_machine = known & {b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to"}
    return head[:1].isalpha() and bool(by_machine) and len(known & {b"from", b"to", b"subject", b"date"}) > 1


_never = _begins(rb"(?!)")
_ZIPPED = {"word/document.xml": "Word", "xl/workbook.xml": "workbook", "content.xml": "OpenDocument"}
_SIGNED = {"PDF", "rich text", "ZIP", "Outlook", "Parquet"}  # each file of these begins with its sign
_ARCHIVE = re.compile(rb"(?im)^(?:From: <Saved by|Content-Type: multipart/related)")
# By content: the first that fits. By ending, where none does. What is told by its ending alone has `_never`.
FORMATS = (
    Format("PDF", (".pdf",), _begins(rb".{0,1018}%PDF-"), pdf.articles),
    Format("rich text", (".rtf",), _begins(rb"\{\\rtf"), office.rich_text),
    Format("Word", (".docx", ".docm"), _never, office.word),
    Format("OpenDocument", (".odt",), _never, office.opendocument),
    Format("workbook", (".xlsx", ".xlsm"), _never, article_tables.workbook),
    Format("ZIP", (".zip", ".maff"), _begins(rb"PK(?:\x03\x04|\x05\x06)"), _zip),
    Format("Outlook", (".msg",), _begins(rb"\xd0\xcf\x11\xe0"), mail.outlook),
    Format("Parquet", (".parquet",), _begins(rb"PAR1"), article_tables.parquet),
    Format("mailbox", (".mbox",), _begins(rb"From \S+ [^\n]*\d{4}\r?\n\S+: "), mail.messages),
    Format("MHTML", (".mhtml", ".mht"), lambda head: _mail(head) and _ARCHIVE.search(head[:4096]), mail.web_archive),
    Format("mail", (".eml",), _mail, mail.message),
    Format("feed", (".rss", ".atom", ".xml"), feeds.LOOKS.match, feeds.entries),
    Format("web page", (".html", ".htm", ".xhtml"), page.LOOKS.match, page.articles),
    Format("table", (".csv", ".tsv"), _never, article_tables.delimited),
    Format("JSON lines", (".jsonl", ".ndjson", ".json"), _never, article_tables.json_lines),
    Format("Markdown", (".md",), _never, lambda stream: _written(stream, read_markdown)),
    Format("plain text", (".txt", ".text", ""), _never, lambda stream: _written(stream, read_text)),
)
ENDINGS = frozenset(ending for form in FORMATS for ending in form.endings)
WHAT_IS_READ = (
    "dateline reads plain text (.txt, .md), web pages (.html, .mhtml), PDF, .docx, .rtf, .odt, mails (.eml, .mbox, "
    ".msg), feeds, tables (.csv, .xlsx, .jsonl, .parquet), ZIP, and exports of Nexis, Factiva and ProQuest"
)


def format_of(stream: BinaryIO, name: str) -> Format:
    """The format of a file by its content, else by its ending; the stream stands at its beginning again."""
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
    """The articles of a file, each to be read when it is called. Raises ReadError where it is of no format that is
    read, or broken."""
    return format_of(stream, name).parts(stream)
