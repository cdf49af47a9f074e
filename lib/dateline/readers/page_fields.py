"""What a web page says of its article: title, authors, date and outlet, each with where it stands."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import ftfy

from dateline.readers.authors import names_in
from dateline.readers.written_dates import day_in, stamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|LiveBlog|Report|Review|Story", re.I)
# The meta elements that say a field, the plainest first.
_META = {
    "title": "og:title twitter:title dc.title sailthru.title parsely-title",
    "author": "author article:author article:author_name byl dc.creator sailthru.author parsely-author "
    "cxenseparse:author authors twitter:creator_name",
    "date": "article:published_time datepublished article:published parsely-pub-date sailthru.date dc.date.issued "
    "dc.date dcterms.created dcterms.date pubdate publishdate publish-date publication_date article.published date "
    "cxenseparse:recs:publishtime og:published_time ptime displaydate originalpublicationdate article_date_original "
    "publish_date",
}
BETWEEN = re.compile(r"(\s*(?:\s[-–—:|•·»«]|[|•·»«–—])\s*)")
_ROUND_TITLE = re.compile(
    r"^(?:Opinion|Analysis|Perspective|Review|Editorial|Exclusive|Live|Video|Watch)\s*\|\s*"
    r"|\s*\((?:Published|Updated) \d{4}\)$", re.I,
)  # fmt: skip
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|contributor)s?(?:$|[\s_-])|byline|author-?name", re.I)
_DATED = re.compile(r"date|time|publish|posted|meta|byline|author|^\d{4}-\d\d", re.I)
_ELSEWHERE = re.compile(r"comment|related|sidebar|footer|recommend|promo|more-|teaser|widget|trending|popular", re.I)
_UPDATED = re.compile(r"\b(?:updated?|modified|last|aktualisiert|edited)\b", re.I)
_FIRST = re.compile(r"\b(?:first |originally )?(?:published|posted|created)\b:?", re.I)
_SAYS_WHEN = re.compile(r"(?=\b(?:last )?(?:updated|modified|first published|published|posted)\b)", re.I)
_COPYRIGHT = re.compile(r"©|\bcopyright\b|\(c\)", re.I)
_IN_ADDRESS = re.compile(r"[/-](20\d\d|19\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?=[/-])", re.I)
_ENGLISH_DAY_FIRST = ("en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za")
_DAY_FIRST = ("uk", "au", "nz", "ie", "in", "za", "de", "fr", "it", "es", "nl", "at", "ch", "eu")
_TAGS = frozenset("a span div p address li h3 h4 h5 h6 cite em strong time abbr small td".split())
_COMMENTS = 'ancestor-or-self::*[contains(concat(@class, " ", @id), "comment")]'
_SAYS_PAGE = '//text()[string-length(.) < 200 and contains(., "age ")]'
_PAGE_OF = re.compile(r"(?i)(?:.*[-–—|:·(]\s*|\s*)page (\d{1,2}) ?(?:of|/) ?(\d{1,2})(?:\s*[-–—|:·)].*|\s*)")
_PAGE = re.compile(r"(?i)(?:[?&](?:page|pg|seite)=|/(?:page[/-]?)?|[-_](?:page-?|p))(\d{1,2})(?=/?(?:\.\w{3,5})?$|&)")
_CLOCK = re.compile(r"(?i)\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?\s*")
_POSTS, _POST = 3, 60  # of a live blog, at least; characters of one of the first paragraphs of a post
_MOST_LOOKED_AT = 200  # elements of a kind, so that a page of nothing else is read in time
Found = tuple[str | None, str]  # a field, and where it was found


class Page:
    """What a page has beside its text: its meta elements, its data for search engines, its headings."""

    def __init__(self, root: HtmlElement, names: list[Any], url: str | None) -> None:
        self.root, self.names = root, names
        self.meta: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if said := " ".join((element.get("content") or "").split()):
                self.meta.setdefault(name.lower(), []).append(said)
        self.data = [found for script in root.iter("script") for found in _data(script)]
        canonical = next((e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"), None)
        self.url = url or canonical or next(self.said("og:url"), None)
        host, self.path = re.findall(r"^(?:\w*:?//([\w.:@-]+)(?=[/?#]|$))?([^?#]*)", self.url or "")[0]
        self.host = host.lower().removeprefix("www.")

    def said(self, names: str) -> Iterator[str]:
        """What the meta elements of these names say."""
        return (said for name in names.split() for said in self.meta.get(name, []))

    def of_article(self, key: str) -> Iterator[Any]:
        """The values of a key in the data of the article."""
        return (e[key] for e in self.data if key in e and _ARTICLE_TYPES.search(str(e.get("@type", ""))))

    def called(self, kind: re.Pattern[str], *attributes: str) -> Iterator[HtmlElement]:
        """The first elements of the article with attributes that say a kind."""
        named = (element for element in marked(self.names, kind, *attributes) if element.tag in _TAGS)
        return (element for element in islice(named, _MOST_LOOKED_AT) if not _is_elsewhere(element))


def names_of(root: HtmlElement) -> list[Any]:
    """The values of the attributes that name elements or hide them, each with its element."""
    names = ("class", "id", "itemprop", "rel", "datetime", "style", "hidden")
    return root.xpath(f"//@*[{' or '.join(f'name() = {name!r}' for name in names)}]")


def marked(values: list[Any], kind: re.Pattern[str], *attributes: str) -> list[HtmlElement]:
    """The elements with an attribute that says a kind; each distinct value is searched once."""
    fitting = {value for value in set(values) if kind.search(value)}
    return list(dict.fromkeys(v.getparent() for v in values if v in fitting and v.attrname in attributes))


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


def fields_of(root: HtmlElement, names: list[Any], url: str | None) -> tuple[dict[str, str | None], dict[str, str]]:
    """What a page says of its article, by field, and where each field was found."""
    page = Page(root, names, url)
    source = _source(page)
    found = {"source": source, "title": _title(page, source[0] or ""), "byline": _authors(page, source[0] or ""),
             "published": _published(page)}  # fmt: skip
    fields = {field: ftfy.fix_encoding(value) if value else None for field, (value, _) in found.items()}
    is_live = clocks_of_posts(root) or any("LiveBlog" in str(item.get("@type")) for item in page.data)
    note = _paging(page) + (" The page is a live blog: later posts may set earlier ones right." if is_live else "")
    return fields | {"url": page.url, "note": note.strip()}, {field: where for field, (_, where) in found.items()}


def _source(page: Page) -> Found:
    if name := next(page.said("og:site_name application-name"), None):
        return re.split(r"\s*\|\s*", name)[0].lstrip("@") or name, "og:site_name"
    for publisher in page.of_article("publisher"):
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return publisher["name"], "the page's data"
    return page.host or None, "the address"


def _title(page: Page, source: str) -> Found:
    """The headline: the h1 that a title of the page repeats, else that title without the site's name."""
    headings, tags = ([" ".join(e.text_content().split()) for e in page.root.iter(tag)] for tag in ("h1", "title"))
    headline = next((" ".join(str(said).split()) for said in page.of_article("headline")), "")
    titles = [(next(page.said(_META["title"]), ""), "og:title"), (headline, "the page's data"), (*tags[:1], "title")]
    headings = [said for said in headings if 0 < len(said) < 400]
    others = [key_of(said) for said, *_ in titles if said]
    for heading in headings:
        key = key_of(heading)
        if len(key) > 8 and key != key_of(source) and any(o.startswith(key) or o.endswith(key) for o in others):
            return bare(heading), "h1"
    for said, *where in titles:
        if said and where:
            return bare(_without_site(said, page, source)), where[0]
    return (headings[0], "h1") if headings else (None, "")


