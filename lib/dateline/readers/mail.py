"""Mails and mailboxes, and the pages that browsers save as mails (MHTML). Attachments are never opened."""

from __future__ import annotations

import contextlib
import email
import quopri
import re
import struct
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from functools import partial
from itertools import chain
from typing import BinaryIO

from dateline.article import Article, ReadError
from dateline.readers.authors import names_in
from dateline.readers.limits import LIMITS, Part, whole
from dateline.readers.page import body_of, in_charset, read_html
from dateline.readers.text import article_of, titled, with_characters
from dateline.readers.written_dates import stamp
from dateline.segments.roles import BOILERPLATE

_FROM = re.compile(rb"From \S+.*\d{4}")  # the line between the mails of an mbox
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")
_HTML_PART = re.compile(rb"(?i)<(?:!DOCTYPE html|html)\b.*?</html>", re.DOTALL)
_REPLY = re.compile(r"^(?:\s*(?:re|aw|fwd?|wg|sv|tr)\s*:\s*|\s*\[[\w -]{2,30}\]\s*)+", re.IGNORECASE)
# What newsletters and mail programs put round an article, a line each.
_FURNITURE = re.compile(
    r"""(?ix) .*\b(?: unsubscribe | opt[ -]out
    | (?:manage|update)\ (?:your\ )?(?:e-?mail\ )?(?:preferences|subscriptions?)
    | view\ (?:this|it)?\ ?(?:e-?mail|online|in\ (?:your\ )?browser) | why\ did\ i\ get\ this | privacy\ policy
    | you(?:'re|’re|\ are)\ receiving\ this | you\ received\ this | was\ sent\ to\ \S+@ | having\ trouble\ viewing
    | forward\ (?:this|to\ a\ friend) | add\ us\ to\ your\ address\ book | abmelden
    | im\ browser\ (?:an)?(?:sehen|zeigen) )\b.* | \(c\)\ .*\d{4}.* | sent\ from\ my\ .* | \[https?://\S+\]"""
)
_PAGES = ("text/html", "application/xhtml+xml")
_LONGEST_FURNITURE = 250  # characters
_SIGNATURE = "-- "


def messages(stream: BinaryIO) -> Iterator[Part]:
    """The mails of an mbox, one after the other."""
    block: list[bytes] = []
    size, blank = 0, True
    for line in chain(stream, [b"\n", b"From - 1970\n"]):
        if blank and _FROM.match(line):
            if b"".join(block).strip():
                yield partial(_mail, _QUOTED_FROM.sub(rb"\1", b"".join(block)))
            block, size = [], 0
        elif (size := size + len(line)) <= LIMITS["article"]:  # what is longer is an attachment
            block.append(line)
        blank = not line.strip()


def message(stream: BinaryIO) -> Iterator[Part]:
    """The article of an .eml."""
    return iter([partial(_mail, whole(stream))])


def web_archive(stream: BinaryIO) -> Iterator[Part]:
    """The page of an MHTML file."""
    return iter([partial(_page, whole(stream))])


def outlook(stream: BinaryIO) -> Iterator[Part]:
    """The article of an .msg, which keeps each field in a stream of its own."""
    import olefile

    try:
        with olefile.OleFileIO(stream) as ole:
            if not ole.exists("__properties_version1.0"):
                raise ReadError("is an old Word, Excel or PowerPoint file; save it as .docx or .xlsx")

            def field(number: str) -> str:
                for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252"), ("0102", "utf-8")):
                    if ole.exists(name := f"__substg1.0_{number}{kind}"):
                        return ole.openstream(name).read(LIMITS["article"]).decode(encoding, "replace").strip("\0")
                return ""

            subject, sender, text, page = field("0037"), field("0C1A"), field("1000"), field("1013")
            headers = email.message_from_string(field("007D"))
            properties = ole.openstream("__properties_version1.0").read(LIMITS["article"])
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise ReadError(f"is a broken Outlook file ({error}); save the mail as .eml") from None
    yield partial(_of_mail, subject, sender, stamp(_header(headers, "Date")) or _filetime(properties), text, page)


