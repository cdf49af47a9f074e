"""What a date is said of: the word of its sentence that tells what happened then.

A date belongs to the word it depends on. What only helps to say it hands it on: a copula to what it says, "had" to the
surgery, "moved the vote to Friday" to the vote. What happens while something dated does shares its date where the
grammar says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from dateline.events import wordlists as w
from dateline.events.clauses import Clauses
from dateline.segments.sayings import REPORTING
from dateline.syntax import Trees

_NEAR = 7  # words before a date in which it is compared
_LONGEST_PREDICATE = 5  # words of "had its first death"; of a longer one the verb alone is shown
_BEFORE_NOUN = ("compound", "nmod:poss", "amod", "nummod", "nmod:unmarked", "nmod", "det", "flat", "dep")
_UNITS = frozenset("day night weekend week month summer winter year".split())
_DASHES = frozenset("- -- – — :".split())
_HEADING = 3  # words before the date at the head of a line
_LONGEST_SUBJECT = 12  # words between the dash and the verb
_COUNTED = frozenset("NUM SYM NOUN DET ADP".split())
_NOMINAL = frozenset("NOUN PROPN PRON NUM ADJ SYM".split())
COMPARED, NAMED = "is only compared with", "dates what is named, not what happened"  # why a date tells nothing
HOLDS = frozenset("in at during on".split())  # what takes place in something dated is of its day


class Happening(NamedTuple):
    """A word that tells what happened, the words to show for it, and why the date is its own."""

    word: int
    shown: tuple[int, int]  # characters
    rule: str


def told_by(t: Trees, word: int, rule: str = "noun") -> Happening:
    """One word as what happened."""
    return Happening(word, (t.start[word], t.end[word]), rule)


def head_of(clauses: Clauses, words: range) -> int:
    """The word of a date on which the rest of it depends."""
    t = clauses.trees
    outside = [i for i in words if t.head[i] not in words]
    named = [i for i in outside if t.kind(i) not in ("case", "punct", "advmod")]
    return (named or outside)[-1]


def happening_of(clauses: Clauses, words: range, is_ahead: bool = False) -> Happening | str:
    """What the date in some words is said of.

    Arguments:
        words: those of the date.
        is_ahead: whether the date lies after publication, so that nothing told in the past was on it.

    Returns:
        the happening, or why the date tells none.
    """
    t, at = clauses.trees, head_of(clauses, words)
    if _is_compared(clauses, at):
        return COMPARED
    if (dated := _subject_of_date(clauses, at)) is not None:
        return dated
    if (near := _beside(clauses, at, words)) is not None:
        return _unless_unreal(clauses, near)
    if (said := _after_dash(clauses, words)) is not None:
        return predicate(clauses, said)
    if (noun := _noun_before(clauses, at, words)) is not None:
        return told_by(t, noun)
    at = _behind_aside(clauses, at, words)
    for head in t.above(at):
        if clauses.is_predicate(head) and not clauses.is_in_name(head):
            return _of_predicate(clauses, head, at, is_ahead)
        found = _of_noun(clauses, head, at, words) if t.upos[head] in _NOMINAL else None
        if found is not None:
            return found
        at = head
    return "stands by itself, beside nothing that happened"


def _beside(clauses: Clauses, at: int, words: range) -> int | None:
    """The verb that a date stands so near to that it is its own, whatever the tree says.

    A verb of saying right before it ("said on Friday he would go"), that of a clause it opens ("that in May she left"),
    or the second of two verbs right behind it ("and in 1968 disbanded").
    """
    t, head, after = clauses.trees, clauses.trees.head[at], words[-1] + 1
    first = min([words[0], *t.children(at, "case", "advmod", "det")])
    said = first - 1
    if head > at and t.upos[head] in ("NOUN", "PROPN"):
        return None
    if said >= 0 and t.upos[said] == "VERB" and clauses.lemmas[said] in REPORTING and clauses.tense(said) != "none":
        return said if t.sentence[said] == t.sentence[at] else None
    if said >= 0 and t.kind(said) == "mark" and t.head[said] > at and clauses.is_predicate(t.head[said]):
        return head if at < head < t.head[said] and clauses.tense(head) != "none" else t.head[said]
    goes_on = said >= 0 and t.lower[said] in ("and", "then", "but") and head < at
    if not goes_on or after == len(t.text) or t.sentence[after] != t.sentence[at] or t.upos[after] != "VERB":
        return None
    return after if clauses.is_past_form(after) else None


def _behind_aside(clauses: Clauses, at: int, words: range) -> int:
    """The date, or the noun whose aside ends before it: "will face Lee, a man who won twice, this fall"."""
    t, comma = clauses.trees, words[0] - 1
    clause = t.head[at]
    if comma < 0 or t.text[comma] != "," or clause < 0 or t.relation[clause] != "acl:relcl" or clause > at:
        return at
    noun = t.head[clause]
    is_aside = t.kind(noun) == "appos" and t.text[t.first[noun]] == "," and "," not in t.text[clause:comma]
    return t.head[noun] if is_aside and t.child(at, "case") is None else at


def _noun_before(clauses: Clauses, at: int, words: range) -> int | None:
    """The happening right before a bare date of a farther noun: "a response to strikes earlier this month"."""
    t, noun = clauses.trees, words[0] - 1
    if noun < 0 or t.head[at] < 0 or t.upos[t.head[at]] == "VERB" or t.child(at, "case") is not None:
        return None
    return noun if t.head[at] < noun and clauses.is_happening(noun) else None


def _after_dash(clauses: Clauses, words: range) -> int | None:
    """The verb of what follows a date at the head of a line: "Update: 7:19 p.m. - The Post reports"."""
    t, dash = clauses.trees, words[-1] + 1
    sentence = t.words_of(words[0])
    if dash not in sentence or t.lower[dash] not in _DASHES or words[0] - sentence.start > _HEADING:
        return None
    ahead = range(dash + 1, min(dash + _LONGEST_SUBJECT, sentence.stop))
    return next((i for i in ahead if clauses.is_predicate(i) and clauses.tense(i) != "none"), None)


def _is_compared(clauses: Clauses, at: int) -> bool:
    """Whether something is only measured against a date.

    "up 3% compared with January", "the first since 2012", "from 3.3 percent a year ago", "as many riders as in 2009".
    """
    t = clauses.trees
    marks = {t.lower[i] for c in t.children(at, "case", "mark") for i in t.subtree(c)}
    before = range(max(t.first[at] - _NEAR, t.words_of(at).start), t.first[at])
    is_record = "since" in marks and any(clauses.is_superlative(i) for i in before)
    counted = takewhile(lambda i: t.upos[i] in _COUNTED and t.lower[i] not in ("to", "by"), reversed(before))
    near = "".join("#" if t.upos[i] in ("NUM", "SYM") else f" {t.lower[i]} " for i in counted)
    is_number = "#" in near.partition(" from ")[0] and " from " in near
    is_as_many = "as" in marks and bool(marks & HOLDS)  # not "as late as Monday"
    return is_record or is_number or is_as_many or bool(marks & w.COMPARING)


def _subject_of_date(clauses: Clauses, at: int) -> Happening | str | None:
    """ "The election is Thursday": what the date is said of by a copula."""
    t = clauses.trees
    head = t.head[at]
    if t.kind(at) == "nsubj" and head > at and t.own_subject(head) == at and t.child(at, "case") is None:
        return "is told for itself"
    if t.child(at, "cop") is None:
        return None
    subject = t.own_subject(at)
    if subject is None or t.upos[subject] not in ("NOUN", "PROPN"):
        return "is told for itself"
    return told_by(t, subject, "copula")


def _of_noun(clauses: Clauses, noun: int, at: int, words: range) -> Happening | str | None:
    """What a date beside a noun dates; None where the noun is only something that a clause is about."""
    t, case = clauses.trees, clauses.preposition_of(at)
    verb = t.head[noun]
    is_place = t.kind(noun) == "obl" and clauses.preposition_of(noun) in HOLDS and clauses.is_predicate(verb)
    if clauses.is_happening(noun) and not (is_place and clauses.lemmas[noun] in w.SPEECH_NOUNS):
        is_light = t.kind(noun) == "obj" and clauses.lemmas[verb] in w.LIGHT_VERBS and t.upos[verb] == "VERB"
        return Happening(verb, _shown(clauses, verb, noun), "light verb") if is_light else told_by(t, noun)
    in_front = at < noun and not case and t.relation[at] in _BEFORE_NOUN
    behind = words[-1] + 1
    is_name = t.upos[noun] == "PROPN" and t.lower[behind : behind + 1] not in (["'s"], ["’s"])
    if clauses.lemmas[noun] in _UNITS and case == "of":
        return None  # "in the months of June and July"
    if in_front and is_name and words[0] == t.words_of(at).start:
        return None  # "This Friday Ann Smith resigned"
    if (in_front and not is_place) or (case in ("from", "of", "since", "to", "up") and t.kind(at) == "nmod"):
        in_name = t.kind(noun) in ("compound", "flat", "nmod") and noun < verb and clauses.is_happening(verb)
        return told_by(t, verb) if in_name else NAMED  # "the 2018 Oslo Marathon"
    return None


def _of_predicate(clauses: Clauses, verb: int, at: int, is_ahead: bool) -> Happening | str:
    """What a date that depends on a predicate dates: the predicate, or what it hands the date to."""
    t, case = clauses.trees, clauses.preposition_of(at)
    is_opening = t.lower[verb] in w.OPENING and t.own_subject(verb) is None  # "talks took place, starting in May"
    if is_opening or t.forms(verb, "mark", "case") & w.COMPARING:
        verb = next((a for a in t.above(verb) if clauses.is_predicate(a)), verb)
    if clauses.is_conditional(clauses.governing(verb)):
        return "stands in a condition"
    is_end = case in ("until", "till")
    if is_end and any(clauses.is_negated(v) for v in (verb, *_completed_by(clauses, verb))):
        return "stands in what is denied" if clauses.lemmas[verb] in w.LASTING else predicate(clauses, verb)
    if t.lower[verb][0].isdigit() and t.child(verb, "cop") is not None:
        return "is told for itself"
    is_moved_from = case == "from" and clauses.lemmas[verb] in w.SCHEDULING  # "moved up from May"
    if is_moved_from or t.lower[verb] in w.COMPARING or t.lower[verb] in ("preceding", "following", "including"):
        return COMPARED
    if is_end:
        verb = next((v for v in (verb, *t.above(verb)) if clauses.lemmas[v] in w.LASTING), verb)
    looks_back = "earlier" in t.forms(at, "advmod")  # "vowed to stay earlier Tuesday"
    if case in ("", "on", "in", "at", "late", "early"):
        host = _host(clauses, verb, is_ahead, looks_back)
        verb = verb if host is None else host
    subject = t.own_subject(verb)  # "The attack on Monday left three dead"
    if subject is not None and t.first[at] == subject + 1 and at < verb and clauses.is_happening(subject):
        return told_by(t, subject)
    if not is_ahead and "to" in t.forms(verb, "mark"):  # "to proceed as in the trial of Lee in 1998"
        planned = next((i for i in range(t.first[at] - 1, verb, -1) if clauses.is_happening(i)), None)
        if planned is not None:
            return told_by(t, planned)
    if case in ("to", "until", "till", "for", "through") and (moved := _moved(clauses, verb, at)) is not None:
        return told_by(t, moved, "moved")
    if is_ahead and (later := _still_to_come(clauses, verb, at)) is not None:
        return later
    return _unless_unreal(clauses, verb)


def _unless_unreal(clauses: Clauses, verb: int) -> Happening | str:
    """A predicate, unless it tells what would have been or will not be, or asks."""
    t = clauses.trees
    if t.head[verb] < 0 and t.text[t.last[verb]] == "?":
        return "is asked, not told"
    if clauses.is_counterfactual(verb) or (clauses.is_negated(verb) and clauses.tense(verb) in ("future", "modal")):
        return "is told of what did not happen"
    return predicate(clauses, verb)


def _completed_by(clauses: Clauses, verb: int) -> Iterator[int]:
    """The verbs that an infinitive completes: "are going" of "going to wait"."""
    while clauses.trees.kind(verb) == "xcomp":
        verb = clauses.trees.head[verb]
        yield verb


def _still_to_come(clauses: Clauses, verb: int, at: int) -> Happening | str | None:
    """What a day ahead dates under a verb that tells of the past or of a plan: "set a hearing for Friday"."""
    t = clauses.trees
    planned = clauses.lemmas[verb] in w.PLANNING | w.SCHEDULING
    past = clauses.tense(verb) in ("past", "perfect") and t.upos[verb] == "VERB" and not planned
    if not past and not planned:
        return None
    for i in range(t.first[at] - 1, verb, -1):
        if clauses.is_happening(i) and t.upos[t.head[i]] != "NOUN":
            return told_by(t, i, "moved")
        if t.upos[i] == "VERB" and "to" in t.forms(i, "mark"):
            return told_by(t, i, "verb")
    return "lies ahead, under a verb of the past" if past else None


def _host(clauses: Clauses, verb: int, is_ahead: bool, looks_back: bool) -> int | None:
    """The verb of the past that an infinitive or a participle only completes.

    "refused to say", "announced her decision to leave", "seeking comment"; a plan only for a date that looks back.
    """
    t = clauses.trees
    head, marks = t.head[verb], t.forms(verb, "mark")
    is_infinitive, is_participle = "to" in marks, clauses.is_past_form(verb)
    if head < 0 or t.own_subject(verb) is not None:
        return None
    if not (is_infinitive or is_participle or clauses.types[verb].endswith("ing")):
        return None
    is_owned = is_infinitive and not is_ahead and t.kind(head) == "obj" and t.child(head, "nmod:poss") is not None
    if t.kind(verb) == "acl" and (is_owned or not (marks or is_participle)):
        head = next((a for a in t.above(verb) if t.upos[a] not in ("NOUN", "PROPN")), verb)
    elif t.kind(verb) != "xcomp" or not (is_infinitive or is_participle):
        return None
    past = t.upos[head] == "VERB" and clauses.tense(head) in ("past", "perfect")
    return head if past and (looks_back or clauses.lemmas[head] not in w.PLANNING) else None


def _moved(clauses: Clauses, verb: int, at: int) -> int | None:
    """What is moved to a day or lasts to it."""
    t, before = clauses.trees, clauses.trees.first[at] - 1
    if clauses.lemmas[verb] not in w.SCHEDULING:
        return None
    if verb < before and clauses.lemmas[before] in w.HAPPENINGS:
        return before
    what = t.child(verb, "obj")
    if what is None and t.is_passive(verb):
        what = t.own_subject(verb)
    return what if what is not None and t.upos[what] in ("NOUN", "PROPN") else None


def predicate(clauses: Clauses, verb: int) -> Happening:
    """A predicate, with the words that tell it: "had surgery", "is up", "began gathering"."""
    t, lemma, above = clauses.trees, clauses.lemmas[verb], clauses.trees.head[verb]
    held, cop, is_there = t.child(verb, "obj"), t.child(verb, "cop"), t.child(verb, "expl") is not None
    there = t.own_subject(verb) if is_there else held if lemma in w.BRINGING else None
    if there is not None and clauses.is_happening(there):  # "There were two deaths", "the day saw a strike"
        return told_by(t, there)
    if t.kind(verb) == "xcomp" and above >= 0 and clauses.lemmas[above] in w.ASPECT:
        return Happening(above, _shown(clauses, above, verb), "verb")
    if cop is not None:
        doing = (c for c in t.children(verb, "advcl", "xcomp", "acl") if c > verb and t.lower[c].endswith("ing"))
        busy = next(doing, None) if t.child(verb, "case") is not None else None
        if busy is not None and t.child(busy, "mark") is None and t.lower[t.first[busy] - 1] != ",":
            return told_by(t, busy, "verb")  # "is in Oslo chairing a meeting"
        return Happening(verb, _shown(clauses, cop, verb), "copula")
    if lemma in w.LIGHT_VERBS and held is not None and (clauses.is_happening(held) or clauses.lemmas[held] in w.DONE):
        return Happening(verb, _shown(clauses, verb, held), "light verb")
    begun = t.child(verb, "xcomp") if lemma in w.ASPECT else None
    return Happening(verb, _shown(clauses, verb, verb if begun is None else begun), "verb")


def _shown(clauses: Clauses, first: int, last: int) -> tuple[int, int]:
    """The characters from one word to another; of the first alone where they are far apart or in another order."""
    t = clauses.trees
    if not first <= last < first + _LONGEST_PREDICATE:
        last = first
    return t.start[first], t.end[last]
