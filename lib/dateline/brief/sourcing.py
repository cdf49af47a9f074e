"""Who speaks and who does not: sources, those without a name, who gave no answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from dateline.attribution import quotes
from dateline.brief.happenings import Namer, namer_of
from dateline.brief.wording import Finding, Span, counted, listed, number, quoted, sentence
from dateline.reading import Reading
from dateline.segments import sayings
from dateline.segments.segmentation import sentences
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.tables import DOUBTFUL
from dateline.voices.passages import whose

FEWEST_STATEMENTS = 4  # a share of fewer is none
LARGE_SHARE = 1 / 2  # from here on it is said how much comes from one source
MOST_NAMED = 6  # sources named one by one
# Heads of phrases that name nobody.
_UNNAMED = frozenset(
    """
    source official insider person people critic observer analyst expert aide adviser advisor colleague diplomat
    witness relative friend neighbour neighbor resident worker employee executive lawmaker supporter opponent
    """.split()
)
_OWNED = frozenset("his her its their my our your".split())  # "his daughter", and it is not known whose
_COMMENTING = frozenset("comment elaborate speak talk answer respond discuss say".split())
_ANSWER = re.compile(r"\b(?:comments?|details?|information|interview|interviewed|statement|reasons?)\b")
_ASKING = frozenset("request message call email e-mail query inquiry question letter text voicemail comment".split())
_HELPERS = frozenset("did has had have could can".split())


def statements(reading: Reading) -> list[Any]:
    """What body and captions say in somebody's words, each words once: not those inside others, nor terms in marks."""
    said, lines = quotes(reading), sentences(reading)
    said = said.assign(source=whose(said))
    told = said["kind"].ne("scare") & ~said["sentence"].isin(lines.loc[lines["role"].eq("title"), "sentence"])
    kept: list[Any] = []
    for row in said[told].sort_values(["start", "end"], ascending=[True, False]).itertuples():
        if not kept or row.start >= kept[-1].end:
            kept.append(row)
    return kept


def is_open(row: Any) -> bool:
    """Whether nobody, or only "he", is known to say something."""
    source = row.source.lower()
    return not source or source in sayings.PRONOUNS | CALENDAR_WORDS | {"who", "which"} or source.startswith("that ")


def places(rows: list[Any]) -> tuple[Span, ...]:
    """The characters of statements."""
    return tuple((row.start, row.end) for row in rows)


def who_speaks(reading: Reading) -> Iterator[Finding]:
    """Who is quoted or reported, and whether much of that rests on one of them."""
    said = statements(reading)
    by_source: dict[str, list[Any]] = defaultdict(list)
    for row in said:
        if not is_open(row):
            by_source[row.source].append(row)
    if not by_source:
        return
    groups = sorted(by_source.values(), key=len, reverse=True)
    names = [namer_of(reading).speaker(rows[0]) for rows in groups]
    last = {name.rsplit(" ", 1)[1] for name in names if " " in name}  # "Lee" is "Ann Lee"
    shown = [name for name in names if name not in last and name.split()[0] not in _OWNED]
    known = [row for rows in groups for row in rows]
    n, largest = len(said), groups[0]
    is_large = n >= FEWEST_STATEMENTS and len(largest) / n >= LARGE_SHARE
    if shown and not (is_large and shown == names[:1]):  # else one source is all that there is to name
        yield sentence(f"quoted or cited: {listed(shown, MOST_NAMED)}"), places(known), len(known)
    if is_large:
        shares = {n: f"all {number(n)}", n / 2: f"half of the {number(n)}"}
        share = shares.get(len(largest), f"{number(len(largest))} of the {number(n)}")
        what = "quotations" if all(row.kind != "indirect" for row in said) else "quotations and reported statements"
        yield sentence(f"{share} {what} come from one source, {names[0]}"), places(largest), len(largest)


def unnamed_sources(reading: Reading) -> Iterator[Finding]:
    """Sources that stand in the text without a name: "officials", "a person familiar with the talks"."""
    namer, found = namer_of(reading), defaultdict[str, list[Any]](list)
    for row in statements(reading):
        span = namer.speaker_at(row)
        if is_open(row) or isinstance(row.speaker_entity, str) or row.confidence < DOUBTFUL or span is None:
            continue
        words = namer.clauses.words_in(*span)
        heads = [i for i in words if namer.clauses.lemmas[i] in _UNNAMED and namer.trees.upos[i] == "NOUN"]
        has_name = any(namer.in_name.get(i) in namer.persons for i in words)
        if heads and not has_name and namer.trees.child(heads[0], "appos") is None:
            found[quoted(namer.speaker(row))].append(row)
    rows = [row for rows in found.values() for row in rows]
    if rows:
        what = f"{counted(len(rows), 'statement')} {'comes' if len(rows) == 1 else 'come'}"
        text = f"{what} from {'a source' if len(found) == 1 else 'sources'} without a name: {listed(list(found))}"
        yield sentence(text), places(rows), len(rows)


def no_answer(reading: Reading) -> Iterator[Finding]:
    """Who declined to comment, did not answer or could not be reached."""
    namer = namer_of(reading)
    for word, upos in enumerate(namer.trees.upos):
        said = _silence(namer, word) if upos in ("VERB", "ADJ") else None
        subject = namer.subject(word) if said else None
        who = namer.phrase(subject) if subject else None
        if subject and who and said:
            end = max(namer.trees.end[word], subject[1])
            yield sentence(f"{who} {said}"), ((min(subject[0], namer.trees.start[word]), end),), 1


def _silence(namer: Namer, word: int) -> str | None:
    """ "declined to comment" and the like, in plain words; None for another verb."""
    t, clauses = namer.trees, namer.clauses
    lemma, is_negated = clauses.lemmas[word], clauses.is_negated(word)
    if lemma in ("decline", "refuse") and not is_negated and (asked := t.children(word, "xcomp")):
        found = namer.happening(word)
        words = found.on()[len(found.who) :].strip() if found else ""
        return words if clauses.lemmas[asked[0]] in _COMMENTING or _ANSWER.search(words) else None
    if lemma == "available" and is_negated and any(clauses.types[c] == "comment" for c in t.children(word, "obl")):
        return "was not available for comment"
    if not is_negated or not _HELPERS & {clauses.types[c] for c in t.children(word, "aux", "cop")}:
        return None
    if lemma in ("respond", "reply"):
        to = [i for c in t.children(word, "obl") for i in t.subtree(c) if t.upos[i] == "NOUN"]
        is_to_paper = not to or any(clauses.lemmas[i] in _ASKING for i in to)  # "to the subpoena" is no silence to it
        return "did not respond" if is_to_paper else None
    return "could not be reached" if lemma in ("reach", "contact") and t.is_passive(word) else None