def _filetime(properties: bytes) -> str | None:
    """When a mail was sent, from the table of its fixed properties (tag 0x0039, else 0x0E06; 100 ns since 1601)."""
    rows = (struct.unpack_from("<LLQ", properties, at) for at in range(32, len(properties) - 15, 16))
    times = {tag: ticks for tag, _, ticks in rows if 0 < ticks < 3 * 10**17}
    ticks = times.get(0x00390040) or times.get(0x0E060040)
    return (datetime(1601, 1, 1) + timedelta(microseconds=ticks // 10)).date().isoformat() if ticks else None


def _mail(data: bytes) -> Article:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    mail = _parsed(data)
    found = {"text/plain": "", "text/html": ""}
    for part in mail.walk():
        kind = part.get_content_type()
        is_attached = part.get_content_disposition() == "attachment" or part.get_filename()
        if found.get(kind) == "" and not is_attached and isinstance(said := part.get_payload(decode=True), bytes):
            found[kind] = in_charset(said, part.get_content_charset() or "utf-8") if said.strip() else ""
    if mail.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
        raise ReadError("is an encrypted mail; open it in your mail program and save its text")
    name, address = parseaddr(_header(mail, "From"))
    return _of_mail(_header(mail, "Subject"), name or address, stamp(_header(mail, "Date")), *found.values())


def _of_mail(subject: str, sender: str, sent: str | None, plain: str, page: str) -> Article:
    title = _REPLY.sub("", " ".join(subject.split()))
    text = _without_furniture(with_characters(plain.replace("\r\n", "\n")))
    if page and len(text.split()) < 1.3 * len((html := _without_furniture(body_of(page))).split()):
        text = html if len(html.split()) > len(text.split()) / 2 else text
    if not text.strip():
        raise ReadError("is a mail without text; save what is attached to it")
    byline = names_in(sender)
    found_in = {"title": "Subject", "published": "Date", "byline": "From", "source": "From"}
    source = None if byline else sender
    return article_of(titled(title, text), found_in, title=title, published=sent, byline=byline, source=source)


def _page(data: bytes) -> Article:
    mail = _parsed(data)
    root = next((part for part in mail.walk() if part.get_content_type() in _PAGES), None)
    content = root.get_payload(decode=True) if root is not None else None
    if root is None or not isinstance(content, bytes) or b"<" not in content:
        within = _HTML_PART.search(data)  # a line that is no header ends the headers, and with them the parts
        if within is None:
            raise ReadError("is a web archive without a page in it; save the page as .html")
        root, content = mail, quopri.decodestring(within[0])
    address = mail.get("Snapshot-Content-Location") or root.get("Content-Location") or mail.get("Content-Location")
    charset = root.get_content_charset()
    if charset and not re.search(rb"<meta[^>]{1,100}charset", content[:2048], re.I):
        content = in_charset(content, charset).encode()
    return read_html(content, url=str(address) if address and str(address).startswith("http") else None)


def _parsed(data: bytes) -> Message:
    if data[:2_000_000].count(b"boundary=") > 200:
        raise ReadError("is a mail nested out of reason; save the article's text")
    try:
        return email.message_from_bytes(data)
    except Exception as error:  # of the parser, on headers that nobody could write by hand
        raise ReadError(f"is a broken mail ({type(error).__name__}); save its text in a .txt file") from None


def _header(mail: Message, name: str) -> str:
    value = mail.get(name, "")
    try:
        return str(make_header(decode_header(str(value))))
    except Exception:  # a charset that nobody knows, bytes that it has not
        return str(value).encode("utf-8", "replace").decode("utf-8", "replace")


def _without_furniture(text: str) -> str:
    lines = text.split("\n")
    with contextlib.suppress(ValueError):
        lines = lines[: lines.index(_SIGNATURE, len(lines) // 2)]
    kinds, most = (_FURNITURE, BOILERPLATE), _LONGEST_FURNITURE
    kept = [line.rstrip() for line in lines if len(line) > most or not any(k.fullmatch(line.strip()) for k in kinds)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
