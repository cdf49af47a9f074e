"""What the words round a match rule out: the second man, the 2000 people, the fall of a city, a 45-year-old."""

from __future__ import annotations

import regex as re

from dateline.calendar.expression import Expression
from dateline.timex.rules import NUMBER_WORDS, ORDINAL_WORDS

CURRENCY = "$£€¥#"
_ROUND = 40  # characters before and after a match that can rule it out
_NOT_YEARS = (
    r"\s*(?i:%|percent|per cent|people|persons?|men|women|children|troops|soldiers|workers|employees|members|jobs|"
    r"homes|houses|miles?|km|kilometers?|kilometres?|meters?|metres?|feet|foot|tons?|tonnes?|pounds?|dollars?|euros?|yen|"
    r"barrels?|shares?|points?|votes?|seats?|students?|residents?|civilians?|refugees?|victims?|police|hectares?|acres?|"
    r"dead|deaths?|cases|families|others|or so people|degrees|copies|units|cars|vehicles|tickets|calories|words|square|"
    r"million|billion|thousand|hundred|lbs?|kg|mph|cc|rpm|MHz|pages|stores|patients|protesters|demonstrators|officers|"
    r"fans|visitors|passengers|prisoners|immigrants|migrants|voters|signatures|times)\b"
)
# What leads in a year, a figure that seldom is one (more than "and"), a length and so on
_LED_IN = {
    "year": (
        r"(?:\b(?i:in|since|by|until|till|of|from|to|for|through|before|after|during|between|and|or|early|late|mid|around|"
        r"about|circa|than|its|the|his|their|a|year|fiscal|into)|[,(])\s*-?"
    ),
    "old year": (
        r"(?:\b(?i:in|since|by|until|till|from|year|circa|around|before|after|during|late|early|mid|to|"
        r"(?:between|from|in)\s+\d{3,4}\s+and)[\s-]*|\(\s*|\d\s*[-–]\s*)"
    ),
    "length": (
        r"(?<![\w$%'’.])(?i:for|in|within|of|over|about|nearly|almost|last|lasted|lasts|lasting|than|just|barely|only|"
        r"took|take|takes|spend|spent|exactly|after|during|until|through|quite|under|half|wait|waited|and|or|to|by|as|from|"
        r"since|less|more|around)[\"“'‘`(]*\s+"
    ),
    "season": (
        r"\b(?i:in|during|since|until|till|by|through|throughout|into|from|of|for|before|after|that|each|every|between|"
        r"over|and|to|or|all|as of|around)\s+"
    ),
    "may": (
        r"(?:\b(?i:in|by|since|until|till|through|from|to|of|last|next|this|early|late|each|every|on|for|during|between|"
        r"and|the|a|an|or|its|his|her|before|after|mid|around|about|into)|[,(–-]|\d|['’]s)\s*"
    ),
    "hour": r"\b(?i:at|around|by|before|after|until|till|about|and|or|from|to|since|past)\s+(?i:about\s+)?",
}
_CLAUSE_END = r"\s*(?:[.,;:!?)\"'”’`-]|$|(?:and|but|when|where|as|to|by|with|for|at|on|that|or|he|she|it|they)\b)"
_NUMBERS = "|".join(NUMBER_WORDS)
_ORDINALS = "|".join(ORDINAL_WORDS)
_AGE = r"[\s-]+(?i:olds?\b|of age\b)"
_TITLE = r"⟦(?i:the)\s[^⟧]*\b[A-Z]\w*⟧"  # Person of the Year