def bare(title: str) -> str:
    """A headline without its label and without the year that is put behind it."""
    return _ROUND_TITLE.sub("", title).strip()


def _without_site(title: str, page: Page, source: str) -> str:
    """A title without the name of its site before or behind it."""
    said = (source, next(page.said("og:site_name"), ""), page.host, page.host.rpartition(".")[0])
    names = [key_of(name) for name in said if len(key_of(name)) > 2]

    def is_site(piece: str) -> bool:
        key = key_of(piece)
        is_short = len(key) > 2 and len(piece.split()) < 6
        return key in names or (is_short and any(key.startswith(name) or name.startswith(key) for name in names))

    pieces = BETWEEN.split(title.removeprefix(f"{source}: ") if source else title)
    while len(pieces) > 2 and is_site(pieces[-1]):
        pieces = pieces[:-2]
    while len(pieces) > 2 and is_site(pieces[0]):
        pieces = pieces[2:]
    return "".join(pieces).strip()


def _authors(page: Page, outlet: str) -> Found:
    """The names of the authors: as data, and as the page shows them where it shows the same ones and more."""
    data = names_in("; ".join(_names(page)), outlet)
    known = data or names_in("; ".join(name for name in page.said(_META["author"]) if "://" not in name), outlet)
    shown = [names for text in _shown_bylines(page) if (names := names_in(text, outlet))]

    def surnames(names: str) -> set[str]:
        return {name.split()[-1].lower() for name in names.split(", ")}

    fitting = [names for names in shown if surnames(known) <= surnames(names)] if known else shown[:1]
    if fitting:
        return max(fitting, key=lambda names: names.count(", ")), "its byline"
    if known:
        return known, "the page's data" if data else "meta author"
    from trafilatura.metadata import Document, extract_author, extract_meta_json  # of what says nothing plainly

    with contextlib.suppress(Exception):  # on a page that nobody wrote by hand
        author = extract_meta_json(page.root, Document()).author or extract_author(page.root) or ""
        return names_in(author, outlet), "the page"
    return None, ""


