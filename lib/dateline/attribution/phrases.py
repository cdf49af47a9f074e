"""The noun phrase of a word in a tree, and the words in it that say who is meant."""

from __future__ import annotations

from dateline.attribution import cues
from dateline.syntax import Trees

# What goes on with a noun; clauses and appositions beside it do not.
_PARTS = frozenset(
    "det amod compound flat nummod nmod conj cc case fixed advmod obl goeswith list mark obj xcomp".split()
)
_APART = frozenset(",;:()[]–—―-")
_NOUNS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"])
_FARTHEST = 40  # words of a noun phrase
Span = tuple[int, int]


def _kept(trees: Trees, noun: int) -> set[int]:
    """The words of a noun phrase that belong to it closely, commas and brackets left out."""
    found, left = {noun}, [noun]
    while left and len(found) < _FARTHEST:
        at = left.pop()
        for word in trees.children(at):
            kind = trees.kind(word)
            is_own_case = at == noun and kind in ("case", "cc", "mark", "advmod") and word < noun and kind != "advmod"
            joins = kind != "conj" or trees.upos[word] in _NOUNS
            if kind in _PARTS and joins and not is_own_case and not (kind == "case" and at == noun):
                found.add(word)
                left.append(word)
            elif kind == "punct" and trees.text[word] not in _APART:
                found.add(word)
    return found


def phrase(trees: Trees, noun: int) -> Span:
    """First and last word of the noun phrase of a word, without what stands in apposition and without clauses."""
    kept = _kept(trees, noun)
    first = last = noun
    while first - 1 in kept or (first - 2 in kept and _joins(trees, first - 1, kept)):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and _joins(trees, last + 1, kept)):
        last += 1
    while last > noun and trees.kind(last) in ("punct", "cc") and trees.text[last] != "." :
        last -= 1
    while first < noun and trees.kind(first) in ("punct", "cc"):
        first += 1
    return first, last


def _joins(trees: Trees, mark: int, kept: set[int]) -> bool:
    """Whether a comma or hyphen stands inside a row or a name: "Lee, Moss and Reed"."""
    if trees.kind(mark) != "punct" or trees.text[mark] not in (",", "-", "–", "/", "&"):
        return trees.kind(mark) == "cc" and trees.head[mark] in kept
    after = mark + 1
    return trees.text[mark] != "," or trees.head[mark] in kept and trees.kind(trees.head[mark]) == "conj" and after in kept


def namers(trees: Trees, noun: int) -> list[list[Span]]:
    """Characters of the words that say who a phrase is about, the surest first: its heads, then their appositions."""
    heads = [noun, *(c for c in trees.children(noun, "conj") if trees.upos[c] in _NOUNS)]
    owners = [o for h in heads if is_saying_noun(trees, h) for o in trees.children(h, "nmod:poss")]
    flat = [[h, *trees.children(h, "flat")] for h in (owners or heads)]
    apposed = [[a, *trees.children(a, "flat")] for h in heads for a in trees.children(h, "appos")]
    titled = [[a, *trees.children(a, "flat")] for h in heads for a in trees.children(h, "nmod:desc", "nmod") if a > h and
              not trees.children(a, "case")]
    return [
        [(trees.start[min(words)], trees.end[max(words)]) for words in rows] for rows in (flat, apposed, titled) if rows
    ]


def is_saying_noun(trees: Trees, word: int) -> bool:
    """Whether a word is a noun of saying, and not a verb by what hangs on it."""
    is_noun = trees.upos[word] == "NOUN" and trees.text[word].lower() in cues.NOUN_LEMMAS
    return is_noun and (trees.child(word, "nsubj") is None or trees.child(word, "cop") is not None)
