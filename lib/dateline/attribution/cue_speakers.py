"""A verb or noun of saying and the phrase that names its speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.attribution import cues
from dateline.attribution.clauses import (
    ADV,
    AUX,
    CAP,
    COLON,
    COMMA,
    DET,
    NUM,
    PREP,
    PRON,
    QUOTE,
    REL,
    SAY,
    STANCE,
    STOP,
    VERB,
    WORD,
    Sentence,
)
from dateline.attribution.phrases import Phrase, clause_subject, rightward, subject_before

_PASSIVE = frozenset("is are was were be been being".split())
_PLAIN = frozenset(("say", "tell", "write", "argue", "add", "believe", "think", "ask", "insist", "explain"))


@dataclass(frozen=True)
class Attribution:
    """A speaker as offsets into the text, the cue's words, how sure the rule is, and who hands the words on."""

    start: int
    end: int
    cue: str
    confidence: float
    rule: str
    via: tuple[int, int] | None = None


def place(s: Sentence, phrase: Phrase, cue: str, confidence: float, rule: str) -> Attribution:
    a, b = phrase
    end = s.ends[b - 1]
    if s.words[b - 1][-2:] in ("'s", "’s") or s.words[b - 1][-3:] in ("'ve", "’ve", "'ll", "’ll"):
        end -= len(s.words[b - 1]) - max(s.words[b - 1].rfind("'"), s.words[b - 1].rfind("’"))
    elif s.words[b - 1][-1] in "'’":
        end -= 1
    return Attribution(s.starts[a], end, cue, confidence, rule)


def inverted(s: Sentence, c: int, hi: int) -> Attribution | None:
    """The subject after the verb at c; for "according to", the phrase after "to"."""
    k = c + 1
    word = s.words[c].lower()
    if word == "according":
        if k >= hi or s.words[k].lower() != "to":
            return None
        phrase = rightward(s, k + 1, hi)
        return place(s, phrase, f"{s.words[c]} {s.words[k]}", 0.95, "according") if phrase else None
    if k < hi and s.tags[k] in (CAP, DET, PRON, WORD, NUM):
        phrase = rightward(s, k, hi)
        behind = s.tags[phrase[1]] if phrase is not None and phrase[1] < len(s.tags) else STOP
        if phrase is not None and not s.words[k].endswith("ing") and behind not in (AUX, SAY, STANCE, VERB):
            return place(s, phrase, s.words[c], 0.95, "inverted")
    return None


def is_passive(s: Sentence, c: int, lo: int) -> bool:
    """ "was criticized" has no speaker before it; "was quoted as saying" and "has said" do."""
    k = c - 1
    while k >= lo and s.tags[k] == ADV:
        k -= 1
    return k >= lo and s.words[k].lower() in (*_PASSIVE, "when", "if") and not s.words[c].endswith("ing")


def agent(s: Sentence, c: int, hi: int) -> Phrase | None:
    """The "by" phrase of a passive verb."""
    for k in range(c + 1, min(hi, c + 8)):
        if s.words[k].lower() == "by":
            return rightward(s, k + 1, hi)
    return None


def reports(s: Sentence, c: int, lo: int) -> bool:
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


_QUOTING = frozenset("quoted quotes quoting cited cites citing".split())


def quoted_as_saying(s: Sentence, c: int, lo: int) -> Attribution | None:
    """ "The paper quoted the judge as saying": the words are the judge's, the paper hands them on."""
    if s.words[c].lower() != "saying" or s.words[c - 1].lower() != "as":
        return None
    quoting = next((k for k in range(c - 2, lo - 1, -1) if s.words[k].lower() in _QUOTING), None)
    if quoting is None:
        return None
    if is_passive(s, quoting, lo):
        phrase, hands_on = subject_before(s, quoting, lo), agent(s, quoting, len(s.tags))
    else:
        phrase, hands_on = _object(s, quoting + 1, c - 1), subject_before(s, quoting, lo)
    if phrase is None:
        return None
    through = place(s, hands_on, "", 0.9, "via") if hands_on and hands_on != phrase else None
    voice = place(s, phrase, s.words[c], 0.9, "quoted")
    return replace(voice, via=(through.start, through.end)) if through else voice


def _object(s: Sentence, a: int, b: int) -> Phrase | None:
    """The noun phrase that is the object of the verb before a."""
    return (a, b) if b - a == 1 and s.words[a].lower() == "her" else rightward(s, a, b)


def by_cue(s: Sentence, c: int, lo: int, hi: int) -> Attribution | None:
    """The speaker that the cue at c names, before it or after it."""
    if s.words[c].lower() == "according":
        return inverted(s, c, hi)
    if handed := quoted_as_saying(s, c, lo):
        return handed
    phrase = agent(s, c, len(s.tags)) if is_passive(s, c, lo) else subject_before(s, c, lo)
    if phrase is None and lo == 0 and s.tags[c] == SAY:
        return inverted(s, c, hi)
    if phrase is None and lo > 0:
        phrase = clause_subject(s, 0, s.tags.index(QUOTE))
    if phrase is None:
        return None
    sure = {SAY: 0.95, STANCE: 0.8}.get(s.tags[c], 0.7) - min(0.3, 0.02 * max(0, hi - c - 3))
    return place(s, phrase, s.words[c], round(sure, 2), "before")


def owner(s: Sentence, lo: int, hi: int) -> Attribution | None:
    """Whose words a noun of saying means: "his claim that", "Smith's description of"."""
    for c in range(hi - 1, lo, -1):
        if s.words[c].lower() in cues.SAYING_NOUNS:
            for k in range(c - 1, max(lo, c - 5) - 1, -1):
                low = s.words[k].lower()
                if low in ("his", "her", "their", "its", "my", "our"):
                    return place(s, (k, k + 1), s.words[c], 0.6, "owner")
                if low[-2:] in ("'s", "’s", "s'", "s’"):
                    a = k
                    while a > lo and s.tags[a - 1] in (CAP,):
                        a -= 1
                    if a > lo and s.tags[a - 1] == DET:
                        a -= 1
                    return place(s, (a, k + 1), s.words[c], 0.6, "owner")
    return None


def last_voice(s: Sentence) -> Attribution | None:
    """Who speaks in a sentence without quotation marks: its first saying verb's subject."""
    for c in range(len(s.tags)):
        if s.tags[c] == SAY and reports(s, c, 0) and not is_passive(s, c, 0):
            if s.words[c].lower() == "according":
                found = inverted(s, c, len(s.tags))
                if found:
                    return found
                continue
            if handed := quoted_as_saying(s, c, 0):
                return handed
            phrase = subject_before(s, c, 0)
            if phrase is None and c == 0:
                return inverted(s, c, len(s.tags))
            if phrase is not None:
                return place(s, phrase, s.words[c], 0.7, "voice")
    return None


def main_subject(s: Sentence) -> Attribution | None:
    end = len(s.tags) - (s.tags[-1] == COLON)
    phrase = clause_subject(s, 0, end)
    return place(s, phrase, "", 0.4, "subject") if phrase is not None else None
