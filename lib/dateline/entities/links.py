"""Mentions as entities: surnames to full names, acronyms to what they stand for, countries to their common names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from dateline.entities import lists
from dateline.entities.gazetteer import gazetteer
from dateline.entities.kinds import GROUP, ORGANISATION, OTHER, PERSON, PLACE, Found
from dateline.segments.casing import is_word

# "Revolutionary Armed Forces of Colombia, or FARC" and "Full Name (ACRONYM)"
_ALIAS_GAP = re.compile(r"\s*(?:,\s*or\s+(?:the\s+)?|\(\s*|,\s*known as\s+(?:the\s+)?|\(known as\s+(?:the\s+)?)$")
_SHORT_FORMS = {
    "NY": "New York", "N.Y.": "New York", "US": "United States", "U.S.": "United States", "U.S": "United States",
    "UN": "United Nations", "LA": "Los Angeles", "EU": "European Union", "UK": "United Kingdom",
}  # fmt: skip

_CHAMBERS = frozenset(["House", "Senate", "Assembly"])


class Mention(NamedTuple):
    """A name where it stands and the entity that it means."""

    start: int
    end: int
    kind: str
    entity: str
    title: str


def gender_of(entity: str, titles: set[str]) -> str:
    """m, f, or u where neither the titles nor the given name say."""
    if titles & lists.WORDS["male titles"]:
        return "m"
    if titles & lists.WORDS["female titles"]:
        return "f"
    return gazetteer().gender.get(entity.split(" ")[0], "u") if " " in entity else "u"


def linked(text: str, names: list[Found]) -> list[Mention]:
    """The mentions with their entities, of the names found in a text in reading order."""
    people = _people([n for n in names if n.kind == PERSON])
    bodies = _bodies(text, [n for n in names if n.kind == ORGANISATION])
    others = [n.words for n in names if n.kind == OTHER and len(n.words) == 2]
    events = {
        name: f"{head} {name}" for head, name in others if head in lists.WORDS["other heads"] and not is_word(name)
    }
    of_kind: dict[str, Callable[[Found, str], str]] = {
        PERSON: lambda n, name: people[n.start],
        ORGANISATION: lambda n, name: _joined(bodies[n.words]),
        PLACE: lambda n, name: gazetteer().places.get(name.removeprefix("The "), name),
        GROUP: lambda n, name: lists.ADHERENTS.get(name, f"{name}s" if f"{name}s" in lists.GROUPS else name),
        OTHER: lambda n, name: events.get(name, name),
    }
    return [Mention(n.start, n.end, n.kind, of_kind[n.kind](n, _joined(n.words)), n.title) for n in names]


def _joined(words: tuple[str, ...]) -> str:
    return " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")


def _core(words: tuple[str, ...]) -> tuple[str, str]:
    """First and last word of a name, without initials and "Jr."."""
    kept = [w for w in words if w[1:] != "." and w not in (",", "Jr", "Jr.", "Sr", "Sr.", "III", "II")] or words
    return kept[0], kept[-1]


def _people(names: list[Found]) -> dict[int, str]:
    """Where a name starts -> entity: a last or a first name alone means who alone bears it, or likely does."""
    full: dict[tuple[str, str], str] = {}
    whole = [n for n in names if len(n.words) > 1]
    for n in whole:
        key, joined = _core(n.words), " ".join(n.words)
        if key not in full or ("." in full[key] and "." not in joined):  # rather without an initial
            full[key] = joined
    # a name that ends one longer name, and no other, means the same: "Peña Nieto", "Enrique Peña Nieto"
    longer: dict[str, set[str]] = {}
    called: dict[str, str] = {}  # "Counsel Robert Moss" -> "Robert Moss"
    for entity in full.values():
        first, _, rest = entity.partition(" ")
        if " " in rest and first not in gazetteer().gender and is_word(first):
            called[entity] = rest
        elif " " in rest:
            longer.setdefault(rest, set()).add(entity)
    for key, entity in full.items():
        entity = called.get(entity, entity)
        full[key] = next(iter(longer[entity])) if len(longer.get(entity, ())) == 1 else entity
    bearers: dict[tuple[bool, str], list[str]] = {}  # (whether it is the last name, it) -> entities
    for entity in dict.fromkeys(full.values()):
        for is_last, form in enumerate(_core(tuple(entity.split(" ")))):
            bearers.setdefault((bool(is_last), form), []).append(entity)
    times = Counter(full[_core(n.words)] for n in whole)
    named: dict[str, int] = {}  # where each was named in full last
    out: dict[int, str] = {}
    for n in names:
        if len(n.words) > 1:
            entity = out[n.start] = full[_core(n.words)]
            named[entity] = n.end
            continue
        alike = bearers.get((True, n.words[0])) or bearers.get((False, n.words[0])) or []
        if len(alike) > 1:
            wanted = gender_of("", {n.title})
            alike = [b for b in alike if wanted == "u" or gender_of(b, set()) in (wanted, "u")]
            alike = _told_of(alike, times, named, n.start)
        out[n.start] = alike[0] if len(alike) == 1 else n.words[0]
    return out


_JUST = 300  # characters back in which somebody was just named


def _told_of(bearers: list[str], times: Counter[str], last: dict[str, int], at: int) -> list[str]:
    """Of several who bear a name the only one so far, or twice as often as any other, if no other was just named."""
    so_far = [b for b in bearers if b in last]
    if len(so_far) == 1:
        return so_far
    first, *others = sorted(bearers, key=lambda b: -times[b]) or [""]
    is_main = all(times[first] >= 2 * times[b] for b in others)
    just = [b for b in others if last.get(b, -1) > last.get(first, -1) and at - last[b] < _JUST]
    return [first] if others and is_main and not just and first in last else bearers


def _bodies(text: str, names: list[Found]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Name -> entity for organisations, as words."""
    same: dict[tuple[str, ...], tuple[str, ...]] = {}
    for left, right in pairwise(names):
        if right.start - left.end < 20 and _ALIAS_GAP.fullmatch(text, left.end, right.start):
            long, short = sorted((left.words, right.words), key=lambda words: -len(" ".join(words)))
            if len(short) == 1 and short[0].isupper():
                same[short] = long
    longest = sorted({n.words for n in names}, key=lambda words: (-len(words), -len(words[0]), words))
    by_initials: dict[str, tuple[str, ...]] = {}
    by_plain: dict[tuple[str, ...], tuple[str, ...]] = {}
    by_part: dict[tuple[int, str], set[tuple[str, ...]]] = {}  # 0 and first, -1 and last word -> names
    chambers: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for name in (name for name in longest if len(name) > 1):
        chambers.setdefault(_chamber(name), []).append(name)
        plain = _plain(name)
        if plain not in by_plain or (name[0] == "The" and by_plain[plain][0] != "The"):
            by_plain[plain] = name
        by_initials.setdefault("".join(w[0] for w in plain if w[0].isupper()), name)
        for at in (0, -1) if len(plain) > 1 else ():
            by_part.setdefault((at, plain[at]), set()).add(by_plain[plain])
    for name in (name for name in longest if name not in same):
        plain = _plain(name)
        letters = plain[0].replace(".", "") if len(plain) == 1 and name[-1].isupper() else ""
        at = -1 if name[0] == "The" and plain[0] in lists.ORGANISATION_ENDS else 0
        owners = by_part.get((at, plain[0]), set()) if len(plain) == 1 and (at or len(name) == 1) else set()
        if len(chambers.get(plain, ())) == 1:
            same[name] = chambers[plain][0]
        elif len(owners) == 1 and plain[0] not in gazetteer().places and (at or not _is_whole(plain[0])):
            same[name] = next(iter(owners))  # "Wexley" of "Wexley Rovers", "The Times" of "The New York Times"
        elif plain in by_plain:
            same[name] = by_plain[plain]
        elif letters in by_initials and letters[1:]:
            same[name] = by_initials[letters]
    twice = {name: same.get(to, to) for name, to in same.items()}
    return {name: same.get(twice.get(name, name), twice.get(name, name)) for name in longest}


def _chamber(name: tuple[str, ...]) -> tuple[str, ...]:
    """The chamber that a name has in full, as a nation's: "House" of "House of Representatives", "U.S. Senate"."""
    plain = _plain(name)
    short = name[:1] if name[1:2] == ("of",) else plain[2:] if plain[:2] == ("United", "States") else ()
    return short if len(short) == 1 and short[0] in _CHAMBERS else ()


def _is_whole(name: str) -> bool:
    """Whether a word is a name of its own, and not short for a longer one: "Senate", no "Senate Republican"."""
    return name in lists.WORDS["chambers"] or name in lists.BODIES or name.isupper()


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words without "The", short forms written out."""
    kept = words[1:] if words[0] == "The" and len(words) > 1 else words
    return tuple(part for w in kept for part in _SHORT_FORMS.get(w, w).split()) if len(kept) > 1 else kept
