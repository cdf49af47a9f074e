"""Findings shown: hostile text stays text, and every sentence that one rests on is a link."""

import re

import pandas as pd
import pytest

import dateline as dl
from dateline.tables import TableError

ARTICLE = dl.Article("It rained. The firm has denied any wrongdoing.", "2024-02-14")


def row(text: str, *spans: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame({"finding": [0], "kind": ["odd"], "text": [text], "rests_on": [spans], "n": [1]})


def test_words_of_the_article_lead_to_their_sentence():
    html = dl.show_findings(ARTICLE, dl.findings(ARTICLE)).data["text/html"]
    assert '<a href="#s1">The firm</a> <a href="#s1">has denied any wrongdoing</a>.' in html
    assert 'id="s1"' in dl.reading_view(ARTICLE).data["text/html"]


def test_other_sentences_follow_by_their_number():
    html = dl.show_findings(ARTICLE, row("Wet.", (0, 10), (11, 19))).data["text/html"]
    assert '<small class="sentences"><a href="#s0">1</a> <a href="#s1">2</a></small>' in html


def test_many_sentences_are_folded_away():
    article = dl.Article(" ".join(["It rained."] * 12))
    html = dl.show_findings(article, row("Wet.", *((11 * i, 11 * i + 10) for i in range(12)))).data["text/html"]
    assert "<summary>+4</summary>" in html
    assert len(re.findall(r'href="#s\d+"', html)) == 12


def test_hostile_text_stays_text():
    article = dl.Article("<script>x</script> fell.")
    html = dl.show_findings(article, row("<script>x</script> fell & <b>rose</b>", (0, 18))).data["text/html"]
    assert "<script" not in html
    assert '<a href="#s0">&lt;script&gt;x&lt;/script&gt;</a> fell &amp; &lt;b&gt;' in html


def test_nothing_is_said():
    assert "Nothing" in dl.show_findings(ARTICLE, dl.findings(ARTICLE).head(0)).data["text/html"]


def test_a_table_of_another_article_is_refused():
    with pytest.raises(TableError, match="of another article"):
        dl.show_findings(ARTICLE, row("Wet.", (0, 1000)))
    with pytest.raises(TableError, match="no column rests_on"):
        dl.show_findings(ARTICLE, dl.timeline(ARTICLE))
