"""What a web page says of its article: title, authors, date and outlet, each with where it stands."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
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
Found = tuple[str | None, str]  # a field, and where it was found
_IN_ADDRESS = re.compile(r"[/-](20\d\d|19\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?=[/-])", re.I)
_ENGLISH_DAY_FIRST = ("en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za")
_DAY_FIRST = ("uk", "au", "nz", "ie", "in", "za", "de", "fr", "it", "es", "nl", "at", "ch", "eu")


class Page:
    """What a page has beside its text: its meta elements, its data for search engines, its headings."""

    def __init__(self, root: HtmlElement, url: str | None) -> None:
        self.root = root
        self.meta: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if said := " ".join((element.get("content") or "").split()):
                self.meta.setdefault(name.lower(), []).append(said)
        self.data = [found for script in root.iter("script") for found in _data(script)]
        canonical = next((e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"), None)
        self.url = url or canonical or self.first("og:url")
        self.host = urlsplit(self.url or "").netloc.lower().removeprefix("www.")
        self.headings = [said for e in root.iter("h1") if 0 < len(said := " ".join(e.text_content().split())) < 400]

    def first(self, *names: str) -> str | None:
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def of_article(self, key: str) -> Iterator[Any]:
        """The values of a key in the data of the article."""
        return (e[key] for e in self.data if key in e and _ARTICLE_TYPES.search(str(e.get("@type", ""))))

    def guessed(self, field: str) -> str:
        """What trafilatura makes of a page that says nothing plainly."""
        from trafilatura import extract_metadata

        try:
            found = extract_metadata(self.root, default_url=self.url, extensive=field == "date")
        except Exception:  # on a page that nobody wrote by hand
            return ""
        return str(getattr(found, field, None) or "")


def _data(script: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of a script of linked data, those inside others too."""
    with contextlib.suppress(ValueError, RecursionError):
        data = json.loads(script.text or "", strict=False) if "ld+json" in (script.get("type") or "") else []
        return (item for item in _inside(data, ("@graph", "mainEntity", "author")) if isinstance(item, dict))
    return iter(())


def _inside(value: Any, keys: Iterable[str] = ()) -> Iterator[Any]:
    """What is in lists of lists and under some keys of objects, a few thousand at most."""
    stack = [value]
    for _ in range(5000):
        if not stack:
            return
        item = stack.pop()
        if isinstance(item, list):
            stack += reversed(item)
            continue
        yield item
        if isinstance(item, dict):
            stack += [value for key, value in reversed(item.items()) if key in keys]


def fields_of(root: HtmlElement, url: str | None) -> tuple[dict[str, str | None], dict[str, str]]:
    """What a page says of its article, by field, and where each field was found."""
    page = Page(root, url)
    source = _source(page)
    found = {"source": source, "title": _title(page, source[0]), "byline": _authors(page, source[0] or ""),
             "published": _published(page)}  # fmt: skip
    fields = {field: ftfy.fix_encoding(value) if value else None for field, (value, _) in found.items()}
    return fields | {"url": page.url}, {field: where for field, (_, where) in found.items()}


def _source(page: Page) -> Found:
    if name := page.first("og:site_name", "application-name"):
        return re.split(r"\s*\|\s*", name)[0].lstrip("@") or name, "og:site_name"
    for publisher in page.of_article("publisher"):
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return publisher["name"], "the page's data"
    return page.host or None, "the address"


def _title(page: Page, source: str | None) -> Found:
    """The headline: the h1 that a title of the page repeats, else that title without the site's name."""
    tag = next((" ".join(e.text_content().split()) for e in page.root.iter("title")), "")
    headline = next((" ".join(str(said).split()) for said in page.of_article("headline")), "")
    titles = [(page.first(*_TITLES), "og:title"), (headline, "the page's data"), (tag, "title")]
    others = [key_of(said) for said, _ in titles if said]
    for heading in page.headings:
        key = key_of(heading)
        if len(key) > 8 and key != key_of(source or "-") and any(o.startswith(key) or o.endswith(key) for o in others):
            return bare(heading), "h1"
    for said, where in titles:
        if said:
            return bare(_without_site(said, page, source)), where
    return (page.headings[0], "h1") if page.headings else (None, "")


def bare(title: str) -> str:
    """A headline without its label and without the year that is put behind it."""
    return _LABEL.sub("", _PUBLISHED_AGAIN.sub("", title)).strip()


def _without_site(title: str, page: Page, source: str | None) -> str:
    """A title without the name of its site before or behind it, and without the sections between the two."""
    said = (source, page.first("og:site_name"), page.host, page.host.rpartition(".")[0])
    names = {key_of(name) for name in said if name}
    if source:
        title = title.removeprefix(f"{source}: ")
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
    key = key_of(piece)
    long = [name for name in names if min(len(key), len(name)) > 2 and len(piece.split()) < 6]
    return bool(key) and (key in names or any(key.startswith(name) or name.startswith(key) for name in long))


def _authors(page: Page, outlet: str) -> Found:
    """The names of the authors: as data, and as the page shows them where it shows the same ones and more."""
    data = names_in("; ".join(_names(page.of_article("author"), page)), outlet)
    said = "; ".join(name for key in _AUTHORS for name in page.meta.get(key, []) if "://" not in name)
    meta = names_in(said, outlet)
    known = data or meta
    lists = [names for text in _shown_bylines(page) if (names := names_in(text, outlet))]

    def surnames(names: str) -> set[str]:
        return {name.split()[-1].lower() for name in names.split(", ")}

    lists = [names for names in lists if surnames(known or names) <= surnames(names)] or lists
    shown = max(lists[: 5 if known else 1], key=lambda names: names.count(", "), default=None)
    if shown and surnames(known or shown) <= surnames(shown):
        return shown, "its byline"
    if known:
        return known, "the page's data" if data else "meta author"
    return names_in(page.guessed("author"), outlet), "the page"


