"""A workbook: what is in its cells, no formula among them, links to sentences, the same bytes twice."""

import re
import zipfile
from io import BytesIO

import pytest

from dateline import Article, quotes, sentences
from dateline.exports.documents import to_excel

TEXT = "Bridge to close\n\n“=1+1 is a formula,” said Ada Brown. It rained."


def parts_of(text: str) -> dict[str, str]:
    article = Article(text, title="=cmd|' /C calc'!A0", source="@SUM(A1)")
    made = to_excel(article, {"sentences": sentences(article), "quotes": quotes(article)})
    assert made == to_excel(article, {"sentences": sentences(article), "quotes": quotes(article)})
    with zipfile.ZipFile(BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_sheet_a_table_and_no_formula():
    parts = parts_of(TEXT)
    assert re.findall(r'<sheet name="(\w+)"', parts["xl/workbook.xml"]) == ["article", "sentences", "quotes"]
    assert not any("<f>" in part for part in parts.values())
    assert "“=1+1 is a formula,”" in parts["xl/sharedStrings.xml"]


def test_a_sentence_is_a_link_to_its_row():
    links = re.findall(r'<hyperlink ref="(\w+)" location="([^"]+)"', parts_of(TEXT)["xl/worksheets/sheet3.xml"])
    assert links == [("C2", "'sentences'!A3")]  # sentence 1, below the head and sentence 0


@pytest.mark.parametrize("text", ["", "\ud800 x.", "\x00\x0b <b>&", "x" * 40_000])
def test_any_text_is_held(text):
    assert "xl/workbook.xml" in parts_of(text)
