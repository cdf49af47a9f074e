"""Exports of Nexis, Factiva and ProQuest: many articles in one file, each with fields before and behind its text.

Whatever the file's format, its paragraphs come here in order, each as a line; what a database writes between the
articles tells which it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from dateline.article import Article, ReadError
from dateline.readers.authors import names_in
from dateline.readers.limits import Part
from dateline.readers.text import article_of, titled
from dateline.readers.written_dates import day_in

Lines = list[str]
Said = dict[str, Any]  # what a database says of an article: its text as lines, each other field as it stands

# What databases call a field, in the languages of their own pages -> what an article does; "" for what none has.
_LABELS = {
    "title": "title headline überschrift titre",
    "byline": "byline author authors autor autoren auteur",
    "section": "section rubrik rubrique",
    "length": "length länge longueur",
    "loaded": "load-date update date-chargement",
    "published": "publication_date",
    "source": "publication_title",
    "standfirst": "highlight abstract",
    "text": "full_text",
    "url": "url document_url",
    "": "dateline graphic language sprache langue publication-type publikationstyp document-type type subject person "
    "company organization organisation ticker industry geographic city state country region journal-code series "
    "distribution notes correction-date acc-no document_id proquest_document_id document_type document_feature "
    "publication_year publication_subject publisher place_of_publication country_of_publication issn isbn e-issn "
    "source_type language_of_publication last_updated database copyright volume issue pages first_page number_of_pages "
    "publication_info identifier_/_keyword links title_annotation companies people location "
    "accession_number product_name illustration editor guests cosearchterms column edition classification credit "
    "correspondent anchor high_light bibliography caption",
}  # fmt: skip
_FIELD = {name.replace("_", " "): field for field, names in _LABELS.items() for name in names.split()}
_LABEL = re.compile(r"(?i)({})\s?:(?:\s+|$)".format("|".join(sorted(map(re.escape, _FIELD), key=len, reverse=True))))
# What has no text behind it on its line: the lines up to the next label are its own, or nobody's.
_HEADINGS = {"classification": "", "graphic": "", "body": "text", "abstract": "text", "full text": "text"}
_IN_TEXT = {"title", "headline", "author", "type", "copyright", "column", "caption", "people", "location", "pages"}

_WORDS = re.compile(
    r"([\d.,\u202f\xa0]*\d) ?(?:words?|wörter|w.rter|mots|palabras|parole|woorden|слов\w*|字|語|単語)(?!\w)", re.I
)
_NEXIS = re.compile(r"(?:document )?\d+ (?:of|von|de|di) \d+ (?:documents?|dokumente?n?|documentos?|documenti)", re.I)
_NEXIS_END = re.compile(r"End of Document|Ende des Dokuments|Fin du document", re.I)
_FACTIVA_END = re.compile(r"\S{1,12} [A-Z][A-Z\d]{3,}(?:19|20)\d{6}[a-z][a-z\d]{4,}")
_FACTIVA_LAST = re.compile(r"AN(?: .*)?")  # the code of the last field
_PROQUEST = re.compile(r"_{20,}|Document \d+ of \d+", re.I)
_COPYRIGHT = re.compile(r"(?:copyright\b|\(c\) ?(?:copyright|\d{4})|©)", re.I)
_COVER = re.compile(r"Documents? \(\d+\)$|\d+\. |(?:User Name|Date and Time|Job Number):")
_CORRECTED = re.compile(r"[ ;–-]*\bCorrection Appended$", re.I)
_ADDRESS = re.compile(r"https?://\S+")
_CODED = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CX|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|VOL|RF)(?: (.*)|$)"
)
_CODES = {"SE": "section", "HD": "title", "BY": "byline", "WC": "length", "PD": "published", "SN": "source",
          "LP": "text", "TD": "text"}  # fmt: skip
_PAGE = re.compile(r"Page \d+(?: of \d+)?|[A-Z].{0,120} Page \d+ of \d+", re.I)


def split_lines(paragraphs: Iterable[str]) -> Lines:
    """Paragraphs as the parsers below want them: a line each, white space as one space, none that is empty."""
    lines = (" ".join(line.split()) for paragraph in paragraphs for line in paragraph.split("\n"))
    return [line for line in lines if line]


def unwrapped(text: str) -> Lines:
    """The paragraphs of a plain text whose lines were broken at a width, and whose fields have a line each."""
    if max(map(len, text.split("\n")), default=0) > 130:
        return split_lines([text])
    lines: Lines = []
    for paragraph in re.split(r"\n[^\S\n]*\n", text):
        fresh = True
        for line in split_lines([paragraph]):
            if fresh or _LABEL.match(line) or _CODED.match(line) or _is_boundary(line):
                lines.append(line)
            else:
                lines[-1] += " " + line
            fresh = _is_boundary(line) or bool(_WORDS.fullmatch(line))
    return lines


def _is_boundary(line: str) -> bool:
    return any(mark.fullmatch(line) for mark in (_NEXIS, _NEXIS_END, _FACTIVA_END, _PROQUEST))


def parts_of(lines: Lines) -> Iterator[Part] | None:
    """The articles of an export, None where the lines are of none."""
    if (found := _database_of(lines)) is None:
        return None
    name, parse, records = found
    return (partial(_article, name, parse, record) for record in records)


def _database_of(lines: Lines) -> tuple[str, Callable[[Lines], Said], list[Lines]] | None:
    """Which database wrote the lines: its name, what reads the fields of an article, and the lines of each."""
    labels = {line.partition(":")[0].lower() for line in lines if _LABEL.match(line)}
    codes = {match[1] for line in lines if (match := _CODED.match(line))}
    pieces = {mark: _pieces(lines, mark) for mark in (_NEXIS, _NEXIS_END, _PROQUEST, _FACTIVA_END, _FACTIVA_LAST)}
    if len(pieces[_NEXIS]) > 1 and (labels or any(_NEXIS.fullmatch(line) and "DOCUMENT" in line for line in lines)):
        return "Nexis", _nexis, pieces[_NEXIS][1:]  # a cover stands before the first
    if len(pieces[_NEXIS_END]) > 1 and labels & {"length", "load-date", "länge", "longueur"}:
        return "Nexis", _nexis_new, pieces[_NEXIS_END][:-1]
    if "proquest document id" in labels:
        return "ProQuest", _proquest, [piece for piece in pieces[_PROQUEST] if any(map(_LABEL.match, piece))]
    if {"HD", "PD"} <= codes and codes & {"LP", "TD"} and codes & {"WC", "SN", "SC"}:
        return "Factiva", _coded, [piece for piece in pieces[_FACTIVA_LAST] if any(map(_CODED.match, piece))]
    if len(pieces[_FACTIVA_END]) > 1:
        return "Factiva", _factiva, pieces[_FACTIVA_END][:-1]
    # one article, cut out of an export
    return ("Nexis", _nexis, [lines]) if {"length", "load-date"} <= labels and len(labels) < len(lines) else None


def _pieces(lines: Lines, mark: re.Pattern[str]) -> list[Lines]:
    """The lines before, between and behind those that are a mark."""
    pieces: list[Lines] = [[]]
    for line in lines:
        if mark.fullmatch(line):
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def _article(database: str, parse: Callable[[Lines], Said], lines: Lines) -> Article:
    """Raises ReadError: there is no text in it."""
    said = parse(lines)
    body = [line for line in said.pop("text", []) if not _ADDRESS.fullmatch(line)]
    title, says = said.get("title") or "", said.get("published") or ""
    if not body:
        raise ReadError(f"{title[:60] or 'an article'}: {database} gives no text of it")
    length = _WORDS.match(said.get("length", ""))
    published = day_in(says, american=False)
    return article_of(titled(title, "\n\n".join(body)), database, **said | {
        "published": published, "loaded": day_in(said.get("loaded", ""), american=False),
        "length": int(re.sub(r"\D", "", length[1])) if length else None,
        "byline": names_in(said.get("byline", ""), said.get("source", "")),
        "note": f"Its date “{says[:60]}” could not be read." if says and not published else None,
    })  # fmt: skip


def _labelled(lines: Lines, field: str) -> Said:
    """The fields of lines, the first of each kind; those without a label are of `field` until a heading says else."""
    text: Lines = []
    found: Said = {"text": text}
    standfirst: Lines = []
    for line in lines:
        label = _LABEL.match(line)
        if line.lower() in _HEADINGS:
            field = _HEADINGS[line.lower()]
        elif label and not (field == "text" and text and label[1].lower() in _IN_TEXT):
            name, said = _FIELD[label[1].lower()], line[label.end() :]
            if name == "standfirst":
                standfirst.append(said)
            elif name == "text":
                field, text[:] = "text", [said] if said else []
            elif name:
                found.setdefault(name, said)
            elif text:
                field = ""  # what stands behind the text
        elif field == "text" and not _COPYRIGHT.match(line):
            text.append(line)
        elif len(text) > 1:
            field = ""
    text[:0] = standfirst
    return found


def _at(lines: Lines, fits: Callable[[str], object], otherwise: int = -1) -> int:
    """Where the first line stands that fits."""
    return next((at for at, line in enumerate(lines) if fits(line)), otherwise)


def _nexis(lines: Lines) -> Said:
    """Outlet, date, headline, fields, text, fields and the line of its rights, as Nexis had them until 2019."""
    first = _at(lines, _LABEL.match, len(lines))
    head = [line for line in lines[:first] if not _COPYRIGHT.match(line) and line.lower() != "all rights reserved"]
    dated = _at(head, lambda line: day_in(line) or (line is not head[0] and re.match(r"\w+ \d{4}$", line)))
    behind = head[dated + 1 :] if dated >= 0 else head[1:] or head
    titles = [line for line in behind if not re.search(r"\bedition\b", line, re.I) or len(behind) == 1]
    source = head[0].rstrip(".") if len(head) > 1 else ""
    published = head[dated] if dated >= 0 else ""
    return _labelled(lines[first:], "text") | {"source": source, "published": published, "title": "".join(titles[:1])}


def _nexis_new(lines: Lines) -> Said:
    """Headline, outlet, date, rights, fields, "Body", text, fields, as Nexis Uni and Lexis Advance have them."""
    lines = [line for line in lines if not _CORRECTED.fullmatch(line)]
    body = _at(lines, lambda line: line.lower() == "body", len(lines))
    ends = [at for at, line in enumerate(lines[:body]) if _COPYRIGHT.match(line) or _LABEL.match(line)]
    # The cover of a file has dates too: the article's is the last that stands right before its rights or its fields.
    dated = next((at - 1 for at in reversed(ends) if at and at - 1 not in ends and day_in(lines[at - 1])), None)
    rights = next((at for at in ends if _COPYRIGHT.match(lines[at])), ends[0] if ends else 0)
    head = lines[: rights if dated is None else dated]
    found = _labelled(lines[rights if dated is None else dated + 1 :], "")
    has_cover = len(head) > 4 or any(_COVER.match(line) for line in head[:-2])
    if len(head) > 2 and re.fullmatch(r"\(.*\)", head[-1]):  # a blog of the outlet
        found.setdefault("section", head.pop()[1:-1])
    title = _CORRECTED.sub("", " ".join(head[-2:-1] if has_cover else head[:-1]))
    published = "" if dated is None else lines[dated]
    return found | {"published": published, "source": "".join(head[-1:]).rstrip("."), "title": title}


def _factiva(lines: Lines) -> Said:
    """Section, headline, byline, words, date, outlet, code, language, rights, text, as Factiva prints them."""
    if (counted := _at(lines, _WORDS.fullmatch)) < 0:
        raise ReadError("an article: its count of words, which tells its fields apart, is missing")
    head, below = lines[:counted], lines[counted + 1 :]
    rights = _at(below, _COPYRIGHT.match, 1)
    outlet = next((line for line in below[1:rights] if not re.fullmatch(r"\d\d?:\d\d.*", line)), "")
    by = 1 + _at(head[1:], lambda line: re.match(r"(?:by|von|par|por)\s", line, re.I))
    titles = head[:by] if by else head
    return {"length": lines[counted], "text": below[rights + 1 :], "published": "".join(below[: min(rights, 1)]),
            "source": outlet, "byline": head[by] if by else "", "title": "".join(titles[-1:]),
            "section": "".join(titles[-2:-1])}  # fmt: skip


def factiva_part(said: list[Lines], body: Lines) -> Part:
    """An article of a page of Factiva, whose elements tell titles, sections, bylines and other fields apart."""
    titles, sections, bylines, fields = said
    found = {"title": "".join(titles[-1:]), "section": "".join(sections[:1]), "byline": "".join(bylines[-1:])}
    return partial(_article, "Factiva", lambda fields: _factiva(fields) | found | {"text": body}, [*fields, "©"])


def _proquest(lines: Lines) -> Said:
    found = _labelled([line for line in lines if not _PAGE.fullmatch(line)], "")
    return {"title": "" if _LABEL.match(lines[0]) else lines[0]} | found


def _coded(lines: Lines) -> Said:
    """Two letters before each field, as Factiva has them for machines."""
    field, found = "", dict[str, Lines]()
    for line in lines:
        match = _CODED.match(line)
        field, line = (_CODES.get(match[1], ""), match[2] or "") if match else (field, line)
        found.setdefault(field, []).extend([line] if line else [])
    return {name: said if name == "text" else " ".join(said) for name, said in found.items() if name}
