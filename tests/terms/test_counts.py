import json
from collections import Counter

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import with_sentences, with_voices
from dateline.article import Article
from dateline.attribution import quotes
from dateline.segments.tokenization import ngrams, tokens
from dateline.terms.counts import (
    FREQUENCY_COLUMNS,
    OCCURRENCE_COLUMNS,
    VOICE_COLUMNS,
    count_words,
    countable,
    frequency,
    occurrences,
)
from dateline.terms.thresholds import above_floor

TEXT = "The cat saw the dog. A dog saw us in the US!"  # 11 words


def test_frequency_by_hand():
    table = frequency(tokens(Article(TEXT))).set_index("term")
    assert table["n"].to_dict() == {"the": 3, "dog": 2, "saw": 2, "US": 1, "a": 1, "cat": 1, "in": 1, "us": 1}
    assert table["rank"].to_dict() == {"the": 1, "dog": 2, "saw": 2, "US": 4, "a": 4, "cat": 4, "in": 4, "us": 4}
    assert table.loc["the", "per_thousand"] == 3000 / 12
    assert table["range"].to_dict() == {"the": 2, "dog": 2, "saw": 2, "US": 1, "a": 1, "cat": 1, "in": 1, "us": 1}
    assert table["is_stop"][["us", "US"]].to_list() == [True, False]


def test_ranks_as_quanteda_has_them(gold, as_tokens):
    """textstat_frequency of the BBC articles: the words after the 401 commonest, rebuilt from their counts."""
    theirs = pd.read_csv(gold / "bbc_frequency_top500.csv").query("rank >= 402")
    words = [word for row in theirs.itertuples() for word in [row.feature] * row.frequency]
    ours = frequency(as_tokens(words)).set_index("term").loc[theirs["feature"]]
    assert ours["n"].to_list() == theirs["frequency"].to_list()
    assert (ours["rank"] + 401).to_list() == theirs["rank"].to_list()


def test_words_as_quanteda_counts_them(gold, speeches):
    """All 140,571 words of the speeches but sums of money, "9/11", "U.S." and "D.C."; their possessives are cut off."""
    texts = json.loads((gold / "inaugural_texts.json").read_text())
    apart = Counter()
    for name, words in speeches.items():
        ours = Counter(dict(count_words(texts[name]).itertuples(index=False)))
        theirs = Counter(word.replace("’", "'").removesuffix("'s") for word in words)
        apart += (ours - theirs) + (theirs - ours)
    assert all(word == "$" or word[-1].isdigit() or word in ("US", "u.s", "d.c", "d.c.") for word in apart)
    assert sum(apart.values()) < 20


def test_frequency_of_lemmas():
    table = frequency(tokens(Article("One officer and two officers met. They meet.")), by="lemma").set_index("term")
    assert table["n"][["officer", "meet"]].to_list() == [2, 2]


def test_frequency_of_ngrams_counts_each_run_once():
    grams = ngrams(tokens(Article("He said no. He said yes. He left.")), 2)
    table = frequency(grams, by="term")
    assert table.to_dict("list") == {
        "term": ["he said", "he left", "said no", "said yes"],
        "n": [2, 1, 1, 1],
        "rank": [1, 2, 2, 2],
        "per_thousand": [400.0, 200.0, 200.0, 200.0],
        "range": [2, 1, 1, 1],
    }


def test_captions_and_marks_do_not_count(as_tokens):
    table = as_tokens(["a", "b", "a", "."])
    table["role"] = ["title", "body", "caption", "body"]
    table["kind"] = ["word", "word", "word", "mark"]
    assert frequency(table)["term"].to_list() == ["a", "b"]
    assert frequency(table)["per_thousand"].to_list() == [500.0, 500.0]


def test_range_counts_articles_where_there_are_several(as_tokens):
    both = pd.concat([as_tokens(["a", "b", "a"]).assign(article="x"), as_tokens(["a"]).assign(article="y")])
    assert frequency(both).set_index("term")["range"].to_dict() == {"a": 2, "b": 1}


def test_kind_is_the_commonest(as_tokens):
    table = as_tokens(["bush", "bush", "bush"], kind=["name", "word", "name"])
    assert frequency(table)["kind"].to_list() == ["name"]


