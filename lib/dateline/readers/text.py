"""Plain text in any common encoding."""

from __future__ import annotations

import codecs
import re

import charset_normalizer
import ftfy

from dateline.article import Article, ReadError
from dateline.language import detect_language

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP or Word file"), (b"\xd0\xcf\x11\xe0", "an old Word file"),
          (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"))  # fmt: skip
# What news is saved in besides UTF-8, commonest first: of two that fit alike, the first is taken.
ENCODINGS = ["cp1252", "mac_roman", "utf_16_le", "utf_16_be", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254",
             "cp1255", "cp1256", "shift_jis", "gb18030", "big5", "euc_kr"]  # fmt: skip
_SAMPLE = 200_000  # bytes; enough to tell an encoding
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> str:
    """The text of a file: byte-order mark, else UTF-8, else what charset-normalizer finds; mojibake mended.

    Raises:
        ReadError: where the bytes are no text.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"is {name}, not text; copy the article into a .txt file")
    text = _decoded(data)
    if len(_CONTROLS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        raise ReadError("is binary, not text; copy the article into a .txt file")
    text = ftfy.fix_encoding(text.removeprefix("\ufeff"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        matches = list(charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=ENCODINGS))
    if not matches:
        raise ReadError("is binary, not text; copy the article into a .txt file")
    best = min(matches, key=lambda match: (round(match.chaos, 2), -match.coherence, ENCODINGS.index(match.encoding)))
    return data.decode(best.encoding, errors="replace")


def read_text(data: bytes) -> Article:
    """An article from the bytes of a text file; paragraphs as the file has them.

    Raises:
        ReadError: where the bytes are no text, or nothing but white space.
    """
    text = decode(data)
    if not text.strip():
        raise ReadError("is empty; save the article's text in it")
    return Article(text, language=detect_language(text))
