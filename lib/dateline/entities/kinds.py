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
from dateline.entities.capitals import Run, Words, capitalised_inside, runs, words
from dateline.entities.features import HINTS, inputs
from dateline.entities.gazetteer import borne, gazetteer
from dateline.segments.casing import is_word
from dateline.segments.wordlists import CALENDAR_WORDS, NAMES_IN_CAPITALS, SENTENCE_STARTERS, STOP_WORDS

PERSON, ORGANISATION, PLACE, GROUP, OTHER = "person", "organisation", "place", "group", "other"
KINDS = (PERSON, ORGANISATION, PLACE, GROUP, OTHER, "")  # "" where it is no name
_SURE = 6.0  # what is told outright, against the logarithm of a likelihood
_TOGETHER = 0.7  # weight of all places of a name against the one place
_OFTEN = 3  # times that somebody is hardly named without ever being named in full
_NEAR = 6  # words after a country that tell it from a person
_SORTS = (
    lists.ORGANISATION_ENDS
    | lists.ORGANISATION_HEADS
    | lists.PLACE_ENDS
    | lists.WORDS["place heads"]
    | lists.OTHER_ENDS
)
_NUMERALS = frozenset("III VII VIII XII XIII XIV XVI".split())
_TOWNS = ("ville", "burgh", "shire", "abad", "grad", "borough", "bury", "polis", "chester")
_ANY = frozenset("a an no No any every".split())  # before a common noun
_OF_STATE = re.compile("[RDI]-")
_HANDLE = re.compile(r"(?:Dr|Rep|Sen|Gov|Mayor|Secretary)?([A-Z][a-z]+)(?=[A-Z])")  # "@FrankLaRose"


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
    names: dict[tuple[str, ...], int] = {}
    forms = [tuple(w.forms[run.first : run.last]) for w, run in possible]
    alike = [names.setdefault(name, len(names)) for name in forms]
    best, times = _together(scores, alike).argmax(axis=1), np.bincount(alike).tolist()
    people = _people(possible, best)
    # "Northgate" of Northgate United, a word of no language; "Orla" of Hurricane Orla
    firsts = {name[0] for name, k in zip(forms, best, strict=True) if len(name) > 1 and KINDS[k] == ORGANISATION}
    bodies = {form for form in firsts if not is_word(form) and form not in gazetteer().gender}
    called = {name[1] for name in forms if len(name) == 2 and name[0] in lists.WORDS["other heads"]}
    events = {form for form in called if not is_word(form)} - people.keys()
    for k, (w, run) in enumerate(possible):
        form, is_single = forms[k][0], len(forms[k]) == 1
        if is_single and form in people:
            alike[k] = len(names) + k  # may be the person here and a place there
        elif is_single and KINDS[best[k]] == PERSON and not run.title:
            often = times[alike[k]] > _OFTEN and not borne(form)
            scores[k, KINDS.index(ORGANISATION)] += _SURE * (form in bodies or often)
        kind = OTHER if is_single and form in events else _told(w, run, seen, people)
        if kind is not None:
            scores[k, KINDS.index(kind)] += _SURE
    return [KINDS[k] for k in _together(scores, alike).argmax(axis=1)]


def _together(scores: np.ndarray, alike: Sequence[int]) -> np.ndarray:
    """The scores with those of the same name, which has the same number, drawn together."""
    sums, times = np.zeros((max(alike) + 1, len(KINDS))), np.bincount(alike)
    np.add.at(sums, alike, scores)
    return _TOGETHER * (sums / np.maximum(times, 1)[:, None])[alike] + (1 - _TOGETHER) * scores


def _people(possible: Sequence[tuple[Words, Run]], best: np.ndarray) -> dict[str, int]:
    """Last words of persons named in full or with a title, which stand for them from there on, and where that is."""
    found: dict[str, int] = {}
    for (w, run), kind in zip(possible, best, strict=True):
        first, last = w.forms[run.first], w.forms[run.last - 1]
        if run.last - run.first > 1:
            is_named = KINDS[kind] == PERSON and first not in lists.WORDS["other heads"]
        else:
            is_named = run.title in lists.STRONG_TITLES and not last.isupper() and last.lower() not in STOP_WORDS
        if is_named and last not in lists.GROUPS and last not in lists.PLACE_CAPITALS:
            found.setdefault(last, w.starts[run.first])
    return found


