"""The main event of an article: who, what, when, where.

A headline says it in a clause; the lead says it again with its day and place. So the clause is that of the headline,
read on its own as the sentence that it nearly is, or where that has none the one of the lead that shares most with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dateline.article import Article
from dateline.brief.happenings import Happening, Namer, namer_of
from dateline.brief.wording import Span
from dateline.entities import mentions
from dateline.events import wordlists as w
from dateline.events.dating import DatedRow, dating_of
from dateline.reading import Reading, once
from dateline.segments.segmentation import sentences
from dateline.segments.wordlists import STOP_WORDS

_DATED = 8  # sentences whose dates may be those of the main event
_NEWS_DAYS = 7
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LEAD = 5  # sentences of the body that are looked through
_SAME = 0.6  # share of the headline's words in a clause of the lead that tells the same
_TITLE_CASE = 0.6  # share of words with a capital from which a headline is set in title case
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]*")  # capitals within a sentence
_HEADS = ("root", "appos", "parataxis", "conj")  # relations of what a headline says, the first before the others
_NOUNS = ("NOUN", "PROPN", "NUM", "PRON")
_WILL = "will "
_SAYS = re.compile(r",\s+(?:say|claim|warn|report|find|show|court|police|official)s?\b[^,]*$")  # ", says Comey"
_LATER = re.compile(r"\b(?:after|as|amid|before|when|while)\b")
# Verbs that headlines have in the plural: "leaders meet", "police seek".
_BARE_VERBS = frozenset(
    """
    accuse agree approve arrest attack back ban beat begin blame block call cancel charge clash clear close cut defy
    demand deny die discover fall fight find flee fly gain get give go grow halt hit hold hunt investigate join kill
    lead leave lose make march meet mourn move offer open oppose plan play pledge protest quit raid reach reject
    release report return rise say seek sell set shoot shut sign spark stage stand start steal step stop storm strike
    support surge sweep take talk threaten trade urge visit vote vow walk want warn welcome win
    """.split()
)
_AT = ("in", "at", "near", "outside", "off", "around")


@dataclass(frozen=True)
class MainEvent:
    """What an article tells first.

    `dated` is the row of the timeline that tells its day, None where the article gives none, `is_own` says whether that
    is said of the clause itself; `where` are the characters of its place.
    """

    happening: Happening
    dated: DatedRow | None
    is_own: bool
    where: Span | None


def _is_report(namer: Namer, word: int) -> bool:
    """Whether a word only says that something was said."""
    return namer.clauses.lemmas[word] in w.REPORTING


def _content(namer: Namer, spans: tuple[Span, ...]) -> set[str]:
    clauses = namer.clauses
    inside = (i for span in spans for i in clauses.words_in(*span))
    return {clauses.lemmas[i] for i in inside if clauses.types[i] not in STOP_WORDS and clauses.types[i][0].isalnum()}


def _in_sentence_case(title: str, body: str) -> str:
    """A headline in title case with capitals only where the body has them within a sentence; as long as it was."""
    words = _WORD.findall(title)
    if sum(word[0].isupper() for word in words) < _TITLE_CASE * len(words):
        return title
    names = set(_NAMES.findall(body))
    is_kept = lambda word: word in names or (len(word) > 1 and word.isupper() and not title.isupper())  # noqa: E731
    return _WORD.sub(lambda m: m[0] if is_kept(m[0]) or len(m[0].lower()) != len(m[0]) else m[0].lower(), title)


def headline_clause(article: Article, title: str) -> Happening | None:
    """What a headline says happened; its spans are those in the headline.

    The present tense of headlines ("Trump meets Obama") is easily read as a noun: where no verb is found, each word
    that may be one is read once more as "will meet".
    """
    text = _SAYS.sub("", _in_sentence_case(title.rstrip(" ."), article.text))
    if (found := _told_first(article, text, None)) is not None:
        return found
    later = _LATER.search(text)
    for match in _WORD.finditer(text, 0, later.start() if later else len(text)):
        word = match[0]
        base = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        if match.start() and word[0].islower() and (base != word or word in _BARE_VERBS):
            if (found := _told_first(article, text, (*match.span(), base))) is not None:
                return found
    return None


def _told_first(article: Article, title: str, verb: tuple[int, int, str] | None) -> Happening | None:
    """What a headline says, with one word read as a verb or none."""
    start, end, base = verb or (len(title), len(title), "")
    read = f"{title[:start]}{_WILL}{base}{title[end:]}." if verb else f"{title}."
    namer = namer_of(Reading.of(Article(read, article.published)))
    told = []
    for word in range(len(namer.trees.text)):
        is_asked = verb is None or namer.trees.start[word] == start + len(_WILL)
        kind = namer.trees.kind(word)
        if is_asked and kind in _HEADS and namer.clauses.is_predicate(word) and (found := namer.happening(word)):
            noun = namer.trees.subject_of(found.word)
            is_bare = verb is not None and end - start == len(base)
            if noun is not None and namer.trees.upos[noun] in _NOUNS and not (is_bare and not _is_plural(namer, noun)):
                told.append((_HEADS.index(kind), word, found))
    if not told:
        return None
    found = min(told, key=lambda one: one[:2])[2]
    more = len(_WILL) + len(base) - (end - start) if verb else 0
    spans = tuple((_unmoved(a, start, more), min(_unmoved(b, start, more), len(title))) for a, b in found.spans)
    words = " ".join(title[a:b] for a, b in spans)
    who = title[slice(*spans[0])]
    return replace(found, who=who, before=words[len(who) :].strip(), after="", spans=spans, is_open=False)


def _is_plural(namer: Namer, noun: int) -> bool:
    """Whether several do it: "leaders", "Trump and Obama", "police", "five"."""
    form = namer.clauses.types[noun]
    is_many = form in ("police", "people", "children", "women", "men") or namer.trees.upos[noun] == "NUM"
    return is_many or form.endswith("s") or namer.trees.child(noun, "conj") is not None


def _unmoved(at: int, start: int, more: int) -> int:
    """A place in a headline as it was before a word was put in."""
    return at if at <= start else max(at - more, start)


def lead_clause(reading: Reading, head: set[str]) -> Happening | None:
    """The clause of the first sentences that shares most with the headline, the earlier and the dated one before."""
    namer, lines = namer_of(reading), sentences(reading)
    dated = {row.word for row in dating_of(reading).rows}
    best: tuple[float, Happening] | None = None
    for place, row in enumerate(lines[lines["role"].eq("body")].head(_LEAD).itertuples()):
        for word in namer.clauses.words_in(row.start, row.end):
            found = namer.happening(word) if namer.clauses.is_predicate(word) else None
            if found is None:
                continue
            shared = len(_content(namer, found.spans) & head) / max(len(head), 1)
            score = 3 * shared - 0.3 * place - _is_report(namer, word) + 0.5 * (word in dated)
            if best is None or score > best[0]:
                best = score, found
    return best[1] if best else None


@once
def main_event(reading: Reading) -> MainEvent | None:
    """The clause of headline or lead that tells what the article is of, with its day and place."""
    article, namer, lines = reading.article, namer_of(reading), sentences(reading)
    titles = lines[lines["role"].eq("title")]
    title = " ".join(article.text[titles["start"].min() : titles["end"].max()].split()) if len(titles) else article.title
    headline = headline_clause(article, title) if title else None
    head = _content(namer, tuple(zip(titles["start"], titles["end"], strict=True)))
    lead = lead_clause(reading, head)
    if headline is not None and len(titles):
        start = int(titles["start"].min())
        headline = replace(headline, spans=tuple((a + start, min(b + start, int(titles["end"].max()))) for a, b in headline.spans))
    found = lead if headline is None or _tells_it_again(namer, lead, headline) else headline
    if found is None:
        return None
    row = _dated(reading, lead, head)
    is_own = row is not None and lead is not None and row.word == lead.word
    return MainEvent(found, row, is_own, _where(reading, found, lead))


def _tells_it_again(namer: Namer, lead: Happening | None, headline: Happening) -> bool:
    """Whether a clause of the lead says in whole words what the headline says in short ones."""
    if lead is None or _is_report(namer, lead.word):
        return False
    told = _content(namer, headline.spans)
    return len(told & _content(namer, lead.spans)) >= _SAME * len(told) > 0


def _dated(reading: Reading, clause: Happening | None, head: set[str]) -> DatedRow | None:
    """The row of the timeline that tells the same: a clause's own, else the one that shares most with the headline."""
    written, namer = reading.article.published, namer_of(reading)
    best: tuple[float, DatedRow] | None = None
    firsts = sentences(reading)
    firsts = firsts.loc[firsts["role"].eq("body"), "sentence"].tolist()[:_DATED]
    for row in dating_of(reading).rows:
        if row.sentence not in firsts or not _DAY.match(row.value) or row.kind not in ("event", "reporting", "coming"):
            continue
        if written and not _near(row.first_day, written):
            continue
        own = clause is not None and row.word == clause.word and row.sentence == firsts[0]
        score = 3 * len(row.content & head) / max(len(head), 1) - 0.2 * firsts.index(row.sentence) + own
        score += 0.5 * row.confidence - 0.5 * (row.kind == "reporting") - (row.kind == "coming")
        score -= 0.6 * (namer.trees.relation[row.word] == "acl:relcl") + 0.6 * ((row.who or "").endswith("toll"))
        if score > 0 and (best is None or score > best[0]):
            best = score, row
    return best[1] if best else None


def _near(day: str, written: str) -> bool:
    """Whether a day is of the week before publication, or after it."""
    return (date.fromisoformat(written[:10]) - date.fromisoformat(day[:10])).days <= _NEWS_DAYS


def _where(reading: Reading, found: Happening, lead: Happening | None) -> Span | None:
    """A place that the clause names, or that stands with its verb; of a headline also with that of the lead."""
    namer, named = namer_of(reading), mentions(reading)
    for row in named[named["kind"].eq("place")].itertuples():
        if any(a <= row.start < b for a, b in found.spans):
            return row.start, row.end
        at = list(namer.clauses.words_in(row.start, row.end))
        if not at or lead is None or namer.trees.sentence[at[-1]] != namer.trees.sentence[lead.word]:
            continue
        if namer.trees.clause_of(at[-1]) == lead.word and namer.clauses.preposition_of(at[-1]) in _AT:
            return row.start, row.end
    return None
