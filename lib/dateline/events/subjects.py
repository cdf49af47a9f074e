"""Who does it: the subject of a clause as it stands in the text, a name only where it is safe.

A pronoun stays a pronoun. A relative pronoun gives way to the phrase right before it, a verb after "and" takes the
subject of the verb before, and an inverted "said Smith" finds it behind the verb; nothing further is guessed.
"""

from __future__ import annotations

from dateline.events import grammar as g
from dateline.events.syntax import Clause, phrase_start
from dateline.events.verbs import Word, is_adverb

_DEEPEST = 6  # how many clauses a shared subject is followed back
_NEAREST = 12  # how many clauses back
_LONGEST = 80  # words between the start of a clause and its verb
_LEADS = g.COORDINATORS | frozenset(g.OPENERS)
_RELATIVES = frozenset("who which that".split())


def antecedent(sentence: list[Word], clause: Clause) -> tuple[int, int]:
    """The words, first and past the last, of the noun phrase that a relative clause follows; empty where none does."""
    end = clause.first
    while end > 0 and sentence[end - 1].kind == "mark" and sentence[end - 1].type not in ("'s", "%"):
        end -= 1
    return phrase_start(sentence, end), end


def _is_of_time(sentence: list[Word], times: frozenset[int], i: int) -> bool:
    return i in times or is_adverb(sentence[i]) or sentence[i].type in g.PREPOSITIONS or sentence[i].type in g.OPENERS


def _piece(sentence: list[Word], times: frozenset[int], first: int, end: int) -> tuple[int, int]:
    """The subject phrase among the words before a verb: fronted phrases, times and appositions left out."""
    while first < end - 1 and (sentence[first].kind == "mark" or sentence[first].type in _LEADS):
        first += 1
    commas = [i for i in range(first, end) if sentence[i].type == "," and i not in times]
    fronted = sentence[first].type in g.PREPOSITIONS or sentence[first].sort in ("ing", "ambiguous", "participle")
    if commas and (fronted or all(_is_of_time(sentence, times, i) for i in range(first, commas[0]))):
        first, commas = commas[0] + 1, commas[1:]
    elif fronted:
        return phrase_start(sentence, end, first), end
    return first, (commas[0] if commas else end)


def _after_day(sentence: list[Word], first: int, end: int) -> int:
    """The first word of a phrase after a day before it ("This Wednesday the minister", but not "Wednesday's vote")."""
    i = first + (sentence[first].type in ("this", "last", "next")) if first < end else end
    if i + 1 < end and sentence[i].type in g.CALENDAR_DAYS and sentence[i + 1].type not in ("'s", "’s"):
        return i + 1
    return first


def _is_apart(sentence: list[Word], times: frozenset[int], i: int, end: int) -> bool:
    """Whether a word before a phrase is no part of it: a mark, an opener, or a time ("that night Lee", but not
    "Friday's vote")."""
    if sentence[i].kind == "mark" or sentence[i].type in _LEADS:
        return True
    after = next((j for j in range(i, end) if j not in times), end)
    return i in times and after < end and sentence[after].type not in ("'s", "’s")


def _trim(sentence: list[Word], times: frozenset[int], first: int, end: int) -> tuple[int, int]:
    """A phrase without times, adverbs and marks at its edges, cut before the first preposition but "of"."""
    first = _after_day(sentence, first, end)
    while first < end and (_is_apart(sentence, times, first, end) or is_adverb(sentence[first])):
        first += 1
    for i in range(first + 1, end):
        if sentence[i].type != "of" and (sentence[i].type in g.PREPOSITIONS or sentence[i].type in g.OPENERS):
            end = i
            break
    while end > first and (sentence[end - 1].kind == "mark" or is_adverb(sentence[end - 1])):
        end -= 1
    return first, end