def _names(page: Page) -> Iterator[str]:
    """The names in authors as data has them: texts, persons, references to persons, lists of these."""
    ids = {str(item["@id"]): item for item in page.data if "@id" in item and "name" in item}
    for author in islice(_inside(list(page.of_article("author"))), 100):
        if isinstance(author, dict) and "Organization" not in str(author.get("@type", "")):
            author = author.get("name") or ids.get(str(author.get("@id")), {}).get("name")
        yield from (name for name in _inside(author) if isinstance(name, str) and "://" not in name)


def _shown_bylines(page: Page) -> Iterator[str]:
    """What the first elements that are called bylines hold."""
    said = ("; ".join(" ".join(text.split()) for text in islice(element.itertext(), 100) if text.strip())
            for element in page.called(_BYLINE, "class", "itemprop", "rel"))  # fmt: skip
    for text in islice((text for text in said if 0 < len(text) < 250), 7):
        text = re.sub(r";?\s*(,|\band\b|&);?\s*", r" \1 ", text, flags=re.I)
        yield re.sub(r"\b(and|by|und|with);", r"\1", text, flags=re.I)


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(
        e.tag in ("aside", "footer", "nav") or _ELSEWHERE.search(f"{e.get('class')} {e.get('id')}")
        for e in islice(chain([element], element.iterancestors()), 12)
    )


