"""Statements handed on without quotation marks: "X said that ...", "..., X said", "X urged them to ..."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set
from itertools import accumulate, islice, takewhile
from typing import NamedTuple

from dateline.attribution.cue_speakers import (
    Attribution,
    attribution,
    garden_path,
    host,
    is_leaning,
    is_nominal,
    is_saying_noun,
    is_verb,
    leans_on,
    lemma_of,
    sureness,
    uses,
    voice_at,
)
from dateline.attribution.marks import Span
from dateline.segments import sayings
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax import Trees, phrase

_RELATIVES = frozenset("who which that what whom".split())
_ENDS = frozenset(",.;:!?…-–—―(") | {"--", "..."}
_TAIL = frozenset("punct obl advmod nsubj iobj".split())  # relations of what may stand behind ", X said"
_WHEN = frozenset("when while where after before".split())
_CONDITIONAL = frozenset("if unless once because although though since until".split())
_CLOSING = frozenset([",", "”", '"', "—"])
_QUOTED = ([",", "”"], [",", '"'])
_COMMAS = frozenset([",", "—", "–", "--"])
_WIDEST = 40  # words between "accused" and "of"
_FEWEST = 2  # words of a statement
_NEAR = 3  # statements before
_DEEPEST = 8  # steps down the last branch of a clause
_SURE = 0.9  # of what is reported by a plain verb of saying
_NAMING = frozenset("named identified quoted".split())


class Statement(NamedTuple):
    """What is said, as offsets into the text, and who says it."""

    start: int
    end: int
    voice: Attribution | None


Run = tuple[int, int]  # first and last word


class Narration:
    """Which words of some trees stand outside of marks."""

    def __init__(self, trees: Trees, outer: list[Span]) -> None:
        self.quote = [-1] * len(trees.text)  # number of the outer quotation that a word stands in
        for number, span in enumerate(outer):
            for word in range(bisect_left(trees.start, span.start), bisect_left(trees.start, span.end)):
                self.quote[word] = number
        is_bare = (q < 0 and form[0].isalnum() for q, form in zip(self.quote, trees.text, strict=True))
        self.bare = [0, *accumulate(is_bare)]  # words of narration before each


def statements(text: str, trees: Trees, outer: list[Span]) -> list[Statement]:
    """The indirect statements of an article, outer ones first.

    Arguments:
        text: the article's.
        trees: its trees.
        outer: its quotations that stand in no other.
    """
    told, found = Narration(trees, outer), []
    for cue in range(len(trees.text)):
        if told.quote[cue] < 0:
            for run in _contents(trees, told, cue):
                found.append(_placed(text, trees, told, outer, cue, run))
    rows = sorted(filter(None, dict.fromkeys(found)), key=lambda s: (s.start, -s.end))
    return [row for n, row in enumerate(rows) if not any(_holds(rows[n - k], row) for k in range(1, min(n, _NEAR) + 1))]


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether what a cue reports stands in what it reports already."""
    is_same = outer.voice is not None and outer.voice == inner.voice
    return is_same and outer.start <= inner.start and inner.end <= outer.end


def _placed(text: str, trees: Trees, told: Narration, outer: list[Span], cue: int, run: Run) -> Statement | None:
    """A run of words as a statement; None where it is short, all in marks, or nobody is known to say it."""
    first, last = run
    while first < last and (trees.text[first] in _ENDS or trees.kind(first) == "cc" or _opens(trees, told, first)):
        first += 1
    inside = range(first + 2, last)  # "said it would “hold,” comments that were condemned"
    last = next((w - 1 for w in inside if trees.text[w - 2 : w] in _QUOTED and is_saying_noun(trees, w)), last)
    while last > first and trees.text[last] in _ENDS:
        last -= 1
    last += trees.text[last + 1 : last + 2] == [")"] and "(" in trees.text[first : last + 1]
    if told.bare[last + 1] == told.bare[first] or last - first + 1 < _FEWEST:
        return None
    before, behind = told.quote[first], told.quote[last]
    start = outer[before].start if before >= 0 else trees.start[first]
    end = outer[behind].end if behind >= 0 else trees.end[last]
    found = voice_at(trees, cue)
    if found is None:
        return Statement(start, end, None) if _is_impersonal(trees, cue) else None
    if first <= found.speaker <= last and not first <= cue <= last:
        return None
    rule = "according" if is_leaning(trees, cue) else "quoted" if found.via is not None else "indirect"
    sure = sureness(trees, cue) if rule == "according" else min(sureness(trees, cue), _SURE)
    return Statement(start, end, attribution(trees, cue, found, sure, rule))


