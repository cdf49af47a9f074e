"""Clauses of an article on its trees: their tense, who or what they are about, and the characters they stand at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Set

from dateline.entities import mentions
from dateline.events import wordlists as w
from dateline.reading import Reading, once
from dateline.segments.tokenization import tokens
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax import dependencies, trees_of

_CUT = ("parataxis", "discourse", "vocative")  # never part of the clause they hang on
_OPENERS = frozenset(
    """
    and but or nor yet so that when while as after before because since although though until till for of at by from in
    on with during through
    """.split()
)
_PAIRS = {'"': '"', "“": "”", "(": ")", "[": "]", "‘": "’"}
_EDGES = frozenset(", ; : .".split())
_LONGEST = 60  # words of a clause
_FAR = 8  # words between a relative clause and its noun
_NOT_NAMED = ("acl", "acl:relcl", "appos", "parataxis", "ccomp", "advcl", "advcl:relcl")

_NOT_IN_PHRASE = ("cop", "aux", "nsubj", "mark", "obl", "punct", "case")

# By the parser's margin: how often a date so attached was right in whole articles read by hand.
SURE = ((0.7, 1.0), (0.3, 0.9), (0.0, 0.75))


class Clauses:
    """The trees of an article with the dictionary forms of their words.

    Words are numbers, as in `Trees`.
    """

    def __init__(self, reading: Reading) -> None:
        self.article, self.trees = reading.article, trees_of(reading)
        table = dependencies(reading)
        lemmas, positions = tokens(reading)["lemma"].tolist(), table["position"].tolist()
        self._margins: list[float] = table["confidence"].tolist()
        types = [text.lower() for text in self.trees.text]
        whole = [a != b for a, b in zip(positions, [*positions[1:], -1], strict=False)]
        alone = [end and (i == 0 or whole[i - 1]) for i, end in enumerate(whole)]
        self.types = types
        found = mentions(reading)
        names = found[found["kind"] != "other"]
        self._names = {end: start for start, end in zip(names["start"].tolist(), names["end"].tolist(), strict=True)}
        self.lemmas = [lemmas[p] if one else t for p, one, t in zip(positions, alone, types, strict=True)]

    def certainty(self, word: int) -> float:
        """How far what a word depends on can be relied on, by how much likelier it is than the next best."""
        return next(sure for margin, sure in SURE if self._margins[word] >= margin)

    def words_in(self, start: int, end: int) -> range:
        """The words between two characters."""
        return range(bisect_right(self.trees.end, start), bisect_left(self.trees.start, end))

    def is_happening(self, word: int) -> bool:
        """Whether a noun is something that happens."""
        lemma = self.lemmas[word]
        if self.types[word] in CALENDAR_WORDS and self.trees.text[word][0].isupper():
            return False
        return self.trees.upos[word] in ("NOUN", "PROPN") and (
            lemma in w.HAPPENINGS or lemma.removesuffix("s") in w.HAPPENINGS or lemma in w.SPEECH_NOUNS
        )

    def preposition_of(self, word: int) -> str:
        """The preposition before a phrase, or ""."""
        forms = [self.types[c] for c in self.trees.children(word, "case")]
        return next((form for form in forms if form not in ("'s", "’s", "'", "’")), "")

    def is_predicate(self, word: int) -> bool:
        """Whether a word says something of a subject: a verb, or what a copula says."""
        t = self.trees
        if t.upos[word] in ("VERB", "AUX") or t.child(word, "cop") is not None:
            return True
        is_head = t.child(word, "nsubj") is not None or (t.kind(word) == "root" and self.types[word] in w.PASTS)
        return is_head and t.child(word, "case", "det") is None

    def is_in_name(self, word: int) -> bool:
        """Whether a verb is part of a name: "the Committee to Protect Journalists"."""
        t = self.trees
        inside = word > 0 and t.sentence[word - 1] == t.sentence[word] and t.upos[word - 1] != "PUNCT"
        return inside and t.upos[word] == "VERB" and t.text[word][0].isupper() and t.text[word][1:].islower()

    def tense(self, word: int) -> str:
        """past, perfect, present, future, modal, or none for what is not finite."""
        t = self.trees
        helpers = [self.types[c] for c in t.children(word, "aux", "cop")]
        if any(h in w.FUTURE for h in helpers):
            return "future"
        if any(h in w.MODAL for h in helpers):
            return "modal"
        if helpers:
            first = helpers[0]
            if first in ("has", "have", "'ve", "’ve"):
                return "perfect"
            return "present" if first in w.PRESENT else "past" if first not in ("be", "been", "being") else "none"
        return self._bare_tense(word)

    def _bare_tense(self, word: int) -> str:
        """The tense of a verb with no auxiliary, by its form."""
        t, form = self.trees, self.types[word]
        if t.upos[word] not in ("VERB", "AUX") or "to" in t.forms(word, "mark"):
            return "none"
        if self.is_past_form(word) or form in ("was", "were", "had"):
            is_participle = t.kind(word) in ("acl", "advcl", "amod") and t.own_subject(word) is None
            return "none" if is_participle else "past"
        return "none" if form.endswith("ing") or t.kind(word) == "xcomp" else "present"

    def is_past_form(self, word: int) -> bool:
        """Whether a word has the form of a past."""
        form = self.types[word]
        return form in w.PASTS or (form.endswith("ed") and self.lemmas[word] != form)

    def is_superlative(self, word: int) -> bool:
        """Whether a word ranks: "first", "highest"."""
        form = self.types[word]
        return form in w.SUPERLATIVES or (self.trees.upos[word] == "ADJ" and form.endswith("est") and len(form) > 5)

    def is_counterfactual(self, word: int) -> bool:
        """Whether a clause tells what would have been: "should have spoken"."""
        helpers = [self.types[c] for c in self.trees.children(word, "aux")]
        return bool(helpers) and helpers[0] in w.MODAL and any(h in ("have", "'ve", "’ve") for h in helpers[1:])

    def is_negated(self, word: int) -> bool:
        """Whether "not", "never" or the like stands with a predicate."""
        return any(self.types[c] in ("not", "n't", "n’t", "never") for c in self.trees.children(word, "advmod"))

    def is_conditional(self, word: int) -> bool:
        """Whether a clause may not come true: "if it passes"."""
        return any(self.types[c] in w.CONDITIONS for c in self.trees.children(word, "mark"))

    def doer(self, word: int, dates: Set[int]) -> tuple[int, int] | None:
        """The characters that name who or what a clause is about, its grammatical subject; None where it has none.

        A date is nobody.
        """
        subject = self._subject(word, dates)
        if subject is None or self.types[subject] in ("there", "what", "which", "that", "this"):
            return None
        if self.types[subject] == "it" and self._stands_for_clause(word):
            return None
        return self.named(self._name_beside(self._without_preposition(subject)), dates)

    def _stands_for_clause(self, word: int) -> bool:
        """Whether "it" is nobody: "it was reported that", "it rained"."""
        t = self.trees
        says = t.child(word, "ccomp", "csubj", "expl", "xcomp") is not None and (
            t.is_passive(word) or t.upos[word] != "VERB" or self.lemmas[word] in ("appear", "seem", "emerge")
        )
        is_told = t.is_passive(word) and self.lemmas[word] in w.REPORTING | w.STATES | w.PLANNING
        return says or is_told or self.lemmas[word] in ("rain", "snow", "freeze")

    def _subject(self, word: int, dates: Set[int]) -> int | None:
        t = self.trees
        if (agent := t.agent_of(word)) is not None and agent not in dates:
            return agent
        given = t.children(word, "nsubj")
        own = [c for c in given if c not in dates]
        if len(given) > 1:  # a quotation or a date beside it; the nearest before the verb
            return max((c for c in own if c < word), default=own[0] if own else None)
        subject = t.subject_of(word)
        if subject is None or subject in dates:
            return self._misplaced_subject(word)
        if t.relation[word] == "acl:relcl" and subject == t.head[word]:
            above = t.head[subject]
            return above if t.kind(subject) == "appos" and t.upos[above] == "PROPN" else subject
        return subject

    def _misplaced_subject(self, word: int) -> int | None:
        """A subject that the tree takes for an apposition of what stands in front: "On Monday, Ann Moss, ..., left"."""
        t = self.trees
        if t.head[word] >= 0 and t.upos[t.head[word]] == "ADJ" and t.child(word, "mark", "aux", "cop") is not None:
            return t.own_subject(t.head[word])  # "the talks are due to end"
        if t.kind(word) in ("ccomp", "advcl") and t.head[word] > word and self.tense(word) in ("none", "past"):
            return t.own_subject(t.head[word])  # "Asked on Monday, he said"
        fronted = (c for c in t.children(word, "obl", "advmod") if c < word)
        return next((a for c in fronted for a in t.children(c, "appos") if a < word), None)

    def doer_of_noun(self, noun: int, dates: Set[int]) -> tuple[int, int] | None:
        """The characters that name whose a happening is ("its vote", "the deaths of two men"); dates are nobody."""
        t = self.trees
        owner = next((c for c in t.children(noun, "nmod:poss") if c not in dates), None)
        if owner is not None and t.upos[owner] == "PRON":
            clause = t.clause_of(noun)
            subject = t.subject_of(clause) if clause != noun else None
            return self.doer(clause, dates) if subject is not None and subject < owner else self.named(owner, dates)
        if owner is None:
            cases = {c: t.forms(c, "case") for c in t.children(noun, "nmod")}
            named = (c for c, case in cases.items() if case & {"of", "by"} and c not in dates)
            owner = next((c for c in named if t.upos[c] in ("NOUN", "PROPN", "PRON")), None)
        if owner is None:
            owner = next((c for c in t.children(noun, "compound") if t.upos[c] == "PROPN" and c not in dates), None)
        if owner is not None:
            return self.named(owner, dates)
        verb = t.head[noun]
        makes = verb >= 0 and t.kind(noun) == "obj" and self.lemmas[verb] in w.PLANNING | w.LIGHT_VERBS
        return self.doer(verb, dates) if makes else None

    def _without_preposition(self, subject: int) -> int:
        """The noun before a preposition, where the tree takes what follows that for the subject."""
        t = self.trees
        case = t.child(subject, "case")
        if case is None or t.kind(subject) != "nsubj" or case == 0 or t.upos[case - 1] not in ("NOUN", "PROPN"):
            return subject
        return case - 1

    def _name_beside(self, noun: int) -> int:
        """The name in an apposition to a description ("a spokesman in Oslo, Nick Lee"); else the noun."""
        t = self.trees
        if t.upos[noun] != "NOUN":
            return noun
        return next((c for c in t.children(noun, "appos") if t.upos[c] == "PROPN" and c - noun > 1), noun)

    def named(self, noun: int, dates: Set[int] = frozenset()) -> tuple[int, int]:
        """The characters of a noun phrase without its clauses, appositions and dates."""
        t = self.trees
        inside, left = [noun], [c for c in t.children(noun) if c not in dates and self._belongs(noun, c)]
        while left:
            word = left.pop()
            inside.append(word)
            left += [c for c in t.children(word) if t.relation[c] not in _NOT_NAMED]
        inside = self._unbroken(noun, sorted(inside))
        if "(" in (forms := self.types[noun : inside[-1] + 1]) and ")" not in forms:
            inside = [i for i in inside if i < noun + forms.index("(")]
        while inside[-1] > noun and t.upos[inside[-1]] == "PUNCT":
            inside.pop()
        while inside[0] < noun and (t.upos[inside[0]] in ("PUNCT", "CCONJ") or self.types[inside[0]] in w.SIMULTANEOUS):
            inside.pop(0)
        start, end = t.start[inside[0]], t.end[inside[-1]]
        return min(start, self._names.get(t.end[noun], start)), end

    def _belongs(self, noun: int, child: int) -> bool:
        """Whether what hangs on a noun is part of its name: no clause, nothing behind a comma, but "a, b and c"."""
        t = self.trees
        if t.kind(child) == "appos" and child > noun and t.first[child] == noun + 1 and self.types[noun + 1] != ",":
            return True  # "drummer Charlie Watts"
        if (
            t.relation[child] in _NOT_NAMED
            or t.kind(child) in _NOT_IN_PHRASE
            or (t.kind(child) == "cc" and child < noun)
        ):
            return False
        if t.kind(child) == "conj":
            return any(t.child(c, "cc") is not None for c in t.children(noun, "conj"))
        first = t.first[child]
        return child < noun or not {self.types[first - 1], self.types[first]} & {",", "(", "—", "–", "-"}

    def _unbroken(self, noun: int, words: list[int]) -> list[int]:
        """The words in one run round the noun; a gap of marks is none."""
        at = words.index(noun)
        first = last = at
        while first > 0 and self._adjoins(words[first - 1], words[first]):
            first -= 1
        while last + 1 < len(words) and self._adjoins(words[last], words[last + 1]):
            last += 1
        return words[first : last + 1]

    def _adjoins(self, before: int, after: int) -> bool:
        return all(self.trees.upos[i] == "PUNCT" for i in range(before + 1, after))

    def extent(self, word: int, cut: frozenset[int] = frozenset(), date: range = range(0)) -> tuple[int, int]:
        """The characters of a clause: its words without the clauses that tell something else.

        Arguments:
            word: what it says happened.
            cut: words whose own clauses are told apart.
            date: the words of its date, which may stand a little beside it ("The vote is on Friday").
        """
        t = self.trees
        whole = self.governing(word)
        inside, left = [whole], [c for c in t.children(whole) if c == word or self._is_own(c, whole, cut)]
        while left:
            at = left.pop()
            inside.append(at)
            left += [c for c in t.children(at) if c not in cut]
        inside = [i for i in inside if t.upos[i] != "PUNCT" or i == word]
        first, last = min(inside), max(inside)
        if date and first - _FAR <= date[0] and date[-1] <= last + _FAR:
            first, last = min(first, date[0]), max(last, date[-1])
        if t.relation[word] == "acl:relcl" or (t.kind(word) == "acl" and t.head[word] < word):
            noun = t.head[word]
            begin = self.words_in(*self.named(noun))[0]
            first = begin if 0 < first - noun <= _FAR else first
        first, last = max(first, word - _LONGEST), min(last, word + _LONGEST)
        return self._trimmed(first, last, word)

    def governing(self, word: int) -> int:
        """The verb that an infinitive completes: "prepares to accept"."""
        t = self.trees
        while t.kind(word) == "xcomp" and t.head[word] >= 0 and self.is_predicate(t.head[word]):
            word = t.head[word]
        return word

    def _is_own(self, child: int, word: int, cut: frozenset[int]) -> bool:
        """Whether a dependent belongs to the clause of its head."""
        t = self.trees
        kind = t.kind(child)
        if child in cut or kind in _CUT:
            return False
        if kind in ("ccomp", "nsubj") and child < word and self.lemmas[word] in w.REPORTING:
            return kind == "nsubj" and child == max(t.children(word, "nsubj"), default=child)
        if kind == "conj":
            return not (self.is_predicate(word) and self.is_predicate(child))
        if kind == "cc":
            return not self.is_predicate(word)
        after_comma = child > word and any(t.kind(c) == "punct" for c in t.children(child)[:1])
        return not (kind == "advcl" and (after_comma or child < word))

    def _opens(self, first: int, word: int) -> bool:
        """Whether a word only joins its clause to another, is the preposition before a noun, or a mark."""
        t = self.trees
        joins = t.kind(first) in ("cc", "mark", "advmod") or (t.kind(first) == "case" and t.head[first] == word)
        return t.upos[first] == "PUNCT" or (joins and self.types[first] in _OPENERS)

    def _trimmed(self, first: int, last: int, word: int) -> tuple[int, int]:
        """Without marks and openers at the edges, and without half a pair of marks."""
        t = self.trees
        while first < word and self._opens(first, word) and self.types[first] not in _PAIRS:
            first += 1
        while last > word and t.upos[last] == "PUNCT" and self.types[last] not in _PAIRS.values():
            last -= 1
        for opening, closing in _PAIRS.items():
            forms = self.types[first : last + 1]
            if forms.count(opening) > forms.count(closing) and self.types[last + 1 : last + 2] == [closing]:
                last += 1
                continue
            lone = forms.count(opening) % 2 if opening == closing else forms.count(opening) != forms.count(closing)
            if lone and first < word and self.types[first] in (opening, closing):
                first += 1
            elif lone and last > word and self.types[last] in (opening, closing):
                last -= 1
        while first < word and self.types[first] in _EDGES:
            first += 1
        while last > word and self.types[last] in _EDGES:
            last -= 1
        return t.start[first], t.end[last]


@once
def clauses_of(reading: Reading) -> Clauses:
    """Those of an article, made once for all its tables."""
    return Clauses(reading)
