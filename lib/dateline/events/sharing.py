"""What shares the date of a happening: what the sentence tells of the same time, where its grammar says so."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events import wordlists as w
from dateline.events.attachment import HOLDS, Happening, predicate
from dateline.events.clauses import Clauses
from dateline.segments.sayings import REPORTING


def shared_with(clauses: Clauses, dated: Happening, words: range, is_coarse: bool) -> Iterator[Happening]:
    """What else the sentence tells of the date in some words, which `dated` is told of.

    Arguments:
        is_coarse: whether the date is longer than a day, so that what came after something may lie in it too.
    """
    t, word = clauses.trees, dated.word
    if not clauses.is_predicate(word):
        yield from _of_its_noun(clauses, word) if dated.rule in ("noun", "light verb") else ()
        return
    yield from (predicate(clauses, verb) for verb in _round(clauses, word, words))
    for child in _own_clauses(clauses, word):
        for also in _at_its_time(clauses, word, child, words, is_coarse):
            yield predicate(clauses, also)
            yield from (predicate(clauses, c) for c in t.children(also, "conj") if _goes_on(clauses, also, c, words))
    if t.kind(word) in ("advcl", "ccomp") and _dates_main(clauses, word):
        yield predicate(clauses, t.head[word])


def _own_clauses(clauses: Clauses, word: int) -> Iterator[int]:
    """What depends on a predicate, or on an infinitive under it: "went to see him as the Senate met"."""
    for child in clauses.trees.children(word):
        yield child
        if "to" in clauses.trees.forms(child, "mark"):
            yield from clauses.trees.children(child, "advcl")


def _at_its_time(clauses: Clauses, word: int, child: int, words: range, is_coarse: bool) -> list[int]:
    """The verb of what depends on a dated predicate, if it happens then too."""
    t, kind = clauses.trees, clauses.trees.kind(child)
    tells_on = is_coarse and words[0] < word < child
    if kind == "conj":
        return [child] if _goes_on(clauses, word, child, words) else []
    if kind == "advcl" and _takes_place_in(clauses, word, child, is_coarse):
        return [child]
    below = [child] if kind == "advcl" else t.children(child, "acl") if kind in ("obj", "obl") else []
    return [c for c in below if tells_on and _tells_on(clauses, c)]


def _round(clauses: Clauses, word: int, words: range) -> Iterator[int]:
    """The clause right behind a date ("in May, when he left"), and the one before ("came the same day she left")."""
    t, after, before = clauses.trees, words[-1] + 1, words[0] - 1
    after += t.lower[after : after + 1] == [","]
    if t.lower[after : after + 1] == ["when"] and t.head[after] not in (-1, word):
        yield from (verb for verb in [t.head[after]] if clauses.tense(verb) == "past")
    if 0 <= before < word and t.upos[before] == "VERB" and clauses.tense(before) == "past":
        yield before


def _tells_on(clauses: Clauses, clause: int) -> bool:
    """Whether a relative clause goes on with the story: "hired a lawyer, who sued"."""
    t = clauses.trees
    tells = clauses.tense(clause) == "past" and clauses.lemmas[clause] not in w.STATES and t.upos[clause] == "VERB"
    return tells and not t.forms(clause, "nsubj", "advmod").isdisjoint(("who", "where"))


def _of_its_noun(clauses: Clauses, noun: int) -> Iterator[Happening]:
    """The clause whose place a dated happening is ("at Monday's hearing she said"), or its subject ("which killed")."""
    t, case, verb = clauses.trees, clauses.preposition_of(noun), clauses.trees.head[noun]
    for child in t.children(noun, "acl:relcl"):
        is_of_it = len(t.children(child, "nsubj")) == 1 and t.forms(child, "nsubj") <= {"which", "that"}
        if is_of_it and clauses.tense(child) in ("past", "perfect"):
            yield predicate(clauses, child)
    if (
        t.kind(noun) == "obl"
        and case in (*HOLDS, "since")
        and clauses.is_predicate(verb)
        and not clauses.is_negated(verb)
    ):
        found = predicate(clauses, verb)
        yield found._replace(rule="since") if case == "since" else found


def _goes_on(clauses: Clauses, first: int, second: int, words: range) -> bool:
    """Whether a date in front covers the second of two verbs of one subject: "On Monday he spoke and left"."""
    if words[0] >= first or not clauses.is_predicate(second) or clauses.is_negated(second):
        return False
    own = clauses.trees.own_subject(second)
    if own is not None and "," in clauses.types[first:own]:
        return False
    return clauses.tense(second) in (clauses.tense(first), "past", "none")


def _takes_place_in(clauses: Clauses, main: int, clause: int, is_coarse: bool) -> bool:
    """Whether a clause of time tells what was while its main clause was."""
    if not clauses.is_predicate(clause) or clauses.is_negated(clause):
        return False
    marks = clauses.trees.forms(clause, "mark", "advmod")
    if "with" in marks and clauses.types[clause].endswith("ing"):
        return True
    return is_coarse if "after" in marks else not marks.isdisjoint(w.SIMULTANEOUS) and _are_past(clauses, main, clause)


def _are_past(clauses: Clauses, *verbs: int) -> bool:
    return all(clauses.tense(verb) in ("past", "none") for verb in verbs)


def _dates_main(clauses: Clauses, clause: int) -> bool:
    """Whether the date of a clause is its main clause's too: "When he lost on Monday, they wept"."""
    t, main = clauses.trees, clauses.trees.head[clause]
    is_inserted = clauses.lemmas[main] in REPORTING and t.lower[main + 1 : main + 2] == [","]  # "..., he added, ..."
    if not clauses.is_predicate(main) or not _are_past(clauses, main) or is_inserted:
        return False
    marks = t.forms(clause, "mark", "advmod")
    if marks & w.SIMULTANEOUS and t.kind(clause) == "advcl" and clauses.lemmas[clause] != "do":
        return _are_past(clauses, clause)
    speaks = clauses.lemmas[clause] in REPORTING and clauses.tense(clause) == "none"
    return speaks and not marks & {"after", "before", "since"} and clause < main
