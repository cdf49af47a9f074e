"""Who speaks and who does not: sources, those without a name, those who gave no answer, the accused who are not heard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.attribution import quotes
from dateline.brief.happenings import namer_of
from dateline.brief.wording import Span, counted, listed, number, quoted, sentence
from dateline.entities import mentions
from dateline.reading import Reading
from dateline.voices.passages import whose

Finding = tuple[str, tuple[Span, ...], int]  # sentence, what it rests on, how many rows that is

FEWEST_STATEMENTS = 4  # a share of fewer is none
LARGE_SHARE = 1 / 2  # from here on it is said how much comes from one source
MOST_NAMED = 6  # sources named one by one
_SHARES = ((1.0, "all"), (0.9, "nearly all"), (2 / 3, "two thirds or more"), (0.51, "more than half"), (0.5, "half"))

# Heads of phrases that name nobody.
_UNNAMED = frozenset(
    """
    source official insider person people critic observer analyst expert aide adviser advisor colleague diplomat
    witness relative friend neighbour neighbor resident worker employee executive lawmaker supporter opponent
    """.split()
)
_LAWYERS = re.compile(
    r"(?i)\b(?:lawyers?|attorneys?|solicitors?|barristers?|counsel|legal team|defen[cs]e|defenders?)\b"
)
_SPOKEN_FOR = re.compile(r"(?i)[^.\n]{0,60}\b(?:spokes\w+|representatives?|press office|family)\b[^.\n]{0,60}")
_SILENT = (  # verbs that are denied, and what they then leave out
    (frozenset("respond reply answer return comment".split()), ("not",)),
    (frozenset("reach contact".split()), ("not",)),
)
_DECLINING = frozenset("decline refuse".split())
_COMMENTING = frozenset(
    "comment say speak discuss answer respond elaborate talk disclose reveal specify name be".split()
)
_ACCUSING = {"accuse": "accused", "charge": "charged", "blame": "blamed", "indict": "indicted", "sue": "sued"}


def statements(reading: Reading) -> list[Any]:
    """What is said by somebody, each words once: quotations and reported statements, without those inside others."""
    said = quotes(reading)
    said = said.assign(source=whose(said))
    kept: list[Any] = []
    for row in said[said["kind"].ne("scare")].sort_values(["start", "end"], ascending=[True, False]).itertuples():
        if not kept or row.start >= kept[-1].end:
            kept.append(row)
    return kept


def _is_open(source: str) -> bool:
    return source.lower() in ("", "he", "she", "they", "it", "i", "we", "you", "who", "which")


def who_speaks(reading: Reading) -> Iterator[Finding]:
    """Who is quoted or reported, and whether much of that rests on one of them."""
    said = statements(reading)
    known = [row for row in said if not _is_open(row.source)]
    if not known:
        return
    by_source: dict[str, list[Any]] = {}
    for row in known:
        by_source.setdefault(row.source, []).append(row)
    names = sorted(by_source, key=lambda name: -len(by_source[name]))
    spans = tuple((row.start, row.end) for row in known)
    shown = [_named(reading, by_source[name][0]) for name in names]
    only = "the only source quoted or cited" if len(known) == len(said) and len(names) == 1 else "quoted or cited"
    yield sentence(f"{only}: {listed(shown, MOST_NAMED)}"), spans, len(known)
    largest = by_source[names[0]]
    if len(said) >= FEWEST_STATEMENTS and len(largest) / len(said) >= LARGE_SHARE and len(names) > 1:
        rests = tuple((row.start, row.end) for row in largest)
        is_quoted = all(row.kind != "indirect" for row in said)
        what = "quotations" if is_quoted else "quotations and reported statements"
        share = _share(len(largest), len(said))
        yield (
            sentence(f"{share} of the {number(len(said))} {what} come from one source, {shown[0]}"),
            rests,
            len(largest),
        )


def _named(reading: Reading, row: Any) -> str:
    """The source of a statement as it is printed within a sentence."""
    is_placed = row.speaker_entity is None and row.speaker_start is not None and row.speaker_start == row.speaker_start
    phrase = namer_of(reading).phrase((int(row.speaker_start), int(row.speaker_end))) if is_placed else None
    return phrase or row.source


def _share(part: int, whole: int) -> str:
    return "half" if 2 * part == whole else number(part)


def unnamed_sources(reading: Reading) -> Iterator[Finding]:
    """Sources that stand in the text without a name: "officials", "a person familiar with the talks"."""
    namer = namer_of(reading)
    persons = mentions(reading)
    persons = [(a, b) for a, b, k in persons[["start", "end", "kind"]].itertuples(index=False) if k == "person"]
    found: dict[str, list[Span]] = {}
    for row in statements(reading):
        if row.speaker_entity is not None or row.speaker is None or row.speaker_start is None:
            continue
        span = (int(row.speaker_start), int(row.speaker_end))
        if any(span[0] <= a and b <= span[1] for a, b in persons) or row.confidence < 0.6:
            continue
        heads = [
            i
            for i in namer.clauses.words_in(*span)
            if namer.clauses.lemmas[i] in _UNNAMED and namer.trees.upos[i] == "NOUN"
        ]
        if heads and namer.trees.child(heads[0], "appos") is None:
            text = " ".join(row.speaker.split())
            found.setdefault(text[0].lower() + text[1:], []).append(span)
    if found:
        spans = tuple(sorted(span for spans in found.values() for span in spans))
        verb = "is" if len(spans) == 1 else "are"
        what = counted(len(spans), "statement")
        yield (
            sentence(f"{what} {verb} given to sources without a name: {listed([quoted(name) for name in found])}"),
            spans,
            len(spans),
        )


def no_answer(reading: Reading) -> Iterator[Finding]:
    """Who declined to comment, did not answer or could not be reached."""
    namer = namer_of(reading)
    t, lemmas = namer.trees, namer.clauses.lemmas
    for word in range(len(t.text)):
        said = _silence(namer, word)
        if said is None or t.upos[word] not in ("VERB", "ADJ", "NOUN"):
            continue
        subject = namer.subject(word)
        who = namer.phrase(subject) if subject else None
        if who is not None and lemmas[word]:
            spans = (subject, (t.start[word], t.end[word]))
            yield sentence(f"{who} {said}"), tuple(sorted(spans)), 1


def _silence(namer: Any, word: int) -> str | None:
    """ "declined to comment" and the like, in plain words; None for another verb."""
    t, clauses = namer.trees, namer.clauses
    lemma = clauses.lemmas[word]
    helpers = {clauses.types[c] for c in t.children(word, "aux", "cop")}
    if lemma in _DECLINING:
        done = next((c for c in t.children(word, "xcomp") if clauses.lemmas[c] in _COMMENTING), None)
        if done is None or clauses.is_negated(word):
            return None
        what = "be interviewed" if "interviewed" in clauses.types[done : done + 1] else t.text[done]
        if clauses.lemmas[done] not in ("comment", "elaborate"):
            return None if what not in ("speak", "talk", "answer") else f"declined to {what}"
        return f"declined to {what}"
    if clauses.is_negated(word):
        if lemma in ("respond", "reply") and helpers & {"did", "has", "had", "have"}:
            return "did not respond"
        if lemma in ("reach", "contact") and helpers & {"could", "can"}:
            return "could not be reached"
    return None


def accused_unheard(reading: Reading) -> Iterator[Finding]:
    """Whom the article calls accused, charged or blamed, where it has no word of theirs or of a lawyer."""
    namer = namer_of(reading)
    t, clauses = namer.trees, namer.clauses
    said = statements(reading)
    if any(_is_open(row.source) for row in said) or any(_LAWYERS.search(str(row.speaker)) for row in said):
        return  # "he" may be the accused
    heard = {row.source for row in said}
    text = reading.article.text
    done: set[str] = set()
    for word in range(len(t.text)):
        verb = _ACCUSING.get(clauses.lemmas[word])
        if verb is None or t.upos[word] != "VERB" or clauses.is_negated(word) or clauses.is_conditional(word):
            continue
        target = t.own_subject(word) if t.is_passive(word) else t.child(word, "obj")
        if target is None:
            continue
        entity = next((namer.names[span] for span in namer.names if span[0] <= t.start[target] < span[1]), None)
        if entity is None or entity in done or any(entity in who or who in entity for who in heard):
            continue
        done.add(entity)
        if _speaks_for(text, entity):
            continue
        spans = ((t.start[target], t.end[target]), (t.start[word], t.end[word]))
        yield (
            sentence(f"{entity} is {verb}, and the article has no statement by {entity} or a lawyer"),
            tuple(sorted(spans)),
            1,
        )


def _speaks_for(text: str, entity: str) -> bool:
    """Whether a text has a lawyer or somebody who speaks for a body."""
    last = re.escape(entity.rsplit(" ", 1)[-1])
    return bool(_LAWYERS.search(text) or any(last in near[0] for near in _SPOKEN_FOR.finditer(text)))
