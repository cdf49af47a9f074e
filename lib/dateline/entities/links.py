"""Mentions as entities: surnames to full names, acronyms to what they stand for, countries to their common names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from dateline.entities import lists
from dateline.entities.gazetteer import gazetteer
from dateline.entities.kinds import GROUP, ORGANISATION, PERSON, PLACE
from dateline.entities.recognition import Found

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
    """The mentions with their entities.

    Arguments:
        text: the text they stand in.
        names: what was found, in reading order.
    """
    people = _people([n for n in names if n.kind == PERSON])
    bodies = _bodies(text, [n for n in names if n.kind == ORGANISATION])
    out = []
    for at, name in enumerate(names):
        joined = " ".join(name.words).replace(" 's", "'s").replace(" ’s", "’s")
        if name.kind == PERSON:
            entity = people[at] if isinstance(people, list) else people.get((name.start, name.end), joined)
        elif name.kind == ORGANISATION:
            entity = bodies.get(" ".join(name.words), joined)
        elif name.kind == PLACE:
            entity = gazetteer().places.get(joined.removeprefix("The "), joined)
        elif name.kind == GROUP:
            entity = lists.ADHERENTS.get(joined, f"{joined}s" if f"{joined}s" in lists.GROUPS else joined)
        else:
            entity = joined
        out.append(Mention(name.start, name.end, name.kind, entity, name.title))
    return out


def _core(words: tuple[str, ...]) -> tuple[str, str]:
    """First and last word of a name, without initials and "Jr."."""
    kept = [
        w for w in words if not (len(w) == 2 and w[1] == ".") and w not in (",", "Jr", "Jr.", "Sr", "Sr.", "III", "II")
    ]
    return (kept[0], kept[-1]) if kept else (words[0], words[-1])


def _people(names: list[Found]) -> dict[tuple[int, int], str]:
    """(start, end) -> entity: a last or a first name alone means the one person who bears it, the latest of several
    only where a title tells them apart."""
    full: dict[tuple[str, str], str] = {}
    genders: dict[str, str] = {}
    for n in names:
        if len(n.words) > 1:
            key = _core(n.words)
            joined = " ".join(n.words)
            if key not in full or _plainer(joined, full[key]):
                full[key] = joined
    by_last: dict[str, list[str]] = {}
    by_first: dict[str, list[str]] = {}
    for (first, last), entity in full.items():
        by_last.setdefault(last, []).append(entity)
        by_first.setdefault(first, []).append(entity)
        genders[entity] = gazetteer().gender.get(first, "u")
    named = [(n.start, full[_core(n.words)]) for n in names if len(n.words) > 1]
    out: dict[tuple[int, int], str] = {}
    for n in names:
        joined = " ".join(n.words)
        if len(n.words) > 1:
            out[n.start, n.end] = full[_core(n.words)]
            continue
        bearers = by_last.get(joined) or by_first.get(joined) or []
        if len(bearers) > 1:
            wanted = "m" if n.title in lists.MALE_TITLES else "f" if n.title in lists.FEMALE_TITLES else ""
            bearers = [b for b in bearers if genders[b] == wanted] if wanted else _only_one_yet(bearers, named, n.start)
        out[n.start, n.end] = bearers[0] if len(bearers) == 1 else joined
    return out


def _only_one_yet(bearers: list[str], named: list[tuple[int, str]], at: int) -> list[str]:
    """Of several people of one surname the one who alone has been named in full so far."""
    return sorted({entity for start, entity in named if start < at and entity in bearers})


def _plainer(name: str, than: str) -> bool:
    """Without an initial rather than with one."""
    return "." in than and "." not in name


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w[0].isupper())


def _bodies(text: str, names: list[Found]) -> dict[str, str]:
    """Name -> entity for organisations."""
    count: dict[str, int] = {}
    tokens: dict[str, tuple[str, ...]] = {}
    for n in names:
        joined = " ".join(n.words)
        count[joined] = count.get(joined, 0) + 1
        tokens[joined] = n.words
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
        words = tokens[name]
        if len(words) > 1:
            plain = _plain(words)
            best = by_plain.get(plain)
            if best is None or (name.startswith("The ") and not best.startswith("The ")):
                by_plain[plain] = name
            by_initials.setdefault(_initials(plain), name)
            by_last.setdefault(plain[-1], []).append(name)
            by_first.setdefault(plain[0], set()).add(by_plain[plain])
    for name in longest:
        if name in same:
            continue
        words = tokens[name]
        plain = _plain(words)
        if plain in by_plain:
            same[name] = by_plain[plain]
        elif len(plain) == 1 and name.isupper() and len(name) > 1 and name in by_initials:
            same[name] = by_initials[name]
        if len(plain) == 1 and len(owners := by_first.get(name, set())) == 1 and name not in gazetteer().places:
            same.setdefault(name, next(iter(owners)))  # "Wexley" of "Wexley Rovers"
        if len(plain) == 1 and plain[0] in lists.ORGANISATION_ENDS:
            owners = {by_plain[_plain(tokens[n])] for n in by_last.get(plain[0], []) if len(_plain(tokens[n])) > 1}
            if len(owners) == 1:
                same[name] = owners.pop()
    return {name: _resolved(name, same) for name in tokens}


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
