"""Statements handed on without quotation marks: "X said that ...", "..., X said", "X urged them to ..."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, takewhile
from typing import NamedTuple

from dateline.attribution import cues
from dateline.attribution.cue_speakers import (
    Attribution,
    attribution,
    garden_path,
    host,
    is_leaning,
    is_nominal,
    is_verb,
    leans_on,
    lemma_of,
    sureness,
    uses,
    voice_at,
)
from dateline.attribution.marks import Span
from dateline.attribution.phrases import is_saying_noun, phrase
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax import Trees

_RELATIVES = frozenset("who which that what whom".split())
_ENDS = frozenset(",.;:!?…-–—―(") | {"--", "..."}
_TAIL = frozenset("punct obl advmod nsubj iobj".split())  # relations of what may stand behind ", X said"
_WHEN = frozenset("when while where after before".split())
_CLOSING = frozenset([",", "”", '"', "—"])
_COMMAS = frozenset([",", "—", "–", "--"])
_WIDEST = 40  # words between "accused" and "of"
_FEWEST = 2  # words of a statement
_DEEPEST = 8  # steps down the last branch of a clause
_SURE = 0.9  # of what is reported by a plain verb of saying
_NAMING = frozenset("named identified quoted".split())


class Statement(NamedTuple):
    """What is said, as offsets into the text, and who says it."""

    start: int
    end: int
    voice: Attribution | None


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
            for first, last in _contents(trees, told, cue):
                statement = _placed(text, trees, told, outer, cue, first, last)
                found += [statement] if statement is not None else []
    return sorted(dict.fromkeys(found), key=lambda s: (s.start, -s.end))


def _placed(
    text: str, trees: Trees, told: Narration, outer: list[Span], cue: int, first: int, last: int
) -> Statement | None:
    """Words first to last as a statement; None where it is short, all in marks, or nobody is known to say it."""
    while first < last and (trees.text[first] in _ENDS or trees.kind(first) == "cc" or _opens(trees, told, first)):
        first += 1
    while last > first and trees.text[last] in _ENDS and told.quote[last] < 0:
        last -= 1
    last += trees.text[last + 1 : last + 2] == [")"] and "(" in trees.text[first : last + 1]
    start, end = trees.start[first], trees.end[last]
    if (q := told.quote[first]) >= 0:
        start = outer[q].start
    if (q := told.quote[last]) >= 0:
        end = outer[q].end
    if told.bare[last + 1] == told.bare[first] or last - first + 1 < _FEWEST:
        return None
    found = voice_at(trees, cue)
    if found is None:
        return Statement(start, end, None) if _is_impersonal(trees, cue) else None
    if first <= found.speaker <= last and not first <= cue <= last:
        return None
    rule = "according" if is_leaning(trees, cue) else "quoted" if found.via is not None else "indirect"
    sure = sureness(trees, cue)
    return Statement(
        start, end, attribution(trees, cue, found, min(sure, _SURE) if rule != "according" else sure, rule)
    )


def _opens(trees: Trees, told: Narration, word: int) -> bool:
    """Whether a word is the "that" before a clause or before marks."""
    is_marked = trees.kind(word) == "mark" or told.quote[word + 1 : word + 2] > [-1]
    return trees.lower[word] == "that" and is_marked and told.quote[word] < 0


def _is_impersonal(trees: Trees, cue: int) -> bool:
    """ "It was reported that": said by nobody in the text."""
    subject = trees.own_subject(cue)
    is_it = trees.child(cue, "expl") is not None or (subject is not None and trees.lower[subject] == "it")
    return is_it and trees.is_passive(cue) and "speech" in uses(trees, cue)


def _contents(trees: Trees, told: Narration, cue: int) -> Iterator[tuple[int, int]]:
    """First and last word of each thing that a cue reports."""
    if is_leaning(trees, cue):
        yield from _leaning(trees, told, cue)
    elif is_saying_noun(trees, cue):
        for clause in (c for n in (cue, *trees.children(cue, "nmod")) for c in trees.children(n, "acl", "ccomp")):
            if is_that(trees, clause) or (_is_infinitive(trees, clause) and trees.relation[clause] != "acl:relcl"):
                yield _run(trees, told, clause, cue)
    elif (use := uses(trees, cue)) and trees.kind(cue) not in ("amod", "compound") and not is_unsaid(trees, cue):
        clauses = _reported(trees, cue) if _may_report(trees, cue, use) else []
        for clause in clauses:
            first, last = _run(trees, told, clause, cue)
            is_quoted = any(number not in (-1, told.quote[last]) for number in told.quote[last + 1 : cue])
            if told.quote[last] >= 0 > told.quote[first] and (opening := _sentence_in_marks(trees, told, last)):
                is_quoted, last = True, opening - 1
            if not (clause < cue and is_quoted):  # "They waited: “...,” she said"
                yield first, last
        if not clauses and "speech" in use and (begin := _tail(trees, cue)):
            yield begin
        elif not clauses and use & {"speech", "finding"} and is_inserted(trees, cue):
            head = split_clause(trees, cue)
            first = trees.first[head]
            yield first, max(_last(trees, told, head, cue), trees.first[cue] - 1)
        for word in _bidden(trees, cue, use):
            yield _run(trees, told, word, cue)


def _sentence_in_marks(trees: Trees, told: Narration, last: int) -> int | None:
    """Where the quotation begins that a word stands in, if it opens with a capital and is no mere term."""
    words = list(takewhile(lambda w: told.quote[w] == told.quote[last], range(last, -1, -1)))
    inside = [trees.text[w] for w in words if trees.text[w][0].isalnum()]
    return words[-1] if len(inside) > _FEWEST + 1 and inside[-1][0].isupper() else None


def _tail(trees: Trees, cue: int) -> tuple[int, int] | None:
    """What stands before ", X said" or ", said X" at the end of a sentence, however the tree has it."""
    subject = trees.own_subject(cue)
    if subject is None or trees.head[cue] >= 0:
        return None
    found = voice_at(trees, cue)
    comma = min(cue, phrase(trees, found.speaker if found else subject)[0]) - 1
    begin = next((w + 1 for w in range(comma, -1, -1) if trees.sentence[w] != trees.sentence[cue]), 0)
    is_clause = any(trees.upos[w] in ("VERB", "AUX") for w in range(begin, comma))
    if comma <= begin or trees.text[comma] != "," or not is_clause or trees.upos[begin] in ("SCONJ", "ADV", "VERB"):
        return None
    placed = any(w < comma and trees.kind(w) in ("obl", "advmod") for w in trees.children(cue))
    more = any(w > cue and trees.kind(w) not in _TAIL for w in trees.children(cue))
    return None if placed or more else (begin, comma - 1)


def _has_modal_subject(trees: Trees, clause: int) -> bool:
    """ "it would close" of "said in a letter it would close"; not "in a letter he wrote"."""
    modal = any(trees.lower[c] in cues.MODALS for c in trees.children(clause, "aux"))
    return modal and trees.own_subject(clause) is not None and trees.text[clause - 1] != ","


def _opens_that(trees: Trees, clause: int) -> bool:
    """Whether a clause with a subject of its own opens with "that", whatever the tree takes that for."""
    subject, first = trees.own_subject(clause), trees.first[clause]
    return trees.lower[first] == "that" and subject is not None and subject != first


def _may_report(trees: Trees, cue: int, use: set[str]) -> bool:
    """Whether a clause at a cue is what is said; "to determine whether" found nothing yet."""
    return "speech" in use or ("finding" in use and not _is_infinitive(trees, cue))


def split_clause(trees: Trees, cue: int) -> int:
    """The clause that an inserted cue stands in or behind, the smallest one."""
    head, first = trees.head[cue], trees.first[cue]
    inner = [c for c in trees.children(head, "ccomp", "parataxis", "conj") if trees.first[c] < first <= trees.last[c]]
    return inner[0] if inner else head


def _reported(trees: Trees, cue: int) -> list[int]:
    """The clauses that a verb of saying takes, also where a tree hangs them on a noun beside it."""
    found = [c for c in trees.children(cue, "ccomp") if _is_reported(trees, c, cue)]
    found += [c for c in trees.children(cue, "csubj") if trees.child(cue, "expl") is not None and is_that(trees, c)]
    found = [c for c in found if c > cue] or found  # "When asked whether it was late, she replied that"
    for noun in (n for n in trees.children(cue, "obl", "iobj") if n > cue):
        told = lemma_of(trees, cue) in cues.TELLING
        found += [
            c
            for c in trees.children(noun, "acl")
            if is_that(trees, c) or (_opens_that(trees, c) if told else _has_modal_subject(trees, c))
        ]
    if not found:  # "reported, citing the firm, there were"
        aside = [c for c in trees.children(cue, "parataxis") if c > cue and trees.child(c, "nsubj", "expl", "aux")]
        found = [c for c in aside if _is_reported(trees, c, cue)]
    head = trees.head[cue]
    if not found and head > cue and trees.own_subject(head) is not None:  # "with Ann Lee saying it would"
        subject = trees.first[trees.own_subject(head) or head]
        found = [head] if subject == cue + 1 and trees.kind(cue) == "advcl" else []
    if not found and (predicate := garden_path(trees, cue)) is not None:
        return [predicate]
    if not found and trees.lower[cue] == "saying" and lemma_of(trees, trees.head[cue]) in ("quote", "cite"):
        return trees.children(trees.head[cue], "ccomp")
    if not found and trees.relation[cue] == "acl:relcl":  # "which they say is wrong"
        found = [c for c in trees.children(trees.head[cue], "acl:relcl") if c > cue and trees.child(c, "cop", "aux")]
    return found


def _is_reported(trees: Trees, clause: int, cue: int) -> bool:
    """Whether a clause below a verb of saying is what is said; not an infinitive, ", who added" or ", critics say"."""
    subject = trees.own_subject(clause)
    if "having" in trees.forms(clause, "aux"):
        return False
    is_relative = subject is not None and trees.lower[subject] in ("who", "which")
    first = trees.first[clause]
    says = bool(uses(trees, clause)) or lemma_of(trees, clause) == "hear"  # ", the court heard"
    inserted = says and clause > cue and bool(_CLOSING & {trees.text[first], trees.text[first - 1]})
    if clause < cue and subject is None and trees.child(clause, "expl", "aux", "cop") is None:
        return False  # "Asked whether it was late, she said"
    if clause > cue and subject is None and trees.text[clause - 1] == ",":
        return False  # "the fuel, officials said, burned"
    apart = clause > cue and ";" in (trees.text[first], trees.text[first - 1])
    return not (_is_infinitive(trees, clause) or is_relative or inserted or apart)


def is_that(trees: Trees, clause: int) -> bool:
    return "that" in trees.forms(clause, "mark")


def _is_infinitive(trees: Trees, clause: int) -> bool:
    return "to" in trees.forms(clause, "mark")


def _bidden(trees: Trees, cue: int, use: set[str]) -> Iterator[int]:
    """What somebody is urged or promises to do, is accused of, admits or denies."""
    if "bidding" in use and (lemma_of(trees, cue) != "call" or trees.child(cue, "obl") is not None):
        for c in trees.children(cue, "xcomp", "advcl", "ccomp"):
            if c > cue and _is_infinitive(trees, c) and trees.lower[c] not in _NAMING:
                yield c
    if "accusing" in use:
        for of in (w for w in range(cue + 1, min(trees.last[cue], cue + _WIDEST)) if trees.lower[w] == "of"):
            if trees.kind(of) in ("mark", "case") and trees.text[trees.head[of]].endswith("ing"):
                yield trees.head[of]
                break
    if "owning" in use:
        is_denial = lemma_of(trees, cue) == "deny"
        for c in trees.children(cue, "xcomp", "ccomp", "obj"):
            is_thing = trees.kind(c) == "obj" and is_denial and _is_denied_thing(trees, c)
            is_deed = trees.kind(c) != "obj" and trees.text[c].endswith("ing") and trees.own_subject(c) is None
            if c > cue and (is_thing or is_deed):
                yield c
    if lemma_of(trees, cue) == "claim":
        yield from (c for c in trees.children(cue, "obj") if trees.lower[c] in ("responsibility", "credit"))


def _is_denied_thing(trees: Trees, thing: int) -> bool:
    """ "any wrongdoing", "knowledge of the plan"; not "the charge", which says nothing of what was done."""
    determiners = trees.forms(thing, "det")
    return (
        trees.upos[thing] == "NOUN"
        and (bool(determiners & {"any", "all"}) or (not determiners and trees.child(thing, "nmod", "acl") is not None))
        and not is_saying_noun(trees, thing)
    )


def is_unsaid(trees: Trees, cue: int) -> bool:
    """Whether a verb of saying says nothing here: "has not said that", "might say", "declined to say", "if he says"."""
    verb = host(trees, cue)
    for _ in range(_DEEPEST):
        words = trees.forms(verb, "aux", "mark")
        if trees.negation_of(verb) is not None or words & (cues.UNSAID_MODALS | cues.CONDITIONS):
            return True
        if trees.kind(verb) != "xcomp":
            return False
        verb = trees.head[verb]
        if lemma_of(trees, verb) in cues.UNSAID_VERBS:
            return True
    return False


def is_inserted(trees: Trees, cue: int) -> bool:
    """ "..., she said, ...": a clause of its own, set off in or behind what it reports."""
    head, first = trees.head[cue], trees.first[cue]
    is_loose = trees.kind(cue) in ("parataxis", "ccomp", "discourse", "advcl", "conj") and head >= 0
    if not is_loose or trees.first[head] >= first or trees.child(cue, "mark", "cc") is not None:
        return False
    found = voice_at(trees, cue)
    is_clause = trees.own_subject(head) is not None or is_verb(trees, head)
    if trees.own_subject(cue) is None and trees.kind(cue) != "parataxis":
        return False
    if found is None or not is_clause or trees.lower[first + (trees.kind(first) == "punct")] in _WHEN:
        return False
    opening = phrase(trees, found.speaker)[0] if trees.own_subject(cue) is None else first
    return trees.text[first] in _COMMAS or trees.text[min(first, opening) - 1] in _COMMAS


def leaning_clause(trees: Trees, cue: int) -> int | None:
    """The clause that "according to X" says of whom it comes from."""
    found = leans_on(trees, cue)
    head = -1 if found is None else trees.head[found if trees.kind(cue) == "case" else cue]
    clause = trees.clause_of(head) if head >= 0 else None
    while clause is not None and trees.kind(clause) in ("xcomp", "acl") and trees.own_subject(clause) is None:
        clause = trees.clause_of(trees.head[clause])
    return clause if clause is not None and trees.is_clause(clause) else None


def _leaning(trees: Trees, told: Narration, cue: int) -> Iterator[tuple[int, int]]:
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


def _run(trees: Trees, told: Narration, clause: int, cue: int) -> tuple[int, int]:
    """First and last word of a clause, without what introduces it and without what goes on with its cue."""
    first, last = trees.first[clause], _last(trees, told, clause, None)
    if trees.kind(clause) == "obj":  # "responsibility for the fire", with what a tree hangs on the verb
        for c in trees.children(cue, "obl"):
            last = trees.last[c] if trees.first[c] == last + 1 and c > clause else last
        return first, last
    subjects = [c for c in trees.children(clause, "nsubj") if c > cue]
    if lemma_of(trees, cue) in cues.TELLING and len(subjects) > 1:  # "told the paper on Monday it would"
        return trees.first[subjects[-1]], last
    if garden_path(trees, cue) == clause:
        return trees.first[trees.children(cue, "obj")[0]], last
    if clause > cue:
        ahead = [c for c in trees.children(clause) if trees.last[c] < cue]
        opening = ("mark", "punct", "advcl")
        if ahead and all(trees.lower[c] in _RELATIVES or trees.kind(c) in opening for c in ahead):
            first = cue + 1  # "which they say is wrong"
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
    kept = [c for c in below if not _is_of_cue(trees, told, c, clause)]
    if not kept or depth == _DEEPEST:
        return clause if not kept else max(clause, *(trees.last[c] for c in kept))
    latest = max(kept, key=lambda c: trees.last[c])
    others = max((trees.last[c] for c in kept if c != latest), default=clause)
    deeper = _last(trees, told, latest, without, depth + 1) if trees.last[latest] > clause else clause
    return max(clause, others, deeper)


def _is_of_cue(trees: Trees, told: Narration, branch: int, clause: int) -> bool:
    """Whether a branch at the end of what is said is no part of it: ", adding that", ", according to", "; he left"."""
    if branch < clause:
        return False
    first = trees.first[branch]
    marks = trees.text[max(first - 1, 0) : first + 2]
    if (";" in marks and trees.is_clause(branch)) or (":" in marks and told.quote[branch] >= 0):
        return True
    if "according" in (trees.lower[word] for word in (first, min(first + 1, trees.last[branch]))):
        return True
    kind = trees.kind(branch)
    if any(is_leaning(trees, c) for c in (branch, *trees.children(branch, "case"))):
        return True
    if (
        trees.relation[branch] == "acl:relcl"
        and "speech" in uses(trees, branch)
        and trees.own_subject(branch) is not None
    ):
        return True  # ", which they say is wrong"
    if "without" in trees.forms(branch, "mark"):
        return lemma_of(trees, branch) in cues.SPEECH  # "without elaborating"
    if kind in ("advcl", "conj") and uses(trees, branch):
        of_others = trees.own_subject(branch) is not None and trees.text[branch].endswith("ing")
        return of_others or host(trees, branch) != branch
    return kind in ("appos", "parataxis") and "," in marks and is_saying_noun(trees, branch)
