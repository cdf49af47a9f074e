"""The words of a sentence, and what their surroundings do to their tone: negation, denial, condition, degree, "but"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.polarity.characters import plain

TOKEN = re.compile(r"@\w+|[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]|\w")

# What a context does to the weight of a word. The order of size is common to the literature (Taboada et al. 2011,
# Lexicon-based methods for sentiment analysis, Computational Linguistics 37); cross-validation chose the sizes.
NEGATION, DENIAL, CONDITION, INTENSIFIED, DIMINISHED, BEFORE_BUT, AFTER_BUT = -0.5, -0.4, 0.6, 1.4, 0.4, 0.6, 1.1
QUESTION = 0.5  # a question asks whether; raters hear half of its words' tone
REACH = 4  # words after a negator that it still reverses, within its clause

NEGATORS = frozenset(
    """
    not no never neither nor none nobody nothing nowhere without cannot ain't hardly scarcely barely rarely
    seldom lack lacks lacked lacking fail fails failed prevent prevents prevented avoid avoids avoided stop
    stops stopped unlikely
    """.split()
)
# "not only", "no doubt": no negation
UNNEGATED = frozenset("only just merely simply doubt wonder".split())
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
# What changes the factor of other words.
_CHANGES = frozenset(",.!?;:()").union(NEGATORS, UNNEGATED, DENIALS, INTENSIFIERS, DIMINISHERS, CONDITIONALS, TURNS)

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
NAME, CUE = "_name_", "_cue_"  # no word of a text can be one of these


class Word(NamedTuple):
    """A word or mark, with what its context does to its weight.

    form: lower case, NAME for a name, a title or a group, CUE for a word that reports; factor: what its weight is
    multiplied by; context: why.
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


@lru_cache(maxsize=1)  # one sentence is read once for each name in it
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
    return list(_in_context(text, tuple(sorted(neutral))))


def words_round(text: str, start: int, end: int, neutral: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The same where text[start:end] is to be read as it stands and each neutral name may be such a place in turn.

    The context of the other words is worked out once for all such places, unless what stands at this one changes it;
    the words at the place itself have the factors of neutral ones.
    """
    own = [(i, *row) for i, row in enumerate(masked(text)) if row[1] < end and start < row[2]]
    first, last = min([start, *(row[2] for row in own)]), max([end, *(row[3] for row in own)])
    shared = any(a < last and first < b for a, b in neutral)
    if shared or any(form in _CHANGES or form.endswith("n't") for _, form, _, _ in own):
        return words(text, neutral)
    found = list(_in_context(text, tuple(sorted([*neutral, (start, end)]))))
    for i, form, _, _ in own:
        found[i] = found[i]._replace(form=form)
    return found


@lru_cache(maxsize=1)
def _in_context(text: str, neutral: tuple[tuple[int, int], ...]) -> list[Word]:
    silent = bytearray(len(text))
    for start, end in neutral:
        silent[start:end] = b"\1" * len(silent[start:end])
    found = [(NAME if any(silent[start:end]) else form, start, end) for form, start, end in masked(text)]
    forms = [form for form, _, _ in found]
    but = forms.index("but", 3) if "but" in forms[3:] else None
    out, negated, denied, conditional, asks = [], -1, False, False, bool(ASKS.search(text))
    for i, (form, start, end) in enumerate(found):
        factor, context = 1.0, []
        if not (form[0].isalpha() or form[0] == "_"):
            if form in ",.!?;:()":
                negated, conditional = -1, False
                denied = denied and form == ","
        else:
            before = forms[i - 1] if i else ""
            if i <= negated:
                factor, context = NEGATION, ["negated"]
            if denied:
                # a negation inside a denial gives back part of what was meant
                factor, context = (-DENIAL if i <= negated else DENIAL), [*context, "denied"]
            if conditional:
                factor, context = factor * CONDITION, [*context, "conditional"]
            if before in INTENSIFIERS:
                factor, context = factor * INTENSIFIED, [*context, "intensified"]
            elif before in DIMINISHERS:
                factor, context = factor * DIMINISHED, [*context, "diminished"]
            if but is not None and i != but:
                factor = factor * (BEFORE_BUT if i < but else AFTER_BUT)
                context = [*context, "before but" if i < but else "after but"]
            if asks:
                factor, context = factor * QUESTION, [*context, "asked"]
            if form in NEGATORS or form.endswith("n't"):
                if not (i + 1 < len(forms) and forms[i + 1] in UNNEGATED):
                    negated = i + REACH
            elif form in DENIALS:
                denied = True
            elif form in CONDITIONALS:
                conditional = True
            elif form in TURNS:
                negated, denied = -1, False
        out.append(Word(form, start, end, factor, ", ".join(context)))
    return out
