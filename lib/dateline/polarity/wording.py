"""The words of a sentence, and what their surroundings do to their tone: negation, denial, condition, degree, "but"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from dateline.polarity.characters import plain
from dateline.polarity.senses import BETTER, WORSE, moved, terms

TOKEN = re.compile(r"@\w+|[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]|\w")

# What a context does to the weight of a word. The order of size is common to the literature (Taboada et al. 2011,
# Lexicon-based methods for sentiment analysis, Computational Linguistics 37); cross-validation chose the sizes.
NEGATION, DENIAL, CONDITION, INTENSIFIED, DIMINISHED, BEFORE_BUT, AFTER_BUT = -0.5, -0.4, 0.6, 1.4, 0.4, 0.6, 1.1
RELIEVED, FALLING = 0.2, -0.5  # who is rescued from a fire is not on fire; what falls is there less
QUESTION = 0.5  # a question asks whether; raters hear half of its words' tone
REACH, RELIEF_REACH = 4, 6  # words after a negator that it still reverses, and after one of rescue, in their clause

NEGATIONS = frozenset(  # of no tone themselves; the other negators have one
    """
    not no never neither nor cannot ain't isn't wasn't aren't weren't don't doesn't didn't won't wouldn't can't
    couldn't shouldn't haven't hasn't hadn't
    """.split()
)
NEGATORS = NEGATIONS | frozenset(
    """
    none nobody nothing nowhere without hardly scarcely barely rarely seldom lack lacks lacked lacking fail fails
    failed prevent prevents prevented avoid avoids avoided stop stops stopped unlikely
    """.split()
)
# "not only", "no doubt": no negation; nor is "never been so frightened"
UNNEGATED = frozenset("only just merely simply doubt wonder".split())
UTMOST = frozenset("so such more as before worse better".split())
RELIEF = frozenset(
    """
    rescued rescues rescuing saved saves saving freed frees freeing feeds feeding sheltered shelters evacuated
    liberated protected protects comforted delivered
    """.split()
)
DENIALS = frozenset(
    """
    deny denies denied denying refute refutes refuted disprove disproved disproves dispute disputes disputed
    """.split()
)
INTENSIFIERS = frozenset(
    """
    very really truly deeply highly hugely extremely utterly totally completely absolutely enormously
    exceptionally incredibly remarkably tremendously thoroughly profoundly particularly especially so such most
    more too quite severely strongly widely
    """.split()
)
DIMINISHERS = frozenset(
    """
    slightly somewhat partly fairly rather marginally mildly almost nearly little less relatively occasionally
    """.split()
)
CONDITIONALS = frozenset({"if", "unless", "whether"})
ASKS = re.compile(r"\?[\s\"'”’»)]*$")
TURNS = frozenset({"but", "although", "because"})  # a negation or denial does not reach beyond them

# Words that report, address or name a group carry no tone: they stand in for who speaks, not for how it is said.
CUES = frozenset(
    """
    say says said saying tell tells told add adds added note noted state stated report reported reports ask
    asked asks explain explained announce announced according
    """.split()
)
TITLES = frozenset(
    """
    mr mrs ms dr sen rep gov president senator minister secretary governor chairman chancellor
    """.split()
)
GROUPS = frozenset(
    """
    democrat democrats democratic republican republicans gop tory tories labour conservative conservatives
    liberal liberals socialist socialists communist communists leftist leftists left-wing right-wing nationalist
    nationalists black blacks white whites latino latinos hispanic hispanics asian asians african arab arabs
    muslim muslims islamic jew jews jewish christian christians catholic catholics protestant protestants hindu
    hindus buddhist gay lesbian transgender homosexual immigrant immigrants migrant migrants refugee refugees
    foreigner foreigners native natives woman women man men girl girls boy boys american americans russian
    russians chinese european europeans mexican mexicans iranian israeli palestinian palestinians syrian german
    french british english japanese indian
    """.split()
)
NAME, CUE, TERM = MASKS = "_name_", "_cue_", "_term_"  # no word of a text can be one of these


Effect = tuple[float, str]  # what a weight is multiplied by, and why


class Word(NamedTuple):
    """A word or mark, with what its context does to its weight.

    form: lower case; NAME for a name, a title or a group, CUE for a word that reports, TERM for one of a term, BETTER
    or WORSE for one that tells where a quantity goes; factor: what its weight is multiplied by; context: why.
    """

    form: str
    start: int
    end: int
    factor: float
    context: str


def capitals_are_style(forms: Sequence[str]) -> bool:
    """Whether nearly every longer word has a capital, as in a headline: then a capital names nobody."""
    longer = [form for form in forms if len(form) > 3 and form[0].isalpha()]
    return sum(form[0].isupper() for form in longer) > 0.7 * len(longer)


def masked(text: str) -> list[tuple[str, int, int]]:
    """Forms with their places; names (capitals inside a sentence, accounts after "@"), titles, groups, cues masked."""
    found = [(match.group(), match.start(), match.end()) for match in TOKEN.finditer(plain(text))]
    style = capitals_are_style([form for form, _, _ in found])
    out, initial = [], True
    for form, start, end in found:
        lower = form.lower()
        if form[0] == "@" and len(form) > 1:
            lower, initial = NAME, False
        elif not form[0].isalpha():
            initial = initial or form in ".!?:"
        else:
            opened = initial or text[start - 1] in "\"“«'‘„"
            named = form[0].isupper() and not (style or opened or form == "I" or form.startswith("I'"))
            stem = lower[:-2] if lower.endswith("'s") else lower
            if lower in CUES:
                lower = CUE
            elif named or stem in GROUPS or stem in TITLES:
                lower = NAME
            initial = False
        out.append((lower, start, end))
    return out


def words(text: str, neutral: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words and marks of a sentence, each with the factor its context puts on its weight.

    Arguments:
        text: a sentence.
        neutral: spans (start, end) in characters whose words carry no tone.
    """
    silent = bytearray(len(text))
    for start, end in neutral:
        silent[start:end] = b"\1" * len(silent[start:end])
    found = [(NAME if any(silent[start:end]) else form, start, end) for form, start, end in masked(text)]
    forms = [form for form, _, _ in found]
    moves, kept = moved(forms), list(forms)
    for i in terms(forms):
        forms[i] = TERM
    for i, (_, sign, _) in moves.items():
        forms[i] = BETTER if sign > 0 else WORSE
    scopes = list(_scopes(kept))
    contexts = zip(scopes, _moves(moves, scopes), _degrees(kept, bool(ASKS.search(text))), strict=True)
    out = []
    for (_, start, end), form, effects in zip(found, forms, contexts, strict=True):
        told = list(chain(*effects)) if form[0].isalpha() or form[0] == "_" else []
        out.append(Word(form, start, end, math.prod(size for size, _ in told), ", ".join(why for _, why in told)))
    return out


