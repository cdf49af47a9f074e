"""Sentences cut into clauses, by openers, commas, coordinators and finite verbs.

One pass over the words of a sentence with a stack of open clauses: an opener ("who", "when", "that") pushes one, a
finite verb fills the top one or begins another at the last comma or coordinator, a comma closes what is complete.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.events import grammar as g
from dateline.events.verbs import VerbGroup, Word, before, is_adverb, may_be_finite, verb_group

_COMMAS = frozenset(', ( ) [ ] – — -- - " “ ”'.split())
_STOPS = frozenset("; :".split())
_AS_PHRASES = frozenset("well many much soon far long part of".split())
_LONGEST_PHRASE = 12  # words a noun phrase is followed back


@dataclass
class Clause:
    """A clause while its sentence is read: word indexes, not characters."""

    first: int
    form: str  # main, coordinate, relative, time, sequence, adverbial, complement, participle
    parent: int | None
    verb: VerbGroup | None = None
    head: int | None = None  # the main verb, finite or participle
    breaks: list[tuple[str, int]] = field(default_factory=list)  # (comma or cc, index after it) since the verb
    last: int = -1  # last own word
    tree_last: int = -1  # last word of the clause and all that hangs on it


def _noun_like(word: Word) -> bool:
    closed = word.type in g.PREPOSITIONS or word.type in g.OPENERS or word.type in g.COORDINATORS
    possessive = word.type in ("'s", "’s")
    return possessive or (word.kind in ("word", "name", "number") and not closed and word.sort not in _VERBAL)


_VERBAL = ("auxiliary", "past", "bare")


def phrase_start(sentence: list[Word], end: int, floor: int = 0) -> int:
    """Where the noun phrase begins whose last word stands before `end`; `end` itself where there is none."""
    i = end
    while i > floor and end - i < _LONGEST_PHRASE and _noun_like(sentence[i - 1]):
        word = sentence[i - 1]
        if is_adverb(word) and i == end:
            return end
        if word.type in g.PRONOUNS and word.type not in g.DETERMINERS:
            return i - 1 if i == end else i
        i -= 1
        if word.type in g.DETERMINERS:
            break
    return i


class _Splitter:
    """The stack and the clauses of one sentence."""

    def __init__(self, sentence: list[Word]) -> None:
        self.sentence = sentence
        self.clauses = [Clause(0, "main", None)]
        self.stack = [0]
        self.owner = [0] * len(sentence)
        self.finite = [may_be_finite(sentence, i) for i in range(len(sentence))]
        self._look_ahead()

    def _look_ahead(self) -> None:
        """For each word, where the next verb and the next comma, stop or opener stand."""
        n = len(self.sentence)
        self.next_finite, self.next_bar = [n] * (n + 2), [n] * (n + 2)
        for i in range(n - 1, -1, -1):
            word = self.sentence[i]
            bar = word.type in _COMMAS or word.type in _STOPS or word.type in g.OPENERS
            self.next_finite[i] = i if self.finite[i] else self.next_finite[i + 1]
            self.next_bar[i] = i if bar else self.next_bar[i + 1]

    @property
    def top(self) -> Clause:
        return self.clauses[self.stack[-1]]

    def push(self, form: str, first: int, at: int, parent: int | None = None) -> Clause:
        self.clauses.append(Clause(first, form, self.stack[-1] if parent is None else parent))
        self.stack.append(len(self.clauses) - 1)
        self.own(first, at)
        return self.top

    def own(self, first: int, at: int) -> None:
        """Give the words from `first` up to `at` to the clause on top."""
        for j in range(max(first, 0), at + 1):
            self.owner[j] = self.stack[-1]

    def opens(self, i: int) -> bool:
        word = self.sentence[i]
        if word.type not in g.OPENERS or i + 1 >= len(self.sentence):
            return False
        if word.type not in g.WEAK_OPENERS:
            return True
        after, prior = self.sentence[i + 1], self.sentence[i - 1] if i else None
        if word.type == "as" and (after.type in _AS_PHRASES or (prior and prior.type in ("such", "well", "as"))):
            return False
        if word.type == "that" and (prior is None or prior.type in g.PREPOSITIONS or prior.type in _STOPS):
            return False
        if word.type == "that" and prior and prior.sort and prior.lemma in g.SAYING | g.THINKING:
            return self.next_finite[i + 1] < len(self.sentence)
        verb = self.next_finite[i + 1]
        subjectless = word.type in ("that", "what")
        return verb < self.next_bar[i + 1] and (verb > i + 1 or subjectless) and verb < len(self.sentence)

    def open(self, i: int) -> None:
        word, prior = self.sentence[i], self.sentence[i - 1] if i else None
        form = g.OPENERS[word.type]
        if word.type == "that" and prior and self._antecedes(prior):
            form = "relative"
        first = i - 1 if form == "relative" and prior and prior.type in g.PREPOSITIONS else i
        self.push(form, first, i)

    def _antecedes(self, prior: Word) -> bool:
        return _noun_like(prior) and not prior.sort and not is_adverb(prior) and not self._speaks(prior)

    def _speaks(self, prior: Word) -> bool:
        """Whether a that-clause after this word is what someone says ("told reporters that", "said Monday that")."""
        head = self.top.head
        speaks = head is not None and self.sentence[head].lemma in g.SAYING | g.THINKING
        return speaks and (prior.kind == "name" or prior.text[:1].isupper() or _told(self.sentence[head or 0]))

    def is_finite(self, i: int) -> bool:
        """Whether a word that may be finite is so here, where the clauses read so far are known."""
        word, j = self.sentence[i], before(self.sentence, i)
        if word.sort in ("auxiliary", "past"):
            return True
        prior, top = self.sentence[j], self.top
        if prior.type in g.PRONOUNS or prior.type in ("that", "which", "who"):
            return True
        if prior.type in g.COORDINATORS:
            return top.head is not None
        if prior.kind == "mark" and prior.type not in ("'s", "%", "$"):
            spoken = word.lemma in g.SAYING and top.head is not None
            return spoken or (top.head is None and j > top.first + 1 and not self._reduced(i))
        if top.form == "participle" and not top.breaks:
            return self._waiting() is not None
        if top.head is None or top.breaks:
            return i + 1 >= len(self.sentence) or self.sentence[i + 1].type != "by"
        reduced = top.verb is not None and top.verb.reducible and not self._reduced(i)
        return reduced or self._waiting() is not None or self.sentence[top.head].lemma in g.BARE_COMPLEMENT

    def _reduced(self, i: int) -> bool:
        """A participle that opens a phrase ("based on", "accused of")."""
        follows = i + 1 < len(self.sentence) and self.sentence[i + 1].type in g.PREPOSITIONS
        return follows and self.sentence[i].type in g.REDUCED

    def _waiting(self) -> int | None:
        """How far down the stack a clause waits for its verb."""
        for depth in range(2, min(len(self.stack), 8) + 1):
            if self.clauses[self.stack[-depth]].head is None:
                return depth
        return None

    def take_verb(self, i: int) -> int:
        """Give the finite verb at i to its clause; returns the last index of its group."""
        sentence, group = self.sentence, verb_group(self.sentence, i)
        joined = sentence[before(sentence, i)].type in g.COORDINATORS
        waiting = None if joined else self._waiting()
        while self.top.form == "participle" and len(self.stack) > 1 and waiting is None and not self.top.breaks:
            self.stack.pop()
        if self.top.head is None:
            pass
        elif self.top.verb and self.top.verb.reducible and waiting is None and not self.top.breaks:
            self._reduce(self.top.verb, i)
        elif waiting is not None:
            self._resume(waiting, i)
        elif self.top.breaks:
            self._begin(i, sentence[group.head].lemma in g.SAYING, joined)
        else:
            floor = self.top.verb.last + 1 if self.top.verb else 0
            self.push("complement", phrase_start(sentence, before(sentence, i) + 1, floor), i)
        top = self.top
        top.verb, top.head, top.breaks = group, group.head, []
        self.own(i, group.last)
        return group.last

    def _resume(self, depth: int, i: int) -> None:
        """Close the clauses above the one that waits for this verb."""
        closed = self.top
        commas = [at for kind, at in closed.breaks if kind == "comma"]
        start = commas[0] if commas else i
        if not commas and closed.form in ("time", "sequence", "adverbial"):
            start = phrase_start(self.sentence, i, (closed.head or closed.first) + 1)
        del self.stack[-(depth - 1) :]
        self.own(start, i)

    def _reduce(self, verb: VerbGroup, i: int) -> None:
        """What was taken for the verb opens a participle clause ("the bombs planted in 2015" before "exploded")."""
        self.clauses.append(Clause(verb.first, "participle", self.stack[-1], head=verb.head))
        for j in range(verb.first, i):
            self.owner[j] = len(self.clauses) - 1

    def _begin(self, i: int, speaks: bool, joined: bool) -> None:
        """Begin a clause beside the top one, at the break that fits best."""
        breaks = self.top.breaks
        paired = [at for (kind, at), (prior, comma) in zip(breaks[1:], breaks, strict=False)
                  if kind == "cc" and prior == "comma" and comma == at - 1]  # fmt: skip
        commas = [at for kind, at in breaks if kind == "comma"]
        if joined or not commas:
            start, cc = breaks[-1][1], breaks[-1][0] == "cc"
        elif paired:
            start, cc = paired[-1], True
        elif speaks or breaks[-1][0] == "comma":
            start, cc = commas[-1], False
        else:
            start, cc = breaks[-1][1], True
        if cc and len(self.stack) > 1:
            parent = self.clauses[self.stack.pop()].parent
        else:
            del self.stack[1:]
            parent = None
            if not cc:
                self.stack.clear()
        self.clauses.append(Clause(start, "coordinate" if cc else "main", parent))
        if self.stack and parent is None:
            self.stack.pop()
        self.stack.append(len(self.clauses) - 1)
        self.own(start, i)

    def mark(self, i: int) -> None:
        """A comma, dash, bracket or quotation mark: a place to begin, and the end of what is complete."""
        top = self.top
        if len(self.stack) > 1 and top.head is not None:
            parent = self.clauses[self.stack[-2]]
            if top.form == "participle" or parent.head is None:
                self.stack.pop()
        self.top.breaks.append(("comma", i + 1))
        self.owner[i] = self.stack[-1]

    def stop(self, i: int) -> None:
        """A semicolon or colon: a new main clause, where a verb follows."""
        if self.next_finite[i + 1] < len(self.sentence) and self.top.head is not None:
            self.clauses.append(Clause(i + 1, "main", None))
            self.stack = [len(self.clauses) - 1]

    def participle(self, i: int) -> None:
        """A participle that opens a clause of its own ("a report published in 2015", "Accused of theft, he ...")."""
        j = before(self.sentence, i)
        initial = j < 0 or self.sentence[j].type in _COMMAS
        follows = i + 1 < len(self.sentence) and self.sentence[i + 1].type in g.PREPOSITIONS | {"last", "this", "to"}
        noun = (
            j >= 0
            and _noun_like(self.sentence[j])
            and self.sentence[j].sort in ("", "present")
            and self.top.head is not None
        )
        if (initial and follows and self.top.head is None and j < self.top.first) or (noun and follows):
            first = i if initial else phrase_start(self.sentence, j + 1, self.top.first)
            floor = self.top.verb.last + 1 if self.top.verb else 0
            self.push("participle", max(first, floor), i).head = i

    def run(self) -> tuple[list[Clause], list[int]]:
        i, n = 0, len(self.sentence)
        while i < n:
            word = self.sentence[i]
            self.owner[i] = self.stack[-1]
            if self.opens(i):
                self.open(i)
            elif word.kind == "mark" and word.type in _COMMAS:
                self.mark(i)
            elif word.type in _STOPS:
                self.stop(i)
            elif word.type in g.COORDINATORS:
                self.top.breaks.append(("cc", i + 1))
            elif self.finite[i] and self.is_finite(i):
                i = self.take_verb(i)
            elif word.sort in ("ambiguous", "participle"):
                self.participle(i)
            i += 1
        return self._closed()

    def _closed(self) -> tuple[list[Clause], list[int]]:
        """The clauses with their last own word and the last word of all below them."""
        for clause in self.clauses:
            clause.first = len(self.sentence)
        for i, owner in enumerate(self.owner):
            self.clauses[owner].first = min(self.clauses[owner].first, i)
            self.clauses[owner].last = i
        for k in range(len(self.clauses) - 1, -1, -1):
            clause = self.clauses[k]
            clause.tree_last = max(clause.tree_last, clause.last)
            if clause.parent is not None:
                parent = self.clauses[clause.parent]
                parent.tree_last = max(parent.tree_last, clause.tree_last)
        return self.clauses, self.owner


def _told(word: Word) -> bool:
    return word.lemma in ("tell", "inform", "notify", "assure", "warn", "remind")


def split(sentence: list[Word]) -> tuple[list[Clause], list[int]]:
    """Cut a sentence into clauses.

    Arguments:
        sentence: its words, as `verbs.words` gives them.

    Returns:
        the clauses in the order in which they begin, and for each word the index of the innermost clause it stands in.
    """
    return _Splitter(sentence).run() if sentence else ([], [])
