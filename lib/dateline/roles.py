"""What each paragraph of an article is: title, byline, dateline, caption, body or boilerplate.

Rules are tables of patterns; the first that fits wins, in the order in which a newspaper sets its pieces.
"""

from __future__ import annotations

import re

from dateline.article import Article

ROLES = ("title", "byline", "dateline", "caption", "body", "boilerplate")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_PLACE = r"[A-Z][A-Z'’.\-]+(?:[ -][A-Z][A-Z'’.\-]+){0,3}"

# "By Jane Doe and John Roe", "By JANE DOE, Staff Writer"
_BYLINE = re.compile(
    r"(?:By|BY|Written by|Reported by)\s+[^\W\d_][\w.'’\-]*(?:\s+(?:and|AND|[^\W\d_][\w.'’\-]*))*"
    r"(?:,\s*[^.!?]{1,60}|\s*\|\s*.{1,60})?"
)
# "CARACAS, Venezuela (AP) —", "LONDON —", "NEW YORK, Jan. 27 (Reuters) -"
_DATELINE = re.compile(
    rf"{_PLACE}(?:,\s+(?:[A-Z][\w.]+)(?:\s[A-Z][\w.]+)?)?(?:,?\s+{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?)?"
    r"\s*(?:\([A-Z][\w .&/]{1,30}\))?\s*(?:—|–|--|-(?=\s))\s*"
)
# "September 9, 2018", "Published: 9 Sep 2018 18:30 GMT", "Sunday 9 September 2018"
_DATE_LINE = re.compile(
    r"(?:(?:Published|Posted|Updated|Last updated|Date)\b[:\s]*(?:on\s+)?)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:[,\sT|·]+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,20})?",
    re.IGNORECASE,
)
_CAPTION_CREDIT = re.compile(
    r"\((?:[^()]{0,40}[/ ])?(?:AP|Reuters|Getty|AFP|EPA|File|Photo|Photograph)[^()]{0,40}\)\s*$"
    r"|(?:/\s?(?:AP|AFP|Reuters|Getty Images|EPA)|Getty Images|AP Photo|Photograph:.{0,60}|Photo by .{0,60})\s*$"
    r"|^(?:Image|Photo|Caption|Image caption|File photo|Pictured)\b\s*[:\-–—]",
)
_CAPTION_SCENE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\b\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|\((?:left|right|cent(?:er|re)|[LRC])\)"
    r"|,\s(?:left|right|cent(?:er|re)),|\bpictured\b|\bfile photo\b",
    re.IGNORECASE,
)
# A whole paragraph of this kind belongs to the site; after the first of these HEADS the site goes on to the end.
_BOILERPLATE = re.compile(
    r"(?:advertisement|share(?: this)?(?: article| story)?|follow us\b.{0,60}|sign up\b.{0,80}|subscribe\b.{0,80}"
    r"|(?:click|tap) here\b.{0,80}|copyright\b.{0,120}|©.{0,120}|.{0,80}\ball rights reserved\b.{0,120}"
    r"|(?:read|see) (?:more|also)\b.{0,120}|comments?|leave a comment|print|email|e-mail|facebook|twitter"
    r"|this (?:material|article) may not be (?:published|reproduced).{0,160})[.!:]?",
    re.IGNORECASE,
)
_TAIL_HEAD = re.compile(
    r"(?:other (?:news|stories)|related\b(?: (?:news|stories|articles?|links?|topics|content|posts?|coverage))?"
    r"|more (?:on this story|from .{1,40}|news|stories)|most (?:read|popular|viewed|recent)|recommended(?: for you)?"
    r"|you may also like|also in the news|trending(?: now)?|latest (?:news|stories)|top stories|tags?|topics"
    r"|see also|read more|further reading)\s*[:.…]*",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$|[\"”»]$")

_LONGEST_TITLE = 200  # characters
_LONGEST_CAPTION = 400
_FEWEST_CAPTION_WORDS = 8


def _is_prose(text: str) -> bool:
    return _ENDS_SENTENCE.search(text) is not None


def _is_caption(text: str, before_body: bool) -> bool:
    if len(text) > _LONGEST_CAPTION:
        return False
    if _CAPTION_CREDIT.search(text):
        return True
    scene = not _is_prose(text) and len(text.split()) >= _FEWEST_CAPTION_WORDS and _CAPTION_SCENE.search(text)
    return before_body and bool(scene)


def _head_role(article: Article, text: str, first: bool, more: bool) -> str | None:
    """The role of a paragraph above the body; None where the body begins."""
    if first and ((article.title and text == article.title.strip()) or (more and _may_be_title(text))):
        return "title"
    if _BYLINE.fullmatch(text) or (article.byline and text == article.byline.strip()):
        return "byline"
    if _DATE_LINE.fullmatch(text):
        return "dateline"
    return "caption" if _is_caption(text, before_body=True) else None


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not text.endswith(".") and not _DATELINE.match(text)


def _tail_begins(texts: list[str]) -> int:
    """Where the site's own tail begins: at a heading such as "Related", if no prose follows it."""
    begins = len(texts)
    for i in range(len(texts) - 1, 0, -1):
        if _TAIL_HEAD.fullmatch(texts[i]) or _BOILERPLATE.fullmatch(texts[i]):
            begins = i
        elif _is_prose(texts[i]):
            break
    return begins


def paragraph_roles(article: Article, spans: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The spans with their roles; a dateline inside a paragraph becomes a row of its own.

    Arguments:
        article: the article that the spans point into.
        spans: start and end of each paragraph, in order.

    Returns:
        (start, end, role) in order.
    """
    texts = [article.text[start:end] for start, end in spans]
    tail, rows, in_body = _tail_begins(texts), [], False
    for i, ((start, end), text) in enumerate(zip(spans, texts, strict=True)):
        head = None if in_body else _head_role(article, text, first=i == 0, more=len(texts) > 1)
        if i >= tail or _BOILERPLATE.fullmatch(text):
            rows.append((start, end, "boilerplate"))
        elif head:
            rows.append((start, end, head))
        elif _is_caption(text, before_body=False):
            rows.append((start, end, "caption"))
        else:
            rows.extend(_body_rows(text, start, end))
            in_body = in_body or _is_prose(text)
    return rows


def _body_rows(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    opening = _DATELINE.match(text)
    if opening is None or opening.end() == len(text):
        return [(start, end, "body")]
    edge = start + len(opening.group().rstrip())
    return [(start, edge, "dateline"), (start + opening.end(), end, "body")]
