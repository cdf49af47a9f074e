"""The words round a quotation in its own sentence that say who speaks it."""

from __future__ import annotations

from dataclasses import replace

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
from dateline.attribution.cue_speakers import (
    Attribution,
    by_cue,
    inverted,
    is_passive,
    owner,
    place,
    quoted_as_saying,
    reports,
)
from dateline.attribution.phrases import Phrase, clause_subject, subject_before

# How far an attribution reaches past a quotation, in tokens.
_REACH = 30


def _gap_after(s: Sentence, q: int) -> int:
    """End of the narration that follows the quotation at q: the next quotation or the end."""
    k = q + 1
    while k < len(s.tags) and s.tags[k] != QUOTE:
        k += 1
    return k


def _gap_before(s: Sentence, q: int) -> int:
    k = q
    while k > 0 and s.tags[k - 1] != QUOTE:
        k -= 1
    return k


def after(s: Sentence, q: int) -> Attribution | None:
    """ "...," said X / "...," X said / "...," according to X: the clause that a quotation runs into."""
    hi = min(_gap_after(s, q), q + _REACH)
    k = q + 1
    while k < hi and (s.tags[k] == COMMA or s.words[k] in DASHES or s.words[k] in ("…", "...")):
        k += 1
    signed = _signature(s, k, hi)
    if signed is not None:
        return signed
    if k < hi and s.words[k].lower() in ("as", "is", "was") and k + 1 < hi:
        k += 2 if s.words[k + 1].lower() == "how" else 1  # "as he put it", "is how he put it"
    j = k
    while j < hi and s.tags[j] in (ADV, AUX):
        j += 1
    if j + 1 < hi and (s.tags[j] == SAY or (s.tags[j] == VERB and q == 0)) and not s.words[j].endswith("ing"):
        return inverted(s, j, hi)
    if not _starts_subject(s, k):
        return None
    for c in range(k + 1, hi):
        if s.tags[c] == SUB and s.words[c].lower() not in ("and", "as", "then"):
            return None
        if s.tags[c] == SAY or (s.tags[c] in (STANCE, VERB) and _speaks_here(s, k, c)):
            if (
                s.words[c].lower() in cues.BASES
                and s.tags[c - 1] not in (PRON, ADV, AUX)
                and not s.words[c - 1].endswith("s")
            ):
                continue
            if handed := quoted_as_saying(s, c, k):
                return handed
            phrase = None if is_passive(s, c, k) else subject_before(s, c, k)
            if phrase and s.tags[phrase[0]] == REL and s.tags[k] != REL:
                continue  # "one official, who asked not to be named, said"
            return place(s, phrase, s.words[c], 0.95 if s.tags[c] == SAY else 0.8, "after") if phrase else None
    return None


def _signature(s: Sentence, k: int, hi: int) -> Attribution | None:
    """ "..." — A Name"""
    end = k
    while end < hi and s.tags[end] in (CAP, STOP):
        end += 1
    if s.words[k - 1] in DASHES and k < end and s.tags[k] == CAP and (end == hi or s.tags[end] == COMMA):
        while s.tags[end - 1] == STOP:
            end -= 1
        return place(s, (k, end), s.words[k - 1], 0.9, "signed")
    return None


def _speaks_here(s: Sentence, k: int, c: int) -> bool:
    """Whether a verb that is no verb of saying ends the clause or nearly so: "Beck questioned.", "she went on"."""
    nxt = s.words[c + 1].lower() if c + 1 < len(s.words) else "."
    if c == k + 1 and s.tags[k] in (PRON, CAP) and s.tags[c] == VERB:
        return True
    return COMMA not in s.tags[k:c] and (
        s.tags[c + 1 : c + 2] in ([], [STOP], [COMMA], [TIME]) or nxt in ("on", "to", "of", "it", "in", "at", "during")
    )


def according(s: Sentence, q: int) -> Attribution | None:
    """ "according to X" anywhere behind the quotation in its sentence."""
    for c in range(q + 1, len(s.tags)):
        if s.words[c].lower() == "according":
            return inverted(s, c, len(s.tags))
    return None


def loosely_after(s: Sentence, q: int) -> Attribution | None:
    """The first verb of saying behind a quotation, its subject wherever the clause has it."""
    hi = min(_gap_after(s, q), q + _REACH)
    for c in range(q + 1, hi):
        if s.tags[c] == SAY and reports(s, c, q + 1) and not is_passive(s, c, q + 1):
            if handed := quoted_as_saying(s, c, q + 1):
                return handed
            phrase = subject_before(s, c, q + 1)
            if phrase is None:
                return inverted(s, c, hi)
            return place(s, phrase, s.words[c], 0.7, "loose")
    return None


