"""What the words round a number make of it: a bound, an age, a score; or a label, an address, a code."""

from __future__ import annotations

import re


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


NEAR = 80  # characters in which a word that tells is looked for

# Before a number. "Over" and its like bound one where they do not place a thing.
BOUNDS = _words(
    r"(?:(?<=\s)|(?<=[(\"“‘—–-])|^)(?:(?:just|well|far|slightly|only)\s)?(?:"
    r"(?P<at_least>at\sleast|(?:a\s)?minimum\sof|(?:no|not)\s(?:fewer|less)\sthan)"
    r"|(?P<at_most>at\smost|up\sto|as\s(?:many|much|high)\sas|(?:a\s)?maximum\sof|(?:no|not)\smore\sthan)"
    r"|(?P<more_than>(?:more|greater|higher)\sthan|upwards?\sof|in\sexcess\sof|over|above)"
    r"|(?P<fewer_than>(?:less|fewer|lower)\sthan|under|below)"
    r"|(?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|close\sto|(?:an|the)\sestimated|~)"
    r")(?:\s(?:another|an?\s(?:additional|further|extra|estimated|total\sof|record)))?\s?$"
)
PLACING = frozenset("over above under below about around".split())
BETWEEN = _words(r"\bbetween\s$")
FROM = _words(r"(?<!ranging\s)(?<!range\s)(?<!ranged\s)(?<!ranges\s)(?<!anywhere\s)\bfrom\s$")
MINUS = _words(r"(?:\b(?:minus|negative)\s|(?<![\w)\]%])[-−])$")
AGED = _words(r"\b(?:aged?|ages|age\sof)\s(?:just\s|only\s)?$")
IS_OLD = _words(r"\b(?:(?:he|she)\s(?:was|is|turned|turns)|(?:dies|died|dead)\sat)\s$")
MAGNITUDE_BEFORE = _words(r"\bmagnitude(?:-|\s(?:of\s)?)$")
CONTEST_BEFORE = _words(r"\b(?:by|voted|vote\sof|margin\sof|won|lost|score\sof)\s$")
RATIO_BEFORE = _words(r"\b(?:ratio|odds|margin)\sof\s$|\boutnumber\w*\s(?:\w+\s){0,3}by\s$")
PART_BEFORE = _words(r"\b(?:first|second|third|last|other|latter|every|each|final|this|that|opening|closing)\s$")
BY = _words(r"\bby\s$")
CODE_BEFORE = re.compile(r"[\w.]-$")  # "Covid-19"
LABEL = _words(
    r"(?:\b(?:nos?\.?|numbers?|flights?|highways?|routes?|interstate|sections?|articles?|chapters?|rooms?|pages?|channel|"
    r"groups?|phases?|stages?|levels?|grades?|class|tier|categor(?:y|ies)|types?|models?|versions?|resolution|covid|"
    r"amendments?|proposition|season|episodes?|parts?|volumes?|districts?|wards?|unit|lines?|gates?|terminal|platform|"
    r"lanes?|rounds?|games?|lap|zone|block|apartment|suite|box|code|seed|ranked|top|lot|exits?|boeing|airbus|formula|"
    r"psalm|verse|figures?|tables?|steps?|rules?|division|sector|pier|paragraph|clause|schedule|annex|windows|iphone|"
    r"fortune|per|every|each|under-|over-)|(?-i:\b[A-Z]\w*[A-Z]\w*)|#)\s?$"
)

