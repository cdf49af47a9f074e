"""Every public table: the same columns and types with nothing to tell as with much, text as text, its own spans."""

import inspect

import pandas as pd
import pytest

import dateline as dl
from dateline import Article
from dateline.article import ReadError
from dateline.exports import to_brat, to_corpus, to_timelinejs, to_timeml, to_tokens
from dateline.pages.methods import corrections
from dateline.polarity import target_contributions
from dateline.tables import TableError


def made_of(article):
    """Every public table of an article, by the name of its function."""
    tokens, mentions, quotes = dl.tokens(article), dl.mentions(article), dl.quotes(article)
    sentiment, timexes, timeline = dl.sentiment(article), dl.timexes(article), dl.timeline(article)
    telling, targets, voiced = (
        dl.telling_words(article, sentiment),
        dl.target_tones(article, sentiment),
        dl.with_voices(tokens, quotes),
    )
    frequency, pairs = dl.frequency(tokens), dl.collocations(tokens)
    keyness = dl.keyness(frequency, pd.DataFrame({"term": ["the", "word"], "n": [10, 5]}))
    merged = dl.with_terms(tokens, mentions)
    alone = "paragraphs sentences hedges sources creation_evidence undated unresolved keyphrases quantities"
    alone += " findings genre"
    of_pieces = "speakers compare_voices agreement key_figures"
    return {
        **{name: getattr(dl, name)(article) for name in alone.split()},
        **{name: getattr(dl, name)(sentiment) for name in of_pieces.split()},
        "tokens": tokens,
        "mentions": mentions,
        "quotes": quotes,
        "dependencies": dl.dependencies(article),
        "sentiment": sentiment,
        "timexes": timexes,
        "timeline": timeline,
        "telling_words": telling,
        "target_tones": targets,
        "with_voices": voiced,
        "frequency": frequency,
        "collocations": pairs,
        "keyness": keyness,
        "with_terms": merged,
        "loaded_words": dl.loaded_words(telling),
        "strongest": dl.strongest(article, sentiment),
        "entity_tone": dl.entity_tone(targets),
        "ngrams": dl.ngrams(tokens, 2),
        "frequency in voices": dl.frequency(voiced),
        "corrections": corrections(article),
        "occurrences": dl.occurrences(tokens, ["the"]),
        "with_sentences": dl.with_sentences(frequency, tokens.rename(columns={"type": "term"})),
        "pair_places": dl.pair_places(tokens, pairs),
        "key_terms": dl.key_terms(keyness, frequency),
        "names": dl.names(merged, mentions),
        "variants": dl.variants(tokens),
        "diversity": dl.diversity(tokens),
        "readability": dl.readability(tokens),
        "dispersion": dl.dispersion(tokens, ["the"]),
        "kwic": dl.kwic(tokens, "the"),
        "above_floor": dl.above_floor(frequency, 1000, "diversity"),
        "contributions": dl.contributions(article.text),
        "target_contributions": target_contributions(article.text, 0, 1),
        "to_corpus": to_corpus({"a": article}),
        "to_tokens": to_tokens({"a": tokens}),
        "marked_events": dl.marked_events(article, timeline, timexes),
        "with_labels": dl.with_labels(article, timeline),
        "stories": dl.stories([article]),
        "shared_sentences": dl.shared_sentences([article, article]),
        "merged_timeline": dl.merged_timeline([article, article]),
        "compared_findings": dl.compared_findings(dl.compare([article])),
        **{name: made for name, made in dl.compare([article, article]).items() if name not in ("names", "words")},
    }


@pytest.fixture(scope="module")
def tables(seed):
    return [made_of(article) for article in (Article(""), Article("Rain"), seed)]


def test_every_public_function_that_gives_a_table_is_here(tables):
    annotated = {
        name
        for name in dl.__all__
        if inspect.isfunction(made := getattr(dl, name)) and made.__annotations__.get("return") == "pd.DataFrame"
    }
    assert annotated - {"reference"} <= set(tables[0])


def test_columns_and_types_do_not_depend_on_the_rows(tables):
    empty, word, full = ({name: dict(table.dtypes) for name, table in made.items()} for made in tables)
    assert empty == full
    assert word == full


