"""Quotation marks paired into spans: straight, curly, low, guillemets, doubled and single; nested and unclosed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from dateline.segments import sayings

# Longest first. A single mark between two word characters is an apostrophe and never seen here.
_MARK = re.compile(r"''|``|[\"“”„‟«»]|(?<!\w)[‘'’‚](?=\w|\[|\.\.|…|\$|£|€)|(?<=[^\s(\[])['’](?!\w)")
_SINGLES = "‘'’‚"
# Words that begin with an apostrophe, and decades.
_ELISION = re.compile(r"['’‘](?:\d\ds?\b|(?:tis|twas|til|till|cause|em|n|bout|round|un|cos|ere|cuz|nuff)\b)", re.I)
_PLURAL_OWNER = re.compile(r"[sS]['’]\s+[a-z]")
# A single-quoted span ends within this many characters, or the mark was an apostrophe.
_LONGEST_SINGLE = 600
NESTING = 8  # quotations in one another, at most; each row holds the text of all within it
_SAYS = "|".join(sorted(sayings.SAID))
# ", said Ada Brown", ", the old mayor said"
_ATTRIBUTED = (
    rf"[,?!](?=\s+(?:(?:{_SAYS})\s+(?:[A-Z]|(?:the|an?|one|his|her|their|he|she|they)\b)"
    rf"|(?:[Hh]e|[Ss]he|they|we|I|(?:the|an?|one|his|her|their)(?:\s+[\w-]+){{1,3}}|[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,3}})"
    rf"\s+(?:{_SAYS})\b))"
)


class Span(NamedTuple):
    """One quotation: marks included. `closed` is False where the closing mark is missing."""

    start: int
    end: int
    depth: int
    closed: bool
    family: str


def _may_open(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    return not (after.isspace() or before.isalnum() or before in ".,;!?%)=")


def _family(mark: str) -> str:
    if mark in ("''", "``"):
        return "doubled"
    if mark in "«»":
        return "guillemet"
    return "single" if mark in _SINGLES else "double"


def _role(text: str, mark: str, start: int, end: int, is_open: bool) -> str:
    """What a double mark does here: "open", "close" or "none"."""
    opens, closes = _may_open(text, start, end), start > 0 and not text[start - 1].isspace()
    if mark in "„«``":
        return "open"
    if mark == "“":  # „so“ closes with what opens elsewhere
        return "open" if opens or not (is_open and closes) else "close"
    if is_open:
        return "close" if closes or not opens else "open"
    return "open" if opens and not (closes and mark in "”»") else "none"


def _single_close(text: str, marks: list[tuple[str, int, int]], at: int) -> int | None:
    """Index of the single mark that closes the one at `at`; a plural's apostrophe only where nothing else does."""
    mark, start, end = marks[at]
    after = text[end : end + 1]
    opens = not after.isspace() and not text[max(start - 1, 0) : start].isalnum() and not _ELISION.match(text, start)
    if not opens or (mark == "’" and not after.isalnum()):
        return None
    owner = None
    for k in range(at + 1, len(marks)):
        mark, s, e = marks[k]
        if s > start + _LONGEST_SINGLE or mark == "‘":
            break
        if mark in "'’" and not text[s - 1].isspace() and not text[e : e + 1].isalnum():
            if not _PLURAL_OWNER.match(text, s - 1):
                return k
            owner = owner or k
    return owner


def _pair_block(text: str, lo: int, hi: int) -> tuple[list[Span], list[tuple[int, str, int]]]:
    """Spans of one paragraph, and the marks left open as (start, family, where the next one opens)."""
    marks = [(m.group(), m.start(), m.end()) for m in _MARK.finditer(text, lo, hi)]
    spans: list[Span] = []
    stack: list[tuple[int, str]] = []
    left: list[tuple[int, str, int]] = []
    taken: set[int] = set()
    for k, (mark, s, e) in enumerate(marks):
        family, inner = _family(mark), stack[-1][1] if stack else ""
        if family == "single":
            if k not in taken and (close := _single_close(text, marks, k)) is not None:
                taken.add(close)
                spans.append(Span(s, marks[close][2], len(stack), True, family))
            continue
        role = _role(text, mark, s, e, inner == family)
        if role == "close" and inner == family:
            spans.append(Span(stack.pop()[0], e, len(stack), True, family))
        elif role == "open":
            if inner == family:  # a second opening before any closing: the first was never closed
                opened = stack.pop()
                if text[opened[0]] == mark:  # one of another style may stand inside it
                    left.append((*opened, s))
            if len(stack) < NESTING:
                stack.append((s, family))
    return spans, left + [(*unclosed, hi) for unclosed in stack[:1]]


def paired(text: str, blocks: list[tuple[int, int]], ends: list[int]) -> list[Span]:
    """Every quotation of a text, outer ones and nested ones.

    A quotation left open at the end of a paragraph runs to that end if the next paragraph opens with a mark again, as
    quotations over several paragraphs do. Otherwise its closing mark was forgotten: it ends with its sentence, or
    before the words that attribute it.

    Arguments:
        text: any text.
        blocks: (start, end) of its paragraphs.
        ends: where its sentences end.

    Returns:
        spans sorted by start, then longest first.
    """
    spans: list[Span] = []
    for number, (lo, hi) in enumerate(blocks):
        following = blocks[number + 1][0] if number + 1 < len(blocks) else len(text)
        found, left = _pair_block(text, lo, hi)
        spans += found
        for start, family, limit in left:
            end = lo + len(text[lo:hi].rstrip())
            if limit < hi or not _reopened(text, following, family):
                end = _forgotten(text, start, min(end, ends[bisect_right(ends, start)]))
            if start + 2 < end <= limit:
                spans.append(Span(start, end, 0, False, family))
    return nested(sorted((s for s in spans if text[s.start + 1 : s.end - 1].strip()), key=lambda s: (s.start, -s.end)))


def _reopened(text: str, at: int, family: str) -> bool:
    """Whether a paragraph opens with a mark of a family."""
    mark = _MARK.match(text, at)
    return mark is not None and _family(mark.group()) == family and _may_open(text, *mark.span())


@cache
def _attributed() -> re.Pattern[str]:
    """Compiled where a mark is missing first: few texts need it, and it is long."""
    return re.compile(_ATTRIBUTED)


def _forgotten(text: str, start: int, end: int) -> int:
    """Where a quotation without its closing mark ends in its sentence: "“We are lost, said Ada" before "said"."""
    attributed = _attributed().search(text, start, end)
    return attributed.start() + 1 if attributed else end


def nested(spans: list[Span]) -> list[Span]:
    """Depths counted afresh: how many spans hold this one."""
    out: list[Span] = []
    ends: list[int] = []
    for span in spans:
        while ends and ends[-1] <= span.start:
            ends.pop()
        if ends and span.end > ends[-1]:
            continue
        out.append(span._replace(depth=len(ends)))
        ends.append(span.end)
    return out
