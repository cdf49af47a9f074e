"""Quoted clauses are read apart, and stand as one word in the sentence round them.

What is said inside marks has a grammar of its own, and a parser that is shown all at once hangs "said" and its subject
into it, the more so where only one mark of the pair stands in the sentence (benchmarks/README.md has the numbers).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from dateline.syntax.words import CLOSING, OPENING

STAND_IN = "it"  # what the parser sees in place of a quotation
LEAST = 4  # words of a clause; what is shorter, or begins without a capital, is a part of the sentence round it
_ENDS = frozenset([",", ".", "?", "!", "—", "…"])  # before the closing mark
_BEFORE = frozenset([",", ":", "—"])  # before the opening one
# what a stand-in may be by mistake, where a clause is a ccomp
_SAID = frozenset(["obj", "obl", "obl:unmarked", "nsubj", "nmod", "advcl", "dep", "appos"])


def _quotations(forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First word and end of what stands in marks; one mark of a pair may be in another sentence."""
    begin: int | None = 0  # before the first mark: the sentence may begin inside
    for i, form in enumerate(forms):
        if form == OPENING:
            begin = i + 1
        elif form == CLOSING and begin is not None:
            yield begin, i
            begin = None
    if begin:
        yield begin, len(forms)


def _is_clause(forms: Sequence[str], begin: int, end: int) -> bool:
    """Whether what is quoted may be a sentence, with enough outside of it to be one too."""
    if end - begin < LEAST or not forms[begin][:1].isupper():
        return False
    outside = sum(form[0].isalnum() for form in (*forms[:begin], *forms[end:]))
    before, after = forms[begin - 2] if begin > 1 else "", forms[end + 1] if end + 1 < len(forms) else ""
    return outside > 1 and (forms[end - 1] in _ENDS or before in _BEFORE or after == ",")


def pieces(forms: Sequence[str]) -> list[list[int]]:
    """The words of a sentence, by their places, in runs to be read apart: what stands outside first.

    In it, -k stands for the k-th run; a comma at its end is the outer sentence's. A sentence without a quoted clause is
    one run.
    """
    outer, found, at = [], [], 0
    for begin, end in _quotations(forms):
        if _is_clause(forms, begin, end):
            end -= forms[end - 1] == ","
            found.append(list(range(begin, end)))
            outer += [*range(at, begin), -len(found)]
            at = end
    return [[*outer, *range(at, len(forms))], *found]


def shown(forms: Sequence[str], run: Sequence[int]) -> list[str]:
    """The forms of one run of `pieces`."""
    return [forms[i] if i >= 0 else STAND_IN for i in run]


def joined(runs: list[list[int]], columns: Sequence[Sequence[np.ndarray]]) -> list[np.ndarray]:
    """Tags, heads, relations and margins of a sentence, out of those of each of its runs."""
    places = [np.array([i if i >= 0 else runs[-i][int(columns[-i][1].argmin())] for i in run]) for run in runs]
    whole = [np.empty(sum(map(len, runs[1:])) + sum(i >= 0 for i in runs[0]), dtype=c.dtype) for c in columns[0]]
    for run, at, (upos, heads, relations, margins) in reversed(list(zip(runs, places, columns, strict=True))):
        above = np.where(heads < 0, -1, at[heads])
        for column, told in zip(whole[1:], (above, relations, margins), strict=True):
            column[at] = told
        own = np.array(run) >= 0
        whole[0][at[own]] = upos[own]
    for i in (k for k, place in enumerate(runs[0]) if place < 0):
        at = places[0][i]
        if whole[2][at] in _SAID and _predicate(at, *whole[:3]):
            whole[2][at] = "ccomp"
    return whole


def _predicate(at: int, upos: np.ndarray, heads: np.ndarray, relations: np.ndarray) -> bool:
    below = relations[heads == at]
    return upos[at] in ("VERB", "AUX") or any(r in ("cop", "nsubj", "nsubj:pass", "csubj") for r in below)
