"""Labels that open parts of an article: who speaks a turn ("Q:", "AB:", "MAYOR LEE:"), when a post was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex as re  # knows the capitals of every alphabet

_WORD = r"\p{Lu}[\w.'’\-]*"
_NAME = rf"{_WORD}(?:\s(?:(?:de|van|von|der|al|bin|of|the)\s){{0,2}}{_WORD}){{0,4}}"
_TURN = re.compile(
    rf"(?:\*\*)?(?:\(\((?P<name>[^()\n]{{1,40}})\)\)|(?P<name>{_NAME})(?:\s?\([^()\n]{{1,40}}\))?(?:\*\*)?\s?:"
    r"|(?P<name>[QA])\.)(?:\*\*)?\s+(?=\S)"
)
_INITIALS = re.compile(r"(?P<name>\p{Lu}{2,3})\s+(?=\p{Lu})")
# Labels of lists and of the paper itself, which nobody speaks
_NOBODY = re.compile(
    r"(?i:when|where|what|who|why|how|note|updated?|tickets?|cost|price|dates?|times?|venue|address|details|sources?|photos?|"
    r"images?|videos?|watch|listen|read|more|related|correction|breaking|analysis|exclusive|opinion|live|goals?|scorers?|"
    r"score|subs|referee|attendance|result|verdict|rating|pros|cons|ingredients|method|location|genre|director|cast|born|"
    r"transcript|interview|obituary|profile|q&a|died|age|website|phone|e-?mail|topics?|tags?)"
)
_ZONE = r"(?:\s?(?:GMT|UTC|BST|C?E[DS]?T|CES?T|[CMP][DS]?T|[IJ]ST|A[ECW][DS]T|local time))?"
_CLOCK = re.compile(
    r"(?:(?:Posted|Updated|Published)\s(?:at\s)?)?[\[(]?(?:(?P<hour>\d{1,2})[:.](?P<minute>\d\d)\s?(?P<half>[ap]\.?m\b\.?)?"
    rf"|(?P<hour>\d{{1,2}})\s?(?P<half>[ap]\.?m\b\.?)){_ZONE}[\])]?(?:\s*[–—|:-]\s+|\s*$|\s+(?=[\p{{Lu}}“\"'‘]))"
)
_NEW_LINE = re.compile(r"\n[ \t]*")
_ASKED = re.compile(r"\?[)\]\s*]*$")
_QUESTIONER = frozenset(["Q", "Question", "QUESTION", "Interviewer", "INTERVIEWER"])
_FEWEST = 4  # turns
_FEWEST_POSTS = 3


class Label(NamedTuple):
    """What opens a paragraph: how many characters it takes, and the name or the clock (hour, minute) in it."""

    length: int
    name: str = ""
    clock: tuple[int, int] | None = None


def asks(text: str) -> bool:
    """Whether a paragraph ends as a question, and stands in no marks."""
    return _ASKED.search(text[-10:]) is not None


def is_questioner(name: str) -> bool:
    """Whether a label means who asks, whoever that is."""
    return name in _QUESTIONER


def name_of(label: str) -> str:
    """The name in a label: "AB" of "AB:", "Ann Lee" of "((Ann Lee))"."""
    return re.sub(r"\s?\([^()]*\)$", "", label.replace("*", "").rstrip(":. ")).strip(" ()") or label.strip("() :")


def labels(texts: Sequence[str]) -> dict[int, Label]:
    """The labels of an article by paragraph: of turns, where there are four at least, of two speakers who come again
    or of a marked questioner; else of posts, three at least in the order of their clocks, the newest first or last."""
    turns = {i: Label(m.end(), m["name"]) for i, t in enumerate(texts) if (m := _TURN.match(t[:90]))}
    turns = {i: label for i, label in turns.items() if not _NOBODY.fullmatch(label.name.split()[0])}
    bare = {i: Label(m.end(), m["name"]) for i, t in enumerate(texts) if i not in turns and (m := _INITIALS.match(t))}
    initials = {label.name for label in bare.values()}
    if turns and len(bare) >= _FEWEST - 1 and len(initials) == 1:  # "MS We did not", between labelled questions
        turns |= bare | _in_full(texts, initials.pop())
    often = Counter(label.name for label in turns.values())
    again = [name for name, n in often.items() if n > 1]
    if turns and (len(again) > 1 or any(is_questioner(name) for name in again)):
        first, last = min(turns), max(turns)
        if len(turns) >= _FEWEST and 3 * len(turns) >= last - first + 1:
            return turns
    posts = {i: label for i, t in enumerate(texts) if (label := clock_label(t[:60])) is not None}
    return posts if _is_in_order([label.clock or (0, 0) for label in posts.values()]) else {}


def _in_full(texts: Sequence[str], initials: str) -> dict[int, Label]:
    """The paragraph that opens with the name of which others have the initials: "Marta Stein I am"."""
    name = re.compile(r"(?P<name>" + r"\s".join(rf"{letter}[\w.'’-]+" for letter in initials) + r")\s+(?=\p{Lu})")
    return {i: Label(m.end(), m["name"]) for i, t in enumerate(texts) if (m := name.match(t))}


def clock_label(text: str) -> Label | None:
    """The clock that opens a post: "14:20 –", "2.20pm", "Posted at 16:50 GMT"."""
    found = _CLOCK.match(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (found["half"][0] == "p")
    return Label(found.end(), clock=(hour, minute)) if hour < 24 and minute < 60 else None


def _is_in_order(clocks: list[tuple[int, int]]) -> bool:
    """Whether clocks go up or go down, but for one midnight."""
    ups = sum(a < b for a, b in pairwise(clocks))
    downs = sum(a > b for a, b in pairwise(clocks))
    return len(clocks) >= _FEWEST_POSTS and min(ups, downs) <= (1 if len(clocks) > _FEWEST_POSTS else 0)


def parted(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, each taken apart where a line inside it opens with a label."""
    found = []
    for start, end in spans:
        at = start
        for line in _NEW_LINE.finditer(text, start, end):
            head = text[line.end() : min(line.end() + 90, end)]
            if _TURN.match(head) or clock_label(head.split("\n")[0]):
                found.append((at, at + len(text[at : line.start()].rstrip())))
                at = line.end()
        found.append((at, end))
    return found
