"""The tables: what each word contributes to a time expression, and which sequences of words are one.

Every word of the lexicon has a code point of its own, every other word is a dot. A rule is a regular expression over
those code points, written with word classes (MONTH), words (last) and macros ({date}); a match i:j of the coded text is
tokens i to j. What a word means (month=8, mod=START) lies beside it.
"""

from __future__ import annotations

import re
from typing import Any

Features = dict[str, Any]

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_SHORT = {m[:3].title(): i for i, m in enumerate(_MONTHS, 1) if m != "may"} | {"Sept": 9}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY_SHORT = {d[:3].title(): i for i, d in enumerate(_WEEKDAYS, 1)} | {"Tues": 2, "Weds": 3, "Thur": 4, "Thurs": 4}
_UNITS = {
    "minute": "MIN", "hour": "H", "day": "D", "week": "W", "fortnight": "FN", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "DE", "century": "CE", "millennium": "ML", "weekend": "WE",
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_TEENS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {w: n for n, w in enumerate(_TEENS, 1)} | {w: 10 * n for n, w in enumerate(_TENS, 1)}
ORDINAL_WORDS = {w: n for n, w in enumerate(_ORDINALS[:9], 1)}
SCALE_WORDS = {"hundred": 100, "thousand": 1000}
DECADE_WORDS = {w[:-1] + "ies": n for n, w in enumerate(_TENS, 1) if w != "ten"} | {"noughties": 0}

# One line a class: the words and what each contributes.
LEXICON: list[tuple[str, dict[str, Features]]] = [
    # "may", "march" and "august" in small letters are no months
    ("MONTH FULLMONTH", {m: {"month": i} for i, m in enumerate(_MONTHS, 1) if m not in ("may", "march", "august")}),
    ("MONTH FULLMONTH", {m.title(): {"month": i} for i, m in enumerate(_MONTHS, 1)}),
    ("MONTH FULLMONTH", {m.upper(): {"month": i} for i, m in enumerate(_MONTHS, 1)}),
    ("MONTH SHORTMONTH", {m: {"month": i} for m, i in _MONTH_SHORT.items()}),
    ("MONTH SHORTMONTH", {m.upper(): {"month": i} for m, i in _MONTH_SHORT.items()}),
    ("WEEKDAY", {d: {"weekday": i} for i, d in enumerate(_WEEKDAYS, 1)}),
    ("SHORTDAY", {d: {"weekday": i} for d, i in _WEEKDAY_SHORT.items()}),
    ("WEEKDAYS", {d + "s": {"weekday": i} for i, d in enumerate(_WEEKDAYS, 1)}),
    ("UNIT", {w: {"unit": u} for w, u in _UNITS.items()}),
    ("UNITS", {w + "s": {"unit": u} for w, u in _UNITS.items() if u not in ("CE", "ML", "WE")}),
    ("UNITS", {"seconds": {"unit": "S"}, "centuries": {"unit": "CE"}, "millennia": {"unit": "ML"},
               "hrs": {"unit": "H"}, "mins": {"unit": "MIN"}, "yrs": {"unit": "Y"}, "weekends": {"unit": "WE"}}),
    ("ORD", {w: {"ordinal": i} for i, w in enumerate(_ORDINALS, 1)}),
    ("SEASON", {"spring": {"season": "SP"}, "summer": {"season": "SU"}, "autumn": {"season": "FA"},
                "fall": {"season": "FA"}, "winter": {"season": "WI"}, "springtime": {"season": "SP"},
                "summertime": {"season": "SU"}, "wintertime": {"season": "WI"}}),
    ("SEASONS", {"springs": {"season": "SP"}, "summers": {"season": "SU"}, "winters": {"season": "WI"}}),
    ("PART", {"morning": {"part": "MO"}, "afternoon": {"part": "AF"}, "evening": {"part": "EV"},
              "night": {"part": "NI"}, "midmorning": {"part": "MO", "mod": "MID"},
              "midafternoon": {"part": "AF", "mod": "MID"},
              "nite": {"part": "NI"}, "lunchtime": {"part": "MI"}, "daytime": {"part": "DT"}}),
    ("PART DAWN", {"dawn": {"part": "MO"}, "daybreak": {"part": "MO"}, "sunrise": {"part": "MO"},
                   "dusk": {"part": "EV"}, "sunset": {"part": "EV"}, "nightfall": {"part": "NI"}}),
    ("PARTS", {"mornings": {"part": "MO"}, "afternoons": {"part": "AF"}, "evenings": {"part": "EV"},
               "nights": {"part": "NI"}}),
    ("NOON", {"noon": {"hour": 12, "minute": 0}, "midday": {"hour": 12, "minute": 0},
              "noontime": {"hour": 12, "minute": 0}, "midnight": {"hour": 24, "minute": 0}}),
    ("MILLION", {"million": {"scale": 10**6}, "billion": {"scale": 10**9}}),
    ("AMPM", {"am": {"ampm": "a"}, "pm": {"ampm": "p"}, "a.m.": {"ampm": "a"}, "p.m.": {"ampm": "p"},
              "a.m": {"ampm": "a"}, "p.m": {"ampm": "p"}}),
    ("ZONE", {z: {"zone": o} for z, o in {
        "GMT": "Z", "UTC": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00",
        "MSK": "+03:00", "IST": "+05:30", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
        "NZST": "+12:00", "NZDT": "+13:00", "EST": "-05:00", "EDT": "-04:00", "ET": "", "CST": "-06:00",
        "CDT": "-05:00", "CT": "", "MST": "-07:00", "MDT": "-06:00", "MT": "", "PST": "-08:00", "PDT": "-07:00",
        "PT": "", "SGT": "+08:00", "HKT": "+08:00", "SAST": "+02:00", "PKT": "+05:00", "AST": "-04:00", "ADT": "-03:00",
        "AKST": "-09:00", "AKDT": "-08:00", "HST": "-10:00", "WAT": "+01:00", "CAT": "+02:00", "EAT": "+03:00",
        "ICT": "+07:00", "PHT": "+08:00", "AWST": "+08:00", "ACST": "+09:30"}.items()}),
    ("REGION", {w: {"zone": ""} for w in ("Eastern", "Central", "Mountain", "Pacific", "Greenwich", "local", "Moscow",
                                          "Israel", "Beijing", "Tokyo", "London", "Paris")}),
    ("EARLY", {"early": {"mod": "START"}, "late": {"mod": "END"}, "mid": {"mod": "MID"}, "middle": {"mod": "MID"}}),
    ("EARLIER", {"earlier": {"mod": "START"}, "later": {"mod": "END"}}),
    ("EDGE", {"beginning": {"mod": "START"}, "start": {"mod": "START"}, "end": {"mod": "END"},
              "middle": {"mod": "MID"}, "close": {"mod": "END"}, "outset": {"mod": "START"}}),
    # how a unit, weekday, month or season lies to the reference
    ("REL", {"last": {"rel": -1}, "past": {"rel": -1}, "next": {"rel": 1}, "this": {"rel": 0}, "coming": {"rel": 1},
             "upcoming": {"rel": 1}, "current": {"rel": 0}, "present": {"rel": 0},
             "previous": {"rel": -1, "anaphor": True}, "preceding": {"rel": -1, "anaphor": True},
             "prior": {"rel": -1, "anaphor": True}, "following": {"rel": 1, "anaphor": True},
             "subsequent": {"rel": 1, "anaphor": True}, "ensuing": {"rel": 1, "anaphor": True},
             "succeeding": {"rel": 1, "anaphor": True}, "same": {"rel": 0, "anaphor": True},
             "that": {"rel": 0, "anaphor": True}, "latest": {"rel": 0, "latest": True}}),
    ("YEARBACK", {"corresponding": {"back": True}, "comparable": {"back": True}}),
    ("A", {"a": {"amount": 1}, "an": {"amount": 1}}),
    ("VAGUE", {w: {"amount": "X"} for w in ("several", "few", "many", "some", "numerous", "dozens", "hundreds",
                                            "thousands", "various", "countless", "scores", "recent", "couple",
                                            "tens", "millions", "billions")}),
    ("HALF", {"half": {"half": True}}),
    ("FRACTION", {"½": {"fraction": 1 / 2}, "¼": {"fraction": 1 / 4}, "¾": {"fraction": 3 / 4}}),
    ("ODDS", {"odd": {"mod": "APPROX"}}),  # twenty-odd
    # words before a quantity: TIMEX3 mod
    ("APPROX", {"about": {"mod": "APPROX"}, "around": {"mod": "APPROX"}, "approximately": {"mod": "APPROX"},
                "roughly": {"mod": "APPROX"}, "nearly": {"mod": "LESS_THAN"}, "almost": {"mod": "LESS_THAN"},
                "some": {"mod": "APPROX"}, "circa": {"mod": "APPROX"}}),
    ("MORE", {"more": {"mod": "MORE_THAN"}, "less": {"mod": "LESS_THAN"}, "fewer": {"mod": "LESS_THAN"},
              "longer": {"mod": "MORE_THAN"}}),
    ("LEAST", {"least": {"mod": "EQUAL_OR_MORE"}, "most": {"mod": "EQUAL_OR_LESS"}}),
    ("AGO", {"ago": {"sign": -1}}),
    ("LATER", {"later": {"sign": 1}, "earlier": {"sign": -1}, "afterward": {"sign": 1}, "afterwards": {"sign": 1},
               "beforehand": {"sign": -1}, "hence": {"sign": 1}}),
    ("BEFORE", {"before": {"sign": -1, "bound": "BEFORE"}, "after": {"sign": 1, "bound": "AFTER"}}),
    ("DEICTIC", {"today": {"rel": 0, "unit": "D"}, "yesterday": {"rel": -1, "unit": "D"},
                 "tomorrow": {"rel": 1, "unit": "D"}}),
    ("TONIGHT", {"tonight": {"rel": 0, "unit": "D", "part": "NI"}, "overnight": {"rel": 0, "unit": "D", "part": "NI"}}),
    # as people write to each other
    ("DEICTIC", {w: {"rel": 1, "unit": "D"} for w in "tmrw tmr tmw tomoz tomoro tommorow 2moro 2morrow 2mrw".split()}),
    ("DEICTIC", {w: {"rel": -1, "unit": "D"} for w in ("yday", "yest")} | {"2day": {"rel": 0, "unit": "D"}}),
    ("TONIGHT", {w: {"rel": 0, "unit": "D", "part": "NI"} for w in ("tonite", "2nite", "2night")}),
    ("SHORTDAY", {"tues": {"weekday": 2}, "weds": {"weekday": 3}, "thur": {"weekday": 4}, "thurs": {"weekday": 4},
                  "fri": {"weekday": 5}}),
    ("SHORTLOWER", {"mon": {"weekday": 1}, "tue": {"weekday": 2}, "wed": {"weekday": 3}, "thu": {"weekday": 4},
                    "sat": {"weekday": 6}, "sun": {"weekday": 7}}),
    ("LENGTH", {"daylong": {"amount": 1, "unit": "D"}, "weeklong": {"amount": 1, "unit": "W"},
                "monthlong": {"amount": 1, "unit": "M"}, "yearlong": {"amount": 1, "unit": "Y"}}),
    ("REF", {"now": {"value": "PRESENT_REF"}, "currently": {"value": "PRESENT_REF"},
             "nowadays": {"value": "PRESENT_REF"}, "presently": {"value": "PRESENT_REF"},
             "recently": {"value": "PAST_REF"}, "lately": {"value": "PAST_REF"}, "soon": {"value": "FUTURE_REF"},
             "recent": {"value": "PAST_REF"}, "current": {"value": "PRESENT_REF"}}),
    ("SETWORD", {"daily": {"period": "P1D"}, "weekly": {"period": "P1W"}, "monthly": {"period": "P1M"},
                 "hourly": {"period": "PT1H"}, "nightly": {"period": "P1D"}, "annually": {"period": "P1Y"},
                 "yearly": {"period": "P1Y"}, "fortnightly": {"period": "P2W"}}),
    ("EVERY", {"every": {"quant": "EVERY"}, "each": {"quant": "EACH"}}),
    ("FREQ", {"once": {"freq": "1X"}, "twice": {"freq": "2X"}, "thrice": {"freq": "3X"}}),
    ("FISCAL", {"fiscal": {"fiscal": True}, "financial": {"fiscal": True}, "FY": {"fiscal": True}}),
    ("ERA", {e: {"era": "BC"} for e in ("BC", "B.C.", "BCE", "B.C.E.")} | {e: {"era": "AD"} for e in ("AD", "A.D.")}),
    ("PASTFUTURE", {"past": {"value": "PAST_REF"}, "future": {"value": "FUTURE_REF"},
                    "present": {"value": "PRESENT_REF"}}),
    ("POSSESSIVE", {w: {} for w in "its his her their our my your".split()}),
    ("S", {"'s": {}}),
    ("HY", {"-": {}}),
    ("COMMA", {",": {}}),
    ("LP", {"(": {}}),
    ("RP", {")": {}}),
]  # fmt: skip

# Shapes the scanner gives to tokens with digits and to names of days.
SHAPES = (
    "D1",  # 0-12
    "D2",  # 13-31
    "NUM",  # any other amount
    "YEAR",  # four digits that can be a year
    "OLDYEAR",  # three
    "ODD",  # 1st ... 31st
    "CENTORD",  # 42nd
    "SHORTYEAR",  # '68
    "DECADE",  # 1990s, '80s, eighties
    "ISO",  # 2018-09-09
    "SLASHDATE",  # 10/04/17
    "CLOCK",  # 18:30
    "DECIMAL",  # 7.30
    "AMPMCLOCK",  # 5pm
    "NUMWORD",  # twenty-five
    "YEARWORD",  # nineteen ninety-six
    "FRACTION",  # 1/2
    "MILTIME",  # 0830
    "QUARTERNAME",  # Q3
    "HALFNAME",  # H1, before a year
    "HOLIDAY",  # Labor Day
    "EVENTDAY",  # 9/11
)
FILLER, BARRIER = ".", "\n"

MACROS = {
    "count": "(NUMWORD|one|D1|D2|NUM|YEAR|MILTIME)",
    # a quantity: "two", "14 more", "several", "a couple of", "two and a half", "5 1/2", "two to three"
    "n": "({count} ((to|or|HY) {count})? (HY? and HY? ((a|one) HY?)? HALF|(and|HY)? FRACTION|and DECIMAL)?|DECIMAL"
    "|(a|the|these|those)? VAGUE of? (VAGUE of)? (MILLION|thousand|hundred|dozen)?|({count}|DECIMAL|A) MILLION"
    "|{count} HY (some|odd)|a good? (many|few)|(a|the)? couple (of|more)?"
    "|({count}|a|half HY? a HY?|a half HY?|half HY?)? dozen)",
    "more": "(more|other|additional|straight|consecutive|full|whole|trading|business|working|school|extra|long|few|"
    "calendar|HY|entire|solid)",
    "q": "({n} {more}{0,2} (UNITS|UNIT|second)|(another|an additional) ({n} {more}?)? (UNITS|UNIT)"
    "|HALF HY? (a|an) (HY|of)? UNIT|HALF HY? UNIT|(A)? quarter (HY|of a)? century)",
    "ap": "(APPROX|(MORE|longer|other) than|at LEAST|up to|just (over|under|about)|no (MORE) than"
    "|the (better|best|greater) part of)",
    # lengths in two or three units, from coarse to fine: "two years and three months"
    "cn": "(A|{count} (and (a|one)? HALF)?)",
    "join": "(COMMA? and|COMMA)?",
    "compound": "({cn} (year|years) ({join} {cn} (month|months|week|weeks|day|days)){1,2}"
    "|{cn} (month|months) ({join} {cn} (week|weeks|day|days)){1,2}|{cn} (week|weeks) {join} {cn} (day|days)"
    "|{cn} (day|days) {join} {cn} (hour|hours)|{cn} (hour|hours) ({join} {cn} (minute|minutes|second|seconds)){1,2}"
    "|{cn} (minute|minutes) {join} {cn} (second|seconds))",
    "year": "(YEAR|SHORTYEAR|YEARWORD)",
    "eyear": "({year} ERA?|(NUM|D1|D2) ERA)",
    "wday": "WEEKDAY",
    "dayn": "(D1|D2|ODD)",
    "mdy": "((WEEKDAY|SHORTDAY) COMMA?)? (the)? (MONTH (the)? ({dayn}|ORD)|{dayn} (of)? MONTH|ORD of MONTH)"
    "((COMMA|of)? {eyear}|COMMA? (of)? REL year|OLDYEAR)?",
    "date": "({dayn} HY MONTH HY (YEAR|D1|D2|NUM)|MONTH HY {dayn} HY YEAR|{mdy}|ISO|SLASHDATE)",
    "day": "({date}|EARLY? HY? (last|this|next|the? (previous|same)|the following)? (WEEKDAY|SHORTDAY)|DEICTIC|the "
    "(next|following|same|previous) day|that (same)? day)",
    "clock": "(AMPMCLOCK|(CLOCK|D1) NOON|(CLOCK|D1|NUMWORD|one|DECIMAL) HY? AMPM|CLOCK (hours)?|NOON"
    "|(YEAR|MILTIME) (hours)? ZONE|MILTIME hours|(D1|NUMWORD|one) o'clock (AMPM|in the PART|at night)?"
    "|(HALF past|A? quarter (past|to|before|after)) (D1|NUMWORD|one) (AMPM|in the PART)?)",
    "zone": "(LP (ZONE|REGION (standard|daylight)? time) RP|ZONE|REGION (standard|daylight)? time)",
    "time": "(early|late)? {clock} {zone}? (LP (MILTIME|YEAR|CLOCK) {zone} RP)?",
    "quarter": "((fiscal|FISCAL)? HY? (ORD|ODD) HY? quarter|QUARTERNAME)",
    "relyear": "(REL|the? (same|previous|following|prior|current|past|coming)) (FISCAL)? year",
    "early": "(EARLY HY? (to HY? EARLY HY?)?)",
    "edge": "((the)? (very)? EDGE (of|HY)|(the)? (first|second|latter) half of|the rest of)",
}

# name, form (what builds and resolves it), pattern. Tried in this order: the first that fits wins.
RULES: list[tuple[str, str, str]] = [
    # clock times, with the day they lean on
    ("time_day", "moment", "{time} (COMMA|HY)? (on|of)? {day} PART?"),
    ("time_relpart", "moment", "({time}|D1|NUMWORD) (COMMA)? (this|last|that|tomorrow|yesterday) (PART)"),
    ("time_in_part", "moment", "({clock}|D1|NUMWORD) (in the PART|at night)"),
    ("day_time", "moment", "{day} PART? COMMA? (at|around|about|by)? (about|around)? {time}"),
    ("part_of_day", "moment", "(EARLY|EDGE of)? HY? (the)? (PART|NOON) (of|on|HY)? {day}"),
    ("small_hours", "moment", "(the)? (early|small|wee) hours (of|on)? {day} (PART)?"),
    ("day_part", "moment", "EARLY? HY? ({day}|this|last|that|tomorrow|yesterday|(the)? (following|next|previous|same)) "
     "(EARLY HY?)? (PART|NOON)"),
    ("tonight", "moment", "(EARLIER|EARLY)? TONIGHT"),
    ("time", "moment", "{time} (today|TONIGHT|this PART)?"),
    # sets
    ("every", "set", "EVERY (other|ORD|few|{count})? (UNITS|UNIT|WEEKDAY PART?|PART|SEASON|FULLMONTH {dayn}?|"
     "weekday|weekdays|(fiscal|FISCAL)? quarter)"),
    ("times_a", "set", "(FREQ|{n} times) (A|per|each|every) UNIT"),
    ("weekdays", "set", "(WEEKDAYS|WEEKDAY PARTS|weekends)"),
    ("setword", "set", "(FREQ HY?)? SETWORD"),
    # days
    ("days_of_month", "days", "MONTH (D1|D2|ODD) (COMMA (D1|D2|ODD)){0,5} (COMMA? and|HY|to|through|until) (the)? "
     "(D1|D2|ODD) (COMMA? YEAR)?"),
    ("month_of_days", "days", "(D1|D2|ODD) (COMMA (D1|D2|ODD)){0,5} (COMMA? and|HY|to|until) (D1|D2|ODD) (of)? MONTH "
     "(COMMA? YEAR)?"),
    ("day_before_last", "steps", "(the)? (WEEKDAY|PART) before last|(the)? WEEKDAY after next"),
    ("weekdays_ago", "steps", "({count}|(a)? couple of) WEEKDAYS ago"),
    ("nth_week", "nth", "(the)? (ORD|last|final) (full)? week (of|in) (MONTH ((of|COMMA)? ({year}|{relyear}))?"
     "|(this|next|last) month)"),
    ("day_of_rel_month", "nth", "(the)? ODD of (this|next|last) month"),
    ("nth_weekday", "nth", "(the)? (ORD|last) WEEKDAY (of|in) ({early}? MONTH ((of|COMMA)? ({year}|{relyear}))?|"
     "(this|next|last|the) month|the following month|the (previous|same) month)"),
    ("nth_of_every", "set", "(the)? (ORD|last) WEEKDAY of EVERY month"),
    ("date", "date", "({early}|last|this|next)? {date}"),
    ("month_year", "date", "({early}|{edge} (the)?|(EARLIER) in|as EARLY as|all of)? MONTH "
     "((of|COMMA)? {eyear}|(of|COMMA)? {relyear}|of OLDYEAR)"),
    ("year_month", "date", "({early})? ({relyear} S MONTH|YEAR SHORTMONTH)"),
    ("month_rel", "date", "({early}|{edge}|EARLIER)? (the)? (last|next|this|this past|this "
     "coming|previous|following|past|that|that same|same) (EARLY)? (MONTH)"),
    ("month", "date", "({early}|{edge}|EARLIER in|EARLIER)? FULLMONTH"),
    ("day_of_month", "date", "on the ODD"),
    ("abbreviated_month", "date", "({early}|{edge}) SHORTMONTH"),
    ("weekday", "weekday", "(EARLY|EARLIER)? ((the)? (last|next|this|this past|this coming|previous|same|past|coming)"
     "|the following) (WEEKDAY|SHORTDAY)|(last|next) SHORTLOWER"),
    ("weekday_week", "weekday", "WEEKDAY (of|COMMA)? (last|next|this|the (following|previous|same)) week"
     "|(last|next|this) week COMMA? on? WEEKDAY"),
    ("weekday_after", "shifted", "(the)? WEEKDAY (before|after|following|preceding) ({mdy}|HOLIDAY)"),
    ("bare_weekday", "weekday", "(EARLY|EARLIER|EDGE of)? WEEKDAY|on SHORTDAY"),
    ("before_yesterday", "shifted", "(the)? day (before|after) DEICTIC"),
    ("deictic", "relative", "(EARLY|EARLIER)? DEICTIC"),
    ("holiday", "holiday", "({early}|{edge})? (last|this|next|the? previous)? HOLIDAY (COMMA? YEAR|{relyear}|"
     "weekend|week|season)?"),
    ("eventday", "holiday", "EVENTDAY"),
    # quarters, halves, seasons, fiscal years
    ("adjectival_quarter", "quarter", "(FISCAL HY?)? (ORD|ODD) HY quarter"),
    ("year_ago_quarter", "quarter", "(the)? (year HY? (ago|earlier)|YEARBACK) HY? (fiscal)? (ORD HY?)? (quarter|period)"
     "({relyear})?"),
    ("last_years_quarter", "quarter", "{relyear} S? {quarter}"),
    ("last_years_same", "quarter", "{relyear} S? (quarter|period)|(the)? (YEARBACK|same) (quarter|period) "
     "((of|in)? {relyear}|a year (ago|earlier))?"),
    ("quarter_ago", "quarter", "(the)? {quarter} (of|in)? (a year (ago|earlier))"),
    ("quarter_year", "quarter", "({early}|{edge})? (the)? {quarter} COMMA? (of|in)? (FISCAL year?)? "
     "({year}|{relyear})"),
    ("year_quarter", "quarter", "(the)? (FISCAL)? YEAR S? (FISCAL)? HY? ({quarter}|ORD (half)|quarter|period)"),
    ("bare_quarter", "quarter", "({early}|{edge})? (the)? (last|this|next|current|same)? {quarter}"),
    ("which_quarter", "quarter", "({early}|{edge})? (the)? (REL) (FISCAL)? (quarter|period)"),
    ("the_quarter", "quarter", "{edge} the quarter|the quarter"),
    ("half_year", "half", "(the)? REL? (ORD) HY? HALF (of (FISCAL year?)? ({year}|{relyear}|the year))"),
    ("half_name", "half", "HALFNAME of? YEAR"),
    ("rel_half", "half", "{relyear} S (ORD) HY? HALF"),
    ("season_year", "season", "({early}|{edge})? (the)? {early}? SEASON (COMMA|of|HY)? (YEAR HY "
     "SHORTYEAR|{eyear}|of? {relyear})"),
    ("season_rel", "season", "({early}|{edge}|EARLIER)? (the)? (last|next|this|this past|this "
     "coming|past|coming|previous|"
     "following|that|same) {early}? SEASON"),
    ("season", "season", "({early}|{edge})? (the)? {early}? SEASON"),
    ("spelled_year", "year", "(the)? year NUM"),
    ("fiscal_year", "year", "({early}|{edge})? (the)? (FISCAL year?|year) HY? (ended|ending)? (YEAR HY "
     "SHORTYEAR|{year})|(the)? "
     "(YEAR HY SHORTYEAR|YEAR) (FISCAL|school|academic) year|({edge})? the YEAR year"),
    ("fiscal_rel", "relative", "({early}|{edge})? (the|POSSESSIVE)? (REL|next|last)? FISCAL year"),
    # years, decades, centuries
    ("year_ago", "offset", "year HY (ago|earlier)"),
    ("year_end", "yearend", "(the|{relyear} S)? (year HY? (end)|end of the year) (of)? {year}?|YEAR HY end"),
    ("decade", "decade", "({edge}|{early})? (the)? {early}? DECADE"),
    ("centuries", "centuries", "({early})? (the)? {early}? (ORD|ODD|CENTORD) (and|to|or|HY) (the)? {early}? "
     "(ORD|ODD|CENTORD) HY? centuries"),
    ("century", "century", "({edge}|{early})? (the)? {early}? (ORD|ODD|CENTORD) HY? century (ERA)?"),
    ("year_beyond", "year", "YEAR (and|or) (beyond|later|earlier)"),
    ("year", "year", "({early}|{edge}|EARLIER in|(a)? good part of|all of|(post|pre) HY)? YEAR ERA?|({early}|{edge})? "
     "(SHORTYEAR|YEARWORD)|ERA (YEAR|NUM|D1|D2|OLDYEAR)|(NUM|D1|D2|YEAR|OLDYEAR) ERA"
     "|(circa|about|around|year) OLDYEAR"),
    ("day_before", "dayshift", "(the) (UNIT) (before|after|following|preceding) ({day}|HOLIDAY)"),
    # what leans on the reference: "last year", "the coming week", "that month"
    ("week_of", "weekof", "the? week (of|beginning|ending|ended) (on)? {mdy}"),
    ("ended_unit", "duration", "the (FISCAL)? year (ended|ending)"),
    ("the_count", "duration", "the (year HY (ago|earlier))? {count} HY? (UNITS)"),
    ("unit_or_more", "duration", "(the)? (REL|coming) UNIT or (two|NUMWORD|more)"),
    ("rel_and_half", "duration", "(the)? (last|past|next) UNIT and A half"),
    ("rel_count", "duration", "({edge}|{early})? (the|these|those)? (REL|first|final|last|next|past|coming|recent) "
     "{ap}? {q} "
     "(or so)?"),
    ("vague_back", "duration", "(the)? (REL|recent|future|early|first|final) (UNITS)"),
    ("rel_unit", "relative", "({early}|{edge}|EARLIER (in)?)? (the|all of)? (very)? (last|past|next|this|this "
     "past|this "
     "coming|coming|upcoming|current|previous|preceding|prior|following|subsequent|ensuing|succeeding|same|that|that "
     "same|this same|present) UNIT (or so)?"),
    ("unit_before_last", "steps", "(the)? (week|month|year|weekend) (before last|after next)"),
    ("the_unit", "definite", "({early}|{edge}|EARLIER (in)?)? (the) (full)? "
     "(UNIT|day|week|month|year|weekend)"),
    ("the_part", "moment", "({edge}|EARLIER (in)?)? (the) (PART)|DAWN"),
    # distances
    ("ago_today", "offset", "{ap}? ({q}|A UNIT) AGO (DEICTIC|this (week|month)|WEEKDAY)"),
    ("ago", "offset", "{ap}? ({q}|A UNIT|UNITS) (and a half)? ((or so)? (AGO|from now|from "
     "today|LATER|previously|hence))"),
    ("ago_compound", "offset", "{ap}? {compound} (AGO|LATER|from now)"),
    ("week_from", "dayshift", "A (week|fortnight) (from|on) {day}|{count} weeks from {day}"),
    # durations
    ("duration_compound", "duration", "{ap}? {compound}"),
    ("unit_and_half", "duration", "{ap}? (A|{count}) (UNIT|UNITS) HY? and HY? (A|one) HY? half"),
    ("unit_or_two", "duration", "{ap}? A UNIT or (two|NUMWORD|so|more)"),
    ("units_or_units", "duration", "UNITS (or|and) UNITS"),
    ("length", "duration", "LENGTH"),
    ("duration", "duration", "{ap}? {q}"),
    ("a_unit", "duration", "({ap}|over|full|whole|entire)? A (full|whole|entire|single|calendar)? (UNIT)"),
    ("all_unit", "duration", "all (UNIT)|the (whole|entire) UNIT"),
    ("a_while", "duration", "a (long time|while|long while)"),
    ("bare_units", "duration", "UNITS"),
    # vague points
    ("same_time", "anaphor", "(around|about) (the same|that|this) (time|period|moment)"),
    ("that_time", "anaphor", "that (same)? (time|period|point)|(this|the) time|shortly (LATER|thereafter)"),
    ("these_days", "ref", "these days"),
    ("those_days", "ref", "those days"),
    ("past_future", "ref", "the (near|distant|immediate|recent)? PASTFUTURE"),
    ("as_soon", "ref", "as soon as possible|a later date"),
    ("ref", "ref", "REF"),
]  # fmt: skip


_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9']*")


def _spell_out(pattern: str) -> str:
    """A rule with its macros put in."""
    macro = re.compile(r"\{([a-z]+)\}")
    while macro.search(pattern):
        pattern = macro.sub(lambda m: "(" + MACROS[m[1]] + ")", pattern)
    return pattern


def _code_words(patterns: str) -> tuple[dict[str, str], dict[str, Features], dict[str, str]]:
    """Code point of every word and shape, features of every code point, code points of every class."""
    code: dict[str, str] = {}
    features: dict[str, Features] = {}
    classes: dict[str, str] = {}
    literals: dict[str, Features] = {word: {} for word in sorted(set(_TOKEN.findall(patterns))) if word.islower()}
    shapes: list[tuple[str, dict[str, Features]]] = [
        (f"NUM {shape}" if shape == "OLDYEAR" else shape, {"\0" + shape: {}}) for shape in SHAPES
    ]
    for names, words in [*LEXICON, *shapes, ("WORD", literals)]:
        for word, means in words.items():
            point = code.setdefault(word, chr(0xE000 + len(code)))
            features.setdefault(point, {}).update({k: v for k, v in means.items() if k not in features[point]})
            for name in names.split():
                if point not in classes.get(name, ""):
                    classes[name] = classes.get(name, "") + point
    return code, features, classes


_PATTERNS = [(name, _spell_out(pattern)) for name, _, pattern in RULES]
CODE, FEATURES, CLASSES = _code_words(" ".join(pattern for _, pattern in _PATTERNS))
SHAPE_CODE = {shape: CODE["\0" + shape] for shape in SHAPES}
# A rule that the scanner makes of another by what follows it
FORMS = {name: form for name, form, _ in RULES} | {"count_before": "offset"}


def _encode(pattern: str) -> str:
    """A rule in code points."""

    def points(match: re.Match[str]) -> str:
        found = CLASSES.get(match[0]) or CODE[match[0]]
        return found if len(found) == 1 else f"[{found}]"

    return re.sub(r"\s+", "", _TOKEN.sub(points, pattern.replace("(", "(?:")))


RULE = re.compile("|".join(f"(?P<{name}>{_encode(pattern)})" for name, pattern in _PATTERNS))

# A run of lexicon words is looked at only where one of these stands in it.
_TRIGGERS = (
    "MONTH WEEKDAY WEEKDAYS UNIT UNITS SEASON SEASONS PART PARTS NOON AMPM YEAR SHORTYEAR DECADE ISO SLASHDATE CLOCK "
    "MILTIME YEARWORD OLDYEAR LENGTH SHORTDAY SHORTLOWER ODD QUARTERNAME HALFNAME HOLIDAY EVENTDAY DEICTIC TONIGHT REF "
    "SETWORD PASTFUTURE EVERY FREQ ERA"
).split()
_WORD_TRIGGERS = "shortly time period moment while weekdays possible date times o'clock".split()
TRIGGER = re.compile("[" + "".join(CLASSES[c] for c in _TRIGGERS) + "".join(CODE[w] for w in _WORD_TRIGGERS) + "]")
RUN = re.compile("[^.\n]+")