def _opens(trees: Trees, told: Narration, word: int) -> bool:
    """Whether a word is the "that" before a clause or before marks."""
    is_marked = trees.kind(word) == "mark" or told.quote[word + 1 : word + 2] > [-1]
    return trees.lower[word] == "that" and is_marked and told.quote[word] < 0


def _is_impersonal(trees: Trees, cue: int) -> bool:
    """ "It was reported that": said by nobody in the text."""
    is_it = trees.child(cue, "expl") is not None or "it" in trees.forms(cue, "nsubj")
    return is_it and trees.is_passive(cue) and "speech" in uses(trees, cue)


def _contents(trees: Trees, told: Narration, cue: int) -> Iterator[Run]:
    """First and last word of each thing that a cue reports."""
    if is_leaning(trees, cue):
        yield from _leaning(trees, told, cue)
    elif is_saying_noun(trees, cue):
        for clause in (c for n in (cue, *trees.children(cue, "nmod")) for c in trees.children(n, "acl", "ccomp")):
            if is_that(trees, clause) or (_is_infinitive(trees, clause) and trees.relation[clause] != "acl:relcl"):
                yield _run(trees, told, clause, cue)
    elif (use := uses(trees, cue)) and trees.kind(cue) not in ("amod", "compound") and not is_unsaid(trees, cue):
        # "to determine whether" found nothing yet
        may_report = "speech" in use or ("finding" in use and not _is_infinitive(trees, cue))
        clauses = _reported(trees, cue) if may_report else []
        conditions = _conditions(trees, cue) if clauses else []
        if conditions:  # "once it is read and shared, it will"
            clauses = clauses[-1:]
        runs: list[Run] = []
        for clause in clauses:
            first, last = _run(trees, told, clause, cue)
            is_quoted = any(number not in (-1, told.quote[last]) for number in told.quote[last + 1 : cue])
            if told.quote[last] >= 0 > told.quote[first] and (opening := _sentence_in_marks(trees, told, last)):
                is_quoted, last = True, opening - 1
            if clause < cue and not is_quoted and told.quote[clause] < 0:  # "It is wrong, she said, even if"
                last = max([last, *(_last(trees, told, c, None) for c in conditions)])
            if runs and runs[-1][1] + 1 == first:  # "said they would do whatever | he wants", two to the tree
                runs[-1] = runs[-1][0], last
            elif not (clause < cue and is_quoted):  # "They waited: “...,” she said"
                runs.append((first, last))
        yield from runs
        if not clauses and "speech" in use and (before := _tail(trees, cue)):
            yield before
        elif not clauses and use & {"speech", "finding"} and is_inserted(trees, cue):
            head = split_clause(trees, cue)
            yield trees.first[head], max(_last(trees, told, head, cue), trees.first[cue] - 1)
        for word in _bidden(trees, cue, use):
            yield _run(trees, told, word, cue)


def _conditions(trees: Trees, cue: int) -> list[int]:
    """Clauses behind a cue that a tree hangs on it, though they go with what is said: ", even if", "once it is"."""
    behind = (c for c in trees.children(cue, "advcl", "ccomp") if c > cue)
    return [c for c in behind if trees.forms(c, "mark") & _CONDITIONAL and trees.own_subject(c) is not None]


def _sentence_in_marks(trees: Trees, told: Narration, last: int) -> int | None:
    """Where the quotation begins that a word stands in, if it opens with a capital and is no mere term."""
    words = list(takewhile(lambda w: told.quote[w] == told.quote[last], range(last, -1, -1)))
    inside = [trees.text[w] for w in words if trees.text[w][0].isalnum()]
    return words[-1] if len(inside) > _FEWEST + 1 and inside[-1][0].isupper() else None


def _tail(trees: Trees, cue: int) -> Run | None:
    """What stands before ", X said" or ", said X" at the end of a sentence, however the tree has it."""
    subject = trees.own_subject(cue)
    if subject is None or trees.head[cue] >= 0:
        return None
    found, begin = voice_at(trees, cue), trees.words_of(cue).start
    comma = min(cue, phrase(trees, found.speaker if found else subject)[0]) - 1
    is_clause = any(trees.upos[w] in ("VERB", "AUX") for w in range(begin, comma))
    if comma <= begin or trees.text[comma] != "," or not is_clause or trees.upos[begin] in ("SCONJ", "ADV", "VERB"):
        return None
    placed = any(w < comma and trees.kind(w) in ("obl", "advmod") for w in trees.children(cue))
    more = any(w > cue and trees.kind(w) not in _TAIL for w in trees.children(cue))
    return None if placed or more else (begin, comma - 1)


