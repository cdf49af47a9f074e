"""Paragraphs and sentences, each with the characters it stands at.

Spans are code points of `article.text`, born here and never searched for again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import pandas as pd

from dateline.amendments import amended, marked, marks
from dateline.article import Article
from dateline.reading import Reading, once
from dateline.segments.punkt import sentence_spans
from dateline.segments.roles import paragraph_roles
from dateline.tables import table

PARAGRAPH_COLUMNS = ["paragraph", "start", "end", "text", "role"]
SENTENCE_COLUMNS = ["sentence", "paragraph", "role", "start", "end", "text"]

_WORDS_PER_LINE_WRAP = 100  # a text whose longest line is no longer than this is wrapped by hand


def _paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Blocks between blank lines; single lines too, where no editor wrapped the lines."""
    longest = max((len(line) for line in text.split("\n")), default=0)
    wrapped = longest <= _WORDS_PER_LINE_WRAP and re.search(r"\S[^\S\n]*\n[^\S\n]*\n", text) is not None
    block = r"\S[^\n]*(?:\n[^\S\n]*[^\s][^\n]*)*" if wrapped else r"\S[^\n]*"
    for match in re.finditer(block, text):
        yield match.start(), match.start() + len(match.group().rstrip())


@once
def paragraphs(reading: Reading) -> pd.DataFrame:
    """The article's paragraphs and what each is.

    Returns:
        paragraph (from 0), start, end, text, role: title, byline, dateline, caption, label (who speaks a turn: "Q:"),
        body, correction (what the paper says it set right) or boilerplate. A dateline ("CARACAS, Venezuela (AP) —",
        the clock of a post) and a label are rows of their own before the paragraph that they open. Where a person set a
        role right, also corrected (bool).

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Ferry runs again\\n\\nThe ferry ran on Friday. It was full.')
        >>> dl.paragraphs(article)[['role', 'text']].values.tolist()
        [['title', 'Ferry runs again'], ['body', 'The ferry ran on Friday. It was full.']]
    """
    article = reading.article
    spans = list(_paragraph_spans(article.text))
    rows = paragraph_roles(article, spans)
    numbered = [(i, start, end, article.text[start:end], role) for i, (start, end, role) in enumerate(rows)]
    return amended(article, table(numbered, PARAGRAPH_COLUMNS), "role", lambda role, row: {"role": role})


@once
def sentences(reading: Reading) -> pd.DataFrame:
    """The article's sentences; none crosses a paragraph.

    Returns:
        sentence (from 0), paragraph, role (of the paragraph), start, end, text; corrected, where `paragraphs` has it.

    Example:
        >>> import dateline as dl
        >>> dl.sentences(dl.Article('The ferry of Mr. Lee ran. It was full.'))['text'].tolist()
        ['The ferry of Mr. Lee ran.', 'It was full.']
    """
    text, blocks = reading.article.text, paragraphs(reading)
    rows: list[tuple] = []
    for row in blocks.itertuples():
        for start, end in sentence_spans(row.text):
            span = row.start + start, row.start + end
            rows.append((len(rows), row.paragraph, row.role, *span, text[slice(*span)]))
    right = set(blocks.loc[marks(blocks), "paragraph"])
    return marked(table(rows, SENTENCE_COLUMNS), (row[1] in right for row in rows))


def sentences_at(reading: Article | Reading, starts: Iterable[int]) -> list[int]:
    """The number of the sentence that each character stands in, or behind."""
    begins = sentences(Reading.of(reading))["start"].tolist()
    return [max(bisect_right(begins, start) - 1, 0) for start in starts]


_LONGEST_HEADLINE = 160  # characters


def headline(article: Article) -> str:
    """What an article is called: its title, else the words it begins with; a path only where it has no words."""
    parts = paragraphs(article)
    titles = parts.loc[parts["role"].eq("title"), "text"]
    said = article.title or next(iter(titles), "") or " ".join(article.text[: _LONGEST_HEADLINE * 2].split())
    words = " ".join(said.split())
    if len(words) > _LONGEST_HEADLINE:
        words = words[:_LONGEST_HEADLINE].rpartition(" ")[0] + "…"
    return words or article.path or "Untitled"
