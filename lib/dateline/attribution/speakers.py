"""Who speaks each quotation: the cue in its sentence, that cue's subject, and what carries over from before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

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
from dateline.attribution.phrases import Phrase, clause_subject, rightward, subject_before

_PASSIVE = frozenset("is are was were be been being".split())
_PLAIN = frozenset(("say", "tell", "write", "argue", "add", "believe", "think", "ask", "insist", "explain"))
# How far an attribution reaches past a quotation, in tokens.
_REACH = 30


@dataclass(frozen=True)
class Attribution:
    """A speaker as offsets into the text, the cue's words, and how sure the rule is."""

    start: int
    end: int
    cue: str
    confidence: float
    rule: str


def _place(s: Sentence, phrase: Phrase, cue: str, confidence: float, rule: str) -> Attribution:
    a, b = phrase
    end = s.ends[b - 1]
    if s.words[b - 1][-2:] in ("'s", "’s") or s.words[b - 1][-3:] in ("'ve", "’ve", "'ll", "’ll"):
        end -= len(s.words[b - 1]) - max(s.words[b - 1].rfind("'"), s.words[b - 1].rfind("’"))
    elif s.words[b - 1][-1] in "'’":
        end -= 1
    return Attribution(s.starts[a], end, cue, confidence, rule)


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
        return _inverted(s, j, hi)
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
            phrase = None if _passive(s, c, k) else subject_before(s, c, k)
            return _place(s, phrase, s.words[c], 0.95 if s.tags[c] == SAY else 0.8, "after") if phrase else None
    return None


def _signature(s: Sentence, k: int, hi: int) -> Attribution | None:
    """ "..." — A Name"""
    end = k
    while end < hi and s.tags[end] in (CAP, STOP):
        end += 1
    if s.words[k - 1] in DASHES and k < end and s.tags[k] == CAP and (end == hi or s.tags[end] == COMMA):
        while s.tags[end - 1] == STOP:
            end -= 1
        return _place(s, (k, end), s.words[k - 1], 0.9, "signed")
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
            return _inverted(s, c, len(s.tags))
    return None


def loosely_after(s: Sentence, q: int) -> Attribution | None:
    """The first verb of saying behind a quotation, its subject wherever the clause has it."""
    hi = min(_gap_after(s, q), q + _REACH)
    for c in range(q + 1, hi):
        if s.tags[c] == SAY and _reports(s, c, q + 1) and not _passive(s, c, q + 1):
            phrase = subject_before(s, c, q + 1)
            if phrase is None:
                return _inverted(s, c, hi)
            return _place(s, phrase, s.words[c], 0.7, "loose")
    return None


def _starts_subject(s: Sentence, k: int) -> bool:
    return k < len(s.tags) and s.tags[k] in (PRON, CAP, DET, NUM, WORD, REL) and not s.words[k].endswith("ing")


def _inverted(s: Sentence, c: int, hi: int) -> Attribution | None:
    """The subject after the verb at c; for "according to", the phrase after "to"."""
    k = c + 1
    word = s.words[c].lower()
    if word == "according":
        if k >= hi or s.words[k].lower() != "to":
            return None
        phrase = rightward(s, k + 1, hi)
        return _place(s, phrase, f"{s.words[c]} {s.words[k]}", 0.95, "according") if phrase else None
    if k < hi and s.tags[k] in (CAP, DET, PRON, WORD, NUM):
        phrase = rightward(s, k, hi)
        behind = s.tags[phrase[1]] if phrase is not None and phrase[1] < len(s.tags) else STOP
        if phrase is not None and not s.words[k].endswith("ing") and behind not in (AUX, SAY, STANCE, VERB):
            return _place(s, phrase, s.words[c], 0.95, "inverted")
    return None


def _passive(s: Sentence, c: int, lo: int) -> bool:
    """ "was criticized" has no speaker before it; "was quoted as saying" and "has said" do."""
    k = c - 1
    while k >= lo and s.tags[k] == ADV:
        k -= 1
    return k >= lo and s.words[k].lower() in (*_PASSIVE, "when", "if") and not s.words[c].endswith("ing")


def _agent(s: Sentence, c: int, hi: int) -> Phrase | None:
    """The "by" phrase of a passive verb."""
    for k in range(c + 1, min(hi, c + 8)):
        if s.words[k].lower() == "by":
            return rightward(s, k + 1, hi)
    return None


