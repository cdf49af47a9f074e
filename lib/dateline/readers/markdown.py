"""Markdown: what its marks say of an article, and its text without them."""

from __future__ import annotations

import re

from dateline.article import Article, ReadError, parse_published
from dateline.readers.article_tables import NAMES
from dateline.readers.text import article_of, decode, titled, with_characters

_FRONT = re.compile(r"\s*---[ \t]*\n(?=[A-Za-z][\w-]*[ \t]*:)(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?:name:[ \t]*)?(.+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`+)(?!`)([^`\n]+)\1(?!`)")
_HIDDEN = 0xE000  # where characters of private use begin: an escaped mark is kept there until the marks are gone
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)\n?", re.MULTILINE | re.DOTALL)
# Marks and what stands in their place, in this order. Emphasis ends in its own paragraph. Each has a longest length, so
# that a text of marks that never end is read in the time of another.
_MARKS = [(re.compile(pattern, re.MULTILINE | re.DOTALL), instead) for pattern, instead in (
    (r"<!--.{0,2000}?-->", ""),
    (r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+[^\n]*\n?", ""),  # [1]: address
    (r"[ \t]?!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,500}\])", ""),  # ![picture](address)
    (r"\[\^[^\[\]\n]+\]", ""),  # a footnote's number
    (r"(?<!!)\[([^\[\]\n]+)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])", r"\1"),  # [text](address), [text][1]
    (r"<(?:https?://|mailto:)[^>\s]+>", ""),
    (r"</?[A-Za-z][^<>\n]*>", ""),
    (r"^( {0,3}\S[^\n]*)\n {0,3}(?:=+|-{2,})[ \t]*$", r"\1"),  # a heading with a line under it
    (r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$\n?", ""),  # a rule
    (r"^ {0,3}(?:>[ \t]?)+", ""),
    (r"^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", r"\1"),
    (r"^[ \t]*[-*+][ \t]+(?=\S)", ""),
    (r"(?<!\*)\*\*\*(?=[^\s*])((?:(?!\n\n).){1,500}?)(?<=[^\s*])\*\*\*", r"\1"),
    (r"(?<!\*)\*\*(?=[^\s*])((?:(?!\n\n).){1,500}?)(?<=[^\s*])\*\*", r"\1"),
    (r"(?<!\*)\*(?=[^\s*])((?:(?!\n\n).){1,500}?)(?<=[^\s*])\*", r"\1"),
    (r"(?<!\w)(_{1,3})(?=[^\s_])((?:(?!\n\n).){1,500}?)(?<=[^\s_])\1(?!\w)", r"\2"),
    (r"~~(?=\S)([^\n]{1,500}?)(?<=\S)~~", r"\1"),
    (r"(?:(?<![ \t])[ \t]{2,}|\\)$", ""),  # a line that is to end here
)]  # fmt: skip
_HEADING = re.compile(r"^ {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)


def read_markdown(data: bytes) -> Article:
    """An article from the bytes of a Markdown file: front matter becomes its fields; marks, addresses, pictures and
    listings of code are not in its text."""
    text = decode(data)
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields, text = _fields(front[1]), text[front.end() :].lstrip("\n")
    heading = _HEADING.search(text)
    text = with_characters(plain(text))
    if "title" not in fields and heading:
        fields["title"] = with_characters(plain(heading[1]))
    title = " ".join(fields.get("title", "").split())
    return article_of(titled(title, text) if front else text, **fields)


def plain(text: str) -> str:
    """A text without the marks of Markdown."""
    text = _FENCE.sub("", text)
    text = _ESCAPED.sub(lambda match: _hidden(match[1]), text)
    text = _CODE.sub(lambda match: _hidden(match[2]), text)
    for pattern, instead in _MARKS:
        text = pattern.sub(instead, text)
    return re.sub(f"[{chr(_HIDDEN)}-{chr(_HIDDEN + 127)}]", lambda match: chr(ord(match[0]) - _HIDDEN), text)


def _hidden(text: str) -> str:
    return "".join(chr(_HIDDEN + ord(mark)) if mark.isascii() else mark for mark in text)


def _fields(front: str) -> dict[str, str]:
    """What front matter says, as far as an article has a field for it; lists are joined by commas."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in map(str.rstrip, front.split("\n")):
        if entry := _ENTRY.fullmatch(line):
            key, said = entry[1].lower(), (entry[2] or "").strip()
            found.setdefault(key, []).extend(said[1:-1].split(",") if re.fullmatch(r"\[.*\]", said) else [said])
        elif key and (item := _ITEM.fullmatch(line)):
            found[key].append(item[1])
    said_of = {key: ", ".join(filter(None, map(_unquoted, values))) for key, values in found.items()}
    fields = {NAMES[key]: said for key, said in reversed(said_of.items()) if NAMES.get(key, "text") != "text" and said}
    try:
        return fields | {"published": parse_published(fields.get("published")) or ""}
    except ReadError:
        said = fields.pop("published")[:40]
        return fields | {"note": f"The date “{said}” of its front matter is not read: write it as YYYY-MM-DD."}


def _unquoted(value: str) -> str:
    quoted = re.fullmatch(r"(['\"])(.*)\1", value.strip())
    if quoted:
        return quoted[2].replace("''", "'").replace('\\"', '"')
    return re.sub(r"(?:^|\s)#.*$", "", value.strip()).strip()
