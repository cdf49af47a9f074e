"""Names found in sentences: once through for evidence, once through for the mentions."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dateline.entities import lists
from dateline.entities.capitals import Run, Words, runs, words
from dateline.entities.gazetteer import gazetteer, is_word
from dateline.entities.kinds import ORGANISATION, OTHER, PERSON, PLACE, UNKNOWN, called, kind_of
from dateline.segments.wordlists import STOP_WORDS

OFTEN = 3  # times that somebody is hardly named without ever being named in full


class Found(NamedTuple):
    """A name where it stands, before it is known whom it means."""

    start: int
    end: int
    kind: str
    title: str
    words: tuple[str, ...]


def _capitalised_inside(sentences: list[Words]) -> set[str]:
    """Words that stand with a capital where no rule of writing asks for one, and never stand without."""
    capital: set[str] = set()
    small: set[str] = set()
    for w in sentences:
        if w.shouted:
            continue
        for k, form in enumerate(w.forms):
            if form[0].isupper():
                if k and w.forms[k - 1] not in "\"“‘'.:;!?(—–-":
                    capital.add(form)
            elif form[0].islower():
                small.add(form)
    return {form for form in capital if form.lower() not in small}


def found(text: str, spans: list[tuple[int, int]]) -> list[Found]:
    """The names of a text in reading order.

    Arguments:
        text: any text.
        spans: (start, end) of its sentences.
    """
    rows = [words(text, start, end) for start, end in spans]
    seen = _capitalised_inside(rows)
    possible = [(w, run) for w in rows for run in runs(w, seen)]
    people = _family_names(possible, seen)
    kinds = _settled(possible, [kind_of(w, run, seen, people) for w, run in possible], people)
    return [
        Found(w.starts[run.first], w.ends[run.last - 1], kind, run.title, tuple(w.forms[run.first : run.last]))
        for (w, run), kind in zip(possible, kinds, strict=True)
        if kind
    ]


def _settled(possible: list[tuple[Words, Run]], kinds: list[str], people: dict[str, int]) -> list[str]:
    """The kinds of all runs, with what the text tells elsewhere of those that the run itself leaves open."""
    names = [" ".join(w.forms[run.first : run.last]) for w, run in possible]
    told, times = _called(possible), Counter(names)
    open_ = (UNKNOWN, PERSON, OTHER)  # what a word in no table is taken for
    towns = {n for n, kind in zip(names, kinds, strict=True) if kind == PLACE and n not in gazetteer().places}
    bodies = {n.split()[0] for n, kind in zip(names, kinds, strict=True) if kind == ORGANISATION and " " in n}
    settled = []
    for (w, run), name, kind in zip(possible, names, kinds, strict=True):
        bears = w.forms[run.last - 1] in people or bool(run.title)
        if kind and not bears and name in told:
            kind = told[name]
        elif kind in open_ and not bears and " " not in name:
            kind = PLACE if name in towns else ORGANISATION if name in bodies and not is_word(name) else kind
        if kind == UNKNOWN:  # people are named in full, once at least, before a text goes on about them
            kind = ORGANISATION if times[name] > OFTEN else PERSON
        settled.append(kind)
    return settled


def _called(possible: list[tuple[Words, Run]]) -> dict[str, str]:
    """What common nouns beside it call a name, for all places where it stands."""
    told: dict[str, str] = {}
    for w, run in possible:
        forms = w.forms[run.first : run.last]
        known = forms[0] in gazetteer().gender and len(forms) > 1
        if (kind := called(w, run)) and not known and " ".join(forms) not in gazetteer().places:
            told.setdefault(" ".join(forms), kind)
    return told


def _family_names(possible: list[tuple[Words, Run]], seen: set[str]) -> dict[str, int]:
    """Last words of persons named in full or with a title, and where each first is: from there on they stand for the
    person."""
    names: dict[str, int] = {}
    for w, run in possible:
        forms = w.forms[run.first : run.last]
        if len(forms) > 1 and kind_of(w, run, seen, {}) == PERSON:
            names.setdefault(forms[-1], w.starts[run.first])
        elif (
            len(forms) == 1
            and run.title in ("mr", "mrs", "ms", "miss", "dr", "sir", "sen", "gov", "rep")
            and not forms[0].isupper()
            and forms[0].lower() not in STOP_WORDS
        ):
            names.setdefault(forms[0], w.starts[run.first])
    return {name: at for name, at in names.items() if name not in lists.GROUPS and name not in lists.PLACE_CAPITALS}
