"""What a web page says of its article: title, authors, date and outlet, each with where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import ftfy

from dateline.readers.authors import names_in
from dateline.readers.written_dates import day_in, stamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|LiveBlog|Report|Review|Story", re.I)
_TITLES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title")
_AUTHORS = ("author", "article:author", "article:author_name", "byl", "dc.creator", "sailthru.author",
            "parsely-author", "cxenseparse:author", "authors", "twitter:creator_name")  # fmt: skip
_DATES = ("article:published_time", "datepublished", "article:published", "parsely-pub-date", "sailthru.date",
          "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date",
          "publication_date", "article.published", "date", "cxenseparse:recs:publishtime", "og:published_time", "ptime",
          "displaydate", "originalpublicationdate", "article_date_original", "publish_date")  # fmt: skip
_BETWEEN = r"\s*(?:\s[-–—:|•·»«]|[|•·»«–—])\s*"
_PUBLISHED_AGAIN = re.compile(r"\s*\((?:Published|Updated) \d{4}\)$")
_LABEL = re.compile(r"^(?:Opinion|Analysis|Perspective|Review|Editorial|Exclusive|Live|Video|Watch)\s*\|\s*", re.I)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|contributor)s?(?:$|[\s_-])|byline|author-?name", re.I)
_DATED = re.compile(r"date|time|publish|posted|meta|byline|author", re.I)
_ELSEWHERE = re.compile(r"comment|related|sidebar|footer|recommend|promo|more-|teaser|widget|trending|popular", re.I)
_UPDATED = re.compile(r"\b(?:updated?|modified|last|aktualisiert|edited)\b", re.I)
_FIRST = re.compile(r"\b(?:first |originally )?(?:published|posted|created)\b:?", re.I)
_COPYRIGHT = re.compile(r"©|\bcopyright\b|\(c\)", re.I)
_MOST_LOOKED_AT = 200  # elements of a kind, so that a page of nothing else is read in time
_IN_ADDRESS = re.compile(r"[/-](20\d\d|19\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?=[/-])", re.I)
_MONTH_FIRST_NOT = ("uk", "au", "nz", "ie", "in", "za", "de", "fr", "it", "es", "nl", "at", "ch", "eu")


class Fields(NamedTuple):
    """What is known of a page's article."""

    title: str | None
    byline: str | None
    published: str | None
    source: str | None
    url: str | None
    provenance: tuple[tuple[str, str], ...]


