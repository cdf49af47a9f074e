"""Who is spoken of in an article, phrase by phrase, and how much speaks for each whom a pronoun may mean.

The weights (antecedents.csv) are those of a log-linear choice among the people named and described before, learned from
GUM's coreference (benchmarks/training/train_antecedents.py).
"""

from __future__ import annotations

import csv
import math
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import pandas as pd

from dateline.entities.links import gender_of
from dateline.entities.lists import GROUPS
from dateline.entities.roles import Role, describes, gender_of_noun, is_person, roles_of
from dateline.syntax import Trees

PRONOUNS = dict.fromkeys("he him his himself".split(), "m") | dict.fromkeys("she her hers herself".split(), "f")
REFLEXIVES = frozenset(["himself", "herself"])
SAFE = 0.85  # the least share of the weight that an antecedent must have
_NEAR = 3  # sentences back
_FAR = 12  # sentences back that are looked at, where somebody is nearer
_MENTIONS = 60  # mentions back
_PEOPLE = 12  # candidates
_NAMED_BELOW = 20  # phrases of a clause
_OFTEN = 3  # pronouns
_ROLES = 20  # of one person
_KINDS = ("person", "organisation", "group")
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl")


class Said(NamedTuple):
    """A statement and the phrase that names its speaker (-1 where none was found); whether it stands in marks."""

    start: int
    end: int
    speaker_start: int
    speaker_end: int
    is_quoted: bool


