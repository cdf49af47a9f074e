"""Which files of a folder are articles."""

import pytest

from dateline.readers import articles_in, beside, endings, passed_over
from dateline.terms.references import reference

NEWS = "The ferry sank on Monday."
JUNK = {
    "._a.txt": "Mac OS X",
    "~$a.txt": "user",
    ".hidden.txt": NEWS,
    ".~lock.a.txt#": "user",
    "Thumbs.db": "x",
    "README.md": "About these texts.",
    "a.txt~": NEWS,
    "photo.jpg": "x",
    "run.json": "{}",
    "index.html": '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="generator" content="dateline"></head>',
}


@pytest.fixture
def folder(tmp_path):
    for name, content in {**JUNK, "b.TXT": NEWS, "a.txt": NEWS, "page.html": f"<html><p>{NEWS}</p></html>"}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    for name in ("articles.csv", "corrections.csv"):
        (tmp_path / name).write_text("")
    (tmp_path / "more.txt").mkdir()
    return tmp_path


def test_what_others_left_is_passed_over_and_said(folder):
    articles, others = articles_in(folder, endings())
    assert [article.name for article in articles] == ["a.txt", "b.TXT", "page.html"]
    assert {file.name for file in others} == set(JUNK)
    names = "._a.txt, .hidden.txt, .~lock.a.txt#, ..."
    assert passed_over("news", others) == f"news: passed over 10 files that are no articles: {names}"
    assert passed_over("news", others[:1]) == "news: passed over 1 file that is no article: ._a.txt"


def test_nobody_else_takes_it_for_an_article(folder):
    (folder / "page.html").unlink()
    assert beside(folder / "a.txt") == {"a.txt", "b.TXT"}
    assert set(reference(folder)["article"]) == {"a.txt", "b.TXT"}
