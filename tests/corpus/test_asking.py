"""Questions to a corpus of three small articles, whose answers are worked out by hand."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import dateline as dl
from dateline.given import ParameterError

ARTICLES = [
    dl.Article(
        "Mayor Ada Brown opened the old bridge on Monday. “The bridge is safe,” said Brown. US officials agreed.",
        "2024-01-15", title="Bridge opens", source="The Daily",
    ),
    dl.Article(
        "The bridge closed again. “It’s a café's dream,” Carl Crane said. Let us see what Ada Brown does.",
        "2024-03-20T10:00", title="Bridge closes", source="The Post",
    ),
    dl.Article("“I sail,” said Ada Brown. The ferry  ran in Oslo.", source="The Post"),
]  # fmt: skip


@pytest.fixture(scope="module")
def corpus():
    return dl.Corpus(ARTICLES)


def places(rows: pd.DataFrame) -> list[list]:
    return rows[["outlet", "sentence", "text"]].values.tolist()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "bridge"}, [["The Daily", 0, "bridge"], ["The Daily", 1, "bridge"], ["The Post", 0, "bridge"]]),
        ({"words": "old bri*"}, [["The Daily", 0, "old bridge"]]),
        ({"words": "“ferry ran”"}, [["The Post", 1, "ferry  ran"]]),
        ({"words": "bri"}, []),
        ({"words": "US"}, [["The Daily", 2, "US"]]),
        ({"words": "it's"}, [["The Post", 1, "It’s"]]),
        ({"words": "café's"}, [["The Post", 1, "café's"]]),
        ({"words": "safe said"}, []),
        ({"words": "agreed. the"}, []),
        ({"words": "/(open|clos)ed/"}, [["The Daily", 0, "opened"], ["The Post", 0, "closed"]]),
        ({"words": "/O[a-z]+/"}, [["The Post", 1, "Oslo"]]),
        ({"words": "bridge", "name": "Ada Brown"}, [["The Daily", 0, "bridge"], ["The Daily", 1, "bridge"]]),
        ({"words": "bridge", "speaker": "brown"}, [["The Daily", 1, "bridge"]]),
        ({"words": "bridge", "outlet": "The Post"}, [["The Post", 0, "bridge"]]),
        ({"words": "bridge", "since": "2024-02"}, [["The Post", 0, "bridge"]]),
        ({"words": "closed", "until": "2024-03-20"}, [["The Post", 0, "closed"]]),
        ({"words": "ferry", "until": 2024}, []),  # undated
        ({"name": "Oslo"}, [["The Post", 1, "Oslo"]]),
        ({"name": "row"}, []),
        ({"speaker": "Crane"}, [["The Post", 1, "“It’s a café's dream,”"]]),
    ],
)  # fmt: skip
def test_search_finds_words_names_and_speakers(corpus, asked, found):
    rows = corpus.search(**asked)
    assert places(rows) == found
    texts = corpus.table("articles").set_index("article")["text"]
    assert all(texts[row.article][row.start : row.end] == row.text for row in rows.itertuples())


def test_a_place_stands_in_its_context_and_its_quotation(corpus):
    (row,) = corpus.search("safe").to_dict("records")
    assert (row["pre"], row["post"], row["speaker"]) == ("“The bridge is", ",” said Brown.", "Ada Brown")
    assert (row["published"], row["title"]) == ("2024-01-15", "Bridge opens")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "nothing to look for"),
        ({"words": "/(/"}, "not a valid regular expression"),
        ({"words": "–"}, "no letter in it"),
        ({"words": "a", "since": "03/2024"}, "is no day"),
    ],
)
def test_what_cannot_be_searched_for_is_a_line(corpus, asked, says):
    with pytest.raises(ParameterError, match=says):
        corpus.search(**asked)


def test_wrong_questions_are_a_line(corpus):
    for call in (
        lambda: corpus.table("nothing"),
        lambda: corpus.ask("SELECT nothing FROM articles"),
        lambda: corpus.coverage("colour"),
        lambda: corpus.coverage(period="hour"),
        lambda: corpus.keyness("colour"),
        lambda: corpus.who_is_quoted("colour"),
    ):
        with pytest.raises(ParameterError) as caught:
            call()
        assert "\n" not in str(caught.value)
    with pytest.raises(dl.ReadError, match="none: holds no corpus; dateline corpus ARTICLES"):
        dl.Corpus("none")


def test_coverage_has_empty_periods_and_no_undated(corpus):
    months = corpus.coverage(period="month")
    assert months[["period", "articles"]].values.tolist() == [["2024-01", 1], ["2024-02", 0], ["2024-03", 1]]
    assert len(corpus.coverage()) == 10  # weeks
    outlets = corpus.coverage("outlet")
    assert outlets[["outlet", "articles", "quotations"]].values.tolist() == [["The Daily", 1, 1], ["The Post", 2, 2]]
    both = corpus.coverage(["period", "outlet"], "quarter")
    assert both[["period", "outlet", "articles"]].values.tolist() == [
        ["2024Q1", "The Daily", 1],
        ["2024Q1", "The Post", 1],
    ]
    assert corpus.coverage(since="2030").empty


def test_over_time_counts_places_and_articles(corpus):
    found = corpus.over_time("bridge", period="month")
    assert found.values.tolist() == [["2024-01", 2, 1, 1], ["2024-02", 0, 0, 0], ["2024-03", 1, 1, 1]]


def test_who_is_quoted_by_name(corpus):
    columns = ["speaker", "n", "in_marks", "articles", "outlets"]
    assert corpus.who_is_quoted()[columns].values.tolist() == [["Ada Brown", 2, 2, 2, 2], ["Carl Crane", 1, 1, 1, 1]]
    by_outlet = corpus.who_is_quoted("outlet", until="2024-02")[["speaker", "outlet", "n"]]
    assert by_outlet.values.tolist() == [["Ada Brown", "The Daily", 1]]


def quoting(name: str, n: int) -> dl.Article:
    return dl.Article(f"“We sail on,” said {name}, who has {n} boats.", f"2024-01-0{n}")


def test_a_bare_surname_is_the_one_who_has_it():
    three = [quoting("Ada Brown", n) for n in (1, 2, 3)]
    assert dl.Corpus([*three, quoting("Brown", 4)]).who_is_quoted()["articles"].tolist() == [4]
    two_browns = dl.Corpus([*three, quoting("Carl Brown", 5), quoting("Brown", 4)]).who_is_quoted()
    assert sorted(two_browns["speaker"]) == ["Ada Brown", "Brown", "Carl Brown"]
    assert dl.Corpus([*three[:2], quoting("Brown", 4)]).who_is_quoted()["articles"].tolist() == [2, 1]


def test_keyness_tells_outlets_apart():
    given = [
        dl.Article(" ".join([f"Boats {word} here each day in number {n}."] * 50), source=outlet)
        for outlet, word in (("A", "sail"), ("B", "sink"))
        for n in range(4)
    ]
    found = dl.Corpus(given).keyness("outlet", n=1)
    assert found[["outlet", "term", "n_target", "n_reference", "articles"]].values.tolist() == [
        ["A", "sail", 200, 0, 4],
        ["B", "sink", 200, 0, 4],
    ]
    assert dl.Corpus(given[:1]).keyness("outlet").empty


def test_stories_and_findings(corpus):
    text = "The old ferry Aurora sank off Oslo on Monday. All 41 passengers were saved by fishermen of the town."
    pair = [dl.Article(text, "2024-01-02", source="A"), dl.Article(text, "2024-01-03", source="B", title="Aurora")]
    two = dl.Corpus([*pair, ARTICLES[0]])
    assert two.story_sizes()[["articles", "outlets", "copies"]].values.tolist() == [[2, 2, 1]]
    assert two.story_timeline()["told_by"].max() == 2
    assert two.findings()["finding"].tolist() == [
        "3 articles of 3 outlets, 2024-01-02 to 2024-01-15: 56 words.",
        "1 quotation or statement, 100% by somebody with a name.",
        "Quoted or reported in most articles: Ada Brown, in 1 article.",
        "1 story told by several articles; 1 copy among them.",
        f"The largest, of 2 articles, begins 2024-01-02 with “{text[:80]}”.",
    ]
    crowd = [dl.Article(f"“It rained,” {name} Brown said.") for name in ("Ada", "Bea", "Cleo", "Dora")]
    assert not any("most articles" in finding for finding in dl.Corpus(crowd).findings()["finding"])
    assert (two.main_name(), corpus.main_name()) == ("Ada Brown", "Ada Brown")


def test_nothing_is_no_error():
    empty = dl.Corpus([])
    assert empty.findings()["finding"].tolist() == ["0 articles: 0 words."]
    for table in (empty.coverage(), empty.coverage("outlet"), empty.who_is_quoted("outlet"), empty.over_time("a")):
        assert table.empty
        assert dl.plot_articles(table).get_gid() in ("there is no article", "articles of two periods are needed")
    assert (empty.main_term(), empty.main_name(), len(empty.keyness("period"))) == ("", "", 0)
    assert empty.story_timeline().empty
    plt.close("all")


def test_the_figure_has_outlets_as_parts_and_all_behind():
    table = pd.DataFrame({"period": list("aabb"), "outlet": list("xyxy"), "articles": [1, 2, 3, 0]})
    ax = dl.plot_articles(table)
    assert [[bar.get_height() for bar in part] for part in ax.containers] == [[1, 3], [2, 0]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["x", "y"]
    many = pd.DataFrame({"speaker": "a", "outlet": [f"o{n}" for n in range(9)], "articles": range(9, 0, -1)})
    ax = dl.plot_articles(many)
    assert [text.get_text() for text in ax.get_legend().get_texts()][-1] == "all others"
    assert ax.texts[-1].get_text() == "45"
    ax = dl.plot_articles(pd.DataFrame({"period": ["a", "b"], "articles": [1, 0], "of": [4, 2]}), "with rain")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["all articles", "with rain"]
    plt.close("all")
