"""Subjects that the model hangs on what stands before them, given back to the verbs right behind them.

One sentence in a hundred ends as "..., a source said" and has the source on what is said; about as rare is "and" before
a noun that is no second one but the subject of what follows: "eased the row, and Moss on Monday accused". As often a
verb has two: a title and its name ("publisher Ann Lee left"), or a name and what is said of it between commas.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dateline.segments.wordlists import CALENDAR_WORDS

_SAID = frozenset("said says told".split())
_BEFORE_SPEAKER = frozenset([",", "”", '"'])
_DASHES = frozenset(["-", "--", "—", "–"])
_UNITS = frozenset("day week month year hour".split())
_OWN = frozenset("nsubj nsubj:pass expl mark".split())  # relations of what a verb with a subject of its own has
_FAR = 20  # words


class _Trees:
    """The columns of a table of `dependencies`, to be changed in place."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.text, self.upos = table["text"].str.lower().tolist(), table["upos"].tolist()
        self.head, self.relation = table["head"].tolist(), table["relation"].tolist()
        self.sentence = table["sentence"].tolist()

    def extent(self, word: int) -> tuple[int, int]:
        """First and last word at or below a word."""
        inside = [word, *(w for below in self.below(word) if below != word for w in self.extent(below))]
        return min(inside), max(inside)

    def below(self, word: int) -> Iterator[int]:
        """The words near a word that depend on it."""
        near = range(max(word - _FAR, 0), min(word + _FAR, len(self.head)))
        return (w for w in near if self.head[w] == word)

    def subject_between(self, mark: int, verb: int, tags: tuple[str, ...]) -> int | None:
        """The noun that all words between a mark and a verb are of, where the tree has it on something else."""
        within = range(mark + 1, verb)
        tops = [w for w in within if self.head[w] not in within and self.upos[w] != "PUNCT"]
        if len(tops) != 1 or self.head[tops[0]] == verb or self.head[verb] in within or self.upos[tops[0]] not in tags:
            return None
        is_free = _OWN.isdisjoint(self.relation[w] for w in self.below(verb)) and self.relation[within[0]] != "case"
        return tops[0] if is_free else None

    def of_said(self, said: int) -> None:
        """Give "a source" of "..., a source said" to "said", and what is said below it."""
        ahead = range(max(said - _FAR, 0), said)
        same = (w for w in reversed(ahead) if self.sentence[w] == self.sentence[said])
        comma = next((w for w in same if self.text[w] in _BEFORE_SPEAKER), said)
        is_aside = self.text[said - 1] in _DASHES  # "Lee, who met Moss -- a deputy -- told"
        is_second = "cc" in {self.relation[w] for w in self.below(said)}
        noun = None if is_aside or is_second else self.subject_between(comma, said, ("NOUN", "PROPN"))
        if noun is None:
            return
        root = next((w for w in range(said, -1, -1) if self.head[w] < 0), -1)
        if root < 0 or self.sentence[root] != self.sentence[said]:
            return
        self.head[noun], self.relation[noun] = said, "nsubj"
        if root != said:
            self.head[root:comma] = [root if above == said else above for above in self.head[root:comma]]
            self.head[said], self.relation[said] = -1, "root"
            self.head[root], self.relation[root] = said, "ccomp"

    def of_second(self, verb: int) -> None:
        """Give "Moss" of "and Moss on Monday accused" to the verb that "and" is of."""
        joined = [w for w in self.below(verb) if self.relation[w] == "cc" and w < verb]
        noun = self.subject_between(joined[-1], verb, ("NOUN", "PROPN", "PRON")) if joined else None
        if noun is None or self.relation[noun] != "conj" or self.text[noun] in CALENDAR_WORDS | _UNITS:
            return
        above = verb
        while (above := self.head[above]) >= 0:
            if above == noun:  # no circle
                return
        self.head[noun], self.relation[noun] = verb, "nsubj"

    def of_two(self, verb: int) -> None:
        """Leave a verb one of two subjects: of "publisher Ann Lee" the name, of "Lee, a deputy," the first."""
        given = [w for w in self.below(verb) if w < verb and self.relation[w] in ("nsubj", "nsubj:pass")]
        if len(given) < 2 or self.upos[given[-2]] not in ("NOUN", "PROPN"):
            return
        first, second = given[-2:]
        begins, ends = self.extent(second)
        if self.upos[second] == "PROPN" and self.extent(first)[1] == first == begins - 1:
            self.head[first], self.relation[first] = second, "nmod:desc"
        elif self.text[begins - 1] == "," == self.text[ends + 1] and self.upos[second] in ("NOUN", "PROPN", "ADJ"):
            self.head[second], self.relation[second] = first, "appos"


def with_subjects(table: pd.DataFrame) -> pd.DataFrame:
    """A table of `dependencies` with such subjects mended."""
    trees = _Trees(table)
    for word, form in enumerate(trees.text):
        if form in _SAID:
            trees.of_said(word)
        if trees.relation[word].startswith("nsubj") and trees.head[word] > word:
            trees.of_two(trees.head[word])
        if trees.upos[word] == "VERB" and trees.relation[word] == "conj":
            trees.of_second(word)
    return table.assign(head=trees.head, relation=pd.array(trees.relation, dtype="str"))
