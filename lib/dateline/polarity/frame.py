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


def sign(form: str, signs: Mapping[str, int]) -> int:
    return signs.get(form[:-2] if form.endswith("'s") else form, 0)


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


def lean(values: Sequence[float]) -> str:
    total = sum(values)
    return "+" if total > 0 else "-" if total < 0 else "0"


def frame(
    found: Sequence[Word], first: int, last: int, signs: Mapping[str, int], mention: str, possessive: bool, quoted: str
) -> tuple[str, ...]:
    """The facts of a sentence round the target found[first:last].

    Arguments:
        found: the words of the sentence; the target's own never count as good or ill.
        signs: 1 or -1 for each word a lexicon holds for good or ill.
        mention: what kind of mention the target is.
        possessive: whether the target is a possessive.
        quoted: whether the target stands inside quotation marks, outside, or there are none.
    """
    forms = [word.form for word in found]
    follows = "'s" if possessive else after(forms, last)
    governs = before(forms, first)
    names = sum(
        form == NAME and not first <= i < last and (i == 0 or forms[i - 1] != NAME) for i, form in enumerate(forms)
    )
    loads = [sign(form, signs) * (1 if word.factor > 0 else -1) for form, word in zip(forms, found, strict=True)]
    left, right = loads[:first], loads[last:]
    return (
        f"before {governs}",
        f"after {follows}",
        f"between {governs} {follows}",
        f"other names {min(names, 5)}",
        f"place {min(3, 4 * first // len(forms))}",
        f"quoted {quoted}",
        f"mention {mention} {min(last - first, 4)}",
        f"leans {lean(left)} {lean(right)}",
        f"leans near {lean(left[-NEAR:])} {lean(right[:NEAR])}",
        f"leans {lean(left + right)}",
        f"good words {min(MANY, sum(load > 0 for load in left + right))}",
        f"ill words {min(MANY, sum(load < 0 for load in left + right))}",
    )
