"""One reading an article: made once, handed on, gone with its article."""

import gc
import pickle
import weakref

import pytest

import dateline as dl
from dateline.reading import Reading, once

TEXT = "Ada Brown left on Monday. “We will go on,” she said."


def test_a_table_is_made_once_for_each_article_however_many_are_read_beside_it():
    made = []

    @once
    def numbers(reading):
        made.append(reading.article.text)
        return reading.article.text.split()

    articles = [dl.Article(f"Article {n}.") for n in range(20)]
    for _ in range(3):
        for article in articles:
            numbers(article)
    assert made == [article.text for article in articles]


def test_who_asks_with_an_article_may_change_the_table_and_who_asks_with_a_reading_gets_the_one_that_is_kept():
    article = dl.Article(TEXT, published="2024-05-17")
    table = dl.timeline(article)
    table["who"] = "somebody else"
    assert dl.timeline(article)["who"].tolist() == ["Ada Brown"]
    reading = Reading.of(article)
    assert dl.timeline(reading) is dl.timeline(reading)
    assert Reading.of(reading) is reading


def test_an_article_stays_equal_and_small_whatever_has_been_read_of_it():
    read, unread = (dl.Article(TEXT, published="2024-05-17") for _ in range(2))
    dl.timeline(read)
    assert read == unread
    assert repr(read) == repr(unread)
    assert hash(read) == hash(unread)
    assert pickle.dumps(read) == pickle.dumps(unread)
    assert pickle.loads(pickle.dumps(read)) == read


def test_a_reading_goes_with_its_article():
    article = dl.Article(TEXT, published="2024-05-17")
    dl.timeline(article)
    gone = weakref.ref(Reading.of(article))
    del article
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("name", ["tokens", "quotes", "timexes", "mentions", "sentiment", "timeline", "sources"])
@pytest.mark.parametrize("wrong", ["a text", None, 3])
def test_what_is_no_article_is_refused_in_a_line(name, wrong):
    with pytest.raises(TypeError, match=r"an Article is wanted, not a \w+: read\(path\)"):
        getattr(dl, name)(wrong)
