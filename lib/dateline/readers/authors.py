"""The names in a byline, without what stands round them."""

from __future__ import annotations

import re

_BY = re.compile(r"^\s*(?:(?:written|reported|posted|story|text|words|analysis|review(?:ed)?|opinion)\s+)?"
                 r"(?:edited\s+)?(?:about|by|from|von|par|por|di|door)\s*:?\s+", re.IGNORECASE)  # fmt: skip
_PARTED = re.compile(r"\s*(?:;|(?<=\w{4})\.\s|\||·|•|\n|/|,?\s+\b(?:and|und|et|with)\b|&|,)\s*", re.IGNORECASE)
# Words that no person is called: jobs, desks, outlets, times and buttons.
_NO_NAME = re.compile(
    r"""(?xi)^the\b
    | \b(?: staff | writers? | reporters? | correspondents? | editors? | editorial | bureau | desk | columnist | analyst
    | contributors? | contributing | producer | photographs? | photographer | photos? | chief | senior | special
    | professor | director | updated? | published | posted | min | read | copied | link | share | follow | subscribe
    | username | admin | account | guest | logged | e-?mail | twitter | facebook | instagram | comments?
    | news | newspapers? | press | agency | agencies | times | post | daily | magazine | media | online | digital
    | team | journal | tribune | herald | gazette | guardian | telegraph | network | wire | reuters | dow\ jones
    | afp | bbc | cnn | ap | dpa | inc | ltd | llc | corp | company | university
    | a\.?m | p\.?m | est | edt | gmt | bst | et )\b
    | \d | https?: | @ | \.(?:com|co|org|net)\b"""
)
# What outlets end in and some people too: it is no name where one has gone before.
_OUTLET = re.compile(
    r"""(?x)\b(?: Sun | Star | Mail | Globe | Citizen | Province | Record | Spectator | Chronicle | Standard | Observer
    | Independent | Examiner | Review | Services? | StarPhoenix | Leader | Today | Weekly | Inquirer )$"""
)
# What is put behind a name of two words or more without a comma.
_BEHIND = re.compile(
    r"(?i)\s+(?:[-–—]\s*)?(?:updated|published|posted|staff|senior|special|chief|reporters?|correspondent|editor|writer|link|"
    r"copied|follow|share|min|read|account|@?\d|@).*$"
)
_OTHERS = re.compile(r"(?i),?\s+with (?:files|reports?|a report|contributions?|additional)\b.*|\breported from\b.*")
_TURNED = re.compile(r"^\s*([A-Z][\w'’-]+),\s+([A-Z][\w'’-]+(?: [A-Z]\.)?)(?=$|,|;)")  # Lambie, Chris
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d)\.?", re.IGNORECASE)
_TITLES = re.compile(r"^(?:dr|mr|mrs|ms|prof|sir|dame|lord|lady|rev)\b\.?\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’‘`-]*(?:\s+[\w.'’‘`\"“”-]+){1,4}")
_PARTICLES = frozenset("de da di van von der den la le del du al el bin ben dos ter".split())
_LONGEST = 300


def names_in(byline: str, outlet: str = "") -> str | None:
    """Names only, as they are written, with a comma between them; names in capitals as others are; None without one:
    "By ALAN RIDING; Special to The Times", "Jane A. Doe, theguardian.com | Updated". The outlet is no person."""
    names: list[str] = []
    said = _TURNED.sub(r"\2 \1", _OTHERS.split(re.sub(r"\([^)]*\)", " ", byline[:_LONGEST]))[0])
    for piece in _PARTED.split(said):
        name = _BEHIND.split(_BY.sub("", " ".join(piece.split())).strip(" .,:-–—"))[0]
        name = name + "." if re.search(r"\b(?:[A-Z]|Jr|Sr)$", name) and f"{name}." in said else name
        if names and _SUFFIX.fullmatch(name):
            names[-1] += f", {name}"
            continue
        is_name = _NAME.fullmatch(name) and not _NO_NAME.search(name) and len(name) < 50
        words = _TITLES.sub("", name).split()
        is_name = is_name and not (names and _OUTLET.search(name)) and name.lower() not in outlet.lower()
        if is_name and words and all(word[:1].isupper() or word.lower() in _PARTICLES for word in words):
            named = _capitals(name)
            if named.lower() not in (other.lower() for other in names):
                names.append(named)
    return ", ".join(names) or None


def _capitals(name: str) -> str:
    """Jeremy Leggett for JEREMY LEGGETT; initials as they are."""
    words = name.split()
    if name != name.upper() and not any(len(word) > 3 and word == word.upper() and "." not in word for word in words):
        return name
    small = [word.title() if word == word.upper() and len(word) > 1 and "." not in word else word for word in words]
    return re.sub(r"\bMc(\w)(\w+)", lambda match: f"Mc{match[1].upper()}{match[2].lower()}", " ".join(small))
