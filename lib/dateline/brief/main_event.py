"""The main event of an article: who, what, when, where.

A headline says it in a clause; the lead says it again with its day and place. So the clause is that of the headline,
read on its own as the sentence that it nearly is, or where that has none the one of the lead that shares most with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise

from dateline.article import Article
from dateline.attribution.quotations import within
from dateline.brief.happenings import Happening, Namer, namer_of
from dateline.brief.wording import DAY, Span
from dateline.entities import mentions
from dateline.events.dating import DatedRow, dating_of
from dateline.reading import Reading, once
from dateline.segments.sayings import REPORTING, SPEECH
from dateline.segments.segmentation import sentences
from dateline.segments.wordlists import STOP_WORDS

_DATED = 8  # sentences whose dates may be those of the main event
_NEWS_DAYS = 7
_COST = {"event": 0.0, "reporting": 0.5, "coming": 1.0}  # of a row that may tell the day of the main event
_LEAD = 5  # sentences of the body that are looked through
_SAME = 0.6  # share of the headline's words in a clause of the lead that tells the same
_SIMILAR = 0.3  # the same of the main clause of the first sentence
_TITLE_CASE = 0.6  # share of words with a capital from which a headline is set in title case
_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]*")  # capitals within a sentence
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PRESENT = re.compile(r"(?<=\s)[a-z][\w'’-]*[^\W\ds]s(?![\w'’-])")  # "meets"
_NOUNS = ("NOUN", "PROPN", "NUM", "PRON")
_WILL = "will "
_SHORTEST = 3  # words of a headline's clause
_SAYS = re.compile(r",\s+(?:say|claim|warn|report|find|show|court|police|official)s?\b[^,]*$")  # ", says Comey"
_JOINS = re.compile(r"\s(?:as|while|when|after|before)\s[\w’' ]*$")
_STOP = re.compile(r"(?<![A-Z]\.[A-Z])[ .]+$")  # not that of "G.O.P."
_ACRONYM = re.compile(r"[A-Z]\.|(?<=\.)[A-Z]\b")
_AT = ("in", "at", "near", "outside", "off", "around")


@dataclass(frozen=True)
class MainEvent:
    """What an article tells first: the clause, the row of the timeline that tells its day or the nearest, its place."""

    happening: Happening
    row: DatedRow | None
    where: Span | None
    is_undated: bool  # no date, or no place, stands in the first sentences
    is_placeless: bool


def _content(namer: Namer, spans: tuple[Span, ...]) -> set[str]:
    clauses = namer.clauses
    inside = (i for span in spans for i in clauses.words_in(*span))
    return {clauses.lemmas[i] for i in inside if clauses.types[i] not in STOP_WORDS and clauses.types[i][0].isalnum()}


def headline_clause(article: Article, begin: int, end: int) -> Happening | None:
    """What the headline between two characters says happened: in "Trump meets Obama", which is easily read as a noun,
    each word that may be a verb is read once more as "will meet"."""
    named, title = mentions(article), _SAYS.sub("", _STOP.sub("", article.text[begin:end]))
    names = {word for name in named.loc[named["kind"].isin(["person", "place"]), "text"] for word in name.split()}
    names |= set(_NAMES.findall(article.text, end))
    words = _WORD.findall(title)
    if sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words):
        is_kept = lambda m: m[0] in names or len(m[0].lower()) != len(m[0]) or _ACRONYM.match(title, m.start())  # noqa: E731
        title = _WORD.sub(lambda m: m[0] if is_kept(m) else m[0].lower(), title)
    asked = chain([None], _PRESENT.finditer(title, 1))
    found = next((one for match in asked if (one := _told_first(article, title, match))), None)
    return found and replace(found, spans=tuple((a + begin, b + begin) for a, b in found.spans))


def _told_first(article: Article, title: str, asked: re.Match[str] | None) -> Happening | None:
    """What a headline says in whole words, with one word read as a verb ("meets" as "will meet") or none."""
    start, end = asked.span() if asked else (len(title), len(title))
    read = f"{title[:start]}{_WILL}{title[start : end - 1]}{title[end:]}." if asked else f"{title}."
    namer = namer_of(Reading.of(Article(read, article.published)))
    t = namer.trees
    for word in range(len(t.text)):
        is_asked = asked is None or t.start[word] == start + len(_WILL)
        is_head = is_asked and t.kind(word) == "root" and namer.clauses.is_predicate(word)
        found = namer.happening(word) if is_head and namer.clauses.lemmas[word] not in REPORTING else None
        noun = t.subject_of(found.word) if found else None
        if found is None or noun is None or t.upos[noun] not in _NOUNS:
            continue
        if len(found.on().split()) < _SHORTEST + bool(asked) or (asked and namer.is_plural(noun)):
            continue
        more = len(read) - len(title) - 1
        ends = [[at if at <= start else max(at - more, start) for at in span] for span in found.spans]
        spans = tuple((a, _whole_end(title, a, min(b, len(title)))) for a, b in ends)
        if any(c.isalnum() for before, after in pairwise(spans[1:]) for c in title[before[1] : after[0]]):
            return None
        said = " ".join(title[a:b] for a, b in spans[1:])
        return replace(found, who=title[slice(*spans[0])], before=said, after="", spans=spans, word=-1, is_open=False)
    return None


def _whole_end(title: str, begin: int, end: int) -> int:
    """Where a part of a headline ends, without half a clause: "Sparks fly | as Biden, Ryan trade jabs"."""
    joined = _JOINS.search(title, begin, end) if title[end : end + 1] == "," else None
    return joined.start() if joined else end


def lead_clause(reading: Reading, head: set[str]) -> Happening | None:
    """The clause of the first sentences that shares most with the headline, of equal ones the first."""
    namer, lines = namer_of(reading), sentences(reading)
    firsts = lines[lines["role"].eq("body")].head(_LEAD)
    words = (i for a, b in zip(firsts["start"], firsts["end"], strict=True) for i in namer.clauses.words_in(a, b))
    found = (namer.happening(word) for word in words if namer.clauses.is_predicate(word))
    open_ = (one for one in found if one and not any(within(namer.direct, start) for start, _ in one.spans))
    told = [one for one in open_ if not _only_says(namer, one)]
    return max(told, key=lambda one: len(_content(namer, one.spans) & head), default=None)


def _only_says(namer: Namer, found: Happening) -> bool:
    """Whether a clause beside a quotation has nothing but who speaks: "the mayor continues"."""
    below = namer.trees.children(found.word, "obj", "xcomp", "obl", "advcl")
    return namer.clauses.lemmas[found.word] in SPEECH and not below


@once
def main_event(reading: Reading) -> MainEvent | None:
    """The clause of headline or lead that tells what the article is of, with its day and place."""
    article, namer, lines = reading.article, namer_of(reading), sentences(reading)
    titles = lines[lines["role"].eq("title")]
    begin, end = (int(titles["start"].min()), int(titles["end"].max())) if len(titles) else (0, 0)
    head = _content(namer, ((begin, end),))
    lead, headline = lead_clause(reading, head), headline_clause(article, begin, end) if end else None
    found = lead if headline is None or _tells_it_again(namer, lead, headline) else headline
    if found is None:
        return None
    named, firsts = mentions(reading), lines[lines["role"].isin(["title", "dateline", "body"])].head(_DATED)
    places, last = named[named["kind"].eq("place")], firsts["end"].max()
    is_undated = not any(at < last for at in namer.days_at)
    near = named.loc[named["start"].lt(last), ["start", "end"]].itertuples(index=False)  # "at Oxford Crown Court"
    heads = (_head(namer, tuple(span)) for span in near)
    is_at = any(namer.clauses.preposition_of(head) in _AT for head in heads if head is not None)
    is_placed = is_at or places["start"].lt(last).any() or firsts["role"].eq("dateline").any()
    spans = zip(places["start"].tolist(), places["end"].tolist(), strict=True)
    where = next((span for span in spans if _is_place_of(namer, span, found)), None)
    return MainEvent(found, _dated(reading, lead, head), where, is_undated, not is_placed)


def _tells_it_again(namer: Namer, lead: Happening | None, headline: Happening) -> bool:
    """Whether a clause of the lead says in whole words what the headline says in short ones."""
    if lead is None or namer.clauses.lemmas[lead.word] in REPORTING:
        return False
    told = _content(namer, headline.spans)
    share = len(told & _content(namer, lead.spans)) / max(len(told), 1)
    first = next(number for number, role in namer.dating.roles.items() if role == "body")
    is_main = share >= _SIMILAR and namer.trees.kind(lead.word) in ("root", "ccomp")
    is_like = is_main or (share > 0 and any(row.word == lead.word for row in namer.dating.rows))
    return share >= _SAME or (is_like and namer.trees.sentence[lead.word] == first)


def _dated(reading: Reading, clause: Happening | None, head: set[str]) -> DatedRow | None:
    """The row of the timeline that tells the same: a clause's own, else the one that shares most with the headline."""
    written, lines = reading.article.published, sentences(reading)
    firsts = lines.loc[lines["role"].eq("body"), "sentence"].tolist()[:_DATED]
    found: list[tuple[float, DatedRow]] = []
    for row in dating_of(reading).rows:
        if row.sentence not in firsts or not DAY.match(row.value) or row.kind not in _COST:
            continue
        if written and (date.fromisoformat(written[:10]) - date.fromisoformat(row.first_day[:10])).days > _NEWS_DAYS:
            continue
        own = clause is not None and row.word == clause.word and row.sentence == firsts[0]
        score = 3 * len(row.content & head) / max(len(head), 1) - 0.2 * firsts.index(row.sentence) + own
        found.append((score + 0.5 * row.confidence - _COST[row.kind], row))
    best = max(found, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _head(namer: Namer, span: Span) -> int | None:
    """The word on which the others of a phrase hang."""
    words = namer.clauses.words_in(*span)
    return next((i for i in words if namer.trees.head[i] not in words), None)


def _is_place_of(namer: Namer, place: Span, found: Happening) -> bool:
    """Whether a place stands in a clause, or says where it happens: by its verb or its subject ("a fire near Oslo")."""
    if found.word < 0 or any(a <= place[0] < b for a, b in found.spans):
        return any(a <= place[0] < b for a, b in found.spans)
    t, head = namer.trees, _head(namer, place)
    if head is None or namer.clauses.preposition_of(head) not in _AT or t.kind(head) not in ("obl", "nmod"):
        return False
    return t.head[head] in (found.word, t.own_subject(found.word))
