"""Quotation marks that quote nobody: titles of works and programmes, nicknames inside a name."""

from __future__ import annotations

import re

# Nouns of works, programmes and mottoes: "the film ...", "... star A Name".
_WORKS = """
    album anthem article ballad blog book books broadcast campaign cartoon column comedy documentary drama episode
    event essay exhibit exhibition film franchise game hit magazine memoir movie movies musical newscast newsletter
    novel opera painting play podcast poem program programme radio sequel series show single sitcom song soundtrack
    special spinoff story thriller tour track trailer trilogy tune tv video
    """.split()
_MAKERS = "star stars actor actress host hosts anchor author creator director co-host correspondent moderator".split()
_SMALL = frozenset("a an and as at but by for from in into is of off on or out over the to up via vs with".split())
_MARKS = "\"“”„‟«»'‘’` "
_LONGEST_TITLE = 9  # words

_WORK = "|".join(_WORKS)
_BEFORE = re.compile(
    rf"(?:\b(?:{_WORK})(?:\s+(?:called|named|titled|entitled|of|is|was))?|\b(?:titled|entitled|nicknamed|nickname)"
    r"|\b(?:plan|bill|act|initiative|project|app|party|group)\s+(?:called|named|titled|dubbed)"
    r"|\b[A-Z]{2,}\w*['’]s(?:\s+\w+)?|\b(?:appearance|appeared|appearing|interview|guest|aired|airs|stars?|starred)"
    r"\s+(?:on|in|with)|\b(?:edition|host|cast|episode|broadcast|star|stars|hosts|airing|fans|viewers|author)\s+of"
    r"|\bO[nf])\s*,?\s*$",
)
_AFTER = re.compile(rf"\s*(?:(?:TV|television|news|talk)\s+)?(?:{_WORK}|{'|'.join(_MAKERS)})\b")
_NAME_BEFORE = re.compile(r"(?:^|\s)(?:[A-Z][\w'’-]*|[A-Z]\.)\s+$")
_NAME_AFTER = re.compile(r"\s+[A-Z][\w'’-]+")
_WINDOW = 40  # characters of narration that a rule reads on each side


def is_title(text: str, start: int, end: int) -> bool:
    """Whether marks set off the name of a work, a programme or an event: capitals within, a noun of works beside."""
    words = text[start:end].strip(_MARKS + ".,!?").split()
    if not words or len(words) > _LONGEST_TITLE or not is_capitalised(words):
        return False
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    spoken_before = before.rstrip().endswith(":")
    return not spoken_before and bool(_BEFORE.search(before) or (text[end - 2] not in ".,!?" and _AFTER.match(after)))


def is_capitalised(words: list[str]) -> bool:
    telling = [word for word in words if word.lower() not in _SMALL]
    return (
        bool(words)
        and words[0][:1].isalnum()
        and not words[0][:1].islower()
        and all(word[:1].isupper() or word[:1].isdigit() for word in telling)
    )


def is_nickname(text: str, start: int, end: int) -> bool:
    """Whether marks set off a nickname: Edward "Teddy" Moss."""
    inner = text[start:end].strip(_MARKS)
    return (
        len(inner.split()) <= 2
        and inner[:1].isupper()
        and inner[-1:].isalpha()
        and _NAME_BEFORE.search(text[max(0, start - _WINDOW) : start]) is not None
        and _NAME_AFTER.match(text, end) is not None
    )
