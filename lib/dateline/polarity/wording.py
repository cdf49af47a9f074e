"""The words of a sentence, and what their surroundings do to their tone: negation, denial, condition, degree, "but"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.polarity.senses import BETTER, WORSE, moved, terms

# Apostrophes become the keyboard's; a quotation mark or a dash that parts two phrases becomes a space, for otherwise it
# sticks to the words at its sides and hides them from a lexicon; a hyphen inside a word stays a hyphen.
APOSTROPHES = dict.fromkeys(map(ord, "‘’‛ʼʹ`´＇"), "'")
_PLAIN = APOSTROPHES | {
    **dict.fromkeys(map(ord, "‐‑﹣－"), "-"),
    **dict.fromkeys(map(ord, '"“”„‟«»＂‒–—―'), " "),
    ord("…"): ".",
}
_TOKEN = re.compile(r"@\w+|[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]|\w")

# What a context does to the weight of a word. The order of size is common to the literature (Taboada et al. 2011,
# Lexicon-based methods for sentiment analysis, Computational Linguistics 37); cross-validation chose the sizes.
EFFECTS = {
    "negated": -0.5,
    "denied": -0.4,
    "negated, denied": 0.4,  # a negation inside a denial gives back part of what was meant
    "conditional": 0.6,
    "intensified": 1.4,
    "diminished": 0.4,
    "before but": 0.6,
    "after but": 1.1,
    "relieved": 0.2,  # who is rescued from a fire is not on fire
    "falling": -0.5,  # what falls is there less
    "asked": 0.5,  # a question asks whether; raters hear half of its words' tone
}
REACH, RELIEF_REACH = 4, 6  # words after a negator that it still reverses, and after one of rescue, in their clause

_CLASSES = {
    "negation": """
        not no never neither nor cannot ain't isn't wasn't aren't weren't don't doesn't didn't won't wouldn't can't
        couldn't shouldn't haven't hasn't hadn't
        """,
    "negator": """
        none nobody nothing nowhere without hardly scarcely barely rarely seldom lack lacks lacked lacking fail fails
        failed prevent prevents prevented avoid avoids avoided stop stops stopped unlikely
        """,  # with a tone of their own
    "unnegated": "only just merely simply doubt wonder",  # "not only", "no doubt"
    "utmost": "so such more as before worse better",  # "never been so frightened"
    "relief": """
        rescued rescues rescuing saved saves saving freed frees freeing feeds feeding sheltered shelters evacuated
        liberated protected protects comforted delivered
        """,
    "denial": """
        deny denies denied denying refute refutes refuted disprove disproved disproves dispute disputes disputed
        """,
    "intensifier": """
        very really truly deeply highly hugely extremely utterly totally completely absolutely enormously
        exceptionally incredibly remarkably tremendously thoroughly profoundly particularly especially so such most
        more too quite severely strongly widely
        """,
    "diminisher": """
        slightly somewhat partly fairly rather marginally mildly almost nearly little less relatively occasionally
        """,
    "conditional": "if unless whether",
    "turn": "but although because",  # a negation or denial does not reach beyond them
    # words that report, address or name a group carry no tone: they stand in for who speaks, not for how it is said
    "cue": """
        say says said saying tell tells told add adds added note noted state stated report reported reports ask
        asked asks explain explained announce announced according
        """,
    "title": "mr mrs ms dr sen rep gov president senator minister secretary governor chairman chancellor",
    "group": """
        democrat democrats democratic republican republicans gop tory tories labour conservative conservatives
        liberal liberals socialist socialists communist communists leftist leftists left-wing right-wing nationalist
        nationalists black blacks white whites latino latinos hispanic hispanics asian asians african arab arabs
        muslim muslims islamic jew jews jewish christian christians catholic catholics protestant protestants hindu
        hindus buddhist gay lesbian transgender homosexual immigrant immigrants migrant migrants refugee refugees
        foreigner foreigners native natives woman women man men girl girls boy boys american americans russian
        russians chinese european europeans mexican mexicans iranian israeli palestinian palestinians syrian german
        french british english japanese indian
        """,
}
WORDS = {name: frozenset(words.split()) for name, words in _CLASSES.items()}
_ASKS = re.compile(r"\?[\s\"'”’»)]*$")
NAME, CUE, TERM = MASKS = "_name_", "_cue_", "_term_"  # no word of a text can be one of these


class Word(NamedTuple):
    """A word or mark in small letters, or a mask (see `moved`); the factor of its weight in its context, and why."""

    form: str
    start: int
    end: int
    factor: float
    context: str


def plain(text: str) -> str:
    """The text, as long, with plain apostrophes, and spaces for quotation marks and dashes."""
    return text.translate(_PLAIN)


def _masked(text: str) -> Iterator[tuple[str, int, int]]:
    """Forms with their places; names (capitals inside a sentence, accounts after "@"), titles, groups, cues masked."""
    found = list(_TOKEN.finditer(plain(text)))
    longer = [match.group() for match in found if len(match.group()) > 3 and match.group()[0].isalpha()]
    # nearly every longer word of a headline has a capital: then it names nobody
    is_headline = sum(form[0].isupper() for form in longer) > 0.7 * len(longer)
    initial = True
    for match in found:
        form, start = match.group(), match.start()
        lower = form.lower()
        if form[0] == "@" and len(form) > 1:
            lower, initial = NAME, False
        elif not form[0].isalpha():
            initial = initial or form in ".!?:"
        else:
            opened = initial or text[start - 1] in "\"“«'‘„"
            named = form[0].isupper() and not (is_headline or opened or form == "I" or form.startswith("I'"))
            if lower in WORDS["cue"]:
                lower = CUE
            elif named or lower.removesuffix("'s") in WORDS["group"] | WORDS["title"]:
                lower = NAME
            initial = False
        yield lower, start, match.end()


def words(text: str, neutral: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words and marks of a sentence; those in a neutral span (start, end) carry no tone."""
    silent = bytearray(len(text))
    for start, end in neutral:
        silent[start:end] = b"\1" * len(silent[start:end])
    found = [(NAME if any(silent[start:end]) else form, start, end) for form, start, end in _masked(text)]
    kept = [form for form, _, _ in found]
    moves, forms = moved(kept), list(kept)
    for i in terms(kept):
        forms[i] = TERM
    for i, (_, sign, _) in moves.items():
        forms[i] = BETTER if sign > 0 else WORSE
    contexts = list(_scopes(kept))
    falling = set[int]()  # counts against its own sign, and so do the words that say which ("violent crime")
    for i, (j, _, falls) in moves.items():
        if falls and not contexts[i]:  # "did not fall" leaves it as it is
            falling |= set(range(i + 1 if i < j else max(0, j - 1), j + 1))
    but = kept.index("but", 3) if "but" in kept[3:] else len(kept)
    asks, out = bool(_ASKS.search(text)), []
    for i, ((_, start, end), form) in enumerate(zip(found, forms, strict=True)):
        before = kept[i - 1] if i else ""
        told = {
            "falling": i in falling,
            "intensified": before in WORDS["intensifier"],
            "diminished": before in WORDS["diminisher"],
            "before but": i < but < len(kept),
            "after but": i > but,
            "asked": asks,
        }
        why = [*contexts[i], *(effect for effect, holds in told.items() if holds)]
        why = why if form[0].isalpha() or form[0] == "_" else []
        out.append(Word(form, start, end, math.prod(EFFECTS[effect] for effect in why), ", ".join(why)))
    return out


def _scopes(forms: Sequence[str]) -> Iterator[list[str]]:
    """What negators, denials, conditions and words of rescue do to the words after them, within their clause."""
    negated, relieved, denied, conditional = -1, -1, False, False
    for i, form in enumerate(forms):
        if form in ",.!?;:()":
            negated, relieved, conditional = -1, -1, False
            denied = denied and form == ","
        told = ["negated"] * (i <= negated) + ["denied"] * denied
        yield [", ".join(told)] * bool(told) + ["conditional"] * conditional + ["relieved"] * (i <= relieved)
        if form in WORDS["negation"] | WORDS["negator"] or form.endswith("n't"):
            following = forms[i + 1 : i + 1 + REACH]  # not in "not only", nor in "never been so frightened"
            utmost = form in ("never", "rarely") and not WORDS["utmost"].isdisjoint(following)
            negates = not utmost and WORDS["unnegated"].isdisjoint(following[:1])
            negated = i + REACH if negates else negated
        elif form in WORDS["denial"]:
            denied = True
        elif form in WORDS["conditional"]:
            conditional = True
        elif form in WORDS["relief"]:
            relieved = i + RELIEF_REACH
        elif form in WORDS["turn"]:
            negated, denied = -1, False
