"""Clauses of an article on its trees: their tense, who or what they are about, and the characters they stand at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Set
from itertools import chain

from dateline.attribution.animacy import is_animate
from dateline.entities import mentions
from dateline.events import wordlists as w
from dateline.reading import Reading, once
from dateline.segments.sayings import CONDITIONS, REPORTING
from dateline.segments.tokenization import tokens
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax import dependencies, phrase, trees_of

_HAVE = frozenset("have 've ’ve".split())
_CUT = ("parataxis", "discourse", "vocative")  # never part of the clause they hang on
_OPENERS = frozenset(
    """
    and but or nor yet so that when while as after before because since although though until till for of at by from in
    on with during through
    """.split()
)
_PAIRS = {'"': '"', "“": "”", "(": ")", "[": "]", "‘": "’"}
_LONGEST = 60  # words of a clause
_FAR = 8  # words between a relative clause and its noun

_WEATHER, _SEEMING = ("rain", "snow", "freeze"), ("appear", "seem", "emerge")
_NOUNS = ("NOUN", "PROPN", "PRON")

# By the parser's margin: how often a date so attached was right in whole articles read by hand.
SURE = ((0.7, 1.0), (0.3, 0.9), (0.0, 0.75))


class Clauses:
    """The trees of an article with the dictionary forms of their words.

    Words are numbers, as in `Trees`.
    """

    def __init__(self, reading: Reading) -> None:
        self.article, self.trees = reading.article, trees_of(reading)
        table, lemmas = dependencies(reading), tokens(reading)["lemma"].tolist()
        self._margins: list[float] = table["confidence"].tolist()
        self.types = self.trees.lower
        positions = table["position"].tolist()
        size = Counter(positions)  # words of a token: of one that is cut, each word stands for itself
        pairs = zip(positions, self.types, strict=True)
        self.lemmas = [lemmas[position] if size[position] == 1 else form for position, form in pairs]
        found = mentions(reading)
        names = found[found["kind"] != "other"]
        self._names = {end: start for start, end in zip(names["start"].tolist(), names["end"].tolist(), strict=True)}

    def certainty(self, word: int) -> float:
        """How far what a word depends on can be relied on, by how much likelier it is than the next best."""
        return next(sure for margin, sure in SURE if self._margins[word] >= margin)

    def words_in(self, start: int, end: int) -> range:
        """The words between two characters."""
        return range(bisect_right(self.trees.end, start), bisect_left(self.trees.start, end))

    def is_happening(self, word: int) -> bool:
        """Whether a noun is something that happens."""
        if self.trees.upos[word] not in ("NOUN", "PROPN"):
            return False
        lemma, is_month = self.lemmas[word], self.types[word] in CALENDAR_WORDS and self.trees.text[word][0].isupper()
        return not is_month and bool({lemma, lemma.removesuffix("s")} & w.HAPPENINGS or lemma in w.SPEECH_NOUNS)

    def preposition_of(self, word: int) -> str:
        """The preposition before a phrase, or ""."""
        forms = (self.types[c] for c in self.trees.children(word, "case"))
        return next((form for form in forms if form[0] not in "'’"), "")

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
        t, form = self.trees, self.types[word]
        helpers = [self.types[c] for c in t.children(word, "aux", "cop")]
        if helpers:
            told = next((tense for tense, forms in w.HELPERS.items() if not forms.isdisjoint(helpers)), "")
            return told or next((tense for tense, forms in w.FIRST_HELPERS.items() if helpers[0] in forms), "past")
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
        return any(h in w.HELPERS["modal"] for h in helpers[:1]) and not _HAVE.isdisjoint(helpers[1:])

    def is_negated(self, word: int) -> bool:
        return self.trees.negation_of(word) is not None

    def is_conditional(self, word: int) -> bool:
        """Whether a clause may not come true: "if it passes", "in case it does"."""
        first = self.trees.first[word]
        if "in case" in " ".join(self.types[max(first - 2, 0) : first + 2]):
            return True
        return not CONDITIONS.isdisjoint(self.trees.forms(word, "mark"))

    def doer(self, word: int, dates: Set[int]) -> tuple[int, int] | None:
        """The characters that name who or what a clause is about, its grammatical subject; None where it has none.

        A date is nobody.
        """
        subject = self._subject(word, dates)
        if subject is None or self.types[subject] in ("there", "what", "which", "that", "this"):
            return None
        if self.types[subject] == "it" and self._stands_for_clause(word):
            return None
        return self.named(self._described(subject), dates)

    def _stands_for_clause(self, word: int) -> bool:
        """Whether "it" is nobody: "it was reported that", "it rained"."""
        t, lemma, is_passive = self.trees, self.lemmas[word], self.trees.is_passive(word)
        if lemma in _WEATHER or (is_passive and lemma in REPORTING | w.STATES | w.PLANNING):
            return True
        is_empty = is_passive or t.upos[word] != "VERB" or lemma in _SEEMING
        return is_empty and t.child(word, "ccomp", "csubj", "expl", "xcomp") is not None

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
        if t.kind(word) == "acl" and subject == t.head[word] and "to" in t.forms(word, "mark"):
            return self._planner(subject)
        if t.relation[word] == "acl:relcl" and subject == t.head[word]:
            above = t.head[subject]
            return above if t.kind(subject) == "appos" and t.upos[above] == "PROPN" else subject
        return subject

    def _planner(self, noun: int) -> int | None:
        """Who does what a noun is a plan of: "his refusal to leave", "has a duty to act"; "the first man to land"."""
        t, verb = self.trees, self.trees.head[noun]
        owner = t.child(noun, "nmod:poss")
        if owner is not None and t.upos[owner] != "PRON":
            return owner
        if verb >= 0 and t.kind(noun) in ("obj", "nsubj:pass", "obl") and not is_animate(self.types[noun]):
            return t.agent_of(verb) if t.is_passive(verb) else t.subject_of(verb)
        return noun if owner is None else None

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
        of = (c for c in t.children(noun, "nmod") if t.forms(c, "case") & {"of", "by"} and t.upos[c] in _NOUNS)
        before = (c for c in t.children(noun, "compound") if t.upos[c] == "PROPN")
        owners = (c for c in chain([] if owner is None else [owner], of, before) if c not in dates)
        if (owner := next(owners, None)) is not None:
            return self.named(owner, dates)
        verb = t.head[noun]
        makes = verb >= 0 and t.kind(noun) == "obj" and self.lemmas[verb] in w.PLANNING | w.LIGHT_VERBS
        return self.doer(verb, dates) if makes else None

    def _described(self, subject: int) -> int:
        """The name in an apposition to a description: "a spokesman in Oslo, Nick Lee"."""
        t = self.trees
        named = (c for c in t.children(subject, "appos") if t.upos[c] == "PROPN" and c - subject > 1)
        return next(named, subject) if t.upos[subject] == "NOUN" else subject

    def named(self, noun: int, dates: Set[int] = frozenset()) -> tuple[int, int]:
        """The characters of a noun phrase without its clauses, appositions and dates."""
        first, last = phrase(self.trees, noun, dates)
        start = self.trees.start[first]
        return min(start, self._names.get(self.trees.end[noun], start)), self.trees.end[last]

    def extent(self, word: int, cut: frozenset[int] = frozenset(), date: range = range(0)) -> tuple[int, int]:
        """The characters of a clause: its words without the clauses that tell something else.

        Arguments:
            word: what it says happened.
            cut: words whose own clauses are told apart.
            date: the words of its date, which may stand a little beside it ("The vote is on Friday").
        """
        t, whole = self.trees, self.governing(word)
        inside, left = [whole], [c for c in t.children(whole) if c == word or self._is_own(c, whole, cut)]
        while left:
            inside.append(left.pop())
            left += [c for c in t.children(inside[-1]) if c not in cut]
        told = [i for i in inside if t.upos[i] != "PUNCT" or i == word]
        first, last = min(told), max(told)
        if date and first - _FAR <= date[0] and date[-1] <= last + _FAR:
            first, last = min(first, date[0]), max(last, date[-1])
        noun = t.head[word]
        if t.kind(word) == "acl" and (t.relation[word] == "acl:relcl" or noun < word) and 0 < first - noun <= _FAR:
            first = self.words_in(*self.named(noun))[0]
        return self._trimmed(max(first, word - _LONGEST), min(last, word + _LONGEST), word)

    def governing(self, word: int) -> int:
        """The verb that an infinitive completes: "prepares to accept"."""
        t = self.trees
        while t.kind(word) == "xcomp" and t.head[word] >= 0 and self.is_predicate(t.head[word]):
            word = t.head[word]
        return word

    def _is_own(self, child: int, word: int, cut: frozenset[int]) -> bool:
        """Whether a dependent belongs to the clause of its head."""
        t, kind = self.trees, self.trees.kind(child)
        if child in cut or kind in _CUT:
            return False
        if kind in ("ccomp", "nsubj") and child < word and self.lemmas[word] in REPORTING:
            return kind == "nsubj" and child == t.children(word, "nsubj")[-1]
        if kind in ("conj", "cc"):
            return not (self.is_predicate(word) and (kind == "cc" or self.is_predicate(child)))
        after_comma = child > word and any(t.kind(c) == "punct" for c in t.children(child)[:1])
        return not (kind == "advcl" and (after_comma or child < word))

    def _opens(self, first: int, word: int) -> bool:
        """Whether a word only joins its clause to another, is the preposition before a noun, or a mark."""
        t, kind = self.trees, self.trees.kind(first)
        joins = kind in ("cc", "mark", "advmod") or (kind == "case" and t.head[first] == word)
        is_mark = t.upos[first] == "PUNCT" and self.types[first] not in _PAIRS
        return is_mark or (joins and self.types[first] in _OPENERS)

    def _trimmed(self, first: int, last: int, word: int) -> tuple[int, int]:
        """Without marks and openers at the edges, and without half a pair of marks."""
        t, types = self.trees, self.types
        while first < word and self._opens(first, word):
            first += 1
        while last > word and t.upos[last] == "PUNCT" and types[last] not in _PAIRS.values():
            last -= 1
        for opening, closing in _PAIRS.items():
            forms = types[first : last + 1]
            opened, closed = forms.count(opening), forms.count(closing)
            if opened > closed and types[last + 1 : last + 2] == [closing]:
                last += 1
            elif (opened % 2 if opening == closing else opened != closed) and types[first] in (opening, closing):
                first += first < word
        return t.start[first], t.end[last]


@once
def clauses_of(reading: Reading) -> Clauses:
    """Those of an article, made once for all its tables."""
    return Clauses(reading)
