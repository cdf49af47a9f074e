"""The noun phrase of a word in a tree."""

from __future__ import annotations

from collections.abc import Set

from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax.trees import Trees

# What goes on with a noun; clauses and appositions beside it do not.
_PARTS = frozenset(
    "det amod compound flat nummod nmod conj cc case fixed advmod obl goeswith list mark obj xcomp".split()
)
_APART = frozenset(",;:()[]–—―-")
_NOUNS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"])
_FARTHEST = 40  # words of a noun phrase


def _kept(trees: Trees, noun: int, without: Set[int]) -> set[int]:
    """The words of a noun phrase that belong to it closely, commas and brackets left out."""
    found, left = {noun}, [noun]
    while left and len(found) < _FARTHEST:
        at = left.pop()
        for word in (c for c in trees.children(at) if at != noun or c not in without):
            kind = trees.kind(word)
            is_own_mark = at == noun and word < noun and kind in ("case", "cc", "mark")
            joins = kind != "conj" or trees.upos[word] in _NOUNS
            is_name = kind == "appos" and trees.upos[word] == "PROPN" and word == at + 1  # "the aide Rosa Lind"
            is_aside = is_own_mark or ((at == noun or trees.kind(at) == "conj") and _is_venue(trees, at, word))
            if (kind in _PARTS or is_name) and joins and not is_aside:
                found.add(word)
                left.append(word)
            elif kind == "punct" and trees.text[word] not in _APART:
                found.add(word)
    return found


def _is_venue(trees: Trees, noun: int, word: int) -> bool:
    """ "Ann Lee on Twitter", "the mayor on Monday": where and when is no part of a name; nor is an owner's clitic."""
    cases = trees.forms(word, "case")
    if cases and word > noun and (trees.lower[word] in CALENDAR_WORDS or trees.lower[word] in ("weekend", "week")):
        return True
    is_beside = trees.upos[noun] == "PROPN" and trees.lower[word] in ("time", "past", "moment")  # "Lee at the time"
    return (trees.kind(word) == "case" and word > noun) or is_beside or (trees.upos[noun] == "PROPN" and "on" in cases)


def phrase(trees: Trees, noun: int, without: Set[int] = frozenset()) -> tuple[int, int]:
    """First and last word of the noun phrase of a word, without appositions, clauses and the words `without`."""
    kept = _kept(trees, noun, without)
    first = last = noun
    while first - 1 in kept or (first - 2 in kept and _joins(trees, first - 1, kept)):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and _joins(trees, last + 1, kept)):
        last += 1
    while last > noun and trees.kind(last) in ("punct", "cc") and trees.text[last] != ".":
        last -= 1
    while first < noun and (trees.kind(first) in ("punct", "cc", "case") or trees.lower[first] == "which"):
        if trees.lower[first + 1] in ("least", "most"):
            break  # "at least two people"
        first += 1
    return first, last


def _joins(trees: Trees, mark: int, kept: set[int]) -> bool:
    """Whether a comma or hyphen stands inside a row or a name: "Lee, Moss and Reed"."""
    if trees.kind(mark) == "cc":
        return trees.head[mark] in kept
    if trees.kind(mark) != "punct" or trees.text[mark] not in (",", "-", "–", "/", "&"):
        return False
    is_row = trees.kind(trees.head[mark]) == "conj" or trees.kind(mark + 1) in ("conj", "amod")
    is_age = trees.upos[mark + 1] == "NUM" != trees.upos[mark - 1]  # "Ann Lee, 44"
    return trees.text[mark] != "," or (is_row and not is_age and trees.head[mark] in kept)
