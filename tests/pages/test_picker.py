"""What can be picked and what is then shown; the widget itself is tried in tests/browser."""

import pytest

from dateline import Article, explore, read
from dateline.pages.picker import AROUND, beside, choices, explored

TEXT = "Ferry runs\n\nAnn Author met Bob Baker in Oslo. The ferry ran to Oslo, Author said. The <b>ferry</b> ran again."


@pytest.fixture
def batch(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def test_names_come_first_then_words_and_each_occurs_twice():
    found = list(choices(Article(TEXT)))
    assert found[:2] == ["Oslo (place, 2)", "ferry (word, 3)"]


def test_a_batch_shows_the_first_choice_and_makes_no_widget(batch):
    article = Article(TEXT)
    shown = explore(article)
    assert shown.data == explored(article, "Oslo").data
    assert shown.metadata == {"dateline": {"kind": "table", "name": "explored"}}
    assert "<figure" in shown.data["text/html"]
    assert shown.data["text/csv"].startswith("sentence,start,end,pre,text,post")


def test_a_live_session_gets_lists_that_change_the_page(monkeypatch, tmp_path):
    monkeypatch.setenv("JPY_SESSION_NAME", "x.ipynb")
    for name, text in (("a.txt", TEXT), ("b.txt", "Rain fell. Rain stopped.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    articles, terms, page = explore(read(tmp_path / "a.txt")).children
    first = page.value
    assert f"Every occurrence of: {terms.value}" in first
    terms.value = "ferry"
    assert "Every occurrence of: ferry<" in page.value
    articles.value = str(tmp_path / "b.txt")
    assert [label for label, _ in terms.options] == ["rain (word, 2)"]
    assert "Every occurrence of: rain<" in page.value
    (tmp_path / "a.txt").unlink()
    articles.value = str(tmp_path / "a.txt")
    assert "no such file" in page.value


def test_hostile_context_is_escaped(batch):
    html = explored(Article(TEXT), "ferry").data["text/html"]
    assert "&lt;b&gt;" in html
    assert "<b>" not in html


def test_where_nothing_occurs_twice_that_is_said(batch):
    assert "None found." in explore(Article("Rain.")).data["text/html"]


def test_the_articles_beside_one_are_those_its_list_names(tmp_path):
    for name in ("a.txt", "b.txt", "notes.txt", "picture.png"):
        (tmp_path / name).write_text("Rain fell.", encoding="utf-8")
    article = Article("Rain fell.", path=str(tmp_path / "a.txt"))
    assert beside(article) == [str(tmp_path / name) for name in ("a.txt", "b.txt", "notes.txt")]
    (tmp_path / "articles.csv").write_text("path\na.txt\nb.txt\ngone.txt\n", encoding="utf-8")
    assert beside(article) == [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert beside(Article("Rain.")) == []


def test_each_occurrence_has_a_few_words_round_it():
    article = Article(f"{'before ' * 20}ferry{' after' * 20}. The ferry ran.")
    row = explored(article, "ferry").data["text/csv"].splitlines()[1].split(",")
    assert [len(cell.split()) for cell in row[3:]] == [AROUND, 1, AROUND]
