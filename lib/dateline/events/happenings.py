"""Clauses of an article with the characters they stand at: what a date is said of, who does it, and by which verb."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby

from dateline.article import Article
from dateline.entities import mentions
from dateline.events import grammar as g
from dateline.events.subjects import antecedent, subject, who
from dateline.events.syntax import split
from dateline.events.verbs import Word, words
from dateline.reading import Reading, once
from dateline.segments.segmentation import sentences
from dateline.segments.tokenization import tokens
from dateline.segments.wordlists import CALENDAR_WORDS, STOP_WORDS
from dateline.timex import timexes

_TOKEN_FIELDS = ["text", "type", "lemma", "kind", "start", "end"]
_EDGE = frozenset(", ; : . ! ? … – — -- - .. ...".split())
_QUOTES = {'"': '"', "“": "”", "(": ")", "[": "]"}
_LONGEST_QUOTE = 60
_NO_CONTENT = STOP_WORDS | CALENDAR_WORDS
_LONGEST_TREE = 120  # words a clause may grow to by what hangs on it


@dataclass(frozen=True)
class Happening:
    """A clause in characters, with what is said in it."""

    sentence: int
    clause: int
    start: int
    end: int
    who: str | None
    verb: str | None
    lemma: str | None
    alone: bool  # the sentence has no other clause


class Sentence:
    """The words and clauses of one sentence, and the character spans of its clauses."""

    def __init__(self, number: int, role: str, article: Article, sentence: list[Word], times: set[int]) -> None:
        self.number, self.role, self.text = number, role, article.text
        self.words = sentence
        self.clauses, self.owner = split(sentence)
        self.starts = [word.start for word in sentence]
        self.times = frozenset(i for i, start in enumerate(self.starts) if start in times)  # words of a date or time

    def at(self, start: int) -> int:
        """The innermost clause that holds a character."""
        return self.owner[max(bisect_right(self.starts, start) - 1, 0)]

    def word_at(self, start: int) -> int:
        return max(bisect_right(self.starts, start) - 1, 0)

    def content(self, start: int, end: int) -> frozenset[str]:
        """Lemmas of the content words between two characters."""
        first, last = self.word_at(start), self.word_at(end - 1)
        inside = self.words[first : last + 1]
        return frozenset(w.lemma for w in inside if w.kind in ("word", "name") and w.type not in _NO_CONTENT)

    def lead(self, k: int) -> int:
        """The clause whose event a date in clause k dates: a clause of time dates the one that it hangs on."""
        for _ in range(4):
            clause = self.clauses[k]
            if clause.parent is None or clause.form != "time" or self.clauses[clause.parent].verb is None:
                break
            k = clause.parent
        return k

    def trimmed(self, first: int, last: int, form: str = "main") -> tuple[int, int]:
        """Characters of the words first to last without marks and conjunctions at the edges."""
        sentence, opener = self.words, form in ("complement", "coordinate", "main")
        while first < last and (
            sentence[first].type in _EDGE
            or (opener and sentence[first].type in g.COORDINATORS)
            or (opener and sentence[first].type == "that" and first not in self.times and not self._is_joined(first))
        ):
            first += 1
        while last > first and (sentence[last].type in _EDGE or sentence[last].type in g.COORDINATORS):
            last -= 1
        return self._balanced(first, last)

    def _is_joined(self, i: int) -> bool:
        """Whether the word after is written on to it ("that'll")."""
        return i + 1 < len(self.words) and self.words[i].end == self.words[i + 1].start

    def _balanced(self, first: int, last: int) -> tuple[int, int]:
        """Without a quotation mark or bracket at one edge that has no partner within."""
        forms = [word.type for word in self.words[first : last + 1]]
        last = self._quotation_end(first, last, forms)
        forms = [word.type for word in self.words[first : last + 1]]
        for opening, closing in _QUOTES.items():
            lone = forms.count(opening) % 2 if opening == closing else forms.count(opening) != forms.count(closing)
            if lone and first < last and self.words[first].type in (opening, closing):
                first += 1
            elif lone and first < last and self.words[last].type in (opening, closing):
                last -= 1
        while last > first and self.words[last].type in _EDGE:
            last -= 1
        return self.words[first].start, self.words[last].end

    def _quotation_end(self, first: int, last: int, forms: list[str]) -> int:
        """The end of a quotation that begins inside a clause and runs past it; `last` where none does."""
        open_straight = forms.count('"') % 2 == 1 and forms[0] != '"'
        open_curly = forms.count("“") > forms.count("”") and forms[0] != "“"
        if not (open_straight or open_curly):
            return last
        ahead = range(last + 1, min(last + _LONGEST_QUOTE, len(self.words)))
        return next((i for i in ahead if self.words[i].type in ('"', "”")), last)

    def span(self, k: int, also: tuple[int, ...] = ()) -> tuple[int, int]:
        """Characters of clause k, with what a relative clause refers to and with the clauses `also` beside it."""
        clause = self.clauses[k]
        first, last = clause.first, max([clause.last, *(self.clauses[j].last for j in also)])
        first = min([first, *(self.clauses[j].first for j in also)])
        if clause.form in ("relative", "participle"):
            start, end = antecedent(self.words, clause)
            first = min(first, start) if end > start else first
        return self.trimmed(first, min(last, first + _LONGEST_TREE), clause.form)

    def what_is_said(self, k: int) -> int | None:
        """The complement clause right after a verb of saying or thinking: what is said."""
        head, last = self.clauses[k].head, self.clauses[k].last
        if head is None or self.words[head].lemma not in g.SAYING | g.THINKING:
            return None
        for j in range(k + 1, min(k + 3, len(self.clauses))):
            child = self.clauses[j]
            if child.parent == k and child.form == "complement" and child.first <= last + 2:
                return j
        return None

    def happening(self, k: int, names: dict[int, int], also: tuple[int, ...] = ()) -> Happening:
        clause, (start, end) = self.clauses[k], self.span(k, also)
        host = k
        while self.clauses[host].form == "participle" and self.clauses[host].parent is not None:
            host = self.clauses[host].parent or 0
        doer = who(self.words, subject(self.words, self.clauses, self.times, k), names) if host == k else None
        verb = self.words[clause.head] if clause.head is not None else None
        alone = sum(other.last >= 0 for other in self.clauses) == 1
        return Happening(
            self.number, k, start, end,
            self.text[slice(*doer)] if doer else None,
            verb.text if verb else None,
            verb.lemma if verb else None,
            alone,
        )  # fmt: skip


@once
def name_ends(reading: Reading) -> dict[int, int]:
    """Where each mention of someone or of a place ends, and each run of name tokens, and where it starts."""
    table = tokens(reading)
    names = table[table["kind"] == "name"]
    ends: dict[int, int] = {}
    last = -9
    for start, end in names[["start", "end"]].itertuples(index=False, name=None):
        joined = reading.article.text[last:start] in (" ", "-", "\n") if last >= 0 else False
        ends[end] = ends.pop(last) if joined else start
        last = end
    found = mentions(reading)
    known = found[found["kind"] != "other"]
    return ends | dict(zip(known["end"].tolist(), known["start"].tolist(), strict=True))


@once
def read_sentences(reading: Reading) -> dict[int, Sentence]:
    """Every sentence of an article with its clauses, by number."""
    roles = sentences(reading).set_index("sentence")["role"].to_dict()
    rows = tokens(reading)[["sentence", *_TOKEN_FIELDS]].itertuples(index=False, name=None)
    spans = timexes(reading)[["start", "end"]].itertuples(index=False, name=None)
    times = {at for start, end in spans for at in range(start, end)}
    grouped = groupby(rows, key=lambda row: row[0])
    return {
        number: Sentence(number, roles[number], reading.article, words(row[1:] for row in group), times)
        for number, group in grouped
    }
