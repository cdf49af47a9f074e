"""Names of events in a figure: who and what, never the beginning of a clause; the clause where no name stands alone."""

import pytest

from dateline import Article, plot_timeline, timeline, with_labels

PUBLISHED = "2024-02-14"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("On Monday, after a long debate, the court closed the bridge.", "the court closed the bridge"),
        ("In March last year, the mayor, Ada Brown, opened the harbour.", "Ada Brown opened the harbour"),
        ("The ferry sank on Monday.", "the ferry sank"),
        ("He left on Monday.", "He left on Monday"),  # who "he" is, is not said
    ],
)
def test_an_event_is_named_by_who_and_what(text, label):
    article = Article(text, PUBLISHED)
    assert with_labels(article, timeline(article))["label"].tolist() == [label]


def test_the_figure_says_the_label():
    article = Article("On Monday, after a long debate, the court closed the bridge.", PUBLISHED)
    ax = plot_timeline(with_labels(article, timeline(article)))
    said = [text.get_text() for text in [*ax.get_yticklabels(), *ax.texts]]
    assert any("the court closed the bridge" in " ".join(words.split()) for words in said)
    assert not any("debate" in words for words in said)