def _told(w: Words, run: Run, seen: set[str], people: Mapping[str, int]) -> str | None:
    """The kind that the tables or the text are sure of; None where they are of none."""
    known, forms = gazetteer(), w.forms[run.first : run.last]
    name, form, is_single = " ".join(forms), forms[0], len(forms) == 1
    before = w.forms[run.first - 1] if run.first else ""
    bare = name.removeprefix("The ")
    if name.lower() in lists.SMALL_NAMES:
        return lists.SMALL_NAMES[name.lower()]
    if _cried(forms) or ("-" in form and all(part.lower() in CALENDAR_WORDS for part in form.split("-"))):
        return ""
    if not is_single and form in lists.WORDS["other heads"]:
        return OTHER
    if is_single and form in people and not (form in known.places and is_place_here(w, run, people[form])):
        return PERSON
    if _OF_STATE.fullmatch(before):
        return PLACE  # "(D-Penn.)"
    if is_single and before == "@":
        return PERSON if (begun := _HANDLE.match(form)) and begun[1] in known.gender else ORGANISATION
    if is_single and form in lists.WORDS["other names"]:
        return OTHER
    if is_single and form in lists.GROUPS:
        return GROUP
    if is_single and _is_none(w, run, form, seen):
        return ""
    is_party = forms[-1] in ("party", "parties") or forms[-1] in lists.WORDS["partisans"]
    if not is_single and (is_party or (form in lists.WORDS["owned bodies"] and forms[1] in lists.OWNER)):
        return ORGANISATION
    if name in known.places or (not name.isupper() and bare in known.places):
        return PLACE
    if name in lists.BODIES or name in lists.PHRASE_BODIES or bare in lists.PHRASE_BODIES:
        return ORGANISATION
    if form in lists.ORGANISATION_HEADS and forms[1:2] == ["for"]:
        return ORGANISATION  # "Centers for Disease Control and Prevention"
    if "&" in forms or any(f.isupper() and len(f) > 2 and f not in _NUMERALS for f in forms[1:]):
        return ORGANISATION
    if not is_single and form in known.gender:
        is_body = len(forms) == 2 and forms[1] in lists.ORGANISATION_ENDS and forms[1] not in known.family
        return ORGANISATION if is_body and run.title not in lists.STRONG_TITLES else None
    if is_single and form.endswith("news") and not is_word(form):
        return ORGANISATION  # "Wikinews"
    linked = before in lists.WORDS["place links"] and not is_word(form)
    if is_single and not form.isupper() and (linked or form.endswith(_TOWNS)) and not borne(form):
        return PLACE
    if kind := _called(w, run):
        return kind
    is_plural = before == "the" and form.endswith("s") and not form.isupper() and not is_word(form)
    return GROUP if is_single and not run.title and is_plural else None  # "the Oruks"


def _is_none(w: Words, run: Run, form: str, seen: set[str]) -> bool:
    """Whether the capital of a single word names nothing: a word of the language where any word has a capital."""
    if form in lists.BODIES or form in gazetteer().places or form in lists.WORDS["chambers"]:
        return False
    if _function_word(form) or ("-" in form and not form[form.rindex("-") + 1 :][:1].isupper()):
        return True  # "London-based": the part with the capital is not the whole word
    plain = form.rstrip(".")
    if len(plain) == 1 or plain.lower() in lists.TITLES or form in _SORTS or form in lists.WORDS["adjectives"]:
        return True
    near = w.forms[max(run.first - 2, 0) : run.first]  # "It is a total Hoax.", "No Obstruction"
    is_any = not _ANY.isdisjoint(near) and (near[-1].islower() or near[-1] == "No")
    if is_any and is_word(form) and not form.isupper():
        return not w.forms[run.last : run.last + 1] or not w.forms[run.last][0].isalnum()
    return form not in seen and run.initial and is_word(form)


