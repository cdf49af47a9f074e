"""Noun phrases round a cue: the subject before it, the subject after it, the subject of its clause."""

from __future__ import annotations

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
    PUNCT,
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

Phrase = tuple[int, int]  # token indices, end exclusive
_NOMINAL = frozenset((CAP, WORD, NUM, DET))
_BREAKS = frozenset((COMMA, COLON, STOP, PUNCT, QUOTE))
_TIME_UNITS = frozenset("days day weeks months years hours minutes moments time moment point times decades".split())
_FINITE = frozenset((SAY, STANCE, VERB, AUX))


def subject_before(s: Sentence, cue: int, lo: int) -> Phrase | None:
    """The noun phrase that is the subject of the verb at `cue`, looking no further left than `lo`."""
    k = cue - 1
    while k >= lo and (s.tags[k] in (ADV, AUX) or (s.tags[k] == TIME)):
        k -= 1
        if k >= lo and s.tags[k + 1] == TIME and s.tags[k] in (PREP, DET):
            k -= 1
    if k < lo:
        return None
    if s.tags[k] == PRON:
        return (k, k + 1)
    if s.tags[k] == REL or (s.words[k].lower() == "that" and k > lo and s.tags[k - 1] in (CAP, WORD)):
        return (k, k + 1)
    if s.words[cue].endswith("ing") and s.tags[cue - 1] not in (AUX, PRON):
        return clause_subject(s, lo, cue) or _leftward(s, k, lo)
    if s.tags[k] in (COMMA, PUNCT) and (s.words[k] in (",", ")") or s.words[k] in DASHES):
        return clause_subject(s, lo, k)
    if s.tags[k] in (SUB, PREP, SAY, STANCE, VERB) or s.tags[k] in _BREAKS:
        return clause_subject(s, lo, k)
    phrase = _leftward(s, k, lo)
    if phrase is None or (phrase[0] > lo and s.tags[phrase[0] - 1] == PREP):
        return clause_subject(s, lo, cue) or phrase
    return phrase


def _joins(s: Sentence, k: int, lo: int) -> bool:
    """Whether the token at k, neither noun nor determiner, goes on with a noun phrase to its right."""
    word = s.words[k].lower()
    if k - 1 < lo:
        return False
    left = s.tags[k - 1]
    if s.tags[k] == PREP:
        return word in cues.NOUN_LINKS and left in (CAP, WORD)
    if word == "and":
        return left in (CAP, WORD) and k + 1 < len(s.tags) and s.tags[k + 1] in _NOMINAL
    if s.tags[k] == STOP:
        return s.words[k - 1].lower() in cues.ABBREVIATIONS or len(s.words[k - 1]) == 1
    if s.tags[k] in (ADV, VERB):
        # a modifier inside the phrase: "the newly elected mayor", "a retired general"
        return left in (DET, ADV, VERB)
    return s.words[k] in ("&", "-", "$", "%", "'", "’")


def _leftward(s: Sentence, k: int, lo: int) -> Phrase | None:
    """The longest noun phrase that ends with the token at k."""
    end = k + 1
    a = end
    while k >= lo:
        if s.tags[k] in _NOMINAL or (s.tags[k] == TIME and s.words[k][-2:] in ("'s", "’s")):
            a = k
            if (
                s.tags[k] == DET
                and k - 1 >= lo
                and s.tags[k - 1] in (WORD, CAP)
                and s.words[k - 1][-2:] not in ("'s", "’s")
            ):
                break
        elif not _joins(s, k, lo):
            break
        k -= 1
    while a < end and (s.tags[a] in (PREP, ADV, PUNCT, STOP) or s.words[a].lower() in ("and", "that")):
        a += 1
    return (a, end) if a < end and any(t in (CAP, WORD, DET) for t in s.tags[a:end]) else None


