"""What the choice of a name's kind rests on: the tables in which its words and their neighbours stand, and what the
words are like elsewhere.

The vectors (words.txt, kinds.npz) are those of GloVe 6B, turned so that a dozen numbers keep what tells kinds apart.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence, Set
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from dateline.entities import lists
from dateline.entities.capitals import Run, Words
from dateline.entities.gazetteer import gazetteer, is_word

# A sign of a word, and the table of capitalised forms that gives it.
_FORMS: dict[str, Callable[[], Collection[str]]] = {
    "given": lambda: gazetteer().gender,
    "family": lambda: gazetteer().family,
    "place": lambda: gazetteer().places,
    "small place": lambda: gazetteer().small_places,
    "organisation end": lambda: lists.ORGANISATION_ENDS,
    "organisation head": lambda: lists.ORGANISATION_HEADS,
    "place end": lambda: lists.PLACE_ENDS,
    "place head": lambda: lists.PLACE_HEADS,
    "other end": lambda: lists.OTHER_ENDS,
    "other head": lambda: lists.OTHER_HEADS,
    "group": lambda: lists.GROUPS,
    "body": lambda: lists.BODIES,
    "chamber": lambda: lists.CHAMBERS,
    "partisan": lambda: lists.PARTISANS,
}
# The same of words whatever their capitals, without a full stop.
_PLAIN: dict[str, Collection[str]] = {
    "title": lists.TITLES,
    "strong title": lists.STRONG_TITLES,
    "reporting": lists.REPORTING,
    "part of a place": lists.PLACE_PREPOSITIONS,
    "link": lists.PLACE_LINKS,
    "determiner": lists.SMALL_DETERMINERS - {"the"},
    "particle": lists.PARTICLES,
    "small": lists.SMALL_WORDS,
    "who": ("who", "whose"),
    "in": ("in", "at"),
    "quote": "\"“”'‘’",
    "stop": ".?!",
    "bracket": "()",
    "owner": ("'s", "’s"),
    "and": ("and", "&"),
    **{word: (word,) for word in ("the", "of", "by", ",")},
    **{f"called {kind}": {w for w, k in lists.CALLED.items() if k == kind} for kind in set(lists.CALLED.values())},
}
_SHAPES: dict[str, Callable[[str], bool]] = {
    "capitals": lambda form: form.isupper() and len(form) > 1,
    "digit": lambda form: any(c.isdigit() for c in form),
    "hyphen": lambda form: "-" in form,
    "full stop": lambda form: form[-1] == ".",
    "s": lambda form: form[-1] == "s",
    "small letter": lambda form: form[0].islower(),
    "capital": lambda form: form[0].isupper(),
    "capital inside": lambda form: any(a.islower() and b.isupper() for a, b in pairwise(form)),
    "word": is_word,
}
_TAILS = (
    "ville",
    "burg",
    "burgh",
    "stan",
    "shire",
    "abad",
    "grad",
    "borough",
    "bury",
    "polis",
    "chester",
    "land",
    "ton",
)
_MANY = 5  # words of a name


@lru_cache(maxsize=1 << 15)
def _signs(form: str) -> tuple[str, ...]:
    """What a word is by itself; beyond the sentence there is "none"."""
    if not form:
        return ("none",)
    plain = form.lower().rstrip(".") or form
    found = [sign for sign, table in _FORMS.items() if form in table()]
    found += [sign for sign, known in _PLAIN.items() if plain in known]
    found += [f"-{tail}" for tail in _TAILS if form.endswith(tail)]
    return *found, *(sign for sign, fits in _SHAPES.items() if fits(form))


@lru_cache(maxsize=1 << 16)
def _signs_at(side: str, form: str) -> tuple[str, ...]:
    return tuple(f"{side}: {sign}" for sign in _signs(form))


def hints(w: Words, run: Run, seen: Set[str]) -> list[tuple[str, ...]]:
    """What is so of a possible name and the two words on each side of it, in parts that come again and again.

    Arguments:
        w: the sentence.
        run: the run of capitals.
        seen: words that stand capitalised inside other sentences of the text.
    """
    forms, first, last, n = w.forms, run.first, run.last, len(w.forms)
    own = forms[first:last]
    facts = {
        "titled": bool(run.title),
        "with a strong title": run.title in lists.STRONG_TITLES,
        "initial": run.initial,
        "shouted": w.shouted,
        "seen": own[-1] in seen,
    }
    told = [_signs_of_name(tuple(own)), tuple(name for name, is_so in facts.items() if is_so)]
    for k in (1, 2):
        told.append(_signs_at(f"{k} before", forms[first - k] if first >= k else ""))
        told.append(_signs_at(f"{k} after", forms[last + k - 1] if last + k <= n else ""))
    return told


@lru_cache(maxsize=1 << 15)
def _signs_of_name(forms: tuple[str, ...]) -> tuple[str, ...]:
    """What the name is by itself."""
    known, bare = gazetteer(), " ".join(forms).removeprefix("The ")
    facts = {
        "place": bare in known.places,
        "small place": bare in known.small_places,
        "body": bare in lists.PHRASE_BODIES,
        "given and family": forms[0] in known.gender and forms[-1] in known.family,
        "no word": not any(map(is_word, forms)),
        "all words": all(map(is_word, forms)),
        f"{min(len(forms), _MANY)} words": True,
    }
    found = {name for name, is_so in facts.items() if is_so}
    for side, some in (
        ("first", forms[:1]),
        ("last", forms[-1:]),
        ("any", forms),
        ("only", forms if len(forms) == 1 else ()),
    ):
        for form in some:
            found.update(_signs_at(side, form))
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _vectors() -> tuple[dict[str, int], np.ndarray]:
    """Row of each word, and the rows; the last is for words that are not on the list."""
    room = files("dateline.entities")
    listed = room.joinpath("words.txt").read_text(encoding="utf-8").split("\n")[:-1]
    with room.joinpath("kinds.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        rows = stored["vectors"].astype(np.float32) * stored["scale"]
    return {word: row for row, word in enumerate(listed)}, np.vstack([rows, np.zeros_like(rows[:1])])


def _row(form: str, known: dict[str, int]) -> int:
    plain = form.lower().replace("’", "'")
    spellings = (plain, plain.rstrip("."), plain.rpartition("-")[2])
    return next((known[spelt] for spelt in spellings if spelt in known), -1)


def vectors(possible: Sequence[tuple[Words, Run]]) -> np.ndarray:
    """One row for each possible name: its last word, the mean of its words, the word before and the word after."""
    known, table = _vectors()
    words = [[_row(form, known) for form in w.forms[run.first : run.last]] for w, run in possible]
    before = [_row(w.forms[run.first - 1], known) if run.first else -1 for w, run in possible]
    after = [_row(w.forms[run.last], known) if run.last < len(w.forms) else -1 for w, run in possible]
    sizes = np.array([len(rows) for rows in words])
    sums = np.add.reduceat(table[[row for rows in words for row in rows]], np.cumsum(sizes) - sizes)
    last = [rows[-1] for rows in words]
    return np.concatenate([table[last], sums / sizes[:, None].astype(np.float32), table[before], table[after]], axis=1)
