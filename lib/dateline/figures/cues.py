"""What the words round a number make of it: a bound, an age, a score; or a label, an address, a code."""

from __future__ import annotations

import re

NEAR = 80  # characters in which a word that tells is looked for

_PATTERNS = {
    # Before a number. "Over" and its like bound one where they do not place a thing.
    "bounds": (
        r"(?i)(?:(?<=\s)|(?<=[(\"“‘—–-])|^)(?:(?:just|well|far|slightly|only)\s)?(?:"
        r"(?P<at_least>at\sleast|(?:a\s)?minimum\sof|(?:no|not)\s(?:fewer|less)\sthan)"
        r"|(?P<at_most>at\smost|up\sto|as\s(?:many|much|high)\sas|(?:a\s)?maximum\sof|(?:no|not)\smore\sthan)"
        r"|(?P<more_than>(?:more|greater|higher)\sthan|upwards?\sof|in\sexcess\sof|over|above)"
        r"|(?P<fewer_than>(?:less|fewer|lower)\sthan|under|below)"
        r"|(?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|close\sto|(?:an"
        r"|the)\sestimated|~)"
        r")(?:\s(?:another|an?\s(?:additional|further|extra|estimated|total\sof|record)))?\s?$"
    ),
    "between": r"(?i)\bbetween\s$",
    "from": r"(?i)(?<!ranging\s)(?<!range\s)(?<!ranged\s)(?<!ranges\s)(?<!anywhere\s)\bfrom\s$",
    "minus": r"(?i)(?:\b(?:minus|negative)\s|(?<![\w)\]%])[-−])$",
    "aged": r"(?i)\b(?:aged?|ages|age\sof)\s(?:just\s|only\s)?$",
    "is_old": r"(?i)\b(?:(?:he|she)\s(?:was|is|turned|turns)|(?:dies|died|dead)\sat)\s$",
    "magnitude_before": r"(?i)\bmagnitude(?:-|\s(?:of\s)?)$",
    "contest_before": r"(?i)\b(?:by|voted|vote\sof|margin\sof|won|lost|score\sof)\s$",
    "ratio_before": r"(?i)\b(?:ratio|odds|margin)\sof\s$|\boutnumber\w*\s(?:\w+\s){0,3}by\s$",
    "part_before": r"(?i)\b(?:first|second|third|last|other|latter|every|each|final|this|that|opening|closing)\s$",
    "by": r"(?i)\bby\s$",
    "of_before": r"\b(?:of|worth)\s$",
    "code_before": r"[\w.]-$",
    "label": (
        r"(?i)(?:\b(?:nos?\.?|numbers?|flights?|highways?|routes?|interstate|sections?|articles?|chapters?"
        r"|rooms?|pages?|channel|"
        r"groups?|phases?|stages?|levels?|grades?|class|tier|categor(?:y|ies)|types?|models?|versions?"
        r"|resolution|covid|"
        r"amendments?|proposition|season|episodes?|parts?|volumes?|districts?|wards?|unit|lines?|gates?"
        r"|terminal|platform|"
        r"lanes?|rounds?|games?|lap|zone|block|apartment|suite|box|code|seed|ranked|top|lot|exits?|boeing"
        r"|airbus|formula|"
        r"psalm|verse|figures?|tables?|steps?|rules?|division|sector|pier|paragraph|clause|schedule|annex"
        r"|windows|iphone|"
        r"fortune|per|every|each|under-|over-)|(?-i:\b[A-Z]\w*[A-Z]\w*)|#)\s?$"
    ),
    # Behind a number
    "after": (
        r"(?i)(?P<at_least>\+|-plus\b|\splus\b(?=\s\w)|\s(?:or|and)\s(?:more|older|over|above|up)\b)"
        r"|(?P<at_most>\sor\s(?:less|fewer|under|younger)\b)|(?P<about>-odd\b|\sor\sso\b)"
    ),
    "of": r"\s(?:worth\s)?of\s",
    "in": r"\sin\s",
    "old": r"(?i)[-\s](?P<unit>year|month|week|day)s?(?:[-\s]olds?\b|\sof\sage\b)",
    "age_ends": r"[,.;:)—]|\s(?:and|from|of|who|was|said|is|were)\b|$",
    "magnitude": r"(?i)[-\s]magnitude\b|\son\sthe\s(?:open-ended\s)?richter\sscale\b",
    "times": (
        r"(?i)\stimes(?=\s(?:as\s(?:many|much|likely|big|high|large|long|fast|often|great|strong)|more|less"
        r"|higher|lower|larger|"
        r"bigger|greater|faster|longer|the|its|their|that)\b)|-?fold\b"
    ),
    "metres": (
        r"(?i)(?=\s(?:high|tall|long|wide|deep|above|below|away|from|up|apart|thick|freestyle|hurdles|sprint"
        r"|relay|race)\b)"
    ),
    "dimension": r"(?i)\s(?:high|tall|long|wide|deep|thick)\b",
    "uncounted": (
        r"(?i)[-\s](?:\w+[-\s])?(?:(?:milli|nano)?seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?"
        r"|fortnights?|months?|"
        r"quarters?|seasons?|years?|decades?|century|centuries|am|pm|a\.m|p\.m|o['’]clock|degrees?|pounds?)\b"
    ),
    "of_share": r"(?i)\s(?:of|the|its|their|his|her|our|all|majority)\b",
    "share_ends": r"(?i)[.,;)]|\s(?:to|from|in|since|and|over|this|last|on|by|between|compared)\b|$",
    "hyphened": (
        r"(?i)-(?P<noun>member|storey|story|seat|person|page|bed|bedroom|room|lane|vote|point|goal|run|ton"
        r"|man)\b"
    ),
    "states": (
        r"\s(?P<state>dead|injured|wounded|killed|missing|hurt|hospitali[sz]ed|arrested|detained|displaced"
        r"|evacuated|infected|"
        r"others)\b"
    ),
    "contest_noun": (
        r"(?i)\s(?:votes?|ruling|decision|majority|margin|verdict|win|victory|defeat|loss|lead|draw|tie|score"
        r"|scoreline|result|"
        r"aggregate|record|home|away|thrashing|thriller|upset)\b"
    ),
    "name_behind": r"\s[A-Z]",
    "goes_on": r"[\w/:@#]|[.,]\d|['’]\d|[-–]\d",
    "goes_on_behind_unit": r"\w|[.,]\d",
    "joining": r"[-–—−]|\s(?:to|or|and)\s",
    "joins": (
        r"(?P<votes>\svotes\sto\s)|(?P<dash>\s?[-–—−]\s?)|(?P<to>-?\sto\s)|(?P<ratio>-to-)|(?P<or>\sor\s)"
        r"|(?P<and>\sand\s)"
    ),
    # Anywhere near
    "contest": (
        r"(?i)\b(?:(?P<vote>vot(?:e|es|ed|ing)|ballot|passed|approved|rejected|adopted|ruled|ruling|decision"
        r"|motion|referendum|"
        r"verdict)|(?P<score>w[io]n|wins|winning|los[et]s?|losing|loss|beat(?:s|en|ing)?|defeat(?:s|ed|ing)?"
        r"|lead|leads|led|"
        r"leading|draws?|drew|drawn|victor(?:y|ies)|scor(?:e|es|ed|ing|eline)|goals?|match|final|semi-?final|"
        r"penalt(?:y|ies)|thrash(?:ed|ing)|edged|trail(?:s|ed|ing)|aggregate|shootout|make\sit|made\sit|half-?time))\b"
    ),
    "warm": (
        r"(?i)\b(?:temperatures?|heat\w*|hot|hottest|warm\w*|cold\w*|cool\w*|fr[eo]ez?\w*|celsius"
        r"|fahrenheit)\b|°|minus"
    ),
    "weighed": r"(?i)\b(?:weigh\w*|weight|lb|kg|kilos?|heav\w+)\b",
    "sterling": r"£|\b(?:sterling|pence)\b",
    "decade_of_life": (
        r"(?i)\b(?:his|her|their)\s(?P<age>(?:(?:early|mid|late)(?:\s(?:to|or)\s(?:mid|late))?[-\s])?"
        r"(?P<tens>[2-9]0|twen|thir|for|fif|six|seven|eigh|nine)(?:s|ties))\b"
    ),
}
CUES = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
PLACING = frozenset("over above under below about around".split())
DECADES = {tens: 10 * n for n, tens in enumerate("twen thir for fif six seven eigh nine".split(), 2)}
HARMING = frozenset(
    "kill kills killed killing injure injures injured injuring wound wounded wounding die died dying arrest arrested "
    "detain detained hurt evacuated rescued displaced hospitalised hospitalized infected".split()
)
PLURALS = frozenset(
    "people men women children police staff personnel aircraft troops cattle sheep deer fish species crew feet teeth "
    "mice media data criteria phenomena dice oxen geese alumni bacteria headquarters series".split()
)