def split_clause(trees: Trees, cue: int) -> int:
    """The clause that an inserted cue stands in or behind, the smallest one."""
    head, first = trees.head[cue], trees.first[cue]
    below = trees.children(head, "ccomp", "parataxis", "conj")
    return next((c for c in below if trees.first[c] < first <= trees.last[c]), head)


def _reported(trees: Trees, cue: int) -> list[int]:
    """The clauses that a verb of saying takes, also where a tree hangs them on a noun beside it."""
    found = [c for c in trees.children(cue, "ccomp") if _is_reported(trees, c, cue)]
    found += [c for c in trees.children(cue, "csubj") if trees.child(cue, "expl") is not None and is_that(trees, c)]
    found = [c for c in found if c > cue] or found  # "When asked whether it was late, she replied that"
    beside = [c for n in trees.children(cue, "obl", "iobj") if n > cue for c in trees.children(n, "acl")]
    found += [c for c in beside if is_that(trees, c) or _is_told(trees, c, lemma_of(trees, cue) in sayings.TELLING)]
    if found:
        return found
    head = trees.head[cue]
    # "reported, citing the firm, there were"
    aside = [c for c in trees.children(cue, "parataxis") if c > cue and trees.child(c, "nsubj", "expl", "aux")]
    if found := [c for c in aside if _is_reported(trees, c, cue)]:
        return found
    if (predicate := garden_path(trees, cue)) is not None:
        return [predicate]
    if head > cue and trees.kind(cue) == "advcl" and (subject := trees.own_subject(head)) is not None:
        return [head] if trees.first[subject] == cue + 1 else []  # "with Ann Lee saying it would"
    if trees.lower[cue] == "saying" and lemma_of(trees, head) in ("quote", "cite"):
        return trees.children(head, "ccomp")
    is_relative = trees.relation[cue] == "acl:relcl"  # "which they say is wrong"
    return [c for c in trees.children(head, "acl:relcl") if is_relative and c > cue and trees.child(c, "cop", "aux")]


def _is_told(trees: Trees, clause: int, is_telling: bool) -> bool:
    """ "it would close" of "said in a letter it would close"; who is told, what opens with "that"."""
    subject, first = trees.own_subject(clause), trees.first[clause]
    if is_telling:
        return trees.lower[first] == "that" and subject not in (None, first)
    is_modal = not sayings.MODALS.isdisjoint(trees.forms(clause, "aux"))
    return is_modal and subject is not None and trees.text[clause - 1] != ","


def _is_reported(trees: Trees, clause: int, cue: int) -> bool:
    """Whether a clause below a verb of saying is what is said; not an infinitive, ", who added" or ", critics say"."""
    subject, first, is_behind = trees.own_subject(clause), trees.first[clause], clause > cue
    if _is_infinitive(trees, clause) or (subject is not None and trees.lower[subject] in ("who", "which")):
        return False
    edges = {trees.text[first], trees.text[first - 1]}
    says = bool(uses(trees, clause)) or lemma_of(trees, clause) == "hear"  # ", the court heard"
    if is_behind:  # not "the fuel, officials said, burned"
        is_apart = ";" in edges or (subject is None and trees.text[clause - 1] == ",")
        return not (is_apart or (says and _CLOSING & edges))
    # "Asked whether it was late, she said"
    return subject is not None or trees.child(clause, "expl", "aux", "cop") is not None


def is_that(trees: Trees, clause: int) -> bool:
    return "that" in trees.forms(clause, "mark")


def _is_infinitive(trees: Trees, clause: int) -> bool:
    return "to" in trees.forms(clause, "mark")


def _bidden(trees: Trees, cue: int, use: Set[str]) -> Iterator[int]:
    """What somebody is urged or promises to do, is accused of, admits or denies."""
    lemma = lemma_of(trees, cue)
    behind = [c for c in trees.children(cue, "xcomp", "advcl", "ccomp", "obj") if c > cue]
    for c in behind:
        kind, is_to = trees.kind(c), _is_infinitive(trees, c)
        if "bidding" in use and is_to and kind != "obj" and trees.lower[c] not in _NAMING:
            if lemma != "call" or trees.child(cue, "obl") is not None:
                yield c
        elif "owning" in use and kind in ("xcomp", "ccomp") and trees.text[c].endswith("ing"):
            if trees.own_subject(c) is None:
                yield c
        elif kind == "obj" and (
            (lemma == "deny" and _is_denied_thing(trees, c))
            or (lemma == "claim" and trees.lower[c] in ("responsibility", "credit"))
        ):
            yield c
    if "accusing" in use:
        of = (w for w in range(cue + 1, min(trees.last[cue], cue + _WIDEST)) if trees.lower[w] == "of")
        deeds = (trees.head[w] for w in of if trees.kind(w) in ("mark", "case"))
        yield from islice((deed for deed in deeds if trees.text[deed].endswith("ing")), 1)


