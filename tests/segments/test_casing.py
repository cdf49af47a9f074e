"""Headlines in title case: which of their capitals tell a name."""

import pytest

from dateline import Article, dependencies, mentions
from dateline.segments.casing import Casing, is_title_case

BODY = [
    "The panel met Ada Moss on Monday , and the Harbour Board wants to see her .".split(),
    "A board of the House voted , said Moss .".split(),
]


@pytest.mark.parametrize(
    ("headline", "mended"),
    [
        ("Panel Wants To See Moss On Monday Evening", "panel wants to see Moss on Monday evening"),
        ("Harbour Board Meets Twice in Wexley Town", "Harbour Board meets twice in Wexley town"),  # a pair of the body
        ("NATO Says McCain Won't Visit House Again", "NATO says McCain won't visit House again"),
    ],
)
def test_a_capital_stays_on_what_the_article_calls_so(headline, mended):
    assert is_title_case(headline.split())
    assert " ".join(Casing(BODY).mended(headline.split())) == mended


@pytest.mark.parametrize("text", ["Ada Moss left Wexley Town .", "Police find a body", "She went to New York City ."])
def test_a_sentence_is_not_in_title_case(text):
    assert not is_title_case(text.split())


def test_names_and_trees_of_a_headline_are_those_of_its_sentence():
    article = Article(
        "Harbour Panel Wants To Interview Moss About Emails\n\n"
        "A panel of the harbour wants to interview Ada Moss about emails. Moss wrote them, the panel said."
    )
    headline = mentions(article).query("end < 51")
    assert headline[["text", "entity"]].to_numpy().tolist() == [["Moss", "Ada Moss"]]
    words = dependencies(article).query("sentence == 0").set_index("text")
    assert (words.loc["Wants", "upos"], words.loc["Panel", "relation"]) == ("VERB", "nsubj")