def _scopes(forms: Sequence[str]) -> Iterator[list[Effect]]:
    """What negators, denials, conditions and words of rescue do to the words after them, within their clause."""
    negated, relieved, denied, conditional = -1, -1, False, False
    for i, form in enumerate(forms):
        told: list[Effect] = []
        if form in ",.!?;:()":
            negated, relieved, conditional = -1, -1, False
            denied = denied and form == ","
        if denied:
            # a negation inside a denial gives back part of what was meant
            told = [(DENIAL * (-1 if i <= negated else 1), "negated, denied" if i <= negated else "denied")]
        elif i <= negated:
            told = [(NEGATION, "negated")]
        if conditional:
            told.append((CONDITION, "conditional"))
        if i <= relieved:
            told.append((RELIEVED, "relieved"))
        yield told
        if form in NEGATORS or form.endswith("n't"):
            negated = i + REACH if _negates(forms, i) else negated
        elif form in DENIALS:
            denied = True
        elif form in CONDITIONALS:
            conditional = True
        elif form in RELIEF:
            relieved = i + RELIEF_REACH
        elif form in TURNS:
            negated, denied = -1, False


def _negates(forms: Sequence[str], i: int) -> bool:
    """Not in "not only", nor in "never been so frightened"."""
    utmost = forms[i] in ("never", "rarely") and not UTMOST.isdisjoint(forms[i + 1 : i + 1 + REACH])
    return not utmost and UNNEGATED.isdisjoint(forms[i + 1 : i + 2])


def _moves(moves: Mapping[int, tuple[int, int, bool]], scopes: Sequence[list[Effect]]) -> Iterator[list[Effect]]:
    """A quantity that falls counts against its own sign, and so do the words that say which ("violent crime")."""
    falling = set[int]()
    for i, (j, _, falls) in moves.items():
        if falls and not scopes[i]:  # "did not fall" leaves it as it is
            falling |= set(range(i + 1 if i < j else max(0, j - 1), j + 1))
    yield from ([(FALLING, "falling")] if i in falling else [] for i in range(len(scopes)))


def _degrees(forms: Sequence[str], asks: bool) -> Iterator[list[Effect]]:
    """What the word before does to a word, its side of "but", and a question mark."""
    but = forms.index("but", 3) if "but" in forms[3:] else None
    for i, _ in enumerate(forms):
        before = forms[i - 1] if i else ""
        told = [(INTENSIFIED, "intensified")] if before in INTENSIFIERS else []
        told += [(DIMINISHED, "diminished")] if before in DIMINISHERS else []
        if but is not None and i != but:
            told.append((BEFORE_BUT, "before but") if i < but else (AFTER_BUT, "after but"))
        yield told + [(QUESTION, "asked")] * asks
