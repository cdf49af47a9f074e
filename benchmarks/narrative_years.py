"""How well years are decided in texts that carry no date: biographies, histories, academic and court texts of GUM.

    PYTHONPATH=lib:. python benchmarks/narrative_years.py [GENRE ...] [--errors]
    DATELINE_GOLD names the folder of development data (by default ../shared/gold beside the checkout)

GUM marks dates with the day, month or year they mean (TEI `when`, `from`, `to`). Of each marked date that a text names
without its year ("On 4 April"), and of those it names with it, the share whose year, and whose whole value, is right;
"wrong" are bare dates that got another year, which is worse than none. Articles are read without a publication date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.timex_accuracy import GOLD

from dateline import Article
from dateline.timex import timexes

GENRES = ("academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage")
_MARK = re.compile(r"<date(?P<what>[^>]*)>|</date>")
_WHEN = re.compile(r'when:::"(\d{4}[^"]*)"')
_YEAR = re.compile(r"\b1\d\d\d\b|\b20\d\d\b|['’]\d\d\b")


@dataclass
class Document:
    """The running text of one document of a treebank, and its marked dates: start, end, value."""

    name: str
    text: str = ""
    dates: list[tuple[int, int, str]] = field(default_factory=list)
    glued: dict[str, str] = field(default_factory=dict)


def documents(genres: tuple[str, ...]) -> Iterator[Document]:
    """The documents of the genres; sentences of one paragraph stand in one line, paragraphs apart."""
    for part in ("train", "dev", "test"):
        document = None
        lines = (GOLD / "trees" / f"gum-{part}.conllu").read_text(encoding="utf-8").splitlines()
        for line in [*lines, "# newdoc id = "]:
            if line.startswith("# newdoc id = "):
                if document and document.name.split("_")[1] in genres:
                    yield document
                document, opened = Document(line[14:]), None
            elif line.startswith("# newpar_block") or (line.startswith("# newpar") and document.text):
                document.text = document.text.rstrip() + "\n\n"
            elif "\t" in line:
                opened = _add(document, line.split("\t"), opened)


def _add(document: Document, cells: list[str], opened: tuple[int, str] | None) -> tuple[int, str] | None:
    """One line of a sentence; what it opens of a date, or leaves open."""
    number, form, misc = cells[0], cells[1], cells[9]
    if "-" in number:  # a word whose parts follow in lines of their own: only it has a space after it
        last = int(number.split("-")[1])
        document.glued = {str(n): "" for n in range(int(number.split("-")[0]), last)}
        document.glued[str(last)] = "" if "SpaceAfter=No" in misc else " "
        return opened
    if number == "1" and "1" not in document.glued:
        document.glued = {}
    start = len(document.text)
    document.text += form + document.glued.pop(number, "" if "SpaceAfter=No" in misc else " ")
    for mark in _MARK.finditer(misc):
        if mark["what"] is not None:
            when = _WHEN.search(mark["what"])
            opened = (start, when[1]) if when else None
        elif opened:
            document.dates.append((opened[0], start + len(form), opened[1]))
            opened = None
    return opened


@dataclass
class Sums:
    """Of the dates of one kind: all, those found, with the year right, with the value right, with another year."""

    all: int = 0
    found: int = 0
    year: int = 0
    value: int = 0
    wrong: int = 0

    def line(self) -> str:
        return f"{self.all:>6}{self.found:>7}{self.year:>6}{self.value:>7}{self.wrong:>7}"


def measured(genres: tuple[str, ...], errors: bool = False) -> dict[str, Sums]:
    """Sums of the dates whose words hold the year, and of those whose words do not ("bare")."""
    sums = {"stated": Sums(), "bare": Sums()}
    for document in documents(genres):
        rows = list(timexes(Article(document.text)).itertuples())
        for start, end, when in document.dates:
            words = document.text[start:end]
            kind = "stated" if _YEAR.search(words) else "bare"
            if kind == "bare" and not re.search(r"(?i)\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", words):
                continue  # "the year", "that day": what they lean on is another question
            s = sums[kind]
            s.all += 1
            row = next((r for r in rows if r.start < end and start < r.end), None)
            if row is None:
                if errors and kind == "bare":
                    print(
                        document.name,
                        when,
                        "not found",
                        document.text[max(0, start - 80) : end + 40].replace("\n", " "),
                    )
                continue
            value = row.value if isinstance(row.value, str) else ""
            s.found += 1
            s.year += value[:4] == when[:4]
            s.value += value.split("T")[0] == when
            s.wrong += value[:4].isdigit() and value[:4] != when[:4]
            if errors and kind == "bare" and value.split("T")[0] != when:
                context = document.text[max(0, start - 80) : start] + f"[[{words}]]" + document.text[end : end + 40]
                print(document.name, when, row.value, row.anchor, context.replace("\n", " "), sep="\t")
    return sums


def main() -> None:
    if not (GOLD / "trees").is_dir():
        sys.exit("no development data: set DATELINE_GOLD to their folder")
    names = tuple(name for name in sys.argv[1:] if not name.startswith("-")) or GENRES
    print(f"{'':8}{'dates':>6}{'found':>7}{'year':>6}{'value':>7}{'wrong':>7}")
    for kind, sums in measured(names, "--errors" in sys.argv).items():
        print(f"{kind:8}{sums.line()}")


if __name__ == "__main__":
    main()