def test_an_empty_table_changes_no_type_of_another(tables):
    for name, full in tables[2].items():
        joined = pd.concat([tables[0][name], full], ignore_index=True)
        assert dict(joined.dtypes) == dict(full.dtypes), name


def test_a_column_has_one_marker_for_what_is_missing(tables):
    for made in tables:
        for name, table in made.items():
            for column in table.columns[table.dtypes.eq("object")]:
                odd = {type(cell) for cell in table[column]} - {str, type(None), bool, tuple}  # spans
                assert not odd, (name, column)


def test_every_table_is_csv_and_parquet(tables):
    for made in tables:
        for table in made.values():
            assert dl.to_csv(table).count("\r\n") >= 1
            assert dl.to_parquet(table)[:4] == b"PAR1"


def test_text_is_text_and_its_span(tables, seed):
    for name, table in tables[2].items():
        if "text" in table:
            assert all(isinstance(text, str) for text in table["text"]), name
        if {"start", "end", "text"} <= set(table) and name not in ("to_corpus",):
            rows = table[["start", "end", "text"]].itertuples(index=False, name=None)
            assert all(seed.text[int(start) : int(end)] == text for start, end, text in rows), name


def test_the_strongest_pieces_name_their_telling_words_and_show_them():
    article = Article("The dreadful war was a terrible disaster. We went home.")
    table = dl.strongest(article, dl.sentiment(article))
    assert table["text"].iloc[0] == "The dreadful war was a terrible disaster."
    assert table["text"].str.contains("terrible").tolist() == [True, False]
    page = dl.show_table(table, "x").data
    assert 'class="minus"' in page["text/html"]
    assert ">terrible</mark>" in page["text/html"]
    assert "<mark" not in page["text/csv"]
    assert "marks" not in page["text/csv"]


def _given_another_table(one, other):
    times = dl.timexes(other)
    return {
        "telling_words": lambda: dl.telling_words(one, dl.sentiment(other)),
        "strongest": lambda: dl.strongest(one, dl.sentiment(other)),
        "target_tones": lambda: dl.target_tones(one, dl.sentiment(other)),
        "to_timeml": lambda: to_timeml(one, times),
        "to_timelinejs": lambda: to_timelinejs(one, dl.timeline(other)),
        "marked_events": lambda: dl.marked_events(one, dl.timeline(other), times),
        "with_labels": lambda: dl.with_labels(one, dl.timeline(other)),
        "to_brat": lambda: to_brat(one, dl.quotes(one), times, dl.mentions(one)),
    }


@pytest.mark.parametrize("name", list(_given_another_table(Article(""), Article(""))))
def test_a_table_of_another_article_is_refused(name):
    one = Article("Ann Lee resigned. It had rained.", published="2024-05-10")
    other = Article("On Monday the terrible fire, “a bad day” to Bo Ray, ended.", published="2024-05-10")
    with pytest.raises(TableError, match="the table is of another article") as error:
        _given_another_table(one, other)[name]()
    assert isinstance(error.value, ReadError)
    assert "\n" not in str(error.value)
    _given_another_table(other, other)[name]()


def test_a_term_alone_and_those_of_a_table_are_terms():
    tokens = dl.tokens(Article("The coup failed. A coup is a coup."))
    assert dl.occurrences(tokens, "coup")["text"].tolist() == ["coup"] * 3
    assert dl.dispersion(tokens, "coup")["n"].tolist() == [3]
    frequency = dl.frequency(tokens)
    assert dl.dispersion(tokens, frequency)["term"].tolist() == frequency["term"].tolist()
    assert dl.dispersion(tokens, frequency)["n"].tolist() == frequency["n"].tolist()
    assert set(dl.occurrences(tokens, frequency)["term"]) == set(frequency["term"])
    for function in (dl.occurrences, dl.dispersion):
        with pytest.raises(TableError, match="no column term"):
            function(tokens, tokens)


def test_docstrings_name_what_a_reader_knows():
    assert "n: how many pieces." in dl.strongest.__doc__
    assert "word_contributions" not in dl.strongest.__doc__
