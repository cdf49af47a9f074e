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
Namer = tuple[int, int, int]  # characters


def _kept(trees: Trees, noun: int) -> set[int]:
    """The words of a noun phrase that belong to it closely, commas and brackets left out."""
    found, left = {noun}, [noun]
    while left and len(found) < _FARTHEST:
        at = left.pop()
        for word in trees.children(at):
            kind = trees.kind(word)
            is_own_mark = at == noun and word < noun and kind in ("case", "cc", "mark")
            joins = kind != "conj" or trees.upos[word] in _NOUNS
            is_name = kind == "appos" and trees.upos[word] == "PROPN" and word == at + 1  # "the aide Rosa Lind"
            is_aside = at == noun and (is_own_mark or _is_venue(trees, at, word))
            if (kind in _PARTS or is_name) and joins and not is_aside:
                found.add(word)
                left.append(word)
            elif kind == "punct" and trees.text[word] not in _APART:
                found.add(word)
    return found


def _is_venue(trees: Trees, noun: int, word: int) -> bool:
    """ "Ann Lee on Twitter": where a person says it is no part of the name; nor is the clitic of an owner."""
    cases = trees.forms(word, "case")
    return (trees.kind(word) == "case" and word > noun) or (trees.upos[noun] == "PROPN" and "on" in cases)


def phrase(trees: Trees, noun: int) -> Span:
    """First and last word of the noun phrase of a word, without what stands in apposition and without clauses."""
    kept = _kept(trees, noun)
    first = last = noun
    while first - 1 in kept or (first - 2 in kept and _joins(trees, first - 1, kept)):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and _joins(trees, last + 1, kept)):
        last += 1
    while last > noun and trees.kind(last) in ("punct", "cc") and trees.text[last] != ".":
        last -= 1
    while first < noun and (trees.kind(first) in ("punct", "cc", "case") or trees.lower[first] == "which"):
        first += 1
    return first, last


def _joins(trees: Trees, mark: int, kept: set[int]) -> bool:
    """Whether a comma or hyphen stands inside a row or a name: "Lee, Moss and Reed"."""
    if trees.kind(mark) == "cc":
        return trees.head[mark] in kept
    if trees.kind(mark) != "punct" or trees.text[mark] not in (",", "-", "–", "/", "&"):
        return False
    return trees.text[mark] != "," or (trees.head[mark] in kept and trees.kind(trees.head[mark]) == "conj")


def namers(trees: Trees, noun: int) -> tuple[tuple[Namer, ...], ...]:
    """The words that say who a phrase is about, the surest first: its heads, then their appositions."""
    heads = [noun, *(c for c in trees.children(noun, "conj") if trees.upos[c] in _NOUNS)]
    owners = [o for h in heads if is_saying_noun(trees, h) for o in trees.children(h, "nmod:poss")]
    apposed = [a for h in heads for a in trees.children(h, "appos")]
    titled = [
        a for h in heads for a in trees.children(h, "nmod") if a > h and trees.upos[phrase(trees, a)[0] - 1] != "ADP"
    ]
    return tuple(tuple(_name(trees, w) for w in words) for words in (owners or heads, apposed, titled) if words)


def _name(trees: Trees, word: int) -> Namer:
    """Where a name may begin, must stand and may end, of which a tree has one word; "Ann Lee fans" is none."""
    last = word
    while flat := trees.children(last, "flat"):
        last = flat[-1]
    last = word if trees.text[last].islower() else last
    return trees.start[phrase(trees, word)[0]], trees.start[word], trees.end[last]


def is_saying_noun(trees: Trees, word: int) -> bool:
    """Whether a word is a noun of saying, and not a verb by what hangs on it."""
    is_noun = trees.upos[word] == "NOUN" and trees.lower[word] in cues.NOUN_LEMMAS
    return is_noun and (trees.child(word, "nsubj") is None or trees.child(word, "cop") is not None)
