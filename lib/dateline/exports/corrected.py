"""What a person changed in an exported brat file, as lines of corrections.csv, and how far two persons agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dateline.article import Article, Correction, ReadError
from dateline.attribution import quotes
from dateline.entities import mentions
from dateline.exports.corpora import NAME_KINDS, to_brat
from dateline.exports.times import UNKNOWN_VALUES
from dateline.readers.sidecars import correction_of
from dateline.readers.tables import table_bytes
from dateline.timex import timexes

Said = dict[tuple[str, int, int], str]  # field and span -> what a file says of it; "kind" is that of a name

# The lines of brat.nlplab.org/standoff.html that we write.
_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+)(?: \d+;\d+)* (\d+)\t(.*)$", re.MULTILINE | re.ASCII)
_SAID_BY = re.compile(r"^R\d+\tSaidBy Arg1:(T\d+) Arg2:(T\d+)", re.MULTILINE)
_VALUE = re.compile(r"^A\d+\tValue (T\d+) (\S+)", re.MULTILINE)
_NOTE = re.compile(r"^#\d+\tAnnotatorNotes (T\d+)\t(?:(?:speaker )?corrected: |speaker: )?(.*)$", re.MULTILINE)
_CANNOT = "for which corrections.csv has no line (spans new or gone, what was taken away, kinds of names)"


def _said(standoff: str, article: Article) -> Said:
    """What an .ann file says. The note of a quotation names its speaker, else that of its Speaker, else its words."""
    standoff, text = standoff.replace("\r\n", "\n"), re.sub(r"\s", " ", article.text)
    spans = {m[1]: m for m in _SPAN.finditer(standoff)}
    speakers, values, notes = (dict(pattern.findall(standoff)) for pattern in (_SAID_BY, _VALUE, _NOTE))
    said: Said = {}
    for of, m in spans.items():
        kind, start, end = m[2], int(m[3]), int(m[4])
        if f"{kind} {start} {end}\t" in m[0] and text[start:end] != m[5]:
            raise ReadError(f"{of}: the article has other words at {start}; export it again")
        if kind == "Quotation":
            speaker = speakers.get(of, "")
            said["speaker", start, end] = notes.get(of) or notes.get(speaker) or (spans[speaker][5] if speaker else "")
        elif kind in UNKNOWN_VALUES:
            said["date", start, end] = values.get(of, "")
        elif kind in NAME_KINDS.values():
            said["entity", start, end], said["kind", start, end] = notes.get(of) or m[5], kind
    return said


def _read(article: Article, path: str | Path) -> tuple[Said, Said]:
    """What we say of an article, and what a file does."""
    ours = _said(to_brat(article, quotes(article), timexes(article), mentions(article))[1], article)
    data = table_bytes(Path(path))
    try:
        theirs = _said(data.decode("utf-8-sig"), article)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
    except (UnicodeDecodeError, KeyError):
        theirs = {}
    if ours and not theirs:
        raise ReadError(f"{path}: is no .ann file of brat as export writes it; export it again")
    return ours, theirs


def corrections_from(article: Article, path: str | Path, who: str = "") -> tuple[pd.DataFrame, str]:
    """What a person changed in the .ann file of an article, read as when it was exported: another SaidBy or a note that
    names the speaker, another Value, another name in the note of a name.

    Returns the columns of corrections.csv, in the order of the text, and a line on what these cannot say. Raises
    ReadError where the file is none or of another text, or a value is none.
    """
    ours, theirs = _read(article, path)
    changed = [(*key, theirs[key]) for key in ours.keys() & theirs.keys() if ours[key] != theirs[key]]
    sayable = [change for change in changed if change[3] and change[0] != "kind"]
    lost = len(changed) - len(sayable) + len({key[1:] for key in ours.keys() ^ theirs.keys()})
    rows = []
    for field, start, end, value in sayable:
        cells = str(start), str(end), field, value, who, ""
        try:
            rows.append(correction_of(dict(zip(Correction._fields, cells, strict=True))))
        except ValueError as error:
            raise ReadError(f"{path}: at {start}, {error}") from None
    note = f"{path}: {lost} more {'change' if lost == 1 else 'changes'}, {_CANNOT}"
    return pd.DataFrame(sorted(rows), columns=list(Correction._fields)), note if lost else ""


def alpha(first: Sequence[str], second: Sequence[str]) -> float:
    """Krippendorff's alpha of two observers for names of things (Krippendorff 2011, section B): 1 where they agree, 0
    where they do as by chance; NaN where there is one value alone."""
    n = Counter([*first, *second])
    total = n.total()
    expected = total**2 - sum(count**2 for count in n.values())
    observed = 2 * sum(a != b for a, b in zip(first, second, strict=True))
    return float(1 - observed * (total - 1) / expected) if expected else np.nan


def agreement_between(article: Article, path: str | Path, other: str | Path) -> pd.DataFrame:
    """How far two persons agree, each with an .ann file of the article: field (speaker, date, entity, kind of a name),
    rows that both have, changed (by one of them at least), alike (of those), alpha (of all rows: what neither changed,
    both found right)."""
    (ours, first), (_, second) = _read(article, path), _read(article, other)
    rows = []
    for field in ("speaker", "date", "entity", "kind"):
        keys = [key for key in ours if key[0] == field and key in first and key in second]
        changed = [key for key in keys if not ours[key] == first[key] == second[key]]
        alike = sum(first[key] == second[key] for key in changed)
        values = ([said[key] for key in keys] for said in (first, second))
        rows.append((field, len(keys), len(changed), alike, alpha(*values)))
    return pd.DataFrame(rows, columns=["field", "rows", "changed", "alike", "alpha"])