def _published(page: Page) -> Found:
    """The day of first publication where the outlet is, and where it was found."""
    shown = list(islice(_shown_days(page), 20))
    days = [day for day, _ in shown]
    match = _IN_ADDRESS.search(f"{page.path}/")
    year, month, day = match.groups() if match else ("", "", "")
    address = day_in(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")
    if witness := next(_witnesses(page), None):
        # a stamp in the time of Greenwich may be of the next day
        near = [other for other in days if abs(_between(other, witness[0])) == 1]
        near += [address] if address and _between(address, witness[0]) == 1 else []
        return (near[0], "what the page shows") if near and witness[0] not in days else witness
    if address:
        return address, "the address"
    if days:
        return next((day for day, text in shown if _FIRST.search(text)), days[0]), "what the page shows"
    return _guessed_day(page), "the page"


def _between(day: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(day)).days


def _witnesses(page: Page) -> Iterator[tuple[str, str]]:
    """The days on which a page's data say that it was published."""
    said = [(said, "the page's data") for said in page.of_article("datePublished")]
    said += [(said, f"meta {key}") for key in _META["date"].split() for said in page.meta.get(key, [])]
    stamped = page.root.xpath('//*[@datetime][@pubdate or contains(@itemprop, "datePublished")]')
    said += [(element.get("datetime"), "time") for element in stamped if not _is_elsewhere(element)]
    return ((day, where) for text, where in said if (day := _day(text)))


def _day(said: object) -> str | None:
    day = stamp(str(said)) if said else None
    return day if day and "1980" < day < "2100" else None


def _shown_days(page: Page) -> Iterator[tuple[str, str]]:
    """The days that a page shows at its article as dates, those of updates and rights aside, with their words."""
    language = (page.root.get("lang") or next(page.said("og:locale"), "en")).lower().replace("_", "-")
    is_american = language.startswith("en") and language not in _ENGLISH_DAY_FIRST
    american = is_american and page.host.rpartition(".")[2] not in _DAY_FIRST
    for element in page.called(_DATED, "class", "id", "itemprop", "datetime"):
        text = " ".join(element.text_content()[:400].split())
        if not 6 <= len(text) < 200 or _COPYRIGHT.search(text):
            continue
        stamped = _day(element.get("datetime"))
        for piece in _SAYS_WHEN.split(text):
            if not _UPDATED.search(piece) or _FIRST.search(piece):
                day = day_in(piece, None if stamped else american) or (stamped if element.tag == "time" else None)
                if day and "1980" < day < "2100":
                    yield day, piece


def _guessed_day(page: Page) -> str | None:
    """What htmldate makes of a page that says nothing plainly, where the day stands in its text."""
    from htmldate import find_date

    try:
        day = find_date(page.root, extensive_search=True, original_date=True, url=page.url) or "-01-01"
    except Exception:  # on a page that nobody wrote by hand
        return None
    body = " ".join(page.root.text_content()[:200_000].split())
    around = re.findall(rf"[^.©]{{0,25}}\b{day[:4]}\b.{{0,12}}", body)
    said = {day_in(text, american) for text in around for american in (True, False)}
    is_said = day in said or day.replace("-", "") in (page.url or "")
    return day if is_said and not day.endswith("-01-01") else None


def _paging(page: Page) -> str:
    """That an article goes on in other files: as the page says, or by its address and its links to the other pages."""
    said = ((_PAGE_OF.fullmatch(text), text) for text in page.root.xpath(_SAYS_PAGE))
    if match := next((match for match, text in said if match and not text.getparent().xpath(_COMMENTS)), None):
        own, last = match.groups()
    else:
        base, own = _numbered(page.url or "")
        links = page.root.xpath('//a/@href | //link[@rel="next" or @rel="prev"]/@href')
        found = ((_numbered(link if link[:1] != "?" else base + link), link.getparent()) for link in links if base)
        numbers = {own, *(number for (at, number), e in found if at == base and not e.xpath(_COMMENTS))}
        last = f"at least {max(numbers)}" if 1 in numbers and numbers & {own - 1, own + 1} else "1"
    return f"This is page {own} of {last}; the others are not in this file." if last != "1" else ""


def _numbered(address: str) -> tuple[str, int]:
    """An address without the number of its page, and that number."""
    before, number, behind = (*_PAGE.split(re.sub(r"^\w+://[^/?]*|#.*", "", address), maxsplit=1), "1", "")[:3]
    return (before + behind).rstrip("/"), int(number)


def clocks_of_posts(root: HtmlElement) -> list[HtmlElement]:
    """The elements that say when each post of a live blog was written; [] on another page."""
    found = [e for e in root.iter("time") if _CLOCK.fullmatch(e.text_content()) and not _is_elsewhere(e)]
    posts = ([*islice(e.iterancestors(), 2)][-1].iter("p") for e in found[:_MOST_LOOKED_AT])
    told = sum(any(len(p.text or "") >= _POST for p in islice(post, _POSTS)) for post in posts)
    return found if told >= _POSTS else []


def key_of(text: str) -> str:
    """The letters and digits of a text, in which two that say the same agree."""
    return re.sub(r"\W", "", text.casefold())