def _is_denied_thing(trees: Trees, thing: int) -> bool:
    """ "any wrongdoing", "knowledge of the plan"; not "the charge", which says nothing of what was done."""
    if trees.upos[thing] != "NOUN" or is_saying_noun(trees, thing):
        return False
    determiners = trees.forms(thing, "det")
    return bool(determiners & {"any", "all"}) or (not determiners and trees.child(thing, "nmod", "acl") is not None)


def is_unsaid(trees: Trees, cue: int) -> bool:
    """Whether a verb of saying says nothing here: "has not said that", "might say", "declined to say", "if he says"."""
    verb = host(trees, cue)
    for _ in range(_DEEPEST):
        words = trees.forms(verb, "aux", "mark")
        if trees.negation_of(verb) is not None or words & (sayings.UNSAID_MODALS | sayings.CONDITIONS):
            return True
        if trees.kind(verb) != "xcomp":
            return False
        verb = trees.head[verb]
        if lemma_of(trees, verb) in sayings.UNSAID_VERBS:
            return True
    return False


def is_inserted(trees: Trees, cue: int) -> bool:
    """ "..., she said, ...": a clause of its own, set off in or behind what it reports."""
    head, first, owns = trees.head[cue], trees.first[cue], trees.own_subject(cue) is not None
    is_loose = trees.kind(cue) == "parataxis" or (owns and trees.kind(cue) in ("ccomp", "discourse", "advcl", "conj"))
    if head < 0 or not is_loose or trees.first[head] >= first or trees.child(cue, "mark", "cc") is not None:
        return False
    if trees.own_subject(head) is None and not is_verb(trees, head):
        return False
    found = voice_at(trees, cue)
    if found is None or trees.lower[first + (trees.kind(first) == "punct")] in _WHEN:
        return False
    opening = first if owns else min(first, phrase(trees, found.speaker)[0])
    return bool(_COMMAS & {trees.text[first], trees.text[opening - 1]})


def leaning_clause(trees: Trees, cue: int) -> int | None:
    """The clause that "according to X" says of whom it comes from."""
    found = leans_on(trees, cue)
    head = -1 if found is None else trees.head[found if trees.kind(cue) == "case" else cue]
    clause = trees.clause_of(head) if head >= 0 else None
    while clause is not None and _is_within(trees, clause, cue):
        clause = trees.clause_of(trees.head[clause])
    return clause if clause is not None and trees.is_clause(clause) else None


def _is_within(trees: Trees, clause: int, cue: int) -> bool:
    """Whether what leans on X is more than a clause: "It fell though they worked, according to X"."""
    if trees.kind(clause) in ("xcomp", "acl") and trees.own_subject(clause) is None:
        return True
    return trees.kind(clause) == "advcl" and trees.head[clause] < clause < cue and trees.text[cue - 1] == ","


def _leaning(trees: Trees, told: Narration, cue: int) -> Iterator[Run]:
    """ "According to X, ..." and "..., according to X"."""
    clause, found = leaning_clause(trees, cue), leans_on(trees, cue)
    if clause is None or found is None or told.quote[clause] >= 0:
        return
    if uses(trees, clause) and any(told.quote[c] >= 0 for c in trees.children(clause, "ccomp")):
        return  # "“...,” Lee said, according to the Post"
    top = found if trees.kind(cue) == "case" else cue
    first, last = trees.first[clause], _last(trees, told, clause, top)
    opening, closing, subject = trees.first[top], trees.last[top], trees.own_subject(clause)
    if all(trees.kind(w) in ("punct", "cc", "advmod") for w in range(first, opening)):
        first = closing + 1
    elif closing >= last:
        last = opening - 1
    if first < last and not (subject is not None and subject < first):
        yield first, last


