"""What is known of an article as a document: a workbook of its tables, and its findings as Markdown."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd

from dateline.article import Article
from dateline.segments.segmentation import headline, sentences, sentences_at
from dateline.tables import expects

_LONGEST_CELL = 32_767  # characters that Excel holds in one
_WIDEST = 60  # characters of a column; longer text is wrapped
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same bytes whenever it is made
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")  # that Markdown reads as its own


def to_excel(article: Article, tables: Mapping[str, pd.DataFrame]) -> bytes:
    """The bytes of an .xlsx file, a sheet a table; text stays text: no cell is a formula, and a link leads to a sheet
    of the same file alone.

    Arguments:
        article: whose tables they are; what is known of it stands on the first sheet.
        tables: by the name of their sheet (31 characters at most); one called sentences, if it is there, is what the
            columns `sentence` of the others link to.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Rain fell.')
        >>> to_excel(article, {'sentences': dl.sentences(article)})[:2]
        b'PK'
    """
    import xlsxwriter  # for who wants a workbook alone

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties({"title": _cell(article.title or ""), "created": _MADE})
        head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        facts = {key: getattr(article, key) for key in ("title", "byline", "source", "published", "url", "note")}
        sheets = {"article": pd.DataFrame(facts.items(), columns=["what", "value"]), **tables}
        rows = {int(n): i + 2 for i, n in enumerate(tables["sentences"]["sentence"])} if "sentences" in tables else {}
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(table):
                cells = [_cell(value) for value in table[column].tolist()]
                longest = max(len(str(cell)) for cell in (column, *cells[:200]))
                sheet.set_column(at, at, min(longest + 2, _WIDEST), wrapped)
                sheet.write_column(0, at, [str(column), *cells])
                if column == "sentence" and name != "sentences":
                    for row, n in enumerate(cells, start=1):
                        if n in rows:
                            sheet.write_url(row, at, f"internal:'sentences'!A{rows[n]}", string=str(n))
            sheet.set_row(0, None, head)
            if len(table):
                sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    return made.getvalue()


def _cell(value: object) -> object:
    """As much of a value as a cell holds, half characters as question marks; numbers as they are."""
    if isinstance(value, bool | int | float) and value == value:
        return value
    text = "" if not isinstance(value, tuple) and pd.isna(value) else str(value)
    return text.encode("utf-8", "replace").decode()[:_LONGEST_CELL]


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
    parts = [f"# {_plain(headline(article))}", facts, "\n".join(lines), "\n".join(notes)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _plain(text: object) -> str:
    """Text in one line, none of whose signs is Markdown."""
    return _SIGNS.sub(r"\\\1", " ".join(str(text).split()))