def _starts_subject(s: Sentence, k: int) -> bool:
    return k < len(s.tags) and s.tags[k] in (PRON, CAP, DET, NUM, WORD, REL) and not s.words[k].endswith("ing")


def before(s: Sentence, q: int) -> Attribution | None:
    """X said: "..." / according to X, "..." / X said that he would "..." / X's claim that "..."."""
    lo = _gap_before(s, q)
    adjacent = s.tags[q - 1] in (COMMA, COLON, SAY, STANCE, VERB) or s.words[q - 1].lower() in ("that", "as")
    said = [c for c in range(lo, q) if s.tags[c] == SAY and reports(s, c, lo)]
    if not said:
        said = [c for c in range(lo, q) if s.tags[c] == SAY and s.tags[c - 1] in (AUX, PREP) and c > lo]
    clause = _clause_start(s, lo, q)
    inner = [c for c in said if c >= clause] or said
    for c in reversed(inner) if adjacent else _outermost(s, inner):
        found = by_cue(s, c, lo, q)
        if found is not None:
            return found
    worded = [c for c in range(lo, q) if s.tags[c] == STANCE and reports(s, c, lo)]
    if q > lo and s.tags[q - 1] in (COMMA, COLON) and not said:
        worded += [c for c in range(lo, q) if s.tags[c] == VERB and c >= q - 4]
    for c in reversed(worded):
        found = by_cue(s, c, lo, q)
        if found is not None:
            return found
    if q > lo and s.tags[q - 1] == COLON:
        phrase = _name_before_colon(s, lo, q - 1) or clause_subject(s, lo, q - 1)
        if phrase is not None:
            return place(s, phrase, ":", 0.7, "colon")
    return owner(s, lo, q)


def _name_before_colon(s: Sentence, lo: int, hi: int) -> Phrase | None:
    """ "Title of the piece - A Name: ..." """
    k = hi
    while k > lo and s.tags[k - 1] == CAP:
        k -= 1
    return (k, hi) if k < hi and (k == lo or s.words[k - 1] in DASHES) else None


def _outermost(s: Sentence, said: list[int]) -> list[int]:
    """Verbs of saying from the outermost in; one in an opening "When ... ," clause comes last."""
    if said and s.tags[0] in (SUB, PREP):
        for k in range(said[0] + 1, said[-1]):
            if s.tags[k] == COMMA:
                return [c for c in said if c > k] + [c for c in said if c < k]
    return said


def _clause_start(s: Sentence, lo: int, hi: int) -> int:
    """Start of the last coordinate clause before hi."""
    for k in range(hi - 1, lo, -1):
        if s.words[k] == ";" or (s.tags[k - 1] == COMMA and s.words[k].lower() in ("but", "while", "whereas")):
            return k
    return lo


def _direct_after(s: Sentence, q: int) -> bool:
    """Whether the quotation ends as one that its attribution follows: with a comma, a question, an exclamation."""
    inner = s.words[q].rstrip("\"“”'’»")[-1:]
    follows = s.words[q + 1] if q + 1 < len(s.words) else ""
    return inner in ",?!—-–…" or follows == "," or follows in DASHES


def own(s: Sentence, q: int) -> Attribution | None:
    """The attribution of the quotation at token q within its own sentence."""
    ready = _gap_before(s, q) == q or _direct_after(s, q)
    rules = (after, before, according, loosely_after) if ready else (before, according)
    for rule in rules:
        found = rule(s, q)
        if found is not None:
            return found
    return None


def in_sentence(s: Sentence, q: int) -> Attribution | None:
    """Any verb of saying elsewhere in the sentence, beyond other quotations."""
    for c in [*range(q - 1, -1, -1), *range(q + 1, len(s.tags))]:
        if s.tags[c] == SAY and not is_passive(s, c, 0):
            if s.words[c].lower() == "according":
                found = inverted(s, c, len(s.tags))
                if found:
                    return replace(found, confidence=0.7)
                continue
            if not reports(s, c, 0):
                continue
            lo = c
            while lo > 0 and s.tags[lo - 1] != QUOTE:
                lo -= 1
            if handed := quoted_as_saying(s, c, lo):
                return replace(handed, confidence=0.7)
            phrase = subject_before(s, c, lo) or (clause_subject(s, 0, lo) if lo else None)
            if phrase is None:
                found = inverted(s, c, len(s.tags)) if c > q else None
                if found:
                    return replace(found, confidence=0.7)
                continue
            return place(s, phrase, s.words[c], 0.7, "sentence")
    return None