def before(s: Sentence, q: int) -> Attribution | None:
    """X said: "..." / according to X, "..." / X said that he would "..." / X's claim that "..."."""
    lo = _gap_before(s, q)
    adjacent = s.tags[q - 1] in (COMMA, COLON, SAY, STANCE, VERB) or s.words[q - 1].lower() in ("that", "as")
    said = [c for c in range(lo, q) if s.tags[c] == SAY and _reports(s, c, lo)]
    if not said:
        said = [c for c in range(lo, q) if s.tags[c] == SAY and s.tags[c - 1] in (AUX, PREP) and c > lo]
    clause = _clause_start(s, lo, q)
    inner = [c for c in said if c >= clause] or said
    for c in reversed(inner) if adjacent else _outermost(s, inner):
        found = _by_cue(s, c, lo, q)
        if found is not None:
            return found
    worded = [c for c in range(lo, q) if s.tags[c] == STANCE and _reports(s, c, lo)]
    if q > lo and s.tags[q - 1] in (COMMA, COLON) and not said:
        worded += [c for c in range(lo, q) if s.tags[c] == VERB and c >= q - 4]
    for c in reversed(worded):
        found = _by_cue(s, c, lo, q)
        if found is not None:
            return found
    if q > lo and s.tags[q - 1] == COLON:
        phrase = _name_before_colon(s, lo, q - 1) or clause_subject(s, lo, q - 1)
        if phrase is not None:
            return _place(s, phrase, ":", 0.7, "colon")
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


def _reports(s: Sentence, c: int, lo: int) -> bool:
    """Whether the form at c is a finite verb here: "Smith claims that", not "the claims of", not "to claim"."""
    word = s.words[c].lower()
    base = word in cues.BASES
    if not base and not word.endswith("s"):
        return True
    k = c - 1
    while k >= lo and s.tags[k] == ADV:
        k -= 1
    if k < lo or s.tags[k] in (DET, AUX, PREP) or s.words[k][-2:] in ("'s", "’s"):
        return False
    if s.tags[k] in (PRON, REL):
        return True
    if base and not s.words[k].endswith("s"):
        return False
    after_it = s.tags[c + 1] if c + 1 < len(s.tags) else STOP
    return (
        after_it in (DET, PRON, CAP, QUOTE, COLON, COMMA)
        or s.words[c + 1 : c + 2] == ["that"]
        or cues.SAYING.get(word) in _PLAIN
    )


def _clause_start(s: Sentence, lo: int, hi: int) -> int:
    """Start of the last coordinate clause before hi."""
    for k in range(hi - 1, lo, -1):
        if s.words[k] == ";" or (s.tags[k - 1] == COMMA and s.words[k].lower() in ("but", "while", "whereas")):
            return k
    return lo


def _by_cue(s: Sentence, c: int, lo: int, hi: int) -> Attribution | None:
    """The speaker that the cue at c names, before it or after it."""
    if s.words[c].lower() == "according":
        return _inverted(s, c, hi)
    phrase = _agent(s, c, hi) if _passive(s, c, lo) else subject_before(s, c, lo)
    if phrase is None and lo == 0 and s.tags[c] == SAY:
        return _inverted(s, c, hi)
    if phrase is None and lo > 0:
        phrase = clause_subject(s, 0, s.tags.index(QUOTE))
    if phrase is None:
        return None
    sure = {SAY: 0.95, STANCE: 0.8}.get(s.tags[c], 0.7) - min(0.3, 0.02 * max(0, hi - c - 3))
    return _place(s, phrase, s.words[c], round(sure, 2), "before")


def owner(s: Sentence, lo: int, hi: int) -> Attribution | None:
    """Whose words a noun of saying means: "his claim that", "Smith's description of"."""
    for c in range(hi - 1, lo, -1):
        if s.words[c].lower() in cues.SAYING_NOUNS:
            for k in range(c - 1, max(lo, c - 5) - 1, -1):
                low = s.words[k].lower()
                if low in ("his", "her", "their", "its", "my", "our"):
                    return _place(s, (k, k + 1), s.words[c], 0.6, "owner")
                if low[-2:] in ("'s", "’s", "s'", "s’"):
                    a = k
                    while a > lo and s.tags[a - 1] in (CAP,):
                        a -= 1
                    if a > lo and s.tags[a - 1] == DET:
                        a -= 1
                    return _place(s, (a, k + 1), s.words[c], 0.6, "owner")
    return None


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
        if s.tags[c] == SAY and not _passive(s, c, 0):
            if s.words[c].lower() == "according":
                found = _inverted(s, c, len(s.tags))
                if found:
                    return replace(found, confidence=0.7)
                continue
            if not _reports(s, c, 0):
                continue
            lo = c
            while lo > 0 and s.tags[lo - 1] != QUOTE:
                lo -= 1
            phrase = subject_before(s, c, lo) or (clause_subject(s, 0, lo) if lo else None)
            if phrase is None:
                found = _inverted(s, c, len(s.tags)) if c > q else None
                if found:
                    return replace(found, confidence=0.7)
                continue
            return _place(s, phrase, s.words[c], 0.7, "sentence")
    return None


