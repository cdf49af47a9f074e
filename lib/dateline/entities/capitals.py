"""Runs of capitalised words: what may be a name, with its titles cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dateline.entities import lists
from dateline.entities.gazetteer import borne, gazetteer, lemma
from dateline.segments.casing import cased, is_word
from dateline.segments.wordlists import CALENDAR_WORDS, SENTENCE_STARTERS, STOP_WORDS

_STATES = "|".join(state[:-1] for state in lists.STATES)
_WORDS = {"Mass.", "Miss.", "Wash."}  # that end sentences too
_STATES_ALONE = "|".join(state[:-1] for state in sorted(lists.STATES.keys() - _WORDS) if len(state) > 4)
_TOKEN = re.compile(
    rf"(?=\S)(?:(?<=[(\s])[RDI]-(?=[A-Z])|(?:(?<=,\s)|(?<=[RDI]-))(?:{_STATES})\.|\b(?:{_STATES_ALONE})\."
    r"|(?:[^\W\d_]\.){2,}|U\.S\b"
    r"|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Inc|Corp|Co|Ltd|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Prof|Rev|Mt|Ft|Maj|Adm|Hon|Sens|Reps)\."
    r"|[A-Z]\.(?=\s?[A-Z])"
    r"|[^\W_]+(?:[-‐‑&.@][^\W_]+|['’](?![sS]\b)[^\W_]+)*"
    r"|['’][sS]\b|[^\w\s])"
)
# no name begins with the sign of a party or with a contraction
_NONE = re.compile(r"(?i)\w-|\w+n['’]t|(?:we|you|they|he|she|it|that|there|here|what|who|where|how|let)['’]\w+")
_ADJECTIVE = re.compile(r"\w.*-[a-z]+(?:ed|ing|led|run)|\w.*-(?:born|held|led|run|style)")  # "Kent-based"
_ALWAYS_LOWER = SENTENCE_STARTERS | STOP_WORDS | CALENDAR_WORDS
_SMALL_OPENERS = {form for name in lists.SMALL_NAMES for form in (name.split()[0], name.split()[0].title())}
_JOINTS = lists.WORDS["particles"] | lists.WORDS["connectors"]
_KEPT = lists.WORDS["connectors"] | {"the", "will", "may"}  # small words that do not end a run
_JOINING = lists.WORDS["particles"] | lists.WORDS["connectors"] | {"&", ",", "'s", "’s"}  # inside a name
_HEADS = lists.ORGANISATION_ENDS, lists.ORGANISATION_HEADS, lists.WORDS["place heads"]  # before "of"
_OFFICES = frozenset("Department Ministry Office Institute School Commission Committee".split())
_NAMES_ALONE = lists.GROUPS | lists.WORDS["chambers"] | lists.WORDS["partisans"]
_OWNERS = frozenset("People Women Children King Queen St. Men".split())
_BEFORE_MONTH = frozenset("in of on since until till during last next early late mid this that every".split())
_PRONOUNS = frozenset("we you he she they it".split())
_LONGEST_LABEL = 4  # letters: "MS", "WN" before what a speaker says
_QUOTES = frozenset("\"“”‘’'«»([—–―-*•|")


class Run(NamedTuple):
    """A possible name, as token indices of its sentence; `title` is the title before it, lower-case."""

    first: int
    last: int
    title: str
    initial: bool


class Words(NamedTuple):
    """One sentence as tokens."""

    forms: list[str]
    starts: list[int]
    ends: list[int]


def words(text: str, spans: Iterable[tuple[int, int]]) -> list[Words]:
    """The tokens of the sentences with these (start, end), with capitals as the text has them outside headlines."""
    found = [_words(text, start, end) for start, end in spans]
    forms = cased([w.forms for w in found], gazetteer().gender)
    return [Words(own, w.starts, w.ends) for own, w in zip(forms, found, strict=True)]


def _words(text: str, start: int, end: int) -> Words:
    found = list(_TOKEN.finditer(text, start, end))
    forms, starts, ends = [m.group() for m in found], [m.start() for m in found], [m.end() for m in found]
    alphabetic = [form for form in forms if form[0].isalpha()]
    if len(alphabetic) > 4 and all(map(str.isupper, alphabetic)):
        # what is a word and the name of nothing is small elsewhere
        known, born = gazetteer().places, gazetteer().gender
        named = [f.title() in known or f.title() in born or not is_word(f.lower()) for f in forms]
        forms = [form if name else form.lower() for form, name in zip(forms, named, strict=True)]
    return Words(forms, starts, ends)


def capitalised_inside(sentences: list[Words]) -> set[str]:
    """Words that stand with a capital where no rule of writing asks for one, and never stand without."""
    pairs = [pair for w in sentences for pair in pairwise(["(", *w.forms])]
    small = {form for _, form in pairs if form[0].islower()}
    capital = {form for before, form in pairs if form[0].isupper() and before not in "\"“‘'.:;!?(—–-"}
    return {form for form in capital if form.lower() not in small}


@lru_cache(maxsize=1 << 15)
def _is_capital(form: str) -> bool:
    """A capital at the front, or inside a word that begins small ("iPhone", "al-Assad")."""
    inside = form[1:2].isupper() or (form.startswith("al-") and form[3:4].isupper())
    return form[0].isupper() or (inside and form[0].islower() and len(form) > 2)


def _is_of_person(forms: list[str], k: int) -> bool:
    """Whether a month is a person's name: "Gov. Jan Lee", or "May" after a title or a given name, or before "said"."""
    before, after = forms[k - 1] if k else "", forms[k + 1] if k + 1 < len(forms) else " "
    titled = before.lower().rstrip(".") in lists.STRONG_TITLES and before[0].isupper()
    given = before in gazetteer().gender and before.lower() not in STOP_WORDS
    if titled and forms[k] != "May" and forms[k] in gazetteer().gender:
        return after[0].isupper() and after.lower() not in CALENDAR_WORDS
    return forms[k] == "May" and not after[0].isdigit() and (titled or given or after in ("said", "says", "told"))


