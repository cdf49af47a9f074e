"""Questions to the trees of an article: who depends on a word, what its subject is, which clause it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import pandas as pd

from dateline.reading import Reading, once
from dateline.syntax.table import dependencies

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer")
CLAUSES = ("root", "csubj", "ccomp", "xcomp", "advcl", "acl", "parataxis")
PREDICATES = ("VERB", "AUX")


class Trees:
    """The table of `dependencies` as trees. Words are given and answered as numbers, rows of the table.

    Arguments:
        table: as `dependencies` gives it, whole.

    Example:
        >>> import dateline as dl
        >>> trees = Trees(dl.dependencies(dl.Article("The bill was signed by the mayor on Monday.")))
        >>> trees.text[trees.subject_of(3)], trees.is_passive(3), trees.text[trees.agent_of(3)]
        ('bill', True, 'mayor')
    """

    def __init__(self, table: pd.DataFrame):
        self.text: list[str] = table["text"].tolist()
        self.lower = [text.lower() for text in self.text]
        self.upos: list[str] = table["upos"].tolist()
        self.head: list[int] = table["head"].tolist()
        self.relation: list[str] = table["relation"].tolist()
        self.sentence: list[int] = table["sentence"].tolist()
        self.start: list[int] = table["start"].tolist()
        self.end: list[int] = table["end"].tolist()
        self._kinds = [relation.partition(":")[0] for relation in self.relation]
        self._below: list[list[int]] = [[] for _ in self.head]
        for word, head in enumerate(self.head):
            if head >= 0:
                self._below[head].append(word)
        self.first, self.last = list(range(len(self.head))), list(range(len(self.head)))  # word at or below each
        order = [word for word, head in enumerate(self.head) if head < 0]
        for word in order:
            order += self._below[word]
        for word in reversed(order):
            if (head := self.head[word]) >= 0:
                self.first[head] = min(self.first[head], self.first[word])
                self.last[head] = max(self.last[head], self.last[word])

    def children(self, word: int, *relations: str) -> list[int]:
        """Words that depend on this one, in the order of the text; with relations, those ("obl" is "obl:agent" too)."""
        if not relations:
            return self._below[word]
        return [c for c in self._below[word] if self.relation[c] in relations or self._kinds[c] in relations]

    def child(self, word: int, *relations: str) -> int | None:
        """The first of `children`, or None."""
        return next(iter(self.children(word, *relations)), None)

    def forms(self, word: int, *relations: str) -> set[str]:
        """What `children` are, in lower case."""
        return {self.lower[c] for c in self.children(word, *relations)}

    def kind(self, word: int) -> str:
        """The relation without its subtype: "nsubj" of "nsubj:pass"."""
        return self._kinds[word]

    def above(self, word: int) -> Iterator[int]:
        """The word's head, the head of that, and so on up to the root."""
        while (word := self.head[word]) >= 0:
            yield word

    def words_of(self, word: int) -> range:
        """The words of the sentence of a word."""
        number = self.sentence[word]
        return range(bisect_left(self.sentence, number), bisect_right(self.sentence, number))

    def subtree(self, word: int, without: tuple[str, ...] = ()) -> list[int]:
        """The word and all below it, in the order of the text; not what hangs on the word by a relation `without`."""
        found, left = [word], [c for c in self._below[word] if self.relation[c] not in without]
        while left:
            found.append(left.pop())
            left += self._below[found[-1]]
        return sorted(found)

    def span(self, word: int, without: tuple[str, ...] = ()) -> tuple[int, int]:
        """First and last character of `subtree`."""
        words = self.subtree(word, without)
        return self.start[words[0]], self.end[words[-1]]

    def clause_of(self, word: int) -> int:
        """The head of the smallest clause that the word stands in: itself, where it is one."""
        for at in (word, *self.above(word)):
            if self.is_clause(at):
                return at
        return word

    def is_clause(self, word: int) -> bool:
        """Whether a clause begins below the word: by its relation, or as the second of two that are joined."""
        if self.kind(word) in CLAUSES:
            return True
        is_predicate = self.upos[word] in PREDICATES or self.child(word, "nsubj", "cop") is not None
        return self.kind(word) == "conj" and is_predicate

    def is_passive(self, word: int) -> bool:
        """Whether a verb is passive, a participle without auxiliary ("the man arrested on Monday") left out."""
        return self.child(word, "nsubj:pass", "csubj:pass", "aux:pass") is not None

    def agent_of(self, word: int) -> int | None:
        """By whom, of a passive or a participle."""
        found = self.children(word, "obl")
        marked = [c for c in found if self.relation[c] == "obl:agent"]
        if not marked and self.is_passive(word):
            marked = [c for c in found if "by" in self.forms(c, "case")]
        return next(iter(marked), None)

    def own_subject(self, word: int) -> int | None:
        """The subject that depends on the word itself."""
        found = [c for c in self._below[word] if self.relation[c] in SUBJECTS]
        return next((c for c in found if self.relation[c] != "nsubj:outer"), next(iter(found), None))

    def subject_of(self, word: int) -> int | None:
        """Who does it (of a passive: to whom it is done): its own subject, or the one it shares.

        A second verb has the subject of the first it is joined to, "wants to leave" that of "wants" (or its object:
        "told her to leave"), a participle clause that of its clause, a relative or a participle after a noun that noun.
        """
        for _ in range(len(self.text)):
            if (own := self.own_subject(word)) is not None:
                return self._antecedent(word, own)
            kind, head = self.kind(word), self.head[word]
            if kind == "acl":
                return head
            if kind == "advcl" and self._is_of_object(word) and (controller := self.child(head, "obj")) is not None:
                return controller
            if kind == "xcomp" and (controller := self.child(head, "obj", "iobj")) is not None:
                return controller
            if kind not in ("conj", "xcomp", "advcl") or (kind == "advcl" and self._finite(word)):
                return None
            word = head
        return None

    def _is_of_object(self, word: int) -> bool:
        """Whether a clause tells what the object did: "praised him for leaving", "accused her of lying"."""
        return self.text[word].endswith("ing") and bool(self.forms(word, "mark") & {"for", "of", "from"})

    def _finite(self, word: int) -> bool:
        """Whether a clause has a word that only a finite one has."""
        return self.child(word, "aux", "cop") is not None and "to" not in self.forms(word, "mark")

    def _antecedent(self, word: int, subject: int) -> int:
        """Whom "who", "which" and "that" mean: the noun that the relative clause is of."""
        if self.lower[subject] not in ("who", "which", "that") or self.relation[word] != "acl:relcl":
            return subject
        noun = self.head[word]  # "Ann Lee, a deputy, who"
        is_apart = self.kind(noun) == "appos" and self.text[self.first[word]] == ","
        return self.head[noun] if is_apart and self.upos[self.head[noun]] == "PROPN" else noun

    def negation_of(self, word: int) -> int | None:
        """ "not" or "never" of a predicate, the "no" of what depends on it, "short" of "stopped short of going"."""
        if (mark := self.child(word, "mark")) is not None and self.lower[mark - 1 : mark + 1] == ["short", "of"]:
            return mark - 1
        return next((c for c in self.children(word, "advmod", "det", "cc") if self.lower[c] in NEGATIONS), None)


NEGATIONS = frozenset("not n't n’t never no neither nor".split())


@once
def trees_of(reading: Reading) -> Trees:
    """The trees of an article, made once for all rooms that ask them."""
    return Trees(dependencies(reading))