def test_empty_tables_keep_their_columns():
    nothing = tokens(Article(""))
    assert list(frequency(nothing)) == FREQUENCY_COLUMNS
    assert frequency(nothing).empty
    assert list(occurrences(nothing, ["a"])) == OCCURRENCE_COLUMNS
    assert frequency(tokens(Article("... !!!"))).empty


def test_occurrences_lead_back_to_the_text():
    article = Article(TEXT)
    table = occurrences(tokens(article), ["saw", "US", "bird"])
    assert table["term"].to_list() == ["saw", "saw", "US"]
    assert [article.text[s:e] for s, e in zip(table["start"], table["end"], strict=True)] == table["text"].to_list()
    assert table["sentence"].to_list() == [0, 1, 1]


def test_occurrences_of_ngrams():
    table = occurrences(ngrams(tokens(Article("He said no. He said yes.")), 2), ["he said"], by="term")
    assert table["sentence"].to_list() == [0, 1]


def test_stop_words_and_kinds_are_the_callers_to_change():
    table = tokens(Article("The coup of 2019 failed in Oslo. Oslo slept."))
    table["is_stop"] |= table["type"].eq("failed")
    assert frequency(table[~table["is_stop"]])["term"].to_list() == ["oslo", "2019", "coup", "slept"]
    assert "2019" not in set(frequency(table[table["kind"].ne("number")])["term"])
    assert frequency(table[table["kind"].eq("name")])["term"].to_list() == ["oslo"]


def test_counts_cite_their_sentences():
    table = tokens(Article("Dogs ran. Cats saw dogs. Dogs and dogs slept. It ran."))
    found = with_sentences(frequency(table), table.rename(columns={"type": "term"})).set_index("term")["sentences"]
    assert found[["dogs", "ran", "cats"]].to_list() == ["0, 1, 2", "0, 3", "1"]
    many = tokens(Article("It ran. " * 11)).assign(term="a")
    assert with_sentences(pd.DataFrame({"term": ["a", "z"]}), many)["sentences"].to_list() == [
        "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
        "",
    ]
    nothing = tokens(Article(""))
    assert list(with_sentences(frequency(nothing), nothing.assign(term=""))) == [*FREQUENCY_COLUMNS, "sentences"]
    pair = pd.DataFrame({"term_1": ["a"], "term_2": ["b"], "sentence": [4]})
    assert with_sentences(pair[:0], pair, ["term_1", "term_2"]).empty
    assert with_sentences(pair, pair[:0], ["term_1", "term_2"])["sentences"].to_list() == [""]
    assert with_sentences(pair, pair, ["term_1", "term_2"])["sentences"].to_list() == ["4"]


def test_terms_by_voice_by_hand():
    article = Article('He saw "a red dog". The dog, he said, "ran". She said red was red.')
    table = frequency(with_voices(tokens(article), quotes(article))).set_index("term")
    assert table.loc["red", VOICE_COLUMNS].to_list() == [2, 1, 2000 / 11, 1000 / 4]
    assert table.loc["ran", ["narration", "quotation"]].to_list() == [0, 1]
    assert table["quotation"].sum() == 4
    silent = Article("No dog ran.")
    table = frequency(with_voices(tokens(silent), quotes(silent)))
    assert table["quotation"].to_list() == [0, 0, 0]
    assert table["quotation_rate"].isna().all()
    assert frequency(with_voices(tokens(Article("")), quotes(Article("")))).empty


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c", "The", "x.", "9"]), max_size=40).map(" ".join))
def test_frequencies_add_up(text):
    table = tokens(Article(text))
    counts = frequency(table)
    assert counts["n"].sum() == len(countable(table))
    assert (counts["range"] <= counts["n"]).all()
    assert len(occurrences(table, counts["term"])) == counts["n"].sum()
    assert counts.equals(frequency(table))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="abUS'’.,-1 $@\n\x1c\xa0:/wht", max_size=80))
def test_bulk_counting_gives_the_same(text):
    """Where every word counts, which boilerplate, bylines and the like do not."""
    table = tokens(Article(text)).assign(role="body")
    pd.testing.assert_frame_equal(count_words(text), frequency(table)[["term", "n"]])


def test_below_the_floor_is_not_shown():
    table = pd.DataFrame({"value": [1.0]})
    assert above_floor(table, 1000, "diversity") is table
    assert above_floor(table, 612, "diversity").to_dict("list") == {"not shown": ["n = 612 words, fewer than 1,000"]}
