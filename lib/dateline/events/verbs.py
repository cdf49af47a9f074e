"""Which words of a sentence are verbs, told by tables of forms and the word before.

No tagger and no model: the finite verbs of news are auxiliaries, regular and irregular pasts, and some presents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from dateline.events import grammar as g


class Word(NamedTuple):
    """A token and its sort: what it may be by form alone.

    sort: auxiliary, past, ambiguous (past or participle), participle, present, bare (be, been), ing, or "".
    """

    text: str
    type: str
    lemma: str
    kind: str
    start: int
    end: int
    sort: str


@dataclass(frozen=True)
class VerbGroup:
    """A finite verb with its auxiliaries: token indexes (last inclusive), the main verb, and what the group says."""

    first: int
    last: int
    head: int
    tense: str  # past, perfect, present, future, modal
    negated: bool
    reducible: bool  # may yet turn out a participle ("the bombs planted there exploded")


@lru_cache(maxsize=1 << 14)
def verb_sort(form: str, lemma: str) -> str:
    """What a word may be as a verb, by its case-folded form and its lemma."""
    clitic = form[form.rfind("'") :] if "'" in form else ""
    if form in g.FINITE_AUXILIARY or clitic in g.CLITICS:
        return "auxiliary"
    if form in g.BARE_AUXILIARY:
        return "bare"
    if form in g.PAST_ONLY or (form[:2] == "re" and form[2:] in g.PAST_ONLY):  # retook
        return "past"
    if form in g.PAST_OR_PARTICIPLE or (form.endswith("ed") and len(form) > 3 and lemma != form):
        return "ambiguous"
    if form in g.PARTICIPLE_ONLY:
        return "participle"
    if form.endswith("ing") and len(form) > 4 and lemma != form:
        return "ing"
    return "present" if form in g.VERBS or (form.endswith("s") and lemma in g.VERBS) else ""


def words(rows) -> list[Word]:
    """The words of a sentence from its (text, type, lemma, kind, start, end) rows; "she'll" is two of them."""
    made: list[Word] = []
    for text, form, lemma, kind, start, end in (word for row in rows for word in _parted(*row)):
        if form == "'s" and made and made[-1].type in g.TAKES_IS:
            kind = "word"
        sort = verb_sort(form, lemma) if kind == "word" else ""
        made.append(Word(text, form, lemma, kind, start, end, sort))
    return made


def _parted(text: str, form: str, lemma: str, kind: str, start: int, end: int):
    """A token as its row, a subject and the auxiliary that is written on to it as two."""
    joint = form.rfind("'")
    if joint > 0 and form[joint:] in g.CLITICS and len(form) == len(text):
        yield text[:joint], form[:joint], form[:joint], kind, start, start + joint
        text, form, lemma, kind, start = text[joint:], form[joint:], form[joint:], "word", start + joint
    yield text, form, lemma, kind, start, end


def is_adverb(word: Word) -> bool:
    return word.type in g.ADVERBS or (word.type.endswith("ly") and word.kind == "word" and len(word.type) > 4)


def before(sentence: list[Word], i: int) -> int:
    """The index of the word before i, adverbs skipped; -1 at the start. Looks back five words at most."""
    j = i - 1
    while j >= 0 and i - j < 5 and is_adverb(sentence[j]):
        j -= 1
    return j


def _plural(word: Word) -> bool:
    return word.kind in ("word", "name") and word.type.endswith("s") and not word.type.endswith("ss")


def _present_is_verb(sentence: list[Word], i: int, prior: Word) -> bool:
    """A present form counts where the word before can be its subject and the word after can follow a verb."""
    if i + 1 < len(sentence) and sentence[i + 1].sort in ("auxiliary", "past"):
        return False
    if prior.type in g.OPENERS or prior.type in g.COORDINATORS:
        return prior.type in ("who", "which", "that")
    if prior.type not in g.PRONOUNS and sentence[i].lemma not in g.SAYING and _closes(sentence, i + 1):
        return False
    third = sentence[i].type.endswith("s") and sentence[i].type not in g.VERBS
    if prior.type in g.PRONOUNS:
        return third == (prior.type in ("he", "she", "it", "one", "this", "everyone", "someone", "nobody"))
    if prior.kind not in ("word", "name") or prior.type in g.PREPOSITIONS or prior.sort:
        return False
    return prior.kind == "name" or third != _plural(prior)


def _closes(sentence: list[Word], i: int) -> bool:
    """Whether a phrase ends before word i: a noun in a list, rather than a verb."""
    return i >= len(sentence) or sentence[i].kind == "mark" or sentence[i].type in g.COORDINATORS


def _after_pronoun(word: Word, prior: Word) -> bool:
    """A word in no table that must be a verb by what stands before it ("who demonstrate")."""
    closed = g.PREPOSITIONS | g.DETERMINERS | g.PRONOUNS | g.COORDINATORS
    if word.kind != "word" or word.type in closed or word.type in g.OPENERS or word.type == "to" or is_adverb(word):
        return False
    if prior.type in ("he", "she", "it"):
        return word.lemma != word.type and word.type.endswith("s")
    return prior.type in ("they", "we", "i", "who") and not word.type.endswith("ing")


def may_be_finite(sentence: list[Word], i: int) -> bool:
    """Whether the word can be a finite verb where it stands, by itself and the word before."""
    word, j = sentence[i], before(sentence, i)
    if word.type in g.CLITICS and word.kind == "word":
        return True
    if j < 0 or word.sort in ("bare", "participle", "ing"):
        return False
    prior = sentence[j]
    if not word.sort:
        return _after_pronoun(word, prior)
    if prior.type == "to" or (prior.type in g.DETERMINERS and prior.type not in g.PRONOUNS | {"all", "both", "whose"}):
        return False
    if word.sort == "auxiliary":
        return not (word.type == "may" and word.text[0].isupper())
    if prior.type in ("'s", "'") or (prior.type in g.PREPOSITIONS and prior.type not in g.OPENERS):
        return False
    if word.sort == "present":  # a capital makes a name of it ("United States")
        return not (word.text[0].isupper() and word.text[1:].islower()) and _present_is_verb(sentence, i, prior)
    return word.sort == "past" or (prior.sort not in ("auxiliary", "bare") and prior.type not in ("get", "got", "gets"))


def _tense(first: Word, is_chain: bool) -> str:
    form = g.CLITICS.get(first.type[first.type.rfind("'") :], first.type) if "'" in first.type else first.type
    if form in g.FUTURE:
        return "future"
    if form in g.MODAL:
        return "modal"
    if form in ("has", "have", "hasn't", "haven't"):
        return "perfect" if is_chain else "present"
    return "present" if form in g.PRESENT_AUXILIARY or first.sort in ("present", "") or form == "'s" else "past"


def verb_group(sentence: list[Word], first: int) -> VerbGroup:
    """The verb group that begins with the finite verb at `first`; looks ahead six words at most."""
    head = last = first
    adverbs = sentence[before(sentence, first) + 1 : first]
    negated = "n't" in sentence[first].type or any(word.type in ("not", "never") for word in adverbs)
    if sentence[first].sort == "auxiliary":
        takes_base = sentence[first].type in g.MODAL | g.DO or sentence[first].type.endswith(("'ll", "'d"))
        for j in range(first + 1, min(first + 7, len(sentence))):
            word = sentence[j]
            if is_adverb(word):
                negated = negated or word.type in ("not", "never")
                continue
            if word.sort in ("auxiliary", "bare") and (takes_base or word.sort == "bare"):
                head, last, takes_base = j, j, False
                continue
            base = takes_base and word.kind == "word" and word.type not in g.PREPOSITIONS | g.DETERMINERS | g.PRONOUNS
            if base or word.sort in ("ambiguous", "participle", "ing"):
                head = last = j
            break
    follows = sentence[last + 1].type in g.PREPOSITIONS if last + 1 < len(sentence) else False
    reducible = head == first and sentence[first].sort == "ambiguous" and follows
    return VerbGroup(first, last, head, _tense(sentence[first], head > first), negated, reducible)
