"""Invented articles read by hand, and how many of their facts dateline reads right.

    PYTHONPATH=lib python tests/articles.py             what is read otherwise than by hand, a line each
    PYTHONPATH=lib python tests/articles.py --write     tests/data/articles/scores.csv anew

Each file of tests/data/articles is an article of our own making and, below a line "---", what a careful reader finds in
it: the truth, not what the program gives today. Its lines, with " | " between the parts:

    time | WORDS | VALUE                   each expression of time; no value where the text leaves it open
    dated | CLAUSE | VERB | VALUE | WHO    each happening to which the text gives a time; "first/last" for a range
    quoted | WORDS | SPEAKER               words in marks, with the marks
    reported | WORDS | SPEAKER             a statement without marks
    name | KIND | ENTITY | FORM; FORM      every spelling of a name; left out where the entity is the only one

WORDS, CLAUSE and FORM stand in the text once; "#2" behind them means the second place where they stand, and "first
words ... last words" a longer stretch. A form of a name means it wherever it stands but inside a longer form, unless it
has a "#".
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import dateline as dl

FOLDER = Path(__file__).parent / "data" / "articles"
SCORES = FOLDER / "scores.csv"
COLUMNS = ["article", "kind", "right", "wrong", "missing"]
KINDS = ("times", "span", "dated", "verb", "who", "quoted", "reported", "names")
_OF_LINES = {"time": "times", "dated": "dated", "quoted": "quoted", "reported": "reported", "name": "names"}
_NTH = re.compile(r" #(\d+)$")


class Fact(NamedTuple):
    """One thing that a reader finds: where, and what is said of it."""

    start: int
    end: int
    said: tuple[str, ...]


class ByHand(NamedTuple):
    """An article, and by kind what a careful reader finds in it."""

    name: str
    article: dl.Article
    facts: dict[str, list[Fact]]
    forms: dict[str, set[str]]  # entity -> its spellings, in small


class GoldError(ValueError):
    """A line of the reading does not fit its text."""


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand whole."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalnum() else re.escape(words)
    return [match.span() for match in re.finditer(pattern, text)]


def place(text: str, words: str) -> tuple[int, int]:
    """The one place that a line of the reading means."""
    opening, _, closing = words.partition(" ... ")
    nth = _NTH.search(opening)
    found = places(text, opening[: nth.start()] if nth else opening)
    number = int(nth[1]) if nth else 1
    if len(found) < number or (not nth and len(found) > 1):
        raise GoldError(f"{words!r} stands {len(found)} times")
    start, end = found[number - 1]
    if closing:
        after = text.find(closing, end)
        if after < 0:
            raise GoldError(f"{closing!r} does not follow {opening!r}")
        end = after + len(closing)
    return start, end


def _noted(text: str, what: str, parts: list[str]) -> Fact:
    if what == "dated" and parts[1] not in parts[0]:
        raise GoldError(f"no {parts[1]!r} in {parts[0]!r}")
    return Fact(*place(text, parts[0]), tuple(parts[1:]))


def _named(text: str, kind: str, entity: str, forms: str = "") -> list[Fact]:
    """Every place of every form of a name."""
    claims = []
    for form in (forms or entity).split("; "):
        found = [place(text, form)] if _NTH.search(form) else places(text, form)
        if not found:
            raise GoldError(f"{form!r} stands nowhere")
        claims += [Fact(*span, (kind, entity)) for span in found]
    return claims


def _longest(claims: list[Fact]) -> list[Fact]:
    """Of names that touch, the longest."""
    kept: list[Fact] = []
    for claim in sorted(claims, key=lambda claim: (claim.start - claim.end, claim.start)):
        if not any(claim.start < other.end and other.start < claim.end for other in kept):
            kept.append(claim)
    return sorted(kept)


def load(path: Path) -> ByHand:
    """An article with its reading.

    Raises:
        GoldError: a line does not fit the text; names file and line.
    """
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    text, _, notes = rest.strip("\n").partition("\n---\n")
    facts: dict[str, list[Fact]] = {kind: [] for kind in _OF_LINES.values()}
    forms = {}
    for line in notes.splitlines():
        what, *parts = [part.strip() for part in line.split(" |")]
        try:
            facts[_OF_LINES[what]] += _named(text, *parts) if what == "name" else [_noted(text, what, parts)]
        except (KeyError, IndexError, TypeError, GoldError) as error:
            raise GoldError(f"{path.name}: {line!r}: {error}") from None
        if what == "name":
            spellings = parts[2].split("; ") if len(parts) > 2 else []
            forms[parts[1]] = {folded(_NTH.sub("", form)) for form in (parts[1], *spellings)}
    facts["names"] = _longest(facts["names"])
    published = head.removeprefix("published:").strip() or None
    return ByHand(path.stem, dl.Article(text, published=published), {k: sorted(v) for k, v in facts.items()}, forms)


@cache
def articles() -> tuple[ByHand, ...]:
    return tuple(load(path) for path in sorted(FOLDER.glob("*.txt")))


def days(row) -> tuple[str | None, str | None]:
    """The first and the last day of a row of `timexes` or `timeline`."""
    first, last = (row.first_day, row.last_day) if hasattr(row, "first_day") else (row.begin, row.end_date)
    return (None, None) if first is None or first != first else (first, last)


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def found_in(article: dl.Article) -> dict[str, list[Fact]]:
    """What dateline finds in an article, by kind."""
    said = [
        ("reported" if row.kind == "indirect" else "quoted", row)
        for row in dl.quotes(article).itertuples()
        if row.kind != "scare" or _text(row.speaker)  # else marks of a title or a term
    ]
    voice = [(kind, Fact(row.start, row.end, (_text(row.speaker_entity) or _text(row.speaker),))) for kind, row in said]
    times, dated, named = dl.timexes(article), dl.timeline(article), dl.mentions(article)
    return {
        "times": [Fact(row.start, row.end, (_text(row.value),)) for row in times.itertuples()],
        "dated": [
            Fact(row.start, row.end, (_text(row.verb), row.value, _text(row.who), row.text))
            for row in dated.itertuples()
        ],
        "quoted": [fact for kind, fact in voice if kind == "quoted"],
        "reported": [fact for kind, fact in voice if kind == "reported"],
        "names": [Fact(row.start, row.end, (row.kind, row.entity)) for row in named.itertuples()],
    }


def folded(name: str) -> str:
    """A name in small letters, without article and possessive."""
    name = re.sub(r"['’]s?$", "", " ".join(name.split()).casefold())
    return re.sub(r"^(?:the|an?) ", "", name)


def _open(value: str) -> str:
    """A value, or nothing where it leaves its day open."""
    return "" if "X" in value.replace("PX", "") or value.endswith("_REF") else value


def _overlap(one: Fact, other: Fact) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _by_half(one: Fact, other: Fact) -> int:
    """The overlap, where it is half of the longer one."""
    shared = _overlap(one, other)
    return shared if 2 * shared >= max(one.end - one.start, other.end - other.start) else 0


def _same_happening(gold: Fact, found: Fact) -> int:
    """The overlap, where the date is the same and the row holds the word that says what happened."""
    verb, value, *_ = gold.said
    _, read, _, text = found.said
    return _overlap(gold, found) if value == read and verb.lower() in text.lower() else 0


def pairs(
    gold: list[Fact], found: list[Fact], score: Callable[[Fact, Fact], int] = _overlap
) -> list[tuple[Fact, Fact]]:
    """One-to-one pairs, the best first."""
    every = ((score(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    used_gold, used_found, kept = set(), set(), []
    for _, i, j in sorted((pair for pair in every if pair[0]), key=lambda pair: (-pair[0], *pair[1:])):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            kept.append((gold[i], found[j]))
    return kept


class Compared(NamedTuple):
    """Of one kind in one article: what is read right, and what stands in one of the two readings only."""

    right: list[tuple[Fact, Fact]]
    wrong: list[Fact]
    missing: list[Fact]


def _compared(gold: list[Fact], found: list[Fact], right: list[tuple[Fact, Fact]]) -> Compared:
    missing, wrong = list(gold), list(found)
    for mine, theirs in right:
        missing.remove(mine)
        wrong.remove(theirs)
    return Compared(right, wrong, missing)


def _within(part: str, whole: str) -> bool:
    """Whether words stand in others, as whole words."""
    return bool(part) and f" {part} " in f" {whole} "


def _is_same_name(wanted: str, read: str, forms: dict[str, set[str]]) -> bool:
    """Whether a name that was read means the one that is wanted; "Grey" does for "Ann Grey", "he" for nobody."""
    read, known = folded(read), forms.get(wanted, {folded(wanted)})
    return read == folded(wanted) or any(_within(form, read) or _within(read, form) for form in known)


def compared(by_hand: ByHand) -> Iterator[tuple[str, Compared]]:
    """Each kind of fact with how its two readings compare."""
    gold, found, forms = by_hand.facts, found_in(by_hand.article), by_hand.forms
    times = [(g, f) for g, f in pairs(gold["times"], found["times"]) if _open(g.said[0]) == _open(f.said[0])]
    yield "times", _compared(gold["times"], found["times"], times)
    yield "span", _of_pairs(times, [(g, f) for g, f in times if (g.start, g.end) == (f.start, f.end)])
    dated = pairs(gold["dated"], found["dated"], _same_happening)
    yield "dated", _compared(gold["dated"], found["dated"], dated)
    verbs = [(g, f) for g, f in dated if g.said[0].lower() in f.said[0].lower().split()]
    yield "verb", _of_pairs(dated, verbs)
    acting = [(g, f) for g, f in dated if g.said[2] or f.said[2]]
    yield "who", _of_pairs(acting, [(g, f) for g, f in acting if _is_same_name(g.said[2], f.said[2], forms)])
    for kind in ("quoted", "reported"):
        same = pairs(gold[kind], found[kind], _by_half)
        right = [(g, f) for g, f in same if _is_same_name(g.said[0], f.said[0], forms)]
        yield kind, _compared(gold[kind], found[kind], right)
    named = pairs(gold["names"], found["names"])
    right = [(g, f) for g, f in named if g.said[0] == f.said[0] and _is_entity(g.said[1], f.said[1], forms)]
    yield "names", _compared(gold["names"], found["names"], right)


def _is_entity(wanted: str, read: str, forms: dict[str, set[str]]) -> bool:
    """Whether a mention is given to the entity: by its fullest form."""
    fullest = max(forms[wanted], key=len)
    return folded(read) in (folded(wanted), fullest)


def _of_pairs(every: list[tuple[Fact, Fact]], right: list[tuple[Fact, Fact]]) -> Compared:
    """Of what both readings have: where a part of it is the same too."""
    return _compared([g for g, _ in every], [f for _, f in every], right)


def scores() -> list[dict[str, str]]:
    """A row for each article and kind: how many facts are right, wrong and missing."""
    return [
        dict(zip(COLUMNS, (by_hand.name, kind, *(str(len(part)) for part in found)), strict=True))
        for by_hand in articles()
        for kind, found in compared(by_hand)
    ]


def write() -> None:
    with SCORES.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(scores())


def kept_scores() -> list[dict[str, str]]:
    with SCORES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def differences() -> Iterator[str]:
    for by_hand in articles():
        for kind, found in compared(by_hand):
            for what, facts in (("wrong", found.wrong), ("missing", found.missing)):
                for fact in facts:
                    words = " ".join(by_hand.article.text[fact.start : fact.end].split())
                    yield f"{by_hand.name}\t{kind}\t{what}\t{words}\t{' | '.join(fact.said[:3])}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write scores.csv anew")
    if parser.parse_args().write:
        write()
    else:
        print(*differences(), sep="\n")
    every = scores()
    for kind in KINDS:
        rows = [row for row in every if row["kind"] == kind]
        print(kind, *(f"{column} {sum(int(row[column]) for row in rows)}" for column in COLUMNS[2:]))


if __name__ == "__main__":
    main()
