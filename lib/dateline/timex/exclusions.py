"""What the words round a match rule out: the second man, the 2000 people, the fall of a city, a 45-year-old."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.calendar.expression import Expression
from dateline.timex.rules import NUMBER_WORDS, ORDINAL_WORDS

CURRENCY = "$£€¥#"
_NOT_YEARS = re.compile(
    r"\s*(?:%|percent|per cent|people|persons?|men|women|children|troops|soldiers|workers|employees|members|jobs|homes|"
    r"houses|miles?|km|kilometers?|kilometres?|meters?|metres?|feet|foot|tons?|tonnes?|pounds?|dollars?|euros?|yen|"
    r"barrels?|shares?|points?|votes?|seats?|students?|residents?|civilians?|refugees?|victims?|police|hectares?|acres?|"
    r"dead|deaths?|cases|families|others|or so people|degrees|copies|units|cars|vehicles|tickets|calories|words|square|"
    r"million|billion|thousand|hundred|lbs?|kg|mph|cc|rpm|MHz|pages|stores|patients|protesters|demonstrators|officers|"
    r"fans|visitors|passengers|prisoners|immigrants|migrants|voters|signatures|times)\b",
    re.I,
)
_YEAR_PREP = re.compile(
    r"\b(?:in|since|by|until|till|of|from|to|for|through|before|after|during|between|and|or|early|late|mid|around|about|"
    r"circa|than|its|the|his|their|a|year|fiscal|into|,|\()\s*-?$",
    re.I,
)


_BEFORE_WORD = re.compile(r"([\w$%'’.]+)[\"“'‘`(]*\s+$")
_DURATION_BEFORE = set(
    (
        "for in within of over about nearly almost last lasted lasts lasting than just barely only took take takes "
        "spend spent exactly after during until through quite under half wait waited and or to by as from since less "
        "more around"
    ).split()
)
_AFTER_DURATION = re.compile(r"\s+(?:after|before|since|later|earlier|ago|from now|long|away)\b", re.I)
_AGE = re.compile(r"[\s-]+(?:olds?\b|of age\b)", re.I)
_SEASON_BEFORE = re.compile(
    r"\b(?:in|during|since|until|till|by|through|throughout|into|from|of|for|before|after|that|each|every|between|over|"
    r"and|to|or|all|as of|around)\s+$",
    re.I,
)
_MAY_BEFORE = re.compile(
    r"(?:\b(?:in|by|since|until|till|through|from|to|of|last|next|this|early|late|each|every|on|for|during|between|and|"
    r"the|a|an|or|its|his|her|before|after|mid|around|about|into)|[,(–-]|\d|['’]s)\s*$",
    re.I,
)
_CAPITALISED = re.compile(r"\s+[A-Z][a-z]+")
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+\s+$")
_AMBIGUOUS_MONTHS = {"may", "march", "april", "june", "august", "january"}
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:!?)\"'”’`-]|$|(?:and|but|when|where|as|to|by|with|for|at|on|that|or|he|she|it|they)\b)"
)


def ruled_out(text: str, start: int, end: int, rule: str, e: Expression, words: list[str]) -> bool:
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    check = CHECKS.get(rule) or (None if rule in _CERTAIN else CHECKS.get(e.form))
    return bool(check and check(before, after, text[start:end], e, words))


def _previous_word(before: str) -> str:
    match = _BEFORE_WORD.search(before)
    return match[1] if match else ""


_SPLIT_YEAR = re.compile(r"\b\d{4}/$")  # the season of 2003/04


def _no_year(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if _no_old_year(before, after, raw, e, words):
        return True
    if words[0] in ("circa", "c.", "ca.", "about", "around", "year") and len(words) == 2:
        return False
    if e.era or e.short_year is not None or not any(w.isdigit() for w in words):
        return e.short_year is not None and bool(re.match(r"\s*[\d%]", after))
    if before[-1:] in ("/", ".", ":") and before[-2:-1].isdigit() and not _SPLIT_YEAR.search(before):
        return True
    if (
        re.match(r"%|/(?!\d\d\b)|:\d", after)
        or re.match(r"[.,]\d", after)
        or re.match(r"\s*(?:[-–]\s*)?(?:[ap]\.?m\b)", after)
    ):
        return True
    year = e.year or 0
    named = _YEAR_PREP.search(before)
    if words[0] in ("pre", "post"):
        return False
    if _NOT_YEARS.match(after):
        return not (named and re.search(r"\b(?:in|since)\s*$", before, re.I))
    if re.match(r"-\w", after) and not re.match(r"-\d{2,4}\b", after) and year % 10 == 0 and not named:
        return True
    if re.match(r"-[a-z]*[A-Z]", after):  # a code: 2019-nCoV
        return True
    if re.search(
        r"(?:No\.|number|flight|route|highway|nearly|some|roughly|approximately|total|than|least|over|another|boeing|"
        r"resolution|room|page|nasdaq|dow|index|at)\s*$",
        before,
        re.I,
    ) and not re.search(r"earlier than|later than", before):
        return True
    if not named and len(words) == 1 and re.search(r"(?<![.!?]\s)(?<![.!?]\s\s)\b[A-Z][a-z]+\s$", before):
        return True  # part of a name: Expo 2000
    if year < 1800 or year > 2100:
        return not (_OLD_YEAR_PREP.search(before) or (named and _UNTIL_OLD_YEAR.match(after)))
    return False


# Figures that seldom are years need more than "and" before them.
_OLD_YEAR_PREP = re.compile(
    r"\b(?:in|since|by|until|till|from|year|circa|around|before|after|during|late|early|mid|to|"
    r"(?:between|from|in)\s+\d{3,4}\s+and)[\s-]*$|\(\s*$|\d\s*[-–]\s*$",
    re.I,
)
_UNTIL_OLD_YEAR = re.compile(r"\s+(?:and|to|until)\s+1\d{3}\b")


def _no_deictic(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    return raw == "Today" and bool(re.search(r"(?<![.!?]\s)\b[A-Z]\w+\s+$", before))


# Days known by a name of their own: "Super Tuesday", "Bloody Sunday"
_NAMED_WEEKDAY = re.compile(r"\b(?:Super|Black|Bloody|Holy|Fat|Giving|Casual|Red|Green|Blue|White|Orange|Ruby)\s+$")


def _no_weekday(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    return bool(_NAMED_WEEKDAY.search(before))


# The new years of other calendars
_OTHER_CALENDAR = re.compile(r"\b[A-Z]\w*(?:an|ese|ish|ic|li|ai|Tet|Solar)\s+$")


def _no_holiday(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if raw.startswith("New Year") and _OTHER_CALENDAR.search(before):
        return True
    return bool(re.match(r"\s+(?:Islands?|Rising|Carol|[Ee]ggs?)\b", after))


def _no_month(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    word = words[-1].rstrip(".")
    if raw.isupper() and len(raw) > 3:
        return False
    if word in ("may", "march"):
        if re.match(r"\s+(?:I|we|you|he|she|they|it|not|have|be|on|the)\b", after) and not _MAY_BEFORE.search(before):
            return True
        if len(words) == 1 and not _MAY_BEFORE.search(before):
            return True
    if word in _AMBIGUOUS_MONTHS and len(words) == 1:
        if _NAME_BEFORE.search(before) and not _MAY_BEFORE.search(before):
            return True
        if word in ("april", "june", "august", "may") and _CAPITALISED.match(after) and not _MAY_BEFORE.search(before):
            return True
    return False


# "will one day be", "he one day saw", "One day you will": no length of time
_SOME_DAY_BEFORE = re.compile(r"\b(?:will|would|could|might|may|can|should|i|you|he|she|they|we|it)\s+$", re.I)


_SOMEBODY_AFTER = re.compile(r",?\s+(?:i|you|he|she|they|we|it)\b", re.I)
_FRACTION = re.compile(r"(?:one|three)-quarters?$|^some quarters$", re.I)  # of a thing, or of opinion
_LIGHT = re.compile(r"\blight[\s-]*$", re.I)


def _no_duration(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if _AGE.match(after) or _LIGHT.search(before):
        return True
    if words == ["one", "day"] and (_SOME_DAY_BEFORE.search(before) or _SOMEBODY_AFTER.match(after)):
        return True
    if e.unit == "Q" and _FRACTION.search(raw):
        return True
    if e.unit == "Q" and e.amount != "X" and (e.amount == 1 or re.match(r"\s+of\b", after)):
        return e.rule not in ("rel_count", "vague_back")
    if e.rule == "duration" and raw.split()[-1][:1].isupper() and not raw.isupper() and not raw[:1].isalpha():
        return True  # a title: 60 Minutes
    if re.search(r"\b(?:aged?|age of|ages)\s+(?:\d+\s*(?:to|and|or|[-–])\s*)?$", before, re.I):
        return True
    if e.rule == "duration" and before[-1:] in ("-", ".", "/", "$") and before[-2:-1].isalnum():
        return True
    return e.rule == "duration" and before[-1:] in CURRENCY and before[-1:] != ""


def _no_a_unit(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if _AGE.match(after) or e.unit == "Q":
        return True
    if len(words) > 2:
        return False
    previous = _previous_word(before).lower()
    if _AFTER_DURATION.match(after):
        return False
    if previous == "within":
        return False
    if re.match(r"\s+(?:of|when|for the|in which|that|to remember)\b", after):
        return True
    return previous not in _DURATION_BEFORE


def _no_season(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if re.match(r"\s+quarters\b", after):
        return True
    if raw.split()[-1][:1].isupper() and _CAPITALISED.match(after):  # the Winter Olympics
        return True
    if words[-1] not in ("fall", "spring") and (words[0] == "the" or e.mod):
        return False
    if e.mod:
        return False
    if not _SEASON_BEFORE.search(before):
        return True
    if words[-1] in ("fall", "spring"):
        return (words[0] != "the" and not re.search(r"\b(?:in|since|until|by|during)\s+$", before, re.I)) or bool(
            re.match(r"\s+(?:of|in|from|to|apart|below|into|short|behind)\b", after)
        )
    return bool(re.match(r"\s+(?:[A-Z])", after))


def _is_title(raw: str) -> bool:
    """ "Person of the Year"."""
    words = raw.split()
    return words[0] == "the" and words[-1][:1].isupper()


def _no_the_unit(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if _is_title(raw):
        return True
    if e.unit in ("H", "MIN", "DE", "CE", "Q", "FN", "ML") and not e.mod:
        return True
    if e.unit == "WE" and re.search(r"\b(?:over|during|at|on)\s+$", before, re.I):
        return bool(re.match(r"\s*(?:-|of\b|before\b|after\b)", after))
    if re.match(r"[^\S\n]*(?:-|before\b|after\b|when\b|that\b|of\b|he\b|she\b|they\b|it\b|we\b|the\b|[A-Z])", after):
        return True
    if e.unit == "D":
        return not re.search(r"\b(?:in|during|of|for)\s+$", before, re.I) and not e.mod
    if e.unit == "WE":
        return False
    return not (
        e.mod
        or re.search(r"\b(?:in|during|of|for|over|throughout|through|by|since|on)\s+$", before, re.I)
        or re.match(r"(?:['’]s\b|\s+(?:ended|ending|to)\b)", after)
    )


def _no_the_part(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if words[0] != "the" and not e.mod:  # "at dawn"
        return not re.search(r"\b(?:at|by|before|until|till|after|since)\s+$", before, re.I)
    return (
        _is_title(raw)
        or not (e.mod or re.search(r"\b(?:in|during|of|into|through|throughout)\s+$", before, re.I))
        or bool(re.match(r"\s+(?:of|when|that|after|before|[A-Z])\b", after))
    )


# "soon became" tells what followed then, not what lies ahead
_PAST_AFTER_SOON = re.compile(r"\s+(?:\w+ed|became|found|went|came|took|began|left|fell|had|grew|made|was|were)\b")


def _no_ref(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if before[-1:] == "-" and before[-2:-1].isalpha():  # a name: Won-soon
        return True
    if raw[:1].isupper() and words[0] in ("current", "recent") and before and not re.search(r"[.!?:\n“\"]\s*$", before):
        return True  # the journal Current Biology
    if words == ["soon"]:
        return bool(
            _PAST_AFTER_SOON.match(after)
            or re.search(r"\b(?:was|were)\s+$", before, re.I)
            or re.match(r"\s+(?:as|after|before)\b|-", after)
            or re.search(r"\b(?:as|too|very|how)\s+$", before, re.I)
        )
    return False


def _no_past(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if words[-1] == "future":
        return bool(re.match(r"\s+of\b", after))
    return not _CLAUSE_END.match(after) or not re.search(r"\b(?:in|of|from|to|into|with|at|for)\s+$", before, re.I)


def _no_clock(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if re.match(r"\s+(?:radio|stations?|frequency|broadcasts?)\b", after):  # five AM stations
        return True
    if words == ["noon"] or words == ["midnight"]:
        return raw[0].isupper() or bool(re.search(r"\bhigh\s+$", before, re.I))
    if len(words) == 1 and e.second is not None:  # how long a race took
        return not re.search(r"\bat\s+$", before, re.I)
    if len(words) == 1 and ":" in raw:
        return bool(re.match(r"\s*[-–]?\s*\d", after)) or bool(re.search(r"[A-Z][a-z]+\s+$", before))
    return False


def _no_decade(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if e.form == "century" or (e.decade or 0) >= 100 or raw.lstrip("the ")[:1] in "'’‘`":
        return False
    # "the eighties", "the 80s", but not "in his eighties"
    return "the" not in words or bool(
        re.search(r"\b(?:his|her|their|your|my|in)\s+$", before, re.I) and "the" not in words
    )


def _no_day_of_month(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    return not re.match(
        r"\s*(?:[.,;:!?)]|$|(?:and|but|or|at|in|by|when|after|before|with|the|he|she|they|it|a|to|for)\b)", after
    ) or (bool(re.match(r"\s+(?:floor|day|century|anniversary|and\s+\w+\s+floor)", after)))


# "aged 65 years", "520 light years": what is no length with its number is none without it
_COUNTED = re.compile(rf"(?:\d\+?|\b(?:{'|'.join(NUMBER_WORDS)}|hundred|thousand|million|billion|light))[\s-]+$", re.I)


# "opening hours", "wise beyond her years": hours of a shop, an age
_NO_LENGTH = re.compile(
    r"\b(?:opening|office|business|working|visiting|rush|small|beyond (?:his|her|their|its))\s+$", re.I
)


def _no_vague(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if _COUNTED.search(before) or _NO_LENGTH.search(before):
        return True
    is_seldom_one = e.unit == "Q" or (e.unit in ("MIN", "S") and not re.search(r"\b(?:within|for)\s+$", before))
    return bool(_AGE.match(after)) or is_seldom_one or bool(re.match(r"\s+when\b", after))


_TO_LAST = re.compile(r"\b(?:to|will|would|could|can|might|may|not|should|must|did|does|do)\s+$", re.I)


def _no_rel_count(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    """ "It was to last a few months"."""
    return (words[0] == "last" and bool(_TO_LAST.search(before))) or _no_duration(before, after, raw, e, words)


def _no_day_part(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    """ "On the last night" of something."""
    return words[0] == "last" and before.endswith("the ")


def _no_rel_unit(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    """ "the last week of August" is no week before the publication."""
    the = words[0] == "the" or before.endswith("the ")
    return the and "last" in words and bool(re.match(r"\s+of\b", after))


# "October second": no date before a noun ("May second-placed"), where no year follows
_ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINAL_WORDS)}|tenth)$")


def _no_date(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    if words[-1].isdigit() and len(words[-1]) == 3:  # 30 September 420
        return not re.match(r"\s*(?:[.,;:)]|$)", after) or bool(_NOT_YEARS.match(after))
    if words[-1].isalpha() and _ORDINAL.search(raw) and "of" not in words:
        return after.startswith("-") or not _CLAUSE_END.match(after)
    return False


_AT_HOUR = re.compile(
    r"\b(?:at|around|by|before|after|until|till|about|and|or|from|to|since|past)\s+(?:about\s+)?$", re.I
)


def _no_hour(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    """ "At 9 last night", and not "killed 9 last night"."""
    is_bare = words[0].isalpha() or (
        words[0].isdigit()
        and len(words) < 5
        and words[1] in ("last", "this", "that", "in", "at", "tomorrow", "yesterday", ",")
    )
    return (
        is_bare
        and words[0] not in ("noon", "midnight", "midday", "early", "late", "half", "a", "quarter")
        and not _AT_HOUR.search(before)
    )


def _no_old_year(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    """ "About 373" is a year only where no noun follows that is counted."""
    if words[0] not in ("about", "around") or len(words[-1]) != 3:
        return False
    return not re.match(r",\s|\s*[.)]|\s[-–]\s\d{3}\b", after)


_AT_TIME = {
    "the": re.compile(r"\b(?:at|by)\s+$", re.I),
    "this": re.compile(r"\b(?:at|by|during|until|since)\s+$", re.I),
}
_NO_MORE_OF_IT = re.compile(r"\s*(?:[.,;:!?)\"”]|$|(?:and|but|when)\b)")


def _no_time(before: str, after: str, raw: str, e: Expression, words: list[str]) -> bool:
    """ "During this time", "at the time", and not "this time he won", "the time of his life"."""
    at = _AT_TIME.get(words[0]) if words[-1] == "time" else None
    is_of_something = not _NO_MORE_OF_IT.match(after) or (words[0] == "the" and after.lstrip().startswith("when"))
    return at is not None and (not at.search(before) or is_of_something)


CHECKS: dict[str, Callable[[str, str, str, Expression, list[str]], bool]] = {
    "year": _no_year,
    "date": _no_date,
    "time_relpart": _no_hour,
    "time_in_part": _no_hour,
    "month": _no_month,
    "duration": _no_duration,
    "a_unit": _no_a_unit,
    "season": _no_season,
    "the_unit": _no_the_unit,
    "the_part": _no_the_part,
    "ref": _no_ref,
    "past_future": _no_past,
    "time": _no_clock,
    "decade": _no_decade,
    "deictic": _no_deictic,
    "bare_weekday": _no_weekday,
    "holiday": _no_holiday,
    "day_of_month": _no_day_of_month,
    "rel_unit": _no_rel_unit,
    "rel_count": _no_rel_count,
    "day_part": _no_day_part,
    "that_time": _no_time,
    "bare_units": _no_vague,
}
# rules whose own words leave no doubt, though others of their form do
_CERTAIN = frozenset("season_rel season_year these_days as_soon".split())
