"""The frame of a target: facts of the sentence round it that hold whatever its words are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.polarity.wording import CUE, NAME, Word

NEAR = 5  # words on either side that lean on the target most
MANY = 3  # loaded words beyond which more make no difference

AUXILIARIES = frozenset(
    """
    is are was were be been being am has have had having do does did will would can could may might must shall
    should not never also now still just only even then already to
    """.split()
)
BE = frozenset("is are was were be been being am isn't wasn't weren't aren't".split())
DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())
PREPOSITIONS = frozenset(
    """
    of by for against with to from on at in about over under toward towards between among behind after before
    despite like as than into through via
    """.split()
)
FOLLOWERS = (
    (",", frozenset(",;:()")),
    (CUE, frozenset({CUE})),
    ("who", frozenset({"who", "which", "that"})),
    ("be", BE),
    ("have", AUXILIARIES),
    ("preposition", PREPOSITIONS),
    ("and", frozenset({"and", "or"})),
)
PRONOUNS = frozenset("he she him her they them his their it its himself herself themselves".split())


def before(forms: Sequence[str], first: int) -> str:
    """What governs the target: a preposition, "and", a mark, a verb of saying, the start, or some word ("-")."""
    i = first - 1
    while i >= 0 and (forms[i] in (NAME, "former") or forms[i] in DETERMINERS):
        i -= 1
    if i < 0:
        return "^"
    form = forms[i]
    if form in ",;:":
        return ","
    return form if form in PREPOSITIONS or form in ("and", CUE) else "-"


def after(forms: Sequence[str], last: int) -> str:
    """How the sentence goes on after the target: a verb of saying, being or having, a mark, a preposition ..."""
    i = last
    while i < len(forms) and forms[i] == NAME:
        i += 1
    if i == len(forms) or forms[i] in ".!?":
        return "."
    return next((kind for kind, forms_ in FOLLOWERS if forms[i] in forms_), "-")


def lean(words: tuple[int, int]) -> str:
    """Of words of good and of ill: which are more."""
    good, ill = words
    return "+" if good > ill else "-" if good < ill else "0"


class Load:
    """How many words of good and of ill, and how many names, stand before each word of a sentence.

    Arguments:
        found: the words of the sentence; one that is reversed by its context counts for the other side.
        signs: above or below 0 for each word that a lexicon holds for good or ill.
    """

    def __init__(self, found: Sequence[Word], signs: Mapping[str, float]) -> None:
        self.good, self.ill, self.names = [0], [0], [0]
        previous = ""
        for word in found:
            sign = signs.get(word.form.removesuffix("'s"), 0.0) * (1 if word.factor > 0 else -1)
            self.good.append(self.good[-1] + (sign > 0))
            self.ill.append(self.ill[-1] + (sign < 0))
            self.names.append(self.names[-1] + (word.form == NAME and previous != NAME))
            previous = word.form

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Words of good and of ill."""
        return self.good[last] - self.good[first], self.ill[last] - self.ill[first]


def frame(
    forms: Sequence[str],
    load: Load,
    first: int,
    last: int,
    begin: int,
    stop: int,
    mention: str,
    possessive: bool,
    quoted: str,
) -> tuple[str, ...]:
    """The facts of a sentence round the target forms[first:last], as far as the words begin ... stop - 1.

    Arguments:
        forms: the words of the sentence.
        load: of the sentence; the target's own words never count as good or ill.
        mention: what kind of mention the target is.
        possessive: whether the target is a possessive.
        quoted: whether the target stands inside quotation marks, outside, or there are none.
    """
    follows = "'s" if possessive else after(forms, last)
    governs = before(forms, first)
    names = load.names[stop] - load.names[begin] - (load.names[last] - load.names[first])
    left, right = load.between(begin, first), load.between(last, stop)
    near_left, near_right = load.between(max(begin, first - NEAR), first), load.between(last, min(stop, last + NEAR))
    return (
        f"before {governs}",
        f"after {follows}",
        f"between {governs} {follows}",
        f"other names {min(names, 5)}",
        f"place {min(3, 4 * (first - begin) // (stop - begin))}",
        f"quoted {quoted}",
        f"mention {mention} {min(last - first, 4)}",
        f"leans {lean(left)} {lean(right)}",
        f"leans near {lean(near_left)} {lean(near_right)}",
        f"leans {lean((left[0] + right[0], left[1] + right[1]))}",
        f"good words {min(MANY, left[0] + right[0])}",
        f"ill words {min(MANY, left[1] + right[1])}",
    )