def last_voice(s: Sentence) -> Attribution | None:
    """Who speaks in a sentence without quotation marks: its first saying verb's subject."""
    for c in range(len(s.tags)):
        if s.tags[c] == SAY and _reports(s, c, 0) and not _passive(s, c, 0):
            if s.words[c].lower() == "according":
                found = _inverted(s, c, len(s.tags))
                if found:
                    return found
                continue
            phrase = subject_before(s, c, 0)
            if phrase is None and c == 0:
                return _inverted(s, c, len(s.tags))
            if phrase is not None:
                return _place(s, phrase, s.words[c], 0.7, "voice")
    return None


def main_subject(s: Sentence) -> Attribution | None:
    end = len(s.tags) - (s.tags[-1] == COLON)
    phrase = clause_subject(s, 0, end)
    return _place(s, phrase, "", 0.4, "subject") if phrase is not None else None


def _alone(s: Sentence, q: int) -> bool:
    """Whether quotations are all there is in the sentence."""
    return all(t in (QUOTE, STOP, COMMA) or w in DASHES for t, w in zip(s.tags, s.words, strict=True))


def attribute(rows: list[Sentence], count: int) -> list[Attribution | None]:
    """An attribution, or None, for each of the outer quotations.

    Arguments:
        rows: the text's sentences.
        count: how many outer quotations there are.
    """
    found: list[Attribution | None] = [None] * count
    for at, s in enumerate(rows):
        for q in sorted(s.quotations):
            index = s.quotations[q]
            voice = own(s, q)
            earlier = [k for k in s.quotations if k < q and found[s.quotations[k]] is not None]
            if voice is None and earlier:
                previous = found[s.quotations[earlier[-1]]]
                voice = (
                    replace(previous, confidence=round(previous.confidence * 0.9, 2), rule="same") if previous else None
                )
            voice = voice or in_sentence(s, q)
            if voice is None and (_alone(s, q) or (q == 0 and len(s.words[q].split()) > 5)):
                voice = carried(rows, at, found)
            found[index] = voice
    _look_ahead(rows, found)
    return found


def carried(rows: list[Sentence], at: int, found: list[Attribution | None]) -> Attribution | None:
    """A quotation that stands alone goes on with the voice of the sentence before, or of the paragraph before."""
    if at == 0:
        return None
    here = rows[at].paragraph
    for back in range(at - 1, max(-1, at - 9), -1):
        s = rows[back]
        if s.paragraph < here - 1:
            break
        spoken = [found[i] for _, i in sorted(s.quotations.items()) if found[i] is not None]
        voice = spoken[-1] if spoken else last_voice(s)
        if voice is not None:
            return replace(
                voice,
                confidence=round(min(voice.confidence, 0.9) * (0.9 if s.paragraph == here else 0.8), 2),
                rule="carried",
            )
        if s.paragraph == here or s.words[-1:] == [":"]:
            subject = main_subject(s)
            if subject is not None:
                return replace(subject, rule="carried")
    for back in range(at - 1, max(-1, at - 9), -1):
        if rows[back].paragraph < here - 1:
            break
        subject = main_subject(rows[back])
        if subject is not None:
            return replace(subject, rule="carried", confidence=0.3)
    return None


def _look_ahead(rows: list[Sentence], found: list[Attribution | None]) -> None:
    """A quotation alone at the start of a paragraph belongs to the attribution that follows in the same paragraph."""
    for s, following in pairwise(rows):
        if s.paragraph != following.paragraph or not s.quotations or not following.quotations:
            continue
        last, first = s.quotations[max(s.quotations)], following.quotations[min(following.quotations)]
        mine, theirs = found[last], found[first]
        if (
            theirs is not None
            and theirs.rule in ("after", "inverted", "according")
            and (mine is None or mine.rule == "carried")
            and _alone(s, 0)
        ):
            found[last] = replace(theirs, confidence=round(theirs.confidence * 0.8, 2), rule="ahead")