class Page:
    """What a page has beside its text: its meta elements, its data for search engines, its headings."""

    def __init__(self, root: HtmlElement, url: str | None) -> None:
        self.root = root
        self.meta: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            said = " ".join((element.get("content") or "").split())
            if name and said:
                self.meta.setdefault(name.lower(), []).append(said)
        self.data = [found for script in root.iter("script") for found in _data(script)]
        canonical = next((e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"), None)
        self.url = url or canonical or self.first("og:url")
        self.headings = [said for e in root.iter("h1") if (said := _line(e)) and len(said) < 400]

    def first(self, *names: str) -> str | None:
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def of_article(self, key: str) -> Iterator[Any]:
        """The values of a key in the data of the article."""
        for item in self.data:
            if key in item and _ARTICLE_TYPES.search(str(item.get("@type", ""))):
                yield item[key]


def _data(script: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of a script of linked data, those inside others too, a few thousand at most."""
    if "ld+json" not in (script.get("type") or ""):
        return
    try:
        stack = [json.loads(script.text or "", strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(5000):
        if not stack:
            return
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack += [value for key, value in reversed(item.items()) if key in ("@graph", "mainEntity", "author")]
        elif isinstance(item, list):
            stack += reversed(item)


def fields_of(root: HtmlElement, url: str | None) -> Fields:
    """What a page says of its article.

    Arguments:
        root: the page.
        url: where it came from.
    """
    page = Page(root, url)
    source, source_from = _source(page)
    title, title_from = _title(page, source)
    byline, byline_from = _authors(page, source)
    published, published_from = _published(page)
    said = (("title", title, title_from), ("byline", byline, byline_from), ("published", published, published_from),
            ("source", source, source_from))  # fmt: skip
    known = tuple((field, where) for field, value, where in said if value)
    mended = [ftfy.fix_encoding(value) if value else None for _, value, _ in said]
    return Fields(mended[0], mended[1], mended[2], mended[3], page.url, known)


def _source(page: Page) -> tuple[str | None, str]:
    if name := page.first("og:site_name", "application-name"):
        return re.split(r"\s*\|\s*", name)[0].lstrip("@") or name, "og:site_name"
    for publisher in page.of_article("publisher"):
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return publisher["name"], "the page's data"
    host = urlsplit(page.url or "").netloc.removeprefix("www.")
    return host or None, "the address"


def _title(page: Page, source: str | None) -> tuple[str | None, str]:
    """The headline: the h1 that a title of the page repeats, else that title without the site's name."""
    tag = next((_line(e) for e in page.root.iter("title")), "")
    headline = next((" ".join(str(said).split()) for said in page.of_article("headline")), "")
    social = page.first(*_TITLES) or ""
    for heading in page.headings:
        key = _key(heading)
        others = [_key(said) for said in (social, headline, tag) if said]
        is_repeated = any(other.startswith(key) or other.endswith(key) for other in others)
        if len(key) > 8 and is_repeated and _key(source or "-") != key:
            return bare(heading), "h1"
    for said, where in ((social, "og:title"), (headline, "the page's data"), (tag, "title")):
        if said:
            return bare(_without_site(said, page, source)), where
    return (page.headings[0], "h1") if page.headings else (None, "")


def bare(title: str) -> str:
    """A headline without its label and without the year that is put behind it."""
    return _LABEL.sub("", _PUBLISHED_AGAIN.sub("", title)).strip()


def _without_site(title: str, page: Page, source: str | None) -> str:
    """A title without the name of its site before or behind it, and without the sections between the two."""
    host = urlsplit(page.url or "").netloc.lower().removeprefix("www.")
    names = {
        _key(name) for name in (source or "", page.first("og:site_name") or "", host, host.rpartition(".")[0]) if name
    }
    if source and title.startswith(f"{source}: "):
        title = title[len(source) + 2 :]
    pieces = re.split(rf"({_BETWEEN})", title)
    while len(pieces) > 2 and _is_site(pieces[-1], names):
        bar = pieces[-2].strip()
        pieces = pieces[:-2]
        while len(pieces) > 2 and bar in "|" and pieces[-2].strip() == bar and len(pieces[-1].split()) < 4:
            pieces = pieces[:-2]
    while len(pieces) > 2 and _is_site(pieces[0], names):
        pieces = pieces[2:]
    return "".join(pieces).strip()


def _is_site(piece: str, names: Iterable[str]) -> bool:
    key = _key(piece)
    return bool(key) and any(
        key == name
        or (
            len(key) > 2 and len(name) > 2 and len(piece.split()) < 6 and (key.startswith(name) or name.startswith(key))
        )
        for name in names
    )


def _authors(page: Page, source: str | None) -> tuple[str | None, str]:
    """The names of the authors: as data, and as the page shows them where it shows the same ones and more."""
    outlet = source or ""
    data = names_in("; ".join(_names(page.of_article("author"), page)), outlet)
    said = "; ".join(name for key in _AUTHORS for name in page.meta.get(key, []) if "://" not in name)
    meta = names_in(said, outlet)
    known = data or meta
    lists = [names for text in _shown_bylines(page) if (names := names_in(text, outlet))]
    lists = [names for names in lists if _surnames(known or names) <= _surnames(names)] or lists
    shown = max(lists[: 5 if known else 1], key=lambda names: names.count(", "), default=None)
    if shown and (known is None or (_surnames(known) <= _surnames(shown))):
        return shown, "its byline"
    if data:
        return data, "the page's data"
    return (meta, "meta author") if meta else _guessed(page, "author", outlet)


def _surnames(names: str) -> set[str]:
    return {name.split()[-1].lower() for name in names.split(", ") if name.split()}


def _names(authors: Iterable[Any], page: Page) -> Iterator[str]:
    """The names in authors as data has them: texts, persons, references to persons, lists of these."""
    stack, ids = list(authors)[:20], {item["@id"]: item for item in page.data if "@id" in item and "name" in item}
    for _ in range(100):
        if not stack:
            return
        author = stack.pop(0)
        if isinstance(author, list):
            stack = author[:20] + stack
        elif isinstance(author, dict) and "Organization" not in str(author.get("@type", "")):
            name = author.get("name") or ids.get(str(author.get("@id")), {}).get("name") or ""
            stack = name + stack if isinstance(name, list) else stack
            yield name if isinstance(name, str) else ""
        elif isinstance(author, str) and "://" not in author:
            yield author


def _shown_bylines(page: Page) -> Iterator[str]:
    count = looked = 0
    for element in page.root.iter("a", "span", "div", "p", "address", "li", "h3", "h4", "h5", "cite", "em", "strong"):
        kind = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"
        if not _BYLINE.search(kind) or _is_elsewhere(element):
            continue
        if (looked := looked + 1) > _MOST_LOOKED_AT:
            return
        said = "; ".join(" ".join(text.split()) for text in islice(element.itertext(), 100) if text.strip())
        if 0 < len(said) < 250:
            yield re.sub(
                r"\b(and|by|und|with);",
                r"\1",
                re.sub(r";?\s*(,|\band\b|&);?\s*", r" \1 ", said, flags=re.I),
                flags=re.I,
            )
            count += 1
            if count > 6:
                return


def _is_elsewhere(element: HtmlElement) -> bool:
    above = [element, *element.iterancestors()][:12]
    return any(
        e.tag in ("aside", "footer", "nav") or _ELSEWHERE.search(f"{e.get('class')} {e.get('id')}") for e in above
    )


def _published(page: Page) -> tuple[str | None, str]:
    """The day of first publication where the outlet is, and where it was found."""
    witnesses = [(day, "the page's data") for said in page.of_article("datePublished") if (day := _day(said))]
    witnesses += [(day, f"meta {key}") for key in _DATES for said in page.meta.get(key, []) if (day := _day(said))]
    for element in page.root.iter("time", "span", "abbr", "meta"):
        marked = element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or "")
        marked = marked or bool(re.search(r"\bpublish", element.get("class") or "", re.I))
        if marked and not _is_elsewhere(element) and (day := _day(element.get("datetime") or element.get("content"))):
            witnesses.append((day, "time"))
    shown = list(_shown_days(page))
    if witnesses:
        day, where = witnesses[0]
        address = _day_of_address(page.url)
        near = [other for other, _ in shown if _apart(other, day) == 1] or (
            [address] if address and address < day and _apart(address, day) == 1 else []
        )  # a stamp in the time of Greenwich may be of the next day
        if near and day not in [other for other, _ in shown]:
            return near[0], "what the page shows"
        return day, where
    if address := _day_of_address(page.url):
        return address, "the address"
    firsts = [day for day, text in shown if _FIRST.search(text)] or [day for day, _ in shown]
    if firsts:
        return firsts[0], "what the page shows"
    found, where = _guessed(page, "date", "")
    return (found, where) if found and not found.endswith("-01-01") and _is_said(page, found) else (None, "")


def _guessed(page: Page, field: str, outlet: str) -> tuple[str | None, str]:
    """What trafilatura makes of a page that says nothing plainly."""
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(deepcopy(page.root), default_url=page.url, extensive=field == "date")
    except Exception:  # on a page that nobody wrote by hand
        return None, ""
    said = str(getattr(found, field, None) or "")
    return (names_in(said, outlet) if field == "author" else said or None), "the page"


def _day(said: object) -> str | None:
    day = stamp(str(said)) if said else None
    return day if day and "1980" < day < "2100" else None


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)) // timedelta(days=1))


