"""What the choice of a name's kind rests on: the tables in which its words and their neighbours stand, and what the
words are like elsewhere.

The vectors (words.txt, kinds.npz) are those of GloVe 6B, turned so that a dozen numbers keep what tells kinds apart.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from functools import lru_cache
from importlib.resources import files
from itertools import chain, pairwise

import numpy as np

from dateline.entities import lists
from dateline.entities.capitals import Run, Words
from dateline.entities.gazetteer import gazetteer
from dateline.segments.casing import is_word

# A sign of a word, and the capitalised forms that have it.
_FORMS: dict[str, Collection[str]] = {
    "organisation end": lists.ORGANISATION_ENDS, "organisation head": lists.ORGANISATION_HEADS,
    "place end": lists.PLACE_ENDS, "place head": lists.WORDS["place heads"], "other end": lists.OTHER_ENDS,
    "other head": lists.WORDS["other heads"], "group": lists.GROUPS, "body": lists.BODIES,
    "chamber": lists.WORDS["chambers"], "partisan": lists.WORDS["partisans"],
}  # fmt: skip
# The same of words whatever their capitals, without a full stop.
_PLAIN: dict[str, Collection[str]] = {
    "title": lists.TITLES, "strong title": lists.STRONG_TITLES, "reporting": lists.WORDS["reporting"],
    "part of a place": lists.WORDS["place prepositions"], "link": lists.WORDS["place links"],
    "determiner": lists.WORDS["small determiners"] - {"the"}, "particle": lists.WORDS["particles"],
    "small": lists.WORDS["small words"],
    "who": ("who", "whose"), "in": ("in", "at"), "quote": "\"“”'‘’", "stop": ".?!", "bracket": "()",
    "owner": ("'s", "’s"), "and": ("and", "&"), "the": ("the",), "of": ("of",), "by": ("by",), ",": (",",),
    **{f"called {k}": {w for w in lists.CALLED if lists.CALLED[w] == k} for k in sorted(set(lists.CALLED.values()))},
}  # fmt: skip
_CHECKS: dict[str, Callable[[str], bool]] = {
    "given": lambda form: form in gazetteer().gender,
    "family": lambda form: form in gazetteer().family,
    "place": lambda form: form in gazetteer().places,
    "small place": lambda form: form in gazetteer().small_places,
    "capitals": lambda form: form.isupper() and len(form) > 1,
    "digit": lambda form: not form.isalpha() and any(map(str.isdigit, form)),
    "hyphen": lambda form: "-" in form,
    "full stop": lambda form: form[-1] == ".",
    "s": lambda form: form[-1] == "s",
    "small letter": lambda form: form[0].islower(),
    "capital": lambda form: form[0].isupper(),
    "capital inside": lambda form: not form.islower() and any(a.islower() and b.isupper() for a, b in pairwise(form)),
    "word": is_word,
}
_TAILS = tuple("ville burg burgh stan shire abad grad borough bury polis chester land ton".split())
SIGNS = ["none", *_FORMS, *_PLAIN, *_CHECKS, *(f"-{tail}" for tail in _TAILS)]
_SIGN = {sign: number for number, sign in enumerate(SIGNS)}
_MANY = 5  # words of a name
_OF_NAMES = ["titled", "with a strong title", "initial", "seen", "place", "small place", "body",
             "given and family", "no word", "all words",
             *(f"{size} words" for size in range(1, _MANY + 1))]  # fmt: skip
_STEPS = (-1, 1, -2, 2)  # words before and after
_SIDES = ["first", "last", "any", "only", "1 before", "1 after", "2 before", "2 after"]
HINTS = [f"{side}: {sign}" for side in _SIDES for sign in SIGNS] + _OF_NAMES


def _numbers(tables: Mapping[str, Collection[str]]) -> dict[str, list[int]]:
    """The numbers of the signs of each word in the tables."""
    found: dict[str, list[int]] = {}
    for sign, table in tables.items():
        for form in table:
            found.setdefault(form, []).append(_SIGN[sign])
    return found


_OF_FORMS, _OF_PLAIN = _numbers(_FORMS), _numbers(_PLAIN)


@lru_cache(maxsize=1 << 15)
def _signs(form: str) -> bytes:
    """What a word is by itself, 1 for each sign that it has; beyond the sentence there is "none"."""
    has = bytearray(len(SIGNS))
    told = [] if form else ["none"]
    if form:
        for number in (*_OF_FORMS.get(form, ()), *_OF_PLAIN.get(form.lower().rstrip(".") or form, ())):
            has[number] = 1
        told += [sign for sign, holds in _CHECKS.items() if holds(form)]
        told += [f"-{tail}" for tail in _TAILS if form.endswith(tail)] if form.endswith(_TAILS) else []
    for sign in told:
        has[_SIGN[sign]] = 1
    return bytes(has)


def _beside(possible: Sequence[tuple[Words, Run]], step: int) -> list[str]:
    """The word so many before (below 0) or after each run; "" beyond the sentence."""
    at = [run.first + step if step < 0 else run.last + step - 1 for _, run in possible]
    return [w.forms[k] if 0 <= k < len(w.forms) else "" for (w, _), k in zip(possible, at, strict=True)]


@lru_cache(maxsize=1)
def _vectors() -> tuple[dict[str, int], np.ndarray]:
    """Row of each word, and the rows; the last is for words that are not on the list."""
    room = files("dateline.entities")
    listed = room.joinpath("words.txt").read_text(encoding="utf-8").split("\n")[:-1]
    with room.joinpath("kinds.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        rows = stored["vectors"].astype(np.float32) * stored["scale"]
    return {word: row for row, word in enumerate(listed)}, np.vstack([rows, np.zeros_like(rows[:1])])


@lru_cache(maxsize=1 << 15)
def _row(form: str) -> int:
    known, plain = _vectors()[0], form.lower().replace("’", "'")
    spellings = (plain, plain.rstrip("."), plain.rpartition("-")[2])
    return next((known[spelt] for spelt in spellings if spelt in known), -1)


def inputs(possible: Sequence[tuple[Words, Run]], seen: Set[str]) -> tuple[np.ndarray, np.ndarray]:
    """What the network is shown, a row for each of at least one possible name: the vectors of its last word, of its
    words (their mean), of the word before and the word after; and, 0 or 1, what is so of it and of two words on each
    side (HINTS). `seen` are words that stand capitalised inside other sentences."""
    names = [w.forms[run.first : run.last] for w, run in possible]
    sizes = np.array([len(forms) for forms in names])
    begins = np.cumsum(sizes) - sizes
    forms = [*chain.from_iterable(names), *chain.from_iterable(_beside(possible, step) for step in _STEPS)]
    signs = np.frombuffer(b"".join(map(_signs, forms)), dtype=np.uint8).reshape(-1, len(SIGNS))
    words, *around = np.split(signs, np.arange(sizes.sum(), len(forms), len(names)))
    first, last = words[begins], words[begins + sizes - 1]
    either = np.maximum.reduceat(words, begins)
    known, word = gazetteer(), _SIGN["word"]
    bare = [" ".join(forms).removeprefix("The ") for forms in names]
    told = [
        (run.title != "", run.title in lists.STRONG_TITLES, run.initial, w.forms[run.last - 1] in seen,
         name in known.places, name in known.small_places, name in lists.PHRASE_BODIES)
        for (w, run), name in zip(possible, bare, strict=True)
    ]  # fmt: skip
    in_full = first[:, _SIGN["given"]] & last[:, _SIGN["family"]]
    whole = np.column_stack([in_full, 1 - either[:, word], np.minimum.reduceat(words[:, word], begins)])
    many = np.minimum(sizes, _MANY)[:, None] == np.arange(1, _MANY + 1)
    only = first * (sizes == 1)[:, None]
    hints = np.concatenate([first, last, either, only, *around, np.array(told), whole, many], axis=1, dtype=np.float32)
    rows = _vectors()[1][[_row(form) for form in forms[: len(words) + 2 * len(names)]]]
    own, before, after = np.split(rows, [len(words), len(words) + len(names)])
    mean = np.add.reduceat(own, begins) / sizes[:, None].astype(np.float32)
    return np.concatenate([own[begins + sizes - 1], mean, before, after], axis=1), hints