def _continues(forms: list[str], k: int, first: int) -> int:
    """Index after what goes on with the run that ends before k; k itself where it ends."""
    form, nxt, third = [*forms[k : k + 3], "", "", ""][:3]
    if forms[k - 1] in ("Jr.", "Sr.") and is_word(form) and not _keyed(form):
        return k
    if _is_capital(form):
        month = form.lower() in CALENDAR_WORDS and not _is_of_person(forms, k)
        return k if month or form in ("I", "I'm", "I’m") else k + 1
    if form not in _JOINING or not nxt or (form == "&" and min(len(forms[k - 1]), len(nxt)) > 2 and nxt.isupper()):
        return k  # "FBI & DOJ" are two
    if form in lists.OWNER:
        if k - first > 1:
            return k
        if forms[first] in lists.WORDS["owned bodies"]:
            return k + 3 if nxt == "of" and third and _is_capital(third) else k + 1
        return k + 2 if forms[first] in _OWNERS and (nxt in lists.ORGANISATION_ENDS or nxt in lists.PLACE_ENDS) else k
    if form == ",":
        return k + 2 if nxt.rstrip(".") in ("Inc", "Jr", "Sr", "Ltd", "LLC") else k
    if _is_capital(nxt) and form not in ("of", "for", "on", "and"):  # "de", "&"
        return k + 2
    if form in lists.WORDS["particles"]:
        return k + 3 if nxt in lists.WORDS["particles"] and third and _is_capital(third) else k
    within = forms[first:k]
    is_person = (
        form == "of" and len(within) > 2 and forms[k - 2] in gazetteer().gender
    )  # "House Speaker Ann Lee of Ohio"
    if form != "and" and not is_person and any(form in heads for form in within for heads in _HEADS):
        if _is_capital(nxt) and nxt.lower() not in CALENDAR_WORDS:
            return k + 2
        return k + 3 if nxt == "the" and third and _is_capital(third) else k
    if form == "and" and _is_capital(nxt) and third:
        own = within[within[0] == "The" :]
        own = own[own[:1] != [] and own[0] in lists.WORDS["chambers"] :]  # "House Oversight and Reform Committee"
        alone = len(own) == 1 and own[0] not in gazetteer().places and own[0] not in gazetteer().gender
        # "Apple and American Airlines", "Democrats and Senate" are two
        alone = alone and not {own[0], nxt} & _NAMES_ALONE and not own[0].isupper() and nxt not in gazetteer().places
        office = "for" in within or ("of" in within and not _OFFICES.isdisjoint(within))
        if office or (alone and (third in lists.ORGANISATION_ENDS or nxt in lists.ORGANISATION_ENDS)):
            return k + 2
    return k


def _breaks_off(w: Words, k: int) -> bool:
    """Whether a function word with a capital ends the run before it: "((WN | We"."""
    form, low, before = w.forms[k], w.forms[k].lower(), w.forms[k - 1]
    if low in _PRONOUNS and form.istitle():
        return True  # "In God We Trust"
    does = (
        before in lists.OWNER
        and low.endswith("s")
        and not low.endswith(("ss", "ics"))
        and is_word(low)
        and lemma(low) != low
    )
    named = form in lists.GROUPS or _keyed(form) or not lists.ORGANISATION_ENDS.isdisjoint(w.forms[k + 1 : k + 2])
    if before in lists.OWNER and does and not named:  # "Moody's Withdraws Ratings"
        return True
    if not form.istitle() or low not in _ALWAYS_LOWER or low in _KEPT:
        return False
    return before.isupper() and 1 < len(before) <= _LONGEST_LABEL


