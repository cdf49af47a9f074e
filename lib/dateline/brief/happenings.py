"""What happens, named by the tree: "the council approved the budget", "a second trial"."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.attribution import antecedents, quotes
from dateline.brief.wording import Span
from dateline.entities import mentions
from dateline.events import wordlists as w
from dateline.events.dating import Dating, dating_of
from dateline.reading import Reading, once

_LONGEST = 30  # words of a name for a happening
# Adverbs without which a clause would say something else.
_LIMITING = frozenset(
    "not n't n’t never no allegedly reportedly apparently probably possibly likely nearly almost".split()
)
# Conjunctions and prepositions of what says when, or under which circumstances.
_APART = frozenset("after before during since until till amid despite while when as because without unlike".split())
_PRONOUNS = frozenset(
    "he she they it him her them his its their who which that this these those there i we you".split()
)
_LOOSE = frozenset("he she they it him them i we you me us my our your".split())
_OWNERS = frozenset("his her its their".split())
_MARKS = '"“”„«»()[]'
_SET_OFF = frozenset(", – — - -- ( [ ; :".split())
_NEVER = ("parataxis", "discourse", "vocative", "reparandum", "orphan", "list")
_TOP = ("mark", "cc", "punct", "nsubj", "csubj", "expl")  # of a clause, never part of what it says
_LONGEST_DATE = 8  # words of a phrase that says when


@dataclass(frozen=True)
class Happening:
    """A happening in words, with the characters of whom or what it is told of and of what is said of that.

    `before` and `after` stand round the place of its date.
    """

    who: str
    before: str
    after: str
    what: str
    spans: tuple[Span, ...]
    who_span: Span | None
    word: int

    @property
    def text(self) -> str:
        return self.on("")

    def on(self, day: str) -> str:
        """With a date: "the council approved on Monday 12 February to sell the site"."""
        return " ".join(part for part in (self.who, self.before, day, self.after) if part)


class Namer:
    """Names for the happenings of one article.

    Words are numbers, as in `Trees`.
    """

    def __init__(self, reading: Reading) -> None:
        self.dating: Dating = dating_of(reading)
        self.clauses, self.text = self.dating.clauses, reading.article.text
        self.trees = self.clauses.trees
        named, meant = mentions(reading), antecedents(reading)
        self.names = {(a, b): e for a, b, e in zip(named["start"], named["end"], named["entity"], strict=True)}
        self.persons = {e for e, kind in zip(named["entity"], named["kind"], strict=True) if kind == "person"}
        self.meant = {(a, b): e for a, b, e in zip(meant["start"], meant["end"], meant["entity"], strict=True) if e}
        said = quotes(reading)
        self.said = [(row.start, row.end, row.speaker, row.speaker_entity) for row in said.itertuples()]

    def happening(self, word: int) -> Happening | None:
        """The name of what a word tells; None where no name can stand alone."""
        word = self.clauses._governing(word)
        return self._clause(word) if self.clauses.is_predicate(word) else self._noun(word)

    def _noun(self, noun: int) -> Happening | None:
        span = self.clauses.named(noun, self.dating.date_words)
        words = list(self.clauses.words_in(*span))
        has_head = any(self.trees.relation[c] in ("det", "nmod:poss") for c in self.trees.children(noun))
        if not words or not has_head or len(words) > _LONGEST:
            return None
        text = self.phrase(span)
        return Happening("", text, "", text, (span,), None, noun) if text else None

    def _clause(self, word: int) -> Happening | None:
        t = self.trees
        if any(self.clauses.is_conditional(c) for c in (word, *t.children(word, "advcl"))) or not self._is_told(word):
            return None
        subject = self.subject(word)
        who = self.phrase(subject) if subject else None
        if subject is None or who is None:
            return None
        inside = set(self.clauses.words_in(*subject))
        kept, dates = self._said_of(word, inside)
        words = sorted({*self._shared_helpers(word), *kept} - inside)
        if len(words) + len(inside) > _LONGEST or any(self.clauses.types[i] in _LOOSE for i in words):
            return None
        place = dates[0] if dates else len(t.text)
        before, after = (self._joined([i for i in words if (i < place) == side]) for side in (True, False))
        what = f"{before[0]} {after[0]}".strip()
        if any(mark in f"{who} {what}" for mark in _MARKS):
            return None
        return Happening(who, before[0], after[0], what, (subject, *before[1], *after[1]), subject, word)

    def _said_of(self, word: int, subject: set[int]) -> tuple[list[int], list[int]]:
        """The words of a clause without its subject, its date and what is set off in it; and the words of the date."""
        t = self.trees
        found, dates, left = [word], [], [(word, c) for c in t.children(word)]
        begins = max(subject, default=-1) if min(subject, default=word) < word else -1
        while left:
            head, c = left.pop()
            whole = t.subtree(c)
            if self._is_date(head, word, c, whole):
                dates += whole
            elif not (head == word and self._is_beside(word, c, begins)) and not self._is_set_off(head, c, whole):
                found.append(c)
                left += [(c, below) for below in t.children(c)]
        return found, sorted(i for i in dates if i > begins)

    def _is_date(self, head: int, word: int, c: int, whole: list[int]) -> bool:
        """Whether a phrase says when the clause happens."""
        of_verb = head == word or self.trees.kind(head) == "xcomp"
        kinds = ("obl", "advmod", "nmod", "obj")
        is_short = len(whole) <= _LONGEST_DATE and self.trees.kind(c) in kinds
        return of_verb and is_short and c in self.dating.date_words

    def _is_beside(self, word: int, c: int, begins: int) -> bool:
        """Whether what hangs on a verb is told apart from what it says: before its subject, or when and why."""
        t, clauses = self.trees, self.clauses
        kind = t.kind(c)
        if kind in _TOP or (kind == "conj" and clauses.is_predicate(word) and clauses.is_predicate(c)):
            return True
        if c < begins or (kind == "ccomp" and c < word):
            return clauses.types[c] not in _LIMITING
        if kind == "advcl":
            return bool(_APART & {clauses.types[m] for m in t.children(c, "mark", "advmod")})
        return kind == "obl" and clauses.preposition_of(c) in _APART

    def _is_set_off(self, head: int, c: int, whole: list[int]) -> bool:
        """Whether a branch stands behind its head and a comma, a dash or a bracket, and is no part of a row."""
        kind, types = self.trees.kind(c), self.clauses.types
        if kind in _NEVER or (kind == "punct" and types[c] in _MARKS):
            return True
        if c < head or kind in ("conj", "cc", "punct"):
            return False
        return bool(_SET_OFF & {types[whole[0] - 1], types[whole[0]]})

    def _is_told(self, word: int) -> bool:
        """Whether a clause is finite, and says more than "has"."""
        t, clauses = self.trees, self.clauses
        is_helper = clauses.lemmas[word] in ("have", "be") and t.child(word, "obj", "cop") is None
        is_finite = clauses.tense(word) != "none" or bool(self._shared_helpers(word))
        return is_finite and not is_helper and t.kind(word) not in ("xcomp", "acl", "amod")  # acl:relcl is told

    def _shared_helpers(self, word: int) -> list[int]:
        """ "will" of "will close and reopen", for the second verb."""
        t, clauses = self.trees, self.clauses
        if t.kind(word) != "conj" or t.child(word, "aux", "cop") or clauses.types[word] != clauses.lemmas[word]:
            return []
        return t.children(t.head[word], "aux")

    def subject(self, word: int) -> Span | None:
        """The characters of who or what a clause is about: of a passive to whom it is done."""
        t = self.trees
        if t.is_passive(word) and (own := t.own_subject(word)) is not None and own not in self.dating.date_words:
            own = t.subject_of(word) if self.clauses.types[own] in _PRONOUNS else own
            return None if own is None else self.clauses.named(own, self.dating.date_words)
        return self.clauses.doer(word, self.dating.date_words)

    def phrase(self, span: Span) -> str | None:
        """A noun phrase that can stand alone: a pronoun is whom it means, a name its full form; else None."""
        words = list(self.clauses.words_in(*span))
        if not words:
            return None
        entity = self.names.get(span) or self.meant.get(span)
        types = [self.clauses.types[i] for i in words]
        if len(words) == 1 and types[0] in _PRONOUNS:
            return self.meant.get(span)
        if entity and (span in self.names) and entity in self.persons:
            return entity
        first = words[0]
        text = " ".join(self.text[slice(*span)].split())
        if types[0] in _OWNERS:
            owner = self.meant.get((self.trees.start[first], self.trees.end[first]))
            return f"{owner}’s {text.split(' ', 1)[1]}" if owner and " " in text else None
        if any(i in _PRONOUNS for i in types[:1]) or '"' in text or "“" in text:
            return None
        is_name = any(a <= self.trees.start[first] < b for a, b in self.names)
        is_capital = len(self.trees.text[first]) > 1 and self.trees.text[first].isupper()
        is_small = self.trees.upos[first] != "PROPN" and not is_name and not is_capital
        return text[0].lower() + text[1:] if is_small else text

    def _joined(self, words: list[int]) -> tuple[str, tuple[Span, ...]]:
        """Words as text, in runs without gaps, and the characters of the runs."""
        t = self.trees
        runs: list[list[int]] = []
        for i in words:
            if runs and i == runs[-1][-1] + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        spans = []
        for run in runs:
            while run and t.upos[run[0]] == "PUNCT":
                run.pop(0)
            while run and t.upos[run[-1]] == "PUNCT":
                run.pop()
            spans += [(t.start[run[0]], t.end[run[-1]])] if run else []
        return " ".join(" ".join(self.text[slice(*span)].split()) for span in spans), tuple(spans)

    def according_to(self, span: Span) -> tuple[str, bool]:
        """ ", according to Ann Lee" where something is said by a source; and whether its words can stand as told."""
        inside = [row for row in self.said if row[0] <= span[0] and span[1] <= row[1]]
        if not inside:
            return "", True
        speaker, entity = next(((s, e) for *_, s, e in inside if isinstance(s, str)), (None, None))
        who = entity if isinstance(entity, str) else speaker
        if who is None or who.lower() in _PRONOUNS:
            return "", False
        head = who.split(" ", 1)[0]
        return f", according to {who[0].lower() + who[1:] if head in _ARTICLES else who}", True


_ARTICLES = frozenset("The A An His Her Its Their Some One Two Three Police Officials".split())


@once
def namer_of(reading: Reading) -> Namer:
    """That of an article, made once for all its findings."""
    return Namer(reading)


def is_report(namer: Namer, word: int) -> bool:
    """Whether a word only says that something was said."""
    return namer.clauses.lemmas[word] in w.REPORTING
