"""The key figures: counts that the index repeats, on tables small enough to count by hand."""

import pandas as pd

from dateline import key_figures, tokens
from dateline.article import Article


def values(table):
    return dict(zip(table["figure"], table["result"], strict=True))


def test_words_sentences_and_types_are_those_of_title_and_body():
    article = Article("The dog barked. The cat, it slept.")
    assert values(key_figures(tokens(article))) == {"words": "7", "sentences": "2", "distinct words": "6"}


def test_thousands_are_parted():
    assert values(key_figures(tokens(Article("word " * 1200))))["words"] == "1,200"


def test_an_article_without_words_has_zeros():
    assert values(key_figures(tokens(Article("")))) == {"words": "0", "sentences": "0", "distinct words": "0"}


def test_quoted_is_the_share_of_characters_and_a_speaker_counts_once():
    pieces = pd.DataFrame(
        {
            "start": [0, 60, 70, 80],
            "end": [60, 70, 80, 100],
            "voice": ["narration", "quotation", "quotation", "quotation"],
            "quote": pd.array([None, 0, 1, 2], dtype="Int64"),
            "speaker": [None, "Ada Brown", "she", "they"],
            "speaker_entity": [None, "Ada Brown", "Ada Brown", None],
        }
    )
    assert values(key_figures(pieces)) == {"quotations": "3", "speakers": "2", "quoted": "40%"}


def test_no_pieces_have_no_share():
    pieces = pd.DataFrame(columns=["start", "end", "voice", "quote", "speaker", "speaker_entity"])
    assert values(key_figures(pieces))["quoted"] == "–"


def test_durations_and_sets_are_no_dates():
    timexes = pd.DataFrame(
        {"timex_type": ["DATE", "TIME", "DATE", "DURATION", "SET"], "first_day": ["2018-01-01", None, None, None, None]}
    )
    assert values(key_figures(timexes)) == {"dates worked out": "1", "left open": "2"}
