"""Which way the clause of an expression looks: its cues of tense, and what follows for an incomplete date."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from dateline.calendar.expression import Expression
from dateline.calendar.resolution import resolve
from dateline.calendar.values import span
from dateline.syntax import Trees

# Verbs whose past has a form of its own, or whose one form is mostly the past ("set", "put").
_IRREGULAR = (
    "said told came went took made began met rose fell gave won lost saw seen found left held led sent spoke "
    "became got put hit grew ran shot set wrote written brought bought caught taught thought fought built broke "
    "broken chose chosen drew drove felt flew heard kept knew known laid meant paid rode sang sank sat shook "
    "slept sold stole stolen stood struck swore sworn swept threw thrown understood woke withdrew withdrawn "
    "overthrew spent taken given gone shown dealt bore born bound burnt clung crept dug fled forgot forgotten "
    "froze frozen hung hid hidden lent lit sought slid spun sprang stuck stung swam swung tore torn wept wore "
    "worn wound blew ate drank rang overcame overtook mistook forgave leapt knelt strode undertook foresaw"
)
_WORDS = {
    name: frozenset(words.split())
    for name, words in {
        # end as a past does and are none
        "no past": "united hundred need indeed speed feed seed bed red exceed proceed succeed sacred weed greed creed "
        "breed bleed shed",
        "one form": "beat bid burst cast cost cut hurt let quit shut split spread thrust upset",
        "modal": "will wo 'll ’ll shall can ca may might must should would ought",
        "past": "was were did had has have having 've ’ve",
        "being": "is are am 's ’s 're ’re be being",
        # what somebody wants to do, or has to, lies ahead; what he failed or voted to do need not
        "wanted": "want wants wanted wish wishes plan plans planning hope hopes hoping expect expects intend intends "
        "aim aims need needs have has due set ready poised likely scheduled going about prepares preparing promises "
        "promised vows vowed pledges pledged threatens threatened seeks",
        # what was planned in the past can lie behind us or ahead
        "planned": "planned scheduled rescheduled set invited called announced due expected meant hoped promised",
        # what teams do next, in the plural, with no noun's article before it
        "fixture": "play host face visit travel meet welcome entertain",
    }.items()
}
_PASTS = _WORDS["one form"].union(_IRREGULAR.split())

# Cues of tense, the last one before the expression decides. A cue runs over the participle it governs (will be opened).
_VERB = r"(?: not| also| now| then| \w+ly)?(?: be| have)?(?: \w+)?"
_TO = r"(?: to| for)?(?: be)?(?: \w+)?"
# "the plan", "her hopes": a noun, unless "to" follows it.
_DETERMINERS = "the a an this that these those its his her their my our your no".split()
_NO_NOUN = "".join(rf"(?<!\b(?i:{word}) )" for word in _DETERMINERS) + "(?<!ed )"
_NONE = "|".join(sorted(_WORDS["no past"]))
_NOT_PASSIVE = r"(?<!\bis )(?<!\bare )(?<!\bbe )"
_CUE = re.compile(
    # "had been due to expire on Friday" looks back on what lay ahead
    r"(?P<was>\bhad (?:previously |originally )?(?:been )?"
    rf"(?:due|scheduled|expected|slated|set|going|planned|hoped|intended)\b{_TO})"
    # "was planning to vote on Tuesday" leaves open whether that is over
    rf"|(?P<planned>\bwould have\b|\b(?:was|were) (?:planning|going|hoping|intending|expecting|preparing)\b{_TO})"
    rf"|(?P<future>\b(?:will|shall|won['’]t|cannot|can|may|might|must|should)\b{_VERB}|\b\w+['’]ll\b{_VERB}"
    rf"|(?:{_NO_NOUN}\b|\b(?=\w+ to\b))(?:plans?|hopes?|aims?)\b{_TO}"
    rf"|\bdue\b(?! to (?:a|an|the|this|that|its|his|her|their)\b){_TO}"
    rf"|(?<!\ba )(?<!\bthe )(?<!\boriginally )(?<!\bpreviously )\bplanned\b{_TO}"
    rf"|\b(?:scheduled|expected|expects?|slated|planning|likely|intends?|going|ready|poised|prepares?|preparing)\b{_TO}"
    r"|\bset (?:to|for)\b(?: be)?(?: \w+)?|\b(?:forecast|predicted|projected) to (?:be )?\w+"
    r"|\b(?:is|are|was|were) to (?:be )?\w+"
    r"|\b(?:effective|payable|upcoming|deadline|expires?|begins|starts|opens|closes|arrives|leaves)\b)"
    r"|(?P<limit>\b(?:until|till|as soon as|no later than|as early as)\b)"
    r"|(?P<weak>\bto (?!the\b|a\b|an\b|his\b|her\b|its\b|their\b|this\b|that\b|more\b|less\b|about\b|at\b|as\b|death\b|"
    r"[A-Z0-9$])(?:be )?\w+)"
    r"|(?P<would>\bwould\b(?! have\b))"
    r"|(?P<end>\b(?:by|through)\b)"
    r"|(?P<past>\b(?:back (?:in|on|at)|as of|according to)\b|\b(?:says|was|were|had|did|has|have|ago|since|record"
    # "is heard in May", "would be paid": a participle has the tense of what is before it
    rf"|{_NOT_PASSIVE}(?:{_IRREGULAR.replace(' ', '|')})"
    # verbs that are their own past, after what else would have an s with them
    r"|(?:[Hh]e|[Ss]he|[Ii]t) (?:beat|bid|cast|cost|cut|forecast|let|quit|shut|split|spread)"
    rf"|(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bstill ){_NOT_PASSIVE}(?!(?i:{_NONE})\b)\w+ed)\b)"
)

# What is put off or called lies ahead: by the word before the date the verbs, and what may stand between them.
_NOT_BEFORE = r"(?<!\bhad )(?<!\bhad been )(?<!\bpreviously )"
_BETWEEN = r"(?:[ ,](?!(?:by|in|on|at|after|when)\b)[\w'’$-]+){0,7}\s+$"
_MOVED = "postpon(?:e|es|ed)|delay(?:s|ed)?|defer(?:s|red)?|reschedul(?:e|es|ed)|extend(?:s|ed)?"
_UNTIL = (
    rf"{_MOVED}|adjourn(?:s|ed)?|remand(?:s|ed)|suspend(?:s|ed)?|prolong(?:s|ed)?|prorogued|recessed|push(?:es|ed)|puts?|"
    "held over|has|have|gives?|gave|given|granted|stays?|stayed|remains?"
)
_CALLED = (
    "set|schedul(?:e|es|ed)|reschedul(?:e|es|ed)|calls?|called|arrang(?:e|es|ed)|book(?:s|ed)?|postponed|delayed|"
    "waits?|waiting"
)
_PUT_OFF = {
    word: re.compile(rf"{_NOT_BEFORE}\b(?:{verbs})\b{_BETWEEN}")
    for word, verbs in (
        ("until", _UNTIL),
        ("till", _UNTIL),
        ("to", rf"{_MOVED}|mov(?:e|es|ed)|pushed|puts?|brought forward"),
        ("for", _CALLED),
    )
}
_UP_TO = re.compile(r"\b(until|till|to|for)\s+(at least\s+)?$")

# What the groups say; a limit ("until", "by") takes the tense of a verb of the past just before it.
_TENSE = {
    "was": "past",
    "future": "future",
    "limit": "future",
    "weak": "weak",
    "would": "would",
    "planned": "planned",
    "end": "weak",
    "past": "past",
}
_CLOSE = 12
_DONE = "began begun started continued ceased managed failed refused declined tried used".split()  # to do something
_BEGUN = re.compile(rf"\b(?:{'|'.join(_DONE)}) $")
_QUOTATION_BEGINS = re.compile(r"[“\"]")
_QUOTATION_ENDS = re.compile(r"[”\"]")  # what follows one is another clause
_PRESENT = re.compile(r"\b(?:is|are)\b")  # a clause of its own, that what comes after says nothing of

_SINCE = re.compile(r"\b(?:since|than)\s+(?:early\s+|late\s+)?$")
_PAST_AFTER = re.compile(r"\s+(?:was|were|had|said|\w+ed|took|made|began|met|came|went|told)\b")


def tense_of(before: str, after: str) -> str:
    """The last cue of tense before an expression, else the first after it: future, would, planned ("was planning to",
    "would have"), weak (to ..., by), past or none."""
    if _PAST_AFTER.match(after) or _SINCE.search(before):
        return "past"
    if (up_to := _UP_TO.search(before)) and (up_to[2] or _PUT_OFF[up_to[1]].search(before, 0, up_to.start())):
        return "future"
    cues = list(_CUE.finditer(before))
    if not cues:
        if _PRESENT.search(before):
            return "none"
        after = _QUOTATION_ENDS.split(after)[0] if _QUOTATION_BEGINS.search(before) else after
        first = next((cue for cue in _CUE.finditer(after) if cue.lastgroup in ("was", "future", "past")), None)
        return _TENSE[str(first.lastgroup)] if first else "none"
    last, one_before = cues[-1], cues[-2] if len(cues) > 1 else None
    kind = str(last.lastgroup)
    after_past = one_before and one_before.lastgroup == "past" and last.start() - one_before.end() <= _CLOSE
    if kind in ("limit", "end") and after_past:  # "the schools were closed by March 13"
        return "past"
    if kind == "weak" and _BEGUN.search(before, 0, last.start()):
        return "past"
    tense = _TENSE[kind]
    return "future" if tense == "weak" and one_before and _TENSE[str(one_before.lastgroup)] == "future" else tense


# the tense of the clause by the tree of its sentence, which costs more than all else that is done with times

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
    is_fixture = beside and trees.upos[root - 1] == "PROPN" and trees.text[root] in _WORDS["fixture"]
    has_subject = trees.own_subject(root) is not None
    is_form = has_subject or is_fixture or (beside and trees.text[root].endswith("s"))
    return trees.head[root] < 0 and trees.upos[root] == "NOUN" and is_form and _is_sentence(trees, root)


def _is_sentence(trees: Trees, word: int) -> bool:
    """Whether the sentence of a word ends as one does, and is no headline."""
    return trees.text[bisect_right(trees.sentence, trees.sentence[word]) - 1] in _STOPS


def _tense(trees: Trees, verb: int) -> str:
    """The tense of a predicate; of an infinitive that of what it depends on, or what lies ahead."""
    form = trees.text[verb].lower()
    helpers = {trees.text[c].lower() for c in trees.children(verb, "aux", "cop")}
    if helpers & _WORDS["modal"]:
        return "future"
    if form in _WORDS["planned"] or "could" in helpers:
        return "none"
    if helpers & _WORDS["past"]:
        return "past"
    if any(trees.text[c].lower() == "to" for c in trees.children(verb, "mark")):
        above = trees.text[trees.head[verb]].lower() if trees.kind(verb) == "xcomp" else ""
        return "future" if above in _WORDS["wanted"] else "past" if above in _DONE else "none"
    if helpers & _WORDS["being"]:
        return "future" if _is_sentence(trees, verb) else "none"
    if trees.upos[verb] != "VERB":
        return "future" if _is_verb_taken_for_noun(trees, verb) else "none"
    if form in _PASTS or (form.endswith("ed") and form not in _WORDS["no past"]):
        return "past"
    return "future" if _is_sentence(trees, verb) and not form.endswith("ing") else "none"


def direction_of(e: Expression, tense: str, reference: str | None) -> str:
    """Which way an incomplete date looks."""
    if e.short_year is not None:
        return tense if tense in ("past", "future") else "nearest"
    if e.weekday and not e.month:
        if e.rel == 0 and tense not in ("future", "past"):
            return "nearest"  # "this Sunday"
        return {"future": "future", "would": "future", "planned": "nearest"}.get(tense, "past")
    if e.form == "holiday":
        return "nearest"
    if e.form == "quarter":
        if tense == "future":
            return "future" if e.ordinal == 1 else "onward"
        return "past" if tense == "past" else "nearest"
    if e.month and reference:
        # the coming one where the tense allows and it is not too far off, else the latest; for days the nearest first
        return "future" if 0 <= _days_ahead(e, reference) <= _AHEAD[tense][not e.dom] else "past"
    return "future" if tense == "future" else "past"


# How many days ahead a date without a year may lie: by the tense of its clause, for days and for months
_AHEAD = {
    "future": (330, 340),
    "weak": (200, 130),
    "would": (200, 130),
    "planned": (200, 130),
    "past": (0, 0),
    "none": (150, 0),
}
_FAR = 200  # days ahead of a day without a year that only the form of its verb takes for a coming one
_SOON = 75  # days ahead that a clause of the past can seem to name
# "the November 13 deadline"
_NOUN_AFTER = re.compile(
    r"['’]s\b|[\"”]?\s+(?!(?:and|or|but|in|at|by|on|when|where|to|for|with|of|if|as|after|before)\b)[a-z]"
)


def is_in_question(e: Expression, tense: str, after: str, dct: str | None) -> bool:
    """Whether words leave it open which way a date without its year or week looks from the day of publication, so that
    its clause has to be asked."""
    if not dct or e.rel is not None or e.stated or e.anaphor or not (e.weekday or e.month):
        return False
    if tense == "past":
        return bool(e.month and e.dom) and 0 < _days_ahead(e, dct) <= _SOON
    if tense not in ("none", "weak") or _NOUN_AFTER.match(after):
        return False
    return not (e.month and e.dom) or _AHEAD[tense][0] < _days_ahead(e, dct) <= _FAR


def _days_ahead(e: Expression, reference: str) -> int:
    """How far off the coming one is; -1 where there is none."""
    ahead = span(resolve(replace(e, form="date", kind="DATE"), reference, "future"))
    today = span(reference)
    return (ahead[0] - today[0]).days if ahead and today else -1
