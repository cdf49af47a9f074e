"""What a date is said of: the word of its sentence that tells what happened then.

A date belongs to the word it depends on. What only helps to say it hands it on: a copula to what it says, "had" to the
surgery, "moved the vote to Friday" to the vote. What happens while something dated does shares its date where the
grammar says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.events import wordlists as w
from dateline.events.clauses import Clauses
from dateline.syntax import Trees

_NEAR = 7  # words before a date in which it is compared
_LONGEST_PREDICATE = 5  # words of "had its first death"; of a longer one the verb alone is shown
_BEFORE_NOUN = ("compound", "nmod:poss", "amod", "nummod", "nmod:unmarked", "nmod", "det", "flat", "dep")
_DASHES = frozenset("- -- – — :".split())
_HEADING = 3  # words before the date at the head of a line
_LONGEST_SUBJECT = 12  # words between the dash and the verb
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
    t = clauses.trees
    at = head_of(clauses, words)
    if _is_compared(clauses, at):
        return "is only compared with"
    if (dated := _subject_of_date(clauses, at)) is not None:
        return dated
    if (near := _beside(clauses, at, words)) is not None:
        return _unless_unreal(clauses, near)
    if (said := _after_dash(clauses, words)) is not None:
        return predicate(clauses, said)
    if (noun := _noun_before(clauses, at, words)) is not None:
        return told_by(t, noun)
    for _ in range(len(t.text)):
        head = t.head[at]
        if head < 0:
            return "stands by itself, beside nothing that happened"
        if clauses.is_predicate(head) and not clauses.is_in_name(head):
            return _of_predicate(clauses, head, at, is_ahead)
        if t.upos[head] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"):
            found = _of_noun(clauses, head, at, words)
            if found is not None:
                return found
        at = head
    return "stands by itself, beside nothing that happened"


def _beside(clauses: Clauses, at: int, words: range) -> int | None:
    """The verb that a date stands so near to that it is its own, whatever the tree says.

    A verb of saying right before it ("said on Friday he would go"), that of a clause it opens ("that in May she left"),
    or the second of two verbs right behind it ("and in 1968 disbanded").
    """
    t = clauses.trees
    first = min([words[0], *(c for c in t.children(at, "case", "advmod", "det") if c < words[0])])
    said, after, head = first - 1, words[-1] + 1, t.head[at]
    if head > at and t.upos[head] in ("NOUN", "PROPN"):
        return None
    if said >= 0 and t.upos[said] == "VERB" and clauses.lemmas[said] in w.REPORTING and clauses.tense(said) != "none":
        return said if t.sentence[said] == t.sentence[at] else None
    if said >= 0 and t.kind(said) == "mark" and t.head[said] > at and clauses.is_predicate(t.head[said]):
        return t.head[said]
    if after >= len(t.text) or head > at or t.sentence[after] != t.sentence[at]:
        return None
    goes_on = first > 0 and clauses.types[first - 1] in ("and", "then", "but")
    return after if goes_on and t.upos[after] == "VERB" and clauses.is_past_form(after) else None


def _noun_before(clauses: Clauses, at: int, words: range) -> int | None:
    """The happening right before a bare date of a farther noun: "a response to strikes earlier this month"."""
    t, noun = clauses.trees, words[0] - 1
    if noun < 0 or t.head[at] < 0 or t.upos[t.head[at]] == "VERB" or t.child(at, "case") is not None:
        return None
    return noun if t.head[at] < noun and clauses.is_happening(noun) else None


def _after_dash(clauses: Clauses, words: range) -> int | None:
    """The verb of what follows a date at the head of a line: "Update: 7:19 p.m. - The Post reports"."""
    t, after = clauses.trees, words[-1] + 1
    first = max(words[0] - _HEADING, 0)
    if after >= len(t.text) or clauses.types[after] not in _DASHES or t.sentence[after] != t.sentence[words[0]]:
        return None
    if words[0] > _HEADING and t.sentence[first - 1] == t.sentence[words[0]]:
        return None
    ahead = range(after + 1, min(after + _LONGEST_SUBJECT, len(t.text)))
    inside = (i for i in ahead if t.sentence[i] == t.sentence[after] and clauses.is_predicate(i))
    return next((i for i in inside if clauses.tense(i) != "none"), None)


def _is_compared(clauses: Clauses, at: int) -> bool:
    """Whether something is only measured against a date: "up 3% compared with January", "the first since 2012"."""
    t = clauses.trees
    cases = t.children(at, "case", "mark")
    marks = [clauses.types[i] for c in cases for i in t.subtree(c)]
    if any(mark in w.COMPARING for mark in marks):
        return True
    begin = min([t.first[at], *cases])
    return _is_record(clauses, begin, "since" in marks) or _is_from_number(clauses, begin)


def _is_record(clauses: Clauses, begin: int, is_since: bool) -> bool:
    """Whether "since" goes with a superlative: "the highest since 2011", "for the first time since May"."""
    before = [
        i for i in range(max(begin - _NEAR, 0), begin) if clauses.trees.sentence[i] == clauses.trees.sentence[begin]
    ]
    return is_since and any(clauses.is_superlative(i) for i in before)


def _is_from_number(clauses: Clauses, begin: int) -> bool:
    """Whether a date is that of the number before: "to 2.2 percent from 3.3 percent a year ago"."""
    t = clauses.trees
    for i in range(begin - 1, max(begin - _NEAR, -1), -1):
        if clauses.types[i] in ("from", "than"):
            return any(t.upos[k] in ("NUM", "SYM") for k in range(i, begin))
        if t.upos[i] not in ("NUM", "SYM", "NOUN", "DET", "ADP") or clauses.types[i] in ("to", "by"):
            return False
    return False


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
    t = clauses.trees
    case = clauses.preposition_of(at)
    if clauses.is_happening(noun) and not _is_held(clauses, noun, clauses.lemmas[noun] in w.SPEECH_NOUNS):
        handed = _light_verb_of(clauses, noun)
        return handed or told_by(t, noun)
    in_front = at < noun and not case and t.relation[at] in _BEFORE_NOUN
    opens = words[0] == 0 or t.sentence[words[0] - 1] != t.sentence[at]
    if (
        opens
        and in_front
        and t.upos[noun] == "PROPN"
        and clauses.types[words[-1] + 1 : words[-1] + 2] not in (["'s"], ["’s"])
    ):
        return None  # "This Friday Ann Smith resigned"
    if in_front and not _is_held(clauses, noun, True):
        return _through_name(clauses, noun, at) or "dates what is named, not what happened"
    if case in ("from", "of", "since", "to", "up") and t.kind(at) == "nmod":
        return _through_name(clauses, noun, at) or "dates what is named, not what happened"
    return None


def _is_held(clauses: Clauses, noun: int, is_place: bool) -> bool:
    """Whether a noun is only where something takes place: "said in a 2009 interview"."""
    t = clauses.trees
    case = clauses.preposition_of(noun)
    return is_place and t.kind(noun) == "obl" and case in HOLDS and clauses.is_predicate(t.head[noun])


def _through_name(clauses: Clauses, noun: int, at: int) -> Happening | None:
    """The happening in a name of more words: "the 2018 Oslo Marathon and Fair"."""
    t = clauses.trees
    if t.head[noun] >= 0 and t.kind(noun) in ("compound", "flat", "nmod") and noun < t.head[noun]:
        above = t.head[noun]
        if clauses.is_happening(above):
            return told_by(t, above)
    return None


def _light_verb_of(clauses: Clauses, noun: int) -> Happening | None:
    """The light verb whose object a happening is: "held a meeting"."""
    t = clauses.trees
    verb = t.head[noun]
    if verb >= 0 and t.kind(noun) == "obj" and clauses.lemmas[verb] in w.LIGHT_VERBS and t.upos[verb] == "VERB":
        return Happening(verb, _shown(clauses, verb, noun), "light verb")
    return None


def _of_predicate(clauses: Clauses, verb: int, at: int, is_ahead: bool) -> Happening | str:
    """What a date that depends on a predicate dates: the predicate, or what it hands the date to."""
    t = clauses.trees
    if any(clauses.types[c] in w.COMPARING for c in t.children(verb, "mark", "case")):
        verb = next((a for a in t.above(verb) if clauses.is_predicate(a)), verb)
    case = clauses.preposition_of(at)
    if clauses.types[verb] in w.OPENING and t.own_subject(verb) is None:
        verb = next((a for a in t.above(verb) if clauses.is_predicate(a)), verb)  # "talks took place, starting in May"
    if clauses.is_conditional(verb):
        return "stands in a condition"
    if case in ("until", "till") and any(clauses.is_negated(v) for v in (verb, *_completed_by(clauses, verb))):
        return "stands in what is denied" if clauses.lemmas[verb] in w.LASTING else predicate(clauses, verb)
    if clauses.types[verb][0].isdigit() and t.child(verb, "cop") is not None:
        return "is told for itself"
    if case == "from" and clauses.lemmas[verb] in w.SCHEDULING:
        return "is only compared with"  # "moved up from May"
    if clauses.types[verb] in w.COMPARING or clauses.types[verb] in ("preceding", "following", "including"):
        return "is only compared with"
    if case in ("until", "till"):
        verb = next((v for v in (verb, *t.above(verb)) if clauses.lemmas[v] in w.LASTING), verb)
    if case in ("", "on", "in", "at", "late", "early") and (host := _host(clauses, verb)) is not None:
        verb = host
    if (noun := _between(clauses, verb, at) or _in_plan(clauses, verb, at, is_ahead)) is not None:
        return told_by(t, noun)
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


def _between(clauses: Clauses, verb: int, at: int) -> int | None:
    """A happening that is the subject, with the date right behind it: "The attack on Monday left three dead"."""
    t = clauses.trees
    subject = t.own_subject(verb)
    if subject is None or not (subject < at < verb) or not clauses.is_happening(subject):
        return None
    first = t.first[at]
    return (
        subject if first == subject + 1 or (first - subject <= 2 and clauses.types[subject + 1] == "earlier") else None
    )


def _host(clauses: Clauses, verb: int) -> int | None:
    """The verb of the past that an infinitive or a participle only completes: "refused to say", "seeking comment"."""
    t = clauses.trees
    head, marks = t.head[verb], t.forms(verb, "mark")
    is_infinitive, is_participle = "to" in marks, clauses.is_past_form(verb)
    if head < 0 or t.own_subject(verb) is not None:
        return None
    if not (is_infinitive or is_participle or clauses.types[verb].endswith("ing")):
        return None
    if t.kind(verb) == "acl" and not (marks or is_participle):
        head = next((a for a in t.above(verb) if t.upos[a] not in ("NOUN", "PROPN")), verb)
    elif t.kind(verb) != "xcomp" or not (is_infinitive or is_participle):
        return None
    past = t.upos[head] == "VERB" and clauses.tense(head) in ("past", "perfect")
    return head if past and clauses.lemmas[head] not in w.PLANNING else None


def _in_plan(clauses: Clauses, verb: int, at: int, is_ahead: bool) -> int | None:
    """A happening right before a date of the past under an infinitive: "to proceed as in the trial of Lee in 1998"."""
    t = clauses.trees
    if is_ahead or "to" not in t.forms(verb, "mark"):
        return None
    return next((i for i in range(t.first[at] - 1, verb, -1) if clauses.is_happening(i)), None)


def _moved(clauses: Clauses, verb: int, at: int) -> int | None:
    """What is moved to a day or lasts to it."""
    t = clauses.trees
    if clauses.lemmas[verb] not in w.SCHEDULING:
        return None
    before = t.first[at] - 1
    if verb < before and clauses.lemmas[before] in w.HAPPENINGS:
        return before
    what = t.child(verb, "obj")
    if what is None and t.is_passive(verb):
        what = t.own_subject(verb)
    if what is not None and clauses.types[what] in ("most", "some", "many", "all", "part"):
        what = t.child(what, "nmod") or what
    return what if what is not None and t.upos[what] in ("NOUN", "PROPN") else None


def predicate(clauses: Clauses, verb: int) -> Happening:
    """A predicate, with the words that tell it: "had surgery", "is up", "began gathering"."""
    t = clauses.trees
    if (noun := _there_was(clauses, verb)) is not None:
        return told_by(t, noun)
    head = t.head[verb]
    if t.kind(verb) == "xcomp" and head >= 0 and clauses.lemmas[head] in w.ASPECT:
        return Happening(head, _shown(clauses, head, verb), "verb")
    cop = t.child(verb, "cop")
    if cop is not None and t.child(verb, "case") is not None and (busy := _busy(clauses, verb)) is not None:
        return told_by(t, busy, "verb")
    if cop is not None:
        return Happening(verb, _shown(clauses, cop, verb), "copula")
    held = t.child(verb, "obj")
    if clauses.lemmas[verb] in w.LIGHT_VERBS and held is not None and _is_done(clauses, held):
        return Happening(verb, _shown(clauses, verb, held), "light verb")
    begun = t.child(verb, "xcomp") if clauses.lemmas[verb] in w.ASPECT else None
    return Happening(verb, _shown(clauses, verb, begun if begun is not None else verb), "verb")


def _is_done(clauses: Clauses, noun: int) -> bool:
    """Whether a light verb only says that its object happens: "made a bid", "took place"."""
    return clauses.is_happening(noun) or clauses.lemmas[noun] in w.DONE


def _busy(clauses: Clauses, place: int) -> int | None:
    """What somebody does somewhere: "is in Oslo chairing a meeting"."""
    t = clauses.trees
    doing = (c for c in t.children(place, "advcl", "xcomp", "acl") if c > place and clauses.types[c].endswith("ing"))
    return next((c for c in doing if t.child(c, "mark") is None and clauses.types[t.first[c] - 1] != ","), None)


def _there_was(clauses: Clauses, verb: int) -> int | None:
    """ "There were two deaths", "the day saw a strike": what there was, where it happens."""
    t = clauses.trees
    if t.child(verb, "expl") is None and clauses.lemmas[verb] not in w.BRINGING:
        return None
    noun = t.own_subject(verb) if t.child(verb, "expl") is not None else t.child(verb, "obj")
    return noun if noun is not None and clauses.is_happening(noun) else None


def _shown(clauses: Clauses, first: int, last: int) -> tuple[int, int]:
    """The characters from one word to another; of the first alone where they are far apart or in another order."""
    t = clauses.trees
    if not first <= last < first + _LONGEST_PREDICATE:
        last = first
    return t.start[first], t.end[last]