@dataclass
class Referent:
    """Somebody whom the text names or describes."""

    entity: str | None  # None for who has no name in the text
    kind: str = "person"
    gender: str = "u"
    roles: set[Role] = field(default_factory=set)
    words: list[int] = field(default_factory=list)  # heads of the phrases that mean it, in order
    named: int = 0

    @property
    def is_plural(self) -> bool:
        """Whether a body is of many: "House Republicans"."""
        last = (self.entity or "").rpartition(" ")[2]
        return self.kind != "person" and last.endswith("s") and last in GROUPS


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Feature -> weight."""
    with files("dateline.entities").joinpath("antecedents.csv").open(encoding="utf-8") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


class Discourse:
    """Who is spoken of in an article; `said` ends with those who speak of whom no statement is known."""

    def __init__(self, trees: Trees, names: pd.DataFrame, said: Sequence[Said], lines: pd.DataFrame) -> None:
        self.trees, self.said = trees, said
        self.headings = set(lines.loc[lines["role"].eq("title"), "sentence"])
        self.paragraph = dict(zip(lines["sentence"], lines["paragraph"], strict=True))
        self.holder: dict[int, Referent] = {}  # head of a phrase -> whom it means
        self.order: list[int] = []  # those heads
        self.quoted = [-1] * len(trees.text)  # for each word the innermost quotation that it stands in
        self.speaker: dict[int, int] = {}  # statement -> head of its speaker
        self.speaks: dict[int, int] = {}  # head of a speaker -> its first statement
        for number, told in enumerate(said):
            first, last = bisect_left(trees.start, told.start), bisect_left(trees.start, told.end)
            if told.is_quoted:
                self.quoted[first:last] = [number] * (last - first)
            if told.speaker_start >= 0 and (head := self.head_of(told.speaker_start, told.speaker_end)) is not None:
                self.speaker[number] = head
                self.speaks.setdefault(head, number)
        self.voiced = sorted(self.speaks)
        self.told = self._told()
        self.referents: dict[str, Referent] = {}
        self._name(names)
        people = [r for r in self.referents.values() if r.kind == "person"]
        self.most = max((r.named for r in people), default=0)
        self._gender_of_main([r for r in people if r.named == self.most])

    def head_of(self, start: int, end: int) -> int | None:
        """The head of the words in a span."""
        first, last = bisect_left(self.trees.start, start), bisect_left(self.trees.start, end)
        inside = range(first, last)
        return next((w for w in inside if self.trees.head[w] not in inside), None)

    def _told(self) -> list[int]:
        """For each word how many sentences of the narration began before it; what stands whole in marks is none."""
        found, count, last = [], 0, -1
        for word, sentence in enumerate(self.trees.sentence):
            if sentence != last and self.quoted[word] < 0 and self.trees.upos[word] != "PUNCT":
                count, last = count + 1, sentence
            found.append(count)
        return found

    def distance(self, word: int, last: int) -> int:
        """Sentences from one word to another; from the narration to the narration, those of it."""
        if self.quoted[word] < 0 and self.quoted[last] < 0:
            return self.told[word] - self.told[last]
        return self.trees.sentence[word] - self.trees.sentence[last]

    def chief(self, word: int) -> int:
        """The head of a phrase, whichever of its names and nouns is given."""
        while self.trees.kind(word) in ("appos", "flat") or self.trees.relation[word] == "nmod:desc":
            word = self.trees.head[word]
        return word

    def _name(self, names: pd.DataFrame) -> None:
        titles: dict[str, set[str]] = {}
        for row in names[names["kind"].isin(_KINDS)].itertuples():
            head = self.head_of(row.start, row.end)
            if head is None or head in self.holder:
                continue
            someone = self.referents.setdefault(row.entity, Referent(row.entity, row.kind))
            if self.trees.kind(head) == "flat":
                head = self.trees.head[head]  # "Councilman" of "Councilman Tom Lee"
            self.mean(head, someone)
            someone.named += 1
            roles = set(roles_of(self.trees, head)) if len(someone.roles) < _ROLES else set()
            someone.roles |= roles
            titles.setdefault(row.entity, set()).update(r.noun for r in roles)
        for entity, nouns in titles.items():
            told = {gender_of_noun(noun) for noun in nouns} - {"u"}
            known = gender_of(entity, nouns)
            self.referents[entity].gender = told.pop() if known == "u" and len(told) == 1 else known

    def _gender_of_main(self, main: list[Referent]) -> None:
        """The person named most is a man, if the narration has "he" again and again and never "she"."""
        forms = (text.lower() for text, mark in zip(self.trees.text, self.quoted, strict=True) if mark < 0)
        told = [PRONOUNS[form] for form in forms if form in PRONOUNS]
        if len(main) == 1 and main[0].gender == "u" and len(told) >= _OFTEN and len(set(told)) == 1:
            main[0].gender = told[0]

    def mean(self, word: int, someone: Referent) -> None:
        """Note that a phrase with this head means somebody."""
        if word not in self.holder:
            self.holder[word] = someone
            insort(self.order, word)
            insort(someone.words, word)

    # whom a pronoun may mean

    def candidates(self, word: int) -> list[tuple[Referent, int]]:
        """The people whom a pronoun may mean, with where each was spoken of last; the nearest first."""
        gender = PRONOUNS[self.trees.text[word].lower()]
        speaker = self.holder.get(self.speaker.get(self.quoted[word], -1))  # "I" in what is quoted, never "he"
        found: dict[int, tuple[Referent, int]] = {}
        at = bisect_left(self.order, word)
        excluded = {id(someone) for someone in (speaker, *self._named_below(word), *self._spoken_of(word))}

        def fits(someone: Referent) -> bool:
            return id(someone) not in excluded and someone.kind == "person" and someone.gender in ("u", gender)

        for last in reversed(self.order[max(0, at - _MENTIONS) : at]):
            someone = self.holder[last]
            if len(found) == _PEOPLE or (found and self.distance(word, last) > _FAR):
                break
            if id(someone) not in found and someone.kind == "person" and self._is_bound(word, last):
                excluded.add(id(someone))
            elif id(someone) not in found and fits(someone):
                found[id(someone)] = someone, last
        ahead = self._ahead(word)
        if ahead is not None and fits(someone := self.holder[ahead]):
            found.setdefault(id(someone), (someone, ahead))
        return list(found.values())

    def _named_below(self, word: int) -> Iterator[Referent]:
        """Those named in the clause of which a pronoun is the subject: Lee, in "He is proud of Lee"."""
        at = bisect_left(self.order, word + 1)
        if self.trees.kind(word) == "nsubj":
            for other in self.order[at : at + _NAMED_BELOW]:
                is_near = self.trees.sentence[other] == self.trees.sentence[word]
                if is_near and self.trees.head[word] in self.trees.above(other):
                    yield self.holder[other]

    def _spoken_of(self, word: int) -> Iterator[Referent]:
        """Those named in the quotation that a pronoun speaks: nobody calls himself by name."""
        number = self.speaks.get(word, -1)
        if number >= 0 and self.said[number].is_quoted:
            first = bisect_left(self.trees.start, self.said[number].start)
            at = bisect_left(self.order, first)
            for other in self.order[at : at + _MENTIONS]:
                if self.trees.start[other] >= self.said[number].end:
                    break
                if self.trees.upos[other] == "PROPN":
                    yield self.holder[other]

    def _is_bound(self, word: int, other: int) -> bool:
        """Whether grammar forbids that a pronoun means what another word of its clause means: "Lee saw him"."""
        trees = self.trees
        if trees.sentence[word] != trees.sentence[other]:
            return False
        noun, verb = trees.head[word], trees.head[word]
        if trees.kind(word) == "nmod":  # "his brother Tom", "Lee was his deputy"
            is_called = trees.head[other] == noun and trees.kind(other) in ("appos", "flat", "conj")
            return other == noun or is_called or describes(trees, noun) == other
        if trees.text[word].lower() in REFLEXIVES:
            return False
        if trees.kind(word) not in _ARGUMENTS or trees.kind(other) not in _ARGUMENTS:
            return False
        return verb == trees.head[other] or (trees.kind(word) != "nsubj" and self._doer(verb) == other)

    def _doer(self, verb: int) -> int | None:
        """Who does it, in a clause with no subject too: Lee, in "Lee went home and saw him"."""
        trees = self.trees
        for above in (verb, *trees.above(verb)):
            subject = trees.subject_of(above)
            is_own = trees.own_subject(above) is not None
            if subject is not None and (is_own or subject in self.holder or is_person(trees.text[subject])):
                return subject
        return None

    def _ahead(self, word: int) -> int | None:
        """The subject of a clause before which a pronoun stands in an adjunct: "When he came, Lee ..."."""
        trees, was = self.trees, word
        for above in trees.above(word):
            if trees.kind(was) in ("advcl", "obl") and was < above:
                subject = trees.own_subject(above)
                if subject is not None and subject > word and subject in self.holder:
                    return subject
            was = above
        return None

    # how much speaks for it

    def features(self, word: int, someone: Referent, last: int, rank: int, alone: bool) -> dict[str, float]:
        """What speaks for and against one candidate of a pronoun."""
        trees = self.trees
        distance, relation = self.distance(word, last), trees.relation[self.chief(last)]
        before = bisect_left(someone.words, word)
        is_name = someone.entity is not None
        speaks = last in self.speaks or self.chief(last) in self.speaks
        subject = relation.startswith("nsubj") or speaks
        is_topic = subject and distance == 1 and (speaks or self.is_main(last))
        told = {
            "gender known": someone.gender != "u",
            "named": is_name,
            "nearest": rank == 0,
            "second": rank == 1,
            "alone": alone,
            "same sentence": distance == 0,
            "sentence before": distance == 1,
            "two sentences before": distance == 2,
            "far": distance > _NEAR,
            "ahead": last > word,
            "subject": subject,
            "subject of the sentence before": is_topic,
            "subject of the sentence before speaks": is_topic and word in self.speaks,
            "subject for subject": subject and trees.kind(word) == "nsubj",
            "subject of the same clause": last == self._subject(word),
            "subject of the clause above": last == self._subject_above(word),
            "possessor": relation == "nmod:poss",
            "object": relation in ("obj", "iobj"),
            "modifier": relation in ("nmod", "compound"),
            "by pronoun": trees.text[last].lower() in PRONOUNS,
            "main person": is_name and self.most > 1 and someone.named == self.most,
            "across marks": (self.quoted[word] >= 0) != (self.quoted[last] >= 0),
            "in one quotation": self.quoted[word] >= 0 and self.quoted[word] == self.quoted[last],
        }
        found = {name: 1.0 for name, holds in told.items() if holds}
        found["sentences"] = math.log1p(max(distance, 0))
        found["times"] = math.log1p(before)
        if self._goes_on(word, someone):
            found["speaker goes on" if word in self.speaks else "spoke last"] = 1.0
        return found

    def spoke_before(self, word: int) -> int:
        """The head of who spoke last before a word, or -1."""
        at = bisect_left(self.voiced, word)
        return self.voiced[at - 1] if at else -1

    def turns(self, word: int, someone: Referent) -> bool:
        """Whether a pronoun that speaks would mean somebody else than who spoke before in its paragraph."""
        before, within, trees = self.spoke_before(word), self.paragraph, self.trees
        if word not in self.speaks or before < 0 or within[trees.sentence[word]] != within[trees.sentence[before]]:
            return False
        speaker, gender = self.holder.get(before), PRONOUNS[trees.text[word].lower()]
        return speaker is not None and speaker is not someone and speaker.gender in ("u", gender)

    def _goes_on(self, word: int, someone: Referent) -> bool:
        """Whether somebody is who spoke last before a word of the narration."""
        speaker, until = self.spoke_before(word), bisect_left(self.order, word)
        if self.quoted[word] >= 0 or self.holder.get(speaker) is not someone:
            return False
        since = max(bisect_left(self.order, speaker), until - _MENTIONS)
        return not any(
            other is not someone
            and other.kind == "person"
            and other.gender in ("u", someone.gender)
            and self.quoted[at] < 0
            and self.is_main(at)
            and self.trees.kind(self.chief(at)) == "nsubj"
            for at, other in ((at, self.holder[at]) for at in self.order[since:until])
        )

    def _subject(self, word: int) -> int | None:
        """The subject of the clause of a possessive or reflexive."""
        trees = self.trees
        is_own = trees.kind(word) == "nmod" or trees.text[word].lower() in REFLEXIVES
        return trees.subject_of(trees.clause_of(word)) if is_own else None

    def _subject_above(self, word: int) -> int | None:
        """The subject of the clause on which that of a subject depends: Lee, in "Lee said that he came"."""
        trees, clause = self.trees, self.trees.clause_of(word)
        is_part = trees.kind(word) == "nsubj" and trees.kind(clause) in ("ccomp", "advcl") and trees.head[clause] >= 0
        return trees.subject_of(trees.head[clause]) if is_part else None

    def is_main(self, word: int) -> bool:
        """Whether a subject is that of the main clause."""
        above = self.trees.head[self.chief(word)]
        return above >= 0 and self.trees.head[above] < 0

    def none(self, word: int, candidates: int) -> dict[str, float]:
        """What speaks for it that none of the candidates is meant."""
        in_marks, of_one = float(self.quoted[word] >= 0), float(candidates == 1)
        return {"nobody": 1.0, "nobody, in marks": in_marks, "nobody, of one": of_one}

    def rival(self, word: int, someone: Referent, possible: list[tuple[Referent, int]]) -> bool:
        """Whether another candidate is as good by grammar: a subject just before and nearer, or above, or one ahead."""
        trees, nearer = self.trees, True
        for other, last in possible:
            nearer = nearer and other is not someone
            near = nearer and 0 <= self.distance(word, last) <= 1 and self.quoted[word] == self.quoted[last]
            chief = self.chief(last)
            # "Lee said that Moss lost his keys"
            above = trees.kind(word) != "nsubj" and trees.head[chief] in trees.above(word)
            is_subject = trees.kind(chief) == "nsubj" and (near or above)
            if other is not someone and (last > word or is_subject):
                return True
        return False

    def weighed(self, word: int, possible: list[tuple[Referent, int]]) -> list[tuple[float, Referent]]:
        """The candidates of a pronoun, each with its share of the weight."""
        features = [self.none(word, len(possible))]
        for rank, (someone, last) in enumerate(possible):
            features.append(self.features(word, someone, last, rank, len(possible) == 1))
        known = weights()
        total = [sum(known.get(name, 0.0) * value for name, value in told.items()) for told in features]
        highest = max(total)
        shares = [math.exp(t - highest) for t in total]
        return [(share / sum(shares), someone) for share, (someone, _) in zip(shares[1:], possible, strict=True)]
