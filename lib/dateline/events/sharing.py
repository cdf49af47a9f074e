"""What shares the date of a happening: what the sentence tells of the same time, where its grammar says so."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events import wordlists as w
from dateline.events.attachment import HOLDS, Happening, predicate
from dateline.events.clauses import Clauses


def shared_with(clauses: Clauses, dated: Happening, words: range, is_coarse: bool) -> Iterator[Happening]:
    """What else the sentence tells of the date in some words, which `dated` is told of.

    Arguments:
        is_coarse: whether the date is longer than a day, so that what came after something may lie in it too.
    """
    t, word = clauses.trees, dated.word
    if dated.rule in ("noun", "light verb") and not clauses.is_predicate(word):
        yield from _of_its_noun(clauses, word)
        return
    if dated.rule == "moved" or not clauses.is_predicate(word):
        return
    yield from _round(clauses, word, words)
    for child in _own_clauses(clauses, word):
        for also in _at_its_time(clauses, word, child, words, is_coarse):
            yield predicate(clauses, also)
            yield from (predicate(clauses, c) for c in t.children(also, "conj") if _goes_on(clauses, also, c, words))
    if t.kind(word) in ("advcl", "ccomp") and t.head[word] >= 0 and _dates_main(clauses, word):
        yield predicate(clauses, t.head[word])


def _at_its_time(clauses: Clauses, word: int, child: int, words: range, is_coarse: bool) -> list[int]:
    """The verb of what depends on a dated predicate, if it happens then too."""
    t, kind = clauses.trees, clauses.trees.kind(child)
    goes_on = is_coarse and words[0] < word < child
    if kind == "conj":
        return [child] if _goes_on(clauses, word, child, words) else []
    if kind == "advcl":
        then = _takes_place_in(clauses, word, child, is_coarse) or (goes_on and _tells_on(clauses, child))
        return [child] if then else []
    below = t.children(child, "acl") if goes_on and kind in ("obj", "obl") else []
    return [c for c in below if _tells_on(clauses, c)]


def _own_clauses(clauses: Clauses, word: int) -> Iterator[int]:
    """What depends on a predicate, or on an infinitive under it: "went to see him as the Senate met"."""
    t = clauses.trees
    for child in t.children(word):
        yield child
        if "to" in t.forms(child, "mark"):
            yield from t.children(child, "advcl")


def _round(clauses: Clauses, word: int, words: range) -> Iterator[Happening]:
    """The clause right behind a date ("in May, when he left"), and the one before ("came the same day she left")."""
    t, after, before = clauses.trees, words[-1] + 1, words[0] - 1
    after += after < len(t.text) and clauses.types[after] == ","
    if after < len(t.text) and clauses.types[after] == "when" and t.sentence[after] == t.sentence[word]:
        clause = t.head[after]
        if clause not in (-1, word) and clauses.tense(clause) == "past":
            yield predicate(clauses, clause)
    if before >= 0 and t.upos[before] == "VERB" and before < word and clauses.tense(before) == "past":
        yield predicate(clauses, before)


def _tells_on(clauses: Clauses, clause: int) -> bool:
    """Whether a relative clause goes on with the story: "hired a lawyer, who sued"."""
    t = clauses.trees
    goes_on = t.forms(clause, "nsubj", "advmod") & {"who", "where"}
    tells = clauses.tense(clause) == "past" and clauses.lemmas[clause] not in w.STATES and t.upos[clause] == "VERB"
    return bool(goes_on) and tells and t.relation[clause] != "acl"


def _of_its_noun(clauses: Clauses, noun: int) -> Iterator[Happening]:
    """The clause whose place a dated happening is ("at Monday's hearing she said"), or its subject ("which killed")."""
    t = clauses.trees
    for child in t.children(noun, "acl"):
        if t.relation[child] == "acl:relcl" and clauses.tense(child) in ("past", "perfect"):
            own = t.children(child, "nsubj")
            if len(own) == 1 and clauses.types[own[0]] in ("which", "that"):
                yield predicate(clauses, child)
    case = clauses.preposition_of(noun)
    if t.kind(noun) == "obl" and case in (*HOLDS, "since") and clauses.is_predicate(t.head[noun]):
        found = predicate(clauses, t.head[noun])
        yield found._replace(rule="since") if case == "since" else found


def _goes_on(clauses: Clauses, first: int, second: int, words: range) -> bool:
    """Whether a date in front covers the second of two verbs of one subject: "On Monday he spoke and left"."""
    t = clauses.trees
    if not clauses.is_predicate(second) or clauses.is_negated(second):
        return False
    own = t.own_subject(second)
    if own is not None and "," in clauses.types[first:own]:
        return False
    one, other = clauses.tense(first), clauses.tense(second)
    return words[0] < first and other in (one, "past", "none")


def _takes_place_in(clauses: Clauses, main: int, clause: int, is_coarse: bool) -> bool:
    """Whether a clause of time tells what was while its main clause was."""
    t = clauses.trees
    if not clauses.is_predicate(clause) or clauses.is_negated(clause):
        return False
    marks = t.forms(clause, "mark", "advmod")
    if "with" in marks and clauses.types[clause].endswith("ing"):
        return True
    if "after" in marks:
        return is_coarse
    past = clauses.tense(main) in ("past", "none") and clauses.tense(clause) in ("past", "none")
    return past and bool(marks & w.SIMULTANEOUS)


def _dates_main(clauses: Clauses, clause: int) -> bool:
    """Whether the date of a clause is its main clause's too: "When he lost on Monday, they wept"."""
    t = clauses.trees
    main = t.head[clause]
    if not clauses.is_predicate(main) or clauses.tense(main) not in ("past", "none"):
        return False
    marks = t.forms(clause, "mark", "advmod")
    if marks & w.SIMULTANEOUS and t.kind(clause) == "advcl" and clauses.lemmas[clause] != "do":
        return clauses.tense(clause) in ("past", "none")
    speaks = clauses.lemmas[clause] in w.REPORTING and clauses.tense(clause) == "none"
    return speaks and not marks & {"after", "before", "since"} and clause < main
