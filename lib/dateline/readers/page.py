"""Saved web pages: trafilatura finds the article, its title, authors and date."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from itertools import takewhile
from typing import TYPE_CHECKING, BinaryIO

import ftfy

from dateline.article import Article, ReadError
from dateline.readers.databases import factiva_part, parts_of, split_lines
from dateline.readers.limits import LIMITS, Part, whole
from dateline.readers.page_fields import BETWEEN, bare, clocks_of_posts, fields_of, key_of, marked, names_of
from dateline.readers.text import article_of, decode, mostly_utf8, with_characters
from dateline.readers.written_dates import day_in
from dateline.segments.roles import BOILERPLATE, TAIL_HEAD

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LOOKS = re.compile(rb"(?is)\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b")
_BLOCKS = frozenset(
    "p div br li tr td th h1 h2 h3 h4 h5 h6 ul ol dl dt dd table blockquote pre section article header footer hr "
    "figure figcaption center form address aside nav main body title".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = frozenset("script style head title noscript template svg iframe object embed select button".split())
_CHARSET = re.compile(rb"<meta[^>]{0,100}charset=[\"']?([A-Za-z0-9_:-]{2,30})", re.I)
_WINDOWS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-9": "cp1254",
            "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949"}  # fmt: skip
_VAGUE = ("utf", "us-ascii", "ascii", "unknown")  # begin the names of encodings under which others are sent too
_NOTHING = "no article was found in this web page; copy its text into a .txt file"
# What a site tells a visitor speaks to him, and of the site or of what he came with: that a page is not there, that he
# must log in, agree or be no robot. The news speaks of others; who is quoted may speak so.
_VISITOR = re.compile(
    r"(?i)(?![“\"‘']).*\b(?:you(?:rs?|['’](?:re|ve))?|we|our|(?-i:us)|please|sorry|oops|"
    r"(?:this|requested) (?:page|article|story|site|app))\b"
)
_SITE = re.compile(
    r"(?i)\b(?:pages?|links?|url|address|(?:web)?site|search|javascript|cookies?|browser|(?:log|sign)(?:ged|g?ing|ed)?"
    r"[ -]?(?:in|up)|password|account|e-?mail|terms|privacy|consent|partners|personal data|device|human|robots?"
    r"|automat\w+|connection|blocked|error|location|(?:no longer|not) (?:available|found|exist)|removed|expired)\b"
)
# The whole of a title that no article has, or a piece of it between bars.
_TITLE = re.compile(
    r"(?i)(?:(?:error|fehler|erreur) )?40[134]\b.{0,30}|just a moment|access (?:to this .{0,20})?denied|forbidden"
    r"|(?:.{0,20}\b(?:page|file|article|story)\b.{0,20}\b)?(?:not|can['’]t|cannot) (?:be )?found|sorry\b.{0,30}\bpage"
    r"|seite nicht gefunden|p[aá]gina no encontrada|page introuvable|before you continue|unavailable|attention required"
    r"|(?:(?:log|sign)[ -]?(?:in|on|up)|subscribe|register)(?: to\b.{0,25})?"
)
_STOP = re.compile(r"(?<=[.!?])\s+")
# Characters, which every language has: of a sentence and of an article beside what is told, at least; of a summary.
_SAID, _LEAST, _SUMMARY = 30, 120, 350
_HEADS, _KEY = 4, 20  # links that make a list; letters of one that is a headline
# What pages put round and into an article, a line each, beside what any text may have of its site.
_FURNITURE = re.compile(
    r"""(?ix) (?: continue\ reading(?:\ (?:the|below).*)? | (?:supported|sponsored|presented)\ by\b.{0,30} | by | tweet
    | advertisements?.{0,20} | (?:(?:story|article)\ continues|scroll).{0,40} | loading\b.{0,60} | share\ this.*
    | \[(?:read|watch|see|related|button|caption|gallery|embed)\b.*\] | related\b.{0,12}:.* | .*\{\{.*\}\}.*
    | (?:sign|log)\ (?:in|to)\b.{0,100} | (?:like|find)\ .{0,60}\bon\ (?:twitter|facebook|instagram|x)\b.{0,60}
    | (?:image|photo)\ (?:copyright|caption|source|credit)\b.{0,100} | (?:next|previous)\ article | sources?:.{0,60}
    | this\ (?:article|story)\ (?:was\ )?originally\ (?:appeared|published).* | .*\b(?:in|to|into)\ your\ inbox\b.*
    | .*\bsubscribe\ to\ (?:our|the|[\w.’']+)\ (?:\w+\ )?newsletters?\b.* | there\ was\ an\ error\b.{0,60}
    | (?:last\ )?updated\b.{0,40} | \d{4}-\d\d-\d\dT[\d:.]+\S* | more\s*: | tell\ us\ what\ you\ think
    | if\ you\ enjoyed\ this\ article\b.* | sorry!? | \|[-|\ ]+ )[.:…!]*"""
)
# What heads a list of other stories.
_OTHERS = re.compile(rf"(?i)(?:{TAIL_HEAD.pattern}|more must-reads|up next|editors[’'] picks)\b.{{0,40}}")
_CONTACT = re.compile(r"(?i)\b(?:reached at|follow (?:him|her|them|me|us)\b|(?:contact|e-?mail) (?:him|her|us))")
_SENTENCE = re.compile(r"(?s)^.{60,}[.!?][\"”’)]*$")
_LONG_LINE, _HEAD_LINES = 200, 6  # characters, lines
_MENU, _LABEL = 40, 20  # characters of a line in a menu; letters of one anywhere, at most
_FORM = 3  # times that a line stands which is the article's own, as the heads of a recipe are
# What hides an element, in which of its attributes, and how many characters it has at most: a page may hide all of its
# article until a script shows it.
_HIDES = tuple((re.compile(pattern), attributes, most) for pattern, attributes, most in (
    (r"(?i)(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader\S*|tooltip|popover|rollover\S*|popup)(?:$|[\s_-])",
     ("class", "id"), 600),
    (r"display:\s*none", ("style",), 600),
    (r"", ("hidden",), 600),
    (r"(?i)cookie|consent|gdpr|onetrust|privacy-(?:banner|notice|popup)", ("class", "id"), 3000),
))  # fmt: skip
_HIDEABLE = ("span", "div", "p", "a", "ul", "aside", "section")
_FACTIVA = re.compile(rb'class="article [a-z]{2}Article"')
_NEXIS = re.compile(rb"\b\d+ (?:of|von|de) \d+ (?:DOCUMENTS?|DOKUMENTE?N?)\b")


def articles(stream: BinaryIO) -> Iterator[Part]:
    """The article of a saved page, or those of a database's export."""
    data = whole(stream)
    if _FACTIVA.search(data):
        return _factiva(tree_of(decode(data)))
    parts = parts_of(blocks(tree_of(decode(data)))) if _NEXIS.search(data) else None
    return parts or iter([partial(read_html, data)])


def tree_of(page: str) -> HtmlElement:
    """The elements of a page. Raises ReadError where it has none."""
    from lxml import etree, html  # a tenth of a second, which text files never need

    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)  # lxml takes no string that says how it is encoded
    parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(page, parser=parser)
    except (etree.LxmlError, ValueError):
        raise ReadError(_NOTHING) from None


def blocks(root: HtmlElement) -> list[str]:
    """The text of elements, a line for each that stands as a block of its own."""
    from lxml.etree import iterwalk

    lines = [""]
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BLOCKS:
            lines.append("")
        if event == "end":
            lines[-1] += (element.tail or "") if element is not root else ""
        elif isinstance(element.tag, str) and element.tag not in _UNSEEN:
            lines[-1] += element.text or ""
        else:
            walk.skip_subtree()
    return [said for line in lines if (said := " ".join(line.split()))]


def body_of(fragment: str) -> str:
    """The text of a piece of HTML, as feeds and mails have it: paragraphs with a blank line between them."""
    if "<" not in fragment:
        return unescape(fragment).strip()
    try:
        return with_characters("\n\n".join(blocks(tree_of(fragment))))
    except ReadError:
        return ""


def _factiva(root: HtmlElement) -> Iterator[Part]:
    """The articles of a page that Factiva prints; its elements tell headline and paragraphs from the fields."""
    head, by = '*[@id="hd" or contains(@class, "Headline")]', '@class="author"'
    for article in root.xpath('//div[starts-with(@class, "article ")][contains(@class, "Article")]'):
        paths = (head, f"{head}/preceding-sibling::div", f"div[{by}]", f"{head}/following-sibling::div[not({by})]")
        said = [split_lines(" ".join(e.text_content().split()) for e in article.xpath(path)) for path in paths]
        body = [line for e in article.xpath('*[contains(@class, "articleParagraph")]') for line in blocks(e)]
        yield factiva_part(said, body)


def article_lines(lines: list[str], fields: Mapping[str, str | None], linked: set[str]) -> list[str]:
    """The lines of an article's body without its headline, its byline and date, and what the page puts in between.
    The keys of links of the page that are in no heading are `linked`."""
    title, names = key_of(fields.get("title") or ""), key_of(fields.get("byline") or "-")
    kept: list[str] = []
    seen: set[str] = set()
    menu = list(takewhile(lambda line: len(line) < _MENU or key_of(line) in linked, lines))
    if sum(key_of(line) in linked for line in menu) > max(len(menu) / 2, 1):
        lines = lines[len(menu) :]
    often = Counter(map(key_of, lines))
    for at, line in enumerate(lines):
        key, is_short, heads_others = key_of(line), len(line) < _LONG_LINE, _OTHERS.fullmatch(line)
        if heads_others and not any(_SENTENCE.search(after) for after in lines[at + 1 :]):
            break
        is_name = len(line) < 120 and key.removeprefix("by") == names
        is_day = len(line) < 40 and not line.endswith(".") and day_in(line) is not None
        is_head = at < _HEAD_LINES and (is_name or is_day or key_of(bare(line)) == title)
        is_again = often[key] < _FORM and ((key in linked and len(key) > _LABEL) or key in seen)
        is_of_site = is_short and BOILERPLATE.fullmatch(line) and key.strip("_")  # marks alone may part an article
        is_other = is_of_site or (is_short and (is_again or _FURNITURE.fullmatch(line)))
        is_contact = at >= len(lines) - 4 and len(line) < 300 and _CONTACT.search(line)
        if not (is_head or is_other or is_contact or heads_others):
            kept.append(line)
        if 30 < len(key) < 80:
            seen.add(key)
    return kept


def _is_alone(link: HtmlElement) -> bool:
    """Whether a link has no text beside it, on lines of its own neither, and stands in no heading."""
    before, within = link.getprevious(), next(link.iterancestors(), link)
    beside = f"{link.tail or ''}{(within.text if before is None else before.tail) or ''}".strip()
    is_broken = any(e is not None and e.tag == "br" for e in (before, link.getnext()))
    return not beside and not is_broken and next(link.iterancestors(*_HEADINGS), None) is None


def _told_instead(title: str, lines: Iterable[str]) -> str:
    """What a page tells its visitor in place of an article; "" where it has one."""
    titled = next((head for head in BETWEEN.split(title) if _TITLE.fullmatch(head.strip(" .!…"))), "")
    sentences = [said for line in lines for said in _STOP.split(line) if len(said) >= _SAID]
    told = [said for said in sentences if _VISITOR.match(said) and _SITE.search(said)]
    rest = sum(map(len, sentences)) - sum(map(len, told))
    is_told = rest < _SUMMARY if titled else rest < min(_LEAST, sum(map(len, told)))
    return (titled or told[0]) if is_told else ""


def _is_list(lines: Iterable[str], title: str, links: Collection[str]) -> bool:
    """Whether a page leads to other articles and has no more than a summary of each, nor a text under its own title.
    Title and links are given by their keys."""
    heads = {key[:_KEY] for key in links if len(key) >= _KEY}
    own, sizes = 0, [0]  # the run under the title, the characters of each
    for line in lines:
        key = key_of(line)
        if key[:_KEY] in heads or key == title:
            sizes.append(0)
            own = len(sizes) - 1 if key == title and key not in links else own
        if key not in links and (n := len(line)) >= _SAID:
            sizes[-1] += n
    is_many = sum(n > 0 for n in sizes) >= _HEADS or sum(sizes) < _LEAST
    return len(sizes) > _HEADS and max(sizes) < _SUMMARY and is_many and not (own and sizes[own] >= _LEAST)


def page_text(page: bytes) -> str:
    """The characters of a page as browsers take its bytes: UTF-8 with few bad ones, else by its name, mark, a guess."""
    said = _CHARSET.search(page[:4096])
    text = mostly_utf8(page) or in_charset(page, said[1].decode("ascii") if said else "utf-8")
    return text.removeprefix("\ufeff")


def in_charset(data: bytes, name: str) -> str:
    """The text of bytes in an encoding, where names of ISO Latin 1 mean Windows's; a guess where there is none such."""
    name = name.lower()
    with contextlib.suppress(LookupError, ValueError):
        return decode(data) if name.startswith(_VAGUE) else data.decode(_WINDOWS.get(name, name), errors="replace")
    return decode(data)


def read_html(page: bytes, url: str | None = None) -> Article:
    """The article of a saved web page: its title and body, a blank line between paragraphs. Where it came from helps
    to date it. Raises ReadError where it holds no article."""
    import trafilatura  # half a second to import, which text files never need
    from lxml.etree import strip_elements

    text = page_text(page)
    if re.match(r"(?i)\s*<(?:svg|math|frameset)\b", text):
        raise ReadError(_NOTHING)
    if text.count("<") > LIMITS["tags"]:
        raise ReadError(f"has more than {LIMITS['tags']:,} tags; copy the article's text into a .txt file")
    root = tree_of(text)
    strip_elements(root, "template", "amp-list", "amp-consent", with_tail=False)
    names = names_of(root)
    links = [(key_of(a.text_content()), a) for a in root.iter("a") if "#" not in a.get("href", "#")]
    linked = {key for key, a in links if key and _is_alone(a)}
    fields, found_in = fields_of(root, names, url)
    for clock in clocks_of_posts(root):
        clock.tag = "h4"  # else it is left out
    for kind, attributes, most in _HIDES:
        for element in marked(names, kind, *attributes):
            is_part = element.tag in _HIDEABLE and element.getparent() is not None
            if is_part and len(element.text_content()) < most:
                element.drop_tree()
    try:
        found = trafilatura.bare_extraction(root, url, with_metadata=False, include_comments=False, favor_recall=True)
    except Exception:  # it cannot cope with a root that is svg or math, and who knows what else
        found = None
    body = ftfy.fix_encoding((getattr(found, "text", None) or "").strip())
    lines = article_lines([line.strip() for line in body.split("\n") if line.strip()], fields, linked)
    title = fields.get("title")
    if told := _told_instead(title or "", lines):
        raise ReadError(f"no article was found in this web page, only “{told[:60]}”; open it in a browser and save it")
    is_dated = found_in["published"].startswith(("meta", "the page's data"))  # as a list of others seldom is
    if not is_dated and _is_list(blocks(root), key_of(title or ""), dict(links)):
        raise ReadError("no article was found in this web page, only links to others; save those pages")
    if not lines:
        raise ReadError(_NOTHING)
    return article_of("\n\n".join([title, *lines] if title else lines), found_in, **fields)
