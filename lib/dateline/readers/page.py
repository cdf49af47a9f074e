"""Saved web pages: trafilatura finds the article, its title, authors and date."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, BinaryIO

import ftfy

from dateline.article import Article, ReadError
from dateline.readers.databases import factiva_part, parts_of, split_lines
from dateline.readers.limits import LIMITS, Part, whole
from dateline.readers.page_fields import bare, fields_of, key_of, marked, names_of
from dateline.readers.text import article_of, decode, mostly_utf8, with_characters
from dateline.readers.written_dates import day_in

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
_WINDOWS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
            "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949"}  # fmt: skip
_NOTHING = "no article was found in this web page; copy its text into a .txt file"
# What stands in place of an article.
_NO_ARTICLE = re.compile(
    r"(?is)(?:.{0,80}\b(?:page not found|404|enable javascript|javascript is (?:disabled|not available)|access denied"
    r"|verify you are (?:a )?human|page (?:you requested|can(?:no|')t be found)|log in to continue)\b.{0,300})"
)
# What pages put round and into an article, a line each.
_FURNITURE = re.compile(
    r"""(?ix) (?: continue\ reading(?:\ (?:the|below).*)? | (?:supported|sponsored|presented)\ by\b.{0,30}
    | advertisements?.{0,20} | (?:(?:story|article)\ continues|scroll).{0,40} | loading\b.{0,60}
    | (?:[\d,]+\ )?comments? | by | share(?:\ this.*)? | (?:read|see|watch)\ (?:more|next|also)\s*[:|].*
    | (?:print|e-?mail|tweet) | \[(?:read|watch|see|related|button|caption|gallery|embed)\b.*\]
    | related\b.{0,12}:.* | .*\{\{.*\}\}.*
    | (?:click|tap)\ here\b.{0,80} | (?:sign|subscribe|log)\ (?:up|in|to)\b.{0,100} | get\ (?:data|fact)\ sheet
    | (?:follow|like|find)\ .{0,60}\bon\ (?:twitter|facebook|instagram|x)\b.{0,60} | tell\ us\ what\ you\ think
    | (?:image|photo)\ (?:copyright|caption|source|credit)\b.{0,100} | copyright\b.* | ©.* | all\ rights\ reserved.*
    | this\ (?:article|story)\ (?:was\ )?originally\ (?:appeared|published).* | (?:next|previous)\ article
    | sources?:.{0,60} | \|[-|\ ]+
    | .*\b(?:in|to|into)\ your\ inbox\b.* | .*\bsubscribe\ to\ (?:our|the|[\w.’']+)\ (?:\w+\ )?newsletters?\b.*
    | thanks\ for\ (?:signing\ up|subscribing).* | there\ was\ an\ error\b.{0,60} | if\ you\ enjoyed\ this\ article\b.*
    | (?:last\ )?updated\b.{0,40} | https?://\S+ | \d{4}-\d\d-\d\dT[\d:.]+\S* | more\s*: | sorry!? )[.:…!]*"""
)
# What heads a list of other stories.
_OTHERS = re.compile(
    r"(?i)(?:you (?:may|might) also (?:like|be interested)|don[’']t miss|most (?:read|popular|viewed)|explore further"
    r"|more (?:from|on|stories)\b"
    r"|(?:related|recommended|trending|further|latest) ?(?:stories|articles|news|reading|videos?)?"
    r"|see also|read (?:more|next)|more must-reads|up next|editors[’'] picks)\b.{0,40}"
)
_CONTACT = re.compile(r"(?i)\b(?:reached at|follow (?:him|her|them|me|us)\b|(?:contact|e-?mail) (?:him|her|us))")
_SENTENCE = re.compile(r"(?s)^.{60,}[.!?][\"”’)]*$")
_LONG_LINE, _HEAD_LINES = 200, 6  # characters, lines
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
    The keys of blocks of the page that are links and nothing else are `linked`."""
    title, names = key_of(fields.get("title") or ""), key_of(fields.get("byline") or "-")
    kept: list[str] = []
    seen: set[str] = set()
    often = Counter(map(key_of, lines))
    for at, line in enumerate(lines):
        key, is_short, heads_others = key_of(line), len(line) < _LONG_LINE, _OTHERS.fullmatch(line)
        if heads_others and not any(_SENTENCE.search(after) for after in lines[at + 1 :]):
            break
        is_name = len(line) < 120 and key.removeprefix("by") == names
        is_day = len(line) < 40 and not line.endswith(".") and day_in(line) is not None
        is_head = at < _HEAD_LINES and (is_name or is_day or key_of(bare(line)) == title)
        is_again = often[key] < _FORM and (key in linked or key in seen)
        is_other = is_short and (is_again or _FURNITURE.fullmatch(line))
        is_contact = at >= len(lines) - 4 and len(line) < 300 and _CONTACT.search(line)
        if not (is_head or is_other or is_contact or heads_others):
            kept.append(line)
        if 30 < len(key) < 80:
            seen.add(key)
    return kept


def _linked(root: HtmlElement) -> set[str]:
    """The keys of the blocks that hold links and no other word."""
    found: set[str] = set()
    done: set[HtmlElement] = set()
    for link in root.iter("a"):
        block = next((e for e in link.iterancestors() if e.tag in _BLOCKS), None)
        if block is None or block in done:
            continue
        done.add(block)
        if block.tag not in _HEADINGS and 20 < len(key_of(link.text_content())) < _LONG_LINE:
            links = [key_of(e.text_content()) for e in block.iter("a")]
            if key_of(block.text_content()[: 3 * _LONG_LINE]) == "".join(links):
                found |= {"".join(links), *links} - {""}
    return found


def page_text(page: bytes) -> str:
    """The characters of a page as browsers take its bytes: by its mark, as UTF-8 but for some bad bytes, else in the
    encoding that it names, where the names of ISO Latin 1 mean Windows's; by a guess where it names none."""
    if page.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(page)
    if (text := mostly_utf8(page)) is not None:
        return text
    said = _CHARSET.search(page[:4096])
    name = said[1].decode("ascii").lower() if said else "utf-8"
    with contextlib.suppress(LookupError):
        return decode(page) if name.startswith("utf") else page.decode(_WINDOWS.get(name, name), errors="replace")
    return decode(page)


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
    names, linked = names_of(root), _linked(root)
    fields, found_in = fields_of(root, names, url)
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
    if not lines or _NO_ARTICLE.fullmatch(" ".join(lines)[:400]):
        raise ReadError(_NOTHING)
    title = fields.get("title")
    return article_of("\n\n".join([title, *lines] if title else lines), found_in, **fields)