def _without_titles(w: Words, first: int, last: int) -> tuple[int, str]:
    """Index after the titles that a run opens with, and the last of them."""
    k, title = first, ""
    while k < last and w.forms[k].lower().rstrip(".") in lists.TITLES:
        if k + 1 < last and w.forms[k + 1] in ("of", "for"):
            return first, ""
        title = w.forms[k].lower().rstrip(".")
        k += 1
    if first < k < last and (w.forms[k] in lists.ORGANISATION_ENDS or w.forms[k] == "and") and title != "mr":
        return first, ""  # "National Security Council", "Energy and Commerce Committee"
    if first < k < last and title not in lists.STRONG_TITLES and w.forms[last - 1] in lists.ORGANISATION_ENDS:
        return first, ""  # "National Hurricane Center"
    return k, title


def runs(w: Words, seen: Set[str]) -> list[Run]:
    """The sentence's runs of capitals, left to right; `seen` are words that stand capitalised inside others."""
    out: list[Run] = []
    k, n = 0, len(w.forms)
    while k < n:
        form = w.forms[k]
        if form in _SMALL_OPENERS and " ".join(w.forms[k : k + 2]).lower() in lists.SMALL_NAMES:
            out.append(Run(k, k + 2, "", False))
            k += 2
            continue
        if not _is_capital(form):
            k += 1
            continue
        given = form in gazetteer().gender and k + 1 < n and _is_capital(w.forms[k + 1])  # "Bill Clinton", no bill
        given = given and w.forms[k + 1].lower() not in _PRONOUNS
        low = form.lower()
        dates = k and low in CALENDAR_WORDS and w.forms[k - 1].lower() in _BEFORE_MONTH  # "in May Theresa Moss left"
        given = given and not dates
        blocked = form in lists.NO_NAMES or (not form.isalpha() and _NONE.fullmatch(form)) or low in CALENDAR_WORDS
        if blocked and not (given or _is_of_person(w.forms, k)):
            k += 1
            continue
        first = k
        k += 1
        while k < n and not _breaks_off(w, k) and (after := _continues(w.forms, k, first)) > k:
            k = after
        if w.forms[k - 1] in lists.GROUPS and k < n and w.forms[k] in ("party", "parties"):
            k += 1  # "the Democratic party"
        if w.forms[k : k + 2] in (["'s", "Day"], ["’s", "Day"]):  # "International Women's Day"
            k += 2
            while k < n and _is_capital(w.forms[k]):
                k += 1
            continue
        last = k
        initial = first == 0 or w.forms[first - 1] in _QUOTES or w.forms[first - 1] in (*":;.!?", "Jr.", "Sr.")
        own_article = form == "The" and last - first > 1 and not initial
        acronym = form.isupper() and len(form) > 1
        small = low in _ALWAYS_LOWER and not acronym and not own_article
        small = small and not (form == "Will" and given and last - first == 2 and w.forms[-1] != "?")
        if small and (initial or form in ("The", "A") or low in _PRONOUNS):
            k = first + 1 if last == first + 1 else k
            first += 1
            initial = False
            if first < last and w.forms[first] in lists.NO_NAMES:  # "In God we trust"
                first += 1
        out += _pieces(w, first, last, initial, seen)
    return out


