"""What each paragraph of an article is: title, byline, dateline, caption, label, body, correction or boilerplate.

Rules are tables of patterns; the first that fits wins, in the order in which a newspaper sets its pieces.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex as re  # knows the capitals of every alphabet

from dateline.article import Article
from dateline.segments.turns import labels, parted

ROLES = ("title", "byline", "dateline", "caption", "label", "body", "correction", "boilerplate")
COUNTED_ROLES = ("title", "body")  # what frequencies and n-grams are counted in
Span = tuple[int, int]

# "By Jane Doe and John Roe", "By JANE DOE, Staff Writer"
_BYLINE = re.compile(
    r"(?:By|BY|(?:Written|Reported|Story|Words|Analysis) by)\s+\p{Lu}[\w.'’\-]*"
    r"(?:,?\s+(?:and|AND|&|of|for|in|the|staff|de|da|di|du|van|von|der|bin|al|el|la|le|\p{Lu}[\w.'’\-]*))*"
    r"(?:,\s*[^.!?\n]{1,60}|\s*\|\s*[^\n]{1,60})?"
)
# Above a line that says when, names need no "By": "Jane Doe in London and John Roe"
_NAME = r"\p{Lu}[\w'’\-]+(?:\s(?:\p{Lu}\.|de|van|von|al|bin|\p{Lu}[\w'’\-]+)){1,3}(?:\sin\s\p{Lu}\w+(?:\s\p{Lu}\w+)?)?"
_NAMES = re.compile(rf"{_NAME}(?:(?:,|,?\sand|\s&)\s{_NAME}){{0,3}}")
# "Jane Doe, Transport correspondent", "@janedoe"
_NAMED_POST = re.compile(
    rf"{_NAME},\s[^.!?\n]{{0,40}}\b(?i:correspondent|editor|reporter|writer|columnist|contributor)\b[^.!?\n]{{0,40}}|@\w{{2,30}}"
)
# Under a byline: "BBC News, London", "Health correspondent"
_OUTLET = re.compile(
    r"\b(?:News|Press|Reuters|AP|AFP|BBC|CNN|Times|Post|Agency|Bureau|Staff"
    r"|(?i:correspondent|editor|reporter|writer|columnist|contributor))\b"
)
# Under the text: "Reporting by Jane Doe; Editing by John Roe", "John Roe in Paris contributed to this report."
_CREDITS = re.compile(
    r"\(?(?:(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by \p{Lu}.{1,300}"
    r"|(?:[—–-]\s*)?[Ww]ith (?:files|reporting|assistance|additional reporting) (?:from|by) \p{Lu}.{1,200}"
    r"|Additional reporting: \p{Lu}.{1,200}"
    r"|\p{Lu}.{1,200}\bcontributed (?:reporting|to this (?:report|story|article))(?: from [^.]{1,60})?\.?)"
)
# The same behind the last sentence: "... it said. (Reporting by Jane Doe; Editing by John Roe)"
_CREDITS_BEHIND = re.compile(
    r"(?<=[.!?…\"”’]\s{1,3})\((?:Additional )?(?:Reporting|Writing|Editing|Compiled) by [^()\n]{1,250}\)\s*$"
)

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_PLACE = r"\p{Lu}[\p{Lu}'’.\-]+(?:[ /]\p{Lu}[\p{Lu}'’.\-]+){0,3}"
_COUNTRY = r",\s+\p{Lu}[\w.]+(?:\s\p{Lu}[\w.]+){0,2}"
_AGENCY = r"\((?:AP|Associated Press|Reuters|AFP|UPI|CNN(?: \w+)?|BBC|NPR|dpa|Xinhua|PTI|IANS|ANI|TASS|Kyodo|EFE)\)"
_DASH = r"\s*(?:—|–|--|[-_](?=\s))\s*"
# In capitals with a country, a day or an agency: "CARACAS, Venezuela (AP) —", "NEW YORK, Jan. 27 (Reuters) -";
# otherwise with an agency of this list: "Paris, May 4 (AFP) -", "London (CNN)", "(Reuters) -"
_DATELINE = re.compile(
    rf"{_PLACE}(?=[,\s]+[\p{{Lu}}\d(])(?:{_COUNTRY})?(?:,?\s+{_DAY})?\s*(?:\([\p{{Lu}}d][\w .&/]{{1,30}}\))?{_DASH}"
    rf"|(?:\p{{Lu}}[\w'’.\-]+(?:[ /]\p{{Lu}}[\w'’.\-]+){{0,2}}(?:{_COUNTRY})?(?:,?\s+{_DAY})?\s+)?{_AGENCY}"
    rf"(?:{_DASH}|\s*$|(?=\p{{Lu}}))"
)
# "LONDON —", which further down is as likely a heading, and before a small letter a name: "NATO — which met —"
_BARE_DATELINE = re.compile(rf"{_PLACE}{_DASH}(?=[\p{{Lu}}\d\"“'‘]|$)")
# "NEW DELHI: The ...", as papers of South Asia have it, over the first paragraph only: a transcript has such openings
# again and again, and some are labels
_LABELS = (
    "ADVICE|ANALYSIS|BREAKING|COMMENT|CORRECTION|DEVELOPING|EDITORIAL|EXCLUSIVE|EXPLAINED|EXPLAINER|FACT CHECK|FEATURE"
    "|INTERVIEW|JUST IN|LETTERS?|LIVE|NOTE|OBITUARY|OPINION|PHOTOS?|PODCAST|POLL|PROFILE|Q&A|QUESTION|REPORT|REVIEW"
    "|SUMMARY|TRANSCRIPT|UPDATED?|VIDEO|WARNING|WATCH"
)
_COLON_DATELINE = re.compile(rf"(?!(?:{_LABELS})\b){_PLACE}(?:{_COUNTRY})?:\s+(?=[\p{{Lu}}\d\"“'‘])")

# What a line is made of that only says when: "Published 5:17 PM EDT, May 4, 2021", "Tue 4 May 2021 17.17 BST"
_DATE_WORD = re.compile(
    rf"{_MONTH}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|\d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}"
    r"|\d{4}-\d\d-\d\d(?:t\d\d)?|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}[.h]\d{2}|(?:\d{1,2})?[ap]\.?m\.?|\d{0,2}z"
    r"|gmt|utc|ce?s?t|[bemp][sd]?t|c[sd]t|a[ecw][sd]t|[ij]st|published|posted|updated|modified|last|first|date|on|at"
    r"|ago|hours?|min(?:ute)?s?|days?",
    re.IGNORECASE,
)
_SAYS_WHEN = re.compile(
    rf"\b{_DAY}\b|\b\d{{4}}-\d\d-\d\d|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\bago\b|^(?:published|posted|updated)\W*$",
    re.IGNORECASE,
)

_CAPTION_CREDIT = re.compile(
    r"\((?:[^()]{0,40}[/ ])?(?:AP|Reuters|Getty|AFP|EPA|File|Photo|Photograph)[^()]{0,40}\)\s*$"
    r"|(?:/\s?(?:AP|AFP|Reuters|Getty Images|EPA)|Getty Images|AP Photo|Photograph:.{0,60}|Photo by .{0,60})\s*$"
    r"|Credit(?:\.\.\.|…|:).{0,60}$"
    r"|^\(?(?:Image|Photo|Picture|Caption|(?:Image|Media|Video) caption|Image source|File photo|Pictured)\b"
    r"\s*(?:[:,\-–—]|$)"
)
_CAPTION_LABEL = re.compile(r"(?:Image|Photo|Caption|(?:Image|Media|Video) caption)\s*[:,]?")  # the caption follows
_SIGN_OFF = re.compile(r"[.!?][\"”]?\s*\((?:AP|AFP|Reuters)\)\s*$")  # of an agency, under the last paragraph
_CAPTION_SCENE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\b\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|\((?:left|right|cent(?:er|re)|[LRC])\)"
    r"|,\s(?:left|right|cent(?:er|re)),|\bpictured\b|\bfile photo\b",
    re.IGNORECASE,
)
# A whole paragraph of this kind belongs to the site; after the first of these HEADS the site goes on to the end.
BOILERPLATE = re.compile(
    r"(?:[\W_]+|https?://\S+|advertisement|(?:share|save|listen to|reuse)(?: this| full)?(?: article| story| content)?"
    r"|follow us\b.{0,60}|follow .{1,80}\b(?:on (?:twitter|facebook|instagram|x)|coverage)\b.{0,80}"
    r"|sign up\b.{0,80}|subscribe\b.{0,80}|thanks for signing up|get .{1,80}\b(?:in|to) your inbox\b.{0,120}"
    r"|(?:click|tap) here\b.{0,80}|copyright\b.{0,120}|©.{0,120}|.{0,80}\ball rights reserved\b.{0,120}"
    r"|(?:read|see) (?:more|also)\b.{0,120}|related: .{1,120}|comments?|leave a comment|print|e-?mail|facebook|twitter"
    r"|our standards: .{1,80}|\d+[ -]min(?:ute)?s? read|enditem|(?-i:[a-z]{2,3}(?:/[a-z]{2,3})+)"
    r"|this (?:material|article) may not be (?:published|reproduced).{0,160}|[-–—•]?\s*(?:(?:view|show|see|read|hide)"
    r"(?: all)? )?(?:\d[\d,]* comments?|comments?\s*[:(]?\s*\d[\d,]*\)?|comments \(\d[\d,]*\))|no comments(?: yet)?"
    r"|be the first to comment|join the conversation.{0,20})[.!:]?",
    re.IGNORECASE,
)
# What a site says to those who have not paid; the text above or below is then seldom whole.
_SUBSCRIBERS = re.compile(
    r"(?:this (?:article|story|content|page) is (?:only )?(?:for|available to|reserved for|exclusive to)\b.{0,40}"
    r"\bsubscribers?\b.{0,80}|you have \w+ (?:free )?articles? (?:left|remaining)\b.{0,80}"
    r"|(?:to continue|continue|keep) reading\b.{0,100}|already (?:a subscriber|subscribed)\?.{0,60}"
    r"|(?:subscribe|sign in|log in|register) to (?:read|continue|unlock)\b.{0,80})",
    re.IGNORECASE,
)
# What the paper set right, in a paragraph of its own at the head or the end.
_CORRECTION = re.compile(
    r"[*•\s]*(?:(?:correction|clarification|corrections? and clarifications?)\b\s*(?:[:—–-]|\(|,\s).{1,800}"
    r"|(?:this|the) (?:article|story|headline|report|post|page) (?:was|has been) (?:amended|corrected|updated|edited|"
    r"changed|revised)\b.{0,800}|an earlier version of this (?:article|story|headline|report|post)\b.{1,800}"
    r"|updated?\s*[:,]?\s*(?:(?:at|on)\s+)?\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b.{0,60}"
    rf"|updated?\s*[:,(]?\s*(?:(?:at|on)\s+)?{_DAY}\b.{{1,400}}"
    r"|editor['’]s note\s*:.{1,800})",
    re.IGNORECASE | re.DOTALL,
)
TAIL_HEAD = re.compile(
    r"(?:(?:in )?other (?:news|stories)|related\b(?: (?:news|stories|articles?|links?|topics|content|posts?|coverage))?"
    r"|more (?:on this story|from .{1,40}|news|stories)|most (?:read|popular|viewed|recent)(?: in .{1,40})?"
    r"|recommended(?: for you)?|you (?:may|might) also (?:like|be interested in)|also in the news|trending(?: now)?"
    r"|latest (?:news|stories)|top stories|tags?|topics|don['’]t miss|see also|read (?:more|next)|explore further"
    r"|further reading)\s*[:.…]*",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$|[\"”»]$")
_HEADLINE = re.compile(r"[^.!?…]{1,120}(?:[?!][\"”’]?|[^.!?…]\s?[\"”»])")  # one that ends as prose does

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LONGEST_TITLE = 200  # characters
_LONGEST_CAPTION = 400
_LONGEST_LINE = 300  # of a byline, a date, credits
_FEWEST_CAPTION_WORDS = 8
_HEAD = 8  # paragraphs among which names and dates are looked for, though a sentence stands above them


def _is_prose(text: str) -> bool:
    return _ENDS_SENTENCE.search(text[-20:]) is not None


def _is_caption(text: str, before_body: bool, last: bool) -> bool:
    if len(text) > _LONGEST_CAPTION:
        return False
    if _CAPTION_CREDIT.search(text):
        return not (last and _SIGN_OFF.search(text[-20:]))
    scene = not _is_prose(text) and len(text.split()) >= _FEWEST_CAPTION_WORDS and _CAPTION_SCENE.search(text)
    return before_body and bool(scene)


def _is_date_line(text: str) -> bool:
    if len(text) > _LONGEST_LINE or not _SAYS_WHEN.search(text):
        return False
    return all(_DATE_WORD.fullmatch(word) for word in re.split(r"[\s,|·•:–—()]+", text) if word.strip("."))


def _is_byline(article: Article, text: str, above: str | None, below: str | None) -> bool:
    """Whether a line names the authors; `above` is the role of the line over it, `below` the text of that under it."""
    if article.byline and text == article.byline.strip():
        return True
    if len(text) > _LONGEST_LINE or _is_prose(text):
        return False
    outlet = above == "byline" and len(text) <= 60 and _OUTLET.search(text)
    named = below is not None and _is_date_line(below) and _NAMES.fullmatch(text)
    posted = above in ("title", "byline", None) and _NAMED_POST.fullmatch(text)
    return bool(outlet or named or posted or _BYLINE.fullmatch(text))


def _dateline(text: str, bare: bool, colon: bool = False) -> int | None:
    """Where the dateline that opens a paragraph ends, with the spaces behind it."""
    opening = text[:_LONGEST_LINE]
    found = _DATELINE.match(opening) or (_BARE_DATELINE.match(opening) if bare else None)
    found = found or (_COLON_DATELINE.match(opening) if colon else None)
    return found.end() if found else None


def _tail_begins(texts: list[str]) -> int:
    """Where the site's own tail begins: at a heading such as "Related", if nothing but headlines follow it."""
    begins, asked = len(texts), False
    for i in range(len(texts) - 1, 0, -1):
        if TAIL_HEAD.fullmatch(texts[i]) or (BOILERPLATE.fullmatch(texts[i]) and not asked):
            begins, asked = i, False
        elif _is_prose(texts[i]):
            if not _HEADLINE.fullmatch(texts[i]):
                break
            asked = True
    return begins


