"""The frame of a target: facts of the sentence round it that hold whatever its words are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from dateline.polarity.wording import CUE, NAME, Word

_NEAR = 5  # words on either side that lean on the target most
_MANY = 3  # loaded words beyond which more make no difference

# What follows a target, by kind; the first that fits has it.
FOLLOWERS = {
    ",": frozenset(",;:()"),
    CUE: frozenset({CUE}),
    "who": frozenset("who which that".split()),
    "be": frozenset("is are was were be been being am isn't wasn't weren't aren't".split()),
    "have": frozenset(
        """
        has have had having do does did does will would can could may might must shall should not never also now still
        just only even then already to
        """.split()
    ),
    "preposition": frozenset(
        """
        of by for against with from on at in about over under toward towards between among behind after before despite
        like as than into through via
        """.split()
    ),
    "and": frozenset({"and", "or"}),
}
_PREPOSITIONS = FOLLOWERS["preposition"] | {"to"}
_BEFORE_NAMES = frozenset("the a an this that these those his her its their our my your former".split()) | {NAME}
PRONOUNS = frozenset("he she him her they them his their it its himself herself themselves".split())


def before(forms: Sequence[str], first: int) -> str:
    """What governs the target: a preposition, "and", a mark, a verb of saying, the start, or some word ("-")."""
    form = next((form for form in reversed(forms[:first]) if form not in _BEFORE_NAMES), "^")
    return "," if form in ",;:" else form if form in _PREPOSITIONS or form in ("and", CUE, "^") else "-"


def after(forms: Sequence[str], last: int) -> str:
    """How the sentence goes on after the target: a verb of saying, being or having, a mark, a preposition ..."""
    form = next((form for form in forms[last:] if form != NAME), ".")
    return "." if form in ".!?" else next((kind for kind, some in FOLLOWERS.items() if form in some), "-")


def _lean(good: int, ill: int) -> str:
    return "+" if good > ill else "-" if good < ill else "0"


class Load:
    """How many words of good and of ill, and how many names, stand before each word of a sentence.

    `signs` is above or below 0 for a word that a lexicon holds for good or ill; one that its context reverses counts
    for the other side.
    """

    def __init__(self, found: Sequence[Word], signs: Mapping[str, float]) -> None:
        loads = [signs.get(w.form.removesuffix("'s"), 0.0) * (1 if w.factor > 0 else -1) for w in found]
        self._good = list(accumulate((load > 0 for load in loads), initial=0))
        self._ill = list(accumulate((load < 0 for load in loads), initial=0))
        is_name = [False, *(word.form == NAME for word in found)]
        begins = (now and not was for was, now in pairwise(is_name))
        self._names = list(accumulate(begins, initial=0))

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Words of good and of ill."""
        return self._good[last] - self._good[first], self._ill[last] - self._ill[first]

    def names(self, first: int, last: int) -> int:
        return self._names[last] - self._names[first]


def frame(
    forms: Sequence[str],
    load: Load,
    target: tuple[int, int],
    within: tuple[int, int],
    mention: str,
    possessive: bool,
    quoted: str,
) -> tuple[str, ...]:
    """The facts round a target: its first word and end, those of the words that can speak of it, and `mention`."""
    (first, last), (begin, stop) = target, within
    follows = "'s" if possessive else after(forms, last)
    governs = before(forms, first)
    left, right = load.between(begin, first), load.between(last, stop)
    good, ill = left[0] + right[0], left[1] + right[1]
    near = load.between(max(begin, first - _NEAR), first), load.between(last, min(stop, last + _NEAR))
    return (
        f"before {governs}",
        f"after {follows}",
        f"between {governs} {follows}",
        f"other names {min(load.names(begin, stop) - load.names(first, last), 5)}",
        f"place {min(3, 4 * (first - begin) // (stop - begin))}",
        f"quoted {quoted}",
        f"mention {mention} {min(last - first, 4)}",
        f"leans {_lean(*left)} {_lean(*right)}",
        f"leans near {_lean(*near[0])} {_lean(*near[1])}",
        f"leans {_lean(good, ill)}",
        f"good words {min(_MANY, good)}",
        f"ill words {min(_MANY, ill)}",
    )
