"""Statements handed on without quotation marks: "X said that ...", "..., X said", "according to X, ..."."""

from __future__ import annotations

from typing import NamedTuple

from dateline.attribution import cues
from dateline.attribution.clauses import (
    ADV,
    AUX,
    CAP,
    COLON,
    COMMA,
    DASHES,
    DET,
    NUM,
    PREP,
    PRON,
    QUOTE,
    REL,
    SAY,
    STANCE,
    STOP,
    SUB,
    TIME,
    VERB,
    WORD,
    Sentence,
)
from dateline.attribution.cue_speakers import Attribution, inverted, is_passive, place, quoted_as_saying, reports
from dateline.attribution.phrases import rightward, subject_before

_FINITE = frozenset((AUX, VERB, SAY, STANCE))
_TAIL = frozenset((ADV, TIME, PREP, DET, NUM, CAP, WORD))  # what may follow ", X said": "on Friday in Oslo"
_LONGEST_TAIL = 8  # tokens
_LONGEST_SUBJECT = 12  # tokens between "said" and the verb of a clause without "that"
_FEWEST = 2  # tokens of a statement


class Statement(NamedTuple):
    """What is said, as offsets into the text, and who says it."""

    start: int
    end: int
    voice: Attribution


def statements(row: Sentence) -> list[Statement]:
    """The indirect statements of a sentence, outer ones first."""
    found = []
    for c in range(len(row.tags)):
        low = row.words[c].lower()
        if low == "according":
            found.append(_according(row, c))
        elif row.tags[c] == SAY and cues.SAYING[low] not in cues.MENTAL and reports(row, c, 0):
            found.append(_forward(row, c) or _backward(row, c))
        elif row.tags[c] == STANCE and cues.WORDING[low] in cues.CLAIMING and reports(row, c, 0):
            found.append(_forward(row, c))
    return sorted({s for s in found if s is not None}, key=lambda s: (s.start, -s.end))


def _cut(row: Sentence, a: int, b: int, voice: Attribution | None) -> Statement | None:
    """Tokens a to b as a statement; None where it is short, or mostly inside quotation marks."""
    while a < b and (row.tags[a] in (COMMA, COLON, STOP) or row.words[a] in DASHES):
        a += 1
    while b > a and (row.tags[b - 1] in (COMMA, COLON, STOP) or row.words[b - 1] in DASHES):
        b -= 1
    if voice is None or b - a < _FEWEST or (QUOTE in (row.tags[a], row.tags[b - 1]) and b - a < 2 * _FEWEST):
        return None
    start, end = row.starts[a], row.ends[b - 1]
    marked = sum(row.ends[k] - row.starts[k] for k in range(a, b) if row.tags[k] == QUOTE)
    if 2 * marked > end - start or start <= voice.start < end:
        return None
    return Statement(start, end, voice)


def _according(row: Sentence, c: int) -> Statement | None:
    """ "according to X, ..." and "..., according to X"."""
    voice, n = inverted(row, c, len(row.tags)), len(row.tags)
    if voice is None:
        return None
    if c <= 1:
        comma = next((k for k in range(c, n) if row.tags[k] == COMMA and row.starts[k] >= voice.end), n)
        return _cut(row, comma, _end(row, comma), voice)
    behind = [tag for tag, start in zip(row.tags, row.starts, strict=True) if start >= voice.end]
    # "critics, according to the Post, doubt it": what is said stands on both sides, so it is no single span
    return None if any(tag in (AUX, VERB) for tag in behind) or len(behind) > 4 else _cut(row, _begin(row, c), c, voice)


def _begin(row: Sentence, c: int) -> int:
    """The first token of what stands before a cue: after the last quotation, colon or semicolon."""
    return max((k + 1 for k in range(c) if row.tags[k] in (QUOTE, COLON) or row.words[k] == ";"), default=0)


