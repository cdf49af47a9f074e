"""Which way the clause of an expression looks: its cues of tense, and what follows for an incomplete date."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.calendar.expression import Expression
from dateline.calendar.resolution import resolve
from dateline.calendar.values import span

# Cues of tense, the last one before the expression decides. A cue runs over the participle it governs (will be opened).
_VERB = r"(?: not| also| now| then| \w+ly)?(?: be| have)?(?: \w+)?"
# "the plan", "her hopes": a noun, unless "to" follows it.
_DETERMINERS = "the a an this that these those its his her their my our your no".split()
_NO_NOUN = "".join(rf"(?<!\b(?i:{word}) )" for word in _DETERMINERS)
_CUE = re.compile(
    rf"(?P<future>\b(?:will|shall|won['’]t|cannot|can|may|might|must|should)\b{_VERB}|\b\w+['’]ll\b{_VERB}"
    rf"|(?:{_NO_NOUN}\b|\b(?=\w+ to\b))(?:plans?|hopes?|aims?)\b(?: to| for)?(?: be)?(?: \w+)?"
    r"|\bdue\b(?! to (?:a|an|the|this|that|its|his|her|their)\b)(?: to| for)?(?: be)?(?: \w+)?"
    r"|(?<!\ba )(?<!\bthe )(?<!\boriginally )(?<!\bpreviously )\bplanned\b(?: to| for)?(?: be)?(?: \w+)?"
    r"|\b(?:scheduled|expected|expects?|slated|planning|likely|intends?|going|ready|poised|prepares?|"
    r"preparing)\b(?: to| for)?(?: be)?(?: \w+)?"
    r"|\bset (?:to|for)\b(?: be)?(?: \w+)?"
    r"|\b(?:is|are|was|were) to (?:be )?\w+"
    r"|\b(?:effective|payable|upcoming|deadline|expires?|begins|starts|opens|closes|arrives|leaves)\b)"
    r"|(?P<limit>\b(?:until|till|as soon as|no later than|as early as)\b)"
    r"|(?P<weak>\bto (?!the\b|a\b|an\b|his\b|her\b|its\b|their\b|this\b|that\b|more\b|less\b|about\b|at\b|as\b|death\b|"
    r"[A-Z0-9$])(?:be )?\w+|\bwould\b)"
    r"|(?P<end>\b(?:by|through)\b)"
    r"|(?P<past>\b(?:back (?:in|on|at)|as of)\b|\b(?:said|says|was|were|had|did|has|have|ago|since|told|came|went|"
    r"took|made|began|met|rose|fell|gave|won|lost|saw|seen|found|left|held|led|sent|spoke|died|became|got|put|hit|grew|ran|shot|set|record"
    # verbs that are their own past, after what else would have an s with them
    r"|(?:[Hh]e|[Ss]he|[Ii]t) (?:beat|bid|cast|cost|cut|forecast|let|quit|shut|split|spread)"
    r"|(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bstill )\w+ed)\b)"
)

# What the groups say; a limit ("until", "by") takes the tense of a verb of the past just before it.
_TENSE = {"future": "future", "limit": "future", "weak": "weak", "end": "weak", "past": "past"}
_CLOSE = 12

_PAST_AFTER = re.compile(r"\s+(?:was|were|had|said|\w+ed|took|made|began|met|came|went|told)\b")


def tense_of(before: str, after: str) -> str:
    """The last cue of tense before an expression, else the first after it: future, weak (to ..., by), past or none."""
    if _PAST_AFTER.match(after):
        return "past"
    cues = list(_CUE.finditer(before))
    if not cues:
        first = _CUE.search(after)
        return _TENSE[str(first.lastgroup)] if first else "none"
    last, one_before = cues[-1], cues[-2] if len(cues) > 1 else None
    kind = str(last.lastgroup)
    after_past = one_before and one_before.lastgroup == "past" and last.start() - one_before.end() <= _CLOSE
    if kind in ("limit", "end") and after_past:  # "the schools were closed by March 13"
        return "past"
    tense = _TENSE[kind]
    return "future" if tense == "weak" and one_before and _TENSE[str(one_before.lastgroup)] == "future" else tense


def direction_of(e: Expression, tense: str, reference: str | None) -> str:
    """Which way an incomplete date looks."""
    if e.short_year is not None:
        return tense if tense in ("past", "future") else "nearest"
    if e.weekday and not e.month:
        if e.rel == 0 and tense not in ("future", "past"):
            return "nearest"  # "this Sunday"
        return "future" if tense == "future" else "past"
    if e.form == "holiday":
        return "nearest"
    if e.form == "quarter":
        return "future" if tense == "future" and e.ordinal == 1 else "past"
    if e.month and reference:
        return _month_direction(e, tense, reference)
    return "future" if tense == "future" else "past"


# How many days ahead a date without a year may lie: by the tense of its clause, for days and for months
_AHEAD = {"future": (330, 340), "weak": (200, 130), "past": (75, 0), "none": (150, 0)}


def _month_direction(e: Expression, tense: str, reference: str) -> str:
    """The coming one where the tense allows and it is not too far off, else the latest; for days the nearest first."""
    ahead = span(resolve(replace(e, form="date", kind="DATE"), reference, "future"))
    today = span(reference)
    if not ahead or not today:
        return "past"
    distance = (ahead[0] - today[0]).days
    limit = _AHEAD[tense][0 if e.dom else 1]
    if tense == "future" and e.dom and distance > 200:
        return "past"
    return "future" if distance <= limit else "past"
