"""Where sentences end: NLTK's Punkt (Kiss and Strunk 2006) with the abbreviations of `wordlists` and no data files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import regex
from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from dateline.segments.wordlists import ABBREVIATIONS, SENTENCE_STARTERS


class _NewsLanguage(PunktLanguageVars):
    """Punkt's English with the closing marks that newspapers set after a full stop."""

    re_boundary_realignment = re.compile(r"[\"'”’»)\]}]+?(?:\s+|(?=--)|$)", re.MULTILINE)


class _Abbreviations(set[str]):
    """The table, and letters with full stops between them: "j.b" of "J.B. Pritzker"."""

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or regex.fullmatch(r"\p{L}(?:\.\p{L})+", str(word)) is not None


@lru_cache(maxsize=1)
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = _Abbreviations(ABBREVIATIONS)
    parameters.sent_starters = set(SENTENCE_STARTERS)
    parameters.collocations = {(word, "##number##") for word in ("no", "p", "ch", "sec", "art")}  # "No. 10"
    tokenizer = PunktSentenceTokenizer(lang_vars=_NewsLanguage())
    tokenizer._params = parameters
    return tokenizer


_BLOCK = 20_000  # characters given to Punkt at once; NLTK stops a search that takes five seconds
_LONGEST = 2_000  # characters of a sentence; what has no end for longer is a list, or no prose


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Punkt's sentences, block by block; the last one of a block is read again with what follows it."""
    at = 0
    while at < len(text):
        block = text[at : at + _BLOCK]
        spans = list(_punkt().span_tokenize(block))
        following = len(block)
        if at + len(block) < len(text) and len(spans) > 1:
            following = spans.pop()[0]
        elif at + len(block) < len(text) and spans:  # no end in sight
            following = block.rfind(" ") + 1 or len(block)
            spans = [(spans[0][0], len(block[:following].rstrip()))] if block[:following].strip() else []
        yield from ((at + start, at + end) for start, end in spans)
        at += following


# What Punkt parts and a reader does not: “Is it safe?” she asked; Yahoo! said; (2 in.) deep; left Mass. for Maine
_SPOKEN = regex.compile(r"[.?!…][\"”’»]+\s*$|\p{Lu}\w*!\s*$|\.\)\s*$|\b\p{Lu}\p{Ll}{1,5}\.\s*$")
_SMALL = regex.compile(r"[\"“‘«(\[]*\p{Ll}+(?!\p{L})")  # "iPhone" begins a sentence
_TITLE = regex.compile(r"\b(\p{Lu}\p{Ll}{1,4})\.\s*$")  # Prof. A. B. Clark
_INITIAL = regex.compile(r"\p{Lu}\.\s*\p{Lu}")
_CLOSES = regex.compile(r"[\"'”’»]+,|[”»]+\p{Lu}")  # "Don't worry!", he said; “We won.”He left
_MARKS = regex.compile(r"[.?!…\"”’»)\]\s]+")
_NUMBER = regex.compile(r"\(?(?:\d{1,2}|[a-z])[.)]")  # of an item: "1. First"


def _goes_on(text: str, begin: int, start: int, end: int) -> bool:
    """Whether what stands from start to end belongs to the sentence that begins before it."""
    before = text[max(begin, start - 20) : start]
    if _SMALL.match(text, start) and _SPOKEN.search(before):
        return True
    if _INITIAL.match(text, start) and (title := _TITLE.search(before)):
        return title[1].lower() in ABBREVIATIONS
    if _CLOSES.match(text, start):
        return True
    return bool(_MARKS.fullmatch(text, start, end) or _NUMBER.fullmatch(before.rstrip()))


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a paragraph."""
    begin: int | None = None
    last = 0
    for start, end in _blocks(text):
        if begin is not None and (end - begin > _LONGEST or not _goes_on(text, begin, start, end)):
            yield from _unglued(text, begin, last)
            begin = None
        begin, last = start if begin is None else begin, end
    if begin is not None:
        yield from _unglued(text, begin, last)


# What a reader parts and Punkt does not: words of the dictionary that with a capital are abbreviations, and sentences
# with no space between them, which are no part of an address.
_ENDS = regex.compile(
    r"(?<=\b(?:ill|miss|ore|wash|mass|sat|sun|wed|art)\.[\"”’]?)\s+(?=\p{Lu}\p{Ll}*\s)"
    r"|(?<=^\[\p{L}[\p{L} ]{3,20}\]|[.!?…]\s\[\p{L}[\p{L} ]{3,20}\])\s+(?=\p{Lu})"
    r"|(?<=\s\S{0,20}(?:\p{Ll}{2}|\d{4})[.!?][”»]?)(?=(?!(?:Com|Org|Net|Js|Gov|Edu)\b)\p{Lu}\p{Ll}*\s)(?<!(?:www|://|@)\S{0,60})"
)


def _unglued(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence of Punkt's, parted where another begins in it."""
    at = start
    for found in _ENDS.finditer(text, start, end):
        yield from _parted(text, at, found.start())
        at = found.end()
    yield from _parted(text, at, end)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of at most _LONGEST characters, cut at a space, or where there is none at the last of them.

    Some rooms look at each word of a sentence from each other word: what that costs ends here.
    """
    while start < end:
        piece = text[start : min(start + _LONGEST, end)]
        if start + len(piece) < end:
            piece = piece[: max(piece.rfind(space) for space in " \n\t") + 1 or _LONGEST]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start += len(piece)
