"""Rules that tell kinds of names, a teacher for articles that nobody marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from dateline.entities import lists
from dateline.entities.capitals import Run, Words
from dateline.entities.gazetteer import gazetteer, lemma
from dateline.entities.kinds import is_place_here
from dateline.segments.casing import is_word
from dateline.segments.wordlists import NAMES_IN_CAPITALS, SENTENCE_STARTERS, STOP_WORDS

_PLACE_PARTS = frozenset("North South East West Northern Southern Eastern Western Central".split())
_PLACE_PARTS |= frozenset("Upper Lower Inner Outer Greater Great New Old".split())
_PLACES_WITH_ARTICLE = frozenset("River Sea Ocean Gulf Strait Straits Canal Desert Peninsula Archipelago".split())
_PLACES_WITH_ARTICLE |= frozenset("Plateau Delta Basin Alps Plains Steppe".split())
_NUMERALS = frozenset("II III IV V VI VII VIII IX X XI XII XIV XV XVI".split())
_BORNE_FUNCTION_WORDS = frozenset(("may", "will"))  # people bear them
PERSON, ORGANISATION, PLACE, GROUP, OTHER = "person", "organisation", "place", "group", "other"
OFTEN = 3  # times that somebody is hardly named without ever being named in full
UNKNOWN = "unknown"  # a word in no table: somebody, or something that the text speaks of again and again
_PLACE_TAILS = (
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
    "istan",
    "chester",
)


def kind_of(w: Words, run: Run, seen: set[str], people: Mapping[str, int]) -> str:
    """The kind of a run, "" where it is no name, UNKNOWN where nothing tells.

    Arguments:
        w: the sentence.
        run: the run.
        seen: words that stand capitalised inside other sentences of the text.
        people: last words of the persons named in full in the text, and where each first is.
    """
    forms = w.forms[run.first : run.last]
    name = " ".join(forms)
    if len(forms) == 1:
        return _single(w, run, forms[0], seen, people)
    return _several(w, run, forms, name)


def _titled(run: Run) -> bool:
    return run.title in lists.STRONG_TITLES


def _several(w: Words, run: Run, forms: list[str], name: str) -> str:
    """A name of two words or more."""
    known = gazetteer()
    bare = name.removeprefix("The ")
    if forms[0] in lists.WORDS["owned bodies"] and forms[1] in ("'s", "’s"):
        return ORGANISATION
    if _cried(forms) or forms[-1] == "Time":
        return ""
    if name.lower() in lists.SMALL_NAMES:
        return lists.SMALL_NAMES[name.lower()]
    if forms[-1] in ("party", "parties") or forms[-1] in lists.WORDS["partisans"]:
        return ORGANISATION
    if bare in lists.PHRASE_BODIES or name in lists.PHRASE_BODIES:
        return ORGANISATION
    if name in known.places or bare in known.places:
        return PLACE
    first, last = forms[0], forms[-1]
    if last in _NUMERALS and len(forms) <= 3 and first not in lists.OTHER_ENDS:
        return PERSON if not is_word(first) or first in known.gender else OTHER
    given = first in known.gender or (first.rstrip(".") in known.gender)
    if _titled(run) and last not in lists.ORGANISATION_ENDS and "of" not in forms:
        return PERSON
    if last in lists.ORGANISATION_ENDS or last.rstrip(".") in lists.ORGANISATION_ENDS:
        return ORGANISATION
    if "of" in forms or "for" in forms:
        head = forms[forms.index("of" if "of" in forms else "for") - 1]
        if head in lists.ORGANISATION_HEADS or head in lists.ORGANISATION_ENDS or _is_plural(head):
            return ORGANISATION
        return PLACE if head in lists.WORDS["place heads"] or head in lists.PLACE_ENDS else OTHER
    if first in lists.WORDS["place heads"]:
        return PLACE
    if first in lists.WORDS["other heads"]:
        return OTHER
    if last in lists.PLACE_ENDS and not (given and len(forms) == 2 and _borne_like_a_place(w, run, last)):
        return PLACE
    if last in lists.OTHER_ENDS and not (given and len(forms) == 2):
        return OTHER
    if last in known.places and not given and (first in _PLACE_PARTS or first not in known.family):
        return PLACE  # "Upper Egypt"
    if (
        given
        and len(forms) <= 4
        and (last in known.family or not (is_word(first) and is_word(last)) or _is_plain_name(forms))
    ):
        return PERSON
    if given and len(forms) <= 4 and last in known.family:
        return PERSON
    if first in lists.ORGANISATION_HEADS or any(f in lists.ORGANISATION_ENDS for f in forms):
        return ORGANISATION
    if any(f in lists.GROUPS for f in forms):
        return OTHER if all(f in lists.GROUPS or is_word(f) for f in forms) else ORGANISATION
    if any(f == "&" for f in forms) or any(f.isupper() and len(f) > 2 for f in forms):
        return ORGANISATION
    if all(f in known.small_places for f in (name,)) and _place_context(w, run):
        return PLACE
    words = [f for f in forms if is_word(f) and f not in known.family]
    if not words or (len(words) < len(forms) and len(forms) <= 3 and not is_word(last)):
        return PERSON if len(forms) <= 4 else ORGANISATION
    if name in known.small_places:
        return PLACE
    if _place_context(w, run) and len(words) < len(forms):
        return PLACE
    return ORGANISATION


def _borne_like_a_place(w: Words, run: Run, last: str) -> bool:
    """Whether a given name before "Hill" or "Ocean" makes a person: with a family name, or without its article."""
    if last in gazetteer().family:
        return True
    first = w.forms[run.first]
    plain = first not in gazetteer().places and not _place_context(w, run)
    return last in _PLACES_WITH_ARTICLE and plain and _before(w, run) != "the"


def _is_plural(form: str) -> bool:
    return form.endswith("s") and lemma(form) != form.lower()


def called(w: Words, run: Run) -> str:
    """The kind that a common noun beside a name tells: "the band Cream", "Conception, a ferry"; "" where none does."""
    before = [form.lower() for form in w.forms[max(run.first - 2, 0) : run.first]]
    noun = before[0] if before[-1:] == [","] else before[-1] if before else ""
    if noun in lists.CALLED and not run.title:
        return lists.CALLED[noun]
    after = [form.lower() for form in w.forms[run.last : run.last + 5]]
    if after[:1] == [","] and after[1:2] in (["a"], ["an"], ["the"]):
        return next((lists.CALLED[form] for form in after[2:5] if form in lists.CALLED), "")
    return ""


def _is_plain_name(forms: list[str]) -> bool:
    """Whether two English words, the first a given name, can name someone: "Mark Twain", but not "Faith Healers"."""
    last = forms[-1]
    return len(forms) == 2 and not (last.endswith("s") and lemma(last) != last.lower())


def _function_word(form: str) -> bool:
    """A determiner, pronoun, preposition or the like whose capital names nothing: "The", not "May", not "WHO"."""
    low = form.lower()
    if low in _BORNE_FUNCTION_WORDS or (form.isupper() and low in NAMES_IN_CAPITALS):
        return False
    return low in STOP_WORDS or low in SENTENCE_STARTERS


def _cried(forms: list[str]) -> bool:
    """Words in capitals for their weight: "DO NOT ENTER"."""
    plain = all(form.isupper() and (is_word(form.lower()) or form.lower() in STOP_WORDS) for form in forms)
    return plain and any(_function_word(form) and form.lower() not in lists.WORDS["connectors"] for form in forms)


def _before(w: Words, run: Run) -> str:
    return w.forms[run.first - 1].lower() if run.first else ""


def _place_context(w: Words, run: Run) -> bool:
    return _before(w, run) in lists.WORDS["place prepositions"]


def _acts(w: Words, run: Run) -> bool:
    """Whether what follows is what people do."""
    after = w.forms[run.last] if run.last < len(w.forms) else ""
    return after in lists.WORDS["reporting"]


def _single(w: Words, run: Run, form: str, seen: set[str], people: Mapping[str, int]) -> str:
    """A name of one word."""
    known = gazetteer()
    if form in lists.PLACE_CAPITALS:
        return PLACE
    if form in lists.BODIES:
        return ORGANISATION
    if form in lists.WORDS["other names"]:
        return OTHER
    if run.first and w.forms[run.first - 1] == "@":
        return PERSON if _is_handle_of_person(form) else ORGANISATION
    partisan = w.forms[run.last : run.last + 1] and w.forms[run.last] in lists.WORDS["partisans"]  # "House Republicans"
    if form in lists.WORDS["chambers"] and (partisan or not run.initial):
        own = form in ("House", "Senate", "Commons", "Lords") or _before(w, run) in lists.WORDS["small determiners"]
        return ORGANISATION if own or form in seen else ""
    if _function_word(form) and not (form in people and not run.initial):
        return ""
    if "-" in form and not form[form.rindex("-") + 1 :][:1].isupper():
        return _compound(form)
    if form in lists.GROUPS:
        return GROUP
    borne = form in known.gender or form in known.family
    if _titled(run) and not form.isupper() and form not in known.places:
        return PERSON
    if form in people and not (form in known.places and is_place_here(w, run, people[form])):
        return PERSON
    if form in known.places:
        return PLACE
    if form.rstrip(".").lower() in lists.TITLES or form in lists.ORGANISATION_ENDS or form in lists.ORGANISATION_HEADS:
        return ""
    if form in lists.PLACE_ENDS or form in lists.OTHER_ENDS or form in lists.WORDS["place heads"]:
        return ""
    if form.isupper() and len(form) > 1:
        return "" if max(map(len, form.split("-"))) > 6 else ORGANISATION
    if len(form) == 1 or (len(form) == 2 and form[1] == "."):
        return ""
    if run.initial and form not in seen and not _bears_name(form):
        return ""
    if _acts(w, run):
        return PERSON
    if form in known.small_places and (_place_context(w, run) or _before(w, run) in lists.WORDS["place links"]):
        return PLACE
    if _before(w, run) == "the" and not form.isupper() and not run.title:
        # no person bears the article: "the Caribs", "the Rhône"
        return GROUP if form.endswith("s") else OTHER if borne or is_word(form) else PLACE
    if not borne and not is_word(form) and _before(w, run) in lists.WORDS["place links"]:
        return PLACE
    if borne:
        return PERSON if not is_word(form) or form in seen or not run.initial else ""
    if form.endswith(_PLACE_TAILS) or _place_context(w, run):
        return PLACE
    if any(c.isupper() for c in form[1:]) and not form.startswith(
        ("Mc", "Mac", "O'", "O’", "De", "Le", "La", "Di", "Van")
    ):
        return ORGANISATION
    if is_word(form):
        return "" if run.initial else OTHER
    return UNKNOWN


_HANDLE = re.compile(r"(?:Dr|Rep|Sen|Gov|Mayor|Secretary)?([A-Z][a-z]+)(?=[A-Z])")


def _is_handle_of_person(form: str) -> bool:
    """Whether a name in an address begins with a given name: "@FrankLaRose"."""
    found = _HANDLE.match(form)
    return found is not None and found[1] in gazetteer().gender


def _compound(form: str) -> str:
    """ "Trump-backed", "London-based": the part with the capital is not the whole word, so no mention."""
    return ""


def _bears_name(form: str) -> bool:
    known = gazetteer()
    if is_word(form):
        return False
    return True if form in known.gender or form in known.family or form in known.small_places else not is_word(form)


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


def ruled(possible: list[tuple[Words, Run]], seen: set[str]) -> list[str]:
    """The kind of each run, "" where it is no name."""
    people = _family_names(possible, seen)
    return _settled(possible, [kind_of(w, run, seen, people) for w, run in possible], people)
