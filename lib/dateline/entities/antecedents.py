"""Whom a pronoun or a description means; open where two are near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from dateline.entities import mentions
from dateline.entities.discourse import PRONOUNS, SAFE, Discourse, Referent, Said
from dateline.entities.roles import NOUNS, Role, describes, gender_of_noun, is_called, is_person, role
from dateline.reading import Reading
from dateline.segments.segmentation import sentences
from dateline.syntax import Trees, trees_of
from dateline.tables import table

ANTECEDENT_COLUMNS = ["sentence", "start", "end", "text", "entity", "confidence", "candidates", "reason"]
_CALLED = 0.87  # confidence in somebody who alone is called so
_RIVALLED = 0.8  # the most where somebody else is as near
_SAFE_IN_MARKS = 0.92  # who speaks may mean somebody whom only the other knows
_SURE = 0.97  # the least where somebody else spoke last
_TIMES, _JUST = 3, 2
_SHOWN = 3  # candidates of a row
_ASKED = 8  # people who share a description
_LOOKED_BACK = 20  # phrases
_RECENT = 4  # sentences of the narration in which a statement is "the statement"


class Answer(NamedTuple):
    """What was found for one phrase."""

    someone: Referent | None
    confidence: float
    candidates: list[Referent]
    reason: str


def _kinds(noun: str) -> tuple[str, ...]:
    """What a noun is for; of one that is in no table, either."""
    if is_person(noun):
        return ("person",)
    return ("organisation",) if noun in NOUNS["body"] else ("person", "organisation")


class Resolver:
    """Goes through an article once, the narration first, and settles each pronoun and description in turn."""

    def __init__(self, discourse: Discourse) -> None:
        self.d, self.trees = discourse, discourse.trees
        self.answers: dict[int, Answer] = {}
        self.called: dict[str, dict[int, Referent]] = {}  # noun -> those named who are called so
        self.nameless: dict[str, list[Referent]] = {}  # noun -> those described by it and not named
        self.issued: tuple[int, Referent] | None = None  # the last statement of which it is known whose it is
        for someone in (r for r in discourse.referents.values() if r.kind != "group"):
            for known in someone.roles:
                self._call(someone, known)

    def read(self) -> dict[int, Answer]:
        """Head of each phrase that was looked at -> the answer."""
        for word in self.words():
            self.settle(word)
        return self.answers

    def settle(self, word: int) -> None:
        """Answer for one of `words`, with those before it settled."""
        form = self.trees.text[word].lower()
        if form in PRONOUNS:
            self._pronoun(word)
        elif form in _OF_BODIES:
            self._body_pronoun(word)
        elif form in NOUNS["statement"]:
            self._statement(word)
        else:
            self._describe(word)

    def words(self) -> Iterator[int]:
        """Pronouns and nouns that may mean somebody, those in quotation marks last: who speaks must be known before."""
        d = self.d
        found = [w for w in range(len(self.trees.text)) if w not in d.holder and self._is_looked_at(w)]
        yield from (w for w in found if d.quoted[w] < 0)
        yield from (w for w in found if d.quoted[w] >= 0)

    def _is_looked_at(self, word: int) -> bool:
        trees, form = self.trees, self.trees.text[word].lower()
        if form in PRONOUNS or form in _OF_BODIES:
            return trees.upos[word] == "PRON"
        if form in NOUNS["accused"] and trees.child(word, "det") is not None:
            return True
        if trees.upos[word] not in ("NOUN", "PROPN") or trees.relation[word] in ("nmod:desc", "compound", "flat"):
            return False
        is_common = trees.text[word].islower() or trees.upos[word] == "NOUN"
        return (
            is_person(form)
            or (is_common and (form in NOUNS["body"] or form in NOUNS["statement"]))
            or word in self.d.speaks
        )

    # descriptions

    def _describe(self, word: int) -> None:
        """A noun: whoever it is put beside, whoever is called so, or somebody new."""
        d, trees = self.d, self.trees
        if trees.kind(word) == "appos" and trees.head[word] in d.holder:
            return
        if (subject := describes(trees, word)) is not None:
            if subject in d.holder:
                self._call(d.holder[subject], role(trees, word))
            return
        described = role(trees, word)
        kinds = _kinds(described.noun)
        is_phrase = len(kinds) == 1 or trees.child(word, "det", "nmod:poss") is not None
        apposed = (c for c in trees.children(word, "appos") if is_phrase and c in d.holder and d.holder[c].entity)
        beside = next((c for c in apposed if d.holder[c].kind in kinds and self._adjoins(word, c)), None)
        if beside is not None:
            self._answer(word, Answer(d.holder[beside], 0.95, [], "put beside the name"))
        elif len(kinds) == 1 and self._is_definite(word) and self._known(word, described):
            pass
        elif described.noun not in NOUNS["body"]:
            someone = Referent(None, gender=gender_of_noun(trees.text[word]), roles={described})
            self.nameless.setdefault(described.noun, []).append(someone)
            d.mean(word, someone)

    def _adjoins(self, word: int, name: int) -> bool:
        """Whether a name is set beside a noun: "her deputy, Tom Lee, left", not "her deputy, Tom Lee having left"."""
        trees = self.trees
        if name < word or trees.child(name, "conj") is not None:
            return False
        after = trees.subtree(name, ("acl", "appos", "punct"))[-1] + 1
        is_last = after == len(trees.text) or trees.sentence[after] != trees.sentence[name]
        return is_last or trees.upos[after] == "PUNCT" or trees.upos[name - 1] != "PUNCT"

    def _is_definite(self, word: int) -> bool:
        """Whether a phrase means somebody known: "the senator", "Lee's lawyer"; in a headline, "senator" alone."""
        trees, form = self.trees, self.trees.text[word].lower()
        determiner = trees.child(word, "det")
        owner = trees.child(word, "nmod:poss")
        if determiner is not None or (owner is None and form in NOUNS["owned"]):
            is_known = determiner is not None and trees.text[determiner].lower() in NOUNS["definite"]
            return is_known and form not in NOUNS["owned"]
        return trees.upos[owner] == "PROPN" if owner is not None else trees.sentence[word] in self.d.headings

    def _known(self, word: int, described: Role) -> bool:
        """Settle a description by those known who are called so; False where none is."""
        kinds = _kinds(described.noun)
        alike = [someone for noun in described.nouns for someone in self.called.get(noun, {}).values()]
        alike = list({id(someone): someone for someone in alike if someone.kind in kinds}.values())
        called = [someone for someone in alike[:_ASKED] if is_called(described, someone.roles)]
        again = self.nameless.get(described.noun, [])[-_ASKED:]
        nameless = next((r for r in reversed(again) if r.words[0] < word and is_called(described, r.roles)), None)
        if nameless is not None:
            self._answer(word, Answer(nameless, 0.5, called, "somebody without a name is called so too"))
            return True
        if not alike:
            return False
        chosen = self._main_of(word, called) if len(alike) < _ASKED else None
        reason = "alone is called so" if len(called) == 1 else "is called so, and the text is of no other"
        nobody = Referent(None, gender=gender_of_noun(self.trees.text[word]))
        is_open = Answer(nobody, 0.5, called or alike, "others may be called so")
        self._answer(word, is_open if chosen is None else Answer(chosen, _CALLED, [], reason))
        return True

    def _main_of(self, word: int, called: list[Referent]) -> Referent | None:
        """The only one, or the one who is spoken of three times as often as any other, and none of those just now."""
        if not called:
            return None
        first, *others = sorted(called, key=lambda someone: -len(someone.words))
        for other in others:
            before = other.words[: bisect_left(other.words, word)][-1:]  # empty of one who was only named in a role
            just = any(self.d.distance(word, near) <= _JUST for near in before)
            if just or len(first.words) < _TIMES * len(other.words):
                return None
        return first

    def _call(self, someone: Referent, known: Role) -> None:
        someone.roles.add(known)
        self.called.setdefault(known.noun, {})[id(someone)] = someone

    # statements and bodies

    def _statement(self, word: int) -> None:
        """ "The statement" that says something means whose it is."""
        issuer = self._issuer(word)
        if issuer is not None:
            self.issued = word, issuer
        elif word in self.d.speaks and self._is_definite(word) and self.issued is not None:
            before, issuer = self.issued
            if 0 <= self.d.distance(word, before) <= _RECENT:
                self.issued = word, issuer
        if issuer is not None and word in self.d.speaks:
            self._answer(word, Answer(issuer, _CALLED, [], "whose statement it is"))

    def _issuer(self, word: int) -> Referent | None:
        """Who makes a statement: "Lee's statement", "a statement from Lee", "Lee said in a statement"."""
        trees, holder = self.trees, self.d.holder
        for child in trees.children(word, "nmod"):
            cases = {trees.text[c].lower() for c in trees.children(child, "case")}
            if trees.relation[child] == "nmod:poss" or cases & {"from", "by"}:
                beside = [
                    c for noun in (child, word) for c in trees.children(noun, "appos")
                ]  # as it is parsed at times
                return holder.get(child) or next((holder[c] for c in beside if c in holder), None)
        verb, cases = trees.head[word], {trees.text[c].lower() for c in trees.children(word, "case")}
        subject = trees.subject_of(verb) if verb >= 0 and trees.kind(word) == "obl" and "in" in cases else None
        return holder.get(subject) if subject is not None else None

    def _body_pronoun(self, word: int) -> None:
        """ "It" or "they" as a subject: the one body or group that is the subject of the sentence before."""
        d, trees = self.d, self.trees
        form = trees.text[word].lower()
        is_subject = trees.relation[word] == "nsubj" and d.is_main(word)
        if not (word in d.speaks or (is_subject and form == "they")) or d.quoted[word] >= 0:
            return
        at = bisect_left(d.order, word)
        near = [w for w in d.order[max(0, at - _LOOKED_BACK) : at] if d.quoted[w] < 0 and 0 <= d.distance(word, w) <= 1]
        bodies = [w for w in near if _OF_BODIES[form](d.holder[w])]
        known = {id(d.holder[w]): d.holder[w] for w in reversed(bodies)}
        if len(known) == 1 and any(d.is_main(w) and trees.kind(d.chief(w)) == "nsubj" for w in bodies):
            self._answer(word, Answer(d.holder[bodies[-1]], _CALLED, [], "subject of the sentence before"))
        elif known:
            self._answer(word, Answer(None, 0.5, list(known.values()), "others are near"))

    # pronouns

    def _pronoun(self, word: int) -> None:
        """ "He" or "she": the likeliest, or nobody known."""
        d = self.d
        gender = PRONOUNS[self.trees.text[word].lower()]
        possible = d.candidates(word)
        weighed = d.weighed(word, possible)
        share, best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or share < 0.5:
            best = Referent(None, gender=gender)
        if len(possible) == 1 and best.gender == gender and d.distance(word, possible[0][1]) <= _JUST:
            share = max(share, _CALLED)
        before = bisect_left(best.words, word)
        if before and best.words[before - 1] in self.answers:
            share = min(share, self.answers[best.words[before - 1]].confidence)
        speaker = d.spoke_before(word)
        if speaker in self.answers and d.holder.get(speaker) is best:
            share = min(share, self.answers[speaker].confidence)
        in_marks = d.quoted[word] >= 0 and share < _SAFE_IN_MARKS
        if in_marks or d.rival(word, best, possible) or (share < _SURE and d.turns(word, best)):
            share = min(share, _RIVALLED)
        if share >= SAFE and best.gender == "u":
            best.gender = gender
        self._answer(word, Answer(best, share, [someone for _, someone in weighed], "pronoun"))

    def _answer(self, word: int, answer: Answer) -> None:
        self.answers[word] = answer
        if answer.someone is not None:
            self.d.mean(word, answer.someone)


# What each pronoun may mean.
_OF_BODIES: dict[str, Callable[[Referent], bool]] = {
    "it": lambda someone: someone.kind == "organisation" and not someone.is_plural,
    "they": lambda someone: someone.is_plural,
}
_PARTS = ("det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat")  # of a description


def _span(trees: Trees, word: int) -> tuple[int, int]:
    """First and last character of a phrase: of a noun with what stands before it, and with "of ...", "for ..."."""
    if trees.upos[word] == "PRON":
        return trees.start[word], trees.end[word]
    parts = [c for c in trees.children(word) if trees.relation[c] in _PARTS]
    parts += [
        c for c in trees.children(word, "nmod") if trees.text[trees.child(c, "case") or c].lower() in NOUNS["link"]
    ]
    spans = [trees.span(part, ("appos", "acl", "conj", "cc", "punct")) for part in parts]
    starts, ends = zip((trees.start[word], trees.end[word]), *spans, strict=True)
    return min(starts), max(ends)


def resolved(reading: Reading, said: Sequence[Said]) -> pd.DataFrame:
    """Pronouns of the third person and descriptions of people, with whom they mean; for `said` see Discourse.

    Returns:
        sentence, start, end, text, entity (one of `mentions`; None where that is not safe to say, or who is meant has
        no name), confidence (0 to 1), candidates (people who may be meant where it is open, the nearest first), reason.
    """
    trees = trees_of(reading)
    discourse = Discourse(trees, mentions(reading), said, sentences(reading))
    rows = []
    for word, answer in sorted(Resolver(discourse).read().items()):
        start, end = _span(trees, word)
        entity = answer.someone.entity if answer.someone is not None and answer.confidence >= SAFE else None
        may_be = [r.entity for r in answer.candidates if r.entity][:_SHOWN] if entity is None else []
        told = entity, round(answer.confidence, 2), "; ".join(may_be) or None, answer.reason
        rows.append((trees.sentence[word], start, end, reading.article.text[start:end], *told))
    return table(rows, ANTECEDENT_COLUMNS, entity="object")