def clause_subject(s: Sentence, lo: int, hi: int) -> Phrase | None:
    """The subject of the clause in [lo, hi): its first noun phrase that no preposition or subordinator opens."""
    begin = lo
    for k in range(hi - 1, lo - 1, -1):
        if s.tags[k] in (QUOTE, COLON) or s.words[k] in (";", "(") or (s.words[k].lower() == "but" and k + 1 < hi):
            begin = k + 1
            break
    for a, b in _segments(s, begin, hi):
        phrase = _opening_phrase(s, a, b)
        if phrase is not None:
            return phrase
    return None


def _segments(s: Sentence, lo: int, hi: int) -> list[Phrase]:
    cuts = [
        k
        for k in range(lo, hi)
        if s.tags[k] == COMMA or (s.words[k] in DASHES and s.words[k] != "-") or s.words[k] in "()"
    ]
    if (
        cuts
        and (s.words[cuts[0]] in DASHES or s.words[cuts[0]] == "(")
        and lo == 0
        and set(s.tags[: cuts[0]]) <= {CAP, STOP}
    ):
        lo = cuts.pop(0) + 1  # a dateline: "MOSCOW (AP) —"
        if cuts and s.words[lo - 1] == "(":
            lo = cuts.pop(0) + 1
    return [(a, b) for a, b in zip([lo, *(c + 1 for c in cuts)], [*cuts, hi], strict=True) if b > a]


def _opening_phrase(s: Sentence, a: int, b: int) -> Phrase | None:
    """The noun phrase a segment opens with; None where it opens with anything else."""
    while a < b and (s.tags[a] in (ADV, STOP) or s.words[a].lower() in ("and", "but", "so", "yet", "then")):
        a += 1
    if a < b and s.words[a] == "As":
        a += 1
    if a >= b:
        return None
    if s.tags[a] == PRON:
        return (a, a + 1)
    if s.tags[a] in (PREP, SUB, REL, TIME, SAY, STANCE, VERB, AUX, PUNCT) or s.words[a].endswith("ing"):
        return _after_preposition(s, a, b)
    phrase = rightward(s, a, b)
    if phrase is not None and s.words[phrase[1] - 1].lower() in _TIME_UNITS and s.tags[phrase[0]] != CAP:
        return None
    return phrase


def _after_preposition(s: Sentence, a: int, b: int) -> Phrase | None:
    """ "In an interview Smith said": the name or pronoun after the preposition's own noun phrase."""
    if s.tags[a] == SUB and s.words[a].lower() != "that":
        return None
    for k in range(a + 2, b):
        if s.tags[k] == PRON and s.words[k].lower() in cues.SUBJECT_PRONOUNS:
            return (k, k + 1)
    return None


def rightward(s: Sentence, a: int, b: int) -> Phrase | None:
    """The noun phrase that begins with the token at a."""
    if a < b and s.tags[a] == PRON:
        return (a, a + 1)
    k = a
    named = False
    while k < b:
        t = s.tags[k]
        if t in (CAP, NUM, DET, WORD):
            named = named or t in (CAP, WORD)
        elif (
            (s.words[k].lower() == "of" and k > a and s.tags[k - 1] in (DET, NUM))
            or (
                t == PREP
                and named
                and s.words[k].lower() in ("of", "for", "in", "from", "at", "with")
                and k + 1 < b
                and s.tags[k + 1] in _NOMINAL
            )
            or (s.words[k].lower() == "and" and named and k + 1 < b and s.tags[k + 1] in (CAP, WORD, DET))
            or (t == STOP and k > a and (s.words[k - 1].lower() in cues.ABBREVIATIONS or len(s.words[k - 1]) == 1))
            or s.words[k] in ("&", "'", "’")
            or (t in (VERB, ADV) and not named)
        ):
            pass
        else:
            break
        k += 1
    while k > a and (s.tags[k - 1] in (PREP, ADV, TIME) or s.words[k - 1].lower() in ("and", "'", "’")):
        k -= 1
    return (a, k) if k > a and named else None
