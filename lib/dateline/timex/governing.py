"""The tense of the clause that governs a time expression, by the tree of its sentence: asked where words alone leave it
open, since a tree costs more than all else that is done with times."""

from __future__ import annotations

from bisect import bisect_left

from dateline.syntax import Trees
from dateline.timex.tense import IRREGULAR, NO_PAST

_MODALS = frozenset("will wo 'll ’ll shall can ca may might must should would ought".split())
_PAST_AUXILIARIES = frozenset("was were did had".split())
_HAVE = frozenset("has have having 've ’ve".split())
_BE = frozenset("is are am 's ’s 're ’re be being".split())
# What somebody wants to do, or has to, lies ahead; what he failed or voted to do need not.
_AHEAD = frozenset(
    "want wants wanted wish wishes plan plans planning hope hopes hoping expect expects intend intends aim aims need "
    "needs have has due set ready poised likely scheduled going about prepares preparing promises promised vows vowed "
    "pledges pledged threatens threatened seeks".split()
)
# What was planned in the past can lie behind us or ahead.
_PLANNED = frozenset(
    "planned scheduled rescheduled set invited called announced due expected meant hoped promised".split()
)
# What teams do next, in the plural, with no noun's article before it
_FIXTURES = frozenset("play host face visit travel meet welcome entertain".split())
_IRREGULAR = frozenset(IRREGULAR.split())
_ONE_FORM = frozenset("beat bid burst cast cost cut hurt let quit shut split spread thrust upset".split())
_NO_PAST = frozenset(NO_PAST.split())
_STOPS = frozenset(".!?…\"'”’)]")


def tense_by_tree(trees: Trees, start: int, end: int) -> str:
    """How the clause looks in which the expression from `start` to `end` stands: past, future (the simple present of
    what has a date is one: "Parliament votes on Thursday") or none."""
    first, last = bisect_left(trees.end, start + 1), bisect_left(trees.start, end) - 1
    if first > last:
        return "none"
    inside = range(first, last + 1)
    word = next((w for w in inside if trees.head[w] not in inside), first)
    cases = {trees.text[c].lower() for c in trees.children(word, "case")}
    if cases & {"since", "ago"}:
        return "past"
    verb = word if trees.child(word, "cop") is not None else trees.head[word]  # "The election is Thursday"
    kinds = ("obl", "advmod", "nmod", "root", "appos")
    if verb < 0 or "according" in cases or trees.kind(word) not in kinds or trees.relation[word] == "nmod:poss":
        return "none"
    return _tense(trees, verb)


def _is_verb_taken_for_noun(trees: Trees, root: int) -> bool:
    """ "Parliament votes on Thursday.", "Leeds play on Friday.": a sentence without a verb, whose root is one."""
    beside = root > 0 and trees.head[root - 1] == root and trees.upos[root - 1] in ("NOUN", "PROPN")
    is_fixture = beside and trees.upos[root - 1] == "PROPN" and trees.text[root] in _FIXTURES
    has_subject = trees.own_subject(root) is not None
    is_form = has_subject or is_fixture or (beside and trees.text[root].endswith("s"))
    return trees.head[root] < 0 and trees.upos[root] == "NOUN" and is_form and _is_sentence(trees, root)


def _is_sentence(trees: Trees, word: int) -> bool:
    """Whether the sentence of a word ends as one does, and is no headline."""
    last = word
    while last + 1 < len(trees.text) and trees.sentence[last + 1] == trees.sentence[word]:
        last += 1
    return trees.text[last] in _STOPS


def _tense(trees: Trees, verb: int) -> str:
    """The tense of a predicate; of an infinitive that of what it depends on, or what lies ahead."""
    form = trees.text[verb].lower()
    helpers = {trees.text[c].lower() for c in trees.children(verb, "aux", "cop")}
    if helpers & _MODALS:
        return "future"
    if form in _PLANNED or "could" in helpers:
        return "none"
    if helpers & _PAST_AUXILIARIES or helpers & _HAVE:
        return "past"
    if any(trees.text[c].lower() == "to" for c in trees.children(verb, "mark")):
        is_wanted = trees.kind(verb) == "xcomp" and trees.text[trees.head[verb]].lower() in _AHEAD
        return "future" if is_wanted else "none"
    if helpers & _BE:
        return "future" if _is_sentence(trees, verb) else "none"
    if trees.upos[verb] != "VERB":
        return "future" if _is_verb_taken_for_noun(trees, verb) else "none"
    if form in _IRREGULAR or form in _ONE_FORM or (form.endswith("ed") and form not in _NO_PAST):
        return "past" if _is_finite(trees, verb) else "none"
    return "future" if _is_sentence(trees, verb) and not form.endswith("ing") else "none"


def _is_finite(trees: Trees, verb: int) -> bool:
    """Whether a past form without an auxiliary is no participle ("the man arrested on Monday", "followed by")."""
    return trees.kind(verb) not in ("acl", "advcl", "xcomp") or trees.own_subject(verb) is not None
