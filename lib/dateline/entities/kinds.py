"""What a run of capitals names: a person, an organisation, a place, a group of people, something else, or nothing.

A small network (kinds.npz; benchmarks/training/train_names.py makes it) says how likely each is where the run stands;
what the tables are sure of comes before it, and all places of one name are decided together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from dateline.entities import lists
from dateline.entities.capitals import Run, Words, capitalised_inside, cased, runs, words
from dateline.entities.features import HINTS, inputs
from dateline.entities.gazetteer import borne, gazetteer
from dateline.segments.casing import is_word
from dateline.segments.wordlists import CALENDAR_WORDS, NAMES_IN_CAPITALS, SENTENCE_STARTERS, STOP_WORDS

_NEAR = 6  # words after a country that tell it from a person
PERSON, ORGANISATION, PLACE, GROUP, OTHER = "person", "organisation", "place", "group", "other"
KINDS = (PERSON, ORGANISATION, PLACE, GROUP, OTHER, "")  # "" where it is no name
_SURE = 6.0  # what is told outright, against the logarithm of a likelihood
_TOGETHER = 0.7  # weight of all places of a name against the one place
_ALONE = lists.ORGANISATION_ENDS | lists.ORGANISATION_HEADS | lists.PLACE_ENDS | lists.PLACE_HEADS | lists.OTHER_ENDS
_NUMERALS = frozenset("III VII VIII XII XIII XIV XVI".split())
_OFTEN = 3  # times that somebody is hardly named without ever being named in full
_TOWNS = ("ville", "burgh", "shire", "abad", "grad", "borough", "bury", "polis", "chester")
_OF_PERSONS = frozenset("mr mrs ms miss dr sir sen gov rep".split())  # before a name of one word that is told nowhere


@lru_cache(maxsize=1)
def _network() -> dict[str, np.ndarray]:
    """The weights by name: into the inner numbers from vectors and from hints, and out of them."""
    with files("dateline.entities").joinpath("kinds.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        weights = {name: kept[name].astype(np.float32) for name in ("into", "inner", "out", "outer")}
        known = [HINTS.index(hint) for hint in kept["hints"].tolist()]
    weights["of hints"] = np.zeros((len(HINTS), weights["into"].shape[1]), np.float32)
    weights["into"], weights["of hints"][known] = np.split(weights["into"], [-len(known)])
    return weights


def _likelihoods(possible: Sequence[tuple[Words, Run]], seen: set[str]) -> np.ndarray:
    """The logarithm of how likely each kind is, a row for each run."""
    weights, (vectors, hints) = _network(), inputs(possible, seen)
    inner = np.maximum(vectors @ weights["into"] + hints @ weights["of hints"] + weights["inner"], 0)
    scores = inner @ weights["out"] + weights["outer"]
    scores -= scores.max(axis=1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def kinds_of(possible: Sequence[tuple[Words, Run]], seen: set[str]) -> list[str]:
    """The kind of each run of a text, "" where it is no name; `seen` are words that stand capitalised inside others."""
    if not possible:
        return []
    scores = _likelihoods(possible, seen)
    names: dict[str, int] = {}
    alike = [names.setdefault(" ".join(w.forms[run.first : run.last]), len(names)) for w, run in possible]
    best, times = _together(scores, alike).argmax(axis=1), np.bincount(alike).tolist()
    people, bodies = _people(possible, best), _bodies(possible, best)
    heads = {" ".join(w.forms[run.first : run.last]).partition(" ")[::2] for w, run in possible}
    events = {name for head, name in heads if head in lists.OTHER_HEADS and not is_word(name)} - people.keys()
    for k, (w, run) in enumerate(possible):
        form = w.forms[run.first]
        if run.last - run.first == 1 and form in people:
            alike[k] = len(names) + k  # may be the person here and a place there
        elif run.last - run.first == 1 and KINDS[best[k]] == PERSON and not run.title:
            often = times[alike[k]] > _OFTEN and not borne(form)
            scores[k, KINDS.index(ORGANISATION)] += _SURE * (form in bodies or often)
        kind = OTHER if run.last - run.first == 1 and form in events else _told(w, run, seen, people)
        if kind is not None:
            scores[k, KINDS.index(kind)] += _SURE
    return [KINDS[k] for k in _together(scores, alike).argmax(axis=1)]


def _together(scores: np.ndarray, alike: Sequence[int]) -> np.ndarray:
    """The scores with those of the same name, which has the same number, drawn together."""
    sums, times = np.zeros((max(alike) + 1, len(KINDS))), np.bincount(alike)
    np.add.at(sums, alike, scores)
    return _TOGETHER * (sums / np.maximum(times, 1)[:, None])[alike] + (1 - _TOGETHER) * scores


def _people(possible: Sequence[tuple[Words, Run]], best: np.ndarray) -> dict[str, int]:
    """Last words of persons named in full or with a title, and where each first is: from there on they stand for the
    person."""
    found: dict[str, int] = {}
    for (w, run), kind in zip(possible, best, strict=True):
        last = w.forms[run.last - 1]
        in_full = run.last - run.first > 1 and KINDS[kind] == PERSON and w.forms[run.first] not in lists.OTHER_HEADS
        titled = run.last - run.first == 1 and run.title in lists.STRONG_TITLES and not last.isupper()
        if in_full or (titled and last.lower() not in STOP_WORDS):
            found.setdefault(last, w.starts[run.first])
    return {name: at for name, at in found.items() if name not in lists.GROUPS and name not in lists.PLACE_CAPITALS}


def _bodies(possible: Sequence[tuple[Words, Run]], best: np.ndarray) -> set[str]:
    """First words of organisations named in full that are no words of the language: "Northgate" of Northgate United."""
    pairs = zip(possible, best, strict=True)
    long = [w.forms[run.first] for (w, run), k in pairs if run.last - run.first > 1 and KINDS[k] == ORGANISATION]
    return {form for form in long if not is_word(form) and form not in gazetteer().gender}


def _told(w: Words, run: Run, seen: set[str], people: Mapping[str, int]) -> str | None:
    """The kind that the tables or the text are sure of; None where they are of none."""
    forms = w.forms[run.first : run.last]
    name, form = " ".join(forms), forms[0]
    if name.lower() in lists.SMALL_NAMES:
        return lists.SMALL_NAMES[name.lower()]
    if _cried(forms) or ("-" in form and all(part.lower() in CALENDAR_WORDS for part in form.split("-"))):
        return ""
    if len(forms) > 1 and (form in lists.OTHER_HEADS or (form in lists.OWNED_BODIES and forms[1] in ("'s", "’s"))):
        return OTHER if form in lists.OTHER_HEADS else ORGANISATION
    if len(forms) == 1:
        if form in people and not (form in gazetteer().places and is_place_here(w, run, people[form])):
            return PERSON
        if run.first and w.forms[run.first - 1] == "@":
            return PERSON if _is_handle_of_person(form) else ORGANISATION
        if form in lists.OTHER_NAMES:
            return OTHER
        if form in lists.GROUPS:
            return GROUP
        if _is_none(w, run, form, seen):
            return ""
    known = gazetteer()
    if len(forms) > 1 and (forms[-1] in lists.PARTISANS or forms[-1] in ("party", "parties")):
        return ORGANISATION
    if name in known.places or (not name.isupper() and name.removeprefix("The ") in known.places):
        return PLACE
    if name in lists.BODIES or name in lists.PHRASE_BODIES or name.removeprefix("The ") in lists.PHRASE_BODIES:
        return ORGANISATION
    if "&" in forms or (not w.shouted and any(f.isupper() and len(f) > 2 and f not in _NUMERALS for f in forms[1:])):
        return ORGANISATION
    if len(forms) > 1 and form in known.gender:
        return _with_given_name(w, run, forms)
    if w.shouted and len(forms) > 1 and all(map(is_word, forms)) and forms[-1] not in _ALONE:
        return ""  # "Bridge Closed": words of a headline
    linked = run.first > 0 and w.forms[run.first - 1] in lists.PLACE_LINKS and not (borne(form) or is_word(form))
    if len(forms) == 1 and not form.isupper() and (linked or (form.endswith(_TOWNS) and not borne(form))):
        return PLACE
    return called(w, run) or _with_article(w, run, forms) or None


def _with_given_name(w: Words, run: Run, forms: list[str]) -> str | None:
    """What a given name before a word of the language makes: "Rob Trust", "Faith Healers", but "Billy Ocean"."""
    first, last = forms[0], forms[-1]
    if len(forms) > 2 or run.title in lists.STRONG_TITLES or last in gazetteer().family:
        return None
    if last in lists.ORGANISATION_ENDS or (is_word(first) and is_word(last) and last.endswith("s")):
        return ORGANISATION
    before = w.forms[run.first - 1].lower() if run.first else ""
    return PERSON if last in lists.PLACES_WITH_ARTICLE and before not in {"the"} | lists.PLACE_PREPOSITIONS else None


def _with_article(w: Words, run: Run, forms: list[str]) -> str:
    """Those who are called by a plural of a word in no table: "the Oruks"."""
    form = forms[0]
    alone = len(forms) == 1 and not run.title and w.forms[run.first - 1 : run.first] == ["the"]
    return GROUP if alone and form.endswith("s") and not form.isupper() and not is_word(form) else ""


def _is_none(w: Words, run: Run, form: str, seen: set[str]) -> bool:
    """Whether the capital of a single word names nothing: a word of the language where any word has a capital."""
    known = gazetteer()
    if form in lists.BODIES or form in known.places or form in lists.CHAMBERS:
        return False
    if _function_word(form) or ("-" in form and not form[form.rindex("-") + 1 :][:1].isupper()):
        return True  # "London-based": the part with the capital is not the whole word
    if len(form.rstrip(".")) == 1 or form.rstrip(".").lower() in lists.TITLES or form in _ALONE:
        return True
    if w.shouted and form not in seen:
        return True
    return run.initial and form not in seen and is_word(form)


def called(w: Words, run: Run) -> str:
    """The kind that a common noun beside a name tells: "the band Cream", "Conception, a ferry"; "" where none does."""
    before = ["", *(form.lower() for form in w.forms[max(run.first - 2, 0) : run.first])]
    noun = before[-2 if before[-1] == "," else -1]
    if noun in lists.CALLED and not run.title:
        return lists.CALLED[noun]
    after = [form.lower() for form in w.forms[run.last : run.last + 5]]
    if after[:1] == [","] and after[1:2] in (["a"], ["an"], ["the"]):
        return next((lists.CALLED[form] for form in after[2:5] if form in lists.CALLED), "")
    return ""


def _function_word(form: str) -> bool:
    """A determiner, pronoun, preposition or the like whose capital names nothing: "The", not "May", not "WHO"."""
    low = form.lower()
    is_name = low in ("may", "will") or (form.isupper() and low in NAMES_IN_CAPITALS)  # people bear the two
    return not is_name and (low in STOP_WORDS or low in SENTENCE_STARTERS)


def _cried(forms: list[str]) -> bool:
    """Words in capitals for their weight: "DO NOT ENTER"."""
    plain = all(form.isupper() and (is_word(form.lower()) or form.lower() in STOP_WORDS) for form in forms)
    return plain and any(_function_word(form) and form.lower() not in lists.CONNECTORS for form in forms)


def is_place_here(w: Words, run: Run, bearer: int) -> bool:
    """Whether a country whose name someone of the text bears is the country: before that one is named in full, beside
    another place, or by what it does and has."""
    places, forms = gazetteer().places, w.forms
    before = w.forms[run.first - 1].lower() if run.first else ""
    after = [form.lower() for form in forms[run.last : run.last + _NEAR]]
    if w.starts[run.first] < bearer or before in lists.PLACE_PREPOSITIONS:
        return True
    if before in ("to", "from") and run.first > 1 and forms[run.first - 2].lower() in lists.TRAVEL:
        return True
    joined = {",", "and", "or"}
    beside = run.first > 1 and before in joined and forms[run.first - 2] in places
    beside = beside or (len(after) > 1 and after[0] in joined and forms[run.last + 1] in places)
    if beside or (after and after[0] in lists.COUNTRIES_DO):
        return True
    owned = after[1:] if after and after[0] in ("'s", "’s", "'", "’") else []
    own = next((word for word in after if word in lists.OWN), "")
    return own == "its" or any(word in lists.COUNTRIES_HAVE for word in owned)


_HANDLE = re.compile(r"(?:Dr|Rep|Sen|Gov|Mayor|Secretary)?([A-Z][a-z]+)(?=[A-Z])")


def _is_handle_of_person(form: str) -> bool:
    """Whether a name in an address begins with a given name: "@FrankLaRose"."""
    return (begun := _HANDLE.match(form)) is not None and begun[1] in gazetteer().gender


class Found(NamedTuple):
    """A name where it stands, before it is known whom it means."""

    start: int
    end: int
    kind: str
    title: str
    words: tuple[str, ...]


def found(text: str, spans: list[tuple[int, int]]) -> list[Found]:
    """The names of a text in reading order, with (start, end) of its sentences."""
    rows = cased([words(text, start, end) for start, end in spans])
    seen = capitalised_inside(rows)
    possible = [(w, run) for w in rows for run in runs(w, seen)]
    kinds = kinds_of(possible, seen)
    return [
        Found(w.starts[run.first], w.ends[run.last - 1], kind, run.title, tuple(w.forms[run.first : run.last]))
        for (w, run), kind in zip(possible, kinds, strict=True)
        if kind
    ]
