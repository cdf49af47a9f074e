"""What can be picked and what is then shown; the widget itself is tried in tests/browser."""

import pytest

from dateline import Article, explore, read
from dateline.pages.picker import AROUND, Choice, beside, choices, explored, occurrences_of

TEXT = "Ferry runs\n\nAnn Author met Bob Baker in Oslo. The ferry ran to Oslo, Author said. The <b>ferry</b> ran again."


@pytest.fixture
def batch(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def test_names_come_first_then_words_and_each_occurs_twice():
    found = choices(Article(TEXT))
    assert {(choice.term, choice.n) for choice in found if choice.kind in ("person", "place")} >= {("Oslo", 2)}
    words = [choice for choice in found if choice.kind == "word"]
    assert found == [*[choice for choice in found if choice.kind != "word"], *words]
    assert ("ferry", 3) in {(choice.term, choice.n) for choice in words}
    assert min(choice.n for choice in found) == 2


def test_each_occurrence_stands_in_its_sentence():
    article = Article(TEXT)
    table = occurrences_of(article, Choice("word", "ferry", 3))
    assert table["text"].tolist() == ["Ferry", "ferry", "ferry"]
    assert [article.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["text"].tolist()
    assert table.loc[1, "pre"] == "The "
    assert table.loc[1, "post"] == " ran to Oslo, Author said."


def test_a_batch_shows_the_first_choice_and_makes_no_widget(batch):
    article = Article(TEXT)
    shown = explore(article)
    assert shown.data == explored(article, choices(article)[0]).data
    assert shown.metadata == {"dateline": {"kind": "table", "name": "explored"}}
    assert "<figure" in shown.data["text/html"]
    assert shown.data["text/csv"].startswith("sentence,start,end,pre,text,post")


def test_a_live_session_gets_lists_that_change_the_page(monkeypatch, tmp_path):
    monkeypatch.setenv("JPY_SESSION_NAME", "x.ipynb")
    for name, text in (("a.txt", TEXT), ("b.txt", "Rain fell. Rain stopped.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    articles, terms, page = explore(read(tmp_path / "a.txt")).children
    first = page.value
    assert f"Every occurrence of: {terms.value.label}" in first
    terms.value = next(choice for label, choice in terms.options if label == "ferry (word, 3)")
    assert "Every occurrence of: ferry (word, 3)" in page.value
    articles.value = str(tmp_path / "b.txt")
    assert [label for label, _ in terms.options] == ["rain (word, 2)"]
    assert "Every occurrence of: rain (word, 2)" in page.value
    (tmp_path / "a.txt").unlink()
    articles.value = str(tmp_path / "a.txt")
    assert "no such file" in page.value


def test_hostile_context_is_escaped(batch):
    html = explored(Article(TEXT), Choice("word", "ferry", 3)).data["text/html"]
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


def test_context_is_cut_between_words():
    article = Article(f"{'before ' * 20}ferry{' after' * 20}. The ferry ran.")
    pre, post = occurrences_of(article, Choice("word", "ferry", 2)).loc[0, ["pre", "post"]]
    assert set(pre.split()) == {"before"}
    assert set(post.split()) == {"after"}
    assert AROUND - len("before ") < len(pre) <= AROUND
    assert AROUND - len(" after") < len(post) <= AROUND
