"""Runs of one voice, what they add up to, whom they are about, and what stays unsaid below its floor."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import (
    Article,
    ReadError,
    agreement,
    compare_voices,
    entity_tone,
    hedges,
    loaded_words,
    plot_entity_tone,
    sentiment,
    sources,
    speakers,
    strongest,
    target_tones,
    telling_words,
    tone,
)
from dateline.voices.passages import FEWEST_FOR_INTERVAL, SENTIMENT_COLUMNS, interval

PIECES = [
    "“We are glad,”", '"a disaster"', "said Ann Lee", "he", ".", ",", "“", "It was a terrible day", "\n\n", "Mr. Lee",
]  # fmt: skip
TEXTS = st.text(max_size=150) | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
TEXT = "Ann Lee said the fire was “a terrible disaster” and left. “We are glad,” Mr. Bob Ray said. “It works,” he said."


def pieces(tones: list[float], voice: str = "narration", speaker: str | None = None) -> pd.DataFrame:
    """A table as `sentiment` gives it, of pieces of ten characters."""
    rows = [(i, 10 * i, 10 * i + 10, "x" * 10, voice, None, speaker, None, t, t) for i, t in enumerate(tones)]
    return pd.DataFrame(rows, columns=SENTIMENT_COLUMNS)


def test_a_quoted_fragment_is_a_piece_of_its_own():
    table = sentiment(Article("Ann Lee said the fire was “a terrible disaster” and left the burning hall."))
    assert list(table["voice"]) == ["narration", "quotation", "narration"]
    assert table["text"].iloc[1] == "“a terrible disaster”"
    assert table["tone"].iloc[1] < -0.05


def test_words_that_only_say_who_speaks_are_no_piece():
    assert list(sentiment(Article("“We are glad,” Mr. Lee said."))["voice"]) == ["quotation"]


def test_speakers_take_a_pronoun_for_whom_it_surely_means():
    table = speakers(sentiment(Article(TEXT))).set_index("speaker")
    assert table.loc["Bob Ray", "pieces"] == 2
    assert "he" not in table.index
    assert table["share"].sum() == pytest.approx(1)


def test_a_capital_at_the_head_of_a_sentence_makes_no_second_voice():
    article = Article("He said it was “a bad fire”. It was “a bad day”, he said. The mayor said it was “a good plan”.")
    table = sentiment(article)
    assert {"he", "He", "The mayor"} <= set(table["speaker"].dropna())
    assert set(speakers(table)["speaker"].dropna()) == {"he", "the mayor"}
    assert set(sources(article)["source"]) == {"he", "the mayor"}
    assert {"He", "The mayor"}.isdisjoint(telling_words(article, table)["speaker"].dropna())


def test_a_quotation_in_a_quotation_is_no_source_of_its_own():
    article = Article("“They told me, ‘It is over,’ and left,” said Bo Li.")
    assert list(sources(article)["source"]) == ["Bo Li"]


def test_means_stand_from_their_floor_on():
    few, enough = (compare_voices(pieces([0.1] * n)).iloc[0] for n in (FEWEST_FOR_INTERVAL - 1, FEWEST_FOR_INTERVAL))
    assert math.isnan(few["tone"])
    assert (enough["tone"], enough["low"], enough["high"]) == pytest.approx((0.1, 0.1, 0.1))


def test_intervals_hold_their_mean_and_narrow_with_n():
    wide, narrow = (interval(pd.Series([-0.5, 0.5] * n)) for n in (5, 200))
    assert wide[1] < narrow[1] < narrow[0] == 0 < narrow[2] < wide[2]


def test_agreement_by_hand():
    table = pieces([0.2, -0.2, 0.0, 0.3])
    table["vader_tone"] = [0.5, 0.4, 0.01, 0.0]
    figures = agreement(table).set_index("figure")["result"].to_dict()
    assert figures == {"pieces": "4", "same direction": "2", "opposite directions": "1"}


def test_loaded_words_by_hand():
    rows = [
        ("narration", None, 0, "Bad", -0.3),
        ("quotation", "Ann", 5, "good", 0.2),
        ("narration", None, 9, "bad", -0.2),
        ("narration", None, 12, "fair", 0.1),
    ]
    words = pd.DataFrame(rows, columns=["voice", "speaker", "start", "text", "contribution"])
    words["sentence"] = [0, 1, 2, 2]
    found = loaded_words(words, n=1)
    assert found[["voice", "word", "n", "sentences"]].to_numpy().tolist() == [
        ["narration", "bad", 2, "0, 2"],
        ["quotation", "good", 1, "1"],
    ]
    assert found["contribution"].tolist() == pytest.approx([-0.5, 0.2])


def test_names_and_cues_move_no_tone():
    article = Article("Grace Love denounced “the plan of the council” on Friday in the old hall by the river.")
    words = telling_words(article, sentiment(article))
    assert not {"Grace", "Love", "denounced"} & set(words["text"])


def test_a_lexicon_of_ones_own_goes_before_ours(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("word,weight,why\nharvest,0.5,it feeds the town\nterrible,0,\n", encoding="utf-8")
    article = Article("The harvest of the old farm was terrible.")
    table = sentiment(article, own)
    # eight words: 0.5 / sqrt(8 / 20); "terrible" is silenced
    words = telling_words(article, table, own).set_index("text")
    assert words.loc["harvest", "contribution"] == pytest.approx(0.5 / math.sqrt(8 / 20))
    assert words.loc["harvest", "why"] == "own.csv: it feeds the town, weight +0.500"
    assert "terrible" not in words.index
    assert table["tone"].iloc[0] == pytest.approx(tone(article.text, lexicon=own))
    assert table["tone"].iloc[0] > 0 > sentiment(article)["tone"].iloc[0]
    assert "+0.79" in strongest(article, table, 1, own)["marks"].iloc[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "no such file; check the path"),
        ("term,weight\nbad,1\n", "has no column word; its first line must be word,weight,why"),
        ("word,weight\nbad,much\n", "row 2: 'much' is no weight; give a number from -1 to 1"),
        ("word,weight\nbad,\n", "row 2: '' is no weight; give a number from -1 to 1"),
        ("word,weight\nbad,-4\n", "row 2: '-4' is no weight; give a number from -1 to 1"),
        ("word,weight\nvery bad,-1\n", "row 2: 'very bad' is no word; give one word a row"),
        ("word,weight\nbad,-1\nBad,1\n", "row 3: 'bad' stands there before; keep one row"),
    ],
)
def test_what_is_no_lexicon_is_refused_in_one_line(tmp_path, text, said):
    own = tmp_path / "own.csv"
    if text is not None:
        own.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as error:
        sentiment(Article("It rained."), own)
    assert "own.csv" in str(error.value)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_words_of_names_carry_no_tone_wherever_they_stand():
    article = Article(
        "Leeds Health Trust closed a ward on Monday. Staff said the trust had lost money. Mary Grant left."
    )
    assert "trust" not in set(telling_words(article, sentiment(article))["text"].str.lower())


def test_sources_by_hand():
    article = Article("Ann Lee said that it rained. “It rained a lot,” Ann Lee said. The road was wet.")
    assert sources(article).to_numpy().tolist() == [["Ann Lee", 2, pytest.approx(2 / 3), 1, 1, "0, 1"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They are accused of theft.", [("no agent", "are accused")]),
        ("They are accused of theft by the state prosecutor.", []),
        ("He is known to the police as a thief.", [("no agent", "is known")]),
        ("It is believed that they fled.", [("no agent", "It is believed")]),
        ("They reportedly fled.", [("hedge", "reportedly")]),
        ("The plan appears to fail.", [("hedge", "appears")]),
        ("It opened on May 4.", []),
        ("Some critics say it failed.", [("unnamed source", "Some critics say")]),
        ("The crowd went home.", []),
        ("Theresa May said no. May refused. Mr. May will go.", []),
        ("May I ask why? On 3 May I was ill. On 3 may it rained.", []),
        ("Could you help? Might I add a word?", []),
        ("The might of the army grew.", []),
        ("He could not walk. She could see the sea.", []),
        ("They may have gone.", [("hedge", "may have")]),
        ("It may be late.", [("hedge", "may be")]),
        ("May may resign.", [("hedge", "may resign")]),
        ("He might leave, and it could rain.", [("hedge", "might leave"), ("hedge", "could rain")]),
        ("It could well have failed.", [("hedge", "could well")]),
    ],
)
def test_hedges(text, expected):
    table = hedges(Article(text))
    assert list(table[["kind", "text"]].itertuples(index=False, name=None)) == expected


def test_the_claims_without_an_agent_of_the_seed(seed):
    table = hedges(seed)
    assert {"are accused", "is known", "reportedly"} <= set(table["text"])
    assert all(seed.text[row.start : row.end] == row.text for row in table.itertuples())


def test_tone_toward_names_counts_sentences_and_keeps_voices_apart():
    rows = [
        ("Ann", "person", 0, "narration", None, -0.4),
        ("Ann", "person", 0, "narration", None, -0.2),
        ("Ann", "person", 1, "narration", None, 0.0),
        ("Ann", "person", 1, "quotation", "Bob", 0.3),
        ("Bob", "person", 2, "narration", None, 0.0),
    ]
    tones = pd.DataFrame(rows, columns=["entity", "kind", "sentence", "voice", "speaker", "tone"])
    table = entity_tone(tones, n=1)
    columns = ["entity", "voice", "n", "unfavourable", "neutral", "favourable", "sentences"]
    assert table[columns].to_numpy().tolist() == [
        ["Ann", "narration", 2, 1, 1, 0, "0, 1"],
        ["Ann", "quotation", 1, 0, 0, 1, "1"],
    ]
    assert table["tone"].isna().all()


def test_no_pronoun_enters_a_persons_figures(seed):
    tones = target_tones(seed, sentiment(seed))
    assert not {"he", "He", "they", "They"} & set(tones["text"])
    assert "he" in set(tones["speaker"].dropna())  # left open, not pinned on anybody


def test_the_figure_says_counts_and_what_it_lacks():
    few, enough = (Article("Ann Lee left the fire. " * n + "The fire grew.") for n in (4, 5))
    tones = target_tones(enough, sentiment(enough))
    ax = plot_entity_tone(entity_tone(tones))
    assert "(4)" in plot_entity_tone(entity_tone(target_tones(few, sentiment(few)))).texts[0].get_text()
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Ann Lee, narration"]
    assert "are needed" in plot_entity_tone(entity_tone(tones.iloc[:0])).texts[0].get_text()


def test_another_language_gives_empty_tables():
    article = Article("„Wir sind bereit“, sagte Anna Berg am Freitag in der Stadt.", language="de")
    table = sentiment(article)
    assert list(table.columns) == SENTIMENT_COLUMNS
    every = (
        table,
        speakers(table),
        compare_voices(table),
        sources(article),
        hedges(article),
        telling_words(article, table),
    )
    assert all(found.empty for found in every)
    assert entity_tone(target_tones(article, table)).empty
    assert agreement(table)["result"].tolist() == ["0", "0", "0"]


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_pieces_are_in_order_and_are_their_texts_for_any_text(text):
    article = Article(text)
    table = sentiment(article)
    at = 0
    for row in table.itertuples():
        assert at <= row.start < row.end
        assert article.text[row.start : row.end] == row.text
        assert -1 <= row.tone <= 1
        at = row.end
    words = telling_words(article, table)
    assert all(article.text[row.start : row.end] == row.text for row in words.itertuples())
    assert len(strongest(article, table)) == min(6, len(table))
    for found in (target_tones(article, table), hedges(article)):
        assert all(article.text[row.start : row.end] == row.text for row in found.itertuples())
    sources(article)
