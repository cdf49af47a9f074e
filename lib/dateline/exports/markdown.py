"""The findings of an article as Markdown, each with the sentences that it rests on."""

from __future__ import annotations

import re

import pandas as pd

from dateline.article import Article
from dateline.segments.segmentation import headline, sentences, sentences_at
from dateline.tables import expects

_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")  # that Markdown reads as its own


def to_markdown(article: Article, findings: pd.DataFrame) -> str:
    """A brief to paste: the headline, what is known of the article, its findings, the sentences they rest on.

    Arguments:
        article: whose findings they are.
        findings: a table as `findings` gives it.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The firm has denied any wrongdoing.', title='Firm [denies]')
        >>> print(to_markdown(article, dl.findings(article, 'denied or disputed')))
        # Firm \\[denies\\]
        <BLANKLINE>
        - **denied or disputed:** The firm has denied any wrongdoing. (1)
        <BLANKLINE>
        1. The firm has denied any wrongdoing.
        <BLANKLINE>
    """
    expects(findings, "kind text rests_on", "findings")
    texts = sentences(article)["text"].tolist()
    cited: dict[int, int] = {}
    lines = []
    for row in findings.itertuples():
        found = sorted(set(sentences_at(article, [start for start, _ in row.rests_on])))
        numbers = ", ".join(str(cited.setdefault(at, len(cited) + 1)) for at in found)
        lines.append(f"- **{_plain(row.kind)}:** {_plain(row.text)}{f' ({numbers})' if numbers else ''}")
    notes = [f"{number}. {_plain(texts[at])}" for at, number in cited.items()]
    facts = " · ".join(_plain(fact) for fact in (article.byline, article.source, article.published) if fact)
    head = [f"# {_plain(headline(article))}", *([facts] if facts else [])]
    parts = ["\n\n".join(head), "\n".join(lines), "\n".join(notes)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(text: object) -> str:
    """Text in one line, none of whose signs is Markdown."""
    return _SIGNS.sub(r"\\\1", " ".join(str(text).split()))