def _names(authors: Iterable[Any], page: Page) -> Iterator[str]:
    """The names in authors as data has them: texts, persons, references to persons, lists of these."""
    ids = {str(item["@id"]): item for item in page.data if "@id" in item and "name" in item}
    for author in islice(_inside(list(authors)), 100):
        if isinstance(author, dict) and "Organization" not in str(author.get("@type", "")):
            author = author.get("name") or ids.get(str(author.get("@id")), {}).get("name")
        yield from (name for name in _inside(author) if isinstance(name, str) and "://" not in name)


def _shown_bylines(page: Page) -> Iterator[str]:
    """What the first elements that are called bylines hold."""
    tags = ("a", "span", "div", "p", "address", "li", "h3", "h4", "h5", "cite", "em", "strong")
    said = ("; ".join(" ".join(text.split()) for text in islice(element.itertext(), 100) if text.strip())
            for element in _called(page, _BYLINE, ("class", "itemprop", "rel"), tags))  # fmt: skip
    for text in islice((text for text in said if 0 < len(text) < 250), 7):
        text = re.sub(r";?\s*(,|\band\b|&);?\s*", r" \1 ", text, flags=re.I)
        yield re.sub(r"\b(and|by|und|with);", r"\1", text, flags=re.I)


def _called(page: Page, kind: re.Pattern[str], attributes: Iterable[str], tags: Iterable[str]) -> Iterator[HtmlElement]:
    """The first elements of the article with attributes that say a kind."""
    named = (e for e in page.root.iter(*tags) if kind.search(" ".join([e.tag, *(e.get(a) or "" for a in attributes)])))
    return (e for e in islice(named, _MOST_LOOKED_AT) if not _is_elsewhere(e))


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(
        e.tag in ("aside", "footer", "nav") or _ELSEWHERE.search(f"{e.get('class')} {e.get('id')}")
        for e in islice(chain([element], element.iterancestors()), 12)
    )


def _published(page: Page) -> Found:
    """The day of first publication where the outlet is, and where it was found."""
    shown = list(_shown_days(page))
    days = [day for day, _ in shown]
    address = _day_of_address(page.url)
    if witness := next(_witnesses(page), None):
        day = date.fromisoformat(witness[0])
        # a stamp in the time of Greenwich may be of the next day
        near = [other for other in days if abs((date.fromisoformat(other) - day).days) == 1]
        if address and (day - date.fromisoformat(address)).days == 1:
            near.append(address)
        return (near[0], "what the page shows") if near and witness[0] not in days else witness
    if address:
        return address, "the address"
    if days:
        return next((day for day, text in shown if _FIRST.search(text)), days[0]), "what the page shows"
    found = page.guessed("date")
    return (found, "the page") if found and not found.endswith("-01-01") and _is_said(page, found) else (None, "")


def _witnesses(page: Page) -> Iterator[tuple[str, str]]:
    """The days on which a page's data say that it was published."""
    said = [(said, "the page's data") for said in page.of_article("datePublished")]
    said += [(said, f"meta {key}") for key in _DATES for said in page.meta.get(key, [])]
    stamped = page.root.xpath('//*[@datetime][@pubdate or contains(@itemprop, "datePublished")]')
    said += [(element.get("datetime"), "time") for element in stamped if not _is_elsewhere(element)]
    return ((day, where) for text, where in said if (day := _day(text)))


def _day(said: object) -> str | None:
    day = stamp(str(said)) if said else None
    return day if day and "1980" < day < "2100" else None


def _day_of_address(url: str | None) -> str | None:
    match = _IN_ADDRESS.search(f"{urlsplit(url or '').path}/")
    year, month, day = match.groups() if match else ("", "", "")
    return day_in(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")


def _shown_days(page: Page) -> Iterator[tuple[str, str]]:
    """The days that a page shows at its article as dates, those of updates and rights aside, with their words."""
    language = (page.root.get("lang") or page.first("og:locale") or "en").lower().replace("_", "-")
    is_american = language.startswith("en") and language not in _ENGLISH_DAY_FIRST
    american = is_american and page.host.rpartition(".")[2] not in _DAY_FIRST
    tags = ("time", "span", "p", "div", "li", "abbr", "small", "h5", "h6", "a", "em", "td")
    count = 0
    for element in _called(page, _DATED, ("class", "id", "itemprop"), tags):
        text = " ".join(element.text_content()[:400].split())
        if not 6 <= len(text) < 200 or _COPYRIGHT.search(text):
            continue
        stamped = _day(element.get("datetime"))
        for piece in re.split(r"(?i)(?=\b(?:last )?(?:updated|modified|first published|published|posted)\b)", text):
            if not _UPDATED.search(piece) or _FIRST.search(piece):
                day = day_in(piece, None if stamped else american) or (stamped if element.tag == "time" else None)
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


def key_of(text: str) -> str:
    """The letters and digits of a text, in which two that say the same agree."""
    return re.sub(r"\W", "", text.casefold())