def _day_of_address(url: str | None) -> str | None:
    match = _IN_ADDRESS.search(f"{urlsplit(url or '').path}/")
    if match is None:
        return None
    year, month, day = match.groups()
    return day_in(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")


def _shown_days(page: Page) -> Iterator[tuple[str, str]]:
    """The days that a page shows at its article as dates, those of updates and rights aside, with their words."""
    language = (page.root.get("lang") or page.first("og:locale") or "").lower().replace("_", "-")
    host = urlsplit(page.url or "").netloc.rpartition(".")[2]
    american = not (
        host in _MONTH_FIRST_NOT
        or (language and not language.startswith("en"))
        or language in ("en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za")
    )
    count = looked = 0
    for element in page.root.iter("time", "span", "p", "div", "li", "abbr", "small", "h5", "h6", "a", "em", "td"):
        kind = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if element.tag != "time" and not _DATED.search(kind):
            continue
        if (looked := looked + 1) > _MOST_LOOKED_AT:
            return
        text = " ".join(element.text_content()[:400].split())
        if not 6 <= len(text) < 200 or _COPYRIGHT.search(text) or _is_elsewhere(element):
            continue
        for piece in re.split(r"(?i)(?=\b(?:last )?(?:updated|modified|first published|published|posted)\b)", text):
            if not _UPDATED.search(piece) or _FIRST.search(piece):
                attribute = element.get("datetime")
                american_here = None if attribute and _day(attribute) else american
                day = day_in(piece, american_here) or (_day(attribute) if element.tag == "time" else None)
                if day and "1980" < day < "2100":
                    yield day, piece
                    count += 1
        if count > 20:
            return


def _is_said(page: Page, day: str) -> bool:
    """Whether a day stands in the text of a page, and not only as the year of a right."""
    body = " ".join(page.root.text_content()[:200_000].split())
    around = re.findall(rf"[^.©]{{0,25}}\b{day[:4]}\b.{{0,12}}", body)
    said = {day_in(text, american) for text in around for american in (True, False)}
    return day in said or day.replace("-", "") in (page.url or "")


def _line(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _key(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())