def _lines(article: Article, spans: list[Span]) -> list[Span]:
    """The spans, those at the head taken apart where a line in them names the authors or the day."""
    found: list[Span] = []
    for i, (start, end) in enumerate(spans):
        lines = [line.span() for line in _LINE.finditer(article.text, start, end)] if i < _HEAD else []
        texts = [article.text[slice(*line)] for line in lines] if len(lines) > 1 else []
        apart = any(_is_date_line(text) or _is_byline(article, text, None, None) for text in texts)
        found += lines if apart else [(start, end)]
    return found


def paragraph_roles(article: Article, spans: list[Span]) -> list[tuple[int, int, str]]:
    """The paragraphs of an article with their roles: (start, end, role) in order; a dateline inside a paragraph becomes
    a row of its own, as do the lines of a head and what opens a turn (a label) or a post (a dateline)."""
    spans = _lines(article, spans)
    lines = parted(article.text, spans)
    opening = labels([article.text[start:end] for start, end in lines])
    spans = lines if opening else spans
    texts = [article.text[start:end] for start, end in spans]
    tail = _tail_begins(texts)
    prose = [i for i, text in enumerate(texts[:tail]) if _is_prose(text) or _SIGN_OFF.search(text[-20:])]
    has_one_colon = sum(_COLON_DATELINE.match(text[:_LONGEST_LINE]) is not None for text in texts) == 1
    rows: list[tuple[int, int, str]] = []
    titled, in_body = False, False
    for i, ((start, end), text) in enumerate(zip(spans, texts, strict=True)):
        above = rows[-1][2] if rows else None
        below = texts[i + 1] if i + 1 < len(texts) else None
        head = not in_body or i < _HEAD
        if label := opening.get(i):
            after = start + label.length
            rows.append((start, start + len(text[: label.length].rstrip()), "dateline" if label.clock else "label"))
            rows += [(after, end, "body")] if after < end else []
            in_body = True
            continue
        under_label = above == "caption" and len(text) <= _LONGEST_CAPTION and _CAPTION_LABEL.fullmatch(texts[i - 1])
        if i >= tail:
            role = "boilerplate"
        elif head and _is_byline(article, text, above, below):
            role = "byline"
        elif _is_date_line(text) and (not in_body or (head and above in ("byline", "dateline"))):
            role = "dateline"
        elif not titled and _is_title(article, text, rows, below is not None):
            role, titled = "title", True
        elif _CORRECTION.fullmatch(text):
            role = "correction"
        elif any(pattern.fullmatch(text) for pattern in (BOILERPLATE, TAIL_HEAD, _SUBSCRIBERS)):
            role = "boilerplate"
        elif under_label or _is_caption(text, not in_body, i == max(prose, default=-1)):
            role = "caption"
        elif in_body and len(text) <= _LONGEST_LINE and _CREDITS.fullmatch(text):
            role = "byline"
        else:
            rows.extend(_body_rows(text, start, end, bare=head, colon=has_one_colon and not in_body))
            in_body = in_body or _is_prose(text)
            continue
        rows.append((start, end, role))
    return rows