def _inverted(sentence: list[Word], clause: Clause) -> tuple[int, int] | None:
    """The phrase behind a verb of saying with nothing before it ("said Jane Smith on Monday")."""
    if clause.verb is None or clause.head is None or sentence[clause.head].lemma not in g.SAYING:
        return None
    first = end = clause.verb.last + 1
    while end <= clause.last and end - first < 8 and sentence[end].kind in ("word", "name"):
        if sentence[end].type in g.PREPOSITIONS or sentence[end].type in g.OPENERS or sentence[end].sort:
            break
        if sentence[end].type in g.CALENDAR_DAYS:
            break
        end += 1
    return (first, end) if end > first else None


def subject(
    sentence: list[Word], clauses: list[Clause], times: frozenset[int], k: int, depth: int = 0
) -> tuple[int, int] | None:
    """The words, first and past the last, of the subject of clause k; None where it cannot be told. `times` are the
    words of time expressions."""
    clause = clauses[k]
    if clause.verb is None or depth > _DEEPEST or clause.verb.first - clause.first > _LONGEST:
        return None
    if clause.form == "relative":
        opener = next((i for i in range(clause.first, clause.verb.first) if sentence[i].type in g.OPENERS), None)
        between = [i for i in range((opener or clause.first) + 1, clause.verb.first) if not is_adverb(sentence[i])]
        if not between:
            first, end = antecedent(sentence, clause)
            return (first, end) if end > first and sentence[opener or 0].type in _RELATIVES else None
    if clause.verb.first > clause.first:
        first, end = _trim(sentence, times, *_piece(sentence, times, clause.first, clause.verb.first))
        if end > first:
            return first, end
    if clause.form == "coordinate":
        earlier = range(k - 1, max(k - 1 - _NEAREST, -1), -1)
        prior = next((j for j in earlier if clauses[j].parent == clause.parent or j == clause.parent), None)
        return None if prior is None else subject(sentence, clauses, times, prior, depth + 1)
    return _inverted(sentence, clause)


def is_person(word: Word) -> bool:
    """Whether a common noun can be someone, by a table of nouns and the endings of people."""
    return word.kind == "word" and word.type not in g.NOT_PERSONS and (
        word.type in g.PERSON_NOUNS or word.lemma in g.PERSON_NOUNS or word.type.endswith(g.PERSON_ENDINGS)
    )  # fmt: skip


def _head(sentence: list[Word], first: int, end: int) -> int:
    """The head of a noun phrase: the last word before "of"."""
    for i in range(first + 1, end):
        if sentence[i].type == "of":
            return i - 1
    return end - 1


def who(sentence: list[Word], phrase: tuple[int, int] | None, names: dict[int, int]) -> tuple[int, int] | None:
    """The characters that say who: a name, a pronoun, or a noun phrase that can be someone.

    Arguments:
        sentence: its words.
        phrase: the words of the subject, first and past the last.
        names: where each name of the article ends, and where it starts.

    Returns:
        start and end in the article's text, None where the subject is no one.
    """
    if phrase is None:
        return None
    first, end = phrase
    head = sentence[_head(sentence, first, end)]
    whole = sentence[first].start, sentence[end - 1].end
    if end - first == 1 and head.type in g.WHO_PRONOUNS:
        return whole
    if any(word.type in g.COORDINATORS for word in sentence[first:end]):
        someone = any(w.kind == "name" or is_person(w) or w.type in g.WHO_PRONOUNS for w in sentence[first:end])
        return whole if someone else None
    if head.end in names and head is sentence[end - 1]:
        return min(max(names[head.end], whole[0]), _capitals(sentence, first, end)), head.end
    return whole if head.kind == "name" or is_person(head) else None


def _capitals(sentence: list[Word], first: int, end: int) -> int:
    """Where the run of capitalised words begins that ends a phrase ("New York Times", with "New" no name by itself)."""
    i = end - 1
    while i > first and sentence[i - 1].text[:1].isupper() and sentence[i - 1].type not in g.DETERMINERS:
        i -= 1
    return sentence[i].start
