"""The tables of an article as one Excel workbook, a sheet a table, each number of a sentence a link to it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from dateline.article import Article

_LONGEST_CELL = 32_767  # characters that Excel holds in one
_WIDEST = 60  # characters of a column; longer text is wrapped
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same bytes whenever it is made
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}


def to_excel(article: Article, tables: Mapping[str, pd.DataFrame]) -> bytes:
    """The bytes of an .xlsx file.

    Arguments:
        article: whose tables they are; what is known of it stands on the first sheet.
        tables: by the name of their sheet (31 characters at most); one called sentences, if it is there, is what the
            columns `sentence` of the others link to.

    Returns:
        text stays text: no cell is a formula, and a link leads to a sheet of the same file alone.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Rain fell.')
        >>> to_excel(article, {'sentences': dl.sentences(article)})[:2]
        b'PK'
    """
    import xlsxwriter  # for who wants a workbook alone

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties({"title": _cut(article.title or ""), "created": _MADE})
        head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        facts = {key: getattr(article, key) for key in ("title", "byline", "source", "published", "url", "note")}
        sheets = {"article": pd.DataFrame(facts.items(), columns=["what", "value"]), **tables}
        rows = {int(n): i + 2 for i, n in enumerate(tables["sentences"]["sentence"])} if "sentences" in tables else {}
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(table):
                longest = max([len(str(column)), *(len(str(value)) for value in table[column].head(200))])
                sheet.set_column(at, at, min(longest + 2, _WIDEST), wrapped)
                sheet.write_string(0, at, str(column), head)
                for row, value in enumerate(table[column].tolist(), start=1):
                    _write(sheet, row, at, value, rows if column == "sentence" and name != "sentences" else {})
            if len(table):
                sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    return made.getvalue()


def _write(sheet: Any, row: int, at: int, value: object, rows: dict[int, int]) -> None:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, int) and value in rows:
        sheet.write_url(row, at, f"internal:'sentences'!A{rows[value]}", string=str(value))
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value)
    else:
        sheet.write_string(row, at, _cut(str(value)))


def _cut(text: str) -> str:
    """As much as a cell holds, half characters as question marks."""
    return text.encode("utf-8", "replace").decode()[:_LONGEST_CELL]
