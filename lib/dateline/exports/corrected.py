"""What a person changed in an exported file, as lines of corrections.csv: the file, read as ours is, beside ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from dateline.article import Article, Correction, ReadError
from dateline.attribution import quotes
from dateline.entities import mentions
from dateline.exports.corpora import NAME_KINDS, to_brat
from dateline.exports.times import UNKNOWN_VALUES, to_timeml
from dateline.readers.sidecars import correction_of
from dateline.readers.tables import table_bytes
from dateline.timex import timexes

Said = dict[tuple[str, int, int], str]  # field and span -> what the file says of it; "kind" is that of a name

# The lines of brat.nlplab.org/standoff.html that say something of what we wrote.
_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+)(?: \d+;\d+)* (\d+)\t(.*)", re.ASCII)
_SAID_BY = re.compile(r"R\d+\tSaidBy Arg1:(T\d+) Arg2:(T\d+)\s*", re.ASCII)
_VALUE = re.compile(r"[AM]\d+\tValue (T\d+) (\S+)\s*")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(?:(?:speaker )?corrected: |speaker: )?(.*)")
_OTHER = re.compile(r"[ETRAM#N*]\d*\t.*|")


def _brat(standoff: str, article: Article) -> Said:
    """What an .ann file says. The note of a quotation names its speaker, else that of its Speaker, else its words."""
    spans: dict[str, tuple[str, int, int, str]] = {}
    speakers, values, notes = dict[str, str](), dict[str, str](), dict[str, str]()
    text = " ".join(re.split(r"\s", article.text))  # the white space of a span stands there as blanks
    for number, line in enumerate(standoff.split("\n"), start=1):
        line = line.rstrip("\r")
        if m := _SPAN.fullmatch(line):
            spans[m[1]] = (m[2], int(m[3]), int(m[4]), m[5])
            if ";" not in line.split("\t")[1] and text[int(m[3]) : int(m[4])] != m[5]:
                raise ReadError(f"line {number}: the article has other words at {m[3]}; export it again")
            continue
        found = (
            (pattern.fullmatch(line), into)
            for pattern, into in ((_SAID_BY, speakers), (_VALUE, values), (_NOTE, notes))
        )
        into, m = next(((into, m) for m, into in found if m), (None, None))
        if into is not None and m is not None:
            into[m[1]] = m[2].strip()
        elif not _OTHER.fullmatch(line):
            raise ReadError(f"line {number}: is none of brat's standoff; export it again")
    said: Said = {}
    for of, (kind, start, end, words) in spans.items():
        if kind == "Quotation":
            speaker = speakers.get(of, "")
            said["speaker", start, end] = notes.get(of) or notes.get(speaker) or spans.get(speaker, ("",) * 4)[3]
        elif kind in UNKNOWN_VALUES:
            said["date", start, end] = values.get(of, "")
        elif kind in NAME_KINDS.values():
            said["entity", start, end], said["kind", start, end] = notes.get(of) or words, kind
    return said


def _timeml(document: str, article: Article) -> Said:
    """The values of a .tml file."""
    from lxml import etree

    try:
        root = etree.fromstring(document.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ReadError(f"is no XML ({error.msg}); export it again") from None
    text = root.find("TEXT")
    if text is None or len("".join(text.itertext())) != len(article.text):
        raise ReadError("its TEXT is not that of the article; export it again")
    said, at = Said(), len(text.text or "")
    for child in text:
        end = at + len("".join(child.itertext()))
        said["date", at, end] = child.get("value", "")
        at = end + len(child.tail or "")
    return said


# Ending of a file -> what writes ours, and what reads both.
_FORMATS: dict[str, tuple[Callable[[Article], str], Callable[[str, Article], Said]]] = {
    ".ann": (lambda article: to_brat(article, quotes(article), timexes(article), mentions(article))[1], _brat),
    ".tml": (lambda article: to_timeml(article, timexes(article)), _timeml),
}


def corrections_from(article: Article, path: str | Path, who: str = "") -> tuple[pd.DataFrame, list[str]]:
    """What a person changed in a file that `dateline export` wrote of an article, as brat or TimeML.

    Arguments:
        article: the article, read as when it was exported.
        path: the .ann or .tml file: in it other speakers (another SaidBy, or a note that names the speaker), other
            values of time expressions, other names in the notes of names.
        who: who changed it.

    Returns:
        a table with the columns of corrections.csv, in the order of the text; and what such a table cannot say, a line
        each: spans that are new or gone, kinds of names.

    Raises:
        ReadError: the file is of another format or of another text, or a value is none.
    """
    file = Path(path)
    if file.suffix.lower() not in _FORMATS:
        raise ReadError(f"{file}: give a file that export wrote, {' or '.join(_FORMATS)}")
    write, read = _FORMATS[file.suffix.lower()]
    try:
        ours, theirs = read(write(article), article), read(table_bytes(file).decode("utf-8-sig"), article)
    except (ReadError, UnicodeDecodeError) as error:
        why = error if isinstance(error, ReadError) else "is not UTF-8; export it again"
        raise ReadError(str(why) if str(why).startswith(str(file)) else f"{file}: {why}") from None
    changed = [(*key, theirs[key]) for key in ours.keys() & theirs.keys() if ours[key] != theirs[key]]
    rows = [_correction(file, *change, who) for change in changed if change[3] and change[0] != "kind"]
    lost = {
        "spans new or gone": len({key[1:] for key in ours.keys() ^ theirs.keys()}),
        "speakers or values taken away": sum(not change[3] for change in changed),
        "names of another kind": sum(change[0] == "kind" for change in changed),
    }
    notes = [f"{file}: {what}: {n}; {_CANNOT}" for what, n in lost.items() if n]
    return pd.DataFrame(sorted(rows), columns=list(Correction._fields)), notes


_CANNOT = "corrections.csv cannot say that, it sets right speaker, date, entity and role of what was read"


def _correction(file: Path, field: str, start: int, end: int, value: str, who: str) -> Correction:
    try:
        return correction_of(dict(zip(Correction._fields, (str(start), str(end), field, value, who, ""), strict=True)))
    except ValueError as error:
        raise ReadError(f"{file}: at {start}, {error}") from None