def is_cut(texts: Iterable[str]) -> bool:
    """Whether a paragraph asks for a subscription, so that the text is hardly whole."""
    return any(_SUBSCRIBERS.fullmatch(text) for text in texts)


def _is_title(article: Article, text: str, rows: list[tuple[int, int, str]], more: bool) -> bool:
    """Whether a paragraph is the headline: nothing but the day or the site's own stands above it."""
    if any(role not in ("dateline", "boilerplate") for _, _, role in rows):
        return False
    may_be = more and len(text) <= _LONGEST_TITLE and not text.endswith(".") and _dateline(text, bare=True) is None
    return bool(article.title and text == article.title.strip()) or may_be


def _body_rows(text: str, start: int, end: int, bare: bool, colon: bool) -> list[tuple[int, int, str]]:
    """A paragraph of the body, its dateline before it and its credits behind it as rows of their own."""
    behind: list[tuple[int, int, str]] = []
    if credits := _CREDITS_BEHIND.search(text, max(len(text) - _LONGEST_LINE, 0)):
        behind = [(start + credits.start(), end, "byline")]
        text = text[: credits.start()].rstrip()
    after = _dateline(text, bare, colon) or 0
    row = (start, start + len(text[:after].rstrip()), "dateline")
    body = (start + after, start + len(text), "body")
    return [*([row] if after else []), *([body] if after < len(text) else []), *behind]