def _called(w: Words, run: Run) -> str:
    """The kind that a common noun beside a name tells: "the band Cream", "Conception, a ferry"; "" where none does."""
    before = ["", *(form.lower() for form in w.forms[max(run.first - 2, 0) : run.first])]
    noun = before[-2 if before[-1] == "," else -1]
    if noun in lists.CALLED and not run.title:
        return lists.CALLED[noun]
    after = [form.lower() for form in w.forms[run.last : run.last + 5]]
    is_apposed = after[:1] == [","] and after[1:2] in (["a"], ["an"], ["the"])
    return next((lists.CALLED[form] for form in after[2:] if form in lists.CALLED), "") if is_apposed else ""


def _function_word(form: str) -> bool:
    """A determiner, pronoun, preposition or the like whose capital names nothing: "The", not "May", not "WHO"."""
    low = form.lower()
    is_name = low in ("may", "will") or (form.isupper() and low in NAMES_IN_CAPITALS)  # people bear the two
    return not is_name and (low in STOP_WORDS or low in SENTENCE_STARTERS)


def _cried(forms: list[str]) -> bool:
    """Words in capitals for their weight: "DO NOT ENTER"."""
    plain = all(form.isupper() and (is_word(form.lower()) or form.lower() in STOP_WORDS) for form in forms)
    return plain and any(_function_word(form) and form.lower() not in lists.WORDS["connectors"] for form in forms)


def is_place_here(w: Words, run: Run, bearer: int) -> bool:
    """Whether a country whose name someone of the text bears is the country, by where it stands."""
    places, before = gazetteer().places, ["", "", *w.forms[: run.first]][-2:]
    after = [*w.forms[run.last : run.last + _NEAR], "", ""]
    low = before[1].lower()
    joined = {",", "and", "or"}
    beside = (low in joined and before[0] in places) or (after[0] in joined and after[1] in places)
    travels = low in ("to", "from") and before[0].lower() in lists.WORDS["travel"]
    if w.starts[run.first] < bearer or low in lists.WORDS["place prepositions"] or travels or beside:
        return True
    owned = after[1:] if after[0] in (*lists.OWNER, "'", "’") else []
    own = next((word.lower() for word in after if word.lower() in lists.WORDS["own"]), "")
    has = own == "its" or any(word.lower() in lists.WORDS["countries have"] for word in owned)
    return has or after[0].lower() in lists.WORDS["countries do"]


class Found(NamedTuple):
    """A name where it stands, before it is known whom it means."""

    start: int
    end: int
    kind: str
    title: str
    words: tuple[str, ...]


def found(text: str, spans: list[tuple[int, int]], datelines: list[tuple[int, int]]) -> list[Found]:
    """The names of a text in reading order, with (start, end) of its sentences, and of its datelines."""
    rows = words(text, spans)
    seen = capitalised_inside(rows)
    possible = [(w, run) for w in rows for run in runs(w, seen)]
    told = [
        Found(w.starts[run.first], w.ends[run.last - 1], kind, run.title, tuple(w.forms[run.first : run.last]))
        for (w, run), kind in zip(possible, kinds_of(possible, seen), strict=True)
        if kind
    ]
    return sorted([*told, *_of_datelines(words(text, datelines))])


def _of_datelines(rows: list[Words]) -> list[Found]:
    """Where a story was written and who sent it: "CARACAS, Venezuela (AP) --"."""
    told, possible = [], [(w, run) for w in rows for run in runs(w, set())]
    for w, run in possible:
        kind = ORGANISATION if "(" in w.forms[: run.first] else PLACE
        forms = (form.title() if kind == PLACE and form.isalpha() else form for form in w.forms[run.first : run.last])
        told.append(Found(w.starts[run.first], w.ends[run.last - 1], kind, run.title, tuple(forms)))
    return [name for name in told if name.kind == ORGANISATION or len(name.words[0]) > len("Me")]
