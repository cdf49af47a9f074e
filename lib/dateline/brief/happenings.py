"""What happens, named by the tree: "the council approved the budget", "a second trial"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from dateline.attribution import quotes
from dateline.attribution.quotations import NESTING
from dateline.brief.wording import DAY, Span, bare, sentence, when
from dateline.brief.wording import day as day_of
from dateline.entities import mentions
from dateline.events.dating import DatedRow, Dating, dating_of
from dateline.reading import Reading, once
from dateline.segments.sayings import REPORTING

# Conjunctions and prepositions of what says when, or under which circumstances.
_APART = frozenset("after before during amid despite while when because without unlike".split())
_PRONOUNS = frozenset(
    "he she they it him her them his its their who which that this these those there i we you".split()
)
_LOOSE = frozenset("he she they it him them i we you me us my our your then following".split())
_COMPARING = frozenset("more less fewer rather other higher lower larger smaller better worse earlier later".split())
_OWNERS = frozenset("his her its their".split())
_PLURALS = frozenset("police people children women men they we you i".split())
_QUOTES = frozenset('"“”„«»')
_BRACKETS = frozenset("()[]")
_SET_OFF = frozenset(", – — - -- ( [ ; :".split())
_NEVER = ("parataxis", "discourse", "vocative", "reparandum", "orphan", "list")
_TOP = ("mark", "cc", "punct", "nsubj", "csubj", "expl")  # of a clause, never part of what it says
_FRONT = ("obl", "advcl", "acl", "ccomp", "conj", "appos", "dep")  # between subject and verb, told apart
_PART = re.compile(r"(?i)late|early")  # of a day; "the end of the year" is no end of its last day
_ENDS = {None: "", "START": "the start of ", "END": "the end of "}  # behind "by" and the like
_BEFORE_DATE = re.compile(r"(?i)\b(until|till|through|by|before|after|since|from)\s+(?:the\s+)?$")


@dataclass(frozen=True)
class Happening:
    """A happening in words, with the characters of whom or what it is told of and of what is said of that.

    `before` and `after` stand round the place of its date; where `is_open`, there is none, and its date stands first.
    """

    who: str
    before: str
    after: str
    spans: tuple[Span, ...]
    word: int  # -1 in a headline that is read anew
    is_open: bool = True

    def on(self, day: str = "") -> str:
        """With a date: "the council agreed on Monday 12 February to sell the site"."""
        if day and self.is_open:
            return f"{day} {self.on()}"
        return " ".join(part for part in (self.who, self.before, day, self.after) if part)


class Namer:
    """Names for the happenings of one article; words are numbers, as in `Trees`."""

    def __init__(self, reading: Reading) -> None:
        self.dating: Dating = dating_of(reading)
        self.clauses, self.text = self.dating.clauses, reading.article.text
        self.trees = self.clauses.trees
        named, self.meant = mentions(reading), self.dating.meant
        self.names = {(a, b): e for a, b, e in zip(named["start"], named["end"], named["entity"], strict=True)}
        self.in_name = {i: e for (a, b), e in self.names.items() for i in self.clauses.words_in(a, b)}
        times = self.dating.timexes
        self.times_at = self.dating.starts.tolist()
        self.times = {t: (a, b) for t, a, b in zip(times["tid"], times["start"], times["end"], strict=True)}
        says_when = times["timex_type"].isin(["DATE", "TIME"]) & ~times["value"].isin(["PAST_REF", "FUTURE_REF"])
        self.days_at = times.loc[says_when, "start"].tolist()  # "on Monday", of whichever week, too
        self.persons = {e for e, kind in zip(named["entity"], named["kind"], strict=True) if kind == "person"}
        self.said = list(quotes(reading).itertuples())
        self.said_at = [row.start for row in self.said]
        self.direct = sorted((row.start, row.end) for row in self.said if row.kind != "indirect")

    def happening(self, word: int, date: Set[int] = frozenset()) -> Happening | None:
        """The name of what a verb or a noun tells, without the words of its date; None where none can stand alone."""
        word = self.clauses.governing(word)
        clause = self.trees.clause_of(word)
        if any(self.clauses.is_conditional(c) for c in (clause, *self.trees.children(clause, "advcl"))):
            return None
        return self._clause(word, date) if self.clauses.is_predicate(word) else self._noun(word, date)

    def dated(self, row: DatedRow, year: int | None) -> tuple[Happening, str] | None:
        """A row of the timeline in words with its day; None where either is not known in plain words."""
        first = min(self.times[tid] for tid in row.tids)
        mod = row.mod if not DAY.fullmatch(row.value) or _PART.match(self.text, first[0]) else None
        day = when(row.value, mod, year)
        if day and mod == "END" and self.text[first[0] : first[1]].lower().startswith("later "):
            day = f"later {when(row.value, None, year)}"  # "later this month"
        found = self.happening(row.word, self.date_of(row))
        if found is None or day is None:
            return None
        if any(a <= first[0] < b for a, b in found.spans):
            is_plain = not row.inferred or sum(a <= at < b for a, b in found.spans for at in self.times_at) > 1
            given = day_of(row.value, year, False) if DAY.match(row.value) and "/" not in row.value else bare(day)
            return found, found.on() if is_plain else f"{found.on()} ({given})"
        before = _BEFORE_DATE.search(self.text, max(first[0] - 12, 0), first[0])
        if before and mod in _ENDS and "/" not in row.value:
            day = f"{before[1].lower()} {_ENDS[mod]}{bare(when(row.value, None, year) or day)}"
        return found, found.on(day) if found.who else f"{found.on()} {day}"

    def date_of(self, row: DatedRow) -> set[int]:
        """The words of a row's date."""
        return {i for tid in row.tids for i in self.clauses.words_in(*self.times[tid])}

    def _noun(self, noun: int, date: Set[int]) -> Happening | None:
        span = self.clauses.named(noun, date)
        words = list(self.clauses.words_in(*span))
        has_head = any(self.trees.relation[c] in ("det", "nmod:poss") for c in self.trees.children(noun))
        text = self.phrase(span) if has_head and len(words) > 1 else None
        return Happening("", text, "", (span,), noun) if text and "," not in text else None

    def _clause(self, word: int, date: Set[int]) -> Happening | None:
        t, types = self.trees, self.clauses.types
        subject = self.subject(word) if self._is_told(word) else None
        who = self.phrase(subject) if subject else None
        if subject is None or who is None:
            return None
        inside = set(self.clauses.words_in(*subject))
        kept, left_out = self._said_of(word, inside, date)
        if left_out and max(left_out) - min(left_out) >= 2 * len(left_out):
            return None  # words far from the date that the tree hangs on it
        unbroken = self._unbroken(sorted({*self._shared_helpers(word), *kept} - inside), set(left_out))
        if unbroken is None or (unbroken[-1] == word and word != max(kept)):
            return None  # "has looked after" is no "has looked"
        forms = {types[i] for i in unbroken}
        if forms & _LOOSE or ("than" in forms and not forms & _COMPARING):
            return None
        told = [types[c] in forms for c in t.children(word, "obj", "ccomp", "xcomp")]
        if self.clauses.lemmas[word] in REPORTING and not any(told):
            return None
        unmarked = (i for i in unbroken if t.kind(i) == "advcl" and t.child(i, "mark") is None)
        if any(t.own_subject(i) is not None for i in unmarked):
            return None  # two clauses that the tree has run together
        place = min(left_out) if left_out and unbroken[0] < min(left_out) else -1
        before, after = (self._joined([i for i in unbroken if (i < place) == side]) for side in (True, False))
        stretch = self.text[t.start[unbroken[0]] : t.end[unbroken[-1]] + 1]
        if _BRACKETS & {*who, *before[0], *after[0]} or _QUOTES & {*stretch, *who}:
            return None
        return Happening(who, before[0], after[0], (subject, *before[1], *after[1]), word, place < 0)

    def _unbroken(self, words: list[int], date: set[int]) -> list[int] | None:
        """Words up to where what says when or why is left out with no comma behind it: what stands there may be its own
        ("was fined after a woman choked"). None where words are left out within a phrase."""
        types, upos = self.clauses.types, self.trees.upos
        for at, (before, after) in enumerate(pairwise(words), start=1):
            gap = [i for i in range(before + 1, after) if i not in date]
            if gap and upos[gap[-1]] != "PUNCT" and (types[gap[0]] in _APART | {"as"} or upos[gap[0]] == "PUNCT"):
                words = words[:at]
                break
            is_aside = any(upos[i] == "PUNCT" for i in gap) or all(types[i].endswith("ly") for i in gap)
            is_cut = gap and gap[0] == before + 1 and upos[gap[0]] in ("NOUN", "PROPN")
            if is_cut or not (is_aside or types[gap[0]] in _APART):
                return None
        after = words[-1] + 1
        is_inside = after < len(upos) and self.trees.sentence[after] == self.trees.sentence[words[0]]
        return None if is_inside and after not in date and upos[after] in ("NOUN", "PROPN", "AUX") else words

    def _said_of(self, word: int, subject: set[int], date: Set[int]) -> tuple[list[int], list[int]]:
        """The words of a clause without its subject, its date and what is set off in it; and the words of the date."""
        t = self.trees
        found, dates, left = [word], [], [(word, c) for c in t.children(word)]
        begins = max(subject, default=-1) if min(subject, default=word) < word else -1
        while left:
            head, c = left.pop()
            whole = t.subtree(c)
            if c in date and (head == word or t.kind(head) == "xcomp"):
                dates += whole
            elif not (head == word and self._is_beside(word, c, begins)) and not self._is_set_off(head, c, whole):
                found.append(c)
                left += [(c, below) for below in t.children(c)]
        return found, dates

    def _is_beside(self, word: int, c: int, begins: int) -> bool:
        """Whether what hangs on a verb is told apart from what it says: before its subject, or when and why."""
        t, clauses = self.trees, self.clauses
        kind = t.kind(c)
        if kind in _TOP or (kind == "conj" and clauses.is_predicate(word) and clauses.is_predicate(c)):
            return True
        if c < begins or (c < word and kind in _FRONT and t.relation[c] != "obl:unmarked"):
            return True  # "1,200 passengers a day use it" is one thing
        if kind == "advcl":
            return bool((_APART | {"as"}) & {clauses.types[m] for m in t.children(c, "mark", "advmod")})
        return kind == "obl" and clauses.preposition_of(c) in _APART

    def _is_set_off(self, head: int, c: int, whole: list[int]) -> bool:
        """Whether a branch stands behind its head and a comma, a dash or a bracket, and is no part of a row."""
        kind, types = self.trees.kind(c), self.clauses.types
        if kind in _NEVER:
            return True
        if (c < head and kind not in ("advcl", "acl", "appos", "obl")) or kind in ("conj", "cc", "punct"):
            return False
        return bool(_SET_OFF & {types[whole[0] - 1], types[whole[0]]})

    def _is_told(self, word: int) -> bool:
        """Whether a clause is finite, and says more than "has"."""
        t, clauses = self.trees, self.clauses
        is_helper = clauses.lemmas[word] in ("have", "be") and t.child(word, "obj", "cop") is None
        helpers, noun = self._shared_helpers(word), t.subject_of(word)
        is_base = clauses.tense(word) == "present" and clauses.types[word] == clauses.lemmas[word] and not helpers
        if is_base and noun is not None and not self.is_plural(noun):
            return False  # "the capsule return"
        is_finite = clauses.tense(word) != "none" or bool(helpers)
        return is_finite and not is_helper and t.kind(word) not in ("xcomp", "acl", "amod")  # acl:relcl is told

    def is_plural(self, noun: int) -> bool:
        """Whether several do it: "leaders", "Ann and Lee", "police", "five"."""
        form = self.clauses.types[noun]
        is_many = form.endswith("s") or form in _PLURALS or self.trees.upos[noun] == "NUM"
        return is_many or self.trees.child(noun, "conj") is not None

    def _shared_helpers(self, word: int) -> list[int]:
        """ "will" of "will close and reopen", for the second verb."""
        t, clauses = self.trees, self.clauses
        is_other = t.own_subject(word) is not None or clauses.types[word] != clauses.lemmas[word]
        if is_other or t.kind(word) != "conj" or t.child(word, "aux", "cop"):
            return []
        return t.children(t.head[word], "aux")

    def subject(self, word: int) -> Span | None:
        """The characters of who or what a clause is about: of a passive to whom it is done."""
        t, dates = self.trees, self.dating.date_words
        noun = t.subject_of(word)
        if noun is not None and any(c + 1 in dates and c + 1 < noun for c in t.children(noun, "det")):
            dates = set()  # "the 2019 deal" is one thing
        own = t.own_subject(word) if t.is_passive(word) else None
        found = self.clauses.doer(word, dates) if own is None or own in dates else self.clauses.named(own, dates)
        if found is None:
            return None
        first = self.clauses.words_in(*found).start
        if t.upos[first] == "NUM" and t.sentence[first - 1] == t.sentence[first]:  # "a magnitude 6.1 earthquake"
            while first - 1 not in dates and t.upos[first - 1] in ("DET", "NOUN"):
                first -= 1
        return t.start[first], found[1]

    def phrase(self, span: Span) -> str | None:
        """A noun phrase that can stand alone: a pronoun is whom it means, a person the full name; else None."""
        words = self.clauses.words_in(*span)
        types = [self.clauses.types[i] for i in words]
        if not types or {"my", "our", "your"} & set(types):
            return None
        if len(words) == 1 and types[0] in _PRONOUNS:
            return self.meant.get(span) or None
        whole = {self.in_name.get(i) for i in words}
        entity = whole.pop() if len(whole) == 1 else None
        if entity in self.persons or (entity and span not in self.names):  # a part of a name that the tree has cut
            return entity
        text, first = " ".join(self.text[slice(*span)].split()), words[0]
        if types[0] in _PRONOUNS:
            owner = self.name_at(first)
            apposed = (self.in_name.get(c) for i in words for c in self.trees.children(i, "appos"))
            named = next((name for name in apposed if name in self.persons), None)
            return f"{owner}’s {text.split(' ', 1)[1]}" if types[0] in _OWNERS and owner else named
        text = text if {"and", "or", "&"} & set(types) else text.split(", ")[0]
        is_small = self.trees.upos[first] != "PROPN" and first not in self.in_name
        return text[0].lower() + text[1:] if is_small else text

    def _joined(self, words: list[int]) -> tuple[str, tuple[Span, ...]]:
        """Words as text, in runs without gaps, and the characters of the runs."""
        t, spans = self.trees, []
        for _, run in groupby(enumerate(words), lambda at: at[1] - at[0]):
            if kept := [i for _, i in run if t.upos[i] != "PUNCT"]:
                spans.append((t.start[kept[0]], t.end[kept[-1]]))
        return " ".join(" ".join(self.text[slice(*span)].split()) for span in spans), tuple(spans)

    def according_to(self, found: Happening) -> str | None:
        """ ", according to Ann Lee" where a source says it, "" where the article does; None where nobody is named,
        also of what would or may be."""
        end, at = max(b for _, b in found.spans), bisect_right(self.said_at, min(a for a, _ in found.spans))
        inside = [row for row in self.said[max(at - NESTING, 0) : at] if end <= row.end]
        if not inside:
            return None if found.word >= 0 and self.clauses.tense(found.word) == "modal" else ""
        row = next((row for row in inside if isinstance(row.speaker, str)), None)
        who = None if row is None else self.speaker(row)
        if who is None or who.lower() in _PRONOUNS:
            return None
        return f", by {who.rsplit(' ', 1)[-1]}’s own account" if who == found.who else f", according to {who}"

    def told(self, found: Happening, text: str = "") -> str | None:
        """A happening in words, with the source that says so; None where a quotation says it and nobody is named."""
        by = self.according_to(found)
        return None if by is None else sentence((text or found.on()) + by)

    def name_at(self, word: int) -> str | None:
        """The name that a word is a part of, or whom a pronoun means; None for another word."""
        return self.in_name.get(word) or self.meant.get((self.trees.start[word], self.trees.end[word])) or None

    def speaker(self, row: Any) -> str:
        """The speaker of a statement as it is printed within a sentence."""
        if isinstance(row.speaker_entity, str):
            return row.speaker_entity
        span = self.speaker_at(row)
        return (self.phrase(span) if span else None) or str(getattr(row, "source", row.speaker))

    def speaker_at(self, row: Any) -> Span | None:
        """The characters that name the speaker; None where a person named the source."""
        start, end = row.speaker_start, row.speaker_end
        return None if pd.isna(start) else (int(start), int(end))


@once
def namer_of(reading: Reading) -> Namer:
    """That of an article, made once for all its findings."""
    return Namer(reading)