def _pieces(w: Words, first: int, last: int, initial: bool, seen: Set[str]) -> list[Run]:
    """A raw run as zero, one or more possible names: nationality and title words in front split off."""
    while first < last and (w.forms[first] in _JOINTS or (last - first > 1 and _ADJECTIVE.fullmatch(w.forms[first]))):
        first += 1
    if first >= last or _ADJECTIVE.fullmatch(w.forms[last - 1]):  # "Tea Party-backed"
        return []
    if initial and last - first > 1 and w.forms[first] not in seen and _mere_opener(w.forms[first], w.forms[first + 1]):
        return _pieces(w, first + 1, last, False, seen)
    places = gazetteer().places
    if last - first == 2 and len({places.get(form, "") for form in w.forms[first:last]} - {""}) == 2:
        return [Run(first, first + 1, "", initial), Run(first + 1, last, "", False)]  # "Moscow Russia"
    if last - first > 1 and w.forms[first] in lists.GROUPS and _is_apart(w, first, last):
        return [Run(first, first + 1, "", initial), *_pieces(w, first + 1, last, False, seen)]
    of_body = w.forms[last - 2] in lists.WORDS["chambers"] or w.forms[last - 2] in places
    is_of_party = not lists.WORDS["partisans"].isdisjoint((w.forms[last - 1], f"{w.forms[last - 1]}s"))
    if last - first > 1 and of_body and is_of_party:  # "House Republicans", "a Virginia Republican"
        return [*_pieces(w, first, last - 1, initial, seen), Run(last - 1, last, "", False)]
    if (seat := _seat(w, first, last)) > first:
        return [Run(first, seat, "", initial), Run(seat, last, "", False)]
    if (office := _office(w, first, last)) is not None:
        return [*_pieces(w, first, office[0], initial, seen), Run(office[1], last, w.forms[office[0]].lower(), False)]
    begun, title = _without_titles(w, first, last)
    if begun > first:
        return [Run(begun, last, title, False)] if begun < last else []
    # "Venezuelan Foreign Minister Jorge Arreaza", "Alaska Gov. Sarah Palin": a title inside splits
    for k in range(first + 1, last - 1 if not _keyed(w.forms[last - 1]) else 0):
        is_free = "of" not in w.forms[first:last] or w.forms[k + 1] in gazetteer().gender
        title, near = w.forms[k].lower().rstrip("."), w.forms[k + 1 : k + 3]
        is_body = title not in lists.STRONG_TITLES and not lists.ORGANISATION_ENDS.isdisjoint(near)
        if is_free and title in lists.TITLES and not is_body:  # "Republican National Committee"
            return [Run(first, k, "", initial), *_pieces(w, k, last, False, seen)]
    before = w.forms[first - 1].lower().rstrip(".") if first else ""
    return [Run(first, last, before if before in lists.TITLES else "", initial)]


def _is_apart(w: Words, first: int, last: int) -> bool:
    """Whether the people that a run opens with are no part of its name: "French | President"."""
    forms, following = w.forms[first:last], w.forms[first + 1]
    if any(_keyed(form) or form in lists.ORGANISATION_HEADS for form in forms[1:]):
        return False
    if (
        forms[-1] in lists.WORDS["partisans"]
        or forms[-1] in ("party", "parties")
        or " ".join(forms) in gazetteer().places
    ):
        return False
    given = gazetteer().gender  # "Christian Wollenby"
    return forms[0] not in given or is_word(following) or following in given


def _seat(w: Words, first: int, last: int) -> int:
    """Where the person begins in "Mayor of London Sadiq Khan", "President of the United States Donald Trump"."""
    if first < 2 or last - first < 2:
        return first
    before = [form.lower() for form in w.forms[max(first - 3, 0) : first]]
    before = before[:-1] if before[-1:] == ["the"] else before
    if len(before) < 2 or before[-1] != "of" or before[-2] not in lists.TITLES:
        return first
    known = gazetteer()
    names = {k: " ".join(w.forms[first:k]) for k in range(last - 2, first, -1)}
    bodies = lists.WORDS["chambers"]  # "Speaker of the House Ann Lee"
    ends = (k for k, name in names.items() if name in known.places or name in known.small_places or name in bodies)
    return next((k for k in ends if w.forms[k] in known.gender or not is_word(w.forms[k])), first)


def _office(w: Words, first: int, last: int) -> tuple[int, int] | None:
    """Title and person of "Acme Director of Research Ann Moss"."""
    given = [k for k in range(first + 3, last - 1) if w.forms[k] in gazetteer().gender]
    titles = (k for k in range(first, last - 4) if w.forms[k].lower() in lists.TITLES and w.forms[k + 1] == "of")
    title = next(titles, None)
    person = given[-1] if given else last - 2 if not _keyed(w.forms[last - 1]) else first
    return (title, person) if title is not None and person > title + 2 else None


def _mere_opener(form: str, following: str) -> bool:
    """Whether a capitalised word that opens a sentence before a name is an ordinary word: "Former Gov. Palin"."""
    if form in gazetteer().places or form in lists.WORDS["other heads"] or borne(form) or _keyed(following):
        return False
    known = following in gazetteer().gender or following in gazetteer().places or following in lists.GROUPS
    known = known or following in lists.WORDS["partisans"]
    return is_word(form) and not form.isupper() and (known or form.endswith(("ly", "ing", "ed")))


def _keyed(form: str) -> bool:
    return form in lists.ORGANISATION_ENDS or form in lists.PLACE_ENDS or form in lists.OTHER_ENDS