OUT, KEEP = True, False
_LENGTHS = [
    (OUT, rf"⟧{_AGE}"),
    (OUT, r"\b(?i:light)[\s-]*⟦"),
    # "will one day be", "he one day saw", "One day you will"
    (OUT, r"\b(?i:will|would|could|might|may|can|should|i|you|he|she|they|we|it)\s+⟦(?i:one day)⟧"),
    (OUT, r"⟦(?i:one day)⟧,?\s+(?i:i|you|he|she|they|we|it)\b"),
    (OUT, r"(?i:one|three)-quarters?⟧|⟦(?i:some quarters)⟧"),  # of a thing, or of opinion
    (OUT, r"⟦\d[^⟧]*\b[A-Z][a-z]+⟧"),  # a title: 60 Minutes
    (OUT, r"\b(?i:aged?|age of|ages)\s+(?:\d+\s*(?:to|and|or|[-–])\s*)?⟦"),
    (OUT, rf"\w[-./]⟦|[{CURRENCY}]⟦"),
]
# "at 9 last night", and not "killed 9 last night"
_HOURS = [
    (KEEP, rf"{_LED_IN['hour']}⟦|⟦(?i:noon|midnight|midday|early|late|half|a|quarter)\b"),
    (OUT, r"⟦(?:[a-zA-Z]+\b|\d+[\s,]+(?i:last|this|that|in|at|tomorrow|yesterday)\b)"),
]
# Of a rule, or of the form it makes, what decides whether it is no time: of these patterns over what stands before,
# ⟦the match⟧ and what stands after the first that is found.
EXCLUSIONS: dict[str, list[tuple[bool, str]]] = {
    "year": [
        (KEEP, r"⟦(?i:about|around)\s+\d{3}⟧(?:,\s|\s*[.)]|\s[-–]\s\d{3}\b)"),
        (OUT, r"⟦(?i:about|around)\s+\d{3}⟧"),
        (KEEP, r"⟦(?i:circa|ca?\.|about|around|year)\s*\w+⟧"),
        (OUT, r"⟦[^⟧]*['’‘`]\d\d⟧\s*[\d%]"),
        (KEEP, r"⟦[^⟧]*(?:['’‘`]\d\d⟧|(?i:B\.?C|A\.?D))|⟦\D+⟧"),
        (OUT, r"\d[.:]⟦|(?<!\b\d{3})\d/⟦"),  # but the season of 2003/04
        (OUT, r"⟧(?:%|/(?!\d\d\b)|[:.,]\d|\s*(?:[-–]\s*)?[ap]\.?m\b)"),
        (KEEP, r"⟦(?i:pre|post)\b"),
        (KEEP, rf"\b(?i:in|since)\s*⟦[^⟧]*⟧{_NOT_YEARS}"),
        (OUT, rf"⟧{_NOT_YEARS}"),
        (OUT, rf"(?<!{_LED_IN['year']})⟦[^⟧]*0⟧-(?!\d{{2,4}}\b)\w"),
        (OUT, r"⟧-[a-z]*[A-Z]"),  # a code: 2019-nCoV
        (OUT, r"(?i:No\.|number|flight|route|highway|nearly|some|roughly|approximately|total|(?<!earlier |later )than|"
              r"least|over|another|boeing|resolution|room|page|nasdaq|dow|index|at)\s*⟦"),
        # part of a name: Expo 2000
        (OUT, rf"(?<![.!?]\s)(?<![.!?]\s\s)(?!{_LED_IN['year']}⟦)\b[A-Z][a-z]+\s⟦[\w'’]+⟧"),
        (KEEP, rf"{_LED_IN['old year']}⟦|{_LED_IN['year']}⟦[^⟧]*⟧\s+(?:and|to|until)\s+1\d{{3}}\b"),
        (OUT, r"⟦[^⟧]*\b(?:\d{3}|1[0-7]\d\d|2[1-9]\d\d)\b"),
    ],
    "date": [
        (OUT, r"\b\d{3}⟧(?!\s*(?:[.,;:)]|$))"),  # 30 September 420
        # "October second": no date before a noun ("May second-placed"), where no year follows
        (OUT, rf"⟦(?![^⟧]*\bof\b)[^⟧]*\b(?i:{_ORDINALS}|tenth)⟧(?:-|(?!{_CLAUSE_END}))"),
    ],
    "time_relpart": _HOURS,
    "time_in_part": _HOURS,
    "month": [
        (KEEP, rf"⟦[^a-z⟧]{{4,}}⟧|{_LED_IN['may']}⟦"),
        (OUT, r"⟦(?i:may|march)⟧|(?i:may|march)⟧\s+(?:I|we|you|he|she|they|it|not|have|be|on|the)\b"),
        (OUT, r"\b[A-Z][a-z]+\s+⟦(?i:january|april|june|august)⟧|⟦(?i:april|june|august)⟧\s+[A-Z][a-z]+"),
    ],
    "duration": [*_LENGTHS, (OUT, r"⟦(?i:one|1)\b[^⟧]*quarters?⟧|(?<!several )quarters⟧\s+of\b")],
    "rel_count": [
        *_LENGTHS,
        (OUT, r"\b(?i:to|will|would|could|can|might|may|not|should|must|did|does|do)\s+⟦last\b"),
    ],
    "a_unit": [
        (OUT, rf"⟧{_AGE}|quarter⟧"),
        (KEEP, r"⟦\w+[\s-]+\w+[\s-]+\w"),
        (KEEP, r"⟧\s+(?i:after|before|since|later|earlier|ago|from now|long|away)\b|\b(?i:within)\s+⟦"),
        (OUT, r"⟧\s+(?:of|when|for the|in which|that|to remember)\b"),
        (KEEP, f"{_LED_IN['length']}⟦"),
        (OUT, ""),
    ],
    "season": [
        (OUT, r"⟧\s+quarters\b|\b[A-Z]\w*⟧\s+[A-Z][a-z]+"),  # the Winter Olympics
        (KEEP, r"⟦(?i:the\s+)?(?i:very\s+)?(?i:early|late|mid|middle|end|beginning|start|close|outset)\b"),
        (KEEP, r"⟦(?i:the)\b(?![^⟧]*(?i:fall|spring)⟧)"),
        (OUT, r"(?i:fall|spring)⟧\s+(?:of|in|from|to|apart|below|into|short|behind)\b"),
        (KEEP, rf"\b(?i:in|since|until|by|during)\s+⟦(?i:fall|spring)⟧|{_LED_IN['season']}⟦(?i:the\s)"),
        (OUT, rf"⟦(?i:fall|spring)⟧|⟧\s+[A-Z]|(?<!{_LED_IN['season']})⟦"),
    ],
    "season_rel": [],
    "season_year": [],
    "the_unit": [
        (OUT, rf"{_TITLE}|⟦(?i:the (?:full )?(?:hour|minute|decade|century|quarter|fortnight|millennium))⟧"),
        (OUT, r"(?i:weekend)⟧\s*(?:-|of\b|before\b|after\b)"),
        (KEEP, r"\b(?i:over|during|at|on)\s+⟦[^⟧]*(?i:weekend)⟧"),
        (OUT, r"⟧[^\S\n]*(?:-|(?:before|after|when|that|of|he|she|they|it|we|the)\b|[A-Z])"),
        (KEEP, r"⟦(?!(?i:the)\s+(?i:full\s+)?\w+⟧)|(?i:weekend)⟧|\b(?i:in|during|of|for)\s+⟦"),
        (OUT, r"(?i:day)⟧"),
        (KEEP, r"\b(?i:over|throughout|through|by|since|on)\s+⟦|⟧(?:['’]s\b|\s+(?:ended|ending|to)\b)"),
        (OUT, ""),
    ],
    "the_part": [
        (KEEP, r"\b(?i:at|by|before|until|till|after|since)\s+⟦\w+⟧"),
        (OUT, rf"⟦\w+⟧|{_TITLE}|⟧\s+(?:of|when|that|after|before|[A-Z])\b"),
        (KEEP, r"\b(?i:in|during|of|into|through|throughout)\s+⟦|⟦(?!(?i:the)\s+(?!mid)\w+⟧)"),
        (OUT, ""),
    ],
    "ref": [
        (OUT, r"[a-zA-Z]-⟦"),  # a name: Won-soon
        (OUT, r"[^.!?:“\"\s][^\S\n]*⟦(?:Current|Recent)⟧"),  # the journal Current Biology
        (OUT, r"⟦(?i:soon)⟧(?:-|\s+(?:as|after|before)\b)|\b(?i:was|were|as|too|very|how)\s+⟦soon⟧"),
        # "soon became" tells what followed then, not what lies ahead
        (OUT, r"⟦(?i:soon)⟧\s+(?:\w+ed|became|found|went|came|took|began|left|fell|had|grew|made|was|were)\b"),
    ],
    "these_days": [],
    "as_soon": [],
    "past_future": [
        (OUT, r"(?i:future)⟧\s+of\b"),
        (KEEP, rf"(?i:future)⟧|\b(?i:in|of|from|to|into|with|at|for)\s+⟦[^⟧]*⟧{_CLAUSE_END}"),
        (OUT, ""),
    ],
    "time": [
        (OUT, r"⟧\s+(?:radio|stations?|frequency|broadcasts?)\b"),  # five AM stations
        (OUT, r"⟦(?:Noon|Midnight)⟧|\b(?i:high)\s+⟦(?:noon|midnight)⟧|⟦\d\d?:\d\d⟧\s*[-–]?\s*\d"),
        (KEEP, r"\b(?i:at)\s+⟦"),
        (OUT, r"⟦\d+:\d\d:\d\d⟧|[A-Z][a-z]+\s+⟦\d+:\d\d⟧"),  # how long a race took
    ],
    # "the eighties", "the 80s", but not "in his eighties"
    "decade": [(KEEP, r"⟦[^⟧]*(?:\d{4}|['’‘`]\d|\b(?i:the)\b)"), (OUT, "")],
    "deictic": [(OUT, r"(?<![.!?]\s)\b[A-Z]\w+\s+⟦Today⟧")],
    # Days known by a name of their own: "Super Tuesday", "Bloody Sunday"
    "bare_weekday": [
        (OUT, r"\b(?:Super|Black|Bloody|Holy|Fat|Giving|Casual|Red|Green|Blue|White|Orange|Ruby)\s+⟦"),
    ],
    # the new years of other calendars
    "holiday": [
        (OUT, r"\b[A-Z]\w*(?:an|ese|ish|ic|li|ai|Tet|Solar)\s+⟦New Year|⟧\s+(?:Islands?|Rising|Carol|[Ee]ggs?)\b"),
    ],
    "day_of_month": [
        (OUT, r"⟧\s+and\s+\w+\s+floor"),
        (KEEP, r"⟧\s*(?:[.,;:!?)]|$|(?:and|but|or|at|in|by|when|after|before|with|the|he|she|they|it|a|to|for)\b)"),
        (OUT, ""),
    ],
    # "the last week of August" is no week before the publication
    "rel_unit": [(OUT, r"(?:\bthe\s⟦|⟦(?i:the)\b)[^⟧]*\b(?i:last)\b[^⟧]*⟧\s+of\b")],
    "day_part": [(OUT, r"\bthe\s⟦last\b")],  # "on the last night" of something
    # "during this time", "at the time", and not "this time he won", "the time of his life"
    "that_time": [
        (OUT, r"⟦(?i:the\s+time)⟧\s*when"),
        (KEEP, r"(?:\b(?i:at|by)\s+⟦|\b(?i:during|until|since)\s+⟦this)[^⟧]*⟧\s*(?:[.,;:!?)\"”]|$|(?:and|but|when)\b)"),
        (OUT, r"⟦(?i:the|this)\s+(?i:time)⟧"),
    ],
    "bare_units": [
        # "aged 65 years", "520 light years": what is no length with its number is none without it
        (OUT, rf"(?:\d\+?|\b(?i:{_NUMBERS}|hundred|thousand|million|billion|light))[\s-]+⟦"),
        # "wise beyond her years": hours of a shop, an age
        (OUT, r"\b(?i:opening|office|business|working|visiting|rush|small|beyond (?:his|her|their|its))\s+⟦"),
        (OUT, rf"⟧{_AGE}|quarters⟧|⟧\s+when\b"),
        (OUT, r"(?<!\b(?i:within|for)\s+)⟦(?i:minutes|mins|seconds)⟧"),
    ],
}  # fmt: skip
_COMPILED = {name: [(verdict, re.compile(p)) for verdict, p in steps] for name, steps in EXCLUSIONS.items()}


def ruled_out(text: str, start: int, end: int, rule: str, e: Expression) -> bool:
    """Whether a match is no time where it stands."""
    context = f"{text[max(0, start - _ROUND) : start]}⟦{text[start:end]}⟧{text[end : end + _ROUND]}"
    steps = _COMPILED.get(rule, _COMPILED.get(e.form, []))
    return next((verdict for verdict, pattern in steps if pattern.search(context)), KEEP)
