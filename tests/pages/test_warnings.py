"""What a reader must know first stands at the head of a report."""

from dateline import Article
from dateline.pages.article_head import warnings_of


def test_a_text_behind_a_subscription_is_said_to_be_cut():
    article = Article("The clinic closed on Monday.\n\nThis article is for subscribers only.", published="2024-05-17")
    assert warnings_of(article) == ["The page asks for a subscription: the text is probably cut."]


def test_what_the_paper_set_right_is_said():
    article = Article("The clinic closed on Monday.\n\nCorrection: it has 40 beds.", published="2024-05-17")
    assert warnings_of(article) == ["The article was corrected: “Correction: it has 40 beds.”"]