def _end(row: Sentence, a: int) -> int:
    """Where a statement that begins at a ends: before ", adding", "; ", a colon, or with its sentence."""
    for k in range(a + 1, len(row.tags)):
        if row.tags[k] == COLON or row.words[k] == ";":
            return k
        saying = row.tags[k] == SAY and row.words[k].endswith("ing")
        if (saying and row.tags[k - 1] == COMMA) or row.words[k].lower() == "according":
            return k
    return len(row.tags)


def _forward(row: Sentence, c: int) -> Statement | None:
    """ "X said that ...", "X told reporters on Friday that ...", "X said he ..."."""
    if is_passive(row, c, 0) or (c and (row.tags[c - 1] == DET or row.words[c - 1][-2:] in ("'s", "’s"))):
        return None  # "the alleged gunman", "her aide's repeated warning that"
    if _negated(row, c):
        return None
    voice, opened = _speaker(row, c, 0), _opening(row, c)
    return _cut(row, opened, _end(row, opened), voice) if opened else None


def _negated(row: Sentence, c: int) -> bool:
    """ "has not said that ..." reports no statement."""
    k = c - 1
    while k >= 0 and row.tags[k] in (AUX, ADV):
        if row.words[k].lower() in ("not", "never") or row.words[k][-3:] in ("n't", "n’t"):
            return True
        k -= 1
    return False


def _speaker(row: Sentence, c: int, lo: int) -> Attribution | None:
    """Who says what the verb at c reports, named no further left than `lo`."""
    if handed := quoted_as_saying(row, c, lo):
        return handed
    phrase = None if row.words[c].endswith("ing") and lo else subject_before(row, c, lo)
    return (
        place(row, phrase, row.words[c], 0.9, "indirect")
        if phrase and phrase[0] >= lo and row.tags[phrase[1] - 1] != PREP
        else None
    )


def _opening(row: Sentence, c: int) -> int | None:
    """The first token of the clause that the verb at c takes; None where it takes none."""
    n = len(row.tags)
    for k in range(c + 1, min(n, c + _LONGEST_TAIL + 2)):
        if row.words[k].lower() == "that" and (k + 1 < n and row.tags[k + 1] not in (AUX, VERB)):
            return k + 1
        if row.tags[k] not in _TAIL and row.tags[k] != PRON:
            break
    k = c + 1
    while k < n and row.tags[k] in (TIME, ADV):
        k += 1
    told = cues.SAYING.get(row.words[c].lower()) in cues.TELLING
    if told or k >= n or row.tags[k] not in (PRON, DET, CAP, NUM, WORD):
        return None
    if row.words[k].lower() in cues.SUBJECT_PRONOUNS:
        return k
    subject = rightward(row, k, min(n, k + _LONGEST_SUBJECT))
    if subject is None:
        return None
    after = subject[1]
    while after < n and row.tags[after] == ADV:
        after += 1
    return k if after < n and row.tags[after] in _FINITE else None


def _backward(row: Sentence, c: int) -> Statement | None:
    """ "..., X said on Friday." and "..., said X."."""
    n = len(row.tags)
    before = [k for k in range(1, c) if row.tags[k] == COMMA]
    end = n - (row.tags[-1] == STOP)
    if not before or (row.words[c] != "saying" and {SUB, REL} & set(row.tags[before[-1] : c])):
        return None
    comma = before[-1]
    if c == comma + 1:
        voice = None if row.words[c].endswith("ing") else inverted(row, c, n)
    elif end - c - 1 <= _LONGEST_TAIL and set(row.tags[c + 1 : end]) <= _TAIL:
        voice = _speaker(row, c, comma + 1)
    else:
        voice = None
    begin = _begin(row, comma)
    if begin and row.tags[begin - 1] == QUOTE:
        return None  # "...," said X, a friend, the Post reported
    finite = any(tag in _FINITE for tag in row.tags[begin:comma])
    return _cut(row, begin, comma, voice) if finite else None