def _run(trees: Trees, told: Narration, clause: int, cue: int) -> Run:
    """First and last word of a clause, without what introduces it and without what goes on with its cue."""
    first, last = trees.first[clause], _last(trees, told, clause, None)
    if trees.kind(clause) == "obj":  # "responsibility for the fire", with what a tree hangs on the verb
        for c in trees.children(cue, "obl"):
            last = trees.last[c] if trees.first[c] == last + 1 and c > clause else last
        return first, last
    subjects = [c for c in trees.children(clause, "nsubj", "obj") if cue < c < clause]
    if lemma_of(trees, cue) in sayings.TELLING and len(subjects) > 1:  # "told the paper on Monday it would"
        return trees.first[subjects[-1]], last
    if garden_path(trees, cue) == clause:
        return trees.first[trees.children(cue, "obj")[0]], last
    if clause > cue:
        ahead = [c for c in trees.children(clause) if trees.last[c] < cue]
        opening = ("mark", "punct", "advcl")
        is_ahead = ahead and all(trees.lower[c] in _RELATIVES or trees.kind(c) in opening for c in ahead)
        if is_ahead or any(trees.first[c] == cue + 1 for c in _conditions(trees, cue)):
            first = cue + 1  # "which they say is wrong", "said once it is read it will"
        following = [trees.first[c] for c in trees.children(cue, "conj") if c > clause]
        last = min([last, *(at - 1 for at in following if at > clause)])
        first = _first_subject(trees, clause, cue, first)
    for c in trees.children(clause):
        is_mark = trees.kind(c) in ("mark", "case", "punct") and trees.lower[c] != "to"
        is_day = trees.kind(c) == "obl" and trees.lower[c] in CALENDAR_WORDS
        if trees.first[c] == first and c < clause and (is_mark or (is_day and first == cue + 1)):
            first = trees.last[c] + 1
    return first, last


def _first_subject(trees: Trees, clause: int, cue: int, first: int) -> int:
    """Where the subject begins of a clause that has none, but follows a noun that the tree hangs elsewhere."""
    is_finite = trees.child(clause, "aux", "cop") is not None and not _is_infinitive(trees, clause)
    if trees.own_subject(clause) is not None or trees.child(clause, "expl", "mark") is not None or not is_finite:
        return first
    noun = first - 1
    while noun > cue and trees.kind(noun) == "punct":
        noun -= 1
    while cue < trees.head[noun] < first and (trees.kind(noun) != "nmod" or trees.child(noun, "case") is not None):
        noun = trees.head[noun]  # not on to "the press" in "told the press a mission had failed"
    is_bare = is_nominal(trees, noun) and trees.child(noun, "case") is None
    return trees.first[noun] if cue < noun and cue < trees.first[noun] and is_bare else first


def _last(trees: Trees, told: Narration, clause: int, without: int | None, depth: int = 0) -> int:
    """The last word of a clause, without the branches at its end that belong to its cue."""
    below = (c for c in trees.children(clause) if c != without and trees.kind(c) != "punct")
    kept = sorted((c for c in below if not _is_of_cue(trees, told, c, clause)), key=lambda c: trees.last[c])
    if not kept or trees.last[kept[-1]] <= clause:
        return clause
    deeper = trees.last[kept[-1]] if depth == _DEEPEST else _last(trees, told, kept[-1], without, depth + 1)
    return max(clause, deeper, *(trees.last[c] for c in kept[:-1]))


def _is_of_cue(trees: Trees, told: Narration, branch: int, clause: int) -> bool:
    """Whether a branch at the end of what is said is no part of it: ", adding that", ", according to", "; he left"."""
    if branch < clause:
        return False
    kind, first = trees.kind(branch), trees.first[branch]
    marks, owns = trees.text[max(first - 1, 0) : first + 2], trees.own_subject(branch) is not None
    if "according" in trees.lower[first : min(first + 1, trees.last[branch]) + 1]:
        return True
    if (";" in marks and trees.is_clause(branch)) or (":" in marks and told.quote[branch] >= 0):
        return True
    is_relative = trees.relation[branch] == "acl:relcl"
    if is_relative and owns and "speech" in uses(trees, branch):
        return True  # ", which they say is wrong"
    if is_relative and trees.lower[first] == "that" and trees.text[first - 1] == ",":
        return True  # "said would fail, that he wrote of"
    if "without" in trees.forms(branch, "mark"):
        return lemma_of(trees, branch) in sayings.SPEECH  # "without elaborating"
    if kind == "conj" and trees.text[branch - 1] == "," and trees.lower[branch].endswith("ed"):
        return not sayings.MODALS.isdisjoint(trees.forms(clause, "aux"))  # "Lee, who said he would leave, resigned"
    if kind in ("advcl", "conj") and uses(trees, branch):
        return (owns and trees.text[branch].endswith("ing")) or host(trees, branch) != branch
    return kind in ("appos", "parataxis") and "," in marks and is_saying_noun(trees, branch)
