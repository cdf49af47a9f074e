"""Who speaks each quotation: its own sentence first, then what carries over from those before and after."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.attribution.clauses import COMMA, DASHES, QUOTE, STOP, Sentence
from dateline.attribution.cue_speakers import Attribution, last_voice, main_subject
from dateline.attribution.introductions import in_sentence, own


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
