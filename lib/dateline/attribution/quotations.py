"""The table of quotations: what is quoted, by whom it is said, and whom a pronoun may mean."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from dateline.article import Article
from dateline.attribution import cues
from dateline.attribution.clauses import AUX, Sentence, tag
from dateline.attribution.clauses import sentences as clause_sentences
from dateline.attribution.cue_speakers import Attribution
from dateline.attribution.marks import Span, paired
from dateline.attribution.speakers import attribute
from dateline.entities import mentions
from dateline.segment import paragraphs, sentences

QUOTE_COLUMNS = [
    "quote", "kind", "sentence", "start", "end", "text", "speaker", "speaker_start", "speaker_end", "speaker_entity",
    "via", "nested_in", "cue", "confidence", "candidates",
]  # fmt: skip

LONGEST_SCARE = 3  # words; "military option" is set in marks as a term, not said as a sentence
SAFE = 0.7  # an attribution below this confidence names no entity
_ROLES_READ = ("title", "body", "caption")
_CANDIDATES = 3
_MARKS = "\"“”„«»'‘’‹› "


def kind(text: str, opens_sentence: bool) -> str:
    """What a quotation is by its own words.

    Arguments:
        text: the quotation with its marks.
        opens_sentence: whether nothing of its sentence stands before it.

    Returns:
        sentence (it opens one, or has an auxiliary and is longer than a term or begins with a pronoun), scare (at most
        three words), else fragment.
    """
    inner = text.strip(_MARKS)
    words = [word.replace("’", "'") for word in re.findall(r"[\w'’-]+", inner)]
    finite = any(tag(word) == AUX for word in words)
    subject = bool(words) and words[0].lower() in cues.SUBJECT_PRONOUNS
    if (opens_sentence and inner[:1].isupper()) or (finite and (subject or len(words) > LONGEST_SCARE)):
        return "fragment" if _NO_SENTENCE.match(inner) else "sentence"
    return "fragment" if len(words) > LONGEST_SCARE or _NO_SENTENCE.match(inner) else "scare"


_NO_SENTENCE = re.compile(r"(?:to|who|that|which)\b")  # an infinitive or a clause that hangs on the narration
_SAID_INSIDE = re.compile(
    r"\b((?:the|an?|one|some|his|her|their)\s+(?:[a-z-]+\s+){0,2}?[a-z-]+|(?:[A-Z][\w'’-]+\s?)+)\s+([a-z]+)\s+that\s+"
    r"((?:the|an?|some|his|her|their)\s+[A-Za-z-]+)?"
)


def _via(text: str) -> str | None:
    """Whose words a quotation hands on: "the diplomat reported that the Venezuelans ..."."""
    for match in _SAID_INSIDE.finditer(text):
        if match.group(2) in cues.SAYING:
            return "; ".join(phrase for phrase in (match.group(1), match.group(3)) if phrase)
    return None


def _according(rows: list[Sentence], outer: list[Span], text: str) -> dict[int, Attribution]:
    """For each quotation in a sentence that begins "According to X": that X, who a pronoun in it means."""
    found = {}
    for row in rows:
        opening = re.match(r"(?i)according to ([^,]+),", text[row.starts[0] : row.ends[-1]]) if row.starts else None
        if opening and row.quotations:
            start = row.starts[0] + opening.start(1)
            voice = Attribution(start, row.starts[0] + opening.end(1), "said", 0.8, "according")
            found.update(dict.fromkeys(row.quotations.values(), voice))
    return found


def _entity(names: pd.DataFrame, voice: Attribution) -> str | None:
    """The one person or organisation named in a speaker's phrase; None where it names none, or several."""
    inside = names[names["start"].ge(voice.start) & names["end"].le(voice.end)]
    people = inside[inside["kind"].isin(["person"])]
    named = (people if len(people) else inside[inside["kind"].eq("organisation")])["entity"].unique()
    return str(named[0]) if len(named) == 1 else None


def _candidates(names: pd.DataFrame, at: int) -> str | None:
    """The people named last before a pronoun, nearest first."""
    before = names.loc[names["kind"].eq("person") & names["end"].le(at), "entity"]
    found = list(dict.fromkeys(reversed(list(before))))[:_CANDIDATES]
    return "; ".join(found) or None


def _voices(article: Article, outer: list[Span]) -> list[Attribution | None]:
    """Who speaks each outer quotation."""
    text = article.text
    blocks = [(row.start, row.end) for row in paragraphs(article).itertuples()]
    rows = clause_sentences(text, blocks, outer)
    found, leaning = attribute(rows, len(outer)), _according(rows, outer, text)
    for i, voice in enumerate(found):
        if voice is not None and i in leaning and text[voice.start : voice.end].lower() in cues.SUBJECT_PRONOUNS:
            lean = leaning[i]
            found[i] = Attribution(lean.start, lean.end, voice.cue, lean.confidence, lean.rule)
    return found


@lru_cache(maxsize=8)
def _quotes(article: Article) -> pd.DataFrame:
    roles, lines = paragraphs(article), sentences(article)
    read = [(row.start, row.end) for row in roles[roles["role"].isin(_ROLES_READ)].itertuples()]
    spans = paired(article.text, read)
    outer = [span for span in spans if span.depth == 0]
    voices, names = dict(zip(outer, _voices(article, outer), strict=True)), mentions(article)
    opens = set(lines["start"])
    rows: list[dict[str, object]] = []
    parents: list[int] = []
    for number, span in enumerate(spans):
        parents = [k for k in parents if spans[k].end >= span.end]
        sentence = int(lines["start"].searchsorted(span.start, side="right")) - 1
        quoted = article.text[span.start : span.end]
        row = {"quote": number, "kind": kind(quoted, span.start in opens), "sentence": sentence}
        row |= {"start": span.start, "end": span.end, "text": quoted, "via": _via(quoted)}
        row |= {"nested_in": parents[-1] if parents else None} | _speaker(article, names, voices.get(span))
        rows.append(row)
        parents.append(number)
    table = pd.DataFrame(rows, columns=QUOTE_COLUMNS)
    return table.astype({"nested_in": "Int64", "speaker_start": "Int64", "speaker_end": "Int64", "confidence": float})


def _speaker(article: Article, names: pd.DataFrame, voice: Attribution | None) -> dict[str, object]:
    """The columns that say who speaks; a pronoun stays one, with those it may mean."""
    if voice is None:
        return {}
    surface = article.text[voice.start : voice.end]
    pronoun = surface.lower() in cues.SUBJECT_PRONOUNS
    sure = round(min(voice.confidence, 0.4) if pronoun else voice.confidence, 2)
    safe = not pronoun and sure >= SAFE
    return {
        "speaker": surface,
        "speaker_start": voice.start,
        "speaker_end": voice.end,
        "speaker_entity": _entity(names, voice) if safe else None,
        "cue": voice.cue or None,
        "confidence": sure,
        "candidates": _candidates(names, voice.start) if pronoun else None,
    }


def quotes(article: Article) -> pd.DataFrame:
    """The article's quotations and their speakers, in titles, body and captions.

    Returns:
        quote (from 0), kind (sentence, fragment, or scare: a term set in marks), sentence, start, end, text (marks
        included), speaker (as it stands: "he"), speaker_start, speaker_end, speaker_entity (whom that means, where it
        is safe to say: never for a pronoun, never below SAFE), via (whose words the quotation hands on), nested_in
        (quote it stands in), cue (the word that introduces it), confidence (in the speaker, 0 to 1; NaN where none was
        found), candidates (people a pronoun may mean, the nearest first).
    """
    return _quotes(article).copy()