# Behind a number
AFTER = _words(
    r"(?P<at_least>\+|-plus\b|\splus\b(?=\s\w)|\s(?:or|and)\s(?:more|older|over|above|up)\b)"
    r"|(?P<at_most>\sor\s(?:less|fewer|under|younger)\b)|(?P<about>-odd\b|\sor\sso\b)"
)
OLD = _words(r"[-\s](?P<unit>year|month|week|day)s?(?:[-\s]olds?\b|\sof\sage\b)")
AGE_ENDS = re.compile(r"[,.;:)—]|\s(?:and|from|of|who|was|said|is|were)\b|$")
MAGNITUDE = _words(r"[-\s]magnitude\b|\son\sthe\s(?:open-ended\s)?richter\sscale\b")
TIMES = _words(
    r"\stimes(?=\s(?:as\s(?:many|much|likely|big|high|large|long|fast|often|great|strong)|more|less|higher|lower|larger|"
    r"bigger|greater|faster|longer|the|its|their|that)\b)|-?fold\b"
)
METRES = _words(
    r"(?=\s(?:high|tall|long|wide|deep|above|below|away|from|up|apart|thick|freestyle|hurdles|sprint|relay|race)\b)"
)
DIMENSION = _words(r"\s(?:high|tall|long|wide|deep|thick)\b")
UNCOUNTED = _words(
    r"[-\s](?:\w+[-\s])?(?:(?:milli|nano)?seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|"
    r"quarters?|seasons?|years?|decades?|century|centuries|am|pm|a\.m|p\.m|o['’]clock|degrees?|pounds?)\b"
)
OF_SHARE = _words(r"\s(?:of|the|its|their|his|her|our|all|majority)\b")
SHARE_ENDS = _words(r"[.,;)]|\s(?:to|from|in|since|and|over|this|last|on|by|between|compared)\b|$")
HYPHENED = _words(
    r"-(?P<noun>member|storey|story|seat|person|page|bed|bedroom|room|lane|vote|point|goal|run|ton|man)\b"
)
STATES = re.compile(
    r"\s(?P<state>dead|injured|wounded|killed|missing|hurt|hospitali[sz]ed|arrested|detained|displaced|evacuated|infected|"
    r"others)\b"
)
CONTEST_NOUN = _words(
    r"\s(?:votes?|ruling|decision|majority|margin|verdict|win|victory|defeat|loss|lead|draw|tie|score|scoreline|result|"
    r"aggregate|record|home|away|thrashing|thriller|upset)\b"
)
NAME_BEHIND = re.compile(r"\s[A-Z]")
GOES_ON = re.compile(r"[\w/:@#]|[.,]\d|['’]\d|[-–]\d")
GOES_ON_BEHIND_UNIT = re.compile(r"\w|[.,]\d")
JOINING = re.compile(r"[-–—−]|\s(?:to|or|and)\s")
JOINS = re.compile(
    r"(?P<votes>\svotes\sto\s)|(?P<dash>\s?[-–—−]\s?)|(?P<to>-?\sto\s)|(?P<ratio>-to-)|(?P<or>\sor\s)|(?P<and>\sand\s)"
)

# Anywhere near
CONTEST = _words(
    r"\b(?:(?P<vote>vot(?:e|es|ed|ing)|ballot|passed|approved|rejected|adopted|ruled|ruling|decision|motion|referendum|"
    r"verdict)|(?P<score>w[io]n|wins|winning|los[et]s?|losing|loss|beat(?:s|en|ing)?|defeat(?:s|ed|ing)?|lead|leads|led|"
    r"leading|draws?|drew|drawn|victor(?:y|ies)|scor(?:e|es|ed|ing|eline)|goals?|match|final|semi-?final|"
    r"penalt(?:y|ies)|thrash(?:ed|ing)|edged|trail(?:s|ed|ing)|aggregate|shootout|make\sit|made\sit|half-?time))\b"
)
WARM = _words(
    r"\b(?:temperatures?|heat\w*|hot|hottest|warm\w*|cold\w*|cool\w*|fr[eo]ez?\w*|celsius|fahrenheit)\b|°|minus"
)
WEIGHED = _words(r"\b(?:weigh\w*|weight|lb|kg|kilos?|heav\w+)\b")
STERLING = re.compile(r"£|\b(?:sterling|pence)\b")

DECADE_OF_LIFE = _words(
    r"\b(?:his|her|their)\s(?P<age>(?:(?:early|mid|late)(?:\s(?:to|or)\s(?:mid|late))?[-\s])?"
    r"(?P<tens>[2-9]0|twen|thir|for|fif|six|seven|eigh|nine)(?:s|ties))\b"
)
DECADES = {tens: 10 * n for n, tens in enumerate("twen thir for fif six seven eigh nine".split(), 2)}

HARMING = frozenset(
    "kill kills killed killing injure injures injured injuring wound wounded wounding die died dying arrest arrested "
    "detain detained hurt evacuated rescued displaced hospitalised hospitalized infected".split()
)
PLURALS = frozenset(
    "people men women children police staff personnel aircraft troops cattle sheep deer fish species crew feet teeth "
    "mice media data criteria phenomena dice oxen geese alumni bacteria headquarters series".split()
)
