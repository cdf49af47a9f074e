"""Mentions as entities: surnames to full names, acronyms to what they stand for, countries to their common names."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from dateline.entities import lists
from dateline.entities.gazetteer import gazetteer
from dateline.entities.kinds import GROUP, ORGANISATION, OTHER, PERSON, PLACE, Found
from dateline.segments.casing import is_word

# "Revolutionary Armed Forces of Colombia, or FARC" and "Full Name (ACRONYM)"
_ALIAS_GAP = re.compile(r"\s*(?:,\s*or\s+(?:the\s+)?|\(\s*|,\s*known as\s+(?:the\s+)?|\(known as\s+(?:the\s+)?)$")
_SHORT_FORMS = {
    "NY": "New York", "N.Y.": "New York", "US": "United States", "U.S.": "United States", "UN": "United Nations",
    "LA": "Los Angeles", "EU": "European Union", "UK": "United Kingdom",
}  # fmt: skip


class Mention(NamedTuple):
    """A name where it stands and the entity that it means."""

    start: int
    end: int
    kind: str
    entity: str
    title: str


def gender_of(entity: str, titles: set[str]) -> str:
    """m, f, or u where neither the titles nor the given name say."""
    if titles & lists.MALE_TITLES:
        return "m"
    if titles & lists.FEMALE_TITLES:
        return "f"
    return gazetteer().gender.get(entity.split(" ")[0], "u") if " " in entity else "u"


def linked(text: str, names: list[Found]) -> list[Mention]:
    """The mentions with their entities, of the names found in a text in reading order."""
    people = _people([n for n in names if n.kind == PERSON])
    bodies = _bodies(text, [n for n in names if n.kind == ORGANISATION])
    others = [n.words for n in names if n.kind == OTHER and len(n.words) == 2]
    events = {name: f"{head} {name}" for head, name in others if head in lists.OTHER_HEADS and not is_word(name)}
    out = []
    for name in names:
        joined = _joined(" ".join(name.words))
        if name.kind == PERSON:
            entity = people[name.start, name.end]
        elif name.kind == ORGANISATION:
            entity = _joined(bodies[" ".join(name.words)])
        elif name.kind == PLACE:
            entity = gazetteer().places.get(joined.removeprefix("The "), joined)
        elif name.kind == GROUP:
            entity = lists.ADHERENTS.get(joined, f"{joined}s" if f"{joined}s" in lists.GROUPS else joined)
        else:
            entity = events.get(joined, joined)
        out.append(Mention(name.start, name.end, name.kind, entity, name.title))
    return out


def _joined(name: str) -> str:
    return name.replace(" 's", "'s").replace(" ’s", "’s")


def _core(words: tuple[str, ...]) -> tuple[str, str]:
    """First and last word of a name, without initials and "Jr."."""
    kept = [w for w in words if w[1:] != "." and w not in (",", "Jr", "Jr.", "Sr", "Sr.", "III", "II")] or words
    return kept[0], kept[-1]


def _people(names: list[Found]) -> dict[tuple[int, int], str]:
    """(start, end) -> entity: a last or a first name alone means the one person who bears it; of several the one whom a
    title tells, or of whom the text is, where none of the others was just named."""
    full: dict[tuple[str, str], str] = {}
    genders: dict[str, str] = {}
    for n in (n for n in names if len(n.words) > 1):
        key, joined = _core(n.words), " ".join(n.words)
        if key not in full or ("." in full[key] and "." not in joined):  # rather without an initial
            full[key] = joined
    _join_endings(full)
    by_last: dict[str, list[str]] = {}
    by_first: dict[str, list[str]] = {}
    for entity in dict.fromkeys(full.values()):
        first, last = _core(tuple(entity.split(" ")))
        by_last.setdefault(last, []).append(entity)
        by_first.setdefault(first, []).append(entity)
        genders[entity] = gazetteer().gender.get(first, "u")
    times = Counter(full[_core(n.words)] for n in names if len(n.words) > 1)
    named: dict[str, int] = {}  # where each was named in full last
    out: dict[tuple[int, int], str] = {}
    for n in names:
        joined = " ".join(n.words)
        if len(n.words) > 1:
            entity = out[n.start, n.end] = full[_core(n.words)]
            named[entity] = n.end
            continue
        bearers = by_last.get(joined) or by_first.get(joined) or []
        if len(bearers) > 1:
            wanted = "m" if n.title in lists.MALE_TITLES else "f" if n.title in lists.FEMALE_TITLES else ""
            bearers = [b for b in bearers if genders[b] in (wanted, "u" if wanted else genders[b])]
            bearers = _told_of(bearers, times, named, n.start)
        out[n.start, n.end] = bearers[0] if len(bearers) == 1 else joined
    return out


def _join_endings(full: dict[tuple[str, str], str]) -> None:
    """Let a name that ends one longer name, and no other, mean the same: "Peña Nieto", "Enrique Peña Nieto"."""
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


_JUST = 300  # characters back in which somebody was just named


def _told_of(bearers: list[str], times: Counter[str], last: dict[str, int], at: int) -> list[str]:
    """Of several who bear a name the one alone named in full so far, or twice as often as any other, if no other was
    just named."""
    so_far = [b for b in bearers if b in last]
    if len(so_far) == 1:
        return so_far
    first, *others = sorted(bearers, key=lambda b: -times[b]) or [""]
    is_main = all(times[first] >= 2 * times[b] for b in others)
    just = [b for b in others if last.get(b, -1) > last.get(first, -1) and at - last[b] < _JUST]
    return [first] if others and is_main and not just and first in last else bearers


def _bodies(text: str, names: list[Found]) -> dict[str, str]:
    """Name -> entity for organisations."""
    tokens = {" ".join(n.words): n.words for n in names}
    same: dict[str, str] = {}
    for left, right in pairwise(names):
        gap = text[left.end : right.start] if right.start - left.end < 20 else "-"
        if _ALIAS_GAP.fullmatch(gap):
            long, short = sorted((" ".join(left.words), " ".join(right.words)), key=len, reverse=True)
            if short.isupper() and " " not in short:
                same[short] = long
    longest = sorted(tokens, key=lambda name: (-len(tokens[name]), name))
    by_initials: dict[str, str] = {}
    by_plain: dict[tuple[str, ...], str] = {}
    by_last: dict[str, list[str]] = {}
    by_first: dict[str, set[str]] = {}
    for name in longest:
        plain = _plain(tokens[name])
        if len(tokens[name]) > 1:
            best = by_plain.get(plain)
            if best is None or (name.startswith("The ") and not best.startswith("The ")):
                by_plain[plain] = name
            by_initials.setdefault("".join(w[0] for w in plain if w[0].isupper()), name)
            by_last.setdefault(plain[-1], []).append(name)
            by_first.setdefault(plain[0], set()).add(by_plain[plain])
    for name in longest:
        if name in same:
            continue
        plain = _plain(tokens[name])
        if plain in by_plain:
            same[name] = by_plain[plain]
        elif len(plain) == 1 and name.isupper() and (letters := name.replace(".", "")) in by_initials and letters[1:]:
            same[name] = by_initials[letters]
        if len(plain) == 1 and len(owners := by_first.get(name, set())) == 1 and not _is_whole(name):
            same.setdefault(name, next(iter(owners)))  # "Wexley" of "Wexley Rovers"
        if len(plain) == 1 and plain[0] in lists.ORGANISATION_ENDS:
            owners = {by_plain[_plain(tokens[n])] for n in by_last.get(plain[0], []) if len(_plain(tokens[n])) > 1}
            if len(owners) == 1:
                same[name] = owners.pop()
    return {name: _resolved(name, same) for name in tokens}


def _is_whole(name: str) -> bool:
    """Whether a word is a name of its own, and not short for a longer one: "Senate", no "Senate Republican"."""
    return name in gazetteer().places or name in lists.CHAMBERS or name in lists.BODIES or name.isupper()


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words without "The", short forms written out."""
    kept = words[1:] if words[0] == "The" and len(words) > 1 else words
    return tuple(part for w in kept for part in _SHORT_FORMS.get(w, w).split()) if len(kept) > 1 else kept


def _resolved(name: str, same: dict[str, str]) -> str:
    for _ in range(3):
        if name not in same or same[name] == name:
            break
        name = same[name]
    return name
