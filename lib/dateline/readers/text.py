"""Plain text in any common encoding."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from html import unescape
from html.entities import html5
from itertools import chain
from typing import Any

import charset_normalizer
import ftfy
import regex as re  # knows letters, capitals and small ones of every alphabet

from dateline.article import Article, ReadError
from dateline.segments.language import detect_language

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
# Two or four bytes a letter, the higher ones of which are 0 in Western text: encoding -> where in four they stand.
_WIDE = {"utf-32-le": (1, 2, 3), "utf-32-be": (0, 1, 2), "utf-16-le": (1, 3), "utf-16-be": (0, 2)}
# What English news is saved in besides, and what other news is, commonest first: of two that fit alike the first goes.
_WESTERN = ("cp1252", "mac_roman", "cp1254", "cp1250")
_OTHERS = ["cp1252", "mac_roman", "utf_16_le", "utf_16_be", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254",
           "cp1255", "cp1256", "shift_jis", "gb18030", "big5", "euc_kr"]  # fmt: skip
# Characters at places where Western text does not have them: a file read in the wrong encoding is full of these.
_OUT_OF_PLACE = re.compile(
    r"""(?xV1)
    (?<=\p{Ll})[\p{Lu}--[A-Z]]                          # didnÕt
  | [\p{Lu}--[A-Z]](?=[A-Z][a-z]) | \b[\p{Ll}--[a-z]](?=\p{Lu})    # ÒWe, ìWe
  | (?<!\p{L})[\p{L}--[A-Za-zàèéÀÈÉªº]](?!\p{L})         # a letter alone
  | [\p{L}--[\x00-\x7f]]{3,} | [þðÞÐ]                     # Ñåðãåé
  | (?<=\p{L})[“‘«„¿¡](?=\p{L}) | (?<=\s)[”»](?=\s) | (?<=\p{L})[·](?=\p{L})
  | [£¥](?=\p{L}) | (?<=\p{L}{3})[¹²³¼½¾]
  | [^\p{L}\p{M}\p{N}\x00-\x7f\xa0“”‘’„‚«»‹›–—…•·¿¡£¥€¢©®™°§¶±×÷ªº]
    """
)
_MOST_OUT_OF_PLACE = 0.1  # of the characters that are not ASCII
_MOST_BROKEN = 0.25  # of the same, in UTF-8 that was cut or had something else pasted into it
_SAMPLE = 200_000  # bytes; enough to tell an encoding
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> str:
    """The text of a file: byte-order mark, else UTF-8, else the encoding that fits best; mojibake mended,
    a stray control character replaced as browsers do. Raises ReadError where the bytes are no text."""
    if data.startswith(_PICTURES):
        raise ReadError("is a picture, not text; copy the article into a .txt file")
    text = decoded(data)
    if len(_CONTROLS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        raise ReadError("is binary, not text; copy the article into a .txt file")
    # no page and no CSV can hold controls
    return with_newlines(ftfy.fix_encoding(_CONTROLS.sub("\ufffd", text).removeprefix("\ufeff")))


def with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes) -> str:
    """As `decode`, with every character as the file has it."""
    sample = data[:_SAMPLE]
    signed = (encoding for bom, encoding in _BOMS if data.startswith(bom))
    zeros = [len(data) % 2 == 0 and sample[at::4].count(0) > 0.7 * len(sample[at::4]) for at in range(4)]
    wide = (encoding for encoding, high in _WIDE.items() if all(zeros[at] for at in high))
    if encoding := next(chain(signed, wide), None):
        return data.decode(encoding, errors="replace")
    text = mostly_utf8(data)
    return data.decode(_fitting(sample), errors="replace") if text is None else text


def mostly_utf8(data: bytes) -> str | None:
    """The text of UTF-8, where one bad byte is one bad character; None where too many are bad for it."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return text if not bad or bad <= _MOST_BROKEN * sum(character > "\x7f" for character in text) else None


def _fitting(sample: bytes) -> str:
    """The encoding of a text in Latin letters that puts the fewest characters out of place; where all put many, what
    charset-normalizer says, which weighs letters by how often a language has them and cannot tell these from a few."""
    out = {e: len(_OUT_OF_PLACE.findall(sample.decode(e, errors="replace"))) for e in _WESTERN}
    best = min(_WESTERN, key=lambda encoding: out[encoding])
    if out[best] <= _MOST_OUT_OF_PLACE * sum(byte > 0x7F for byte in sample):
        return best
    matches = list(charset_normalizer.from_bytes(sample, cp_isolation=_OTHERS))
    if not matches:
        raise ReadError("is binary, not text; copy the article into a .txt file")
    return min(matches, key=lambda m: (round(m.chaos, 2), -m.coherence, _OTHERS.index(m.encoding))).encoding


_REFERENCE = re.compile(r"&(?:#\d{2,7}|#[xX][\da-fA-F]{2,6}|[A-Za-z][A-Za-z\d]{1,31});")
_ASIDE = {"note", "length", "loaded"}  # which nobody asks where they come from
_PASSES = 2  # "&amp;eacute;" is what is left of a text that was escaped twice


def with_characters(text: str) -> str:
    """A text with the character that each reference of HTML (&eacute; &#8217;) stands for in its place; what is none,
    as in AT&T or R&Q;, stays."""
    for _ in range(_PASSES):
        text = _REFERENCE.sub(lambda m: unescape(m[0]) if m[0][1] == "#" or m[0][1:] in html5 else m[0], text)
    return with_newlines(text)  # &#13; is what a line ends with in some databases


def read_text(data: bytes) -> Article:
    """An article from the bytes of a text file; paragraphs as the file has them."""
    return article_of(with_characters(decode(data)))


def article_of(text: str, found_in: str | Mapping[str, str] = "", **fields: Any) -> Article:
    """An article of a text, whose language is found in it, with those fields that are not empty and where each was
    found, or where all were. Raises ReadError where there is no word in it."""
    if re.search(r"\w", text) is None:
        raise ReadError("is empty; save the article's text in it")
    given = {field: value for field, value in fields.items() if value}
    if isinstance(found_in, str):
        found_in = dict.fromkeys(given.keys() - _ASIDE, found_in) if found_in else {}
    provenance = tuple((field, found_in[field]) for field in sorted(found_in) if field == "text" or field in given)
    return Article(text, language=detect_language(text), provenance=provenance, **given)


def titled(title: str, text: str) -> str:
    """A text under its title, which stands there once."""
    return f"{title}\n\n{text}" if title and text.partition("\n")[0].strip() != title else text
